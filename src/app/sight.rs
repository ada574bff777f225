//! How views are limited: to a day, to an audience, to no names. Knows nothing of what is limited.

use crate::domain::audience::Audience;
use chrono::NaiveDate;

/// How much of the records is shown, and as of which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// The day views are set back to; none for today.
    pub as_of: Option<NaiveDate>,
    /// The audience the program limits itself to.
    pub audience: Audience,
    /// Whether names of stakeholders are hidden.
    pub hide_names: bool,
}

impl Sight {
    /// The day before today that is looked back at; none when it is today or a day to come.
    #[must_use]
    pub fn past(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.as_of.filter(|day| *day < today)
    }
}
