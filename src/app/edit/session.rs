//! One record being changed: the record as opened, the working copy, and the changes between them.

mod keeping;

pub(super) use keeping::Keeping;

use super::super::msg::{DraftOp, Effect, Save};
use super::spot::Spot;
use crate::domain::catalogue::Kind;
use crate::domain::change::{self, Change, Origin};
use crate::domain::dialogue::Dialogue;
use crate::domain::entry::{self, Entering};
use crate::domain::merge;
use crate::domain::record::{Fields, Key, Name, Record, Row};
use crate::domain::value::Value;
use chrono::NaiveDate;
use std::sync::Arc;

/// The number of a draft while the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(pub u32);

/// A row that was taken away, and where it stood.
#[derive(Debug)]
pub struct Removed {
    /// The row.
    pub row: Row,
    /// Its index among the rows of its name.
    pub index: usize,
    place: usize,
    origin: Origin,
}

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
    /// Whether the draft has been begun: something was changed.
    begun: bool,
    /// The working copy as it was when a save was asked for.
    sent: Option<Record>,
    /// The working copy before anything was typed: with what was filled in for who opened it.
    blank: Record,
    /// A new record that this one links to: it is written with the first change, since without one nothing was begun.
    pub(super) before: Option<Box<Save>>,
}

impl Session {
    /// Opens a record.
    #[must_use]
    pub fn open(draft: DraftId, kind: Arc<Kind>, record: &Record) -> Self {
        let (origins, blank) = (origins_of(record), record.clone());
        let (base, work) = (record.clone(), record.clone());
        Self { draft, kind, base, work, origins, new: false, begun: false, sent: None, blank, before: None }
    }

    /// Begins a new record with what its kind gives a new one.
    #[must_use]
    pub fn begin(draft: DraftId, kind: Arc<Kind>, dialogue: &Dialogue, today: NaiveDate) -> Self {
        let base = Record::new(Key::new(&kind.name, ""));
        let mut work = base.clone();
        let at = Entering { today, dialogue };
        for field in &kind.fields {
            if let Some(value) = entry::initial(field, &at) {
                work.set(&field.name, Some(value));
            }
        }
        let blank = work.clone();
        Self { draft, kind, base, work, origins: Vec::new(), new: true, begun: false, sent: None, blank, before: None }
    }

    /// What stands here now is filled in for who opens the record: that alone is nothing to be written.
    pub(super) fn counts_as_blank(&mut self) {
        self.blank = self.work.clone();
    }

    /// Whether nothing stands here that was not there before anything was typed.
    #[must_use]
    pub(super) fn is_blank(&self) -> bool {
        self.work == self.blank || self.changes().is_empty()
    }

    /// Whether a save was asked for that was not answered yet.
    #[must_use]
    pub(super) fn is_sent(&self) -> bool {
        self.sent.is_some()
    }

    /// The changes so far.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        change::between(&self.base, &self.work, &self.origins)
    }

    /// Whether anything was changed since it was opened or last written.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.begun
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
        let place = place_of(&self.work, &name, index).unwrap_or(self.origins.len());
        self.origins.insert(place.min(self.origins.len()), None);
        (index, self.keep())
    }

    /// Takes a row away; gives what brings it back.
    pub fn remove_row(&mut self, name: &str, index: usize) -> Option<(Removed, Vec<Effect>)> {
        let place = place_of(&self.work, name, index)?;
        let row = self.work.remove_row(name, index)?;
        let origin = if place < self.origins.len() { self.origins.remove(place) } else { None };
        Some((Removed { row, index, place, origin }, self.keep()))
    }

    /// Brings a row back to where it stood.
    pub fn bring_back(&mut self, removed: Removed) -> Vec<Effect> {
        let place = removed.place.min(self.work.rows.len());
        self.work.rows.insert(place, removed.row);
        self.origins.insert(place.min(self.origins.len()), removed.origin);
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

    fn begin_draft(&mut self) -> Vec<Effect> {
        if self.begun {
            return Vec::new();
        }
        self.begun = true;
        let key = (!self.new).then(|| self.base.key.clone());
        let mut effects: Vec<Effect> = self.before.take().map(Effect::Save).into_iter().collect();
        let begin = DraftOp::Begin { key, kind: self.kind.name.clone(), base: Arc::new(self.base.clone()) };
        effects.push(Effect::Draft(self.draft, begin));
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

    /// Goes on with a draft that was read again; gives the changes that somebody else's stand against.
    pub fn resume(&mut self, changes: &[Change]) -> Vec<merge::Conflict> {
        let record = self.base.clone();
        let conflicts = merge::merge(&record, &record, changes).conflicts;
        self.rebase(record, changes);
        self.begun = true;
        conflicts
    }

    /// Stands on the record as it now is, with changes told in terms of it carried out.
    pub fn rebase(&mut self, record: Record, changes: &[Change]) {
        let mut work = record.clone();
        let mut origins = origins_of(&record);
        for change in changes {
            match change {
                Change::Field { name, to, .. } => work.set(name, to.clone()),
                Change::AddRow(row) => {
                    let index = work.add_row(row.clone());
                    let place = place_of(&work, &row.name, index).unwrap_or(origins.len());
                    origins.insert(place.min(origins.len()), None);
                }
                // The row is met by what it said at first: an earlier change may have altered it since.
                Change::RowField { row, index, name, to, .. } => {
                    let place = record.find_row(row, *index).and_then(|first| stemming(&work, &origins, &row.name, first));
                    if let Some(target) = place.and_then(|place| work.rows.get_mut(place)) {
                        target.set(name, to.clone());
                    }
                }
                Change::RemoveRow { row, index } => {
                    let place = record.find_row(row, *index).and_then(|first| stemming(&work, &origins, &row.name, first));
                    if let Some(place) = place {
                        work.rows.remove(place);
                        origins.remove(place);
                    }
                }
            }
        }
        self.blank = record.clone();
        (self.base, self.work, self.origins) = (record, work, origins);
    }

    /// Where the row now stands among those of its name that stood at `first` when the record was opened.
    #[must_use]
    pub fn row_from(&self, name: &str, first: usize) -> Option<usize> {
        let place = stemming(&self.work, &self.origins, name, first)?;
        Some(self.work.rows.iter().take(place).filter(|row| &*row.name == name).count())
    }

    /// The last row of that name that was added here.
    #[must_use]
    pub fn last_added(&self, name: &str) -> Option<usize> {
        let rows = self.work.rows.iter().zip(&self.origins).filter(|(row, _)| &*row.name == name);
        rows.enumerate().filter(|(_, (_, origin))| origin.is_none()).map(|(index, _)| index).last()
    }

    /// Nothing was typed by hand yet: the draft begins with the next change.
    pub fn forget_draft(&mut self) {
        self.begun = false;
    }

    /// Throws the changes away.
    pub fn discard(&mut self) -> Vec<Effect> {
        let base = self.base.clone();
        self.rebase(base, &[]);
        if std::mem::take(&mut self.begun) { vec![Effect::Draft(self.draft, DraftOp::Discard)] } else { Vec::new() }
    }

    /// Goes on from the record as it was written. What was typed since the save was asked for stays, and stays in the draft.
    pub fn saved(&mut self, record: &Record) -> Vec<Effect> {
        let later = self.sent.take().map(|sent| merge::difference(&sent, &self.work)).unwrap_or_default();
        self.new = false;
        self.begun = false;
        self.rebase(record.clone(), &later);
        let mut effects = vec![Effect::Draft(self.draft, DraftOp::Drop)];
        if !later.is_empty() {
            // The draft begins anew against the record as it now stands.
            effects.extend(self.keep());
        }
        effects
    }

    /// The record could not be written: what was sent is still only here.
    pub fn failed(&mut self) {
        self.sent = None;
    }
}

/// Where the row at `index` among those of its name stands in the file.
fn place_of(record: &Record, name: &str, index: usize) -> Option<usize> {
    record.rows.iter().enumerate().filter(|(_, row)| &*row.name == name).nth(index).map(|(place, _)| place)
}

/// Where the row stands now that came from the row at `first` among those of its name.
fn stemming(work: &Record, origins: &[Origin], name: &str, first: usize) -> Option<usize> {
    work.rows.iter().zip(origins).position(|(row, origin)| &*row.name == name && *origin == Some(first))
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
        let dialogue = crate::domain::testing::dialogue([("stakeholders/udk", "name = \"U\"\nkind = \"cso\"")]);
        let Keeping::Save(save) = session.keeping(&dialogue, day) else { panic!("it can be saved") };
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
