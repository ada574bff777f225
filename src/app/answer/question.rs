//! What the answer to a one-line question does, or what is wrong with it.

use super::phase::save_process;
use super::{new_dialogue, progress, save};
use crate::app::model::Model;
use crate::app::msg::{Effect, Save};
use crate::app::page::{PageScreen, Source};
use crate::app::prompt::{Asking, Prompt};
use crate::app::screen::Screen;
use crate::app::update::Step;
use crate::domain::change::Change;
use crate::domain::record::{Fields, Key, Row};
use crate::domain::value::Value;
use crate::domain::{dates, ids, links};
use std::path::PathBuf;

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
        Asking::AsOf => {
            if text.is_empty() || text == "today" {
                model.sight.as_of = None;
                model.say("Every view as of today.");
                return Step::close(Vec::new());
            }
            match dates::parse_day(&text, model.today) {
                Some(day) => {
                    model.sight.as_of = Some(day);
                    model.say(format!("Every view as of {}.", dates::say_day(day, model.today)));
                    Step::close(Vec::new())
                }
                None => fault(prompt, format!("\"{text}\" is no day. Write it as 2025-12-03 or -3m.")),
            }
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
                    // A page of the record under its old id has nothing to show any more.
                    model.stack.retain(|screen| !matches!(screen, Screen::Page(page) if page.source == Source::Record(key.clone())));
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
            model.say("The step back is logged; phases are labels, so nothing is locked.");
            Step::close(save_process(model, vec![Change::AddRow(row)]))
        }
        Asking::DisclosureReason(key, level) => {
            if text.is_empty() {
                return fault(prompt, "Raising asks for a reason.".to_owned());
            }
            let Some(record) = model.dialogue.find(&key) else { return Step::close(Vec::new()) };
            let mut changes =
                vec![Change::Field { name: "disclosure".into(), from: record.get("disclosure").cloned(), to: Some(level.value().into()) }];
            let noted = record.text("note").unwrap_or_default();
            let line = format!("{}: disclosure {} since {text}\n", model.today, level.value());
            changes.push(Change::Field {
                name: "note".into(),
                from: record.get("note").cloned(),
                to: Some(format!("{noted}{line}").into()),
            });
            Step::close(vec![save(record, changes)])
        }
        Asking::Progress(key) => match progress::row(model, &text) {
            Ok(row) => {
                model.say(format!("Progress of {} kept.", key.id));
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
