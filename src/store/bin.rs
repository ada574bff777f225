//! The bin: every version of a record that was displaced or removed, and the log that undo reads backwards.
//!
//! Versions are plain files a person can open; the log has one line of JSON a step and is only ever appended to. A
//! line that was torn by a crash is left out. It knows bytes and keys, not what a record means.

use super::error::StoreError;
use super::folder;
use super::private::Private;
use super::write::Slot;
use crate::domain::record::Key;
use chrono::{DateTime, Local, Utc};
use rustix::fs::{self, AtFlags, Mode, OFlags};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};

const LOG: &str = "log";

/// What a step was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Act {
    /// Somebody's own doing.
    Do,
    /// It was taken back.
    Undo,
    /// It was done again after all.
    Redo,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Step {
    /// When, in seconds since 1970.
    pub(super) at: i64,
    /// The user's number on this machine: everybody undoes only their own steps.
    pub(super) by: u32,
    /// Steps of one group are undone together.
    pub(super) group: String,
    /// What it was.
    pub(super) act: Act,
    /// The kind of the record.
    pub(super) kind: String,
    /// Its id.
    pub(super) id: String,
    /// The version that was displaced, as its file in the bin; none when the record was new.
    pub(super) before: Option<String>,
    /// The fingerprint of the version that took its place; none when the record was removed.
    pub(super) after: Option<String>,
}

/// A version that lies in the bin.
#[derive(Clone, Debug, PartialEq)]
pub struct Binned {
    /// Its line in the bin's log, from 0: stays the same until the bin is emptied.
    pub number: u64,
    /// Which record it was.
    pub key: Key,
    /// When it was displaced or removed.
    pub when: DateTime<Local>,
    /// Its size in bytes.
    pub size: u64,
    /// Whether the record was removed then; else a newer version took this one's place.
    pub removed: bool,
    /// Its file in the bin.
    pub(super) file: String,
}

/// A mark by which a version is known again: its length and a hash of its bytes (FNV-1a, 64 bits).
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{}-{hash:016x}", bytes.len())
}

impl Private {
    fn shelf(&self, kind: &str) -> io::Result<OwnedFd> {
        self.rights.folder(self.bin.as_fd(), kind)
    }

    /// Moves a file of the slot's folder into the bin as a version of the record; gives its name there.
    pub(super) fn keep(&self, key: &Key, slot: &Slot, name: &str) -> io::Result<String> {
        let shelf = self.shelf(&key.kind)?;
        let stem: String = key.id.chars().take(64).collect();
        let stamp = Utc::now().format("%Y%m%dT%H%M%S%.6fZ");
        for n in 0_u32.. {
            let file = format!("{stem}.{stamp}-{}-{n}.toml", std::process::id());
            match slot.hand_over(name, shelf.as_fd(), &file) {
                Ok(()) => {
                    fs::fsync(&shelf)?;
                    return Ok(format!("{}/{file}", key.kind));
                }
                Err(Errno::EXIST) => {}
                // The record's folder lies on another disk than the bin.
                Err(Errno::XDEV) => {
                    let bytes = slot.read_named(name).map_err(|_| io::Error::from(Errno::XDEV))?;
                    let copy = Slot { folder: self.shelf(&key.kind)?, name: file.clone() };
                    let temporary = self.rights.temporary(&copy, &bytes)?;
                    if copy.create(&temporary)? {
                        copy.settle()?;
                        slot.discard(name);
                        return Ok(format!("{}/{file}", key.kind));
                    }
                    copy.discard(&temporary);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(Errno::EXIST.into())
    }

    /// A version from the bin.
    pub(super) fn version(&self, file: &str) -> Option<Vec<u8>> {
        let (kind, name) = file.split_once('/')?;
        let shelf = self.shelf(kind).ok()?;
        let mut bytes = Vec::new();
        folder::read(shelf.as_fd(), name, &mut bytes).ok()?;
        Some(bytes)
    }

    /// Appends a line to the log and flushes it.
    pub(super) fn note(&self, step: &Step) -> io::Result<()> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::APPEND | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut log = File::from(fs::openat(&self.bin, LOG, flags, Mode::RUSR | Mode::WUSR | Mode::RGRP | Mode::WGRP)?);
        let end = log.metadata()?.len();
        let mut last = [b'\n'];
        if end > 0 {
            rustix::io::pread(&log, &mut last, end - 1)?;
        }
        // A line torn by a crash is closed first, so that it costs only itself.
        let open = if last == [b'\n'] { "" } else { "\n" };
        let line = format!("{open}{}\n", serde_json::to_string(step)?);
        log.write_all(line.as_bytes())?;
        fs::fdatasync(&log)?;
        Ok(())
    }

    /// All steps, oldest first.
    pub(super) fn steps(&self) -> Vec<Step> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let Ok(fd) = fs::openat(&self.bin, LOG, flags, Mode::empty()) else { return Vec::new() };
        let mut text = Vec::new();
        let _ = File::from(fd).read_to_end(&mut text);
        text.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect()
    }

    /// What lies in the bin, newest first.
    pub(super) fn content(&self) -> Vec<Binned> {
        let mut found: Vec<Binned> = self
            .steps()
            .into_iter()
            .zip(0..)
            .filter_map(|(step, number)| {
                let file = step.before?;
                let (kind, name) = file.split_once('/')?;
                let stat = fs::statat(self.shelf(kind).ok()?, name, AtFlags::SYMLINK_NOFOLLOW).ok()?;
                let when = DateTime::from_timestamp(step.at, 0)?.with_timezone(&Local);
                let size = u64::try_from(stat.st_size).unwrap_or(0);
                Some(Binned { number, key: Key::new(&step.kind, &step.id), when, size, removed: step.after.is_none(), file })
            })
            .collect();
        found.reverse();
        found
    }

    /// Takes everything out of the bin for good, the log with it.
    pub(super) fn empty(&self) -> Result<(), StoreError> {
        let hint = "See that it can be written, then try again.";
        let fault = |error: Errno| StoreError::disk("Cannot empty", ".convenor/bin", error, hint);
        for kind in folder::names(self.bin.as_fd()).map_err(fault)? {
            if kind == LOG {
                fs::unlinkat(&self.bin, LOG, AtFlags::empty()).map_err(fault)?;
                continue;
            }
            let Ok(shelf) = self.shelf(&kind) else { continue };
            for name in folder::names(shelf.as_fd()).map_err(fault)? {
                fs::unlinkat(&shelf, &name, AtFlags::empty()).map_err(fault)?;
            }
        }
        fs::fsync(&self.bin).map_err(fault)
    }
}
