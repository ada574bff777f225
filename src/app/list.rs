//! The list of a kind: columns from the catalogue, a live filter, sorting, marks. Only the visible window is ever laid out.

use super::command::Context;
use super::fit;
use super::line::{Line, Role};
use super::model::Model;
use super::preview::Preview;
use super::sieve::Sieve;
use super::text::TextEdit;
use crate::domain::audience::{Audience, record_level};
use crate::domain::catalogue::{Align, Column, Kind, Sort};
use crate::domain::display;
use crate::domain::lens::is_later;
use crate::domain::query::Query;
use crate::domain::record::{Fields, Key, Name, Record};
use chrono::NaiveDate;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// A list of records of one kind.
#[derive(Debug)]
pub struct List {
    /// The kind.
    pub kind: Name,
    /// What is typed as filter.
    pub filter: TextEdit,
    /// Whether the filter is being typed.
    pub filtering: bool,
    /// By what and which way it is sorted.
    pub sort: Sort,
    /// The records that pass, in order.
    pub shown: Arc<Vec<Arc<Record>>>,
    /// Notes of the filter on what it did not understand.
    pub notes: Vec<String>,
    /// How many records there are in all.
    pub total: usize,
    /// How many more there are of days after the one that is looked back at.
    pub later: usize,
    /// The record the cursor is on, as a place in `shown`.
    pub cursor: usize,
    /// The first record on screen.
    pub top: usize,
    /// The record beside the list, where there is room.
    pub preview: Option<Preview>,
    at: Option<Key>,
    sieve: Sieve,
    stamp: Option<Stamp>,
}

/// What the order of the records hangs on.
#[derive(Clone, Debug, PartialEq)]
struct Stamp {
    revision: u64,
    as_of: NaiveDate,
    past: Option<NaiveDate>,
    sort: Sort,
    audience: Audience,
}

impl List {
    /// The list of a kind as it opens.
    #[must_use]
    pub fn new(kind: &Kind, filter: &str) -> Self {
        Self {
            kind: kind.name.clone(),
            filter: TextEdit::new(filter, false),
            filtering: false,
            sort: kind.sort.clone(),
            shown: Arc::default(),
            notes: Vec::new(),
            total: 0,
            later: 0,
            cursor: 0,
            top: 0,
            preview: None,
            at: None,
            sieve: Sieve::default(),
            stamp: None,
        }
    }

    /// The contexts in which keys are read.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        if self.filtering { vec![Context::Input] } else { vec![Context::List, Context::Record, Context::Browse] }
    }

    /// The record under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<&Arc<Record>> {
        self.shown.get(self.cursor)
    }

    /// Filters and sorts again when records, filter or order have changed, of many records a slice; the cursor stays on its
    /// record.
    pub fn refresh(&mut self, model: &mut Model) {
        let Some(kind) = model.dialogue.catalogue.kind(&self.kind) else { return };
        let stamp = Stamp {
            revision: model.dialogue.revision(),
            as_of: model.as_of(),
            past: model.sight.past(model.today),
            sort: self.sort.clone(),
            audience: model.sight.audience,
        };
        if self.stamp.as_ref() != Some(&stamp) {
            let order = model.facts.order(&kind.name, &self.sort, &model.dialogue, stamp.as_of);
            let all = order.len();
            let order = match stamp.past {
                Some(day) => Arc::new(order.iter().filter(|record| !is_later(&***record, day)).cloned().collect()),
                None => order,
            };
            (self.total, self.later) = (order.len(), all - order.len());
            self.sieve.set(order);
            self.stamp = Some(stamp);
        }
        self.sieve.begin(self.filter.text(), |text| Query::parse(text, kind, &model.dialogue.catalogue));
        if self.sieve.is_under_way() && self.sieve.go_on(&model.dialogue, model.as_of()) {
            self.take_over();
        }
        self.keep_visible(model.body_height());
    }

    /// Filters to the end: what follows hangs on what is shown.
    pub fn settle(&mut self, model: &mut Model) {
        self.refresh(model);
        while self.is_unsettled() {
            self.refresh(model);
        }
    }

    /// Whether the filter is not through yet.
    #[must_use]
    pub fn is_unsettled(&self) -> bool {
        self.sieve.is_under_way()
    }

    fn take_over(&mut self) {
        self.shown = self.sieve.passed.clone();
        self.notes.clone_from(&self.sieve.notes);
        let place = self.at.as_ref().and_then(|key| self.shown.iter().position(|record| record.key == *key));
        self.cursor = place.unwrap_or(self.cursor).min(self.shown.len().saturating_sub(1));
    }

    /// Moves the cursor.
    pub fn move_to(&mut self, place: usize, height: usize) {
        self.cursor = place.min(self.shown.len().saturating_sub(1));
        self.at = self.current().map(|record| record.key.clone());
        self.keep_visible(height);
    }

    /// Rows of the body that hold records: one is the head of the columns.
    #[must_use]
    pub fn rows(height: usize) -> usize {
        height.saturating_sub(2).max(1)
    }

    fn keep_visible(&mut self, height: usize) {
        let rows = Self::rows(height);
        self.top = self.top.min(self.shown.len().saturating_sub(rows));
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + rows {
            self.top = self.cursor + 1 - rows;
        }
    }

    /// Sorts by the next column of the list.
    pub fn sort_by_next(&mut self, kind: &Kind) {
        let fields: Vec<&Name> = kind.columns.iter().map(|column| &column.field).collect();
        let here = fields.iter().position(|field| **field == self.sort.by);
        let next = here.map_or(0, |n| (n + 1) % fields.len().max(1));
        if let Some(field) = fields.get(next) {
            self.sort = Sort { by: (*field).clone(), descending: false };
        }
    }
}

/// Cells before the columns: mark and cursor, and for the host the letter of a record's level. It stands before what is
/// muted in most lists, so that it needs neither a colour of its own nor a way across the row.
const GUTTER: usize = 3;
const SIGN: usize = 2;

/// The cells that the columns of a list share.
fn room(width: usize, audience: Audience) -> usize {
    // An audience sees nothing that is not for it, and needs no letter.
    let sign = if audience == Audience::Host { SIGN } else { 0 };
    width.saturating_sub(GUTTER + sign + 1)
}

/// The columns that fit so many cells, each with its own: first the droppable go, in their stated order; spare room is shared.
#[must_use]
pub fn columns(kind: &Kind, room: usize) -> Vec<(&Column, usize)> {
    const GAP: usize = 2;
    let mut kept: Vec<&Column> = kind.columns.iter().collect();
    let needed = |kept: &[&Column]| kept.iter().map(|column| usize::from(column.width) + GAP).sum::<usize>().saturating_sub(GAP);
    while needed(&kept) > room {
        let first = kept.iter().enumerate().filter(|(_, column)| column.drop > 0).min_by_key(|(_, column)| column.drop).map(|(n, _)| n);
        match first {
            Some(n) => {
                kept.remove(n);
            }
            None => break,
        }
    }
    let spare = room.saturating_sub(needed(&kept));
    let shares: usize = kept.iter().map(|column| usize::from(column.grow)).sum();
    kept.into_iter()
        .map(|column| (column, usize::from(column.width) + (spare * usize::from(column.grow)).checked_div(shares).unwrap_or(0)))
        .collect()
}

/// The head of the columns.
#[must_use]
pub fn head(kind: &Kind, sort: &Sort, audience: Audience, width: usize) -> Line {
    let mut line = Line::of(Role::Muted, if audience == Audience::Host { "   T " } else { "   " });
    for (n, (column, cells)) in columns(kind, room(width, audience)).into_iter().enumerate() {
        if n > 0 {
            line.push(Role::Muted, "  ");
        }
        let arrow = if column.field == sort.by { if sort.descending { "↓" } else { "↑" } } else { "" };
        // Apart from the title where there is room: in ASCII the sign is a letter.
        let apart = if !arrow.is_empty() && column.title.width() + 2 <= cells { " " } else { "" };
        line.push(Role::Muted, cell(&format!("{}{apart}{arrow}", column.title), cells, column.align));
    }
    line
}

/// A record as a line of its list, without the cells for cursor and mark.
#[must_use]
pub fn row(kind: &Kind, record: &Record, model: &Model, width: usize) -> Line {
    let audience = model.sight.audience;
    let mut line = Line::blank();
    if audience == Audience::Host {
        let level = record_level(&model.dialogue, record);
        line.push(Role::of_level(level), format!("{} ", level.sign()));
    }
    let shown = columns(kind, room(width, audience));
    if shown.is_empty() || record.fields.is_empty() && !record.flaws.is_empty() {
        let what = record.flaws.first().map_or_else(String::new, |flaw| format!("line {}: {}", flaw.at.line, flaw.what));
        return line
            .with(Role::Text, format!("{}  ", record.id()))
            .with(Role::Bad, fit::fit(&what, room(width, audience).saturating_sub(record.id().len() + 2)));
    }
    for (n, (column, cells)) in shown.into_iter().enumerate() {
        if n > 0 {
            line.push(Role::Text, "  ");
        }
        let text = display::column_text(column, record, &model.dialogue, model.as_of());
        let role = match &*column.field {
            "id" => Role::Muted,
            "fn:late" => Role::Bad,
            _ if n == 0 && record.get(&column.field).is_some_and(|value| value.as_date().is_some()) => Role::Muted,
            _ => Role::Text,
        };
        let text = super::names::hide(&text, model);
        line.push(role, cell(&text, cells, column.align));
    }
    line
}

fn cell(text: &str, cells: usize, align: Align) -> String {
    match align {
        Align::Left => fit::left(text, cells),
        Align::Right => fit::right(text, cells),
    }
}
