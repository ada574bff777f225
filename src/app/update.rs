//! The one way round: a message changes the model and gives effects.

use super::blocked::blocked;
use super::command::{Command, Context};
use super::context;
use super::edit::{DraftId, Edit};
use super::keymap::Meaning;
use super::keys::Chord;
use super::list::List;
use super::model::Model;
use super::msg::{DraftOp, Effect, Msg, Opened};
use super::page::{Opens, PageScreen, Source};
use super::pick::{Item, Pick, Purpose};
use super::screen::Screen;
use super::tabs::{Pane, Tab};
use super::{act, answer};
use crate::domain::dialogue::Dialogue;
use crate::domain::display;
use crate::domain::record::{Key, Record};
use crossterm::event::KeyEvent;

/// What a screen's handler asks for: effects, and whether the screen goes.
#[derive(Debug, Default)]
pub struct Step {
    /// What the outside shall do.
    pub effects: Vec<Effect>,
    /// The screen that was handled goes.
    pub close: bool,
    /// A screen to lay on top.
    pub push: Option<Screen>,
    /// What follows once that is done.
    pub after: Option<After>,
}

/// What follows a step, on the screen that is then the top one.
#[derive(Debug)]
pub enum After {
    /// A command, as if its key were pressed.
    Command(Command),
    /// What was picked for the field of a form.
    Picked(Vec<String>),
    /// Something is opened.
    Open(Opens),
}

impl Step {
    /// Nothing further.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Effects, and the screen stays.
    #[must_use]
    pub fn stay(effects: Vec<Effect>) -> Self {
        Self { effects, ..Self::default() }
    }

    /// Effects, and the screen goes.
    #[must_use]
    pub fn close(effects: Vec<Effect>) -> Self {
        Self { effects, close: true, ..Self::default() }
    }

    /// A screen on top.
    #[must_use]
    pub fn push(screen: Screen) -> Self {
        Self { push: Some(screen), ..Self::default() }
    }
}

/// Changes the model by a message; gives what the outside shall do, in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let effects = match msg {
        Msg::Key(key) => key_pressed(model, &key),
        Msg::Paste(text) => pasted(model, &text),
        Msg::Resize(width, height) => {
            model.size = (width.max(1), height.max(1));
            Vec::new()
        }
        Msg::Rested => Vec::new(),
        Msg::Welcome(recent) => {
            model.recent = recent;
            go_to_tab(model, Tab::Home);
            Vec::new()
        }
        Msg::Opened(opened) => {
            opened_dialogue(model, *opened);
            Vec::new()
        }
        Msg::Saved { draft, record } => {
            // What was typed since the save was asked for is still only in the draft.
            let effects = draft.map(|draft| {
                let kept = with_edit(model, draft, |edit| (edit.saved(&record), edit.is_to_be_told()));
                if kept.as_ref().is_some_and(|(_, told)| *told) {
                    model.say("Saved.");
                }
                kept.map(|(effects, _)| effects).unwrap_or_else(|| vec![Effect::Draft(draft, DraftOp::Drop)])
            });
            model.drafts.retain(|item| item.key.as_ref() != Some(&record.key));
            model.change(|dialogue| dialogue.put(record));
            effects.unwrap_or_default()
        }
        Msg::Conflict { draft, record, conflicts } => {
            if let Some(draft) = draft {
                with_edit(model, draft, |edit| edit.conflict(&record, &conflicts));
            }
            let fields = conflicts.iter().map(|clash| clash.path.as_str()).collect::<Vec<_>>().join(", ");
            model.warn(format!(
                "Somebody else changed {fields} of {} meanwhile. Both versions are kept; open the draft to choose.",
                record.key
            ));
            model.change(|dialogue| dialogue.put(record));
            vec![Effect::ListDrafts]
        }
        Msg::Failed { draft, problem } => {
            if let Some(draft) = draft {
                with_edit(model, draft, Edit::failed);
            }
            let place = if problem.file.is_empty() { String::new() } else { format!("{}: ", problem.file) };
            model.warn(format!("{place}{} {}", problem.what, problem.hint).trim_end().to_owned());
            // What could not be saved waits as a draft.
            if draft.is_some() { vec![Effect::ListDrafts] } else { Vec::new() }
        }
        Msg::Changed { put, gone, say } => {
            model.change(|dialogue| take_in(dialogue, put, &gone));
            if !say.is_empty() {
                model.say(say);
            }
            Vec::new()
        }
        Msg::BinListed(items) => {
            model.bin = items;
            Vec::new()
        }
        Msg::DraftsListed(items) => {
            // A draft whose form is open here does not wait.
            model.drafts = items.into_iter().filter(|item| !item.open.is_some_and(|draft| is_open(model, draft))).collect();
            Vec::new()
        }
        Msg::DraftRead { id, key, kind, changes } => {
            match Edit::resume(model, id, key.as_ref(), &kind, &changes) {
                Some(edit) => model.stack.push(Screen::Edit(Box::new(edit))),
                None => model.warn("The record of this draft is not there any more; the draft is kept."),
            }
            Vec::new()
        }
        Msg::EditorDone { text } => with_top(model, |model, screen| match screen {
            Screen::Edit(edit) => edit.editor_done(model, &text),
            _ => Step::none(),
        }),
        Msg::Say(text) => {
            model.say(text);
            Vec::new()
        }
        Msg::HangUp => {
            model.quitting = true;
            vec![Effect::Quit]
        }
    };
    refresh(model);
    effects
}

/// Takes news in. What we saved ourselves comes back as news, too: it changes nothing.
fn take_in(dialogue: &mut Dialogue, put: Vec<Record>, gone: &[Key]) {
    for record in put {
        if dialogue.find(&record.key).is_none_or(|known| **known != record) {
            dialogue.put(record);
        }
    }
    for key in gone.iter().filter(|key| !key.is_dialogue()) {
        if dialogue.find(key).is_some() {
            dialogue.remove(key);
        }
    }
}

/// Lets the screens lay out what depends on the records and the size.
fn refresh(model: &mut Model) {
    let first = model.stack.iter().rposition(|screen| !screen.is_popup()).unwrap_or(0);
    for place in first..model.stack.len() {
        let Some(slot) = model.stack.get_mut(place) else { continue };
        let mut screen = std::mem::replace(slot, Screen::nothing());
        match &mut screen {
            Screen::List(list) => {
                model.facts.problems(&model.dialogue);
                list.refresh(model);
            }
            Screen::Page(page) => page.refresh(model),
            Screen::Edit(edit) => edit.refresh(model),
            _ => {}
        }
        if let Some(slot) = model.stack.get_mut(place) {
            *slot = screen;
        }
    }
}

fn opened_dialogue(model: &mut Model, opened: Opened) {
    model.folder = Some(opened.folder);
    model.set_dialogue(opened.dialogue);
    model.recent = opened.recent;
    model.drafts = opened.drafts;
    model.bin.clear();
    model.trail.clear();
    model.stack.clear();
    model.panes = [0; Tab::ALL.len()];
    go_to_tab(model, Tab::Home);
    if !opened.say.is_empty() {
        model.say(opened.say);
    }
}

/// Runs a handler on the top screen, with the model free to be changed beside it.
pub(super) fn with_top(model: &mut Model, handle: impl FnOnce(&mut Model, &mut Screen) -> Step) -> Vec<Effect> {
    let Some(place) = model.stack.len().checked_sub(1) else { return Vec::new() };
    let Some(slot) = model.stack.get_mut(place) else { return Vec::new() };
    let mut screen = std::mem::replace(slot, Screen::nothing());
    let step = handle(model, &mut screen);
    if step.close {
        if place < model.stack.len() {
            model.stack.remove(place);
        }
    } else if let Some(slot) = model.stack.get_mut(place) {
        *slot = screen;
    }
    model.stack.extend(step.push);
    if model.stack.is_empty() {
        go_to_tab(model, model.tab);
    }
    let mut effects = step.effects;
    effects.extend(match step.after {
        Some(After::Command(command)) => give(model, command.spec().context, command),
        Some(After::Picked(values)) => picked(model, &values),
        Some(After::Open(opens)) => open(model, &opens),
        None => Vec::new(),
    });
    effects
}

/// Hands what was picked to the form below. Not written inside [`with_top`]: a closure there would be of a new type at every
/// level, without end.
fn picked(model: &mut Model, values: &[String]) -> Vec<Effect> {
    with_top(model, |model, screen| match screen {
        Screen::Edit(edit) => edit.picked(model, values),
        _ => Step::none(),
    })
}

fn is_open(model: &Model, draft: DraftId) -> bool {
    model.stack.iter().any(|screen| matches!(screen, Screen::Edit(edit) if edit.session.draft == draft))
}

fn with_edit<T>(model: &mut Model, draft: DraftId, handle: impl FnOnce(&mut Edit) -> T) -> Option<T> {
    model
        .stack
        .iter_mut()
        .find_map(|screen| match screen {
            Screen::Edit(edit) if edit.session.draft == draft => Some(edit),
            _ => None,
        })
        .map(|edit| handle(edit))
}

fn key_pressed(model: &mut Model, key: &KeyEvent) -> Vec<Effect> {
    let chord = Chord::of(key);
    model.notice = None;
    model.pending.push(chord);
    match context::meaning(model) {
        Meaning::Prefix => {
            model.interrupted = false;
            Vec::new()
        }
        Meaning::Command(context, command) => {
            model.pending.clear();
            give(model, context, command)
        }
        Meaning::None => {
            let waited = model.pending.len() > 1;
            let keys = model.pending.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            model.pending.clear();
            model.interrupted = false;
            let takes_text = context::live(model).iter().any(|context| context.is_text());
            if takes_text && !waited {
                return typed(model, key);
            }
            // Esc only leaves the keys that were waiting.
            if !(waited && chord.code == crossterm::event::KeyCode::Esc) {
                let help = model.keymap.key(Command::Help);
                model.say(format!("{keys} does nothing here. {help} shows what does."));
            }
            Vec::new()
        }
    }
}

/// Carries out a command, or says why not.
pub(super) fn give(model: &mut Model, context: Context, command: Command) -> Vec<Effect> {
    let again = std::mem::take(&mut model.interrupted);
    if let Some(reason) = blocked(command, model) {
        model.warn(reason);
        return Vec::new();
    }
    if command == Command::Interrupt {
        if again {
            return quit(model);
        }
        model.interrupted = true;
        model.say("Nothing is unsaved. Once more leaves the program.");
        return Vec::new();
    }
    match (context, command) {
        // What these show depends on the screen that they are asked on.
        (_, Command::NoteHelp) => return act::global(model, Command::Help),
        (_, Command::NotePalette) => return act::global(model, Command::Palette),
        _ => {}
    }
    if context != Context::Global && matches!(model.top(), Some(Screen::Edit(_))) {
        return with_top(model, |model, screen| match screen {
            Screen::Edit(edit) => edit.command(model, command),
            _ => Step::none(),
        });
    }
    match context {
        Context::Global => act::global(model, command),
        Context::Browse => act::browse(model, command),
        Context::List => act::list(model, command),
        Context::Record => act::record(model, command),
        Context::Page => act::page(model, command),
        Context::Pick => answer::pick(model, command),
        Context::Input => answer::input(model, command),
        Context::Confirm => answer::confirm(model, command),
        Context::Form | Context::Note | Context::Matrix | Context::Debrief => Vec::new(),
    }
}

/// Leaves the program; what is being written is kept first.
pub(super) fn quit(model: &mut Model) -> Vec<Effect> {
    model.quitting = true;
    let mut screens = std::mem::take(&mut model.stack);
    let edits = screens.iter_mut().filter_map(|screen| match screen {
        Screen::Edit(edit) => Some(edit),
        _ => None,
    });
    let mut effects: Vec<Effect> = edits.flat_map(|edit| edit.save(model, false)).collect();
    model.stack = screens;
    effects.push(Effect::Quit);
    effects
}

fn typed(model: &mut Model, key: &KeyEvent) -> Vec<Effect> {
    let height = model.body_height();
    with_top(model, |model, screen| match screen {
        Screen::Edit(edit) => edit.key(model, key),
        Screen::List(list) => {
            if list.filter.handle_key(key) == super::text::Outcome::Changed {
                list.move_to(0, height);
            }
            Step::none()
        }
        Screen::Pick(pick) => answer::typed_in_pick(model, pick, |query| query.handle_key(key)),
        Screen::Prompt(prompt) => {
            prompt.fault = None;
            prompt.input.handle_key(key);
            Step::none()
        }
        _ => Step::none(),
    })
}

fn pasted(model: &mut Model, text: &str) -> Vec<Effect> {
    model.notice = None;
    with_top(model, |model, screen| match screen {
        Screen::Edit(edit) => edit.paste(model, text),
        Screen::List(list) if list.filtering => {
            list.filter.insert_str(text);
            Step::none()
        }
        Screen::Pick(pick) => answer::typed_in_pick(model, pick, |query| query.insert_str(text)),
        Screen::Prompt(prompt) => {
            prompt.input.insert_str(text);
            Step::none()
        }
        _ => {
            model.say("Text can be pasted into a note or a field: c begins a note.");
            Step::none()
        }
    })
}

/// Goes to a tab and the pane of it that was last open; what lay on top of the old one is left.
pub(super) fn go_to_tab(model: &mut Model, tab: Tab) {
    model.tab = tab;
    model.trail.clear();
    let panes = model.panes();
    if model.folder.is_none() {
        model.stack = vec![Screen::Page(Box::new(PageScreen::new(Source::Welcome)))];
        return;
    }
    let place = model.panes.get(tab.place()).copied().unwrap_or(0).min(panes.len().saturating_sub(1));
    let screen = panes.get(place).map_or_else(Screen::nothing, |pane| screen_of(model, pane));
    model.stack = vec![screen];
}

fn screen_of(model: &Model, pane: &Pane) -> Screen {
    match pane {
        Pane::Kind(kind) => match model.dialogue.catalogue.kind(kind) {
            Some(kind) => Screen::List(Box::new(List::new(kind, ""))),
            None => Screen::nothing(),
        },
        Pane::Page(source) => Screen::Page(Box::new(PageScreen::new(source.clone()))),
        Pane::Matrix => Screen::Matrix(Box::default()),
    }
}

/// Opens what a line speaks of.
pub(super) fn open(model: &mut Model, opens: &Opens) -> Vec<Effect> {
    match opens {
        Opens::Record(key) => {
            open_record(model, key);
            Vec::new()
        }
        Opens::Choice(keys) => {
            let item = |key: &Key| {
                let record = model.dialogue.find(key)?;
                let name = display::title_of(record, &model.dialogue);
                Some(Item::new(key.to_string(), display::short_of(record, &model.dialogue), name))
            };
            let items = keys.iter().filter_map(item).collect();
            model.stack.push(Screen::Pick(Box::new(Pick::new(Purpose::Record, "Open which?", items))));
            Vec::new()
        }
        Opens::List(kind, filter) => {
            if let Some(kind) = model.dialogue.catalogue.kind(kind).cloned() {
                model.stack.push(Screen::List(Box::new(List::new(&kind, filter))));
            }
            Vec::new()
        }
        Opens::Page(source) => {
            model.stack.push(Screen::Page(Box::new(PageScreen::new(source.clone()))));
            Vec::new()
        }
        Opens::Matrix => {
            model.stack.push(Screen::Matrix(Box::default()));
            Vec::new()
        }
        Opens::Command(command) => give(model, command.spec().context, *command),
        Opens::Dialogue(folder) => vec![Effect::Open(folder.clone())],
        Opens::Bin(number) => vec![Effect::Restore(*number), Effect::ListBin],
        Opens::Draft(name) => {
            let id = model.new_draft();
            let key = model.drafts.iter().find(|draft| draft.name == *name).and_then(|draft| draft.key.as_ref());
            let base = key.and_then(|key| model.dialogue.find(key)).cloned();
            vec![Effect::ReadDraft(name.clone(), id, base)]
        }
        Opens::Row(key, row, index) => {
            if let Some(edit) = Edit::open_row(model, key, row, *index) {
                model.stack.push(Screen::Edit(Box::new(edit)));
            }
            Vec::new()
        }
    }
}

/// Opens a record's page; where it was followed from is remembered for the way back.
pub(super) fn open_record(model: &mut Model, key: &Key) {
    if model.dialogue.find(key).is_none() {
        model.warn(format!("{key} is not there any more."));
        return;
    }
    if let Some(Screen::Page(page)) = model.top()
        && let Source::Record(here) = &page.source
    {
        model.trail.push(here.clone());
    }
    model.stack.push(Screen::Page(Box::new(PageScreen::new(Source::Record(key.clone())))));
}

impl Model {
    /// The number of a new draft.
    pub fn new_draft(&mut self) -> DraftId {
        let id = DraftId(self.next_draft);
        self.next_draft += 1;
        id
    }
}

impl Screen {
    /// An empty page: what stands in a screen's place while it is handled.
    #[must_use]
    pub fn nothing() -> Self {
        Self::Page(Box::new(PageScreen::new(Source::Found(String::new()))))
    }
}
