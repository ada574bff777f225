//! The window on a text: which rows are seen, and in which cell the caret stands. It scrolls only as far as the caret needs,
//! walks from the caret or the top and never over the whole text. Knows the buffer, no history, and draws nothing.

use std::ops::Range;

use super::{
    buffer::{Buffer, Pos},
    glyph::{self, fitting},
    sideways::Cut,
};

/// A row of the viewport: a part of one logical line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// Number of the logical line, from 0.
    pub line: usize,
    /// The bytes of that line which the row shows.
    pub range: Range<usize>,
    /// The text of the row.
    pub text: &'a str,
    /// Whether the row begins its line. A single-line row that does not is cut on the left.
    pub first: bool,
    /// Whether the row ends its line. A single-line row that does not is cut on the right.
    pub last: bool,
}

/// The same without the text.
#[derive(Debug, Clone, Copy)]
struct Span {
    line: usize,
    from: usize,
    to: usize,
    first: bool,
    last: bool,
}

/// A row of the whole text: its line, and its number within the line. Orders as the rows do.
type RowId = (usize, usize);

#[derive(Debug, Clone)]
pub(super) struct View {
    width: usize,
    height: usize,
    /// A place in the first visible row; for a single line, where the visible part begins.
    top: Pos,
    rows: Vec<Span>,
    caret: (u16, u16),
    /// Whether it scrolls by half its height at once, where moving every row is dear.
    jumps: bool,
}

impl View {
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, top: Pos::default(), rows: Vec::new(), caret: (0, 0), jumps: false }
    }

    pub(super) fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    pub(super) fn resize(&mut self, width: usize, height: usize) {
        (self.width, self.height) = (width.max(1), height.max(1));
    }

    pub(super) fn set_jumps(&mut self, jumps: bool) {
        self.jumps = jumps;
    }

    pub(super) fn top(&self) -> Pos {
        self.top
    }

    pub(super) fn caret_cell(&self) -> (u16, u16) {
        self.caret
    }

    pub(super) fn rows<'a>(&'a self, buffer: &'a Buffer) -> impl Iterator<Item = Row<'a>> {
        self.rows.iter().map(|span| Row {
            line: span.line,
            range: span.from..span.to,
            text: buffer.line(span.line).get(span.from..span.to).unwrap_or(""),
            first: span.first,
            last: span.last,
        })
    }

    /// Cells a row may fill: the last column is kept for the caret and for a space that hangs over.
    fn wrap_width(&self) -> usize {
        self.width.saturating_sub(1).max(1)
    }

    /// Brings the caret into view and lays the visible rows out again; after every change of anything.
    pub(super) fn settle(&mut self, buffer: &mut Buffer, caret: Pos) {
        self.top = buffer.clamp(self.top);
        self.rows.clear();
        if buffer.is_multi() {
            self.settle_rows(buffer, caret);
        } else {
            self.settle_line(buffer, caret);
        }
    }

    fn settle_rows(&mut self, buffer: &mut Buffer, caret: Pos) {
        let top = self.row_of(buffer, self.top);
        let here = self.row_of(buffer, caret);
        let lowest = self.back(buffer, here, self.height - 1);
        let near = if top > here { self.back(buffer, top, self.height) <= here } else { self.back(buffer, lowest, self.height) <= top };
        let top = match near {
            true if !self.jumps || (lowest..=here).contains(&top) => top.clamp(lowest, here),
            true => self.back(buffer, here, self.height / 2),
            false => {
                let middle = self.back(buffer, here, self.height / 2);
                middle.min(self.last_top(buffer))
            }
        };
        self.top = self.row_start(buffer, top);
        let mut row = Some(top);
        while let Some(id) = row.filter(|_| self.rows.len() < self.height) {
            let span = self.span(buffer, id);
            if id == here {
                let col = self.col(buffer, &span, caret).min(self.width - 1);
                self.caret = (cell(col), cell(self.rows.len()));
            }
            self.rows.push(span);
            row = self.next(buffer, id);
        }
    }

    fn settle_line(&mut self, buffer: &Buffer, caret: Pos) {
        let cut = Cut::lay(buffer.line(0), caret.at, self.top.at, self.width);
        self.top.at = cut.from;
        self.caret = (cell(cut.caret), 0);
        self.rows.push(Span { line: 0, from: cut.from, to: cut.to, first: !cut.left, last: !cut.right });
    }

    /// The place a number of rows from the caret (up is negative), at column `goal`; none past the ends.
    pub(super) fn rows_away(&self, buffer: &mut Buffer, caret: Pos, rows: isize, goal: usize) -> Option<Pos> {
        let here = self.row_of(buffer, caret);
        let there = if rows < 0 { self.back(buffer, here, rows.unsigned_abs()) } else { self.on(buffer, here, rows.unsigned_abs()) };
        (there != here).then(|| {
            let span = self.span(buffer, there);
            self.at_col(buffer, &span, goal)
        })
    }

    /// The column of a place within its row.
    pub(super) fn goal(&self, buffer: &mut Buffer, pos: Pos) -> usize {
        let id = self.row_of(buffer, pos);
        let span = self.span(buffer, id);
        self.col(buffer, &span, pos)
    }

    /// The beginning of the row a place is in, and the last place of that row.
    pub(super) fn row_ends(&self, buffer: &mut Buffer, pos: Pos) -> (Pos, Pos) {
        let id = self.row_of(buffer, pos);
        let span = self.span(buffer, id);
        let end = self.at_col(buffer, &span, usize::MAX);
        (Pos::new(span.line, span.from), end)
    }

    /// Moves the window by rows (up is negative), not past the ends; the caret is not looked at.
    pub(super) fn scroll(&mut self, buffer: &mut Buffer, rows: isize) {
        let top = self.row_of(buffer, self.top);
        let top = if rows < 0 {
            self.back(buffer, top, rows.unsigned_abs())
        } else {
            let last = self.last_top(buffer).max(top);
            self.on(buffer, top, rows.unsigned_abs()).min(last)
        };
        self.top = self.row_start(buffer, top);
    }

    /// Leaves no room empty below the text that could show more above.
    pub(super) fn fill(&mut self, buffer: &mut Buffer) {
        self.top = buffer.clamp(self.top);
        let top = self.row_of(buffer, self.top).min(self.last_top(buffer));
        self.top = self.row_start(buffer, top);
    }

    /// The place itself when it is in the window, else the place at column `goal` of the window's nearest row.
    pub(super) fn nearest(&self, buffer: &mut Buffer, pos: Pos, goal: usize) -> Pos {
        let here = self.row_of(buffer, pos);
        let top = self.row_of(buffer, self.top);
        let bottom = self.on(buffer, top, self.height - 1);
        let there = here.clamp(top, bottom);
        if there == here {
            return pos;
        }
        let span = self.span(buffer, there);
        self.at_col(buffer, &span, goal)
    }

    fn row_of(&self, buffer: &mut Buffer, pos: Pos) -> RowId {
        let breaks = self.breaks(buffer, pos.line);
        (pos.line, breaks.partition_point(|&b| b <= pos.at))
    }

    fn row_start(&self, buffer: &mut Buffer, id: RowId) -> Pos {
        Pos::new(id.0, self.span(buffer, id).from)
    }

    fn breaks<'a>(&self, buffer: &'a mut Buffer, line: usize) -> &'a [usize] {
        if buffer.is_multi() { buffer.breaks(line, self.wrap_width()) } else { &[] }
    }

    fn span(&self, buffer: &mut Buffer, (line, row): RowId) -> Span {
        let breaks = self.breaks(buffer, line);
        let from = row.checked_sub(1).and_then(|r| breaks.get(r)).copied();
        let to = breaks.get(row).copied();
        Span { line, from: from.unwrap_or(0), to: to.unwrap_or_else(|| buffer.line(line).len()), first: row == 0, last: to.is_none() }
    }

    fn next(&self, buffer: &mut Buffer, (line, row): RowId) -> Option<RowId> {
        if row < self.breaks(buffer, line).len() { Some((line, row + 1)) } else { (line + 1 < buffer.len()).then_some((line + 1, 0)) }
    }

    /// `rows` rows further up, or the first row.
    fn back(&self, buffer: &mut Buffer, (mut line, mut row): RowId, mut rows: usize) -> RowId {
        while rows > row {
            if line == 0 {
                return (0, 0);
            }
            rows -= row + 1;
            line -= 1;
            row = self.breaks(buffer, line).len();
        }
        (line, row - rows)
    }

    /// `rows` rows further down, or the last row.
    fn on(&self, buffer: &mut Buffer, mut id: RowId, rows: usize) -> RowId {
        for _ in 0..rows {
            match self.next(buffer, id) {
                Some(next) => id = next,
                None => break,
            }
        }
        id
    }

    /// The top that shows the end of the text in the last row.
    fn last_top(&self, buffer: &mut Buffer) -> RowId {
        let end = self.row_of(buffer, buffer.end());
        self.back(buffer, end, self.height - 1)
    }

    fn col(&self, buffer: &Buffer, span: &Span, pos: Pos) -> usize {
        let text = buffer.line(span.line).get(span.from..pos.at);
        glyph::width(text.unwrap_or(""))
    }

    /// The place in a row at column `goal` or the nearest before it that belongs to the row.
    fn at_col(&self, buffer: &Buffer, span: &Span, goal: usize) -> Pos {
        let text = buffer.line(span.line).get(span.from..span.to).unwrap_or("");
        let mut at = fitting(text, 0, goal);
        if at == text.len() && !span.last {
            at = glyph::before(text, at);
        }
        Pos::new(span.line, span.from + at)
    }
}

fn cell(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
