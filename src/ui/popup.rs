//! Popups over the screen: choosing, asking, yes or no, and the hints of a leader key. They alone have a frame.

use super::draw::{HERE, row, text};
use super::text::{TextLook, render};
use super::theme::Theme;
use crate::app::context;
use crate::app::fit;
use crate::app::line::Role;
use crate::app::model::Model;
use crate::app::names;
use crate::app::pick::Pick;
use crate::app::prompt::Prompt;
use crate::app::screen::{Confirm, Screen};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

/// A detail with less room than this is left out.
const LEAST: usize = 8;

/// Draws a popup; gives its caret.
pub(super) fn draw(screen: &Screen, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    match screen {
        Screen::Pick(shown) => pick(shown, model, theme, area, buf),
        Screen::Prompt(shown) => prompt(shown, model, theme, area, buf),
        Screen::Confirm(shown) => {
            confirm(shown, model, theme, area, buf);
            None
        }
        _ => None,
    }
}

/// A frame of that inner size, in the upper middle of the screen; gives the inside. Its rows are its own from edge to edge: beside
/// it would stand only words that it cuts. It is open to the right: a side there would have to be sent again with every line that
/// changes, and its top and bottom with every popup.
fn frame(width: usize, height: usize, title: &str, theme: &Theme, area: Rect, buf: &mut Buffer) -> Rect {
    let width = u16::try_from(width + 4).unwrap_or(u16::MAX).min(area.width);
    let height = u16::try_from(height + 2).unwrap_or(u16::MAX).min(area.height);
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    let outer = Rect { x, y, width, height };
    Clear.render(Rect { x: area.x, width: area.width, ..outer }, buf);
    text("┌─", Role::Border, theme, x, outer, buf);
    for n in 1..height.saturating_sub(1) {
        text("│", Role::Border, theme, x, row(outer, usize::from(n)), buf);
    }
    text("└─", Role::Border, theme, x, row(outer, usize::from(height).saturating_sub(1)), buf);
    let title = fit::fit(title, usize::from(width).saturating_sub(6));
    text(&title, Role::Title, theme, x + 3, outer, buf);
    Rect { x: x + 2, y: y + 1, width: width.saturating_sub(4), height: height.saturating_sub(2) }
}

fn pick(shown: &Pick, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let width = usize::from(area.width).saturating_sub(4).min(76);
    let most = usize::from(area.height).saturating_sub(7).clamp(3, 15);
    let height = (shown.items.len() + usize::from(shown.offer_new.is_some())).clamp(1, most) + 2;
    let inside = frame(width, height, &shown.title, theme, area, buf);
    let look = TextLook { text: theme.of(Role::Text), ..TextLook::default() };
    let caret = render(&shown.query, row(inside, 0), buf, &look);
    let rows = usize::from(inside.height).saturating_sub(2);
    let top = shown.cursor.saturating_sub(rows.saturating_sub(1));
    let label = shown.items.iter().map(|item| item.label.width()).max().unwrap_or(0);
    // A label longer than the column takes what room there is, and its detail the rest.
    let label = label.min(usize::from(inside.width) / 4);
    if shown.found.is_empty() {
        let said = match (&shown.offer_new, shown.items.is_empty()) {
            (Some(_), _) => "None is written down yet: type a name.",
            (None, true) => "There is nothing to choose from yet.",
            (None, false) => "Nothing matches.",
        };
        text(said, Role::Muted, theme, inside.x, row(inside, 2), buf);
    }
    for (n, place) in shown.found.iter().enumerate().skip(top).take(rows) {
        let space = row(inside, n - top + 2);
        if n == shown.cursor {
            text(HERE, Role::Accent, theme, space.x, space, buf);
        }
        let Some(item) = shown.items.get(*place) else {
            let name = names::hide(&crate::domain::display::one_line(shown.query.text().trim()), model);
            let x = text(&format!("{}  ", fit::fit(&name, 32)), Role::Text, theme, space.x + 2, space, buf);
            text(shown.offer_new.as_deref().unwrap_or_default(), Role::Muted, theme, x, space, buf);
            continue;
        };
        let mark = if shown.marked.contains(&item.value) { "✓ " } else { "" };
        let name = names::hide(&crate::domain::display::one_line(&item.label), model);
        let whole = usize::from(inside.width).saturating_sub(item.aside.width() + mark.width() + 4);
        let name = fit::left(&name, label.max(name.width()).min(whole));
        let x = text(&format!("{mark}{name}"), Role::Text, theme, space.x + 2, space, buf);
        let room = usize::from(space.right().saturating_sub(x)).saturating_sub(item.aside.width() + 4);
        if room >= LEAST {
            let detail = names::hide(&crate::domain::display::one_line(&item.detail), model);
            text(&fit::fit(&detail, room), Role::Muted, theme, x + 2, space, buf);
        }
        let aside = space.right().saturating_sub(u16::try_from(item.aside.width()).unwrap_or(0));
        text(&item.aside, Role::Accent, theme, aside, space, buf);
    }
    Some(caret)
}

fn prompt(shown: &Prompt, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let width = usize::from(area.width).saturating_sub(4).min(72);
    let below = shown.fault.as_ref().unwrap_or(&shown.help);
    let lines = fit::wrap(&names::hide(below, model), width);
    let inside = frame(width, lines.len() + 2, &names::hide(&shown.title, model), theme, area, buf);
    let look = TextLook { text: theme.of(Role::Text), ..TextLook::default() };
    let caret = render(&shown.input, row(inside, 0), buf, &look);
    let role = if shown.fault.is_some() { Role::Bad } else { Role::Muted };
    for (n, line) in lines.iter().enumerate() {
        text(line, role, theme, inside.x, row(inside, n + 2), buf);
    }
    Some(caret)
}

fn confirm(shown: &Confirm, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let width = usize::from(area.width).saturating_sub(8).min(60);
    let lines: Vec<String> = shown.lines.iter().flat_map(|line| fit::wrap(&names::hide(line, model), width)).collect();
    let inside = frame(width, lines.len().max(1), &names::hide(&shown.question, model), theme, area, buf);
    for (n, line) in lines.iter().enumerate() {
        text(line, Role::Text, theme, inside.x, row(inside, n), buf);
    }
}

/// What may follow the keys already pressed, at the foot of the screen, at once.
pub(super) fn leader(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let following = model.keymap.following(&context::live(model), &model.pending);
    if following.is_empty() {
        return;
    }
    let cell = following.iter().map(|(_, command)| command.spec().label.width()).max().unwrap_or(0) + 9;
    let columns = (usize::from(area.width).saturating_sub(6) / cell).max(1);
    let rows = following.len().div_ceil(columns);
    let keys = model.pending.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");

    let height = u16::try_from(rows + 2).unwrap_or(u16::MAX).min(area.height);
    let above_foot = area.bottom().saturating_sub(1 + height).max(area.y);
    let inside = frame(columns * cell, rows, &keys, theme, Rect { y: above_foot, height, ..area }, buf);
    for (n, (key, command)) in following.iter().enumerate() {
        let space = row(inside, n % rows);
        let x = inside.x + u16::try_from((n / rows) * cell).unwrap_or(0);
        let x = text(&format!("{:>5}  ", key.to_string()), Role::Accent, theme, x, space, buf);
        text(&fit::fit(command.spec().label, cell - 8), Role::Text, theme, x, space, buf);
    }
}
