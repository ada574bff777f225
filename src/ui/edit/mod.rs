//! A record being written: the lines of its form, debrief or conflict with what is typed in its place, or its note.

mod note;
#[cfg(test)]
mod tests;

use super::draw::{HERE, line, row, text};
use super::text::{TextLook, render};
use super::theme::Theme;
use crate::app::edit::{Edit, View};
use crate::app::line::Role;
use crate::app::model::Model;
use crate::app::text::TextEdit;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws what is on top; gives the cell of the caret.
pub(super) fn draw(edit: &Edit, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    match edit.view()? {
        View::Note(shown) => note::draw(shown, edit, model, theme, area, buf),
        View::Form(form) => sheet(edit, form.input.as_ref(), model, theme, area, buf),
        View::Debrief(debrief) => {
            let input = debrief.questions.input.as_ref().filter(|_| debrief.in_questions());
            sheet(edit, input, model, theme, area, buf)
        }
        View::Conflict(_) => sheet(edit, None, model, theme, area, buf),
    }
}

/// The visible lines, a mark before the one that the cursor is on, what is being typed in its place, help at the bottom.
fn sheet(edit: &Edit, input: Option<&TextEdit>, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let sheet = &edit.sheet;
    let mut caret = None;
    for (n, shown) in sheet.lines.iter().enumerate().skip(sheet.top).take(sheet.rows) {
        let space = row(area, n - sheet.top);
        line(shown, model, theme, space, buf);
        if n != sheet.here || space.height == 0 {
            continue;
        }
        let mark = u16::try_from(sheet.mark).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
        text(HERE, Role::Accent, theme, space.x + mark, space, buf);
        let column = u16::try_from(sheet.column).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
        caret = Some(Position::new(space.x + column, space.y));
        if let Some(input) = input {
            let look = TextLook { text: theme.of(Role::Text), symbol: theme.of(Role::Muted), ..TextLook::default() };
            let room = Rect { x: space.x + column, width: space.width.saturating_sub(column + 1), ..space };
            caret = Some(render(input, room, buf, &look));
        }
    }
    let bottom = row(area, usize::from(area.height).saturating_sub(1));
    text(&sheet.help, Role::Muted, theme, area.x + 3, bottom, buf);
    caret
}
