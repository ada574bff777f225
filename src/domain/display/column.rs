//! The text of one cell of a list, with the few columns that are worked out rather than read.

use super::super::catalogue::Column;
use super::super::dates::{say_day_and_month, say_distance};
use super::super::dialogue::Dialogue;
use super::super::lens::{Commitment, FollowUpRow};
use super::super::record::{Fields, Record};
use super::{Words, clean, value_text};
use chrono::NaiveDate;

/// The text of a list's column for a record: a field in its short words, `id`, or a computed column.
///
/// `fn:status` is a commitment's status today, `fn:promised` how far it is promised and since when, `fn:late` its date or how late it is, `fn:rows:NAME` the number of such rows
/// (of follow-ups: those still open). Empty when nothing is known.
#[must_use]
pub fn column_text(column: &Column, record: &Record, dialogue: &Dialogue, today: NaiveDate) -> String {
    let field = |name: &str| {
        let value = record.get(name).filter(|value| !value.is_blank());
        match (value, dialogue.kind_of(&record.key).and_then(|kind| kind.field(name))) {
            (Some(value), Some(field)) => value_text(field, value, dialogue, Words::Short),
            (Some(value), None) => super::one_line(&value.to_string()),
            (None, Some(field)) => field.default.as_ref().map(|value| value_text(field, value, dialogue, Words::Short)).unwrap_or_default(),
            (None, None) => String::new(),
        }
    };
    match &*column.field {
        "id" => clean(record.id()).into_owned(),
        "fn:status" => status_text(record, dialogue, today),
        "fn:promised" => promised_text(record, dialogue, today),
        "fn:late" => match (Commitment(record).due(), days_late(record, today)) {
            (Some(due), Some(_)) => say_distance(due, today),
            (Some(due), None) => due.to_string(),
            (None, _) => String::new(),
        },
        name => match name.strip_prefix("fn:rows:") {
            Some(row) => match row_count(record, row) {
                0 => String::new(),
                count => count.to_string(),
            },
            None => field(name),
        },
    }
}

/// How many rows of that name a record has; of follow-ups only the open ones count.
#[must_use]
pub fn row_count(record: &Record, name: &str) -> usize {
    record.rows(name).filter(|row| name != "follow_up" || FollowUpRow(row).is_open()).count()
}

fn status_text(record: &Record, dialogue: &Dialogue, day: NaiveDate) -> String {
    let status = Commitment(record).status(day);
    match dialogue.kind_of(&record.key).and_then(|kind| kind.field("status")) {
        Some(field) => value_text(field, &status.value().into(), dialogue, Words::Short),
        None => status.label().to_owned(),
    }
}

/// How far a commitment is promised, and since which day where a report tells: `agreed 16 Mar`.
fn promised_text(record: &Record, dialogue: &Dialogue, day: NaiveDate) -> String {
    let Some(promised) = record.get("maturity").filter(|value| !value.is_blank()) else { return String::new() };
    let said = match dialogue.kind_of(&record.key).and_then(|kind| kind.field("maturity")) {
        Some(field) => value_text(field, promised, dialogue, Words::Short),
        None => super::one_line(&promised.to_string()),
    };
    Commitment(record).promised_since(day).map_or_else(|| said.clone(), |since| format!("{said} {}", say_day_and_month(since)))
}

/// By how many days a record is past its date (the revised one, else the first), when it is, and is neither done nor dropped
/// nor delivered.
#[must_use]
pub fn days_late(record: &Record, day: NaiveDate) -> Option<i64> {
    let lens = Commitment(record);
    let over = lens.status(day).is_closed() || record.date("delivered").is_some_and(|date| date <= day);
    lens.due().map(|due| (day - due).num_days()).filter(|days| *days > 0 && !over)
}
