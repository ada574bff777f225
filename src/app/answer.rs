//! What answers do: in boxes to choose from, in one-line questions, at yes or no.

mod disclose;
pub(super) mod duty;
pub(super) mod new_dialogue;
mod phase;
mod progress;
mod question;
mod step;

use super::act::{self, offer};
use super::command::Command;
use super::edit::{Beside, Edit};
use super::model::Model;
use super::msg::{Effect, Save};
use super::page::{Opens, PageScreen, Source};
use super::pick::{Pick, Purpose};
use super::prompt::{Asking, Prompt};
use super::screen::Screen;
use super::tabs::Pane;
use super::text::{Outcome, TextEdit};
use super::update::{After, Step, with_top};
use crate::domain::audience::Audience;
use crate::domain::change::Change;
use crate::domain::record::{Key, Record};
use std::path::PathBuf;
use std::sync::Arc;

/// Typing in a box to choose from; an eager box takes its only match at once.
pub(super) fn typed_in_pick(model: &mut Model, pick: &mut Pick, type_in: impl FnOnce(&mut TextEdit) -> Outcome) -> Step {
    if type_in(&mut pick.query) == Outcome::Changed {
        pick.narrow();
    }
    match pick.settled().map(|item| item.value.clone()) {
        Some(value) => chosen(model, &pick.purpose.clone(), vec![value]),
        None => Step::none(),
    }
}

/// Commands in a box to choose from.
pub(super) fn pick(model: &mut Model, command: Command) -> Vec<Effect> {
    with_top(model, |model, screen| {
        let Screen::Pick(pick) = screen else { return Step::none() };
        let last = pick.found.len().saturating_sub(1);
        match command {
            Command::PickDown => pick.cursor = if pick.cursor >= last { 0 } else { pick.cursor + 1 },
            Command::PickUp => pick.cursor = pick.cursor.checked_sub(1).unwrap_or(last),
            Command::PickToggle if pick.many => pick.toggle(),
            Command::PickToggle => pick.cursor = if pick.cursor >= last { 0 } else { pick.cursor + 1 },
            Command::PickCancel => return Step::close(Vec::new()),
            Command::PickAccept => {
                let mut values = pick.marked.clone();
                if values.is_empty() {
                    values.extend(pick.current().map(|item| item.value.clone()));
                }
                if values.is_empty() {
                    return nothing_found(model, pick);
                }
                return chosen(model, &pick.purpose.clone(), values);
            }
            _ => {}
        }
        Step::none()
    })
}

/// Nothing matched what was typed: a new stakeholder may be begun, otherwise it is said.
fn nothing_found(model: &mut Model, pick: &Pick) -> Step {
    let typed = pick.query.text().trim().to_owned();
    if pick.offer_new.is_none() || typed.is_empty() {
        model.say("Nothing matches; Esc leaves.");
        return Step::none();
    }
    if let Purpose::Beside(name) = &pick.purpose {
        return Step { after: Some(After::Begun(name.clone(), Some(Beside::New(typed)))), ..Step::close(Vec::new()) };
    }
    if pick.purpose == Purpose::Field {
        let below = model.stack.iter().rev().find_map(|screen| match screen {
            Screen::Edit(edit) => edit.asks_beside(model, &typed),
            _ => None,
        });
        // What was typed stays in the box below, for who leaves the one above.
        return match below {
            Some(pick) => Step::push(Screen::Pick(Box::new(pick))),
            None => Step { after: Some(After::Begun(typed, None)), ..Step::close(Vec::new()) },
        };
    }
    let push = Edit::capture_new(model, &typed).map(|edit| Screen::Edit(Box::new(edit)));
    model.say(format!("New: {typed}. A civil society organisation until you say otherwise."));
    Step { push, ..Step::close(Vec::new()) }
}

/// Something was chosen: the box goes and what it was for happens.
fn chosen(model: &mut Model, purpose: &Purpose, values: Vec<String>) -> Step {
    let first = values.first().cloned().unwrap_or_default();
    let mut step = Step::close(Vec::new());
    match purpose {
        Purpose::Capture => step.after = Some(After::Capture(first)),
        Purpose::Record => {
            let key = first.split_once('/').map(|(kind, id)| Key::new(kind, id));
            step.after = key.map(|key| After::Open(Opens::Record(key)));
        }
        Purpose::Sheet(command) => {
            let source = match (command, first.split_once('/')) {
                (Command::Precheck, Some((kind, id))) => Source::Precheck(Key::new(kind, id)),
                (Command::HandOver, _) => Source::HandOver(first.as_str().into()),
                _ => Source::Brief(first.as_str().into(), None),
            };
            step.push = Some(Screen::Page(Box::new(PageScreen::new(source))));
        }
        Purpose::Tool => {
            if let Ok(number) = first.parse() {
                step.push = Some(Screen::Page(Box::new(PageScreen::new(Source::Tool(number)))));
            }
        }
        Purpose::Palette => {
            // The command is given to the screen below, once the box is gone.
            step.after = Command::named(&first).map(After::Command).or_else(|| {
                let places = offer::places(&model.dialogue.catalogue);
                let (_, pane) = places.into_iter().nth(first.parse().ok()?)?;
                Some(After::Open(match pane {
                    Pane::Kind(kind) => Opens::List(kind, String::new()),
                    Pane::Page(source) => Opens::Page(source),
                    Pane::Matrix => Opens::Matrix,
                    Pane::Graph => Opens::Graph,
                    Pane::Board => Opens::Board,
                }))
            });
        }
        Purpose::Beside(name) => step.after = Some(After::Begun(name.clone(), Some(Beside::There(first)))),
        Purpose::Field => step.after = Some(After::Picked(values)),
        Purpose::Dialogue if first.is_empty() => {
            let prompt = Prompt::new(Asking::OpenFolder, "Open the dialogue in which folder?", "A folder that holds a dialogue.toml.", "");
            step.push = Some(Screen::Prompt(Box::new(prompt)));
        }
        Purpose::Dialogue => step.effects.push(Effect::Open(PathBuf::from(first))),
        Purpose::MovePhase => step.effects.extend(phase::move_phase(model, &first)),
        Purpose::StepBack => {
            let prompt =
                Prompt::new(Asking::StepBack(first), "Why does the dialogue step back?", "Which data or event, and who asked for it.", "");
            step.push = Some(Screen::Prompt(Box::new(prompt)));
        }
        Purpose::AsOf => model.set_back(first.parse().ok().filter(|day| *day != model.today)),
        Purpose::CompareFrom => step.push = Some(Screen::Pick(Box::new(offer::compare_to(model, &first)))),
        Purpose::CompareTo(from) => {
            step.push = Some(Screen::Page(Box::new(PageScreen::new(Source::Between(from.clone(), first)))));
        }
        Purpose::Audience => {
            if let Some(audience) = Audience::parse(&first) {
                model.show_to(audience);
                let held = if model.held_back.is_empty() { String::new() } else { format!(" {}.", model.held_back) };
                model.say(format!("Shown as for: {}.{held}", audience.value()));
            }
        }
        Purpose::Disclosure(part) => return disclose::chosen(model, part, &first),
        Purpose::Status(key) => step.effects.extend(step::kept(model, key, &first)),
        Purpose::Maturity(key) => step.effects.extend(step::promised(model, key, &first)),
        Purpose::Duty(index) => step.effects.extend(duty::stands(model, *index, &first)),
        Purpose::AddRow(key) => step.after = Some(After::Open(Opens::Row(key.clone(), first.as_str().into(), usize::MAX))),
    }
    step
}

/// What writes some changes to a record as it now is.
fn save(record: &Arc<Record>, changes: Vec<Change>) -> Effect {
    Effect::Save(Box::new(Save { draft: None, key: record.key.clone(), base: record.clone(), new: false, changes }))
}

/// Commands in a line of input.
pub(super) fn input(model: &mut Model, command: Command) -> Vec<Effect> {
    with_top(model, |model, screen| match (screen, command) {
        (Screen::List(list), Command::Accept) => {
            list.filtering = false;
            Step::none()
        }
        (Screen::List(list), Command::Cancel) => {
            list.filtering = false;
            list.filter.set_text("");
            Step::none()
        }
        (Screen::Prompt(_), Command::Cancel) => Step::close(Vec::new()),
        (Screen::Prompt(prompt), Command::Accept) => question::answered(model, prompt),
        _ => Step::none(),
    })
}

/// Commands at a question with a plain yes or no.
pub(super) fn confirm(model: &mut Model, command: Command) -> Vec<Effect> {
    let mut binned = None;
    let mut effects = with_top(model, |_, screen| {
        let Screen::Confirm(confirm) = screen else { return Step::none() };
        match (command, &confirm.yes) {
            (Command::Yes, Effect::Bin(record)) => {
                binned = Some(record.key.clone());
                Step::close(Vec::new())
            }
            (Command::Yes, effect) => Step::close(vec![effect.clone(), Effect::ListBin]),
            _ => Step::close(Vec::new()),
        }
    });
    if let Some(key) = binned {
        effects.extend(act::binned(model, &key));
    }
    effects
}
