//! A record being written: its form, and the note that fills the screen. Both share one session.

mod session;

pub use session::{DraftId, Session};

use super::command::{Command, Context};
use super::model::Model;
use super::msg::{Clash, Effect};
use super::update::Step;
use crate::domain::record::{Key, Name, Record};
use crossterm::event::KeyEvent;

/// A record being written.
#[derive(Debug)]
pub struct Edit {
    /// What is being changed.
    pub session: Session,
}

impl Edit {
    /// Opens a record in its form.
    #[must_use]
    pub fn open(model: &mut Model, key: &Key) -> Option<Self> {
        let record = model.dialogue.find(key)?.clone();
        let kind = model.dialogue.kind_of(key)?.clone();
        Some(Self { session: Session::open(model.new_draft(), kind, &record) })
    }

    /// Opens a record in its form with the cursor on a field of a row.
    #[must_use]
    pub fn open_row(model: &mut Model, key: &Key, _row: &str, _index: usize) -> Option<Self> {
        Self::open(model, key)
    }

    /// Begins a new record of a kind, with some fields filled in.
    #[must_use]
    pub fn begin(model: &mut Model, kind: &str, filled: &[(Name, crate::domain::value::Value)]) -> Option<Self> {
        let kind = model.dialogue.catalogue.kind(kind)?.clone();
        let mut session = Session::begin(model.new_draft(), kind, &model.dialogue, model.today);
        for (field, value) in filled {
            session.work.set(field, Some(value.clone()));
        }
        Some(Self { session })
    }

    /// A bilateral note with this stakeholder, today: the cursor is in the notes.
    #[must_use]
    pub fn capture(model: &mut Model, stakeholder: &str) -> Option<Self> {
        Self::begin(model, "meetings", &[("stakeholder".into(), stakeholder.into())])
    }

    /// Goes on with a draft.
    #[must_use]
    pub fn resume(
        model: &mut Model,
        draft: DraftId,
        key: Option<&Key>,
        kind: &str,
        changes: &[crate::domain::change::Change],
    ) -> Option<Self> {
        let mut edit = match key {
            Some(key) => Self::open(model, key)?,
            None => Self::begin(model, kind, &[])?,
        };
        edit.session.draft = draft;
        edit.session.resume(changes);
        Some(edit)
    }

    /// The contexts in which keys are read.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        vec![Context::Form]
    }

    /// Title and aside for the head of the screen.
    #[must_use]
    pub fn title(&self, _model: &Model) -> (String, String) {
        (self.session.kind.singular.clone(), String::new())
    }

    /// Lays out what depends on the size and the records before drawing.
    pub fn refresh(&mut self, _model: &mut Model) {}

    /// Carries out a command.
    pub fn command(&mut self, model: &mut Model, command: Command) -> Step {
        match command {
            Command::SaveAndClose | Command::NoteClose => {
                let effects = self.leave(model);
                Step::close(effects)
            }
            _ => Step::none(),
        }
    }

    /// Takes a key that is no command.
    pub fn key(&mut self, _model: &mut Model, _key: &KeyEvent) -> Step {
        Step::none()
    }

    /// Takes a paste.
    pub fn paste(&mut self, _model: &mut Model, _text: &str) -> Step {
        Step::none()
    }

    /// Takes what was picked for the field under the cursor.
    pub fn picked(&mut self, _model: &mut Model, _values: &[String]) -> Step {
        Step::none()
    }

    /// Takes the text back from `$EDITOR`.
    pub fn editor_done(&mut self, _model: &mut Model, _text: &str) -> Step {
        Step::none()
    }

    /// The record was written.
    pub fn saved(&mut self, record: &Record) -> Vec<Effect> {
        self.session.saved(record)
    }

    /// Somebody else changed the same fields.
    pub fn conflict(&mut self, _record: &Record, _conflicts: &[Clash]) {}

    fn leave(&mut self, model: &mut Model) -> Vec<Effect> {
        self.session.save(&model.dialogue, model.today).map(|save| Effect::Save(Box::new(save))).into_iter().collect()
    }
}
