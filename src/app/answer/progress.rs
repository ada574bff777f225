//! A report in one line: on a commitment, `at risk 10 feb the draft points elsewhere | letter of 9 Feb`; on an indicator,
//! `1480 2026-03-01 nine regions | Social Fund`.

use crate::app::model::Model;
use crate::domain::catalogue::Choices;
use crate::domain::dates;
use crate::domain::entry::{self, Entering};
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

/// A measurement row from one line: the figure, a day, what was found, and the source behind `|`.
pub(super) fn measurement(model: &Model, text: &str) -> Result<Row, String> {
    let def = model.dialogue.catalogue.kind("indicators").and_then(|kind| kind.row("measurement"));
    let field = def.and_then(|row| row.field("value"));
    let (text, source) = text.split_once('|').map_or((text, None), |(text, source)| (text, Some(source.trim())));
    let (first, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let at = Entering { today: model.today, dialogue: &model.dialogue };
    let is_figure = first.trim_start_matches(['-', '+', '\u{2212}']).starts_with(|letter: char| letter.is_ascii_digit())
        && dates::parse_day(first, model.today).is_none_or(|_| !first.contains('-') || first.starts_with('-'));
    let value = match field.filter(|_| is_figure) {
        Some(field) => entry::parse(field, first, &at).map_err(|fault| fault.to_string())?,
        None => None,
    };
    let next = rest.split_whitespace().next().unwrap_or_default();
    if value.is_some() && !next.is_empty() && next.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("Write the figure without blanks, and a day as 2026-03-01.".to_owned());
    }
    let (day, note) = leading_day(if value.is_some() { rest.trim() } else { text.trim() }, model);
    if value.is_none() && note.is_empty() {
        return Err("Say a figure, what was found, or both.".to_owned());
    }
    let said = |text: &str| Some(text).filter(|text| !text.is_empty()).map(Value::from);
    let fields = [("date", Some(Value::Date(day))), ("value", value), ("text", said(note)), ("source", source.and_then(said))];
    Ok(Row::new("measurement", fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)))))
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

#[cfg(test)]
mod tests {
    use crate::app::testing::{model, press, saved, write};
    use crate::domain::record::Fields;
    use crate::domain::testing::{TODAY, day};

    #[test]
    fn a_measurement_takes_one_line() {
        let mut model = model(80, 24);
        press(&mut model, "3 Tab Tab");
        let effects = press(&mut model, "+ \"1,5 2026-03-01 nine regions | Social Fund\" Enter");
        saved(&effects);
        let written = write(&mut model, &effects);
        let row = written.first().and_then(|record| record.rows("measurement").last()).unwrap();
        assert_eq!(row.get("value").unwrap().to_string(), "1.5");
        assert_eq!(
            (row.date("date"), row.text("text"), row.text("source")),
            (Some(day("2026-03-01")), Some("nine regions"), Some("Social Fund"))
        );
        press(&mut model, "+ \"14\" Enter");
        assert_eq!(super::measurement(&model, "14").unwrap().date("date"), Some(day(TODAY)));
        assert!(super::measurement(&model, " ").is_err());
        assert!(super::measurement(&model, "12 000").is_err(), "never read as twelve");
        assert_eq!(super::measurement(&model, "2026-03-01 not counted yet").unwrap().get("value"), None);
    }
}
