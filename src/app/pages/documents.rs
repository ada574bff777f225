//! The three outputs as pages to be read: Participatory Policy Analysis, Roadmap for Reform, Policy Network Strategy.

use super::words;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::display::one_line;
use crate::domain::lens::Output;
use crate::domain::record::Key;
use crate::domain::views::pages::{self, Block};

/// The page of an output: as its document says it, with what it still lacks.
pub fn build(output: Output, making: &mut Making<'_>) -> Page {
    let view = pages::compute(making.dialogue, making.as_of(), output);
    let mut page = Page::new(one_line(&view.title));
    page.about = view.document.as_ref().map(|id| Key::new("documents", id));
    let lacking = view.lacking().count();
    page.aside = match lacking {
        0 => "nothing is lacking".to_owned(),
        1 => "1 thing is lacking".to_owned(),
        n => format!("{n} things are lacking"),
    };
    for block in &view.blocks {
        if page.lines.len() >= making.wanted {
            page.more = true;
            break;
        }
        match block {
            Block::Heading(text) => {
                page.gap();
                page.push(super::heading(&one_line(text)));
            }
            Block::Text(text) => words::paragraph(&mut page, 3, Role::Text, text, making.width),
            Block::Under(text) => {
                page.gap();
                page.push(Line::of(Role::Title, format!("   {}", one_line(text))));
            }
            Block::Missing { text, guide } => {
                let from = page.lines.len();
                words::paragraph(&mut page, 3, Role::Warn, text, making.width);
                if let Some(guide) = guide {
                    words::paragraph(&mut page, 5, Role::Muted, guide, making.width);
                }
                if let (Some(line), Some(key)) = (page.lines.get_mut(from), page.about.clone()) {
                    line.opens = Some(Opens::Record(key));
                }
            }
            Block::Item { text, records } => {
                let from = page.lines.len();
                words::paragraph(&mut page, 5, Role::Text, text, making.width);
                if let Some(first) = page.lines.get_mut(from) {
                    let said = first.plain().trim().to_owned();
                    *first = Line::of(Role::Muted, "   · ").with(Role::Text, said);
                    first.opens = records.first().map(|key| Opens::Record(key.clone()));
                }
            }
        }
    }
    page
}
