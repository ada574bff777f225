//! Rows on their record's page: a table of what is said in brief, the rest below each row.

use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::app::pages::heading;
use crate::domain::audience::{Audience, record_level, row_level};
use crate::domain::catalogue::{FieldDef, RowDef};
use crate::domain::display::{Words, value_text};
use crate::domain::lens::is_later;
use crate::domain::record::{Fields, Record, Row};
use unicode_width::UnicodeWidthStr;

/// The rows of one kind under their title, as a table.
pub(super) fn row_lines(page: &mut Page, def: &RowDef, record: &Record, making: &Making<'_>) {
    // What is in the calendar was known before its day.
    let past = making.sight.past(making.today).filter(|_| !record.key.is_dialogue());
    let is_known = |row: &Row| !past.is_some_and(|day| is_later(row, day));
    let rows: Vec<(usize, &Row)> = record.rows(&def.name).enumerate().filter(|(_, row)| is_known(row)).collect();
    let later = record.rows(&def.name).count() - rows.len();
    if rows.is_empty() && later == 0 {
        return;
    }
    page.gap();
    let without = if later > 0 { format!("   without {later} of later days") } else { String::new() };
    page.push(heading(&def.title).with(Role::Warn, without));
    let columns = table_columns(def, &rows, making);
    let ordered: Box<dyn Iterator<Item = &(usize, &Row)>> =
        if is_report(def) { Box::new(rows.iter().rev()) } else { Box::new(rows.iter()) };
    for (index, row) in ordered {
        one_row(page, def, row, *index, record, &columns, making);
    }
    page.gap();
}

/// Rows that report on something over time: they stand first, the latest on top.
pub(super) fn is_report(def: &RowDef) -> bool {
    matches!(&*def.name, "progress" | "measurement")
}

/// The fields of the brief as columns, each as wide as its widest cell; where that is too much, the widest give way.
fn table_columns<'a>(def: &'a RowDef, rows: &[(usize, &Row)], making: &Making<'_>) -> Vec<(&'a FieldDef, usize)> {
    /// A column that gives way keeps so many cells.
    const LEAST: usize = 12;
    let mut columns: Vec<(&FieldDef, usize)> = def
        .brief
        .iter()
        .filter_map(|name| def.field(name))
        .map(|field| (field, rows.iter().map(|(_, row)| cell(field, row, making).width()).max().unwrap_or(0)))
        .filter(|(_, width)| *width > 0)
        .collect();
    // The letter of the row's level stands at the right edge.
    let room = making.width.saturating_sub(5);
    while columns.iter().map(|(_, width)| width + 2).sum::<usize>() > room + 2 {
        match columns.iter_mut().max_by_key(|(_, width)| *width) {
            Some((_, widest)) if *widest > LEAST => *widest -= 1,
            _ => break,
        }
    }
    columns
}

fn cell(field: &FieldDef, row: &Row, making: &Making<'_>) -> String {
    row.get(&field.name).map(|value| value_text(field, value, making.dialogue, Words::Short)).unwrap_or_default()
}

/// A row: its brief in columns, and what the brief leaves out in a muted paragraph below.
fn one_row(page: &mut Page, def: &RowDef, row: &Row, index: usize, record: &Record, columns: &[(&FieldDef, usize)], making: &Making<'_>) {
    let mut line = Line::of(Role::Text, " ");
    let mut rest = Vec::new();
    for (n, (field, width)) in columns.iter().enumerate() {
        let text = cell(field, row, making);
        let last = n + 1 == columns.len();
        let role = if field.targets().is_some() { Role::Accent } else { Role::Text };
        if last {
            rest = fit::wrap(&text, (*width).max(8));
            let first = if rest.is_empty() { String::new() } else { rest.remove(0) };
            line.push(role, first);
        } else {
            line.push(role, fit::left(&text, *width));
            line.push(Role::Text, "  ");
        }
    }
    let level = row_level(making.dialogue, record, row);
    let sign = if making.sight.audience == Audience::Host { level.sign() } else { "" };
    let line = line.right(making.width.saturating_sub(1), Role::of_level(level), sign);
    page.push(line.opening(Opens::Row(record.key.clone(), def.name.clone(), index)));
    let indent: usize = columns.iter().rev().skip(1).map(|(_, width)| width + 2).sum::<usize>() + 1;
    for more in rest {
        page.push(Line::blank().to(indent).with(Role::Text, more));
    }
    let mut others: Vec<String> = def
        .fields
        .iter()
        .filter(|field| &*field.name != "disclosure" && !columns.iter().any(|(shown, _)| shown.name == field.name))
        .filter_map(|field| {
            let value = row.get(&field.name).filter(|value| !value.is_blank())?;
            let text = value_text(field, value, making.dialogue, Words::Full);
            Some(if &*field.name == "quote" { format!("“{text}”") } else { format!("{} {text}", field.label.to_lowercase()) })
        })
        .collect();
    let differs = level != record_level(making.dialogue, record);
    others.extend(differs.then(|| level.label().to_owned()));
    if !others.is_empty() {
        for text in fit::wrap(&others.join(" · "), making.width.saturating_sub(5)) {
            page.push(Line::of(Role::Muted, format!("    {text}")));
        }
    }
}
