//! The note that fills the screen: the text over the whole width, a short rule, and below it what is known, or what `#` and `@` may
//! mean; with much room the brief stands beside the text instead.

use super::super::draw::{line, row, text};
use super::super::head::short_rule;
use super::super::text::{Styles, TextLook, render};
use super::super::theme::Theme;
use crate::app::edit::{BELOW, Edit, Note};
use crate::app::line::Role;
use crate::app::model::Model;
use crate::app::preview;
use crate::domain::marks::{self, Noting, Part, RefKind};
use crate::domain::record::Fields;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

/// Draws a note; gives the cell of the caret.
pub(super) fn draw(note: &Note, edit: &Edit, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let noting = Noting { day: edit.session.work.date("date").unwrap_or(model.today), dialogue: &model.dialogue };
    let styles = |_: usize, text: &str| styles(text, &noting, theme);
    let hit = Style::new().add_modifier(Modifier::REVERSED);
    let look = TextLook { text: theme.of(Role::Text), symbol: theme.of(Role::Muted), hit, line: &styles };
    let below = &edit.below;
    let space = Rect { x: area.x + 1, width: below.text.0, height: below.text.1, ..area };
    let mut caret = render(&note.text, space.intersection(area), buf, &look);
    let under = usize::from(below.text.1);
    if below.beside {
        beside(edit, model, theme, area, buf);
    } else if below.fits {
        short_rule(theme, row(area, under), buf);
    }
    if let Some(search) = &note.search {
        let bottom = if below.fits && !below.beside { row(area, under + 1) } else { row(area, under.saturating_sub(1)) };
        buf.set_style(bottom, Style::reset());
        text(&" ".repeat(usize::from(bottom.width)), Role::Text, theme, bottom.x, bottom, buf);
        let x = text(" Look for ", Role::Field, theme, bottom.x, bottom, buf);
        let room = Rect { x, width: bottom.right().saturating_sub(x), ..bottom };
        caret = render(search, room, buf, &TextLook { text: theme.of(Role::Text), ..TextLook::default() });
        return Some(caret);
    }
    for (n, shown) in below.lines.iter().enumerate().filter(|_| !below.beside) {
        line(shown, model, theme, row(area, under + 1 + n), buf);
    }
    Some(caret)
}

/// To the right of the text what is known, and at its foot what `#` and `@` may mean.
fn beside(edit: &Edit, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let width = u16::try_from(preview::width(model)).unwrap_or(0).min(area.width);
    let right = Rect { x: area.right() - width, width, ..area };
    for (n, shown) in edit.below.aside.lines.iter().enumerate() {
        line(shown, model, theme, row(right, n), buf);
    }
    let foot = usize::from(area.height.saturating_sub(BELOW));
    for (n, shown) in edit.below.lines.iter().enumerate() {
        line(shown, model, theme, row(right, foot + n), buf);
    }
}

/// How the parts of a line look.
fn styles(text: &str, noting: &Noting<'_>, theme: &Theme) -> Styles {
    let line = marks::parse(text, noting);
    let role = |part: Part| match part {
        Part::Text => None,
        Part::Mark => Some(Role::Accent),
        Part::Ref(RefKind::Unknown) | Part::Due(false) => Some(Role::Warn),
        Part::Ref(_) | Part::Due(true) => Some(Role::Accent),
        Part::Voice => Some(Role::Muted),
    };
    line.spans().into_iter().filter_map(|span| Some((span.range, theme.of(role(span.part)?)))).collect()
}
