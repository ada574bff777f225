//! A step of a scale was chosen: how far a commitment is kept, or promised. It holds from today.

use super::save;
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::domain::change::Change;
use crate::domain::dated;
use crate::domain::lens::{Commitment, Maturity, Status};
use crate::domain::record::{Key, Record};

/// It is kept so far; the step is told by its place, from 1.
pub(super) fn kept(model: &mut Model, key: &Key, place: &str) -> Option<Effect> {
    let to = nth(&Status::ALL, place)?;
    taken(model, key, to.label(), |record, today| (Commitment(record).status(today) != to).then(|| dated::kept(record, to, today)))
}

/// It is promised so far; the step is told by its place, from 1.
pub(super) fn promised(model: &mut Model, key: &Key, place: &str) -> Option<Effect> {
    let to = nth(&Maturity::ALL, place)?;
    taken(model, key, to.label(), |record, today| (Commitment(record).maturity() != Some(to)).then(|| dated::promised(record, to, today)))
}

fn nth<T: Copy>(scale: &[T], place: &str) -> Option<T> {
    scale.get(place.parse::<usize>().ok()?.checked_sub(1)?).copied()
}

fn taken(model: &mut Model, key: &Key, label: &str, changes: impl Fn(&Record, chrono::NaiveDate) -> Option<Vec<Change>>) -> Option<Effect> {
    let record = model.dialogue.find(key)?.clone();
    let Some(changes) = changes(&record, model.today) else {
        model.say(format!("{}: {label} already.", key.id));
        return None;
    };
    let undo = model.keymap.key(crate::app::command::Command::Undo);
    model.say(format!("{}: {label} from today. {undo} takes it back.", key.id));
    Some(save(&record, changes))
}
