//! How a text behaves under the hands, and laws that hold whatever is done to it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

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

fn does(edit: &mut TextEdit, commands: &[EditCommand]) {
    for &command in commands {
        edit.apply(command);
    }
}

use EditCommand::{Backspace, Delete, DeleteToLineEnd, DeleteToLineStart, DeleteWordBack, DeleteWordForward};

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
fn going_up_and_down_goes_by_rows_and_keeps_the_column() {
    let mut edit = note("aaaa bbbb\ncc\ndddddd");
    edit.set_viewport(6, 10);
    assert_eq!(visible(&edit), ["aaaa ", "bbbb", "cc", "ddddd", "d"]);
    edit.set_caret(Pos::new(0, 3));
    edit.move_to(Move::Down);
    assert_eq!(edit.caret(), Pos::new(0, 8));
    edit.move_to(Move::Down);
    assert_eq!(edit.caret(), Pos::new(1, 2));
    edit.move_to(Move::Down);
    assert_eq!(edit.caret(), Pos::new(2, 3));
    assert_eq!(edit.cursor_cell(), (3, 3));
}

#[test]
fn the_column_counts_wide_characters_as_two() {
    let mut edit = at("日本語\nabcdef", 0, 6);
    edit.move_to(Move::Down);
    assert_eq!(edit.caret(), Pos::new(1, 4));
    edit.move_to(Move::Left);
    edit.move_to(Move::Up);
    assert_eq!(edit.caret(), Pos::new(0, 3));
}

#[test]
fn home_goes_to_the_row_then_to_the_line_then_to_its_first_word() {
    let mut edit = note("  aaa bbb");
    edit.set_viewport(7, 3);
    let mut home = || {
        edit.move_to(Move::LineStart);
        edit.caret().at
    };
    assert_eq!([home(), home(), home(), home()], [6, 2, 0, 2]);
}

#[test]
fn end_goes_to_the_end_of_the_row_then_of_the_line() {
    let mut edit = at("aaa bbb", 0, 0);
    edit.set_viewport(5, 3);
    edit.move_to(Move::LineEnd);
    assert_eq!(edit.cursor_cell(), (3, 0));
    edit.move_to(Move::LineEnd);
    assert_eq!(edit.caret(), Pos::new(0, 7));
}

#[test]
fn going_one_row_past_the_edge_scrolls_by_one_row() {
    let text = (0..50).map(|n| format!("{n}\n")).collect::<String>();
    let mut edit = note(&text);
    edit.set_viewport(20, 10);
    edit.move_to(Move::Top);
    for _ in 0..9 {
        edit.move_to(Move::Down);
    }
    assert_eq!(edit.scroll_top(), Pos::new(0, 0));
    edit.move_to(Move::Down);
    assert_eq!(edit.scroll_top(), Pos::new(1, 0));
    assert_eq!(edit.cursor_cell(), (0, 9));
}

#[test]
fn scrolling_moves_the_window_and_takes_the_caret_along_only_at_the_edge() {
    let text = (0..50).map(|n| format!("{n}\n")).collect::<String>();
    let mut edit = at(&text, 0, 0);
    edit.set_viewport(20, 10);
    edit.move_to(Move::Top);
    edit.scroll(3);
    assert_eq!((edit.scroll_top().line, edit.caret().line), (3, 3));
    edit.scroll(-1);
    assert_eq!((edit.scroll_top().line, edit.caret().line), (2, 3));
    edit.scroll(1000);
    assert_eq!(edit.scroll_top().line, 41);
    edit.move_to(Move::Top);
    edit.move_to(Move::PageDown);
    assert_eq!((edit.scroll_top().line, edit.caret().line), (9, 9));
    edit.move_to(Move::PageUp);
    assert_eq!((edit.scroll_top().line, edit.caret().line), (0, 0));
}

#[test]
fn the_caret_has_a_cell_after_a_full_row() {
    let mut edit = note("");
    edit.set_viewport(5, 3);
    typed(&mut edit, "abcd");
    assert_eq!(edit.cursor_cell(), (4, 0));
    typed(&mut edit, " ");
    assert_eq!(edit.cursor_cell(), (4, 0));
    typed(&mut edit, "e");
    assert_eq!(edit.cursor_cell(), (1, 1));
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
fn a_single_line_takes_no_line_feed_and_leaves_the_rows_to_others() {
    let mut edit = TextEdit::new("", false);
    assert_eq!(edit.newline(), Outcome::Ignored);
    assert_eq!(edit.move_to(Move::Up), Outcome::Ignored);
    edit.insert_str("one\r\ntwo\n");
    assert_eq!(edit.text(), "one two");
}

#[test]
fn a_single_line_scrolls_sideways_so_that_the_caret_is_seen() {
    let mut edit = TextEdit::new("abcdefghijklmnopqrstuvwxyz", false);
    edit.set_viewport(10, 1);
    let row = edit.rows().next().unwrap();
    assert!(!row.first && row.last && row.text.ends_with("xyz"));
    edit.move_to(Move::Top);
    let row = edit.rows().next().unwrap();
    assert_eq!((row.text, row.first, row.last), ("abcdefghi", true, false));
    assert_eq!(edit.cursor_cell(), (0, 0));
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

#[test]
fn a_text_is_dirty_from_its_first_change_until_it_is_saved() {
    let mut edit = note("a");
    edit.move_to(Move::Left);
    assert!(!edit.is_dirty());
    edit.insert_char('b');
    assert!(edit.is_dirty());
    edit.mark_clean();
    assert!(!edit.is_dirty());
}

#[test]
fn the_search_goes_from_hit_to_hit() {
    let mut edit = at("Frozen\nfroh\nFrost", 0, 0);
    edit.set_search("fro");
    edit.find_next(true);
    assert_eq!(edit.caret(), Pos::new(1, 0));
    edit.find_next(false);
    assert_eq!(edit.caret(), Pos::new(0, 0));
    assert_eq!(edit.hits(2).first(), Some(&(0..3)));
    edit.set_search("");
    assert!(edit.hits(2).is_empty());
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

/// Text from many scripts, with what is hard among it.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "Bc",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        "é",
        "e\u{301}",
        "\u{301}",
        "日本",
        "。",
        "👩‍👩‍👧‍👦",
        "👩",
        "\u{200d}",
        "🇲",
        "🇲🇰",
        "क्षि",
        "मि",
        "မြန်မာ",
        "שלום",
        "سلام",
        "\u{202e}",
        "\u{1b}",
        "\0",
        "ﾞ",
        "word",
        "long-word-here",
        "\u{a0}",
        "\u{e0041}",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Something done to a text.
#[derive(Debug, Clone)]
enum Deed {
    Do(EditCommand),
    Paste(String),
    Caret(usize),
    Size(u16, u16),
    Scroll(isize),
    Become(String),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let moves = [
        Move::Left,
        Move::Right,
        Move::Up,
        Move::Down,
        Move::WordLeft,
        Move::WordRight,
        Move::LineStart,
        Move::LineEnd,
        Move::Top,
        Move::Bottom,
        Move::PageUp,
        Move::PageDown,
    ];
    let mut commands = vec![
        EditCommand::Newline,
        Backspace,
        Delete,
        DeleteWordBack,
        DeleteWordForward,
        DeleteToLineStart,
        DeleteToLineEnd,
        EditCommand::Undo,
        EditCommand::Redo,
    ];
    commands.extend(moves.map(EditCommand::Move));
    commands.extend("ab \u{301}日🇲\u{200d}\u{202e}".chars().map(EditCommand::Insert));
    prop::collection::vec(
        prop_oneof![
            12 => prop::sample::select(commands).prop_map(Deed::Do),
            2 => pieces().prop_map(Deed::Paste),
            2 => (0usize..80).prop_map(Deed::Caret),
            1 => (0u16..12, 0u16..6).prop_map(|(w, h)| Deed::Size(w, h)),
            1 => (-4isize..5).prop_map(Deed::Scroll),
            1 => pieces().prop_map(Deed::Become),
        ],
        1..40,
    )
}

fn carry_out(edit: &mut TextEdit, deed: &Deed) {
    match deed {
        Deed::Do(command) => drop(edit.apply(*command)),
        Deed::Paste(text) => drop(edit.insert_str(text)),
        Deed::Caret(offset) => edit.set_caret(edit.pos_at(*offset)),
        Deed::Size(width, height) => edit.set_viewport(*width, *height),
        Deed::Scroll(rows) => drop(edit.scroll(*rows)),
        Deed::Become(text) => drop(edit.set_text(text)),
    }
}

proptest! {
    #[test]
    fn the_caret_is_between_graphemes_and_in_view_whatever_is_done(
        text in pieces(), multi: bool, deeds in deeds(), size in (1u16..9, 1u16..4)
    ) {
        let mut edit = TextEdit::new(&text, multi);
        edit.set_viewport(size.0, size.1);
        for deed in &deeds {
            carry_out(&mut edit, deed);
            let caret = edit.caret();
            prop_assert!(glyph::is_boundary(edit.line(caret.line), caret.at));
            let (col, row) = edit.cursor_cell();
            let (width, height) = edit.view.size();
            prop_assert!(usize::from(col) < width && usize::from(row) < height);
            let row = edit.rows().nth(usize::from(row)).unwrap();
            prop_assert_eq!(row.line, caret.line);
            prop_assert!(row.range.start <= caret.at && caret.at <= row.range.end, "{:?} {:?}", row, caret);
            let before = glyph::width(row.text.get(..caret.at - row.range.start).unwrap());
            prop_assert_eq!(usize::from(col), (before + usize::from(!multi && !row.first)).min(width - 1));
        }
    }

    #[test]
    fn the_splices_made_on_the_old_text_give_the_new(text in pieces(), multi: bool, deeds in deeds()) {
        let mut edit = TextEdit::new(&text, multi);
        let mut draft = text;
        for (number, deed) in deeds.iter().enumerate() {
            carry_out(&mut edit, deed);
            if number % 3 == 0 {
                for splice in edit.take_edits() {
                    prop_assert!(splice.apply(&mut draft));
                }
                prop_assert_eq!(&draft, &edit.text());
            }
        }
    }

    #[test]
    fn undoing_all_gives_the_first_text_and_redoing_all_the_last(text in pieces(), multi: bool, deeds in deeds()) {
        let mut edit = TextEdit::new(&text, multi);
        for deed in &deeds {
            carry_out(&mut edit, deed);
        }
        while edit.redo() == Outcome::Changed {}
        let last = edit.text();
        while edit.undo() == Outcome::Changed {}
        prop_assert_eq!(edit.text(), text);
        while edit.redo() == Outcome::Changed {}
        prop_assert_eq!(edit.text(), last);
    }

    #[test]
    fn typing_and_taking_do_what_they_do_to_a_plain_string(text in pieces(), deeds in deeds()) {
        let mut edit = note(&text);
        for deed in &deeds {
            let mut plain = edit.text();
            let caret = edit.caret_offset();
            let expected = match deed {
                Deed::Do(EditCommand::Insert(c)) => { plain.insert(caret, *c); Some(plain) }
                Deed::Do(EditCommand::Newline) => { plain.insert(caret, '\n'); Some(plain) }
                Deed::Paste(paste) => {
                    plain.insert_str(caret, &paste.replace("\r\n", "\n"));
                    Some(plain)
                }
                Deed::Become(text) => Some(text.clone()),
                Deed::Do(EditCommand::Undo | EditCommand::Redo) => None,
                Deed::Do(Backspace | DeleteWordBack | DeleteToLineStart) => {
                    carry_out(&mut edit, deed);
                    let taken = plain.len() - edit.text().len();
                    plain.replace_range(caret - taken..caret, "");
                    Some(plain)
                }
                Deed::Do(Delete | DeleteWordForward | DeleteToLineEnd) => {
                    carry_out(&mut edit, deed);
                    let taken = plain.len() - edit.text().len();
                    plain.replace_range(caret..caret + taken, "");
                    Some(plain)
                }
                _ => Some(plain),
            };
            if !matches!(
                deed,
                Deed::Do(Backspace | DeleteWordBack | DeleteToLineStart | Delete | DeleteWordForward | DeleteToLineEnd)
            ) {
                carry_out(&mut edit, deed);
            }
            if let Some(expected) = expected {
                prop_assert_eq!(edit.text(), expected);
            }
        }
    }

    #[test]
    fn rows_mended_after_a_change_are_the_rows_of_the_text_opened_afresh(
        text in pieces(), deeds in deeds(), width in 1u16..12
    ) {
        let mut edit = note(&text);
        edit.set_viewport(width, 2000);
        for deed in deeds.iter().filter(|deed| !matches!(deed, Deed::Size(..))) {
            carry_out(&mut edit, deed);
            let mut fresh = note(&edit.text());
            fresh.set_viewport(width, 2000);
            fresh.move_to(Move::Top);
            edit.view.fill(&mut edit.buffer);
            edit.settle();
            prop_assert_eq!(visible(&edit), visible(&fresh));
        }
    }
}
