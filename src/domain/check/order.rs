//! Pairs of fields of which one cannot come before the other.

use super::super::record::{Fields, Row};
use super::super::value::Value;
use super::Checker;

/// First and last days, which may be the same.
const DAYS: [(&str, &str); 5] = [("date", "end"), ("start", "end"), ("since", "until"), ("date", "until"), ("window_open", "window_close")];

impl Checker<'_> {
    pub(super) fn in_order(&mut self, holder: &impl Fields, row: Option<(&Row, usize)>) {
        for (first, last) in DAYS {
            let (Some(from), Some(field)) = (holder.date(first), holder.field(last)) else { continue };
            if let Value::Date(to) = field.value
                && to < from
            {
                self.say(field, row, format!("{to} is before {first}, {from}."), "One of the two is wrong.");
            }
        }
        if let (Some(least), Some(field)) = (holder.number("at_least"), holder.field("at_most"))
            && field.value.as_number().is_some_and(|most| most < least)
        {
            self.say(field, row, format!("{} is less than at_least, {least}.", field.value), "One of the two is wrong.");
        }
    }
}
