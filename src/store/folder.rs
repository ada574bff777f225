//! A dialogue's folder as the operating system shows it: regular files, opened without following links out of it.
//!
//! Every path starts at the one folder handle, so that nobody can swap a folder under our feet. What a file holds is
//! not known here.

use super::codec::LARGEST;
use super::error::StoreError;
use rustix::fs::{self, Access, AtFlags, FileType, Mode, OFlags, RawDir, ResolveFlags, Stat};
use rustix::io::Errno;
use std::fs::File;
use std::io::Read;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

/// How much of a folder the system tells at a time, bytes.
const LISTED: usize = 32 << 10;

/// The dialogue's folder, held open.
#[derive(Debug)]
pub(super) struct Folder {
    fd: OwnedFd,
    path: PathBuf,
}

/// What tells a file that was changed from one that was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    inode: u64,
    size: i64,
    seconds: i64,
    nanoseconds: u64,
}

impl From<&Stat> for Stamp {
    #[allow(clippy::unnecessary_cast, clippy::cast_sign_loss, clippy::cast_possible_wrap)]
    fn from(stat: &Stat) -> Self {
        // The types of these fields differ between machines.
        Self { inode: stat.st_ino as u64, size: stat.st_size as i64, seconds: stat.st_mtime as i64, nanoseconds: stat.st_mtime_nsec as u64 }
    }
}

/// Why a file was not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// There is none.
    Gone,
    /// A folder, pipe, device or socket: how it is called.
    NotAFile(&'static str),
    /// A symbolic link that leads out of the dialogue's folder, or nowhere.
    LeadsOut,
    /// Larger than a record can be, with its size in bytes.
    TooLarge(u64),
    /// The system's own words.
    Disk(Errno),
}

impl Folder {
    /// Opens a folder.
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let fd = fs::open(path, flags, Mode::empty())
            .map_err(|error| StoreError::disk("Cannot open", path, error, "Name a folder that exists and that you may read."))?;
        Ok(Self { fd, path: path.to_owned() })
    }

    /// The folder's path, as it was opened.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The handle.
    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }

    /// Whether this user may write in it, as the system says; it is not tried out.
    pub(super) fn is_writable(&self) -> bool {
        fs::accessat(&self.fd, ".", Access::WRITE_OK | Access::EXEC_OK, AtFlags::EACCESS).is_ok()
    }

    /// Opens a folder within; `None` when there is none, the error `LOOP` or `NOTDIR` when it is a link or a file.
    pub(super) fn inner(&self, name: &str) -> Result<Option<OwnedFd>, Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        match fs::openat(&self.fd, name, flags, Mode::empty()) {
            Ok(fd) => Ok(Some(fd)),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads a link that stays within the dialogue's folder.
    pub(super) fn read_link(&self, path: &str, bytes: &mut Vec<u8>) -> Result<Stamp, Unread> {
        let how = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
        let fd = fs::openat2(&self.fd, path, flags, Mode::empty(), how).map_err(|_| Unread::LeadsOut)?;
        read_open(fd, LARGEST, bytes)
    }
}

/// The names in a folder, in their order; the bytes of a name that is not UTF-8 are replaced.
pub(super) fn names(fd: BorrowedFd<'_>) -> Result<Vec<String>, Errno> {
    let mut names = Vec::new();
    for entry in fs::Dir::read_from(fd)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name != "." && name != ".." {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// Tells each name in a folder, in no order. The handle was opened for this alone: it stands at the folder's end afterwards.
pub(super) fn each_name(fd: BorrowedFd<'_>, mut tell: impl FnMut(&str)) -> Result<(), Errno> {
    let mut room = Vec::with_capacity(LISTED);
    let mut entries = RawDir::new(fd, room.spare_capacity_mut());
    while let Some(entry) = entries.next() {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy();
        if name != "." && name != ".." {
            tell(&name);
        }
    }
    Ok(())
}

/// Reads a record's file, that of this name, into `bytes`. `Err(Disk(LOOP))` when it is a symbolic link.
pub(super) fn read(folder: BorrowedFd<'_>, name: &str, bytes: &mut Vec<u8>) -> Result<Stamp, Unread> {
    read_up_to(folder, name, LARGEST, bytes)
}

/// Reads the regular file of that name, if it has no more than `most` bytes.
pub(super) fn read_up_to(folder: BorrowedFd<'_>, name: &str, most: u64, bytes: &mut Vec<u8>) -> Result<Stamp, Unread> {
    // Without NONBLOCK a pipe named x.toml would wait for ever.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    match fs::openat(folder, name, flags, Mode::empty()) {
        Ok(fd) => read_open(fd, most, bytes),
        Err(Errno::NOENT) => Err(Unread::Gone),
        Err(Errno::NXIO) => Err(Unread::NotAFile("socket")),
        Err(error) => Err(Unread::Disk(error)),
    }
}

fn read_open(fd: OwnedFd, most: u64, bytes: &mut Vec<u8>) -> Result<Stamp, Unread> {
    let stat = fs::fstat(&fd).map_err(Unread::Disk)?;
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => {}
        FileType::Directory => return Err(Unread::NotAFile("folder")),
        FileType::Fifo => return Err(Unread::NotAFile("pipe")),
        FileType::Socket => return Err(Unread::NotAFile("socket")),
        _ => return Err(Unread::NotAFile("device")),
    }
    let size = u64::try_from(stat.st_size).unwrap_or(0);
    if size > most {
        return Err(Unread::TooLarge(size));
    }
    bytes.clear();
    // One byte more than the size: a single read then both fetches the text and sees its end.
    bytes.resize(usize::try_from(size).unwrap_or(0) + 1, 0);
    let mut file = File::from(fd);
    let mut filled = 0;
    loop {
        let read = match file.read(bytes.get_mut(filled..).unwrap_or_default()) {
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Unread::Disk(Errno::from_io_error(&error).unwrap_or(Errno::IO))),
        };
        filled += read;
        if read == 0 || filled < bytes.len() {
            break;
        }
        // The file grows while we read.
        if bytes.len() as u64 > most {
            return Err(Unread::TooLarge(bytes.len() as u64));
        }
        bytes.resize(bytes.len() * 2, 0);
    }
    bytes.truncate(filled);
    Ok(Stamp::from(&stat))
}

/// The stamp of a file, without following a link; `None` when there is none.
pub(super) fn stamp(folder: BorrowedFd<'_>, name: &str) -> Option<Stamp> {
    fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).ok().map(|stat| Stamp::from(&stat))
}
