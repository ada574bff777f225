//! Which records pass a list's filter: a slice at a time, so that typing never waits for ten thousand records.
//!
//! A filter that only narrows the one before goes through what passed that one.

use crate::domain::dialogue::Dialogue;
use crate::domain::query::{self, Query};
use crate::domain::record::Record;
use chrono::NaiveDate;
use std::sync::Arc;

/// Records looked at between two keys. To fold a long note costs more than to check a record.
const SLICE: usize = 50;

/// Records in an order.
pub(super) type Records = Arc<Vec<Arc<Record>>>;

/// A filter going through records, and what passed when it was last through.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    /// All records, in order.
    order: Records,
    /// What passed the filter that was last through.
    pub(super) passed: Records,
    /// That filter; none before the first.
    filter: Option<String>,
    /// What that filter did not understand.
    pub(super) notes: Vec<String>,
    under_way: Option<UnderWay>,
}

#[derive(Debug)]
struct UnderWay {
    filter: String,
    query: Query,
    from: Records,
    /// How many of these were looked at.
    looked: usize,
    passed: Vec<Arc<Record>>,
}

impl Sieve {
    /// Goes through these records from now on.
    pub(super) fn set(&mut self, order: Records) {
        *self = Self { order, passed: std::mem::take(&mut self.passed), notes: std::mem::take(&mut self.notes), ..Self::default() };
    }

    /// Begins with a filter, unless it is that already.
    pub(super) fn begin(&mut self, filter: String, read: impl FnOnce(&str) -> Query) {
        if self.under_way.as_ref().is_some_and(|under_way| under_way.filter == filter) {
            return;
        }
        self.under_way = None;
        if self.filter.as_ref() == Some(&filter) {
            return;
        }
        let narrows = self.filter.as_ref().is_some_and(|before| query::narrows(before, &filter));
        let from = if narrows { self.passed.clone() } else { self.order.clone() };
        let query = read(&filter);
        self.under_way = Some(UnderWay { filter, query, from, looked: 0, passed: Vec::new() });
    }

    /// Whether it is not through yet.
    #[must_use]
    pub(super) fn is_under_way(&self) -> bool {
        self.under_way.is_some()
    }

    /// Looks at some more records; says whether it is through.
    pub(super) fn go_on(&mut self, dialogue: &Dialogue, today: NaiveDate) -> bool {
        let Some(mut way) = self.under_way.take() else { return true };
        if way.query.is_empty() {
            (way.looked, self.passed) = (way.from.len(), way.from.clone());
        } else {
            let slice = way.from.iter().skip(way.looked).take(SLICE);
            way.passed.extend(slice.filter(|record| way.query.matches(record, dialogue, today)).cloned());
            way.looked += SLICE;
        }
        if way.looked < way.from.len() {
            self.under_way = Some(way);
            return false;
        }
        if !way.query.is_empty() {
            self.passed = Arc::new(way.passed);
        }
        (self.filter, self.notes) = (Some(way.filter), way.query.notes);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalogue::Catalogue;
    use crate::domain::record::Key;

    fn sieved(sieve: &mut Sieve, dialogue: &Dialogue, filter: &str) -> (usize, usize) {
        let kind = dialogue.catalogue.kind("issues").unwrap();
        sieve.begin(filter.to_owned(), |text| Query::parse(text, kind, &dialogue.catalogue));
        let mut slices = 1;
        while !sieve.go_on(dialogue, NaiveDate::default()) {
            slices += 1;
        }
        (sieve.passed.len(), slices)
    }

    #[test]
    fn many_records_are_looked_at_in_slices_and_a_longer_word_only_at_what_passed_the_shorter() {
        let records = (0..1000).map(|n| Record::new(Key::new("issues", &format!("i{n}"))));
        let dialogue = Dialogue::with(Catalogue::builtin(), records, Vec::new());
        let mut sieve = Sieve::default();
        sieve.set(Arc::new(dialogue.records("issues").to_vec()));
        assert_eq!(sieved(&mut sieve, &dialogue, ""), (1000, 1));
        assert_eq!(sieved(&mut sieve, &dialogue, "i99"), (11, 1000_usize.div_ceil(SLICE)));
        assert_eq!(sieved(&mut sieve, &dialogue, "i999"), (1, 1));
        assert_eq!(sieved(&mut sieve, &dialogue, "i99"), (11, 1000_usize.div_ceil(SLICE)));
    }
}
