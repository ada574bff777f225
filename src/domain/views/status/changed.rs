//! What the status check says of the last thirty days: meetings and events, positions, reports on commitments, outcomes.

use super::super::matrix;
use super::super::statements::Statements;
use super::Facts;
use super::topics::{Said, count};
use crate::domain::lens::{Commitment, Outcome, Status as Kept, counted};
use crate::domain::record::{Key, Record};
use chrono::{Days, NaiveDate};

/// How many days back the check looks for what changed.
const LATELY: u64 = 30;
const WORST_FIRST: [Kept; 7] = [Kept::Delayed, Kept::AtRisk, Kept::NoEvidence, Kept::Dropped, Kept::Done, Kept::OnTrack, Kept::NotStarted];

impl Facts<'_> {
    /// What came or moved in the last thirty days.
    pub(super) fn changed(&self) -> Said {
        // The last day that does not count any more: thirty days ago is still lately.
        let start = self.as_of.checked_sub_days(Days::new(LATELY + 1)).unwrap_or(NaiveDate::MIN);
        let lately = |record: &Record| counted(record, self.as_of).is_some_and(|date| date > start);
        let (mut parts, mut records) = (Vec::new(), Vec::new());
        let met: Vec<Key> =
            self.dialogue.records("meetings").iter().filter(|record| lately(record)).map(|record| record.key.clone()).collect();
        let held: Vec<Key> = self.dialogue.events().filter(|record| lately(record)).map(|record| record.key.clone()).collect();
        if !met.is_empty() || !held.is_empty() {
            let counts = [(met.len(), "bilateral"), (held.len(), "event")].into_iter().filter(|(n, _)| *n > 0);
            parts.push(format!("{} held.", counts.map(|(n, what)| count(n, what)).collect::<Vec<_>>().join(", ")));
            records.extend(met.into_iter().chain(held));
        }
        let statements = Statements::gather(self.dialogue, self.as_of);
        let changed = statements.pairs().filter_map(|pair| {
            let before = pair.partition_point(|said| said.date <= start);
            // What nobody spoke of lately did not change.
            let cell = pair.get(before..).filter(|lately| !lately.is_empty()).and_then(|_| matrix::cell(&statements, pair))?;
            let old = pair.get(..before).and_then(|earlier| matrix::cell(&statements, earlier)).map(|old| old.value);
            (old != Some(cell.value)).then_some((old, cell))
        });
        let (moved, new): (Vec<_>, Vec<_>) = changed.partition(|(old, _)| old.is_some());
        for (old, cell) in moved {
            parts.push(format!("{} {} {:+} to {:+}.", self.short(&cell.stakeholder), cell.option, old.unwrap_or_default(), cell.value));
            records.push(cell.source);
        }
        if !new.is_empty() {
            parts.push(format!("{}.", count(new.len(), "new position")));
            records.extend(new.into_iter().map(|(_, cell)| cell.source));
        }
        self.reported(start, &mut parts, &mut records);
        let harvested: Vec<Key> = self
            .dialogue
            .records("outcomes")
            .iter()
            .filter(|record| Outcome(record).date().is_some_and(|date| date > start && date <= self.as_of))
            .map(|record| record.key.clone())
            .collect();
        if !harvested.is_empty() {
            parts.push(format!("{}.", count(harvested.len(), "outcome")));
            records.extend(harvested);
        }
        if parts.is_empty() {
            parts.push(format!("Nothing on file in the last {LATELY} days."));
        }
        (parts, records)
    }

    /// Commitments with a progress row of their own since `start`, by what it says: the worst first.
    fn reported(&self, start: NaiveDate, parts: &mut Vec<String>, records: &mut Vec<Key>) {
        let news = self
            .dialogue
            .records(Commitment::KIND)
            .iter()
            .filter(|record| Commitment(record).reports(self.as_of).any(|row| row.date().is_some_and(|date| date > start)));
        let mut news: Vec<(Kept, Key)> = news.map(|record| (Commitment(record).status(self.as_of), record.key.clone())).collect();
        if news.is_empty() {
            return;
        }
        let place = |status: Kept| WORST_FIRST.iter().position(|other| *other == status);
        news.sort_by_key(|(status, _)| place(*status));
        let telling = WORST_FIRST.into_iter().filter(|status| !matches!(status, Kept::OnTrack | Kept::NotStarted));
        let told = telling.filter_map(|status| {
            let n = news.iter().filter(|(other, _)| *other == status).count();
            (n > 0).then(|| format!("{n} {}", status.label()))
        });
        let told = told.collect::<Vec<_>>().join(", ");
        let told = if told.is_empty() { String::new() } else { format!(": {told}") };
        parts.push(format!("{} reported on{told}.", count(news.len(), "commitment")));
        records.extend(news.into_iter().map(|(_, key)| key));
    }
}
