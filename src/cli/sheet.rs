//! Plain text of at most 80 columns: headings, wrapped sentences, columns that line up.
//!
//! Made to be read through a pipe as well as on a screen: no colour, no box. Everything that goes in is made fit to be
//! shown. Knows no record.

use crate::domain::catalogue::{Align, Kind};
use crate::domain::display::{clean, one_line};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The most columns of a line.
pub(super) const WIDTH: usize = 80;
/// Between two columns of a table.
const GAP: usize = 2;
/// A head wider than that does not decide how far the text behind it is indented.
const LONG_HEAD: usize = 24;
/// A column that may shrink is never narrower than this.
const NARROWEST: usize = 6;

/// A text under construction.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    text: String,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(super) struct Column {
    title: Cow<'static, str>,
    right: bool,
    shrinks: bool,
}

/// A column of words, as wide as its longest.
pub(super) fn words(title: &'static str) -> Column {
    Column { title: title.into(), right: false, shrinks: false }
}

/// A column of numbers.
pub(super) fn numbers(title: &'static str) -> Column {
    Column { title: title.into(), right: true, shrinks: false }
}

/// A column of long words, cut with `…` when the line would be too long.
pub(super) fn long(title: &'static str) -> Column {
    Column { title: title.into(), right: false, shrinks: true }
}

/// The columns of a kind's list, with the id before them where the list does not show it.
pub(super) fn of_kind(kind: &Kind, id: bool) -> Vec<Column> {
    let own = kind.columns.iter().map(|column| Column {
        title: column.title.clone().into(),
        right: column.align == Align::Right,
        shrinks: column.grow > 0 || column.width > 12,
    });
    id.then(|| words("Id")).into_iter().chain(own).collect()
}

impl Sheet {
    /// An empty text.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A text with a first line: what it is at the left, a word on it at the right.
    pub(super) fn titled(title: &str, aside: &str) -> Self {
        let mut sheet = Self::new();
        let (title, aside) = (one_line(title), one_line(aside));
        let room = WIDTH.saturating_sub(title.width() + aside.width());
        if aside.is_empty() || room < GAP {
            sheet.line(&title);
            if !aside.is_empty() {
                sheet.para(2, &aside);
            }
        } else {
            sheet.line(&format!("{title}{}{aside}", " ".repeat(room)));
        }
        sheet
    }

    /// One line as it stands, made fit to be shown and cut at the last column.
    pub(super) fn line(&mut self, line: &str) {
        let line = clean(line);
        self.text.push_str(fit(line.trim_end(), WIDTH).trim_end());
        self.text.push('\n');
    }

    /// A blank line between two thoughts; never two, and none at the beginning.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading after a blank line.
    pub(super) fn heading(&mut self, heading: &str) {
        self.gap();
        self.para(0, heading);
    }

    /// Sentences, wrapped, each of their lines indented.
    pub(super) fn para(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), text);
    }

    /// Sentences, wrapped, behind a head; the lines after the first are indented as far, behind a long head a little.
    pub(super) fn hanging(&mut self, head: &str, text: &str) {
        let head = clean(head);
        let indent = under(&head);
        // The head takes room in the first line alone.
        let taken = head.width().saturating_sub(indent);
        for (n, paragraph) in text.trim_end().split('\n').enumerate() {
            let first = if n == 0 { taken } else { 0 };
            for (m, line) in wrap(&one_line(paragraph), WIDTH.saturating_sub(indent), first).iter().enumerate() {
                let before = if n + m == 0 { head.to_string() } else { " ".repeat(indent) };
                self.line(&format!("{before}{line}"));
            }
        }
    }

    /// A label in a column of its own, and what it names beside it.
    pub(super) fn pair(&mut self, label: &str, width: usize, text: &str) {
        let label = clean(label);
        let pad = " ".repeat((width + GAP).saturating_sub(label.width()).max(1));
        self.hanging(&format!("{label}{pad}"), text);
    }

    /// Rows under their headings; without headings when none has a title.
    pub(super) fn table(&mut self, indent: usize, columns: &[Column], rows: &[Vec<String>]) {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
        let widths = widths(indent, columns, &rows);
        if columns.iter().any(|column| !column.title.is_empty()) {
            let titles = columns.iter().map(|column| column.title.to_string()).collect::<Vec<_>>();
            self.row(indent, columns, &widths, &titles);
        }
        for row in &rows {
            self.row(indent, columns, &widths, row);
        }
    }

    fn row(&mut self, indent: usize, columns: &[Column], widths: &[usize], cells: &[String]) {
        let mut line = " ".repeat(indent);
        for (n, (column, width)) in columns.iter().zip(widths).enumerate() {
            if n > 0 {
                line.push_str(&" ".repeat(GAP));
            }
            let cell = fit(cells.get(n).map_or("", String::as_str), *width);
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            line.push_str(&if column.right { format!("{pad}{cell}") } else { format!("{cell}{pad}") });
        }
        self.line(&line);
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// The text in at most so many lines: of what stands under a heading the longest gives up its last lines, and says how many.
    pub(super) fn finish_within(self, most: usize) -> String {
        let parts: Vec<Vec<&str>> = self.text.split("\n\n").map(|part| part.lines().collect()).collect();
        let mut kept: Vec<usize> = parts.iter().map(Vec::len).collect();
        let tall = |kept: &[usize]| {
            let said = kept.iter().zip(&parts).map(|(n, part)| n + usize::from(*n < part.len())).sum::<usize>();
            said + kept.len().saturating_sub(1)
        };
        while tall(&kept) > most {
            // The line that says how much is left out takes the room of one.
            let longest = kept.iter_mut().zip(&parts).filter(|(n, _)| **n > 3).max_by_key(|(n, _)| **n);
            let Some((n, part)) = longest else { break };
            *n -= if *n == part.len() { 2 } else { 1 };
        }
        let mut sheet = Self::new();
        for (part, kept) in parts.iter().zip(kept) {
            sheet.gap();
            for line in part.iter().take(kept) {
                sheet.line(line);
            }
            if kept < part.len() {
                let over = part.len() - kept;
                sheet.line(&format!("  … {over} {} more, in --json and on the screen", if over == 1 { "line" } else { "lines" }));
            }
        }
        sheet.finish()
    }
}

/// How far the lines after the first stand behind a head: as far as the head is wide, behind a long one a little.
pub(super) fn under(head: &str) -> usize {
    let margin = head.len() - head.trim_start().len();
    if head.width() > LONG_HEAD { (margin + GAP).min(head.width()) } else { head.width() }
}

/// How wide each column is: as its widest cell, but those that may shrink give up what the line lacks.
fn widths(indent: usize, columns: &[Column], rows: &[Vec<String>]) -> Vec<usize> {
    let widest = |n: usize, column: &Column| {
        let cells = rows.iter().filter_map(|row| row.get(n)).map(|cell| cell.width());
        cells.chain([column.title.width()]).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = columns.iter().enumerate().map(|(n, column)| widest(n, column)).collect();
    let room = WIDTH.saturating_sub(indent + GAP * columns.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let over = widths.iter().sum::<usize>() - room;
        let shrinking = widths.iter_mut().zip(columns).filter(|(width, column)| column.shrinks && **width > NARROWEST);
        let Some((width, _)) = shrinking.max_by_key(|(width, _)| **width) else { break };
        *width -= over.min(*width - NARROWEST).min(4);
    }
    widths
}

/// The text when it fits, else its beginning and `…`.
pub(super) fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for grapheme in text.graphemes(true) {
        if out.width() + grapheme.width() + 1 > width {
            break;
        }
        out.push_str(grapheme);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// Breaks a line between words, and within one that is too long for a line alone; the first line lacks `taken` columns.
fn wrap(text: &str, width: usize, taken: usize) -> Vec<String> {
    let full = width.max(1);
    let mut width = full.saturating_sub(taken).max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let joint = usize::from(!line.is_empty());
        if line.width() + joint + word.width() > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            width = full;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for grapheme in word.graphemes(true) {
            if line.width() + grapheme.width() > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                width = full;
            }
            line.push_str(grapheme);
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_column_gives_way_and_the_others_stay_whole() {
        let mut sheet = Sheet::new();
        let columns = [words("Id"), long("Title"), numbers("Due")];
        sheet.table(1, &columns, &[vec!["c01".into(), "a ".repeat(60), "2026-03-16".into()]]);
        let text = sheet.finish();
        assert!(text.lines().all(|line| line.width() <= WIDTH), "{text}");
        assert!(text.contains('…') && text.contains("2026-03-16"), "{text}");
    }

    #[test]
    fn a_paragraph_may_be_indented_as_far_as_the_page_is_wide() {
        let mut sheet = Sheet::new();
        for indent in [23, 24, 25, 79, 80, 200] {
            sheet.para(indent, "a b");
        }
        assert!(sheet.finish().lines().all(|line| line.width() <= WIDTH));
    }

    #[test]
    fn what_stands_behind_a_long_head_begins_further_left_in_the_lines_after() {
        assert_eq!([under("  2026-03-16  h1  "), under(&format!("  2026-03-16  {}  ", "h".repeat(64)))], [18, 4]);
    }

    #[test]
    fn what_a_record_holds_cannot_speak_to_the_terminal() {
        let mut sheet = Sheet::titled("a\u{1b}[2J", "");
        sheet.para(2, "b\u{202e}c");
        assert_eq!(sheet.finish(), "a␛[2J\n  b⇄c\n");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_page(text in "[a-zа-я語 ]{0,300}", indent in 0usize..20) {
            let mut sheet = Sheet::new();
            sheet.para(indent, &text);
            prop_assert!(sheet.finish().lines().all(|line| line.width() <= WIDTH));
        }
    }
}
