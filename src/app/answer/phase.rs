//! The phases of the dialogue, as its own record keeps them.

use super::save;
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::domain::change::Change;
use crate::domain::record::{Fields, Key, Row};
use crate::domain::value::Value;

/// Moves the dialogue to a phase from today; the one it is in ends the day before.
pub(super) fn move_phase(model: &mut Model, phase: &str) -> Vec<Effect> {
    let process = model.dialogue.process();
    let mut changes = Vec::new();
    let mut known = false;
    for (index, row) in process.rows("phase").enumerate() {
        let change = |name: &str, to: Option<Value>| Change::RowField {
            row: row.clone(),
            index,
            name: name.into(),
            from: row.get(name).cloned(),
            to,
        };
        if row.text("name") == Some(phase) {
            known = true;
            if row.date("start").is_none_or(|start| start > model.today) {
                changes.push(change("start", Some(Value::Date(model.today))));
            }
            if row.get("end").is_some() {
                changes.push(change("end", None));
            }
        } else if row.date("start").is_some_and(|start| start <= model.today) && row.date("end").is_none_or(|end| end >= model.today) {
            changes.push(change("end", Some(Value::Date(model.today - chrono::Duration::days(1)))));
        }
    }
    if !known {
        changes
            .push(Change::AddRow(Row::new("phase", [("name".to_owned(), phase.into()), ("start".to_owned(), Value::Date(model.today))])));
    }
    if changes.is_empty() {
        model.say("The dialogue is in this phase already.");
        return Vec::new();
    }
    save_process(model, changes)
}

/// What writes changes to the dialogue itself.
pub(super) fn save_process(model: &Model, changes: Vec<Change>) -> Vec<Effect> {
    model.dialogue.find(&Key::dialogue()).map(|process| save(process, changes)).into_iter().collect()
}
