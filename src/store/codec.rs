//! Bytes of a record's file become a record, as far as they can be read, with every fault at its place.
//!
//! It judges nothing: which fields a kind has and what they may hold is for the domain's checks. It knows no disk.

use super::lines::Lines;
use super::outline::{Entry, Held, Outline, Piece, TooDeep};
use super::says;
use crate::domain::problem::{At, Problem};
use crate::domain::record::{Field, Key, Locked, Name, Record, Row};
use crate::domain::value::Value;
use chrono::{NaiveDate, NaiveTime};
use std::borrow::Cow;
use std::collections::HashSet;
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
    names: HashSet<Name>,
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
                    record.rows.push(Row { name: self.name(&row.name), fields, at });
                }
            }
            Err(TooDeep(offset)) => record.flaws.push(says::too_deep(&record.key.file(), lines.at(offset))),
        }
    }

    fn field(&mut self, text: &str, lines: &Lines<'_>, entry: Entry<'_>) -> Field {
        let name = self.name(&entry.name);
        match entry.held {
            Held::Plain(held, span) => Field { name, at: lines.at(span.start), value: value(text, held, span) },
            Held::Table => Field { name, at: lines.at(entry.start), value: Value::Odd(pieces(text, &entry.pieces)) },
        }
    }

    fn name(&mut self, name: &str) -> Name {
        match self.names.get(name) {
            Some(name) => name.clone(),
            None => {
                let name: Name = name.into();
                self.names.insert(name.clone());
                name
            }
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
    let odd = || Value::Odd(text.get(span.clone()).unwrap_or_default().to_owned());
    match held {
        DeValue::String(string) => Value::Text(plain_newlines(text, &span, string)),
        DeValue::Integer(int) => i64::from_str_radix(int.as_str(), int.radix()).map_or_else(|_| odd(), Value::Int),
        DeValue::Float(float) => match float.as_str().parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number),
            _ => odd(),
        },
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(moment) => date_or_time(&moment).unwrap_or_else(odd),
        DeValue::Array(array) => {
            let mut items = Vec::with_capacity(array.len());
            for item in array {
                let span = item.span();
                match value(text, item.into_inner(), span) {
                    Value::List(_) | Value::Odd(_) => return odd(),
                    item => items.push(item),
                }
            }
            Value::List(items)
        }
        DeValue::Table(_) => odd(),
    }
}

/// Text from a file with CRLF has the same line ends as any other.
fn plain_newlines(text: &str, span: &Range<usize>, string: Cow<'_, str>) -> String {
    let raw = text.as_bytes().get(span.clone()).unwrap_or_default();
    if raw.len() > 6 && raw.contains(&b'\r') { string.replace("\r\n", "\n") } else { string.into_owned() }
}

fn date_or_time(moment: &Datetime) -> Option<Value> {
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
