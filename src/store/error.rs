//! What can go wrong with the disk, in full sentences: the file, the system's own words, and what to do next.

use super::codec::LARGEST;
use std::path::{Path, PathBuf};

/// Something the disk would not do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder holds no `dialogue.toml`.
    #[error("{dir} is no dialogue: it holds no dialogue.toml. Name another folder, or begin a dialogue there with: convenor init {dir}")]
    NoDialogue {
        /// The folder that was asked for.
        dir: PathBuf,
    },
    /// The record's file is a symbolic link, which is never written through.
    #[error("{file} is a symbolic link and is not written. Put the file itself there")]
    Link {
        /// The file.
        file: String,
    },
    /// The record's file is not TOML, and is never written over.
    #[error("{file} is not written, because it could not be read: {problem}")]
    Unreadable {
        /// The file.
        file: String,
        /// The first fault.
        problem: String,
    },
    /// The record would be larger than any that is read again.
    #[error("{file} would have {} MiB, and a record has at most {}; nothing was written. Take some of it out: what is long belongs in a file of its own, named in evidence or resources", bytes.div_ceil(1 << 20), LARGEST >> 20)]
    TooLarge {
        /// The file.
        file: String,
        /// Its size, in bytes.
        bytes: u64,
    },
    /// The record is no longer there.
    #[error("{file} is not there any more: somebody removed or renamed it. Bring it back from the bin, or save your text as a new record")]
    Gone {
        /// The file.
        file: String,
    },
    /// The id is taken, or can be none.
    #[error("{file} cannot be the name of a record: {why}. Choose another id")]
    Name {
        /// The file.
        file: String,
        /// Taken, or what is wrong with it.
        why: &'static str,
    },
    /// Somebody changed the record since, so that it is not taken away or taken back.
    #[error("{file} was changed by somebody since; nothing was done. Look at it as it is now, then decide")]
    ChangedSince {
        /// The file.
        file: String,
    },
    /// The change cannot be written without touching something else in the file.
    #[error("{file} is written in a way that this change cannot be laid into; nothing was done. Change it in an editor")]
    Unspliceable {
        /// The file.
        file: String,
    },
    /// Others write the record again and again.
    #[error("{file} is being written by others all the time; nothing was done. Try again in a moment")]
    Busy {
        /// The file.
        file: String,
    },
    /// The new version is in its place, but the disk did not confirm it.
    #[error("{file} is written, but the disk did not confirm it: {source}. Save once more before you rely on it")]
    Unconfirmed {
        /// The file.
        file: String,
        /// The system's own words.
        source: std::io::Error,
    },
    /// There is no such draft, or it cannot be read.
    #[error("That draft is not there any more")]
    NoDraft,
    /// Another window of the same user goes on with this draft.
    #[error("Another window of yours has taken this draft over and goes on with it; type there")]
    TakenOver,
    /// The version asked for is not in the bin.
    #[error("That version is not in the bin any more")]
    NotInBin,
    /// There is nothing to take back, or nothing that was taken back.
    #[error("There is nothing to {0}")]
    Nothing(&'static str),
    /// A file or folder could not be used.
    #[error("{what} {file}: {source}. {hint}")]
    Disk {
        /// What was being done: `Cannot read`, `Cannot write`, …
        what: &'static str,
        /// The file or folder.
        file: PathBuf,
        /// The system's own words.
        source: std::io::Error,
        /// What to do next.
        hint: &'static str,
    },
}

impl StoreError {
    /// An error of the disk while doing `what` with `file`.
    pub(super) fn disk(what: &'static str, file: impl AsRef<Path>, source: impl Into<std::io::Error>, hint: &'static str) -> Self {
        Self::Disk { what, file: file.as_ref().to_owned(), source: source.into(), hint }
    }
}
