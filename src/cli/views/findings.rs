//! `findings`: the red lines that stand against something, the heaviest first; the dormant ones are only counted unless asked for.

use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::Sheet;
use super::of_day;
use crate::domain::views::findings::{self, Finding};

/// `findings`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor findings --all")]
pub(in super::super) struct Findings {
    /// The dormant ones in full too: those on issues that are agreed or parked.
    #[arg(long)]
    all: bool,
}

/// The red-line findings. JSON holds all of them, the dormant ones last.
pub(in super::super) fn findings(args: &Findings, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let view = findings::compute(&seen.dialogue, seen.as_of);
    Ok(seen.answer(|| view.json(&seen.dialogue), || text(&seen, &view, args.all)))
}

fn text(seen: &Seen, view: &findings::Findings, all: bool) -> String {
    let (live, dormant): (Vec<&Finding>, Vec<&Finding>) = view.findings.iter().partition(|finding| !finding.dormant);
    let aside = format!("{} live · {} dormant", live.len(), dormant.len());
    let mut sheet = Sheet::titled(&format!("Red-line findings, {}", of_day(seen)), &aside);
    for finding in &live {
        sheet.gap();
        one(&mut sheet, seen, finding);
    }
    if live.is_empty() {
        sheet.gap();
        sheet.line("  No red line stands against anything on an open issue, as far as is known.");
    }
    if !view.by_hand.is_empty() {
        sheet.heading("To be compared by hand: the units differ");
        for pair in &view.by_hand {
            sheet.hanging("  - ", &pair.sentence(&seen.dialogue));
        }
    }
    if all {
        for finding in &dormant {
            sheet.gap();
            one(&mut sheet, seen, finding);
        }
    } else if !dormant.is_empty() {
        sheet.gap();
        sheet.line(&format!("  {} more on issues that are agreed or parked: convenor findings --all", dormant.len()));
    }
    sheet.finish()
}

/// One finding: its grade, its sentence, and what to do next.
fn one(sheet: &mut Sheet, seen: &Seen, finding: &Finding) {
    let dormant = if finding.dormant { ", dormant" } else { "" };
    let stale = if finding.is_stale() { ", stale" } else { "" };
    let head = format!("  {}{dormant}{stale} (rule {})", finding.grade.value(), finding.rule.value());
    sheet.line(&head);
    sheet.para(4, &finding.sentence(&seen.dialogue));
    sheet.hanging("    > ", &finding.next_step(&seen.dialogue));
}
