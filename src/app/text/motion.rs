//! Where the caret goes: by grapheme, word, line and text. Rows are the viewport's matter. Knows the buffer only.

use unicode_segmentation::UnicodeSegmentation;

use super::{
    buffer::{Buffer, Pos},
    glyph,
};

/// A way for the caret to go. Left is back and right is on, in logical order, whatever the script's direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// One grapheme back.
    Left,
    /// One grapheme on.
    Right,
    /// One row up, keeping the column.
    Up,
    /// One row down, keeping the column.
    Down,
    /// To the beginning of the word before.
    WordLeft,
    /// To the end of the word after.
    WordRight,
    /// To the beginning of the row; from there to the first word of the line; from there to its edge.
    LineStart,
    /// To the end of the row; from there, of the line.
    LineEnd,
    /// To the beginning of the text.
    Top,
    /// To the end of the text.
    Bottom,
    /// A viewport up, less one row.
    PageUp,
    /// A viewport down, less one row.
    PageDown,
}

impl Buffer {
    pub(super) fn left(&self, pos: Pos) -> Pos {
        if pos.at > 0 {
            Pos::new(pos.line, glyph::before(self.line(pos.line), pos.at))
        } else if pos.line > 0 {
            Pos::new(pos.line - 1, self.line(pos.line - 1).len())
        } else {
            pos
        }
    }

    pub(super) fn right(&self, pos: Pos) -> Pos {
        let text = self.line(pos.line);
        if pos.at < text.len() {
            Pos::new(pos.line, glyph::after(text, pos.at))
        } else if pos.line + 1 < self.len() {
            Pos::new(pos.line + 1, 0)
        } else {
            pos
        }
    }

    pub(super) fn word_left(&self, pos: Pos) -> Pos {
        if pos.at == 0 {
            return self.left(pos);
        }
        let head = self.line(pos.line).get(..pos.at).unwrap_or("");
        let at = head.split_word_bound_indices().rev().find(|(_, word)| is_word(word)).map_or(0, |(at, _)| at);
        self.clamp(Pos::new(pos.line, at))
    }

    pub(super) fn word_right(&self, pos: Pos) -> Pos {
        let text = self.line(pos.line);
        if pos.at == text.len() {
            return self.right(pos);
        }
        let at = text
            .get(pos.at..)
            .unwrap_or("")
            .split_word_bound_indices()
            .find(|(_, word)| is_word(word))
            .map_or(text.len(), |(at, word)| pos.at + at + word.len());
        self.settle(Pos::new(pos.line, at))
    }

    /// The place of the first thing that is not white space in a line.
    pub(super) fn indent(&self, line: usize) -> Pos {
        let text = self.line(line);
        let at = text.len() - text.trim_start().len();
        self.clamp(Pos::new(line, at))
    }
}

fn is_word(segment: &str) -> bool {
    segment.chars().any(char::is_alphanumeric)
}
