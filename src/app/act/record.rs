//! What commands do on the record under the cursor, or the one a page is about.

use super::{ask, offer, push_pick, show};
use crate::app::answer::duty;
use crate::app::blocked::subject;
use crate::app::command::Command;
use crate::app::edit::Way;
use crate::app::fit;
use crate::app::limits::part_here;
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::app::open::write;
use crate::app::page::{PageScreen, Source};
use crate::app::pages;
use crate::app::part::Part;
use crate::app::pick::{Item, Pick, Purpose};
use crate::app::prompt::{Asking, Prompt};
use crate::app::screen::{Confirm, Screen};
use crate::app::why::why;
use crate::domain::lens::{Commitment, Maturity, Status};
use crate::domain::record::Key;
use crate::domain::views::duties::DutyState;

/// Commands on the record under the cursor, or the one a page is about.
pub(in crate::app) fn record(model: &mut Model, command: Command) -> Vec<Effect> {
    if command == Command::Why {
        return ask_why(model);
    }
    let here = subject(model);
    if matches!(command, Command::Brief | Command::Precheck | Command::HandOver) {
        return sheet(model, command, here.as_ref());
    }
    let Some(key) = here else { return Vec::new() };
    match command {
        Command::Edit => write(model, &key, Way::Form),
        Command::EditOutside => vec![Effect::EditFile(key)],
        Command::AddRow => add_row(model, &key),
        Command::Rename => {
            let help = "Lower-case letters, digits and -; links to it come along.";
            ask(model, Prompt::new(Asking::Rename(key.clone()), format!("Another id for {key}"), help, &key.id))
        }
        Command::SetStatus if duty::here(model).is_some() => {
            let Some(index) = duty::here(model) else { return Vec::new() };
            let now = duty::state(model, index);
            let steps = DutyState::ALL.map(|state| format!("{} {}", state.sign(), state.label()));
            let now = DutyState::ALL.iter().position(|state| *state == now);
            push_pick(model, |_| offer::step(Purpose::Duty(index), "How far is this duty met?".to_owned(), &steps, now))
        }
        Command::SetStatus => {
            let now = model.dialogue.find(&key).map(|record| Commitment(record).status(model.today));
            let now = Status::ALL.iter().position(|status| Some(*status) == now);
            let steps = Status::ALL.map(|status| format!("{} {}", pages::status_sign(status.value()).0, status.label()));
            let title = format!("{}: how far is it kept, from today?", key.id);
            push_pick(model, |_| offer::step(Purpose::Status(key), title, &steps, now))
        }
        Command::SetMaturity => {
            let now = model.dialogue.find(&key).and_then(|record| Commitment(record).maturity());
            let now = Maturity::ALL.iter().position(|maturity| Some(*maturity) == now);
            let steps = Maturity::ALL.map(|maturity| maturity.label().to_owned());
            let title = format!("{}: how far is it promised, from today?", key.id);
            push_pick(model, |_| offer::step(Purpose::Maturity(key), title, &steps, now))
        }
        Command::SendToBin => send_to_bin(model, &key),
        Command::Disclosure => {
            let part = model.top().and_then(part_here).unwrap_or(Part { key, row: None });
            push_pick(model, |model| offer::disclosure(model, part))
        }
        Command::Copy => copy(model, &key),
        _ => Vec::new(),
    }
}

/// Opens a sheet on the record under the cursor; where that is about nobody, or no event, one is chosen.
fn sheet(model: &mut Model, command: Command, here: Option<&Key>) -> Vec<Effect> {
    let source = here.and_then(|key| match command {
        Command::Precheck => model.dialogue.kind_of(key).filter(|kind| kind.event).map(|_| Source::Precheck(key.clone())),
        Command::Brief => pages::brief_of(&model.dialogue, key),
        _ => pages::stakeholder_of(&model.dialogue, key).map(Source::HandOver),
    });
    match source {
        Some(source) => show(model, source),
        None => push_pick(model, |model| offer::subject_of(model, command)),
    }
}

/// Goes back to what it rests on, from where the cursor is.
fn ask_why(model: &mut Model) -> Vec<Effect> {
    let Some(source) = why(model) else { return Vec::new() };
    if matches!(model.top(), Some(Screen::Page(page)) if page.source == source) {
        model.say("It is traced back on this page already.");
        return Vec::new();
    }
    show(model, source)
}

fn add_row(model: &mut Model, key: &Key) -> Vec<Effect> {
    if &*key.kind == "commitments" {
        let help = "The status (on track, at risk, done, …), the day if not today, a note. Evidence goes behind a |.";
        return ask(model, Prompt::new(Asking::Progress(key.clone()), format!("Progress of {}", key.id), help, ""));
    }
    if &*key.kind == "indicators" {
        let help = "The figure first, a day if not today, then what was found; | source. Without a figure: words alone.";
        return ask(model, Prompt::new(Asking::Measurement(key.clone()), format!("Measured of {}", key.id), help, ""));
    }
    let rows = model.dialogue.kind_of(key).map(|kind| kind.rows.clone()).unwrap_or_default();
    if let [only] = rows.as_slice() {
        return write(model, key, Way::Row(only.name.clone(), usize::MAX));
    }
    let items = rows.iter().map(|row| Item::new(&*row.name, row.singular.clone(), row.help.clone())).collect();
    push_pick(model, |_| Pick::new(Purpose::AddRow(key.clone()), "Add which row?", items))
}

fn send_to_bin(model: &mut Model, key: &Key) -> Vec<Effect> {
    let backlinks = model.facts.all_backlinks(&model.dialogue);
    let mut from: Vec<String> = backlinks.mentions(key).iter().map(|mention| mention.from.to_string()).collect();
    from.dedup();
    if from.is_empty() {
        return binned(model, key);
    }
    let count = from.len();
    let mut lines = vec![format!(
        "{count} {} still {} to it:",
        if count == 1 { "record" } else { "records" },
        if count == 1 { "links" } else { "link" }
    )];
    lines.extend(fit::wrap(&from.join(", "), 56).into_iter().take(5));
    lines.push("Their links stay and are shown as problems until it is restored.".to_owned());
    let question = format!("Send {key} to the bin?");
    if let Some(record) = model.dialogue.find(key).cloned() {
        model.stack.push(Screen::Confirm(Box::new(Confirm { question, lines, yes: Effect::Bin(record) })));
    }
    Vec::new()
}

/// Sends a record to the bin; its own page, where it is open, goes too.
pub(in crate::app) fn binned(model: &mut Model, key: &Key) -> Vec<Effect> {
    while model.stack.len() > 1 && matches!(model.top(), Some(Screen::Page(page)) if page.source == Source::Record(key.clone())) {
        model.stack.pop();
    }
    model.dialogue.find(key).cloned().map(Effect::Bin).into_iter().collect()
}

fn copy(model: &mut Model, key: &Key) -> Vec<Effect> {
    let mut source = PageScreen::new(Source::Record(key.clone()));
    source.refresh(model);
    let text = source.page.lines.iter().map(|line| line.plain().trim_end().to_owned()).collect::<Vec<_>>().join("\n");
    model.say(format!("{key} copied."));
    vec![Effect::Copy(format!("{}\n\n{text}", source.page.title))]
}
