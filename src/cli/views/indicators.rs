//! `indicators`: how far each has come, and which measurement is overdue. No data is not nothing achieved.

use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, long, numbers, words};
use super::{number, of_day};
use crate::domain::views::indicators::{self, Line};

/// `indicators`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor indicators --json | jq '.indicators[] | select(.overdue)'")]
pub(in super::super) struct Indicators {}

/// How far the indicators have come.
pub(in super::super) fn indicators(_: &Indicators, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let view = indicators::compute(&seen.dialogue, seen.as_of);
    Ok(seen.answer(|| view.json(), || text(&seen, &view)))
}

fn text(seen: &Seen, view: &indicators::Indicators) -> String {
    let overdue = view.overdue().count();
    let mut sheet = Sheet::titled(&format!("Indicators, {}", of_day(seen)), &format!("{} · {overdue} to be measured", view.lines.len()));
    for family in ["policy", "process", "partnership"] {
        let rows: Vec<Vec<String>> = view.lines.iter().filter(|line| line.family.as_deref() == Some(family)).map(row).collect();
        if !rows.is_empty() {
            let heading = family.get(..1).map(str::to_uppercase).unwrap_or_default() + family.get(1..).unwrap_or_default();
            sheet.heading(&heading);
            let columns = [words(""), long(""), numbers("from"), numbers("now"), numbers("to"), numbers(""), words("")];
            sheet.table(2, &columns, &rows);
        }
    }
    let rest: Vec<Vec<String>> =
        view.lines.iter().filter(|line| !matches!(line.family.as_deref(), Some("policy" | "process" | "partnership"))).map(row).collect();
    if !rest.is_empty() {
        sheet.heading("Of no family");
        sheet.table(2, &[words(""), long(""), numbers("from"), numbers("now"), numbers("to"), numbers(""), words("")], &rest);
    }
    sheet.finish()
}

fn row(line: &Line) -> Vec<String> {
    let number = |value: Option<f64>| value.map(number).unwrap_or_default();
    let now = match (line.latest, &line.words) {
        (Some((_, value)), _) => number(Some(value)),
        (None, Some(_)) => "in words".to_owned(),
        (None, None) => "no data".to_owned(),
    };
    let way = line.progress.map(|share| format!("{:.0} %", share * 100.0)).unwrap_or_default();
    let state = if line.overdue {
        "measure"
    } else if line.reached == Some(true) {
        "reached"
    } else {
        ""
    };
    vec![line.id.to_string(), line.title.clone(), number(line.baseline), now, number(line.target), way, state.to_owned()]
}
