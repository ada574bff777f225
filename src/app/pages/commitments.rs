//! Commitments in a few words, as every page of the Roadmap says them: sign, lead, date, how late, how many have which status.

use super::table::Cell;
use super::words::{self, signed_line};
use super::{count, status_sign};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::dates;
use crate::domain::display::one_line;
use crate::domain::lens::Maturity;
use crate::domain::record::Key;
use crate::domain::views::roadmap::{self, Late, Roadmap};
use chrono::{Datelike, NaiveDate};
use unicode_width::UnicodeWidthStr;

/// How many commitments have which status, in as many lines as the width asks for.
pub fn counted(page: &mut Page, view: &Roadmap, width: usize) {
    counted_behind(page, Line::of(Role::Text, " "), view, width);
}

/// The same behind the beginning of a line.
pub fn counted_behind(page: &mut Page, head: Line, view: &Roadmap, width: usize) {
    flowing_behind(page, head, counts(view, "").spans.chunks(2).map(|pair| Line { spans: pair.to_vec(), ..Line::default() }), width);
}

/// Small pieces one behind the other, broken into as many lines as the width asks for.
pub fn flowing(page: &mut Page, pieces: impl IntoIterator<Item = Line>, width: usize) {
    flowing_behind(page, Line::of(Role::Text, " "), pieces, width);
}

/// The same behind the beginning of a line; further lines begin where the pieces of the first do.
pub fn flowing_behind(page: &mut Page, head: Line, pieces: impl IntoIterator<Item = Line>, width: usize) {
    let indent = head.width();
    let mut line = head;
    for piece in pieces {
        let wide = piece.plain().trim_end().width();
        if line.width() + wide >= width && line.width() > indent {
            page.push(trimmed(std::mem::replace(&mut line, Line::blank().to(indent))));
        }
        line.spans.extend(piece.spans);
    }
    page.push(trimmed(line));
}

/// The line without blanks at its end, which would be cut as if they said something.
fn trimmed(mut line: Line) -> Line {
    if let Some(last) = line.spans.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    line
}

/// How many commitments have which status, in one line behind `lead`.
#[must_use]
pub fn counts(view: &Roadmap, lead: &str) -> Line {
    let mut counts = Line::of(Role::Text, lead);
    for (status, number) in view.told() {
        let (sign, role) = status_sign(status.value());
        counts.push(role, format!("{sign} "));
        counts.push(Role::Text, format!("{number} {}  ", status.label()));
    }
    counts
}

/// What a line on a commitment opens.
#[must_use]
pub fn opens(line: &roadmap::Line) -> Opens {
    Opens::Record(Key::new("commitments", &line.id))
}

/// Who leads it, as a cell of a table; that nobody does is worth a warning.
#[must_use]
pub fn lead_cell(line: &roadmap::Line, making: &Making<'_>) -> Cell {
    line.lead.as_ref().map_or_else(|| (Role::Warn, "no lead".to_owned()), |lead| (Role::Text, words::short(making.dialogue, lead)))
}

/// The date that holds, as a cell of a table.
#[must_use]
pub fn date_cell(line: &roadmap::Line) -> Cell {
    line.holds().map_or_else(|| (Role::Warn, "no date".to_owned()), |day| (urgency(line), day.to_string()))
}

/// How it weighs that it is late, or on its way to be.
#[must_use]
pub fn urgency(line: &roadmap::Line) -> Role {
    match line.late {
        Late::Overdue => Role::Bad,
        _ if line.needs_attention() => Role::Warn,
        _ => Role::Muted,
    }
}

/// The sign of its lateness: past the date that holds, past the first one; nothing when it is neither.
#[must_use]
pub fn late_sign(line: &roadmap::Line) -> &'static str {
    match line.late {
        Late::Overdue => "×",
        Late::PastFirstDate => "!",
        Late::No => "",
    }
}

/// When it is due, as people say it: `28 Feb`, `6 days late`, `first 28 Feb, now 30 Apr`; nothing without a date.
#[must_use]
pub fn due(line: &roadmap::Line, as_of: NaiveDate, today: NaiveDate) -> Option<String> {
    let holds = line.holds()?;
    let said = day(holds, today);
    Some(match (line.late, line.due) {
        (Late::Overdue, _) => dates::say_distance(holds, as_of),
        (_, Some(first)) if line.revised.is_some_and(|revised| revised != first) && !line.status.is_closed() => {
            format!("first {}, now {said}", dates::say_day_and_month(first))
        }
        _ => said,
    })
}

/// A day as 28 Feb, with its year when that is not this one.
#[must_use]
pub fn day(day: NaiveDate, today: NaiveDate) -> String {
    let year = if day.year() == today.year() { String::new() } else { format!(" {}", day.year()) };
    format!("{}{year}", dates::say_day_and_month(day))
}

/// How far it is promised, and since when, where that is known; nothing for what is signed, as most of a Roadmap is.
#[must_use]
pub fn promised(line: &roadmap::Line, today: NaiveDate) -> String {
    match line.maturity {
        Some(maturity) if maturity != Maturity::Signed || line.promised_since.is_some() => {
            let since = line.promised_since.map(|since| format!(" {}", day(since, today))).unwrap_or_default();
            format!("{}{since}", maturity.label())
        }
        _ => String::new(),
    }
}

/// How many days from one day to another, as `12 days`.
#[must_use]
pub fn days_between(from: NaiveDate, to: NaiveDate) -> String {
    count(usize::try_from((to - from).num_days()).unwrap_or(0), "day", "days")
}

/// One commitment behind a label: sign, id, lead, title, and when it is due or how late it is.
#[must_use]
pub fn labelled_commitment(label: &str, line: &roadmap::Line, making: &Making<'_>) -> Line {
    let (sign, role) = status_sign(line.status.value());
    let lead = line.lead.as_ref().map(|lead| words::short(making.dialogue, lead)).unwrap_or_default();
    let due = due(line, making.as_of(), making.today);
    let (due_role, due) = due.map_or_else(|| (Role::Warn, "no date".to_owned()), |due| (urgency(line), due));
    let right = making.width.saturating_sub(1);
    let head = signed_line(label, sign, role).with(Role::Muted, fit::left(&one_line(&line.id), 5)).with(Role::Text, fit::left(&lead, 9));
    let room = right.saturating_sub(head.width() + due.len() + 2);
    head.with(Role::Text, fit::fit(&one_line(&line.title), room)).right(right, due_role, due).opening(opens(line))
}
