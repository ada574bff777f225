//! A page: its visible lines, with a mark before the one the cursor is on.

use super::draw::{HERE, line, row, text};
use super::theme::Theme;
use crate::app::line::Role;
use crate::app::model::Model;
use crate::app::page::PageScreen;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws a page.
pub(super) fn draw(page: &PageScreen, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let lines = page.page.lines.iter().enumerate().skip(page.top).take(usize::from(area.height));
    for (n, shown) in lines {
        let space = row(area, n - page.top);
        line(shown, model, theme, space, buf);
        if n == page.cursor && shown.opens.is_some() {
            text(HERE, Role::Accent, theme, space.x, space, buf);
        }
    }
    None
}
