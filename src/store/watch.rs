//! Changes by others are noticed: at once on a local disk, within ten seconds on a network.
//!
//! While nothing happens on a local disk the waiting thread sleeps. What the changes mean is for whoever waits.

use super::Store;
use super::error::StoreError;
use super::folder::Folder;
use super::load::{self, News, Snapshot};
use super::private::PRIVATE;
use crate::domain::catalogue::Catalogue;
use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::sync::Arc;

/// How long to sleep where the system tells nothing of other machines' changes, seconds.
const NETWORK_PAUSE: i64 = 10;

/// Kinds of file system on which others may write without our system knowing: NFS, SMB, CIFS, AFS, 9P, Ceph, Lustre,
/// and what a program serves (sshfs).
const NETWORK: [u64; 9] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x5346_414f, 0x0102_1997, 0x00c3_6400, 0x0bd0_0bd0, 0x6573_5546];

/// Waits for changes by others.
#[derive(Debug)]
pub struct Watch {
    ear: Ear,
    catalogue: Arc<Catalogue>,
    snapshot: Snapshot,
}

/// Ends a [`Watch`] from another thread.
#[derive(Clone, Debug)]
pub struct Stop(Arc<OwnedFd>);

impl Stop {
    /// The watch's `wait` returns with nothing.
    pub fn stop(&self) {
        let _ = rustix::io::write(&*self.0, &1_u64.to_ne_bytes());
    }
}

/// Hears of changes from before the first record was read, so that none falls between reading and watching.
#[derive(Debug)]
pub struct Ear {
    root: Folder,
    events: Option<OwnedFd>,
    stop: Arc<OwnedFd>,
}

impl Store {
    /// Begins to hear of changes: to be called before the records are loaded.
    pub fn listen(&self) -> Result<Ear, StoreError> {
        let fault =
            |error: Errno| StoreError::disk("Cannot watch", self.dir(), error, "Changes by others show when the dialogue is opened again");
        let root = Folder::open(self.dir())?;
        let stop = Arc::new(eventfd(0, EventfdFlags::CLOEXEC).map_err(fault)?);
        let events = if is_network(&root) { None } else { inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok() };
        let ear = Ear { root, events, stop };
        ear.look_at_folders(&Catalogue::builtin());
        Ok(ear)
    }
}

impl Ear {
    /// Watches for changes to what was loaded meanwhile.
    #[must_use]
    pub fn watch(self, catalogue: Arc<Catalogue>, snapshot: Snapshot) -> (Watch, Stop) {
        if !Arc::ptr_eq(&catalogue, &Catalogue::builtin()) {
            self.look_at_folders(&catalogue);
        }
        let stop = Stop(self.stop.clone());
        (Watch { ear: self, catalogue, snapshot }, stop)
    }

    /// Asks for events of the dialogue's folder and of all kinds' folders that are there.
    fn look_at_folders(&self, catalogue: &Catalogue) {
        let Some(events) = &self.events else { return };
        // A file that is still being written makes no event before it is closed.
        let of = WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO | WatchFlags::MOVED_FROM | WatchFlags::DELETE | WatchFlags::CREATE;
        let how = of | WatchFlags::ONLYDIR | WatchFlags::DONT_FOLLOW | WatchFlags::EXCL_UNLINK;
        let kinds = catalogue.names().map(|name| &**name);
        for name in ["", "config", "config/kinds"].into_iter().chain(kinds) {
            let _ = inotify::add_watch(events, self.root.path().join(name), how);
        }
    }
}

fn is_network(root: &Folder) -> bool {
    #[allow(clippy::unnecessary_cast, clippy::cast_sign_loss)]
    // The type of the field differs between machines; only the lower half is the kind.
    rustix::fs::fstatfs(root.fd()).is_ok_and(|stat| NETWORK.contains(&(stat.f_type as u64 & 0xffff_ffff)))
}

impl Watch {
    /// Sleeps until something was changed, by others or by ourselves, and gives it; `None` once it was stopped.
    ///
    /// What we saved ourselves comes along: whoever knows the records already sees that nothing is new.
    pub fn wait(&mut self) -> Option<News> {
        loop {
            let found = match self.ear.events {
                Some(_) => self.sleep(None)?,
                None => {
                    self.sleep(Some(Timespec { tv_sec: NETWORK_PAUSE, tv_nsec: 0 }))?;
                    true
                }
            };
            if !found {
                continue;
            }
            match load::reload_changed(&self.ear.root, &self.catalogue, &mut self.snapshot) {
                Ok(news) if news.is_empty() => {}
                Ok(news) => return Some(news),
                // The dialogue is being moved or written anew; the next event tells.
                Err(_) => {}
            }
        }
    }

    /// Sleeps until there are events; `Some(true)` when one of them concerns a record, `None` when stopped.
    fn sleep(&self, at_most: Option<Timespec>) -> Option<bool> {
        let mut waiting = vec![PollFd::new(&*self.ear.stop, PollFlags::IN)];
        waiting.extend(self.ear.events.as_ref().map(|events| PollFd::new(events, PollFlags::IN)));
        if poll(&mut waiting, at_most.as_ref()).is_err() {
            return Some(false);
        }
        let stopped = waiting.first().is_some_and(|stop| !stop.revents().is_empty());
        if stopped { None } else { Some(self.drain()) }
    }

    /// Reads all events that wait; whether one of them concerns a record or a folder.
    fn drain(&self) -> bool {
        let Some(events) = &self.ear.events else { return false };
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut reader = inotify::Reader::new(events, &mut buffer);
        let (mut concerned, mut folders) = (false, false);
        while let Ok(event) = reader.next() {
            let name = event.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            let folder = event.events().contains(ReadFlags::ISDIR);
            folders |= folder && name != PRIVATE;
            concerned |= event.events().contains(ReadFlags::QUEUE_OVERFLOW);
            concerned |= name.ends_with(".toml") && !name.starts_with('.');
        }
        if folders {
            self.ear.look_at_folders(&self.catalogue);
        }
        concerned || folders
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{sample, store, write};
    use super::*;
    use crate::domain::record::Key;
    use std::fs;
    use tempfile::TempDir;

    fn watch(dir: &TempDir) -> (Watch, Stop) {
        let store = store(dir);
        let ear = store.listen().unwrap();
        let loaded = store.load().unwrap();
        ear.watch(loaded.dialogue.catalogue.clone(), loaded.snapshot)
    }

    #[test]
    fn what_somebody_else_changes_while_the_dialogue_is_being_opened_is_noticed() {
        let dir = sample();
        let store = store(&dir);
        let ear = store.listen().unwrap();
        let loaded = store.load().unwrap();
        write(dir.path(), "issues/i1.toml", "title = \"Changed\"\n");
        let (mut watch, _) = ear.watch(loaded.dialogue.catalogue.clone(), loaded.snapshot);
        assert_eq!(watch.wait().unwrap().changed.iter().map(|record| record.id()).collect::<Vec<_>>(), ["i1"]);
    }

    #[test]
    fn a_record_changed_by_somebody_else_is_noticed() {
        let dir = sample();
        let (mut watch, _) = watch(&dir);
        write(dir.path(), "issues/i1.toml", "title = \"Changed\"\n");
        let news = watch.wait().unwrap();
        assert_eq!(news.changed.iter().map(|record| record.id()).collect::<Vec<_>>(), ["i1"]);
        fs::remove_file(dir.path().join("issues/i2.toml")).unwrap();
        assert_eq!(watch.wait().unwrap().removed, [Key::new("issues", "i2")]);
    }

    #[test]
    fn records_in_a_folder_that_is_new_are_noticed() {
        let dir = sample();
        fs::remove_dir_all(dir.path().join("missions")).unwrap();
        let (mut watch, _) = watch(&dir);
        // The folder comes whole, as from a synchroniser, or file by file: either way both records arrive.
        write(dir.path(), "missions/a.toml", "title = \"A\"\n");
        let mut ids: Vec<String> = Vec::new();
        while ids.is_empty() {
            ids.extend(watch.wait().unwrap().changed.iter().map(|record| record.id().to_owned()));
        }
        write(dir.path(), "missions/b.toml", "title = \"B\"\n");
        while !ids.contains(&"b".to_owned()) {
            ids.extend(watch.wait().unwrap().changed.iter().map(|record| record.id().to_owned()));
        }
        assert!(ids.contains(&"a".to_owned()));
    }

    #[test]
    fn a_watch_that_is_stopped_ends() {
        let dir = sample();
        let (mut watch, stop) = watch(&dir);
        // Something that is no record wakes nobody.
        write(dir.path(), "notes.txt", "x");
        stop.stop();
        assert!(watch.wait().is_none());
    }

    #[test]
    fn where_the_system_tells_nothing_the_folder_is_looked_at_again() {
        let dir = sample();
        let (mut watch, stop) = watch(&dir);
        watch.ear.events = None;
        write(dir.path(), "issues/i1.toml", "title = \"Changed\"\n");
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        assert_eq!(watch.sleep(Some(now)), Some(false));
        let news = load::reload_changed(&watch.ear.root, &watch.catalogue, &mut watch.snapshot).unwrap();
        assert_eq!(news.changed.len(), 1);
        stop.stop();
        assert!(watch.wait().is_none());
    }
}
