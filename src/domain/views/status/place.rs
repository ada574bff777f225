//! Where a dialogue is on a day: its phase and the day in it, the next event, the calendar to come.

use crate::domain::dialogue::Dialogue;
use crate::domain::display::{capital, one_line};
use crate::domain::lens::counted;
use crate::domain::record::{Fields, Key, Record};
use chrono::NaiveDate;

/// What is said where no event is to come.
pub const NO_EVENT: &str = "No event is planned.";
/// The same for an audience, from whom it may only be held back.
pub const NO_EVENT_SHOWN: &str = "No event to come is shown.";

/// Where a dialogue is on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its phase and the day in it, counted from one, in words; or that it is in none.
    pub phase: String,
    /// Whether it is in a phase.
    pub in_phase: bool,
    /// The next event, with its day.
    pub event: Option<(NaiveDate, Key)>,
    /// The entries of the calendar still to come, the next first: its day and what it is, on one line.
    pub entries: Vec<(NaiveDate, String)>,
}

impl Place {
    /// Where the dialogue is on `as_of`.
    #[must_use]
    pub fn of(dialogue: &Dialogue, as_of: NaiveDate) -> Self {
        let process = dialogue.process();
        let phase = dialogue.phase_since(as_of).map(|(name, start)| {
            let title = dialogue.catalogue.phase(name).map_or_else(|| capital(name), |phase| phase.short().to_owned());
            format!("{}, day {}", one_line(&title), (as_of - start).num_days() + 1)
        });
        let begun = process.rows("phase").any(|phase| phase.date("start").is_some());
        let entries = process.rows("calendar").filter_map(|row| Some((row.date("date").filter(|date| *date >= as_of)?, row)));
        let mut entries: Vec<_> = entries.map(|(date, row)| (date, one_line(row.text("event").unwrap_or_default()))).collect();
        entries.sort_by_key(|(date, _)| *date);
        Self {
            in_phase: phase.is_some(),
            phase: phase.unwrap_or_else(|| if begun { "In no phase by its dates" } else { "No phase yet" }.to_owned()),
            event: next_event(dialogue, as_of).map(|(date, event)| (date, event.key.clone())),
            entries,
        }
    }
}

/// The first event still to come: later than the day, or on it and not yet held.
fn next_event(dialogue: &Dialogue, as_of: NaiveDate) -> Option<(NaiveDate, &Record)> {
    let ahead = dialogue.events().filter_map(|event| {
        let date = event.date("date").filter(|date| *date >= as_of)?;
        let comes = event.text("status") != Some("not_held") && counted(event, as_of).is_none();
        comes.then_some((date, &**event))
    });
    ahead.min_by(|a, b| (a.0, &a.1.key.id).cmp(&(b.0, &b.1.key.id)))
}
