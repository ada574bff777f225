//! Pages: screens that are lines made from records, some of which open what they speak of.
//!
//! A page is data. It is built again when records, the day, the width or what it shows changes, never while drawing.

mod kept;
mod moving;
mod opens;
mod source;
#[cfg(test)]
pub(crate) mod testing;

pub use kept::Kept;
pub use opens::Opens;
pub use source::Source;

use super::command::Context;
use super::facts::{Facts, Moment};
use super::keymap::Keymap;
use super::line::{Line, Role};
use super::model::{Model, Sight};
use super::msg::{BinItem, DraftItem};
use super::prompt::Part;
use crate::domain::audience::Audience;
use crate::domain::dialogue::Dialogue;
use crate::domain::problem::Problem;
use crate::domain::record::Key;
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;

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

/// Rows of a printed sheet of 66 lines, less its head and what is said of an audience.
const SHEET_LINES: usize = 58;
/// Columns of a printed sheet, at least and at most.
const SHEET_WIDTH: (usize, usize) = (80, 100);

/// What a page was built for: when any of it changes it is built again.
#[derive(Clone, Debug, PartialEq)]
struct Stamp {
    revision: u64,
    today: NaiveDate,
    sight: Sight,
    size: (u16, u16),
    drafts: Vec<DraftItem>,
    bin: usize,
    recent: usize,
    way: usize,
    /// Which of what grows in slices was whole.
    edition: u64,
}

/// A page on the stack, with its cursor.
#[derive(Debug)]
pub struct PageScreen {
    /// What it shows.
    pub source: Source,
    /// Its lines, as last built.
    pub page: Arc<Page>,
    /// The line the cursor is on.
    pub cursor: usize,
    /// The first line shown.
    pub top: usize,
    way: usize,
    stamp: Option<Stamp>,
    stale: bool,
    /// It is wanted with all its lines.
    whole: bool,
}

impl PageScreen {
    /// A page to be built.
    #[must_use]
    pub fn new(source: Source) -> Self {
        Self { source, page: Arc::default(), cursor: 0, top: 0, way: 0, stamp: None, stale: false, whole: false }
    }

    /// The contexts in which keys are read.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        match self.source {
            Source::Record(_) => vec![Context::Record, Context::Browse],
            Source::Roadmap | Source::Timeline | Source::Sequence => {
                vec![Context::Roadmap, Context::Page, Context::Record, Context::Browse]
            }
            _ => vec![Context::Page, Context::Record, Context::Browse],
        }
    }

    /// Builds the lines again when anything they rest on has changed.
    pub fn refresh(&mut self, model: &mut Model) {
        let stamp = Stamp {
            revision: model.revision(),
            today: model.today,
            sight: model.sight.clone(),
            size: model.size,
            drafts: model.drafts.clone(),
            bin: model.bin.len(),
            recent: model.recent.len(),
            way: self.way,
            edition: model.facts.edition(),
        };
        let lacks = |page: &Page| self.whole && page.more;
        if self.stamp.as_ref() == Some(&stamp) && !self.stale && !lacks(&self.page) {
            return;
        }
        let first = self.stamp.as_ref().is_none_or(|before| before.way != self.way);
        let height = model.body_height();
        if self.stamp.as_ref().is_some_and(|before| before.size != stamp.size) {
            // From the top again, so that no heading stays out of sight on a screen that was small for a while.
            self.top = 0;
        }
        let here = self.opens().cloned();
        // The page is being read above its first line that opens something: nothing moves for what others write.
        let reading = here.is_none() && self.page.lines.iter().any(|line| line.opens.is_some());
        let known = if self.stale { None } else { model.facts.pages.find(&self.source, &stamp).filter(|page| !lacks(page)) };
        self.page = match known {
            Some(page) => page,
            None => {
                let page = self.build(model);
                model.facts.pages.keep(&self.source, stamp.clone(), page)
            }
        };
        (self.stamp, self.stale) = (Some(stamp), false);
        if first {
            (self.cursor, self.top) = (0, 0);
            self.seek(0, true);
            if self.cursor >= height {
                // A page is read from its beginning: what can be opened further down is reached in reading.
                self.cursor = 0;
            }
        } else {
            self.stay_on(here.as_ref(), reading);
        }
        self.cursor = self.cursor.min(self.page.lines.len().saturating_sub(1));
        self.keep_visible(height);
    }

    fn build(&self, model: &mut Model) -> Page {
        let (width, height) = (model.width(), model.body_height());
        self.build_in(model, width, height)
    }

    /// Builds the page for so many columns and, where it keeps to one screen, rows.
    pub(super) fn build_in(&self, model: &mut Model, width: usize, height: usize) -> Page {
        let mut making = Making {
            dialogue: &model.dialogue,
            whole: model.whole.as_ref().unwrap_or(&model.dialogue),
            facts: &mut model.facts,
            today: model.today,
            sight: &model.sight,
            width,
            height,
            wanted: if self.whole { usize::MAX } else { 2 * height },
            way: self.way,
            keymap: &model.keymap,
            drafts: if model.sight.audience == Audience::Host { &model.drafts } else { &[] },
            bin: &model.bin,
            recent: &model.recent,
            config_problems: &model.config_problems,
        };
        let mut page = self.source.build(&mut making);
        if !model.held_back.is_empty() && self.source.is_view() {
            page.gap();
            super::pages::words::paragraph(&mut page, 1, Role::Warn, &format!("{}.", model.held_back), width);
        }
        page.lines = page.lines.into_iter().map(|line| line.cut(width)).collect();
        page
    }

    /// Shows the page in the next of its ways; gives the way's words, or nothing when there is but one.
    pub fn next_way(&mut self) -> Option<&'static str> {
        let ways = self.page.ways.len();
        if ways < 2 {
            return None;
        }
        // From a way that has its own key one goes back to the usual one.
        self.way = if self.way < ways { (self.way + 1) % ways } else { 0 };
        self.page.ways.get(self.way).copied()
    }

    /// Shows the page in the way that has a key of its own; the usual one again, when it is shown so already.
    pub fn turn_to(&mut self, keyed: &str) {
        let Some(place) = self.page.keyed.iter().position(|way| *way == keyed) else { return };
        let way = self.page.ways.len() + place;
        self.way = if self.way == way { 0 } else { way };
    }

    /// The page as it is printed: on one sheet what is taken into a room, all else whole, where the screen shows it in short.
    pub fn printed(&self, model: &mut Model) -> Page {
        if let Some(way) = self.source.on_one_sheet() {
            let width = model.width().clamp(SHEET_WIDTH.0, SHEET_WIDTH.1);
            return Self { way, whole: true, ..Self::new(self.source.clone()) }.build_in(model, width, SHEET_LINES);
        }
        let whole = self.page.ways.iter().position(|way| *way == IN_FULL);
        Self { way: whole.unwrap_or(self.way), whole: true, ..Self::new(self.source.clone()) }.build(model)
    }

    /// Whether lines are still to be built.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.page.more
    }

    /// Has the page built with all its lines at the next refresh.
    pub fn go_on(&mut self) {
        self.whole = true;
    }

    /// Has the page built again at the next refresh, whatever it rests on.
    pub fn stale(&mut self) {
        self.stale = true;
    }

    /// What the line under the cursor opens.
    #[must_use]
    pub fn opens(&self) -> Option<&Opens> {
        self.page.lines.get(self.cursor).and_then(|line| line.opens.as_ref())
    }

    /// The record or row that the line under the cursor speaks of; on a record's own page that record, where the line is none of
    /// its rows.
    #[must_use]
    pub fn part(&self) -> Option<Part> {
        let line = self.page.lines.get(self.cursor);
        match (line.and_then(|line| line.part.as_ref()), self.opens(), &self.source) {
            (Some(part), ..) => Some(part.clone()),
            (None, Some(Opens::Row(key, name, index)), _) => Some(Part { key: key.clone(), row: Some((name.clone(), *index)) }),
            (None, _, Source::Record(key)) => Some(Part::whole(key)),
            (None, opens, _) => opens.and_then(Opens::key).map(Part::whole),
        }
    }

    /// The record that commands on a record act on: on a record's own page always that one; elsewhere the line's, else the page's.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        if let Source::Record(key) = &self.source {
            return Some(key.clone());
        }
        self.opens().and_then(Opens::key).or(self.page.about.as_ref()).cloned()
    }
}
