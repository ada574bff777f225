//! A record: one file of a dialogue, read without judging it.
//!
//! Fields and rows stand in the order of the file and know where they stand. Nothing here knows what a kind allows.

use super::problem::{At, Problem};
use super::value::Value;
use chrono::NaiveDate;
use std::fmt;
use std::sync::Arc;

/// The name of a kind, a field, a row or a record's id: shared, cheap to copy.
pub type Name = Arc<str>;

/// The folder name that stands for `dialogue.toml` itself.
pub const DIALOGUE: &str = "dialogue";

/// Which record: its kind (folder) and id (file stem).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The kind's name, which is the folder; [`DIALOGUE`] for the process itself.
    pub kind: Name,
    /// The file's stem.
    pub id: Name,
}

impl Key {
    /// A key from its two parts.
    #[must_use]
    pub fn new(kind: &str, id: &str) -> Self {
        Self { kind: kind.into(), id: id.into() }
    }

    /// The key of `dialogue.toml`.
    #[must_use]
    pub fn dialogue() -> Self {
        Self::new(DIALOGUE, DIALOGUE)
    }

    /// Whether this is `dialogue.toml`.
    #[must_use]
    pub fn is_dialogue(&self) -> bool {
        &*self.kind == DIALOGUE
    }

    /// The record's file, relative to the dialogue's folder.
    #[must_use]
    pub fn file(&self) -> String {
        if self.is_dialogue() { "dialogue.toml".to_owned() } else { format!("{}/{}.toml", self.kind, self.id) }
    }
}

/// `folder/id`, or `dialogue`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_dialogue() { f.write_str(DIALOGUE) } else { write!(f, "{}/{}", self.kind, self.id) }
    }
}

/// A field as it stands in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key in the file.
    pub name: Name,
    /// What it holds.
    pub value: Value,
    /// Where its value stands.
    pub at: At,
}

/// One table of an array of tables, such as a `[[position]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The array's key: `position`, `red_line`, …
    pub name: Name,
    /// Its fields in the order of the file.
    pub fields: Vec<Field>,
    /// Where its head stands.
    pub at: At,
}

/// Why a record may be read but not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locked {
    /// The file is a symbolic link.
    Link,
    /// The file could not be read as TOML; it is never overwritten.
    Unreadable,
}

/// One record of a dialogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Which record.
    pub key: Key,
    /// Top-level fields in the order of the file.
    pub fields: Vec<Field>,
    /// All rows in the order of the file.
    pub rows: Vec<Row>,
    /// What reading the file already found wrong: faults of TOML, each with its place.
    pub flaws: Vec<Problem>,
    /// Set when the record may be looked at but not written.
    pub locked: Option<Locked>,
}

/// What records and rows have in common: fields that can be asked for by name.
pub trait Fields {
    /// All fields in the order of the file.
    fn fields(&self) -> &[Field];

    /// The field of that name, with its place.
    fn field(&self, name: &str) -> Option<&Field> {
        self.fields().iter().find(|field| &*field.name == name)
    }

    /// The value of that name.
    fn get(&self, name: &str) -> Option<&Value> {
        self.field(name).map(|field| &field.value)
    }

    /// The value as text; nothing when absent or of another type.
    fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_text)
    }

    /// The value as a day.
    fn date(&self, name: &str) -> Option<NaiveDate> {
        self.get(name).and_then(Value::as_date)
    }

    /// The value as a whole number.
    fn int(&self, name: &str) -> Option<i64> {
        self.get(name).and_then(Value::as_int)
    }

    /// The value as a number.
    fn number(&self, name: &str) -> Option<f64> {
        self.get(name).and_then(Value::as_number)
    }

    /// The value as yes or no.
    fn flag(&self, name: &str) -> Option<bool> {
        self.get(name).and_then(Value::as_flag)
    }

    /// The texts of a list; a single text counts as a list of one; empty when absent.
    fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.get(name).map(Value::items).unwrap_or_default().iter().filter_map(Value::as_text)
    }
}

impl Fields for Record {
    fn fields(&self) -> &[Field] {
        &self.fields
    }
}

impl Fields for Row {
    fn fields(&self) -> &[Field] {
        &self.fields
    }
}

impl Record {
    /// An empty record.
    #[must_use]
    pub fn new(key: Key) -> Self {
        Self { key, fields: Vec::new(), rows: Vec::new(), flaws: Vec::new(), locked: None }
    }

    /// The kind's name.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.key.kind
    }

    /// The record's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.key.id
    }

    /// The rows of that name, in the order of the file.
    pub fn rows<'a>(&'a self, name: &'a str) -> impl DoubleEndedIterator<Item = &'a Row> {
        self.rows.iter().filter(move |row| &*row.name == name)
    }

    /// The row at `index` (from 0) among those of that name.
    #[must_use]
    pub fn row<'a>(&'a self, name: &'a str, index: usize) -> Option<&'a Row> {
        self.rows(name).nth(index)
    }

    /// Sets a top-level field, or removes it with `None`; a new one goes to the end.
    pub fn set(&mut self, name: &str, value: Option<Value>) {
        set_in(&mut self.fields, name, value);
    }

    /// The row at `index` among those of that name, to be changed.
    pub fn row_mut(&mut self, name: &str, index: usize) -> Option<&mut Row> {
        self.rows.iter_mut().filter(|row| &*row.name == name).nth(index)
    }

    /// Adds a row behind the last of its name (or at the end) and gives its index among them.
    pub fn add_row(&mut self, row: Row) -> usize {
        let index = self.rows.iter().filter(|other| other.name == row.name).count();
        let after = self.rows.iter().rposition(|other| other.name == row.name).map_or(self.rows.len(), |last| last + 1);
        self.rows.insert(after, row);
        index
    }

    /// Takes away the row at `index` among those of that name.
    pub fn remove_row(&mut self, name: &str, index: usize) -> Option<Row> {
        let place = self.rows.iter().enumerate().filter(|(_, row)| &*row.name == name).nth(index)?.0;
        Some(self.rows.remove(place))
    }
}

impl Row {
    /// A row with these fields, not yet in a file.
    #[must_use]
    pub fn new(name: &str, fields: impl IntoIterator<Item = (String, Value)>) -> Self {
        let fields = fields.into_iter().map(|(name, value)| Field { name: name.into(), value, at: At::START }).collect();
        Self { name: name.into(), fields, at: At::START }
    }

    /// Sets a field, or removes it with `None`; a new one goes to the end.
    pub fn set(&mut self, name: &str, value: Option<Value>) {
        set_in(&mut self.fields, name, value);
    }

    /// Whether both rows say the same, wherever they stand.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        self.name == other.name
            && self.fields.len() == other.fields.len()
            && self.fields.iter().all(|field| other.get(&field.name) == Some(&field.value))
    }
}

fn set_in(fields: &mut Vec<Field>, name: &str, value: Option<Value>) {
    let found = fields.iter().position(|field| &*field.name == name);
    match (found, value) {
        (Some(index), Some(value)) => {
            if let Some(field) = fields.get_mut(index) {
                field.value = value;
            }
        }
        (Some(index), None) => {
            fields.remove(index);
        }
        (None, Some(value)) => fields.push(Field { name: name.into(), value, at: At::START }),
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setting_a_field_to_nothing_takes_it_away_and_leaves_the_others_in_order() {
        let mut record = Record::new(Key::new("meetings", "m"));
        record.set("a", Some("1".into()));
        record.set("b", Some("2".into()));
        record.set("c", Some("3".into()));
        record.set("b", None);
        let names: Vec<_> = record.fields.iter().map(|field| &*field.name).collect();
        assert_eq!(names, ["a", "c"]);
    }

    #[test]
    fn a_row_is_added_behind_the_last_of_its_name() {
        let mut record = Record::new(Key::new("meetings", "m"));
        record.add_row(Row::new("position", []));
        record.add_row(Row::new("promise", []));
        assert_eq!(record.add_row(Row::new("position", [("value".to_owned(), Value::Int(1))])), 1);
        let names: Vec<_> = record.rows.iter().map(|row| &*row.name).collect();
        assert_eq!(names, ["position", "position", "promise"]);
    }

    #[test]
    fn dialogue_toml_is_addressed_as_dialogue() {
        assert_eq!(Key::dialogue().to_string(), "dialogue");
        assert_eq!(Key::dialogue().file(), "dialogue.toml");
        assert_eq!(Key::new("meetings", "x").file(), "meetings/x.toml");
    }
}
