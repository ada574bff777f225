//! What a filter's term asks of a value: a day or number within bounds, a choice, a name, some words.

use super::super::catalogue::{FieldDef, FieldType};
use super::super::dates::{parse_ahead, parse_time};
use super::super::dialogue::Dialogue;
use super::super::display::{short_of, title_of};
use super::super::entry::{Fault, not_a_date, not_a_flag, not_a_number, not_a_time, quoted};
use super::super::fold::fold;
use super::super::value::Value;
use super::slot::chosen;
use chrono::{Months, NaiveDate, NaiveTime};

/// A value asked for.
#[derive(Debug, Clone)]
pub(super) enum Want {
    /// A day within bounds, which may count from today and are read anew each day.
    Days(Bounds<String>),
    Numbers(Bounds<f64>),
    Times(Bounds<NaiveTime>),
    Flag(bool),
    /// One of these choices.
    Choices(Vec<Value>),
    /// A record by a name or its beginning, folded.
    Name(String),
    /// Words that stand in it, folded.
    Words(String),
}

/// From where to where; each end with whether it belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bounds<T> {
    from: Option<(T, bool)>,
    to: Option<(T, bool)>,
}

impl Bounds<String> {
    /// `<x`, `<=x`, `>x`, `>=x`, `a..b`, `a..`, `..b`, or `x` alone.
    fn read(text: &str) -> Self {
        let end = |text: &str, inclusive| Some((text.trim().to_owned(), inclusive)).filter(|(text, _)| !text.is_empty());
        if let Some((from, to)) = text.split_once("..") {
            return Self { from: end(from, true), to: end(to, true) };
        }
        let signs =
            [("<=", true, true), ("≤", true, true), (">=", false, true), ("≥", false, true), ("<", true, false), (">", false, false)];
        for (sign, upper, inclusive) in signs {
            if let Some(rest) = text.strip_prefix(sign) {
                return if upper { Self { from: None, to: end(rest, inclusive) } } else { Self { from: end(rest, inclusive), to: None } };
            }
        }
        let text = text.strip_prefix('=').unwrap_or(text);
        Self { from: end(text, true), to: end(text, true) }
    }

    /// The same bounds with their ends read; the end that could not be is given back. No end at all is unreadable too.
    fn map<T>(&self, read: impl Fn(&str) -> Option<T>) -> Result<Bounds<T>, String> {
        if self.from.is_none() && self.to.is_none() {
            return Err(String::new());
        }
        let end = |end: &Option<(String, bool)>| match end {
            None => Ok(None),
            Some((text, inclusive)) => read(text).map(|value| Some((value, *inclusive))).ok_or_else(|| text.clone()),
        };
        Ok(Bounds { from: end(&self.from)?, to: end(&self.to)? })
    }
}

impl<T: PartialOrd> Bounds<T> {
    fn hold(&self, value: &T) -> bool {
        let above = self.from.as_ref().is_none_or(|(from, inclusive)| value > from || (*inclusive && value == from));
        above && self.to.as_ref().is_none_or(|(to, inclusive)| value < to || (*inclusive && value == to))
    }
}

impl Want {
    pub(super) fn name(text: &str) -> Self {
        Self::Name(fold(text.trim()))
    }

    pub(super) fn words(text: &str) -> Self {
        Self::Words(fold(text.trim()))
    }

    /// What a text asks of a field, by the field's type.
    pub(super) fn of(field: &FieldDef, text: &str) -> Result<Self, Fault> {
        let numbers = || Bounds::read(text).map(number).map(Self::Numbers).map_err(|wrong| not_a_number(&quoted(&wrong)));
        match &field.ty {
            FieldType::Date => {
                let bounds = Bounds::read(text);
                let some_day = NaiveDate::default();
                bounds.map(|text| span(text, some_day)).map_err(|wrong| not_a_date(&quoted(&wrong)))?;
                Ok(Self::Days(bounds))
            }
            FieldType::Time => Bounds::read(text).map(parse_time).map(Self::Times).map_err(|wrong| not_a_time(&quoted(&wrong))),
            FieldType::Number | FieldType::Int { .. } | FieldType::Ints => numbers(),
            FieldType::One(choices) | FieldType::Many(choices) => {
                let counts = choices.iter().all(|choice| choice.value.as_int().is_some());
                let compares = text.starts_with(['<', '>', '=', '≤', '≥']) || text.contains("..");
                if counts && compares { numbers() } else { chosen(field, text).map(Self::Choices) }
            }
            FieldType::Flag => match text.to_lowercase().as_str() {
                "yes" | "y" | "true" | "x" => Ok(Self::Flag(true)),
                "no" | "n" | "false" => Ok(Self::Flag(false)),
                _ => Err(not_a_flag(&quoted(text))),
            },
            FieldType::Link(_) | FieldType::Links(_) => Ok(Self::name(text)),
            FieldType::Text | FieldType::Note | FieldType::List => Ok(Self::words(text)),
        }
    }

    /// Whether a single value is what is asked for.
    pub(super) fn fits(&self, field: &FieldDef, value: &Value, dialogue: &Dialogue, today: NaiveDate) -> bool {
        match self {
            Self::Days(bounds) => value.as_date().is_some_and(|day| within(bounds, day, today)),
            Self::Numbers(bounds) => value.as_number().is_some_and(|number| bounds.hold(&number)),
            Self::Times(bounds) => value.as_time().is_some_and(|time| bounds.hold(&time)),
            Self::Flag(flag) => value.as_flag() == Some(*flag),
            Self::Choices(choices) => choices.contains(value),
            Self::Words(_) => value.as_text().is_some_and(|text| self.stands_in(text)),
            Self::Name(_) => {
                let Some(link) = value.as_text() else { return false };
                let bare = link.rsplit_once('/').map_or(link, |(_, id)| id);
                if self.names(bare) || self.names(link) {
                    return true;
                }
                let target = field.targets().and_then(|targets| dialogue.resolve(targets, link));
                target.is_some_and(|target| self.names(&short_of(target, dialogue)) || self.names(&title_of(target, dialogue)))
            }
        }
    }

    /// Whether a name is, or begins with, the one asked for; `i1` does not begin `i10`.
    pub(super) fn names(&self, name: &str) -> bool {
        let (Self::Name(wanted) | Self::Words(wanted)) = self else { return false };
        let folded = fold(name);
        let digit = |c: char| c.is_ascii_digit();
        folded.strip_prefix(wanted.as_str()).is_some_and(|rest| !(wanted.ends_with(digit) && rest.starts_with(digit)))
    }

    /// Whether the words asked for stand in a text.
    pub(super) fn stands_in(&self, text: &str) -> bool {
        let (Self::Name(wanted) | Self::Words(wanted)) = self else { return false };
        fold(text).contains(wanted.as_str())
    }
}

fn number(text: &str) -> Option<f64> {
    text.replace('\u{2212}', "-").parse().ok().filter(|number: &f64| number.is_finite())
}

/// The days that a text means: one day, a month (`2026-03`) or a year (`2026`); first and last.
fn span(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, months) = match text.split_once('-') {
        None if text.len() == 4 && digits(text) => (NaiveDate::from_ymd_opt(text.parse().ok()?, 1, 1)?, 12),
        Some((year, month)) if year.len() == 4 && (1..=2).contains(&month.len()) && digits(year) && digits(month) => {
            (NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?, 1)
        }
        _ => return parse_ahead(text, today).map(|day| (day, day)),
    };
    let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
    Some((first, last))
}

fn within(bounds: &Bounds<String>, day: NaiveDate, today: NaiveDate) -> bool {
    let after = match &bounds.from {
        None => true,
        Some((text, inclusive)) => span(text, today).is_some_and(|(first, last)| if *inclusive { day >= first } else { day > last }),
    };
    after
        && match &bounds.to {
            None => true,
            Some((text, inclusive)) => span(text, today).is_some_and(|(first, last)| if *inclusive { day <= last } else { day < first }),
        }
}
