//! The head of the screen: what it shows, the tabs, one thin rule.

use super::draw::{row, text};
use super::theme::Theme;
use crate::app::command::Command;
use crate::app::fit;
use crate::app::limits;
use crate::app::line::Role;
use crate::app::model::Model;
use crate::app::names;
use crate::app::screen::Screen;
use crate::app::tabs::{Pane, Tab};
use crate::domain::display::one_line;
use crate::domain::record::Fields;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Draws the head.
pub(super) fn draw(screen: &Screen, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let (title, aside) = title(screen, model);
    let panes = model.panes();
    let root =
        model.stack.len() <= 1 || matches!(screen, Screen::List(_)) && model.stack.iter().filter(|screen| !screen.is_popup()).count() == 1;
    let top = row(area, 0);
    let width = usize::from(area.width);
    if root && panes.len() > 1 && area.height > 2 {
        let left = fit::fit(&names::hide(&title, model), width / 2);
        text(&left, Role::Title, theme, area.x + 1, top, buf);
        draw_panes(&panes, model, theme, top, left.width() + 3, buf);
    } else {
        let aside = names::hide(&aside, model);
        let room = width.saturating_sub(aside.width().min(width / 2) + 4);
        text(&fit::fit(&names::hide(&title, model), room), Role::Title, theme, area.x + 1, top, buf);
        let aside = fit::fit(&aside, width / 2 + 6);
        let x = area.right().saturating_sub(u16::try_from(aside.width() + 1).unwrap_or(u16::MAX));
        text(&aside, Role::Muted, theme, x.max(area.x), top, buf);
    }
    // Before a dialogue is open there is nowhere to go.
    if area.height > 2 && model.folder.is_some() {
        tabs(model, theme, row(area, 1), buf);
    }
    let last = row(area, usize::from(area.height).saturating_sub(1));
    rule(theme, last, buf);
    on_rule(screen, model, theme, last, buf);
}

/// What limits the screen, at the left of the rule; at its right the key that says who may see what the cursor is on, and who may.
fn on_rule(screen: &Screen, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if area.y == 0 {
        return;
    }
    let mut room = usize::from(area.width).saturating_sub(4);
    if let Some(level) = limits::level_here(screen, model) {
        let key = model.keymap.key(Command::Disclosure);
        let cells = key.width() + level.label().width() + 3;
        if cells <= room {
            let x = area.right().saturating_sub(u16::try_from(cells + 1).unwrap_or(u16::MAX));
            let x = text(&format!(" {key}"), Role::Accent, theme, x, area, buf);
            text(&format!(" {} ", level.label()), Role::Muted, theme, x, area, buf);
            room = room.saturating_sub(cells + 1);
        }
    }
    let said = limits::limits(screen, model);
    if !said.is_empty() {
        let said = fit::fit(&names::hide(&said.join(" · "), model), room.saturating_sub(2));
        text(&format!(" {said} "), Role::Warn, theme, area.x + 2, area, buf);
    }
}

/// A thin rule over the whole width; nothing on a slow line.
pub(super) fn rule(theme: &Theme, area: Rect, buf: &mut Buffer) {
    if !theme.rules {
        return;
    }
    text(&"─".repeat(usize::from(area.width)), Role::Border, theme, area.x, area, buf);
}

fn title(screen: &Screen, model: &Model) -> (String, String) {
    let own = match screen {
        Screen::Page(page) => (page.page.title.clone(), page.page.aside.clone()),
        Screen::Edit(edit) => edit.title(model),
        Screen::Matrix(matrix) => ("Positions".to_owned(), matrix.aside.clone()),
        Screen::Graph(_) => ("Network".to_owned(), String::new()),
        Screen::Board(board) => ("Roadmap for Reform".to_owned(), board.aside.clone()),
        _ => (String::new(), String::new()),
    };
    match (own.0.is_empty(), screen) {
        // A list that was opened from elsewhere belongs to no tab.
        (true, Screen::List(_)) if model.stack.iter().filter(|screen| !screen.is_popup()).count() > 1 => {
            (one_line(model.dialogue.process().text("title").unwrap_or_default()), own.1)
        }
        (true, _) => (tab_title(model), own.1),
        _ => own,
    }
}

fn tab_title(model: &Model) -> String {
    model.dialogue.catalogue.phase(model.tab.name()).map_or_else(|| model.tab.word().to_owned(), |phase| phase.title.clone())
}

fn tabs(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let mut x = area.x + 1;
    let roomy = area.width >= 76;
    for tab in Tab::ALL {
        let here = tab == model.tab;
        if tab != Tab::Home {
            x = text(&format!("{} ", tab.place()), Role::Muted, theme, x, area, buf);
        }
        let word = if roomy { tab.word() } else { tab.short_word() };
        x = text(word, if here { Role::Accent } else { Role::Text }, theme, x, area, buf);
        x = text(if roomy { "  " } else { " " }, Role::Text, theme, x, area, buf);
    }
}

/// The panes around the open one, as many as fit; `‹ ›` where there are more.
fn draw_panes(panes: &[Pane], model: &Model, theme: &Theme, area: Rect, from: usize, buf: &mut Buffer) {
    let here = model.panes.get(model.tab.place()).copied().unwrap_or(0).min(panes.len() - 1);
    let words: Vec<String> = panes.iter().map(|pane| pane.word(&model.dialogue.catalogue)).collect();
    let room = usize::from(area.width).saturating_sub(from + 4);
    let (mut first, mut last) = (here, here);
    let wide = |first: usize, last: usize| words.iter().skip(first).take(last - first + 1).map(|word| word.width() + 2).sum::<usize>();
    loop {
        let after = last + 1 < words.len() && wide(first, last + 1) <= room;
        let before = first > 0 && wide(first - 1, last) <= room;
        if after {
            last += 1;
        }
        if first > 0 && wide(first - 1, last) <= room {
            first -= 1;
        }
        if !after && !before {
            break;
        }
    }
    let used = wide(first, last) + 2;
    let mut x = area.right().saturating_sub(u16::try_from(used + 1).unwrap_or(u16::MAX));
    x = text(if first > 0 { "‹ " } else { "  " }, Role::Muted, theme, x, area, buf);
    for (n, word) in words.iter().enumerate().skip(first).take(last - first + 1) {
        let role = if n == here { Role::Accent } else { Role::Muted };
        x = text(&fit::fit(word, room), role, theme, x, area, buf);
        x = text(if n == last && last + 1 < words.len() { " ›" } else { "  " }, Role::Muted, theme, x, area, buf);
    }
}
