//! A report on a commitment written in one line: `at risk 10 feb the draft points elsewhere | letter of 9 Feb`.

use crate::app::model::Model;
use crate::domain::catalogue::Choices;
use crate::domain::dates;
use crate::domain::record::Row;
use crate::domain::value::Value;

/// A progress row from one line: status (or its beginning), a day, the note, and evidence behind `|`.
pub(super) fn row(model: &Model, text: &str) -> Result<Row, String> {
    let def = model.dialogue.catalogue.kind("commitments").and_then(|kind| kind.row("progress"));
    let choices = def.and_then(|row| row.field("status")).and_then(|field| field.choices().cloned());
    let (text, evidence) = text.split_once('|').map_or((text, None), |(text, evidence)| (text, Some(evidence.trim())));
    let (status, rest) =
        choices.as_ref().and_then(|choices| leading_choice(choices, text)).map_or((None, text), |(value, rest)| (Some(value), rest));
    let rest = rest.trim_start_matches([':', ',', ' ']);
    let (day, note) = leading_day(rest, model);
    if status.is_none() && note.is_empty() {
        let offered =
            choices.map(|choices| choices.iter().map(|choice| choice.label.clone()).collect::<Vec<_>>().join(", ")).unwrap_or_default();
        return Err(format!("Say a status ({offered}), a note, or both."));
    }
    let mut fields = vec![("date".to_owned(), Value::Date(day))];
    fields.extend(status.map(|status| ("status".to_owned(), status)));
    fields.extend(Some(note).filter(|note| !note.is_empty()).map(|note| ("note".to_owned(), note.into())));
    fields.extend(evidence.filter(|evidence| !evidence.is_empty()).map(|evidence| ("evidence".to_owned(), evidence.into())));
    Ok(Row::new("progress", fields))
}

/// The choice that a line begins with: by label, value or symbol, followed by the end or a sign.
fn leading_choice<'a>(choices: &Choices, text: &'a str) -> Option<(Value, &'a str)> {
    let lower = text.to_lowercase();
    choices
        .iter()
        .flat_map(|choice| {
            let value = choice.value.to_string();
            [Some(choice.label.to_lowercase()), Some(value.replace('_', " ")), Some(value), choice.symbol.clone()]
                .into_iter()
                .flatten()
                .map(move |name| (choice, name))
        })
        .filter(|(_, name)| lower.starts_with(name.as_str()) && lower.is_char_boundary(name.len()))
        .filter(|(_, name)| lower.get(name.len()..).is_some_and(|rest| rest.chars().next().is_none_or(|next| !next.is_alphanumeric())))
        .max_by_key(|(_, name)| name.len())
        .and_then(|(choice, name)| text.get(name.len()..).map(|rest| (choice.value.clone(), rest)))
}

fn leading_day<'a>(text: &'a str, model: &Model) -> (chrono::NaiveDate, &'a str) {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_day = word.chars().any(|letter| letter.is_ascii_digit()) || word == "today" || word == "yesterday";
    match dates::parse_day(word, model.today).filter(|_| is_day) {
        Some(day) => (day, rest.trim()),
        None => (model.today, text.trim()),
    }
}
