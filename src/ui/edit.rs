//! A record being written.

use super::theme::Theme;
use crate::app::edit::Edit;
use crate::app::model::Model;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws the form or the note.
pub(super) fn draw(_edit: &Edit, _model: &Model, _theme: &Theme, _area: Rect, _buf: &mut Buffer) -> Option<Position> {
    None
}
