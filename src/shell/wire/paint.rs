//! The way from one screen to the next: rows changed one by one, after rows were moved, or after some were emptied,
//! whichever is shortest.
//!
//! Knows the two screens and weighs the plans of [`row`](super::row), [`shift`](super::shift) and [`scroll`]
//! against each other; what a row costs is theirs to say.

use std::{borrow::Cow, ops::Range};

use super::{
    moves::{Margins, Moves, Place},
    out::Sink,
    row::{At, Planner},
    screen::{Cell, Clusters, Screen},
    scroll::{self, Scroll},
    task::Task,
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
    /// Rows planned for this frame.
    pub(super) known: Known,
}

/// Which row of the shown screen it was, or, counted on from there, of the wanted one; none for an empty one.
type Source = Option<usize>;

/// Rows as they were planned before, for this frame: most plans of a screen share most of their rows.
#[derive(Default)]
pub(super) struct Known {
    rows: Vec<KnownRow>,
    bytes: Vec<u8>,
}

/// One row, what stood in it, where the cursor came from, whether over a margin, and where it was then; the bytes.
struct KnownRow {
    y: usize,
    source: Source,
    at: At,
    crossing: bool,
    end: At,
    bytes: Range<usize>,
}

/// The screen made ready for its rows: as it is then, where the cursor is, and the bytes that did it.
#[derive(Clone)]
struct Start<'a> {
    screen: Cow<'a, Screen>,
    sources: Vec<Source>,
    at: At,
    moves: Moves,
    bytes: Vec<u8>,
}

impl Painter<'_> {
    /// Append the cheapest way from `have` to what is wanted; where the cursor is then, and the scrolling region.
    pub(super) fn paint(&mut self, have: &Screen, at: At, out: &mut Vec<u8>) -> (At, Margins) {
        let mut best = Vec::new();
        let sources = (0..have.height).map(Some).collect();
        let shown = Start { screen: Cow::Borrowed(have), sources, at, moves: self.moves, bytes: Vec::new() };
        let Some(first) = self.rows(&shown, at, &mut best, usize::MAX) else { return (at, self.moves.margins) };
        let mut end = (first, self.moves.margins);
        let costs = std::mem::take(&mut self.costs);
        let mut starts = if best.len() > CHEAP { self.scrolled(&shown) } else { Vec::new() };
        if best.len() > DEAR {
            starts.extend(self.emptied(&shown, &costs));
        }
        for mut start in starts {
            self.moves = start.moves;
            let (at, moves, mut bytes) = (start.at, start.moves, std::mem::take(&mut start.bytes));
            if let Some(other_end) = self.rows(&start, at, &mut bytes, best.len())
                && bytes.len() < best.len()
            {
                (best, end) = (bytes, (other_end, moves.margins));
            }
        }
        out.extend_from_slice(&best);
        end
    }

    /// After scrolls, as many as are worth it, each of the likeliest having been the first.
    fn scrolled<'s>(&mut self, shown: &Start<'s>) -> Vec<Start<'s>> {
        let mut starts = Vec::new();
        for first in scroll::find(&shown.screen, self.want).into_iter().take(FIRSTS) {
            for mut start in [self.tidied(shown, first), Some(shown.clone())].into_iter().flatten() {
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
    fn tidied<'s>(&mut self, shown: &Start<'s>, rows: Scroll) -> Option<Start<'s>> {
        let (have, at) = (shown.screen.as_ref(), shown.at);
        let y = at.place.y;
        let to = y.checked_add_signed(-rows.by).filter(|to| (rows.top..=rows.bottom).contains(to))?;
        let want = self.want.row(to);
        if !(rows.top..=rows.bottom).contains(&y) || have.row(y) == want {
            return None;
        }
        let task = Task { have: have.row(y), want, y, moves: self.moves, clusters: self.clusters };
        let mut bytes = Vec::new();
        let end = self.planner.row(task, at, &mut bytes);
        if bytes.len() > TIDYING {
            return None;
        }
        let mut start = Start { at: end, bytes, ..shown.clone() };
        start.screen.to_mut().set_row(y, want);
        if let Some(source) = start.sources.get_mut(y) {
            *source = Some(have.height + to);
        }
        Some(start)
    }

    /// After the run of rows was emptied that is cheapest written afresh; `costs` is what each costs as it is.
    fn emptied<'s>(&mut self, shown: &Start<'s>, costs: &[usize]) -> Option<Start<'s>> {
        let (have, at) = (shown.screen.as_ref(), shown.at);
        // What shows nothing is empty already: the first screen.
        if (0..have.height).all(|y| have.row(y).iter().all(|cell| *cell == Cell::BLANK)) {
            return None;
        }
        let cost = |y: usize| costs.get(y).copied().unwrap_or(0).cast_signed();
        let letters = |y: usize| self.want.row(y).iter().filter(|cell| !cell.is_erased()).map(|cell| isize::from(cell.len)).sum::<isize>();
        // each costs at least its letters
        let most: Vec<isize> = (0..have.height).map(|y| cost(y) - letters(y)).collect();
        dearest(&most)?;
        let blank = vec![Cell::BLANK; have.width];
        let mut afresh = At { place: Place { y: 0, x: 0 }, pen: at.pen.for_erasing() };
        let mut gains = Vec::with_capacity(have.height);
        for y in 0..have.height {
            let (end, bytes) = self.row(&blank, None, y, afresh);
            let going = if bytes.is_empty() { 0 } else { self.moves.go_len(afresh.place, Place { y, x: 0 }) };
            gains.push(cost(y) + going.cast_signed() - bytes.len().cast_signed());
            afresh = end;
        }
        let (top, bottom) = dearest(&gains)?;
        let mut start = shown.clone();
        if bottom + 1 == have.height {
            start.at = self.erase_below(top, at, &mut start.bytes);
            start.screen.to_mut().erase(top, have.height);
            start.sources.iter_mut().skip(top).for_each(|source| *source = None);
            Some(start)
        } else {
            let rows = Scroll { top, bottom, by: (bottom + 1 - top).cast_signed() };
            start.scroll(rows).then_some(start)
        }
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

    /// Append the bytes for all rows that differ; where the cursor is then. Nothing as soon as it is clear that `out` will not be
    /// shorter than `limit`.
    fn rows(&mut self, from: &Start<'_>, mut at: At, out: &mut Vec<u8>, limit: usize) -> Option<At> {
        let have = from.screen.as_ref();
        let mut rows: Vec<usize> = (0..self.want.height).filter(|&y| have.row(y) != self.want.row(y)).collect();
        if let Some(from) = self.empty_end(&rows) {
            at = self.erase_below(from, at, out);
            rows.retain(|&y| y < from);
        }
        let limit = limit.checked_sub(out.len())?;
        let mut best = Vec::new();
        let mut end = self.in_order(from, &rows, at, &mut best, limit);
        let costs = std::mem::take(&mut self.costs);
        if (2..=FEW_ROWS).contains(&rows.len()) {
            let mut backwards = rows.clone();
            backwards.reverse();
            let mut cursor_last = rows.clone();
            cursor_last.sort_by_key(|&y| self.cursor.is_some_and(|cursor| cursor.y == y));
            for order in [backwards, cursor_last] {
                let mut other = Vec::new();
                let least = end.map_or(limit, |end| best.len() + self.to_cursor(end));
                let other_end = self.in_order(from, &order, at, &mut other, least);
                if other_end.is_some_and(|end| other.len() + self.to_cursor(end) < least) {
                    (best, end) = (other, other_end);
                }
            }
        }
        self.costs = costs;
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

    fn in_order(&mut self, from: &Start<'_>, order: &[usize], at: At, out: &mut Vec<u8>, limit: usize) -> Option<At> {
        self.costs.clear();
        self.costs.resize(self.want.height, 0);
        order.iter().try_fold(at, |at, &y| {
            let (end, bytes) = self.row(from.screen.row(y), from.sources.get(y).copied().flatten(), y, at);
            if let Some(cost) = self.costs.get_mut(y) {
                *cost = bytes.len();
            }
            out.extend_from_slice(self.known.bytes.get(bytes).unwrap_or_default());
            (out.len() < limit).then_some(end)
        })
    }

    /// The plan of one row: where the cursor is then, and which of the known bytes it takes.
    fn row(&mut self, have: &[Cell], source: Source, y: usize, at: At) -> (At, Range<usize>) {
        let crossing = self.moves.margins.are_left(at.place.y, y);
        let like = |row: &&KnownRow| row.y == y && row.source == source && row.at == at && row.crossing == crossing;
        if let Some(row) = self.known.rows.iter().find(like) {
            return (row.end, row.bytes.clone());
        }
        let from = self.known.bytes.len();
        let task = Task { have, want: self.want.row(y), y, moves: self.moves, clusters: self.clusters };
        let end = self.planner.row_or_shift(task, at, &mut self.known.bytes);
        let bytes = from..self.known.bytes.len();
        self.known.rows.push(KnownRow { y, source, at, crossing, end, bytes: bytes.clone() });
        (end, bytes)
    }

    fn to_cursor(&self, end: At) -> usize {
        self.cursor.map_or(0, |cursor| self.moves.go_len(end.place, cursor))
    }
}

/// The first and last of the rows that gain most by being emptied; none when that is not worth it.
fn dearest(gains: &[isize]) -> Option<(usize, usize)> {
    let mut best: Option<(isize, usize, usize)> = None;
    let (mut sum, mut top) = (0, 0);
    for (y, gain) in gains.iter().enumerate() {
        if sum <= 0 {
            (sum, top) = (0, y);
        }
        sum += gain;
        // to the end of the screen is erased for less
        let needed = if y + 1 == gains.len() { -BY_LINES } else { 0 };
        if sum > best.map_or(EMPTYING, |(gain, ..)| gain + needed) {
            best = Some((sum, top, y));
        }
    }
    best.map(|(_, top, bottom)| (top, bottom))
}

impl Start<'_> {
    /// Move rows, or not where the terminal cannot.
    fn scroll(&mut self, rows: Scroll) -> bool {
        let Some((at, margins)) = rows.write(&mut self.bytes, self.at, self.moves) else {
            return false;
        };
        self.at = at;
        self.moves.margins = margins;
        self.screen.to_mut().scroll(rows.top, rows.bottom, rows.by);
        let count = rows.by.unsigned_abs().min(rows.bottom + 1 - rows.top);
        if let Some(region) = self.sources.get_mut(rows.top..=rows.bottom) {
            let (emptied, from) = if rows.by > 0 { (region.len() - count, count) } else { (0, region.len() - count) };
            region.rotate_left(from);
            region.iter_mut().skip(emptied).take(count).for_each(|source| *source = None);
        }
        true
    }
}
