//! One draft's journal: appended to with one write a change, kept in memory as well.
//!
//! When the disk refuses, memory holds the draft, and every later change tries again to bring all of it to the disk.

use super::line::{Edit, Head, Line, Said};
use super::sync::{self, Sync};
use crate::domain::change::Change;
use crate::domain::record::{Fields, Record};
use rustix::fs::{AtFlags, Mode, OFlags};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::sync::Arc;

/// A draft that is being written.
#[derive(Debug)]
pub(super) struct Journal {
    /// The file's name in the drafts' folder.
    pub(super) name: String,
    base: Option<Arc<Record>>,
    file: Option<Arc<File>>,
    /// Everything that a reader needs: the head, the last whole list of changes, and the splices since.
    memory: Vec<u8>,
    head: usize,
    /// What has not reached the file yet.
    behind: Vec<u8>,
    /// Fields whose text a splice can count from.
    known: HashSet<String>,
}

/// Why a change did not reach the disk.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The system's own words; memory holds the draft.
    Disk(io::Error),
    /// Another program of ours has taken the draft over.
    TakenOver,
}

impl Journal {
    /// Begins a journal; nothing is on the disk before the first change.
    pub(super) fn begin(name: String, head: &Head, base: Option<Arc<Record>>) -> Self {
        let memory = encoded(&Line::Begin(head.clone()));
        let behind = memory.clone();
        Self { name, base, file: None, head: memory.len(), memory, behind, known: HashSet::new() }
    }

    /// All changes so far, whole.
    pub(super) fn changes(&mut self, folder: Option<&OwnedFd>, sync: &Sync, changes: &[Change]) -> Result<(), Trouble> {
        let edits: Vec<Edit> = changes.iter().map(Edit::from).collect();
        self.memory.truncate(self.head);
        self.known = edits
            .iter()
            .filter_map(|edit| match edit {
                Edit::Field { name, .. } => Some(name.clone()),
                _ => None,
            })
            .collect();
        self.append(folder, sync, &[Line::Changes(edits)], sync::CHARACTERS)
    }

    /// A text changed at one place.
    pub(super) fn splice(
        &mut self,
        folder: Option<&OwnedFd>,
        sync: &Sync,
        field: &str,
        (at, cut): (usize, usize),
        put: &str,
    ) -> Result<(), Trouble> {
        let mut lines = Vec::new();
        if self.known.insert(field.to_owned()) {
            let is = self.base.as_ref().and_then(|base| base.get(field)).map(Said::from);
            lines.push(Line::Text { field: field.to_owned(), is });
        }
        lines.push(Line::Splice { field: field.to_owned(), at, cut, put: put.to_owned() });
        self.append(folder, sync, &lines, put.chars().count().max(1))
    }

    fn append(&mut self, folder: Option<&OwnedFd>, sync: &Sync, lines: &[Line], characters: usize) -> Result<(), Trouble> {
        for line in lines {
            let line = encoded(line);
            self.memory.extend_from_slice(&line);
            self.behind.extend_from_slice(&line);
        }
        self.write(folder, sync, characters)
    }

    /// Writes what the disk did not take before.
    pub(super) fn catch_up(&mut self, folder: Option<&OwnedFd>, sync: &Sync) -> Result<(), Trouble> {
        if self.is_behind() { self.write(folder, sync, sync::CHARACTERS) } else { Ok(()) }
    }

    /// Whether it holds changes that the disk did not take. Nothing goes there before the first one.
    pub(super) fn is_behind(&self) -> bool {
        !self.behind.is_empty() && self.memory.len() > self.head
    }

    fn write(&mut self, folder: Option<&OwnedFd>, sync: &Sync, characters: usize) -> Result<(), Trouble> {
        let Some(folder) = folder else { return Err(Trouble::Disk(io::ErrorKind::NotFound.into())) };
        let file = match &self.file {
            Some(file) => file.clone(),
            None => {
                let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
                let fd =
                    rustix::fs::openat(folder, &self.name, flags, Mode::RUSR | Mode::WUSR).map_err(|error| Trouble::Disk(error.into()))?;
                self.file.insert(Arc::new(File::from(fd))).clone()
            }
        };
        if self.is_taken_over() {
            return Err(Trouble::TakenOver);
        }
        while !self.behind.is_empty() {
            match (&*file).write(&self.behind) {
                Ok(written) => drop(self.behind.drain(..written)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Trouble::Disk(error)),
            }
        }
        sync.soon(&file, characters);
        Ok(())
    }

    /// Whether another program of ours has taken it over.
    pub(super) fn is_taken_over(&self) -> bool {
        self.file.as_ref().is_some_and(|file| rustix::fs::fstat(file).is_ok_and(|stat| stat.st_nlink == 0))
    }

    /// What it changes, as it is now.
    pub(super) fn rest_on(&mut self, base: Option<Arc<Record>>) {
        self.base = base;
    }

    /// All that a reader needs, wherever the disk is with it.
    pub(super) fn text(&self) -> &[u8] {
        &self.memory
    }

    /// After a flush that failed: the file is given up, and the next change writes all of it to a new one.
    pub(super) fn anew(&mut self, name: String) -> String {
        self.file = None;
        self.behind = self.memory.clone();
        std::mem::replace(&mut self.name, name)
    }

    /// Takes the journal off the disk: what it held stands in the record.
    pub(super) fn end(self, folder: Option<&OwnedFd>) {
        if let (Some(folder), Some(_)) = (folder, self.file) {
            let _ = rustix::fs::unlinkat(folder, &self.name, AtFlags::empty());
        }
    }
}

fn encoded(line: &Line) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(line).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
