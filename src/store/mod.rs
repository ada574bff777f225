//! Everything that knows the disk: reading and writing records, drafts, the bin, settings. Knows no terminal.

mod begin;
mod bin;
pub mod codec;
pub mod config;
pub mod drafts;
mod error;
mod folder;
mod lines;
mod listing;
mod load;
mod names;
mod outline;
mod plain;
mod private;
mod render;
mod save;
mod says;
mod splice;
#[cfg(test)]
mod testing;
mod undo;
mod watch;
mod write;

pub use begin::{Beginning, SAMPLE_DAY, begin, demo};
pub use bin::Binned;
pub use config::Paths;
pub use drafts::Drafts;
pub use error::StoreError;
pub use load::{Loaded, News, Snapshot};
pub use save::{Outcome, Step};
pub use watch::{Ear, Stop, Watch};

use crate::domain::catalogue::Catalogue;
use crate::domain::record::Key;
use folder::Folder;
use std::path::Path;

/// A dialogue's folder, open for reading and writing.
#[derive(Debug)]
pub struct Store {
    root: Folder,
}

impl Store {
    /// Opens a folder; that it holds a dialogue is for [`Store::load`] to say.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Ok(Self { root: Folder::open(dir)? })
    }

    /// The folder's path, as it was given.
    #[must_use]
    pub fn dir(&self) -> &Path {
        self.root.path()
    }

    /// Whether this user may write in the folder.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        self.root.is_writable()
    }

    /// Reads all records. Never stops at a fault, but for a folder without a readable `dialogue.toml`.
    pub fn load(&self) -> Result<Loaded, StoreError> {
        load::load(&self.root)
    }

    /// Reads again what others changed since the snapshot, which is brought up to date.
    pub fn reload_changed(&self, catalogue: &Catalogue, snapshot: &mut Snapshot) -> Result<News, StoreError> {
        load::reload_changed(&self.root, catalogue, snapshot)
    }

    /// Notes in a snapshot that we wrote this record ourselves, so that it is no news.
    pub fn note(&self, snapshot: &mut Snapshot, key: &Key) {
        snapshot.note(&self.root, key);
    }
}
