//! A phase's overview: what it is for, when it is done, and everything its tab offers.

use super::table::{self, Table};
use super::{count, heading};
use crate::app::command::Command;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::app::tabs::{Pane, Tab, panes};
use crate::domain::dates;
use crate::domain::lens::is_later;
use crate::domain::record::{Fields, Name};

/// The overview of a phase.
pub fn build(name: &str, making: &mut Making<'_>) -> Page {
    let dialogue = making.dialogue;
    let Some(phase) = dialogue.catalogue.phase(name) else { return Page::new(name) };
    let mut page = Page::new(phase.title.clone());
    page.aside = when(name, making);
    let width = making.width.saturating_sub(2).min(100);
    for line in fit::wrap(&phase.purpose, width) {
        page.push(Line::of(Role::Text, format!(" {line}")));
    }
    page.gap();
    let done = format!("{}. {}", phase.output, phase.done_when);
    for (n, line) in fit::wrap(&done, width.saturating_sub(11)).into_iter().enumerate() {
        let head = if n == 0 { Line::of(Role::Field, " Done when") } else { Line::blank() };
        page.push(head.to(12).with(Role::Muted, line));
    }
    page.gap();
    let tab = Tab::of_phase(name).unwrap_or(Tab::Home);
    let panes = panes(&dialogue.catalogue, tab);
    let views: Vec<&Pane> = panes.iter().skip(1).filter(|pane| !matches!(pane, Pane::Kind(_))).collect();
    if !views.is_empty() {
        page.push(heading("Views"));
        let mut table = Table::new([table::words(""), table::words("").shrinks_to(24)]);
        for pane in views {
            let (word, opens, about) = match pane {
                Pane::Page(source) => (source.word().to_owned(), Opens::Page(source.clone()), source.about()),
                Pane::Graph => (pane.word(&dialogue.catalogue), Opens::Graph, "who is tied with whom, drawn"),
                Pane::Board => ("Board".to_owned(), Opens::Board, "commitments as cards under their statuses"),
                _ => ("Matrix".to_owned(), Opens::Matrix, "who stands where on every option"),
            };
            table.row(vec![(Role::Accent, word), table::muted(about)], Some(opens));
        }
        table.onto(&mut page, making.width);
        page.gap();
    }
    page.push(heading("Records"));
    for pane in &panes {
        if let Pane::Kind(kind) = pane {
            page.push(kind_line(kind, making));
        }
    }
    page.gap();
    page.push(heading("Steps"));
    for step in &phase.steps {
        for (n, line) in fit::wrap(step, width.saturating_sub(3)).into_iter().enumerate() {
            page.push(Line::of(Role::Muted, if n == 0 { "   · " } else { "     " }).with(Role::Text, line));
        }
    }
    page.gap();
    page.push(heading("Tools used most"));
    for number in &phase.tools {
        if let Some(tool) = dialogue.catalogue.tool(*number) {
            let line = Line::of(Role::Muted, format!("   {number:>2}  ")).with(Role::Accent, tool.name.clone());
            page.push(line.opening(Opens::Page(Source::Tool(*number))));
        }
    }
    if let Some(not_known) = &phase.not_known {
        page.gap();
        for line in fit::wrap(not_known, width) {
            page.push(Line::of(Role::Muted, format!(" {line}")));
        }
    }
    page
}

/// One line on a kind: its title, how many, and the latest.
pub fn kind_line(kind: &Name, making: &Making<'_>) -> Line {
    let Some(kind) = making.dialogue.catalogue.kind(kind) else { return Line::blank() };
    let records = making.dialogue.records(&kind.name);
    let past = making.sight.past(making.today);
    let number = records.iter().filter(|record| !past.is_some_and(|day| is_later(&***record, day))).count();
    let (number, is_empty) = (if number == 0 { "·".to_owned() } else { number.to_string() }, number == 0);
    let role = if is_empty { Role::Muted } else { Role::Accent };
    let latest = records.iter().filter_map(|record| record.date("date")).filter(|day| *day <= making.as_of()).max();
    let latest = latest.map(|day| format!("last {day}")).unwrap_or_default();
    let tool = kind.tool.filter(|_| making.width >= 72).map(|tool| format!("tool {tool}")).unwrap_or_default();
    // Where there is room the longest titles stand whole.
    let figures = if making.width >= 72 { 42 } else { 36 };
    Line::of(role, format!("   {}", fit::fit(&kind.title, figures - 6)))
        .right(figures, Role::Muted, number)
        .to(figures + 4)
        .with(Role::Muted, fit::left(&latest, making.width.saturating_sub(figures + 5).min(18)))
        .with(Role::Muted, tool)
        .opening(Opens::List(kind.name.clone(), String::new()))
}

fn when(name: &str, making: &Making<'_>) -> String {
    let process = making.dialogue.process();
    let Some(row) = process.rows("phase").find(|row| row.text("name") == Some(name)) else {
        return format!("not begun · {} begins it", making.keymap.key(Command::MovePhase));
    };
    let (start, end) = (row.date("start"), row.date("end"));
    let said = |day: Option<chrono::NaiveDate>| day.map(|day| dates::say_day(day, making.as_of())).unwrap_or_default();
    let back = process.rows("step_back").filter(|row| row.text("to") == Some(name)).count();
    let back = if back > 0 { format!(" · {}", count(back, "step back", "steps back")) } else { String::new() };
    match end {
        Some(_) => format!("{} – {}{back}", said(start), said(end)),
        None => format!("since {}{back}", said(start)),
    }
}
