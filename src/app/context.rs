//! Who has the keys: a function of the model, never of what was drawn.

use super::command::{Command, Context};
use super::keymap::Meaning;
use super::keys::Chord;
use super::model::Model;
use super::screen::Screen;

/// The live contexts, top first.
#[must_use]
pub fn live(model: &Model) -> Vec<Context> {
    let mut contexts = model.top().map(Screen::contexts).unwrap_or_default();
    let takes_text = contexts.iter().any(|context| context.is_text());
    let asks = contexts.contains(&Context::Confirm);
    // The debrief keeps digits and letters for itself.
    let debriefs = contexts.contains(&Context::Debrief);
    if !takes_text && !asks && !debriefs {
        contexts.push(Context::Global);
    }
    contexts
}

/// What the pending keys mean now, under whatever keyboard layout they were pressed.
#[must_use]
pub fn meaning(model: &Model) -> Meaning {
    let found = meaning_of(model, &model.pending);
    if found != Meaning::None {
        return found;
    }
    let keys: Vec<Chord> = model.pending.iter().copied().map(Chord::latin).collect();
    if keys == model.pending { found } else { meaning_of(model, &keys) }
}

/// What keys mean now. A key that would be typed into a text is never a command there.
fn meaning_of(model: &Model, keys: &[Chord]) -> Meaning {
    let contexts = live(model);
    let takes_text = contexts.iter().any(|context| context.is_text());
    if takes_text && keys.len() == 1 && keys.first().is_some_and(|chord| chord.typed().is_some()) {
        return Meaning::None;
    }
    let found = model.keymap.meaning(&contexts, keys);
    // Ctrl-C leaves from anywhere, Ctrl-L draws anew from anywhere.
    if found == Meaning::None && (takes_text || contexts.contains(&Context::Debrief)) {
        let everywhere: &[Command] = if contexts.iter().any(|context| matches!(context, Context::Form | Context::Debrief)) {
            &[Command::Interrupt, Command::Redraw, Command::Suspend, Command::Help, Command::Palette]
        } else {
            &[Command::Interrupt, Command::Redraw, Command::Suspend]
        };
        if let Meaning::Command(context, command) = model.keymap.meaning(&[Context::Global], keys)
            && everywhere.contains(&command)
        {
            return Meaning::Command(context, command);
        }
    }
    found
}

/// The commands that can be given now, in the order of the live contexts: for footer, help and palette.
#[must_use]
pub fn commands(model: &Model) -> Vec<Command> {
    let contexts = live(model);
    contexts
        .iter()
        .flat_map(|context| super::command::COMMANDS.iter().filter(move |spec| spec.context == *context))
        .map(|spec| spec.command)
        .collect()
}
