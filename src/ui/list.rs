//! A list: its title with filter and count, the heads of its columns, and the visible records.

use super::draw::{HERE, line, row, text};
use super::text::{TextLook, render};
use super::theme::Theme;
use crate::app::command::Command;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::list::{self, List};
use crate::app::model::Model;
use crate::app::preview;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

/// Draws a list; gives the caret while its filter is being typed.
pub(super) fn draw(shown: &List, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let kind = model.dialogue.catalogue.kind(&shown.kind)?;
    let whole = area;
    let area = Rect { width: area.width.min(u16::try_from(preview::list_width(model)).unwrap_or(u16::MAX)), ..area };
    let width = usize::from(area.width);
    beside(shown, model, theme, whole, buf);
    let top = row(area, 0);
    let after = text(&kind.title, Role::Title, theme, area.x + 1, top, buf);
    let filtered = !shown.filter.is_empty();
    let count = if filtered { format!("{} of {}", shown.shown.len(), shown.total) } else { shown.total.to_string() };
    let x = area.right().saturating_sub(u16::try_from(count.width() + 1).unwrap_or(u16::MAX));
    text(&count, Role::Muted, theme, x, top, buf);
    let mut caret = None;
    if filtered || shown.filtering {
        let slash = text("   / ", Role::Muted, theme, after, top, buf);
        let room = Rect { x: slash, width: x.saturating_sub(slash + 2), ..top };
        let look = TextLook { text: theme.of(Role::Accent), ..TextLook::default() };
        let at = render(&shown.filter, room, buf, &look);
        caret = shown.filtering.then_some(at);
    }
    line(&list::head(kind, &shown.sort, model.sight.audience, width), model, theme, row(area, 1), buf);
    if shown.shown.is_empty() {
        empty(shown, kind, model, theme, area, buf);
        return caret;
    }
    let problems = model.facts.problems_kept();
    for (n, record) in shown.shown.iter().enumerate().skip(shown.top).take(List::rows(usize::from(area.height))) {
        let space = row(area, n - shown.top + 2);
        if n == shown.cursor {
            text(HERE, Role::Accent, theme, space.x + 1, space, buf);
        }
        if problems.as_ref().is_some_and(|problems| problems.is_faulty(record)) {
            text("!", Role::Bad, theme, space.x, space, buf);
        } else if model.drafts.iter().any(|draft| draft.key.as_ref() == Some(&record.key)) {
            text("*", Role::Warn, theme, space.x, space, buf);
        }
        let space = Rect { x: space.x + 3, width: space.width.saturating_sub(3), ..space };
        line(&list::row(kind, record, model, width), model, theme, space, buf);
    }
    caret
}

/// The record under the cursor, to the right of the list, where there is room and the hand has rested on it.
fn beside(shown: &List, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let Some(preview) = &shown.preview else { return };
    if !shown.current().is_some_and(|record| preview.is_of(&record.key, model)) {
        return;
    }
    let width = u16::try_from(preview::width(model)).unwrap_or(0).min(area.width);
    let right = Rect { x: area.right() - width, width, ..area };
    for (n, shown) in preview.lines.iter().enumerate().take(usize::from(area.height)) {
        line(shown, model, theme, row(right, n), buf);
    }
}

/// An empty list is an invitation: what belongs there and which key begins.
fn empty(shown: &List, kind: &crate::domain::catalogue::Kind, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let said = if shown.total > 0 {
        format!("None of the {} passes this filter. {} leaves it.", shown.total, model.keymap.key(Command::Back))
    } else if shown.later > 0 {
        format!("Nothing up to this day: {} of later days. {} comes back to today.", shown.later, model.keymap.key(Command::Now))
    } else if kind.read_only {
        kind.empty.clone()
    } else {
        format!("{} {} adds one.", kind.empty, model.keymap.key(Command::New))
    };
    let room = usize::from(area.width).saturating_sub(6).min(90);
    let mut lines = fit::wrap(&said, room);
    lines.extend(shown.notes.iter().flat_map(|note| fit::wrap(note, room)));
    for (n, said) in lines.into_iter().enumerate() {
        line(&Line::of(Role::Muted, format!("   {said}")), model, theme, row(area, n + 3), buf);
    }
}
