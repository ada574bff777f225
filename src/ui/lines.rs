//! Screens that the app laid out line by line: the position matrix, the drawn network.

use super::draw::{line, row};
use super::theme::Theme;
use crate::app::line::Line;
use crate::app::model::Model;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the lines.
pub(super) fn draw(lines: &[Line], model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    for (n, shown) in lines.iter().enumerate().take(usize::from(area.height)) {
        line(shown, model, theme, row(area, n), buf);
    }
}
