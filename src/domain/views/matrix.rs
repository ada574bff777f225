//! View 1, the position matrix: the latest word of every stakeholder on every option, and where nobody would say.
//!
//! An empty cell is never a zero: it is simply not there.

use super::json_date;
use super::statements::{Statement, Statements, columns};
use crate::domain::dialogue::Dialogue;
use crate::domain::display::signed;
use crate::domain::lens::Voice;
use crate::domain::record::{Key, Name};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::cmp::Ordering;

/// A cell with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Whose.
    pub stakeholder: Name,
    /// On which option.
    pub option: Name,
    /// From -2 to 2.
    pub value: i64,
    /// Whose word it is.
    pub voice: Voice,
    /// When it was said.
    pub date: NaiveDate,
    /// The meeting or workshop in which it was said.
    pub source: Key,
    /// The value before it.
    pub before: Option<i64>,
    /// Longer ago than the dialogue's days of staleness.
    pub stale: bool,
}

impl Cell {
    /// Up (`Greater`) or down (`Less`) against the value before; nothing when it did not move or there was none.
    #[must_use]
    pub fn moved(&self) -> Option<Ordering> {
        self.before.map(|before| self.value.cmp(&before)).filter(|way| way.is_ne())
    }

    /// The value with what qualifies it, `+1↑~*`: which way it moved, `~` for second hand, `*` for stale.
    #[must_use]
    pub fn marked(&self) -> String {
        let moved = match self.moved() {
            Some(Ordering::Greater) => "↑",
            Some(_) => "↓",
            None => "",
        };
        let second_hand = if self.voice.is_second_hand() { "~" } else { "" };
        let stale = if self.stale { "*" } else { "" };
        format!("{}{moved}{second_hand}{stale}", signed(self.value))
    }
}

/// The matrix at a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The day.
    pub as_of: NaiveDate,
    /// The stakeholders of the nine kinds, in the order of ids: its rows.
    pub rows: Vec<Name>,
    /// The options, grouped by issue: its columns.
    pub columns: Vec<Name>,
    /// The cells with a value, by stakeholder, then option.
    pub cells: Vec<Cell>,
    /// Pairs that were asked and never answered, by stakeholder, then option: shown as `?`.
    pub asked: Vec<(Name, Name)>,
}

/// The matrix at `as_of`.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Matrix {
    let statements = Statements::gather(dialogue, as_of);
    let rows = dialogue.records("stakeholders").iter().filter(|record| statements.person(record.id()).is_some());
    let (mut cells, mut asked) = (Vec::new(), Vec::new());
    for pair in statements.pairs() {
        match (cell(&statements, pair), pair.first()) {
            (Some(cell), _) => cells.push(cell),
            (None, Some(first)) => asked.push((first.stakeholder.clone(), first.option.clone())),
            (None, None) => {}
        }
    }
    Matrix {
        as_of,
        rows: rows.map(|record| record.key.id.clone()).collect(),
        columns: columns(dialogue).into_iter().map(|record| record.key.id.clone()).collect(),
        cells,
        asked,
    }
}

/// The cell that a pair's statements (oldest first) come to; nothing when none has a value.
#[must_use]
pub fn cell(statements: &Statements<'_>, pair: &[Statement<'_>]) -> Option<Cell> {
    let mut valued = pair.iter().rev().filter_map(|said| Some((said, said.value?)));
    let (said, value) = valued.next()?;
    Some(Cell {
        stakeholder: said.stakeholder.clone(),
        option: said.option.clone(),
        value,
        voice: said.voice,
        date: said.date,
        source: said.source.clone(),
        before: valued.next().map(|(_, before)| before),
        stale: statements.is_stale(said.date),
    })
}

/// All cells at the statements' day, by stakeholder, then option.
#[must_use]
pub fn cells(statements: &Statements<'_>) -> Vec<Cell> {
    statements.pairs().filter_map(|pair| cell(statements, pair)).collect()
}

impl Matrix {
    /// The cell of a stakeholder and an option.
    #[must_use]
    pub fn cell(&self, stakeholder: &str, option: &str) -> Option<&Cell> {
        find(&self.cells, stakeholder, option)
    }

    /// Whether they were asked and never answered.
    #[must_use]
    pub fn was_asked(&self, stakeholder: &str, option: &str) -> bool {
        self.asked.binary_search_by(|(who, what)| (&**who, &**what).cmp(&(stakeholder, option))).is_ok()
    }

    /// The shape for other programs.
    #[must_use]
    pub fn json(&self) -> Json {
        let cells: Vec<Json> = self.cells.iter().map(Cell::json).collect();
        let asked = |(stakeholder, option): &(Name, Name)| json!({ "stakeholder": &**stakeholder, "option": &**option });
        json!({ "as_of": json_date(self.as_of), "cells": cells, "asked": self.asked.iter().map(asked).collect::<Vec<_>>() })
    }
}

impl Cell {
    fn json(&self) -> Json {
        json!({
            "stakeholder": &*self.stakeholder,
            "option": &*self.option,
            "value": self.value,
            "voice": self.voice.value(),
            "date": json_date(self.date),
            "source": &*self.source.id,
            "before": self.before,
            "stale": self.stale,
        })
    }
}

/// The cell of a pair among cells in the order of stakeholder and option.
#[must_use]
pub fn find<'c>(cells: &'c [Cell], stakeholder: &str, option: &str) -> Option<&'c Cell> {
    let found = cells.binary_search_by(|cell| (&*cell.stakeholder, &*cell.option).cmp(&(stakeholder, option)));
    found.ok().and_then(|index| cells.get(index))
}

#[cfg(test)]
mod tests;
