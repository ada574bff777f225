//! View 6, the risk brief for an event: what may go wrong in the room, and whom to see before.
//!
//! What nobody knows is said as such: an issue on which somebody was never asked is never shown as clear.

mod gather;

use super::common_ground::Spread;
use super::findings::{Finding, Grade};
use super::promises::Promise;
use super::{json_date, json_ids};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::Meeting;
use crate::domain::record::{Key, Name};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};

pub use gather::compute;

/// A participant and an issue of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The issue.
    pub issue: Name,
    /// The participant.
    pub stakeholder: Name,
}

/// A sensitive point of a participant; for the host alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensitive {
    /// The meeting in which it was noted.
    pub meeting: Key,
    /// With whom.
    pub stakeholder: Name,
    /// The issue it belongs to.
    pub issue: Option<String>,
    /// `avoid`, `only_bilaterally` or `frame`.
    pub handling: Option<String>,
    /// In words.
    pub text: Option<String>,
}

/// Two participants who do not get on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tense {
    /// The two, in the order of ids.
    pub pair: [Name; 2],
    /// What it rests on: meetings with a bad word of the other, and ties of conflict.
    pub sources: Vec<Key>,
}

/// An entry of the dialogue's calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// When.
    pub date: NaiveDate,
    /// What.
    pub event: Option<String>,
    /// Of what kind.
    pub kind: Option<String>,
}

/// A bilateral meeting that would lower the risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// With whom.
    pub stakeholder: Name,
    /// Findings, unknowns and promises, times influence.
    pub score: i64,
}

/// The risk brief for an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Precheck {
    /// The event.
    pub event: Key,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// The day the brief is as of: the day asked for, or the event's when that is earlier.
    pub as_of: NaiveDate,
    /// Who takes part, in the order of ids.
    pub participants: Vec<Name>,
    /// The issues of the agenda, in the order of ids; all issues when it names none.
    pub agenda: Vec<Name>,
    /// Red-line findings between participants on these issues, in the order of findings.
    pub findings: Vec<Finding>,
    /// Polarised options of these issues, in the order of ids.
    pub polarised: Vec<Spread>,
    /// Who has no position on any option of an issue.
    pub never_asked: Vec<Gap>,
    /// Whose positions on the options of an issue are all stale.
    pub stale: Vec<Gap>,
    /// Who was not met in the thirty days before the event, and when they were last met.
    pub not_met: Vec<(Name, Option<NaiveDate>)>,
    /// Promises to participants that are broken, or open and past due.
    pub promises: Vec<Promise>,
    /// Live commitments of participants that are at risk or delayed, and those due by the event and not done.
    pub commitments: Vec<Name>,
    /// Sensitive points of participants, in the order of their meetings.
    pub sensitive: Vec<Sensitive>,
    /// Pairs of participants who do not get on.
    pub tense: Vec<Tense>,
    /// Influential stakeholders who are not invited though they hold a red line on the agenda.
    pub not_invited: Vec<Name>,
    /// What else happens within fourteen days of the event.
    pub calendar: Vec<Entry>,
    /// Whom to meet before, the most urgent first.
    pub suggested: Vec<Suggestion>,
    /// On how many pairs of participant and issue anything is known, of how many.
    pub known: (usize, usize),
}

impl Precheck {
    /// Whether anything was found, or is not known.
    #[must_use]
    pub fn found_anything(&self) -> bool {
        !(self.findings.is_empty()
            && self.polarised.is_empty()
            && self.never_asked.is_empty()
            && self.stale.is_empty()
            && self.not_met.is_empty()
            && self.promises.is_empty()
            && self.commitments.is_empty()
            && self.sensitive.is_empty()
            && self.tense.is_empty()
            && self.not_invited.is_empty()
            && self.calendar.is_empty())
    }

    /// Whether a live finding blocks.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.findings.iter().any(|finding| !finding.dormant && finding.grade == Grade::Blocking)
    }

    /// On how many of how many pairs and issues anything is known: said above all when nothing was found.
    #[must_use]
    pub fn knowledge(&self) -> String {
        let (known, of) = self.known;
        let is_known = |issue: &&Name| self.never_asked.iter().filter(|gap| gap.issue == **issue).count() < self.participants.len();
        let issues = self.agenda.iter().filter(is_known).count();
        format!("Something is known on {known} of {of} pairs of participant and issue, and on {issues} of {} issues.", self.agenda.len())
    }

    /// The shape for other programs.
    #[must_use]
    pub fn json(&self, dialogue: &Dialogue) -> Json {
        let gap = |gap: &Gap| json!({ "issue": &*gap.issue, "stakeholder": &*gap.stakeholder });
        let not_met = |(who, last): &(Name, Option<NaiveDate>)| json!({ "stakeholder": &**who, "last": json_date(*last) });
        let entry = |entry: &Entry| json!({ "date": json_date(entry.date), "event": entry.event, "kind": entry.kind });
        let polarised: Vec<&Name> = self.polarised.iter().map(|spread| &spread.option).collect();
        let suggested: Vec<&Name> = self.suggested.iter().map(|suggestion| &suggestion.stakeholder).collect();
        json!({
            "event": &*self.event.id,
            "as_of": json_date(self.as_of),
            "findings": self.findings.iter().map(|finding| finding.json(dialogue)).collect::<Vec<_>>(),
            "polarised": json_ids(&polarised),
            "never_asked": self.never_asked.iter().map(gap).collect::<Vec<_>>(),
            "stale": self.stale.iter().map(gap).collect::<Vec<_>>(),
            "not_met": self.not_met.iter().map(not_met).collect::<Vec<_>>(),
            "promises": self.promises.iter().map(Promise::json).collect::<Vec<_>>(),
            "commitments": json_ids(&self.commitments),
            "sensitive": self.sensitive.iter().map(Sensitive::json).collect::<Vec<_>>(),
            "tense": self.tense.iter().map(|tense| json_ids(&tense.pair)).collect::<Vec<_>>(),
            "not_invited": json_ids(&self.not_invited),
            "calendar": self.calendar.iter().map(entry).collect::<Vec<_>>(),
            "suggested": json_ids(&suggested),
            "known_pairs": [self.known.0, self.known.1],
        })
    }
}

impl Sensitive {
    /// The sensitive points of a meeting with a stakeholder.
    pub fn of<'a>(stakeholder: &'a Name, meeting: Meeting<'a>) -> impl Iterator<Item = Self> + 'a {
        meeting.points().filter(|point| point.kind() == Some("sensitive")).map(move |point| Self {
            meeting: meeting.0.key.clone(),
            stakeholder: stakeholder.clone(),
            issue: point.issue().map(str::to_owned),
            handling: point.handling().map(str::to_owned),
            text: point.text().map(str::to_owned),
        })
    }

    /// The shape for other programs.
    #[must_use]
    pub fn json(&self) -> Json {
        json!({
            "meeting": &*self.meeting.id,
            "stakeholder": &*self.stakeholder,
            "issue": self.issue,
            "handling": self.handling,
            "text": self.text,
        })
    }
}

#[cfg(test)]
mod tests;
