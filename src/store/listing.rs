//! Which files of a dialogue's folder are records, and what else lies there that somebody should know of.
//!
//! Opens no record; what stands in the files is for the codec.

use super::folder::{self, Folder};
use crate::domain::catalogue::Catalogue;
use crate::domain::nearest::nearest;
use crate::domain::problem::Problem;
use crate::domain::record::{DIALOGUE, Key, Name};
use rustix::fs::{AtFlags, Mode};
use rustix::io::Errno;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

/// The end of the names of files that a save writes before they become a record.
pub(super) const TEMPORARY: &str = ".convenor-tmp";

/// The records' files of a dialogue.
pub(super) struct Listing {
    /// The kinds' folders, open.
    pub(super) folders: Vec<OwnedFd>,
    /// Each record's key, the index of its folder, and its file name; those of a kind in the order of their ids.
    pub(super) files: Vec<Listed>,
    /// What is wrong or unusual in the folder.
    pub(super) problems: Vec<Problem>,
}

/// One record's file.
pub(super) struct Listed {
    /// Which record.
    pub(super) key: Key,
    /// The index of its folder in [`Listing::folders`].
    pub(super) folder: usize,
    /// The file's name.
    pub(super) name: String,
}

impl Listing {
    /// Looks into the folder of each kind of the catalogue.
    pub(super) fn of(root: &Folder, catalogue: &Catalogue) -> Self {
        let mut listing = Self { folders: Vec::new(), files: Vec::new(), problems: Vec::new() };
        for kind in catalogue.names().filter(|kind| &***kind != DIALOGUE) {
            match root.inner(kind) {
                Ok(Some(fd)) => listing.kind(kind, fd),
                Ok(None) => {}
                Err(Errno::LOOP | Errno::NOTDIR) => listing.problems.push(Problem::new(
                    &**kind,
                    "This is not a folder but a symbolic link or a file; no record in it was read.",
                    "Put the folder itself here.",
                )),
                Err(error) => listing.problems.push(unreadable(kind, error)),
            }
        }
        listing.strangers(root, catalogue);
        listing.doors(root);
        listing
    }

    fn kind(&mut self, kind: &Name, fd: OwnedFd) {
        let (folder, first, known) = (self.folders.len(), self.files.len(), self.problems.len());
        let read = folder::each_name(fd.as_fd(), |name| {
            if let Some(problem) = side_file(kind, name) {
                self.problems.push(problem);
            } else if let Some(id) = name.strip_suffix(".toml").filter(|id| !id.starts_with('.')) {
                let key = Key { kind: kind.clone(), id: id.into() };
                self.files.push(Listed { key, folder, name: name.to_owned() });
            }
        });
        if let Err(error) = read {
            self.problems.push(unreadable(kind, error));
        }
        if let Some(problems) = self.problems.get_mut(known..) {
            problems.sort_by(|a, b| a.file.cmp(&b.file));
        }
        // In the order in which a dialogue has its records: `a-b` stands behind `a`, though `a-b.toml` stands before `a.toml`.
        if let Some(files) = self.files.get_mut(first..) {
            files.sort_unstable_by(|a, b| a.key.id.cmp(&b.key.id));
        }
        self.folders.push(fd);
    }

    /// Names each folder of the dialogue that no kind knows but that holds TOML, once.
    fn strangers(&mut self, root: &Folder, catalogue: &Catalogue) {
        for name in folder::names(root.fd()).unwrap_or_default() {
            if name.starts_with('.') || name == "config" || catalogue.names().any(|kind| **kind == *name) {
                continue;
            }
            let Ok(Some(fd)) = root.inner(&name) else { continue };
            if folder::names(fd.as_fd()).unwrap_or_default().iter().any(|name| name.ends_with(".toml")) {
                let hint = match nearest(&name, catalogue.names().map(|name| &**name)) {
                    Some(kind) => format!("Did you mean {kind}? The files are left as they are."),
                    None => "The files are left as they are.".to_owned(),
                };
                self.problems.push(Problem::new(name, "No kind of record has this folder.", hint).as_hint());
            }
        }
    }

    /// Says when people other than the owner and the group may look into the folder.
    fn doors(&mut self, root: &Folder) {
        let Ok(stat) = rustix::fs::statat(root.fd(), "", AtFlags::EMPTY_PATH) else { return };
        if Mode::from_raw_mode(stat.st_mode).intersects(Mode::RWXO) {
            let hint = format!("Close it with: chmod o-rwx '{}'", root.path().display());
            self.problems.push(Problem::new(".", "Everybody on this machine may look into this folder.", hint).as_hint());
        }
    }
}

/// Whether the process that a temporary file's name ends with (`.x.toml.4711-3`) still runs: then it is busy saving.
fn is_being_written(name: &str) -> bool {
    let process = name.rsplit_once('.').and_then(|(_, process)| process.split_once('-')).map(|(process, _)| process);
    process.is_some_and(|process| process.parse::<u32>().is_ok() && Path::new("/proc").join(process).exists())
}

fn unreadable(name: &str, error: Errno) -> Problem {
    Problem::new(name, format!("The folder cannot be read: {error}."), "Ask its owner for the right to read it.")
}

/// A file beside the records that an editor, a synchroniser or a broken-off save left.
fn side_file(kind: &str, name: &str) -> Option<Problem> {
    let file = || format!("{kind}/{name}");
    let hint = |what: String, hint: &str| Some(Problem::new(file(), what, hint).as_hint());
    if let Some(rest) = name.strip_suffix(TEMPORARY) {
        if is_being_written(rest) {
            return None;
        }
        let what = "A save was broken off here; the file may hold words that stand nowhere else.";
        return Some(Problem::new(file(), what, "Compare it with the record, then take it away."));
    }
    if name.contains(".sync-conflict-") || name.contains("conflicted copy") {
        let what = "A synchroniser kept a second version of a record here.".to_owned();
        return hint(what, "Take over what is missing in the record, then remove this file.");
    }
    if let Some(record) = name.strip_prefix(".#").filter(|name| name.ends_with(".toml")) {
        return hint(format!("Somebody has {record} open in an editor."), "Their version will come when they save it.");
    }
    if name.starts_with('#') && name.ends_with(".toml#") {
        return hint("An editor kept words here that were not saved.".to_owned(), "Open the record in that editor to bring them back.");
    }
    let open = name.strip_prefix('.').and_then(|name| name.rsplit_once('.')).filter(|(_, end)| end.len() == 3 && end.starts_with("sw"));
    if let Some((record, _)) = open.filter(|(record, _)| record.ends_with(".toml")) {
        return hint(format!("Vim has {record} open, or ended without saving it."), "Open the record in Vim to see which.");
    }
    None
}
