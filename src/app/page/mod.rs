//! Pages: screens that are lines made from records, some of which open what they speak of.
//!
//! A page is data. It is built again when records, the day, the width or what it shows changes, never while drawing.

mod kept;
mod moving;
mod opens;
mod shown;
mod source;
#[cfg(test)]
pub(crate) mod testing;

pub use kept::Kept;
pub use opens::Opens;
pub use shown::PageScreen;
pub use source::Source;

use super::facts::{Facts, Moment};
use super::keymap::Keymap;
use super::line::Line;
use super::msg::{BinItem, DraftItem};
use super::sight::Sight;
use crate::domain::audience::Audience;
use crate::domain::dialogue::Dialogue;
use crate::domain::problem::Problem;
use crate::domain::record::Key;
use chrono::NaiveDate;
use std::path::PathBuf;

/// The way in which a page that shall fit on one screen is shown whole.
pub const IN_FULL: &str = "in full";

/// The lines of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What the page is about, at the left of the title line.
    pub title: String,
    /// A word on it, at the right of the title line.
    pub aside: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The record it is about, on which record commands act when no line says otherwise.
    pub about: Option<Key>,
    /// The day it speaks as of, where that is not the screen's: the eve of a meeting that was held. Why it says so is answered as of
    /// that day, too.
    pub then: Option<NaiveDate>,
    /// In which ways it can be shown, in words; the first is the usual one. Empty for a page that has but one.
    pub ways: Vec<&'static str>,
    /// Further ways, each reached by a key of its own.
    pub keyed: Vec<&'static str>,
    /// More lines follow than were built at first.
    pub more: bool,
}

impl Page {
    /// A page of that title.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// Adds a line.
    pub fn push(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Adds a blank line, unless the page is empty or ends with one already.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.spans.is_empty()) {
            self.lines.push(Line::blank());
        }
    }
}

/// What pages are made from.
#[derive(Debug)]
pub struct Making<'a> {
    /// The records that the audience may see.
    pub dialogue: &'a Dialogue,
    /// All records: for what is counted and for what the host alone looks at.
    pub whole: &'a Dialogue,
    /// What is dear to compute.
    pub facts: &'a mut Facts,
    /// Today.
    pub today: NaiveDate,
    /// How views are limited.
    pub sight: &'a Sight,
    /// Columns there are for lines.
    pub width: usize,
    /// Rows there are for lines.
    pub height: usize,
    /// So many lines are wanted at first of a page of many; what follows is built while no key waits.
    pub wanted: usize,
    /// In which of its ways the page is shown, counted on and on: the page takes it by how many ways it has.
    pub way: usize,
    /// Keys, for hints.
    pub keymap: &'a Keymap,
    /// Drafts that wait.
    pub drafts: &'a [DraftItem],
    /// The bin.
    pub bin: &'a [BinItem],
    /// Dialogues opened before.
    pub recent: &'a [(PathBuf, String)],
    /// Faults in keymap and settings.
    pub config_problems: &'a [Problem],
}

impl Making<'_> {
    /// The day that views see.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.sight.as_of.unwrap_or(self.today)
    }

    /// What views are kept by.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment { revision: self.whole.revision(), as_of: Some(self.as_of()) }
    }

    /// The words for what is not on file: the host's, or those for an audience, from whom it may only be held back.
    #[must_use]
    pub fn word<'w>(&self, host: &'w str, shown: &'w str) -> &'w str {
        if self.sight.audience == Audience::Host { host } else { shown }
    }

    /// Says in which ways a page can be shown; gives the number of the one to show now.
    pub fn way_of(&self, page: &mut Page, ways: &[&'static str]) -> usize {
        self.way_or_keyed(page, ways, &[])
    }

    /// The same with ways that have keys of their own, counted after the others.
    pub fn way_or_keyed(&self, page: &mut Page, ways: &[&'static str], keyed: &[&'static str]) -> usize {
        (page.ways, page.keyed) = (ways.to_vec(), keyed.to_vec());
        self.way.checked_rem(ways.len() + keyed.len()).unwrap_or(0)
    }
}
