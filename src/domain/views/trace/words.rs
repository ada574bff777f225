//! How a step back is said, in a few words, and by one word for other programs.

use super::{Group, Step, What};
use crate::domain::dialogue::Dialogue;
use crate::domain::display::{one_line, row_line, title_of};
use crate::domain::lens::{Polarity, Status, Voice};
use crate::domain::place::FieldPath;
use crate::domain::record::Record;
use chrono::NaiveDate;

impl Group {
    /// What stands over its steps; nothing for the first.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Rests => "",
            Self::Line => "The red line",
            Self::Against => "It stands against",
            Self::Besides => "Also said on it",
            Self::Carried => "Commitments that carry it",
            Self::Among => "Among others",
            Self::Named => "It names",
        }
    }
}

impl Step {
    /// In a few words: `UDK: +2 on o1a`.
    #[must_use]
    pub fn text(&self, dialogue: &Dialogue) -> String {
        match &self.stakeholder {
            Some(who) if self.title(dialogue).is_none() => format!("{}: {}", one_line(dialogue.short(who)), self.said(dialogue)),
            _ => self.said(dialogue),
        }
    }

    /// The title of a step that is a record itself, or one that names it; nothing for what stands in a row.
    #[must_use]
    pub fn title(&self, dialogue: &Dialogue) -> Option<String> {
        let is_record = matches!(self.what, What::NamedIn(..) | What::Itself(_));
        is_record.then(|| dialogue.find(&self.record).map_or_else(|| one_line(&self.record.id), |record| title_of(record, dialogue)))
    }

    /// Of a commitment how far it is kept, and by when it is due.
    #[must_use]
    pub fn state(&self) -> Option<(Status, Option<NaiveDate>)> {
        match self.what {
            What::NamedIn(_, state) | What::Itself(state) => state,
            _ => None,
        }
    }

    fn said(&self, dialogue: &Dialogue) -> String {
        let record = dialogue.find(&self.record);
        let title = || self.title(dialogue).unwrap_or_default();
        match &self.what {
            What::Floated { likelihood, condition } => {
                let likely = likelihood.map(|likelihood| format!(", {likelihood} % likely")).unwrap_or_default();
                let condition = condition.as_ref().map(|condition| format!(", if {}", one_line(condition))).unwrap_or_default();
                format!("spoke of committing to it{likely}{condition}")
            }
            What::Position { option, value, voice } => {
                let value =
                    value.map_or("would not say".to_owned(), |value| if value > 0 { format!("+{value}") } else { value.to_string() });
                format!("{value} on {}{}", one_line(option), second_hand(*voice))
            }
            What::RedLine { option, polarity, firmness, bound, voice, withdrawn_on } => {
                let way = polarity.map_or("draws a line at", Polarity::label);
                let bound = bound.as_ref().map(|bound| format!(", {}", bound.text())).unwrap_or_default();
                let gone = withdrawn_on.map(|day| format!(", withdrawn on {day}")).unwrap_or_default();
                one_line(&format!("{way} {option}{bound} ({}{gone}){}", firmness.label(), second_hand(*voice)))
            }
            What::Progress { status, note } => {
                let parts: Vec<String> = status.iter().map(|status| status.replace('_', " ")).chain(note.clone()).collect();
                one_line(&parts.join(": "))
            }
            What::Row(name, index) => row(record.map(AsRef::as_ref), name, *index, dialogue),
            What::Names => "named by it".to_owned(),
            What::NamedIn(path, state) => format!("{}{} ({})", title(), stands(*state), place(path, &self.record.kind, dialogue)),
            What::Itself(state) => format!("{}{}", title(), stands(*state)),
            What::Met(Some(minutes)) => format!("met, {minutes} minutes"),
            What::Met(None) => "met".to_owned(),
        }
    }

    pub(super) fn word(&self) -> &'static str {
        match self.what {
            What::Floated { .. } => "floated",
            What::Position { .. } => "position",
            What::RedLine { .. } => "red_line",
            What::Progress { .. } => "progress",
            What::Row(..) => "row",
            What::Names => "names",
            What::NamedIn(..) => "named_in",
            What::Itself(_) => "record",
            What::Met(_) => "met",
        }
    }
}

fn second_hand(voice: Voice) -> String {
    if voice.is_second_hand() { format!(" ({})", voice.value()) } else { String::new() }
}

/// `, at risk, due 2026-05-01`.
fn stands(state: Option<(Status, Option<NaiveDate>)>) -> String {
    let Some((status, due)) = state else { return String::new() };
    let due = due.map_or_else(|| ", no date".to_owned(), |due| format!(", due {due}"));
    format!(", {}{due}", status.label())
}

/// The words of a row with what kind of row it is: `promise: a draft by June · 2025-06-30`.
fn row(record: Option<&Record>, name: &str, index: usize, dialogue: &Dialogue) -> String {
    let found = record.and_then(|record| Some((record, dialogue.kind_of(&record.key)?.row(name)?)));
    let Some((def, row)) = found.and_then(|(record, def)| Some((def, record.row(name, index)?))) else { return one_line(name) };
    let said = row_line(def, row, dialogue);
    let what = one_line(&def.singular);
    // A point says itself of what kind it is.
    if said == what || name == "point" { said } else { format!("{what}: {said}") }
}

/// The field by its label: `in options`, `endorsement 3, by`.
fn place(path: &FieldPath, kind: &str, dialogue: &Dialogue) -> String {
    let kind = dialogue.catalogue.kind(kind);
    let label = |label: &str| {
        let label = one_line(label);
        let mut letters = label.chars();
        letters.next().map(|first| first.to_lowercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    match &path.row {
        None => {
            let field = kind.and_then(|kind| kind.field(&path.field));
            field.map_or_else(|| path.to_string(), |field| label(&field.label))
        }
        Some((row, _)) => {
            let def = kind.and_then(|kind| kind.row(row));
            def.map_or_else(|| path.to_string(), |def| label(&def.singular))
        }
    }
}
