//! The terminal itself: taking it over, writing to it, giving it back as it was.
//!
//! Raw mode, alternate screen, bracketed paste, no autowrap, no cursor until the first frame shows it. What is shown is the affair
//! of [`wire`](super::wire), when it may be shown that of [`pace`](super::pace), keys that of [`input`](super::input). When the process
//! dies without giving the terminal back, [`guardian`](super::guardian) does it.

use std::{
    io,
    os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd},
};

use nix::sys::signal::{Signal, raise};
use ratatui::layout::Size;
use rustix::{
    event::{PollFd, PollFlags, poll},
    fs::{Mode, OFlags},
    io::Errno,
    termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr},
};

/// Alternate screen and bracketed paste; no autowrap, no cursor; tab stops at every eighth column, as nearly all have them.
const ENTER: &[u8] = b"\x1b[?1049;2004h\x1b[?7;25l\x1b[?5W";
/// All of it undone, from any state the screen may be in: plain pen, whole margins, cursor shown. The screen is emptied, so
/// that where there is no alternate one nothing stays for the next pair of eyes.
const LEAVE: &[u8] = b"\x1b[m\x1b[r\x1b[H\x1b[J\x1b[?7h\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Sizes beyond this are not believed.
const LARGEST: Size = Size { width: 1000, height: 500 };
/// The size of a terminal that does not say.
const USUAL: Size = Size { width: 80, height: 24 };

/// Why there is no full screen, or none any more.
#[derive(Debug, thiserror::Error)]
pub enum Lost {
    /// Standard input or output is a file or a pipe.
    #[error(
        "convenor's screen needs a terminal, but its input or output is a file or a pipe. Every answer can also be had without a screen: convenor --help."
    )]
    NoTerminal,
    /// The terminal is gone; there is nobody to tell.
    #[error("The terminal is gone.")]
    Hangup,
    /// The system refused.
    #[error("The terminal could not be set up: {0}.")]
    System(#[from] io::Error),
}

impl From<Errno> for Lost {
    fn from(errno: Errno) -> Lost {
        match errno {
            Errno::IO | Errno::PIPE | Errno::NXIO | Errno::NODEV | Errno::BADF => Lost::Hangup,
            Errno::NOTTY => Lost::NoTerminal,
            other => Lost::System(other.into()),
        }
    }
}

/// A terminal taken over. Dropping it gives it back.
#[derive(Debug)]
pub struct Terminal<Fd: AsFd = BorrowedFd<'static>> {
    tty: Fd,
    /// The same terminal, opened once more so that writing to it waits for nobody; the first descriptor is shared with
    /// others, who would be surprised. None where it cannot be opened: then writing waits.
    prompt: Option<OwnedFd>,
    /// What the terminal has not taken yet.
    late: Vec<u8>,
    before: Termios,
    inside: bool,
    /// Whether the screen has been changed since it was taken over.
    shown: bool,
    /// Sent in front of the next frame, with it.
    first: Vec<u8>,
}

impl Terminal {
    /// The terminal of standard input and output, not taken over yet.
    ///
    /// # Errors
    /// [`Lost::NoTerminal`] when either is something else.
    pub fn open() -> Result<Terminal, Lost> {
        if !isatty(rustix::stdio::stdin()) {
            return Err(Lost::NoTerminal);
        }
        Terminal::on(rustix::stdio::stdout())
    }
}

impl<Fd: AsFd> Terminal<Fd> {
    /// A terminal by its descriptor, not taken over yet.
    ///
    /// # Errors
    /// [`Lost::NoTerminal`] when it is none.
    pub fn on(tty: Fd) -> Result<Terminal<Fd>, Lost> {
        if !isatty(&tty) {
            return Err(Lost::NoTerminal);
        }
        let before = tcgetattr(&tty)?;
        let again = format!("/proc/self/fd/{}", tty.as_fd().as_raw_fd());
        let how = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let prompt = rustix::fs::open(again, how, Mode::empty()).ok();
        Ok(Terminal { tty, prompt, late: Vec::new(), before, inside: false, shown: false, first: Vec::new() })
    }

    /// Take the terminal over. The screen changes with the first frame; that must be a whole one
    /// ([`Wire::invalidate`](super::wire::Wire::invalidate)). Does nothing when it is taken over already.
    ///
    /// # Errors
    /// [`Lost`] when the terminal is gone or refuses.
    pub fn enter(&mut self) -> Result<(), Lost> {
        if self.inside {
            return Ok(());
        }
        // somebody may have changed it while we were away
        self.before = tcgetattr(&self.tty)?;
        self.inside = true;
        self.first = ENTER.to_vec();
        self.make_raw()
    }

    /// Show a frame: one `write`, none when it is empty. What a terminal does not take at once goes out with
    /// [`Terminal::is_free`]; keys and drafts wait for none of it.
    ///
    /// # Errors
    /// [`Lost::Hangup`] when the terminal is gone.
    pub fn present(&mut self, frame: &[u8]) -> Result<(), Lost> {
        if !self.first.is_empty() {
            self.shown = true;
            self.late.append(&mut self.first);
        }
        self.late.extend_from_slice(frame);
        self.is_free().map(drop)
    }

    /// Whether the terminal has taken everything presented so far; what it had not is offered again.
    ///
    /// # Errors
    /// [`Lost::Hangup`] when the terminal is gone.
    pub fn is_free(&mut self) -> Result<bool, Lost> {
        let Some(prompt) = &self.prompt else {
            write_all(&self.tty, &std::mem::take(&mut self.late))?;
            return Ok(true);
        };
        while !self.late.is_empty() {
            match rustix::io::write(prompt, &self.late) {
                Ok(0) => return Err(Lost::Hangup),
                Ok(taken) => drop(self.late.drain(..taken)),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return Ok(false),
                Err(errno) => return Err(errno.into()),
            }
        }
        Ok(true)
    }

    /// Give the terminal back as it was. Does nothing when that is done already.
    ///
    /// # Errors
    /// [`Lost`] when the terminal is gone or refuses; it counts as given back then, too.
    pub fn leave(&mut self) -> Result<(), Lost> {
        if !self.inside {
            return Ok(());
        }
        self.inside = false;
        self.first.clear();
        // half a frame does no harm: the first thing sent now ends whatever sequence it was cut in
        self.late.clear();
        let written = if std::mem::take(&mut self.shown) { write_all(&self.tty, LEAVE) } else { Ok(()) };
        // the modes come last: a guardian takes raw mode for the sign that the screen was not given back
        restore_modes(&self.tty, &self.before)?;
        written
    }

    /// Give the terminal back and stop, as Ctrl-Z does; goes on when the shell says so, with the terminal taken over again.
    /// The keyboard must rest meanwhile, and the next frame be a whole one.
    ///
    /// # Errors
    /// [`Lost`] when the terminal is gone or refuses.
    pub fn suspend(&mut self) -> Result<(), Lost> {
        self.leave()?;
        // the default action of the signal stops us here, unless there is no shell that could wake us
        raise(Signal::SIGTSTP).map_err(io::Error::from)?;
        self.enter()
    }

    /// After the process was stopped and woken by somebody else: the shell has set its own modes, so set ours again. The
    /// next frame must be a whole one.
    ///
    /// # Errors
    /// [`Lost`] when the terminal is gone or refuses.
    pub fn reclaim(&mut self) -> Result<(), Lost> {
        if self.inside {
            self.make_raw()?;
            self.first = ENTER.to_vec();
        }
        Ok(())
    }

    /// Columns and rows: at least one of each, never more than can be drawn in time, 80×24 when the terminal does not say.
    #[must_use]
    pub fn size(&self) -> Size {
        match tcgetwinsize(&self.tty) {
            Ok(size) => believable(size.ws_col, size.ws_row),
            Err(_) => USUAL,
        }
    }

    fn make_raw(&self) -> Result<(), Lost> {
        let mut raw = self.before.clone();
        raw.make_raw();
        retry(|| tcsetattr(&self.tty, OptionalActions::Now, &raw))?;
        Ok(())
    }
}

impl<Fd: AsFd> Drop for Terminal<Fd> {
    fn drop(&mut self) {
        // nobody is left to be told
        let _ = self.leave();
    }
}

/// Give a terminal back for a process that has died, or was stopped, without doing so: that is so when it is still raw.
///
/// # Errors
/// [`Lost`] when the terminal is gone or refuses.
pub(super) fn give_back(tty: impl AsFd, before: &Termios) -> Result<(), Lost> {
    if tcgetattr(&tty)?.local_modes == before.local_modes {
        return Ok(());
    }
    let written = write_all(&tty, LEAVE);
    restore_modes(tty, before)?;
    written
}

fn restore_modes(tty: impl AsFd, before: &Termios) -> Result<(), Lost> {
    // what was typed ahead stays for the shell
    Ok(retry(|| tcsetattr(&tty, OptionalActions::Now, before))?)
}

fn believable(width: u16, height: u16) -> Size {
    if width == 0 || height == 0 {
        return USUAL;
    }
    Size { width: width.min(LARGEST.width), height: height.min(LARGEST.height) }
}

/// Write everything, in one piece as far as the system takes it.
fn write_all(tty: impl AsFd, mut bytes: &[u8]) -> Result<(), Lost> {
    while !bytes.is_empty() {
        match rustix::io::write(&tty, bytes) {
            Ok(0) => return Err(Lost::Hangup),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // somebody made the terminal non-blocking
            Err(Errno::AGAIN) => {
                let mut fds = [PollFd::new(&tty, PollFlags::OUT)];
                retry(|| poll(&mut fds, None).map(drop))?;
            }
            Err(errno) => return Err(errno.into()),
        }
    }
    Ok(())
}

/// Again, as long as only a signal came between.
fn retry<T>(mut call: impl FnMut() -> rustix::io::Result<T>) -> rustix::io::Result<T> {
    loop {
        match call() {
            Err(Errno::INTR) => {}
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests;
