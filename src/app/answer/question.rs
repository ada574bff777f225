//! What the answer to a one-line question does, or what is wrong with it.

use super::phase::save_process;
use super::{disclose, new_dialogue, progress, save};
use crate::app::model::Model;
use crate::app::msg::{Effect, Save};
use crate::app::page::{PageScreen, Source};
use crate::app::prompt::{Asking, Prompt};
use crate::app::screen::Screen;
use crate::app::update::Step;
use crate::app::views::matrix;
use crate::domain::change::Change;
use crate::domain::record::{Key, Record, Row};
use crate::domain::value::Value;
use crate::domain::views::frozen::Frozen;
use crate::domain::{ids, links};
use std::path::PathBuf;
use std::sync::Arc;

pub(super) fn answered(model: &mut Model, prompt: &mut Prompt) -> Step {
    let text = prompt.input.text().trim().to_owned();
    let fault = |prompt: &mut Prompt, what: String| {
        prompt.fault = Some(what);
        Step::none()
    };
    match prompt.asking.clone() {
        Asking::Search => {
            if text.is_empty() {
                return Step::close(Vec::new());
            }
            Step { push: Some(Screen::Page(Box::new(PageScreen::new(Source::Found(text))))), ..Step::close(Vec::new()) }
        }
        Asking::Rename(key) => {
            if !ids::valid_id(&text) {
                return fault(prompt, "An id is made of lower-case letters, digits and -, at most 64.".to_owned());
            }
            if text == *key.id {
                return Step::close(Vec::new());
            }
            match links::rename(&model.dialogue, &key, &text) {
                Ok(links) => {
                    let count = links.len();
                    model.say(format!(
                        "{key} is now {text}; {count} {} came along.",
                        if count == 1 { "record that links to it" } else { "records that link to it" }
                    ));
                    // A page of the record goes with it.
                    for screen in &mut model.stack {
                        if let Screen::Page(page) = screen
                            && page.source == Source::Record(key.clone())
                        {
                            page.source = Source::Record(Key::new(&key.kind, &text));
                        }
                    }
                    let save = |(key, changes): (Key, Vec<Change>)| {
                        let base = model.dialogue.find(&key)?.clone();
                        Some(Save { draft: None, key, base, new: false, changes })
                    };
                    let links = links.into_iter().filter_map(save).collect();
                    Step::close(vec![Effect::Rename { key, id: text, links }])
                }
                Err(problem) => fault(prompt, problem.what),
            }
        }
        Asking::StepBack(phase) => {
            if text.is_empty() {
                return fault(prompt, "A step back is worth a reason: it is asked for later.".to_owned());
            }
            let row = Row::new(
                "step_back",
                [
                    ("date".to_owned(), Value::Date(model.today)),
                    ("to".to_owned(), phase.as_str().into()),
                    ("reason".to_owned(), text.into()),
                ],
            );
            model.say("The step back is logged. Phases are labels, so nothing is locked.");
            Step::close(save_process(model, vec![Change::AddRow(row)]))
        }
        Asking::DisclosureReason(part, level) => {
            if text.is_empty() {
                return fault(prompt, "Raising asks for a reason.".to_owned());
            }
            disclose::reasoned(model, &part, level, &text)
        }
        Asking::EmptyBin if text == "empty" => Step::close(vec![Effect::EmptyBin, Effect::ListBin]),
        Asking::EmptyBin => fault(prompt, "Only the word empty empties it; Esc leaves it as it is.".to_owned()),
        Asking::Stakeholders => match matrix::misunderstood(&text, model) {
            Some(what) => fault(prompt, what),
            None => {
                model.only.filter = text;
                Step::close(Vec::new())
            }
        },
        Asking::Freeze => {
            let frozen = Frozen::at(&model.dialogue, model.as_of());
            match frozen.record(Some(&text), &model.dialogue, model.today) {
                Some(record) => {
                    model.say(format!("Frozen as {}.", record.id()));
                    Step::close(vec![Effect::Save(Box::new(fresh(&record)))])
                }
                None => Step::close(Vec::new()),
            }
        }
        Asking::Progress(key) => match progress::row(model, &text) {
            Ok(row) => {
                model.say(format!("Progress of {} kept.", key.id));
                let Some(record) = model.dialogue.find(&key) else { return Step::close(Vec::new()) };
                Step::close(vec![save(record, vec![Change::AddRow(row)])])
            }
            Err(what) => fault(prompt, what),
        },
        Asking::Measurement(key) => match progress::measurement(model, &text) {
            Ok(row) => {
                model.say(format!("Measurement of {} kept.", key.id));
                let Some(record) = model.dialogue.find(&key) else { return Step::close(Vec::new()) };
                Step::close(vec![save(record, vec![Change::AddRow(row)])])
            }
            Err(what) => fault(prompt, what),
        },
        Asking::NewDialogue(mut new, step) => match new_dialogue::answer(&mut new, step, &text, model) {
            Err(what) => fault(prompt, what),
            Ok(()) if step + 1 < new_dialogue::QUESTIONS.len() => {
                Step { push: Some(Screen::Prompt(Box::new(new_dialogue::question(new, step + 1)))), ..Step::close(Vec::new()) }
            }
            Ok(()) => Step::close(vec![Effect::Init(new)]),
        },
        Asking::OpenFolder => {
            if text.is_empty() {
                return Step::close(Vec::new());
            }
            Step::close(vec![Effect::Open(PathBuf::from(text))])
        }
    }
}

/// What writes a record that is new.
fn fresh(record: &Record) -> Save {
    let base = Arc::new(Record::new(record.key.clone()));
    Save { draft: None, key: record.key.clone(), base, new: true, changes: record.as_changes() }
}

#[cfg(test)]
mod tests {
    use crate::app::screen::Screen;
    use crate::app::testing::{model, press, saved, write};

    #[test]
    fn freezing_keeps_how_the_dialogue_stands_with_the_reason() {
        let mut model = model(80, 24);
        let effects = press(&mut model, "Space f \"before e5\" Enter");
        assert_eq!(&*saved(&effects).key.kind, "snapshots");
        let written = write(&mut model, &effects);
        let cells = written.first().map(|record| record.rows("cell").count());
        assert_eq!(cells, Some(44));
    }

    #[test]
    fn what_moved_between_two_days_is_asked_in_two_steps_that_can_be_typed_or_chosen() {
        let mut model = model(80, 24);
        press(&mut model, "Space c \"2025-06-30\" Enter \"2025-12-03\" Enter j");
        let Some(Screen::Page(page)) = model.top() else { panic!("no page") };
        assert_eq!(page.page.aside, "18 positions from 2025-06-30 to 2025-12-03");
        press(&mut model, "Esc Space c \"cons\" Enter Enter j");
        let Some(Screen::Page(page)) = model.top() else { panic!("no page") };
        assert!(page.page.aside.contains("to 2026-03-16"), "{}", page.page.aside);
    }
}
