//! The way from one screen to the next: rows changed one by one, after rows were moved, or after some were emptied,
//! whichever is shortest.
//!
//! Knows the two screens and weighs the plans of [`row`](super::row), [`shift`](super::shift) and [`scroll`]
//! against each other; what a row costs is theirs to say.

use super::{
    moves::{Margins, Moves, Place},
    out::Sink,
    row::{At, Planner, Task},
    screen::{Cell, Clusters, Screen},
    scroll::{self, Scroll},
};

/// A plan cheaper than this is not worth looking for a scroll.
const CHEAP: usize = 40;
/// A plan dearer than this may be cheaper when rows are emptied first.
const DEAR: usize = 60;
/// About what it costs to empty rows.
const EMPTYING: isize = 12;
/// What it costs more to empty rows that others stand below.
const BY_LINES: isize = 10;
/// Rows of a small change are tried in several orders.
const FEW_ROWS: usize = 4;
/// Regions that may scroll in one frame.
const SCROLLS: usize = 3;
/// Scrolls that are tried as the first of them.
const FIRSTS: usize = 3;
/// The cursor's row is put in order before it is scrolled away when that costs no more.
const TIDYING: usize = 12;

/// What painting one frame needs.
pub(super) struct Painter<'a> {
    /// What is wanted.
    pub(super) want: &'a Screen,
    /// The texts of clusters.
    pub(super) clusters: &'a Clusters,
    /// Plans rows.
    pub(super) planner: &'a mut Planner,
    /// Moves on this screen.
    pub(super) moves: Moves,
    /// Where the cursor will be, when it is shown.
    pub(super) cursor: Option<Place>,
    /// What each row cost when rows were last written.
    pub(super) costs: Vec<usize>,
}

/// The screen made ready for its rows: as it is then, where the cursor is, and the bytes that did it.
struct Start {
    screen: Screen,
    at: At,
    moves: Moves,
    bytes: Vec<u8>,
}

impl Painter<'_> {
    /// Append the cheapest way from `have` to what is wanted; where the cursor is then, and the scrolling region.
    pub(super) fn paint(&mut self, have: &Screen, at: At, out: &mut Vec<u8>) -> (At, Margins) {
        let mut best = Vec::new();
        let mut end = (self.rows(have, at, &mut best), self.moves.margins);
        let costs = std::mem::take(&mut self.costs);
        let mut starts = if best.len() > CHEAP { self.scrolled(have, at) } else { Vec::new() };
        if best.len() > DEAR {
            starts.extend(self.emptied(have, at, &costs));
        }
        for Start { screen, at, moves, mut bytes } in starts {
            self.moves = moves;
            let other_end = self.rows(&screen, at, &mut bytes);
            if bytes.len() < best.len() {
                (best, end) = (bytes, (other_end, moves.margins));
            }
        }
        out.extend_from_slice(&best);
        end
    }

    /// After scrolls, as many as are worth it, each of the likeliest having been the first.
    fn scrolled(&mut self, have: &Screen, at: At) -> Vec<Start> {
        let mut starts = Vec::new();
        for first in scroll::find(have, self.want).into_iter().take(FIRSTS) {
            let untouched = Start { screen: have.clone(), at, moves: self.moves, bytes: Vec::new() };
            for mut start in [self.tidied(have, at, first), Some(untouched)].into_iter().flatten() {
                let before = start.bytes.len();
                let mut next = Some(first);
                for _ in 0..SCROLLS {
                    match next {
                        Some(rows) if start.scroll(rows) => next = scroll::find(&start.screen, self.want).first().copied(),
                        _ => break,
                    }
                }
                if start.bytes.len() > before {
                    starts.push(start);
                }
            }
        }
        starts
    }

    /// The cursor's row as it is wanted where the scroll will bring it: here it costs no way back to it. (The mark of a
    /// list's cursor goes so.) Nothing where it stays as it is, or costs much.
    fn tidied(&mut self, have: &Screen, at: At, rows: Scroll) -> Option<Start> {
        let y = at.place.y;
        let want = self.want.row(y.checked_add_signed(-rows.by).filter(|to| (rows.top..=rows.bottom).contains(to))?);
        if !(rows.top..=rows.bottom).contains(&y) || have.row(y) == want {
            return None;
        }
        let mut start = Start { screen: have.clone(), at, moves: self.moves, bytes: Vec::new() };
        let task = Task { have: have.row(y), want, y, moves: self.moves, clusters: self.clusters };
        start.at = self.planner.row(task, at, &mut start.bytes);
        start.screen.set_row(y, want);
        (start.bytes.len() <= TIDYING).then_some(start)
    }

    /// After the run of rows was emptied that is cheapest written afresh; `costs` is what each costs as it is.
    fn emptied(&mut self, have: &Screen, at: At, costs: &[usize]) -> Option<Start> {
        let blank = vec![Cell::BLANK; have.width];
        let mut best: Option<(isize, usize, usize)> = None;
        let (mut sum, mut top) = (0, 0);
        for y in 0..have.height {
            if sum <= 0 {
                (sum, top) = (0, y);
            }
            sum += costs.get(y).copied().unwrap_or(0).cast_signed() - self.row_cost(&blank, y, at).cast_signed();
            // to the end of the screen is erased for less
            let needed = if y + 1 == have.height { -BY_LINES } else { 0 };
            if sum > best.map_or(EMPTYING, |(gain, ..)| gain + needed) {
                best = Some((sum, top, y));
            }
        }
        let (_, top, bottom) = best?;
        let mut start = Start { screen: have.clone(), at, moves: self.moves, bytes: Vec::new() };
        if bottom + 1 == have.height {
            start.at = self.erase_below(top, at, &mut start.bytes);
            start.screen.erase(top, have.height);
            Some(start)
        } else {
            let rows = Scroll { top, bottom, by: (bottom + 1 - top).cast_signed() };
            start.scroll(rows).then_some(start)
        }
    }

    /// About what a row costs by itself where nothing but `have` stands.
    fn row_cost(&mut self, have: &[Cell], y: usize, at: At) -> usize {
        let task = Task { have, want: self.want.row(y), y, moves: self.moves, clusters: self.clusters };
        let mut bytes = Vec::new();
        self.planner.row(task, At { place: Place { y, x: 0 }, ..at }, &mut bytes);
        bytes.len()
    }

    /// Append what empties all rows from one on.
    fn erase_below(&self, from: usize, at: At, out: &mut Vec<u8>) -> At {
        let pen = at.pen.for_erasing();
        at.pen.change(out, pen);
        let place = Place { y: from, x: 0 };
        self.moves.go(out, at.place, place);
        out.bytes(b"\x1b[J");
        At { place, pen }
    }

    /// Append the bytes for all rows that differ; where the cursor is then.
    fn rows(&mut self, have: &Screen, mut at: At, out: &mut Vec<u8>) -> At {
        let mut rows: Vec<usize> = (0..self.want.height).filter(|&y| have.row(y) != self.want.row(y)).collect();
        if let Some(from) = self.empty_end(&rows) {
            at = self.erase_below(from, at, out);
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
        self.costs.clear();
        self.costs.resize(self.want.height, 0);
        order.iter().fold(at, |at, &y| {
            let task = Task { have: have.row(y), want: self.want.row(y), y, moves: self.moves, clusters: self.clusters };
            let before = out.len();
            let end = self.planner.row_or_shift(task, at, out);
            if let Some(cost) = self.costs.get_mut(y) {
                *cost = out.len() - before;
            }
            end
        })
    }

    fn to_cursor(&self, end: At) -> usize {
        self.cursor.map_or(0, |cursor| self.moves.go_len(end.place, cursor))
    }
}

impl Start {
    /// Move rows, or not where the terminal cannot.
    fn scroll(&mut self, rows: Scroll) -> bool {
        let Some((at, margins)) = rows.write(&mut self.bytes, self.at, self.moves) else {
            return false;
        };
        self.at = at;
        self.moves.margins = margins;
        self.screen.scroll(rows.top, rows.bottom, rows.by);
        true
    }
}
