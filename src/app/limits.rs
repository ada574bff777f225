//! What limits the screen, and who may see what the cursor is on: said in the rule under the head, on every screen alike.

use super::blocked::only_to_be_read;
use super::model::Model;
use super::part::Part;
use super::screen::Screen;
use crate::domain::audience::{self, Audience};
use crate::domain::dates;
use crate::domain::disclosure::Disclosure;

/// What keeps a screen from showing everything as it is today, in words; empty when nothing does.
#[must_use]
pub fn limits(screen: &Screen, model: &Model) -> Vec<String> {
    let mut said = Vec::new();
    if only_to_be_read(model).is_some() {
        said.push("only to be read".to_owned());
    }
    if let Some(day) = model.sight.as_of {
        let later = match screen {
            Screen::List(list) if list.later > 0 => format!(", without {} of later days", list.later),
            _ => String::new(),
        };
        said.push(format!("as of {}{later}", dates::say_day(day, model.today)));
    }
    if model.sight.audience != Audience::Host {
        said.push(format!("for {}, on what it may see", model.sight.audience.value()));
    }
    if let Screen::Matrix(_) = screen {
        said.extend(model.only.words());
    }
    if model.sight.hide_names {
        said.push("names hidden".to_owned());
    }
    said
}

/// The record or row that the cursor is on, when the line is about one.
#[must_use]
pub fn part_here(screen: &Screen) -> Option<Part> {
    let whole = |key| Part { key, row: None };
    match screen {
        Screen::List(list) => list.current().map(|record| whole(record.key.clone())),
        Screen::Page(page) => page.part(),
        Screen::Matrix(matrix) => matrix.part(),
        _ => None,
    }
}

/// Who may see what the cursor is on. Nothing in a list, where each line says so itself and a step shall cost but a few
/// bytes; nor for an audience, which sees nothing else.
#[must_use]
pub fn level_here(screen: &Screen, model: &Model) -> Option<Disclosure> {
    if matches!(screen, Screen::List(_)) || model.sight.audience != Audience::Host {
        return None;
    }
    let part = part_here(screen)?;
    let record = model.dialogue.find(&part.key)?;
    Some(audience::level(&model.dialogue, record, part.row_of(record)))
}
