//! New dialogues: an empty one with its title, and the sample to try things on.

use super::error::StoreError;
use super::render;
use super::write::{Rights, Slot};
use crate::domain::catalogue::{Catalogue, DEMO};
use crate::domain::record::{DIALOGUE, Key, Record, Row};
use crate::domain::value::Value;
use chrono::NaiveDate;
use rustix::fs::{CWD, Mode, OFlags};
use std::fs::{self, DirBuilder};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

/// The day on which the sample is looked at: its records are as they stood then.
pub const SAMPLE_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 3, 16) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// What a new dialogue begins with; empty texts are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// Its title.
    pub title: String,
    /// The country.
    pub country: String,
    /// The policy issue.
    pub policy_issue: String,
    /// Who hosts it.
    pub host: String,
    /// When the assessment begins.
    pub start: Option<NaiveDate>,
}

/// Makes a new dialogue in a folder, which is made too, for its owner alone. Refused where there is one already.
pub fn begin(dir: &Path, beginning: &Beginning) -> Result<(), StoreError> {
    let mut record = Record::new(Key::dialogue());
    record.set("format", Some(Value::Int(1)));
    let Beginning { title, country, policy_issue, host, start } = beginning;
    for (field, text) in [("title", title), ("policy_issue", policy_issue), ("country", country), ("host", host)] {
        record.set(field, (!text.trim().is_empty()).then(|| text.trim().into()));
    }
    record.set("default_disclosure", Some("host".into()));
    if let Some(start) = start {
        record.add_row(Row::new("phase", [("name".to_owned(), "assessment".into()), ("start".to_owned(), (*start).into())]));
    }
    let text = render::record(&record, Catalogue::builtin().kind(DIALOGUE).map(|kind| &**kind));
    let written = folder(dir).and_then(|folder| put(folder, "dialogue.toml", &text));
    match written {
        Ok(true) => Ok(()),
        Ok(false) => Err(StoreError::Name { file: dir.join("dialogue.toml").display().to_string(), why: "a dialogue is there already" }),
        Err(error) => Err(StoreError::disk("Cannot make", dir, error, "Name a folder where you may write")),
    }
}

/// Unpacks the sample dialogue into a folder. With `fresh` what was there before goes; else a dialogue that is there
/// already is left as it is.
pub fn demo(dir: &Path, fresh: bool) -> Result<(), StoreError> {
    let unpack = || -> io::Result<()> {
        if fresh && dir.symlink_metadata().is_ok() {
            fs::remove_dir_all(dir)?;
        }
        let root = folder(dir)?;
        if dir.join("dialogue.toml").symlink_metadata().is_ok() {
            return Ok(());
        }
        for (file, text) in DEMO {
            match file.split_once('/') {
                Some((kind, name)) => put(Rights::private().folder(root.as_fd(), kind)?, name, text)?,
                None => put(root.try_clone()?, file, text)?,
            };
        }
        Ok(())
    };
    unpack().map_err(|error| StoreError::disk("Cannot unpack the sample into", dir, error, "Name another folder with --keep"))
}

/// Opens a folder, made for its owner alone where there is none.
fn folder(dir: &Path) -> io::Result<OwnedFd> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    Ok(rustix::fs::openat(CWD, dir, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?)
}

/// Writes a new file; `false` when there is one of that name.
fn put(folder: OwnedFd, name: &str, text: &str) -> io::Result<bool> {
    let slot = Slot { folder, name: name.to_owned() };
    let temporary = Rights::private().temporary(&slot, text.as_bytes())?;
    let new = slot.create(&temporary)?;
    if new {
        slot.settle()?;
    } else {
        slot.discard(&temporary);
    }
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::super::Store;
    use super::*;
    use crate::domain::record::Fields;
    use std::os::unix::fs::PermissionsExt;
    use tempfile::TempDir;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_new_dialogue_is_for_its_owner_alone_and_can_be_opened() {
        let dir = TempDir::new().unwrap();
        let new = dir.path().join("a/b");
        let beginning =
            Beginning { title: "Hands \"and\" Words".into(), start: NaiveDate::from_ymd_opt(2026, 3, 16), ..Default::default() };
        begin(&new, &beginning).unwrap();
        assert_eq!((mode(&new), mode(&new.join("dialogue.toml"))), (0o700, 0o600));
        let loaded = Store::open(&new).unwrap().load().unwrap();
        assert_eq!(loaded.dialogue.process().text("title"), Some("Hands \"and\" Words"));
        assert_eq!(loaded.dialogue.process().rows("phase").count(), 1);
        assert_eq!(loaded.dialogue.problems, []);
        assert!(begin(&new, &Beginning::default()).unwrap_err().to_string().contains("already"));
    }

    #[test]
    fn the_sample_is_unpacked_whole_and_anew_unless_it_was_kept() {
        let dir = TempDir::new().unwrap();
        let new = dir.path().join("demo");
        demo(&new, false).unwrap();
        for (file, text) in DEMO {
            assert_eq!(fs::read_to_string(new.join(file)).unwrap(), *text);
        }
        fs::write(new.join("issues/i1.toml"), "title = \"Mine\"\n").unwrap();
        demo(&new, false).unwrap();
        assert_eq!(fs::read_to_string(new.join("issues/i1.toml")).unwrap(), "title = \"Mine\"\n");
        demo(&new, true).unwrap();
        assert_ne!(fs::read_to_string(new.join("issues/i1.toml")).unwrap(), "title = \"Mine\"\n");
    }
}
