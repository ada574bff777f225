//! Drafts that wait: texts kept when a line dropped or a record still lacked something.

use super::count;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::dialogue::Dialogue;
use crate::domain::display::one_line;

/// The page of drafts.
pub fn build(making: &mut Making<'_>) -> Page {
    let mut page = Page::new("Drafts");
    page.aside = count(making.drafts.len(), "draft", "drafts");
    if making.drafts.is_empty() {
        page.push(Line::of(Role::Muted, " None. What is typed is kept here until its record is written."));
    }
    for draft in making.drafts {
        page.push(line(draft, making.dialogue, making.width));
        let snippet = fit::fit(&one_line(&draft.snippet), making.width.saturating_sub(8));
        if !snippet.is_empty() {
            page.push(Line::of(Role::Muted, format!("     “{snippet}”")));
        }
    }
    page
}

/// One draft in a line: what it is of, how much, and since when.
#[must_use]
pub fn line(draft: &crate::app::msg::DraftItem, dialogue: &Dialogue, width: usize) -> Line {
    let kind = || dialogue.catalogue.kind(&draft.kind).map_or_else(|| draft.kind.to_string(), |kind| kind.singular.clone());
    let name = draft.key.as_ref().map_or_else(|| format!("new {}", kind()), ToString::to_string);
    let held = draft.held_by.as_ref().map(|who| format!("open in {who}")).unwrap_or_default();
    Line::of(Role::Accent, format!("   {}", fit::fit(&name, 36)))
        .to(40)
        .with(Role::Text, count(draft.words, "word", "words"))
        .to(52)
        .with(Role::Warn, held)
        .right(width.saturating_sub(1), Role::Muted, draft.when.clone())
        .opening(Opens::Draft(draft.name.clone()))
}
