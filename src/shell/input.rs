//! The keyboard: a thread that reads the terminal and tells the program what was typed.
//!
//! It waits for bytes or a hang-up, hands the bytes to [`Decoder`] and passes on what comes out. A terminal that is gone
//! is reported once, and the thread ends. It knows nothing of what keys mean, and writes nothing.

mod decode;
mod escape;
mod paste;
#[cfg(test)]
mod tests;

use std::{
    io::{self, Read, Write},
    os::fd::{AsFd, BorrowedFd},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use crossterm::event::KeyEvent;
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};

pub use decode::{Decoder, Patience};

/// What the terminal and the system say to the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed. A letter says by itself whether Shift was held: `Char('G')` comes without that modifier.
    Key(KeyEvent),
    /// Text was pasted: lines end in `\n`, other control characters are as they came. A very long one comes in pieces.
    Paste(String),
    /// The terminal answered the one question that it may be asked ([`QUESTION`](super::pace::QUESTION)).
    Answered,
    /// The terminal may have another size now.
    Resize,
    /// The process goes on after it was stopped; the screen is not known any more.
    Continued,
    /// The terminal is gone: keep the drafts and leave, exit code 129.
    Hangup,
    /// Somebody asks the program to end (SIGTERM, SIGINT, SIGQUIT): keep the drafts and leave.
    Terminate,
}

/// Bytes taken from the terminal at once: the system's own buffer holds no more.
const CHUNK: usize = 4096;

/// The reading thread. It ends with the terminal, or with the process.
#[derive(Debug)]
pub struct Keyboard {
    bell: io::PipeWriter,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Reading,
    /// Asked to rest.
    Asked,
    /// Not reading.
    Resting,
    /// The thread has ended.
    Ended,
}

impl Keyboard {
    /// Start to read keys from standard input. `send` gets every input and says whether anybody still listens; when not,
    /// or after [`Input::Hangup`], the thread ends.
    ///
    /// # Errors
    /// When the system gives no thread or no pipe.
    pub fn start(patience: Patience, send: impl Fn(Input) -> bool + Send + 'static) -> io::Result<Keyboard> {
        Keyboard::read_from(io::stdin(), patience, send)
    }

    /// As [`Keyboard::start`], from any descriptor.
    ///
    /// # Errors
    /// When the system gives no thread or no pipe.
    pub fn read_from(
        source: impl AsFd + Send + 'static,
        patience: Patience,
        send: impl Fn(Input) -> bool + Send + 'static,
    ) -> io::Result<Keyboard> {
        let (ear, bell) = io::pipe()?;
        let shared = Arc::new(Shared::default());
        let reader = Reader { decoder: Decoder::new(patience), ear, shared: Arc::clone(&shared) };
        thread::Builder::new().name("keyboard".into()).spawn(move || reader.run(source.as_fd(), &send))?;
        Ok(Keyboard { bell, shared })
    }

    /// Stop reading, so that another program may have the terminal. Returns when the thread rests (or has ended).
    pub fn pause(&self) {
        let mut state = self.shared.lock();
        if *state == State::Reading {
            *state = State::Asked;
            // a full pipe has rung enough
            let _ = (&self.bell).write(&[1]);
        }
        while *state == State::Asked {
            state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Read on.
    pub fn resume(&self) {
        let mut state = self.shared.lock();
        if matches!(*state, State::Asked | State::Resting) {
            *state = State::Reading;
            self.shared.changed.notify_all();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Reader {
    decoder: Decoder,
    ear: io::PipeReader,
    shared: Arc<Shared>,
}

/// What a wait ended with.
enum Woken {
    Readable,
    Rung,
    Waited,
    Gone,
}

impl Reader {
    fn run(mut self, source: BorrowedFd<'_>, send: &impl Fn(Input) -> bool) {
        let mut buffer = vec![0; CHUNK];
        let mut events = Vec::new();
        let gone = loop {
            match self.wait(source) {
                Woken::Waited => self.decoder.wait_over(Instant::now(), &mut events),
                Woken::Rung => self.rest(),
                Woken::Gone => break true,
                Woken::Readable => match rustix::io::read(source, &mut buffer[..]) {
                    Ok(0) => break true,
                    Ok(n) => self.decoder.feed(buffer.get(..n).unwrap_or_default(), Instant::now(), &mut events),
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Err(_) => break true,
                },
            }
            if !events.drain(..).all(send) {
                break false;
            }
        };
        if gone {
            // what was pasted before the line broke is still somebody's words
            self.decoder.end(&mut events);
            if events.drain(..).all(send) {
                send(Input::Hangup);
            }
        }
        *self.shared.lock() = State::Ended;
        self.shared.changed.notify_all();
    }

    fn wait(&self, source: BorrowedFd<'_>) -> Woken {
        let wanted = PollFlags::IN;
        let mut fds = [PollFd::from_borrowed_fd(source, wanted), PollFd::new(&self.ear, wanted)];
        let timeout = self.decoder.deadline().map(|at| timespec(at.saturating_duration_since(Instant::now())));
        match poll(&mut fds, timeout.as_ref()) {
            Ok(0) => return Woken::Waited,
            Ok(_) | Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return Woken::Gone,
        }
        let [source, ear] = fds.map(|fd| fd.revents());
        if ear.contains(PollFlags::IN) {
            Woken::Rung
        } else if source.contains(PollFlags::IN) {
            Woken::Readable
        } else if source.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            Woken::Gone
        } else {
            // woken for nothing, or a wait that is over: the decoder looks at the clock itself
            Woken::Waited
        }
    }

    /// Stand aside until told to go on.
    fn rest(&mut self) {
        let _ = self.ear.read(&mut [0; 16]);
        self.decoder.forget();
        let mut state = self.shared.lock();
        while matches!(*state, State::Asked | State::Resting) {
            *state = State::Resting;
            self.shared.changed.notify_all();
            state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn timespec(duration: Duration) -> Timespec {
    // a whole millisecond more, so that the wait is not over a moment too early
    let duration = duration + Duration::from_millis(1);
    Timespec { tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX), tv_nsec: duration.subsec_nanos().into() }
}
