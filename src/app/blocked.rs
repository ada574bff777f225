//! Why a command cannot be carried out now: one sentence, or nothing when it can.

use super::answer::duty;
use super::command::Command;
use super::limits::part_here;
use super::model::Model;
use super::page::Source;
use super::pages;
use super::screen::Screen;
use super::why::why;
use crate::domain::audience::{Audience, record_level};
use crate::domain::dates;
use crate::domain::disclosure::Disclosure;
use crate::domain::lens::Commitment;
use crate::domain::record::{Key, Locked};

/// The reason nothing at all may be written.
#[must_use]
pub fn only_to_be_read(model: &Model) -> Option<String> {
    if model.read_only {
        return Some("Opened for reading only: nothing can be changed.".to_owned());
    }
    let folder = model.folder.as_deref().filter(|_| !model.writable)?;
    Some(format!("You may only read here. Whoever looks after {} can let you write.", folder.display()))
}

/// The reason a command cannot act now.
#[must_use]
pub fn blocked(command: Command, model: &Model) -> Option<String> {
    let writes = matches!(
        command,
        Command::Capture
            | Command::New
            | Command::NewHere
            | Command::Edit
            | Command::EditOutside
            | Command::AddRow
            | Command::Rename
            | Command::SetStatus
            | Command::SetMaturity
            | Command::SendToBin
            | Command::Disclosure
            | Command::Undo
            | Command::Redo
            | Command::MovePhase
            | Command::StepBack
            | Command::Freeze
            | Command::PlanBilateral
    );
    if writes && model.folder.is_none() {
        return Some("There is no dialogue open. Begin one, or open the sample.".to_owned());
    }
    if command == Command::Search && model.folder.is_none() {
        return Some("There is nothing to search yet. Begin a dialogue, or open the sample.".to_owned());
    }
    if writes && let Some(reason) = only_to_be_read(model) {
        return Some(reason);
    }
    if writes && model.sight.audience != Audience::Host {
        return Some(format!("Shown as for {}: nothing is changed. Space a goes back to the host's.", model.sight.audience.value()));
    }
    if writes && let Some(day) = model.sight.as_of {
        let (day, now) = (dates::say_day(day, model.today), model.keymap.key(Command::Now));
        return Some(format!("As of {day}, nothing is changed. {now} comes back to today."));
    }
    if command == Command::Now && model.sight.as_of.is_none() {
        return Some("Every view is as of today already.".to_owned());
    }
    if matches!(command, Command::Drafts | Command::Bin) && model.sight.audience != Audience::Host {
        return Some(format!("Drafts and the bin are for the host alone. Shown as for {}.", model.sight.audience.value()));
    }
    if matches!(command, Command::FormAddRow | Command::FormRemoveRow)
        && matches!(model.top(), Some(Screen::Edit(edit)) if !edit.has_rows())
    {
        return Some("There are no rows here.".to_owned());
    }
    let has_one_way = match model.top() {
        Some(Screen::Page(page)) => page.page.ways.len() < 2,
        Some(Screen::Board(_)) => true,
        _ => false,
    };
    if command == Command::View && has_one_way {
        return Some("This page has but one way to be shown.".to_owned());
    }
    if command == Command::PlanBilateral && !names_a_stakeholder(model) {
        return Some("No stakeholder here to plan a meeting with. Go to a line that names one.".to_owned());
    }
    if command == Command::Why && why(model).is_none() {
        return Some("Nothing is traced back from here. Enter shows what a line speaks of.".to_owned());
    }
    if command == Command::Precheck && model.dialogue.events().next().is_none() {
        return Some("A precheck is made for an event, and there is none yet.".to_owned());
    }
    if matches!(command, Command::Brief | Command::HandOver) && model.dialogue.records("stakeholders").is_empty() {
        return Some("It is about a stakeholder, and there is none yet. Tool 3 is where they are written down.".to_owned());
    }
    let needs_record = matches!(
        command,
        Command::Edit
            | Command::EditOutside
            | Command::AddRow
            | Command::Rename
            | Command::SetStatus
            | Command::SetMaturity
            | Command::SendToBin
            | Command::Disclosure
            | Command::Copy
    );
    if !needs_record {
        return None;
    }
    let part = if command == Command::Disclosure { model.top().and_then(part_here) } else { None };
    let Some(key) = part.map(|part| part.key).or_else(|| subject(model)) else {
        return Some("There is no record under the cursor.".to_owned());
    };
    let Some(record) = model.dialogue.find(&key) else {
        return Some(format!("{key} is not there any more."));
    };
    let scales = matches!(command, Command::SetStatus | Command::SetMaturity);
    if scales || matches!(command, Command::Edit | Command::AddRow | Command::Rename | Command::Disclosure | Command::SendToBin) {
        match record.locked {
            Some(Locked::Link) => return Some(format!("A symbolic link can be read but not written: {}.", key.file())),
            Some(Locked::Unreadable) if command != Command::SendToBin => {
                return Some(format!("{} cannot be read as TOML: E opens it in $EDITOR.", key.file()));
            }
            _ => {}
        }
    }
    let kind = model.dialogue.kind_of(&key);
    match command {
        Command::SetStatus if duty::here(model).is_some() => None,
        _ if scales && &*key.kind != Commitment::KIND => Some("Only a commitment or a duty taken up goes by steps.".to_owned()),
        Command::Edit | Command::AddRow if kind.is_some_and(|kind| kind.read_only) => {
            Some("Snapshots are frozen and cannot be changed.".to_owned())
        }
        Command::AddRow if kind.is_some_and(|kind| kind.rows.is_empty()) => Some("This record has no rows to add.".to_owned()),
        Command::Rename | Command::SendToBin if key.is_dialogue() => Some("A dialogue cannot be renamed or sent to the bin.".to_owned()),
        Command::Copy => {
            let level = record_level(&model.dialogue, record);
            (level > Disclosure::Attributable).then(|| format!("Not copied: it is {level}. Only public and attributable can be copied."))
        }
        _ => None,
    }
}

/// Whether there is somebody here to plan a meeting with.
fn names_a_stakeholder(model: &Model) -> bool {
    let of_event = matches!(model.top(), Some(Screen::Page(page)) if matches!(page.source, Source::Precheck(_)));
    of_event || subject(model).is_some_and(|key| pages::stakeholder_of(&model.dialogue, &key).is_some())
}

/// The record that commands on a record act on now.
#[must_use]
pub fn subject(model: &Model) -> Option<Key> {
    match model.top()? {
        Screen::List(list) => list.current().map(|record| record.key.clone()),
        Screen::Page(page) => page.key(),
        Screen::Matrix(matrix) => matrix.key(),
        Screen::Graph(graph) => graph.key(),
        Screen::Board(board) => board.key(),
        _ => None,
    }
}
