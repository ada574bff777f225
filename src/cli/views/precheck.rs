//! `precheck`: what may go wrong in the room, what nobody knows, and whom to see before. Unknown is never shown as clear.

use super::super::address;
use super::super::answer::{ALARM, ATTENTION, Answer, FINE, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, long, words};
use super::{ids, people, title};
use crate::domain::dates::{say_day, say_distance};
use crate::domain::display::title_of;
use crate::domain::lens::{Commitment, PromiseState};
use crate::domain::record::Name;
use crate::domain::views::precheck::{self, Gap};
use crate::domain::views::promises::Promise;
use std::collections::BTreeMap;

/// Lines of a printed page; of these, so many are kept for what is held back from an audience.
const PAGE: usize = 66;
const NOTE: usize = 4;

/// `precheck`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  convenor precheck e5\n\nExit codes: 0 nothing found and nothing unknown, 1 something, 2 a blocking finding."
)]
pub(in super::super) struct Precheck {
    /// The event: folder/id, or its id.
    event: String,
}

/// The risk brief for an event.
pub(in super::super) fn precheck(args: &Precheck, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let event = address::event(&seen.dialogue, &args.event).map_err(|failure| seen.rather_refused(&args.event, failure))?;
    seen.may_see(&event.key)?;
    let view = precheck::compute(&seen.dialogue, event, seen.as_of);
    let code = match (view.is_blocked(), view.found_anything()) {
        (true, _) => ALARM,
        (false, true) => ATTENTION,
        (false, false) => FINE,
    };
    Ok(seen.answer_within(PAGE, || view.json(&seen.dialogue), || text(&seen, &view)).with_code(code))
}

fn text(seen: &Seen, view: &precheck::Precheck) -> String {
    let dialogue = &seen.dialogue;
    let name = dialogue.find(&view.event).map(|record| title_of(record, dialogue)).unwrap_or_default();
    let when =
        view.date.map_or("no date yet".to_owned(), |date| format!("{}, {}", say_day(date, seen.today), say_distance(date, seen.as_of)));
    let mut sheet = Sheet::titled(&format!("{}  {name}", view.event.id), &when);
    sheet.hanging("Participants  ", &people(dialogue, &view.participants));
    if !view.suggested.is_empty() {
        sheet.heading("See before, the most urgent first");
        let all: Vec<String> =
            view.suggested.iter().map(|suggestion| format!("{} ({})", dialogue.short(&suggestion.stakeholder), suggestion.score)).collect();
        sheet.para(2, &all.join(", "));
    }
    sheet.heading(&format!("Unknown. {}", view.knowledge()));
    never_asked(&mut sheet, seen, view);
    for (issue, who) in by_issue(&view.stale) {
        sheet.hanging(&format!("  Only stale on {}: ", named(seen, issue)), &people(&seen.dialogue, &who));
    }
    if !view.not_met.is_empty() {
        let all: Vec<String> = view
            .not_met
            .iter()
            .map(|(who, last)| {
                format!("{} ({})", dialogue.short(who), last.map_or(seen.word("never", "none shown").to_owned(), |day| day.to_string()))
            })
            .collect();
        sheet.hanging(seen.word("  Not met in the 30 days before: ", "  Not shown to be met in the 30 days before: "), &all.join(", "));
    }
    let (live, dormant): (Vec<_>, Vec<_>) = view.findings.iter().partition(|finding| !finding.dormant);
    if !live.is_empty() {
        sheet.heading("Red lines");
    }
    for finding in &live {
        sheet.hanging(&format!("  {:<9} ", finding.grade.value()), &finding.sentence(dialogue));
    }
    if !dormant.is_empty() {
        sheet.para(2, &format!("{} more on issues that are agreed or parked.", dormant.len()));
    }
    if !view.polarised.is_empty() {
        let options: Vec<String> =
            view.polarised.iter().map(|spread| format!("{} ({:+} … {:+})", spread.option, spread.min, spread.max)).collect();
        sheet.heading("Polarised");
        sheet.para(2, &options.join(", "));
    }
    owed(&mut sheet, seen, view);
    people_and_days(&mut sheet, seen, view);
    sheet.finish_within(PAGE - NOTE)
}

/// Who was never asked, issue by issue; where that is more than half of those who come, who was.
fn never_asked(sheet: &mut Sheet, seen: &Seen, view: &precheck::Precheck) {
    let all = view.participants.len();
    let (nobody, some): (Vec<_>, Vec<_>) = by_issue(&view.never_asked).into_iter().partition(|(_, who)| who.len() == all);
    if !nobody.is_empty() {
        let issues: Vec<String> = nobody.iter().map(|(issue, _)| named(seen, issue)).collect();
        sheet.hanging(seen.word("  Never asked of anybody: ", "  Nothing is shown of anybody on: "), &issues.join(", "));
    }
    for (issue, who) in some {
        let issue = named(seen, issue);
        if 2 * who.len() > all {
            let asked: Vec<&Name> = view.participants.iter().filter(|other| !who.contains(&other.as_ref())).collect();
            sheet.hanging(
                &format!("  {} on {issue}, {} of {all}: ", seen.word("Asked", "Shown"), asked.len()),
                &people(&seen.dialogue, &asked),
            );
        } else {
            sheet.hanging(&format!("  {} on {issue}: ", seen.word("Never asked", "Nothing shown")), &people(&seen.dialogue, &who));
        }
    }
}

/// Who stands with which issue.
fn by_issue(gaps: &[Gap]) -> BTreeMap<&str, Vec<&str>> {
    let mut by_issue: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for gap in gaps {
        by_issue.entry(&gap.issue).or_default().push(&gap.stakeholder);
    }
    by_issue
}

/// An issue by its id and, as far as that is short, its name.
fn named(seen: &Seen, issue: &str) -> String {
    let title = title(&seen.dialogue, "issues", issue);
    let name = title.split([':', '(', ';']).next().unwrap_or_default().trim();
    if name.is_empty() || name == issue || name.chars().count() > 32 { issue.to_owned() } else { format!("{issue} {name}") }
}

/// What the host promised and what the participants took upon themselves.
fn owed(sheet: &mut Sheet, seen: &Seen, view: &precheck::Precheck) {
    if !view.promises.is_empty() {
        sheet.heading("Promises of ours");
        for promise in &view.promises {
            sheet.hanging("  - ", &promised(seen, promise));
        }
    }
    if !view.commitments.is_empty() {
        sheet.heading("Commitments at risk, delayed or due");
        let rows: Vec<Vec<String>> = view
            .commitments
            .iter()
            .map(|id| {
                let record = seen.dialogue.get("commitments", id);
                let status = record.map(|record| Commitment(record).status(view.as_of).label()).unwrap_or_default();
                let due = record.and_then(|record| Commitment(record).due()).map(|due| due.to_string()).unwrap_or_default();
                vec![id.to_string(), title(&seen.dialogue, "commitments", id).to_owned(), status.to_owned(), due]
            })
            .collect();
        sheet.table(2, &[words(""), long(""), words(""), words("")], &rows);
    }
}

/// A promise in a sentence: to whom, what, and how it stands.
pub(super) fn promised(seen: &Seen, promise: &Promise) -> String {
    let who = promise.stakeholder.as_deref().map_or("nobody named", |id| seen.dialogue.short(id));
    let text = promise.text.as_deref().unwrap_or("(no words)");
    let due = match (promise.state, promise.due) {
        (PromiseState::Open, Some(due)) => format!("due {due}, {}", say_distance(due, seen.as_of)),
        (state, Some(due)) => format!("{}, due {due}", state.value()),
        (state, None) => state.value().to_owned(),
    };
    format!("{who}: {text} ({due}; {})", promise.meeting.id)
}

fn people_and_days(sheet: &mut Sheet, seen: &Seen, view: &precheck::Precheck) {
    let dialogue = &seen.dialogue;
    if !(view.sensitive.is_empty() && view.tense.is_empty() && view.not_invited.is_empty()) {
        sheet.heading("With care");
    }
    for point in &view.sensitive {
        let handling = point.handling.as_deref().map(super::spaced).unwrap_or_else(|| "no handling noted".to_owned());
        let text = point.text.as_deref().unwrap_or("(no words)");
        sheet.hanging(&format!("  {}: ", dialogue.short(&point.stakeholder)), &format!("{text} ({handling}; {})", point.meeting.id));
    }
    for tense in &view.tense {
        let [a, b] = &tense.pair;
        let sources: Vec<&str> = tense.sources.iter().map(|key| &*key.id).collect();
        sheet.hanging("  Tense: ", &format!("{} – {} ({})", dialogue.short(a), dialogue.short(b), ids(&sources)));
    }
    if !view.not_invited.is_empty() {
        sheet.hanging("  Not invited, with a red line on the agenda: ", &people(dialogue, &view.not_invited));
    }
    if !view.calendar.is_empty() {
        sheet.heading("Within 14 days");
        for entry in &view.calendar {
            sheet.line(&format!("  {}  {}", say_day(entry.date, seen.today), entry.event.as_deref().unwrap_or_default()));
        }
    }
}
