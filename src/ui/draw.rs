//! Lines of the app into cells.

use super::theme::Theme;
use crate::app::line::{Line, Role};
use crate::app::model::Model;
use crate::app::names;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// The mark before the line that the cursor is on.
pub(super) const HERE: &str = "▸";

/// Draws a line from the left edge of `area`, cut at its right edge.
pub(super) fn line(line: &Line, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let mut x = area.x;
    for span in &line.spans {
        let room = area.right().saturating_sub(x);
        if room == 0 {
            break;
        }
        let text = names::hide(&span.text, model);
        let behind = buf.set_stringn(x, area.y, &text, usize::from(room), theme.of(span.role)).0;
        // A mask is shorter than a long name: what follows stays in its column.
        let wide = u16::try_from(span.text.width()).unwrap_or(u16::MAX).min(room);
        x = behind.max(x.saturating_add(wide));
    }
}

/// Draws text of one role at a column; gives the column behind it.
pub(super) fn text(text: &str, role: Role, theme: &Theme, x: u16, area: Rect, buf: &mut Buffer) -> u16 {
    if x >= area.right() || area.height == 0 {
        return x;
    }
    buf.set_stringn(x, area.y, text, usize::from(area.right() - x), theme.of(role)).0
}

/// One row of an area, counted from its top; empty when it is outside.
pub(super) fn row(area: Rect, n: usize) -> Rect {
    let y = area.y.saturating_add(u16::try_from(n).unwrap_or(u16::MAX));
    if y < area.bottom() { Rect { y, height: 1, ..area } } else { Rect { height: 0, width: 0, ..area } }
}
