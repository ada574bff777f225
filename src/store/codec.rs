//! Bytes of a record's file become a record, as far as they can be read, with every fault at its place.
//!
//! It judges nothing: which fields a kind has and what they may hold is for the domain's checks. It knows no disk.

use super::lines::Lines;
use super::names::Names;
use super::outline::{Entry, Held, Outline, Piece, TooDeep};
use super::plain::Plain;
use super::says;
use crate::domain::problem::{At, Problem};
use crate::domain::record::{Field, Key, Locked, Record, Row};
use crate::domain::value::Value;
use chrono::{NaiveDate, NaiveTime};
use std::borrow::Cow;
use std::ops::Range;
use toml::de::DeValue;
use toml::value::Datetime;

/// Faults named for one file; of a file that is not TOML at all nobody wants to read thousands.
const MOST_FAULTS: usize = 20;

/// Larger files are no records and are not read, bytes.
pub const LARGEST: u64 = 4 * 1024 * 1024;

/// Reads the files of records; keeps each field's name once for all records it reads.
#[derive(Default)]
pub struct Codec {
    names: Names,
    plain: Plain,
}

impl Codec {
    /// A reader that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads one file. What is wrong with it stands in the record's `flaws`; with a fault the record is also locked as
    /// [`Locked::Unreadable`] and holds what could be read.
    pub fn read(&mut self, key: Key, bytes: &[u8]) -> Record {
        let mut record = Record::new(key);
        match std::str::from_utf8(bytes) {
            Ok(text) if says::no_merge_marks(text) => self.fill(&mut record, text),
            Ok(text) => {
                let (ours, at) = says::ours_only(text);
                self.fill(&mut record, &ours);
                let problem = says::merge_marks(&record.key.file(), Lines::of(text).at(at));
                record.flaws.insert(0, problem);
            }
            Err(error) => {
                let text = String::from_utf8_lossy(bytes);
                self.fill(&mut record, &text);
                // The replacement of a bad byte is longer than the byte, but stands where it stood: all before it is good.
                let at = Lines::of(&text).at(error.valid_up_to());
                record.flaws.insert(0, says::not_utf8(&record.key.file(), at));
            }
        }
        if !record.flaws.is_empty() {
            record.locked = Some(Locked::Unreadable);
        }
        record
    }

    fn fill(&mut self, record: &mut Record, text: &str) {
        match self.plain.read(text, &mut self.names) {
            Some((fields, rows)) => (record.fields, record.rows) = (fields, rows),
            None => self.fill_from_outline(record, text),
        }
    }

    /// Reads a text of any form, with all its faults.
    fn fill_from_outline(&mut self, record: &mut Record, text: &str) {
        let lines = Lines::of(text);
        if let Some(at) = text.find('\0') {
            record.flaws.push(says::zero_bytes(&record.key.file(), lines.at(at), text));
            if says::only_zero_bytes(text) {
                return;
            }
        }
        match Outline::of(text) {
            Ok(outline) => {
                if !outline.errors.is_empty() {
                    record.flaws.extend(faults(&record.key.file(), &lines, &outline));
                }
                record.fields = outline.fields.into_iter().map(|entry| self.field(text, &lines, entry)).collect();
                record.rows.reserve(outline.rows.len());
                for row in outline.rows {
                    let at = lines.at(row.head.start);
                    let fields = row.fields.into_iter().map(|entry| self.field(text, &lines, entry)).collect();
                    record.rows.push(Row { name: self.names.of(&row.name), fields, at });
                }
            }
            Err(TooDeep(offset)) => record.flaws.push(says::too_deep(&record.key.file(), lines.at(offset))),
        }
    }

    fn field(&mut self, text: &str, lines: &Lines<'_>, entry: Entry<'_>) -> Field {
        let name = self.names.of(&entry.name);
        match entry.held {
            Held::Plain(held, span) => Field { name, at: lines.at(span.start), value: value(text, held, span) },
            Held::Table => Field { name, at: lines.at(entry.start), value: Value::Odd(pieces(text, &entry.pieces)) },
        }
    }
}

fn faults(file: &str, lines: &Lines<'_>, outline: &Outline<'_>) -> Vec<Problem> {
    let mut found: Vec<(At, &str)> =
        outline.errors.iter().map(|error| (error.span().map_or(At::START, |span| lines.at(span.start)), error.message())).collect();
    // One slip makes the parser stumble several times on the same line: the first says it.
    found.sort_by_key(|(at, _)| *at);
    found.dedup_by_key(|(at, _)| at.line);
    let more = found.len().saturating_sub(MOST_FAULTS);
    let mut problems: Vec<_> = found.iter().take(MOST_FAULTS).map(|(at, message)| says::not_toml(file, *at, message)).collect();
    if let (true, Some((at, _))) = (more > 0, found.get(MOST_FAULTS)) {
        problems.push(says::and_more(file, *at, more));
    }
    problems
}

/// The value at `span`; what no field can mean keeps its own text.
pub(super) fn value(text: &str, held: DeValue<'_>, span: Range<usize>) -> Value {
    let raw = text.get(span).unwrap_or_default();
    let value = match held {
        DeValue::String(string) => Some(Value::Text(plain_newlines(raw.as_bytes(), string))),
        DeValue::Integer(number) => int(number.as_str(), number.radix()),
        DeValue::Float(number) => float(number.as_str()),
        DeValue::Boolean(flag) => Some(Value::Flag(flag)),
        DeValue::Datetime(moment) => date_or_time(&moment),
        DeValue::Array(array) => {
            let items = array.into_iter().map(|item| {
                let span = item.span();
                Some(value(text, item.into_inner(), span)).filter(|item| !matches!(item, Value::List(_) | Value::Odd(_)))
            });
            items.collect::<Option<_>>().map(Value::List)
        }
        DeValue::Table(_) => None,
    };
    value.unwrap_or_else(|| Value::Odd(raw.to_owned()))
}

/// A whole number from its digits; nothing when it is too large.
pub(super) fn int(digits: &str, radix: u32) -> Option<Value> {
    i64::from_str_radix(digits, radix).ok().map(Value::Int)
}

/// A number from its digits; nothing when it is none, or endless.
pub(super) fn float(digits: &str) -> Option<Value> {
    digits.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::Number)
}

/// Text from a file with CRLF has the same line ends as any other.
pub(super) fn plain_newlines(raw: &[u8], string: Cow<'_, str>) -> String {
    if raw.len() > 6 && raw.contains(&b'\r') { string.replace("\r\n", "\n") } else { string.into_owned() }
}

/// A day or a time of day; nothing for a moment in a zone, and for a day with a time.
pub(super) fn date_or_time(moment: &Datetime) -> Option<Value> {
    match (moment.date, moment.time, moment.offset) {
        (Some(date), None, None) => {
            NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day)).map(Value::Date)
        }
        (None, Some(time), None) => {
            let (second, nano) = (u32::from(time.second.unwrap_or(0)), time.nanosecond.unwrap_or(0));
            NaiveTime::from_hms_nano_opt(u32::from(time.hour), u32::from(time.minute), second, nano).map(Value::Time)
        }
        _ => None,
    }
}

fn pieces(text: &str, pieces: &[Piece]) -> String {
    let texts: Vec<&str> = pieces.iter().filter_map(|piece| text.get(piece.start..piece.end)).collect();
    texts.join("\n")
}

#[cfg(test)]
mod tests;
