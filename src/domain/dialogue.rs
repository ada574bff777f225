//! All records of one dialogue, in memory.
//!
//! The records of a kind stand in the order of their ids (byte order); every change raises the revision, by which
//! what is dear to compute knows when to compute again.

use super::catalogue::{Catalogue, Kind, Targets};
use super::disclosure::Disclosure;
use super::problem::Problem;
use super::record::{Fields, Key, Name, Record};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A dialogue: its process record and all its other records.
#[derive(Debug, Clone)]
pub struct Dialogue {
    /// What the program knows about kinds, tools and phases, with this dialogue's own additions.
    pub catalogue: Arc<Catalogue>,
    process: Arc<Record>,
    /// Shared until one is changed: a second dialogue of the same records costs next to nothing.
    shelves: BTreeMap<Name, Arc<Vec<Arc<Record>>>>,
    /// Problems and hints that belong to no record: of the configuration and of the folder.
    pub problems: Vec<Problem>,
    revision: u64,
}

impl Dialogue {
    /// An empty dialogue.
    #[must_use]
    pub fn new(catalogue: Arc<Catalogue>) -> Self {
        Self { catalogue, process: Arc::new(Record::new(Key::dialogue())), shelves: BTreeMap::new(), problems: Vec::new(), revision: 0 }
    }

    /// Puts all records in at once; of two with one key the later stays.
    #[must_use]
    pub fn with(catalogue: Arc<Catalogue>, records: impl IntoIterator<Item = impl Into<Arc<Record>>>, problems: Vec<Problem>) -> Self {
        let mut dialogue = Self::new(catalogue);
        dialogue.problems = problems;
        let mut shelves: BTreeMap<Name, Vec<Arc<Record>>> = BTreeMap::new();
        for record in records {
            let record = record.into();
            if record.key.is_dialogue() {
                dialogue.process = record;
                continue;
            }
            match shelves.get_mut(&record.key.kind) {
                Some(shelf) => shelf.push(record),
                None => drop(shelves.insert(record.key.kind.clone(), vec![record])),
            }
        }
        for shelf in shelves.values_mut() {
            shelf.sort_by(|a, b| a.key.id.cmp(&b.key.id));
            shelf.dedup_by(|later, first| {
                let same = later.key == first.key;
                if same {
                    std::mem::swap(later, first);
                }
                same
            });
        }
        dialogue.shelves = shelves.into_iter().map(|(kind, shelf)| (kind, Arc::new(shelf))).collect();
        dialogue
    }

    /// The record of `dialogue.toml`.
    #[must_use]
    pub fn process(&self) -> &Record {
        &self.process
    }

    /// A number that rises with every change.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The records of a kind in the order of their ids.
    #[must_use]
    pub fn records(&self, kind: &str) -> &[Arc<Record>] {
        self.shelves.get(kind).map_or(&[], |shelf| shelf.as_slice())
    }

    /// Every record, kind by kind, without the process itself.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.shelves.values().flat_map(|shelf| shelf.iter())
    }

    /// Every record of every kind of event.
    pub fn events(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.catalogue.events().flat_map(|kind| self.records(kind))
    }

    /// The record of that kind and id.
    #[must_use]
    pub fn get(&self, kind: &str, id: &str) -> Option<&Arc<Record>> {
        let shelf = self.shelves.get(kind)?;
        shelf.binary_search_by(|record| (*record.key.id).cmp(id)).ok().and_then(|index| shelf.get(index))
    }

    /// The record of that key, the process among them.
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<&Arc<Record>> {
        if key.is_dialogue() { Some(&self.process) } else { self.get(&key.kind, &key.id) }
    }

    /// The kind of a record.
    #[must_use]
    pub fn kind_of(&self, key: &Key) -> Option<&Arc<Kind>> {
        self.catalogue.kind(&key.kind)
    }

    /// Puts a record in, in place of one with the same key.
    pub fn put(&mut self, record: Record) {
        self.revision += 1;
        if record.key.is_dialogue() {
            self.process = Arc::new(record);
            return;
        }
        let shelf = Arc::make_mut(self.shelves.entry(record.key.kind.clone()).or_default());
        match shelf.binary_search_by(|other| other.key.id.cmp(&record.key.id)) {
            Ok(index) => {
                if let Some(place) = shelf.get_mut(index) {
                    *place = Arc::new(record);
                }
            }
            Err(index) => shelf.insert(index, Arc::new(record)),
        }
    }

    /// Takes a record away.
    pub fn remove(&mut self, key: &Key) -> Option<Arc<Record>> {
        self.revision += 1;
        let shelf = Arc::make_mut(self.shelves.get_mut(&key.kind)?);
        let index = shelf.binary_search_by(|other| other.key.id.cmp(&key.id)).ok()?;
        Some(shelf.remove(index))
    }

    /// The record that a link's text leads to: `folder/id`, or an id in one of the target kinds.
    #[must_use]
    pub fn resolve(&self, targets: &Targets, link: &str) -> Option<&Arc<Record>> {
        if let Some((kind, id)) = link.split_once('/') {
            let allowed = self.catalogue.targets(targets).any(|target| &*target.name == kind);
            return if allowed { self.get(kind, id) } else { None };
        }
        self.catalogue.targets(targets).find_map(|kind| self.get(&kind.name, link))
    }

    /// The short name of a stakeholder, or the id as it stands when there is none.
    #[must_use]
    pub fn short<'a>(&'a self, stakeholder: &'a str) -> &'a str {
        self.get("stakeholders", stakeholder)
            .and_then(|record| record.text("short_name").or_else(|| record.text("name")))
            .unwrap_or(stakeholder)
    }

    /// The disclosure a record has when it names none itself.
    #[must_use]
    pub fn default_disclosure(&self) -> Disclosure {
        self.process.text("default_disclosure").and_then(Disclosure::parse).unwrap_or(Disclosure::Host)
    }

    /// After how many days a statement is stale.
    #[must_use]
    pub fn stale_days(&self) -> i64 {
        self.process.int("stale_days").unwrap_or(90)
    }

    /// The phase a day lies in, by the process's dates: the last one begun that has not ended before the day.
    #[must_use]
    pub fn phase_on(&self, day: NaiveDate) -> Option<&str> {
        self.phase_since(day).map(|(name, _)| name)
    }

    /// The phase a day lies in, and the day it began.
    #[must_use]
    pub fn phase_since(&self, day: NaiveDate) -> Option<(&str, NaiveDate)> {
        let begun = self.process.rows("phase").filter(|row| row.date("end").is_none_or(|end| day <= end));
        let begun = begun.filter_map(|row| Some((row.text("name")?, row.date("start").filter(|start| *start <= day)?)));
        begun.max_by_key(|(_, start)| *start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialogue(ids: &[&str]) -> Dialogue {
        Dialogue::with(Catalogue::builtin(), ids.iter().map(|id| Record::new(Key::new("meetings", id))), Vec::new())
    }

    #[test]
    fn records_stand_in_the_order_of_their_ids_however_they_came() {
        let ids: Vec<_> = dialogue(&["b", "c", "a"]).records("meetings").iter().map(|record| record.id().to_owned()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
    }

    #[test]
    fn a_change_raises_the_revision_and_a_removed_record_is_gone() {
        let mut dialogue = dialogue(&["a", "b"]);
        let before = dialogue.revision();
        assert!(dialogue.remove(&Key::new("meetings", "a")).is_some());
        assert!(dialogue.revision() > before);
        assert!(dialogue.get("meetings", "a").is_none());
        assert!(dialogue.get("meetings", "b").is_some());
    }
}
