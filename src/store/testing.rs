//! What the tests of the store share: a sample dialogue in a folder of its own.

use super::Store;
use crate::domain::catalogue::DEMO;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use tempfile::TempDir;

/// The sample dialogue in a new folder.
pub(super) fn sample() -> TempDir {
    let dir = private();
    for (file, text) in DEMO {
        write(dir.path(), file, text);
    }
    dir
}

/// A dialogue with nothing in it but a title.
pub(super) fn empty() -> TempDir {
    let dir = private();
    write(dir.path(), "dialogue.toml", "format = 1\ntitle = \"Test\"\n");
    dir
}

fn private() -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o700)).unwrap();
    dir
}

/// Writes a file, and its folder when there is none.
pub(super) fn write(dir: &Path, file: &str, text: impl AsRef<[u8]>) {
    let path = dir.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The store of a folder.
pub(super) fn store(dir: &TempDir) -> Store {
    Store::open(dir.path()).unwrap()
}
