//! One row's task: what stands in it, what is wanted, and how a cell of it is written.
//!
//! It plans nothing; `row` and `shift` do.

use super::{
    flavour::Flavour,
    guard::Doubt,
    moves::Moves,
    out::Sink,
    screen::{Cell, Clusters},
};

/// One row's task.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    /// What is shown.
    pub(super) have: &'a [Cell],
    /// What is wanted; as many cells.
    pub(super) want: &'a [Cell],
    /// Which row it is.
    pub(super) y: usize,
    /// Moves on this screen.
    pub(super) moves: Moves,
    /// The texts of clusters.
    pub(super) clusters: &'a Clusters,
}

impl Task<'_> {
    /// What is wanted in a column.
    pub(super) fn want(&self, x: usize) -> Cell {
        self.want.get(x).copied().unwrap_or(Cell::BLANK)
    }

    /// What the terminal can do.
    pub(super) fn flavour(&self) -> Flavour {
        self.moves.flavour
    }

    /// The columns of a wide cell in doubt are emptied before it is written, lest a terminal that makes it narrow, or finds
    /// no room for it before the margin, leaves the old in view.
    fn empties_first(&self, x: usize, cell: Cell) -> bool {
        cell.doubt == Doubt::Each && (cell.width > 1 || x + usize::from(cell.reach) > self.want.len())
    }

    /// What it costs to write a cell.
    pub(super) fn put_len(&self, x: usize, cell: Cell) -> usize {
        let emptying = if self.empties_first(x, cell) { usize::from(cell.width) + self.moves.absolute_len(self.y, x) } else { 0 };
        usize::from(cell.len) + emptying
    }

    /// Write the cell of a column.
    pub(super) fn put(&self, x: usize, out: &mut Vec<u8>) {
        let cell = self.want(x);
        if self.empties_first(x, cell) {
            (0..cell.width).for_each(|_| out.bytes(b" "));
            self.moves.absolute(out, self.y, x);
        }
        self.clusters.write(cell, out);
    }
}
