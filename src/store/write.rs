//! Bytes reach the disk whole or not at all, and nobody else's are lost on the way.
//!
//! A new version is written beside the file, flushed, and exchanged with it; what was displaced is compared with what
//! the new version was made from. It knows files, not records.

use super::folder::{self, Folder, Unread};
use super::listing::TEMPORARY;
use rustix::fs::{self, AtFlags, Mode, OFlags, RenameFlags};
use rustix::io::Errno;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

/// A file's place: its folder, open, and its name there.
pub(super) struct Slot {
    /// The folder.
    pub(super) folder: OwnedFd,
    /// The name.
    pub(super) name: String,
}

/// What came of putting a new version in a file's place.
pub(super) enum Put {
    /// The new version stands there; the expected one was displaced to the temporary name.
    Done(String),
    /// The new version stands there, but somebody else's was displaced to the temporary name.
    Foreign(String),
    /// Nothing was written: the file no longer holds what was expected.
    NotYet,
    /// Nothing was written: there is no such file any more.
    Gone,
}

/// The rights of new files and folders: the owner's, and the group's where the dialogue's folder gives them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rights {
    file: Mode,
    folder: Mode,
}

impl Rights {
    /// What the dialogue's folder allows.
    pub(super) fn of(root: &Folder) -> Self {
        let group = fs::fstat(root.fd()).map_or(Mode::empty(), |stat| Mode::from_raw_mode(stat.st_mode) & Mode::RWXG);
        Self { file: Mode::RUSR | Mode::WUSR | (group & (Mode::RGRP | Mode::WGRP)), folder: Mode::RWXU | group }
    }

    /// The owner's alone.
    pub(super) fn private() -> Self {
        Self { file: Mode::RUSR | Mode::WUSR, folder: Mode::RWXU }
    }

    /// Opens a folder within another, and makes it when there is none.
    pub(super) fn folder(self, within: BorrowedFd<'_>, name: &str) -> io::Result<OwnedFd> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        match fs::openat(within, name, flags, Mode::empty()) {
            Err(Errno::NOENT) => {}
            opened => return Ok(opened?),
        }
        match fs::mkdirat(within, name, self.folder) {
            Ok(()) => {
                fs::chmodat(within, name, self.folder, AtFlags::empty())?;
                fs::fsync(within)?;
            }
            Err(Errno::EXIST) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(fs::openat(within, name, flags, Mode::empty())?)
    }

    /// Writes a new file under a temporary name in the folder of `slot` and flushes it to the disk.
    pub(super) fn temporary(self, slot: &Slot, bytes: &[u8]) -> io::Result<String> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let stem: String = slot.name.chars().take(64).collect();
        loop {
            let name = format!(".{stem}.{}-{}{TEMPORARY}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let fd = match fs::openat(&slot.folder, &name, flags, Mode::RUSR | Mode::WUSR) {
                Ok(fd) => fd,
                Err(Errno::EXIST) => continue,
                Err(error) => return Err(error.into()),
            };
            let written = self.fill(File::from(fd), bytes);
            if written.is_err() {
                // Our own half-written words: they still stand in the draft.
                let _ = fs::unlinkat(&slot.folder, &name, AtFlags::empty());
            }
            return written.map(|()| name);
        }
    }

    fn fill(self, mut file: File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)?;
        fs::fchmod(&file, self.file)?;
        // Never tried twice: after a failed flush a second one proves nothing.
        fs::fsync(&file)?;
        Ok(())
    }
}

impl Slot {
    /// Puts the temporary file in this place if the file still holds `expected`, in one step where the system can.
    pub(super) fn exchange(&self, temporary: &str, expected: &[u8], rights: Rights) -> Result<Put, Unread> {
        match fs::renameat_with(&self.folder, temporary, &self.folder, &self.name, RenameFlags::EXCHANGE) {
            Ok(()) => {
                let mut bytes = Vec::new();
                match folder::read(self.folder.as_fd(), temporary, &mut bytes) {
                    Ok(_) if bytes == expected => Ok(Put::Done(temporary.to_owned())),
                    Ok(_) => Ok(Put::Foreign(temporary.to_owned())),
                    Err(error) => {
                        // Something that is no file stood there: it goes back to where it was.
                        let _ = fs::renameat_with(&self.folder, temporary, &self.folder, &self.name, RenameFlags::EXCHANGE);
                        Err(error)
                    }
                }
            }
            Err(Errno::NOENT) => Ok(Put::Gone),
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => self.replace(temporary, expected, rights),
            Err(error) => Err(Unread::Disk(error)),
        }
    }

    /// For file systems that cannot exchange (NFS): look, rename, look again; the lock keeps other convenors away.
    pub(super) fn replace(&self, temporary: &str, expected: &[u8], rights: Rights) -> Result<Put, Unread> {
        let mut bytes = Vec::new();
        match folder::read(self.folder.as_fd(), &self.name, &mut bytes) {
            Ok(_) if bytes == expected => {}
            Ok(_) => return Ok(Put::NotYet),
            Err(Unread::Gone) => return Ok(Put::Gone),
            Err(error) => return Err(error),
        }
        let ours = self.read_named(temporary)?;
        let copy = rights.temporary(self, expected).map_err(|error| Unread::Disk(Errno::from_io_error(&error).unwrap_or(Errno::IO)))?;
        if let Err(error) = fs::renameat(&self.folder, temporary, &self.folder, &self.name) {
            // What it holds still stands in its place.
            self.discard(&copy);
            return Err(Unread::Disk(error));
        }
        // Whoever wrote in between has the last word; the caller merges ours into theirs.
        if self.read()? == ours {
            return Ok(Put::Done(copy));
        }
        self.discard(&copy);
        Ok(Put::NotYet)
    }

    /// Gives the temporary file this name, unless the name is taken: then `false`.
    pub(super) fn create(&self, temporary: &str) -> Result<bool, Errno> {
        match fs::renameat_with(&self.folder, temporary, &self.folder, &self.name, RenameFlags::NOREPLACE) {
            Ok(()) => Ok(true),
            Err(Errno::EXIST) => Ok(false),
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
                match fs::linkat(&self.folder, temporary, &self.folder, &self.name, AtFlags::empty()) {
                    Ok(()) => {
                        self.discard(temporary);
                        Ok(true)
                    }
                    Err(Errno::EXIST) => Ok(false),
                    Err(error) => Err(error),
                }
            }
            Err(error) => Err(error),
        }
    }

    /// Moves a file of this folder into another, under a name that must be free there.
    pub(super) fn hand_over(&self, name: &str, to: BorrowedFd<'_>, as_name: &str) -> Result<(), Errno> {
        match fs::renameat_with(&self.folder, name, to, as_name, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
                fs::linkat(&self.folder, name, to, as_name, AtFlags::empty())?;
                fs::unlinkat(&self.folder, name, AtFlags::empty())
            }
            moved => moved,
        }
    }

    /// What the file holds now.
    pub(super) fn read(&self) -> Result<Vec<u8>, Unread> {
        self.read_named(&self.name)
    }

    /// What another file of the folder holds.
    pub(super) fn read_named(&self, name: &str) -> Result<Vec<u8>, Unread> {
        let mut bytes = Vec::new();
        folder::read(self.folder.as_fd(), name, &mut bytes)?;
        Ok(bytes)
    }

    /// Takes away a temporary file whose words are known to stand elsewhere.
    pub(super) fn discard(&self, temporary: &str) {
        let _ = fs::unlinkat(&self.folder, temporary, AtFlags::empty());
    }

    /// Flushes the folder: only now has what was renamed in it survived a power cut.
    pub(super) fn settle(&self) -> Result<(), Errno> {
        fs::fsync(&self.folder)
    }
}
