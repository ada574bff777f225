//! How long it takes to load a dialogue, beside only reading its files with two threads: 143, 1,000 and 10,000 records.
//!
//! `cargo bench --bench load`. Files are in the page cache; the best of several runs is shown.

mod common;

use common::write;
use convenor::domain::catalogue::DEMO;
use convenor::store::Store;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::temp_dir().join(format!("convenor-bench-{}", std::process::id()));
    for count in [DEMO.len(), 1_000, 10_000] {
        let _ = fs::remove_dir_all(&dir);
        let bytes = write(&dir, count, "")?;
        let store = Store::open(&dir)?;
        let reading = best(|| read(&dir))?;
        let loading = best(|| store.load().map(drop).map_err(io::Error::other))?;
        let ratio = loading.as_secs_f64() / reading.as_secs_f64();
        let mut out = io::stdout().lock();
        io::Write::write_fmt(
            &mut out,
            format_args!(
                "{count:>6} records, {:>6} kB: reading {reading:>10.2?}, loading {loading:>10.2?}, ratio {ratio:.2}\n",
                bytes / 1000
            ),
        )?;
    }
    fs::remove_dir_all(&dir)?;
    Ok(())
}

/// The shortest of 15 runs.
fn best(mut work: impl FnMut() -> io::Result<()>) -> io::Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..15 {
        let start = Instant::now();
        work()?;
        best = best.min(start.elapsed());
    }
    Ok(best)
}

/// Only reads all files, with two threads.
fn read(dir: &Path) -> io::Result<()> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(fs::read_dir(&path)?.filter_map(|entry| Some(entry.ok()?.path())));
        } else {
            files.push(path);
        }
    }
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut total = 0;
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    total += fs::read(file).map_or(0, |bytes| bytes.len());
                }
                std::hint::black_box(total)
            });
        }
    });
    Ok(())
}
