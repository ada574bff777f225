//! What goes down the line: each finished screen becomes the fewest bytes that turn the last one into it, for one
//! `write`.
//!
//! The caller draws into a [`Buffer`] and hands it over; [`Wire`] compares it with what the terminal shows and answers
//! with bytes: none when nothing changed. The parts: `guard` (what may be sent at all), `screen` (the grid),
//! `paint` (chooses between plans), `row`, `shift` and `scroll` (the plans, with `task` and `lengths`), `pen`, `moves`, `out`, and [`Flavour`] (what the terminal can do).
//! Nothing here writes to a terminal or asks it anything. Autowrap is expected to be off
//! ([`Terminal`](super::terminal) sees to it), so that a character of doubtful width cannot spill into the next row.

mod flavour;
mod guard;
mod lengths;
mod moves;
mod out;
mod paint;
mod pen;
mod row;
mod screen;
mod scroll;
mod shift;
mod task;
#[cfg(test)]
mod tests;

use ratatui::{buffer::Buffer, layout::Position};

pub use flavour::{Dumb, Flavour};

use moves::{Margins, Moves, Place};
use out::Sink;
use paint::{Known, Painter};
use pen::Pen;
use row::{At, Planner};
use screen::{Clusters, Screen};

/// The line to a terminal: knows what is shown there, where the cursor is and which pen it holds.
#[derive(Debug)]
pub struct Wire {
    flavour: Flavour,
    have: Screen,
    want: Screen,
    clusters: Clusters,
    planner: Planner,
    at: At,
    margins: Margins,
    /// Whether the cursor is visible; not known when the terminal is in an unknown state.
    cursor_shown: Option<bool>,
    /// Whether the terminal shows `have`.
    known: bool,
    frame: Vec<u8>,
}

impl Wire {
    /// The line to a terminal of this many columns and rows, of which nothing is known yet but that its cursor is
    /// hidden: the first frame paints everything.
    #[must_use]
    pub fn new(width: u16, height: u16, flavour: Flavour) -> Wire {
        let screen = Screen::blank(width.max(1).into(), height.max(1).into());
        Wire {
            flavour,
            margins: screen.whole(),
            have: screen.clone(),
            want: screen,
            clusters: Clusters::default(),
            planner: Planner::default(),
            at: At { place: Place { y: 0, x: 0 }, pen: Pen::PLAIN },
            cursor_shown: Some(false),
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
        let moves = self.moves();
        let (planner, known) = (&mut self.planner, Known::default());
        let mut painter = Painter { want: &self.want, clusters: &self.clusters, planner, moves, cursor, costs: Vec::new(), known };
        (self.at, self.margins) = painter.paint(&self.have, self.at, &mut self.frame);
        self.set_cursor(cursor);
        std::mem::swap(&mut self.have, &mut self.want);
        &self.frame
    }

    fn moves(&self) -> Moves {
        Moves { columns: self.want.width, flavour: self.flavour, margins: self.margins }
    }

    /// Bring the terminal into a known state: plain pen, whole screen to scroll, and that empty.
    fn start_afresh(&mut self) {
        self.frame.bytes(if self.flavour.lines { b"\x1b[m\x1b[r\x1b[H\x1b[J" } else { b"\x1b[m\x1b[H\x1b[J" });
        self.margins = self.have.whole();
        self.at = At { place: Place { y: 0, x: 0 }, pen: Pen::PLAIN };
        self.have.erase(0, self.have.height);
        self.known = true;
    }

    /// Bring the cursor where it belongs, and show or hide it.
    fn set_cursor(&mut self, cursor: Option<Place>) {
        if let Some(to) = cursor {
            self.approach(to);
        }
        if self.cursor_shown != Some(cursor.is_some()) {
            self.frame.bytes(if cursor.is_some() { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.cursor_shown = Some(cursor.is_some());
        }
    }

    /// Move the cursor to its place. A few cells before it are written again where that is shorter than going there.
    fn approach(&mut self, to: Place) {
        let (moves, from, pen) = (self.moves(), self.at.place, self.at.pen);
        let before = self.want.row(to.y).get(..to.x).unwrap_or_default();
        let mut best = (moves.go_len(from, to), 0);
        let mut len = 0;
        for (count, cell) in (1..).zip(before.iter().rev()) {
            len += usize::from(cell.len);
            if len > best.0 || !cell.is_shown_by(pen) {
                break;
            }
            let cost = len + moves.go_len(from, Place { x: to.x - count, ..to });
            if cost <= best.0 {
                best = (cost, count);
            }
        }
        let count = best.1;
        moves.go(&mut self.frame, from, Place { x: to.x - count, ..to });
        before.iter().skip(to.x - count).for_each(|cell| self.clusters.write(*cell, &mut self.frame));
        self.at.place = to;
    }
}
