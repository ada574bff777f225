//! A new dialogue is asked for in five questions, one after the other.

use crate::app::model::Model;
use crate::app::msg::NewDialogue;
use crate::app::prompt::{Asking, Prompt};
use std::path::PathBuf;

/// What is asked for a new dialogue, in order: title, question, help.
pub(super) const QUESTIONS: [(&str, &str); 5] = [
    ("In which folder?", "~/dialogues/water, say. It is made for you alone to read."),
    ("Its title?", "As the stakeholders call it: Hands and Words."),
    ("Which country?", "May be left empty."),
    ("Which policy issue?", "One sentence; may be left empty."),
    ("Who hosts it?", "Your organisation; may be left empty. The assessment phase begins today."),
];

/// The question at a step of a new dialogue.
pub(in crate::app) fn question(new: Box<NewDialogue>, step: usize) -> Prompt {
    let (question, help) = QUESTIONS.get(step).copied().unwrap_or_default();
    let title = format!("A new dialogue, {} of {}: {question}", step + 1, QUESTIONS.len());
    Prompt::new(Asking::NewDialogue(new, step), title, help, "")
}

pub(super) fn answer(new: &mut NewDialogue, step: usize, text: &str, model: &Model) -> Result<(), String> {
    match step {
        0 if text.is_empty() => return Err("A folder is needed: ~/dialogues/name, say.".to_owned()),
        0 => {
            new.folder = PathBuf::from(text);
            new.start = Some(model.today);
        }
        1 if text.is_empty() => return Err("A title is needed; it can be changed later.".to_owned()),
        1 => text.clone_into(&mut new.title),
        2 => text.clone_into(&mut new.country),
        3 => text.clone_into(&mut new.issue),
        _ => text.clone_into(&mut new.host),
    }
    Ok(())
}
