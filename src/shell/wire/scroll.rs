//! The scroll plan: rows that moved up or down are moved by the terminal itself (DECSTBM, IL, DL).
//!
//! Finds the region and the distance that save most, by comparing rows, and writes the move. What is left to write in
//! the rows is the row plan's affair. A region that was set stays set: the next line of a list or note is then one byte.

use std::collections::HashMap;

use super::{
    moves::{Margins, Moves, Place, address},
    out::Sink,
    row::At,
    screen::{Cell, Screen},
};

/// Rows that move together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scroll {
    /// First row of the region.
    pub(super) top: usize,
    /// Last row of the region.
    pub(super) bottom: usize,
    /// Rows the text moves up; down when negative.
    pub(super) by: isize,
}

/// A scroll must promise to save this many cells.
const WORTH: isize = 8;
/// What a wrong row costs beside its wrong cells: getting there.
const PER_ROW: isize = 6;
/// So many distances are looked at closely.
const CANDIDATES: usize = 4;
/// Of rows alike, so many are looked at on either side.
const NEARBY: usize = 2;

/// The scrolls that bring `have` nearer to `want` and are worth their bytes: the best for each distance, the best first.
pub(super) fn find(have: &Screen, want: &Screen) -> Vec<Scroll> {
    let Ok(height) = isize::try_from(want.height) else { return Vec::new() };
    let here: Vec<isize> = (0..want.height).map(|y| weight(have.row(y), want.row(y))).collect();
    if here.iter().sum::<isize>() <= WORTH {
        return Vec::new();
    }
    // what it costs when a row is emptied by the scroll, beyond what it costs as it is
    let blank = Screen::blank(want.width, 1);
    let emptied: Vec<isize> = here.iter().enumerate().map(|(y, here)| weight(blank.row(0), want.row(y)) - here).collect();
    let emptied = |from: isize, to: isize| (from..to).filter_map(|y| emptied.get(usize::try_from(y).ok()?)).sum::<isize>();
    let mut found: Vec<(isize, Scroll)> = Vec::new();
    for by in distances(have, want, &here) {
        let (low, high) = (0.max(-by), height.min(height - by));
        let mut best: Option<(isize, Scroll)> = None;
        // the run of rows with the greatest gain
        let (mut sum, mut start) = (0, low);
        for y in low..high {
            let afresh = -emptied(y + by.min(0), y);
            if y == low || sum <= afresh {
                (sum, start) = (afresh, y);
            }
            let (Ok(to), Ok(from)) = (usize::try_from(y), usize::try_from(y + by)) else {
                continue;
            };
            sum += here.get(to).copied().unwrap_or(0) - weight(have.row(from), want.row(to));
            let gain = sum - emptied(y + 1, y + 1 + by.max(0));
            if gain > best.map_or(WORTH, |(gain, _)| gain) {
                let edges = [start, y, start + by, y + by].map(|row| usize::try_from(row).unwrap_or(0));
                let top = edges.into_iter().min().unwrap_or(0);
                let bottom = edges.into_iter().max().unwrap_or(0);
                best = Some((gain, Scroll { top, bottom, by }));
            }
        }
        found.extend(best);
    }
    found.sort_by_key(|(gain, _)| std::cmp::Reverse(*gain));
    found.into_iter().map(|(_, scroll)| scroll).collect()
}

/// Distances by which wrong rows are found elsewhere, the most frequent first.
fn distances(have: &Screen, want: &Screen, here: &[isize]) -> Vec<isize> {
    let mut rows: HashMap<u64, Vec<usize>> = HashMap::new();
    for y in (0..have.height).filter(|&y| !have.is_erased(y)) {
        rows.entry(fingerprint(have.row(y))).or_default().push(y);
    }
    let mut votes: HashMap<isize, usize> = HashMap::new();
    for (y, _) in here.iter().enumerate().filter(|(_, weight)| **weight > 0) {
        let Some(sources) = rows.get(&fingerprint(want.row(y))) else { continue };
        // of many rows alike, those nearby are the likely ones
        let below = sources.partition_point(|&from| from < y);
        for &from in sources.iter().skip(below.saturating_sub(NEARBY)).take(2 * NEARBY) {
            *votes.entry(from as isize - y as isize).or_default() += 1;
        }
    }
    votes.remove(&0);
    let mut votes: Vec<(isize, usize)> = votes.into_iter().collect();
    votes.sort_unstable_by_key(|&(by, count)| (std::cmp::Reverse(count), by.unsigned_abs(), by));
    votes.into_iter().take(CANDIDATES).map(|(by, _)| by).collect()
}

/// A number that rows of the same text share; others hardly ever do.
fn fingerprint(row: &[Cell]) -> u64 {
    row.iter().fold(0, |hash: u64, cell| (hash.rotate_left(5) ^ cell.number()).wrapping_mul(0x517c_c1b7_2722_0a95))
}

/// Roughly what it costs to turn one row into another.
fn weight(have: &[Cell], want: &[Cell]) -> isize {
    if have == want { 0 } else { PER_ROW + have.iter().zip(want).filter(|(h, w)| h != w).count() as isize }
}

/// A way to scroll: its bytes, where the cursor is then if that is known, and the scrolling region.
#[derive(Clone)]
struct Way {
    bytes: Vec<u8>,
    place: Option<Place>,
    moves: Moves,
}

impl Scroll {
    /// Write the scroll; where the cursor is then, and the scrolling region. `None`, and nothing written, where the terminal
    /// cannot.
    pub(super) fn write(self, out: &mut Vec<u8>, at: At, moves: Moves) -> Option<(At, Margins)> {
        if !moves.flavour.lines {
            return None;
        }
        let here = Way { bytes: Vec::new(), place: Some(at.place), moves };
        let own = Margins { top: self.top, bottom: self.bottom };
        let mut ways = vec![self.by_lines(here.clone())];
        if own.bottom > own.top {
            let start = if moves.margins == own { here } else { set(own, moves) };
            ways.extend([self.by_lines(start.clone()), Some(self.by_feeding(start))]);
        }
        // of two that cost the same the later: the region that it leaves behind may serve again
        let way = ways.into_iter().flatten().rev().min_by_key(|way| way.bytes.len())?;
        let pen = at.pen.for_erasing();
        at.pen.change(out, pen);
        out.extend_from_slice(&way.bytes);
        Some((At { place: way.place?, pen }, way.moves.margins))
    }

    /// Deleting lines at one end and inserting them at the other, where the rows are all in the region.
    fn by_lines(self, mut way: Way) -> Option<Way> {
        let Margins { top, bottom } = way.moves.margins;
        if self.top < top || self.bottom > bottom {
            return None;
        }
        let count = self.by.unsigned_abs();
        let low = Place { y: self.bottom + 1 - count, x: 0 };
        let high = Place { y: self.top, x: 0 };
        let (delete, insert) = if self.by > 0 { (high, low) } else { (low, high) };
        // rows below go up and come back; with none below, one of the two is enough
        let fixed_below = self.bottom < bottom;
        if self.by > 0 || fixed_below {
            way.go(delete);
            way.bytes.csi(count, b'M');
        }
        if self.by < 0 || fixed_below {
            way.go(insert);
            way.bytes.csi(count, b'L');
        }
        Some(way)
    }

    /// Feeding the cursor out of the region, which is that of the scroll.
    fn by_feeding(self, mut way: Way) -> Way {
        let x = way.place.map_or(0, |place| place.x);
        let (edge, feed): (_, &[u8]) = if self.by > 0 { (self.bottom, b"\n") } else { (self.top, b"\x1bM") };
        way.go(Place { y: edge, x: if x < way.moves.columns { x } else { 0 } });
        (0..self.by.unsigned_abs()).for_each(|_| way.bytes.bytes(feed));
        way
    }
}

impl Way {
    fn go(&mut self, to: Place) {
        match self.place.replace(to) {
            Some(from) => self.moves.go(&mut self.bytes, from, to),
            None => address(&mut self.bytes, to.y, to.x),
        }
    }
}

/// The region set. Terminals differ on where that brings the cursor: to the first row, or to that of the region.
fn set(margins: Margins, moves: Moves) -> Way {
    let mut bytes = b"\x1b[".to_vec();
    if margins.top > 0 {
        bytes.number(margins.top + 1);
    }
    bytes.bytes(b";");
    bytes.number(margins.bottom + 1);
    bytes.bytes(b"r");
    Way { bytes, place: None, moves: Moves { margins, ..moves } }
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Buffer, layout::Rect};

    use super::{
        super::{flavour::Flavour, pen::Pen, screen::Clusters},
        *,
    };

    fn screen(lines: &[&str]) -> Screen {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, lines.len() as u16));
        for (y, line) in lines.iter().enumerate() {
            buffer.set_string(0, y as u16, line, ratatui::style::Style::new());
        }
        let mut screen = Screen::blank(40, lines.len());
        screen.load(&buffer, Flavour::FULL, &mut Clusters::default());
        screen
    }

    const BEFORE: [&str; 6] = ["a title", "one line of some length", "two lines of some length", "three", "four", "status"];
    const AFTER: [&str; 6] = ["a title", "two lines of some length", "three", "four", "five", "status"];

    /// What is sent for the same scroll twice.
    fn sent(scroll: Scroll, flavour: Flavour) -> [String; 2] {
        let mut at = At { place: Place { y: 4, x: 3 }, pen: Pen::PLAIN };
        let mut moves = Moves { columns: 40, flavour, margins: Margins { top: 0, bottom: 5 } };
        std::array::from_fn(|_| {
            let mut out = Vec::new();
            if let Some(end) = scroll.write(&mut out, at, moves) {
                (at, moves.margins) = end;
            }
            String::from_utf8(out).unwrap()
        })
    }

    #[test]
    fn text_that_moved_up_between_fixed_rows_is_found() {
        let scroll = find(&screen(&BEFORE), &screen(&AFTER))[0];
        assert_eq!((scroll.top, scroll.by), (1, 1));
        let back = find(&screen(&AFTER), &screen(&BEFORE))[0];
        assert_eq!((back.top, back.by), (1, -1));
    }

    #[test]
    fn rows_that_repeat_do_not_hide_how_far_the_text_moved() {
        let lines = ["a first line of text", "a second line of text", "a third line of text"];
        let before: Vec<&str> = lines.into_iter().cycle().take(30).collect();
        let after: Vec<&str> = lines.into_iter().cycle().skip(1).take(30).collect();
        let scroll = find(&screen(&before), &screen(&after))[0];
        assert_eq!((scroll.top, scroll.by), (0, 1));
    }

    #[test]
    fn a_screen_that_did_not_move_is_not_scrolled() {
        assert_eq!(find(&screen(&BEFORE), &screen(&BEFORE)), []);
        assert_eq!(find(&screen(&BEFORE), &screen(&["x"; 6])), []);
    }

    #[test]
    fn a_region_is_set_and_fed_and_stays_for_the_next_time() {
        let up = Scroll { top: 1, bottom: 4, by: 1 };
        assert_eq!(sent(up, Flavour::FULL), ["\x1b[2;5r\x1b[5H\n", "\n"]);
        assert_eq!(sent(Scroll { by: -1, ..up }, Flavour::FULL), ["\r\x1b[M\x1b[2H\x1b[L", "\x1b[2;5r\x1b[2H\x1bM"]);
        assert_eq!(sent(Scroll { top: 0, bottom: 5, by: 2 }, Flavour::FULL), ["\n\n\n", "\n\n"]);
        assert_eq!(sent(up, Flavour::PLAIN), [""; 2]);
    }

    #[test]
    fn rows_inside_a_region_are_moved_by_deleting_and_inserting_lines() {
        let margins = Margins { top: 1, bottom: 4 };
        let moves = Moves { columns: 40, flavour: Flavour::FULL, margins };
        let at = At { place: Place { y: 4, x: 3 }, pen: Pen::PLAIN };
        let mut out = Vec::new();
        let end = Scroll { top: 2, bottom: 4, by: 2 }.write(&mut out, at, moves);
        assert_eq!((out, end.map(|(_, margins)| margins)), (b"\x1b[3H\x1b[2M".to_vec(), Some(margins)));
    }
}
