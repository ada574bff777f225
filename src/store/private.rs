//! The program's own folder within a dialogue, `.convenor`: the lock, and the bin with its log.
//!
//! The lock belongs to the open file, so the system frees it however a process ends; nobody ever has to clean up. It
//! only keeps conflicts rare: that no words are lost does not rest on it.

use super::error::StoreError;
use super::folder::Folder;
use super::write::Rights;
use nix::fcntl::{FcntlArg, fcntl};
use nix::libc;
use rustix::fs::{self, Mode, OFlags};
use rustix::io::Errno;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::thread;
use std::time::{Duration, Instant};

/// The folder's name.
pub(super) const PRIVATE: &str = ".convenor";

/// How long to wait for another convenor to finish saving.
const PATIENCE: Duration = Duration::from_secs(2);

/// The program's own folder, open.
#[derive(Debug)]
pub(super) struct Private {
    fd: OwnedFd,
    /// The bin.
    pub(super) bin: OwnedFd,
    /// The rights of all that is made here.
    pub(super) rights: Rights,
}

impl Private {
    /// Opens the folder, and makes what is missing.
    pub(super) fn open(root: &Folder) -> Result<Self, StoreError> {
        let rights = Rights::of(root);
        let path = root.path().join(PRIVATE);
        let hint = "See that the dialogue's folder can be written and that .convenor in it is a folder, not a link.";
        let open = || -> io::Result<Self> {
            let fd = rights.folder(root.fd(), PRIVATE)?;
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
            match fs::openat(&fd, ".gitignore", flags, Mode::RUSR | Mode::WUSR) {
                Ok(file) => drop(rustix::io::write(&file, b"*\n")?),
                Err(Errno::EXIST) => {}
                Err(error) => return Err(error.into()),
            }
            let bin = rights.folder(fd.as_fd(), "bin")?;
            Ok(Self { fd, bin, rights })
        };
        open().map_err(|error| StoreError::disk("Cannot use", path, error, hint))
    }

    /// Waits at most two seconds for the lock. Without it work goes on: a lock that hangs must not hold anybody up.
    pub(super) fn lock(&self) -> Option<Lock> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = fs::openat(&self.fd, "lock", flags, Mode::RUSR | Mode::WUSR | Mode::RGRP | Mode::WGRP).ok()?;
        let whole = libc::flock {
            l_type: libc::c_short::try_from(libc::F_WRLCK).ok()?,
            l_whence: libc::c_short::try_from(libc::SEEK_SET).ok()?,
            l_start: 0,
            l_len: 0,
            l_pid: 0,
        };
        let until = Instant::now() + PATIENCE;
        loop {
            match fcntl(&fd, FcntlArg::F_OFD_SETLK(&whole)) {
                Ok(_) => return Some(Lock { _fd: fd }),
                Err(nix::errno::Errno::EAGAIN | nix::errno::Errno::EACCES | nix::errno::Errno::EINTR) if Instant::now() < until => {
                    thread::sleep(Duration::from_millis(10));
                }
                Err(_) => return None,
            }
        }
    }
}

/// Held while saving; given back when it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _fd: OwnedFd,
}
