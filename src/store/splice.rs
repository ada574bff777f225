//! Changes laid into the text of a record: only the bytes of what changed change.
//!
//! A byte order mark, line ends, comments, spacing, the order of keys and whatever nobody asked to change stay as they
//! are. The result is read again and compared with what was wanted before anybody may write it. Knows no disk.

mod list;

use super::codec::{self, Codec};
use super::outline::{Entry, Held, Outline, RowEntry};
use super::render::{self, Style};
use crate::domain::change::Change;
use crate::domain::record::{Record, Row};
use crate::domain::value::Value;
use std::ops::Range;

/// The changes cannot be laid into this text without touching something else; nothing was done.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unspliceable;

/// The text with all changes carried out. `base` is what the text says.
pub(super) fn splice(text: &str, base: &Record, changes: &[Change]) -> Result<String, Unspliceable> {
    let mut wanted = base.clone();
    wanted.apply(changes);
    let mut work = text.to_owned();
    for step in steps(base, changes) {
        let edit = step.edit(&work)?;
        for (range, with) in edit.into_iter().rev() {
            if work.get(range.clone()).is_none() {
                return Err(Unspliceable);
            }
            work.replace_range(range, &with);
        }
    }
    let result = Codec::new().read(base.key.clone(), work.as_bytes());
    if result.flaws.is_empty() && same(&wanted, &result) { Ok(work) } else { Err(Unspliceable) }
}

/// Whether two records say the same, whatever the order of their fields and of rows of different names.
pub(super) fn same(a: &Record, b: &Record) -> bool {
    let whole = |record: &Record| Row { name: "".into(), fields: record.fields.clone(), at: Default::default() };
    let rows = |name: &str| a.rows(name).count() == b.rows(name).count() && a.rows(name).zip(b.rows(name)).all(|(a, b)| a.same_as(b));
    whole(a).same_as(&whole(b)) && a.rows.len() == b.rows.len() && a.rows.iter().all(|row| rows(&row.name))
}

/// Stretches of the text and what shall stand there instead, in the order of the text.
type Edit = Vec<(Range<usize>, String)>;

/// One change, its row found.
enum Step<'c> {
    Field { name: &'c str, to: Option<&'c Value> },
    RowField { row: &'c str, index: usize, name: &'c str, to: Option<&'c Value> },
    AddRow(&'c Row),
    RemoveRow { row: &'c str, index: usize },
}

/// The changes as steps. Rows are taken away last and from behind, so that no index moves under another step.
fn steps<'c>(base: &Record, changes: &'c [Change]) -> Vec<Step<'c>> {
    let mut steps = Vec::new();
    let mut removals = Vec::new();
    for change in changes {
        match change {
            Change::Field { name, to, .. } => steps.push(Step::Field { name, to: to.as_ref() }),
            Change::RowField { row, index, name, to, .. } => {
                let found = base.find_row(row, *index);
                steps.extend(found.map(|index| Step::RowField { row: &row.name, index, name, to: to.as_ref() }));
            }
            Change::AddRow(row) => steps.push(Step::AddRow(row)),
            Change::RemoveRow { row, index } => removals.extend(base.find_row(row, *index).map(|index| (index, &*row.name))),
        }
    }
    removals.sort_unstable();
    removals.dedup();
    steps.extend(removals.into_iter().rev().map(|(index, row)| Step::RemoveRow { row, index }));
    steps
}

impl Step<'_> {
    fn edit(&self, text: &str) -> Result<Edit, Unspliceable> {
        let outline = Outline::of(text).map_err(|_| Unspliceable)?;
        let page = Page::of(text);
        match self {
            Self::Field { name, to } => page.field(&outline.fields, name, *to, |line| page.new_key(&outline, line)),
            Self::RowField { row, index, name, to } => {
                let row = row_at(&outline, row, *index)?;
                page.field(&row.fields, name, *to, |line| page.new_row_key(row, line))
            }
            Self::AddRow(row) => Ok(vec![page.new_row(&outline, row)]),
            Self::RemoveRow { row, index } => Ok(vec![page.without_row(row_at(&outline, row, *index)?)]),
        }
    }
}

fn row_at<'o, 't>(outline: &'o Outline<'t>, name: &str, index: usize) -> Result<&'o RowEntry<'t>, Unspliceable> {
    outline.rows.iter().filter(|row| row.name == name).nth(index).ok_or(Unspliceable)
}

/// A text with its line ends.
struct Page<'t> {
    text: &'t str,
    /// Behind the byte order mark.
    start: usize,
    newline: &'static str,
}

impl<'t> Page<'t> {
    fn of(text: &'t str) -> Self {
        let newline = match text.find('\n') {
            Some(at) if text.get(..at).is_some_and(|line| line.ends_with('\r')) => "\r\n",
            _ => "\n",
        };
        Self { text, start: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }, newline }
    }

    /// Sets or takes away a key among `fields`; `new` finds the place of a new line.
    fn field(
        &self,
        fields: &[Entry<'_>],
        name: &str,
        to: Option<&Value>,
        new: impl Fn(String) -> (Range<usize>, String),
    ) -> Result<Edit, Unspliceable> {
        let found = fields.iter().find(|field| field.name == name);
        match (found, to) {
            (None, None) => Ok(Vec::new()),
            (None, Some(value)) => Ok(vec![new(render::line(name, value, self.newline))]),
            (Some(Entry { held: Held::Plain(held, span), .. }), Some(value)) => {
                let raw = self.text.get(span.clone()).unwrap_or_default();
                if codec::value(self.text, held.clone(), span.clone()) == *value {
                    return Ok(Vec::new());
                }
                let with =
                    list::keeping_form(raw, value, self.newline).unwrap_or_else(|| render::value(value, Style::of(raw), self.newline));
                Ok(vec![(span.clone(), with)])
            }
            (Some(entry), None) => Ok(self.without(entry)),
            (Some(entry), Some(value)) => {
                // A table gives way to a value: its lines go, and the value is a new key.
                let mut edit = self.without(entry);
                edit.push(new(render::line(name, value, self.newline)));
                edit.sort_by_key(|(range, _)| (range.start, range.end));
                Ok(edit)
            }
        }
    }

    /// A new top-level key: behind the last one, before the first head.
    fn new_key(&self, outline: &Outline<'_>, line: String) -> (Range<usize>, String) {
        let last = outline.fields.iter().filter(|field| field.plain_end().is_some()).max_by_key(|field| field.plain_end());
        if let Some((field, end)) = last.and_then(|field| field.plain_end().map(|end| (field, end))) {
            return self.line_after(end, field.start, &line);
        }
        let newline = self.newline;
        if let Some(head) = outline.first_head() {
            let at = self.line_start(head);
            return (at..at, format!("{line}{newline}"));
        }
        let end = self.text.len();
        let closed = end == self.start || self.text.ends_with('\n');
        (end..end, if closed { format!("{line}{newline}") } else { format!("{newline}{line}") })
    }

    /// A new key of a row: behind its last one.
    fn new_row_key(&self, row: &RowEntry<'_>, line: String) -> (Range<usize>, String) {
        let last = row.fields.iter().filter_map(|field| field.plain_end().map(|end| (end, field.start))).max();
        let (end, like) = last.unwrap_or((row.head.end, row.head.start));
        self.line_after(end, like, &line)
    }

    /// A line behind the one that holds `end`, indented like the one that holds `like`.
    fn line_after(&self, end: usize, like: usize, line: &str) -> (Range<usize>, String) {
        let at = self.line_end(end);
        let before = self.text.get(self.line_start(like)..like).unwrap_or_default();
        let indent = before.get(..before.len() - before.trim_start_matches([' ', '\t']).len()).unwrap_or_default();
        (at..at, format!("{}{indent}{line}", self.newline))
    }

    /// A new row: behind the last of its name and the remarks under it, or at the end.
    fn new_row(&self, outline: &Outline<'_>, row: &Row) -> (Range<usize>, String) {
        let newline = self.newline;
        let said = render::row(row, newline);
        let at = match outline.rows.iter().rfind(|other| other.name == *row.name) {
            Some(last) => self.remarks_end(self.line_end(last.end())),
            None => self.line_end(self.text.trim_end().len().max(self.start)),
        };
        if at == self.start { (at..at, format!("{said}{newline}")) } else { (at..at, format!("{newline}{newline}{said}")) }
    }

    /// The end of the remarks that follow directly on the line that ends at `end`, unless they introduce a head.
    fn remarks_end(&self, end: usize) -> usize {
        let mut last = end;
        loop {
            let next = self.next_line(last);
            let line = self.text.get(next..self.line_end(next)).unwrap_or_default().trim();
            if next == last || !line.starts_with('#') {
                return if line.starts_with('[') { end } else { last };
            }
            last = self.line_end(next);
        }
    }

    /// Takes away the lines of a key.
    fn without(&self, entry: &Entry<'_>) -> Edit {
        let mut edit: Edit = Vec::new();
        for piece in &entry.pieces {
            let (range, _) = self.without_lines(piece.start, piece.end);
            match edit.last_mut() {
                Some((last, _)) if last.end >= range.start => last.end = last.end.max(range.end),
                _ => edit.push((range, String::new())),
            }
        }
        edit
    }

    /// Takes away a row with one blank line above it.
    fn without_row(&self, row: &RowEntry<'_>) -> (Range<usize>, String) {
        let mut start = self.line_start(row.head.start);
        if start > self.start {
            let above = self.line_start(start - 1);
            if self.text.get(above..start).is_some_and(|line| line.trim().is_empty()) {
                start = above;
            }
        }
        self.without_lines(start, row.end())
    }

    /// Takes away the lines from `start` to `end` and the line end before them, or, at the top, the one behind.
    fn without_lines(&self, start: usize, end: usize) -> (Range<usize>, String) {
        let (first, last) = (self.line_start(start), self.line_end(end));
        let range = if first > self.start { self.line_end(first - 1)..last } else { first..self.next_line(last) };
        (range, String::new())
    }

    /// Where the line that holds `at` begins.
    fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(self.start, |newline| newline + 1).max(self.start)
    }

    /// Where the line that holds `at` ends, before its line end.
    fn line_end(&self, at: usize) -> usize {
        let Some(newline) = self.text.get(at..).and_then(|rest| rest.find('\n')) else { return self.text.len() };
        let end = at + newline;
        if self.text.get(..end).is_some_and(|line| line.ends_with('\r')) { end - 1 } else { end }
    }

    /// Where the line behind the one that ends at `end` begins.
    fn next_line(&self, end: usize) -> usize {
        let rest = self.text.get(end..).unwrap_or_default();
        end + if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) }
    }
}

#[cfg(test)]
mod tests;
