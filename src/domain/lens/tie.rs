//! A tie of the policy network: who with whom, of what kind, how often, how closely, since when.

use super::reads::{Reads, Shape};
use crate::domain::record::{Fields, Record};
use chrono::NaiveDate;

/// A record of `ties`.
#[derive(Clone, Copy, Debug)]
pub struct Tie<'a>(pub &'a Record);

/// What the lens reads.
pub const READS: Reads = Reads {
    kind: "ties",
    fields: &[
        ("from", Shape::Text),
        ("to", Shape::Text),
        ("kind", Shape::Text),
        ("frequency", Shape::Int),
        ("intensity", Shape::Int),
        ("trust", Shape::Int),
        ("origin", Shape::Text),
        ("since", Shape::Date),
        ("until", Shape::Date),
        ("wish", Shape::Text),
    ],
};

impl<'a> Tie<'a> {
    /// The kind this lens reads.
    pub const KIND: &'static str = READS.kind;

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.0.id()
    }

    /// Where it begins.
    #[must_use]
    pub fn from(self) -> Option<&'a str> {
        self.0.text("from")
    }

    /// Where it leads.
    #[must_use]
    pub fn to(self) -> Option<&'a str> {
        self.0.text("to")
    }

    /// `information`, `joint_work`, `funding`, `hierarchy`, `advice` or `conflict`.
    #[must_use]
    pub fn sort(self) -> Option<&'a str> {
        self.0.text("kind")
    }

    /// Whether it sets them apart.
    #[must_use]
    pub fn is_conflict(self) -> bool {
        self.sort() == Some("conflict")
    }

    /// How often: 0 none, 1 yearly, 2 quarterly, 3 monthly, 4 weekly.
    #[must_use]
    pub fn frequency(self) -> Option<i64> {
        self.0.int("frequency")
    }

    /// How closely: 1 formal contact, 2 exchange, 3 cooperation, 4 joint action.
    #[must_use]
    pub fn intensity(self) -> Option<i64> {
        self.0.int("intensity")
    }

    /// Trust, 1 to 5.
    #[must_use]
    pub fn trust(self) -> Option<i64> {
        self.0.int("trust")
    }

    /// `before`, `dialogue` or `unknown`.
    #[must_use]
    pub fn origin(self) -> Option<&'a str> {
        self.0.text("origin")
    }

    /// What is wished for it: `strengthen`, `keep` or `mend`.
    #[must_use]
    pub fn wish(self) -> Option<&'a str> {
        self.0.text("wish")
    }

    /// Whether it is there on a day: begun, not ended (both days included), and not of frequency 0.
    #[must_use]
    pub fn is_there(self, as_of: NaiveDate) -> bool {
        self.frequency() != Some(0)
            && self.0.date("since").is_none_or(|since| since <= as_of)
            && self.0.date("until").is_none_or(|until| as_of <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lens_reads_what_the_catalogue_declares() {
        assert_eq!(READS.faults(), Vec::<String>::new());
    }
}
