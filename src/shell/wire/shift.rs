//! The shift plan: a row in which characters were put in or taken out is moved along by the terminal itself (ICH, DCH),
//! when that is cheaper than writing its rest again; a row that has little in common with what was there is emptied first.
//!
//! Knows one row; the writing is left to the row plan.

use super::{
    guard::Doubt,
    moves::Place,
    out::Sink,
    row::{At, Planner},
    screen::Cell,
    task::Task,
};

/// Shifts by more columns than this are not looked for.
const FARTHEST: usize = 16;
/// A row cheaper than this is not worth a second thought: a shift and one character cost as much.
const CHEAP: usize = 4;
/// A row dearer than this may be cheaper when its rest is emptied first.
const DEAR: usize = 16;

/// Which way the rest of the row goes.
#[derive(Clone, Copy)]
enum Shift {
    Insert(usize),
    Delete(usize),
}

impl Planner {
    /// As [`Planner::row`], through one shift of characters, or over the emptied rest of the row, when that is shorter.
    pub(super) fn row_or_shift(&mut self, task: Task<'_>, at: At, out: &mut Vec<u8>) -> At {
        let mut best = Vec::new();
        let mut end = self.row(task, at, &mut best);
        // where nothing stands there is nothing to move or to empty
        let empty =
            best.len() > CHEAP && first_wrong(task).and_then(|x| task.have.get(x..)).is_none_or(|rest| rest.iter().all(|c| c.is_erased()));
        if best.len() > CHEAP
            && !empty
            && task.moves.flavour.characters
            && let Some((first, shift)) = best_shift(task)
        {
            let mut other = Vec::with_capacity(best.len());
            let at = before(at, first, task, &mut other);
            match shift {
                Shift::Insert(n) => other.csi(n, b'@'),
                Shift::Delete(n) => other.csi(n, b'P'),
            }
            let mut moved = Vec::with_capacity(task.have.len());
            apply(task.have, first, shift, &mut moved);
            let moved = Task { have: &moved, ..task };
            if other.len() + at_least(moved) < best.len() {
                let other_end = self.row(moved, at, &mut other);
                if other.len() < best.len() {
                    (best, end) = (other, other_end);
                }
            }
        }
        if best.len() > DEAR
            && !empty
            && let Some(first) = first_wrong(task)
        {
            let mut other = Vec::with_capacity(best.len());
            let at = before(at, first, task, &mut other);
            other.bytes(b"\x1b[K");
            let mut emptied = task.have.get(..first).unwrap_or_default().to_vec();
            emptied.resize(task.have.len(), Cell::BLANK);
            let emptied = Task { have: &emptied, ..task };
            if other.len() + at_least(emptied) < best.len() {
                let other_end = self.row(emptied, at, &mut other);
                if other.len() < best.len() {
                    (best, end) = (other, other_end);
                }
            }
        }
        out.extend_from_slice(&best);
        end
    }
}

/// What a row costs at least when it is not shifted: every wrong letter.
fn at_least(task: Task<'_>) -> usize {
    let wrong = task.have.iter().zip(task.want).filter(|(have, want)| have != want && !want.is_erased());
    wrong.map(|(_, want)| usize::from(want.len)).sum()
}

/// Bring the cursor to a column of the row, with a pen that may erase.
fn before(at: At, x: usize, task: Task<'_>, out: &mut Vec<u8>) -> At {
    let pen = at.pen.for_erasing();
    at.pen.change(out, pen);
    let place = Place { y: task.y, x };
    task.moves.go(out, at.place, place);
    At { place, pen }
}

/// The first column that is wrong, or that of the wide character it belongs to.
fn first_wrong(task: Task<'_>) -> Option<usize> {
    let wrong = task.have.iter().zip(task.want).position(|(have, want)| have != want)?;
    let cells = task.have.get(..=wrong)?.iter().zip(task.want).enumerate();
    cells.rev().find(|(_, (have, want))| have.width > 0 && want.width > 0).map(|(x, _)| x)
}

/// The shift after which the fewest cells are wrong, if one promises anything.
///
/// This only proposes: what a shift is worth, the bytes tell. So cells are compared by their fingerprints.
fn best_shift(task: Task<'_>) -> Option<(usize, Shift)> {
    let first = task.have.iter().zip(task.want).position(|(have, want)| have != want)?;
    let have = task.have.get(first..)?;
    let want = task.want.get(first..)?;
    // the end of a wide character cannot be shifted away from its head, and cells in doubt are better not moved
    if have.first()?.width == 0 || have.iter().any(|cell| cell.doubt == Doubt::Each) {
        return None;
    }
    let prints = |cells: &[Cell]| cells.iter().map(|cell| cell.fingerprint()).collect::<Vec<u32>>();
    let (have_prints, want_prints) = (prints(have), prints(want));
    let wrong = |have: &[u32], want: &[u32]| have.iter().zip(want).map(|(h, w)| u32::from(h != w)).sum::<u32>() as usize;
    let mut fewest = wrong(&have_prints, &want_prints);
    let mut best = None;
    let mut came_in = 0;
    for n in 1..=FARTHEST.min(have.len().saturating_sub(1)) {
        // each costs itself some bytes, and the cells that come in have to be written
        let inserted = wrong(&have_prints, want_prints.get(n..)?) + n + CHEAP;
        if inserted < fewest {
            fewest = inserted;
            best = Some((first, Shift::Insert(n)));
        }
        came_in += usize::from(!want.get(want.len() - n)?.is_erased());
        let deleted = wrong(have_prints.get(n..)?, &want_prints) + came_in + CHEAP;
        if deleted < fewest && have.get(n)?.width > 0 {
            fewest = deleted;
            best = Some((first, Shift::Delete(n)));
        }
    }
    best
}

/// What the terminal makes of the row.
fn apply(have: &[Cell], first: usize, shift: Shift, moved: &mut Vec<Cell>) {
    let (kept, rest) = have.split_at(first.min(have.len()));
    moved.extend_from_slice(kept);
    match shift {
        Shift::Insert(n) => {
            moved.extend(std::iter::repeat_n(Cell::BLANK, n));
            let stay = rest.len().saturating_sub(n);
            moved.extend(rest.iter().take(stay));
            // a wide character cut by the margin: terminals differ in what they leave
            if rest.get(stay).is_some_and(|cell| cell.width == 0) {
                let mut head = moved.len();
                while let Some(cell) = head.checked_sub(1).and_then(|x| moved.get_mut(x)) {
                    let is_head = cell.width > 0;
                    *cell = Cell::UNKNOWN;
                    head -= 1;
                    if is_head {
                        break;
                    }
                }
            }
        }
        Shift::Delete(n) => {
            moved.extend(rest.iter().skip(n));
            moved.resize(have.len(), Cell::BLANK);
        }
    }
}
