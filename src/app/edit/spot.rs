//! A place in a record that the cursor can stand on: a field, a field of a row, a row, or the line that adds one.

use super::session::Session;
use crate::app::msg::Effect;
use crate::domain::catalogue::{FieldDef, Kind, RowDef};
use crate::domain::entry::{self, Entering, Fault};
use crate::domain::record::{Fields, Name, Record};
use crate::domain::value::Value;

/// A place in a record being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A top-level field.
    Field(Name),
    /// A field of a row.
    Cell {
        /// The row's name.
        row: Name,
        /// Its index among the rows of its name.
        index: usize,
        /// The field.
        field: Name,
    },
    /// A row in one line.
    Row {
        /// The row's name.
        row: Name,
        /// Its index among the rows of its name.
        index: usize,
    },
    /// The line that adds a row of that name.
    Add(Name),
    /// The line that brings back the row of that name that was taken away last.
    Back(Name),
}

impl Spot {
    /// What the catalogue says of the field here; none for a row.
    #[must_use]
    pub fn def<'k>(&self, kind: &'k Kind) -> Option<&'k FieldDef> {
        match self {
            Self::Field(name) => kind.field(name),
            Self::Cell { row, field, .. } => kind.row(row)?.field(field),
            Self::Row { .. } | Self::Add(_) | Self::Back(_) => None,
        }
    }

    /// The kind of row that it belongs to.
    #[must_use]
    pub fn row_def<'k>(&self, kind: &'k Kind) -> Option<&'k RowDef> {
        kind.row(self.row_name()?)
    }

    /// The name of the row that it belongs to.
    #[must_use]
    pub fn row_name(&self) -> Option<&Name> {
        match self {
            Self::Field(_) => None,
            Self::Cell { row, .. } | Self::Row { row, .. } | Self::Add(row) | Self::Back(row) => Some(row),
        }
    }

    /// The row that it stands in.
    #[must_use]
    pub fn in_row(&self) -> Option<(&Name, usize)> {
        match self {
            Self::Cell { row, index, .. } | Self::Row { row, index } => Some((row, *index)),
            _ => None,
        }
    }

    /// What stands here.
    #[must_use]
    pub fn value<'r>(&'r self, record: &'r Record) -> Option<&'r Value> {
        match self {
            Self::Field(name) => record.get(name),
            Self::Cell { row, index, field } => record.row(row, *index)?.get(field),
            Self::Row { .. } | Self::Add(_) | Self::Back(_) => None,
        }
    }

    /// Sets what stands here.
    pub fn set(&self, session: &mut Session, value: Option<Value>) -> Vec<Effect> {
        match self {
            Self::Field(name) => session.set(name, value),
            Self::Cell { row, index, field } => session.set_in_row(row, *index, field, value),
            Self::Row { .. } | Self::Add(_) | Self::Back(_) => Vec::new(),
        }
    }

    /// What is wrong with what stands here.
    #[must_use]
    pub fn fault(&self, kind: &Kind, record: &Record, at: &Entering<'_>) -> Option<Fault> {
        let def = self.def(kind)?;
        let value = self.value(record)?;
        entry::parse(def, &entry::edit_text(def, value), at).err()
    }
}

/// The value of a text as it is being typed: a text that is no value of the field is kept as it stands.
#[must_use]
pub(super) fn typed_value(def: &FieldDef, text: &str, at: &Entering<'_>) -> Option<Value> {
    entry::parse(def, text, at).unwrap_or_else(|_| Some(Value::Text(text.to_owned())))
}
