//! Keys and pastes: who has them follows from the model; a command is carried out, or it is said why not.

use super::blocked::blocked;
use super::command::{Command, Context};
use super::context;
use super::keymap::Meaning;
use super::keys::Chord;
use super::model::Model;
use super::msg::Effect;
use super::screen::Screen;
use super::text::Outcome;
use super::update::{Step, settle, with_top};
use super::{act, answer, footer};
use crossterm::event::{KeyCode, KeyEvent};

/// A key: a command, the beginning of one, or text.
pub(super) fn key(model: &mut Model, key: &KeyEvent) -> Vec<Effect> {
    let chord = Chord::of(key);
    model.notice = None;
    model.pending.push(chord);
    match context::meaning(model) {
        Meaning::Prefix => Vec::new(),
        Meaning::Command(context, command) => {
            model.pending.clear();
            settle(model);
            model.foot.moving = footer::only_moves(command);
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
            if !(waited && chord.code == KeyCode::Esc) {
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
    let in_memory = model.drafts.iter().filter(|draft| draft.only_in_memory).count();
    if command == Command::Quit && in_memory > 0 && !again {
        model.interrupted = true;
        let (stand, them) = if in_memory == 1 { ("1 draft stands", "it") } else { (&*format!("{in_memory} drafts stand"), "them") };
        model.warn(format!("{stand} in memory alone: leaving again loses {them}. The disk takes nothing."));
        return vec![Effect::ListDrafts];
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
        Context::Matrix => act::matrix(model, command),
        Context::Graph => act::graph(model, command),
        Context::Roadmap => act::roadmap(model, command),
        Context::Board => act::board(model, command),
        Context::Form | Context::Note | Context::Debrief => Vec::new(),
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
            if list.filter.handle_key(key) == Outcome::Changed {
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

/// A paste goes to where text is being typed.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
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
            model.say("Text can be pasted into a note or a field. c begins a note.");
            Step::none()
        }
    })
}
