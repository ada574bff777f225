//! View 15, status check: "where are we?" in ten short lines, each with the records it rests on, and one level for scripts.
//!
//! What each line says is in [`topics`], [`place`] and [`changed`]; how the lines are laid out in 80 columns is in [`lay`]. Home
//! says the same facts in these words.

mod changed;
mod lay;
mod place;
mod topics;

pub use place::{NO_EVENT, NO_EVENT_SHOWN, Place};
pub use topics::clash;

use super::{coverage, donors, findings, indicators, json_date, outcomes, promises, roadmap};
use crate::domain::audience::Audience;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::one_line;
use crate::domain::lens::{PromiseState, Status as Kept};
use crate::domain::record::{Fields, Key};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// The most lines that [`Status::render`] gives.
pub const MOST_LINES: usize = 24;

/// The status check on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The day.
    pub as_of: NaiveDate,
    /// The dialogue's title.
    pub title: String,
    /// How much it presses.
    pub level: Level,
    /// Where we are, as the first line tells it.
    pub place: Place,
    /// Ten lines, in the order of the questions.
    pub lines: Vec<Line>,
}

/// One line of the status check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub topic: Topic,
    /// What there is to say, sentence by sentence.
    pub parts: Vec<String>,
    /// The records it rests on, the weightiest first; none where there is nothing on file to tell.
    pub records: Vec<Key>,
}

impl Line {
    /// What there is to say, in one line.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts.join(" ")
    }
}

/// What a line is about, in the order of the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Where we are.
    Where,
    /// What changed in the last 30 days.
    Changed,
    /// How far the Roadmap is kept.
    Roadmap,
    /// The one thing that can break it.
    Risk,
    /// Who has not been heard.
    Unheard,
    /// Who is behind with what they lead.
    Leads,
    /// Indicators and payments in danger.
    Indicators,
    /// Where money is missing.
    Donors,
    /// What changed because of the dialogue.
    Outcomes,
    /// What is asked of the donor.
    Asked,
}

impl Topic {
    /// All topics in their order.
    pub const ALL: [Self; 10] = [
        Self::Where,
        Self::Changed,
        Self::Roadmap,
        Self::Risk,
        Self::Unheard,
        Self::Leads,
        Self::Indicators,
        Self::Donors,
        Self::Outcomes,
        Self::Asked,
    ];

    /// As written for other programs.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Where => "where",
            Self::Changed => "changed",
            Self::Roadmap => "roadmap",
            Self::Risk => "risk",
            Self::Unheard => "unheard",
            Self::Leads => "leads",
            Self::Indicators => "indicators",
            Self::Donors => "donors",
            Self::Outcomes => "outcomes",
            Self::Asked => "asked",
        }
    }

    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Where => "Where",
            Self::Changed => "Changed",
            Self::Roadmap => "Roadmap",
            Self::Risk => "Risk",
            Self::Unheard => "Unheard",
            Self::Leads => "By lead",
            Self::Indicators => "Figures",
            Self::Donors => "Money",
            Self::Outcomes => "Outcomes",
            Self::Asked => "Asked",
        }
    }
}

/// How much the state of a dialogue presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing presses.
    Calm,
    /// A commitment is overdue, at risk or delayed, or a promise or an indicator is overdue.
    Attention,
    /// A red line blocks, or a promise that was due in the last 90 days is broken.
    Alarm,
}

impl Level {
    /// As written for other programs, and as people say it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Attention => "attention",
            Self::Alarm => "alarm",
        }
    }

    /// The exit code of the command line.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Calm => 0,
            Self::Attention => 1,
            Self::Alarm => 2,
        }
    }
}

/// The views that the check is drawn from and that other screens show too: whoever has them already need not compute them again.
#[derive(Debug, Clone)]
pub struct Basis {
    /// How far the Roadmap is kept.
    pub roadmap: Arc<roadmap::Roadmap>,
    /// Which red lines stand against what.
    pub findings: Arc<findings::Findings>,
    /// Who was met when.
    pub coverage: Arc<coverage::Coverage>,
    /// What the host promised.
    pub promises: Arc<promises::Promises>,
}

impl Basis {
    /// Computes all of them for a day.
    #[must_use]
    pub fn of(dialogue: &Dialogue, as_of: NaiveDate) -> Self {
        Self {
            roadmap: Arc::new(roadmap::compute(dialogue, as_of)),
            findings: Arc::new(findings::compute(dialogue, as_of)),
            coverage: Arc::new(coverage::compute(dialogue, as_of)),
            promises: Arc::new(promises::compute(dialogue, as_of)),
        }
    }
}

/// Everything the lines are drawn from, computed once.
struct Facts<'a> {
    audience: Audience,
    dialogue: &'a Dialogue,
    as_of: NaiveDate,
    basis: Basis,
    indicators: indicators::Indicators,
    donors: donors::Donors,
    outcomes: outcomes::Outcomes,
}

/// The status check at `as_of`, for the host.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Status {
    compute_for(dialogue, as_of, Audience::Host)
}

/// The status check at `as_of` on what an audience may see: where that is not all, nothing is called undone that may only
/// not be shown.
#[must_use]
pub fn compute_for(dialogue: &Dialogue, as_of: NaiveDate, audience: Audience) -> Status {
    drawn_from(Basis::of(dialogue, as_of), dialogue, as_of, audience)
}

/// The status check as [`compute_for`] gives it, from views of the same dialogue and day.
#[must_use]
pub fn drawn_from(basis: Basis, dialogue: &Dialogue, as_of: NaiveDate, audience: Audience) -> Status {
    let facts = Facts {
        dialogue,
        audience,
        as_of,
        basis,
        indicators: indicators::compute(dialogue, as_of),
        donors: donors::compute(dialogue, as_of),
        outcomes: outcomes::compute(dialogue, as_of),
    };
    Status {
        as_of,
        title: one_line(dialogue.process().text("title").unwrap_or("Dialogue")),
        level: facts.level(),
        place: Place::of(dialogue, as_of),
        lines: Topic::ALL.into_iter().map(|topic| facts.line(topic)).collect(),
    }
}

impl Facts<'_> {
    /// Promises that were due in the last ninety days and were broken.
    fn broken(&self) -> impl Iterator<Item = &promises::Promise> {
        let lately = |due: NaiveDate| (0..=90).contains(&(self.as_of - due).num_days());
        self.basis.promises.rows.iter().filter(move |promise| promise.state == PromiseState::Broken && promise.due.is_some_and(lately))
    }

    fn level(&self) -> Level {
        let blocked = self.basis.findings.live().any(|finding| finding.grade == findings::Grade::Blocking);
        let broken = self.broken().next().is_some();
        let slipping = self.basis.roadmap.count(Kept::AtRisk) + self.basis.roadmap.count(Kept::Delayed) + self.basis.roadmap.overdue.len();
        let overdue = self.basis.promises.rows.iter().any(|promise| promise.overdue) || self.indicators.overdue().next().is_some();
        if blocked || broken {
            Level::Alarm
        } else if slipping > 0 || overdue {
            Level::Attention
        } else {
            Level::Calm
        }
    }
}

impl Status {
    /// The line on a topic.
    #[must_use]
    pub fn line(&self, topic: Topic) -> Option<&Line> {
        self.lines.iter().find(|line| line.topic == topic)
    }

    /// The check as at most [`MOST_LINES`] lines of `width` columns (80 on the command line): a heading, then one or two lines
    /// a topic, each ending with the ids it rests on. What does not fit is cut with `…`, ids too many are counted: `+3`.
    #[must_use]
    pub fn render(&self, width: usize) -> Vec<String> {
        lay::out(self, width)
    }

    /// The shape that other programs rely on.
    #[must_use]
    pub fn json(&self) -> Json {
        let line = |line: &Line| {
            let records: Vec<&str> = line.records.iter().map(|key| &*key.id).collect();
            json!({ "topic": line.topic.value(), "text": line.text(), "records": records })
        };
        json!({
            "as_of": json_date(self.as_of),
            "level": self.level.value(),
            "lines": self.lines.iter().map(line).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests;
