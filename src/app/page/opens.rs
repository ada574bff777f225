//! What a line leads to, as data: only `app/open.rs` knows how it is opened.

use super::Source;
use crate::app::command::Command;
use crate::domain::record::{Key, Name};
use std::path::PathBuf;

/// What Enter opens from a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Opens {
    /// A record's page.
    Record(Key),
    /// One of several records, to be chosen.
    Choice(Vec<Key>),
    /// The list of a kind, filtered.
    List(Name, String),
    /// Another page.
    Page(Source),
    /// The position matrix.
    Matrix,
    /// The network, drawn.
    Graph,
    /// The board of commitments.
    Board,
    /// A command, as if its key were pressed.
    Command(Command),
    /// Another dialogue.
    Dialogue(PathBuf),
    /// Something in the bin.
    Bin(u64),
    /// A draft that waits.
    Draft(String),
    /// The debrief of a meeting, to go on with it.
    Debrief(Key),
    /// A row of a record, in its form.
    Row(Key, Name, usize),
    /// A duty that the method proposes, by its place there: Enter takes it up.
    TakeUp(usize),
}

impl Opens {
    /// Whether what it opens is there to write, or is a change by itself.
    #[must_use]
    pub const fn writes(&self) -> bool {
        matches!(self, Self::Bin(_) | Self::Draft(_) | Self::Debrief(_) | Self::Row(..) | Self::TakeUp(_))
    }

    /// The record it speaks of.
    #[must_use]
    pub fn key(&self) -> Option<&Key> {
        match self {
            Self::Record(key) | Self::Debrief(key) | Self::Row(key, _, _) => Some(key),
            _ => None,
        }
    }
}
