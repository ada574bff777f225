//! One screen before a bilateral meeting: where they stand, what they will not accept, what is owed on either side, what
//! was never asked, and what to be careful with.

use super::findings::{self, Finding, RedLine};
use super::matrix::{Cell, cell, cells};
use super::precheck::Sensitive;
use super::promises::{Promise, promises};
use super::statements::{Statements, columns};
use super::{json_date, json_ids};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::meeting::counted_meetings;
use crate::domain::lens::stakeholder::PersonRow;
use crate::domain::lens::{Commitment, Event, Meeting, Polarity, PolicyOption, PromiseState, Stakeholder};
use crate::domain::record::{Key, Name, Record};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// Where they stand on an option of the talk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The issue of the option.
    pub issue: Option<Name>,
    /// The option.
    pub option: Name,
    /// Their position, when there is one.
    pub cell: Option<Cell>,
    /// How many days ago they said so.
    pub age: Option<i64>,
    /// Asked, and would not say.
    pub asked: bool,
}

/// Something they may do, or said they would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theirs {
    /// The meeting it was said in, or the commitment they lead.
    pub record: Key,
    /// What.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// In per cent, when it was said in a meeting.
    pub likelihood: Option<i64>,
    /// On what condition.
    pub condition: Option<String>,
}

/// Something to be done after a meeting, still open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The meeting it comes from.
    pub meeting: Key,
    /// What.
    pub text: String,
    /// By whom.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// How a meeting felt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impression {
    /// The meeting.
    pub meeting: Key,
    /// Its day.
    pub date: NaiveDate,
    /// From 1 (guarded) to 4 (frank).
    pub frankness: Option<i64>,
    /// `better`, `same` or `worse`.
    pub trend: Option<String>,
    /// The host's impressions, in words.
    pub texts: Vec<String>,
}

/// What to know before meeting a stakeholder.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// The day.
    pub as_of: NaiveDate,
    /// Whom.
    pub stakeholder: Name,
    /// The day of the last bilateral meeting, and how many days ago.
    pub last: Option<(NaiveDate, i64)>,
    /// Every option of the talk, grouped by issue.
    pub stands: Vec<Stand>,
    /// Their red lines that stand, by option and time.
    pub red_lines: Vec<RedLine>,
    /// Live findings they are a side of.
    pub findings: Vec<Finding>,
    /// What the host promised them and has not kept: open, overdue or broken.
    pub ours: Vec<Promise>,
    /// What they may do or said they would.
    pub theirs: Vec<Theirs>,
    /// What is still to be done after earlier meetings.
    pub tasks: Vec<Task>,
    /// Sensitive points, with their handling.
    pub sensitive: Vec<Sensitive>,
    /// Meetings with somebody who speaks for them no more.
    pub by_others: BTreeSet<Key>,
    /// How the last meetings felt, the latest first.
    pub impressions: Vec<Impression>,
}

/// So many meetings back impressions are told.
const LATELY: usize = 3;

/// The brief for a stakeholder on all issues, at `as_of`. Nothing when there is no such stakeholder.
#[must_use]
pub fn for_stakeholder(dialogue: &Dialogue, stakeholder: &str, as_of: NaiveDate) -> Option<Brief> {
    on(dialogue, stakeholder, &BTreeSet::new(), as_of)
}

/// The brief for a meeting: on its issues, or those of the event it prepares, or all; at `as_of`, or on the eve of the
/// meeting when that is earlier. Nothing when the meeting names no known stakeholder.
#[must_use]
pub fn for_meeting(dialogue: &Dialogue, meeting: &Record, as_of: NaiveDate) -> Option<Brief> {
    let meeting = Meeting(meeting);
    let eve = meeting.date().and_then(|date| date.pred_opt());
    let mut issues: BTreeSet<&str> = meeting.issues().collect();
    if issues.is_empty() {
        let event = meeting.related_event().and_then(|link| link.split_once('/')).and_then(|(kind, id)| dialogue.get(kind, id));
        issues = event.map(|event| Event(event).issues().collect()).unwrap_or_default();
    }
    on(dialogue, meeting.stakeholder()?, &issues, eve.map_or(as_of, |eve| eve.min(as_of)))
}

/// The brief on these issues; on all when there are none.
fn on(dialogue: &Dialogue, stakeholder: &str, issues: &BTreeSet<&str>, as_of: NaiveDate) -> Option<Brief> {
    let who = dialogue.get("stakeholders", stakeholder)?;
    let statements = Statements::gather(dialogue, as_of);
    let meetings: Vec<(NaiveDate, Meeting<'_>)> = counted_meetings(dialogue.records("meetings"), as_of)
        .into_iter()
        .filter(|(_, meeting)| meeting.stakeholder() == Some(stakeholder))
        .collect();
    let of_talk = |option: &Record| issues.is_empty() || PolicyOption(option).issue().is_some_and(|issue| issues.contains(issue));
    let stands = columns(dialogue).into_iter().filter(|option| of_talk(option)).map(|option| stand(&statements, stakeholder, option));
    let red_lines = statements.active_lines().filter(|line| **line.stakeholder == *stakeholder).map(RedLine::from).collect();
    let found = findings::among(dialogue, &statements, cells(&statements), &|_| true).findings.into_iter();
    let is_theirs = |finding: &Finding| !finding.dormant && finding.between().iter().any(|side| ***side == *stakeholder);
    let owed = meetings.iter().flat_map(|(made, meeting)| promises(dialogue, *meeting, *made, as_of));
    Some(Brief {
        as_of,
        stakeholder: who.key.id.clone(),
        last: meetings.last().map(|(date, _)| (*date, (as_of - *date).num_days())),
        stands: stands.collect(),
        red_lines,
        findings: found.filter(is_theirs).collect(),
        ours: owed.filter(|promise| promise.state != PromiseState::Kept).collect(),
        theirs: theirs(dialogue, stakeholder, &meetings, as_of),
        tasks: meetings.iter().flat_map(|(_, meeting)| tasks(*meeting)).collect(),
        sensitive: meetings.iter().flat_map(|(_, meeting)| Sensitive::of(&who.key.id, *meeting)).collect(),
        by_others: by_others(Stakeholder(who), &meetings, as_of),
        impressions: meetings.iter().rev().take(LATELY).map(|(date, meeting)| impression(*date, *meeting)).collect(),
    })
}

/// The meetings held before anybody of those in office had taken office, or with persons on file of whom none is in office.
fn by_others(who: Stakeholder<'_>, meetings: &[(NaiveDate, Meeting<'_>)], as_of: NaiveDate) -> BTreeSet<Key> {
    let (now, gone): (Vec<_>, Vec<_>) = who.persons().partition(|person| person.in_office(as_of));
    let among = |persons: &[PersonRow<'_>], name: &str| persons.iter().any(|person| person.name() == Some(name));
    let before_all = |date: NaiveDate| !now.is_empty() && now.iter().all(|person| person.since().is_some_and(|since| date < since));
    let with_others =
        |meeting: Meeting<'_>| meeting.persons().any(|name| among(&gone, name)) && !meeting.persons().any(|name| among(&now, name));
    let theirs = meetings.iter().filter(|(date, meeting)| before_all(*date) || with_others(*meeting));
    theirs.map(|(_, meeting)| meeting.0.key.clone()).collect()
}

fn stand(statements: &Statements<'_>, stakeholder: &str, option: &Record) -> Stand {
    let pair = statements.pair(stakeholder, option.id());
    let cell = cell(statements, pair);
    Stand {
        issue: PolicyOption(option).issue().map(Name::from),
        option: option.key.id.clone(),
        age: cell.as_ref().map(|cell| (statements.as_of - cell.date).num_days()),
        asked: cell.is_none() && !pair.is_empty(),
        cell,
    }
}

/// The latest word on each commitment, whatever else they said they might do, and the live commitments they lead.
fn theirs(dialogue: &Dialogue, stakeholder: &str, meetings: &[(NaiveDate, Meeting<'_>)], as_of: NaiveDate) -> Vec<Theirs> {
    let mut named: BTreeSet<&str> = BTreeSet::new();
    let mut said: Vec<Theirs> = Vec::new();
    for (_, meeting) in meetings.iter().rev() {
        for row in meeting.likely_commitments().rev() {
            if row.commitment().is_some_and(|commitment| !named.insert(commitment)) {
                continue;
            }
            let text = row.text().or(row.commitment()).unwrap_or_default().to_owned();
            let (due, likelihood, condition) = (row.by(), row.likelihood(), row.condition().map(str::to_owned));
            said.push(Theirs { record: meeting.0.key.clone(), text, due, likelihood, condition });
        }
    }
    said.reverse();
    let led = dialogue.records("commitments").iter().filter(|record| {
        let commitment = Commitment(record);
        commitment.lead() == Some(stakeholder) && commitment.is_live(as_of)
    });
    said.extend(led.map(|record| Theirs {
        record: record.key.clone(),
        text: Commitment(record).title().to_owned(),
        due: Commitment(record).due(),
        likelihood: None,
        condition: None,
    }));
    said
}

fn tasks(meeting: Meeting<'_>) -> impl Iterator<Item = Task> {
    meeting.follow_ups().filter(|row| row.is_open()).map(move |row| Task {
        meeting: meeting.0.key.clone(),
        text: row.text().unwrap_or_default().to_owned(),
        owner: row.owner().map(str::to_owned),
        due: row.due(),
    })
}

fn impression(date: NaiveDate, meeting: Meeting<'_>) -> Impression {
    let texts = meeting.points().filter(|point| point.kind() == Some("impression")).filter_map(|point| point.text());
    Impression {
        meeting: meeting.0.key.clone(),
        date,
        frankness: meeting.frankness(),
        trend: meeting.relation_trend().map(str::to_owned),
        texts: texts.map(str::to_owned).collect(),
    }
}

impl Brief {
    /// The positions that differ from what they said before, grouped by issue.
    pub fn moved(&self) -> impl Iterator<Item = &Cell> {
        self.stands.iter().filter_map(|stand| stand.cell.as_ref()).filter(|cell| cell.moved().is_some())
    }

    /// The options they were never asked about.
    pub fn never_asked(&self) -> impl Iterator<Item = &Name> {
        self.stands.iter().filter(|stand| stand.cell.is_none() && !stand.asked).map(|stand| &stand.option)
    }

    /// `{"stakeholder", "as_of", "last", "days", "positions": [{"issue", "option", "value", "voice", "date", "age", "before",
    /// "stale", "asked"}], "red_lines": [{"option", "polarity", "firmness", "date", "source"}], "findings", "moved": [ids],
    /// "promises", "theirs": [{"record", "text", "due", "likelihood", "condition"}], "follow_ups": [{"meeting", "text",
    /// "owner", "due"}], "never_asked": [ids], "sensitive", "by_others": [ids], "impressions": [{"meeting", "date", "frankness", "trend",
    /// "texts"}]}`.
    #[must_use]
    pub fn json(&self, dialogue: &Dialogue) -> Json {
        let line = |line: &RedLine| {
            json!({
                "option": &*line.option,
                "polarity": line.polarity.map(Polarity::value),
                "firmness": line.firmness.value(),
                "date": json_date(line.date),
                "source": &*line.source.id,
            })
        };
        let theirs = |said: &Theirs| {
            json!({
                "record": said.record.to_string(),
                "text": said.text,
                "due": json_date(said.due),
                "likelihood": said.likelihood,
                "condition": said.condition,
            })
        };
        let task =
            |task: &Task| json!({ "meeting": &*task.meeting.id, "text": task.text, "owner": task.owner, "due": json_date(task.due) });
        let moved: Vec<&Name> = self.moved().map(|cell| &cell.option).collect();
        let never_asked: Vec<&Name> = self.never_asked().collect();
        json!({
            "stakeholder": &*self.stakeholder,
            "as_of": json_date(self.as_of),
            "last": json_date(self.last.map(|(date, _)| date)),
            "days": self.last.map(|(_, days)| days),
            "positions": self.stands.iter().map(Stand::json).collect::<Vec<_>>(),
            "red_lines": self.red_lines.iter().map(line).collect::<Vec<_>>(),
            "findings": self.findings.iter().map(|finding| finding.json(dialogue)).collect::<Vec<_>>(),
            "moved": json_ids(&moved),
            "promises": self.ours.iter().map(Promise::json).collect::<Vec<_>>(),
            "theirs": self.theirs.iter().map(theirs).collect::<Vec<_>>(),
            "follow_ups": self.tasks.iter().map(task).collect::<Vec<_>>(),
            "never_asked": json_ids(&never_asked),
            "sensitive": self.sensitive.iter().map(Sensitive::json).collect::<Vec<_>>(),
            "by_others": self.by_others.iter().map(|key| &*key.id).collect::<Vec<_>>(),
            "impressions": self.impressions.iter().map(Impression::json).collect::<Vec<_>>(),
        })
    }
}

impl Stand {
    fn json(&self) -> Json {
        let cell = self.cell.as_ref();
        json!({
            "issue": self.issue.as_deref(),
            "option": &*self.option,
            "value": cell.map(|cell| cell.value),
            "voice": cell.map(|cell| cell.voice.value()),
            "date": json_date(cell.map(|cell| cell.date)),
            "age": self.age,
            "before": cell.and_then(|cell| cell.before),
            "stale": cell.map(|cell| cell.stale),
            "asked": self.asked,
        })
    }
}

impl Impression {
    fn json(&self) -> Json {
        json!({
            "meeting": &*self.meeting.id,
            "date": json_date(self.date),
            "frankness": self.frankness,
            "trend": self.trend,
            "texts": self.texts,
        })
    }
}

#[cfg(test)]
mod tests;
