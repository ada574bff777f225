//! Who writes a draft, and whether that program still runs.
//!
//! The number of a process alone proves nothing: it comes again, and it means another process on another machine or
//! after a restart.

use super::line::Head;
use std::fs;
use std::process;

/// A running program.
#[derive(Clone, Debug)]
pub(super) struct Owner {
    /// Its number.
    pub(super) pid: u32,
    /// When it began, in the system's ticks.
    pub(super) began: u64,
    /// The machine's name.
    pub(super) host: String,
    /// This start of the machine.
    pub(super) boot: String,
}

impl Owner {
    /// This program.
    pub(super) fn this() -> Self {
        let pid = process::id();
        let kernel = |name: &str| fs::read_to_string(format!("/proc/sys/kernel/{name}")).unwrap_or_default().trim().to_owned();
        Self { pid, began: began(pid).unwrap_or(0), host: kernel("hostname"), boot: kernel("random/boot_id") }
    }

    /// Who else has a draft open, as a sentence; `None` when nobody does or it is this program.
    pub(super) fn other_than_this(&self, head: &Head) -> Option<String> {
        if head.host != self.host {
            return Some(format!("A program on {} may have it open.", clean(&head.host)));
        }
        let alive = head.boot == self.boot && began(head.pid) == Some(head.began);
        let this = head.pid == self.pid && head.began == self.began;
        (alive && !this).then(|| format!("Your other window (process {}) has it open.", head.pid))
    }
}

fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(64).collect()
}

/// When a process began: the 22nd entry of its `stat`, counted from behind its name, which may hold anything.
fn began(pid: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(19)?.parse().ok()
}
