//! Every way into writing a record. Knows which drafts there are no more than which keys: it is given what was typed before.

use super::conflict::Conflict;
use super::debrief::{self, Debrief};
use super::form::Form;
use super::note::Note;
use super::session::{DraftId, Session};
use super::spot::Spot;
use super::{Edit, MEETINGS, View, entering, fresh};
use crate::app::model::Model;
use crate::app::msg::{Clash, Effect};
use crate::domain::change::{self, Change};
use crate::domain::entry::Entering;
use crate::domain::merge;
use crate::domain::record::{Fields, Key, Name, Record};
use crate::domain::value::Value;

/// Where in a record writing begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// In its form; what was typed before is gone on with where it was left.
    Form,
    /// In a row of its form, by its index among those of its name in the file; past the last, in one more.
    Row(Name, usize),
    /// In the debrief of a meeting.
    Debrief,
    /// In the notes of a meeting that takes place now.
    Notes,
}

/// The meeting with this stakeholder that was planned for today.
#[must_use]
pub fn planned_today(model: &Model, stakeholder: &str) -> Option<Key> {
    let planned = model.dialogue.records(MEETINGS).iter().find(|meeting| {
        meeting.text("stakeholder") == Some(stakeholder)
            && meeting.date("date") == Some(model.today)
            && meeting.text("status") == Some(PLANNED)
            && meeting.locked.is_none()
    });
    planned.map(|meeting| meeting.key.clone())
}

/// What a meeting is before it takes place.
const PLANNED: &str = "planned";

impl Edit {
    /// Opens a record that nothing waits of.
    #[must_use]
    pub fn open(model: &mut Model, key: &Key, way: &Way) -> Option<Self> {
        let record = model.dialogue.find(key)?.clone();
        let kind = model.dialogue.kind_of(key)?.clone();
        if record.locked.is_some() || kind.read_only {
            model.warn(format!("{} can be looked at, not changed here.", key.file()));
            return None;
        }
        let mut edit = Self::with_form(Session::open(model.new_draft(), kind, &record), model);
        edit.turn(model, way);
        // The draft begins with the first word: a row that stays empty is let go, and so is what was filled in.
        edit.session.forget_draft();
        if *way == Way::Notes {
            edit.session.counts_as_blank();
        }
        Some(edit)
    }

    /// Turns to where writing begins; gives what keeps that.
    fn turn(&mut self, model: &mut Model, way: &Way) -> Vec<Effect> {
        let at = entering(model);
        match way {
            Way::Form => Vec::new(),
            Way::Row(name, index) => {
                let mut form = Form::new(&self.session, None, &at);
                let effects = go_to_row(&mut form, &mut self.session, name, *index, &at);
                self.views = vec![View::Form(Box::new(form))];
                effects
            }
            Way::Debrief => {
                self.views = vec![View::Debrief(Box::new(Debrief::new(&self.session, &at)))];
                Vec::new()
            }
            Way::Notes => {
                let planned = self.session.work.text("status") == Some(PLANNED);
                let effects = if planned { self.session.set("status", Some("held".into())) } else { Vec::new() };
                self.views = vec![View::Note(Box::new(Note::open(&self.session, Spot::Field(debrief::NOTES.into()))))];
                if planned {
                    model.say("Planned for today: it counts as held now.");
                }
                effects
            }
        }
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

    /// A bilateral note with this stakeholder, today: the cursor is in the notes.
    #[must_use]
    pub fn capture(model: &mut Model, stakeholder: &str) -> Option<Self> {
        let filled = [("stakeholder".into(), stakeholder.into()), ("status".into(), "held".into())];
        let mut session = Self::begun(model, MEETINGS, &filled)?;
        session.counts_as_blank();
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

    /// Goes on with a draft, by whichever way its record was opened; gives what keeps that, too. Where its record is gone, what was
    /// typed begins a new one, so that it can be read and kept.
    #[must_use]
    pub fn resume(model: &mut Model, read: &Draft<'_>, way: &Way) -> Option<(Self, Vec<Effect>)> {
        let whole = model.whole.as_ref().unwrap_or(&model.dialogue);
        let there = read.key.filter(|key| whole.find(key).is_some());
        let of_new: Vec<Change> = read.changes.iter().filter_map(change::on_nothing).collect();
        let changes = if there.is_none() && read.key.is_some() { &of_new } else { read.changes };
        let mut session = match there {
            Some(key) => {
                let record = model.dialogue.find(key)?.clone();
                Session::open(read.id, model.dialogue.kind_of(key)?.clone(), &record)
            }
            None => {
                let kind = model.dialogue.catalogue.kind(read.kind)?.clone();
                let base = Record::new(Key::new(&kind.name, ""));
                let mut session = Session::open(read.id, kind, &base);
                session.new = true;
                session
            }
        };
        let conflicts = session.resume(changes);
        let wrong = session.hindrance(&entering(model)).map(|(spot, _)| spot);
        let noted = changes.iter().any(|change| matches!(change, Change::Field { name, .. } if &**name == debrief::NOTES));
        let mut edit = if noted && &*session.kind.name == MEETINGS { Self::with_notes(session) } else { Self::with_form(session, model) };
        if let (Some(View::Form(form)), Some(spot)) = (edit.views.last_mut(), wrong) {
            form.go(spot, &edit.session, &entering(model));
        }
        let effects = edit.turn(model, way);
        // What was typed before the line dropped is gone through like what is typed now.
        if let (true, Some(View::Note(note))) = (noted, edit.views.last_mut()) {
            note.touched = true;
        }
        if !conflicts.is_empty() {
            let clashes = conflicts.into_iter().map(clash).collect();
            edit.views.push(View::Conflict(Box::new(Conflict::over(&edit.session, clashes))));
        }
        Some((edit, effects))
    }
}

/// A draft as it was read.
#[derive(Debug)]
pub struct Draft<'a> {
    /// Its number from now on.
    pub id: DraftId,
    /// The record it is of; none for a new one.
    pub key: Option<&'a Key>,
    /// Its kind.
    pub kind: &'a str,
    /// What was changed.
    pub changes: &'a [Change],
}

/// Goes to a row as it stood in the file; to one that was begun and never written, where one more is asked for; else adds it.
fn go_to_row(form: &mut Form, session: &mut Session, name: &Name, index: usize, at: &Entering<'_>) -> Vec<Effect> {
    let stood = session.base.row(name, index).is_some();
    let Some(index) = (if stood { session.row_from(name, index) } else { session.last_added(name) }) else {
        // One that was taken away in the draft is not brought back.
        return if stood { Vec::new() } else { form.add_row_named(name, session, at) };
    };
    let field = session.kind.row(name).and_then(|def| def.fields.first()).map(|field| field.name.clone());
    let spot = field.map(|field| Spot::Cell { row: name.clone(), index, field });
    form.go(spot.unwrap_or(Spot::Row { row: name.clone(), index }), session, at);
    Vec::new()
}

fn clash(one: merge::Conflict) -> Clash {
    let said = |value: Option<Value>| value.map(|value| value.to_string()).unwrap_or_default();
    Clash { path: one.path, base: said(one.base), mine: said(one.mine), theirs: said(one.theirs) }
}
