//! Where everything stands in the text of a record: keys, values, rows, as byte ranges.
//!
//! Reading and splicing share this one view of a file. It knows TOML, but no record kind and no disk. All walks use a
//! stack of their own, so that a hostile file cannot exhaust the program's.

use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, Error};

/// More names in one dotted key than any honest file has; deeper ones are refused before they are parsed.
const DEEPEST_KEY: usize = 100;

/// The text of a record taken apart.
pub(super) struct Outline<'t> {
    /// Top-level keys in the order of the file, unknown tables among them.
    pub(super) fields: Vec<Entry<'t>>,
    /// The tables of all arrays of tables, in the order of the file.
    pub(super) rows: Vec<RowEntry<'t>>,
    /// What is wrong with the text as TOML.
    pub(super) errors: Vec<Error>,
}

/// A key and what it holds.
pub(super) struct Entry<'t> {
    /// The key, unquoted.
    pub(super) name: Cow<'t, str>,
    /// What it holds.
    pub(super) held: Held<'t>,
    /// Where it begins: its key, or the head of its table.
    pub(super) start: usize,
    /// Every piece of text that belongs to it; more than one for dotted keys and tables.
    pub(super) pieces: Vec<Piece>,
}

/// What an entry holds.
pub(super) enum Held<'t> {
    /// `key = value` on its own, with the range of the value.
    Plain(DeValue<'t>, Range<usize>),
    /// A table, by dotted keys or by heads; no field of ours is written so.
    Table,
}

/// A stretch of text that belongs to an entry.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    /// Its first byte: a key or a head.
    pub(super) start: usize,
    /// The byte after its last.
    pub(super) end: usize,
    /// Whether it stands in a table with a head, and so behind all top-level keys.
    pub(super) headed: bool,
}

/// One `[[name]]` with what stands below it.
pub(super) struct RowEntry<'t> {
    /// The array's key.
    pub(super) name: Cow<'t, str>,
    /// The head's range.
    pub(super) head: Range<usize>,
    /// Its keys in the order of the file.
    pub(super) fields: Vec<Entry<'t>>,
}

impl Entry<'_> {
    /// The byte after the last one of a top-level key; none when it stands under a head.
    pub(super) fn plain_end(&self) -> Option<usize> {
        self.pieces.iter().filter(|piece| !piece.headed).map(|piece| piece.end).max()
    }
}

impl RowEntry<'_> {
    /// The byte after the last one of the row, tables within it included.
    pub(super) fn end(&self) -> usize {
        self.fields.iter().flat_map(|field| &field.pieces).map(|piece| piece.end).max().unwrap_or(self.head.end)
    }
}

/// A key that is nested too deep to be read: the byte where its line begins.
pub(super) struct TooDeep(pub(super) usize);

impl<'t> Outline<'t> {
    /// Takes a text apart, as far as it can be read.
    pub(super) fn of(text: &'t str) -> Result<Self, TooDeep> {
        if let Some(offset) = too_deep(text) {
            return Err(TooDeep(offset));
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut rows = Vec::new();
        let mut fields = Vec::new();
        for (key, value) in table.into_inner() {
            let headed = key.span().start > value.span().start;
            match (headed, value.as_ref()) {
                (true, DeValue::Array(_)) => take_rows(text, key, value, &mut rows),
                _ => fields.push(entry(text, key, value)),
            }
        }
        fields.sort_by_key(|field| field.start);
        rows.sort_by_key(|row| row.head.start);
        Ok(Self { fields, rows, errors })
    }

    /// Where the first head of the file begins.
    pub(super) fn first_head(&self) -> Option<usize> {
        let tables = self.fields.iter().flat_map(|field| &field.pieces).filter(|piece| piece.headed).map(|piece| piece.start).min();
        let row = self.rows.first().map(|row| row.head.start);
        [tables, row].into_iter().flatten().min()
    }
}

fn take_rows<'t>(text: &'t str, key: Spanned<DeString<'t>>, value: Spanned<DeValue<'t>>, rows: &mut Vec<RowEntry<'t>>) {
    let name = key.into_inner();
    let DeValue::Array(array) = value.into_inner() else { return };
    for item in array {
        let head = item.span();
        let DeValue::Table(table) = item.into_inner() else { continue };
        let mut fields: Vec<_> = table.into_iter().map(|(key, value)| entry(text, key, value)).collect();
        fields.sort_by_key(|field| field.start);
        rows.push(RowEntry { name: name.clone(), head, fields });
    }
}

fn entry<'t>(text: &'t str, key: Spanned<DeString<'t>>, value: Spanned<DeValue<'t>>) -> Entry<'t> {
    let (at, span) = (key.span(), value.span());
    if span.start > at.start {
        let pieces = vec![Piece { start: at.start, end: span.end, headed: false }];
        return Entry { name: key.into_inner(), held: Held::Plain(value.into_inner(), span), start: at.start, pieces };
    }
    let mut pieces = pieces(text, &key, &value);
    pieces.sort_by_key(|piece| piece.start);
    let start = pieces.first().map_or(at.start, |piece| piece.start);
    Entry { name: key.into_inner(), held: Held::Table, start, pieces }
}

/// The keys and heads below a table that is not written in one piece.
fn pieces(text: &str, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut waiting = vec![(key.span(), value, false)];
    while let Some((key, value, headed)) = waiting.pop() {
        let span = value.span();
        match value.as_ref() {
            DeValue::Table(table) if span.start <= key.start => {
                let head = span.start < key.start;
                if head {
                    found.push(Piece { start: span.start, end: span.end, headed: true });
                }
                waiting.extend(table.iter().map(|(key, value)| (key.span(), value, headed || head)));
            }
            DeValue::Array(array) if span.start < key.start => {
                for item in array {
                    found.push(Piece { start: item.span().start, end: item.span().end, headed: true });
                    if let DeValue::Table(table) = item.as_ref() {
                        waiting.extend(table.iter().map(|(key, value)| (key.span(), value, true)));
                    }
                }
            }
            _ => found.push(Piece { start: key_start(text, key.start), end: span.end, headed }),
        }
    }
    found
}

/// The first byte of a dotted key whose last name begins at `offset`: the first of its line that is no blank.
fn key_start(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let indent = text.get(line..offset).map_or(0, |head| head.len() - head.trim_start_matches([' ', '\t', '\u{feff}']).len());
    line + indent
}

/// The beginning of the first line with a key of more than [`DEEPEST_KEY`] names.
///
/// A table as deep as that would be taken down by recursion, inside the parser's crate; so it is never built.
fn too_deep(text: &str) -> Option<usize> {
    let many = |line: &str| line.bytes().filter(|byte| *byte == b'.').nth(DEEPEST_KEY).is_some();
    // Nearly every file is done with here: it has not that many dots in all.
    if text.bytes().filter(|byte| *byte == b'.').count() <= DEEPEST_KEY || !text.split('\n').any(many) {
        return None;
    }
    let bytes = text.as_bytes();
    let (mut at, mut line, mut dots) = (0, 0, 0);
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        match byte {
            b'\n' => {
                (line, dots) = (at + 1, 0);
                at += 1;
            }
            b'.' => {
                dots += 1;
                if dots > DEEPEST_KEY {
                    return Some(line);
                }
                at += 1;
            }
            b'#' => at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len()),
            b'"' | b'\'' => at += string_length(rest, *byte),
            _ => at += 1,
        }
    }
    None
}

/// The length of the string that `rest` begins with, its quotes included; to the end of line or text when it is not closed.
fn string_length(rest: &[u8], quote: u8) -> usize {
    let long = rest.get(..3) == Some(&[quote; 3]);
    let mut at = if long { 3 } else { 1 };
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 2,
            b'\n' if !long => return at,
            _ if long && rest.get(at..at + 3) == Some(&[quote; 3]) => return at + 3,
            _ if !long && *byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}
