//! What is said of a text or value that a field cannot hold: the same words in a form, on the command line and in `check`.

use super::super::catalogue::{Choices, Targets};
use super::super::dialogue::Dialogue;
use super::super::display::one_line;
use super::super::nearest::nearest;
use super::super::record::Fields;
use std::fmt;

/// What is wrong with what was typed, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A sentence without blame.
    pub what: String,
    /// What to do; may be empty.
    pub hint: String,
}

impl Fault {
    /// A fault from its two sentences.
    #[must_use]
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { what: what.into(), hint: hint.into() }
    }
}

/// `"soon" is not a date.  Write it as 2026-03-31.`
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if !self.hint.is_empty() {
            write!(f, "  {}", self.hint)?;
        }
        Ok(())
    }
}

/// The most characters of a wrong text that are said back.
const SAID_BACK: usize = 60;
/// The most choices that a hint lists.
const LISTED: usize = 12;
/// The most records among which a like name is looked for.
const LOOKED_AT: usize = 2000;

/// A wrong text as it is said back: in quotation marks, safe, not too long.
pub(in super::super) fn quoted(text: &str) -> String {
    let line = one_line(text);
    let mut said: String = line.chars().take(SAID_BACK).collect();
    if said.len() < line.len() {
        said.push('…');
    }
    format!("\"{said}\"")
}

pub(in super::super) fn not_a_date(said: &str) -> Fault {
    Fault::new(format!("{said} is not a date."), "Write it as 2026-03-31.")
}

pub(in super::super) fn not_a_time(said: &str) -> Fault {
    Fault::new(format!("{said} is not a time."), "Write it as 14:30.")
}

pub(in super::super) fn not_a_number(said: &str) -> Fault {
    Fault::new(format!("{said} is not a number."), "Write it in digits, as 12 or 12.5.")
}

pub(in super::super) fn not_whole(said: &str) -> Fault {
    Fault::new(format!("{said} is not a whole number."), "Write it in digits, as 12.")
}

pub(in super::super) fn not_a_flag(said: &str) -> Fault {
    Fault::new(format!("{said} is neither yes nor no."), "Write yes or no.")
}

pub(in super::super) fn out_of_bounds(int: i64, min: Option<i64>, max: Option<i64>) -> Fault {
    let (what, hint) = match (min, max) {
        (Some(min), Some(max)) => (if int < min { "is too small" } else { "is too great" }, format!("Write a number from {min} to {max}.")),
        (Some(min), None) => ("is too small", format!("Write {min} or more.")),
        (None, Some(max)) => ("is too great", format!("Write {max} or less.")),
        (None, None) => ("is out of bounds", String::new()),
    };
    Fault::new(format!("{int} {what}."), hint)
}

pub(in super::super) fn unknown_choice(choices: &Choices, text: &str, said: &str) -> Fault {
    let values: Vec<String> = choices.iter().map(|choice| choice.value.to_string()).collect();
    let names = choices.iter().zip(&values).flat_map(|(choice, value)| [value.as_str(), choice.label.as_str(), choice.short.as_str()]);
    let near = nearest(text, names).and_then(|name| {
        choices.iter().zip(&values).find(|(choice, value)| [value.as_str(), &choice.label, &choice.short].contains(&name))
    });
    let hint = match near {
        Some((_, value)) => format!("Did you mean {value}?"),
        None if values.len() <= LISTED => format!("Write one of {}.", values.join(", ")),
        None => format!("Write one of {}, …", values.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ")),
    };
    Fault::new(format!("{said} is not one of the choices."), hint)
}

/// A link that leads nowhere, with the nearest record offered.
pub(in super::super) fn dangling(targets: &Targets, link: &str, dialogue: &Dialogue) -> Fault {
    let wanted = kinds_said(targets, dialogue);
    let bare = link.rsplit_once('/').map_or(link, |(_, id)| id);
    let records = || dialogue.catalogue.targets(targets).flat_map(|kind| dialogue.records(&kind.name)).take(LOOKED_AT);
    let names = records()
        .flat_map(|record| [Some(record.id()), record.text("short_name"), record.text("name"), record.text("title")].into_iter().flatten());
    let near = nearest(bare, names).and_then(|name| {
        records().find(|record| record.id() == name || ["short_name", "name", "title"].iter().any(|field| record.text(field) == Some(name)))
    });
    let hint = match near {
        Some(record) if targets.qualified => format!("Did you mean {}?", record.key),
        Some(record) => format!("Did you mean {}?", record.id()),
        None if targets.qualified && !link.contains('/') => "Write it as folder/id.".to_owned(),
        None => "Write the id of one that is there.".to_owned(),
    };
    Fault::new(format!("There is no {wanted} {}.", quoted(link)), hint)
}

/// `stakeholder`, `document`, `event`: what a link leads to, in a sentence.
fn kinds_said(targets: &Targets, dialogue: &Dialogue) -> String {
    let words: Vec<&str> = targets
        .kinds
        .iter()
        .map(|name| if &**name == "event" { "event" } else { dialogue.catalogue.kind(name).map_or(&**name, |kind| kind.singular.as_str()) })
        .collect();
    words.join(" or ")
}
