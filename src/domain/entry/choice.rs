//! Reads one choice of a list: by its value, its label, its short form, or a beginning that only one of them has.

use super::super::catalogue::{Choice, Choices};
use super::super::value::Value;
use super::fault::{Fault, quoted, unknown_choice};

/// The choice that a text means. Capitals, `_` and doubled spaces count for nothing; `+2` is 2.
///
/// # Errors
/// When no choice, or more than one, is meant.
pub fn choice_of<'a>(choices: &'a Choices, text: &str) -> Result<&'a Choice, Fault> {
    let wanted = plain(text);
    let exact = |name: &str| plain(name) == wanted;
    if let Some(choice) = choices
        .iter()
        .find(|choice| exact(&choice.value.to_string()))
        .or_else(|| choices.iter().find(|choice| exact(&choice.label) || exact(&choice.short)))
    {
        return Ok(choice);
    }
    let int = wanted.strip_prefix('+').unwrap_or(&wanted).replace('\u{2212}', "-").parse().ok();
    if let Some(int) = int {
        return choices.find(&Value::Int(int)).ok_or_else(|| unknown_choice(choices, text, &quoted(text)));
    }
    let begins = |name: &str| plain(name).starts_with(&wanted);
    let found: Vec<&Choice> =
        choices.iter().filter(|choice| begins(&choice.value.to_string()) || begins(&choice.label) || begins(&choice.short)).collect();
    match found.as_slice() {
        [one] if !wanted.is_empty() => Ok(one),
        [] | [_] => Err(unknown_choice(choices, text, &quoted(text))),
        several => {
            let names: Vec<_> = several.iter().map(|choice| choice.value.to_string()).collect();
            Err(Fault::new(format!("{} may mean {}.", quoted(text), names.join(" or ")), "Write a little more of it."))
        }
    }
}

fn plain(text: &str) -> String {
    text.to_lowercase().replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}
