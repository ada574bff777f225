//! `trace`: from a record back to the meetings it rests on; what may not be seen is counted.

use super::super::address;
use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, long, words};
use crate::domain::display::title_of;
use crate::domain::links::Backlinks;
use crate::domain::record::Key;
use crate::domain::views::trace::{self, Of};

/// `trace`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  convenor trace c03\n  convenor trace udk o2b")]
pub(in super::super) struct Trace {
    /// folder/id, or an id that only one folder has.
    record: String,
    /// Of a stakeholder only what they said on this option or issue.
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
            let wanted = |kind: &str| matches!(kind, "options" | "issues");
            let on =
                address::of_kinds(&seen.dialogue, on, "option or issue", wanted).map_err(|failure| seen.rather_refused(on, failure))?;
            seen.may_see(&on.key)?;
            Of::Said { stakeholder: record.key.id.clone(), on: vec![on.key.clone()] }
        }
    };
    let view = trace::compute(&seen.whole, &links, &of, seen.as_of, seen.audience);
    Ok(seen.answer(|| view.json(&seen.dialogue), || text(&seen, &view)))
}

fn text(seen: &Seen, view: &trace::Trace) -> String {
    let named = |key: &Key| {
        let title = seen.dialogue.find(key).map(|record| title_of(record, &seen.dialogue)).unwrap_or_default();
        format!("{}  {title}", key.id)
    };
    let mut sheet = Sheet::titled(&view.of.record().as_ref().map(named).unwrap_or_default(), "");
    if let Of::Said { on, .. } = &view.of {
        on.iter().for_each(|key| sheet.line(&format!("on {}", named(key))));
    }
    sheet.gap();
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
    sheet.finish()
}
