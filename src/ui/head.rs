//! The head of the screen: what it shows, the tabs, a thin rule under the open one.

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
        // The title stands; what is said of it takes what the title leaves, and a third of the line at least.
        let title = names::hide(&title, model);
        let aside = fit::fit(&aside, width.saturating_sub(title.width() + 4).max(width / 3));
        let room = width.saturating_sub(aside.width() + 4);
        text(&fit::fit(&title, room), Role::Title, theme, area.x + 1, top, buf);
        let x = area.right().saturating_sub(u16::try_from(aside.width() + 1).unwrap_or(u16::MAX));
        text(&aside, Role::Muted, theme, x.max(area.x), top, buf);
    }
    let below = row(area, usize::from(area.height).saturating_sub(1));
    // Before a dialogue is open there is nowhere to go.
    if area.height > 2 && model.folder.is_some() {
        let (from, to) = tabs(model, theme, row(area, 1), buf);
        rule(Role::Accent, theme, Rect { x: from, width: to.saturating_sub(from), ..below }, buf);
    } else {
        short_rule(theme, below, buf);
    }
    on_rule(screen, model, theme, below, buf);
}

/// In the line of the rule, at its right: what limits the screen, then the key that says who may see what the cursor is on, and
/// who may.
fn on_rule(screen: &Screen, model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if area.y == 0 {
        return;
    }
    let mut right = area.right().saturating_sub(1);
    if let Some(level) = limits::level_here(screen, model) {
        let key = model.keymap.key(Command::Disclosure);
        let cells = u16::try_from(key.width() + level.label().width() + 1).unwrap_or(u16::MAX);
        if cells < right {
            right -= cells;
            let x = text(&key, Role::Accent, theme, right, area, buf);
            text(&format!(" {}", level.label()), Role::Muted, theme, x, area, buf);
            right = right.saturating_sub(2);
        }
    }
    let said = limits::limits(screen, model);
    if !said.is_empty() {
        let said = fit::fit(&names::hide(&said.join(" · "), model), usize::from(right.saturating_sub(area.x + 1)));
        let x = right.saturating_sub(u16::try_from(said.width()).unwrap_or(u16::MAX)).max(area.x);
        // It matters more than which tab is open: it comes over the rule where there is no room beside it.
        text(&format!(" {said}"), Role::Warn, theme, x.saturating_sub(1), area, buf);
    }
}

/// A thin rule over the whole of an area; nothing on a slow line.
fn rule(role: Role, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if theme.rules {
        text(&"─".repeat(usize::from(area.width)), role, theme, area.x, area, buf);
    }
}

/// A short rule at the left, as above a footnote: over the whole width it would be the dearest line of the screen.
pub(super) fn short_rule(theme: &Theme, area: Rect, buf: &mut Buffer) {
    const LENGTH: u16 = 8;
    rule(Role::Border, theme, Rect { x: area.x + 1, width: LENGTH.min(area.width.saturating_sub(1)), ..area }, buf);
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

/// Draws the tabs; gives the columns of the open one.
fn tabs(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> (u16, u16) {
    let mut x = area.x + 1;
    let mut open = (x, x);
    let roomy = area.width >= 76;
    for tab in Tab::ALL {
        let here = tab == model.tab;
        if tab != Tab::Home {
            x = text(&format!("{} ", tab.place()), Role::Muted, theme, x, area, buf);
        }
        let from = x;
        let word = if roomy { tab.word() } else { tab.short_word() };
        x = text(word, if here { Role::Accent } else { Role::Text }, theme, x, area, buf);
        let to = x;
        x = text(if roomy { "  " } else { " " }, Role::Text, theme, x, area, buf);
        if here {
            open = (from, to);
            // Where there is no rule under it, brackets say which is open.
            if !theme.rules {
                brackets(open, theme, area, buf);
            }
        }
    }
    open
}

/// Brackets in the blanks about a word.
fn brackets((from, to): (u16, u16), theme: &Theme, area: Rect, buf: &mut Buffer) {
    text("[", Role::Accent, theme, from.saturating_sub(1), area, buf);
    text("]", Role::Accent, theme, to, area, buf);
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
        let from = x;
        x = text(&fit::fit(word, room), role, theme, x, area, buf);
        let to = x;
        x = text(if n == last && last + 1 < words.len() { " ›" } else { "  " }, Role::Muted, theme, x, area, buf);
        if n == here && !theme.colours {
            brackets((from, to), theme, area, buf);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::settings::Settings;
    use crate::app::testing::{model, press};
    use crate::ui::theme::Theme;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn head(settings: Settings) -> Vec<String> {
        let mut model = model(80, 24);
        press(&mut model, "2 Tab");
        let mut buf = Buffer::empty(Rect::new(0, 0, 80, 24));
        crate::ui::draw(&model, &Theme::builtin(&settings), &mut buf);
        (0..2).map(|y| (0..80).map(|x| buf[(x, y)].symbol()).collect()).collect()
    }

    #[test]
    fn without_colour_brackets_say_which_tab_and_which_view_are_open() {
        let slow = head(Settings { low_bandwidth: true, ..Settings::default() });
        assert!(slow.iter().any(|row| row.contains(" [Matrix] ")) && slow.iter().any(|row| row.contains("2[Build]")), "{slow:?}");
        let plain = head(Settings { monochrome: true, ..Settings::default() });
        assert!(plain.iter().any(|row| row.contains(" [Matrix] ")) && !plain.iter().any(|row| row.contains("[Build]")), "{plain:?}");
        assert!(!head(Settings::default()).iter().any(|row| row.contains('[')));
    }
}
