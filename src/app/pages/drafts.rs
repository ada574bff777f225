//! Drafts that wait: texts kept when a line dropped or a record still lacked something.

use super::{count, words};
use crate::app::edit;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::msg::DraftItem;
use crate::app::page::{Making, Opens, Page};
use crate::domain::audience::Audience;
use crate::domain::dates;
use crate::domain::display::{self, one_line};
use crate::domain::entry::Entering;
use crate::domain::record::{Fields, Record};
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// A debrief that was left is named for so many days.
const LATELY: i64 = 14;

/// The page of drafts.
pub fn build(making: &mut Making<'_>) -> Page {
    let mut page = Page::new("Drafts");
    page.aside = count(making.drafts.len(), "draft", "drafts");
    if making.drafts.is_empty() {
        words::paragraph(&mut page, 1, Role::Muted, "None. What is typed is kept here until its record is written.", making.width);
    }
    for draft in making.drafts {
        page.push(line(Line::of(Role::Text, "   "), draft, making));
        let snippet = fit::fit(&one_line(&draft.snippet), making.width.saturating_sub(8));
        if !snippet.is_empty() {
            page.push(Line::of(Role::Muted, format!("     “{snippet}”")));
        }
    }
    page
}

/// The meetings of the last days whose marked lines were not gone through, the latest first; for the host alone.
#[must_use]
pub fn debriefs(making: &Making<'_>) -> Vec<Line> {
    if making.sight.audience != Audience::Host || making.sight.as_of.is_some() {
        return Vec::new();
    }
    let at = Entering { today: making.today, dialogue: making.dialogue };
    let held = |meeting: &&Arc<Record>| {
        let days = meeting.date("date").map(|day| (making.today - day).num_days());
        meeting.text("status") != Some("planned") && meeting.locked.is_none() && days.is_some_and(|days| (0..=LATELY).contains(&days))
    };
    let mut open: Vec<_> = making
        .dialogue
        .records("meetings")
        .iter()
        .filter(held)
        .map(|meeting| (meeting, edit::waiting(meeting, &at)))
        .filter(|(_, lines)| *lines > 0)
        .collect();
    open.sort_by_key(|(meeting, _)| std::cmp::Reverse(meeting.date("date")));
    let line = |(n, (meeting, lines)): (usize, &(&Arc<Record>, usize))| {
        let who = meeting.text("stakeholder").map(|id| making.dialogue.short(id).to_owned()).unwrap_or_default();
        let day = meeting.date("date").map(|day| dates::say_day(day, making.as_of())).unwrap_or_default();
        words::signed_line(if n == 0 { "Debrief" } else { "" }, "", Role::Text)
            .with(Role::Accent, format!("{} {day}", one_line(&who)))
            .with(Role::Text, format!("  {} to go through", count(*lines, "marked line", "marked lines")))
            .opening(Opens::Debrief(meeting.key.clone()))
    };
    open.iter().enumerate().take(3).map(line).collect()
}

/// One draft in a line behind its head: what it is of, how much, and since when.
#[must_use]
pub fn line(head: Line, draft: &DraftItem, making: &Making<'_>) -> Line {
    let dialogue = making.dialogue;
    let singular = |kind: &str| dialogue.catalogue.kind(kind).map_or_else(|| kind.to_owned(), |kind| kind.singular.clone());
    let name = match draft.key.as_ref().map(|key| (key, dialogue.find(key))) {
        None => match &draft.stakeholder {
            Some(with) => format!("new {}, {}", singular(&draft.kind), one_line(dialogue.short(with))),
            None => format!("new {}", singular(&draft.kind)),
        },
        Some((_, Some(record))) => format!("{} {}", singular(&draft.kind), one_line(&display::title_of(record, dialogue))),
        Some((key, None)) => key.to_string(),
    };
    let words = if draft.words > 0 { count(draft.words, "word", "words") } else { String::new() };
    let held = if draft.held_by.is_some() { "  open elsewhere" } else { "" };
    let room = making.width.saturating_sub(head.width() + words.width() + held.width() + draft.when.width() + 4);
    head.with(Role::Accent, fit::left(&name, room.min(36)))
        .with(Role::Text, format!("  {words}"))
        .with(Role::Warn, held)
        .right(making.width.saturating_sub(1), Role::Muted, draft.when.clone())
        .opening(Opens::Draft(draft.name.clone()))
}
