//! What goes down the line for lists, pages, tabs, the first screen and a resize: real screens of the sample at 80×24, from
//! the key to the bytes of the frame. (What a note costs is held beside the encoder.) Bytes and frames are counted, never time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what goes wrong here is a failed test")]

#[path = "support/bare.rs"]
#[allow(dead_code, reason = "it serves other tests, too")]
mod support;

use convenor::app::msg::Msg;
use convenor::app::settings::Settings;
use convenor::shell::wire::{Flavour, Wire};
use convenor::store;
use support::Bare;

/// The sample, with its meetings so many times more.
fn open(settings: &Settings, copies: usize) -> Bare {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("d");
    store::demo(&dir, false).unwrap();
    let meetings: Vec<_> = std::fs::read_dir(dir.join("meetings")).unwrap().map(|entry| entry.unwrap().path()).collect();
    for (file, n) in meetings.iter().flat_map(|file| (0..copies).map(move |n| (file, n))) {
        let name = format!("{}-{n}.toml", file.file_stem().unwrap().to_str().unwrap());
        let text = std::fs::read_to_string(file).unwrap().replacen("date = 202", &format!("date = 20{n}"), 1);
        std::fs::write(file.with_file_name(name), text).unwrap();
    }
    Bare::open(&dir, settings)
}

/// Goes to the list of meetings, the cursor on the first.
fn meetings(line: &mut Bare) {
    line.press("1");
    line.list("meetings");
    line.press("Home");
}

/// The bytes of a key.
fn sent(line: &mut Bare, key: &str) -> usize {
    line.press(key).into_iter().sum()
}

/// All that the screen shows, without blanks: no encoder can send less than about this for a whole screen.
fn shown(line: &Bare) -> usize {
    line.drawn().content.iter().map(|cell| cell.symbol()).filter(|symbol| *symbol != " ").map(str::len).sum()
}

fn sample() -> Bare {
    with_copies(0)
}

/// The sample with its meetings so many times more.
fn with_copies(copies: usize) -> Bare {
    let mut line = open(&Settings::default(), copies);
    line.frame();
    line
}

#[test]
fn w10_the_first_screen_is_little_more_than_what_it_shows() {
    let mut line = open(&Settings::default(), 0);
    let (shown, sent) = (shown(&line), line.frame());
    assert!(sent <= FIRST_SCREEN, "{sent} bytes for {shown} shown");
}

#[test]
fn w8_the_cursor_of_a_list_moves_for_a_few_bytes() {
    let mut line = sample();
    meetings(&mut line);
    // The pen of the cursor's mark is put down with the first.
    assert!(sent(&mut line, "Down") <= 16);
    let moves = line.press("Down Down Down Down Down Down Down");
    assert!(moves.iter().all(|bytes| *bytes <= 12), "{moves:?}");
    let back = line.press("Up Up Up");
    assert!(back.iter().all(|bytes| *bytes <= 12), "{back:?}");
}

#[test]
fn w8_thirty_steps_down_a_list_cost_little() {
    let mut line = sample();
    meetings(&mut line);
    let moves: Vec<usize> = (0..30).map(|_| sent(&mut line, "Down")).collect();
    assert!(moves.iter().sum::<usize>() <= 30 * LIST_DOWN, "{moves:?}");
}

#[test]
fn w8_a_step_that_scrolls_sends_the_new_row_and_little_else() {
    let mut line = with_copies(5);
    meetings(&mut line);
    let moves: Vec<usize> = (0..30).map(|_| sent(&mut line, "Down")).collect();
    assert!(moves.iter().all(|bytes| *bytes <= SCROLLED), "{moves:?}");
    assert!(moves.iter().sum::<usize>() <= 30 * 42, "{moves:?}");
}

#[test]
fn w5_a_key_that_changes_nothing_sends_nothing() {
    let mut line = sample();
    meetings(&mut line);
    assert_eq!(line.press("Up Home"), [0, 0]);
    sent(&mut line, "End");
    assert_eq!(line.press("Down End"), [0, 0]);
    assert_eq!(line.frame(), 0);
}

#[test]
fn w7_going_to_and_fro_sends_less_than_whole_screens() {
    let mut line = sample();
    let mut walk = 0;
    for key in "2 1 3 0 Enter Esc 1 Tab Tab PgDn Enter Esc".split(' ') {
        let sent = sent(&mut line, key);
        walk += sent;
        let whole = Wire::new(80, 24, Flavour::FULL).frame(&line.drawn(), None).len();
        assert!(sent < whole, "{key}: {sent} bytes, the whole screen {whole}");
    }
    assert!(walk <= WALK, "{walk}");
}

#[test]
fn typing_a_filter_sends_its_letter_and_the_rows_that_change() {
    let mut line = sample();
    meetings(&mut line);
    sent(&mut line, "/");
    let letters = line.press("l e g a l");
    assert!(letters.iter().all(|bytes| *bytes > 0), "{letters:?}");
    // Where no other records are held back, it is the letter alone, after the way back from the count.
    sent(&mut line, "x");
    assert_eq!(line.press("y z"), [6, 1]);
}

#[test]
fn w15_a_resize_is_one_whole_screen() {
    let mut line = sample();
    meetings(&mut line);
    line.tell(Msg::Resize(120, 40));
    line.wire.invalidate();
    let resized = line.frame();
    line.wire.invalidate();
    let whole = line.frame();
    assert!(resized * 10 <= whole * 11, "{resized} and {whole}");
    assert_eq!(line.frame(), 0);
}

#[test]
fn w11_while_nothing_happens_nothing_is_sent() {
    let mut line = sample();
    line.tell(Msg::Rested);
    assert_eq!(line.frame(), 0);
    // What we saved ourselves comes back as news, which is none.
    let known = line.model.dialogue.records("meetings").first().map(|record| (**record).clone());
    line.tell(Msg::Changed { put: known.into_iter().collect(), gone: Vec::new(), say: String::new() });
    assert_eq!(line.frame(), 0);
}

#[test]
fn on_a_slow_line_neither_colours_nor_rules_are_sent() {
    let settings = Settings { low_bandwidth: true, ..Settings::default() };
    let (mut slow, mut usual) = (open(&settings, 0), open(&Settings::default(), 0));
    let buffer = slow.drawn();
    let plain = ratatui::buffer::Cell::EMPTY.style();
    assert!(buffer.content.iter().all(|cell| cell.style() == plain && cell.symbol().is_ascii()));
    assert!((0..24).all(|y| (0..80).any(|x| buffer[(x, y)].symbol() != "-")));
    let (slow, usual) = (slow.frame(), usual.frame());
    assert!(slow * 5 <= usual * 4, "{slow} and {usual}");
}

/// Bytes of the first screen of the sample.
const FIRST_SCREEN: usize = 1_740;
/// Bytes of a step that scrolls the list of meetings: 73 of them are the new row, its colours and the way between its columns.
const SCROLLED: usize = 95;
/// Bytes of a walk through tabs, pages and records, twelve keys.
const WALK: usize = 12_500;
/// Bytes of a step down a list, on average over thirty.
const LIST_DOWN: usize = 24;
