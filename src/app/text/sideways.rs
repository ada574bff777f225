//! Which part of a single line is seen when it is longer than its place. It moves by a third of the width at a time, so that
//! typing at the edge does not draw the whole line anew for each key. Knows one line, a caret and a width.

use super::glyph::{fitting, starting, width};

/// Narrower than this there is no room for marks where the line is cut.
const ROOM_FOR_MARKS: usize = 4;

/// The visible part of a single line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// The first byte seen.
    pub(super) from: usize,
    /// The byte after the last one seen.
    pub(super) to: usize,
    /// Whether a mark takes the first cell.
    pub(super) left: bool,
    /// Whether a mark takes the last cell.
    pub(super) right: bool,
    /// The caret's column.
    pub(super) caret: usize,
}

impl Cut {
    /// Lays out `text` with the caret at byte `caret` in `cells` cells, where `from` was the first byte seen before.
    pub(super) fn lay(text: &str, caret: usize, from: usize, cells: usize) -> Self {
        // The last cell is kept for a caret at the end.
        let room = cells.saturating_sub(1).max(1);
        let whole = fitting(text, 0, room) == text.len();
        let mark = usize::from(cells >= ROOM_FOR_MARKS && !whole);
        let from = if whole {
            0
        } else if caret <= from {
            starting(text, caret, cells / 3)
        } else if starting(text, caret, room.saturating_sub(2 * mark)) > from {
            starting(text, caret, room * 2 / 3)
        } else {
            from
        };
        let left = if from > 0 { mark } else { 0 };
        let to_end = fitting(text, from, room - left) == text.len();
        let to = if to_end { text.len() } else { fitting(text, from, cells - left - mark) };
        let before = text.get(from..caret).map_or(0, width);
        Self { from, to, left: left > 0, right: !to_end && mark > 0, caret: (left + before).min(cells - 1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_fits_is_seen_whole_wherever_the_caret_is() {
        for caret in 0..=4 {
            let cut = Cut::lay("abcd", caret, 3, 5);
            assert_eq!((cut.from, cut.to, cut.caret), (0, 4, caret));
            assert!(!cut.left && !cut.right);
        }
    }

    #[test]
    fn a_line_stays_where_it_is_while_the_caret_is_in_sight() {
        let text = "abcdefghijklmnopqrstuvwxyz";
        let first = Cut::lay(text, 12, 0, 12);
        assert!(first.left && first.right);
        for caret in first.from + 1..first.to - 1 {
            assert_eq!(Cut::lay(text, caret, first.from, 12).from, first.from);
        }
    }

    #[test]
    fn no_cell_is_spent_on_marks_where_there_is_hardly_one() {
        let cut = Cut::lay("abcdef", 3, 0, 1);
        assert_eq!((cut.left, cut.right, cut.caret), (false, false, 0));
        assert_eq!(cut.from, 3);
    }
}
