//! The hints at the foot of the screen: a few commands that matter here, with their keys. Derived from the command table and the keymap.

use super::blocked::blocked;
use super::command::{Command, Context};
use super::context;
use super::fit;
use super::model::Model;
use super::page::Source;
use super::screen::Screen;
use unicode_width::UnicodeWidthStr;

/// The hints as they stand on the screen. While the cursor goes from line to line they stay as they are, and follow when the
/// hand has rested: a line that changes with every step costs more to send than the step.
#[derive(Debug, Default)]
pub struct Foot {
    /// Keys and labels.
    pub hints: Vec<(String, String)>,
    /// Whether the last key only moved the cursor.
    pub(super) moving: bool,
    stale: bool,
}

impl Foot {
    /// Whether the hints are to follow once the hand has rested.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.stale
    }
}

/// Lets the hints follow, unless the cursor is on its way.
pub(super) fn refresh(model: &mut Model) {
    let hints = hints(model, model.width().saturating_sub(2));
    let moving = std::mem::take(&mut model.foot.moving);
    model.foot.stale = moving && hints != model.foot.hints;
    if !moving {
        model.foot.hints = hints;
    }
}

/// Whether a command only moves the cursor.
pub(super) fn only_moves(command: Command) -> bool {
    use Command::{ActorLeft, ActorRight, CardLeft, CardRight, CellLeft, CellRight, Down, First, HalfDown, HalfUp, Last, Up};
    matches!(command, Down | Up | HalfDown | HalfUp | First | Last | CellLeft | CellRight | ActorLeft | ActorRight | CardLeft | CardRight)
}

/// The commands worth a hint in a context, the most useful first.
fn worth(context: Context) -> &'static [Command] {
    match context {
        Context::Global => {
            &[Command::Now, Command::Capture, Command::Tool, Command::Search, Command::Palette, Command::Help, Command::Leave]
        }
        Context::Browse => &[],
        Context::List => &[Command::New, Command::Filter],
        Context::Record => &[Command::Edit, Command::AddRow, Command::SendToBin],
        Context::Page => &[Command::View, Command::PlanBilateral],
        Context::Roadmap => &[],
        Context::Board => &[Command::Open, Command::SetStatus, Command::SetMaturity],
        Context::Matrix => &[Command::Why, Command::MatrixFilter],
        Context::Graph => &[Command::NewHere],
        Context::Form => &[Command::SaveAndClose, Command::NextField, Command::Choose, Command::FormAddRow, Command::Save],
        Context::Note => &[Command::NoteClose, Command::NoteFields, Command::NoteHelp, Command::NoteBrief],
        Context::Input => &[Command::Accept, Command::Cancel],
        Context::Pick => &[Command::PickAccept, Command::PickCancel],
        Context::Confirm => &[Command::Yes, Command::No],
        Context::Debrief => {
            &[Command::DebriefAccept, Command::DebriefChange, Command::DebriefSkip, Command::DebriefAll, Command::DebriefLater]
        }
    }
}

/// Commands for anywhere that belong to what the page shows.
fn here(model: &Model) -> &'static [Command] {
    match model.top() {
        Some(Screen::Page(page)) if matches!(page.source, Source::Isf | Source::Movement | Source::Between(..)) => {
            &[Command::View, Command::Freeze, Command::Compare]
        }
        // What cannot be read is mended in the file.
        Some(Screen::Page(page)) if page.source == Source::Problems => &[Command::Open, Command::EditOutside],
        _ => &[],
    }
}

/// Keys and labels that fit in `width` cells.
fn hints(model: &Model, width: usize) -> Vec<(String, String)> {
    if let Some(Screen::Edit(edit)) = model.top()
        && let Some(meant) = edit.meant_unseen()
    {
        let key = model.keymap.key(Command::NoteFields);
        let room = width.saturating_sub(key.width() + 1);
        return if room > 0 { vec![(key, fit::fit(&meant, room))] } else { Vec::new() };
    }
    let cells = |command: Command| model.keymap.key(command).width() + command.spec().label.width() + 3;
    let commands =
        || here(model).iter().copied().chain(context::live(model).into_iter().flat_map(|context| worth(context).iter().copied()));
    // The ways to all others and back to today have their place before them.
    let mut left = width;
    let mut kept = Vec::new();
    for way in [Command::Help, Command::Now, Command::Palette] {
        if commands().any(|command| command == way) && blocked(way, model).is_none() && cells(way) <= left {
            left -= cells(way);
            kept.push(way);
        }
    }
    let mut shown = Vec::new();
    for command in commands() {
        let key = model.keymap.key(command);
        if key.is_empty() || blocked(command, model).is_some() || shown.iter().any(|(known, _)| *known == key) {
            continue;
        }
        if !kept.contains(&command) {
            if cells(command) > left {
                continue;
            }
            left -= cells(command);
        }
        shown.push((key, command.spec().label.to_owned()));
    }
    shown
}
