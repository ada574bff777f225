//! Where words were found, best first.

use super::count;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::display;
use crate::domain::search;

/// The most hits shown.
const MOST: usize = 200;

/// The page of what a search found.
pub fn build(words: &str, making: &mut Making<'_>) -> Page {
    let mut page = Page::new(format!("Search: {}", display::one_line(words)));
    if words.is_empty() {
        return page;
    }
    let hits = search::search(making.dialogue, words, MOST);
    page.aside = count(hits.len(), "record", "records");
    if hits.is_empty() {
        page.push(Line::of(Role::Muted, " Nothing holds all of these words. Fewer words find more; accents and capitals do not matter."));
    }
    for hit in &hits {
        let Some(record) = making.dialogue.find(&hit.key) else { continue };
        let kind = making.dialogue.kind_of(&hit.key).map(|kind| kind.singular.clone()).unwrap_or_default();
        let name = display::title_of(record, making.dialogue);
        page.push(
            Line::of(Role::Accent, format!(" {}", fit::fit(&name, making.width.saturating_sub(26))))
                .right(making.width.saturating_sub(1), Role::Muted, kind)
                .opening(Opens::Record(hit.key.clone())),
        );
        page.push(snippet(hit, making.width));
    }
    page
}

fn snippet(hit: &search::Hit, width: usize) -> Line {
    let mut line = Line::of(Role::Muted, format!("   {}: ", hit.path));
    let mut from = 0;
    for range in &hit.marks {
        line.push(Role::Muted, hit.snippet.get(from..range.start).unwrap_or_default());
        line.push(Role::Title, hit.snippet.get(range.clone()).unwrap_or_default());
        from = range.end;
    }
    line.push(Role::Muted, hit.snippet.get(from..).unwrap_or_default());
    let _ = width;
    line
}
