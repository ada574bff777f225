//! View 14: from a record, or from what a view says, back to the meetings and rows it rests on.
//!
//! For a commitment: where it was floated, every position and red line on its options, and its progress. For any other
//! record: whatever leads to it, and the meetings and events it names. For a finding: both sides, each with its own row. What
//! the reader may not see is counted. How the way is walked is in [`walk`], how a step is said in [`words`].

mod walk;
mod words;

use super::findings::{Against, Bound, ByHand, Finding, RedLine};
use super::{json_date, json_ids};
use crate::domain::audience::Audience;
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{Firmness, Polarity, Status, Voice};
use crate::domain::links::Backlinks;
use crate::domain::place::FieldPath;
use crate::domain::record::{Key, Name};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::sync::Arc;
use walk::Walk;

/// What is traced back.
#[derive(Clone, Debug, PartialEq)]
pub enum Of {
    /// A record.
    Record(Key),
    /// Several records, on which one sentence rests.
    Records(Vec<Key>),
    /// A row of a record: its name, and its index among those of that name.
    Row(Key, Name, usize),
    /// What a stakeholder said on options or issues.
    Said {
        /// Who.
        stakeholder: Name,
        /// On what.
        on: Vec<Key>,
    },
    /// The meetings with stakeholders, and the events where they were.
    Met(Vec<Name>),
    /// A red line and what it stands against.
    Clash(Arc<Clash>),
}

/// A red line and what it stands against, whether a rule finds it or people are to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The line.
    pub line: Arc<RedLine>,
    /// What it stands against.
    pub against: Against,
}

impl Clash {
    /// Whether that is the finding of it: on another day too, when it may have grown old or weigh otherwise.
    #[must_use]
    pub fn is(&self, finding: &Finding) -> bool {
        let against = match (&self.against, &finding.against) {
            (Against::Position(a), Against::Position(b)) => {
                (&a.stakeholder, &a.option, &a.source, a.value) == (&b.stakeholder, &b.option, &b.source, b.value)
            }
            (a, b) => a == b,
        };
        against && self.line == finding.line
    }
}

impl From<&Finding> for Of {
    fn from(finding: &Finding) -> Self {
        Self::Clash(Arc::new(Clash { line: finding.line.clone(), against: finding.against.clone() }))
    }
}

impl From<&ByHand> for Of {
    fn from(pair: &ByHand) -> Self {
        Self::Clash(Arc::new(Clash { line: pair.line.clone(), against: Against::Line(pair.other.clone()) }))
    }
}

impl Of {
    /// What a stakeholder said on one option.
    #[must_use]
    pub fn said(stakeholder: &Name, option: &str) -> Self {
        Self::Said { stakeholder: stakeholder.clone(), on: vec![Key::new("options", option)] }
    }

    /// The record it is asked of, where there is one.
    #[must_use]
    pub fn record(&self) -> Option<Key> {
        match self {
            Self::Record(key) | Self::Row(key, ..) => Some(key.clone()),
            Self::Said { stakeholder, .. } => Some(Key::new("stakeholders", stakeholder)),
            Self::Met(people) => match people.as_slice() {
                [only] => Some(Key::new("stakeholders", only)),
                _ => None,
            },
            Self::Records(_) | Self::Clash(_) => None,
        }
    }
}

/// Which part of the answer a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// It rests on that.
    Rests,
    /// The red line of a finding.
    Line,
    /// What the line stands against.
    Against,
    /// What both sides said besides.
    Besides,
    /// A commitment that carries the option.
    Carried,
    /// An event where they were, among others.
    Among,
    /// A record it names, where nothing leads to it.
    Named,
}

/// What a step tells.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A stakeholder spoke of committing to it.
    Floated {
        /// In per cent.
        likelihood: Option<i64>,
        /// On what condition.
        condition: Option<String>,
    },
    /// A position on an option.
    Position {
        /// The option.
        option: String,
        /// From -2 to 2; nothing when they would not say.
        value: Option<i64>,
        /// Whose word it is.
        voice: Voice,
    },
    /// A red line on an option.
    RedLine {
        /// The option.
        option: String,
        /// Which way it points.
        polarity: Option<Polarity>,
        /// How hard it is.
        firmness: Firmness,
        /// The number it is about.
        bound: Option<Bound>,
        /// Whose word it is.
        voice: Voice,
        /// The day it was given up, when that has come.
        withdrawn_on: Option<NaiveDate>,
    },
    /// Progress that was reported.
    Progress {
        /// As written in files.
        status: Option<String>,
        /// What was noted.
        note: Option<String>,
    },
    /// Another row: its name, and its index among those of that name.
    Row(Name, usize),
    /// The record names it.
    Names,
    /// It is named there; a commitment with how far it is kept, and by when it is due.
    NamedIn(FieldPath, Option<(Status, Option<NaiveDate>)>),
    /// The record itself; a commitment with how far it is kept, and by when it is due.
    Itself(Option<(Status, Option<NaiveDate>)>),
    /// A bilateral meeting, and how many minutes it took.
    Met(Option<i64>),
}

/// One step back.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When; nothing for what has no day.
    pub date: Option<NaiveDate>,
    /// The record it stands in.
    pub record: Key,
    /// Who spoke, in a meeting or workshop.
    pub stakeholder: Option<Name>,
    /// What it tells.
    pub what: What,
    /// What was said, word for word.
    pub quote: Option<String>,
    /// On what condition, or for what reason.
    pub because: Option<String>,
    /// The row it stands in: its name, and its index among those of that name.
    pub row: Option<(Name, usize)>,
    /// Which part of the answer it is.
    pub group: Group,
    order: (usize, usize),
}

/// The way back.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// From what.
    pub of: Of,
    /// The day.
    pub as_of: NaiveDate,
    /// What it rests on, group by group. For a record by day, what has no day last; for what was said the newest first.
    pub steps: Vec<Step>,
    /// How many steps the reader may not see.
    pub held_back: usize,
}

/// The way back, for a reader; on the whole dialogue, so that what is held back can be counted.
#[must_use]
pub fn compute<'a>(dialogue: &'a Dialogue, links: &'a Backlinks, of: &'a Of, as_of: NaiveDate, audience: Audience) -> Trace {
    let mut walk = Walk::new(dialogue, links, as_of, audience);
    walk.from(of);
    let all = walk.steps.len();
    let sees_it = of.record().is_none_or(|key| walk.sees(&key));
    let mut steps: Vec<Step> = walk.steps.into_iter().filter(|(_, shown)| sees_it && *shown).map(|(step, _)| step).collect();
    let held_back = all - steps.len();
    let newest_first = matches!(of, Of::Said { .. } | Of::Met(_) | Of::Clash(_));
    steps.sort_by(|a, b| {
        let key = |step: &Step| (step.date, step.record.id.clone(), step.record.kind.clone(), step.order);
        let by_day = if newest_first { key(b).cmp(&key(a)) } else { key(a).cmp(&key(b)) };
        a.group.cmp(&b.group).then(a.date.is_none().cmp(&b.date.is_none())).then(if a.date.is_none() {
            key(a).cmp(&key(b))
        } else {
            by_day
        })
    });
    Trace { of: of.clone(), as_of, steps, held_back }
}

impl Trace {
    /// `2 earlier links are held back.`; nothing when none is.
    #[must_use]
    pub fn held(&self) -> Option<String> {
        match self.held_back {
            0 => None,
            1 => Some("1 earlier link is held back.".to_owned()),
            count => Some(format!("{count} earlier links are held back.")),
        }
    }

    /// `{"record", "as_of", "steps": [{"date", "record", "what", "stakeholder", "text", "quote"}], "rests_on": [ids], "held_back"}`;
    /// with `on`, the ids of options and issues, for what a stakeholder said on these.
    #[must_use]
    pub fn json(&self, dialogue: &Dialogue) -> Json {
        let step = |step: &Step| {
            json!({
                "date": json_date(step.date),
                "record": step.record.to_string(),
                "what": step.word(),
                "stakeholder": step.stakeholder.as_deref(),
                "text": step.text(dialogue),
                "quote": step.quote,
            })
        };
        let mut meetings: Vec<&str> =
            self.steps.iter().filter(|step| &*step.record.kind == "meetings").map(|step| &*step.record.id).collect();
        meetings.sort_unstable();
        meetings.dedup();
        let mut json = json!({
            "record": self.of.record().map(|key| key.to_string()),
            "as_of": json_date(self.as_of),
            "steps": self.steps.iter().map(step).collect::<Vec<_>>(),
            "rests_on": json_ids(&meetings),
            "held_back": self.held_back,
        });
        if let (Of::Said { on, .. }, Some(object)) = (&self.of, json.as_object_mut()) {
            object.insert("on".to_owned(), on.iter().map(|key| Json::from(&*key.id)).collect());
        }
        json
    }
}

#[cfg(test)]
mod tests;
