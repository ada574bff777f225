//! What is asked again and again while rows are planned: the length of a move along a row, and of a change of the pen.
//!
//! It knows no rows and decides nothing; what a length is, `moves` and `pen` say.

use super::{flavour::Flavour, pen::Pen, task::Task};

/// Changes of pens that are remembered.
const CHANGES: usize = 64;

/// Lengths that were asked for before.
#[derive(Debug)]
pub(super) struct Lengths {
    /// The terminal that the moves are for.
    of: Option<(usize, Flavour)>,
    /// From column to column, the last for one that is not known; none for what was not asked yet.
    along: Vec<Option<u8>>,
    changes: [(Pen, Pen, usize); CHANGES],
}

impl Default for Lengths {
    fn default() -> Self {
        Self { of: None, along: Vec::new(), changes: [(Pen::PLAIN, Pen::PLAIN, 0); CHANGES] }
    }
}

impl Lengths {
    /// What a move along the row of a task costs.
    #[inline]
    pub(super) fn along(&mut self, task: Task<'_>, from: usize, to: usize) -> usize {
        let moves = task.moves;
        if !moves.flavour.relative {
            // an address hangs on the row
            return moves.along_len(task.y, from, to);
        }
        if self.of != Some((moves.columns, moves.flavour)) {
            self.of = Some((moves.columns, moves.flavour));
            self.along.clear();
            self.along.resize((moves.columns + 1) * moves.columns, None);
        }
        let Some(slot) = self.along.get_mut(from.min(moves.columns) * moves.columns + to) else {
            return moves.along_len(task.y, from, to);
        };
        let len = slot.unwrap_or_else(|| u8::try_from(moves.along_len(task.y, from, to)).unwrap_or(u8::MAX));
        *slot = Some(len);
        len.into()
    }

    /// What it costs to change from a pen to another.
    #[inline]
    pub(super) fn change(&mut self, from: Pen, to: Pen) -> usize {
        if from == to {
            return 0;
        }
        let place = (from.number().wrapping_mul(31) ^ to.number()).wrapping_mul(0x9e37_79b1) >> 26;
        let Some(known) = self.changes.get_mut(place as usize) else { return from.change_len(to) };
        if known.0 != from || known.1 != to {
            *known = (from, to, from.change_len(to));
        }
        known.2
    }
}
