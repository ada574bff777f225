//! Flushes journals to the disk behind the typing hand: at most a second or 64 characters later.
//!
//! It sleeps while nothing is typed. No key ever waits for it.

use std::fs::File;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The longest that typed text stays unflushed.
const SECOND: Duration = Duration::from_secs(1);

/// The most characters that stay unflushed.
pub(super) const CHARACTERS: usize = 64;

#[derive(Debug, Default)]
struct Waiting {
    files: Vec<Arc<File>>,
    since: Option<Instant>,
    characters: usize,
    failed: Option<String>,
    over: bool,
}

#[derive(Debug, Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    news: Condvar,
}

/// The flushing thread, which begins with the first text. Where the system grants none, the system itself flushes when it sees fit.
#[derive(Debug, Default)]
pub(super) struct Sync {
    shared: Arc<Shared>,
    thread: OnceLock<Option<thread::JoinHandle<()>>>,
}

impl Sync {
    /// Text was written to a file and should be flushed soon.
    pub(super) fn soon(&self, file: &Arc<File>, characters: usize) {
        let mut waiting = self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if !waiting.files.iter().any(|other| Arc::ptr_eq(other, file)) {
            waiting.files.push(file.clone());
        }
        waiting.since.get_or_insert_with(Instant::now);
        waiting.characters = waiting.characters.saturating_add(characters);
        self.shared.news.notify_one();
        self.thread.get_or_init(|| {
            let theirs = self.shared.clone();
            thread::Builder::new().name("drafts".to_owned()).spawn(move || run(&theirs)).ok()
        });
    }

    /// What the disk said when a flush failed, once.
    pub(super) fn failure(&self) -> Option<String> {
        self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner).failed.take()
    }
}

impl Drop for Sync {
    fn drop(&mut self) {
        self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner).over = true;
        self.shared.news.notify_one();
        if let Some(thread) = self.thread.take().flatten() {
            let _ = thread.join();
        }
    }
}

fn run(shared: &Shared) {
    let mut waiting = shared.waiting.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let rest = waiting.since.map(|since| SECOND.saturating_sub(since.elapsed()));
        let due = waiting.over || waiting.characters >= CHARACTERS || rest == Some(Duration::ZERO);
        if due {
            let files = std::mem::take(&mut waiting.files);
            (waiting.since, waiting.characters) = (None, 0);
            let over = waiting.over;
            drop(waiting);
            let failed = files.iter().find_map(|file| file.sync_data().err());
            waiting = shared.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(error) = failed {
                waiting.failed = Some(error.to_string());
            }
            if over {
                return;
            }
            continue;
        }
        waiting = match rest {
            Some(rest) => shared.news.wait_timeout(waiting, rest).map_or_else(|error| error.into_inner().0, |(guard, _)| guard),
            None => shared.news.wait(waiting).unwrap_or_else(PoisonError::into_inner),
        };
    }
}
