//! `trace`: from a record, from what somebody said, or from what stands between two, back to the meetings it rests on; what may
//! not be seen is counted.

use super::super::address;
use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, long, words};
use crate::domain::audience::Audience;
use crate::domain::display::title_of;
use crate::domain::links::Backlinks;
use crate::domain::record::{Key, Name};
use crate::domain::views::findings::{self, Against, Finding};
use crate::domain::views::trace::{self, Of};
use serde_json::json;

/// `trace`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  convenor trace c03\n  convenor trace udk o2b\n  convenor trace mof owdn")]
pub(in super::super) struct Trace {
    /// folder/id, or an id that only one folder has.
    record: String,
    /// Of a stakeholder only what they said on this option or issue; or what stands between them and this stakeholder or commitment.
    on: Option<String>,
}

/// What a record rests on.
pub(in super::super) fn trace(args: &Trace, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let record = address::record(&seen.dialogue, &args.record).map_err(|failure| seen.rather_refused(&args.record, failure))?;
    seen.may_see(&record.key)?;
    let links = Backlinks::of(&seen.whole);
    let of = match &args.on {
        None => Of::Record(record.key.clone()),
        Some(on) => {
            address::of_kinds(&seen.dialogue, &args.record, "stakeholder", |kind| kind == "stakeholders")?;
            let wanted = |kind: &str| matches!(kind, "options" | "issues" | "stakeholders" | "commitments");
            let what = "option, issue, stakeholder or commitment";
            let on = address::of_kinds(&seen.dialogue, on, what, wanted).map_err(|failure| seen.rather_refused(on, failure))?;
            seen.may_see(&on.key)?;
            if matches!(&*on.key.kind, "stakeholders" | "commitments") {
                return Ok(between(&seen, &links, &record.key.id, &on.key));
            }
            Of::Said { stakeholder: record.key.id.clone(), on: vec![on.key.clone()] }
        }
    };
    let view = trace::compute(&seen.whole, &links, &of, seen.as_of, seen.audience);
    Ok(seen.answer(|| view.json(&seen.dialogue), || text(&seen, &view)))
}

/// The findings in which a stakeholder stands against another, or against a commitment, each back to the words of both sides.
fn between(seen: &Seen, links: &Backlinks, who: &Name, other: &Key) -> Answer {
    let all = findings::compute(&seen.dialogue, seen.as_of);
    let is_between = |finding: &&Finding| {
        let against = match &finding.against {
            Against::Commitment(id) => &*other.kind == "commitments" && *id == other.id,
            _ => &*other.kind == "stakeholders" && *who != other.id && finding.between().contains(&&other.id),
        };
        against && finding.between().contains(&who)
    };
    let traced = |finding: &Finding| trace::compute(&seen.whole, links, &finding.into(), seen.as_of, seen.audience);
    let found: Vec<(&Finding, trace::Trace)> = all.findings.iter().filter(is_between).map(|one| (one, traced(one))).collect();
    let one = |(finding, view): &(&Finding, trace::Trace)| {
        let mut json = view.json(&seen.dialogue);
        if let Some(object) = json.as_object_mut() {
            object.insert("rule".to_owned(), finding.rule.value().into());
            object.insert("grade".to_owned(), finding.grade.value().into());
            object.insert("dormant".to_owned(), finding.dormant.into());
            object.insert("sentence".to_owned(), finding.sentence(&seen.dialogue).into());
        }
        json
    };
    let json = || json!({ "between": [&**who, &*other.id], "as_of": seen.as_of.to_string(), "findings": found.iter().map(one).collect::<Vec<_>>() });
    let text = || {
        let mut sheet = Sheet::titled(&named(seen, &Key::new("stakeholders", who)), "");
        sheet.line(&format!("against {}", named(seen, other)));
        for (finding, view) in &found {
            sheet.gap();
            sheet.para(2, &finding.sentence(&seen.dialogue));
            steps(&mut sheet, seen, view);
        }
        if found.is_empty() {
            sheet.gap();
            let known = if seen.audience == Audience::Host { "known" } else { "shown" };
            sheet.line(&format!("  No red line stands between them, as far as is {known}."));
        }
        sheet.finish()
    };
    seen.answer(json, text)
}

fn named(seen: &Seen, key: &Key) -> String {
    let title = seen.dialogue.find(key).map(|record| title_of(record, &seen.dialogue)).unwrap_or_default();
    format!("{}  {title}", key.id)
}

fn text(seen: &Seen, view: &trace::Trace) -> String {
    let mut sheet = Sheet::titled(&view.of.record().map(|key| named(seen, &key)).unwrap_or_default(), "");
    if let Of::Said { on, .. } = &view.of {
        on.iter().for_each(|key| sheet.line(&format!("on {}", named(seen, key))));
    }
    sheet.gap();
    steps(&mut sheet, seen, view);
    sheet.finish()
}

/// The steps, and how many may not be seen.
fn steps(sheet: &mut Sheet, seen: &Seen, view: &trace::Trace) {
    let rows: Vec<Vec<String>> = view
        .steps
        .iter()
        .map(|step| {
            let date = step.date.map(|date| date.to_string()).unwrap_or_default();
            // How a commitment stands comes first: a long title is cut.
            let said = match (step.title(&seen.dialogue), step.state()) {
                (Some(title), Some((status, due))) => {
                    let due = due.map_or_else(|| "no date".to_owned(), |due| due.to_string());
                    format!("{}, {due}: {title}", status.label())
                }
                _ => step.text(&seen.dialogue),
            };
            vec![date, step.record.id.to_string(), said]
        })
        .collect();
    sheet.table(2, &[words(""), words(""), long("")], &rows);
    if rows.is_empty() && view.held_back == 0 {
        sheet.line("  Nothing on file leads to it.");
    }
    if let Some(held) = view.held() {
        sheet.line(&format!("  {held}"));
    }
}
