//! The guardian forks, so it is tried in a process of its own with one thread: this test program again, in a
//! pseudo-terminal. For that it has its own `main`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test, though not under the usual harness")]

use std::{
    fs::{File, OpenOptions},
    io::Read,
    process::ExitCode,
    sync::mpsc,
    thread,
    time::Duration,
};

use convenor::shell::{guardian, terminal::Terminal};
use nix::{
    sys::{
        signal::{Signal, kill, raise},
        wait::{WaitPidFlag, WaitStatus, waitpid},
    },
    unistd::Pid,
};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::termios::{LocalModes, tcgetattr};

const ENDING: &str = "CONVENOR_TEST_ENDING";
/// Only a broken guardian needs so long.
const PATIENCE: Duration = Duration::from_secs(30);
const LEFT: &str = "\x1b[?1049l";

fn main() -> ExitCode {
    if let Ok(ending) = std::env::var(ENDING) {
        return guardian::run(|| program(&ending));
    }
    the_terminal_is_given_back_after_any_ending();
    a_signal_to_the_guardian_reaches_the_program();
    a_program_that_is_stopped_stops_its_guardian_and_goes_on_with_it();
    a_terminal_that_vanishes_ends_the_program_and_its_guardian();
    ExitCode::SUCCESS
}

/// The program that is guarded: takes the terminal over, and ends in the way it is told.
fn program(ending: &str) -> ExitCode {
    let mut terminal = Terminal::open().unwrap();
    terminal.enter().unwrap();
    terminal.present(b"READY").unwrap();
    match ending {
        "leaves" => {
            terminal.leave().unwrap();
            ExitCode::from(7)
        }
        "panics" => panic!("as it was told"),
        "aborts" => std::process::abort(),
        "is killed" => {
            raise(Signal::SIGKILL).unwrap();
            ExitCode::SUCCESS
        }
        "overflows" => ExitCode::from(overflow(1) as u8),
        "is stopped" => {
            raise(Signal::SIGSTOP).unwrap();
            terminal.reclaim().unwrap();
            terminal.present(b"AGAIN").unwrap();
            ExitCode::SUCCESS
        }
        _ => loop {
            thread::park();
        },
    }
}

fn overflow(n: u64) -> u64 {
    let room = std::hint::black_box([n; 1000]);
    if n == 0 { 0 } else { overflow(n + room[1] / n) + 1 }
}

/// The program under its guardian in a pseudo-terminal.
struct Guarded {
    pid: Pid,
    master: Box<dyn MasterPty + Send>,
    tty: File,
    before: LocalModes,
    output: mpsc::Receiver<Vec<u8>>,
    unread: Vec<u8>,
    seen: String,
    child: Box<dyn Child + Send + Sync>,
}

impl Guarded {
    /// Start it, and wait until it has the terminal.
    fn start(ending: &str) -> Guarded {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let tty = OpenOptions::new().read(true).write(true).open(pair.master.tty_name().unwrap()).unwrap();
        let before = tcgetattr(&tty).unwrap().local_modes;
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.env(ENDING, ending);
        let child = pair.slave.spawn_command(command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap() as i32);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 1024];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut guarded = Guarded { pid, master: pair.master, tty, before, output, unread: Vec::new(), seen: String::new(), child };
        guarded.wait_for("READY");
        guarded
    }

    /// Read until this has been sent.
    fn wait_for(&mut self, text: &str) {
        while !self.seen.ends_with(text) {
            if self.unread.is_empty() {
                let more = self.output.recv_timeout(PATIENCE);
                self.unread = more.unwrap_or_else(|_| panic!("no {text:?} after {:?}", self.seen));
            }
            self.seen.push(self.unread.remove(0).into());
        }
    }

    fn modes(&self) -> LocalModes {
        tcgetattr(&self.tty).unwrap().local_modes
    }

    /// The exit code; the terminal must be as before, and left once.
    fn ended(mut self) -> u32 {
        self.wait_for(LEFT);
        let code = self.child.wait().unwrap().exit_code();
        assert_eq!(self.modes(), self.before);
        assert_eq!(self.seen.matches(LEFT).count(), 1);
        assert!(self.seen.contains("\x1b[?25h") && self.seen.contains("\x1b[?2004l"));
        code
    }
}

fn the_terminal_is_given_back_after_any_ending() {
    for (ending, code) in [("leaves", 7), ("panics", 101), ("aborts", 134), ("is killed", 137), ("overflows", 134)] {
        assert_eq!(Guarded::start(ending).ended(), code, "{ending}");
    }
}

fn a_signal_to_the_guardian_reaches_the_program() {
    for (signal, code) in [(Signal::SIGTERM, 143), (Signal::SIGHUP, 129), (Signal::SIGUSR1, 138)] {
        let guarded = Guarded::start("waits");
        kill(guarded.pid, signal).unwrap();
        assert_eq!(guarded.ended(), code);
    }
}

fn a_program_that_is_stopped_stops_its_guardian_and_goes_on_with_it() {
    let mut guarded = Guarded::start("is stopped");
    guarded.wait_for(LEFT);
    let pid = guarded.pid;
    let (sender, news) = mpsc::channel();
    thread::spawn(move || sender.send(waitpid(pid, Some(WaitPidFlag::WUNTRACED))));
    assert_eq!(news.recv_timeout(PATIENCE).unwrap(), Ok(WaitStatus::Stopped(pid, Signal::SIGSTOP)));
    assert_eq!(guarded.modes(), guarded.before);
    kill(pid, Signal::SIGCONT).unwrap();
    guarded.wait_for("AGAIN");
    guarded.wait_for(LEFT);
    assert_eq!(guarded.child.wait().unwrap().exit_code(), 0);
    assert_eq!(guarded.modes(), guarded.before);
}

fn a_terminal_that_vanishes_ends_the_program_and_its_guardian() {
    let mut guarded = Guarded::start("waits");
    drop(guarded.tty);
    drop(guarded.master);
    // the system tells the leader of the session when the last copy of the other side is closed; here one is still read
    kill(guarded.pid, Signal::SIGHUP).unwrap();
    assert_eq!(guarded.child.wait().unwrap().exit_code(), 129);
}
