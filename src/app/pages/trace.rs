//! Why: what a record rests on, step by step by date, back to the meetings.

use super::table::{Table, muted, text, words as column};
use super::{count, words};
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::display::one_line;
use crate::domain::record::Key;
use crate::domain::views::trace;

/// The page of what a record rests on.
pub fn build(key: &Key, making: &mut Making<'_>) -> Page {
    let links = making.facts.all_backlinks(making.whole);
    // On the whole dialogue, so that what is held back can be counted.
    let view = trace::compute(making.whole, &links, key, making.as_of(), making.sight.audience);
    let mut page = Page::new(format!("Why: {}", words::title(making.dialogue, &key.kind, &key.id)));
    page.aside = count(view.steps.len(), "step", "steps");
    page.about = Some(key.clone());
    if let Some(held) = view.held() {
        page.push(Line::of(Role::Warn, format!(" {held}")));
        page.gap();
    }
    if view.steps.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "It rests on nothing that is on file: no meeting, position or report leads here.",
            making.width,
        );
        return page;
    }
    let mut table = Table::new([column(""), column("").shrinks_to(50), column("").drops(1)]);
    for step in &view.steps {
        let date = step.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
        let own = step.record == *key;
        let source = if own { "reported here".to_owned() } else { source(&step.record, making) };
        table.row(vec![muted(date), text(one_line(&step.text(making.whole))), muted(source)], Some(Opens::Record(step.record.clone())));
    }
    table.indented(1).onto(&mut page, making.width);
    page
}

/// Of what kind the record is in which the step stands.
fn source(key: &Key, making: &Making<'_>) -> String {
    making.dialogue.kind_of(key).map(|kind| kind.singular.clone()).unwrap_or_default()
}
