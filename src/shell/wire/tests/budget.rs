//! What keys may cost on the line, on a screen like that of a note: a title, text over the whole width, a status line.
//! The encoder is deterministic, so the figures are exact or small limits.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
};

use crate::shell::wire::{Flavour, Wire};

const WIDTH: u16 = 80;
const HEIGHT: u16 = 24;
/// Rows of the text area.
const ROWS: usize = 22;

/// A small editor: lines of text, a caret, what is scrolled out above.
struct Note {
    wire: Wire,
    lines: Vec<String>,
    row: usize,
    column: usize,
    above: usize,
}

impl Note {
    fn new(lines: Vec<String>, flavour: Flavour) -> Note {
        let mut note = Note { wire: Wire::new(WIDTH, HEIGHT, flavour), lines, row: 0, column: 0, above: 0 };
        note.sent();
        note
    }

    fn with(lines: &[&str]) -> Note {
        Note::new(lines.iter().map(ToString::to_string).collect(), Flavour::FULL)
    }

    fn draw(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        buffer.set_string(0, 0, "Bilateral with the Union of Deaf Karvelians", Style::new().add_modifier(Modifier::BOLD));
        for (y, line) in self.lines.iter().skip(self.above).take(ROWS).enumerate() {
            buffer.set_string(0, 1 + y as u16, line, Style::new());
        }
        buffer.set_string(0, HEIGHT - 1, "Esc done   Ctrl-G help", Style::new());
        buffer
    }

    /// Draw; what that sent.
    fn sent(&mut self) -> String {
        let caret = Position::new(self.column as u16, 1 + (self.row - self.above) as u16);
        let buffer = self.draw();
        String::from_utf8(self.wire.frame(&buffer, Some(caret)).to_vec()).unwrap()
    }

    fn go(&mut self, row: usize, column: usize) -> String {
        (self.row, self.column) = (row, column);
        self.sent()
    }

    fn insert(&mut self, text: &str) -> String {
        self.lines[self.row].insert_str(self.column, text);
        self.column += text.chars().count();
        self.sent()
    }

    fn scroll(&mut self, by: isize) -> String {
        self.above = self.above.strict_add_signed(by);
        self.row = self.row.strict_add_signed(by);
        self.sent()
    }
}

/// Lines of some length that differ from one another.
fn long(count: usize) -> Vec<String> {
    let words = ["signing", "ministry", "interpreter", "budget", "quota", "school", "broadcast", "emergency", "training"];
    (0..count).map(|i| (0..6).map(|k| words[(i * 7 + k * (i % 5 + 1)) % words.len()]).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_letter_at_the_end_of_a_line_is_one_byte() {
    let mut note = Note::with(&["What the ministry said"]);
    note.go(0, 22);
    for letter in [",", " ", "t", "h", "a", "t", " ", "i"] {
        assert_eq!(note.insert(letter), letter);
    }
}

#[test]
fn a_letter_of_another_script_at_the_end_of_a_line_is_its_own_bytes() {
    for letter in ["ж", "λ", "é"] {
        let mut note = Note::with(&["He said"]);
        note.go(0, 7);
        assert_eq!(note.insert(letter), letter);
    }
}

#[test]
fn a_word_at_once_is_one_frame_of_its_letters() {
    let mut note = Note::with(&["He said"]);
    note.go(0, 7);
    assert_eq!(note.insert(" interpreters"), " interpreters");
}

#[test]
fn a_letter_inside_a_line_is_an_insertion() {
    let mut note = Note::with(&["The ministry will pay for half of the interpreters from next year, it was said."]);
    note.go(0, 13);
    assert_eq!(note.insert("x"), "\x1b[@x");
    let sentence = "and surely too, ";
    let bytes: usize = sentence.chars().map(|letter| note.insert(&letter.to_string()).len()).sum();
    assert!(bytes * 2 <= sentence.len() * 9, "{bytes} bytes for {} letters", sentence.len());
}

#[test]
fn deleting_inside_a_line_costs_no_more_than_the_move_and_the_deletion() {
    let mut note = Note::with(&["The ministry will pay for half of the interpreters from next year, it was said."]);
    note.go(0, 20);
    note.lines[0].remove(19);
    assert_eq!(note.go(0, 19), "\x08\x1b[P");
}

#[test]
fn an_arrow_is_three_bytes_at_most() {
    let mut note = Note::with(&["one line of text", "another line", ""]);
    assert_eq!(note.go(0, 1), "o");
    assert_eq!(note.go(1, 1), "\n");
    assert_eq!(note.go(0, 1), "\x1bM");
    assert_eq!(note.go(0, 0), "\r");
    assert_eq!(note.go(2, 0), "\n\n");
}

#[test]
fn a_key_that_changes_nothing_sends_nothing() {
    let mut note = Note::with(&["text"]);
    assert_eq!(note.sent(), "");
}

#[test]
fn a_new_line_at_the_end_is_two_bytes() {
    let mut note = Note::with(&["He said", ""]);
    note.go(0, 7);
    assert_eq!(note.go(1, 0), "\r\n");
}

#[test]
fn scrolling_by_a_line_sends_the_new_line_and_little_more() {
    let mut note = Note::new(long(100), Flavour::FULL);
    note.go(21, 0);
    for by in [1, 1, 1, -1, -1] {
        let sent = note.scroll(by);
        let new = if by > 0 { note.above + ROWS - 1 } else { note.above };
        let text = note.lines[new].len();
        assert!(sent.len() <= text + 20, "{} bytes beside {text}: {sent:?}", sent.len() - text);
    }
}

#[test]
fn a_page_is_little_more_than_its_text() {
    let mut note = Note::new(long(100), Flavour::FULL);
    let sent = note.scroll(ROWS as isize);
    let text: usize = note.lines.iter().skip(note.above).take(ROWS).map(String::len).sum();
    assert!(sent.len() <= text + 90, "{} bytes beside {text}", sent.len() - text);
}

#[test]
fn the_first_screen_is_its_text_and_little_more() {
    let mut wire = Wire::new(WIDTH, HEIGHT, Flavour::FULL);
    let note = Note::new(long(22), Flavour::FULL);
    let text: usize = note.lines.iter().map(String::len).sum::<usize>() + 43 + 22;
    let sent = wire.frame(&note.draw(), Some(Position::new(0, 1))).len();
    assert!(sent <= text + 24 + 2 * 23 + 8, "{} bytes beside {text}", sent - text);
}

#[test]
fn a_marker_in_a_list_moves_for_a_few_bytes() {
    let mut wire = Wire::new(WIDTH, HEIGHT, Flavour::FULL);
    let names = long(22);
    let mut list = |selected: usize| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        for (y, name) in names.iter().enumerate() {
            let mark = if y == selected { "> " } else { "  " };
            buffer.set_string(0, y as u16, format!("{mark}{name}"), Style::new());
        }
        String::from_utf8(wire.frame(&buffer, None).to_vec()).unwrap()
    };
    list(0);
    list(1);
    for selected in 2..22 {
        assert_eq!(list(selected), "\r \r\n>");
    }
}

#[test]
fn a_list_that_scrolls_sends_its_new_row_and_at_most_seven_bytes() {
    let mut wire = Wire::new(WIDTH, HEIGHT, Flavour::FULL);
    let names = long(60);
    let mut list = |selected: usize, above: usize| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        for (y, (n, name)) in names.iter().enumerate().skip(above).take(ROWS).enumerate() {
            let mark = if n == selected { "> " } else { "  " };
            buffer.set_string(0, 1 + y as u16, format!("{mark}{name}"), Style::new());
        }
        String::from_utf8(wire.frame(&buffer, None).to_vec()).unwrap()
    };
    list(ROWS - 1, 0);
    list(ROWS, 1);
    for (n, name) in names.iter().enumerate().take(40).skip(ROWS + 1) {
        assert_eq!(list(n, n + 1 - ROWS), format!("\r \n\r> {name}"));
    }
    list(19, 19);
    list(18, 18);
    for (n, name) in names.iter().enumerate().take(18).rev() {
        assert_eq!(list(n, n), format!("\r \x1bM\r> {name}"));
    }
}

#[test]
fn emptying_the_lower_part_of_the_screen_is_one_sequence() {
    let mut note = Note::with(&["one", "two", "three", "four"]);
    note.go(0, 0);
    let mut buffer = note.draw();
    for y in 1..HEIGHT {
        buffer.set_string(0, y, " ".repeat(80), Style::reset());
    }
    let sent = note.wire.frame(&buffer, Some(Position::new(0, 1)));
    assert_eq!(std::str::from_utf8(sent).unwrap(), "\x1b[J");
}

#[test]
fn the_cursor_is_shown_and_hidden_only_when_that_changes() {
    let mut note = Note::with(&["text"]);
    let buffer = note.draw();
    assert_eq!(note.wire.frame(&buffer, None), b"\x1b[?25l");
    assert_eq!(note.wire.frame(&buffer, None), b"");
    assert_eq!(note.wire.frame(&buffer, Some(Position::new(0, 1))), b"\x1b[?25h");
}

#[test]
fn a_redraw_paints_everything_and_names_the_cursor_again() {
    let mut note = Note::with(&["text"]);
    note.wire.invalidate();
    let sent = note.sent();
    assert!(sent.starts_with("\x1b[m\x1b[r\x1b[H\x1b[J") && sent.contains("text") && sent.ends_with("\x1b[?25h"), "{sent:?}");
}
