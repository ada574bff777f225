//! The text editing heart: a note, and every line that is typed into. It works by grapheme in logical order, keeps rows, viewport
//! and caret cell ready for drawing, groups changes for undo, and tells each change as a splice for the draft.
//! A key costs what it touches, not what the text holds. Knows no marks, no records, no disk and no colours.

mod buffer;
mod caret;
mod command;
pub mod glyph;
mod history;
mod motion;
mod search;
mod sideways;
mod splice;
#[cfg(test)]
mod tests;
mod view;
mod wrap;

use std::{borrow::Cow, ops::Range};

use crossterm::event::KeyEvent;

use self::{
    buffer::Buffer,
    history::{Change, History, Kind},
    search::Needle,
    view::View,
};
pub use self::{
    buffer::Pos,
    command::{EditCommand, Outcome},
    motion::Move,
    splice::{TextSplice, splice},
    view::Row,
};

/// A text being edited, with its caret, viewport, history and search.
#[derive(Debug, Clone)]
pub struct TextEdit {
    buffer: Buffer,
    caret: Pos,
    /// The column that going up and down keeps to.
    goal: Option<usize>,
    view: View,
    history: History,
    splices: Vec<TextSplice>,
    revision: u64,
    needle: Option<Needle>,
}

impl TextEdit {
    /// Opens a text as it stands, byte for byte, with the caret at its end. With `multi` off it is a single line: a line feed in
    /// it is shown as a symbol, and none can be typed.
    #[must_use]
    pub fn new(text: &str, multi: bool) -> Self {
        let buffer = Buffer::new(text, multi);
        let mut edit = Self {
            caret: buffer.end(),
            buffer,
            goal: None,
            view: View::new(80, if multi { 24 } else { 1 }),
            history: History::default(),
            splices: Vec::new(),
            revision: 0,
            needle: None,
        };
        edit.settle();
        edit
    }

    /// The whole text; costs its length.
    #[must_use]
    pub fn text(&self) -> String {
        self.buffer.text()
    }

    /// The logical lines, without their line feeds; at least one.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.buffer.lines()
    }

    /// One logical line; empty past the end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        self.buffer.line(line)
    }

    /// Whether there is no character in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.buffer.end() == Pos::default()
    }

    /// Whether it may hold several lines.
    #[must_use]
    pub fn is_multi(&self) -> bool {
        self.buffer.is_multi()
    }

    /// A number that grows with every change of the text.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The changes since last asked, oldest first: made one after another on the text of then, they give the text of now.
    pub fn take_edits(&mut self) -> Vec<TextSplice> {
        std::mem::take(&mut self.splices)
    }

    /// Where the caret stands.
    #[must_use]
    pub fn caret(&self) -> Pos {
        self.caret
    }

    /// Does a command.
    pub fn apply(&mut self, command: EditCommand) -> Outcome {
        match command {
            EditCommand::Insert(c) => self.insert_char(c),
            EditCommand::Newline => self.newline(),
            EditCommand::Backspace => self.erase(self.buffer.left(self.caret), Kind::Erased),
            EditCommand::Delete => self.erase(self.buffer.right(self.caret), Kind::Deleted),
            EditCommand::DeleteWordBack => self.erase(self.buffer.word_left(self.caret), Kind::Whole),
            EditCommand::DeleteWordForward => self.erase(self.buffer.word_right(self.caret), Kind::Whole),
            EditCommand::DeleteToLineStart => self.erase(Pos::new(self.caret.line, 0), Kind::Whole),
            EditCommand::DeleteToLineEnd => {
                let end = Pos::new(self.caret.line, self.line(self.caret.line).len());
                let to = if self.caret == end { self.buffer.right(end) } else { end };
                self.erase(to, Kind::Whole)
            }
            EditCommand::Move(way) => self.move_to(way),
            EditCommand::Undo => self.undo(),
            EditCommand::Redo => self.redo(),
        }
    }

    /// Does what a key means by default ([`EditCommand::for_key`]).
    pub fn handle_key(&mut self, key: &KeyEvent) -> Outcome {
        EditCommand::for_key(key).map_or(Outcome::Ignored, |command| self.apply(command))
    }

    /// Types one character. A line feed begins a new line, or is ignored in a single line.
    pub fn insert_char(&mut self, c: char) -> Outcome {
        if matches!(c, '\n' | '\r') {
            return self.newline();
        }
        let mut bytes = [0; 4];
        let put = c.encode_utf8(&mut bytes);
        self.edit(self.caret, self.caret, put, Kind::Typed)
    }

    /// Puts in what was pasted, as one step of undo. CRLF and CR become line feeds; in a single line, spaces.
    pub fn insert_str(&mut self, text: &str) -> Outcome {
        let text = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) };
        let text = if self.is_multi() { text } else { Cow::Owned(text.trim_end_matches('\n').replace('\n', " ")) };
        self.edit(self.caret, self.caret, &text, Kind::Whole)
    }

    /// Puts `put` in the place of a part of the text, as one step of undo, and the caret after it. `put` is taken as it stands.
    pub fn replace(&mut self, part: Range<Pos>, put: &str) -> Outcome {
        let from = self.buffer.clamp(part.start);
        let to = self.buffer.clamp(part.end).max(from);
        self.edit(from, to, put, Kind::Whole)
    }

    /// Makes the text another one by the smallest change, as one step of undo (back from an editor elsewhere).
    pub fn set_text(&mut self, text: &str) -> Outcome {
        let Some(change) = splice(&self.text(), text) else {
            return Outcome::Still;
        };
        let from = self.buffer.pos(change.at);
        let to = self.buffer.pos(change.at + change.cut);
        self.edit(from, to, &change.put, Kind::Whole)
    }

    /// Begins a new line; ignored in a single line.
    pub fn newline(&mut self) -> Outcome {
        if !self.is_multi() {
            return Outcome::Ignored;
        }
        self.edit(self.caret, self.caret, "\n", Kind::Whole)
    }

    /// Takes the last group of changes back.
    pub fn undo(&mut self) -> Outcome {
        let Some(change) = self.history.undo() else {
            return Outcome::Still;
        };
        let to = end_of(change.at, &change.put, self.is_multi());
        self.change(change.at, to, &change.cut);
        self.set_caret(change.before);
        Outcome::Changed
    }

    /// Makes the group of changes again that was last taken back.
    pub fn redo(&mut self) -> Outcome {
        let Some(change) = self.history.redo() else {
            return Outcome::Still;
        };
        let to = end_of(change.at, &change.cut, self.is_multi());
        self.change(change.at, to, &change.put);
        self.set_caret(change.after);
        Outcome::Changed
    }

    /// Says how many cells there are to show the text in; 0 counts as 1.
    pub fn set_viewport(&mut self, width: u16, height: u16) {
        let size = (usize::from(width.max(1)), usize::from(height.max(1)));
        if self.view.size() != size {
            self.view.resize(size.0, size.1);
            self.view.fill(&mut self.buffer);
            self.settle();
        }
    }

    /// Whether to scroll by half a page at once: for where every row that moves is sent anew.
    pub fn set_jumps(&mut self, jumps: bool) {
        self.view.set_jumps(jumps);
    }

    /// Column and row of the caret in the viewport, from 0.
    #[must_use]
    pub fn cursor_cell(&self) -> (u16, u16) {
        self.view.caret_cell()
    }

    /// The visible rows, from the top.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.view.rows(&self.buffer)
    }

    /// Takes what is between the caret and `to`, whichever comes first.
    fn erase(&mut self, to: Pos, kind: Kind) -> Outcome {
        self.edit(to.min(self.caret), to.max(self.caret), "", kind)
    }

    fn edit(&mut self, from: Pos, to: Pos, put: &str, kind: Kind) -> Outcome {
        if from == to && put.is_empty() {
            return Outcome::Still;
        }
        let before = self.caret;
        let (cut, end) = self.change(from, to, put);
        self.caret = self.buffer.settle(end);
        self.goal = None;
        let change = Change { at: from, cut, put: put.to_owned(), before, after: self.caret };
        self.history.push(change, kind);
        self.settle();
        Outcome::Changed
    }

    /// The one way in which the text changes.
    fn change(&mut self, from: Pos, to: Pos, put: &str) -> (String, Pos) {
        let (cut, end) = self.buffer.replace(from, to, put);
        let at = self.buffer.offset(from);
        self.revision += 1;
        match self.splices.last_mut() {
            Some(last) if cut.is_empty() && last.at + last.put.len() == at => {
                last.put.push_str(put);
            }
            _ => self.splices.push(TextSplice { at, cut: cut.len(), put: put.to_owned() }),
        }
        (cut, end)
    }

    fn settle(&mut self) {
        self.view.settle(&mut self.buffer, self.caret);
    }
}

/// The place after `text` that begins at `at`.
fn end_of(at: Pos, text: &str, multi: bool) -> Pos {
    match text.rsplit_once('\n').filter(|_| multi) {
        Some((head, tail)) => Pos::new(at.line + 1 + head.matches('\n').count(), tail.len()),
        None => Pos::new(at.line, at.at + text.len()),
    }
}
