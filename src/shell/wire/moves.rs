//! The cheapest way for the cursor from where it is to where it should be.
//!
//! Knows positions and the sequences that move; not what is drawn. A column equal to the width means "somewhere in this
//! row, do not trust it": the right margin was written to, or a character whose width is in doubt. From there the left
//! edge or an absolute column comes first. Of the scrolling region it knows that feeding out of it would move its rows.

use super::{
    flavour::Flavour,
    out::{Count, Sink, csi_len, digits},
};

/// Columns from one tab stop to the next.
const TAB: usize = 8;
/// Tab stops from here on are not relied on: consoles keep only so many.
const LAST_TAB: usize = 160;

/// A place on the screen, counted from 0 at the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The row.
    pub(super) y: usize,
    /// The column; the screen's width when it is not known.
    pub(super) x: usize,
}

/// The scrolling region: the rows that move when the cursor is fed beyond the last of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Margins {
    /// Its first row.
    pub(super) top: usize,
    /// Its last row.
    pub(super) bottom: usize,
}

impl Margins {
    /// Whether going from a row to another leads out of it.
    pub(super) fn are_left(self, from: usize, to: usize) -> bool {
        from <= self.bottom && to > self.bottom || from >= self.top && to < self.top
    }
}

/// Moves on a screen of this many columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moves {
    /// Columns of the screen.
    pub(super) columns: usize,
    /// What may be used.
    pub(super) flavour: Flavour,
    /// The scrolling region.
    pub(super) margins: Margins,
}

/// A way along a row.
#[derive(Clone, Copy)]
enum Along {
    /// To a column.
    Column(usize),
    /// From here, or from the left edge, over some tab stops, and on to the right or back to the left.
    Hop { edge: bool, tabs: usize, then: isize },
    /// To a row and column.
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
        let (way, len) = self.along(to.y, from.x, to.x);
        if from.y == to.y {
            return along(out, to.y, way);
        }
        if !self.flavour.relative {
            return address(out, to.y, to.x);
        }
        let (near, near_len) = self.across_way(from.y, to.y);
        if address_len(to.y, to.x) <= near_len + len {
            address(out, to.y, to.x);
        } else if let Along::Hop { edge: true, tabs, then } = way {
            out.bytes(b"\r");
            across(out, near);
            along(out, to.y, Along::Hop { edge: false, tabs, then });
        } else {
            across(out, near);
            along(out, to.y, way);
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
        along(out, y, self.along(y, self.columns, x).0);
    }

    /// What [`Moves::absolute`] costs.
    pub(super) fn absolute_len(self, y: usize, x: usize) -> usize {
        self.along(y, self.columns, x).1
    }

    /// The last tab stop at or before a column; 0 where there are none.
    pub(super) fn stop_before(self, x: usize) -> usize {
        if self.flavour.tabs { x.min(LAST_TAB - 1) / TAB * TAB } else { 0 }
    }

    fn along(self, y: usize, from: usize, to: usize) -> (Along, usize) {
        let known = from < self.columns;
        if known && from == to {
            return (Along::Hop { edge: false, tabs: 0, then: 0 }, 0);
        }
        if !self.flavour.relative {
            return (Along::Address(to), address_len(y, to));
        }
        let mut best = (Along::Column(to), csi_len(to + 1));
        let mut offer = |edge: bool, tabs: usize, at: usize| {
            let then = to.wrapping_sub(at).cast_signed();
            let len = usize::from(edge) + tabs + rest_len(then);
            if len < best.1 {
                best = (Along::Hop { edge, tabs, then }, len);
            }
        };
        let before = self.stop_before(to);
        let after = before + TAB;
        for (edge, start) in [(true, 0), (false, from)] {
            if !edge && !known {
                continue;
            }
            offer(edge, 0, start);
            if before > start {
                offer(edge, (before - start).div_ceil(TAB), before);
            }
            if self.flavour.tabs && before >= start / TAB * TAB && after < self.columns.min(LAST_TAB) {
                offer(edge, (after - start).div_ceil(TAB), after);
            }
        }
        best
    }

    fn across_way(self, from: usize, to: usize) -> (Across, usize) {
        let row = (Across::Row(to), csi_len(to + 1));
        if self.margins.are_left(from, to) {
            return row;
        }
        let near = if to > from {
            let n = to - from;
            if n <= csi_len(n) { (Across::Feed(n), n) } else { (Across::Down(n), csi_len(n)) }
        } else {
            let n = from - to;
            if n == 1 { (Across::Reverse, 2) } else { (Across::Up(n), csi_len(n)) }
        };
        if near.1 <= row.1 { near } else { row }
    }
}

/// What a short way to the right, or to the left when negative, costs.
fn rest_len(then: isize) -> usize {
    match then {
        0 => 0,
        1.. => csi_len(then.unsigned_abs()),
        _ => csi_len(then.unsigned_abs()).min(then.unsigned_abs()),
    }
}

fn along(out: &mut impl Sink, y: usize, way: Along) {
    match way {
        Along::Address(x) => address(out, y, x),
        Along::Column(x) => out.csi(x + 1, b'G'),
        Along::Hop { edge, tabs, then } => {
            if edge {
                out.bytes(b"\r");
            }
            (0..tabs).for_each(|_| out.bytes(b"\t"));
            let n = then.unsigned_abs();
            match then {
                0 => {}
                1.. => out.csi(n, b'C'),
                _ if n <= csi_len(n) => (0..n).for_each(|_| out.bytes(b"\x08")),
                _ => out.csi(n, b'D'),
            }
        }
    }
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

/// Write the absolute address of a place.
pub(super) fn address(out: &mut impl Sink, y: usize, x: usize) {
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

    const WHOLE: Margins = Margins { top: 0, bottom: 23 };

    fn sent(from: (usize, usize), to: (usize, usize), flavour: Flavour) -> String {
        let moves = Moves { columns: 80, flavour, margins: WHOLE };
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
        assert_eq!(sent((3, 79), (3, 6), full), "\x1b[7G");
    }

    #[test]
    fn tab_stops_are_taken_where_they_are_near() {
        let full = Flavour::FULL;
        assert_eq!(sent((3, 4), (3, 8), full), "\t");
        assert_eq!(sent((3, 79), (3, 9), full), "\x1b[10G");
        assert_eq!(sent((3, 79), (3, 8), full), "\r\t");
        assert_eq!(sent((3, 4), (3, 15), full), "\t\t\x08");
        assert_eq!(sent((3, 4), (4, 16), full), "\n\t\t");
        let wide = Moves { columns: 300, flavour: full, margins: WHOLE };
        let mut out = Vec::new();
        wide.go(&mut out, Place { y: 0, x: 150 }, Place { y: 0, x: 160 });
        assert_eq!(out, b"\x1b[10C");
    }

    #[test]
    fn from_a_column_in_doubt_only_absolute_columns_are_used() {
        assert_eq!(sent((3, 80), (3, 79), Flavour::FULL), "\x1b[80G");
        assert_eq!(sent((3, 80), (4, 79), Flavour::FULL), "\n\x1b[80G");
        assert_eq!(sent((3, 80), (3, 0), Flavour::FULL), "\r");
    }

    #[test]
    fn a_plain_terminal_gets_addresses_alone() {
        assert_eq!(sent((3, 4), (3, 5), Flavour::PLAIN), "\x1b[4;6H");
        assert_eq!(sent((3, 4), (2, 4), Flavour::PLAIN), "\x1b[3;5H");
    }

    #[test]
    fn the_cursor_is_not_fed_out_of_a_region_that_would_scroll() {
        let moves = Moves { columns: 80, flavour: Flavour::FULL, margins: Margins { top: 3, bottom: 20 } };
        let sent = |from: usize, to: usize| {
            let mut out = Vec::new();
            moves.go(&mut out, Place { y: from, x: 4 }, Place { y: to, x: 4 });
            String::from_utf8(out).unwrap()
        };
        assert_eq!([sent(19, 20), sent(20, 21), sent(21, 22)], ["\n", "\x1b[22d", "\n"]);
        assert_eq!([sent(4, 3), sent(3, 2), sent(2, 1)], ["\x1bM", "\x1b[3d", "\x1bM"]);
        assert_eq!([sent(10, 22), sent(10, 1)], ["\x1b[23d", "\x1b[2d"]);
    }
}
