//! Saving records: read again, merge, splice, look again, write, keep what was displaced. Only then is it saved.

use super::Store;
use super::bin::{Act, fingerprint};
use super::codec::{Codec, LARGEST};
use super::error::StoreError;
use super::folder::Unread;
use super::private::Private;
use super::render;
use super::splice::{same, splice};
use super::write::{Put, Slot};
use crate::domain::catalogue::Catalogue;
use crate::domain::change::Change;
use crate::domain::ids::valid_id;
use crate::domain::merge::{Conflict, difference, merge};
use crate::domain::record::{Key, Locked, Record};
use rustix::io::Errno;
use std::io;

mod step;

pub(super) use step::{Group, Written};
pub use step::{Outcome, Step};

/// How often a save begins again when others write the same record meanwhile.
const TRIES: usize = 16;

impl Store {
    /// Saves steps as one group for undo. Stops at the first error: what stands before it in the answer is done.
    pub fn save(&self, steps: &[Step], catalogue: &Catalogue) -> Vec<Result<Outcome, StoreError>> {
        let private = match Private::open(&self.root) {
            Ok(private) => private,
            Err(error) => return vec![Err(error)],
        };
        let _lock = private.lock();
        let group = Group::new(Act::Do);
        let mut done = Vec::new();
        for step in steps {
            let outcome = self.step(&private, &group, step, catalogue);
            let stop = outcome.is_err();
            done.push(outcome);
            if stop {
                break;
            }
        }
        done
    }

    fn step(&self, private: &Private, group: &Group, step: &Step, catalogue: &Catalogue) -> Result<Outcome, StoreError> {
        match step {
            Step::Edit { key, base, changes } => {
                let written = self.replace(private, key, |bytes, theirs| {
                    let merged = merge(base, theirs, changes);
                    let new = lay(bytes, theirs, &merged.changes)?;
                    Ok((new, merged.conflicts))
                })?;
                self.finish(private, group, key, written)
            }
            Step::New(record) => {
                let kind = catalogue.kind(record.kind());
                let text = render::record(record, kind.map(|kind| &**kind));
                self.create(private, group, &record.key, text.as_bytes(), true)
            }
            Step::Remove { key, base } => self.remove(private, group, key, |_, theirs| same(base, theirs)),
            Step::Rename { key, id } => {
                let slot = self.slot(private, key)?;
                let bytes = slot.read().map_err(|error| self.unread(key, error))?;
                self.writable(key, &bytes)?;
                let outcome = self.create(private, group, &Key::new(&key.kind, id), &bytes, false)?;
                self.remove(private, group, key, |now, _| *now == *bytes)?;
                Ok(outcome)
            }
        }
    }

    /// Puts what `make` makes of the present version in its place. Words that others write meanwhile are merged in.
    pub(super) fn replace(
        &self,
        private: &Private,
        key: &Key,
        mut make: impl FnMut(&[u8], &Record) -> Result<(Vec<u8>, Vec<Conflict>), Refused>,
    ) -> Result<Written, StoreError> {
        let slot = self.slot(private, key)?;
        self.replace_at(private, key, &slot, &mut make)
    }

    fn replace_at(
        &self,
        private: &Private,
        key: &Key,
        slot: &Slot,
        make: &mut impl FnMut(&[u8], &Record) -> Result<(Vec<u8>, Vec<Conflict>), Refused>,
    ) -> Result<Written, StoreError> {
        for _ in 0..TRIES {
            let old = slot.read().map_err(|error| self.unread(key, error))?;
            let theirs = self.writable(key, &old)?;
            let (new, conflicts) = make(&old, &theirs).map_err(|refused| refused.about(key))?;
            if new == old {
                return Ok(Written { record: theirs, conflicts, before: None, bytes: new, changed: false, unconfirmed: None });
            }
            match self.put(private, key, slot, &old, &new)? {
                Put::Done(displaced) => {
                    let (before, unconfirmed) = self.keep(private, key, slot, &displaced)?;
                    let record = Codec::new().read(key.clone(), &new);
                    return Ok(Written { record, conflicts, before: Some(before), bytes: new, changed: true, unconfirmed });
                }
                Put::Foreign(displaced) => return self.rejoin(private, key, slot, (old, new), displaced, conflicts),
                Put::NotYet => {}
                Put::Gone => return Err(StoreError::Gone { file: key.file() }),
            }
        }
        Err(StoreError::Busy { file: key.file() })
    }

    /// Our version stands there, but it displaced words of somebody who saved at the same moment. Both are brought
    /// together: what we changed is laid into their version, and that takes the place of ours.
    fn rejoin(
        &self,
        private: &Private,
        key: &Key,
        slot: &Slot,
        (mut base, mut ours): (Vec<u8>, Vec<u8>),
        mut displaced: String,
        mut conflicts: Vec<Conflict>,
    ) -> Result<Written, StoreError> {
        for _ in 0..TRIES {
            let theirs = slot.read_named(&displaced).map_err(|error| self.unread(key, error))?;
            let (kept, unconfirmed) = self.keep(private, key, slot, &displaced)?;
            let read = |bytes: &[u8]| Codec::new().read(key.clone(), bytes);
            let (was, mine, other) = (read(&base), read(&ours), read(&theirs));
            // What cannot be merged goes back to its place whole: ours is still in the draft.
            let merged = merge(&was, &other, &difference(&was, &mine));
            let joined = if other.locked.is_none() { lay(&theirs, &other, &merged.changes).ok() } else { None };
            let new = joined.clone().unwrap_or_else(|| theirs.clone());
            conflicts.extend(merged.conflicts);
            match self.put(private, key, slot, &ours, &new)? {
                Put::Done(copy) => {
                    slot.discard(&copy);
                    let record = self.writable(key, &new)?;
                    if joined.is_none() {
                        return Err(StoreError::Unspliceable { file: key.file() });
                    }
                    let changed = new != theirs;
                    return Ok(Written { record, conflicts, before: Some(kept), bytes: new, changed, unconfirmed });
                }
                Put::Foreign(next) => (base, ours, displaced) = (ours, new, next),
                Put::NotYet | Put::Gone => return Err(StoreError::ChangedSince { file: key.file() }),
            }
        }
        Err(StoreError::Busy { file: key.file() })
    }

    fn put(&self, private: &Private, key: &Key, slot: &Slot, expected: &[u8], new: &[u8]) -> Result<Put, StoreError> {
        can_be_read_again(key, new)?;
        let temporary = private.rights.temporary(slot, new).map_err(|error| self.cannot_write(key, error))?;
        let put = slot.exchange(&temporary, expected, private.rights);
        if !matches!(put, Ok(Put::Done(_) | Put::Foreign(_))) {
            slot.discard(&temporary);
        }
        put.map_err(|error| self.unread(key, error))
    }

    /// Waits for the disk and moves what was displaced to the bin; also where the disk does not confirm, which is then said:
    /// what was displaced does not stay beside the record.
    fn keep(&self, private: &Private, key: &Key, slot: &Slot, displaced: &str) -> Result<(String, Option<Errno>), StoreError> {
        let unconfirmed = slot.settle().err();
        let kept = private.keep(key, slot, displaced);
        let kept = kept.map_err(|error| StoreError::Unconfirmed { file: key.file(), source: unconfirmed.map_or(error, Into::into) })?;
        Ok((kept, unconfirmed))
    }

    fn finish(&self, private: &Private, group: &Group, key: &Key, written: Written) -> Result<Outcome, StoreError> {
        if written.changed {
            self.log(private, group, key, written.before, Some(fingerprint(&written.bytes)))?;
        }
        if let Some(error) = written.unconfirmed {
            return Err(StoreError::Unconfirmed { file: key.file(), source: error.into() });
        }
        Ok(match (written.conflicts.is_empty(), written.changed) {
            (false, _) => Outcome::Conflict { record: written.record, conflicts: written.conflicts },
            (true, true) => Outcome::Saved(written.record),
            (true, false) => Outcome::Unchanged(written.record),
        })
    }

    /// As [`Self::finish`], but in the log even when there was nothing to do: the next undo must not meet it again.
    pub(super) fn finish_revert(&self, private: &Private, group: &Group, key: &Key, written: Written) -> Result<Outcome, StoreError> {
        if !written.changed {
            self.log(private, group, key, None, None)?;
        }
        self.finish(private, group, key, written)
    }

    /// Writes a new file; with `another`, a taken id gets a number.
    pub(super) fn create(&self, private: &Private, group: &Group, key: &Key, bytes: &[u8], another: bool) -> Result<Outcome, StoreError> {
        if !valid_id(&key.id) {
            return Err(StoreError::Name { file: key.file(), why: "ids hold a to z, 0 to 9 and -, at most 64 in all" });
        }
        can_be_read_again(key, bytes)?;
        let mut key = key.clone();
        let stem = key.id.to_string();
        for n in 2..1000 {
            let slot = self.slot(private, &key)?;
            let temporary = private.rights.temporary(&slot, bytes).map_err(|error| self.cannot_write(&key, error))?;
            match slot.create(&temporary) {
                Ok(true) => {
                    slot.settle().map_err(|error| StoreError::Unconfirmed { file: key.file(), source: error.into() })?;
                    self.log(private, group, &key, None, Some(fingerprint(bytes)))?;
                    return Ok(Outcome::Saved(Codec::new().read(key, bytes)));
                }
                Ok(false) => slot.discard(&temporary),
                Err(error) => {
                    slot.discard(&temporary);
                    return Err(self.cannot_write(&key, error.into()));
                }
            }
            if !another {
                break;
            }
            let number = format!("-{n}");
            let short: String = stem.chars().take(64 - number.len()).collect();
            key = Key::new(&key.kind, &format!("{}{number}", short.trim_end_matches('-')));
        }
        Err(StoreError::Name { file: key.file(), why: "it is taken" })
    }

    /// Moves a record to the bin if `unchanged` says so of what it holds.
    pub(super) fn remove(
        &self,
        private: &Private,
        group: &Group,
        key: &Key,
        unchanged: impl Fn(&[u8], &Record) -> bool,
    ) -> Result<Outcome, StoreError> {
        if key.is_dialogue() {
            return Err(StoreError::Name { file: key.file(), why: "the dialogue's own record always stays" });
        }
        let slot = self.slot(private, key)?;
        let bytes = slot.read().map_err(|error| self.unread(key, error))?;
        let changed = || StoreError::ChangedSince { file: key.file() };
        if !unchanged(&bytes, &Codec::new().read(key.clone(), &bytes)) {
            return Err(changed());
        }
        let kept = private.keep(key, &slot, &slot.name).map_err(|error| self.cannot_write(key, error))?;
        slot.settle().map_err(|error| StoreError::Unconfirmed { file: key.file(), source: error.into() })?;
        self.log(private, group, key, Some(kept.clone()), None)?;
        if private.version(&kept).is_some_and(|now| now != bytes) {
            // Somebody saved between our look and our move: their words go back.
            let now = private.version(&kept).unwrap_or_default();
            self.create(private, group, key, &now, false)?;
            return Err(changed());
        }
        Ok(Outcome::Removed(key.clone()))
    }

    fn log(&self, private: &Private, group: &Group, key: &Key, before: Option<String>, after: Option<String>) -> Result<(), StoreError> {
        // The record is safe; only undo would not know of it.
        private
            .note(&group.step(key, before, after))
            .map_err(|error| StoreError::Unconfirmed { file: ".convenor/bin/log".to_owned(), source: error })
    }

    /// The place of a record's file; its folder is made when there is none.
    pub(super) fn slot(&self, private: &Private, key: &Key) -> Result<Slot, StoreError> {
        let bad = |part: &str| part.is_empty() || part.starts_with('.') || part.contains(['/', '\0']);
        if bad(&key.kind) || bad(&key.id) {
            return Err(StoreError::Name { file: key.file(), why: "it would lie outside its folder" });
        }
        let folder = if key.is_dialogue() { self.root.fd().try_clone_to_owned() } else { private.rights.folder(self.root.fd(), &key.kind) };
        let name = if key.is_dialogue() { "dialogue.toml".to_owned() } else { format!("{}.toml", key.id) };
        match folder {
            Ok(folder) => Ok(Slot { folder, name }),
            Err(error) => match Errno::from_io_error(&error) {
                Some(Errno::LOOP | Errno::NOTDIR) => Err(StoreError::Link { file: key.kind.to_string() }),
                _ => Err(self.cannot_write(key, error)),
            },
        }
    }

    /// The record in these bytes, if it may be written.
    fn writable(&self, key: &Key, bytes: &[u8]) -> Result<Record, StoreError> {
        let record = Codec::new().read(key.clone(), bytes);
        match (record.locked, record.flaws.first()) {
            (Some(Locked::Link), _) => Err(StoreError::Link { file: key.file() }),
            (Some(Locked::Unreadable), Some(flaw)) => Err(StoreError::Unreadable { file: key.file(), problem: flaw.to_string() }),
            _ => Ok(record),
        }
    }

    pub(super) fn unread(&self, key: &Key, error: Unread) -> StoreError {
        let file = key.file();
        match error {
            Unread::Gone => StoreError::Gone { file },
            Unread::Disk(Errno::LOOP) | Unread::LeadsOut => StoreError::Link { file },
            Unread::NotAFile(what) => StoreError::Unreadable { file, problem: format!("it is a {what}") },
            Unread::TooLarge(_) => StoreError::Unreadable { file, problem: "it is larger than 4 MiB".to_owned() },
            Unread::Disk(error) => self.cannot_write(key, error.into()),
        }
    }

    fn cannot_write(&self, key: &Key, error: io::Error) -> StoreError {
        let hint = match Errno::from_io_error(&error) {
            Some(Errno::NOSPC) => "The disk is full: free some space, and it will be saved",
            Some(Errno::DQUOT) => "Your quota is used up: free some space, and it will be saved",
            Some(Errno::ROFS) => "The disk can only be read: your text stays in the draft",
            Some(Errno::ACCESS | Errno::PERM) => "Ask the owner of the folder for the right to write there",
            _ => "Your text stays in the draft",
        };
        StoreError::disk("Cannot write", self.root.path().join(key.file()), error, hint)
    }
}

/// Why nothing could be made of the present version.
pub(super) enum Refused {
    /// It cannot be laid into the file.
    Unspliceable,
    /// Somebody changed it since.
    ChangedSince,
}

impl Refused {
    fn about(self, key: &Key) -> StoreError {
        match self {
            Self::Unspliceable => StoreError::Unspliceable { file: key.file() },
            Self::ChangedSince => StoreError::ChangedSince { file: key.file() },
        }
    }
}

/// What is written can be read again.
fn can_be_read_again(key: &Key, bytes: &[u8]) -> Result<(), StoreError> {
    let size = bytes.len() as u64;
    if size > LARGEST { Err(StoreError::TooLarge { file: key.file(), bytes: size }) } else { Ok(()) }
}

/// Changes laid into a file's bytes.
pub(super) fn lay(bytes: &[u8], record: &Record, changes: &[Change]) -> Result<Vec<u8>, Refused> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::Unspliceable)?;
    splice(text, record, changes).map(String::into_bytes).map_err(|_| Refused::Unspliceable)
}

#[cfg(test)]
mod tests;
