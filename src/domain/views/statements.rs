//! Everything stakeholders have said on options up to a day: positions and red lines, put in order once for all views.
//!
//! What counts is for this room to say (held, dated, known stakeholder and option); what follows from it is for the views.

use crate::domain::dialogue::Dialogue;
use crate::domain::lens::rows::SpeakerRow;
use crate::domain::lens::{Firmness, Issue, Meeting, Polarity, PolicyOption, PositionRow, RedLineRow, Stakeholder, Voice, counted};
use crate::domain::record::{Key, Name, Record, Row};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A stakeholder's word on an option.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// Whose.
    pub stakeholder: &'a Name,
    /// On which option.
    pub option: &'a Name,
    /// When.
    pub date: NaiveDate,
    /// In which meeting or workshop.
    pub source: &'a Key,
    /// From -2 to 2; nothing when they would not say.
    pub value: Option<i64>,
    /// Whose word it is.
    pub voice: Voice,
    /// The row it stands in.
    pub row: PositionRow<'a>,
    place: Place,
}

/// A stakeholder's red line.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Whose.
    pub stakeholder: &'a Name,
    /// Of which option.
    pub option: &'a Name,
    /// Drawn when.
    pub date: NaiveDate,
    /// In which meeting or workshop.
    pub source: &'a Key,
    /// Which way it points; nothing when the row does not say.
    pub polarity: Option<Polarity>,
    /// How hard it is.
    pub firmness: Firmness,
    /// The row it stands in.
    pub row: RedLineRow<'a>,
    place: Place,
}

/// Where a row stands in the order of ids, as numbers, which are compared faster than names.
#[derive(Clone, Copy, Debug)]
struct Place {
    stakeholder: u32,
    option: u32,
    /// Which row of its record.
    nth: usize,
}

/// The statements and red lines of the nine kinds at one day.
#[derive(Debug)]
pub struct Statements<'a> {
    /// The day.
    pub as_of: NaiveDate,
    stale_days: i64,
    /// By id, with their place in the order of ids.
    people: HashMap<&'a str, (u32, Stakeholder<'a>)>,
    options: HashMap<&'a str, (u32, PolicyOption<'a>)>,
    settled: HashSet<&'a str>,
    rivals: HashMap<&'a str, Vec<&'a Name>>,
    said: Vec<Statement<'a>>,
    lines: Vec<Line<'a>>,
}

impl<'a> Statements<'a> {
    /// Gathers what was said up to `as_of`.
    #[must_use]
    pub fn gather(dialogue: &'a Dialogue, as_of: NaiveDate) -> Self {
        let people = (0..).zip(dialogue.records("stakeholders").iter().map(|record| Stakeholder(record)));
        let options = (0..).zip(dialogue.records("options").iter().map(|record| PolicyOption(record)));
        let mut statements = Self {
            as_of,
            stale_days: dialogue.stale_days(),
            people: people.filter(|(_, person)| person.is_nine()).map(|(place, person)| (person.id(), (place, person))).collect(),
            options: options.map(|(place, option)| (option.0.id(), (place, option))).collect(),
            settled: dialogue.records("issues").iter().filter(|issue| Issue(issue).is_settled()).map(|issue| issue.id()).collect(),
            rivals: HashMap::new(),
            said: Vec::new(),
            lines: Vec::new(),
        };
        statements.match_rivals();
        for record in dialogue.records("meetings") {
            if let (Some(date), Some(who)) = (counted(record, as_of), Meeting(record).stakeholder()) {
                statements.read(record, date, |_| Some(who));
            }
        }
        for record in dialogue.records("workshops") {
            if let Some(date) = counted(record, as_of) {
                statements.read(record, date, |row| SpeakerRow(row).stakeholder());
            }
        }
        statements.said.sort_by(|a, b| {
            (a.place.stakeholder, a.place.option, a.date)
                .cmp(&(b.place.stakeholder, b.place.option, b.date))
                .then_with(|| (&a.source.id, &a.source.kind, a.place.nth).cmp(&(&b.source.id, &b.source.kind, b.place.nth)))
        });
        statements.lines.sort_by(|a, b| {
            (a.place.option, a.place.stakeholder, a.date)
                .cmp(&(b.place.option, b.place.stakeholder, b.date))
                .then_with(|| (&a.source.id, &a.source.kind, a.place.nth).cmp(&(&b.source.id, &b.source.kind, b.place.nth)))
        });
        statements
    }

    /// Excluding is symmetric, whoever wrote it down; nothing excludes itself.
    fn match_rivals(&mut self) {
        for (_, option) in self.options.values() {
            for (_, other) in option.excludes().filter_map(|other| self.options.get(other)) {
                if option.0.id() != other.0.id() {
                    self.rivals.entry(option.0.id()).or_default().push(&other.0.key.id);
                    self.rivals.entry(other.0.id()).or_default().push(&option.0.key.id);
                }
            }
        }
        for rivals in self.rivals.values_mut() {
            rivals.sort();
            rivals.dedup();
        }
    }

    fn read(&mut self, record: &'a Record, date: NaiveDate, speaker: impl Fn(&'a Row) -> Option<&'a str>) {
        for (nth, row) in record.rows.iter().enumerate() {
            let position = match &*row.name {
                "position" => true,
                "red_line" => false,
                _ => continue,
            };
            let Some((by, person)) = speaker(row).and_then(|id| self.people.get(id)) else { continue };
            let option = if position { PositionRow(row).option() } else { RedLineRow(row).option() };
            let Some((on, option)) = option.and_then(|id| self.options.get(id)) else { continue };
            let (stakeholder, option, source) = (&person.0.key.id, &option.0.key.id, &record.key);
            let place = Place { stakeholder: *by, option: *on, nth };
            if position {
                let row = PositionRow(row);
                self.said.push(Statement { stakeholder, option, date, source, value: row.value(), voice: row.voice(), row, place });
            } else {
                let row = RedLineRow(row);
                let (polarity, firmness) = (row.polarity(), row.firmness());
                self.lines.push(Line { stakeholder, option, date, source, polarity, firmness, row, place });
            }
        }
    }

    /// The statements of each stakeholder on each option, oldest first; pairs in the order of stakeholder and option.
    pub fn pairs(&self) -> impl Iterator<Item = &[Statement<'a>]> {
        self.said.chunk_by(|a, b| (a.place.stakeholder, a.place.option) == (b.place.stakeholder, b.place.option))
    }

    /// What one stakeholder said on one option, oldest first.
    #[must_use]
    pub fn pair(&self, stakeholder: &str, option: &str) -> &[Statement<'a>] {
        let key = (stakeholder, option);
        let start = self.said.partition_point(|said| (&**said.stakeholder, &**said.option) < key);
        let end = self.said.partition_point(|said| (&**said.stakeholder, &**said.option) <= key);
        self.said.get(start..end).unwrap_or_default()
    }

    /// The red lines that stand at the day, in the order of option, stakeholder and time.
    pub fn active_lines(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(|line| line.row.stands_at(self.as_of))
    }

    /// The options that cannot be had together with this one, in the order of ids.
    #[must_use]
    pub fn rivals(&self, option: &str) -> &[&'a Name] {
        self.rivals.get(option).map_or(&[], Vec::as_slice)
    }

    /// The issue of an option.
    #[must_use]
    pub fn issue_of(&self, option: &str) -> Option<&'a str> {
        self.options.get(option).and_then(|(_, option)| option.issue())
    }

    /// Whether the option's issue is agreed or parked.
    #[must_use]
    pub fn is_settled(&self, option: &str) -> bool {
        self.issue_of(option).is_some_and(|issue| self.settled.contains(issue))
    }

    /// A stakeholder of one of the nine kinds.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<Stakeholder<'a>> {
        self.people.get(id).map(|(_, person)| *person)
    }

    /// Whether what was said on that date is stale at the day.
    #[must_use]
    pub fn is_stale(&self, date: NaiveDate) -> bool {
        (self.as_of - date).num_days() > self.stale_days
    }
}

/// The ids of the options in the order of a table: by issue, then by id; those without an issue last.
#[must_use]
pub fn columns(dialogue: &Dialogue) -> Vec<&Arc<Record>> {
    let mut options: Vec<_> = dialogue.records("options").iter().collect();
    options.sort_by_key(|record| {
        let issue = PolicyOption(record).issue();
        (issue.is_none(), issue, &record.key.id)
    });
    options
}
