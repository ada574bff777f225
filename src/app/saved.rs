//! What the disk answers to a save: it is done, somebody else changed the same, or it could not be. Knows no disk.

use super::command::Command;
use super::edit::{DraftId, Edit};
use super::model::Model;
use super::msg::{Clash, DraftOp, Effect};
use super::screen::Screen;
use crate::domain::problem::Problem;
use crate::domain::record::Record;

/// A record was written.
pub(super) fn done(model: &mut Model, draft: Option<DraftId>, record: Record) -> Vec<Effect> {
    left(model, draft);
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
    let mut effects = effects.unwrap_or_default();
    // That of a new record names no record: only the disk knows that it waits no more.
    if !model.drafts.is_empty() {
        effects.push(Effect::ListDrafts);
    }
    effects
}

/// Somebody else changed the same fields: both versions are kept.
pub(super) fn conflict(model: &mut Model, draft: Option<DraftId>, record: Record, conflicts: &[Clash]) -> Vec<Effect> {
    let open = draft.is_some_and(|draft| with_edit(model, draft, |edit| edit.conflict(&record, conflicts)).is_some());
    let kind = model.dialogue.kind_of(&record.key);
    let says = |clash: &Clash| kind.map_or_else(|| clash.path.clone(), |kind| kind.says(&clash.path));
    let fields = conflicts.iter().map(says).collect::<Vec<_>>().join(", ");
    let who = format!("Somebody else changed {}: {fields}.", record.key.id);
    // The choice comes up at once, but not under the hands of who is writing something else.
    match left(model, draft).filter(|_| !open && !takes_keys(model)) {
        Some(edit) => {
            model.warn(who);
            model.stack.push(Screen::Edit(Box::new(edit.into_choice(&record, conflicts))));
        }
        None if open => model.warn(who),
        None => {
            let drafts = model.keymap.key(Command::Drafts);
            model.warn(format!("Both versions are kept; {drafts} to choose. {who}"));
        }
    }
    model.change(|dialogue| dialogue.put(record));
    vec![Effect::ListDrafts]
}

/// Something asked for could not be done; a draft stays.
pub(super) fn failed(model: &mut Model, draft: Option<DraftId>, problem: &Problem) -> Vec<Effect> {
    left(model, draft);
    if let Some(draft) = draft {
        with_edit(model, draft, Edit::failed);
    }
    let kept = if draft.is_some() { "Not written yet; the draft is kept. " } else { "" };
    let place = if problem.file.is_empty() { String::new() } else { format!("{}: ", problem.file) };
    model.warn(format!("{kept}{place}{} {}", problem.what, problem.hint).trim_end().to_owned());
    // What could not be saved waits as a draft.
    if draft.is_some() { vec![Effect::ListDrafts] } else { Vec::new() }
}

/// The record that was left with this draft; it is waited for no longer.
fn left(model: &mut Model, draft: Option<DraftId>) -> Option<Edit> {
    let place = model.left.iter().position(|edit| Some(edit.session.draft) == draft)?;
    Some(model.left.remove(place))
}

/// Whether the screen on top takes keys that another screen must not take from it.
fn takes_keys(model: &Model) -> bool {
    let writes = |screen: &Screen| matches!(screen, Screen::Edit(_)) || screen.contexts().iter().any(|context| context.is_text());
    model.top().is_some_and(|screen| screen.is_popup() || writes(screen))
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
