//! The foot of the screen: what was said last, or the keys that matter here.

use super::draw::text;
use super::theme::Theme;
use crate::app::fit;
use crate::app::line::Role;
use crate::app::model::Model;
use crate::app::names;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Draws the foot.
pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let width = usize::from(area.width);
    if let Some(notice) = &model.notice {
        let said = fit::sentences(&names::hide(&crate::domain::display::one_line(&notice.text), model), width.saturating_sub(4));
        let x = if notice.bad { text("! ", Role::Bad, theme, area.x + 1, area, buf) } else { area.x + 1 };
        text(&said, Role::Text, theme, x, area, buf);
        return;
    }
    let mut x = area.x + 1;
    for (key, label) in &model.foot.hints {
        x = text(key, Role::Accent, theme, x, area, buf);
        x = text(&format!(" {label}  "), Role::Muted, theme, x, area, buf);
        debug_assert!(key.width() <= width);
    }
}
