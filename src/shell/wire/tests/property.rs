//! Random screens through the wire into two terminals of different make: both must show what was drawn.

use proptest::prelude::*;
use ratatui::{
    buffer::{Buffer, Cell},
    layout::{Position, Rect},
    style::{Color, Modifier, Style},
};
use unicode_width::UnicodeWidthChar;

use super::emulator::{Emulator, Opinion, Tile};
use crate::shell::wire::{
    Flavour, Wire,
    guard::{self, Doubt},
};

const SYMBOLS: [&str; 44] = [
    " ",
    " ",
    " ",
    "a",
    "b",
    "c",
    "d",
    "e",
    "x",
    "~",
    "0",
    "é",
    "ж",
    "λ",
    "漢",
    "字",
    "한",
    "あ",
    "─",
    "│",
    "e\u{301}",
    "—",
    "א",
    "ב",
    "ب",
    "ש",
    "मि",
    "क्षि",
    "မြ",
    "ကို",
    "👩\u{200d}👩\u{200d}👧",
    "😀",
    "🇩🇪",
    "❤\u{fe0f}",
    "★",
    "①",
    "ｶﾞ",
    "\x1b",
    "\u{202e}",
    "\u{301}",
    "",
    "\u{9b}",
    "a\x07",
    "\u{e0041}",
];

/// One thing a program does to its screen between two frames.
#[derive(Debug, Clone)]
enum Act {
    Text(u16, u16, Vec<&'static str>, Style),
    Raw(u16, u16, &'static str, Style),
    Scroll(u16, u16, i16),
    Insert(u16, u16, &'static str),
    Delete(u16, u16, u16),
    Paint(u16, u16, u16, u16, Style),
    Clear(u16),
    Resize(u16, u16),
    Forget,
}

fn style() -> impl Strategy<Value = Style> {
    let colour = || {
        prop_oneof![
            5 => Just(Color::Reset),
            1 => Just(Color::Red),
            1 => Just(Color::LightBlue),
            1 => Just(Color::Gray),
            1 => Just(Color::Indexed(200)),
            1 => Just(Color::Rgb(1, 20, 200)),
        ]
    };
    let modes = prop_oneof![3 => Just(0u16), 1 => any::<u16>()].prop_map(Modifier::from_bits_truncate);
    let styled = (colour(), colour(), modes).prop_map(|(fg, bg, modes)| Style::new().fg(fg).bg(bg).add_modifier(modes));
    prop_oneof![2 => Just(Style::new()), 1 => styled]
}

fn symbol() -> impl Strategy<Value = &'static str> {
    prop_oneof![2 => prop::sample::select(&SYMBOLS[..14]), 1 => prop::sample::select(&SYMBOLS[..])]
}

fn act() -> impl Strategy<Value = Act> {
    let x = || 0..300u16;
    let y = || 0..12u16;
    prop_oneof![
        6 => (x(), y(), prop::collection::vec(symbol(), 1..30), style()).prop_map(|(x, y, s, style)| Act::Text(x, y, s, style)),
        3 => (x(), y(), symbol(), style()).prop_map(|(x, y, s, style)| Act::Raw(x, y, s, style)),
        2 => (y(), y(), -4..5i16).prop_map(|(a, b, by)| Act::Scroll(a, b, by)),
        3 => (x(), y(), symbol()).prop_map(|(x, y, s)| Act::Insert(x, y, s)),
        2 => (x(), y(), 1..5u16).prop_map(|(x, y, n)| Act::Delete(x, y, n)),
        1 => (x(), y(), x(), y(), style()).prop_map(|(x, y, w, h, style)| Act::Paint(x, y, w, h, style)),
        1 => y().prop_map(Act::Clear),
        1 => size().prop_map(|(w, h)| Act::Resize(w, h)),
        1 => Just(Act::Forget),
    ]
}

fn cursor() -> impl Strategy<Value = Option<Position>> {
    prop::option::weighted(0.8, (0..300u16, 0..13u16).prop_map(Position::from))
}

type Frames = Vec<(Vec<Act>, Option<Position>)>;

fn frames() -> impl Strategy<Value = Frames> {
    prop::collection::vec((prop::collection::vec(act(), 0..5), cursor()), 1..10)
}

fn flavour() -> impl Strategy<Value = Flavour> {
    prop::sample::select(vec![Flavour::FULL, Flavour::FULL, Flavour::PLAIN])
}

fn perform(buffer: &mut Buffer, act: &Act) {
    let area = *buffer.area();
    let clip = |x: u16, y: u16| (x % area.width, y % area.height);
    match act {
        Act::Text(x, y, symbols, style) => {
            let (x, y) = clip(*x, *y);
            buffer.set_string(x, y, symbols.concat(), *style);
        }
        Act::Raw(x, y, symbol, style) => {
            buffer[clip(*x, *y)].set_symbol(symbol).set_style(*style);
        }
        Act::Scroll(a, b, by) => {
            let (top, bottom) = ((*a).min(*b).min(area.height - 1), (*a).max(*b).min(area.height - 1));
            let old = buffer.clone();
            for y in top..=bottom {
                let from = y as i16 + by;
                for x in 0..area.width {
                    let inside = (top as i16..=bottom as i16).contains(&from);
                    buffer[(x, y)] = if inside { old[(x, from as u16)].clone() } else { Cell::EMPTY };
                }
            }
        }
        Act::Insert(x, y, symbol) => {
            let (x, y) = clip(*x, *y);
            let old = buffer.clone();
            (x + 1..area.width).for_each(|at| buffer[(at, y)] = old[(at - 1, y)].clone());
            buffer[(x, y)].set_symbol(symbol);
        }
        Act::Delete(x, y, n) => {
            let (x, y) = clip(*x, *y);
            let old = buffer.clone();
            (x..area.width).for_each(|at| buffer[(at, y)] = if at + n < area.width { old[(at + n, y)].clone() } else { Cell::EMPTY });
        }
        Act::Paint(x, y, w, h, style) => buffer.set_style(Rect::new(*x, *y, *w, *h).intersection(area), *style),
        Act::Clear(y) => (*y..area.height).for_each(|y| (0..area.width).for_each(|x| buffer[(x, y)].reset())),
        Act::Resize(w, h) => *buffer = Buffer::empty(Rect::new(0, 0, *w, *h)),
        Act::Forget => {}
    }
}

fn inks(colour: Color) -> Vec<u16> {
    match colour {
        Color::Reset => vec![],
        Color::Red => vec![1],
        Color::Gray => vec![7],
        Color::LightBlue => vec![12],
        Color::Indexed(i) => vec![i.into()],
        Color::Rgb(r, g, b) => vec![r.into(), g.into(), b.into()],
        other => panic!("{other} is not drawn here"),
    }
}

/// What a row of the buffer should look like: tiles, and whether terminals may differ on them.
fn expected(row: &[Cell]) -> Vec<(Tile, Doubt)> {
    let mut tiles: Vec<(Tile, Doubt)> = Vec::new();
    while let Some(cell) = row.get(tiles.len()) {
        let x = tiles.len();
        let checked = guard::check(cell.symbol());
        let mut modes = cell.modifier;
        if modes.contains(Modifier::RAPID_BLINK) {
            modes = (modes - Modifier::RAPID_BLINK) | Modifier::SLOW_BLINK;
        }
        let mut tile = Tile { text: checked.text.into_owned(), fg: inks(cell.fg), bg: inks(cell.bg), modes, tail: false };
        let covered = row.get(x + 1..x + checked.width).is_none_or(|c| c.iter().any(|c| c.symbol() != " "));
        if checked.width > 1 && covered {
            tiles.push((Tile { bg: tile.bg, ..Tile::blank() }, Doubt::None));
            continue;
        }
        for i in 0..checked.width {
            tile.tail = i > 0;
            tiles.push((tile.clone(), checked.doubt));
        }
    }
    tiles
}

/// Two tiles that look the same.
fn alike(a: &Tile, b: &Tile) -> bool {
    let on_spaces = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
    if a.text == " " && b.text == " " {
        let (m, n) = (a.modes & on_spaces, b.modes & on_spaces);
        return a.bg == b.bg && m == n && (m.is_empty() || a.fg == b.fg || a.modes == n);
    }
    a == b
}

fn check_strict(emulator: &Emulator, buffer: &Buffer, agrees: bool, flavour: Flavour) {
    let width = usize::from(buffer.area().width);
    for (y, row) in buffer.content().chunks(width).enumerate() {
        for (x, (tile, doubt)) in expected(row).iter().enumerate() {
            let seen = &emulator.rows[y][x];
            if *doubt == Doubt::Each && !agrees {
                assert!(
                    seen.text == " " || tile.text.starts_with(seen.text.chars().next().unwrap()) || tile.text.contains(&seen.text),
                    "row {y} column {x}: {seen:?} left in {tile:?}"
                );
                continue;
            }
            let seen =
                if flavour == Flavour::PLAIN { Tile { fg: tile.fg.clone(), bg: tile.bg.clone(), ..seen.clone() } } else { seen.clone() };
            assert!(alike(&seen, tile), "row {y} column {x}: {seen:?} instead of {tile:?}");
        }
    }
}

/// Play the frames to the strict terminal.
fn replay(size: (u16, u16), frames: &Frames, flavour: Flavour, opinion: Opinion, coloured_erase: bool) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let mut wire = Wire::new(size.0, size.1, flavour);
    let mut emulator = Emulator::new(size.0.into(), size.1.into(), opinion, coloured_erase);
    for (acts, cursor) in frames {
        for act in acts {
            perform(&mut buffer, act);
            match act {
                Act::Resize(w, h) => {
                    emulator.resize((*w).into(), (*h).into());
                    wire.resize(*w, *h);
                }
                Act::Forget => wire.invalidate(),
                _ => {}
            }
        }
        emulator.feed(wire.frame(&buffer, *cursor));
        check_strict(&emulator, &buffer, opinion == Opinion::Clusters, flavour);
        assert_eq!(emulator.cursor, cursor.is_some());
        if let Some(cursor) = cursor {
            let place = (cursor.x.min(buffer.area().width - 1).into(), cursor.y.min(buffer.area().height - 1).into());
            assert_eq!((emulator.x, emulator.y), place);
        }
        assert!(wire.frame(&buffer, *cursor).is_empty(), "a frame in which nothing changed");
    }
}

/// Whether vt100 sees a symbol as ratatui does, and shows it.
fn vt100_agrees(symbol: &str) -> bool {
    let checked = guard::check(symbol);
    let mut chars = checked.text.chars();
    let head = chars.next().and_then(|c| c.width()).unwrap_or(0);
    head == checked.width && chars.all(|c| c.width() == Some(0) && c != '\u{fe0f}') && !checked.text.contains('\u{fffd}')
}

fn least_one(n: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(n).unwrap()
}

fn vt100_colour(colour: Color) -> vt100::Color {
    match inks(colour)[..] {
        [] => vt100::Color::Default,
        [i] => vt100::Color::Idx(i as u8),
        [r, g, b] => vt100::Color::Rgb(r as u8, g as u8, b as u8),
        _ => unreachable!(),
    }
}

fn replay_vt100(size: (u16, u16), frames: &Frames, flavour: Flavour) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let mut wire = Wire::new(size.0, size.1, flavour);
    let mut parser = vt100::Parser::new(least_one(size.1), least_one(size.0), 0);
    parser.process(b"somebody else's text, and a pen: \x1b[31;44;7m\x1b[?25l");
    for (acts, cursor) in frames {
        for act in acts {
            perform(&mut buffer, act);
            if let Act::Resize(w, h) = act {
                parser.screen_mut().set_size(least_one(*h), least_one(*w));
                wire.resize(*w, *h);
            }
        }
        for cell in &mut buffer.content {
            // vt100 knows one intensity, and must agree on the widths
            cell.modifier.remove(Modifier::DIM);
            if !vt100_agrees(cell.symbol()) {
                cell.set_symbol("o");
            }
        }
        parser.process(wire.frame(&buffer, *cursor));
        let screen = parser.screen();
        let area = *buffer.area();
        for (y, row) in buffer.content().chunks(area.width.into()).enumerate() {
            for (x, (tile, _)) in expected(row).iter().enumerate() {
                let seen = screen.cell(y as u16, x as u16).unwrap();
                let text = if seen.has_contents() || seen.is_wide_continuation() { seen.contents() } else { " " };
                let wanted = if tile.tail { "" } else { &tile.text };
                let at = format!("row {y} column {x}: {seen:?} instead of {tile:?}");
                assert_eq!(text, wanted, "{at}");
                if tile.tail {
                    continue; // vt100 keeps no style there
                }
                assert_eq!(seen.underline(), tile.modes.contains(Modifier::UNDERLINED), "{at}");
                assert_eq!(seen.inverse(), tile.modes.contains(Modifier::REVERSED), "{at}");
                let cell = &row[x];
                if tile.text != " " {
                    assert_eq!(seen.bold(), tile.modes.contains(Modifier::BOLD), "{at}");
                    assert_eq!(seen.italic(), tile.modes.contains(Modifier::ITALIC), "{at}");
                    if flavour != Flavour::PLAIN {
                        assert_eq!(seen.fgcolor(), vt100_colour(cell.fg), "{at}");
                    }
                }
                if flavour != Flavour::PLAIN {
                    assert_eq!(seen.bgcolor(), vt100_colour(cell.bg), "{at}");
                }
            }
        }
        assert_eq!(screen.hide_cursor(), cursor.is_none());
        if let Some(cursor) = cursor {
            let place = (cursor.y.min(area.height - 1), cursor.x.min(area.width - 1));
            assert_eq!(screen.cursor_position(), place);
        }
    }
}

/// Columns and rows: mostly few, now and then more than tab stops are relied on.
fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![9 => (1..40u16, 1..12u16), 1 => (100..300u16, 1..5u16)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_terminal_that_agrees_on_widths_shows_exactly_what_was_drawn(
        size in size(), frames in frames(), flavour in flavour(), coloured in any::<bool>()
    ) {
        replay(size, &frames, flavour, Opinion::Clusters, coloured);
    }

    #[test]
    fn a_wrong_opinion_on_one_width_does_not_spread(
        size in size(), frames in frames(), flavour in flavour(),
        opinion in prop::sample::select(vec![Opinion::Characters, Opinion::Broad, Opinion::Narrow])
    ) {
        replay(size, &frames, flavour, opinion, false);
    }

    #[test]
    fn a_second_terminal_shows_exactly_what_was_drawn(
        size in size(), frames in frames(), flavour in flavour()
    ) {
        replay_vt100(size, &frames, flavour);
    }
}
