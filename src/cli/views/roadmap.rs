//! `roadmap`: what is late or in danger, the counts, money, breadth and depth.

use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, long, words};
use super::{ids, number, of_day, people, spaced};
use crate::domain::dates::say_distance;
use crate::domain::display::count;
use crate::domain::views::roadmap::{self, Late, Line};

/// `roadmap`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor roadmap --as-of 2026-06-30")]
pub(in super::super) struct Roadmap {}

/// The state of the Roadmap for Reform.
pub(in super::super) fn roadmap(_: &Roadmap, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let view = roadmap::compute(&seen.dialogue, seen.as_of);
    Ok(seen.answer(|| view.json(), || text(&seen, &view)))
}

fn text(seen: &Seen, view: &roadmap::Roadmap) -> String {
    let counts: Vec<String> = view.told().map(|(status, count)| format!("{count} {}", status.label())).collect();
    let mut sheet = Sheet::titled(&format!("Roadmap, {}", of_day(seen)), &count(view.lines.len(), "commitment", "commitments"));
    if view.lines.is_empty() {
        sheet.para(2, "No commitment yet.");
        return sheet.finish();
    }
    sheet.para(2, &counts.join(" · "));
    let pressing: Vec<&Line> = view.lines.iter().filter(|line| line.needs_attention()).collect();
    sheet.heading(if pressing.is_empty() { "Nothing is late or at risk." } else { "Late or at risk" });
    sheet.table(
        2,
        &[words(""), long(""), words(""), words(""), words("")],
        &pressing.iter().map(|line| row(seen, line)).collect::<Vec<_>>(),
    );
    sheet.gap();
    for (label, text) in [
        ("Due in 60 days", ids(&view.due_60)),
        ("Should have begun", ids(&view.should_have_started)),
        ("Money missing", ids(&view.money_missing)),
        ("Not verifiable", ids(&view.not_verifiable)),
    ] {
        sheet.pair(label, 18, &text);
    }
    sheet.gap();
    let leads: Vec<String> =
        view.by_lead.iter().map(|lead| format!("{} {}", seen.dialogue.short(&lead.stakeholder), lead.commitments.len())).collect();
    let stages: Vec<String> = view.by_stage.iter().map(|(stage, count)| format!("{} {count}", spaced(stage))).collect();
    sheet.pair("By lead", 18, &leads.join(", "));
    sheet.pair("By stage", 18, &stages.join(", "));
    let kinds: Vec<String> = view.endorser_kinds.iter().map(|kind| spaced(kind)).collect();
    let mean = view.mean_endorsers.map_or("not known".to_owned(), |mean| format!("{} endorsers a commitment", number(mean)));
    sheet.pair("Breadth", 18, &format!("{mean}; {} of 9 kinds: {}", kinds.len(), ids(&kinds)));
    sheet.pair("Endorse nothing", 18, &people(&seen.dialogue, &view.endorse_nothing));
    let depth = view.depth.map_or("not known".to_owned(), |depth| format!("{} % are tasks with a lead and a date", number(depth * 100.0)));
    sheet.pair("Depth", 18, &depth);
    sheet.finish()
}

fn row(seen: &Seen, line: &Line) -> Vec<String> {
    let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let when = match (line.late, line.holds()) {
        (Late::Overdue, Some(date)) => say_distance(date, seen.as_of),
        (Late::PastFirstDate, holds) => format!("now {}", day(holds)),
        (_, holds) => day(holds),
    };
    let lead = line.lead.as_deref().map(|lead| seen.dialogue.short(lead).to_owned()).unwrap_or_default();
    vec![line.id.to_string(), line.title.clone(), line.status.label().to_owned(), lead, when]
}
