//! What is put in and taken out, and taken back.

use super::EditCommand::{Backspace, Delete, DeleteToLineEnd, DeleteToLineStart, DeleteWordBack, DeleteWordForward};
use super::*;

fn does(edit: &mut TextEdit, commands: &[EditCommand]) {
    for &command in commands {
        edit.apply(command);
    }
}

#[test]
fn a_text_is_given_back_byte_for_byte() {
    for text in ["", "\n", "a\r\nb\n", "\u{1b}[0m\0\u{feff}", "e\u{301}\n\n"] {
        assert_eq!(note(text).text(), text);
        assert_eq!(TextEdit::new(text, false).text(), text);
    }
}

#[test]
fn backspace_takes_a_whole_grapheme() {
    for grapheme in ["é", "e\u{301}", "👩‍👩‍👧‍👦", "🇲🇲", "क्षि", "日", "မြ"] {
        let mut edit = note(&format!("a{grapheme}"));
        edit.apply(Backspace);
        assert_eq!(edit.text(), "a", "{grapheme}");
        edit.apply(EditCommand::Undo);
        assert_eq!(edit.text(), format!("a{grapheme}"));
    }
}

#[test]
fn a_line_break_is_taken_like_a_character() {
    let mut edit = at("ab\ncd", 1, 0);
    edit.apply(Backspace);
    assert_eq!((edit.text().as_str(), edit.caret()), ("abcd", Pos::new(0, 2)));
    edit.newline();
    edit.move_to(Move::Left);
    edit.apply(Delete);
    assert_eq!(edit.text(), "abcd");
}

#[test]
fn words_are_deleted_backwards_and_forwards() {
    let mut edit = note("the deputy, frozen  ");
    edit.apply(DeleteWordBack);
    assert_eq!(edit.text(), "the deputy, ");
    edit.apply(DeleteWordBack);
    assert_eq!(edit.text(), "the ");
    edit.move_to(Move::LineStart);
    edit.apply(DeleteWordForward);
    assert_eq!(edit.text(), " ");
}

#[test]
fn a_line_is_deleted_to_its_beginning_and_to_its_end() {
    let mut edit = at("one\ntwo three\nfour", 1, 3);
    edit.apply(DeleteToLineStart);
    assert_eq!(edit.text(), "one\n three\nfour");
    edit.apply(DeleteToLineEnd);
    assert_eq!(edit.text(), "one\n\nfour");
    edit.apply(DeleteToLineEnd);
    assert_eq!(edit.text(), "one\nfour");
}

#[test]
fn undo_takes_back_a_word_at_a_time() {
    let mut edit = note("");
    typed(&mut edit, "not before\nthe opinion");
    let mut seen = Vec::new();
    while edit.undo() == Outcome::Changed {
        seen.push(edit.text());
    }
    assert_eq!(seen, ["not before\nthe ", "not before\n", "not before", "not ", ""]);
    while edit.redo() == Outcome::Changed {}
    assert_eq!(edit.text(), "not before\nthe opinion");
}

#[test]
fn undo_takes_back_a_run_of_erasing_and_a_paste_at_once() {
    let mut edit = note("abc");
    does(&mut edit, &[Backspace, Backspace]);
    edit.insert_str("x y\r\nz");
    assert_eq!(edit.text(), "ax y\nz");
    edit.undo();
    assert_eq!(edit.text(), "a");
    edit.undo();
    assert_eq!((edit.text().as_str(), edit.caret()), ("abc", Pos::new(0, 3)));
}

#[test]
fn undo_puts_back_in_order_what_joined_while_it_was_erased() {
    let mut edit = at("e\t\u{301}", 0, 2);
    does(&mut edit, &[Backspace, Backspace]);
    assert!(edit.is_empty());
    while edit.undo() == Outcome::Changed {}
    assert_eq!(edit.text(), "e\t\u{301}");
}

#[test]
fn a_move_of_the_caret_begins_a_new_step_of_undo() {
    let mut edit = note("");
    typed(&mut edit, "ab");
    does(&mut edit, &[EditCommand::Move(Move::Left), EditCommand::Move(Move::Right)]);
    typed(&mut edit, "cd");
    edit.undo();
    assert_eq!(edit.text(), "ab");
}

#[test]
fn typing_gives_the_draft_one_small_splice() {
    let mut edit = at("one\ntwo", 1, 0);
    typed(&mut edit, "a b");
    let splice = TextSplice { at: 4, cut: 0, put: "a b".into() };
    assert_eq!(edit.take_edits(), [splice]);
    assert!(edit.take_edits().is_empty());
}

#[test]
fn a_text_from_elsewhere_is_one_step_and_its_smallest_change() {
    let mut edit = note("one two three");
    edit.set_text("one 2 three");
    let edits = edit.take_edits();
    assert_eq!((edits[0].at, edits[0].cut, edits[0].put.as_str()), (4, 3, "2"));
    edit.undo();
    assert_eq!(edit.text(), "one two three");
}
