//! The duties of those who are involved: one that the method proposes is taken up, one taken up is met step by step.

use super::phase::save_process;
use crate::app::command::Command;
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::app::screen::Screen;
use crate::domain::change::Change;
use crate::domain::display::one_line;
use crate::domain::record::{DIALOGUE, Fields, Row};
use crate::domain::value::Value;
use crate::domain::views::duties::{DutyState, is_taken_up};

/// The name of its rows.
const ROW: &str = "duty";

/// Writes a duty of the method into the dialogue, as not begun yet.
pub(in crate::app) fn take_up(model: &mut Model, place: usize) -> Vec<Effect> {
    let Some(proposed) = model.dialogue.catalogue.duties().get(place).cloned() else { return Vec::new() };
    if is_taken_up(&model.dialogue, &proposed) {
        return Vec::new();
    }
    let fields = [("role", proposed.role), ("duty", proposed.duty), ("state", DutyState::Open.value().to_owned())];
    let row = Row::new(ROW, fields.map(|(name, value)| (name.to_owned(), Value::from(value))));
    let (set, undo) = (model.keymap.key(Command::SetStatus), model.keymap.key(Command::Undo));
    model.say(format!("Taken up. {set} on it says how far it is met. {undo} takes it back."));
    save_process(model, vec![Change::AddRow(row)])
}

/// The duty under the cursor, by its index among those of the dialogue.
pub(in crate::app) fn here(model: &Model) -> Option<usize> {
    let Some(Screen::Page(page)) = model.top() else { return None };
    let part = page.part().filter(|part| &*part.key.kind == DIALOGUE)?;
    part.row.filter(|(name, _)| &**name == ROW).map(|(_, index)| index)
}

/// How far a duty is met now.
pub(in crate::app) fn state(model: &Model, index: usize) -> DutyState {
    let text = model.dialogue.process().row(ROW, index).and_then(|row| row.text("state"));
    DutyState::read(text)
}

/// It is met so far; the step is told by its place, from 1.
pub(super) fn stands(model: &mut Model, index: usize, place: &str) -> Vec<Effect> {
    let to = place.parse::<usize>().ok().and_then(|place| DutyState::ALL.get(place.checked_sub(1)?).copied());
    let row = model.dialogue.process().row(ROW, index).cloned();
    let (Some(to), Some(row)) = (to, row) else { return Vec::new() };
    let from = row.get("state").cloned();
    let value = Value::from(to.value());
    if from.as_ref() == Some(&value) {
        return Vec::new();
    }
    let undo = model.keymap.key(Command::Undo);
    model.say(format!("{}: {}. {undo} takes it back.", one_line(row.text("duty").unwrap_or_default()), to.label()));
    save_process(model, vec![Change::RowField { row, index, name: "state".into(), from, to: Some(value) }])
}
