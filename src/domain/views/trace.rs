//! View 14: from a record back to the meetings it rests on.
//!
//! For a commitment: where it was floated, every position and red line on its options, and its progress. For any other
//! record: whatever leads to it, and the meetings and events it names. What the reader may not see is counted.

use super::{json_date, json_ids};
use crate::domain::audience::{Audience, Shown, record_level, row_level};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{Commitment, Firmness, LikelyCommitmentRow, Meeting, Polarity, PolicyOption, PositionRow, RedLineRow};
use crate::domain::lens::{Voice, counted};
use crate::domain::links::{Backlinks, Mention, outgoing};
use crate::domain::place::FieldPath;
use crate::domain::record::{Fields, Key, Name, Record, Row};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// What a step tells.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The record names it.
    Names,
    /// It is named there.
    NamedIn(FieldPath),
}

/// One step back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When; nothing for what has no day.
    pub date: Option<NaiveDate>,
    /// The record it stands in.
    pub record: Key,
    /// Who spoke, in a meeting or workshop.
    pub stakeholder: Option<Name>,
    /// What it tells.
    pub what: What,
    order: (usize, usize),
}

/// The way back from a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The record.
    pub of: Key,
    /// The day.
    pub as_of: NaiveDate,
    /// What it rests on, by day; what has no day last.
    pub steps: Vec<Step>,
    /// How many steps the reader may not see.
    pub held_back: usize,
}

/// The way back from a record, for a reader; on the whole dialogue, so that what is held back can be counted.
#[must_use]
pub fn compute(dialogue: &Dialogue, links: &Backlinks, of: &Key, as_of: NaiveDate, audience: Audience) -> Trace {
    let mut walk = Walk { dialogue, as_of, audience, steps: Vec::new() };
    let mut sees_it = false;
    if let Some(record) = dialogue.find(of) {
        walk.from(links, record);
        sees_it = audience.sees(record_level(dialogue, record)) == Shown::Named;
    }
    let all = walk.steps.len();
    let mut steps: Vec<Step> = walk.steps.into_iter().filter(|(_, shown)| sees_it && *shown).map(|(step, _)| step).collect();
    let held_back = all - steps.len();
    steps.sort_by(|a, b| {
        let key = |step: &Step| (step.date.is_none(), step.date, step.record.id.clone(), step.record.kind.clone(), step.order);
        key(a).cmp(&key(b))
    });
    Trace { of: of.clone(), as_of, steps, held_back }
}

struct Walk<'a> {
    dialogue: &'a Dialogue,
    as_of: NaiveDate,
    audience: Audience,
    /// All steps, and whether the reader may see each.
    steps: Vec<(Step, bool)>,
}

impl<'a> Walk<'a> {
    fn from(&mut self, links: &Backlinks, record: &'a Record) {
        let is = |mention: &&Mention, rows: &[&str]| mention.path.row.as_ref().is_some_and(|(row, _)| rows.contains(&&**row));
        let options: BTreeSet<Key> = match record.kind() {
            "commitments" => Commitment(record).options().map(|id| Key::new("options", id)).collect(),
            "issues" => {
                let of_issue = |option: &&std::sync::Arc<Record>| PolicyOption(option).issue() == Some(record.id());
                self.dialogue.records("options").iter().filter(of_issue).map(|option| option.key.clone()).collect()
            }
            _ => BTreeSet::new(),
        };
        let is_commitment = record.kind() == "commitments";
        for mention in links.mentions(&record.key).iter().filter(|mention| !is_commitment || is(mention, &["likely_commitment"])) {
            self.mention(mention);
        }
        for mention in options.iter().flat_map(|option| links.mentions(option)).filter(|mention| is(mention, &["position", "red_line"])) {
            self.mention(mention);
        }
        self.names(record);
        if is_commitment {
            for (nth, row) in Commitment(record).reports(self.as_of).enumerate() {
                let what = What::Progress { status: row.0.text("status").map(str::to_owned), note: row.0.text("note").map(str::to_owned) };
                let step = Step { date: row.date(), record: record.key.clone(), stakeholder: None, what, order: (0, nth) };
                self.add(record, Some(row.0), step);
            }
        }
    }

    /// The day of a record at the walk's day: nothing outside when it does not count yet, nothing inside when it has none.
    fn day(&self, record: &Record) -> Option<Option<NaiveDate>> {
        let is_event = self.dialogue.kind_of(&record.key).is_some_and(|kind| kind.event);
        if record.kind() == "meetings" || is_event {
            return counted(record, self.as_of).map(Some);
        }
        let date = record.date("date");
        date.is_none_or(|date| date <= self.as_of).then_some(date)
    }

    fn mention(&mut self, mention: &Mention) {
        let Some(record) = self.dialogue.find(&mention.from) else { return };
        // A snapshot only repeats what others said.
        if self.dialogue.kind_of(&record.key).is_some_and(|kind| kind.read_only) {
            return;
        }
        let Some(date) = self.day(record) else { return };
        let row = mention.path.row.as_ref().and_then(|(name, index)| record.row(name, *index));
        let speaker = row.and_then(|row| row.text("stakeholder")).or_else(|| Meeting(record).stakeholder());
        let stakeholder = speaker.map(|id| self.dialogue.get("stakeholders", id).map_or_else(|| id.into(), |found| found.key.id.clone()));
        let what = row.and_then(|row| told(row, self.as_of)).unwrap_or_else(|| What::NamedIn(mention.path.clone()));
        let place = row.and_then(|row| record.rows.iter().position(|other| std::ptr::eq(other, row))).unwrap_or(0);
        self.add(record, row, Step { date, record: record.key.clone(), stakeholder, what, order: (1, place) });
    }

    /// The meetings and events a record names, beside those that are among the steps already.
    fn names(&mut self, record: &'a Record) {
        let Some(kind) = self.dialogue.kind_of(&record.key) else { return };
        for link in outgoing(record, kind) {
            let Some(target) = self.dialogue.resolve(link.targets, link.to) else { continue };
            let is_talk = target.kind() == "meetings" || self.dialogue.kind_of(&target.key).is_some_and(|kind| kind.event);
            let is_known =
                self.steps.iter().any(|(step, _)| step.record == target.key && matches!(step.what, What::Floated { .. } | What::Names));
            if let (true, false, Some(date)) = (is_talk, is_known, self.day(target)) {
                let stakeholder = Meeting(target).stakeholder().map(Name::from);
                let step = Step { date, record: target.key.clone(), stakeholder, what: What::Names, order: (0, 0) };
                self.add(target, None, step);
            }
        }
    }

    fn add(&mut self, record: &Record, row: Option<&Row>, step: Step) {
        let level = row.map_or_else(|| record_level(self.dialogue, record), |row| row_level(self.dialogue, record, row));
        self.steps.push((step, self.audience.sees(level) == Shown::Named));
    }
}

/// What a row of a meeting or workshop tells; nothing for other rows.
fn told(row: &Row, as_of: NaiveDate) -> Option<What> {
    match &*row.name {
        "likely_commitment" => {
            let row = LikelyCommitmentRow(row);
            Some(What::Floated { likelihood: row.likelihood(), condition: row.condition().map(str::to_owned) })
        }
        "position" => {
            let row = PositionRow(row);
            Some(What::Position { option: row.option()?.to_owned(), value: row.value(), voice: row.voice() })
        }
        "red_line" => {
            let row = RedLineRow(row);
            Some(What::RedLine {
                option: row.option()?.to_owned(),
                polarity: row.polarity(),
                firmness: row.firmness(),
                withdrawn_on: row.withdrawn_on().filter(|day| *day <= as_of),
            })
        }
        _ => None,
    }
}

impl Step {
    /// In a few words: `UDK: +2 on o1a`.
    #[must_use]
    pub fn text(&self, dialogue: &Dialogue) -> String {
        let what = match &self.what {
            What::Floated { likelihood, condition } => {
                let likely = likelihood.map(|likelihood| format!(", {likelihood} % likely")).unwrap_or_default();
                let condition = condition.as_ref().map(|condition| format!(", if {condition}")).unwrap_or_default();
                format!("spoke of committing to it{likely}{condition}")
            }
            What::Position { option, value, voice } => {
                let value =
                    value.map_or("would not say".to_owned(), |value| if value > 0 { format!("+{value}") } else { value.to_string() });
                let voice = if voice.is_second_hand() { format!(" ({})", voice.value()) } else { String::new() };
                format!("{value} on {option}{voice}")
            }
            What::RedLine { option, polarity, firmness, withdrawn_on } => {
                let way = polarity.map_or("draws a line at", Polarity::label);
                let gone = withdrawn_on.map(|day| format!(", withdrawn on {day}")).unwrap_or_default();
                format!("{way} {option} ({}{gone})", firmness.label())
            }
            What::Progress { status, note } => {
                let parts: Vec<String> = status.iter().map(|status| status.replace('_', " ")).chain(note.clone()).collect();
                parts.join(": ")
            }
            What::Names => "named by it".to_owned(),
            What::NamedIn(path) => format!("names it in {path}"),
        };
        match &self.stakeholder {
            Some(who) => format!("{}: {what}", dialogue.short(who)),
            None => what,
        }
    }

    fn word(&self) -> &'static str {
        match self.what {
            What::Floated { .. } => "floated",
            What::Position { .. } => "position",
            What::RedLine { .. } => "red_line",
            What::Progress { .. } => "progress",
            What::Names => "names",
            What::NamedIn(_) => "named_in",
        }
    }
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

    /// `{"record", "as_of", "steps": [{"date", "record", "what", "stakeholder", "text"}], "rests_on": [ids], "held_back"}`.
    #[must_use]
    pub fn json(&self, dialogue: &Dialogue) -> Json {
        let step = |step: &Step| {
            json!({
                "date": json_date(step.date),
                "record": step.record.to_string(),
                "what": step.word(),
                "stakeholder": step.stakeholder.as_deref(),
                "text": step.text(dialogue),
            })
        };
        let mut meetings: Vec<&str> =
            self.steps.iter().filter(|step| &*step.record.kind == "meetings").map(|step| &*step.record.id).collect();
        meetings.sort_unstable();
        meetings.dedup();
        json!({
            "record": self.of.to_string(),
            "as_of": json_date(self.as_of),
            "steps": self.steps.iter().map(step).collect::<Vec<_>>(),
            "rests_on": json_ids(&meetings),
            "held_back": self.held_back,
        })
    }
}

#[cfg(test)]
mod tests;
