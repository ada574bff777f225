//! Going to tabs, and opening what a line speaks of: records, pages, lists, drafts, dialogues.

use super::answer::duty;
use super::blocked::blocked;
use super::command::Command;
use super::edit::{self, Draft, Edit, MEETINGS, Way};
use super::list::List;
use super::model::Model;
use super::msg::{DraftItem, Effect, Opened};
use super::page::{Opens, PageScreen, Source};
use super::pick::{Item, Pick, Purpose};
use super::press::give;
use super::screen::Screen;
use super::tabs::{Pane, Tab};
use super::views::matrix::Only;
use crate::domain::display;
use crate::domain::record::{Fields, Key};

const GOES_ON: &str = "What was typed before goes on.";

/// A dialogue was opened: everything begins at Home.
pub(super) fn dialogue(model: &mut Model, opened: Opened) {
    model.today = opened.day.unwrap_or(model.clock);
    model.folder = Some(opened.folder);
    model.writable = opened.writable;
    model.set_dialogue(opened.dialogue);
    model.recent = opened.recent;
    model.drafts = opened.drafts;
    model.bin.clear();
    model.only = Only::default();
    model.trail.clear();
    model.stack.clear();
    model.left.clear();
    model.panes = [0; Tab::ALL.len()];
    go_to_tab(model, Tab::Home);
    if !opened.say.is_empty() {
        model.say(opened.say);
    }
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
        Pane::Graph => Screen::Graph(Box::default()),
        Pane::Board => Screen::Board(Box::default()),
    }
}

/// Opens what a line speaks of.
pub(super) fn open(model: &mut Model, opens: &Opens) -> Vec<Effect> {
    if opens.writes()
        && let Some(reason) = blocked(Command::Capture, model)
    {
        model.warn(reason);
        return Vec::new();
    }
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
        Opens::Graph => {
            model.stack.push(Screen::Graph(Box::default()));
            Vec::new()
        }
        Opens::Board => {
            model.stack.push(Screen::Board(Box::default()));
            Vec::new()
        }
        Opens::Command(command) => {
            // Help was asked on the screen below: what is chosen from it is done there.
            if matches!(model.top(), Some(Screen::Page(page)) if matches!(page.source, Source::Help(_))) && model.stack.len() > 1 {
                model.stack.pop();
            }
            give(model, command.spec().context, *command)
        }
        Opens::Dialogue(folder) => vec![Effect::Open(folder.clone())],
        Opens::Bin(number) => vec![Effect::Restore(*number), Effect::ListBin],
        Opens::Draft(name) => resume(model, name, Way::Form),
        Opens::Row(key, row, index) => write(model, key, Way::Row(row.clone(), *index)),
        Opens::Debrief(key) => write(model, key, Way::Debrief),
        Opens::TakeUp(place) => duty::take_up(model, *place),
    }
}

/// Opens a record to write in it. What was typed of it before and never written goes on, by whichever way it is opened.
pub(super) fn write(model: &mut Model, key: &Key, way: Way) -> Vec<Effect> {
    if let Some(name) = waits(model, |draft, _| draft.key.as_ref() == Some(key)) {
        model.say(GOES_ON);
        return resume(model, &name, way);
    }
    let elsewhere = model.drafts.iter().any(|draft| draft.key.as_ref() == Some(key));
    let edit = Edit::open(model, key, &way);
    if edit.is_some() && elsewhere {
        let drafts = model.keymap.key(Command::Drafts);
        model.say(format!("A draft of it is open elsewhere. {drafts} takes it over."));
    }
    lay_on_top(model, edit)
}

/// A bilateral note with this stakeholder, today. A meeting of today that was planned, or begun and never written, is the one.
pub(super) fn capture(model: &mut Model, stakeholder: &str) -> Vec<Effect> {
    let with = |draft: &DraftItem, model: &Model| match draft.key.as_ref().map(|key| model.dialogue.find(key)) {
        Some(meeting) => meeting.and_then(|meeting| Some((meeting.text("stakeholder")? == stakeholder, meeting.date("date")))),
        None => draft.stakeholder.as_deref().map(|with| (with == stakeholder, draft.date)),
    };
    let of_today = |draft: &DraftItem, model: &Model| &*draft.kind == MEETINGS && with(draft, model) == Some((true, Some(model.today)));
    if let Some(name) = waits(model, of_today) {
        model.say(GOES_ON);
        return resume(model, &name, Way::Notes);
    }
    if let Some(planned) = edit::planned_today(model, stakeholder) {
        return write(model, &planned, Way::Notes);
    }
    let earlier = waits(model, |draft, _| draft.key.is_none() && draft.stakeholder.as_deref() == Some(stakeholder)).is_some();
    let edit = Edit::capture(model, stakeholder);
    if earlier {
        let drafts = model.keymap.key(Command::Drafts);
        model.say(format!("An earlier note with them waits. {drafts} goes on with it."));
    }
    lay_on_top(model, edit)
}

/// A draft that nobody has open.
fn waits(model: &Model, which: impl Fn(&DraftItem, &Model) -> bool) -> Option<String> {
    model.drafts.iter().find(|draft| draft.held_by.is_none() && which(draft, model)).map(|draft| draft.name.clone())
}

fn resume(model: &mut Model, name: &str, way: Way) -> Vec<Effect> {
    let id = model.new_draft();
    let key = model.drafts.iter().find(|draft| draft.name == *name).and_then(|draft| draft.key.as_ref());
    let base = key.and_then(|key| model.dialogue.find(key)).cloned();
    vec![Effect::ReadDraft { name: name.to_owned(), id, base, way }]
}

/// A draft was read: it is gone on with, and waits no more.
pub(super) fn gone_on(model: &mut Model, read: &Draft<'_>, way: &Way) -> Vec<Effect> {
    let Some((edit, mut effects)) = Edit::resume(model, read, way) else {
        model.warn("Its record cannot be shown now; the draft is kept.");
        return Vec::new();
    };
    if edit.session.new && read.key.is_some() {
        model.warn("Its record is gone; what was typed begins a new one.");
    }
    lay_on_top(model, Some(edit));
    effects.push(Effect::ListDrafts);
    effects
}

fn lay_on_top(model: &mut Model, edit: Option<Edit>) -> Vec<Effect> {
    model.stack.extend(edit.map(|edit| Screen::Edit(Box::new(edit))));
    Vec::new()
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
