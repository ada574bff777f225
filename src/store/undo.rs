//! Undo and redo: the bin, read backwards. What is taken back is a save like any other and can itself be taken back.

use super::Store;
use super::bin::{Act, Binned, Step, fingerprint};
use super::codec::Codec;
use super::error::StoreError;
use super::private::Private;
use super::save::{Group, Outcome, Refused, lay};
use crate::domain::merge::{difference, merge};
use crate::domain::record::Key;

impl Store {
    /// Takes back the last group of steps of this user, also after a restart. Gives what became of each record.
    pub fn undo(&self) -> Result<Vec<Outcome>, StoreError> {
        self.back_and_forth(Act::Undo)
    }

    /// Does again what was taken back last, unless something else was done since.
    pub fn redo(&self) -> Result<Vec<Outcome>, StoreError> {
        self.back_and_forth(Act::Redo)
    }

    /// What lies in the bin, newest first.
    pub fn bin(&self) -> Result<Vec<Binned>, StoreError> {
        Ok(Private::open(&self.root)?.content())
    }

    /// Brings a version back from the bin: in place of the present one, or as the record it was.
    pub fn restore(&self, binned: &Binned) -> Result<Outcome, StoreError> {
        let private = Private::open(&self.root)?;
        let _lock = private.lock();
        let bytes = private.version(&binned.file).ok_or(StoreError::NotInBin)?;
        let group = Group::new(Act::Do);
        match self.create(&private, &group, &binned.key, &bytes, false) {
            Err(StoreError::Name { .. }) => {
                let written = self.replace(&private, &binned.key, |_, _| Ok((bytes.clone(), Vec::new())))?;
                self.finish_revert(&private, &group, &binned.key, written)
            }
            outcome => outcome,
        }
    }

    /// Empties the bin for good. What was in it cannot be undone any more; on the disk itself its traces may remain.
    pub fn empty_bin(&self) -> Result<(), StoreError> {
        let private = Private::open(&self.root)?;
        let _lock = private.lock();
        private.empty()
    }

    fn back_and_forth(&self, act: Act) -> Result<Vec<Outcome>, StoreError> {
        let private = Private::open(&self.root)?;
        let _lock = private.lock();
        let steps = private.steps();
        let (mut done, mut undone) = stacks(&steps, rustix::process::getuid().as_raw());
        let (last, nothing) = if act == Act::Undo { (done.pop(), "undo") } else { (undone.pop(), "redo") };
        let last = last.ok_or(StoreError::Nothing(nothing))?;
        let group = Group::new(act);
        last.iter().rev().map(|step| self.revert(&private, &group, step, &steps)).collect()
    }

    fn revert(&self, private: &Private, group: &Group, step: &Step, steps: &[Step]) -> Result<Outcome, StoreError> {
        let key = Key::new(&step.kind, &step.id);
        let is_after = |bytes: &[u8]| step.after.as_deref() == Some(&*fingerprint(bytes));
        let version = |file: &str| private.version(file).ok_or(StoreError::NotInBin);
        match (&step.before, &step.after) {
            // It had nothing to take back.
            (None, None) => {
                let written = self.replace(private, &key, |now, _| Ok((now.to_vec(), Vec::new())))?;
                self.finish_revert(private, group, &key, written)
            }
            (None, Some(_)) => self.remove(private, group, &key, |bytes, _| is_after(bytes)),
            (Some(before), None) => self.create(private, group, &key, &version(before)?, false),
            (Some(before), Some(_)) => {
                let before = version(before)?;
                let read = |bytes: &[u8]| Codec::new().read(key.clone(), bytes);
                let written = self.replace(private, &key, |now, record| {
                    if is_after(now) {
                        return Ok((before.clone(), Vec::new()));
                    }
                    // Somebody saved since: only what this step changed is taken back, if nobody changed it again.
                    let after = steps.iter().filter_map(|other| private.version(other.before.as_deref()?)).find(|bytes| is_after(bytes));
                    let after = read(&after.ok_or(Refused::ChangedSince)?);
                    let merged = merge(&after, record, &difference(&after, &read(&before)));
                    if merged.conflicts.is_empty() {
                        Ok((lay(now, record, &merged.changes)?, Vec::new()))
                    } else {
                        Err(Refused::ChangedSince)
                    }
                })?;
                self.finish_revert(private, group, &key, written)
            }
        }
    }
}

/// The groups that can be undone and those that can be done again, the last at the end.
fn stacks(steps: &[Step], user: u32) -> (Vec<Vec<Step>>, Vec<Vec<Step>>) {
    let mut groups: Vec<Vec<Step>> = Vec::new();
    for step in steps.iter().filter(|step| step.by == user) {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| last.group == step.group) => group.push(step.clone()),
            _ => groups.push(vec![step.clone()]),
        }
    }
    let (mut done, mut undone) = (Vec::new(), Vec::new());
    for group in groups {
        match group.first().map(|step| step.act) {
            Some(Act::Undo) => {
                done.pop();
                undone.push(group);
            }
            Some(Act::Redo) => {
                undone.pop();
                done.push(group);
            }
            _ => {
                undone.clear();
                done.push(group);
            }
        }
    }
    (done, undone)
}
