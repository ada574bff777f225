//! What waits for what: chains of commitments, each below the one that holds it up; circles first, because nothing in them can begin.

use super::commitments::{date_cell, lead_cell, opens};
use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::{count, status_sign, words};
use crate::app::line::Role;
use crate::app::page::{Making, Opens, Page};
use crate::domain::display::one_line;
use crate::domain::record::{Key, Name};
use crate::domain::views::roadmap::{self, Roadmap};
use crate::domain::views::sequence::{self, Sequence, Step};

/// Chains longer than this go on without being moved further to the right.
const DEEPEST: usize = 6;

/// The page of what waits for what.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = making.facts.roadmap(making.dialogue, making.moment());
    let found = sequence::compute(&view);
    let mut page = Page::new("What waits for what");
    let waiting = view.lines.iter().filter(|line| !line.status.is_closed() && !line.waits_for.is_empty()).count();
    page.aside = format!("{} for another", count(waiting, "commitment waits", "commitments wait"));
    if found.steps.is_empty() {
        let said = if view.lines.is_empty() {
            "No commitments yet, so nothing waits for anything; a adds one."
        } else {
            "No commitment waits for another. What must be done first is said in its form, under After."
        };
        words::paragraph(&mut page, 1, Role::Muted, said, making.width);
        return page;
    }
    circles(&mut page, &found, making);
    chains(&view, &found, making).onto(&mut page, making.width);
    if !found.alone.is_empty() {
        page.gap();
        let ids = found.alone.iter().map(|id| one_line(id)).collect::<Vec<_>>().join(", ");
        let from = page.lines.len();
        words::paragraph(&mut page, 1, Role::Muted, &format!("Wait for nothing, and nothing waits for them: {ids}."), making.width);
        if let Some(line) = page.lines.get_mut(from) {
            line.opens = Some(Opens::Choice(found.alone.iter().map(|id| Key::new("commitments", id)).collect()));
        }
    }
    page
}

fn circles(page: &mut Page, found: &Sequence, making: &Making<'_>) {
    if found.circles.is_empty() {
        return;
    }
    page.push(super::heading("In a circle").with(Role::Muted, "   none of these can begin before one link is taken out"));
    for circle in &found.circles {
        let round: Vec<String> = circle.iter().chain(circle.first()).map(|id| one_line(id)).collect();
        let from = page.lines.len();
        words::paragraph(page, 3, Role::Bad, &format!("{} waits for itself", round.join(" → ")), making.width);
        if let Some(line) = page.lines.get_mut(from) {
            line.opens = Some(Opens::Choice(circle.iter().map(|id| Key::new("commitments", id)).collect()));
        }
    }
    page.gap();
}

fn chains(view: &Roadmap, found: &Sequence, making: &Making<'_>) -> Table {
    let mut table =
        Table::new([column(""), column("").shrinks_to(24), column("").drops(2), numbers("").drops(1), column("").shrinks_to(12)]);
    for step in &found.steps {
        let Some(line) = view.line(&step.id) else { continue };
        if step.depth == 0 && !table.is_empty() {
            table.gap();
        }
        table.row(cells(step, line, making), Some(opens(line)));
    }
    table
}

fn cells(step: &Step, line: &roadmap::Line, making: &Making<'_>) -> Vec<Cell> {
    let (sign, role) = status_sign(line.status.value());
    let tree = match step.depth.min(DEEPEST) {
        0 => String::new(),
        depth => format!("{}└─ ", "   ".repeat(depth - 1)),
    };
    vec![
        (role, sign.to_owned()),
        text(format!("{tree}{} {}", one_line(&line.id), one_line(&line.title))),
        lead_cell(line, making),
        date_cell(line),
        remark(step, line),
    ]
}

/// What stands in its way, the worst first.
fn remark(step: &Step, line: &roadmap::Line) -> Cell {
    let ids = |ids: &[Name]| ids.iter().map(|id| one_line(id)).collect::<Vec<_>>().join(", ");
    if !step.lost.is_empty() {
        return (Role::Bad, format!("{} not on file", ids(&step.lost)));
    }
    if line.status.is_closed() {
        return muted("");
    }
    if !step.too_late.is_empty() {
        return (Role::Warn, format!("due before {}", ids(&step.too_late)));
    }
    if !line.waits_for.is_empty() {
        return muted(format!("waits for {}", ids(&line.waits_for)));
    }
    if step.may_begin { (Role::Good, "may begin".to_owned()) } else { muted("") }
}
