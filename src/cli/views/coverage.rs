//! `coverage`: who was never met, who not lately, and who is easily overheard.

use super::super::address;
use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen, day};
use super::super::sheet::{Sheet, numbers, words};
use super::{ids, of_day, people, spaced};
use crate::domain::record::Fields;
use crate::domain::views::coverage::{self, Standing};
use chrono::NaiveDate;

/// `coverage`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  convenor coverage --since 2025-12-03\n  convenor coverage --since public-events/e4")]
pub(in super::super) struct Coverage {
    /// Part those met before and since a day, or the day of an event.
    #[arg(long, value_name = "DATE|EVENT", allow_hyphen_values = true)]
    since: Option<String>,
}

/// How often and how lately everybody was met.
pub(in super::super) fn coverage(args: &Coverage, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let since = args.since.as_deref().map(|text| since(&seen, text)).transpose()?;
    let view = coverage::compute(&seen.dialogue, seen.as_of);
    Ok(seen.answer(|| view.json(), || text(&seen, &view, since)))
}

/// A day, or the day of an event.
fn since(seen: &Seen, text: &str) -> Result<NaiveDate, Failure> {
    if let Ok(day) = day(text, seen.today) {
        return Ok(day);
    }
    let event = address::event(&seen.dialogue, text).map_err(|failure| seen.rather_refused(text, failure))?;
    event.date("date").ok_or_else(|| Failure::Data(format!("{} has no date.", event.key)))
}

fn text(seen: &Seen, view: &coverage::Coverage, since: Option<NaiveDate>) -> String {
    let met = view.stakeholders.iter().filter(|standing| standing.last.is_some()).count();
    let mut sheet = Sheet::titled(
        &format!("Coverage, {}", of_day(seen)),
        &format!("{met} of {} {}", view.stakeholders.len(), seen.word("met", "shown to be met")),
    );
    let raised: Vec<_> = view.raised().map(|standing| &standing.stakeholder).collect();
    if !raised.is_empty() {
        sheet.gap();
        sheet.hanging(
            seen.word("Easily overheard, and not heard: ", "Easily overheard, and not shown to be heard: "),
            &people(&seen.dialogue, &raised),
        );
    }
    let groups = view.groups(since.unwrap_or(NaiveDate::MIN));
    let after = since.map_or("Met".to_owned(), |day| format!("Met since {day}"));
    let before = since.map_or(String::new(), |day| format!("Met, but not since {day}"));
    for (heading, group) in
        [(seen.word("Never met", "No meeting is shown with").to_owned(), groups.never), (before, groups.before), (after, groups.since)]
    {
        if !group.is_empty() {
            sheet.heading(&heading);
            let rows: Vec<Vec<String>> = group.iter().map(|standing| row(seen, standing)).collect();
            let columns = [words(""), words(""), words("last"), numbers("days"), numbers("times"), numbers("minutes"), numbers("weight")];
            sheet.table(2, &columns, &rows);
        }
    }
    sheet.gap();
    let kinds: Vec<String> = view.kinds_never_met().iter().map(|kind| spaced(kind)).collect();
    sheet.pair(seen.word("Kinds never met", "Kinds not shown"), 15, &ids(&kinds));
    let phases: Vec<String> =
        view.by_phase.iter().map(|(phase, count)| format!("{} {count}", phase.as_deref().unwrap_or("no phase"))).collect();
    sheet.pair("By phase", 15, &ids(&phases));
    sheet.finish()
}

fn row(seen: &Seen, standing: &Standing) -> Vec<String> {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let met = standing.meetings > 0;
    vec![
        seen.dialogue.short(&standing.stakeholder).to_owned(),
        spaced(standing.kind),
        standing.last.map(|day| day.to_string()).unwrap_or_default(),
        number(standing.days),
        if met { standing.meetings.to_string() } else { String::new() },
        if standing.minutes > 0 { standing.minutes.to_string() } else { String::new() },
        number(standing.weight),
    ]
}
