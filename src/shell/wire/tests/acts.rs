//! What programs do to a screen between two frames, at random: text of all scripts, scrolled rows, colours, another size.

use proptest::prelude::*;
use ratatui::{
    buffer::{Buffer, Cell},
    layout::{Position, Rect},
    style::{Color, Modifier, Style},
};

use crate::shell::wire::Flavour;

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
pub(super) enum Act {
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

pub(super) type Frames = Vec<(Vec<Act>, Option<Position>)>;

pub(super) fn frames() -> impl Strategy<Value = Frames> {
    prop::collection::vec((prop::collection::vec(act(), 0..5), cursor()), 1..10)
}

pub(super) fn flavour() -> impl Strategy<Value = Flavour> {
    prop::sample::select(vec![Flavour::FULL, Flavour::FULL, Flavour::PLAIN])
}

pub(super) fn perform(buffer: &mut Buffer, act: &Act) {
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

/// Columns and rows: mostly few, now and then more than tab stops are relied on.
pub(super) fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![9 => (1..40u16, 1..12u16), 1 => (100..300u16, 1..5u16)]
}
