//! `trace`: from a record back to the meetings it rests on; what may not be seen is counted.

use super::super::address;
use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, long, words};
use crate::domain::display::title_of;
use crate::domain::links::Backlinks;
use crate::domain::views::trace;

/// `trace`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor trace c03")]
pub(in super::super) struct Trace {
    /// folder/id, or an id that only one folder has.
    record: String,
}

/// What a record rests on.
pub(in super::super) fn trace(args: &Trace, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let record = address::record(&seen.dialogue, &args.record).map_err(|failure| seen.rather_refused(&args.record, failure))?;
    seen.may_see(&record.key)?;
    let links = Backlinks::of(&seen.whole);
    let view = trace::compute(&seen.whole, &links, &record.key, seen.as_of, seen.audience);
    Ok(seen.answer(|| view.json(&seen.dialogue), || text(&seen, &view)))
}

fn text(seen: &Seen, view: &trace::Trace) -> String {
    let name = seen.dialogue.find(&view.of).map(|record| title_of(record, &seen.dialogue)).unwrap_or_default();
    let mut sheet = Sheet::titled(&format!("{}  {name}", view.of.id), "");
    sheet.gap();
    let rows: Vec<Vec<String>> = view
        .steps
        .iter()
        .map(|step| vec![step.date.map(|date| date.to_string()).unwrap_or_default(), step.record.id.to_string(), step.text(&seen.dialogue)])
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
