//! The pen: colours and styles of the next character, and the least that must be said to change them.
//!
//! Knows ratatui's styles and SGR. It does not know where the pen writes. What cannot be seen on a space is dropped here,
//! so that two spaces which look alike are alike.

use ratatui::style::{Color, Modifier};

use super::{
    flavour::Flavour,
    out::{Count, Sink},
};

/// A colour: nothing, one of the palette, or mixed; as a number, so that pens are compared quickly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Ink(u32);

impl Ink {
    /// The terminal's own.
    pub(super) const DEFAULT: Ink = Ink(0);

    /// A number of the palette; 0-15 are the sixteen everybody has.
    const fn palette(number: u8) -> Ink {
        Ink(0x100 | number as u32)
    }

    /// Red, green, blue.
    const fn mixed(red: u8, green: u8, blue: u8) -> Ink {
        Ink(u32::from_be_bytes([1, red, green, blue]))
    }

    fn new(colour: Color, flavour: Flavour) -> Ink {
        let number = match colour {
            Color::Reset => return Ink::DEFAULT,
            Color::Rgb(r, g, b) => return if flavour.colours { Ink::mixed(r, g, b) } else { Ink::DEFAULT },
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
            Color::Indexed(i) => i,
        };
        match number {
            8 | 16.. if !flavour.colours => Ink::DEFAULT, // dark grey as black would be unreadable
            9..16 if !flavour.colours => Ink::palette(number - 8),
            number => Ink::palette(number),
        }
    }
}

/// Modes that show on a space.
const ON_SPACES: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// How the next character is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Pen {
    /// Colour of the text.
    pub(super) fg: Ink,
    /// Colour behind it.
    pub(super) bg: Ink,
    /// Bold, underlined and so on.
    pub(super) modes: Modifier,
}

impl Pen {
    /// Nothing special.
    pub(super) const PLAIN: Pen = Pen { fg: Ink::DEFAULT, bg: Ink::DEFAULT, modes: Modifier::empty() };

    /// The pen of a cell in ratatui's terms.
    pub(super) fn new(fg: Color, bg: Color, mut modes: Modifier, flavour: Flavour) -> Pen {
        if modes.contains(Modifier::RAPID_BLINK) {
            modes = modes.difference(Modifier::RAPID_BLINK).union(Modifier::SLOW_BLINK);
        }
        Pen { fg: Ink::new(fg, flavour), bg: Ink::new(bg, flavour), modes }
    }

    /// Nothing but 0 for a pen that is the same.
    #[inline]
    pub(super) fn differs(self, other: Pen) -> u32 {
        (self.fg.0 ^ other.fg.0) | (self.bg.0 ^ other.bg.0) | u32::from(self.modes.bits() ^ other.modes.bits())
    }

    /// A number that hardly ever belongs to two pens.
    #[inline]
    pub(super) fn number(self) -> u32 {
        self.fg.0 ^ self.bg.0.rotate_left(9) ^ u32::from(self.modes.bits()).rotate_left(20)
    }

    /// Whether a space drawn with this pen shows more than its background.
    #[inline]
    pub(super) fn marks_spaces(self) -> bool {
        self.modes.intersects(ON_SPACES)
    }

    /// The pen nearest to this one whose spaces show the background `bg` alone.
    #[inline]
    pub(super) fn for_spaces(self, bg: Ink) -> Pen {
        Pen { fg: self.fg, bg, modes: self.modes.difference(ON_SPACES) }
    }

    /// The pen nearest to this one that may erase: default background, so that every terminal erases alike.
    pub(super) fn for_erasing(self) -> Pen {
        self.for_spaces(Ink::DEFAULT)
    }

    /// Write the shortest SGR that turns this pen into `to`; nothing when they are the same.
    pub(super) fn change(self, out: &mut impl Sink, to: Pen) {
        if self == to {
            return;
        }
        let (mut afresh, mut onward) = (Count::default(), Count::default());
        to.say_afresh(&mut afresh);
        self.say_change(&mut onward, to);
        if onward.0 < afresh.0 { self.say_change(out, to) } else { to.say_afresh(out) }
    }

    /// What [`Pen::change`] costs.
    pub(super) fn change_len(self, to: Pen) -> usize {
        if self == to {
            return 0;
        }
        let mut count = Count::default();
        self.change(&mut count, to);
        count.0
    }

    fn say_afresh(self, out: &mut impl Sink) {
        out.bytes(b"\x1b[");
        // an empty first parameter is the reset
        let mut list = List { out, first: false };
        for (mode, on) in ON {
            if self.modes.contains(mode) {
                list.item(on);
            }
        }
        list.ink(self.fg, 30);
        list.ink(self.bg, 40);
        list.out.bytes(b"m");
    }

    fn say_change(self, out: &mut impl Sink, to: Pen) {
        out.bytes(b"\x1b[");
        let mut list = List { out, first: true };
        let mut modes = self.modes;
        for (group, off) in OFF {
            if modes.intersection(group).difference(to.modes) != Modifier::empty() {
                list.item(off);
                modes = modes.difference(group);
            }
        }
        for (mode, on) in ON {
            if to.modes.contains(mode) && !modes.contains(mode) {
                list.item(on);
            }
        }
        if self.fg != to.fg {
            list.ink_or_default(to.fg, 30);
        }
        if self.bg != to.bg {
            list.ink_or_default(to.bg, 40);
        }
        list.out.bytes(b"m");
    }
}

const ON: [(Modifier, usize); 8] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];
const OFF: [(Modifier, usize); 7] = [
    (Modifier::BOLD.union(Modifier::DIM), 22),
    (Modifier::ITALIC, 23),
    (Modifier::UNDERLINED, 24),
    (Modifier::SLOW_BLINK, 25),
    (Modifier::REVERSED, 27),
    (Modifier::HIDDEN, 28),
    (Modifier::CROSSED_OUT, 29),
];

/// The numbers of one SGR, with semicolons between them.
struct List<'a, S: Sink> {
    out: &'a mut S,
    first: bool,
}

impl<S: Sink> List<'_, S> {
    fn item(&mut self, number: usize) {
        if !self.first {
            self.out.bytes(b";");
        }
        self.first = false;
        self.out.number(number);
    }

    fn ink(&mut self, ink: Ink, base: usize) {
        if ink != Ink::DEFAULT {
            self.ink_or_default(ink, base);
        }
    }

    fn ink_or_default(&mut self, ink: Ink, base: usize) {
        match ink.0.to_be_bytes() {
            [0, 0, 0, _] => self.item(base + 9),
            [0, _, _, i @ 0..8] => self.item(base + usize::from(i)),
            [0, _, _, i @ 8..16] => self.item(base + 52 + usize::from(i)),
            [0, _, _, i] => [base + 8, 5, i.into()].into_iter().for_each(|n| self.item(n)),
            [_, r, g, b] => [base + 8, 2, r.into(), g.into(), b.into()].into_iter().for_each(|n| self.item(n)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(fg: Color, bg: Color, modes: Modifier) -> Pen {
        Pen::new(fg, bg, modes, Flavour::FULL)
    }

    fn sent(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.change(&mut out, to);
        assert_eq!(out.len(), from.change_len(to));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_what_differs_is_said() {
        let bold = pen(Color::Reset, Color::Reset, Modifier::BOLD);
        let bold_red = pen(Color::Red, Color::Reset, Modifier::BOLD);
        assert_eq!(sent(bold, bold), "");
        assert_eq!(sent(Pen::PLAIN, bold), "\x1b[1m");
        assert_eq!(sent(bold, bold_red), "\x1b[31m");
        assert_eq!(sent(bold_red, Pen::PLAIN), "\x1b[m");
        assert_eq!(sent(bold_red, pen(Color::Red, Color::Reset, Modifier::DIM)), "\x1b[22;2m");
    }

    #[test]
    fn a_terminal_of_eight_colours_gets_the_nearest_of_them() {
        let plain = |c| Pen::new(c, Color::Reset, Modifier::empty(), Flavour::PLAIN).fg;
        assert_eq!(plain(Color::LightRed), Ink::palette(1));
        assert_eq!(plain(Color::Rgb(1, 2, 3)), Ink::DEFAULT);
        assert_eq!(plain(Color::DarkGray), Ink::DEFAULT);
    }
}
