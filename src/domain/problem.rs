//! One way to say that something is wrong: where, what, and what to do about it.

use std::fmt;

/// Where in a file something stands: line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl At {
    /// The beginning of a file: where a missing field is placed.
    pub const START: Self = Self { line: 1, column: 1 };
}

impl Default for At {
    fn default() -> Self {
        Self::START
    }
}

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Something is wrong and should be mended.
    Fault,
    /// Something is unusual and kept as it is: an unknown key, an unknown folder. Not a problem for `check`.
    Hint,
}

/// Something wrong in a record, the configuration or on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the dialogue's folder (or a configuration file's path).
    pub file: String,
    /// Where in the file.
    pub at: At,
    /// The field, as `position[2].value` within rows; none when the file as a whole is meant.
    pub field: Option<String>,
    /// What is wrong: a sentence without blame.
    pub what: String,
    /// What to do next; may be empty.
    pub hint: String,
    /// Fault or hint.
    pub weight: Weight,
}

impl Problem {
    /// A fault in `file` at its start.
    #[must_use]
    pub fn new(file: impl Into<String>, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { file: file.into(), at: At::START, field: None, what: what.into(), hint: hint.into(), weight: Weight::Fault }
    }

    /// The same problem at another place.
    #[must_use]
    pub fn at(mut self, at: At) -> Self {
        self.at = at;
        self
    }

    /// The same problem, named after a field.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same problem as a hint only.
    #[must_use]
    pub fn as_hint(mut self) -> Self {
        self.weight = Weight::Hint;
        self
    }
}

/// `meetings/2026-03-16-udk.toml:3:8  date: "soon" is not a date.  Write it as 2026-03-31.`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}  ", self.file, self.at.line, self.at.column)?;
        if let Some(field) = &self.field {
            write!(f, "{field}: ")?;
        }
        f.write_str(&self.what)?;
        if !self.hint.is_empty() {
            write!(f, "  {}", self.hint)?;
        }
        Ok(())
    }
}

impl At {
    /// The line and column of a byte offset in a text.
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.get(start..).map_or(0, |text| text.chars().count()) + 1;
        Self { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) }
    }
}
