//! What goes down the line: each finished screen becomes the fewest bytes that turn the last one into it, for one
//! `write`.
//!
//! The caller draws into a [`Buffer`] and hands it over; [`Wire`] compares it with what the terminal shows and answers
//! with bytes: none when nothing changed. The parts: `guard` (what may be sent at all), `screen` (the grid),
//! `row`, `shift` and `scroll` (three plans), `pen`, `moves`, `out`, and [`Flavour`] (what the terminal can do).
//! Nothing here writes to a terminal or asks it anything. Autowrap is expected to be off
//! ([`Terminal`](super::terminal) sees to it), so that a character of doubtful width cannot spill into the next row.

mod flavour;
mod guard;
mod moves;
mod out;
mod pen;
mod row;
mod screen;
mod scroll;
mod shift;
#[cfg(test)]
mod tests;

use ratatui::{buffer::Buffer, layout::Position};

pub use flavour::{Dumb, Flavour};

use guard::Doubt;
use moves::{Moves, Place};
use out::Sink;
use pen::Pen;
use row::{At, Planner, Task};
use screen::{Clusters, Screen};

/// A plan cheaper than this is not worth looking for a scroll.
const CHEAP: usize = 40;
/// Rows of a small change are tried in several orders.
const FEW_ROWS: usize = 4;
/// Regions that may scroll in one frame.
const SCROLLS: usize = 3;

/// The line to a terminal: knows what is shown there, where the cursor is and which pen it holds.
#[derive(Debug)]
pub struct Wire {
    flavour: Flavour,
    have: Screen,
    want: Screen,
    clusters: Clusters,
    planner: Planner,
    at: At,
    /// Whether the cursor is visible; not known when the terminal is in an unknown state.
    cursor_shown: Option<bool>,
    /// Whether the terminal shows `have`.
    known: bool,
    frame: Vec<u8>,
}

impl Wire {
    /// The line to a terminal of this many columns and rows, of which nothing is known yet but that its cursor is
    /// visible: the first frame paints everything.
    #[must_use]
    pub fn new(width: u16, height: u16, flavour: Flavour) -> Wire {
        let screen = Screen::blank(width.max(1).into(), height.max(1).into());
        Wire {
            flavour,
            have: screen.clone(),
            want: screen,
            clusters: Clusters::default(),
            planner: Planner::default(),
            at: At { place: Place { y: 0, x: 0 }, pen: Pen::PLAIN },
            cursor_shown: Some(true),
            known: false,
            frame: Vec::new(),
        }
    }

    /// The terminal's contents are not known any more (a redraw was asked for, another program had the screen): the next
    /// frame paints everything.
    pub fn invalidate(&mut self) {
        self.known = false;
        self.cursor_shown = None;
    }

    /// The terminal has another size now; the next frame paints everything.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.have = Screen::blank(width.max(1).into(), height.max(1).into());
        self.want = self.have.clone();
        self.known = false;
    }

    /// The bytes that make the terminal show `buffer`, with the cursor at `cursor` or hidden. Empty when it does already.
    ///
    /// The bytes must all reach the terminal before the next frame is asked for, or [`Wire::invalidate`] be called. A
    /// buffer whose size is not that of the screen is taken for a [`Wire::resize`].
    pub fn frame(&mut self, buffer: &Buffer, cursor: Option<Position>) -> &[u8] {
        let area = buffer.area();
        if (usize::from(area.width.max(1)), usize::from(area.height.max(1))) != (self.have.width, self.have.height) {
            self.resize(area.width, area.height);
        }
        self.frame.clear();
        if self.clusters.are_many() {
            self.clusters = Clusters::default();
            self.known = false;
        }
        self.want.load(buffer, self.flavour, &mut self.clusters);
        if !self.known {
            self.start_afresh();
        }
        let cursor =
            cursor.map(|at| Place { y: usize::from(at.y).min(self.want.height - 1), x: usize::from(at.x).min(self.want.width - 1) });
        self.paint(cursor);
        self.set_cursor(cursor);
        std::mem::swap(&mut self.have, &mut self.want);
        &self.frame
    }

    fn moves(&self) -> Moves {
        Moves { columns: self.want.width, flavour: self.flavour }
    }

    /// Bring the terminal into a known state: plain pen, empty screen.
    fn start_afresh(&mut self) {
        self.frame.bytes(b"\x1b[m\x1b[H\x1b[J");
        self.at = At { place: Place { y: 0, x: 0 }, pen: Pen::PLAIN };
        self.have.erase(0, self.have.height);
        self.known = true;
    }

    /// Append the cheapest way from `have` to `want`.
    fn paint(&mut self, cursor: Option<Place>) {
        let moves = self.moves();
        let mut painter = Painter { want: &self.want, clusters: &self.clusters, planner: &mut self.planner, moves, cursor };
        let mut best = Vec::new();
        let mut end = painter.rows(&self.have, self.at, &mut best);
        if best.len() > CHEAP {
            let mut other = Vec::new();
            if let Some((moved, at)) = painter.scrolls(&self.have, self.at, &mut other) {
                let other_end = painter.rows(&moved, at, &mut other);
                if other.len() < best.len() {
                    (best, end) = (other, other_end);
                }
            }
        }
        self.frame.extend_from_slice(&best);
        self.at = end;
    }

    /// Bring the cursor where it belongs, and show or hide it.
    fn set_cursor(&mut self, cursor: Option<Place>) {
        if let Some(to) = cursor {
            self.approach(to);
            self.moves().go(&mut self.frame, self.at.place, to);
            self.at.place = to;
        }
        if self.cursor_shown != Some(cursor.is_some()) {
            self.frame.bytes(if cursor.is_some() { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.cursor_shown = Some(cursor.is_some());
        }
    }

    /// Write a few cells again where that takes the cursor nearer to its place for less than a move does.
    fn approach(&mut self, to: Place) {
        let from = self.at.place;
        if from.y != to.y || from.x >= to.x {
            return;
        }
        let pen = self.at.pen;
        let cells = self.want.row(to.y).get(from.x..to.x).unwrap_or_default();
        let as_is = |cell: &screen::Cell| {
            cell.width == 1
                && cell.doubt == Doubt::None
                && (cell.pen == pen || cell.is_blank() && cell.pen.bg == pen.bg && !pen.marks_spaces())
        };
        let len: usize = cells.iter().map(|cell| usize::from(cell.len)).sum();
        if len < self.moves().go_len(from, to) && cells.iter().all(as_is) {
            cells.iter().for_each(|cell| self.clusters.write(*cell, &mut self.frame));
            self.at.place = to;
        }
    }
}

/// What painting one frame needs.
struct Painter<'a> {
    want: &'a Screen,
    clusters: &'a Clusters,
    planner: &'a mut Planner,
    moves: Moves,
    cursor: Option<Place>,
}

impl Painter<'_> {
    /// Append scrolls, as many as are worth it; the screen and the place after them.
    fn scrolls(&mut self, have: &Screen, at: At, out: &mut Vec<u8>) -> Option<(Screen, At)> {
        let mut result: Option<(Screen, At)> = None;
        for _ in 0..SCROLLS {
            let (now, at) = result.as_ref().map_or((have, at), |(screen, at)| (screen, *at));
            let Some(found) = scroll::find(now, self.want) else {
                break;
            };
            let Some(at) = found.write(out, at, now.height, self.moves) else {
                break;
            };
            let mut moved = now.clone();
            moved.scroll(found.top, found.bottom, found.by);
            result = Some((moved, at));
        }
        result
    }

    /// Append the bytes for all rows that differ; where the cursor is then.
    fn rows(&mut self, have: &Screen, mut at: At, out: &mut Vec<u8>) -> At {
        let mut rows: Vec<usize> = (0..self.want.height).filter(|&y| have.row(y) != self.want.row(y)).collect();
        if let Some(from) = self.empty_end(&rows) {
            let pen = at.pen.for_erasing();
            at.pen.change(out, pen);
            let place = Place { y: from, x: 0 };
            self.moves.go(out, at.place, place);
            out.bytes(b"\x1b[J");
            at = At { place, pen };
            rows.retain(|&y| y < from);
        }
        let mut best = Vec::new();
        let mut end = self.in_order(have, &rows, at, &mut best);
        if (2..=FEW_ROWS).contains(&rows.len()) {
            let mut backwards = rows.clone();
            backwards.reverse();
            let mut cursor_last = rows.clone();
            cursor_last.sort_by_key(|&y| self.cursor.is_some_and(|cursor| cursor.y == y));
            for order in [backwards, cursor_last] {
                let mut other = Vec::new();
                let other_end = self.in_order(have, &order, at, &mut other);
                if other.len() + self.to_cursor(other_end) < best.len() + self.to_cursor(end) {
                    (best, end) = (other, other_end);
                }
            }
        }
        out.extend_from_slice(&best);
        end
    }

    /// The first of two or more rows that become empty with everything below them.
    fn empty_end(&self, rows: &[usize]) -> Option<usize> {
        let last_text = (0..self.want.height).rev().find(|&y| !self.want.is_erased(y));
        let mut below = rows.iter().copied().filter(|&y| last_text.is_none_or(|text| y > text));
        let first = below.next()?;
        below.next().map(|_| first)
    }

    fn in_order(&mut self, have: &Screen, order: &[usize], at: At, out: &mut Vec<u8>) -> At {
        order.iter().fold(at, |at, &y| {
            let task = Task { have: have.row(y), want: self.want.row(y), y, moves: self.moves, clusters: self.clusters };
            self.planner.row_or_shift(task, at, out)
        })
    }

    fn to_cursor(&self, end: At) -> usize {
        self.cursor.map_or(0, |cursor| self.moves.go_len(end.place, cursor))
    }
}
