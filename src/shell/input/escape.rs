//! Escape sequences that keys send, in the dialects of xterm, VT220, rxvt, the Linux console and PuTTY.
//!
//! Knows bytes and keys; not time. A sequence that means nothing here is swallowed whole, so that its middle is not taken
//! for keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::decode::{Character, ESC, character, key_of};

/// What begins with an ESC.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Escape {
    /// More may come.
    Incomplete,
    /// So many bytes that mean nothing.
    Nothing(usize),
    /// So many bytes; pasted text follows.
    Paste(usize),
    /// So many bytes: the terminal says that it is there, as it was asked.
    Answer(usize),
    /// So many bytes, and the key they are.
    Key(usize, KeyEvent),
}

/// A sequence longer than this is garbage.
const LONGEST: usize = 64;
/// A message of the terminal (a title, a colour, a clipboard) longer than this is garbage.
const LONGEST_MESSAGE: usize = 4096;

/// Read what stands at the front of bytes that begin with an ESC.
pub(super) fn parse(bytes: &[u8]) -> Escape {
    match bytes.get(1) {
        None => Escape::Incomplete,
        Some(b'[') => control(bytes, 2, KeyModifiers::NONE),
        Some(b'O') => application(bytes, 2, KeyModifiers::NONE),
        Some(b']' | b'P' | b'_') if bytes.len() == 2 => Escape::Incomplete,
        Some(b']') if bytes.get(2).is_some_and(u8::is_ascii_digit) => message(bytes),
        Some(b'P') if bytes.get(2).is_some_and(|b| b.is_ascii_digit() || b"$+!>|=".contains(b)) => message(bytes),
        Some(b'_') if bytes.get(2) == Some(&b'G') => message(bytes),
        Some(&ESC) => match bytes.get(2) {
            None => Escape::Incomplete,
            // rxvt puts an ESC before the sequence for Alt
            Some(b'[') => control(bytes, 3, KeyModifiers::ALT),
            Some(b'O') => application(bytes, 3, KeyModifiers::ALT),
            Some(_) => Escape::Key(1, plain(KeyCode::Esc)),
        },
        Some(_) => match character(bytes.get(1..).unwrap_or_default()) {
            Character::Incomplete => Escape::Incomplete,
            Character::Is(taken, c) => match key_of(c) {
                Some(key) => Escape::Key(1 + taken, KeyEvent { modifiers: key.modifiers | KeyModifiers::ALT, ..key }),
                None => Escape::Nothing(1 + taken),
            },
        },
    }
}

/// Whether a message of the terminal has begun: it may take longer to come than a key.
pub(super) fn is_message(bytes: &[u8]) -> bool {
    matches!(bytes, [ESC, b']' | b'P' | b'_', _, ..])
}

/// What a sequence was that broke off: the keys somebody pressed one after the other, or nothing.
pub(super) fn unfinished(bytes: &[u8]) -> Vec<KeyEvent> {
    match bytes {
        [ESC] => vec![plain(KeyCode::Esc)],
        [ESC, ESC] => vec![plain(KeyCode::Esc); 2],
        [ESC, b'['] => vec![plain(KeyCode::Esc), plain(KeyCode::Char('['))],
        [ESC, ESC, c @ (b'[' | b'O')] => vec![plain(KeyCode::Esc), alt(*c)],
        [ESC, c @ (b'O' | b']' | b'P' | b'_')] => vec![alt(*c)],
        _ => Vec::new(),
    }
}

fn plain(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

fn alt(c: u8) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(c.into()), KeyModifiers::ALT)
}

/// After `ESC O`: a letter, perhaps with a number for the modifiers before it.
fn application(bytes: &[u8], start: usize, held: KeyModifiers) -> Escape {
    let digits = bytes.get(start..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count();
    let Some(&last) = bytes.get(start + digits) else {
        return if digits > 2 { Escape::Nothing(start + digits) } else { Escape::Incomplete };
    };
    let number = bytes.get(start..start + digits).map_or(0, number);
    let taken = start + digits + 1;
    let code = match last {
        b'a'..=b'd' => return shifted_arrow(taken, last, held | KeyModifiers::CONTROL),
        b'M' => KeyCode::Enter,
        b'X' => KeyCode::Char('='),
        // the keypad: * + , - . / and the digits
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        b'I' => KeyCode::Tab,
        b' ' => KeyCode::Char(' '),
        _ => match letter(last) {
            Some(code) => code,
            // Alt with a capital O, and then something else
            None if digits == 0 && start == 2 && last != ESC && !last.is_ascii_alphabetic() => return Escape::Key(2, alt(b'O')),
            None if last == ESC => return Escape::Nothing(taken - 1),
            None => return Escape::Nothing(taken),
        },
    };
    Escape::Key(taken, KeyEvent::new(code, held | modifiers(number)))
}

/// After `ESC [`: numbers, and a letter that ends it.
fn control(bytes: &[u8], start: usize, held: KeyModifiers) -> Escape {
    let body = bytes.get(start..).unwrap_or_default();
    match body {
        [] | [b'['] | [b'M'] | [b'M', _] | [b'M', _, _] => return Escape::Incomplete,
        // the Linux console's F1 to F5
        [b'[', c @ b'A'..=b'E', ..] => return Escape::Key(start + 2, KeyEvent::new(KeyCode::F(c - b'A' + 1), held)),
        [b'[', ..] => return Escape::Nothing(start + 1),
        // a mouse that was not asked for
        [b'M', ..] => return Escape::Nothing(start + 4),
        _ => {}
    }
    let parameters = body.iter().take_while(|b| (0x20..0x40).contains(*b)).count();
    // rxvt ends a shifted key with a dollar, which elsewhere is in the middle
    let dollar = body.iter().take(parameters).position(|b| *b == b'$');
    let Some(&last) = body.get(dollar.unwrap_or(parameters)) else {
        return if parameters > LONGEST { Escape::Nothing(start + parameters) } else { Escape::Incomplete };
    };
    if !(0x40..0x7f).contains(&last) && last != b'$' {
        // broken off: what breaks it is taken for itself
        return Escape::Nothing(start + parameters);
    }
    let parameters = dollar.unwrap_or(parameters);
    let taken = start + parameters + 1;
    let text = body.get(..parameters).unwrap_or_default();
    if text.first().is_some_and(|b| matches!(b, b'<'..=b'?')) {
        return Escape::Nothing(taken);
    }
    let mut numbers = text.split(|b| *b == b';').map(|n| number(n.split(|b| *b == b':').next().unwrap_or_default()));
    let first = numbers.next().unwrap_or(0);
    let second = numbers.next().unwrap_or(0);
    let held = held | modifiers(second);
    let key = match last {
        b'~' if first == 200 => return Escape::Paste(taken),
        b'~' if first == 27 => return coded(taken, numbers.next().unwrap_or(0), held),
        b'n' if first == 0 || first == 3 => return Escape::Answer(taken),
        b'u' => return coded(taken, first, held),
        b'a'..=b'd' => return shifted_arrow(taken, last, held | KeyModifiers::SHIFT),
        b'~' => numbered(first).map(|code| KeyEvent::new(code, held)),
        b'$' => numbered(first).map(|code| KeyEvent::new(code, held | KeyModifiers::SHIFT)),
        b'^' => numbered(first).map(|code| KeyEvent::new(code, held | KeyModifiers::CONTROL)),
        b'@' => numbered(first).map(|code| KeyEvent::new(code, held | KeyModifiers::CONTROL | KeyModifiers::SHIFT)),
        b'Z' => Some(KeyEvent::new(KeyCode::BackTab, held | KeyModifiers::SHIFT)),
        // with another first number it is a report of the terminal, such as where its cursor is
        _ if first <= 1 => letter(last).map(|code| KeyEvent::new(code, held)),
        _ => None,
    };
    key.map_or(Escape::Nothing(taken), |key| Escape::Key(taken, key))
}

/// Swallow a message of the terminal, to its end: BEL or ESC \.
fn message(bytes: &[u8]) -> Escape {
    for (at, byte) in bytes.iter().enumerate().skip(2) {
        match (byte, bytes.get(at + 1)) {
            (0x07, _) => return Escape::Nothing(at + 1),
            (&ESC, None) => return Escape::Incomplete,
            (&ESC, Some(b'\\')) => return Escape::Nothing(at + 2),
            (&ESC, Some(_)) => return Escape::Nothing(at),
            // keys of a person, not part of a message
            (0..0x20, _) => return Escape::Nothing(at),
            _ if at >= LONGEST_MESSAGE => return Escape::Nothing(at),
            _ => {}
        }
    }
    Escape::Incomplete
}

fn shifted_arrow(taken: usize, last: u8, held: KeyModifiers) -> Escape {
    letter(last.to_ascii_uppercase()).map_or(Escape::Nothing(taken), |code| Escape::Key(taken, KeyEvent::new(code, held)))
}

/// A key told by its character's number (kitty's `CSI u`, xterm's modifyOtherKeys).
fn coded(taken: usize, code: u32, held: KeyModifiers) -> Escape {
    let Some(key) = char::from_u32(code).and_then(key_of) else { return Escape::Nothing(taken) };
    let mut modifiers = key.modifiers | held;
    let code = match key.code {
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        KeyCode::Char(c) if modifiers == KeyModifiers::SHIFT => {
            modifiers = KeyModifiers::NONE;
            KeyCode::Char(c.to_uppercase().next().unwrap_or(c))
        }
        code => code,
    };
    Escape::Key(taken, KeyEvent::new(code, modifiers))
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().filter(|b| b.is_ascii_digit()).fold(0, |n: u32, b| n.saturating_mul(10).saturating_add(u32::from(b - b'0')))
}

/// One more than the sum of Shift 1, Alt 2, Ctrl 4; what else is held is not told apart.
fn modifiers(number: u32) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let mut held = KeyModifiers::NONE;
    held.set(KeyModifiers::SHIFT, bits & 1 > 0);
    held.set(KeyModifiers::ALT, bits & 2 > 0);
    held.set(KeyModifiers::CONTROL, bits & 4 > 0);
    held
}

fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'E' => KeyCode::KeypadBegin,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F((number - 10) as u8),
        17..=21 => KeyCode::F((number - 11) as u8),
        23..=26 => KeyCode::F((number - 12) as u8),
        28 | 29 => KeyCode::F((number - 13) as u8),
        31..=34 => KeyCode::F((number - 14) as u8),
        _ => return None,
    })
}
