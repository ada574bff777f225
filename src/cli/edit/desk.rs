//! A dialogue open for writing without a screen: who may write what, what is refused, and what is said of a save.

use super::super::address;
use super::super::answer::{Answer, Failure};
use super::super::json;
use super::super::session::Global;
use crate::domain::catalogue::{Catalogue, Kind};
use crate::domain::change::Change;
use crate::domain::check;
use crate::domain::dialogue::Dialogue;
use crate::domain::entry::Entering;
use crate::domain::problem::{Problem, Weight};
use crate::domain::record::{Key, Locked, Record};
use crate::store::{Outcome, Step, Store};
use chrono::NaiveDate;
use std::sync::Arc;

/// A dialogue open for writing.
pub(super) struct Desk {
    pub(super) store: Store,
    pub(super) dialogue: Dialogue,
    pub(super) today: NaiveDate,
    pub(super) json: bool,
}

impl Desk {
    /// Opens it for the host, who alone may write.
    pub(super) fn open(global: &Global) -> Result<Self, Failure> {
        global.must_be_host()?;
        let today = global.today_in(&global.folder()?)?;
        let (store, loaded) = global.read()?;
        Ok(Self { store, dialogue: loaded.dialogue, today, json: global.json })
    }

    /// What typed values are read by.
    pub(super) fn entering(&self) -> Entering<'_> {
        Entering { today: self.today, dialogue: &self.dialogue }
    }

    /// Its kinds.
    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.dialogue.catalogue
    }

    /// The kind of a record that may be written by hand.
    pub(super) fn kind_of(&self, record: &Record) -> Result<&Arc<Kind>, Failure> {
        let kind = address::kind(&self.dialogue, record.kind())?;
        writable(kind)?;
        match record.locked {
            None => Ok(kind),
            Some(Locked::Link) => Err(Failure::Data(format!("{} is a symbolic link and is not written.", record.key.file()))),
            Some(Locked::Unreadable) => {
                let flaw = record.flaws.first().map(|flaw| format!(" {flaw}")).unwrap_or_default();
                Err(Failure::Data(format!("{} is not written until it can be read.{flaw}", record.key.file())))
            }
        }
    }

    /// Saves changes to one record, unless they bring a new fault with them or change nothing.
    pub(super) fn save(&self, base: &Arc<Record>, changes: Vec<Change>) -> Result<Saved, Failure> {
        if changes.is_empty() {
            return Ok(Saved::Nothing);
        }
        let mut work = Record::clone(base);
        work.apply(&changes);
        self.without_new_fault(Some(base), &work)?;
        let outcome = self.one(Step::Edit { key: base.key.clone(), base: base.clone(), changes })?;
        match outcome {
            Outcome::Saved(record) => Ok(Saved::Record(record)),
            Outcome::Unchanged(_) | Outcome::Removed(_) => Ok(Saved::Nothing),
            Outcome::Conflict { conflicts, .. } => {
                let fields: Vec<&str> = conflicts.iter().map(|conflict| conflict.path.as_str()).collect();
                Err(Failure::Conflict(format!(
                    "{}: somebody else changed {} at the same moment; their words stand. Look at them, then set again.",
                    base.key,
                    fields.join(", ")
                )))
            }
        }
    }

    /// Carries out one step of writing.
    pub(super) fn one(&self, step: Step) -> Result<Outcome, Failure> {
        match self.store.save(&[step], self.catalogue()).pop() {
            Some(outcome) => Ok(outcome?),
            None => Err(Failure::Data("Nothing was saved.".to_owned())),
        }
    }

    /// Refuses a record with a fault that it did not have before.
    pub(super) fn without_new_fault(&self, base: Option<&Record>, work: &Record) -> Result<(), Failure> {
        let faults = |record: &Record| -> Vec<Problem> {
            let all = check::record(&self.dialogue, record);
            all.into_iter().filter(|problem| problem.weight == Weight::Fault).collect()
        };
        let before = base.map(&faults).unwrap_or_default();
        let known = |fault: &Problem| before.iter().any(|old| old.field == fault.field && old.what == fault.what);
        let Some(fault) = faults(work).into_iter().find(|fault| !known(fault)) else { return Ok(()) };
        let field = fault.field.as_deref().unwrap_or_default();
        let said = format!("{field}: {} {}", fault.what, fault.hint);
        let disclosure = field.ends_with(".disclosure") && work.flaws.is_empty();
        Err(if disclosure { Failure::Refused(said) } else { Failure::Data(said) })
    }

    /// Says what was saved; with `--json` the record as it now stands.
    pub(super) fn answer(&self, saved: Saved, key: &Key) -> Answer {
        let (record, talk) = match saved {
            Saved::Record(record) => (Some(record), format!("{key}: saved.")),
            Saved::Nothing => (None, format!("{key}: it is so already; nothing was written.")),
        };
        let now = record.as_ref().or_else(|| self.dialogue.find(key).map(AsRef::as_ref));
        let text = now.filter(|_| self.json).map(|record| json::pretty(&json::record(record, &self.dialogue))).unwrap_or_default();
        Answer::text(text).and_say(Some(talk))
    }
}

/// What a save came to.
pub(super) enum Saved {
    /// The record as it now stands.
    Record(Record),
    /// It was so already.
    Nothing,
}

/// Refuses a kind that only the program writes.
pub(super) fn writable(kind: &Kind) -> Result<(), Failure> {
    if kind.read_only {
        return Err(Failure::Data(format!("{}: the program alone writes these records.", kind.title)));
    }
    Ok(())
}
