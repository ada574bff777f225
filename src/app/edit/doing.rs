//! What commands, keys, pastes and answers do while a record is being written: each goes to the view on top; leaving goes through here.

use super::conflict::Side;
use super::debrief::{Debrief, NOTES, Taken};
use super::form::{Did, Form};
use super::note::Note;
use super::session::Keeping;
use super::spot::Spot;
use super::{Edit, MEETINGS, View, entering};
use crate::app::command::Command;
use crate::app::keys::Chord;
use crate::app::model::Model;
use crate::app::msg::{DraftOp, Effect};
use crate::app::page::{PageScreen, Source};
use crate::app::screen::Screen;
use crate::app::update::Step;
use crate::domain::record::{Fields, Name};
use crossterm::event::{KeyCode, KeyEvent};

impl Edit {
    /// Carries out a command.
    pub fn command(&mut self, model: &mut Model, command: Command) -> Step {
        match command {
            // Nothing was chosen that would be written over somebody else's words.
            Command::SaveAndClose if matches!(self.views.as_slice(), [View::Conflict(_)]) => {
                let drafts = model.keymap.key(Command::Drafts);
                model.say(format!("Not written: yours waits as a draft. {drafts} opens the choice again."));
                return Step::close(vec![Effect::ListDrafts]);
            }
            Command::SaveAndClose | Command::NoteClose | Command::DebriefLater => return self.back(model),
            Command::Save | Command::NoteSave => return Step::stay(self.save(model, true)),
            Command::DiscardDraft => {
                let effects = self.session.discard();
                self.unbegun(model);
                model.say("What was typed since the last save is thrown away.");
                return Step::close(effects.into_iter().chain([Effect::ListDrafts]).collect());
            }
            _ => {}
        }
        match self.views.last_mut() {
            Some(View::Form(_)) => self.in_form(model, |form, edit, at| form.command(edit, command, at)),
            Some(View::Note(_)) => self.in_note(model, command),
            Some(View::Debrief(_)) => self.in_debrief(model, command),
            Some(View::Conflict(conflict)) => {
                let effects = match command {
                    Command::NextField | Command::PreviousField => {
                        conflict.travel(command == Command::NextField);
                        Vec::new()
                    }
                    Command::CycleForward | Command::CycleBack => conflict.step(&mut self.session, command == Command::CycleForward),
                    Command::Choose => return self.back(model),
                    _ => Vec::new(),
                };
                Step::stay(effects)
            }
            None => Step::none(),
        }
    }

    /// Takes a key that is no command.
    pub fn key(&mut self, model: &mut Model, key: &KeyEvent) -> Step {
        let page = isize::try_from(self.sheet.rows.saturating_sub(2).max(1)).unwrap_or(1);
        match self.views.last_mut() {
            Some(View::Form(_)) => self.in_form(model, |form, session, at| form.key(session, key, page, at)),
            Some(View::Note(note)) => Step::stay(note.key(&mut self.session, key, &model.dialogue, self.below.fits)),
            Some(View::Debrief(debrief)) if debrief.in_questions() => {
                self.in_questions(model, |form, session, at| form.key(session, key, page, at))
            }
            Some(View::Conflict(conflict)) => {
                let side = match Chord::of(key).latin().code {
                    KeyCode::Char('1') => Side::Mine,
                    KeyCode::Char('2') => Side::Theirs,
                    KeyCode::Char('3') => Side::Both,
                    _ => return Step::none(),
                };
                Step::stay(conflict.choose(&mut self.session, side))
            }
            _ => Step::none(),
        }
    }

    /// Takes a paste.
    pub fn paste(&mut self, model: &mut Model, text: &str) -> Step {
        match self.views.last_mut() {
            Some(View::Form(_)) => self.in_form(model, |form, session, at| form.paste(session, text, at)),
            Some(View::Note(note)) => Step::stay(note.paste(&mut self.session, text, &model.dialogue)),
            Some(View::Debrief(debrief)) if debrief.in_questions() => {
                self.in_questions(model, |form, session, at| form.paste(session, text, at))
            }
            _ => Step::none(),
        }
    }

    /// Takes what was picked for the field under the cursor, or for what a proposed row lacks.
    pub fn picked(&mut self, model: &mut Model, values: &[String]) -> Step {
        let at = entering(model);
        match self.views.last_mut() {
            Some(View::Form(form)) => Step::stay(form.picked(&mut self.session, values)),
            Some(View::Debrief(debrief)) => {
                let taken = debrief.picked(&mut self.session, values, &at);
                self.taken(model, taken)
            }
            _ => Step::none(),
        }
    }

    /// Takes the text back from `$EDITOR`.
    pub fn editor_done(&mut self, model: &mut Model, text: &str) -> Step {
        match self.views.last_mut() {
            Some(View::Note(note)) => Step::stay(note.replace_all(&mut self.session, text, &model.dialogue)),
            _ => Step::none(),
        }
    }

    fn in_form(&mut self, model: &mut Model, act: impl FnOnce(&mut Form, &mut super::Session, &super::Entering<'_>) -> Did) -> Step {
        let Some(View::Form(form)) = self.views.last_mut() else { return Step::none() };
        let did = act(form, &mut self.session, &entering(model));
        self.did(model, did)
    }

    fn in_questions(&mut self, model: &mut Model, act: impl FnOnce(&mut Form, &mut super::Session, &super::Entering<'_>) -> Did) -> Step {
        let Some(View::Debrief(debrief)) = self.views.last_mut() else { return Step::none() };
        let did = act(&mut debrief.questions, &mut self.session, &entering(model));
        self.did(model, did)
    }

    /// What a form asks of the screen around it.
    fn did(&mut self, model: &mut Model, did: Did) -> Step {
        match did {
            Did::Effects(effects) => Step::stay(effects),
            Did::Said(effects, said) => {
                model.say(said);
                Step::stay(effects)
            }
            Did::Pick(pick) => Step::push(Screen::Pick(pick)),
            Did::Note(spot, typed) => {
                self.open_note(spot);
                if typed.is_empty() { Step::none() } else { self.paste(model, &typed) }
            }
        }
    }

    /// Opens a text over the form, or goes back to it when it is what the form was opened from.
    fn open_note(&mut self, spot: Spot) {
        let below = self.views.len().checked_sub(2).and_then(|place| self.views.get(place));
        if matches!(below, Some(View::Note(note)) if note.spot == spot) {
            self.views.pop();
            self.stale = true;
        } else {
            let note = Note::open(&self.session, spot);
            self.views.push(View::Note(Box::new(note)));
        }
    }

    fn in_note(&mut self, model: &mut Model, command: Command) -> Step {
        let Some(View::Note(note)) = self.views.last_mut() else { return Step::none() };
        match command {
            Command::NoteFields if note.completing.is_some() => return Step::stay(note.complete(&mut self.session, &model.dialogue)),
            Command::NoteFields => {
                note.step_back();
                self.open_form(model);
            }
            Command::NoteSearch => note.begin_search(),
            Command::NoteNext if note.find_next() => {}
            Command::NoteNext => {
                let key = model.keymap.key(Command::NoteSearch);
                model.say(format!("Nothing is found; {key} looks for words."));
            }
            Command::NoteEditOutside => {
                let caret = note.text.caret();
                let column = note.text.line(caret.line).get(..caret.at).map_or(0, |before| before.chars().count());
                return Step::stay(vec![Effect::Editor { text: note.text.text(), at: (caret.line + 1, column + 1) }]);
            }
            Command::NoteBrief => match self.session.work.text("stakeholder").map(Name::from) {
                Some(stakeholder) => {
                    let source = Source::Brief(stakeholder, None);
                    return Step::push(Screen::Page(Box::new(PageScreen::new(source))));
                }
                None => model.say("A brief is about a stakeholder; this record names none."),
            },
            Command::NoteDebrief if &*self.session.kind.name == MEETINGS => {
                let debrief = Debrief::new(&self.session, &entering(model));
                self.views.push(View::Debrief(Box::new(debrief)));
            }
            Command::NoteDebrief => model.say("A debrief follows a bilateral meeting."),
            _ => {}
        }
        Step::none()
    }

    /// Opens the form over the note, or goes back to it when the note was opened from it.
    fn open_form(&mut self, model: &Model) {
        let below = self.views.len().checked_sub(2).and_then(|place| self.views.get(place));
        if matches!(below, Some(View::Form(_))) {
            self.views.pop();
            self.stale = true;
        } else {
            let form = Form::new(&self.session, None, &entering(model));
            self.views.push(View::Form(Box::new(form)));
        }
    }

    fn in_debrief(&mut self, model: &mut Model, command: Command) -> Step {
        let Some(View::Debrief(debrief)) = self.views.last_mut() else { return Step::none() };
        let at = entering(model);
        match command {
            Command::Down | Command::NextField => debrief.travel(true, &self.session, &at),
            Command::Up | Command::PreviousField => debrief.travel(false, &self.session, &at),
            Command::First => debrief.cursor = 0,
            Command::Last => debrief.cursor = debrief.proposals.len(),
            Command::DebriefAccept => {
                let taken = debrief.take_one(&mut self.session, &at);
                return self.taken(model, taken);
            }
            Command::DebriefChange => return self.change(model),
            Command::DebriefSkip => debrief.skip(),
            Command::DebriefAll => {
                let (effects, taken) = debrief.take_all(&mut self.session, &at);
                let step = match taken {
                    Taken::Row(more) => Step::stay(more),
                    Taken::Change => {
                        model.say("The lines left still lack something: Enter asks for it.");
                        Step::none()
                    }
                    taken => self.taken(model, taken),
                };
                return Step { effects: effects.into_iter().chain(step.effects).collect(), ..step };
            }
            Command::CycleForward | Command::CycleBack | Command::Choose => {
                return self.in_questions(model, |form, session, at| form.command(session, command, at));
            }
            _ => {}
        }
        Step::none()
    }

    fn taken(&mut self, model: &mut Model, taken: Taken) -> Step {
        match taken {
            Taken::Row(effects) => Step::stay(effects),
            Taken::Ask(pick) => Step::push(Screen::Pick(pick)),
            Taken::RowAndAsk(effects, pick) => Step { effects, ..Step::push(Screen::Pick(pick)) },
            Taken::Change => self.change(model),
        }
    }

    /// The proposal under the cursor goes into the form, to be changed there.
    fn change(&mut self, model: &Model) -> Step {
        let Some(View::Debrief(debrief)) = self.views.last_mut() else { return Step::none() };
        let at = entering(model);
        let Some((spot, effects)) = debrief.change(&mut self.session, &at) else { return Step::none() };
        let mut form = Form::new(&self.session, None, &at);
        form.go(spot, &self.session, &at);
        self.views.push(View::Form(Box::new(form)));
        Step::stay(effects)
    }

    /// Leaves what is on top: what lies over a note, then the view, then the record.
    fn back(&mut self, model: &mut Model) -> Step {
        if let Some(View::Note(note)) = self.views.last_mut()
            && note.step_back()
        {
            return Step::none();
        }
        if self.views.len() > 1 {
            self.views.pop();
            self.stale = true;
            return Step::none();
        }
        let noted = matches!(self.views.last(), Some(View::Note(note)) if note.touched && note.spot == Spot::Field(NOTES.into()));
        let effects = self.save(model, false);
        let saved = effects.iter().any(|effect| matches!(effect, Effect::Save(_)));
        if noted && saved && &*self.session.kind.name == MEETINGS {
            let debrief = Debrief::new(&self.session, &entering(model));
            if !debrief.proposals.is_empty() {
                self.views = vec![View::Debrief(Box::new(debrief))];
                return Step::stay(effects);
            }
        }
        Step::close(effects)
    }

    /// What was to be written with the first change was never begun.
    fn unbegun(&mut self, model: &mut Model) {
        if let Some(save) = self.session.before.take() {
            model.change(|dialogue| drop(dialogue.remove(&save.key)));
        }
    }

    /// Writes the record, or says why it stays a draft.
    pub(in crate::app) fn save(&mut self, model: &mut Model, stays: bool) -> Vec<Effect> {
        let begun = self.session.is_begun();
        match self.session.keeping(&model.dialogue, model.today) {
            Keeping::Nothing if stays => {
                model.say("Nothing has changed since it was last saved.");
                Vec::new()
            }
            // What was typed and taken back again leaves nothing.
            Keeping::Nothing if begun && self.session.is_blank() => {
                vec![Effect::Draft(self.session.draft, DraftOp::Drop), Effect::ListDrafts]
            }
            Keeping::Nothing => {
                self.unbegun(model);
                Vec::new()
            }
            Keeping::Save(save) => {
                self.told = stays;
                self.stale = true;
                vec![Effect::Save(save)]
            }
            Keeping::Draft(spot, fault) => {
                let label = spot.def(&self.session.kind).map(|def| def.label.clone()).unwrap_or_default();
                let what = if fault.what.contains(&label) { fault.what } else { format!("{label}: {}", fault.what) };
                // Who goes on writing is taken to what is wrong.
                if stays && let Some(View::Form(form)) = self.views.last_mut() {
                    form.go(spot, &self.session, &entering(model));
                    self.stale = true;
                }
                let again = model.keymap.key(if self.session.new { Command::Drafts } else { Command::Edit });
                let home =
                    if stays { "Until then it is a draft.".to_owned() } else { format!("Kept as a draft; {again} goes on with it.") };
                model.warn(format!("{what} {home}"));
                vec![Effect::ListDrafts]
            }
        }
    }
}
