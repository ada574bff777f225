//! A page on the stack of screens: where the cursor is, in which way it is shown, and when its lines are made again.

use super::kept::Stamp;
use super::{IN_FULL, Making, Opens, Page, Source};
use crate::app::command::Context;
use crate::app::line::Role;
use crate::app::model::Model;
use crate::app::pages;
use crate::app::part::Part;
use crate::domain::audience::Audience;
use crate::domain::record::Key;
use std::sync::Arc;

/// Rows of a printed sheet of 66 lines, less its head and what is said of an audience.
const SHEET_LINES: usize = 58;
/// Columns of a printed sheet, at least and at most.
const SHEET_WIDTH: (usize, usize) = (80, 100);

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
    /// In which of its ways it is shown, counted on and on.
    pub(super) way: usize,
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
    pub(in crate::app) fn build_in(&self, model: &mut Model, width: usize, height: usize) -> Page {
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
            pages::words::paragraph(&mut page, 1, Role::Warn, &format!("{}.", model.held_back), width);
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
