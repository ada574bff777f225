//! View 4: red lines that stand against another red line, a commitment or a position.
//!
//! Here are the findings, their grades and their order; the rules are in [`rules`], what is said about them in [`words`].

mod rules;
mod words;

pub(super) use rules::do_not_meet;

use super::matrix::Cell;
use super::statements::Statements;
use super::{json_date, json_ids};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{Firmness, Polarity, RedLineRow};
use crate::domain::record::{Key, Name};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// Which rule found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Two red lines that cannot both hold.
    A,
    /// Two red lines on one quantity whose ranges do not meet.
    B,
    /// A red line against a live commitment.
    C,
    /// A red line against another's position.
    D,
}

impl Rule {
    /// As written for other programs.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::D => "d",
        }
    }
}

/// How much a finding weighs, heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Nothing moves before it is solved.
    Blocking,
    /// To be talked about before anybody meets.
    Serious,
    /// To be kept in view.
    Watch,
}

impl Grade {
    /// All, heaviest first.
    pub const ALL: [Self; 3] = [Self::Blocking, Self::Serious, Self::Watch];

    /// As written for other programs, and as people say it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Blocking => "blocking",
            Self::Serious => "serious",
            Self::Watch => "watch",
        }
    }

    fn lowered(self) -> Self {
        match self {
            Self::Blocking => Self::Serious,
            Self::Serious | Self::Watch => Self::Watch,
        }
    }

    fn of_two(a: Firmness, b: Firmness) -> Self {
        match (a, b) {
            (Firmness::Absolute, Firmness::Absolute) => Self::Blocking,
            (Firmness::OpeningBid, _) | (_, Firmness::OpeningBid) => Self::Watch,
            _ => Self::Serious,
        }
    }

    fn of_one(firmness: Firmness) -> Self {
        match firmness {
            Firmness::Absolute => Self::Blocking,
            Firmness::Firm => Self::Serious,
            Firmness::OpeningBid => Self::Watch,
        }
    }
}

/// A red line, as a finding tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct RedLine {
    /// Whose.
    pub stakeholder: Name,
    /// Of which option.
    pub option: Name,
    /// Which way it points; nothing when the row does not say.
    pub polarity: Option<Polarity>,
    /// How hard it is.
    pub firmness: Firmness,
    /// The number it is about.
    pub bound: Option<Bound>,
    /// Drawn when.
    pub date: NaiveDate,
    /// The meeting or workshop in which it was drawn.
    pub source: Key,
}

/// What a red line says of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// What is counted.
    pub quantity: String,
    /// The least they accept.
    pub at_least: Option<f64>,
    /// The most they accept.
    pub at_most: Option<f64>,
    /// What it is counted in.
    pub unit: Option<String>,
}

impl Bound {
    /// What a row says of a number; nothing when it names no quantity.
    #[must_use]
    pub fn of(row: RedLineRow<'_>) -> Option<Self> {
        let quantity = row.quantity()?.to_owned();
        Some(Self { quantity, at_least: row.at_least(), at_most: row.at_most(), unit: row.unit().map(str::to_owned) })
    }

    /// In words: `final quota at least 4 %`.
    #[must_use]
    pub fn text(&self) -> String {
        words::range(self)
    }
}

/// What a red line stands against.
#[derive(Clone, Debug, PartialEq)]
pub enum Against {
    /// Another's red line.
    Line(Arc<RedLine>),
    /// A live commitment.
    Commitment(Name),
    /// Another's position.
    Position(Arc<Cell>),
}

/// A red line, and what it stands against.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Which rule found it.
    pub rule: Rule,
    /// How much it weighs.
    pub grade: Grade,
    /// The option's issue is agreed or parked.
    pub dormant: bool,
    /// The line; of two lines that of the lesser stakeholder.
    pub line: Arc<RedLine>,
    /// What it stands against.
    pub against: Against,
}

/// Two bounds in different units, to be compared by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct ByHand {
    /// The bound of the lesser stakeholder.
    pub line: Arc<RedLine>,
    /// The other's.
    pub other: Arc<RedLine>,
}

/// The findings at a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// The day.
    pub as_of: NaiveDate,
    /// Live ones first, the heaviest first; dormant ones after them in the same order.
    pub findings: Vec<Finding>,
    /// Bounds on one quantity in different units.
    pub by_hand: Vec<ByHand>,
}

/// The findings at `as_of`.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Findings {
    let statements = Statements::gather(dialogue, as_of);
    let cells = super::matrix::cells(&statements);
    among(dialogue, &statements, cells, &|_| true)
}

/// The findings among statements that were gathered already, between those who take part.
#[must_use]
pub fn among<'a>(dialogue: &'a Dialogue, statements: &Statements<'a>, cells: Vec<Cell>, takes_part: &dyn Fn(&str) -> bool) -> Findings {
    let (findings, by_hand) = rules::find(dialogue, statements, cells, takes_part);
    Findings { as_of: statements.as_of, findings, by_hand }
}

impl Finding {
    /// The option it is about; of two options that are both wanted the lesser id.
    #[must_use]
    pub fn option(&self) -> &Name {
        match &self.against {
            Against::Line(other) => (&self.line.option).min(&other.option),
            _ => &self.line.option,
        }
    }

    /// For rules a and b both stakeholders in the order of ids; for rule c the line's; for rule d the line's, then the other.
    #[must_use]
    pub fn between(&self) -> Vec<&Name> {
        let other = match &self.against {
            Against::Line(other) => Some(&other.stakeholder),
            Against::Position(cell) => Some(&cell.stakeholder),
            Against::Commitment(_) => None,
        };
        std::iter::once(&self.line.stakeholder).chain(other).collect()
    }

    /// In rule d, the option of the other's position.
    #[must_use]
    pub fn on(&self) -> Option<&Name> {
        match &self.against {
            Against::Position(cell) => Some(&cell.option),
            _ => None,
        }
    }

    /// In rule c, the commitment.
    #[must_use]
    pub fn commitment(&self) -> Option<&Name> {
        match &self.against {
            Against::Commitment(id) => Some(id),
            _ => None,
        }
    }

    /// Whether the position it rests on is stale.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        matches!(&self.against, Against::Position(cell) if cell.stale)
    }

    /// The meetings and workshops it rests on: the line's first, each once.
    #[must_use]
    pub fn sources(&self) -> Vec<&Key> {
        let mut sources = vec![&self.line.source];
        match &self.against {
            Against::Line(other) => sources.push(&other.source),
            Against::Position(cell) => sources.push(&cell.source),
            Against::Commitment(_) => {}
        }
        sources.dedup();
        sources
    }

    /// One sentence: both sides, the option, and the meetings it rests on.
    #[must_use]
    pub fn sentence(&self, dialogue: &Dialogue) -> String {
        words::sentence(self, dialogue)
    }

    /// One thing to do about it.
    #[must_use]
    pub fn next_step(&self, dialogue: &Dialogue) -> String {
        words::next_step(self, dialogue)
    }

    /// The shape for other programs.
    #[must_use]
    pub fn json(&self, dialogue: &Dialogue) -> Json {
        json!({
            "rule": self.rule.value(),
            "grade": self.grade.value(),
            "dormant": self.dormant,
            "option": &**self.option(),
            "between": json_ids(&self.between()),
            "on": self.on().map(|id| &**id),
            "commitment": self.commitment().map(|id| &**id),
            "sources": self.sources().iter().map(|key| Json::from(&*key.id)).collect::<Vec<_>>(),
            "sentence": self.sentence(dialogue),
            "next_step": self.next_step(dialogue),
            "stale": self.is_stale(),
        })
    }
}

impl ByHand {
    /// One sentence: both bounds and the meetings they rest on.
    #[must_use]
    pub fn sentence(&self, dialogue: &Dialogue) -> String {
        words::by_hand(self, dialogue)
    }
}

impl Findings {
    /// Those on issues that are still open, the heaviest first.
    pub fn live(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.dormant)
    }

    /// The shape for other programs; `by_hand` is an addition.
    #[must_use]
    pub fn json(&self, dialogue: &Dialogue) -> Json {
        let by_hand = |pair: &ByHand| {
            json!({
                "option": &*pair.line.option,
                "between": json_ids(&[&*pair.line.stakeholder, &*pair.other.stakeholder]),
                "sources": json_ids(&[&*pair.line.source.id, &*pair.other.source.id]),
                "sentence": pair.sentence(dialogue),
            })
        };
        json!({
            "as_of": json_date(self.as_of),
            "findings": self.findings.iter().map(|finding| finding.json(dialogue)).collect::<Vec<_>>(),
            "by_hand": self.by_hand.iter().map(by_hand).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests;
