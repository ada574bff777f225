//! From bytes to inputs: text, keys, pasted text; whatever way the network cuts the bytes into pieces.
//!
//! Pure: the time is handed in. Garbage is dropped or shown as a replacement character; it never stops what follows. The
//! shapes of escape sequences are in `escape`, pasting is in `paste`.

use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    Input,
    escape::{self, Escape},
    paste::{self, Paste},
};

/// How long to wait for the rest of what has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// After an ESC, before it is the Escape key.
    pub escape: Duration,
    /// In a paste whose end does not come, before it is over.
    pub paste: Duration,
}

impl Patience {
    /// The terminal is on this machine.
    pub const LOCAL: Patience = Patience { escape: Duration::from_millis(25), paste: Duration::from_millis(250) };

    /// The terminal is at the end of a network, which cuts sequences in two and stalls in the middle of a paste.
    pub const REMOTE: Patience = Patience { escape: Duration::from_millis(150), paste: Duration::from_millis(1000) };

    /// How patient to be, from whether the session came over SSH (`SSH_TTY` or `SSH_CONNECTION` is set).
    #[must_use]
    pub fn of(remote: bool) -> Patience {
        if remote { Patience::REMOTE } else { Patience::LOCAL }
    }
}

/// Turns bytes into inputs.
#[derive(Debug)]
pub struct Decoder {
    patience: Patience,
    /// Bytes that may be the head of something.
    rest: Vec<u8>,
    paste: Option<Paste>,
    /// When the bytes that wait were last added to.
    since: Option<Instant>,
    /// A paste was given up, and its end has not come since.
    gave_up: bool,
}

impl Decoder {
    /// A decoder that has seen nothing.
    #[must_use]
    pub fn new(patience: Patience) -> Decoder {
        Decoder { patience, rest: Vec::new(), paste: None, since: None, gave_up: false }
    }

    /// Take bytes that have just been read; what they mean is appended to `inputs`.
    pub fn feed(&mut self, bytes: &[u8], now: Instant, inputs: &mut Vec<Input>) {
        if std::mem::take(&mut self.gave_up) && paste::has_end(bytes) {
            // the rest of a paste that stalled: still not keys
            self.paste = Some(Paste::default());
        }
        let mut all = std::mem::take(&mut self.rest);
        all.extend_from_slice(bytes);
        let mut left = all.as_slice();
        while !left.is_empty() {
            let taken = match &mut self.paste {
                Some(paste) => {
                    let (taken, over) = paste.take(left, inputs);
                    if over {
                        self.paste = None;
                    }
                    taken
                }
                None => self.take(left, inputs),
            };
            if taken == 0 {
                break;
            }
            left = left.get(taken..).unwrap_or_default();
        }
        self.rest = left.to_vec();
        self.since = (!self.rest.is_empty() || self.paste.is_some()).then_some(now);
    }

    /// When to call [`Decoder::wait_over`], if nothing comes until then.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        let wait = if self.paste.is_some() || escape::is_message(&self.rest) {
            self.patience.paste
        } else if self.rest.first() == Some(&ESC) {
            self.patience.escape
        } else {
            // the head of a character does no harm, whatever comes next
            return None;
        };
        self.since.and_then(|since| since.checked_add(wait))
    }

    /// Nothing has come until now: when that was long enough, what waits is taken for what it is.
    ///
    /// Not to be called while bytes wait to be read: on a busy machine they may have come in time.
    pub fn wait_over(&mut self, now: Instant, inputs: &mut Vec<Input>) {
        if self.deadline().is_some_and(|at| at <= now) {
            self.gave_up = self.paste.is_some();
            self.end(inputs);
        }
    }

    /// Nothing more will come: what waits is taken for what it is.
    pub fn end(&mut self, inputs: &mut Vec<Input>) {
        let rest = std::mem::take(&mut self.rest);
        self.since = None;
        if let Some(paste) = self.paste.take() {
            paste.end(inputs);
        } else {
            inputs.extend(escape::unfinished(&rest).into_iter().map(Input::Key));
        }
    }

    /// Drop what waits: somebody else has read in between.
    pub fn forget(&mut self) {
        self.rest.clear();
        self.paste = None;
        self.since = None;
        self.gave_up = false;
    }

    /// Take one thing from the front; how many bytes it had, 0 when it is not complete.
    fn take(&mut self, bytes: &[u8], inputs: &mut Vec<Input>) -> usize {
        if bytes.first() == Some(&ESC) {
            return match escape::parse(bytes) {
                Escape::Incomplete => 0,
                Escape::Nothing(taken) => taken,
                Escape::Paste(taken) => {
                    self.paste = Some(Paste::default());
                    taken
                }
                Escape::Answer(taken) => {
                    inputs.push(Input::Answered);
                    taken
                }
                Escape::Key(taken, key) => {
                    inputs.push(Input::Key(key));
                    taken
                }
            };
        }
        match character(bytes) {
            Character::Incomplete => 0,
            Character::Is(taken, c) => {
                inputs.extend(key_of(c).map(Input::Key));
                taken
            }
        }
    }
}

/// The escape character.
pub(super) const ESC: u8 = 0x1b;

/// What stands at the front of some bytes.
pub(super) enum Character {
    /// It may go on.
    Incomplete,
    /// So many bytes, and the character; U+FFFD for bytes that are none.
    Is(usize, char),
}

/// The first character of bytes that are not empty.
pub(super) fn character(bytes: &[u8]) -> Character {
    let head = bytes.get(..4).unwrap_or(bytes);
    let (valid, error) = match std::str::from_utf8(head) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = head.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok());
            (valid.unwrap_or_default(), Some(error.error_len()))
        }
    };
    match (valid.chars().next(), error) {
        (Some(c), _) => Character::Is(c.len_utf8(), c),
        (None, Some(None)) => Character::Incomplete,
        (None, error) => Character::Is(error.flatten().unwrap_or(1).max(1), '\u{fffd}'),
    }
}

/// The key that sends a character by itself; none for controls that no key sends.
pub(super) fn key_of(c: char) -> Option<KeyEvent> {
    let control = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    Some(match c {
        '\0' => control(' '),
        '\x08' | '\x7f' => plain(KeyCode::Backspace),
        '\t' => plain(KeyCode::Tab),
        '\r' | '\n' => plain(KeyCode::Enter),
        '\x1b' => plain(KeyCode::Esc),
        '\x01'..='\x1a' => control(char::from(c as u8 | 0x60)),
        '\x1c'..='\x1f' => control(char::from(c as u8 | 0x40)),
        c if c.is_control() => return None,
        c => plain(KeyCode::Char(c)),
    })
}
