//! Text that a person typed, and the value of a field: there and back.
//!
//! What [`edit_text`] gives for a good value, [`parse`] reads as the same value. Nothing here knows who typed it: a form, the
//! command line, or a filter.

mod choice;
mod fault;
mod link;
mod list;
mod number;

pub use choice::choice_of;
pub use fault::Fault;
pub use link::resolve_link;
pub use list::{join_list, split_list};

pub(super) use fault::{dangling, not_a_date, not_a_flag, not_a_number, not_a_time, not_whole, out_of_bounds, quoted, unknown_choice};

use super::catalogue::{FieldDef, FieldType, Initial};
use super::dates;
use super::dialogue::Dialogue;
use super::display::{Words, clean, value_text};
use super::value::Value;
use chrono::NaiveDate;
use std::borrow::Cow;

/// What reading depends on beside the text.
#[derive(Clone, Copy, Debug)]
pub struct Entering<'a> {
    /// The day that `today`, `fri` and `+3d` count from.
    pub today: NaiveDate,
    /// Where links lead.
    pub dialogue: &'a Dialogue,
}

/// Reads what was typed into a field. Nothing typed is `None`: absent.
///
/// # Errors
/// When the text means no value of the field: what is wrong, and what to write instead.
pub fn parse(field: &FieldDef, text: &str, at: &Entering<'_>) -> Result<Option<Value>, Fault> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    let value = match &field.ty {
        FieldType::Text => Value::Text(trimmed.to_owned()),
        FieldType::Note => Value::Text(note(text)),
        FieldType::Date => Value::Date(dates::parse_day(trimmed, at.today).ok_or_else(|| not_a_date(&quoted(trimmed)))?),
        FieldType::Time => Value::Time(dates::parse_time(trimmed).ok_or_else(|| not_a_time(&quoted(trimmed)))?),
        FieldType::Number => number::number(trimmed, field.unit.as_deref())?,
        FieldType::Int { min, max } => Value::Int(number::int(trimmed, field.unit.as_deref(), *min, *max)?),
        FieldType::Flag => Value::Flag(flag(trimmed).ok_or_else(|| not_a_flag(&quoted(trimmed)))?),
        FieldType::One(choices) => choice_of(choices, trimmed)?.value.clone(),
        FieldType::Many(choices) => members(trimmed, |item| Ok(choice_of(choices, item)?.value.clone()))?,
        FieldType::Link(targets) => Value::Text(resolve_link(targets, trimmed, at.dialogue)?),
        FieldType::Links(targets) => members(trimmed, |item| Ok(Value::Text(resolve_link(targets, item, at.dialogue)?)))?,
        FieldType::List => Value::List(split_list(text).into_iter().map(Value::Text).collect()),
        FieldType::Ints => members(trimmed, |item| Ok(Value::Int(number::int(item, None, None, None)?)))?,
    };
    Ok(Some(value).filter(|value| !value.is_blank()))
}

/// Reads each member of a list; a member named twice stands once.
fn members(text: &str, read: impl Fn(&str) -> Result<Value, Fault>) -> Result<Value, Fault> {
    let mut items = Vec::new();
    for item in split_list(text) {
        let value = read(&item)?;
        if !items.contains(&value) {
            items.push(value);
        }
    }
    Ok(Value::List(items))
}

/// Long text without blank lines around it; of several lines, each ends with a line break.
fn note(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let body = text.trim_end();
    let body = body.get(leading_blank_lines(body)..).unwrap_or(body);
    let broken = body.contains('\n') || text.ends_with('\n');
    if broken { format!("{body}\n") } else { body.trim().to_owned() }
}

/// The length in bytes of the blank lines that a text begins with.
fn leading_blank_lines(text: &str) -> usize {
    text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum()
}

fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "x" | "on" | "1" => Some(true),
        "no" | "n" | "false" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// The value as it is shown: labels of choices, short names of links, days as 2026-03-16, numbers with their unit.
///
/// Long text keeps its lines; all else is one line. Fit to be shown: see [`clean`].
#[must_use]
pub fn show(field: &FieldDef, value: &Value, dialogue: &Dialogue) -> String {
    match (&field.ty, value, &field.unit) {
        (FieldType::Note, Value::Text(text), _) => clean(text.trim_end()).into_owned(),
        (_, value, Some(unit)) if !value.is_blank() => format!("{} {}", value_text(field, value, dialogue, Words::Full), clean(unit)),
        _ => value_text(field, value, dialogue, Words::Full),
    }
}

/// The text that a form's input starts with: what a person would type to mean this value.
#[must_use]
pub fn edit_text(_field: &FieldDef, value: &Value) -> String {
    match value {
        Value::Number(number) => format!("{number:?}"),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(plain).collect();
            join_list(items.iter().map(AsRef::as_ref))
        }
        other => other.to_string(),
    }
}

fn plain(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Text(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// What a new record is given in this field, if anything.
#[must_use]
pub fn initial(field: &FieldDef, at: &Entering<'_>) -> Option<Value> {
    match field.initial.as_ref()? {
        Initial::Today => Some(Value::Date(at.today)),
        Initial::Phase => at.dialogue.phase_on(at.today).map(Value::from),
        Initial::Value(value) => Some(value.clone()),
    }
}

#[cfg(test)]
mod tests;
