//! When the next frame may follow the last, so that what is shown on a slow line is never far behind the hand.
//!
//! What is sent faster than the line carries it waits somewhere on the way, and everything behind it waits, too. So a frame
//! is held back while too much of the last ones is still on its way, and what happened meanwhile goes into one frame.
//! How much that is, is known in one of three ways:
//!
//! - under `--low-bandwidth` the terminal is asked behind a frame whether it is there, and its answer is waited for; never
//!   at the start, and no more once an answer does not come;
//! - where the system can tell how much of the session's connection has not been received yet, it is looked at;
//! - else the line is taken for a very slow one, but only while a key is held: nobody reads what flies past. The frame
//!   of a single key is never held back, and that after the last key goes out as soon as the hand lets go.
//!
//! Pure: time is handed in, and it reads no clock and no descriptor.

use std::time::{Duration, Instant};

/// What is asked: whether the terminal is well. All that understand a cursor address answer with four bytes.
pub const QUESTION: &[u8] = b"\x1b[5n";

/// Bytes a second that a line carries of which nothing is known: 9,600 baud.
const RATE: u64 = 1_200;
/// Bytes that may be on their way when the next frame is sent, that one included.
const AHEAD: usize = 800;
/// Bytes since the last answer after which it is asked again.
const WORTH_ASKING: usize = 48;
/// A key that follows the one before sooner than this is held, not pressed.
const HELD: Duration = Duration::from_millis(90);
/// On this very machine something moves at least so often while a key is held.
const AT_LEAST: Duration = Duration::from_millis(600);
/// How soon to look again how much is on its way.
const LOOK_AGAIN: Duration = Duration::from_millis(30);
/// A terminal that has not answered for so long does not.
const GIVE_UP: Duration = Duration::from_secs(5);
/// What the network adds to every frame, bytes: an SSH packet, with its headers.
const PACKET: usize = 88;

/// What is known of a line from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// It leads over a network.
    pub remote: bool,
    /// The terminal may be asked.
    pub may_ask: bool,
}

/// Holds frames back. See the top of the file.
#[derive(Debug)]
pub struct Pace {
    line: Line,
    /// Bytes on their way, as far as that is known or assumed, at `since`.
    owed: usize,
    since: Instant,
    /// The last frame: how long it was and when it was sent.
    last: Option<(usize, Instant)>,
    /// The last two keys.
    keys: [Option<Instant>; 2],
    /// Bytes sent since the last question that was answered.
    unanswered: usize,
    /// A question that waits for its answer: when it was asked, and how many bytes have been sent after it.
    asked: Option<(Instant, usize)>,
    /// The last question was not answered in time.
    gave_up: bool,
}

impl Pace {
    /// A line on which nothing has been sent yet.
    #[must_use]
    pub fn new(line: Line, now: Instant) -> Pace {
        Pace { line, owed: 0, since: now, last: None, keys: [None; 2], unanswered: 0, asked: None, gave_up: false }
    }

    /// A key was pressed or repeated.
    pub fn key(&mut self, now: Instant) {
        self.keys = [Some(now), self.keys[0]];
    }

    /// Whether a frame may be sent now; if not, when to ask again. `waiting` tells how many bytes of the session's connection are on
    /// their way, where that can be known; it is looked at only when it matters.
    ///
    /// # Errors
    /// The moment before which nothing may be sent, unless something happens until then.
    pub fn ready(&mut self, now: Instant, waiting: impl FnOnce() -> Option<usize>) -> Result<(), Instant> {
        if let Some(answer) = self.awaited(now) {
            return answer;
        }
        self.forget_what_arrived(now);
        if self.fits(self.owed) {
            return Ok(());
        }
        if let Some(bytes) = waiting() {
            (self.owed, self.since) = (bytes, now);
            return if self.fits(bytes) { Ok(()) } else { Err(now + LOOK_AGAIN) };
        }
        let [Some(last), Some(before)] = self.keys else { return Ok(()) };
        if last.saturating_duration_since(before) >= HELD || last + HELD <= now {
            return Ok(());
        }
        let carried = self.since + lasts(self.owed.saturating_sub(AHEAD));
        let shown = self.last.map_or(now, |(_, at)| at + AT_LEAST);
        let until = carried.max(now + LOOK_AGAIN).min(last + HELD);
        let until = if self.line.remote { until } else { until.min(shown) };
        if until <= now { Ok(()) } else { Err(until) }
    }

    /// What is to be sent behind a frame of so many bytes: a question, or nothing.
    #[must_use]
    pub fn behind(&self, bytes: usize) -> &'static [u8] {
        // Nothing is asked at the start: some terminals answer what nobody waits for any more.
        let begun = self.last.is_some();
        let worth = self.unanswered.saturating_add(bytes) >= WORTH_ASKING;
        if self.line.may_ask && begun && !self.gave_up && self.asked.is_none() && worth { QUESTION } else { b"" }
    }

    /// So many bytes were sent, with a question behind them or not.
    pub fn sent(&mut self, bytes: usize, with_question: bool, now: Instant) {
        self.forget_what_arrived(now);
        let packet = if self.line.remote { PACKET } else { 0 };
        self.owed = self.owed.saturating_add(bytes).saturating_add(packet);
        self.unanswered = self.unanswered.saturating_add(bytes);
        self.last = Some((bytes, now));
        match &mut self.asked {
            Some((_, after)) => *after = after.saturating_add(bytes),
            None if with_question => self.asked = Some((now, 0)),
            None => {}
        }
    }

    /// The terminal answered.
    pub fn answered(&mut self, now: Instant) {
        self.gave_up = false;
        if let Some((_, after)) = self.asked.take() {
            self.unanswered = after;
            (self.owed, self.since) = (after, now);
        }
    }

    /// Until when an answer may still come, which must not be taken for something typed.
    #[must_use]
    pub fn answer_due(&self) -> Option<Instant> {
        self.asked.map(|(at, _)| at + GIVE_UP)
    }

    /// The terminal is another program's, or new: nothing is on its way.
    pub fn begin_anew(&mut self, now: Instant) {
        *self = Pace::new(self.line, now);
    }

    /// What the answers of the terminal decide; none when it is not asked.
    fn awaited(&mut self, now: Instant) -> Option<Result<(), Instant>> {
        if !self.line.may_ask || self.gave_up {
            return None;
        }
        let Some((at, _)) = self.asked else { return Some(Ok(())) };
        if self.fits(self.unanswered) {
            return Some(Ok(()));
        }
        if now < at + GIVE_UP {
            return Some(Err(at + GIVE_UP));
        }
        (self.gave_up, self.asked, self.unanswered) = (true, None, 0);
        None
    }

    /// Whether another frame like the last may follow when so many bytes are on their way.
    fn fits(&self, on_their_way: usize) -> bool {
        let next = self.last.map_or(0, |(bytes, _)| bytes);
        on_their_way == 0 || on_their_way.saturating_add(next) <= AHEAD
    }

    fn forget_what_arrived(&mut self, now: Instant) {
        let carried = now.saturating_duration_since(self.since).as_millis() * u128::from(RATE) / 1_000;
        if carried > 0 {
            self.owed = self.owed.saturating_sub(usize::try_from(carried).unwrap_or(usize::MAX));
            self.since = now;
        }
    }
}

/// How long a line of which nothing is known takes for so many bytes.
fn lasts(bytes: usize) -> Duration {
    Duration::from_millis(u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(1_000) / RATE)
}

#[cfg(test)]
mod tests;
