//! What may come and change the network or the Roadmap: the drivers of change seen by a day, and which are due to be looked at again.

use crate::domain::dialogue::Dialogue;
use crate::domain::display::{one_line, title_of};
use crate::domain::record::{Fields, Key, Name, Record};
use chrono::NaiveDate;

/// A driver of change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Driver {
    /// Its record.
    pub key: Key,
    /// What may come.
    pub title: String,
    /// `very_unlikely` to `very_likely`.
    pub likelihood: Option<Name>,
    /// The commitments it touches, by id.
    pub commitments: Vec<Name>,
    /// What is to be done about it.
    pub response: Option<String>,
    /// When it is to be looked at again.
    pub review: Option<NaiveDate>,
    /// Whether that day has passed.
    pub is_overdue: bool,
}

/// The records of foresight seen by `as_of`, in the order of ids.
pub fn seen(dialogue: &Dialogue, as_of: NaiveDate) -> impl Iterator<Item = &Record> {
    let records = dialogue.records("foresight").iter().map(|record| &**record);
    records.filter(move |record| record.date("date").is_none_or(|date| date <= as_of))
}

/// The drivers of change seen by `as_of`: the one to be looked at first stands first, those without a day last.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Vec<Driver> {
    let driver = |record: &Record| Driver {
        key: record.key.clone(),
        title: title_of(record, dialogue),
        likelihood: record.text("likelihood").map(Name::from),
        commitments: record.texts("commitments").map(Name::from).collect(),
        response: record.text("response").map(one_line),
        review: record.date("review"),
        is_overdue: record.date("review").is_some_and(|review| review < as_of),
    };
    let mut drivers: Vec<Driver> = seen(dialogue, as_of).map(driver).collect();
    drivers.sort_by_key(|driver| (driver.review.is_none(), driver.review, driver.key.id.clone()));
    drivers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{TODAY, day, dialogue};

    #[test]
    fn what_is_to_be_looked_at_first_stands_first_and_what_is_seen_later_is_not_known_yet() {
        let view = compute(
            &dialogue([
                ("foresight/a", "title = 'A'"),
                ("foresight/b", "title = 'B'\nreview = 2026-06-01"),
                ("foresight/c", "title = 'C'\nreview = 2026-03-15\ncommitments = ['c01']"),
                ("foresight/d", "title = 'D'\ndate = 2026-03-17"),
            ]),
            day(TODAY),
        );
        let told: Vec<_> = view.iter().map(|driver| (driver.title.as_str(), driver.is_overdue)).collect();
        assert_eq!(told, [("C", true), ("B", false), ("A", false)]);
        assert_eq!(view.first().unwrap().commitments, [Name::from("c01")]);
    }
}
