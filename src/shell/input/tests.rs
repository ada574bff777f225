//! Bytes in, keys out: what every terminal sends. Pasted text in `pasting`, and the keyboard that is read from in `keyboard`.

mod keyboard;
mod pasting;

use std::{
    io::Write,
    sync::mpsc,
    time::{Duration, Instant},
};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

use super::{paste::PIECE, *};

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const ALT: KeyModifiers = KeyModifiers::ALT;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;

fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, modifiers))
}

fn letter(c: char) -> Input {
    key(KeyCode::Char(c), NONE)
}

fn pasted(text: &str) -> Input {
    Input::Paste(text.into())
}

/// What pieces of bytes become that come one at once after the other, and nothing after them.
fn decode_pieces<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<Input> {
    let mut decoder = Decoder::new(Patience::LOCAL);
    let mut inputs = Vec::new();
    let now = Instant::now();
    for piece in pieces {
        decoder.feed(piece, now, &mut inputs);
    }
    decoder.end(&mut inputs);
    inputs
}

fn decode(bytes: impl AsRef<[u8]>) -> Vec<Input> {
    decode_pieces([bytes.as_ref()])
}

#[test]
fn letters_of_every_script_are_themselves() {
    assert_eq!(decode("aGж漢😀"), ['a', 'G', 'ж', '漢', '😀'].map(letter));
}

#[test]
fn an_answer_of_the_terminal_is_no_key_wherever_it_comes() {
    assert_eq!(decode("a\x1b[0nb"), [letter('a'), Input::Answered, letter('b')]);
    assert_eq!(decode("\x1b[3n"), [Input::Answered]);
    assert_eq!(decode_pieces([b"\x1b[".as_slice(), b"0", b"n"]), [Input::Answered]);
}

#[test]
fn control_keys_are_told_apart() {
    let cases: [(&[u8], Input); 12] = [
        (b"\r", key(KeyCode::Enter, NONE)),
        (b"\n", key(KeyCode::Enter, NONE)),
        (b"\t", key(KeyCode::Tab, NONE)),
        (b"\x7f", key(KeyCode::Backspace, NONE)),
        (b"\x08", key(KeyCode::Backspace, NONE)),
        (b"\0", key(KeyCode::Char(' '), CONTROL)),
        (b"\x04", key(KeyCode::Char('d'), CONTROL)),
        (b"\x1a", key(KeyCode::Char('z'), CONTROL)),
        (b"\x1d", key(KeyCode::Char(']'), CONTROL)),
        (b"\x1ba", key(KeyCode::Char('a'), ALT)),
        (b"\x1b\x7f", key(KeyCode::Backspace, ALT)),
        (b"\x1b\x01", key(KeyCode::Char('a'), ALT | CONTROL)),
    ];
    for (bytes, input) in cases {
        assert_eq!(decode(bytes), [input], "{bytes:?}");
    }
    assert_eq!(decode("\x1bж"), [key(KeyCode::Char('ж'), ALT)]);
}

#[test]
fn the_named_keys_of_every_dialect_are_known() {
    let cases = [
        // xterm, VT220, application mode
        ("\x1b[A", KeyCode::Up, NONE),
        ("\x1bOB", KeyCode::Down, NONE),
        ("\x1b[1;5C", KeyCode::Right, CONTROL),
        ("\x1b[1;2D", KeyCode::Left, SHIFT),
        ("\x1b[1;4D", KeyCode::Left, SHIFT | ALT),
        ("\x1bO5A", KeyCode::Up, CONTROL),
        ("\x1b[H", KeyCode::Home, NONE),
        ("\x1bOF", KeyCode::End, NONE),
        ("\x1b[1~", KeyCode::Home, NONE),
        ("\x1b[4~", KeyCode::End, NONE),
        ("\x1b[2~", KeyCode::Insert, NONE),
        ("\x1b[3~", KeyCode::Delete, NONE),
        ("\x1b[3;5~", KeyCode::Delete, CONTROL),
        ("\x1b[5~", KeyCode::PageUp, NONE),
        ("\x1b[6~", KeyCode::PageDown, NONE),
        ("\x1b[Z", KeyCode::BackTab, SHIFT),
        ("\x1bOP", KeyCode::F(1), NONE),
        ("\x1b[1;2S", KeyCode::F(4), SHIFT),
        ("\x1b[15~", KeyCode::F(5), NONE),
        ("\x1b[17~", KeyCode::F(6), NONE),
        ("\x1b[21~", KeyCode::F(10), NONE),
        ("\x1b[23~", KeyCode::F(11), NONE),
        ("\x1b[24;6~", KeyCode::F(12), CONTROL | SHIFT),
        ("\x1b[34~", KeyCode::F(20), NONE),
        // rxvt
        ("\x1b[7~", KeyCode::Home, NONE),
        ("\x1b[8~", KeyCode::End, NONE),
        ("\x1b[11~", KeyCode::F(1), NONE),
        ("\x1b[3$", KeyCode::Delete, SHIFT),
        ("\x1b[5^", KeyCode::PageUp, CONTROL),
        ("\x1b[6@", KeyCode::PageDown, CONTROL | SHIFT),
        ("\x1b[a", KeyCode::Up, SHIFT),
        ("\x1bOd", KeyCode::Left, CONTROL),
        ("\x1b\x1b[A", KeyCode::Up, ALT),
        ("\x1b\x1bOC", KeyCode::Right, ALT),
        // the Linux console
        ("\x1b[[A", KeyCode::F(1), NONE),
        ("\x1b[[E", KeyCode::F(5), NONE),
        // the keypad
        ("\x1bOM", KeyCode::Enter, NONE),
        ("\x1bOk", KeyCode::Char('+'), NONE),
        ("\x1bOr", KeyCode::Char('2'), NONE),
        // keys by number
        ("\x1b[97;5u", KeyCode::Char('a'), CONTROL),
        ("\x1b[97;2u", KeyCode::Char('A'), NONE),
        ("\x1b[13;2u", KeyCode::Enter, SHIFT),
        ("\x1b[9;2u", KeyCode::BackTab, SHIFT),
        ("\x1b[27;5;105~", KeyCode::Char('i'), CONTROL),
        ("\x1b[27u", KeyCode::Esc, NONE),
    ];
    for (bytes, code, modifiers) in cases {
        assert_eq!(decode(bytes), [key(code, modifiers)], "{bytes:?}");
    }
}

#[test]
fn a_lone_escape_is_a_key_once_the_wait_is_over() {
    let start = Instant::now();
    for patience in [Patience::LOCAL, Patience::REMOTE] {
        let mut decoder = Decoder::new(patience);
        let mut inputs = Vec::new();
        decoder.feed(b"\x1b", start, &mut inputs);
        let deadline = decoder.deadline().unwrap();
        assert_eq!(deadline, start + patience.escape);
        decoder.wait_over(deadline - Duration::from_millis(1), &mut inputs);
        assert_eq!(inputs, []);
        decoder.wait_over(deadline, &mut inputs);
        assert_eq!(inputs, [key(KeyCode::Esc, NONE)]);
        assert_eq!(decoder.deadline(), None);
    }
}

#[test]
fn what_broke_off_is_the_keys_that_were_pressed() {
    assert_eq!(decode("\x1b\x1b"), [key(KeyCode::Esc, NONE), key(KeyCode::Esc, NONE)]);
    assert_eq!(decode("\x1b["), [key(KeyCode::Esc, NONE), letter('[')]);
    assert_eq!(decode("\x1bO"), [key(KeyCode::Char('O'), ALT)]);
    assert_eq!(decode("\x1b\x1bq"), [key(KeyCode::Esc, NONE), key(KeyCode::Char('q'), ALT)]);
    assert_eq!(decode("\x1b[12;"), []);
}

#[test]
fn garbage_never_stops_what_follows() {
    let garbage: [&[u8]; 14] = [
        b"\x1b[?1;2c",
        b"\x1b[>0;276;0c",
        b"\x1b[24;80R",
        b"\x1b[I",
        b"\x1b[<0;3;4M",
        b"\x1b[M !!",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b[999999999999999999999~",
        b"\x1b[201~",
        b"\xc2\x9b",
        b"\x1b[1;\x1b[99q",
    ];
    for bytes in garbage {
        assert_eq!(decode([bytes, b"a"].concat()), [letter('a')], "{bytes:?}");
    }
    assert_eq!(decode(b"\xff\xc3(a"), [letter('\u{fffd}'), letter('\u{fffd}'), letter('('), letter('a')]);
}

#[test]
fn half_a_character_waits_for_its_other_half() {
    let mut decoder = Decoder::new(Patience::LOCAL);
    let mut inputs = Vec::new();
    decoder.feed(&"ж".as_bytes()[..1], Instant::now(), &mut inputs);
    assert_eq!((inputs.as_slice(), decoder.deadline()), (&[][..], None));
    decoder.feed(&"ж".as_bytes()[1..], Instant::now(), &mut inputs);
    assert_eq!(inputs, [letter('ж')]);
}

/// Things a terminal sends, and things it does not.
fn fragment() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "a",
        "ж",
        "漢",
        "\x1b",
        "\x1b[A",
        "\x1bOP",
        "\x1b[1;5C",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b[[A",
        "\x1b[M",
        "\x1b]1",
        "\x07",
        "\x1b\\",
        "[",
        "O",
        "\r",
        "\r\n",
        ";",
        "1",
        "~",
        "$",
        "\x1b\x1b",
        "text",
    ]);
    prop_oneof![3 => known.prop_map(|s| s.as_bytes().to_vec()), 1 => prop::collection::vec(any::<u8>(), 1..4)]
}

proptest! {
    #[test]
    fn however_the_bytes_are_cut_the_inputs_are_the_same(
        fragments in prop::collection::vec(fragment(), 0..20), cuts in prop::collection::vec(1..6usize, 1..20)
    ) {
        let bytes = fragments.concat();
        let whole = decode(&bytes);
        let single = decode_pieces(bytes.chunks(1));
        prop_assert_eq!(&single, &whole);
        let mut pieces = Vec::new();
        let mut rest = bytes.as_slice();
        for cut in cuts.iter().cycle() {
            if rest.is_empty() { break }
            let (piece, other) = rest.split_at((*cut).min(rest.len()));
            pieces.push(piece);
            rest = other;
        }
        prop_assert_eq!(decode_pieces(pieces), whole);
    }

    #[test]
    fn after_any_garbage_and_a_pause_a_key_is_a_key(garbage in prop::collection::vec(any::<u8>(), 0..40)) {
        let mut decoder = Decoder::new(Patience::LOCAL);
        let mut inputs = Vec::new();
        let start = Instant::now();
        decoder.feed(&garbage, start, &mut inputs);
        if let Some(deadline) = decoder.deadline() {
            decoder.wait_over(deadline, &mut inputs);
        }
        prop_assert_eq!(decoder.deadline(), None);
        decoder.feed(b"j", start, &mut inputs);
        prop_assert_eq!(inputs.last(), Some(&letter('j')));
    }
}
