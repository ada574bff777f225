//! A record or one of its rows: what a line speaks of, and what commands act on.

use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Key, Name, Record, Row};

/// A record, or one of its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The record.
    pub key: Key,
    /// The row: its name, and its index among those of that name.
    pub row: Option<(Name, usize)>,
}

impl Part {
    /// The row of its record that is meant, when it is one and is there.
    #[must_use]
    pub fn row_of<'r>(&'r self, record: &'r Record) -> Option<&'r Row> {
        let (name, index) = self.row.as_ref()?;
        record.row(name, *index)
    }

    /// A record as a whole.
    #[must_use]
    pub fn whole(key: &Key) -> Self {
        Self { key: key.clone(), row: None }
    }

    /// The last row of that name of which this is so; the record as a whole where there is none.
    #[must_use]
    pub fn last(dialogue: &Dialogue, key: &Key, name: &str, is_it: impl Fn(&Row) -> bool) -> Self {
        let found = dialogue.find(key).and_then(|record| record.rows(name).enumerate().filter(|(_, row)| is_it(row)).last());
        Self { row: found.map(|(index, row)| (row.name.clone(), index)), ..Self::whole(key) }
    }

    /// The row itself, borrowed from that record.
    #[must_use]
    pub fn row(dialogue: &Dialogue, key: &Key, row: &Row) -> Self {
        Self::last(dialogue, key, &row.name, |other| std::ptr::eq(other, row))
    }
}
