//! What can be done in a text, as values, and the keys that mean it where the app's own keymap has nothing to say.
//! Every command has a key without Alt; knows no screen.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::motion::Move;

/// Something done in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditCommand {
    /// Puts one character at the caret.
    Insert(char),
    /// Begins a new line; not in a single line.
    Newline,
    /// Takes the grapheme before the caret.
    Backspace,
    /// Takes the grapheme after the caret.
    Delete,
    /// Takes back to the beginning of the word before.
    DeleteWordBack,
    /// Takes on to the end of the word after.
    DeleteWordForward,
    /// Takes back to the beginning of the line.
    DeleteToLineStart,
    /// Takes on to the end of the line; at the end, the line break.
    DeleteToLineEnd,
    /// Moves the caret.
    Move(Move),
    /// Takes the last change back.
    Undo,
    /// Makes the change again that was taken back.
    Redo,
}

/// What a command did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing, and it is not the text's to do: somebody else may take it (Enter or an arrow up in a single line).
    Ignored,
    /// Nothing, as there was nothing to do it to.
    Still,
    /// The caret moved.
    Moved,
    /// The text changed.
    Changed,
}

impl EditCommand {
    /// The command that a key means in a text by default.
    #[must_use]
    pub fn for_key(key: &KeyEvent) -> Option<Self> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let word = ctrl || alt;
        Some(match key.code {
            KeyCode::Char(c) if ctrl && alt => return by_both(c),
            KeyCode::Char(c) if ctrl => return by_ctrl(c),
            KeyCode::Char(c) if alt => return by_alt(c),
            KeyCode::Char(c) => Self::Insert(c),
            KeyCode::Enter => Self::Newline,
            KeyCode::Backspace if word => Self::DeleteWordBack,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Delete if word => Self::DeleteWordForward,
            KeyCode::Delete => Self::Delete,
            KeyCode::Left if word => Self::Move(Move::WordLeft),
            KeyCode::Left => Self::Move(Move::Left),
            KeyCode::Right if word => Self::Move(Move::WordRight),
            KeyCode::Right => Self::Move(Move::Right),
            KeyCode::Up => Self::Move(Move::Up),
            KeyCode::Down => Self::Move(Move::Down),
            KeyCode::Home if ctrl => Self::Move(Move::Top),
            KeyCode::Home => Self::Move(Move::LineStart),
            KeyCode::End if ctrl => Self::Move(Move::Bottom),
            KeyCode::End => Self::Move(Move::LineEnd),
            KeyCode::PageUp => Self::Move(Move::PageUp),
            KeyCode::PageDown => Self::Move(Move::PageDown),
            _ => return None,
        })
    }
}

/// Ctrl and a letter. Ctrl-_ comes as `_`, `/` or `7`, and Ctrl-H is Backspace on some terminals.
fn by_ctrl(c: char) -> Option<EditCommand> {
    Some(match c {
        'w' => EditCommand::DeleteWordBack,
        'u' => EditCommand::DeleteToLineStart,
        'k' => EditCommand::DeleteToLineEnd,
        'a' => EditCommand::Move(Move::LineStart),
        'e' => EditCommand::Move(Move::LineEnd),
        'h' => EditCommand::Backspace,
        'j' => EditCommand::Newline,
        'z' | '_' | '/' | '7' => EditCommand::Undo,
        'y' | 'r' => EditCommand::Redo,
        _ => return None,
    })
}

fn by_alt(c: char) -> Option<EditCommand> {
    Some(match c {
        'b' => EditCommand::Move(Move::WordLeft),
        'f' => EditCommand::Move(Move::WordRight),
        'd' => EditCommand::DeleteWordForward,
        _ => return None,
    })
}

/// Alt-Backspace where the terminal sends Ctrl-H for Backspace.
fn by_both(c: char) -> Option<EditCommand> {
    (c == 'h').then_some(EditCommand::DeleteWordBack)
}
