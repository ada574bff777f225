//! The guardian: a parent process that gives the terminal back, however the program ends.
//!
//! A program can be killed, run out of stack or abort, and then none of its own code runs. So the process that was started
//! only watches; the program runs in its child, in the same process group. The guardian passes signals down, stops and goes
//! on with the child, and ends with its exit code. It knows nothing of the program.
//!
//! `fork` has no safe form; this is the one place that uses it.
#![allow(unsafe_code, reason = "fork, before there is a second thread")]

use std::{
    io::{self, Write},
    process::ExitCode,
};

use nix::{
    sys::{
        resource::{Resource, setrlimit},
        signal::{SigSet, SigmaskHow, Signal, kill, raise},
        wait::{WaitPidFlag, WaitStatus, waitpid},
    },
    unistd::{ForkResult, Pid, fork, getpgrp},
};
use rustix::{
    fd::BorrowedFd,
    process::{DumpableBehavior, set_dumpable_behavior, set_parent_process_death_signal},
    termios::{Termios, isatty, tcgetattr, tcgetpgrp},
};

use super::terminal::give_back;

/// Signals that end, stop or wake the guardian unless it waits for them.
const WATCHED: [Signal; 11] = [
    Signal::SIGCHLD,
    Signal::SIGHUP,
    Signal::SIGINT,
    Signal::SIGQUIT,
    Signal::SIGTERM,
    Signal::SIGUSR1,
    Signal::SIGUSR2,
    Signal::SIGALRM,
    Signal::SIGTSTP,
    Signal::SIGTTIN,
    Signal::SIGTTOU,
];

/// Run the program in a child, and guard the terminal meanwhile. Both processes come back from here, with the exit code to
/// end with at once: that of the program (128 and the signal's number when it was killed).
///
/// To be called before there is a second thread. Where there is no terminal, or no second process to be had, the program
/// runs unguarded.
pub fn run(program: impl FnOnce() -> ExitCode) -> ExitCode {
    keep_no_dumps();
    let Some((tty, before)) = terminal() else { return program() };
    let watched: SigSet = WATCHED.into_iter().collect();
    // before the fork, so that no signal is lost in between
    let Ok(mask) = watched.thread_swap_mask(SigmaskHow::SIG_BLOCK) else { return program() };
    // SAFETY: there is only this thread yet, so the child finds no lock taken and no memory half written.
    let forked = unsafe { fork() };
    if let Ok(ForkResult::Parent { child }) = forked {
        return Guardian { tty, before, child, watched }.watch();
    }
    if forked.is_ok() {
        // nobody would give the terminal back without the guardian: leave in order when it is killed
        let _ = set_parent_process_death_signal(Some(rustix::process::Signal::HUP));
    }
    let _ = mask.thread_set_mask();
    program()
}

/// See to it that the system never writes the memory of this process, with what was said in confidence, to a file, and
/// that other processes of the same user cannot read it.
pub fn keep_no_dumps() {
    // refused only where it is not needed
    let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

/// The terminal that is to be guarded, and its modes.
fn terminal() -> Option<(BorrowedFd<'static>, Termios)> {
    let tty = [rustix::stdio::stdout(), rustix::stdio::stdin()].into_iter().find(|fd| isatty(fd))?;
    tcgetattr(tty).ok().map(|modes| (tty, modes))
}

struct Guardian {
    tty: BorrowedFd<'static>,
    before: Termios,
    child: Pid,
    watched: SigSet,
}

impl Guardian {
    fn watch(&self) -> ExitCode {
        loop {
            match self.watched.wait() {
                Ok(Signal::SIGCHLD) => {
                    if let Some(code) = self.news() {
                        return code;
                    }
                }
                // the child is stopped by these itself
                Ok(Signal::SIGTTIN | Signal::SIGTTOU) | Err(_) => {}
                Ok(signal) => {
                    let _ = kill(self.child, signal);
                }
            }
        }
    }

    /// What has become of the child; the exit code when it has ended.
    fn news(&self) -> Option<ExitCode> {
        loop {
            match waitpid(self.child, Some(WaitPidFlag::WNOHANG | WaitPidFlag::WUNTRACED)) {
                Ok(WaitStatus::Exited(_, code)) => {
                    self.give_back();
                    return Some(ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX)));
                }
                Ok(WaitStatus::Signaled(_, signal, _)) => {
                    self.give_back();
                    if !matches!(signal, Signal::SIGHUP | Signal::SIGTERM | Signal::SIGINT) {
                        // the terminal may be gone with the child
                        let _ = writeln!(io::stderr(), "convenor was ended by {signal}. What you typed is kept; start it again.");
                    }
                    return Some(ExitCode::from(u8::try_from(signal as i32).unwrap_or(0).saturating_add(128)));
                }
                Ok(WaitStatus::Stopped(_, signal)) => {
                    self.give_back();
                    stop(signal);
                    let _ = kill(self.child, Signal::SIGCONT);
                }
                Err(nix::Error::EINTR) => {}
                Err(_) => return Some(ExitCode::FAILURE),
                Ok(_) => return None,
            }
        }
    }

    /// Give the terminal back if the child has not, and if it is ours to give: a shell may have it already.
    fn give_back(&self) {
        if tcgetpgrp(self.tty).is_ok_and(|group| group.as_raw_nonzero().get() == getpgrp().as_raw()) {
            // a terminal that is gone needs nothing
            let _ = give_back(self.tty, &self.before);
        }
    }
}

/// Stop this process as the child was stopped, until the shell wakes it.
fn stop(signal: Signal) {
    let _ = raise(signal);
    // all but SIGSTOP wait behind the mask
    let waiting: SigSet = [signal].into_iter().collect();
    let _ = waiting.thread_unblock();
    let _ = waiting.thread_block();
}
