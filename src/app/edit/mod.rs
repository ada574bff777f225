//! A record being written: its form, the note that fills the screen, the debrief after it, and the choice between two versions. All of
//! them are views of one session, so that what is typed in one stands in the others. Knows no disk: it gives effects.

mod aside;
mod conflict;
mod debrief;
mod doing;
mod enter;
mod field;
mod form;
mod fresh;
mod known;
mod lay;
mod note;
mod questions;
mod session;
mod sheet;
mod spot;
#[cfg(test)]
mod tests;

pub use conflict::Conflict;
pub use debrief::{Debrief, waiting};
pub use enter::{Draft, Way, planned_today};
pub use form::Form;
pub use fresh::Beside;
pub use known::Known;
pub use note::{BELOW, Note};
pub use session::{DraftId, Session};
pub use sheet::{Below, Sheet};
pub use spot::Spot;

use super::command::Context;
use super::model::Model;
use super::msg::{Clash, Effect};
use crate::domain::audience::record_level;
use crate::domain::entry::Entering;
use crate::domain::record::{Fields, Record};
use crate::domain::value::Value;
use crate::domain::{dates, display};

/// Rows at the top of the screen while a record is being written: title and rule, no tabs.
pub const HEAD: usize = 2;

/// The kind whose notes are taken at once and gone through afterwards.
pub(super) const MEETINGS: &str = "meetings";

/// A record being written.
#[derive(Debug)]
pub struct Edit {
    /// What is being changed.
    pub session: Session,
    /// The views opened one over the other; the last has the keys.
    views: Vec<View>,
    /// The lines of the view on top, unless it is a note.
    pub sheet: Sheet,
    /// What stands below a note.
    pub below: Below,
    /// The record has changed under the views: they look at it again.
    stale: bool,
    /// A save was asked for by its key: when it is done, that is said.
    told: bool,
}

/// A way of looking at the record being written.
#[derive(Debug)]
pub enum View {
    /// Its fields.
    Form(Box<Form>),
    /// A long text of it.
    Note(Box<Note>),
    /// Its marked lines and a few questions.
    Debrief(Box<Debrief>),
    /// Two versions of some fields.
    Conflict(Box<Conflict>),
}

/// What a model's day and dialogue say to somebody who fills in fields.
fn entering(model: &Model) -> Entering<'_> {
    Entering { today: model.today, dialogue: &model.dialogue }
}

impl Edit {
    fn new(session: Session, view: View) -> Self {
        Self { session, views: vec![view], sheet: Sheet::default(), below: Below::default(), stale: false, told: false }
    }

    fn with_form(session: Session, model: &Model) -> Self {
        let form = Form::new(&session, None, &entering(model));
        Self::new(session, View::Form(Box::new(form)))
    }

    fn with_notes(session: Session) -> Self {
        let note = Note::open(&session, Spot::Field(debrief::NOTES.into()));
        Self::new(session, View::Note(Box::new(note)))
    }

    /// What a sign that is being typed may mean, where there is no room to show it below the note.
    #[must_use]
    pub fn meant_unseen(&self) -> Option<String> {
        match self.views.last() {
            Some(View::Note(note)) if !self.below.fits => note.completing.as_ref().and_then(|completing| completing.first()),
            _ => None,
        }
    }

    /// The view that has the keys.
    #[must_use]
    pub fn view(&self) -> Option<&View> {
        self.views.last()
    }

    /// Whether rows can be added and taken away where the cursor is.
    #[must_use]
    pub fn has_rows(&self) -> bool {
        matches!(self.view(), Some(View::Form(_))) && !self.session.kind.rows.is_empty()
    }

    /// The contexts in which keys are read.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        match self.view() {
            Some(View::Note(_)) => vec![Context::Note],
            Some(View::Debrief(debrief)) if !debrief.in_questions() => vec![Context::Debrief, Context::Browse],
            _ => vec![Context::Form],
        }
    }

    /// Title and aside for the head of the screen.
    #[must_use]
    pub fn title(&self, model: &Model) -> (String, String) {
        let work = &self.session.work;
        let day = work.date("date").map(|day| dates::say_day(day, model.today));
        let with = work.text("stakeholder").filter(|_| &*self.session.kind.name == MEETINGS);
        let with = with.map(|with| display::one_line(model.dialogue.short(with)));
        if let Some(View::Debrief(debrief)) = self.view() {
            let title = [with, day].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let aside = match debrief.proposals.len() {
                0 => String::new(),
                1 => "1 marked line".to_owned(),
                count => format!("{count} marked lines"),
            };
            return (format!("Debrief · {title}"), aside);
        }
        let title = match (with, self.view()) {
            (Some(with), _) => format!("Bilateral with {with}"),
            (None, _) if self.session.new && self.is_nameless() => format!("New {}", self.session.kind.singular),
            (None, _) => format!("{} · {}", display::capital(&self.session.kind.singular), display::title_of(work, &model.dialogue)),
        };
        let title = match self.view() {
            Some(View::Conflict(_)) => format!("Two versions · {title}"),
            Some(View::Note(note)) if note.spot != Spot::Field(debrief::NOTES.into()) => {
                let label = note.spot.def(&self.session.kind).map(|def| def.label.clone()).unwrap_or_default();
                format!("{label} · {title}")
            }
            _ => title,
        };
        let phase = work.text("phase").map(display::one_line).filter(|_| &*self.session.kind.name == MEETINGS);
        let level = record_level(&model.dialogue, work);
        (title, [day, phase, Some(level.label().to_owned())].into_iter().flatten().collect::<Vec<_>>().join(" · "))
    }

    fn is_nameless(&self) -> bool {
        self.session.kind.named_by.iter().all(|name| self.session.work.get(name).is_none_or(Value::is_blank))
    }

    /// The record was written.
    pub fn saved(&mut self, record: &Record) -> Vec<Effect> {
        self.stale = true;
        self.session.saved(record)
    }

    /// Whether that the record was written is to be said; once.
    pub fn is_to_be_told(&mut self) -> bool {
        std::mem::take(&mut self.told)
    }

    /// The record could not be written.
    pub fn failed(&mut self) {
        self.session.failed();
    }

    /// Whether it was left with a save that was not answered yet.
    #[must_use]
    pub fn is_awaited(&self) -> bool {
        self.session.is_sent()
    }

    /// Somebody else changed the same fields, which was seen when the record was left: only the choice is still to be made.
    #[must_use]
    pub fn into_choice(mut self, record: &Record, clashes: &[Clash]) -> Self {
        let conflict = Conflict::new(&mut self.session, record, clashes);
        self.views = vec![View::Conflict(Box::new(conflict))];
        self
    }

    /// Somebody else changed the same fields.
    pub fn conflict(&mut self, record: &Record, clashes: &[Clash]) {
        let conflict = Conflict::new(&mut self.session, record, clashes);
        self.views.push(View::Conflict(Box::new(conflict)));
        self.stale = true;
    }
}
