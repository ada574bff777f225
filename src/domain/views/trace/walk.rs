//! The walk back: which rows and records are steps, and which of them the reader may see. Says nothing in words.

use super::{Clash, Group, Of, Step, What};
use crate::domain::audience::{self, Audience, Shown, record_level};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::rows::SpeakerRow;
use crate::domain::lens::{Commitment, LikelyCommitmentRow, Meeting, PolicyOption, PositionRow, RedLineRow, Status, counted};
use crate::domain::links::{Backlinks, Mention, outgoing};
use crate::domain::place::rows;
use crate::domain::record::{Fields, Key, Name, Record, Row};
use crate::domain::views::findings::{Against, Bound};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// On the way, with all steps and whether the reader may see each.
pub(super) struct Walk<'a> {
    dialogue: &'a Dialogue,
    links: &'a Backlinks,
    as_of: NaiveDate,
    audience: Audience,
    pub(super) steps: Vec<(Step, bool)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(dialogue: &'a Dialogue, links: &'a Backlinks, as_of: NaiveDate, audience: Audience) -> Self {
        Self { dialogue, links, as_of, audience, steps: Vec::new() }
    }

    /// Whether the reader may see a record by name.
    pub(super) fn sees(&self, key: &Key) -> bool {
        self.dialogue.find(key).is_some_and(|record| self.audience.sees(record_level(self.dialogue, record)) == Shown::Named)
    }

    pub(super) fn from(&mut self, of: &'a Of) {
        match of {
            Of::Record(key) => self.record(key),
            Of::Records(keys) => keys.iter().for_each(|key| self.itself(key, Group::Rests)),
            Of::Row(key, name, index) => self.row(key, name, *index),
            Of::Said { stakeholder, on } => self.said(stakeholder, on),
            Of::Met(people) => people.iter().for_each(|who| self.met(who)),
            Of::Clash(clash) => self.clash(clash),
        }
    }

    fn record(&mut self, key: &Key) {
        let Some(record) = self.dialogue.find(key) else { return };
        let options: BTreeSet<Key> = match record.kind() {
            "commitments" => Commitment(record).options().map(|id| Key::new("options", id)).collect(),
            "issues" => self.options_of(record.id()).collect(),
            _ => BTreeSet::new(),
        };
        let is_commitment = record.kind() == "commitments";
        let links = self.links;
        for mention in links.mentions(key).iter().filter(|mention| !is_commitment || is_row(mention, &["likely_commitment"])) {
            self.mention(mention);
        }
        for mention in options.iter().flat_map(|option| links.mentions(option)).filter(|mention| is_row(mention, STANDS)) {
            self.mention(mention);
        }
        self.names(record);
        if is_commitment {
            for (nth, row) in Commitment(record).reports(self.as_of).enumerate() {
                let what = What::Progress { status: row.0.text("status").map(str::to_owned), note: row.0.text("note").map(str::to_owned) };
                self.add(record, Some(row.0), Step { order: (0, nth), ..step(key, row.date(), what) });
            }
        } else {
            self.reports(record);
        }
        if self.steps.is_empty() && !is_commitment {
            self.named(record);
        }
    }

    /// What a record reports of itself, day by day, as an indicator its measurements.
    fn reports(&mut self, record: &Record) {
        for (row, index) in rows(record) {
            if let Some(date) = row.date("date").filter(|date| *date <= self.as_of && !record.key.is_dialogue()) {
                self.add(record, Some(row), step(&record.key, Some(date), What::Row(row.name.clone(), index)));
            }
        }
    }

    /// The records it names, each once: all there is to tell where nothing leads to it.
    fn named(&mut self, record: &Record) {
        let Some(kind) = self.dialogue.kind_of(&record.key) else { return };
        for link in outgoing(record, kind) {
            let Some(target) = self.dialogue.resolve(link.targets, link.to) else { continue };
            let is_known = self.steps.iter().any(|(step, _)| step.record == target.key);
            if !is_known && self.day(target).is_some() {
                self.itself(&target.key, Group::Named);
            }
        }
    }

    fn options_of(&self, issue: &'a str) -> impl Iterator<Item = Key> + use<'a> {
        let of_issue = move |option: &&std::sync::Arc<Record>| PolicyOption(option).issue() == Some(issue);
        self.dialogue.records("options").iter().filter(of_issue).map(|option| option.key.clone())
    }

    /// A record as a step: what a sentence rests on, whenever it is.
    fn itself(&mut self, key: &Key, group: Group) {
        let Some(record) = self.dialogue.find(key) else { return };
        let step = step(key, record.date("date"), What::Itself(state(record, self.as_of)));
        self.add(record, None, Step { group, ..step });
    }

    /// A row, and the record it speaks of where it names a commitment.
    fn row(&mut self, key: &Key, name: &Name, index: usize) {
        let Some(record) = self.dialogue.find(key) else { return };
        let Some(row) = record.row(name, index) else { return };
        let what = told(row, self.as_of).unwrap_or_else(|| What::Row(name.clone(), index));
        let date = row.date("date").or_else(|| record.date("date"));
        let step = Step { stakeholder: self.speaker(record, Some(row)), ..step(key, date, what) };
        self.add(record, Some(row), step);
        if let Some(id) = row.text("commitment") {
            self.itself(&Key::new("commitments", id), Group::Carried);
        }
    }

    /// What they said on options, or on an issue's; then the commitments that carry these.
    fn said(&mut self, stakeholder: &Name, on: &'a [Key]) {
        let mut options: Vec<Key> = Vec::new();
        let links = self.links;
        for key in on {
            match &*key.kind {
                "issues" => {
                    options.extend(self.options_of(&key.id));
                    for mention in links.mentions(key).iter().filter(|mention| is_row(mention, &["point"])) {
                        self.of_speaker(mention, stakeholder);
                    }
                }
                _ => options.push(key.clone()),
            }
        }
        for mention in options.iter().flat_map(|option| links.mentions(option)).filter(|mention| is_row(mention, STANDS)) {
            self.of_speaker(mention, stakeholder);
        }
        for option in &options {
            self.carriers(option);
        }
    }

    /// The commitments that carry an option, each once.
    fn carriers(&mut self, option: &Key) {
        for mention in self.links.mentions(option).iter().filter(|mention| &*mention.from.kind == Commitment::KIND) {
            if !self.steps.iter().any(|(step, _)| step.record == mention.from) {
                self.itself(&mention.from, Group::Carried);
            }
        }
    }

    /// The meetings with somebody, then the events that name them.
    fn met(&mut self, stakeholder: &Name) {
        for mention in self.links.mentions(&Key::new("stakeholders", stakeholder)) {
            let Some(record) = self.dialogue.find(&mention.from) else { continue };
            let Some(date) = counted(record, self.as_of) else { continue };
            if record.kind() == "meetings" && &*mention.path.field == "stakeholder" && mention.path.row.is_none() {
                let step = step(&record.key, Some(date), What::Met(Meeting(record).minutes()));
                self.add(record, None, Step { stakeholder: Some(stakeholder.clone()), ..step });
            } else if self.is_event(record) && !self.steps.iter().any(|(step, _)| step.record == record.key) {
                let step = step(&record.key, Some(date), What::NamedIn(mention.path.clone(), None));
                self.add(record, None, Step { group: Group::Among, ..step });
            }
        }
    }

    /// Both sides by their own rows, then what else both said on what it is about.
    fn clash(&mut self, clash: &'a Clash) {
        let line = &clash.line;
        let mut sides = vec![(&line.stakeholder, &line.option)];
        match &clash.against {
            Against::Line(other) => sides.push((&other.stakeholder, &other.option)),
            Against::Position(cell) => sides.push((&cell.stakeholder, &cell.option)),
            Against::Commitment(id) => self.itself(&Key::new("commitments", id), Group::Against),
        }
        let links = self.links;
        for (who, option) in sides {
            for mention in links.mentions(&Key::new("options", option)).iter().filter(|mention| is_row(mention, STANDS)) {
                self.of_speaker(mention, who);
            }
        }
        let drawn = |step: &Step, line: &crate::domain::views::findings::RedLine| match &step.what {
            What::RedLine { option, polarity, firmness, bound, .. } => {
                let (of, way) = (option == &*line.option, (*polarity, *firmness) == (line.polarity, line.firmness));
                step.record == line.source && of && way && *bound == line.bound && step.stakeholder.as_ref() == Some(&line.stakeholder)
            }
            _ => false,
        };
        for (step, _) in self.steps.iter_mut().filter(|(step, _)| step.group == Group::Rests) {
            step.group = match &clash.against {
                _ if drawn(step, line) => Group::Line,
                Against::Line(other) if drawn(step, other) => Group::Against,
                Against::Position(cell) => match &step.what {
                    What::Position { option, value, .. }
                        if option == &*cell.option
                            && *value == Some(cell.value)
                            && step.record == cell.source
                            && step.stakeholder.as_ref() == Some(&cell.stakeholder) =>
                    {
                        Group::Against
                    }
                    _ => Group::Besides,
                },
                _ => Group::Besides,
            };
        }
    }

    fn is_event(&self, record: &Record) -> bool {
        self.dialogue.kind_of(&record.key).is_some_and(|kind| kind.event)
    }

    /// The day of a record at the walk's day: nothing outside when it does not count yet, nothing inside when it has none.
    fn day(&self, record: &Record) -> Option<Option<NaiveDate>> {
        if record.kind() == "meetings" || self.is_event(record) {
            return counted(record, self.as_of).map(Some);
        }
        let date = record.date("date");
        date.is_none_or(|date| date <= self.as_of).then_some(date)
    }

    /// Who speaks in a row, else with whom the meeting was.
    fn speaker(&self, record: &Record, row: Option<&Row>) -> Option<Name> {
        let own = row.and_then(|row| SpeakerRow(row).stakeholder()).filter(|_| record.kind() != "meetings");
        let speaker = own.or_else(|| Meeting(record).stakeholder())?;
        Some(self.dialogue.get("stakeholders", speaker).map_or_else(|| speaker.into(), |found| found.key.id.clone()))
    }

    /// A mention, if it stands in a row of that speaker.
    fn of_speaker(&mut self, mention: &Mention, stakeholder: &str) {
        let record = self.dialogue.find(&mention.from);
        let row = record.and_then(|record| mention.path.row.as_ref().and_then(|(name, index)| record.row(name, *index)));
        if record.and_then(|record| self.speaker(record, row)).is_some_and(|who| &*who == stakeholder) {
            self.mention(mention);
        }
    }

    fn mention(&mut self, mention: &Mention) {
        let Some(record) = self.dialogue.find(&mention.from) else { return };
        // A snapshot only repeats what others said.
        if self.dialogue.kind_of(&record.key).is_some_and(|kind| kind.read_only) {
            return;
        }
        let Some(date) = self.day(record) else { return };
        let found = mention.path.row.as_ref().and_then(|(name, index)| Some((name, *index, record.row(name, *index)?)));
        let row = found.map(|(_, _, row)| row);
        let is_meeting = record.kind() == "meetings";
        let what = match (row.and_then(|row| told(row, self.as_of)), found) {
            (Some(told), _) => told,
            (None, Some((name, index, _))) if is_meeting => What::Row(name.clone(), index),
            (None, None) if is_meeting && &*mention.path.field == "stakeholder" => What::Met(Meeting(record).minutes()),
            _ => What::NamedIn(mention.path.clone(), state(record, self.as_of)),
        };
        let place = row.and_then(|row| record.rows.iter().position(|other| std::ptr::eq(other, row))).unwrap_or(0);
        let step = Step { stakeholder: self.speaker(record, row), order: (1, place), ..step(&record.key, date, what) };
        self.add(record, row, step);
    }

    /// The meetings and events a record names, beside those that are among the steps already.
    fn names(&mut self, record: &'a Record) {
        let Some(kind) = self.dialogue.kind_of(&record.key) else { return };
        for link in outgoing(record, kind) {
            let Some(target) = self.dialogue.resolve(link.targets, link.to) else { continue };
            let is_talk = target.kind() == "meetings" || self.is_event(target);
            let is_known =
                self.steps.iter().any(|(step, _)| step.record == target.key && matches!(step.what, What::Floated { .. } | What::Names));
            if let (true, false, Some(date)) = (is_talk, is_known, self.day(target)) {
                let step = Step { stakeholder: self.speaker(target, None), ..step(&target.key, date, What::Names) };
                self.add(target, None, step);
            }
        }
    }

    fn add(&mut self, record: &Record, row: Option<&Row>, mut step: Step) {
        let level = audience::level(self.dialogue, record, row);
        let text = |name| row.and_then(|row| row.text(name)).map(str::to_owned);
        let index = |row: &Row| record.rows(&row.name).position(|other| std::ptr::eq(other, row));
        step.row = row.and_then(|row| Some((row.name.clone(), index(row)?)));
        step.quote = text("quote");
        step.because = match step.what {
            What::Position { .. } => text("condition").map(|condition| format!("if {condition}")),
            What::RedLine { .. } => text("reason").map(|reason| format!("reason: {reason}")),
            _ => None,
        };
        self.steps.push((step, self.audience.sees(level) == Shown::Named));
    }
}

/// Rows that say where somebody stands on an option.
const STANDS: &[&str] = &["position", "red_line"];

fn is_row(mention: &Mention, rows: &[&str]) -> bool {
    mention.path.row.as_ref().is_some_and(|(row, _)| rows.contains(&&**row))
}

fn step(record: &Key, date: Option<NaiveDate>, what: What) -> Step {
    Step {
        date,
        record: record.clone(),
        stakeholder: None,
        what,
        quote: None,
        because: None,
        row: None,
        group: Group::Rests,
        order: (0, 0),
    }
}

/// How far a commitment is kept and when it is due; nothing for other records.
fn state(record: &Record, as_of: NaiveDate) -> Option<(Status, Option<NaiveDate>)> {
    (record.kind() == Commitment::KIND).then(|| (Commitment(record).status(as_of), Commitment(record).due()))
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
                bound: Bound::of(row),
                voice: row.voice(),
                withdrawn_on: row.withdrawn_on().filter(|day| *day <= as_of),
            })
        }
        _ => None,
    }
}
