//! Styled text as data: spans with a role, lines that may open something.
//!
//! The app says what a piece of text *is* (muted, a warning, a title); only the theme knows how that looks.

use super::fit::{cells, fit};
use super::page::{Opens, Source};
use super::part::Part;
use crate::domain::disclosure::Disclosure;

/// What a piece of text is. Ten roles; the theme gives each a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Plain text.
    Text,
    /// Ids, dates, counts: read second.
    Muted,
    /// What can be acted on, or is here.
    Accent,
    /// Fine.
    Good,
    /// Worth watching.
    Warn,
    /// Wrong, late, blocking.
    Bad,
    /// The selected thing.
    Selection,
    /// Rules and frames.
    Border,
    /// Headings.
    Title,
    /// Labels of fields.
    Field,
}

impl Role {
    /// How the letter of a level weighs: what may leave the house is told from what stays.
    #[must_use]
    pub fn of_level(level: Disclosure) -> Self {
        match level {
            Disclosure::Host => Self::Muted,
            Disclosure::Sealed => Self::Warn,
            _ => Self::Accent,
        }
    }
}

/// A piece of text with one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text; control characters are already made visible.
    pub text: String,
    /// What it is.
    pub role: Role,
}

/// One line of a page or list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its pieces, left to right.
    pub spans: Vec<Span>,
    /// What Enter opens when the cursor is on it.
    pub opens: Option<Opens>,
    /// The record or row it speaks of, where that is not what it opens.
    pub part: Option<Part>,
    /// What answers why it says so, where that is not the way back from the record or row it speaks of.
    pub why: Option<Box<Source>>,
}

impl Line {
    /// An empty line.
    #[must_use]
    pub fn blank() -> Self {
        Self::default()
    }

    /// A line of one piece.
    #[must_use]
    pub fn of(role: Role, text: impl Into<String>) -> Self {
        Self::default().with(role, text)
    }

    /// Adds a piece.
    #[must_use]
    pub fn with(mut self, role: Role, text: impl Into<String>) -> Self {
        self.push(role, text);
        self
    }

    /// Adds a piece in place.
    pub fn push(&mut self, role: Role, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.spans.push(Span { text, role });
        }
    }

    /// Adds blanks until the line is `column` cells wide; does nothing when it already is.
    #[must_use]
    pub fn to(mut self, column: usize) -> Self {
        let width = self.width();
        if width < column {
            self.push(Role::Text, " ".repeat(column - width));
        }
        self
    }

    /// Adds a piece that ends at `column`, with at least one blank before it.
    #[must_use]
    pub fn right(self, column: usize, role: Role, text: impl Into<String>) -> Self {
        let text = text.into();
        let start = column.saturating_sub(cells(&text)).max(self.width() + 1);
        self.to(start).with(role, text)
    }

    /// Ends it at a word with `…` when it is wider than so many cells.
    #[must_use]
    pub fn cut(mut self, width: usize) -> Self {
        let mut room = width;
        for span in &mut self.spans {
            let mut wide = cells(&span.text);
            if wide > room {
                span.text = if room == 0 { String::new() } else { fit(&span.text, room) };
                wide = cells(&span.text);
            }
            room = room.saturating_sub(wide);
        }
        self.spans.retain(|span| !span.text.is_empty());
        self
    }

    /// Makes Enter open something from this line.
    #[must_use]
    pub fn opening(mut self, opens: Opens) -> Self {
        self.opens = Some(opens);
        self
    }

    /// Makes commands on a record or row act on that.
    #[must_use]
    pub fn about(mut self, part: Part) -> Self {
        self.part = Some(part);
        self
    }

    /// Makes the question why lead to that page.
    #[must_use]
    pub fn because(mut self, why: Source) -> Self {
        self.why = Some(Box::new(why));
        self
    }

    /// Cells it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| cells(&span.text)).sum()
    }

    /// Its text without roles.
    #[must_use]
    pub fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}
