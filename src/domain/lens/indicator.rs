//! An indicator: where it began, where it shall arrive, and what was measured on the way.

use super::reads::{Reads, Shape};
use crate::domain::record::{Fields, Record};
use chrono::NaiveDate;

/// A record of `indicators`.
#[derive(Clone, Copy, Debug)]
pub struct Indicator<'a>(pub &'a Record);

/// The way an indicator shall go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// It shall stay where it is.
    Keep,
}

/// One measurement: its day, its value where it has one, and its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measurement<'a> {
    /// The day.
    pub date: NaiveDate,
    /// The number.
    pub value: Option<f64>,
    /// What was found, in words.
    pub text: Option<&'a str>,
}

/// What the lens reads.
pub const READS: Reads = Reads {
    kind: "indicators",
    fields: &[
        ("title", Shape::Text),
        ("family", Shape::Text),
        ("type", Shape::Text),
        ("unit", Shape::Text),
        ("direction", Shape::Text),
        ("baseline", Shape::Number),
        ("baseline_date", Shape::Date),
        ("target", Shape::Number),
        ("target_date", Shape::Date),
        ("frequency", Shape::Text),
        ("owner", Shape::Text),
        ("tranche", Shape::Text),
        ("measurement.date", Shape::Date),
        ("measurement.value", Shape::Number),
        ("measurement.text", Shape::Text),
    ],
};

impl<'a> Indicator<'a> {
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

    /// `policy`, `process` or `partnership`.
    #[must_use]
    pub fn family(self) -> Option<&'a str> {
        self.0.text("family")
    }

    /// Told in words, not in numbers.
    #[must_use]
    pub fn is_qualitative(self) -> bool {
        self.0.text("type") == Some("qualitative")
    }

    /// What it counts in.
    #[must_use]
    pub fn unit(self) -> Option<&'a str> {
        self.0.text("unit")
    }

    /// The way it shall go; where it is not said, the way from the baseline to the target, else up.
    #[must_use]
    pub fn direction(self) -> Direction {
        match self.0.text("direction") {
            Some("up") => Direction::Up,
            Some("down") => Direction::Down,
            Some("keep") => Direction::Keep,
            _ if self.baseline().zip(self.target()).is_some_and(|(baseline, target)| target < baseline) => Direction::Down,
            _ => Direction::Up,
        }
    }

    /// Where it began.
    #[must_use]
    pub fn baseline(self) -> Option<f64> {
        self.0.number("baseline")
    }

    /// When it began there.
    #[must_use]
    pub fn baseline_date(self) -> Option<NaiveDate> {
        self.0.date("baseline_date")
    }

    /// Where it shall arrive.
    #[must_use]
    pub fn target(self) -> Option<f64> {
        self.0.number("target")
    }

    /// When it shall arrive there.
    #[must_use]
    pub fn target_date(self) -> Option<NaiveDate> {
        self.0.date("target_date")
    }

    /// The stakeholder who answers for it.
    #[must_use]
    pub fn owner(self) -> Option<&'a str> {
        self.0.text("owner")
    }

    /// The donor's payment that hangs on it, in words.
    #[must_use]
    pub fn tranche(self) -> Option<&'a str> {
        self.0.text("tranche")
    }

    /// How many days may lie between two measurements.
    #[must_use]
    pub fn interval(self) -> Option<i64> {
        match self.0.text("frequency") {
            Some("monthly") => Some(31),
            Some("quarterly") => Some(91),
            Some("half_yearly") => Some(183),
            Some("yearly") => Some(366),
            _ => None,
        }
    }

    /// The measurements dated up to `as_of`, in the order of the file.
    pub fn measurements(self, as_of: NaiveDate) -> impl Iterator<Item = Measurement<'a>> {
        let rows = self.0.rows("measurement");
        rows.filter_map(move |row| {
            let date = row.date("date").filter(|date| *date <= as_of)?;
            Some(Measurement { date, value: row.number("value"), text: row.text("text").filter(|text| !text.trim().is_empty()) })
        })
    }

    /// The latest measurement with a value at `as_of`; of two on one day, the later in the file.
    #[must_use]
    pub fn latest(self, as_of: NaiveDate) -> Option<(NaiveDate, f64)> {
        self.measurements(as_of).filter_map(|found| Some((found.date, found.value?))).max_by_key(|(date, _)| *date)
    }

    /// Whether a value has reached the target in its direction; nothing without a target.
    #[must_use]
    pub fn reached(self, value: f64) -> Option<bool> {
        let target = self.target()?;
        Some(match self.direction() {
            Direction::Up => value >= target,
            Direction::Down => value <= target,
            Direction::Keep => (value - target).abs() < f64::EPSILON,
        })
    }
}
