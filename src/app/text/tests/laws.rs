//! What holds whatever is done to whatever text.

use super::EditCommand::{Backspace, Delete, DeleteToLineEnd, DeleteToLineStart, DeleteWordBack, DeleteWordForward};
use super::*;
use proptest::prelude::*;

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
        Deed::Caret(offset) => edit.set_caret(edit.buffer.clamp(edit.buffer.pos(*offset))),
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
            let caret = edit.buffer.offset(edit.caret());
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
