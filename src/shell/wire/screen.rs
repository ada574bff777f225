//! A screen as the wire sees it: a grid of small cells that can be compared quickly.
//!
//! Cells are made from ratatui's buffer through the guard, so that a screen can only hold what may be sent. This room
//! does not know how a screen gets to the terminal.

use std::collections::HashMap;

use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier},
};

use super::{
    flavour::Flavour,
    guard::{self, Doubt},
    moves::Margins,
    pen::{Ink, Pen},
};

/// What is drawn in a cell: a character, or by number a cluster of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Glyph(u32);

impl Glyph {
    const SPACE: Glyph = Glyph(' ' as u32);
    const TAIL: Glyph = Glyph(u32::MAX);
    const UNKNOWN: Glyph = Glyph(u32::MAX - 1);
    const FIRST_CLUSTER: u32 = 0x11_0000;
}

/// One column of a row.
#[derive(Debug, Clone, Copy, Eq)]
pub(super) struct Cell {
    glyph: Glyph,
    /// Columns it takes; 0 for the columns after the first of a wide one.
    pub(super) width: u8,
    /// Bytes it takes.
    pub(super) len: u8,
    /// Columns that some terminal might make of it.
    pub(super) reach: u8,
    /// Whether terminals agree on its width.
    pub(super) doubt: Doubt,
    /// How it is drawn.
    pub(super) pen: Pen,
}

impl PartialEq for Cell {
    /// In one go, since whole screens are compared with each key. All else hangs on what is drawn, or on the cell before.
    #[inline]
    fn eq(&self, other: &Cell) -> bool {
        (self.glyph.0 ^ other.glyph.0) | self.pen.differs(other.pen) == 0
    }
}

impl Cell {
    /// A space on the terminal's own background.
    pub(super) const BLANK: Cell = Cell { glyph: Glyph::SPACE, width: 1, len: 1, reach: 1, doubt: Doubt::None, pen: Pen::PLAIN };

    /// A cell of which nothing is known: no cell that is wanted is like it.
    pub(super) const UNKNOWN: Cell = Cell { glyph: Glyph::UNKNOWN, ..Cell::BLANK };

    /// A number for what is drawn in it, whatever the pen.
    #[inline]
    pub(super) fn number(self) -> u64 {
        self.glyph.0.into()
    }

    /// A number that cells which look alike share; others hardly ever do.
    #[inline]
    pub(super) fn fingerprint(self) -> u32 {
        self.glyph.0.wrapping_mul(0x9e37_79b1) ^ self.pen.number()
    }

    /// Whether it shows its background and nothing else.
    #[inline]
    pub(super) fn is_blank(self) -> bool {
        self.glyph == Glyph::SPACE && !self.pen.marks_spaces()
    }

    /// Whether writing it with this pen gives just this, on every terminal in one column.
    pub(super) fn is_shown_by(self, pen: Pen) -> bool {
        let looks_alike = self.pen == pen || self.is_blank() && self.pen.bg == pen.bg && !pen.marks_spaces();
        looks_alike && self.width == 1 && self.doubt == Doubt::None
    }

    /// Whether erasing leaves just this.
    #[inline]
    pub(super) fn is_erased(self) -> bool {
        self.is_blank() && self.pen.bg == Ink::DEFAULT
    }
}

/// Clusters of several characters, by number.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    texts: Vec<Box<str>>,
    known: HashMap<Box<str>, u32>,
}

impl Clusters {
    /// More than a screen can hold: beyond it the table is worth emptying.
    const MANY: usize = 20_000;

    /// Append what a cell sends.
    #[inline]
    pub(super) fn write(&self, cell: Cell, out: &mut Vec<u8>) {
        let Glyph(number) = cell.glyph;
        if cell.len == 1 {
            // of one byte there are only letters that every terminal has
            out.extend(u8::try_from(number));
        } else if let Some(c) = char::from_u32(number) {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        } else if let Some(text) = self.texts.get(number.wrapping_sub(Glyph::FIRST_CLUSTER) as usize) {
            out.extend_from_slice(text.as_bytes());
        }
    }

    /// Whether so many were seen that the table should be emptied (and the screen painted anew).
    pub(super) fn are_many(&self) -> bool {
        self.texts.len() > Clusters::MANY
    }

    fn glyph(&mut self, text: &str) -> Glyph {
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Glyph(c.into());
        }
        if let Some(&number) = self.known.get(text) {
            return Glyph(number);
        }
        let number = Glyph::FIRST_CLUSTER + self.texts.len() as u32;
        self.texts.push(text.into());
        self.known.insert(text.into(), number);
        Glyph(number)
    }
}

/// A grid of cells, row after row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Screen {
    /// Columns.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
    cells: Vec<Cell>,
}

impl Screen {
    /// An empty screen.
    pub(super) fn blank(width: usize, height: usize) -> Screen {
        Screen { width, height, cells: vec![Cell::BLANK; width * height] }
    }

    /// All its rows as one region to scroll.
    pub(super) fn whole(&self) -> Margins {
        Margins { top: 0, bottom: self.height.saturating_sub(1) }
    }

    /// The cells of a row; none for a row that is not there.
    pub(super) fn row(&self, y: usize) -> &[Cell] {
        self.cells.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// Put other cells into a row.
    pub(super) fn set_row(&mut self, y: usize, cells: &[Cell]) {
        if let Some(row) = self.cells.get_mut(y * self.width..(y + 1) * self.width) {
            row.iter_mut().zip(cells).for_each(|(cell, new)| *cell = *new);
        }
    }

    /// Whether a row is empty on the terminal's own background.
    pub(super) fn is_erased(&self, y: usize) -> bool {
        self.row(y).iter().all(|cell| cell.is_erased())
    }

    /// Empty rows, from the first to before the last named.
    pub(super) fn erase(&mut self, from: usize, to: usize) {
        if let Some(cells) = self.cells.get_mut(from * self.width..to * self.width) {
            cells.fill(Cell::BLANK);
        }
    }

    /// Move rows `top..=bottom` up by `by` (down when negative); empty rows come in.
    pub(super) fn scroll(&mut self, top: usize, bottom: usize, by: isize) {
        let count = by.unsigned_abs().min(bottom + 1 - top);
        let cells = count * self.width;
        let Some(region) = self.cells.get_mut(top * self.width..(bottom + 1) * self.width) else {
            return;
        };
        if by > 0 {
            region.rotate_left(cells);
            self.erase(bottom + 1 - count, bottom + 1);
        } else {
            region.rotate_right(cells);
            self.erase(top, top + count);
        }
    }

    /// Take over what was drawn. A buffer of another size is cut, or filled up with blanks.
    pub(super) fn load(&mut self, buffer: &Buffer, flavour: Flavour, clusters: &mut Clusters) {
        let drawn = usize::from(buffer.area().width).max(1);
        let width = self.width.max(1);
        let mut rows = buffer.content().chunks(drawn);
        let mut pens = Pens { flavour, last: None };
        for row in self.cells.chunks_mut(width) {
            load_row(row, rows.next().unwrap_or_default(), &mut pens, clusters);
        }
    }
}

/// The pens of what was drawn; neighbours mostly have the same.
struct Pens {
    flavour: Flavour,
    last: Option<(Color, Color, Modifier, Pen)>,
}

impl Pens {
    fn of(&mut self, drawn: &ratatui::buffer::Cell) -> Pen {
        match self.last {
            Some((fg, bg, modes, pen)) if fg == drawn.fg && bg == drawn.bg && modes == drawn.modifier => pen,
            _ => {
                let pen = Pen::new(drawn.fg, drawn.bg, drawn.modifier, self.flavour);
                self.last = Some((drawn.fg, drawn.bg, drawn.modifier, pen));
                pen
            }
        }
    }
}

fn load_row(row: &mut [Cell], drawn: &[ratatui::buffer::Cell], pens: &mut Pens, clusters: &mut Clusters) {
    let mut x = 0;
    loop {
        // nearly everything is a letter of one byte
        for (cell, drawn) in row.iter_mut().zip(drawn).skip(x) {
            let [byte @ b' '..=b'~'] = drawn.symbol().as_bytes() else { break };
            let pen = pens.of(drawn);
            let letter = *byte != b' ' || pen.marks_spaces();
            *cell = if letter { Cell { glyph: Glyph(u32::from(*byte)), pen, ..Cell::BLANK } } else { blank(pen) };
            x += 1;
        }
        let Some(rest) = row.get_mut(x..).filter(|rest| !rest.is_empty()) else { break };
        let head = drawn.get(x).map_or(Cell::BLANK, |cell| load_cell(cell, pens, clusters));
        let columns = usize::from(head.width);
        let behind = drawn.get(x + 1..x + columns).unwrap_or_default();
        x += if columns > rest.len() || behind.iter().any(|cell| cell.symbol() != " ") {
            // half of it is outside, or under something that was drawn over it
            fill(rest, blank(head.pen), 1)
        } else {
            fill(rest, Cell { glyph: Glyph::TAIL, width: 0, len: 0, ..head }, columns) + fill(rest, head, 1) - 1
        };
    }
}

/// A space on the background of this pen.
fn blank(pen: Pen) -> Cell {
    Cell { pen: Pen { bg: pen.bg, ..Pen::PLAIN }, ..Cell::BLANK }
}

/// Set the first cells; how many.
fn fill(row: &mut [Cell], cell: Cell, count: usize) -> usize {
    row.iter_mut().take(count).for_each(|old| *old = cell);
    count
}

fn load_cell(drawn: &ratatui::buffer::Cell, pens: &mut Pens, clusters: &mut Clusters) -> Cell {
    let pen = pens.of(drawn);
    let checked = guard::check(drawn.symbol());
    let cell = Cell {
        glyph: clusters.glyph(&checked.text),
        width: u8::try_from(checked.width).unwrap_or(u8::MAX),
        len: u8::try_from(checked.text.len()).unwrap_or(u8::MAX),
        reach: u8::try_from(checked.reach).unwrap_or(u8::MAX),
        doubt: checked.doubt,
        pen,
    };
    if cell.is_blank() { blank(pen) } else { cell }
}

#[cfg(test)]
mod tests {
    use ratatui::{layout::Rect, style::Style};

    use super::*;

    fn load(width: u16, text: &str, style: Style) -> Vec<Cell> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        buffer.set_string(0, 0, text, style);
        let mut screen = Screen::blank(width.into(), 1);
        screen.load(&buffer, Flavour::FULL, &mut Clusters::default());
        screen.row(0).to_vec()
    }

    #[test]
    fn spaces_that_look_alike_are_alike() {
        let red = load(1, " ", Style::new().fg(Color::Red).bold());
        assert_eq!(red, [Cell::BLANK]);
        assert_ne!(load(1, " ", Style::new().underlined()), [Cell::BLANK]);
        assert!(!load(1, " ", Style::new().on_red()).iter().any(|c| c.is_erased()));
    }

    #[test]
    fn a_wide_character_takes_its_columns_with_it() {
        let row = load(4, "漢a", Style::new());
        assert_eq!(row.iter().map(|c| c.width).collect::<Vec<_>>(), [2, 0, 1, 1]);
    }

    #[test]
    fn half_a_wide_character_under_a_box_is_left_out() {
        let mut buffer = Buffer::with_lines(["漢 "]);
        buffer.content[1].set_symbol("│");
        let mut screen = Screen::blank(2, 1);
        screen.load(&buffer, Flavour::FULL, &mut Clusters::default());
        assert_eq!(screen.row(0).iter().map(|c| c.width).collect::<Vec<_>>(), [1, 1]);
        assert!(screen.row(0)[0].is_erased());
    }

    #[test]
    fn a_wide_character_in_the_last_column_is_left_out() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer.content[0].set_symbol("漢");
        let mut screen = Screen::blank(1, 1);
        screen.load(&buffer, Flavour::FULL, &mut Clusters::default());
        assert!(screen.is_erased(0));
    }

    #[test]
    fn rows_scroll_and_empty_ones_come_in() {
        let mut screen = Screen::blank(1, 4);
        let mut buffer = Buffer::with_lines(["a", "b", "c", "d"]);
        screen.load(&buffer, Flavour::FULL, &mut Clusters::default());
        screen.scroll(1, 3, 1);
        buffer.content[1].set_symbol("c");
        buffer.content[2].set_symbol("d");
        buffer.content[3].set_symbol(" ");
        let mut want = Screen::blank(1, 4);
        want.load(&buffer, Flavour::FULL, &mut Clusters::default());
        assert_eq!(screen, want);
    }
}
