//! Dialogues for tests: the sample, and small ones written out as TOML.
//!
//! A reader just good enough for well-formed text, in the order of the file and with its places; the real one, with
//! faults, is the store's.

use super::catalogue::{Catalogue, DEMO};
use super::dialogue::Dialogue;
use super::problem::At;
use super::record::{DIALOGUE, Field, Key, Record, Row};
use super::value::Value;
use chrono::{NaiveDate, NaiveTime};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The day of the sample's expected answers.
pub(crate) const TODAY: &str = "2026-03-16";

/// A day, as 2026-03-16.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The records of the sample dialogue.
pub(crate) fn sample_records() -> impl Iterator<Item = Record> {
    DEMO.iter().map(|(file, text)| record(file.trim_end_matches(".toml"), text))
}

/// The sample dialogue.
pub(crate) fn sample() -> Dialogue {
    Dialogue::with(Catalogue::builtin(), sample_records(), Vec::new())
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
    let table = DeTable::parse(text).unwrap_or_else(|fault| panic!("{key}: {fault}"));
    let mut record = Record::new(key);
    for (name, value) in in_order(table.get_ref()) {
        match tables(value.get_ref()) {
            Some(rows) => record.rows.extend(rows.map(|(table, start)| Row {
                name: name.into(),
                fields: in_order(table).into_iter().map(|(name, value)| field(name, value, text)).collect(),
                at: At::of(text, start),
            })),
            None => record.fields.push(field(name, value, text)),
        }
    }
    record
}

/// The entries of a table in the order of the file.
fn in_order<'a, 'b>(table: &'a DeTable<'b>) -> Vec<(&'a str, &'a Spanned<DeValue<'b>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries.into_iter().map(|(name, value)| (&**name.get_ref(), value)).collect()
}

/// The tables of an array that holds nothing else, each with where it starts.
fn tables<'a, 'b>(value: &'a DeValue<'b>) -> Option<impl Iterator<Item = (&'a DeTable<'b>, usize)>> {
    let items = value.as_array().filter(|items| !items.is_empty() && items.iter().all(|item| item.get_ref().is_table()))?;
    Some(items.iter().filter_map(|item| Some((item.get_ref().as_table()?, item.span().start))))
}

fn field(name: &str, value: &Spanned<DeValue<'_>>, text: &str) -> Field {
    Field { name: name.into(), value: read(value.get_ref()), at: At::of(text, value.span().start) }
}

fn read(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(int) => Value::Int(int.as_str().parse().expect("a decimal number")),
        DeValue::Float(number) => Value::Number(number.as_str().parse().expect("a number")),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Array(items) => Value::List(items.iter().map(|item| read(item.get_ref())).collect()),
        DeValue::Table(_) => Value::Odd("{ … }".to_owned()),
        DeValue::Datetime(when) => {
            let text = when.to_string();
            let date = text.parse::<NaiveDate>().map(Value::Date);
            date.or_else(|_| text.parse::<NaiveTime>().map(Value::Time)).unwrap_or(Value::Odd(text))
        }
    }
}

/// A dialogue put together line by line.
#[derive(Default, Clone)]
pub(crate) struct Build(pub(crate) Vec<Record>);

impl Build {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Any record: `meetings/m1`, and its text.
    pub(crate) fn file(mut self, name: &str, text: &str) -> Self {
        self.0.push(record(name, text));
        self
    }

    /// Stakeholders, each as `id:kind`.
    pub(crate) fn people(self, people: &[&str]) -> Self {
        people.iter().fold(self, |build, person| {
            let (id, kind) = person.split_once(':').expect("id:kind");
            build
                .file(&format!("stakeholders/{id}"), &format!("name = \"{id}\"\nshort_name = \"{}\"\nkind = \"{kind}\"", id.to_uppercase()))
        })
    }

    /// An issue with a status and options, each as `id` or `id!excluded`.
    pub(crate) fn issue(self, id: &str, status: &str, options: &[&str]) -> Self {
        let build = self.file(&format!("issues/{id}"), &format!("title = \"Issue {id}\"\nstatus = \"{status}\""));
        options.iter().fold(build, |build, option| {
            let (option, excludes) = option.split_once('!').map_or((*option, String::new()), |(a, b)| (a, format!("\"{b}\"")));
            build.file(&format!("options/{option}"), &format!("title = \"Option {option}\"\nissue = \"{id}\"\nexcludes = [{excludes}]"))
        })
    }

    /// A bilateral meeting that was held.
    pub(crate) fn meeting(self, id: &str, stakeholder: &str, date: &str, rest: &str) -> Self {
        self.file(&format!("meetings/{id}"), &format!("stakeholder = \"{stakeholder}\"\ndate = {date}\n{rest}"))
    }

    /// The dialogue.
    pub(crate) fn done(&self) -> Dialogue {
        Dialogue::with(Catalogue::builtin(), self.0.clone(), Vec::new())
    }
}

/// A position row: `pos("o1", 2)`.
pub(crate) fn pos(option: &str, value: i64) -> String {
    format!("[[position]]\noption = \"{option}\"\nvalue = {value}\n")
}

/// A position row without a value: asked, would not say.
pub(crate) fn asked(option: &str) -> String {
    format!("[[position]]\noption = \"{option}\"\n")
}
/// A red line: `line("must_have", "o1", "firmness = \"absolute\"")`.
pub(crate) fn line(polarity: &str, option: &str, rest: &str) -> String {
    format!("[[red_line]]\noption = \"{option}\"\npolarity = \"{polarity}\"\n{rest}\n")
}
