//! Draws a text being edited: its visible rows straight into the cells, and where the terminal's own cursor belongs.
//! It draws what [`TextEdit`] has laid out and decides nothing; no cell is drawn for the caret.

use std::{borrow::Cow, ops::Range};

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use crate::app::text::{Row, TextEdit, glyph::glyphs};

/// Parts of a line with styles of their own, as bytes of the line; where they overlap, the later goes over the earlier.
pub type Styles = Vec<(Range<usize>, Style)>;

/// How the text looks.
pub struct TextLook<'a> {
    /// The text.
    pub text: Style,
    /// The symbols for characters that cannot be shown, and the marks where a single line is cut.
    pub symbol: Style,
    /// What a search has found.
    pub hit: Style,
    /// Says how a line (its number from 0, its text) is styled; asked once for each line in view.
    pub line: &'a dyn Fn(usize, &str) -> Styles,
}

impl Default for TextLook<'_> {
    fn default() -> Self {
        Self { text: Style::new(), symbol: Style::new(), hit: Style::new(), line: &|_, _| Styles::new() }
    }
}

/// Shown where a single line goes on outside, and for what is wider than the whole area.
const CUT: &str = "…";

/// Draws the visible rows of `edit` into `area`, whose size should be the viewport of `edit`, and gives the cell for the
/// terminal's cursor.
pub fn render(edit: &TextEdit, area: Rect, buf: &mut Buffer, look: &TextLook<'_>) -> Position {
    let area = area.intersection(buf.area);
    let mut of_line = None;
    let mut styles = Styles::new();
    for (row, y) in edit.rows().zip(area.top()..area.bottom()) {
        if of_line != Some(row.line) {
            of_line = Some(row.line);
            styles = (look.line)(row.line, edit.line(row.line));
            styles.extend(edit.hits(row.line).into_iter().map(|hit| (hit, look.hit)));
        }
        let space = Rect { y, height: 1, ..area };
        render_row(&row, edit.is_multi(), space, buf, look, &styles);
    }
    let (col, row) = edit.cursor_cell();
    Position::new(area.x + col.min(area.width.saturating_sub(1)), area.y + row.min(area.height.saturating_sub(1)))
}

fn render_row(row: &Row<'_>, multi: bool, space: Rect, buf: &mut Buffer, look: &TextLook<'_>, styles: &Styles) {
    let (mut x, mut right) = (space.left(), space.right());
    if !multi && !row.first && x < right {
        (x, _) = buf.set_stringn(x, space.y, CUT, 1, look.symbol);
    }
    if !multi && !row.last && x < right {
        right -= 1;
        buf.set_stringn(right, space.y, CUT, 1, look.symbol);
    }
    for glyph in glyphs(row.text) {
        let room = usize::from(right.saturating_sub(x));
        if room == 0 {
            break;
        }
        let at = row.range.start + glyph.at;
        let mut style = look.text;
        if glyph.is_stand_in() {
            style = style.patch(look.symbol);
        }
        for (_, part) in styles.iter().filter(|(range, _)| range.contains(&at)) {
            style = style.patch(*part);
        }
        (x, _) = match &glyph.shown {
            _ if glyph.width > room => buf.set_stringn(x, space.y, CUT, room, style),
            Cow::Owned(symbols) => buf.set_stringn(x, space.y, symbols, room, style),
            Cow::Borrowed(grapheme) => put(buf, (x, space.y), grapheme, glyph.width, style),
        };
    }
}

/// Puts one grapheme into its first cell, empties its others, and gives the cell after it. (`set_stringn` would look for
/// graphemes and widths again, which is half the cost of a frame.)
fn put(buf: &mut Buffer, (x, y): (u16, u16), grapheme: &str, width: usize, style: Style) -> (u16, u16) {
    let mut xs = (x..).take(width);
    if let Some(cell) = xs.next().and_then(|x| buf.cell_mut((x, y))) {
        cell.set_symbol(grapheme).set_style(style);
    }
    for x in xs {
        if let Some(cell) = buf.cell_mut((x, y)) {
            cell.reset();
        }
    }
    (x + u16::try_from(width).unwrap_or(0), y)
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;
    use crate::app::text::{Move, Pos, glyph::width};

    fn drawn(edit: &mut TextEdit, cols: u16, height: u16) -> (Vec<String>, (u16, u16)) {
        let area = Rect::new(0, 0, cols, height);
        edit.set_viewport(cols, height);
        let mut buf = Buffer::empty(area);
        let caret = render(edit, area, &mut buf, &TextLook::default());
        let rows = (0..height).map(|y| {
            let mut row = String::new();
            let mut x = 0;
            while let Some(cell) = buf.cell((x, y)).filter(|_| x < cols) {
                row.push_str(cell.symbol());
                x += u16::try_from(width(cell.symbol())).unwrap();
            }
            row.trim_end().to_owned()
        });
        (rows.collect(), (caret.x, caret.y))
    }

    #[test]
    fn the_visible_rows_are_drawn_and_the_cursor_stands_on_the_caret() {
        let mut edit = TextEdit::new("Ilda Marev alone again\n> letter", true);
        let (rows, caret) = drawn(&mut edit, 12, 4);
        assert_eq!(rows, ["Ilda Marev", "alone again", "> letter", ""]);
        assert_eq!(caret, (8, 2));
    }

    #[test]
    fn nothing_that_acts_on_the_terminal_is_drawn() {
        let hostile: String =
            (0..=0xffff_u32).filter_map(char::from_u32).filter(|c| c.is_control() || ('\u{2000}'..'\u{2070}').contains(c)).collect();
        for multi in [true, false] {
            let mut edit = TextEdit::new(&hostile, multi);
            edit.move_to(Move::Top);
            let (rows, _) = drawn(&mut edit, 250, 4);
            let shown = rows.concat();
            assert!(shown.contains('␛') && shown.contains('⇆'));
            assert!(!shown.contains(|c: char| c.is_control() || ('\u{202a}'..'\u{202f}').contains(&c)));
        }
    }

    #[test]
    fn wide_and_composed_characters_keep_their_cells() {
        let mut edit = TextEdit::new("日本 e\u{301} 👩‍👩‍👧‍👦 मि ｶﾞ x", true);
        let (rows, caret) = drawn(&mut edit, 30, 1);
        assert_eq!(rows, ["日本 e\u{301} 👩‍👩‍👧‍👦 मि ｶﾞ x"]);
        assert_eq!(usize::from(caret.0), width(&edit.text()));
    }

    #[test]
    fn what_is_wider_than_the_area_shows_as_cut() {
        let mut edit = TextEdit::new("日", true);
        assert_eq!(drawn(&mut edit, 1, 1).0, ["…"]);
    }

    #[test]
    fn nothing_is_drawn_outside_the_area() {
        let mut edit = TextEdit::new("日本 abcdefghijklmnopqrstuvwxyz", false);
        let whole = Rect::new(0, 0, 12, 3);
        for (width, viewport) in (0..8).flat_map(|width| (1..12).map(move |viewport| (width, viewport))) {
            edit.set_viewport(viewport, 1);
            edit.move_to(Move::Left);
            let area = Rect::new(2, 1, width, 1);
            let mut buf = Buffer::empty(whole);
            render(&edit, area, &mut buf, &TextLook::default());
            let outside = whole.positions().filter(|at| !area.contains(*at));
            assert!(outside.into_iter().all(|at| buf[at].symbol() == " "), "{width} {viewport}");
        }
    }

    #[test]
    fn a_single_line_shows_on_which_side_it_goes_on() {
        let mut edit = TextEdit::new("abcdefghijklmnopqrstuvwxyz", false);
        assert_eq!(drawn(&mut edit, 10, 1), (vec!["…uvwxyz".to_owned()], (7, 0)));
        edit.set_caret(Pos::new(0, 12));
        let (rows, caret) = drawn(&mut edit, 10, 1);
        assert!(rows[0].starts_with('…') && rows[0].ends_with('…'));
        assert_eq!(rows[0].chars().nth(usize::from(caret.0)), Some('m'));
        edit.move_to(Move::Top);
        assert_eq!(drawn(&mut edit, 10, 1), (vec!["abcdefghi…".to_owned()], (0, 0)));
    }

    #[test]
    fn marks_and_hits_are_styled_by_the_bytes_of_their_line() {
        let area = Rect::new(0, 0, 6, 3);
        let mut edit = TextEdit::new("a\n> öbb cöbb", true);
        edit.set_viewport(6, 3);
        edit.set_search("obb");
        let bold = |_: usize, line: &str| match line.starts_with('>') {
            true => vec![(0..1, Style::new().bold())],
            false => Styles::new(),
        };
        let look = TextLook { hit: Style::new().reversed(), line: &bold, ..TextLook::default() };
        let mut buf = Buffer::empty(area);
        render(&edit, area, &mut buf, &look);
        let with = |modifier| {
            let mut found = Vec::new();
            for (y, x) in (0..3).flat_map(|y| (0..6).map(move |x| (y, x))) {
                if buf[(x, y)].modifier.contains(modifier) {
                    found.push((x, y));
                }
            }
            found
        };
        assert_eq!(with(Modifier::BOLD), [(0, 1)]);
        assert_eq!(with(Modifier::REVERSED), [(2, 1), (3, 1), (4, 1), (1, 2), (2, 2), (3, 2)]);
    }

    #[test]
    fn every_character_takes_the_cells_that_it_was_laid_out_with() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 1));
        let all = ('\0'..=char::MAX).map(String::from);
        let clusters = ["ｶﾞ", "မြန်", "क्षि", "🇲🇰", "👩‍👩‍👧‍👦", "☎\u{fe0f}", "a\u{e0041}", "\t\u{301}", "x\u{200d}"].map(String::from);
        for text in all.chain(clusters) {
            for glyph in glyphs(&text) {
                let (x, _) = buf.set_stringn(0, 0, &glyph.shown, 20, Style::new());
                assert_eq!(usize::from(x), glyph.width, "{glyph:?}");
            }
        }
    }
}
