//! The lines of a draft's journal: JSON, one a change.

use crate::domain::change::Change;
use crate::domain::problem::At;
use crate::domain::record::{Field, Row};
use crate::domain::value::Value;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// One line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    /// The first: whose draft it is.
    Begin(Head),
    /// All changes so far, whole.
    Changes(Vec<Edit>),
    /// The text of a field as it was when the first splice came.
    Text {
        /// The field.
        field: String,
        /// Its text in the record.
        is: Option<Said>,
    },
    /// A text changed at one place.
    Splice {
        /// The field.
        field: String,
        /// Byte offset.
        at: usize,
        /// Bytes taken out.
        cut: usize,
        /// What comes in their place.
        put: String,
    },
}

/// Whose draft a journal is, and who writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// The dialogue's folder.
    pub(super) dialogue: String,
    /// The record's kind.
    pub(super) kind: String,
    /// Its id; none for a new one.
    pub(super) id: Option<String>,
    /// The process that writes.
    pub(super) pid: u32,
    /// When that process began, in the system's ticks: numbers of processes come again.
    pub(super) began: u64,
    /// The machine.
    pub(super) host: String,
    /// This start of the machine.
    pub(super) boot: String,
}

/// A value. The letters keep apart what JSON would confuse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Said {
    Text(String),
    Int(i64),
    Number(f64),
    Flag(bool),
    Date(String),
    Time(String),
    List(Vec<Said>),
    Odd(String),
}

/// A row: its name and fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Told {
    name: String,
    fields: Vec<(String, Said)>,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Edit {
    Field { name: String, from: Option<Said>, to: Option<Said> },
    RowField { row: Told, index: usize, name: String, from: Option<Said>, to: Option<Said> },
    AddRow(Told),
    RemoveRow { row: Told, index: usize },
}

impl From<&Value> for Said {
    fn from(value: &Value) -> Self {
        match value {
            Value::Text(text) => Self::Text(text.clone()),
            Value::Int(int) => Self::Int(*int),
            Value::Number(number) => Self::Number(*number),
            Value::Flag(flag) => Self::Flag(*flag),
            Value::Date(date) => Self::Date(date.to_string()),
            Value::Time(time) => Self::Time(time.to_string()),
            Value::List(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Odd(text) => Self::Odd(text.clone()),
        }
    }
}

impl From<Said> for Value {
    fn from(said: Said) -> Self {
        match said {
            Said::Text(text) => Self::Text(text),
            Said::Int(int) => Self::Int(int),
            Said::Number(number) => Self::Number(number),
            Said::Flag(flag) => Self::Flag(flag),
            Said::Date(date) => date.parse::<NaiveDate>().map_or(Self::Odd(date), Self::Date),
            Said::Time(time) => time.parse::<NaiveTime>().map_or(Self::Odd(time), Self::Time),
            Said::List(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Said::Odd(text) => Self::Odd(text),
        }
    }
}

impl From<&Row> for Told {
    fn from(row: &Row) -> Self {
        let fields = row.fields.iter().map(|field| (field.name.to_string(), Said::from(&field.value))).collect();
        Self { name: row.name.to_string(), fields }
    }
}

impl From<Told> for Row {
    fn from(told: Told) -> Self {
        let field = |(name, value): (String, Said)| Field { name: name.into(), value: value.into(), at: At::START };
        Self { name: told.name.into(), fields: told.fields.into_iter().map(field).collect(), at: At::START }
    }
}

impl From<&Change> for Edit {
    fn from(change: &Change) -> Self {
        let said = |value: &Option<Value>| value.as_ref().map(Said::from);
        match change {
            Change::Field { name, from, to } => Self::Field { name: name.to_string(), from: said(from), to: said(to) },
            Change::RowField { row, index, name, from, to } => {
                Self::RowField { row: row.into(), index: *index, name: name.to_string(), from: said(from), to: said(to) }
            }
            Change::AddRow(row) => Self::AddRow(row.into()),
            Change::RemoveRow { row, index } => Self::RemoveRow { row: row.into(), index: *index },
        }
    }
}

impl From<Edit> for Change {
    fn from(edit: Edit) -> Self {
        let value = |said: Option<Said>| said.map(Value::from);
        match edit {
            Edit::Field { name, from, to } => Self::Field { name: name.into(), from: value(from), to: value(to) },
            Edit::RowField { row, index, name, from, to } => {
                Self::RowField { row: row.into(), index, name: name.into(), from: value(from), to: value(to) }
            }
            Edit::AddRow(row) => Self::AddRow(row.into()),
            Edit::RemoveRow { row, index } => Self::RemoveRow { row: row.into(), index },
        }
    }
}

/// What a journal comes to: its head, and all changes with the splices carried out. A torn line is left out.
pub(super) fn read(journal: &[u8]) -> Option<(Head, Vec<Change>)> {
    let mut lines = journal.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
    let Ok(Line::Begin(head)) = serde_json::from_slice(lines.next()?) else { return None };
    let mut changes: Vec<Change> = Vec::new();
    for line in lines.filter_map(|line| serde_json::from_slice(line).ok()) {
        match line {
            Line::Begin(_) => {}
            Line::Changes(edits) => changes = edits.into_iter().map(Change::from).collect(),
            Line::Text { field, is } => {
                let is = is.map(Value::from);
                changes.push(Change::Field { name: field.into(), from: is.clone(), to: is });
            }
            Line::Splice { field, at, cut, put } => splice(&mut changes, &field, at, cut, &put),
        }
    }
    changes.retain(|change| !matches!(change, Change::Field { from, to, .. } if from == to));
    Some((head, changes))
}

fn splice(changes: &mut [Change], field: &str, at: usize, cut: usize, put: &str) {
    let of_field = |change: &&mut Change| matches!(change, Change::Field { name, .. } if &**name == field);
    let Some(Change::Field { to, .. }) = changes.iter_mut().find(of_field) else { return };
    let mut text = to.as_ref().and_then(Value::as_text).unwrap_or_default().to_owned();
    if text.get(at..at.saturating_add(cut)).is_some() {
        text.replace_range(at..at + cut, put);
        *to = if text.is_empty() { None } else { Some(Value::Text(text)) };
    }
}
