//! The Roadmap: commitments by priority, with sign, lead and what is late.

use super::{count, heading, status_sign};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::dates;
use crate::domain::record::Key;
use crate::domain::views::roadmap;

/// The page of the Roadmap.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = roadmap::compute(making.dialogue, making.as_of());
    let mut page = Page::new("Roadmap for Reform");
    page.aside = count(view.lines.len(), "commitment", "commitments");
    if view.lines.is_empty() {
        page.push(Line::of(Role::Muted, " No commitments yet. A commitment says who does what by when; a adds one."));
        return page;
    }
    let mut counts = Line::of(Role::Text, " ");
    for (status, number) in &view.counts {
        if *number > 0 {
            let (sign, role) = status_sign(status.value());
            counts.push(role, format!("{sign} "));
            counts.push(Role::Text, format!("{number} {}   ", status.label()));
        }
    }
    page.push(counts);
    for priority in &view.by_priority {
        page.gap();
        page.push(heading(&priority.title));
        for id in &priority.commitments {
            if let Some(line) = view.line(id) {
                page.push(commitment(line, making));
            }
        }
    }
    page
}

/// One commitment in a line: sign, id, title, lead, and when it is due or how late it is.
#[must_use]
pub fn commitment(line: &roadmap::Line, making: &Making<'_>) -> Line {
    commitment_in(line, making, making.width)
}

/// The same in so many columns.
#[must_use]
pub fn commitment_in(line: &roadmap::Line, making: &Making<'_>, width: usize) -> Line {
    let (sign, role) = status_sign(line.status.value());
    let lead = line.lead.as_ref().map(|lead| making.dialogue.short(lead).to_owned()).unwrap_or_default();
    let closed = matches!(line.status.value(), "done" | "dropped");
    let due = match (line.revised, line.due) {
        (Some(revised), Some(first)) if !closed => {
            format!("first {}, now {}", dates::say_day_and_month(first), dates::say_day_and_month(revised))
        }
        (Some(day), _) | (None, Some(day)) => dates::say_day(day, making.today),
        (None, None) => "no date".to_owned(),
    };
    let room = width.saturating_sub(1);
    let title_room = room.saturating_sub(8 + 10 + 26).max(12);
    Line::of(role, format!("   {sign} "))
        .with(Role::Muted, fit::left(&line.id, 5))
        .with(Role::Text, fit::left(&line.title, title_room))
        .with(Role::Text, format!("  {}", fit::left(&lead, 8)))
        .right(room, if line.needs_attention() { Role::Warn } else { Role::Muted }, due)
        .opening(Opens::Record(Key::new("commitments", &line.id)))
}
