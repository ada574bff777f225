//! A record begun from nothing but its name, while another is being written that links to it.

use super::{Edit, View, field};
use crate::app::fit;
use crate::app::model::Model;
use crate::app::msg::{Effect, Save};
use crate::app::pick::{Pick, Purpose};
use crate::app::update::Step;
use crate::domain::catalogue::{FieldDef, FieldType, Kind};
use crate::domain::change::Change;
use crate::domain::dialogue::Dialogue;
use crate::domain::display;
use crate::domain::ids;
use crate::domain::record::{Key, Name, Record};
use crate::domain::value::Value;
use chrono::NaiveDate;
use std::sync::Arc;

/// What stands for the kind of a stakeholder until somebody says it.
const UNTIL_SAID: &str = "cso";

/// What a record begun from its name needs beside it: a link to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// To a record that is there.
    There(String),
    /// To one that begins with this name, at once.
    New(String),
}

/// The kind of record that a link field leads to, when a name makes one of them, with at most one link beside it.
#[must_use]
pub(super) fn kind_of<'d>(def: &'d FieldDef, dialogue: &'d Dialogue) -> Option<&'d Arc<Kind>> {
    let kind = only_kind(def, dialogue)?;
    let mut needed = needed(kind);
    match (needed.next(), needed.next()) {
        (None, _) => Some(kind),
        (Some(link), None) => from_name_alone(link, dialogue).map(|_| kind),
        _ => None,
    }
}

/// The link that a record of this kind needs beside its name.
#[must_use]
pub(super) fn needs(kind: &Kind) -> Option<&FieldDef> {
    needed(kind).next()
}

fn only_kind<'d>(def: &'d FieldDef, dialogue: &'d Dialogue) -> Option<&'d Arc<Kind>> {
    let mut kinds = dialogue.catalogue.targets(def.targets()?);
    kinds.next().filter(|kind| kinds.next().is_none() && !kind.read_only && kind.named_by.len() == 1)
}

fn from_name_alone<'d>(def: &'d FieldDef, dialogue: &'d Dialogue) -> Option<&'d Arc<Kind>> {
    only_kind(def, dialogue).filter(|kind| matches!(def.ty, FieldType::Link(_)) && needed(kind).next().is_none())
}

/// What must be said of a record of this kind beside its name.
fn needed(kind: &Kind) -> impl Iterator<Item = &FieldDef> {
    let known = |field: &&FieldDef| kind.named_by.contains(&field.name) || (is_stakeholders(kind) && &*field.name == "kind");
    kind.fields.iter().filter(move |field| field.required && !known(field))
}

/// What writes a new record of that kind and name, and before it the one it needs.
#[must_use]
pub(super) fn with(kind: &Kind, name: &str, beside: Option<&Beside>, dialogue: &Dialogue, today: NaiveDate) -> Vec<Save> {
    let Some((link, beside)) = needs(kind).zip(beside) else { return vec![fresh(kind, name, dialogue, today)] };
    let (first, id) = match beside {
        Beside::There(id) => (None, id.clone()),
        Beside::New(name) => {
            let Some(kind) = from_name_alone(link, dialogue) else { return Vec::new() };
            let save = fresh(kind, name, dialogue, today);
            let id = save.key.id.to_string();
            (Some(save), id)
        }
    };
    let mut save = fresh(kind, name, dialogue, today);
    save.changes.push(Change::Field { name: link.name.clone(), from: None, to: Some(Value::from(id.as_str())) });
    first.into_iter().chain([save]).collect()
}

fn is_stakeholders(kind: &Kind) -> bool {
    &*kind.name == "stakeholders"
}

/// What writes a new record of that kind and name.
#[must_use]
pub(super) fn fresh(kind: &Kind, name: &str, dialogue: &Dialogue, today: NaiveDate) -> Save {
    let mut record = Record::new(Key::new(&kind.name, ""));
    let field: Name = kind.named_by.first().cloned().unwrap_or_else(|| "title".into());
    record.set(&field, Some(Value::from(name)));
    if is_stakeholders(kind) {
        record.set("kind", Some(UNTIL_SAID.into()));
    }
    let key = Key::new(&kind.name, &ids::new_id(kind, &record, dialogue, today));
    Save { draft: None, base: Arc::new(Record::new(key.clone())), key, new: true, changes: record.as_changes() }
}

impl Edit {
    /// The field that a box asks for.
    fn asked(&self) -> Option<&FieldDef> {
        match self.views.last() {
            Some(View::Form(form)) => form.focus.def(&self.session.kind),
            Some(View::Debrief(debrief)) => debrief.asked(&self.session),
            _ => None,
        }
    }

    /// The box that asks what a record of that name needs beside it, before it can be begun.
    #[must_use]
    pub fn asks_beside(&self, model: &Model, name: &str) -> Option<Pick> {
        let link = needs(kind_of(self.asked()?, &model.dialogue)?)?;
        if matches!(self.views.last(), Some(View::Debrief(debrief)) if debrief.names(link, &model.dialogue).is_some()) {
            return None;
        }
        let title = format!("{} of \"{}\"?", link.label, fit::fit(&display::one_line(name), 40));
        let pick = field::pick(link, None, &model.dialogue, "")?;
        Some(Pick { purpose: Purpose::Beside(name.to_owned()), title, ..pick })
    }

    /// Begins a record of that name, and the one it needs beside it, and takes it, where nothing that was typed could be picked.
    pub fn picked_new(&mut self, model: &mut Model, name: &str, beside: Option<Beside>) -> Step {
        let Some((def, kind)) = self.asked().and_then(|def| Some((def, kind_of(def, &model.dialogue)?))) else {
            return Step::none();
        };
        let named = || match self.views.last() {
            Some(View::Debrief(debrief)) => Some(Beside::There(debrief.names(needs(kind)?, &model.dialogue)?)),
            _ => None,
        };
        let saves = with(kind, name, beside.or_else(named).as_ref(), &model.dialogue, model.today);
        let mut values: Vec<String> = Vec::new();
        if let (FieldType::Links(_), Some(View::Form(form))) = (&def.ty, self.views.last()) {
            values.extend(form.focus.value(&self.session.work).map(Value::items).unwrap_or_default().iter().map(ToString::to_string));
        }
        values.extend(saves.last().map(|save| save.key.id.to_string()));
        let kept = if needs(kind).is_some() { "kept" } else { "kept with its name alone" };
        model.say(format!("{name} is new: {kept}. The rest can be said later."));
        // The record is there before what links to it is looked at.
        for save in &saves {
            let mut record = (*save.base).clone();
            record.apply(&save.changes);
            model.dialogue.put(record);
        }
        let save = match saves.as_slice() {
            [only] => Effect::Save(Box::new(only.clone())),
            _ => Effect::SaveAll(saves),
        };
        let step = self.picked(model, &values);
        Step { effects: std::iter::once(save).chain(step.effects).collect(), ..step }
    }
}
