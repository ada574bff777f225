//! View 12: who moved between two states of the dialogue, in which meeting, and whose red line and later position part.
//!
//! A slope is not an error: people change their minds, and a host should see when.

use super::findings::RedLine;
use super::frozen::Frozen;
use super::matrix::{Cell, cell};
use super::statements::{Line, Statements};
use super::{json_date, json_ids};
use crate::domain::dates::say_day_and_month;
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::Polarity;
use crate::domain::record::{Key, Name};
use chrono::{Datelike, NaiveDate};
use serde_json::{Value as Json, json};

/// A cell that changed its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Whose.
    pub stakeholder: Name,
    /// On which option.
    pub option: Name,
    /// What it was; nothing when there was no cell.
    pub from: Option<i64>,
    /// What it became; nothing when there is no cell any more.
    pub to: Option<i64>,
    /// The day it changed, when that is on file.
    pub date: Option<NaiveDate>,
    /// The meeting or workshop that changed it.
    pub source: Option<Key>,
}

/// A red line, and a later position of the same stakeholder that contradicts it.
#[derive(Clone, Debug, PartialEq)]
pub struct Slope {
    /// The line.
    pub line: RedLine,
    /// The later position.
    pub cell: Cell,
}

/// What moved between two states.
#[derive(Clone, Debug, PartialEq)]
pub struct Movement {
    /// The day of the first.
    pub from: Option<NaiveDate>,
    /// The day of the second.
    pub to: Option<NaiveDate>,
    /// The cells that changed their value, by stakeholder, then option.
    pub moves: Vec<Move>,
    /// Red lines and later positions that part, at the second day; by stakeholder, then option.
    pub slopes: Vec<Slope>,
}

/// What moved from one state to a later one; each a day or a snapshot.
#[must_use]
pub fn compute(dialogue: &Dialogue, from: &Frozen, to: &Frozen) -> Movement {
    let statements = Statements::gather(dialogue, to.date.unwrap_or(NaiveDate::MAX));
    let keys = from.cells.keys().chain(to.cells.keys());
    let mut pairs: Vec<_> = keys.filter(|pair| value(from, pair) != value(to, pair)).collect();
    pairs.sort();
    pairs.dedup();
    let moves = pairs.into_iter().map(|pair| {
        let changed = changed_in(&statements, pair, from.date, value(to, pair));
        Move {
            stakeholder: pair.0.clone(),
            option: pair.1.clone(),
            from: value(from, pair),
            to: value(to, pair),
            date: changed.map(|(date, _)| date),
            source: changed.map(|(_, source)| source.clone()),
        }
    });
    Movement { from: from.date, to: to.date, moves: moves.collect(), slopes: slopes(&statements) }
}

fn value(state: &Frozen, pair: &(Name, Name)) -> Option<i64> {
    state.cells.get(pair).map(|(value, _)| *value)
}

/// The first of the statements since that all say what the cell came to say; where there is none, though it changed, it was
/// written down after the snapshot for its day or one before: then the last that says so.
fn changed_in<'a>(
    statements: &Statements<'a>,
    pair: &(Name, Name),
    after: Option<NaiveDate>,
    to: Option<i64>,
) -> Option<(NaiveDate, &'a Key)> {
    let said = || statements.pair(&pair.0, &pair.1).iter().rev().filter(|said| said.value.is_some()).take_while(|said| said.value == to);
    let late = said().take_while(|said| after.is_none_or(|after| said.date > after)).last();
    late.or_else(|| said().next()).map(|said| (said.date, said.source))
}

/// The active red lines that a later position of their own holder contradicts, by stakeholder, option and time.
#[must_use]
pub fn slopes(statements: &Statements<'_>) -> Vec<Slope> {
    let mut slopes: Vec<Slope> = statements.active_lines().flat_map(|line| slopes_of(statements, line)).collect();
    slopes.sort_by(|a, b| {
        let key = |slope: &Slope| (slope.line.stakeholder.clone(), slope.line.option.clone(), slope.line.date, slope.cell.option.clone());
        key(a).cmp(&key(b))
    });
    slopes
}

fn slopes_of(statements: &Statements<'_>, line: &Line<'_>) -> Vec<Slope> {
    let later = |option: &str| {
        let cell = cell(statements, statements.pair(line.stakeholder, option))?;
        ((cell.date, &cell.source.id) > (line.date, &line.source.id)).then_some(cell)
    };
    let own = later(line.option);
    let rivals = statements.rivals(line.option).iter().filter_map(|rival| later(rival)).filter(|cell| cell.value >= 1);
    let cells: Vec<Cell> = match line.polarity {
        Some(Polarity::MustNotHave) => own.into_iter().filter(|cell| cell.value >= 1).collect(),
        Some(Polarity::MustHave) if line.row.quantity().is_none() => {
            own.into_iter().filter(|cell| cell.value <= -1).chain(rivals).collect()
        }
        _ => Vec::new(),
    };
    cells.into_iter().map(|cell| Slope { line: RedLine::from(line), cell }).collect()
}

impl Slope {
    /// `UDK on o1b: absolute against on 19 Feb, +1 on 2 Oct`; with years where they differ.
    #[must_use]
    pub fn sentence(&self, dialogue: &Dialogue) -> String {
        let say = |date: NaiveDate| {
            let year = if self.line.date.year() == self.cell.date.year() { String::new() } else { format!(" {}", date.year()) };
            format!("{}{year}", say_day_and_month(date))
        };
        let way = if self.line.polarity == Some(Polarity::MustNotHave) { "against" } else { "for" };
        let sign = if self.cell.value > 0 { "+" } else { "" };
        let on = if self.cell.option == self.line.option { String::new() } else { format!(" for its rival {}", self.cell.option) };
        format!(
            "{} on {}: {} {way} on {}, {sign}{}{on} on {}",
            dialogue.short(&self.line.stakeholder),
            self.line.option,
            self.line.firmness.label(),
            say(self.line.date),
            self.cell.value,
            say(self.cell.date)
        )
    }

    fn json(&self, dialogue: &Dialogue) -> Json {
        json!({
            "stakeholder": &*self.line.stakeholder,
            "option": &*self.line.option,
            "polarity": self.line.polarity.map(Polarity::value),
            "firmness": self.line.firmness.value(),
            "drawn": json_date(self.line.date),
            "on": &*self.cell.option,
            "value": self.cell.value,
            "date": json_date(self.cell.date),
            "sources": json_ids(&[&*self.line.source.id, &*self.cell.source.id]),
            "sentence": self.sentence(dialogue),
        })
    }
}

impl Movement {
    /// `{"from", "to", "moves": [{"stakeholder", "option", "from", "to", "date", "source"}], "slopes": [{"stakeholder",
    /// "option", "polarity", "firmness", "drawn", "on", "value", "date", "sources", "sentence"}]}`.
    #[must_use]
    pub fn json(&self, dialogue: &Dialogue) -> Json {
        let moved = |moved: &Move| {
            json!({
                "stakeholder": &*moved.stakeholder,
                "option": &*moved.option,
                "from": moved.from,
                "to": moved.to,
                "date": json_date(moved.date),
                "source": moved.source.as_ref().map(|key| &*key.id),
            })
        };
        json!({
            "from": json_date(self.from),
            "to": json_date(self.to),
            "moves": self.moves.iter().map(moved).collect::<Vec<_>>(),
            "slopes": self.slopes.iter().map(|slope| slope.json(dialogue)).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests;
