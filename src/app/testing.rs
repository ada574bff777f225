//! The app for tests: a model on the sample dialogue, keys written as people say them.

use super::model::Model;
use super::msg::{Effect, Msg, Opened, Save};
use super::update::update;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::Record;
use crate::domain::testing::{TODAY, day, sample};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A model on the sample dialogue, on the day of its expected answers.
pub(crate) fn model(width: u16, height: u16) -> Model {
    model_of(sample(), width, height)
}

/// A model on a dialogue.
pub(crate) fn model_of(dialogue: Dialogue, width: u16, height: u16) -> Model {
    let mut model = Model::new(day(TODAY), (width, height));
    let opened =
        Opened { folder: "/d".into(), dialogue, writable: true, recent: Vec::new(), drafts: Vec::new(), day: None, say: String::new() };
    let mut effects = update(&mut model, Msg::Opened(Box::new(opened)));
    while effects.contains(&Effect::GoOn) {
        effects = update(&mut model, Msg::GoOn);
    }
    model
}

/// Presses keys, parted by blanks: `c`, `C-s`, `Enter`, `"typed text"`; gives all effects.
pub(crate) fn press(model: &mut Model, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = keys.trim_start();
    while !rest.is_empty() {
        if let Some(text) = rest.strip_prefix('"') {
            let (text, after) = text.split_once('"').expect("a closing mark");
            for letter in text.chars() {
                let code = if letter == '\n' { KeyCode::Enter } else { KeyCode::Char(letter) };
                effects.extend(update(model, Msg::Key(KeyEvent::new(code, KeyModifiers::NONE))));
            }
            rest = after.trim_start();
            continue;
        }
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        effects.extend(update(model, Msg::Key(key(word))));
        rest = after.trim_start();
    }
    effects
}

fn key(word: &str) -> KeyEvent {
    let (modifiers, name) = match word.strip_prefix("C-").filter(|name| !name.is_empty()) {
        Some(name) => (KeyModifiers::CONTROL, name),
        None => (KeyModifiers::NONE, word),
    };
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "S-Tab" => KeyCode::BackTab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Backspace" => KeyCode::Backspace,
        "Insert" => KeyCode::Insert,
        "Space" => KeyCode::Char(' '),
        "F3" => KeyCode::F(3),
        letter => KeyCode::Char(letter.chars().next().expect("a key")),
    };
    KeyEvent::new(code, modifiers)
}

/// The one save among effects.
pub(crate) fn saved(effects: &[Effect]) -> &Save {
    let saves: Vec<&Save> =
        effects.iter().filter_map(|effect| if let Effect::Save(save) = effect { Some(&**save) } else { None }).collect();
    let [save] = saves.as_slice() else { panic!("{} saves in {effects:?}", saves.len()) };
    save
}

/// Carries out the saves among effects in memory, as a disk that always works; gives the records as they were written.
pub(crate) fn write(model: &mut Model, effects: &[Effect]) -> Vec<Record> {
    let mut written = Vec::new();
    for effect in effects {
        let Effect::Save(save) = effect else { continue };
        let mut record = (*save.base).clone();
        record.key = save.key.clone();
        record.apply(&save.changes);
        update(model, Msg::Saved { draft: save.draft, record: record.clone() });
        written.push(record);
    }
    written
}
