//! `brief`: one screen before a bilateral meeting. What is unknown and what is owed comes before what is fine.

use super::super::address;
use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::Sheet;
use super::precheck::promised;
use super::{ids, of_day, signed, spaced};
use crate::domain::dates::{say_distance, say_since};
use crate::domain::lens::Polarity;
use crate::domain::views::brief::{self, Stand, Theirs};

/// `brief`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  convenor brief udk\n  convenor brief meetings/2026-03-16-udk")]
pub(in super::super) struct Brief {
    /// A stakeholder, or a meeting: then on its issues, as of its eve.
    #[arg(value_name = "MEETING|STAKEHOLDER")]
    record: String,
}

/// What to know before a bilateral meeting.
pub(in super::super) fn brief(args: &Brief, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let found = address::of_kinds(&seen.dialogue, &args.record, "bilateral meeting or stakeholder", |kind| {
        matches!(kind, "meetings" | "stakeholders")
    });
    let record = found.map_err(|failure| seen.rather_refused(&args.record, failure))?;
    seen.may_see(&record.key)?;
    let view = if record.kind() == "meetings" {
        brief::for_meeting(&seen.dialogue, record, seen.as_of)
    } else {
        brief::for_stakeholder(&seen.dialogue, record.id(), seen.as_of)
    };
    let view = view.ok_or_else(|| Failure::Data(format!("{} names no stakeholder that is on file.", record.key)))?;
    Ok(seen.answer(|| view.json(&seen.dialogue), || text(&seen, &view)))
}

fn text(seen: &Seen, view: &brief::Brief) -> String {
    let dialogue = &seen.dialogue;
    let last = view.last.map_or(seen.word("never met", "no meeting is shown").to_owned(), |(date, _)| {
        format!("last met {date}, {}", say_since(date, seen.as_of))
    });
    let day = if view.as_of == seen.as_of { of_day(seen) } else { view.as_of.to_string() };
    let mut sheet = Sheet::titled(&format!("{}, {day}", dialogue.short(&view.stakeholder)), &last);
    sheet.gap();
    let never: Vec<_> = view.never_asked().collect();
    if !never.is_empty() {
        sheet.hanging(seen.word("Never asked  ", "Nothing shown on  "), &ids(&never));
    }
    let silent: Vec<_> = view.stands.iter().filter(|stand| stand.asked).map(|stand| &stand.option).collect();
    if !silent.is_empty() {
        sheet.hanging("Would not say  ", &ids(&silent));
    }
    let said: Vec<String> = view.stands.iter().filter_map(stand).collect();
    if !said.is_empty() {
        sheet.hanging("Positions    ", &said.join(", "));
    }
    for line in &view.red_lines {
        let way = line.polarity.map_or("line at", Polarity::label);
        let title = super::title(dialogue, "options", &line.option);
        sheet.hanging("Red line     ", &format!("{way} {} {title} ({}, {})", line.option, line.firmness.label(), line.date));
    }
    if !view.by_others.is_empty() {
        let meetings = view.by_others.iter().map(|key| &*key.id).collect::<Vec<_>>().join(", ");
        sheet.hanging("Somebody else spoke for them in  ", &meetings);
    }
    if !view.ours.is_empty() {
        sheet.heading("We owe");
        for promise in &view.ours {
            sheet.hanging("  - ", &promised(seen, promise));
        }
    }
    if !view.theirs.is_empty() {
        sheet.heading("They said, or took upon themselves");
        for theirs in &view.theirs {
            sheet.hanging("  - ", &theirs_said(theirs));
        }
    }
    if !view.tasks.is_empty() {
        sheet.heading("Still to be done");
        for task in &view.tasks {
            let owner = task.owner.as_deref().map(|owner| format!("{}: ", dialogue.short(owner))).unwrap_or_default();
            let due = task.due.map(|due| format!(" ({due}, {})", say_distance(due, seen.as_of))).unwrap_or_default();
            sheet.hanging("  - ", &format!("{owner}{}{due}", task.text));
        }
    }
    if !view.findings.is_empty() {
        sheet.heading("Where it may clash");
        for finding in &view.findings {
            sheet.hanging(&format!("  {:<9} ", finding.grade.value()), &finding.sentence(dialogue));
        }
    }
    careful(&mut sheet, view);
    sheet.finish()
}

/// `o1a +2~* (was +1)`: where they stand, whether that is second hand or stale, and where they stood before.
fn stand(stand: &Stand) -> Option<String> {
    let cell = stand.cell.as_ref()?;
    let voice = if cell.voice.is_second_hand() { "~" } else { "" };
    let moved = cell.before.filter(|before| *before != cell.value).map(|before| format!(" (was {})", signed(before))).unwrap_or_default();
    Some(format!("{} {}{voice}{}{moved}", stand.option, signed(cell.value), if cell.stale { "*" } else { "" }))
}

fn theirs_said(theirs: &Theirs) -> String {
    let parts = [
        theirs.likelihood.map(|likelihood| format!("{likelihood} %")),
        theirs.condition.as_ref().map(|condition| format!("if {condition}")),
        theirs.due.map(|due| format!("by {due}")),
        Some(theirs.record.id.to_string()),
    ];
    format!("{} ({})", theirs.text, parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// Sensitive points, and how the last meetings felt.
fn careful(sheet: &mut Sheet, view: &brief::Brief) {
    if !view.sensitive.is_empty() {
        sheet.heading("To be handled with care");
        for point in &view.sensitive {
            let handling = point.handling.as_deref().map(spaced).unwrap_or_else(|| "no handling noted".to_owned());
            sheet.hanging("  - ", &format!("{} ({handling}; {})", point.text.as_deref().unwrap_or("(no words)"), point.meeting.id));
        }
    }
    if !view.impressions.is_empty() {
        sheet.heading("How it felt");
        for impression in &view.impressions {
            let frank = impression.frankness.map(|frank| format!("frankness {frank} of 4"));
            let trend = impression.trend.as_ref().map(|trend| format!("relation {trend}"));
            let said: Vec<String> = frank.into_iter().chain(trend).chain(impression.texts.iter().cloned()).collect();
            sheet.hanging(&format!("  {}  ", impression.date), &said.join(", "));
        }
    }
}
