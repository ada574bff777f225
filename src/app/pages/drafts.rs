//! Drafts that wait: texts kept when a line dropped or a record still lacked something.

use super::count;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::msg::DraftItem;
use crate::app::page::{Making, Opens, Page};
use crate::domain::display::{self, one_line};
use unicode_width::UnicodeWidthStr;

/// The page of drafts.
pub fn build(making: &mut Making<'_>) -> Page {
    let mut page = Page::new("Drafts");
    page.aside = count(making.drafts.len(), "draft", "drafts");
    if making.drafts.is_empty() {
        page.push(Line::of(Role::Muted, " None. What is typed is kept here until its record is written."));
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

/// One draft in a line behind its head: what it is of, how much, and since when.
#[must_use]
pub fn line(head: Line, draft: &DraftItem, making: &Making<'_>) -> Line {
    let dialogue = making.dialogue;
    let singular = |kind: &str| dialogue.catalogue.kind(kind).map_or_else(|| kind.to_owned(), |kind| kind.singular.clone());
    let name = match draft.key.as_ref().map(|key| (key, dialogue.find(key))) {
        None => format!("new {}", singular(&draft.kind)),
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
