//! The smallest things in a catalogue file: values, choices, ways to make an id.

use super::Fault;
use crate::domain::catalogue::kind::{Choice, Choices, IdRule, Initial};
use crate::domain::catalogue::raw::{RawChoice, RawValue};
use crate::domain::disclosure::Disclosure;
use crate::domain::record::Name;
use crate::domain::value::Value;

pub(super) fn id_rule(text: &str) -> Result<IdRule, Fault> {
    Ok(match text {
        "date-link" => IdRule::DateLink,
        "date-title" => IdRule::DateTitle,
        "name" => IdRule::Name,
        "pair" => IdRule::Pair,
        "fixed" => IdRule::Fixed,
        other => {
            let mut parts = other.split(':');
            match (parts.next(), parts.next(), parts.next().and_then(|digits| digits.parse().ok())) {
                (Some("numbered"), Some(prefix), Some(digits)) => IdRule::Numbered { prefix: prefix.to_owned(), digits },
                _ => return Err(Fault::new(format!("`{other}` is no way to make an id"))),
            }
        }
    })
}

pub(super) fn level(text: Option<&str>) -> Result<Option<Disclosure>, Fault> {
    match text {
        None => Ok(None),
        Some(text) => Disclosure::parse(text).map(Some).ok_or_else(|| Fault::new(format!("`{text}` is no disclosure"))),
    }
}

pub(super) fn names(list: Vec<String>) -> Vec<Name> {
    list.into_iter().map(Name::from).collect()
}

pub(super) fn choices(list: Vec<RawChoice>) -> Choices {
    Choices(
        list.into_iter()
            .map(|raw| Choice {
                value: value(raw.value),
                short: raw.short.unwrap_or_else(|| raw.label.clone()),
                label: raw.label,
                symbol: raw.symbol,
                help: raw.help,
            })
            .collect(),
    )
}

pub(super) fn value(raw: RawValue) -> Value {
    match raw {
        RawValue::Flag(flag) => Value::Flag(flag),
        RawValue::Int(int) => Value::Int(int),
        RawValue::Number(number) => Value::Number(number),
        RawValue::Text(text) => Value::Text(text),
    }
}

pub(super) fn initial(raw: RawValue) -> Initial {
    match raw {
        RawValue::Text(text) if text == "today" => Initial::Today,
        RawValue::Text(text) if text == "phase" => Initial::Phase,
        other => Initial::Value(value(other)),
    }
}
