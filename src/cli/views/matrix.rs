//! `matrix`: where everybody stands on every option, one block of columns an issue as far as they fit.

use super::super::address;
use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, long, words};
use super::{of_day, people};
use crate::domain::audience::UnnamedCells;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Fields, Name};
use crate::domain::views::matrix;
use serde_json::Value as Json;

/// `matrix`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor matrix --issue i2\n\n~ inferred or reported   * stale   ? would not say   · never asked")]
pub(in super::super) struct Matrix {
    /// Only the options of that issue.
    #[arg(long, value_name = "ISSUE")]
    issue: Option<String>,
}

/// Columns of a block at 80 columns, beside the names.
const BLOCK: usize = 10;

/// The position matrix.
pub(in super::super) fn matrix(args: &Matrix, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let mut view = matrix::compute(&seen.dialogue, seen.as_of);
    let mut unnamed = seen.unnamed();
    if let Some(issue) = &args.issue {
        let found = address::of_kinds(&seen.dialogue, issue, "issue", |kind| kind == "issues");
        let issue = found.map_err(|failure| seen.rather_refused(issue, failure))?.id().to_owned();
        unnamed = unnamed.map(|cells| cells.on_issue(&issue));
        let of_issue = |option: &Name| issue_of(&seen.dialogue, option) == Some(&issue);
        view.columns.retain(of_issue);
        view.cells.retain(|cell| of_issue(&cell.option));
        view.asked.retain(|(_, option)| of_issue(option));
    }
    let json = || {
        let mut json = view.json();
        if let (Json::Object(map), Some(unnamed)) = (&mut json, &unnamed) {
            map.insert("unnamed".to_owned(), unnamed.json());
        }
        json
    };
    Ok(seen.answer(json, || text(&seen, &view, unnamed.as_ref())))
}

fn issue_of<'d>(dialogue: &'d Dialogue, option: &str) -> Option<&'d str> {
    dialogue.get("options", option).and_then(|record| record.text("issue"))
}

fn text(seen: &Seen, view: &matrix::Matrix, unnamed: Option<&UnnamedCells>) -> String {
    let known = |row: &&Name| view.cells.iter().any(|cell| cell.stakeholder == **row) || view.asked.iter().any(|(who, _)| who == *row);
    let (heard, silent): (Vec<&Name>, Vec<&Name>) = view.rows.iter().partition(known);
    let aside = format!("{} of {} {} · {} options", heard.len(), view.rows.len(), seen.word("heard", "shown"), view.columns.len());
    let mut sheet = Sheet::titled(&format!("Positions, {}", of_day(seen)), &aside);
    for block in blocks(&seen.dialogue, &view.columns) {
        sheet.gap();
        let mut columns = vec![long("")];
        let mut heads = vec![String::new()];
        for option in &block {
            columns.push(words(""));
            heads.push(option.to_string());
        }
        let row = |who: &&Name| -> Vec<String> {
            let cells = block.iter().map(|option| said(view, who, option));
            std::iter::once(seen.dialogue.short(who).to_owned()).chain(cells).collect()
        };
        let rows: Vec<Vec<String>> = std::iter::once(heads).chain(heard.iter().map(row)).collect();
        sheet.table(2, &columns, &rows);
    }
    if !silent.is_empty() {
        sheet.gap();
        sheet.hanging(seen.word("No position on file: ", "No position is shown of: "), &format!("{}.", people(&seen.dialogue, &silent)));
    }
    if let Some(unnamed) = unnamed {
        without_names(&mut sheet, unnamed);
    }
    sheet.gap();
    let nothing = seen.word("never asked", "nothing shown");
    sheet.line(&format!("~ inferred or reported   * stale   ↑↓ moved   ? would not say   · {nothing}"));
    sheet.finish()
}

/// What several hold alike and none of them by name, and how much is left out because too few do.
fn without_names(sheet: &mut Sheet, unnamed: &UnnamedCells) {
    let left_out = unnamed.left_out_sentence();
    if unnamed.shown.is_empty() && left_out.is_none() {
        return;
    }
    sheet.heading("Without names");
    for cell in &unnamed.shown {
        sheet.hanging("  - ", &cell.sentence());
    }
    if let Some(left_out) = left_out {
        sheet.para(2, &left_out);
    }
}

/// The options in blocks that fit the page; an issue is not torn unless it alone is too wide.
fn blocks<'v>(dialogue: &Dialogue, columns: &'v [Name]) -> Vec<Vec<&'v Name>> {
    let mut blocks: Vec<Vec<&Name>> = Vec::new();
    let issues = columns.chunk_by(|a, b| issue_of(dialogue, a) == issue_of(dialogue, b));
    for part in issues.flat_map(|issue| issue.chunks(BLOCK)) {
        match blocks.last_mut().filter(|block| block.len() + part.len() <= BLOCK) {
            Some(block) => block.extend(part),
            None => blocks.push(part.iter().collect()),
        }
    }
    blocks
}

fn said(view: &matrix::Matrix, stakeholder: &str, option: &str) -> String {
    match view.cell(stakeholder, option) {
        Some(cell) => cell.marked(),
        None if view.was_asked(stakeholder, option) => "?".to_owned(),
        None => "·".to_owned(),
    }
}
