//! How a text behaves under the hands. What is done to it stands in `writing`, where the caret goes in `moving`, and what holds
//! whatever is done in `laws`.

mod laws;
mod moving;
mod writing;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::*;

fn note(text: &str) -> TextEdit {
    TextEdit::new(text, true)
}

fn at(text: &str, line: usize, byte: usize) -> TextEdit {
    let mut edit = note(text);
    edit.set_caret(Pos::new(line, byte));
    edit
}

fn typed(edit: &mut TextEdit, text: &str) {
    for c in text.chars() {
        edit.insert_char(c);
    }
}

fn visible(edit: &TextEdit) -> Vec<&str> {
    edit.rows().map(|row| row.text).collect()
}

#[test]
fn a_single_line_takes_no_line_feed_and_leaves_the_rows_to_others() {
    let mut edit = TextEdit::new("", false);
    assert_eq!(edit.newline(), Outcome::Ignored);
    assert_eq!(edit.move_to(Move::Up), Outcome::Ignored);
    edit.insert_str("one\r\ntwo\n");
    assert_eq!(edit.text(), "one two");
}

#[test]
fn usual_keys_do_the_usual_things() {
    let mut edit = note("one two");
    let mut press = |code, modifiers| edit.handle_key(&KeyEvent::new(code, modifiers));
    let (none, ctrl, alt) = (KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::ALT);
    assert_eq!(press(KeyCode::Char('w'), ctrl), Outcome::Changed);
    assert_eq!(press(KeyCode::Char('7'), ctrl), Outcome::Changed);
    assert_eq!(press(KeyCode::Char('b'), alt), Outcome::Moved);
    assert_eq!(press(KeyCode::Home, none), Outcome::Moved);
    assert_eq!(press(KeyCode::Home, ctrl), Outcome::Still);
    assert_eq!(press(KeyCode::Tab, none), Outcome::Ignored);
    assert_eq!(press(KeyCode::Char('Q'), KeyModifiers::SHIFT), Outcome::Changed);
    assert_eq!(edit.text(), "Qone two");
}
