//! The one way round: a message changes the model and gives effects.

use super::blocked::only_to_be_read;
use super::command::Command;
use super::edit::{Beside, Draft, DraftId};
use super::footer;
use super::model::Model;
use super::msg::{Effect, Msg};
use super::open::{self, go_to_tab, open};
use super::page::{Opens, PageScreen, Source};
use super::press::{self, give};
use super::preview;
use super::saved;
use super::screen::Screen;
use super::tabs::Tab;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Key, Record};

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
    /// What was named for the field of a form is begun, with what it needs beside it.
    Begun(String, Option<Beside>),
    /// Something is opened.
    Open(Opens),
    /// A bilateral note with a stakeholder is begun, or gone on with.
    Capture(String),
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
    let mut effects = match msg {
        Msg::Key(key) => press::key(model, &key),
        Msg::Paste(text) => press::paste(model, &text),
        Msg::Resize(width, height) => {
            model.size = (width.max(1), height.max(1));
            Vec::new()
        }
        Msg::Rested => {
            preview::make(model);
            Vec::new()
        }
        Msg::GoOn => {
            match model.stack.last_mut() {
                Some(Screen::Page(page)) if page.has_more() => page.go_on(),
                _ => {
                    let as_of = model.as_of();
                    model.facts.go_on(&model.dialogue, as_of);
                }
            }
            Vec::new()
        }
        Msg::Welcome(recent) => {
            model.recent = recent;
            go_to_tab(model, Tab::Home);
            Vec::new()
        }
        Msg::Opened(opened) => {
            open::dialogue(model, *opened);
            Vec::new()
        }
        Msg::Saved { draft, record } => saved::done(model, draft, record),
        Msg::Conflict { draft, record, conflicts } => saved::conflict(model, draft, record, &conflicts),
        Msg::Failed { draft, problem } => saved::failed(model, draft, &problem),
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
        Msg::DraftRead { id, key, kind, changes, way } => {
            open::gone_on(model, &Draft { id, key: key.as_ref(), kind: &kind, changes: &changes }, &way)
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
    // Whatever way a key found: what is only to be read stays as it is.
    if effects.iter().any(Effect::writes)
        && let Some(reason) = only_to_be_read(model)
    {
        effects.retain(|effect| !effect.writes());
        model.warn(reason);
    }
    refresh(model);
    footer::refresh(model);
    if has_more(model) {
        effects.push(Effect::GoOn);
    }
    if preview::is_wanted(model) || model.foot.is_stale() {
        effects.push(Effect::Rest);
    }
    effects
}

/// Whether something is computed in slices and not whole yet.
fn has_more(model: &Model) -> bool {
    let grows = match model.top() {
        Some(Screen::List(list)) => list.is_unsettled(),
        Some(Screen::Page(page)) => page.has_more(),
        _ => false,
    };
    grows || model.facts.is_growing()
}

/// Brings what the next command hangs on to an end: a key typed ahead means what it would have meant later.
pub(super) fn settle(model: &mut Model) {
    with_top(model, |model, screen| {
        match screen {
            Screen::List(list) => list.settle(model),
            Screen::Page(page) if page.has_more() || model.facts.is_searching() => {
                model.facts.finish_search(&model.dialogue);
                page.go_on();
                page.refresh(model);
            }
            _ => {}
        }
        Step::none()
    });
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
    if model.sight.hide_names {
        model.facts.names(&model.dialogue);
    }
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
            Screen::Matrix(matrix) => matrix.refresh(model),
            Screen::Graph(graph) => graph.refresh(model),
            Screen::Board(board) => board.refresh(model),
            Screen::Edit(edit) => edit.refresh(model),
            _ => {}
        }
        if let Some(slot) = model.stack.get_mut(place) {
            *slot = screen;
        }
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
        if let Screen::Edit(edit) = screen
            && edit.is_awaited()
        {
            model.left.push(*edit);
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
        Some(After::Begun(name, beside)) => begun(model, &name, beside),
        Some(After::Open(opens)) => open(model, &opens),
        Some(After::Capture(stakeholder)) => open::capture(model, &stakeholder),
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

/// Has the form below begin what was named; the box it was named in goes.
fn begun(model: &mut Model, name: &str, beside: Option<Beside>) -> Vec<Effect> {
    if matches!(model.top(), Some(Screen::Pick(_))) {
        model.stack.pop();
    }
    with_top(model, |model, screen| match screen {
        Screen::Edit(edit) => edit.picked_new(model, name, beside),
        _ => Step::none(),
    })
}

fn is_open(model: &Model, draft: DraftId) -> bool {
    model.stack.iter().any(|screen| matches!(screen, Screen::Edit(edit) if edit.session.draft == draft))
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
