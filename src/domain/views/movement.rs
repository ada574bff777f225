//! View 12: who moved between two states of the dialogue, in which meeting, and whose red line and later word part.
//!
//! A slope is not an error: people change their minds, and a host should see when.

use super::findings::{RedLine, do_not_meet};
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
use std::collections::BTreeMap;

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

/// A red line, and a later word of the same stakeholder that contradicts it.
#[derive(Clone, Debug, PartialEq)]
pub struct Slope {
    /// The line.
    pub line: RedLine,
    /// What they said later.
    pub later: Later,
}

/// A word against one's own red line.
#[derive(Clone, Debug, PartialEq)]
pub enum Later {
    /// A position.
    Position(Cell),
    /// Another red line, drawn without giving up the first.
    Line(RedLine),
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
    /// Red lines and later words that part, at the second day; by stakeholder, then option.
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

/// The active red lines that a later word of their own holder contradicts, by stakeholder, option and time.
#[must_use]
pub fn slopes(statements: &Statements<'_>) -> Vec<Slope> {
    let mut drawn: BTreeMap<&Name, Vec<&Line<'_>>> = BTreeMap::new();
    for line in statements.active_lines() {
        drawn.entry(line.stakeholder).or_default().push(line);
    }
    let mut slopes: Vec<Slope> = Vec::new();
    for lines in drawn.values_mut() {
        // Of one day the later id; of one record on one option the later row, which is the order that they come in.
        lines.sort_by_key(|line| (line.date, &line.source.id));
        for (n, line) in lines.iter().enumerate() {
            let of = |later| Slope { line: RedLine::from(*line), later };
            slopes.extend(positions_against(statements, line).map(Later::Position).map(of));
            let lines = lines.iter().skip(n + 1).filter(|other| contradict(statements, line, other));
            slopes.extend(lines.map(|other| Later::Line(RedLine::from(*other))).map(of));
        }
    }
    slopes.sort_by(|a, b| {
        let key = |slope: &Slope| (slope.line.stakeholder.clone(), slope.line.option.clone(), slope.line.date, slope.on().clone());
        key(a).cmp(&key(b))
    });
    slopes
}

/// Later cells of the line's holder that it does not go with.
fn positions_against(statements: &Statements<'_>, line: &Line<'_>) -> impl Iterator<Item = Cell> + use<> {
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
    cells.into_iter()
}

/// Whether two lines of one stakeholder cannot both hold: as rules a and b say it of two.
fn contradict(statements: &Statements<'_>, a: &Line<'_>, b: &Line<'_>) -> bool {
    let whether = |line: &Line<'_>| line.polarity == Some(Polarity::MustHave) && line.row.quantity().is_none();
    let never = |line: &Line<'_>| line.polarity == Some(Polarity::MustNotHave);
    if a.option != b.option {
        return whether(a) && whether(b) && statements.rivals(a.option).contains(&b.option);
    }
    whether(a) && never(b) || never(a) && whether(b) || do_not_meet(a.row, b.row)
}

impl Later {
    /// When.
    fn date(&self) -> NaiveDate {
        match self {
            Self::Position(cell) => cell.date,
            Self::Line(line) => line.date,
        }
    }

    /// In which meeting or workshop.
    fn source(&self) -> &Key {
        match self {
            Self::Position(cell) => &cell.source,
            Self::Line(line) => &line.source,
        }
    }
}

impl Slope {
    /// The option of the later word.
    fn on(&self) -> &Name {
        match &self.later {
            Later::Position(cell) => &cell.option,
            Later::Line(line) => &line.option,
        }
    }

    /// The meeting or workshop of the later word.
    #[must_use]
    pub fn source(&self) -> &Key {
        self.later.source()
    }

    /// `UDK on o1b: absolute against on 19 Feb, +1 on 2 Oct`; with years where they differ.
    #[must_use]
    pub fn sentence(&self, dialogue: &Dialogue) -> String {
        let (drawn, later) = (self.line.date, self.later.date());
        let say = |date: NaiveDate| {
            let year = if drawn.year() == later.year() { String::new() } else { format!(" {}", date.year()) };
            format!("{}{year}", say_day_and_month(date))
        };
        let is_rival = *self.on() != self.line.option;
        let (was, is) = match &self.later {
            Later::Position(cell) => {
                let rival = if is_rival { format!(" for its rival {}", cell.option) } else { String::new() };
                (stance(&self.line), format!("{}{}{rival}", if cell.value > 0 { "+" } else { "" }, cell.value))
            }
            Later::Line(other) if is_rival => (stance(&self.line), format!("{} its rival {}", stance(other), other.option)),
            Later::Line(other) => match (&self.line.bound, &other.bound) {
                (Some(bound), Some(later)) => (bound.text(), later.text()),
                _ => (stance(&self.line), stance(other)),
            },
        };
        let who = dialogue.short(&self.line.stakeholder);
        format!("{who} on {}: {was} on {}, {is} on {}", self.line.option, say(drawn), say(later))
    }

    fn json(&self, dialogue: &Dialogue) -> Json {
        let (value, then) = match &self.later {
            Later::Position(cell) => (Some(cell.value), None),
            Later::Line(line) => (None, line.polarity),
        };
        json!({
            "stakeholder": &*self.line.stakeholder,
            "option": &*self.line.option,
            "polarity": self.line.polarity.map(Polarity::value),
            "firmness": self.line.firmness.value(),
            "drawn": json_date(self.line.date),
            "on": &**self.on(),
            "value": value,
            "then": then.map(Polarity::value),
            "date": json_date(self.later.date()),
            "sources": json_ids(&[&*self.line.source.id, &*self.source().id]),
            "sentence": self.sentence(dialogue),
        })
    }
}

/// `absolute against`.
fn stance(line: &RedLine) -> String {
    format!("{} {}", line.firmness.label(), if line.polarity == Some(Polarity::MustNotHave) { "against" } else { "for" })
}

impl Movement {
    /// `{"from", "to", "moves": [{"stakeholder", "option", "from", "to", "date", "source"}], "slopes": [{"stakeholder",
    /// "option", "polarity", "firmness", "drawn", "on", "value", "then", "date", "sources", "sentence"}]}`: `value` where a position
    /// contradicts the line, `then` where another line does.
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
