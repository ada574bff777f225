//! Values, rows and whole new records as TOML text.
//!
//! Where a value stood before, its style is kept as far as it can hold the new one. Knows no places and no disk.

use crate::domain::catalogue::Kind;
use crate::domain::record::{Field, Record, Row};
use crate::domain::value::Value;
use chrono::{NaiveTime, Timelike};
use std::fmt::Write as _;

/// How a text is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `"…"`, and `"""…"""` where the text has several lines.
    Basic,
    /// `"…"`, on one line whatever the text holds.
    Line,
    /// `'…'`
    Literal,
    /// `"""…"""`
    Long,
    /// `'''…'''`
    LongLiteral,
}

impl Style {
    /// The style of a value as it stands in a file; [`Style::Basic`] for all that is no text.
    pub(super) fn of(raw: &str) -> Self {
        match raw {
            _ if raw.starts_with("\"\"\"") => Self::Long,
            _ if raw.starts_with("'''") => Self::LongLiteral,
            _ if raw.starts_with('\'') => Self::Literal,
            _ => Self::Basic,
        }
    }
}

/// A value, with `newline` as the file's line end.
pub(super) fn value(value: &Value, style: Style, newline: &str) -> String {
    match value {
        Value::Text(said) => text(said, style, newline),
        Value::Odd(raw) => raw.clone(),
        Value::Int(int) => int.to_string(),
        // `Debug` always leaves a point or an exponent, so that a number with a fraction stays one.
        Value::Number(number) => format!("{number:?}"),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => clock(*time),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| self::value(item, Style::Line, newline)).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

fn clock(time: NaiveTime) -> String {
    if time.nanosecond() == 0 { time.format("%H:%M:%S").to_string() } else { time.format("%H:%M:%S%.f").to_string() }
}

fn text(text: &str, style: Style, newline: &str) -> String {
    let plain = |allowed: &[char]| text.chars().all(|c| !c.is_control() || allowed.contains(&c));
    let lines = text.contains('\n');
    match style {
        Style::Literal if plain(&['\t']) && !text.contains('\'') => return format!("'{text}'"),
        Style::LongLiteral if plain(&['\t', '\n']) && !text.contains("'''") && !text.ends_with('\'') => {
            let open = if lines { newline } else { "" };
            return format!("'''{open}{}'''", text.replace('\n', newline));
        }
        _ => {}
    }
    // A carriage return that is part of the text would melt into a line end of CRLF.
    let melts = text.contains('\r') && newline != "\n";
    let long = style != Style::Line && (lines || matches!(style, Style::Long | Style::LongLiteral)) && !text.is_empty() && !melts;
    if !long {
        return format!("\"{}\"", escaped(text, false, newline));
    }
    let open = if lines { newline } else { "" };
    format!("\"\"\"{open}{}\"\"\"", escaped(text, true, newline))
}

/// The text between quotes; in a long text line ends and most quotes stand as they are.
fn escaped(text: &str, long: bool, newline: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut quotes = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        quotes = if c == '"' { quotes + 1 } else { 0 };
        match c {
            '\n' if long => out.push_str(newline),
            '\t' if long => out.push('\t'),
            '"' if long && quotes < 3 && chars.peek().is_some() => out.push('"'),
            '"' => {
                out.push_str("\\\"");
                quotes = 0;
            }
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' || c == '\u{7f}' => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// A key, quoted where it must be.
pub(super) fn key(name: &str) -> String {
    let bare = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if bare { name.to_owned() } else { format!("\"{}\"", escaped(name, false, "\n")) }
}

/// `key = value`.
pub(super) fn line(name: &str, held: &Value, newline: &str) -> String {
    format!("{} = {}", key(name), value(held, Style::Basic, newline))
}

/// A row with its head, without a line end at its end.
pub(super) fn row(row: &Row, newline: &str) -> String {
    let mut out = format!("[[{}]]", key(&row.name));
    for field in &row.fields {
        out.push_str(newline);
        out.push_str(&line(&field.name, &field.value, newline));
    }
    out
}

/// A whole new record, in the order its kind declares; what the kind does not know stands behind.
pub(super) fn record(record: &Record, kind: Option<&Kind>) -> String {
    let order: Vec<&str> = kind.map(|kind| kind.fields.iter().map(|field| &*field.name).collect()).unwrap_or_default();
    let mut out = String::new();
    for field in sorted(&record.fields, &order) {
        out.push_str(&line(&field.name, &field.value, "\n"));
        out.push('\n');
    }
    let mut rows: Vec<&Row> = record.rows.iter().collect();
    let defs = kind.map(|kind| kind.rows.as_slice()).unwrap_or_default();
    rows.sort_by_key(|row| defs.iter().position(|def| def.name == row.name).unwrap_or(defs.len()));
    for one in rows {
        let order: Vec<&str> = defs
            .iter()
            .find(|def| def.name == one.name)
            .map(|def| def.fields.iter().map(|field| &*field.name).collect())
            .unwrap_or_default();
        let fields = sorted(&one.fields, &order).into_iter().cloned().collect();
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&row(&Row { fields, ..one.clone() }, "\n"));
        out.push('\n');
    }
    out
}

fn sorted<'a>(fields: &'a [Field], order: &[&str]) -> Vec<&'a Field> {
    let mut fields: Vec<&Field> = fields.iter().collect();
    fields.sort_by_key(|field| order.iter().position(|name| **name == *field.name).unwrap_or(order.len()));
    fields
}
