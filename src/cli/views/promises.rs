//! `promises`: what the host owes, the broken and overdue first, and how the stakeholders felt treated.

use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, numbers, words};
use super::of_day;
use super::precheck::promised;
use crate::domain::lens::PromiseState;
use crate::domain::views::promises::{self, Promise, Trust};

/// `promises`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor promises --json | jq .overdue")]
pub(in super::super) struct Promises {}

/// Promises and trust.
pub(in super::super) fn promises(_: &Promises, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let view = promises::compute(&seen.dialogue, seen.as_of);
    Ok(seen.answer(|| view.json(), || text(&seen, &view)))
}

fn text(seen: &Seen, view: &promises::Promises) -> String {
    let tally = view.tally();
    let aside = format!("{} kept · {} open · {} broken", tally.kept, tally.open, tally.broken);
    let mut sheet = Sheet::titled(&format!("Promises of ours, {}", of_day(seen)), &aside);
    let heading_of = |promise: &Promise| match promise.state {
        PromiseState::Open if promise.overdue => "Overdue",
        PromiseState::Open => "Open",
        PromiseState::Broken => "Broken",
        PromiseState::Kept => "Kept",
    };
    for heading in ["Overdue", "Broken", "Open", "Kept"] {
        let group: Vec<&Promise> = view.rows.iter().filter(|promise| heading_of(promise) == heading).collect();
        if !group.is_empty() {
            sheet.heading(heading);
            for promise in group {
                sheet.hanging("  - ", &promised(seen, promise));
            }
        }
    }
    sheet.heading("How they felt treated: mean of how many meetings");
    let mean = |mean: &promises::Mean| mean.mean().map_or("·".to_owned(), |value| format!("{value:.2} ({})", mean.n));
    let row = |name: &str, trust: &Trust| {
        vec![name.to_owned(), mean(&trust.being_heard), mean(&trust.fairness), mean(&trust.usefulness), mean(&trust.frankness)]
    };
    let phases = view.phases.iter().map(|(phase, trust)| row(phase.as_deref().unwrap_or("no phase"), trust));
    let rows: Vec<Vec<String>> = phases.chain([row("all", &view.overall)]).collect();
    sheet.table(2, &[words(""), numbers("heard of 5"), numbers("fair of 5"), numbers("useful of 5"), numbers("frank of 4")], &rows);
    sheet.finish()
}
