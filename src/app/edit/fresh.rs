//! A record begun from nothing but its name, while another is being written that links to it.

use crate::app::msg::Save;
use crate::domain::catalogue::{FieldDef, Kind};
use crate::domain::dialogue::Dialogue;
use crate::domain::ids;
use crate::domain::record::{Key, Name, Record};
use crate::domain::value::Value;
use chrono::NaiveDate;
use std::sync::Arc;

/// What stands for the kind of a stakeholder until somebody says it.
const UNTIL_SAID: &str = "cso";

/// The kind of record that a link field leads to, when a name alone makes one of them.
#[must_use]
pub(super) fn kind_of<'d>(def: &'d FieldDef, dialogue: &'d Dialogue) -> Option<&'d Arc<Kind>> {
    let mut kinds = dialogue.catalogue.targets(def.targets()?);
    let kind = kinds.next().filter(|kind| kinds.next().is_none() && !kind.read_only)?;
    let [name] = kind.named_by.as_slice() else { return None };
    let known = |field: &FieldDef| field.name == *name || (is_stakeholders(kind) && &*field.name == "kind");
    kind.fields.iter().filter(|field| field.required).all(known).then_some(kind)
}

fn is_stakeholders(kind: &Kind) -> bool {
    &*kind.name == "stakeholders"
}

/// What writes a new record of that kind and name.
#[must_use]
pub fn fresh(kind: &Kind, name: &str, dialogue: &Dialogue, today: NaiveDate) -> Save {
    let mut record = Record::new(Key::new(&kind.name, ""));
    let field: Name = kind.named_by.first().cloned().unwrap_or_else(|| "title".into());
    record.set(&field, Some(Value::from(name)));
    if is_stakeholders(kind) {
        record.set("kind", Some(UNTIL_SAID.into()));
    }
    let key = Key::new(&kind.name, &ids::new_id(kind, &record, dialogue, today));
    Save { draft: None, base: Arc::new(Record::new(key.clone())), key, new: true, changes: record.as_changes() }
}
