//! `donors`: what nobody pays for, payments in danger, and who covers what.

use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, long, words};
use super::{ids, of_day, title};
use crate::domain::views::donors;

/// `donors`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor donors --audience donor")]
pub(in super::super) struct Donors {}

/// Commitments against donor support.
pub(in super::super) fn donors(_: &Donors, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let view = donors::compute(&seen.dialogue, seen.as_of);
    Ok(seen.answer(|| view.json(), || text(&seen, &view)))
}

fn text(seen: &Seen, view: &donors::Donors) -> String {
    let mut sheet = Sheet::titled(&format!("Donor alignment, {}", of_day(seen)), &ids(&view.donors));
    let named = |id: &str| format!("{id}  {}", title(&seen.dialogue, "commitments", id));
    sheet.heading("Gaps: live commitments that nobody pays for");
    for gap in &view.gaps {
        sheet.line(&format!("  {}", named(gap)));
    }
    if view.gaps.is_empty() {
        sheet.line("  none");
    }
    if !view.tranches.is_empty() {
        sheet.heading("Payments in danger");
    }
    for tranche in &view.tranches {
        let support = title(&seen.dialogue, "donor-support", &tranche.support);
        sheet.hanging(
            &format!("  {}  {}  ", tranche.date, tranche.support),
            &format!("{support}: hangs on {}; commitments {}", ids(&tranche.indicators), ids(&tranche.commitments)),
        );
    }
    sheet.gap();
    sheet.pair("Two donors on one", 20, &ids(&view.overlaps));
    sheet.pair("Not aligned", 20, &ids(&view.unaligned));
    sheet.heading("Covered by");
    let rows: Vec<Vec<String>> = view
        .rows
        .iter()
        .map(|row| {
            let by: Vec<String> = row
                .by
                .iter()
                .map(|(support, donor)| donor.as_ref().map_or(support.to_string(), |donor| format!("{support} {donor}")))
                .collect();
            let own = if row.own_money { "own money" } else { "" };
            vec![row.commitment.to_string(), row.status.label().to_owned(), own.to_owned(), by.join(", ")]
        })
        .collect();
    sheet.table(2, &[words(""), words(""), words(""), long("")], &rows);
    sheet.finish()
}
