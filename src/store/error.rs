//! What can go wrong with the disk, in full sentences: the file, the system's own words, and what to do next.

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
