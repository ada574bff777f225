//! Reads numbers as people write them: with point or comma, with thin spaces between thousands, with their unit behind.

use super::super::value::Value;
use super::fault::{Fault, not_a_number, not_whole, out_of_bounds, quoted};

/// A number; whole ones stay whole.
pub(super) fn number(text: &str, unit: Option<&str>) -> Result<Value, Fault> {
    let digits = plain(text, unit);
    if let Some(whole) = whole(&digits) {
        return Ok(Value::Int(whole));
    }
    let comma = digits.split_once(',');
    if let Some((before, after)) = comma
        && after.len() == 3
        && after.bytes().all(|byte| byte.is_ascii_digit())
        && !matches!(before.trim_start_matches(['-', '+']), "" | "0")
    {
        let (thousands, fraction) = (digits.replace(',', ""), digits.replace(',', "."));
        return Err(Fault::new(
            format!("{} may mean {thousands} or {fraction}.", quoted(text)),
            "Write it without the comma, or with a point.",
        ));
    }
    let pointed = digits.replacen(',', ".", 1);
    let known = pointed.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    match pointed.parse::<f64>() {
        Ok(number) if known && number.is_finite() => Ok(Value::Number(number)),
        _ => Err(not_a_number(&quoted(text))),
    }
}

/// A whole number within its bounds, both included.
pub(super) fn int(text: &str, unit: Option<&str>, min: Option<i64>, max: Option<i64>) -> Result<i64, Fault> {
    let int = whole(&plain(text, unit)).ok_or_else(|| not_whole(&quoted(text)))?;
    if min.is_some_and(|min| int < min) || max.is_some_and(|max| int > max) {
        return Err(out_of_bounds(int, min, max));
    }
    Ok(int)
}

fn whole(text: &str) -> Option<i64> {
    text.strip_prefix('+').filter(|rest| !rest.starts_with(['+', '-'])).unwrap_or(text).parse().ok()
}

/// Without its unit, and without the spaces that part thousands.
fn plain(text: &str, unit: Option<&str>) -> String {
    let text = text.trim();
    let text = unit.and_then(|unit| text.strip_suffix(unit)).or_else(|| text.strip_suffix('%')).unwrap_or(text).trim_end();
    let grouped = text.split([' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'']).skip(1).all(|part| part.len() >= 3);
    let text = text.replace('\u{2212}', "-");
    if grouped { text.replace([' ', '\u{a0}', '\u{202f}', '\u{2009}', '\''], "") } else { text }
}
