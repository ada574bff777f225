//! Drafts: what is typed is on its way to the disk before it is drawn, and comes back after any ending.
//!
//! Each draft is a file of its own in the user's state folder, never in the dialogue's. It knows changes and texts, not
//! forms. A draft of a program that still runs is nobody else's until somebody takes it over.

mod journal;
mod line;
mod owner;
mod sync;

use super::config::{Paths, private_folder};
use super::error::StoreError;
use super::folder;
use super::write::{Rights, Slot};
use crate::domain::change::Change;
use crate::domain::record::{Key, Name, Record};
use crate::domain::value::Value;
use chrono::{DateTime, Local, NaiveDate};
use journal::{Journal, Trouble};
use line::Head;
use owner::Owner;
use rustix::fs::AtFlags;
use std::collections::{BTreeSet, HashMap};
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use sync::Sync;

const END: &str = ".draft";

/// The largest draft that is read, in bytes. Every change stands in it, so that a long day's draft is many times its record.
const LARGEST: u64 = 1 << 30;

/// The drafts of one dialogue.
#[derive(Debug)]
pub struct Drafts {
    folder: Option<OwnedFd>,
    path: PathBuf,
    dialogue: String,
    owner: Owner,
    open: HashMap<u32, Journal>,
    sync: Sync,
}

/// A draft that waits to be gone on with.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Its file's name, by which it is read or thrown away.
    pub name: String,
    /// The record it is of; none for a new one.
    pub key: Option<Key>,
    /// Its kind.
    pub kind: Name,
    /// Of a new meeting: with whom.
    pub stakeholder: Option<Name>,
    /// Of a new meeting: the day.
    pub date: Option<NaiveDate>,
    /// When it was last written to.
    pub when: DateTime<Local>,
    /// How many words its changed texts hold.
    pub words: usize,
    /// Its first words, at most 60 characters, without control characters.
    pub snippet: String,
    /// The number under which it is open in this program.
    pub open: Option<u32>,
    /// Who else has it open: a sentence for the screen.
    pub held_by: Option<String>,
    /// Whether it stands in this program's memory alone, since the disk does not take it.
    pub only_in_memory: bool,
}

/// A draft as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// The record it is of; none for a new one.
    pub key: Option<Key>,
    /// Its kind.
    pub kind: Name,
    /// All that had been changed, each with what it was before.
    pub changes: Vec<Change>,
}

impl Drafts {
    /// Opens the drafts of a dialogue. Without a folder that can be written, drafts are kept in memory, and each change
    /// says so.
    #[must_use]
    pub fn open(paths: &Paths, dialogue: &Path) -> Self {
        let path = paths.drafts();
        let folder = private_folder(&paths.state).and_then(|state| Rights::private().folder(state.as_fd(), "drafts")).ok();
        let dialogue = dialogue.canonicalize().unwrap_or_else(|_| dialogue.to_owned()).to_string_lossy().into_owned();
        Self { folder, path, dialogue, owner: Owner::this(), open: HashMap::new(), sync: Sync::default() }
    }

    /// Begins a draft under a number of the caller's choice: of the record `base`, or of a new one of `kind`.
    pub fn begin(&mut self, id: u32, key: Option<&Key>, kind: &str, base: Option<Arc<Record>>) {
        let head = Head {
            dialogue: self.dialogue.clone(),
            kind: kind.to_owned(),
            id: key.map(|key| key.id.to_string()),
            pid: self.owner.pid,
            began: self.owner.began,
            host: self.owner.host.clone(),
            boot: self.owner.boot.clone(),
        };
        let name = self.free_name(&format!("{kind}-{}", head.id.as_deref().unwrap_or("new")));
        if let Some(before) = self.open.insert(id, Journal::begin(name, &head, base)) {
            before.end(self.folder.as_ref());
        }
    }

    /// All changes so far, whole. What the disk refuses is kept in memory and tried again with the next change.
    pub fn changes(&mut self, id: u32, changes: &[Change]) -> Result<(), StoreError> {
        self.mend();
        let Some(journal) = self.open.get_mut(&id) else { return Ok(()) };
        journal.changes(self.folder.as_ref(), &self.sync, changes).map_err(|trouble| said(&self.path, trouble))
    }

    /// A long text changed: at byte `at`, `cut` bytes go and `put` comes.
    pub fn splice(&mut self, id: u32, field: &str, at: usize, cut: usize, put: &str) -> Result<(), StoreError> {
        self.mend();
        let Some(journal) = self.open.get_mut(&id) else { return Ok(()) };
        journal.splice(self.folder.as_ref(), &self.sync, field, (at, cut), put).map_err(|trouble| said(&self.path, trouble))
    }

    /// The draft is saved in its record, or came to nothing: it goes.
    pub fn end(&mut self, id: u32) {
        if let Some(journal) = self.open.remove(&id) {
            journal.end(self.folder.as_ref());
        }
    }

    /// Throws away what is being typed: the draft moves to `discarded`, where it can still be found.
    pub fn discard(&mut self, id: u32) -> Result<(), StoreError> {
        match self.open.remove(&id) {
            Some(journal) => self.discard_waiting(&journal.name),
            None => Ok(()),
        }
    }

    /// Drafts of this dialogue, the latest first; those open here are among them. What the disk refused before is tried again first.
    #[must_use]
    pub fn waiting(&mut self) -> Vec<Waiting> {
        self.mend();
        let on_disk = self.folder.as_ref().and_then(|folder| folder::names(folder.as_fd()).ok()).unwrap_or_default();
        // What the disk refused stands in memory alone.
        let names: BTreeSet<String> = self.open.values().map(|journal| journal.name.clone()).chain(on_disk).collect();
        let mut found: Vec<Waiting> = names.into_iter().filter(|name| name.ends_with(END)).filter_map(|name| self.one(name)).collect();
        found.sort_by_key(|waiting| std::cmp::Reverse(waiting.when));
        found
    }

    fn one(&self, name: String) -> Option<Waiting> {
        let (head, changes) = self.read(&name).filter(|(_, changes)| !changes.is_empty())?;
        let stat = self.folder.as_ref().and_then(|folder| rustix::fs::statat(folder, &name, AtFlags::SYMLINK_NOFOLLOW).ok());
        #[allow(clippy::unnecessary_cast)]
        let written = stat.and_then(|stat| DateTime::from_timestamp(stat.st_mtime as i64, 0));
        let when = written.map_or_else(Local::now, |written| written.with_timezone(&Local));
        let (words, snippet) = words(&changes);
        let open = self.ours(&name);
        let key = head.id.as_ref().map(|id| Key::new(&head.kind, id));
        let held_by = self.owner.other_than_this(&head);
        let only_in_memory = open.and_then(|id| self.open.get(&id)).is_some_and(Journal::is_behind);
        let set = |field: &str| of_new(&changes, field);
        let stakeholder = set("stakeholder").and_then(Value::as_text).map(Name::from);
        let date = set("date").and_then(Value::as_date);
        let kind = head.kind.as_str().into();
        Some(Waiting { name, key, kind, stakeholder, date, when, words, snippet, open, held_by, only_in_memory })
    }

    /// Reads a waiting draft and takes it over under a number of the caller's choice. A program that still had it open
    /// notices with its next change. `base` is the record as it is now, when it is of one.
    pub fn take_over(&mut self, name: &str, id: u32, base: Option<Arc<Record>>) -> Result<Recovered, StoreError> {
        let (head, changes) = self.read(name).ok_or(StoreError::NoDraft)?;
        let key = head.id.as_ref().map(|id| Key::new(&head.kind, id));
        let recovered = Recovered { key: key.clone(), kind: head.kind.as_str().into(), changes };
        if let Some(ours) = self.ours(name) {
            // It is gone on with where it was left.
            if let Some(mut journal) = self.open.remove(&ours) {
                journal.rest_on(base);
                self.open.insert(id, journal);
            }
            return Ok(recovered);
        }
        self.begin(id, key.as_ref(), &head.kind, base);
        self.changes(id, &recovered.changes)?;
        // The copy is complete before the other goes.
        if let Some(folder) = &self.folder {
            let _ = rustix::fs::fsync(folder);
            let _ = rustix::fs::unlinkat(folder, name, AtFlags::empty());
        }
        Ok(recovered)
    }

    /// The number under which this program has a draft open, unless another has taken it over.
    fn ours(&self, name: &str) -> Option<u32> {
        self.open.iter().find(|(_, journal)| journal.name == name && !journal.is_taken_over()).map(|(id, _)| *id)
    }

    /// Throws a waiting draft away: it moves to `discarded`, where it can still be found.
    pub fn discard_waiting(&mut self, name: &str) -> Result<(), StoreError> {
        self.open.retain(|_, journal| journal.name != name);
        let Some(folder) = &self.folder else { return Ok(()) };
        let fault = |error: std::io::Error| StoreError::disk("Cannot throw away", self.path.join(name), error, "It stays as it is");
        let away = Rights::private().folder(folder.as_fd(), "discarded").map_err(fault)?;
        let slot = Slot { folder: folder.try_clone().map_err(fault)?, name: name.to_owned() };
        match slot.hand_over(name, away.as_fd(), name) {
            Err(rustix::io::Errno::NOENT) => Ok(()),
            moved => moved.map_err(|error| fault(error.into())),
        }
    }

    fn read(&self, name: &str) -> Option<(Head, Vec<Change>)> {
        if let Some(journal) = self.ours(name).and_then(|id| self.open.get(&id)) {
            return line::read(journal.text());
        }
        let mut bytes = Vec::new();
        if name.contains('/') {
            return None;
        }
        folder::read_up_to(self.folder.as_ref()?.as_fd(), name, LARGEST, &mut bytes).ok()?;
        line::read(&bytes).filter(|(head, _)| head.dialogue == self.dialogue)
    }

    /// Brings to the disk what it refused. A flush that failed proves nothing about the file: every draft goes into a new one.
    fn mend(&mut self) {
        for journal in self.open.values_mut() {
            // What the disk refused before is tried again; should it refuse once more, the change at hand says so.
            let _ = journal.catch_up(self.folder.as_ref(), &self.sync);
        }
        if self.sync.failure().is_none() {
            return;
        }
        let ids: Vec<u32> = self.open.keys().copied().collect();
        for id in ids {
            let name = self.free_name("again");
            if let Some(journal) = self.open.get_mut(&id) {
                let _ = journal.anew(name);
            }
        }
    }

    /// A file name that nobody else can have chosen.
    fn free_name(&self, about: &str) -> String {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let part = |text: &str| -> String { text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(64).collect() };
        let Owner { pid, began, host, .. } = &self.owner;
        format!("{}-{}-{began}-{pid}-{}{END}", part(about), part(host), COUNT.fetch_add(1, Ordering::Relaxed))
    }
}

fn said(path: &Path, trouble: Trouble) -> StoreError {
    match trouble {
        Trouble::TakenOver => StoreError::TakenOver,
        Trouble::Disk(error) => {
            let hint = "What you type is kept in memory; it goes to the disk as soon as that is possible again";
            StoreError::disk("Cannot write drafts to", path, error, hint)
        }
    }
}

/// What a field of its own was last set to.
fn of_new<'a>(changes: &'a [Change], field: &str) -> Option<&'a Value> {
    changes.iter().rev().find_map(|change| match change {
        Change::Field { name, to, .. } if &**name == field => to.as_ref(),
        _ => None,
    })
}

/// How many words the changed texts hold, and the first of the longest. A text of one word is as good as always an id or a choice: it is
/// not counted.
fn words(changes: &[Change]) -> (usize, String) {
    let mut texts: Vec<&str> = Vec::new();
    for change in changes {
        match change {
            Change::Field { to, .. } | Change::RowField { to, .. } => texts.extend(to.as_ref().and_then(Value::as_text)),
            Change::AddRow(row) => texts.extend(row.fields.iter().filter_map(|field| field.value.as_text())),
            Change::RemoveRow { .. } => {}
        }
    }
    let count = texts.iter().map(|text| text.split_whitespace().count()).filter(|words| *words > 1).sum();
    let longest = texts.iter().max_by_key(|text| (text.trim().contains(' '), text.len())).copied().unwrap_or_default();
    let line = longest.split_whitespace().collect::<Vec<_>>().join(" ");
    (count, line.chars().filter(|c| !c.is_control()).take(60).collect())
}

#[cfg(test)]
mod tests;
