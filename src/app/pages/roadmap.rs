//! The Roadmap: commitments by priority, lead, stage or lateness, with sign, lead and what is late.

use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::words::{self, signed_line};
use super::{count, status_sign};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::dates;
use crate::domain::display::one_line;
use crate::domain::record::{Key, Name};
use crate::domain::views::roadmap::{self, Late, Roadmap};
use chrono::Datelike;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

const WAYS: &[&str] = &["by priority", "by lead", "by stage", "by what is missing"];

/// The page of the Roadmap.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = making.facts.roadmap(making.dialogue, making.moment());
    let mut page = Page::new("Roadmap for Reform");
    let way = making.way_of(&mut page, WAYS);
    page.aside = format!("{} · {}", count(view.lines.len(), "commitment", "commitments"), WAYS.get(way).copied().unwrap_or_default());
    if view.lines.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "No commitments yet. A commitment says who does what by when; a adds one.",
            making.width,
        );
        return page;
    }
    counted(&mut page, &view, making.width);
    page.push(breadth(&view));
    page.gap();
    groups(&view, way, making).onto(&mut page, making.width);
    page
}

/// How many commitments have which status, in as many lines as the width asks for.
pub fn counted(page: &mut Page, view: &Roadmap, width: usize) {
    let mut line = Line::of(Role::Text, " ");
    for pair in counts(view, "").spans.chunks(2) {
        let wide: usize = pair.iter().map(|span| span.text.trim_end().width() + 1).sum();
        if line.width() + wide > width {
            page.push(std::mem::replace(&mut line, Line::of(Role::Text, " ")));
        }
        line.spans.extend(pair.iter().cloned());
    }
    page.push(line);
}

/// How many commitments have which status, in one line behind `lead`.
#[must_use]
pub fn counts(view: &Roadmap, lead: &str) -> Line {
    let mut counts = Line::of(Role::Text, lead);
    for (status, number) in view.counts.iter().filter(|(_, number)| *number > 0) {
        let (sign, role) = status_sign(status.value());
        counts.push(role, format!("{sign} "));
        counts.push(Role::Text, format!("{number} {}  ", status.label()));
    }
    counts
}

fn breadth(view: &Roadmap) -> Line {
    let mean = view.mean_endorsers.map_or_else(|| "no".to_owned(), |mean| format!("{mean:.1}"));
    let depth = view.depth.map(|depth| format!(" · {:.0} % of them tasks with lead and date", depth * 100.0)).unwrap_or_default();
    Line::of(Role::Muted, format!(" {mean} endorsers on average · {} of 9 kinds{depth}", view.endorser_kinds.len()))
}

fn columns() -> Table {
    Table::new([column(""), column(""), column("").shrinks_to(24), column("").drops(2), column(""), numbers("").drops(1)])
}

fn groups(view: &Arc<Roadmap>, way: usize, making: &Making<'_>) -> Table {
    let mut table = columns();
    let group = |table: &mut Table, title: &str, aside: &str, ids: &[Name]| {
        if ids.is_empty() {
            return;
        }
        table.heading(title, aside);
        for line in ids.iter().filter_map(|id| view.line(id)) {
            table.row(cells(line, making), Some(opens(line)));
        }
    };
    match way {
        1 => {
            for lead in &view.by_lead {
                let mut said = Vec::new();
                if !lead.late.is_empty() {
                    said.push(format!("{} late", lead.late.len()));
                }
                if !lead.at_risk.is_empty() {
                    said.push(format!("{} at risk", lead.at_risk.len()));
                }
                group(&mut table, &words::short(making.dialogue, &lead.stakeholder), &said.join(", "), &lead.commitments);
            }
            let nobody: Vec<Name> = view.lines.iter().filter(|line| line.lead.is_none()).map(|line| line.id.clone()).collect();
            group(&mut table, "Nobody leads", "not verifiable", &nobody);
        }
        2 => {
            for (stage, _) in &view.by_stage {
                let here: Vec<Name> =
                    view.lines.iter().filter(|line| line.stage.as_ref() == Some(stage)).map(|line| line.id.clone()).collect();
                let title = words::choice(making.dialogue, "commitments", "stage", &**stage);
                group(&mut table, &words::capital(&title), "", &here);
            }
            let none: Vec<Name> = view.lines.iter().filter(|line| line.stage.is_none()).map(|line| line.id.clone()).collect();
            group(&mut table, "No stage given", "", &none);
        }
        3 => {
            group(&mut table, "Overdue", "", &view.overdue);
            group(&mut table, "Past the first date", "with a new one to come", &view.past_first_date);
            group(&mut table, "Should have started", "", &view.should_have_started);
            group(&mut table, "Due within 60 days", "", &view.due_60);
            group(&mut table, "Money missing or not fully secured", "", &view.money_missing);
            group(&mut table, "Not verifiable", "no lead or no date, left out of percentages", &view.not_verifiable);
            if !view.endorse_nothing.is_empty() {
                table.heading("Endorse nothing", "");
                table.line(Line::of(Role::Text, format!("   {}", words::shorts(making.dialogue, &view.endorse_nothing))));
            }
        }
        _ => {
            for priority in &view.by_priority {
                group(&mut table, &one_line(&priority.title), "", &priority.commitments);
            }
        }
    }
    table
}

fn opens(line: &roadmap::Line) -> Opens {
    Opens::Record(Key::new("commitments", &line.id))
}

fn cells(line: &roadmap::Line, making: &Making<'_>) -> Vec<Cell> {
    let (sign, role) = status_sign(line.status.value());
    let lead = line.lead.as_ref().map_or_else(|| (Role::Warn, "no lead".to_owned()), |lead| text(words::short(making.dialogue, lead)));
    let due = line.holds().map_or_else(|| (Role::Warn, "no date".to_owned()), |day| (urgency(line), day.to_string()));
    let remark = match (line.late, line.due, line.holds()) {
        (Late::Overdue, _, Some(holds)) => dates::say_distance(holds, making.as_of()),
        (Late::PastFirstDate, Some(first), _) => format!("first {}", dates::say_day_and_month(first)),
        (Late::No, _, Some(holds)) if !closed(line) && (0..=60).contains(&(holds - making.as_of()).num_days()) => {
            dates::say_distance(holds, making.as_of())
        }
        _ => String::new(),
    };
    vec![(role, sign.to_owned()), muted(one_line(&line.id)), text(one_line(&line.title)), lead, due, (urgency(line), remark)]
}

fn closed(line: &roadmap::Line) -> bool {
    matches!(line.status.value(), "done" | "dropped")
}

fn urgency(line: &roadmap::Line) -> Role {
    match line.late {
        Late::Overdue => Role::Bad,
        _ if line.needs_attention() => Role::Warn,
        _ => Role::Muted,
    }
}

/// When it is due, as people say it, and how late that is.
fn due(line: &roadmap::Line, making: &Making<'_>) -> Cell {
    let Some(holds) = line.holds() else { return (Role::Warn, "no date".to_owned()) };
    let year = if holds.year() == making.today.year() { String::new() } else { format!(" {}", holds.year()) };
    let said = format!("{}{year}", dates::say_day_and_month(holds));
    let said = match (line.late, line.due) {
        (Late::Overdue, _) => dates::say_distance(holds, making.as_of()),
        (_, Some(first)) if line.revised.is_some_and(|revised| revised != first) && !closed(line) => {
            format!("first {}, now {said}", dates::say_day_and_month(first))
        }
        _ => said,
    };
    (urgency(line), said)
}

/// One commitment behind a label: sign, id, lead, title, and when it is due or how late it is.
#[must_use]
pub fn labelled_commitment(label: &str, line: &roadmap::Line, making: &Making<'_>) -> Line {
    let (sign, role) = status_sign(line.status.value());
    let lead = line.lead.as_ref().map(|lead| words::short(making.dialogue, lead)).unwrap_or_default();
    let (due_role, due) = due(line, making);
    let right = making.width.saturating_sub(1);
    let head = signed_line(label, sign, role).with(Role::Muted, fit::left(&one_line(&line.id), 5)).with(Role::Text, fit::left(&lead, 9));
    let room = right.saturating_sub(head.width() + due.len() + 2);
    head.with(Role::Text, fit::fit(&one_line(&line.title), room)).right(right, due_role, due).opening(opens(line))
}
