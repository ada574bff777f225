//! Random screens through the wire into two terminals of different make: both must show what was drawn.

use proptest::prelude::*;
use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Modifier},
};
use unicode_width::UnicodeWidthChar;

use super::acts::{Act, Frames, flavour, frames, perform, size};
use super::emulator::{Emulator, Opinion, Tile};
use crate::shell::wire::{
    Flavour, Wire,
    guard::{self, Doubt},
};

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
