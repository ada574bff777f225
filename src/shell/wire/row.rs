//! The row plan: the cheapest bytes that turn one row as shown into the row as wanted.
//!
//! A dynamic programme from left to right over (column, pen). At each column a cell may be written, a stretch that is
//! right already may be stepped over, a stretch of blanks may be erased. It knows one row and the moves along it; not
//! the rest of the screen, and not insertion or deletion.

use super::{
    guard::Doubt,
    lengths::Lengths,
    moves::Place,
    out::{Sink, csi_len},
    pen::Pen,
    task::Task,
};

/// Where the cursor is and which pen it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    /// The cursor.
    pub(super) place: Place,
    /// The pen.
    pub(super) pen: Pen,
}

/// How a state was come to.
#[derive(Debug, Clone, Copy)]
enum Op {
    /// The cursor is brought here from wherever it was.
    Enter,
    /// Step over cells that are right.
    Skip,
    /// Write a cell and be at the next.
    Put,
    /// Write a cell, then address this column: its end is in doubt.
    PutAway,
    /// Erase this many cells, and step over them.
    Erase(usize),
    /// Erase to the end of the row.
    EraseEnd,
    /// Nothing more to do.
    Stop,
}

/// The cheapest known way to be at a column with a pen.
#[derive(Debug, Clone, Copy)]
struct State {
    pen: Pen,
    cost: usize,
    from: usize,
    op: Op,
}

/// States kept for a column; the dearest is dropped.
const KEPT: usize = 4;
/// Cells that are right are written again rather than stepped over only in gaps up to this.
const GAP: usize = 6;
/// Cells after a tab stop are written again only up to this many.
const NEAR: usize = 3;

/// Memory of the programme, kept from row to row.
#[derive(Debug, Default)]
pub(super) struct Planner {
    lengths: Lengths,
    states: Vec<State>,
    kept: Vec<usize>,
    next: Vec<usize>,
    blanks: Vec<usize>,
    path: Vec<usize>,
}

impl Planner {
    /// Append the bytes for a row to `out`; where the cursor is then.
    pub(super) fn row(&mut self, task: Task<'_>, at: At, out: &mut Vec<u8>) -> At {
        let columns = task.want.len();
        let first = self.prepare(task);
        if first >= columns {
            return at;
        }
        self.enter(task, at, first);
        let mut end: Option<State> = None;
        for x in 0..=columns {
            if self.kept.get(x) == Some(&0) || self.go_straight_on(task, x) {
                continue;
            }
            for i in 0..self.kept.get(x).copied().unwrap_or(0) {
                let slot = x * KEPT + i;
                if let Some(state) = self.states.get(slot).copied() {
                    self.step(task, x, State { from: slot, ..state }, &mut end);
                }
            }
        }
        match end {
            Some(end) => self.write(task, at, end, out),
            None => at,
        }
    }

    /// Find what is to be done: `next` wrong column at or after each, and the run of blanks at each. The first wrong one.
    fn prepare(&mut self, task: Task<'_>) -> usize {
        let columns = task.want.len();
        self.next.clear();
        self.next.resize(columns + 1, columns);
        self.blanks.clear();
        self.blanks.resize(columns + 1, 0);
        self.kept.clear();
        self.kept.resize(columns + 1, 0);
        if self.states.len() < (columns + 1) * KEPT {
            let none = State { pen: Pen::PLAIN, cost: 0, from: 0, op: Op::Stop };
            self.states.resize((columns + 1) * KEPT, none);
        }
        // first which cells are wrong, marked by their own column
        let mut head = 0;
        let mut forced = 0;
        for (x, (have, want)) in task.have.iter().zip(task.want).enumerate() {
            if want.width > 0 {
                head = x;
            }
            let wrong = have != want || x < forced;
            if wrong {
                if let Some(mark) = self.next.get_mut(head) {
                    *mark = head;
                }
                if want.doubt == Doubt::Each && want.width > 0 {
                    forced = forced.max(x + usize::from(want.reach));
                }
            }
        }
        let mut next = columns;
        let mut blanks = 0;
        for ((x, mark), want) in self.next.iter_mut().enumerate().zip(task.want).rev() {
            if *mark == x {
                next = x;
            }
            *mark = next;
            blanks = if want.is_erased() { blanks + 1 } else { 0 };
            if let Some(run) = self.blanks.get_mut(x) {
                *run = blanks;
            }
        }
        next
    }

    /// The columns at which the row may be entered.
    fn enter(&mut self, task: Task<'_>, at: At, first: usize) {
        let mut entries = [Some(first), None, None, None];
        if (1..=GAP).contains(&first) {
            entries[1] = Some(0);
        }
        if at.place.y == task.y && at.place.x < first && first - at.place.x <= GAP {
            entries[2] = Some(at.place.x);
        }
        let stop = task.moves.stop_before(first);
        if stop > 0 && stop < first && first - stop <= NEAR {
            entries[3] = Some(stop);
        }
        for x in entries.into_iter().flatten() {
            if task.want(x).width > 0 {
                let cost = task.moves.go_len(at.place, Place { y: task.y, x });
                self.offer(x, State { pen: at.pen, cost, from: 0, op: Op::Enter });
            }
        }
    }

    /// Keep a state at column `x`, unless what is there is better.
    fn offer(&mut self, x: usize, state: State) {
        let Some(kept) = self.kept.get_mut(x) else {
            return;
        };
        let Some(slots) = self.states.get_mut(x * KEPT..(x + 1) * KEPT) else {
            return;
        };
        let (used, free) = slots.split_at_mut(*kept);
        if let Some(same) = used.iter_mut().find(|s| s.pen == state.pen) {
            // of two ways that cost the same, the one that writes: it needs least of the terminal
            if state.cost < same.cost || state.cost == same.cost && matches!(state.op, Op::Put) {
                *same = state;
            }
        } else if let Some(empty) = free.first_mut() {
            *empty = state;
            *kept += 1;
        } else if let Some(dearest) = used.iter_mut().max_by_key(|s| s.cost)
            && state.cost < dearest.cost
        {
            *dearest = state;
        }
    }

    /// Where a letter has to be written there is but one thing to do, and one pen after it. Whether it was so.
    fn go_straight_on(&mut self, task: Task<'_>, x: usize) -> bool {
        let Some(cell) = task.want.get(x).filter(|cell| cell.width == 1 && cell.doubt == Doubt::None && !cell.is_blank()) else {
            return false;
        };
        if self.next.get(x) != Some(&x) {
            return false;
        }
        let mut best: Option<State> = None;
        let kept = self.kept.get(x).copied().unwrap_or(0);
        for (slot, state) in self.states.iter().enumerate().skip(x * KEPT).take(kept) {
            let cost = state.cost + self.lengths.change(state.pen, cell.pen) + usize::from(cell.len);
            if best.is_none_or(|best| cost <= best.cost) {
                best = Some(State { pen: cell.pen, cost, from: slot, op: Op::Put });
            }
        }
        if let Some(best) = best {
            self.offer(x + 1, best);
        }
        true
    }

    /// All that can be done from a state at column `x`; `from` of the state is its own slot.
    fn step(&mut self, task: Task<'_>, x: usize, state: State, end: &mut Option<State>) {
        let columns = task.want.len();
        let mut finish = |op, pen, cost| {
            if end.is_none_or(|e| cost < e.cost) {
                *end = Some(State { pen, cost, from: state.from, op });
            }
        };
        let todo = self.next.get(x).copied().unwrap_or(columns);
        if todo >= columns {
            finish(Op::Stop, state.pen, state.cost);
            return;
        }
        let then = |op, pen, cost| State { pen, cost, from: state.from, op };
        if todo > x {
            let cost = state.cost + self.lengths.along(task, x, todo);
            self.offer(todo, then(Op::Skip, state.pen, cost));
            // a tab stop just before it may be nearer, with the cells from there written again
            let stop = task.moves.stop_before(todo);
            if stop > x && stop < todo && todo - stop <= NEAR && task.want(stop).width > 0 {
                let cost = state.cost + self.lengths.along(task, x, stop);
                self.offer(stop, then(Op::Skip, state.pen, cost));
            }
        }
        let cell = task.want(x);
        if cell.width == 0 || todo > x && (todo - x > GAP || cell.doubt != Doubt::None) {
            return;
        }
        let run = self.blanks.get(x).copied().unwrap_or(0);
        if run > 0 {
            let pen = state.pen.for_erasing();
            let cost = state.cost + self.lengths.change(state.pen, pen);
            if x + run == columns {
                finish(Op::EraseEnd, pen, cost + 3);
            } else if run > 4 && task.flavour().characters {
                let to = self.next.get(x + run).copied().unwrap_or(columns);
                let cost = cost + csi_len(run);
                if to >= columns {
                    finish(Op::Erase(run), pen, cost);
                } else {
                    let cost = cost + self.lengths.along(task, x, to);
                    self.offer(to, then(Op::Erase(run), pen, cost));
                }
            }
        }
        let pen = if !cell.is_blank() {
            cell.pen
        } else if state.pen.bg == cell.pen.bg && !state.pen.marks_spaces() {
            state.pen
        } else {
            state.pen.for_spaces(cell.pen.bg)
        };
        let cost = state.cost + self.lengths.change(state.pen, pen) + task.put_len(x, cell);
        let after = x + usize::from(cell.width);
        let to = self.next.get(after).copied().unwrap_or(columns);
        let joined = match cell.doubt {
            Doubt::None => true,
            Doubt::Run => to == after && task.want(after).doubt == Doubt::Run,
            Doubt::Each => false,
        };
        if joined {
            self.offer(after, then(Op::Put, pen, cost));
        } else if to >= columns {
            finish(Op::PutAway, pen, cost);
        } else {
            let cost = cost + self.lengths.along(task, columns, to);
            self.offer(to, then(Op::PutAway, pen, cost));
        }
    }

    /// Walk back from the end, then write forward.
    fn write(&mut self, task: Task<'_>, at: At, end: State, out: &mut Vec<u8>) -> At {
        self.path.clear();
        let mut slot = end.from;
        loop {
            self.path.push(slot);
            match self.states.get(slot) {
                Some(State { op: Op::Enter, .. }) | None => break,
                Some(state) => slot = state.from,
            }
        }
        let (y, moves) = (task.y, task.moves);
        let mut x = at.place.x;
        let mut pen = at.pen;
        for &slot in self.path.iter().rev() {
            let Some(state) = self.states.get(slot) else {
                break;
            };
            let to = slot / KEPT;
            if pen != state.pen {
                pen.change(out, state.pen);
                pen = state.pen;
            }
            match state.op {
                Op::Enter => moves.go(out, at.place, Place { y, x: to }),
                Op::Skip => moves.go(out, Place { y, x }, Place { y, x: to }),
                Op::Put => task.put(x, out),
                Op::PutAway => {
                    task.put(x, out);
                    moves.absolute(out, y, to);
                }
                Op::Erase(n) => {
                    out.csi(n, b'X');
                    moves.go(out, Place { y, x }, Place { y, x: to });
                }
                Op::EraseEnd | Op::Stop => {}
            }
            x = to;
        }
        pen.change(out, end.pen);
        match end.op {
            Op::PutAway => {
                task.put(x, out);
                x = task.want.len();
            }
            Op::Erase(n) => out.csi(n, b'X'),
            Op::EraseEnd => out.bytes(b"\x1b[K"),
            Op::Enter | Op::Skip | Op::Put | Op::Stop => {}
        }
        At { place: Place { y, x }, pen: end.pen }
    }
}
