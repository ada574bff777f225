//! The position matrix: the lines that the app laid out.

use super::draw::{line, row};
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::views::matrix::MatrixScreen;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the matrix.
pub(super) fn draw(matrix: &MatrixScreen, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    for (n, shown) in matrix.lines.iter().enumerate().take(usize::from(area.height)) {
        line(shown, model, theme, row(area, n), buf);
    }
}
