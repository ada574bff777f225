//! A record being written: its form, the note that fills the screen, the debrief after it, and the choice between two versions. All of
//! them are views of one session, so that what is typed in one stands in the others. Knows no disk: it gives effects.

mod aside;
mod conflict;
mod debrief;
mod doing;
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
use crate::domain::change::{self, Change};
use crate::domain::entry::Entering;
use crate::domain::record::{Fields, Key, Name, Record};
use crate::domain::value::Value;
use crate::domain::{dates, display};

/// Rows at the top of the screen while a record is being written: title and rule, no tabs.
pub const HEAD: usize = 2;

/// The kind whose notes are taken at once and gone through afterwards.
const MEETINGS: &str = "meetings";

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

    /// Opens a record in its form.
    #[must_use]
    pub fn open(model: &mut Model, key: &Key) -> Option<Self> {
        let record = model.dialogue.find(key)?.clone();
        let kind = model.dialogue.kind_of(key)?.clone();
        if record.locked.is_some() || kind.read_only {
            model.warn(format!("{} can be looked at, not changed here.", key.file()));
            return None;
        }
        Some(Self::with_form(Session::open(model.new_draft(), kind, &record), model))
    }

    /// Opens a record in its form with the cursor in a row; past the last, a row is added.
    #[must_use]
    pub fn open_row(model: &mut Model, key: &Key, row: &str, index: usize) -> Option<Self> {
        let mut edit = Self::open(model, key)?;
        let Self { session, views, .. } = &mut edit;
        if let Some(View::Form(form)) = views.last_mut() {
            let at = entering(model);
            let name: Name = row.into();
            if session.work.row(row, index).is_some() {
                let field = session.kind.row(row).and_then(|def| def.fields.first()).map(|field| field.name.clone());
                let spot = field.map(|field| Spot::Cell { row: name.clone(), index, field });
                form.go(spot.unwrap_or(Spot::Row { row: name, index }), session, &at);
            } else {
                // The draft begins with the first word: a row that stays empty is let go.
                form.add_row_named(&name, session, &at);
                session.forget_draft();
            }
        }
        Some(edit)
    }

    /// Goes on with the debrief of a meeting.
    #[must_use]
    pub fn debrief(model: &mut Model, key: &Key) -> Option<Self> {
        let mut edit = Self::open(model, key)?;
        let debrief = Debrief::new(&edit.session, &entering(model));
        edit.views = vec![View::Debrief(Box::new(debrief))];
        Some(edit)
    }

    /// Begins a new record of a kind, with some fields filled in.
    #[must_use]
    pub fn begin(model: &mut Model, kind: &str, filled: &[(Name, Value)]) -> Option<Self> {
        let session = Self::begun(model, kind, filled)?;
        Some(Self::with_form(session, model))
    }

    fn begun(model: &mut Model, kind: &str, filled: &[(Name, Value)]) -> Option<Session> {
        let kind = model.dialogue.catalogue.kind(kind)?.clone();
        let mut session = Session::begin(model.new_draft(), kind, &model.dialogue, model.today);
        for (field, value) in filled {
            session.work.set(field, Some(value.clone()));
        }
        Some(session)
    }

    /// A bilateral note with this stakeholder, today: the cursor is in the notes. A meeting that was planned for today is the one.
    #[must_use]
    pub fn capture(model: &mut Model, stakeholder: &str) -> Option<Self> {
        let planned = model.dialogue.records(MEETINGS).iter().find(|meeting| {
            meeting.text("stakeholder") == Some(stakeholder)
                && meeting.date("date") == Some(model.today)
                && meeting.text("status") == Some("planned")
                && meeting.locked.is_none()
        });
        let Some(planned) = planned.cloned() else {
            let filled = [("stakeholder".into(), stakeholder.into()), ("status".into(), "held".into())];
            let mut session = Self::begun(model, MEETINGS, &filled)?;
            session.counts_as_blank();
            return Some(Self::with_notes(session));
        };
        let kind = model.dialogue.kind_of(&planned.key)?.clone();
        let mut session = Session::open(model.new_draft(), kind, &planned);
        session.work.set("status", Some("held".into()));
        session.counts_as_blank();
        model.say("This is the meeting that was planned for today; it counts as held now.");
        Some(Self::with_notes(session))
    }

    /// A bilateral note with somebody met for the first time. They are known from now on by their name alone, and written down with
    /// the first word of the note.
    #[must_use]
    pub fn capture_new(model: &mut Model, name: &str) -> Option<Self> {
        let kind = model.dialogue.catalogue.kind("stakeholders")?;
        let save = fresh::fresh(kind, name, &model.dialogue, model.today);
        let mut record = (*save.base).clone();
        record.apply(&save.changes);
        model.change(|dialogue| dialogue.put(record));
        let mut edit = Self::capture(model, &save.key.id)?;
        edit.session.before = Some(Box::new(save));
        Some(edit)
    }

    /// Goes on with a draft. Where its record is gone, what was typed begins a new one, so that it can be read and kept.
    #[must_use]
    pub fn resume(model: &mut Model, draft: DraftId, key: Option<&Key>, kind: &str, changes: &[Change]) -> Option<Self> {
        let whole = model.whole.as_ref().unwrap_or(&model.dialogue);
        let there = key.filter(|key| whole.find(key).is_some());
        let of_new: Vec<Change> = changes.iter().filter_map(change::on_nothing).collect();
        let changes = if there.is_none() && key.is_some() { &of_new } else { changes };
        let mut session = match there {
            Some(key) => {
                let record = model.dialogue.find(key)?.clone();
                Session::open(draft, model.dialogue.kind_of(key)?.clone(), &record)
            }
            None => {
                let kind = model.dialogue.catalogue.kind(kind)?.clone();
                let base = Record::new(Key::new(&kind.name, ""));
                let mut session = Session::open(draft, kind, &base);
                session.new = true;
                session
            }
        };
        let conflicts = session.resume(changes);
        let wrong = session.hindrance(&entering(model)).map(|(spot, _)| spot);
        let noted = changes.iter().any(|change| matches!(change, Change::Field { name, .. } if &**name == debrief::NOTES));
        let mut edit = if noted && &*session.kind.name == MEETINGS { Self::with_notes(session) } else { Self::with_form(session, model) };
        // What was typed before the line dropped is gone through like what is typed now.
        if let Some(View::Note(note)) = edit.views.last_mut() {
            note.touched = true;
        }
        if let (Some(View::Form(form)), Some(spot)) = (edit.views.last_mut(), wrong) {
            form.go(spot, &edit.session, &entering(model));
        }
        if !conflicts.is_empty() {
            let said = |value: Option<Value>| value.map(|value| value.to_string()).unwrap_or_default();
            let clash = |one: crate::domain::merge::Conflict| Clash {
                path: one.path,
                base: said(one.base),
                mine: said(one.mine),
                theirs: said(one.theirs),
            };
            let clashes = conflicts.into_iter().map(clash).collect();
            edit.views.push(View::Conflict(Box::new(Conflict::over(&edit.session, clashes))));
        }
        Some(edit)
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
