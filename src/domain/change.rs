//! An edit as a small thing: which field or row, what it was, what it shall be.
//!
//! A form is a list of changes against the record it was opened from. Rows are met by what they say, not by their
//! number, so that a change finds its row again after somebody else added one above.

use super::record::{Name, Record, Row};
use super::value::Value;

/// One change to a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A top-level field goes from one value to another; `None` is absent.
    Field {
        /// The field's name.
        name: Name,
        /// What it was when the edit began.
        from: Option<Value>,
        /// What it shall be.
        to: Option<Value>,
    },
    /// A field within a row.
    RowField {
        /// The row as it was when the edit began.
        row: Row,
        /// Its index among the rows of its name when the edit began: decides between rows that say the same.
        index: usize,
        /// The field's name.
        name: Name,
        /// What it was.
        from: Option<Value>,
        /// What it shall be.
        to: Option<Value>,
    },
    /// A row is added behind the last of its name.
    AddRow(Row),
    /// A row is taken away.
    RemoveRow {
        /// The row as it was when the edit began.
        row: Row,
        /// Its index among the rows of its name.
        index: usize,
    },
}

/// Where a row of an edited copy comes from: its index among the rows of its name in the base, or new.
pub type Origin = Option<usize>;

/// The same change for a record that holds nothing: what was typed into a row is the row with that in it. None for a row taken away.
#[must_use]
pub fn on_nothing(change: &Change) -> Option<Change> {
    match change {
        Change::Field { name, to, .. } => Some(Change::Field { name: name.clone(), from: None, to: to.clone() }),
        Change::AddRow(row) => Some(Change::AddRow(row.clone())),
        Change::RowField { row, name, to, .. } => {
            let mut row = row.clone();
            row.set(name, to.clone());
            Some(Change::AddRow(row))
        }
        Change::RemoveRow { .. } => None,
    }
}

/// The changes that lead from `base` to `work`.
///
/// `origins` tells for each row of `work` (same order) which row of its name in `base` it was; rows of `base` that are
/// nobody's origin were removed.
#[must_use]
pub fn between(base: &Record, work: &Record, origins: &[Origin]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (name, from, to) in field_changes(&base.fields, &work.fields) {
        changes.push(Change::Field { name, from, to });
    }
    for (row, origin) in work.rows.iter().zip(origins) {
        match origin.and_then(|index| base.row(&row.name, index).map(|was| (index, was))) {
            None => changes.push(Change::AddRow(row.clone())),
            Some((index, was)) => {
                for (name, from, to) in field_changes(&was.fields, &row.fields) {
                    changes.push(Change::RowField { row: was.clone(), index, name, from, to });
                }
            }
        }
    }
    let mut removed = Vec::new();
    for (place, row) in base.rows.iter().enumerate() {
        let index = base.rows.iter().take(place).filter(|other| other.name == row.name).count();
        let kept = work.rows.iter().zip(origins).any(|(other, origin)| other.name == row.name && *origin == Some(index));
        if !kept {
            removed.push(Change::RemoveRow { row: row.clone(), index });
        }
    }
    // Last first, so that the indices of the earlier ones stay true while they are carried out.
    changes.extend(removed.into_iter().rev());
    changes
}

type FieldChange = (Name, Option<Value>, Option<Value>);

fn field_changes(was: &[super::record::Field], is: &[super::record::Field]) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    for field in was {
        let to = is.iter().find(|other| other.name == field.name).map(|other| other.value.clone());
        if to.as_ref() != Some(&field.value) {
            changes.push((field.name.clone(), Some(field.value.clone()), to));
        }
    }
    for field in is {
        if !was.iter().any(|other| other.name == field.name) {
            changes.push((field.name.clone(), None, Some(field.value.clone())));
        }
    }
    changes
}

impl Record {
    /// The index, among the rows of its name, of the row that says what `row` says; of several the one at `index`, else the first.
    #[must_use]
    pub fn find_row(&self, row: &Row, index: usize) -> Option<usize> {
        let same: Vec<usize> = self.rows(&row.name).enumerate().filter(|(_, other)| other.same_as(row)).map(|(n, _)| n).collect();
        if same.contains(&index) { Some(index) } else { same.first().copied() }
    }

    /// Carries out changes on this record in memory; a change whose row is gone is left out.
    pub fn apply(&mut self, changes: &[Change]) {
        // Rows are found before any is changed: one change must not hide a row from the next.
        let rows: Vec<Option<usize>> = changes
            .iter()
            .map(|change| match change {
                Change::RowField { row, index, .. } | Change::RemoveRow { row, index } => self.find_row(row, *index),
                _ => None,
            })
            .collect();
        for (change, found) in changes.iter().zip(rows) {
            match change {
                Change::Field { name, to, .. } => self.set(name, to.clone()),
                Change::AddRow(row) => {
                    self.add_row(row.clone());
                }
                Change::RowField { row, name, to, .. } => {
                    if let Some(target) = found.and_then(|index| self.row_mut(&row.name, index)) {
                        target.set(name, to.clone());
                    }
                }
                Change::RemoveRow { row, .. } => {
                    if let Some(index) = found {
                        self.remove_row(&row.name, index);
                    }
                }
            }
        }
    }

    /// The changes that make a new record of this one: each field and row as an addition.
    #[must_use]
    pub fn as_changes(&self) -> Vec<Change> {
        between(&Record::new(self.key.clone()), self, &vec![None; self.rows.len()])
    }
}

impl Change {
    /// The field this change is about, as `position[2].value` (rows from 1); a whole row as `position[2]`.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Field { name, .. } => name.to_string(),
            Self::RowField { row, index, name, .. } => format!("{}[{}].{name}", row.name, index + 1),
            Self::AddRow(row) => format!("{}[+]", row.name),
            Self::RemoveRow { row, index } => format!("{}[{}]", row.name, index + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::{Fields, Key};
    use super::*;

    fn meeting() -> Record {
        let mut record = Record::new(Key::new("meetings", "m"));
        record.set("stakeholder", Some("udk".into()));
        record.add_row(Row::new("position", [("option".to_owned(), "o1".into())]));
        record.add_row(Row::new("position", [("option".to_owned(), "o2".into())]));
        record
    }

    #[test]
    fn an_untouched_copy_has_no_changes() {
        let base = meeting();
        assert_eq!(between(&base, &base.clone(), &[Some(0), Some(1)]), []);
    }

    #[test]
    fn changes_lead_from_the_base_to_the_work() {
        let base = meeting();
        let mut work = base.clone();
        work.set("stakeholder", None);
        work.set("date", Some("x".into()));
        work.remove_row("position", 0);
        work.row_mut("position", 0).unwrap().set("value", Some(Value::Int(2)));
        work.add_row(Row::new("promise", [("text".to_owned(), "p".into())]));
        let changes = between(&base, &work, &[Some(1), None]);
        let mut again = base.clone();
        again.apply(&changes);
        assert_eq!(again.fields, work.fields);
        assert!(again.rows.iter().zip(&work.rows).all(|(a, b)| a.same_as(b)) && again.rows.len() == work.rows.len());
    }

    #[test]
    fn a_row_is_found_by_what_it_says_when_somebody_added_one_above() {
        let base = meeting();
        let change = Change::RowField {
            row: base.row("position", 1).unwrap().clone(),
            index: 1,
            name: "value".into(),
            from: None,
            to: Some(Value::Int(-1)),
        };
        let mut theirs = base.clone();
        theirs.rows.insert(0, Row::new("position", [("option".to_owned(), "o0".into())]));
        theirs.apply(&[change]);
        assert_eq!(theirs.row("position", 2).unwrap().int("value"), Some(-1));
        assert_eq!(theirs.row("position", 1).unwrap().int("value"), None);
    }
}
