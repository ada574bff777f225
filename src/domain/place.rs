//! Where in a record something stands: a field, or a field of a row.

use super::catalogue::{FieldDef, Kind};
use super::record::{Field, Name, Record, Row};
use std::fmt;

/// The way to a field within its record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldPath {
    /// The row's name and its index (from 0) among the rows of that name; none for a field of the record itself.
    pub row: Option<(Name, usize)>,
    /// The field's name.
    pub field: Name,
}

/// `stakeholder`, or `position[2].option` for the second position.
impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.row {
            Some((row, index)) => write!(f, "{row}[{}].{}", index + 1, self.field),
            None => f.write_str(&self.field),
        }
    }
}

/// A field as it is met in a record: with its row, if it has one.
#[derive(Clone, Copy, Debug)]
pub struct Met<'a> {
    /// The row and its index among those of its name.
    pub row: Option<(&'a Row, usize)>,
    /// The field.
    pub field: &'a Field,
}

impl<'a> Met<'a> {
    /// The way to it.
    #[must_use]
    pub fn path(&self) -> FieldPath {
        FieldPath { row: self.row.map(|(row, index)| (row.name.clone(), index)), field: self.field.name.clone() }
    }

    /// What its kind says of it.
    #[must_use]
    pub fn def<'k>(&self, kind: &'k Kind) -> Option<&'k FieldDef> {
        match self.row {
            Some((row, _)) => kind.row(&row.name)?.field(&self.field.name),
            None => kind.field(&self.field.name),
        }
    }
}

/// The rows of a record, each with its index among those of its name.
pub fn rows(record: &Record) -> impl Iterator<Item = (&Row, usize)> {
    let mut seen: Vec<(&str, usize)> = Vec::new();
    record.rows.iter().map(move |row| match seen.iter_mut().find(|(name, _)| *name == &*row.name) {
        Some((_, count)) => {
            *count += 1;
            (row, *count)
        }
        None => {
            seen.push((&row.name, 0));
            (row, 0)
        }
    })
}

/// Every field of a record: its own, then those of its rows.
pub fn fields(record: &Record) -> impl Iterator<Item = Met<'_>> {
    let own = record.fields.iter().map(|field| Met { row: None, field });
    own.chain(rows(record).flat_map(|(row, index)| row.fields.iter().map(move |field| Met { row: Some((row, index)), field })))
}
