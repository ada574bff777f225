//! What a save is asked for, and what came of it.

use super::super::bin::{self, Act};
use crate::domain::change::Change;
use crate::domain::merge::Conflict;
use crate::domain::record::{Key, Record};
use rustix::io::Errno;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

/// One step of a save; several steps saved together are undone together.
#[derive(Clone, Debug)]
pub enum Step {
    /// Changes a record.
    Edit {
        /// Which record.
        key: Key,
        /// The record as it was when the changes were made.
        base: Arc<Record>,
        /// The changes.
        changes: Vec<Change>,
    },
    /// Writes a new record. When the id is taken, `-2`, `-3`, … is added to it.
    New(Record),
    /// Moves a record to the bin.
    Remove {
        /// Which record.
        key: Key,
        /// The record as it was when that was decided; changed since then, it stays.
        base: Arc<Record>,
    },
    /// Gives a record another id, byte for byte the same. Links to it are edits of their own.
    Rename {
        /// Which record.
        key: Key,
        /// Its new id.
        id: String,
    },
}

/// What came of a step. All that is said here is on the disk.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The record as it is now, with what others changed meanwhile.
    Saved(Record),
    /// Everything was so already; no byte was written.
    Unchanged(Record),
    /// What others had not touched is saved; these fields they had changed too, and their words stand.
    Conflict {
        /// The record as it is now.
        record: Record,
        /// The fields that both changed.
        conflicts: Vec<Conflict>,
    },
    /// The record is in the bin.
    Removed(Key),
}

impl Outcome {
    /// The record as it is now; none when it was removed.
    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        match self {
            Self::Saved(record) | Self::Unchanged(record) | Self::Conflict { record, .. } => Some(record),
            Self::Removed(_) => None,
        }
    }
}

/// A saved version: what it displaced, and what is in its place.
pub(in crate::store) struct Written {
    /// The record as it is now.
    pub(in crate::store) record: Record,
    /// The fields where somebody else's words stand.
    pub(in crate::store) conflicts: Vec<Conflict>,
    /// The displaced version's file in the bin.
    pub(super) before: Option<String>,
    /// The file's bytes now.
    pub(super) bytes: Vec<u8>,
    /// Whether anything of ours was written.
    pub(super) changed: bool,
    /// Why the disk did not confirm it.
    pub(super) unconfirmed: Option<Errno>,
}

/// What a save is logged as.
pub(in crate::store) struct Group {
    name: String,
    act: Act,
}

impl Group {
    /// A group of its own.
    pub(in crate::store) fn new(act: Act) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        Self { name: format!("{}-{}-{}", now(), process::id(), COUNT.fetch_add(1, Ordering::Relaxed)), act }
    }
}

impl Group {
    /// A line for the log.
    pub(super) fn step(&self, key: &Key, before: Option<String>, after: Option<String>) -> bin::Step {
        bin::Step {
            at: now(),
            by: rustix::process::getuid().as_raw(),
            group: self.name.clone(),
            act: self.act,
            kind: key.kind.to_string(),
            id: key.id.to_string(),
            before,
            after,
        }
    }
}

fn now() -> i64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
