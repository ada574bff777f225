//! A folder becomes a dialogue. Never stops at a fault: what cannot be read is named, all else is there.
//!
//! Files are read and decoded by several threads; each file's stamp is kept, so that what others change later can be
//! found without reading all again.

use super::codec::Codec;
use super::error::StoreError;
use super::folder::{self, Folder, Stamp, Unread};
use super::listing::{Listed, Listing};
use crate::domain::catalogue::Catalogue;
use crate::domain::dialogue::Dialogue;
use crate::domain::problem::Problem;
use crate::domain::record::{Key, Locked, Record};
use rustix::io::Errno;
use std::collections::HashMap;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Files that a thread takes at a time.
const BATCH: usize = 32;

/// The stack of a reading thread, bytes: a hostile file may need more than the usual one, and what is not used costs nothing.
const STACK: usize = 32 << 20;

/// A dialogue, and how its folder looked when it was read.
#[derive(Debug)]
pub struct Loaded {
    /// All records.
    pub dialogue: Dialogue,
    /// What to compare with when looking for changes by others.
    pub snapshot: Snapshot,
}

/// How the files of a dialogue looked when they were last read.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// As they were loaded, until they are asked for by key.
    loaded: Vec<(Key, Stamp)>,
    stamps: HashMap<Key, Stamp>,
    overlays: Vec<(String, Option<Stamp>)>,
    about_kinds: Vec<Problem>,
}

/// What others changed in the folder.
#[derive(Debug, Default)]
pub struct News {
    /// Records that are new or differ.
    pub changed: Vec<Record>,
    /// Records whose file is gone.
    pub removed: Vec<Key>,
    /// All problems of the folder as it is now; they take the place of the dialogue's earlier ones.
    pub problems: Vec<Problem>,
    /// The dialogue's own kinds were changed: load everything again.
    pub kinds_changed: bool,
}

impl News {
    /// Whether anything at all is new among the records.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.removed.is_empty() && !self.kinds_changed
    }
}

/// Reads all records of a folder.
pub(super) fn load(root: &Folder) -> Result<Loaded, StoreError> {
    let (process, stamp) = process(root)?;
    let overlays = Overlays::read(root);
    let (catalogue, about_kinds) = overlays.catalogue();
    let listing = Listing::of(root, &catalogue);
    let (outcomes, mut problems) = read_all(root, &listing.folders, &listing.files);
    let mut stamps = Vec::with_capacity(outcomes.len() + 1);
    let records = outcomes.into_iter().chain([Read { place: 0, record: process, stamp }]).map(|read| {
        stamps.extend(read.stamp.map(|stamp| (read.record.key.clone(), stamp)));
        read.record
    });
    let records: Vec<_> = records.collect();
    problems.extend(listing.problems);
    problems.extend(about_kinds.iter().cloned());
    let dialogue = Dialogue::with(catalogue, records, problems);
    let snapshot = Snapshot { loaded: stamps, stamps: HashMap::new(), overlays: overlays.stamps, about_kinds };
    Ok(Loaded { dialogue, snapshot })
}

/// Reads again what changed since the snapshot, which is brought up to date.
pub(super) fn reload_changed(root: &Folder, catalogue: &Catalogue, snapshot: &mut Snapshot) -> Result<News, StoreError> {
    let overlays = Overlays::stamps(root);
    let kinds_changed = overlays != snapshot.overlays;
    let listing = Listing::of(root, catalogue);
    let mut fresh = Vec::new();
    let mut changed = Vec::new();
    let process_stamp = folder::stamp(root.fd(), "dialogue.toml");
    if process_stamp.as_ref() != snapshot.stamps().get(&Key::dialogue()) {
        changed.push(Arc::unwrap_or_clone(process(root)?.0));
    }
    snapshot.overlays = overlays;
    let mut old = std::mem::take(snapshot.stamps());
    old.remove(&Key::dialogue());
    snapshot.stamps.extend(process_stamp.map(|stamp| (Key::dialogue(), stamp)));
    for listed in listing.files {
        let now = listing.folders.get(listed.folder).and_then(|fd| folder::stamp(fd.as_fd(), &listed.name));
        let before = old.remove(&listed.key);
        if let Some(stamp) = now {
            snapshot.stamps.insert(listed.key.clone(), stamp);
            if before != Some(stamp) {
                fresh.push(listed);
            }
        }
    }
    let (outcomes, mut problems) = read_all(root, &listing.folders, &fresh);
    changed.extend(outcomes.into_iter().map(|read| Arc::unwrap_or_clone(read.record)));
    problems.extend(listing.problems);
    problems.extend(snapshot.about_kinds.iter().cloned());
    Ok(News { changed, removed: old.into_keys().collect(), problems, kinds_changed })
}

impl Snapshot {
    /// The stamps by key: put in order only when somebody asks.
    fn stamps(&mut self) -> &mut HashMap<Key, Stamp> {
        self.stamps.extend(std::mem::take(&mut self.loaded));
        &mut self.stamps
    }

    /// Notes that a record was written by ourselves, so that it is no news.
    pub(super) fn note(&mut self, root: &Folder, key: &Key) {
        match folder::stamp(root.fd(), &key.file()) {
            Some(stamp) => self.stamps().insert(key.clone(), stamp),
            None => self.stamps().remove(key),
        };
    }
}

fn process(root: &Folder) -> Result<(Arc<Record>, Option<Stamp>), StoreError> {
    let mut bytes = Vec::new();
    match one(root, root.fd(), Key::dialogue(), "dialogue.toml", &mut Codec::new(), &mut bytes) {
        Outcome::Record(record, stamp) => Ok((record, stamp)),
        Outcome::Problem(_) | Outcome::Gone => Err(StoreError::NoDialogue { dir: root.path().to_owned() }),
    }
}

/// A record that was read.
struct Read {
    /// The place of its file among those asked for.
    place: usize,
    record: Arc<Record>,
    stamp: Option<Stamp>,
}

type Outcomes = (Vec<Read>, Vec<Problem>);

/// Reads files in several threads; the records come in the order of the files.
fn read_all(root: &Folder, folders: &[std::os::fd::OwnedFd], files: &[Listed]) -> Outcomes {
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut codec, mut bytes) = (Codec::new(), Vec::new());
        let (mut records, mut problems) = (Vec::with_capacity(files.len() / 2), Vec::new());
        loop {
            let from = next.fetch_add(BATCH, Ordering::Relaxed);
            let Some(batch) = files.get(from..files.len().min(from + BATCH)).filter(|batch| !batch.is_empty()) else { break };
            for (place, listed) in (from..).zip(batch) {
                let Some(folder) = folders.get(listed.folder) else { continue };
                match one(root, folder.as_fd(), listed.key.clone(), &listed.name, &mut codec, &mut bytes) {
                    Outcome::Record(record, stamp) => records.push(Read { place, record, stamp }),
                    Outcome::Problem(problem) => problems.push(problem),
                    Outcome::Gone => {}
                }
            }
        }
        (records, problems)
    };
    let beside = || {
        // With a table of open files of its own a thread need not take turns with the others for each file.
        let _ = nix::sched::unshare(nix::sched::CloneFlags::CLONE_FILES);
        work()
    };
    let threads = processors().clamp(2, 8).min(files.len().div_ceil(BATCH));
    thread::scope(|scope| {
        let readers: Vec<_> =
            (0..threads).filter_map(|_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, beside).ok()).collect();
        // Where the system grants no thread, this one does the work.
        let (mut records, mut problems) = if readers.is_empty() { work() } else { Default::default() };
        for reader in readers {
            let (more, wrong) = reader.join().unwrap_or_default();
            records.extend(more);
            problems.extend(wrong);
        }
        // Each thread took its files in order: these are a few runs to be joined.
        records.sort_by_key(|read| read.place);
        problems.sort_by(|a, b| a.file.cmp(&b.file));
        (records, problems)
    })
}

/// How many processors this program may use. (What a container may use of them is not looked up: that costs more than a
/// thread too many.)
fn processors() -> usize {
    rustix::thread::sched_getaffinity(None).map_or(2, |set| usize::try_from(set.count()).unwrap_or(2))
}

enum Outcome {
    Record(Arc<Record>, Option<Stamp>),
    Problem(Problem),
    Gone,
}

fn one(root: &Folder, folder: BorrowedFd<'_>, key: Key, name: &str, codec: &mut Codec, bytes: &mut Vec<u8>) -> Outcome {
    match folder::read(folder, name, bytes) {
        Ok(stamp) => Outcome::Record(Arc::new(codec.read(key, bytes)), Some(stamp)),
        Err(Unread::Disk(Errno::LOOP)) => link(root, key, folder::stamp(folder, name), codec, bytes),
        Err(why) => unread(key, why, folder::stamp(folder, name)),
    }
}

/// A record without what its file may hold, and why.
fn locked(key: Key, why: Locked, problem: Problem, stamp: Option<Stamp>) -> Outcome {
    let mut record = Record::new(key);
    record.locked = Some(why);
    record.flaws.push(problem);
    Outcome::Record(Arc::new(record), stamp)
}

/// A symbolic link: read where it stays within the dialogue's folder, never written.
fn link(root: &Folder, key: Key, stamp: Option<Stamp>, codec: &mut Codec, bytes: &mut Vec<u8>) -> Outcome {
    let file = key.file();
    let problem = |what: &str| Problem::new(&*file, what, "Put the file itself here to change it.");
    if root.read_link(&file, bytes).is_err() {
        let what = "The file is a symbolic link that leads out of the dialogue's folder or nowhere; it was not followed.";
        return locked(key, Locked::Link, problem(what), stamp);
    }
    let mut record = codec.read(key, bytes);
    record.locked = Some(Locked::Link);
    record.flaws.push(problem("The file is a symbolic link; the record can be read here but not changed."));
    Outcome::Record(Arc::new(record), stamp)
}

fn unread(key: Key, why: Unread, stamp: Option<Stamp>) -> Outcome {
    let file = key.file();
    match why {
        Unread::Gone | Unread::LeadsOut => Outcome::Gone,
        Unread::NotAFile(what) => {
            let hint = "Take it away, or give it a name without .toml.";
            Outcome::Problem(Problem::new(file, format!("This is a {what}, not a file; it was not opened."), hint))
        }
        Unread::TooLarge(size) => {
            let what = format!("The file has {} MiB; a record has at most 4. It was not read.", size >> 20);
            let problem = Problem::new(file, what, "Keep large things outside and name them in evidence or resources.");
            locked(key, Locked::Unreadable, problem, stamp)
        }
        Unread::Disk(error) => {
            let problem = Problem::new(file, format!("The file cannot be read: {error}."), "Ask its owner for the right to read it.");
            locked(key, Locked::Unreadable, problem, stamp)
        }
    }
}

/// A dialogue's own kind files, `config/kinds/*.toml`.
struct Overlays {
    texts: Vec<(String, String)>,
    stamps: Vec<(String, Option<Stamp>)>,
    problems: Vec<Problem>,
}

impl Overlays {
    const FOLDER: &str = "config/kinds";

    fn names(root: &Folder) -> Option<(std::os::fd::OwnedFd, Vec<String>)> {
        root.inner("config").ok().flatten()?;
        let fd = root.inner(Self::FOLDER).ok().flatten()?;
        let mut names = folder::names(fd.as_fd()).ok()?;
        names.retain(|name| name.ends_with(".toml") && !name.starts_with('.'));
        Some((fd, names))
    }

    fn stamps(root: &Folder) -> Vec<(String, Option<Stamp>)> {
        let Some((fd, names)) = Self::names(root) else { return Vec::new() };
        names
            .into_iter()
            .map(|name| {
                let stamp = folder::stamp(fd.as_fd(), &name);
                (name, stamp)
            })
            .collect()
    }

    fn read(root: &Folder) -> Self {
        let mut overlays = Self { texts: Vec::new(), stamps: Self::stamps(root), problems: Vec::new() };
        let Some((fd, names)) = Self::names(root) else { return overlays };
        let mut bytes = Vec::new();
        for name in names {
            let file = format!("{}/{name}", Self::FOLDER);
            let hint = "The built-in kind is used as it is.";
            match folder::read(fd.as_fd(), &name, &mut bytes) {
                Ok(_) => match std::str::from_utf8(&bytes) {
                    Ok(text) => overlays.texts.push((file, text.to_owned())),
                    Err(_) => overlays.problems.push(Problem::new(file, "The file is not UTF-8 text.", hint)),
                },
                Err(_) => overlays.problems.push(Problem::new(file, "The file cannot be read.", hint)),
            }
        }
        overlays
    }

    fn catalogue(&self) -> (Arc<Catalogue>, Vec<Problem>) {
        let sources: Vec<_> = self.texts.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
        let (catalogue, mut problems) = Catalogue::with_overlays(&sources);
        problems.extend(self.problems.iter().cloned());
        (catalogue, problems)
    }
}

#[cfg(test)]
mod tests;
