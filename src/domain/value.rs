//! What a field may hold, as it stands in the file.
//!
//! A value knows nothing of the field it belongs to: whether `"soon"` is a good date is for [`super::check`] to say.

use chrono::{NaiveDate, NaiveTime};
use std::fmt;

/// One value of a field. Absent is not a value: an absent field is *not known*.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, a choice, or a link's id.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A day, without time or zone.
    Date(NaiveDate),
    /// A time of day, without zone.
    Time(NaiveTime),
    /// Several values of one type.
    List(Vec<Value>),
    /// A TOML value that no field means (a table, a date with a zone), as its own text: shown and kept.
    Odd(String),
}

impl Value {
    /// The text of a text value.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day of a date value.
    #[must_use]
    pub fn as_date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// The time of a time value.
    #[must_use]
    pub fn as_time(&self) -> Option<NaiveTime> {
        match self {
            Self::Time(time) => Some(*time),
            _ => None,
        }
    }

    /// The whole number of an integer value.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(int) => Some(*int),
            _ => None,
        }
    }

    /// The number of an integer or fractional value.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            #[allow(clippy::cast_precision_loss)]
            Self::Int(int) => Some(*int as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Yes or no of a flag.
    #[must_use]
    pub fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The members of a list; one value alone counts as a list of one.
    #[must_use]
    pub fn items(&self) -> &[Value] {
        match self {
            Self::List(items) => items,
            other => std::slice::from_ref(other),
        }
    }

    /// Says nothing: empty text or an empty list.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            _ => false,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Self {
        Self::Int(int)
    }
}

/// As a person would type it: dates as 2026-03-16, lists joined by a comma and a space.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Odd(text) => f.write_str(text),
            Self::Int(int) => write!(f, "{int}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(flag) => f.write_str(if *flag { "yes" } else { "no" }),
            Self::Date(date) => write!(f, "{date}"),
            Self::Time(time) => write!(f, "{}", time.format("%H:%M")),
            Self::List(items) => {
                for (n, item) in items.iter().enumerate() {
                    if n > 0 {
                        f.write_str(", ")?;
                    }
                    item.fmt(f)?;
                }
                Ok(())
            }
        }
    }
}
