//! How a record and its parts are said on screen and on the command line: names, cells of a list, rows in one line.
//!
//! Everything that comes out is fit to be shown: no control character passes. Knows no widths and no colours.

mod clean;
mod column;
mod figures;

pub use clean::{clean, one_line};
pub use column::{column_text, days_late, row_count};
pub use figures::{capital, count, number, signed};

use super::catalogue::{FieldDef, FieldType, IdRule, Kind, RowDef};
use super::dialogue::Dialogue;
use super::record::{Fields, Record, Row};
use super::value::Value;

/// How long a choice's words may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// The label.
    Full,
    /// The short form for a narrow column.
    Short,
}

/// The name of a record: the fields that name its kind joined by ` · `; a tie as `A – B, kind`; its id when none is there.
#[must_use]
pub fn title_of(record: &Record, dialogue: &Dialogue) -> String {
    let Some(kind) = dialogue.kind_of(&record.key) else { return clean(record.id()).into_owned() };
    let parts = named_parts(record, kind, dialogue);
    if parts.is_empty() {
        return clean(record.id()).into_owned();
    }
    if kind.id != IdRule::Pair {
        return parts.join(" · ");
    }
    match parts.as_slice() {
        [from, to, rest @ ..] if !rest.is_empty() => format!("{from} – {to}, {}", rest.join(", ")),
        pair => pair.join(" – "),
    }
}

fn named_parts(record: &Record, kind: &Kind, dialogue: &Dialogue) -> Vec<String> {
    kind.named_by
        .iter()
        .filter_map(|name| {
            let value = record.get(name).filter(|value| !value.is_blank())?;
            Some(kind.field(name).map_or_else(|| one_line(&value.to_string()), |field| value_text(field, value, dialogue, Words::Full)))
        })
        .collect()
}

/// The name of a record where space is short: the field its kind is short by (a stakeholder's short name), else its id.
///
/// A record that lacks that field goes by its full name.
#[must_use]
pub fn short_of(record: &Record, dialogue: &Dialogue) -> String {
    let short_by = dialogue.kind_of(&record.key).and_then(|kind| kind.short_by.as_ref());
    let Some(short_by) = short_by else { return clean(record.id()).into_owned() };
    match record.text(short_by).map(str::trim).filter(|short| !short.is_empty()) {
        Some(short) => one_line(short),
        None => title_of(record, dialogue),
    }
}

/// The short name of what a link leads to; a link to nothing as it stands.
#[must_use]
pub fn link_text(field: &FieldDef, link: &str, dialogue: &Dialogue) -> String {
    match field.targets().and_then(|targets| dialogue.resolve(targets, link)) {
        Some(record) => short_of(record, dialogue),
        None => one_line(link),
    }
}

/// The value of a field in words: labels of choices, short names of links, days as 2026-03-16; on one line.
#[must_use]
pub fn value_text(field: &FieldDef, value: &Value, dialogue: &Dialogue, words: Words) -> String {
    match value {
        Value::List(items) => items.iter().map(|item| scalar_text(field, item, dialogue, words)).collect::<Vec<_>>().join(", "),
        scalar => scalar_text(field, scalar, dialogue, words),
    }
}

fn scalar_text(field: &FieldDef, value: &Value, dialogue: &Dialogue, words: Words) -> String {
    if let Some(choices) = field.choices() {
        return match choices.find(value) {
            Some(choice) if words == Words::Short => one_line(&choice.short),
            Some(choice) => one_line(&choice.label),
            None => one_line(&value.to_string()),
        };
    }
    match (&field.ty, value) {
        (FieldType::Link(_) | FieldType::Links(_), Value::Text(link)) => link_text(field, link, dialogue),
        (_, value) => one_line(&value.to_string()),
    }
}

/// A row in one line: the fields of its brief that it has, joined by ` · `.
#[must_use]
pub fn row_line(def: &RowDef, row: &Row, dialogue: &Dialogue) -> String {
    let parts: Vec<String> = def
        .brief
        .iter()
        .filter_map(|name| {
            let value = row.get(name).filter(|value| !value.is_blank())?;
            let field = def.field(name)?;
            let text = value_text(field, value, dialogue, Words::Short);
            Some(match &field.unit {
                Some(unit) => format!("{text} {}", one_line(unit)),
                None => text,
            })
        })
        .collect();
    if parts.is_empty() { one_line(&def.singular) } else { parts.join(" · ") }
}

/// A noun with its article: `a bilateral meeting`, `an issue`.
#[must_use]
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
    format!("{article} {noun}")
}

#[cfg(test)]
mod tests;
