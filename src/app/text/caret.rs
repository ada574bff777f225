//! The caret's ways through a text that is being edited: moves, scrolling, going to hits. Nothing here changes the text.

use std::ops::Range;

use super::{Move, Outcome, Pos, TextEdit, search::Needle};

impl TextEdit {
    /// Puts the caret at a place, or the nearest before it where it may stand.
    pub fn set_caret(&mut self, pos: Pos) {
        self.place(pos);
        self.settle();
    }

    /// Moves the caret. Rows count as they are wrapped; up, down and pages are ignored in a single line.
    pub fn move_to(&mut self, way: Move) -> Outcome {
        let (_, height) = self.view.size();
        let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        let rows = match way {
            Move::Up => -1,
            Move::Down => 1,
            Move::PageUp => -page,
            Move::PageDown => page,
            _ => 0,
        };
        if rows != 0 {
            return self.move_rows(rows);
        }
        let caret = self.caret;
        let to = match way {
            Move::Left => self.buffer.left(caret),
            Move::Right => self.buffer.right(caret),
            Move::WordLeft => self.buffer.word_left(caret),
            Move::WordRight => self.buffer.word_right(caret),
            Move::LineStart => self.line_start(),
            Move::LineEnd => self.line_end(),
            Move::Top => Pos::default(),
            Move::Bottom => self.buffer.end(),
            Move::Up | Move::Down | Move::PageUp | Move::PageDown => caret,
        };
        self.set_caret(to);
        moved(caret != self.caret)
    }

    /// Scrolls by rows (up is negative), not past the ends; the caret stays in view.
    pub fn scroll(&mut self, rows: isize) -> Outcome {
        let (top, caret) = (self.view.top(), self.caret);
        let goal = self.goal();
        self.view.scroll(&mut self.buffer, rows);
        self.caret = self.view.nearest(&mut self.buffer, caret, goal);
        self.goal = Some(goal);
        self.history.close();
        self.settle();
        moved(top != self.view.top() || caret != self.caret)
    }

    /// The hit for `needle` that begins next after `from`, or before it, round the ends. Small letters find capitals too, and
    /// accents of Latin letters do not count.
    #[must_use]
    pub fn find(&self, needle: &str, from: Pos, forward: bool) -> Option<Range<Pos>> {
        Needle::new(needle)?.find(&self.buffer, from, forward)
    }

    /// Says what hits are shown for and what [`TextEdit::find_next`] goes to; an empty needle ends the search.
    pub fn set_search(&mut self, needle: &str) {
        self.needle = Needle::new(needle);
    }

    /// Moves the caret to the next hit, or the one before.
    pub fn find_next(&mut self, forward: bool) -> Outcome {
        let hit = self.needle.as_ref().and_then(|needle| needle.find(&self.buffer, self.caret, forward));
        let Some(hit) = hit else {
            return Outcome::Still;
        };
        self.set_caret(hit.start);
        Outcome::Moved
    }

    /// The hits of the search in a line, as bytes of it.
    #[must_use]
    pub fn hits(&self, line: usize) -> Vec<Range<usize>> {
        self.needle.as_ref().map(|needle| needle.hits(self.line(line))).unwrap_or_default()
    }

    fn move_rows(&mut self, rows: isize) -> Outcome {
        if !self.is_multi() {
            return Outcome::Ignored;
        }
        let caret = self.caret;
        let goal = self.goal();
        if rows.abs() > 1 {
            self.view.scroll(&mut self.buffer, rows);
        }
        if let Some(to) = self.view.rows_away(&mut self.buffer, caret, rows, goal) {
            self.place(to);
        }
        self.goal = Some(goal);
        self.settle();
        moved(caret != self.caret)
    }

    fn goal(&mut self) -> usize {
        match self.goal {
            Some(goal) => goal,
            None => self.view.goal(&mut self.buffer, self.caret),
        }
    }

    fn line_start(&mut self) -> Pos {
        let caret = self.caret;
        let (start, _) = self.view.row_ends(&mut self.buffer, caret);
        let indent = self.buffer.indent(caret.line);
        if start.at > 0 && caret != start {
            start
        } else if caret != indent {
            indent
        } else {
            Pos::new(caret.line, 0)
        }
    }

    fn line_end(&mut self) -> Pos {
        let caret = self.caret;
        let (_, end) = self.view.row_ends(&mut self.buffer, caret);
        if caret < end { end } else { Pos::new(caret.line, self.line(caret.line).len()) }
    }

    fn place(&mut self, pos: Pos) {
        self.caret = self.buffer.clamp(pos);
        self.goal = None;
        self.history.close();
    }
}

fn moved(moved: bool) -> Outcome {
    if moved { Outcome::Moved } else { Outcome::Still }
}
