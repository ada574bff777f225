//! A list written over several lines, or with remarks in it, is changed item by item, so that its form stays.
//!
//! Where that cannot be done (items in another order), nothing is offered and the list is written anew.

use super::super::codec;
use super::super::render::{self, Style};
use crate::domain::value::Value;
use std::ops::Range;
use toml::de::DeValue;

/// The list's text with the new items, when its form can be kept; `raw` is how it stands, from bracket to bracket.
pub(super) fn keeping_form(raw: &str, new: &Value, newline: &str) -> Option<String> {
    let Value::List(items) = new else { return None };
    if !raw.starts_with('[') || !raw.contains('\n') {
        return None;
    }
    let old = spans(raw)?;
    let mut rest = items.as_slice();
    let mut gone = Vec::new();
    for (span, value) in &old {
        match rest.split_first() {
            Some((first, others)) if first == value => rest = others,
            _ => gone.push(span.clone()),
        }
    }
    let last = old.iter().rev().find(|(span, _)| !gone.contains(span)).map(|(span, _)| span.clone())?;
    let mut edits = added(raw, &last, rest, newline);
    edits.extend(gone.into_iter().map(|span| (without(raw, &span, &old), String::new())));
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut text = raw.to_owned();
    for (range, with) in edits.into_iter().rev() {
        text.get(range.clone())?;
        text.replace_range(range, &with);
    }
    let (held, span) = parsed(&text)?;
    (codec::value(&text, held, span) == *new).then_some(text)
}

fn parsed(raw: &str) -> Option<(DeValue<'_>, Range<usize>)> {
    let value = DeValue::parse(raw).ok()?;
    let span = value.span();
    Some((value.into_inner(), span))
}

/// Each item of a list with its place.
fn spans(raw: &str) -> Option<Vec<(Range<usize>, Value)>> {
    let (DeValue::Array(array), _) = parsed(raw)? else { return None };
    let item = |item: toml::Spanned<DeValue<'_>>| {
        let span = item.span();
        (span.clone(), codec::value(raw, item.into_inner(), span))
    };
    Some(array.into_iter().map(item).collect())
}

/// The line of an item, and whether nothing but its comma and a remark stands there beside it.
fn line(raw: &str, span: &Range<usize>) -> (Range<usize>, bool) {
    let start = raw.get(..span.start).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
    let end = raw.get(span.end..).and_then(|text| text.find('\n')).map_or(raw.len(), |at| span.end + at + 1);
    let before = raw.get(start..span.start).unwrap_or_default().trim();
    let after = raw.get(span.end..end).unwrap_or_default().trim().trim_start_matches(',').trim_start();
    (start..end, before.is_empty() && end < raw.len() && (after.is_empty() || after.starts_with('#')))
}

/// What to cut to take an item away.
fn without(raw: &str, span: &Range<usize>, all: &[(Range<usize>, Value)]) -> Range<usize> {
    let (line, alone) = line(raw, span);
    if alone {
        return line;
    }
    let next = all.iter().map(|(other, _)| other.start).find(|start| *start > span.start);
    let before = all.iter().map(|(other, _)| other.end).rfind(|end| *end < span.start);
    match (next, before) {
        (Some(next), _) => span.start..next,
        (None, Some(before)) => before..span.end,
        (None, None) => span.clone(),
    }
}

/// New items behind the last one that stays.
fn added(raw: &str, last: &Range<usize>, items: &[Value], newline: &str) -> Vec<(Range<usize>, String)> {
    let said = |item: &Value| render::value(item, Style::Line, newline);
    let at = |at: usize, text: String| (at..at, text);
    if items.is_empty() {
        return Vec::new();
    }
    let (line, alone) = line(raw, last);
    if !alone {
        return vec![at(last.end, items.iter().map(|item| format!(", {}", said(item))).collect())];
    }
    let indent = raw.get(line.start..last.start).unwrap_or_default();
    let comma = raw.get(last.end..line.end).is_some_and(|rest| rest.trim_start().starts_with(','));
    let lines: String = items.iter().map(|item| format!("{indent}{},{newline}", said(item))).collect();
    let mut edits = vec![at(line.end, lines)];
    if !comma {
        edits.push(at(last.end, ",".to_owned()));
    }
    edits
}
