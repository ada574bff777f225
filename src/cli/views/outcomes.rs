//! `outcomes`: what changed because of the dialogue, the unwished first, then the latest.

use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, under};
use super::{of_day, spaced};
use crate::domain::views::outcomes::{self, Line};

/// `outcomes`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor outcomes --audience donor")]
pub(in super::super) struct Outcomes {}

/// The register of outcomes.
pub(in super::super) fn outcomes(_: &Outcomes, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let view = outcomes::compute(&seen.dialogue, seen.as_of);
    Ok(seen.answer(|| view.json(), || text(&seen, &view)))
}

fn text(seen: &Seen, view: &outcomes::Outcomes) -> String {
    let mut sheet = Sheet::titled(&format!("Outcomes, {}", of_day(seen)), &view.lines.len().to_string());
    if view.lines.is_empty() {
        sheet.para(2, "None yet. An outcome is somebody who did something differently.");
    }
    let (unwished, others): (Vec<&Line>, Vec<&Line>) = view.lines.iter().partition(|line| line.is_negative());
    for line in unwished.into_iter().chain(others) {
        sheet.gap();
        let head = format!("  {}  {}  ", line.date.map_or("no date   ".to_owned(), |date| date.to_string()), line.id);
        sheet.hanging(&head, &line.title);
        let who = line.social_actor.as_deref().map(|id| seen.dialogue.short(id).to_owned());
        let words = [&line.direction, &line.significance, &line.change_area, &line.verification];
        let said: Vec<String> = who.into_iter().chain(words.into_iter().flatten().map(|word| spaced(word))).collect();
        sheet.para(under(&head), &said.join(" · "));
    }
    sheet.finish()
}
