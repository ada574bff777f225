//! `list`, `show` and `search`: records as they are, for people and for other programs.

use super::address;
use super::answer::{Answer, Failure};
use super::csv;
use super::json;
use super::session::{Global, Seen};
use super::sheet::Sheet;
use crate::domain::audience::record_level;
use crate::domain::catalogue::Kind;
use crate::domain::display::{column_text, row_line, title_of};
use crate::domain::entry;
use crate::domain::lens::is_later;
use crate::domain::place::rows;
use crate::domain::query::Query;
use crate::domain::record::{DIALOGUE, Fields, Key, Record};
use crate::domain::{search, sort};
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// How records are listed for other programs.
#[derive(Debug, clap::Args)]
struct Format {
    /// One JSON value a line.
    #[arg(long, conflicts_with = "csv")]
    jsonl: bool,
    /// A table for spreadsheets.
    #[arg(long)]
    csv: bool,
}

/// `list`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor list meetings --filter phase:consensus --csv > meetings.csv")]
pub(super) struct List {
    /// A folder: meetings, stakeholders, commitments, … (see `convenor kinds`).
    kind: String,
    /// Words, or field:value, as in the lists of the full-screen program.
    #[arg(long, value_name = "FILTER")]
    filter: Option<String>,
    #[command(flatten)]
    format: Format,
}

/// `show`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor show meetings/2025-10-02-udk")]
pub(super) struct Show {
    /// folder/id, or an id that only one folder has.
    record: String,
}

/// `search`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor search interpreter budget")]
pub(super) struct Search {
    /// What to look for, in every field of every record.
    #[arg(required = true)]
    words: Vec<String>,
    #[command(flatten)]
    format: Format,
}

/// More hits than that are of no use to anybody.
const MOST_HITS: usize = 200;

/// Lists the records of a kind.
pub(super) fn list(args: &List, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let kind = address::kind(&seen.dialogue, &args.kind)?;
    let process = seen.dialogue.find(&Key::dialogue()).filter(|_| &*kind.name == DIALOGUE);
    let all = seen.dialogue.records(&kind.name).iter().chain(process);
    let query = Query::parse(args.filter.as_deref().unwrap_or_default(), kind, &seen.dialogue.catalogue);
    let wanted = |record: &&Arc<Record>| seen.may_see(&record.key).is_ok() && query.matches(record, &seen.dialogue, seen.as_of);
    let mut records: Vec<Arc<Record>> = all.filter(wanted).cloned().collect();
    // On a day before today nothing was known of what is dated later.
    let matched = records.len();
    records.retain(|record| seen.as_of >= seen.today || !is_later(&**record, seen.as_of));
    let later = matched - records.len();
    sort::records(&mut records, &kind.sort, &seen.dialogue, seen.as_of);
    let records: Vec<&Arc<Record>> = records.iter().collect();
    let without = (later > 0).then(|| format!("As of {}, without {later} of later days.", seen.as_of));
    let notes = query.notes.into_iter().chain(without).collect::<Vec<_>>().join(" ");
    let answer = listed(&seen, &args.format, &records, Some(kind), || table(&seen, kind, &records, args.filter.is_some()));
    Ok(answer.and_say(Some(notes).filter(|notes| !notes.is_empty())))
}

/// Records in the format that was asked for.
fn listed(seen: &Seen, format: &Format, records: &[&Arc<Record>], kind: Option<&Kind>, text: impl FnOnce() -> String) -> Answer {
    let all = || records.iter().map(|record| json::record(record, &seen.dialogue));
    if format.jsonl {
        let lines: String = all().map(|record| json::on_one_line(&record)).collect();
        return seen.said(lines);
    }
    if format.csv {
        return seen.said(csv::records(records.iter().map(|record| &***record), kind, &seen.dialogue));
    }
    seen.answer(|| all().collect(), text)
}

fn table(seen: &Seen, kind: &Kind, records: &[&Arc<Record>], filtered: bool) -> String {
    let mut sheet = Sheet::titled(&kind.title, &records.len().to_string());
    if records.is_empty() {
        sheet.para(2, if filtered { "Nothing matches the filter." } else { &kind.empty });
        return sheet.finish();
    }
    let id = kind.columns.iter().all(|column| &*column.field != "id");
    let cells = |record: &Record| -> Vec<String> {
        let own = kind.columns.iter().map(|column| column_text(column, record, &seen.dialogue, seen.as_of));
        id.then(|| record.id().to_owned()).into_iter().chain(own).collect()
    };
    let rows: Vec<Vec<String>> = records.iter().map(|record| cells(record)).collect();
    sheet.table(2, &super::sheet::of_kind(kind, id), &rows);
    sheet.finish()
}

/// Shows one record.
pub(super) fn show(args: &Show, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let record = address::record(&seen.dialogue, &args.record).map_err(|failure| seen.rather_refused(&args.record, failure))?;
    seen.may_see(&record.key)?;
    Ok(seen.answer(|| json::record(record, &seen.dialogue), || page(&seen, record)))
}

fn page(seen: &Seen, record: &Record) -> String {
    let dialogue = &seen.dialogue;
    let level = record_level(dialogue, record);
    let mut sheet = Sheet::titled(&title_of(record, dialogue), &format!("{} · {}", record.key, level.label()));
    let Some(kind) = dialogue.kind_of(&record.key) else { return sheet.finish() };
    let there = |name: &str| record.get(name).filter(|value| !value.is_blank());
    let label = kind.fields.iter().filter(|field| there(&field.name).is_some()).map(|field| field.label.width()).max().unwrap_or(0);
    for section in &kind.sections {
        let fields: Vec<_> = kind.fields.iter().filter(|field| field.section == section.name && &*field.name != "disclosure").collect();
        let fields: Vec<_> = fields.into_iter().filter_map(|field| Some((field, there(&field.name)?))).collect();
        let of_section: Vec<_> =
            kind.rows.iter().filter(|def| def.section == section.name && record.rows(&def.name).next().is_some()).collect();
        if fields.is_empty() && of_section.is_empty() {
            continue;
        }
        sheet.heading(&section.title);
        for (field, value) in fields {
            sheet.pair(&format!("  {}", field.label), label + 2, &entry::show(field, value, dialogue));
        }
        for def in of_section {
            sheet.line(&format!("  {}", def.title));
            for (n, row) in record.rows(&def.name).enumerate() {
                sheet.hanging(&format!("    {}. ", n + 1), &row_line(def, row, dialogue));
            }
        }
    }
    odd_ends(&mut sheet, record, kind);
    sheet.finish()
}

/// What the kind knows nothing of, and what could not be read.
fn odd_ends(sheet: &mut Sheet, record: &Record, kind: &Kind) {
    let fields: Vec<_> = record.fields.iter().filter(|field| kind.field(&field.name).is_none()).collect();
    let unknown: Vec<_> = rows(record).filter(|(row, _)| kind.row(&row.name).is_none()).collect();
    if !fields.is_empty() || !unknown.is_empty() {
        sheet.heading("Unknown to the program, and kept");
        for field in fields {
            sheet.hanging(&format!("  {} = ", field.name), &field.value.to_string());
        }
        for (row, index) in unknown {
            let said: Vec<String> = row.fields.iter().map(|field| format!("{} = {}", field.name, field.value)).collect();
            sheet.hanging(&format!("  {}[{}] ", row.name, index + 1), &said.join(", "));
        }
    }
    if !record.flaws.is_empty() {
        sheet.heading("Problems");
        for flaw in &record.flaws {
            sheet.para(2, &flaw.to_string());
        }
    }
}

/// Finds words in all records.
pub(super) fn search(args: &Search, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let words = args.words.join(" ");
    let hits = search::search(&seen.dialogue, &words, MOST_HITS);
    let hits: Vec<_> = hits.into_iter().filter(|hit| seen.may_see(&hit.key).is_ok()).collect();
    let records: Vec<&Arc<Record>> = hits.iter().filter_map(|hit| seen.dialogue.find(&hit.key)).collect();
    Ok(listed(&seen, &args.format, &records, None, || {
        let mut sheet = Sheet::titled(&format!("Records with: {words}"), &hits.len().to_string());
        if hits.is_empty() {
            sheet.para(2, "Nothing found. Fewer or shorter words find more.");
        }
        for (hit, record) in hits.iter().zip(&records) {
            sheet.line(&format!("  {}  {}", hit.key, title_of(record, &seen.dialogue)));
            sheet.line(&format!("      {}: {}", hit.path, hit.snippet));
        }
        sheet.finish()
    }))
}
