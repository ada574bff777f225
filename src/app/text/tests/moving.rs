//! Where the caret goes, and what of the text is in view.

use super::*;

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
    assert_eq!(edit.view.top(), Pos::new(0, 0));
    edit.move_to(Move::Down);
    assert_eq!(edit.view.top(), Pos::new(1, 0));
    assert_eq!(edit.cursor_cell(), (0, 9));
}

#[test]
fn scrolling_moves_the_window_and_takes_the_caret_along_only_at_the_edge() {
    let text = (0..50).map(|n| format!("{n}\n")).collect::<String>();
    let mut edit = at(&text, 0, 0);
    edit.set_viewport(20, 10);
    edit.move_to(Move::Top);
    edit.scroll(3);
    assert_eq!((edit.view.top().line, edit.caret().line), (3, 3));
    edit.scroll(-1);
    assert_eq!((edit.view.top().line, edit.caret().line), (2, 3));
    edit.scroll(1000);
    assert_eq!(edit.view.top().line, 41);
    edit.move_to(Move::Top);
    edit.move_to(Move::PageDown);
    assert_eq!((edit.view.top().line, edit.caret().line), (9, 9));
    edit.move_to(Move::PageUp);
    assert_eq!((edit.view.top().line, edit.caret().line), (0, 0));
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
