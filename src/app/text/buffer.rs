//! The text as lines: reading, one way of changing, byte offsets, and where each line breaks into rows.
//! Every change goes through [`Buffer::replace`], which costs the lines it touches. Knows no caret, viewport or history.

use std::ops::ControlFlow;

use super::{glyph, wrap::wrap};

/// A place in the text: between two graphemes of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pos {
    /// Number of the logical line, from 0.
    pub line: usize,
    /// Byte offset within the line.
    pub at: usize,
}

impl Pos {
    /// The place at byte `at` of line `line`.
    #[must_use]
    pub const fn new(line: usize, at: usize) -> Self {
        Self { line, at }
    }
}

/// A line, and where it breaks when that has been asked for.
#[derive(Debug, Clone, Default)]
struct Line {
    text: String,
    /// Row starts but the first, for `wrapped` cells; so that most lines need no memory here.
    breaks: Vec<usize>,
    /// The width the breaks are for; 0 when they are stale.
    wrapped: usize,
}

impl Line {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// Replaces bytes and mends the breaks around them, instead of wrapping a long paragraph anew for each key.
    fn replace(&mut self, from: usize, to: usize, put: &str) {
        self.text.replace_range(from..to, put);
        if self.wrapped == 0 {
            return;
        }
        // A row start depends on what follows it up to the first glyph that did not fit, which is at most two rows on.
        let sure = self.breaks.partition_point(|&b| b < from).saturating_sub(2);
        let old = self.breaks.split_off(sure);
        let start = self.breaks.last().copied().unwrap_or(0);
        let mut known = old.into_iter().filter(|&b| b > to).map(|b| b - to + from + put.len()).peekable();
        let mut met = false;
        let breaks = &mut self.breaks;
        wrap(&self.text, start, self.wrapped, |at| {
            while known.next_if(|&b| b < at).is_some() {}
            met = known.peek() == Some(&at);
            if met {
                return ControlFlow::Break(());
            }
            breaks.push(at);
            ControlFlow::Continue(())
        });
        if met {
            self.breaks.extend(known);
        }
    }
}

/// The lines of a text. There is always at least one.
#[derive(Debug, Clone)]
pub(super) struct Buffer {
    lines: Vec<Line>,
    multi: bool,
    /// A line and the byte offset at which it begins, moved to where the changes are.
    anchor: (usize, usize),
}

impl Buffer {
    /// Takes the text as it stands; with `multi` off a line feed is a character like others.
    pub(super) fn new(text: &str, multi: bool) -> Self {
        let lines = if multi { text.split('\n').map(Line::new).collect() } else { vec![Line::new(text)] };
        Self { lines, multi, anchor: (0, 0) }
    }

    pub(super) fn is_multi(&self) -> bool {
        self.multi
    }

    pub(super) fn text(&self) -> String {
        let size = self.lines.iter().map(|line| line.text.len() + 1).sum();
        let mut text = String::with_capacity(size);
        for (number, line) in self.lines().enumerate() {
            if number > 0 {
                text.push('\n');
            }
            text.push_str(line);
        }
        text
    }

    pub(super) fn lines(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.lines.iter().map(|line| line.text.as_str())
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(super) fn line(&self, line: usize) -> &str {
        self.lines.get(line).map_or("", |line| &line.text)
    }

    pub(super) fn end(&self) -> Pos {
        let line = self.lines.len().saturating_sub(1);
        Pos::new(line, self.line(line).len())
    }

    /// The nearest place at or before `pos` where a caret may stand.
    pub(super) fn clamp(&self, pos: Pos) -> Pos {
        if pos.line >= self.len() {
            return self.end();
        }
        let text = self.line(pos.line);
        let mut at = pos.at.min(text.len());
        while !text.is_char_boundary(at) {
            at = at.saturating_sub(1);
        }
        if !glyph::is_boundary(text, at) {
            at = glyph::before(text, at);
        }
        Pos::new(pos.line, at)
    }

    /// The nearest place at or after `pos` (a character boundary) where a caret may stand.
    pub(super) fn settle(&self, pos: Pos) -> Pos {
        let text = self.line(pos.line);
        if glyph::is_boundary(text, pos.at) { pos } else { Pos::new(pos.line, glyph::after(text, pos.at)) }
    }

    /// Byte offset in the whole text.
    pub(super) fn offset(&self, pos: Pos) -> usize {
        let (line, start) = self.anchor;
        let size = |lines: Option<&[Line]>| -> usize { lines.unwrap_or_default().iter().map(|line| line.text.len() + 1).sum() };
        let start =
            if pos.line >= line { start + size(self.lines.get(line..pos.line)) } else { start - size(self.lines.get(pos.line..line)) };
        start + pos.at
    }

    /// The place at a byte offset of the whole text.
    pub(super) fn pos(&self, offset: usize) -> Pos {
        let mut left = offset;
        for (number, line) in self.lines().enumerate() {
            if left <= line.len() {
                return Pos::new(number, left);
            }
            left -= line.len() + 1;
        }
        self.end()
    }

    pub(super) fn slice(&self, from: Pos, to: Pos) -> String {
        if from.line == to.line {
            let part = self.line(from.line).get(from.at..to.at);
            return part.unwrap_or("").to_owned();
        }
        let mut text = self.line(from.line).get(from.at..).unwrap_or("").to_owned();
        for line in from.line + 1..to.line {
            text.push('\n');
            text.push_str(self.line(line));
        }
        text.push('\n');
        text.push_str(self.line(to.line).get(..to.at).unwrap_or(""));
        text
    }

    /// Puts `put` for what is between `from` and `to` (both in the text, in this order).
    /// Gives what was cut and the place after what was put.
    pub(super) fn replace(&mut self, from: Pos, to: Pos, put: &str) -> (String, Pos) {
        self.anchor = (from.line, self.offset(Pos::new(from.line, 0)));
        let cut = self.slice(from, to);
        let breaks = self.multi && put.contains('\n');
        let Some(first) = self.lines.get_mut(from.line) else {
            return (cut, from);
        };
        if from.line == to.line && !breaks {
            first.replace(from.at, to.at, put);
            return (cut, Pos::new(from.line, from.at + put.len()));
        }
        let mut pieces = put.split('\n');
        let mut head = first.text.get(..from.at).unwrap_or("").to_owned();
        head.push_str(pieces.next().unwrap_or(""));
        let mut fresh = vec![Line { text: head, ..Line::default() }];
        fresh.extend(pieces.map(Line::new));
        let last = fresh.len() - 1;
        let tail = self.line(to.line).get(to.at..).unwrap_or("").to_owned();
        let end = fresh.last_mut().map_or(from, |line| {
            let at = line.text.len();
            line.text.push_str(&tail);
            Pos::new(from.line + last, at)
        });
        self.lines.splice(from.line..=to.line, fresh);
        (cut, end)
    }

    /// The row starts of a line but the first, at `width` cells.
    pub(super) fn breaks(&mut self, line: usize, width: usize) -> &[usize] {
        let Some(line) = self.lines.get_mut(line) else {
            return &[];
        };
        if line.wrapped != width {
            line.wrapped = width;
            line.breaks.clear();
            let breaks = &mut line.breaks;
            wrap(&line.text, 0, width, |at| {
                breaks.push(at);
                ControlFlow::Continue(())
            });
        }
        &line.breaks
    }
}
