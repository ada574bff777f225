//! Dialogues for tests: the sample, and small ones written out as TOML.
//!
//! A reader just good enough for well-formed text; the real one, with spans and faults, is the store's.

use super::catalogue::{Catalogue, DEMO};
use super::dialogue::Dialogue;
use super::problem::At;
use super::record::{DIALOGUE, Field, Key, Record, Row};
use super::value::Value;
use chrono::{NaiveDate, NaiveTime};

/// The day of the sample's expected answers.
pub(crate) const TODAY: &str = "2026-03-16";

/// A day, as 2026-03-16.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The sample dialogue.
pub(crate) fn sample() -> Dialogue {
    let files = DEMO.iter().map(|(file, text)| record(file.trim_end_matches(".toml"), text));
    Dialogue::with(Catalogue::builtin(), files, Vec::new())
}

/// A dialogue of these records: `folder/id` (or `dialogue`), and TOML.
pub(crate) fn dialogue<'a>(records: impl IntoIterator<Item = (&'a str, &'a str)>) -> Dialogue {
    Dialogue::with(Catalogue::builtin(), records.into_iter().map(|(key, text)| record(key, text)), Vec::new())
}

/// One record from its key and TOML.
pub(crate) fn record(key: &str, text: &str) -> Record {
    let key = match key.split_once('/') {
        Some((kind, id)) => Key::new(kind, id),
        None => Key::new(DIALOGUE, DIALOGUE),
    };
    let table: toml::Table = text.parse().unwrap_or_else(|fault| panic!("{key}: {fault}"));
    let mut record = Record::new(key);
    for (name, value) in table {
        match value {
            toml::Value::Array(items) if !items.is_empty() && items.iter().all(toml::Value::is_table) => {
                for item in items {
                    let fields = item.as_table().expect("a table").iter().map(|(name, value)| (name.clone(), read(value)));
                    record.rows.push(Row::new(&name, fields));
                }
            }
            value => record.fields.push(Field { name: name.as_str().into(), value: read(&value), at: At::START }),
        }
    }
    record
}

fn read(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::Text(text.clone()),
        toml::Value::Integer(int) => Value::Int(*int),
        toml::Value::Float(number) => Value::Number(*number),
        toml::Value::Boolean(flag) => Value::Flag(*flag),
        toml::Value::Array(items) => Value::List(items.iter().map(read).collect()),
        toml::Value::Table(table) => Value::Odd(table.to_string()),
        toml::Value::Datetime(when) => {
            let text = when.to_string();
            let date = text.parse::<NaiveDate>().map(Value::Date);
            date.or_else(|_| text.parse::<NaiveTime>().map(Value::Time)).unwrap_or(Value::Odd(text))
        }
    }
}
