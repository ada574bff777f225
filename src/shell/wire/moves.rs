//! The cheapest way for the cursor from where it is to where it should be.
//!
//! Knows positions and the sequences that move; not what is drawn. A column equal to the width means "somewhere in this
//! row, do not trust it": the right margin was written to, or a character whose width is in doubt. From there only
//! absolute columns are used.

use super::{
    flavour::Flavour,
    out::{Count, Sink, csi_len, digits},
};

/// A place on the screen, counted from 0 at the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The row.
    pub(super) y: usize,
    /// The column; the screen's width when it is not known.
    pub(super) x: usize,
}

/// Moves on a screen of this many columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moves {
    /// Columns of the screen.
    pub(super) columns: usize,
    /// What may be used.
    pub(super) flavour: Flavour,
}

/// A way along a row.
#[derive(Clone, Copy)]
enum Along {
    Stay,
    Column(usize),
    Right(usize),
    Left(usize),
    Back(usize),
    Return(usize),
    Address(usize),
}

/// A way up or down a column.
#[derive(Clone, Copy)]
enum Across {
    Row(usize),
    Feed(usize),
    Down(usize),
    Reverse,
    Up(usize),
}

impl Moves {
    /// Write the cheapest move from one place to another.
    pub(super) fn go(self, out: &mut impl Sink, from: Place, to: Place) {
        if from == to && to.x < self.columns {
            return;
        }
        if from.y == to.y {
            let (way, _) = self.along(to.y, from.x, to.x);
            return along(out, to.y, way);
        }
        if !self.flavour.relative {
            return address(out, to.y, to.x);
        }
        let direct = address_len(to.y, to.x);
        let (down, down_len) = across_way(from.y, to.y);
        let (keep, keep_len) = if from.x < self.columns { self.along(to.y, from.x, to.x) } else { (Along::Stay, usize::MAX / 2) };
        let (start, start_len) = self.along(to.y, 0, to.x);
        if direct <= down_len + keep_len && direct <= 1 + down_len + start_len {
            address(out, to.y, to.x);
        } else if keep_len < 1 + start_len {
            across(out, down);
            along(out, to.y, keep);
        } else {
            out.bytes(b"\r");
            across(out, down);
            along(out, to.y, start);
        }
    }

    /// What [`Moves::go`] costs.
    pub(super) fn go_len(self, from: Place, to: Place) -> usize {
        let mut count = Count::default();
        self.go(&mut count, from, to);
        count.0
    }

    /// What a move along a row costs.
    pub(super) fn along_len(self, y: usize, from: usize, to: usize) -> usize {
        self.along(y, from, to).1
    }

    /// Write a move along row `y`, whatever the column is now.
    pub(super) fn absolute(self, out: &mut impl Sink, y: usize, x: usize) {
        along(out, y, self.absolute_way(y, x).0);
    }

    /// What [`Moves::absolute`] costs.
    pub(super) fn absolute_len(self, y: usize, x: usize) -> usize {
        self.absolute_way(y, x).1
    }

    fn absolute_way(self, y: usize, x: usize) -> (Along, usize) {
        if !self.flavour.relative {
            return (Along::Address(x), address_len(y, x));
        }
        let column = (Along::Column(x), csi_len(x + 1));
        let back = (Along::Return(x), 1 + if x > 0 { csi_len(x) } else { 0 });
        if back.1 < column.1 { back } else { column }
    }

    fn along(self, y: usize, from: usize, to: usize) -> (Along, usize) {
        if from == to && from < self.columns {
            return (Along::Stay, 0);
        }
        let mut best = self.absolute_way(y, to);
        if from >= self.columns || !self.flavour.relative {
            return best;
        }
        let mut offer = |way, len| {
            if len < best.1 {
                best = (way, len);
            }
        };
        if to > from {
            offer(Along::Right(to - from), csi_len(to - from));
        } else {
            offer(Along::Left(from - to), csi_len(from - to));
            offer(Along::Back(from - to), from - to);
        }
        best
    }
}

fn along(out: &mut impl Sink, y: usize, way: Along) {
    match way {
        Along::Stay => {}
        Along::Address(x) => address(out, y, x),
        Along::Column(x) => out.csi(x + 1, b'G'),
        Along::Right(n) => out.csi(n, b'C'),
        Along::Left(n) => out.csi(n, b'D'),
        Along::Back(n) => (0..n).for_each(|_| out.bytes(b"\x08")),
        Along::Return(x) => {
            out.bytes(b"\r");
            if x > 0 {
                out.csi(x, b'C');
            }
        }
    }
}

fn across_way(from: usize, to: usize) -> (Across, usize) {
    let row = (Across::Row(to), csi_len(to + 1));
    let near = if to > from {
        let n = to - from;
        if n <= csi_len(n) { (Across::Feed(n), n) } else { (Across::Down(n), csi_len(n)) }
    } else {
        let n = from - to;
        if n == 1 { (Across::Reverse, 2) } else { (Across::Up(n), csi_len(n)) }
    };
    if near.1 <= row.1 { near } else { row }
}

fn across(out: &mut impl Sink, way: Across) {
    match way {
        Across::Row(y) => out.csi(y + 1, b'd'),
        Across::Feed(n) => (0..n).for_each(|_| out.bytes(b"\n")),
        Across::Down(n) => out.csi(n, b'B'),
        Across::Reverse => out.bytes(b"\x1bM"),
        Across::Up(n) => out.csi(n, b'A'),
    }
}

fn address(out: &mut impl Sink, y: usize, x: usize) {
    out.bytes(b"\x1b[");
    if y > 0 {
        out.number(y + 1);
    }
    if x > 0 {
        out.bytes(b";");
        out.number(x + 1);
    }
    out.bytes(b"H");
}

fn address_len(y: usize, x: usize) -> usize {
    3 + if y > 0 { digits(y + 1) } else { 0 } + if x > 0 { 1 + digits(x + 1) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(from: (usize, usize), to: (usize, usize), flavour: Flavour) -> String {
        let moves = Moves { columns: 80, flavour };
        let mut out = Vec::new();
        let (from, to) = (Place { y: from.0, x: from.1 }, Place { y: to.0, x: to.1 });
        moves.go(&mut out, from, to);
        assert_eq!(out.len(), moves.go_len(from, to));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_shortest_way_is_taken() {
        let full = Flavour::FULL;
        assert_eq!(sent((3, 4), (3, 4), full), "");
        assert_eq!(sent((3, 4), (3, 5), full), "\x1b[C");
        assert_eq!(sent((3, 4), (3, 2), full), "\x08\x08");
        assert_eq!(sent((3, 40), (3, 0), full), "\r");
        assert_eq!(sent((3, 40), (4, 0), full), "\r\n");
        assert_eq!(sent((3, 40), (2, 40), full), "\x1bM");
        assert_eq!(sent((3, 40), (1, 40), full), "\x1b[2A");
        assert_eq!(sent((20, 70), (0, 0), full), "\x1b[H");
        assert_eq!(sent((3, 79), (3, 9), full), "\x1b[10G");
    }

    #[test]
    fn from_a_column_in_doubt_only_absolute_columns_are_used() {
        assert_eq!(sent((3, 80), (3, 79), Flavour::FULL), "\x1b[80G");
        assert_eq!(sent((3, 80), (4, 79), Flavour::FULL), "\x1b[5;80H");
        assert_eq!(sent((3, 80), (3, 0), Flavour::FULL), "\r");
    }

    #[test]
    fn a_plain_terminal_gets_addresses_alone() {
        assert_eq!(sent((3, 4), (3, 5), Flavour::PLAIN), "\x1b[4;6H");
        assert_eq!(sent((3, 4), (2, 4), Flavour::PLAIN), "\x1b[3;5H");
    }
}
