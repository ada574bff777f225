//! Undo and redo: changes in groups as a person would take them back. Knows no buffer; it says what to put where.

use super::buffer::Pos;

/// What a change was, for deciding whether the next one belongs to the same group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A character typed.
    Typed,
    /// A grapheme taken before the caret.
    Erased,
    /// A grapheme taken after the caret.
    Deleted,
    /// Anything else: always a group of its own.
    Whole,
}

/// A group: one change, with the carets around it.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) at: Pos,
    pub(super) cut: String,
    pub(super) put: String,
    pub(super) before: Pos,
    pub(super) after: Pos,
}

/// The changes made and the changes taken back.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
    /// The kind of the group that is still open.
    open: Option<Kind>,
}

impl History {
    /// Ends the open group: the caret has moved, or somebody else's turn has come.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// Takes a change in, into the open group if it carries on there.
    pub(super) fn push(&mut self, change: Change, kind: Kind) {
        self.undone.clear();
        let joins = self.open == Some(kind) && self.done.last_mut().is_some_and(|last| join(last, &change, kind));
        if !joins {
            self.done.push(change);
        }
        self.open = (kind != Kind::Whole).then_some(kind);
    }

    /// The change to take back now.
    pub(super) fn undo(&mut self) -> Option<Change> {
        self.close();
        let change = self.done.pop()?;
        self.undone.push(change.clone());
        Some(change)
    }

    /// The change to make again now.
    pub(super) fn redo(&mut self) -> Option<Change> {
        self.close();
        let change = self.undone.pop()?;
        self.done.push(change.clone());
        Some(change)
    }
}

/// Joins `next` to `last` where both are one go: a word with the space after it, a run of erasing.
fn join(last: &mut Change, next: &Change, kind: Kind) -> bool {
    if next.before != last.after {
        return false;
    }
    match kind {
        Kind::Typed => {
            let new_word = last.put.ends_with(char::is_whitespace) && !next.put.starts_with(char::is_whitespace);
            let follows = last.at.line == next.at.line && last.at.at + last.put.len() == next.at.at && next.cut.is_empty();
            if new_word || !follows {
                return false;
            }
            last.put.push_str(&next.put);
        }
        Kind::Erased => {
            let follows = last.at.line == next.at.line && next.at.at + next.cut.len() == last.at.at;
            if next.cut.contains('\n') || last.cut.contains('\n') || !follows {
                return false;
            }
            last.cut.insert_str(0, &next.cut);
            last.at = next.at;
        }
        Kind::Deleted => {
            if next.cut.contains('\n') || last.cut.contains('\n') || last.at != next.at {
                return false;
            }
            last.cut.push_str(&next.cut);
        }
        Kind::Whole => return false,
    }
    last.after = next.after;
    true
}
