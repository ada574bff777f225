//! `forecast`: commitments not yet agreed, who may say yes to them, and on what that hangs.

use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::Sheet;
use super::{number, of_day, spaced};
use crate::domain::views::forecast::{self, Prospect, Word};

/// `forecast`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor forecast")]
pub(in super::super) struct Forecast {}

/// Who may yet say yes to what.
pub(in super::super) fn forecast(_: &Forecast, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let view = forecast::compute(&seen.dialogue, seen.as_of);
    Ok(seen.answer(|| view.json(), || text(&seen, &view)))
}

fn text(seen: &Seen, view: &forecast::Forecast) -> String {
    let mut sheet = Sheet::titled(&format!("Forecast, {}", of_day(seen)), &format!("{} not yet agreed", view.commitments.len()));
    if view.commitments.is_empty() {
        sheet.gap();
        sheet.line("  No commitment is floated, hinted at, offered or conditional.");
    }
    for prospect in &view.commitments {
        sheet.gap();
        sheet.hanging(&format!("  {}  ", prospect.commitment), &format!("{} ({})", prospect.title, spaced(prospect.maturity.value())));
        sheet.para(6, &expected(seen, prospect));
        for word in prospect.words.iter().rev() {
            sheet.hanging("      - ", &said(seen, word));
        }
        if !prospect.needs_yes_of.is_empty() {
            sheet.para(6, &format!("Needs the yes of {}.", prospect.needs_yes_of.join(", ")));
        }
    }
    sheet.finish()
}

fn expected(seen: &Seen, prospect: &Prospect) -> String {
    match (prospect.expected, &prospect.weakest) {
        (Some(expected), Some((who, likelihood))) => format!(
            "Expected: {} of {} yes; the weakest link is {} at {likelihood} %.",
            number(expected),
            prospect.n(),
            seen.dialogue.short(who)
        ),
        _ => "Expected: not known; nobody has given a likelihood.".to_owned(),
    }
}

fn said(seen: &Seen, word: &Word) -> String {
    let mut parts = vec![seen.dialogue.short(&word.stakeholder).to_owned()];
    parts.push(word.likelihood.map_or("likelihood not known".to_owned(), |likelihood| format!("{likelihood} %")));
    parts.extend(word.condition.as_ref().map(|condition| format!("if {condition}")));
    parts.extend(word.by.map(|by| format!("by {by}")));
    format!("{} ({})", parts.join(", "), word.meeting)
}
