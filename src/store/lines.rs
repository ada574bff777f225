//! Byte offsets of a text as line and column, the beginnings of its lines found once.

use crate::domain::problem::At;

/// The lines of a text.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the beginnings of all lines.
    pub(super) fn of(text: &'t str) -> Self {
        let mut starts = Vec::with_capacity(text.len() / 24 + 1);
        // A byte order mark is no character of the first line.
        starts.push(if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 });
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { text, starts }
    }

    /// The line and column of a byte offset.
    pub(super) fn at(&self, offset: usize) -> At {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.as_bytes().get(start..offset).unwrap_or_default();
        let column = before.iter().filter(|byte| **byte & 0xC0 != 0x80).count() + 1;
        At { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) }
    }
}
