//! An indicator: where it began, where it shall arrive, and what was measured on the way.

use super::declare::lens;
use crate::domain::record::Fields;
use chrono::NaiveDate;

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

lens! {
    /// A record of `indicators`.
    Indicator on record of "indicators" {
        /// `policy`, `process` or `partnership`.
        family: text,
        /// What it counts in.
        unit: text,
        /// Where it began.
        baseline: number,
        /// When it began there.
        baseline_date: day,
        /// Where it shall arrive.
        target: number,
        /// When it shall arrive there.
        target_date: day,
        /// The stakeholder who answers for it.
        owner: text,
        /// The donor's payment that hangs on it, in words.
        tranche: text,
        /// How often it shall be measured.
        frequency: text,
    } and {
        title: text,
        type: text,
        direction: text,
    }
}

lens! {
    /// What was measured on a day.
    MeasurementRow on row "measurement" of "indicators" {
        /// The day.
        date: day,
        /// The number.
        value: number,
        /// What was found, in words.
        text: text,
    }
}

impl<'a> Indicator<'a> {
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

    /// Told in words, not in numbers.
    #[must_use]
    pub fn is_qualitative(self) -> bool {
        self.0.text("type") == Some("qualitative")
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

    /// How many days may lie between two measurements.
    #[must_use]
    pub fn interval(self) -> Option<i64> {
        match self.frequency() {
            Some("monthly") => Some(31),
            Some("quarterly") => Some(91),
            Some("half_yearly") => Some(183),
            Some("yearly") => Some(366),
            _ => None,
        }
    }

    /// The measurements dated up to `as_of`, in the order of the file.
    pub fn measurements(self, as_of: NaiveDate) -> impl Iterator<Item = Measurement<'a>> {
        let rows = self.0.rows("measurement").map(MeasurementRow);
        rows.filter_map(move |row| {
            let date = row.date().filter(|date| *date <= as_of)?;
            Some(Measurement { date, value: row.value(), text: row.text() })
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
