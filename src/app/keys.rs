//! Keys by name: `j`, `Enter`, `C-d`, `Space /`, `g g`. One place where keys are matched.

use super::layouts::latin;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// One key with its modifiers, as bound in the keymap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd)]
pub struct Chord {
    /// The key.
    pub code: KeyCode,
    /// Control held.
    pub control: bool,
    /// Alt held (or Escape before it).
    pub alt: bool,
    /// Shift held, for keys that have no capital.
    pub shift: bool,
}

impl Chord {
    /// The chord of a key pressed. Shift counts only where a letter does not already say it.
    #[must_use]
    pub fn of(key: &KeyEvent) -> Self {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        let code = match key.code {
            KeyCode::Char(letter) if control => KeyCode::Char(letter.to_ascii_lowercase()),
            other => other,
        };
        let shift = match code {
            KeyCode::Char(_) => false,
            KeyCode::BackTab => false,
            _ => shift,
        };
        Self { code, control, alt, shift }
    }

    /// The same key under a Latin layout; itself where it is Latin already or not known.
    #[must_use]
    pub fn latin(self) -> Self {
        match self.code {
            KeyCode::Char(letter) => Self { code: KeyCode::Char(latin(letter)), ..self },
            _ => self,
        }
    }

    /// A plain letter or sign that would be typed into a text.
    #[must_use]
    pub fn typed(&self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if !self.control && !self.alt => Some(letter),
            _ => None,
        }
    }

    /// Reads a key's name: `j`, `C-d`, `M-x`, `S-Left`, `Enter`, `Space`, `F1`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let mut rest = name;
        let (mut control, mut alt, mut shift) = (false, false, false);
        while let Some((modifier, after)) = rest.split_once('-').filter(|(modifier, after)| !after.is_empty() && modifier.len() == 1) {
            match modifier {
                "C" => control = true,
                "M" => alt = true,
                "S" => shift = true,
                _ => return None,
            }
            rest = after;
        }
        let code = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(rest)).map(|(_, code)| *code);
        let code = code.or_else(|| function_key(rest)).or_else(|| {
            let mut letters = rest.chars();
            letters.next().filter(|_| letters.next().is_none()).map(KeyCode::Char)
        })?;
        if shift && code == KeyCode::Tab {
            return Some(Self { code: KeyCode::BackTab, control, alt, shift: false });
        }
        Some(Self { code, control, alt, shift })
    }
}

const NAMES: &[(&str, KeyCode)] = &[
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Space", KeyCode::Char(' ')),
    ("Tab", KeyCode::Tab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
];

fn function_key(name: &str) -> Option<KeyCode> {
    name.strip_prefix('F').and_then(|number| number.parse().ok()).filter(|number| (1..=12).contains(number)).map(KeyCode::F)
}

/// As it is written in the keymap and shown on screen.
impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.control {
            f.write_str("C-")?;
        }
        if self.alt {
            f.write_str("M-")?;
        }
        if self.shift || self.code == KeyCode::BackTab {
            f.write_str("S-")?;
        }
        match self.code {
            KeyCode::BackTab => f.write_str("Tab"),
            KeyCode::F(number) => write!(f, "F{number}"),
            code => match NAMES.iter().find(|(_, known)| *known == code) {
                Some((name, _)) => f.write_str(name),
                None => match code {
                    KeyCode::Char(letter) => write!(f, "{letter}"),
                    other => write!(f, "{other:?}"),
                },
            },
        }
    }
}

/// Several keys one after the other, as `g g` or `Space /`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sequence(pub Vec<Chord>);

impl Sequence {
    /// Reads keys separated by blanks.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let chords: Option<Vec<_>> = text.split_whitespace().map(Chord::parse).collect();
        chords.filter(|chords| !chords.is_empty()).map(Self)
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, chord) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str(" ")?;
            }
            chord.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_key_reads_back_as_itself() {
        for name in ["j", "G", "C-d", "M-x", "Enter", "Space", "S-Tab", "F1", "PgDn", "-", "C--", "S-Left", "?"] {
            assert_eq!(Chord::parse(name).unwrap().to_string(), name);
        }
        assert_eq!(Sequence::parse("Space /").unwrap().to_string(), "Space /");
        assert_eq!(Chord::parse("X-y"), None);
        assert_eq!(Chord::parse("nonsense"), None);
    }

    #[test]
    fn a_capital_needs_no_shift_and_control_no_capital() {
        let key = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(Chord::of(&key), Chord::parse("G").unwrap());
        let key = KeyEvent::new(KeyCode::Char('D'), KeyModifiers::CONTROL);
        assert_eq!(Chord::of(&key), Chord::parse("C-d").unwrap());
    }
}
