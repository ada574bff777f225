//! What keeping a record comes to: it is written, or it stays a draft for a reason that can be said. Knows no screen and no disk.

use super::{Session, Spot};
use crate::app::msg::Save;
use crate::domain::catalogue::FieldType;
use crate::domain::change;
use crate::domain::dated;
use crate::domain::dialogue::Dialogue;
use crate::domain::entry::{self, Entering, Fault};
use crate::domain::record::{Fields, Key, Record, Row};
use crate::domain::value::Value;
use crate::domain::{display, ids};
use chrono::NaiveDate;
use std::sync::Arc;

/// What leaving a record comes to.
#[derive(Debug, PartialEq)]
pub enum Keeping {
    /// Nothing was changed.
    Nothing,
    /// It is to be written.
    Save(Box<Save>),
    /// It cannot be written yet and stays a draft: where, and what is wrong there.
    Draft(Spot, Fault),
}

impl Session {
    /// The first thing that keeps the record from being written: a required field that is absent, or a text that is no value of its
    /// field. What the file held before is not asked about.
    #[must_use]
    pub fn hindrance(&self, at: &Entering<'_>) -> Option<(Spot, Fault)> {
        for field in &self.kind.fields {
            let (was, is) = (self.base.get(&field.name), self.work.get(&field.name));
            let spot = Spot::Field(field.name.clone());
            if field.required && lacks(is) && (self.new || !lacks(was)) {
                return Some((spot, missing(&field.label, &self.kind.singular)));
            }
            if is != was
                && let Some(fault) = spot.fault(&self.kind, &self.work, at)
            {
                return Some((spot, fault));
            }
        }
        for (place, (row, origin)) in self.work.rows.iter().zip(&self.origins).enumerate() {
            let Some(def) = self.kind.row(&row.name) else { continue };
            let index = self.work.rows.iter().take(place).filter(|other| other.name == row.name).count();
            let first = origin.and_then(|first| self.base.row(&row.name, first));
            for field in &def.fields {
                let (was, is) = (first.and_then(|first| first.get(&field.name)), row.get(&field.name));
                let spot = Spot::Cell { row: row.name.clone(), index, field: field.name.clone() };
                if field.required && lacks(is) && (first.is_none() || !lacks(was)) {
                    return Some((spot, missing(&field.label, &def.singular)));
                }
                if is != was
                    && let Some(fault) = spot.fault(&self.kind, &self.work, at)
                {
                    return Some((spot, fault));
                }
            }
        }
        None
    }

    /// What keeping the record as it stands comes to. Rows that were added and never filled in are let go.
    pub fn keeping(&mut self, dialogue: &Dialogue, today: NaiveDate) -> Keeping {
        let at = Entering { today, dialogue };
        self.drop_empty_rows(&at);
        if !self.begun || self.sent.as_ref() == Some(&self.work) {
            return Keeping::Nothing;
        }
        let mut changes = change::between(&self.base, &self.with_ended_notes(), &self.origins);
        if changes.is_empty() || self.is_blank() {
            return Keeping::Nothing;
        }
        if let Some((spot, fault)) = self.hindrance(&at) {
            return Keeping::Draft(spot, fault);
        }
        let key =
            if self.new { Key::new(&self.kind.name, &ids::new_id(&self.kind, &self.work, dialogue, today)) } else { self.base.key.clone() };
        if !self.new {
            changes.extend(dated::report_of(&self.base, &self.work, today));
        }
        self.sent = Some(self.work.clone());
        Keeping::Save(Box::new(Save { draft: Some(self.draft), key, base: Arc::new(self.base.clone()), new: self.new, changes }))
    }

    /// The working copy as it goes to its file: a note of several lines ends with a line break there.
    fn with_ended_notes(&self) -> Record {
        let mut work = self.work.clone();
        for field in self.kind.fields.iter().filter(|field| matches!(field.ty, FieldType::Note)) {
            if let Some(text) = self.work.text(&field.name).filter(|text| text.contains('\n') && !text.ends_with('\n')) {
                work.set(&field.name, Some(Value::Text(format!("{text}\n"))));
            }
        }
        work
    }

    fn drop_empty_rows(&mut self, at: &Entering<'_>) {
        let empty = |row: &Row| {
            row.fields.iter().all(|field| {
                let def = self.kind.row(&row.name).and_then(|def| def.field(&field.name));
                field.value.is_blank() || def.and_then(|def| entry::initial(def, at)).as_ref() == Some(&field.value)
            })
        };
        let added = self.work.rows.iter().zip(&self.origins).enumerate();
        let going: Vec<usize> = added.filter(|(_, (row, origin))| origin.is_none() && empty(row)).map(|(place, _)| place).collect();
        for place in going.into_iter().rev() {
            self.work.rows.remove(place);
            self.origins.remove(place);
        }
    }
}

fn lacks(value: Option<&Value>) -> bool {
    value.is_none_or(Value::is_blank)
}

fn missing(label: &str, singular: &str) -> Fault {
    Fault::new(format!("{label} is still missing."), format!("It takes one to make {}.", display::with_article(singular)))
}
