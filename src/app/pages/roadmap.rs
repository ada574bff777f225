//! The Roadmap: commitments by priority, lead, stage, status, or breadth and depth. The five questions put to it, each with a key
//! of its own, stand in `questions`.

mod questions;

pub use questions::asked_by;

use super::commitments::{self, counted, date_cell, lead_cell, opens, promised, urgency};
use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::words;
use super::{count, status_sign};
use crate::app::line::Role;
use crate::app::page::{Making, Page};
use crate::domain::dates;
use crate::domain::display::one_line;
use crate::domain::lens::{Commitment, NINE_KINDS};
use crate::domain::record::Fields;
use crate::domain::views::roadmap::{self, Late, Roadmap};

const WAYS: [&str; 5] = ["by priority", "by lead", "by stage", "by status", "breadth and depth"];

/// The page of the Roadmap.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = making.facts.roadmap(making.dialogue, making.moment());
    let mut page = Page::new("Roadmap for Reform");
    let way = making.way_or_keyed(&mut page, &WAYS, &questions::ways());
    let said = page.ways.iter().chain(&page.keyed).nth(way).copied().unwrap_or_default();
    page.aside = format!("{} · {said}", count(view.lines.len(), "commitment", "commitments"));
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
    let asked = way.checked_sub(WAYS.len()).and_then(questions::nth);
    counted(&mut page, &view, making.width);
    commitments::flowing(&mut page, questions::heads(&view, asked, making), making.width);
    if asked.is_none() {
        words::paragraph(&mut page, 1, Role::Muted, &breadth(&view), making.width);
    }
    page.gap();
    match asked {
        Some(question) => question.answer(&view, making).onto(&mut page, making.width),
        None if way == 4 => depth(&mut page, &view, making),
        None => groups(&view, way, making).onto(&mut page, making.width),
    }
    page
}

fn breadth(view: &Roadmap) -> String {
    let mean = view.mean_endorsers.map_or_else(|| "no".to_owned(), |mean| format!("{mean:.1}"));
    let depth = view.depth.map(|depth| format!(" · {:.0} % are tasks with lead and date", depth * 100.0)).unwrap_or_default();
    format!("{mean} endorsers each · {} of 9 kinds{depth}", view.endorser_kinds.len())
}

fn groups(view: &Roadmap, way: usize, making: &Making<'_>) -> Table {
    let mut table = Table::new([
        column(""),
        column(""),
        column("").shrinks_to(24),
        column("").drops(3),
        column(""),
        column("").drops(2),
        numbers("").drops(1),
    ]);
    let group = |table: &mut Table, title: &str, aside: &str, wanted: &dyn Fn(&roadmap::Line) -> bool| {
        let mut found = view.lines.iter().filter(|line| wanted(line)).peekable();
        if found.peek().is_none() {
            return;
        }
        table.heading(title, aside);
        for line in found {
            table.row(cells(line, making), Some(opens(line)));
        }
    };
    match way {
        1 => {
            for lead in &view.by_lead {
                let late = (!lead.late.is_empty()).then(|| format!("{} late", lead.late.len()));
                let at_risk = (!lead.at_risk.is_empty()).then(|| format!("{} at risk", lead.at_risk.len()));
                let said = late.into_iter().chain(at_risk).collect::<Vec<_>>().join(", ");
                let title = words::short(making.dialogue, &lead.stakeholder);
                group(&mut table, &title, &said, &|line| line.lead.as_ref() == Some(&lead.stakeholder));
            }
            group(&mut table, "Nobody leads", "not verifiable", &|line| line.lead.is_none());
        }
        2 => {
            for (stage, _) in &view.by_stage {
                let title = words::choice(making.dialogue, "commitments", "stage", &**stage);
                group(&mut table, &words::capital(&title), "", &|line| line.stage.as_ref() == Some(stage));
            }
            group(&mut table, "No stage given", "", &|line| line.stage.is_none());
        }
        3 => {
            for (status, number) in &view.counts {
                group(&mut table, &words::capital(status.label()), &number.to_string(), &|line| line.status == *status);
            }
        }
        _ => {
            for priority in &view.by_priority {
                group(&mut table, &one_line(&priority.title), "", &|line| priority.commitments.contains(&line.id));
            }
        }
    }
    table
}

/// Sign, id, title, lead: how the row of a commitment begins on every view of this page.
fn row(line: &roadmap::Line, making: &Making<'_>) -> Vec<Cell> {
    let (sign, role) = status_sign(line.status.value());
    vec![(role, sign.to_owned()), muted(one_line(&line.id)), text(one_line(&line.title)), lead_cell(line, making)]
}

fn cells(line: &roadmap::Line, making: &Making<'_>) -> Vec<Cell> {
    let mut cells = row(line, making);
    cells.extend([date_cell(line), muted(promised(line, making.today)), (urgency(line), remark(line, making))]);
    cells
}

/// What is worth knowing of its date: how late it is, what its first date was, how soon it is due.
fn remark(line: &roadmap::Line, making: &Making<'_>) -> String {
    match (line.late, line.due, line.holds()) {
        (Late::Overdue, _, Some(holds)) => dates::say_distance(holds, making.as_of()),
        (Late::PastFirstDate, Some(first), _) => format!("first {}", dates::say_day_and_month(first)),
        (Late::No, _, Some(holds)) if !line.status.is_closed() && (0..=60).contains(&(holds - making.as_of()).num_days()) => {
            dates::say_distance(holds, making.as_of())
        }
        _ => String::new(),
    }
}

/// How many stand behind each commitment, of how many kinds, with whose reservations; and how concrete it is.
fn depth(page: &mut Page, view: &Roadmap, making: &Making<'_>) {
    let missing: Vec<String> = NINE_KINDS
        .iter()
        .filter(|kind| !view.endorser_kinds.contains(kind))
        .map(|kind| words::choice(making.dialogue, "stakeholders", "kind", *kind))
        .collect();
    if !missing.is_empty() {
        words::paragraph(page, 1, Role::Warn, &format!("No endorser among: {}.", missing.join(", ")), making.width);
    }
    if !view.endorse_nothing.is_empty() {
        let said = format!("Endorse nothing: {}.", words::shorts(making.dialogue, &view.endorse_nothing));
        words::paragraph(page, 1, Role::Warn, &said, making.width);
    }
    page.gap();
    let mut table = Table::new([
        column(""),
        column(""),
        column("").shrinks_to(20),
        column("Lead").drops(2),
        numbers("Endorsers"),
        numbers("Kinds").drops(3),
        column("Reservations").shrinks_to(8).drops(1),
    ]);
    let levels =
        [(Some("task"), "Tasks"), (Some("objective"), "Objectives"), (Some("principle"), "Principles"), (None, "How concrete is not said")];
    for (level, title) in levels {
        let here = view.lines.iter().filter_map(|line| Some((line, Commitment(making.dialogue.get(Commitment::KIND, &line.id)?))));
        let mut here = here
            .filter(|(_, commitment)| {
                let said = commitment.detail_level().filter(|said| levels.iter().any(|(level, _)| *level == Some(*said)));
                said == level
            })
            .peekable();
        if here.peek().is_none() {
            continue;
        }
        table.heading(title, "");
        for (line, commitment) in here {
            let kinds: std::collections::BTreeSet<&str> = commitment
                .endorsed_by()
                .filter_map(|who| making.dialogue.get("stakeholders", who)?.text("kind"))
                .filter(|kind| NINE_KINDS.contains(kind))
                .collect();
            let mut cells = row(line, making);
            cells.extend([
                if line.endorsers == 0 { (Role::Warn, "none".to_owned()) } else { text(line.endorsers.to_string()) },
                muted(if kinds.is_empty() { String::new() } else { format!("{} of 9", kinds.len()) }),
                muted(words::shorts(making.dialogue, commitment.reserved_by())),
            ]);
            table.row(cells, Some(opens(line)));
        }
    }
    table.onto(page, making.width);
}

#[cfg(test)]
mod tests;
