//! Draws the model into a buffer. Decides nothing: what is drawn is already laid out by the app.

mod ascii;
mod draw;
mod edit;
mod foot;
mod head;
mod lines;
mod list;
mod page;
mod popup;
pub mod text;
pub mod theme;

use crate::app::FOOT;
use crate::app::model::Model;
use crate::app::screen::Screen;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use theme::Theme;

/// Draws everything; gives the cell of the terminal's cursor, when there is a caret.
pub fn draw(model: &Model, theme: &Theme, buf: &mut Buffer) -> Option<Position> {
    let area = buf.area;
    let mut caret = None;
    let first = model.stack.iter().rposition(|screen| !screen.is_popup()).unwrap_or(0);
    for screen in model.stack.iter().skip(first) {
        if screen.is_popup() {
            caret = popup::draw(screen, model, theme, area, buf);
        } else {
            let head = screen.head() as u16;
            head::draw(screen, model, theme, Rect { height: area.height.min(head), ..area }, buf);
            let body = Rect { y: area.y + head, height: area.height.saturating_sub(head + FOOT as u16), ..area }.intersection(area);
            caret = match screen {
                Screen::List(list) => list::draw(list, model, theme, body, buf),
                Screen::Page(page) => page::draw(page, model, theme, body, buf),
                Screen::Edit(edit) => edit::draw(edit, model, theme, body, buf),
                Screen::Matrix(matrix) => {
                    lines::draw(&matrix.lines, model, theme, body, buf);
                    None
                }
                Screen::Graph(graph) => {
                    lines::draw(&graph.lines, model, theme, body, buf);
                    None
                }
                Screen::Board(board) => {
                    lines::draw(&board.lines, model, theme, body, buf);
                    None
                }
                _ => None,
            };
        }
    }
    let foot = Rect { y: area.y + area.height.saturating_sub(FOOT as u16), height: area.height.min(FOOT as u16), ..area };
    foot::draw(model, theme, foot, buf);
    if !model.pending.is_empty() {
        popup::leader(model, theme, area, buf);
    }
    if theme.ascii {
        ascii::simplify(buf);
    }
    caret.filter(|caret| area.contains(*caret))
}
