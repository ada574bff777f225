//! The debrief after a note: marked lines as proposed rows, one key each. (To be laid.)

/// The debrief of one meeting.
#[derive(Debug)]
pub struct Debrief {}
