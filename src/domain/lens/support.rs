//! A donor's support: what it covers, on what it hangs, and whether it goes where the Roadmap goes.

use super::reads::{Reads, Shape};
use crate::domain::record::{Fields, Record};
use chrono::NaiveDate;

/// A record of `donor-support`.
#[derive(Clone, Copy, Debug)]
pub struct Support<'a>(pub &'a Record);

/// What the lens reads.
pub const READS: Reads = Reads {
    kind: "donor-support",
    fields: &[
        ("title", Shape::Text),
        ("donor", Shape::Text),
        ("instrument", Shape::Text),
        ("amount", Shape::Text),
        ("commitments", Shape::Texts),
        ("condition", Shape::Text),
        ("tranche_date", Shape::Date),
        ("indicators", Shape::Texts),
        ("aligned", Shape::Text),
    ],
};

impl<'a> Support<'a> {
    /// The kind this lens reads.
    pub const KIND: &'static str = READS.kind;

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.0.id()
    }

    /// Its title; the id when it has none.
    #[must_use]
    pub fn title(self) -> &'a str {
        self.0.text("title").unwrap_or(self.0.id())
    }

    /// Who gives it.
    #[must_use]
    pub fn donor(self) -> Option<&'a str> {
        self.0.text("donor").map(str::trim).filter(|text| !text.is_empty())
    }

    /// In which form.
    #[must_use]
    pub fn instrument(self) -> Option<&'a str> {
        self.0.text("instrument")
    }

    /// How much, in words.
    #[must_use]
    pub fn amount(self) -> Option<&'a str> {
        self.0.text("amount")
    }

    /// The commitments it covers.
    pub fn commitments(self) -> impl Iterator<Item = &'a str> {
        self.0.texts("commitments")
    }

    /// On what it hangs, in words.
    #[must_use]
    pub fn condition(self) -> Option<&'a str> {
        self.0.text("condition")
    }

    /// When the next payment is decided.
    #[must_use]
    pub fn tranche_date(self) -> Option<NaiveDate> {
        self.0.date("tranche_date")
    }

    /// The indicators on which the payment hangs.
    pub fn indicators(self) -> impl Iterator<Item = &'a str> {
        self.0.texts("indicators")
    }

    /// `yes`, `partly`, `no` or `overlap`.
    #[must_use]
    pub fn aligned(self) -> Option<&'a str> {
        self.0.text("aligned")
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
