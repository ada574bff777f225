//! One record being changed: the record as opened, the working copy, and the changes between them.

use super::super::msg::{DraftOp, Effect, Save};
use crate::domain::catalogue::{Initial, Kind};
use crate::domain::change::{self, Change, Origin};
use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Fields, Key, Name, Record, Row};
use crate::domain::value::Value;
use crate::domain::{ids, merge};
use chrono::NaiveDate;
use std::sync::Arc;

/// The number of a draft while the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(pub u32);

/// A record being changed.
#[derive(Debug)]
pub struct Session {
    /// The draft that keeps what is typed.
    pub draft: DraftId,
    /// The record's kind.
    pub kind: Arc<Kind>,
    /// The record as it was opened; empty for a new one.
    pub base: Record,
    /// The working copy.
    pub work: Record,
    /// Where each row of the working copy comes from.
    pub origins: Vec<Origin>,
    /// Whether the record has no file yet.
    pub new: bool,
    begun: bool,
    /// The working copy as it was when a save was asked for.
    sent: Option<Record>,
}

impl Session {
    /// Opens a record.
    #[must_use]
    pub fn open(draft: DraftId, kind: Arc<Kind>, record: &Record) -> Self {
        let origins = origins_of(record);
        Self { draft, kind, base: record.clone(), work: record.clone(), origins, new: false, begun: false, sent: None }
    }

    /// Begins a new record with what its kind gives a new one.
    #[must_use]
    pub fn begin(draft: DraftId, kind: Arc<Kind>, dialogue: &Dialogue, today: NaiveDate) -> Self {
        let base = Record::new(Key::new(&kind.name, ""));
        let mut work = base.clone();
        for field in &kind.fields {
            let value = match &field.initial {
                Some(Initial::Today) => Some(Value::Date(today)),
                Some(Initial::Phase) => dialogue.phase_on(today).map(Value::from),
                Some(Initial::Value(value)) => Some(value.clone()),
                None => None,
            };
            if value.is_some() {
                work.set(&field.name, value);
            }
        }
        Self { draft, kind, base, work, origins: Vec::new(), new: true, begun: false, sent: None }
    }

    /// The changes so far.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        change::between(&self.base, &self.work, &self.origins)
    }

    /// Whether anything differs from the record as opened.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.changes().is_empty()
    }

    /// Sets a top-level field; `None` takes it away.
    pub fn set(&mut self, field: &str, value: Option<Value>) -> Vec<Effect> {
        if self.work.get(field) == value.as_ref() {
            return Vec::new();
        }
        self.work.set(field, value);
        self.keep()
    }

    /// Sets a field of a row.
    pub fn set_in_row(&mut self, row: &str, index: usize, field: &str, value: Option<Value>) -> Vec<Effect> {
        match self.work.row_mut(row, index) {
            Some(row) if row.get(field) != value.as_ref() => {
                row.set(field, value);
                self.keep()
            }
            _ => Vec::new(),
        }
    }

    /// Adds an empty or filled row; gives its index among those of its name.
    pub fn add_row(&mut self, row: Row) -> (usize, Vec<Effect>) {
        let name = row.name.clone();
        let index = self.work.add_row(row);
        let place = self.place_of(&name, index).unwrap_or(self.origins.len());
        self.origins.insert(place.min(self.origins.len()), None);
        (index, self.keep())
    }

    /// Takes a row away.
    pub fn remove_row(&mut self, name: &str, index: usize) -> Vec<Effect> {
        let Some(place) = self.place_of(name, index) else { return Vec::new() };
        self.work.remove_row(name, index);
        if place < self.origins.len() {
            self.origins.remove(place);
        }
        self.keep()
    }

    /// A long text changed at one place: the draft gets the splice, the working copy the whole text.
    pub fn splice(&mut self, field: &Name, text: String, edits: impl IntoIterator<Item = (usize, usize, String)>) -> Vec<Effect> {
        let mut effects = self.begin_draft();
        let value = if text.is_empty() { None } else { Some(Value::Text(text)) };
        self.work.set(field, value);
        effects.extend(
            edits.into_iter().map(|(at, cut, put)| Effect::Draft(self.draft, DraftOp::Splice { field: field.clone(), at, cut, put })),
        );
        effects
    }

    fn place_of(&self, name: &str, index: usize) -> Option<usize> {
        self.work.rows.iter().enumerate().filter(|(_, row)| &*row.name == name).nth(index).map(|(place, _)| place)
    }

    fn begin_draft(&mut self) -> Vec<Effect> {
        if self.begun {
            return Vec::new();
        }
        self.begun = true;
        let key = (!self.new).then(|| self.base.key.clone());
        let mut effects =
            vec![Effect::Draft(self.draft, DraftOp::Begin { key, kind: self.kind.name.clone(), base: Arc::new(self.base.clone()) })];
        let changes = self.changes();
        if !changes.is_empty() {
            effects.push(Effect::Draft(self.draft, DraftOp::Changes(changes)));
        }
        effects
    }

    /// What puts the present state into the draft.
    pub fn keep(&mut self) -> Vec<Effect> {
        let mut effects = self.begin_draft();
        effects.push(Effect::Draft(self.draft, DraftOp::Changes(self.changes())));
        effects
    }

    /// Goes on with a draft that was read again: the changes are carried out on the working copy.
    pub fn resume(&mut self, changes: &[Change]) {
        self.work.apply(changes);
        self.origins = origins_in(&self.base, &self.work);
        self.begun = true;
    }

    /// The required fields that are still absent.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let lacks = |field: &&crate::domain::catalogue::FieldDef| field.required && self.work.get(&field.name).is_none_or(Value::is_blank);
        self.kind.fields.iter().filter(lacks).map(|field| field.label.clone()).collect()
    }

    /// What writes the record; nothing when nothing changed or something required is missing.
    #[must_use]
    pub fn save(&mut self, dialogue: &Dialogue, today: NaiveDate) -> Option<Save> {
        let changes = self.changes();
        if changes.is_empty() || !self.missing().is_empty() {
            return None;
        }
        let key =
            if self.new { Key::new(&self.kind.name, &ids::new_id(&self.kind, &self.work, dialogue, today)) } else { self.base.key.clone() };
        self.sent = Some(self.work.clone());
        Some(Save { draft: Some(self.draft), key, base: Arc::new(self.base.clone()), new: self.new, changes })
    }

    /// Goes on from the record as it was written. What was typed since the save was asked for stays, and stays in the draft.
    pub fn saved(&mut self, record: &Record) -> Vec<Effect> {
        let later = self.sent.take().map(|sent| merge::difference(&sent, &self.work)).unwrap_or_default();
        self.base = record.clone();
        self.work = record.clone();
        self.new = false;
        self.resume(&later);
        if later.is_empty() {
            self.begun = false;
            return vec![Effect::Draft(self.draft, DraftOp::Drop)];
        }
        // The draft begins anew against the record as it now stands.
        self.begun = false;
        std::iter::once(Effect::Draft(self.draft, DraftOp::Drop)).chain(self.keep()).collect()
    }
}

/// Each row of a record as its own origin.
fn origins_of(record: &Record) -> Vec<Origin> {
    let mut counted: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    record
        .rows
        .iter()
        .map(|row| {
            let next = counted.entry(&row.name).or_default();
            *next += 1;
            Some(*next - 1)
        })
        .collect()
}

/// For each row of `work` the row of `base` that says the same, each of them once; none for what is new.
fn origins_in(base: &Record, work: &Record) -> Vec<Origin> {
    let mut taken: Vec<(&str, usize)> = Vec::new();
    work.rows
        .iter()
        .map(|row| {
            let same = base.rows(&row.name).enumerate().filter(|(_, other)| other.same_as(row)).map(|(n, _)| n);
            let found = same.into_iter().find(|n| !taken.contains(&(&*row.name, *n)))?;
            taken.push((&row.name, found));
            Some(found)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalogue::Catalogue;

    fn session() -> Session {
        let kind = Catalogue::builtin().kind("meetings").unwrap().clone();
        let mut record = Record::new(Key::new("meetings", "m"));
        record.set("stakeholder", Some("udk".into()));
        record.set("date", NaiveDate::from_ymd_opt(2026, 3, 16).map(Value::Date));
        record.add_row(Row::new("promise", [("text".to_owned(), "one".into())]));
        record.add_row(Row::new("promise", [("text".to_owned(), "one".into())]));
        Session::open(DraftId(1), kind, &record)
    }

    #[test]
    fn what_was_typed_while_a_save_was_under_way_stays_and_stays_in_the_draft() {
        let mut session = session();
        session.set("notes", Some("first".into()));
        let day = NaiveDate::from_ymd_opt(2026, 3, 16).unwrap();
        let save = session.save(&Dialogue::new(Catalogue::builtin()), day).unwrap();
        session.set("notes", Some("first and second".into()));
        let mut written = (*save.base).clone();
        written.apply(&save.changes);
        let effects = session.saved(&written);
        assert_eq!(session.work.text("notes"), Some("first and second"));
        assert_eq!(session.changes().len(), 1);
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Draft(_, DraftOp::Changes(changes)) if changes.len() == 1)));
    }

    #[test]
    fn a_draft_gone_on_with_knows_rows_that_say_the_same_apart() {
        let mut session = session();
        session.resume(&[]);
        assert_eq!(session.changes(), []);
    }
}
