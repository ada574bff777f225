//! What answers do: in boxes to choose from, in one-line questions, at yes or no.

use super::act;
use super::command::Command;
use super::edit::Edit;
use super::model::Model;
use super::msg::{Effect, NewDialogue, Save};
use super::page::{Opens, PageScreen, Source};
use super::pick::{Pick, Purpose};
use super::prompt::{Asking, Prompt};
use super::screen::Screen;
use super::text::{Outcome, TextEdit};
use super::update::{After, Step, with_top};
use crate::domain::audience::Audience;
use crate::domain::catalogue::Choices;
use crate::domain::change::Change;
use crate::domain::disclosure::Disclosure;
use crate::domain::record::{Fields, Key, Record, Row};
use crate::domain::value::Value;
use crate::domain::{dates, ids, links};
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
    // The name alone makes a record: what kind they are can be asked later.
    let key = new_stakeholder(model, &typed);
    let changes = vec![
        Change::Field { name: "name".into(), from: None, to: Some(typed.as_str().into()) },
        Change::Field { name: "kind".into(), from: None, to: Some("cso".into()) },
    ];
    let base = Arc::new(Record::new(key.clone()));
    let mut step = Step::close(vec![Effect::Save(Box::new(Save { draft: None, key: key.clone(), base, new: true, changes }))]);
    step.push = Edit::capture(model, &key.id).map(|edit| Screen::Edit(Box::new(edit)));
    model.say(format!("{typed} is new: kept as a civil society organisation until you say otherwise."));
    step
}

fn new_stakeholder(model: &Model, name: &str) -> Key {
    let mut record = Record::new(Key::new("stakeholders", ""));
    record.set("name", Some(name.into()));
    match model.dialogue.catalogue.kind("stakeholders") {
        Some(kind) => Key::new("stakeholders", &ids::new_id(kind, &record, &model.dialogue, model.today)),
        None => Key::new("stakeholders", &ids::slug(name)),
    }
}

/// Something was chosen: the box goes and what it was for happens.
fn chosen(model: &mut Model, purpose: &Purpose, values: Vec<String>) -> Step {
    let first = values.first().cloned().unwrap_or_default();
    let mut step = Step::close(Vec::new());
    match purpose {
        Purpose::Capture => step.push = Edit::capture(model, &first).map(|edit| Screen::Edit(Box::new(edit))),
        Purpose::Record => {
            let key = first.split_once('/').map(|(kind, id)| Key::new(kind, id));
            step.after = key.map(|key| After::Open(Opens::Record(key)));
        }
        Purpose::Tool => {
            if let Ok(number) = first.parse() {
                step.push = Some(Screen::Page(Box::new(PageScreen::new(Source::Tool(number)))));
            }
        }
        Purpose::Palette => {
            // The command is given to the screen below, once the box is gone.
            step.after = Command::named(&first).map(After::Command);
        }
        Purpose::Field => step.after = Some(After::Picked(values)),
        Purpose::Dialogue if first.is_empty() => {
            let prompt = Prompt::new(Asking::OpenFolder, "Open the dialogue in which folder?", "A folder that holds a dialogue.toml.", "");
            step.push = Some(Screen::Prompt(Box::new(prompt)));
        }
        Purpose::Dialogue => step.effects.push(Effect::Open(PathBuf::from(first))),
        Purpose::MovePhase => step.effects.extend(move_phase(model, &first)),
        Purpose::StepBack => {
            let prompt =
                Prompt::new(Asking::StepBack(first), "Why does the dialogue step back?", "Which data or event, and who asked for it.", "");
            step.push = Some(Screen::Prompt(Box::new(prompt)));
        }
        Purpose::Audience => {
            if let Some(audience) = Audience::parse(&first) {
                model.show_to(audience);
                let held = if model.held_back.is_empty() { String::new() } else { format!(" {}.", model.held_back) };
                model.say(format!("Shown as for: {}.{held}", audience.value()));
            }
        }
        Purpose::Disclosure(key) => return disclose(model, key, &first),
        Purpose::AddRow(key) => step.push = Edit::open_row(model, key, &first, usize::MAX).map(|edit| Screen::Edit(Box::new(edit))),
    }
    step
}

/// Lowering may be done at once; raising asks for a reason first.
fn disclose(model: &mut Model, key: &Key, level: &str) -> Step {
    let Some(level) = Disclosure::parse(level) else { return Step::close(Vec::new()) };
    let Some(record) = model.dialogue.find(key) else { return Step::close(Vec::new()) };
    let now = record.text("disclosure").and_then(Disclosure::parse).unwrap_or_else(|| model.dialogue.default_disclosure());
    if level == now {
        return Step::close(Vec::new());
    }
    if level < now {
        let title = format!("Why may {key} be seen by more than before?");
        let help = format!("From {now} to {level}. The reason is kept in its notes.");
        let prompt = Prompt::new(Asking::DisclosureReason(key.clone(), level), title, help, "");
        return Step { push: Some(Screen::Prompt(Box::new(prompt))), ..Step::close(Vec::new()) };
    }
    let change = Change::Field { name: "disclosure".into(), from: record.get("disclosure").cloned(), to: Some(level.value().into()) };
    Step::close(vec![save(record, vec![change])])
}

/// What writes some changes to a record as it now is.
fn save(record: &Arc<Record>, changes: Vec<Change>) -> Effect {
    Effect::Save(Box::new(Save { draft: None, key: record.key.clone(), base: record.clone(), new: false, changes }))
}

fn move_phase(model: &mut Model, phase: &str) -> Vec<Effect> {
    let process = model.dialogue.process();
    let mut changes = Vec::new();
    let mut known = false;
    for (index, row) in process.rows("phase").enumerate() {
        let change = |name: &str, to: Option<Value>| Change::RowField {
            row: row.clone(),
            index,
            name: name.into(),
            from: row.get(name).cloned(),
            to,
        };
        if row.text("name") == Some(phase) {
            known = true;
            if row.date("start").is_none_or(|start| start > model.today) {
                changes.push(change("start", Some(Value::Date(model.today))));
            }
            if row.get("end").is_some() {
                changes.push(change("end", None));
            }
        } else if row.date("start").is_some_and(|start| start <= model.today) && row.date("end").is_none_or(|end| end >= model.today) {
            changes.push(change("end", Some(Value::Date(model.today - chrono::Duration::days(1)))));
        }
    }
    if !known {
        changes
            .push(Change::AddRow(Row::new("phase", [("name".to_owned(), phase.into()), ("start".to_owned(), Value::Date(model.today))])));
    }
    if changes.is_empty() {
        model.say("The dialogue is in this phase already.");
        return Vec::new();
    }
    save_process(model, changes)
}

fn save_process(model: &Model, changes: Vec<Change>) -> Vec<Effect> {
    model.dialogue.find(&Key::dialogue()).map(|process| save(process, changes)).into_iter().collect()
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
        (Screen::Prompt(prompt), Command::Accept) => answered(model, prompt),
        _ => Step::none(),
    })
}

fn answered(model: &mut Model, prompt: &mut Prompt) -> Step {
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
        Asking::Progress(key) => match progress_row(model, &text) {
            Ok(row) => {
                model.say(format!("Progress of {} kept.", key.id));
                let Some(record) = model.dialogue.find(&key) else { return Step::close(Vec::new()) };
                Step::close(vec![save(record, vec![Change::AddRow(row)])])
            }
            Err(what) => fault(prompt, what),
        },
        Asking::NewDialogue(mut new, step) => match new_dialogue_answer(&mut new, step, &text, model) {
            Err(what) => fault(prompt, what),
            Ok(()) if step + 1 < NEW_DIALOGUE.len() => {
                Step { push: Some(Screen::Prompt(Box::new(new_dialogue_question(new, step + 1)))), ..Step::close(Vec::new()) }
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

/// A progress row from one line: status (or its beginning), a day, the note, and evidence behind `|`.
fn progress_row(model: &Model, text: &str) -> Result<Row, String> {
    let def = model.dialogue.catalogue.kind("commitments").and_then(|kind| kind.row("progress"));
    let choices = def.and_then(|row| row.field("status")).and_then(|field| field.choices().cloned());
    let (text, evidence) = text.split_once('|').map_or((text, None), |(text, evidence)| (text, Some(evidence.trim())));
    let (status, rest) =
        choices.as_ref().and_then(|choices| leading_choice(choices, text)).map_or((None, text), |(value, rest)| (Some(value), rest));
    let rest = rest.trim_start_matches([':', ',', ' ']);
    let (day, note) = leading_day(rest, model);
    if status.is_none() && note.is_empty() {
        let offered =
            choices.map(|choices| choices.iter().map(|choice| choice.label.clone()).collect::<Vec<_>>().join(", ")).unwrap_or_default();
        return Err(format!("Say a status ({offered}), a note, or both."));
    }
    let mut fields = vec![("date".to_owned(), Value::Date(day))];
    fields.extend(status.map(|status| ("status".to_owned(), status)));
    fields.extend(Some(note).filter(|note| !note.is_empty()).map(|note| ("note".to_owned(), note.into())));
    fields.extend(evidence.filter(|evidence| !evidence.is_empty()).map(|evidence| ("evidence".to_owned(), evidence.into())));
    Ok(Row::new("progress", fields))
}

/// The choice that a line begins with: by label, value or symbol, followed by the end or a sign.
fn leading_choice<'a>(choices: &Choices, text: &'a str) -> Option<(Value, &'a str)> {
    let lower = text.to_lowercase();
    choices
        .iter()
        .flat_map(|choice| {
            let value = choice.value.to_string();
            [Some(choice.label.to_lowercase()), Some(value.replace('_', " ")), Some(value), choice.symbol.clone()]
                .into_iter()
                .flatten()
                .map(move |name| (choice, name))
        })
        .filter(|(_, name)| lower.starts_with(name.as_str()) && lower.is_char_boundary(name.len()))
        .filter(|(_, name)| lower.get(name.len()..).is_some_and(|rest| rest.chars().next().is_none_or(|next| !next.is_alphanumeric())))
        .max_by_key(|(_, name)| name.len())
        .and_then(|(choice, name)| text.get(name.len()..).map(|rest| (choice.value.clone(), rest)))
}

fn leading_day<'a>(text: &'a str, model: &Model) -> (chrono::NaiveDate, &'a str) {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_day = word.chars().any(|letter| letter.is_ascii_digit()) || word == "today" || word == "yesterday";
    match dates::parse_day(word, model.today).filter(|_| is_day) {
        Some(day) => (day, rest.trim()),
        None => (model.today, text.trim()),
    }
}

/// What is asked for a new dialogue, in order: title, question, help.
const NEW_DIALOGUE: [(&str, &str); 5] = [
    ("In which folder?", "It is made for you alone (nobody else on this server can read it)."),
    ("Its title?", "As the stakeholders call it: Hands and Words."),
    ("Which country?", "May be left empty."),
    ("Which policy issue?", "One sentence; may be left empty."),
    ("Who hosts it?", "Your organisation; may be left empty. The assessment phase begins today."),
];

/// The question at a step of a new dialogue.
pub(super) fn new_dialogue_question(new: Box<NewDialogue>, step: usize) -> Prompt {
    let (question, help) = NEW_DIALOGUE.get(step).copied().unwrap_or_default();
    let title = format!("A new dialogue, {} of {}: {question}", step + 1, NEW_DIALOGUE.len());
    Prompt::new(Asking::NewDialogue(new, step), title, help, "")
}

fn new_dialogue_answer(new: &mut NewDialogue, step: usize, text: &str, model: &Model) -> Result<(), String> {
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
