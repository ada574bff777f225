//! What goes down the line for lists, pages, tabs, the first screen and a resize: real screens of the sample at 80×24, from
//! the key to the bytes of the frame. (What a note costs is held beside the encoder.) Bytes and frames are counted, never time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what goes wrong here is a failed test")]

#[path = "support/bare.rs"]
#[allow(dead_code, reason = "it serves other tests, too")]
mod support;

use convenor::app::msg::Msg;
use convenor::app::screen::Screen;
use convenor::app::settings::Settings;
use convenor::shell::wire::{Flavour, Wire};
use convenor::store;
use support::Bare;

/// The sample, with its meetings again in so many decades before.
fn open(settings: &Settings, copies: usize) -> Bare {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("d");
    store::demo(&dir, false).unwrap();
    let meetings: Vec<_> = std::fs::read_dir(dir.join("meetings")).unwrap().map(|entry| entry.unwrap().path()).collect();
    for (file, decade) in meetings.iter().flat_map(|file| (201 - copies..201).map(move |decade| (file, decade))) {
        let name = format!("{}-{decade}.toml", file.file_stem().unwrap().to_str().unwrap());
        let text = std::fs::read_to_string(file).unwrap().replacen("date = 202", &format!("date = {decade}"), 1);
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

/// The same with a first frame drawn.
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
    let scrolled: Vec<usize> = moves.iter().copied().filter(|bytes| *bytes > 16).collect();
    // The first also says which rows scroll from now on.
    assert!(scrolled.iter().all(|bytes| *bytes <= 81) && scrolled.iter().skip(1).all(|bytes| *bytes <= 80), "{moves:?}");
    assert!(moves.iter().sum::<usize>() <= 30 * LONG_LIST_DOWN, "{moves:?}");
    line.press("Home End");
    let back: Vec<usize> = (0..30).map(|_| sent(&mut line, "Up")).filter(|bytes| *bytes > 16).collect();
    assert!(back.len() > 10 && back.iter().skip(1).all(|bytes| *bytes <= 80), "{back:?}");
}

#[test]
fn w8_in_every_list_a_step_is_a_few_bytes_and_one_that_scrolls_its_new_row_and_little_else() {
    let mut line = sample();
    // A low screen, where the lists of the sample scroll.
    line.tell(Msg::Resize(80, 12));
    line.frame();
    let mut seen = std::collections::BTreeSet::new();
    for tab in ["1", "2", "3", "4", "5", "6"] {
        line.press(tab);
        for _ in 0..30 {
            line.press("Tab");
            let Some(Screen::List(list)) = line.model.top() else { continue };
            let (kind, rows) = (list.kind.to_string(), list.shown.len());
            if rows < 2 || !seen.insert(kind.clone()) {
                continue;
            }
            line.press("Home Down");
            for n in 2..rows {
                let above = top(&line);
                let sent = sent(&mut line, "Down");
                let (lower, letters) = (top(&line) > above, letters(&line));
                let most = if lower { letters + BESIDE } else { 12 };
                assert!(sent <= most, "{kind}, row {n}: {sent} bytes for {letters}");
            }
        }
    }
    assert!(seen.len() > 10, "{seen:?}");
}

/// The first record that the list on top shows.
fn top(line: &Bare) -> usize {
    if let Some(Screen::List(list)) = line.model.top() { list.top } else { 0 }
}

/// The bytes of what the cursor's row of a list shows, without blanks.
fn letters(line: &Bare) -> usize {
    let screen = line.screen();
    let row = screen.lines().find(|row| row.contains('▸')).unwrap();
    row.split(' ').map(str::len).sum()
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
fn w7_going_to_and_fro_sends_what_changes_and_little_else() {
    let mut line = sample();
    for (key, most) in WALK {
        let before = line.drawn();
        let sent = sent(&mut line, key);
        let whole = Wire::new(80, 24, Flavour::FULL).frame(&line.drawn(), None).len();
        assert!(sent < whole, "{key}: {sent} bytes, the whole screen {whole}");
        assert!(sent <= most + most / 20, "{key}: {sent} bytes, usually {most}");
        assert_ne!(before, line.drawn(), "{key} goes nowhere");
    }
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
/// Bytes of a step down a list longer than the screen, on average over the first thirty, of which thirteen scroll.
const LONG_LIST_DOWN: usize = 36;
/// What a step that scrolls may cost beside the letters of the new row: its colours, the blanks and ways between them.
const BESIDE: usize = 48;
/// A walk through tabs, pages and records, and the bytes of each key. How far such a key is from a nearly shortest way is
/// measured in `benches`; here it is held, a twentieth more let pass, because pages change.
const WALK: [(&str, usize); 12] = [
    ("2", 1_220),
    ("1", 1_058),
    ("3", 1_119),
    ("0", 1_617),
    ("Enter", 515),
    ("Esc", 1_394),
    ("1", 1_326),
    ("Tab", 1_433),
    ("Tab", 862),
    ("PgDn", 197),
    ("Enter", 378),
    ("Esc", 1_138),
];
/// Bytes of a step down a list, on average over thirty.
const LIST_DOWN: usize = 24;
