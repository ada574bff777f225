//! What can happen to the app, and what it asks the outside to do. Effects are data: the shell carries them out.

use super::edit::{DraftId, Way};
use crate::domain::change::Change;
use crate::domain::dialogue::Dialogue;
use crate::domain::problem::Problem;
use crate::domain::record::{Key, Name, Record};
use chrono::NaiveDate;
use crossterm::event::KeyEvent;
use std::path::PathBuf;
use std::sync::Arc;

/// Something happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
    /// The hand has rested for a second after typing.
    Rested,
    /// Nothing else waits: what is computed in slices goes on.
    GoOn,
    /// No dialogue is named: those opened before, most recent first, with their titles.
    Welcome(Vec<(PathBuf, String)>),
    /// A dialogue was opened.
    Opened(Box<Opened>),
    /// A record was written.
    Saved {
        /// The draft it came from, when it came from one.
        draft: Option<DraftId>,
        /// The record as it now stands in its file.
        record: Record,
    },
    /// Somebody else had changed the same fields: both versions are kept.
    Conflict {
        /// The draft that holds mine.
        draft: Option<DraftId>,
        /// The record as it now stands in its file.
        record: Record,
        /// Field by field.
        conflicts: Vec<Clash>,
    },
    /// Something asked for could not be done. Nothing is lost.
    Failed {
        /// The draft concerned, when there is one.
        draft: Option<DraftId>,
        /// What went wrong and what to do next.
        problem: Problem,
    },
    /// Records changed on disk, by us (undo, bin, rename) or by others.
    Changed {
        /// New or changed records.
        put: Vec<Record>,
        /// Records that are gone.
        gone: Vec<Key>,
        /// What to say about it; empty for nothing.
        say: String,
    },
    /// The bin's contents.
    BinListed(Vec<BinItem>),
    /// Drafts found in the state folder.
    DraftsListed(Vec<DraftItem>),
    /// The text of a draft, to be gone on with.
    DraftRead {
        /// The draft, under its new number.
        id: DraftId,
        /// Which record it is of; none for a new one.
        key: Option<Key>,
        /// Its kind.
        kind: Name,
        /// What had been changed.
        changes: Vec<Change>,
        /// How its record was opened.
        way: Way,
    },
    /// `$EDITOR` has ended.
    EditorDone {
        /// The text as it was left.
        text: String,
    },
    /// Something is to be said.
    Say(String),
    /// The terminal is gone or the program is told to end.
    HangUp,
}

/// A dialogue that was opened.
#[derive(Debug)]
pub struct Opened {
    /// Its folder.
    pub folder: PathBuf,
    /// Its records.
    pub dialogue: Dialogue,
    /// Whether this user may write in the folder.
    pub writable: bool,
    /// Dialogues opened before, most recent first, with their titles.
    pub recent: Vec<(PathBuf, String)>,
    /// Drafts of this dialogue that wait to be finished.
    pub drafts: Vec<DraftItem>,
    /// The day on which it is looked at, where that is not today.
    pub day: Option<NaiveDate>,
    /// What to say at first; empty for nothing.
    pub say: String,
}

/// One field that two people changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The field, as `notes` or `position[2].value`.
    pub path: String,
    /// What it was when the edit began.
    pub base: String,
    /// What this user wants.
    pub mine: String,
    /// What now stands in the file.
    pub theirs: String,
}

/// Something in the bin.
#[derive(Clone, Debug, PartialEq)]
pub struct BinItem {
    /// Its number in the bin's log.
    pub number: u64,
    /// The record it was a version of.
    pub key: Key,
    /// The day it was put there.
    pub day: NaiveDate,
    /// When, as said on screen: `16 Mar 14:05`.
    pub when: String,
    /// Whether the whole record was sent there, rather than an older version of one that lives on.
    pub whole: bool,
    /// Its bytes.
    pub size: u64,
}

/// A draft that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftItem {
    /// Its file's name in the state folder.
    pub name: String,
    /// The record it is of; none for a new one.
    pub key: Option<Key>,
    /// Its kind.
    pub kind: Name,
    /// Of a new meeting: with whom.
    pub stakeholder: Option<Name>,
    /// Of a new meeting: the day.
    pub date: Option<NaiveDate>,
    /// When it was last written to, as said on screen.
    pub when: String,
    /// How many words it holds.
    pub words: usize,
    /// Its first words.
    pub snippet: String,
    /// The number under which it is open in this program.
    pub open: Option<DraftId>,
    /// Whether another running program of ours holds it.
    pub held_by: Option<String>,
    /// Whether it stands in this program's memory alone, since the disk does not take it.
    pub only_in_memory: bool,
}

/// Something the outside shall do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Appends to a draft before the next frame is drawn.
    Draft(DraftId, DraftOp),
    /// Writes a record.
    Save(Box<Save>),
    /// Several records in one step that undo takes back at once.
    SaveAll(Vec<Save>),
    /// Gives a record another id, with the changes that take links along.
    Rename {
        /// The record.
        key: Key,
        /// Its new id.
        id: String,
        /// Changes in the records that link to it.
        links: Vec<Save>,
    },
    /// Sends a record to the bin, unless it was changed since it was looked at.
    Bin(Arc<Record>),
    /// Brings something back from the bin.
    Restore(u64),
    /// Empties the bin for good.
    EmptyBin,
    /// Takes back the last saved change.
    Undo,
    /// Does it again.
    Redo,
    /// Lists the bin.
    ListBin,
    /// Lists drafts of this dialogue.
    ListDrafts,
    /// Reads a waiting draft.
    ReadDraft {
        /// Its file's name.
        name: String,
        /// Its new number.
        id: DraftId,
        /// The record it is of, as it is now.
        base: Option<Arc<Record>>,
        /// How that was opened.
        way: Way,
    },
    /// Throws a waiting draft away.
    DiscardDraft(String),
    /// Opens a dialogue.
    Open(PathBuf),
    /// Unpacks and opens the sample dialogue.
    Demo,
    /// Makes a new dialogue and opens it.
    Init(Box<NewDialogue>),
    /// Hands a text to `$EDITOR`.
    Editor {
        /// The text.
        text: String,
        /// Line and column of the caret, from 1.
        at: (usize, usize),
    },
    /// Opens a record's own file in `$EDITOR`.
    EditFile(Key),
    /// Copies to the terminal's clipboard (OSC 52).
    Copy(String),
    /// Writes a text beside the dialogue's folder.
    WriteFile {
        /// A name without folder.
        name: String,
        /// Its text.
        text: String,
    },
    /// Sends [`Msg::Rested`] once the hand has rested for a second.
    Rest,
    /// Sends [`Msg::GoOn`] as soon as nothing else waits; once, however often it was asked for.
    GoOn,
    /// Draws the whole screen again.
    Redraw,
    /// Puts the program to sleep.
    Suspend,
    /// Leaves the program.
    Quit,
}

impl Effect {
    /// Whether it changes the dialogue's folder.
    #[must_use]
    pub const fn writes(&self) -> bool {
        matches!(
            self,
            Self::Save(_)
                | Self::SaveAll(_)
                | Self::Rename { .. }
                | Self::Bin(_)
                | Self::Restore(_)
                | Self::EmptyBin
                | Self::Undo
                | Self::Redo
                | Self::EditFile(_)
        )
    }
}

/// A record to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Save {
    /// The draft it comes from, dropped once it is saved.
    pub draft: Option<DraftId>,
    /// The record; for a new one the wished id, which may get `-2` behind it.
    pub key: Key,
    /// The record as it was when the changes were begun; empty for a new one.
    pub base: Arc<Record>,
    /// Whether it is new.
    pub new: bool,
    /// What changes against the base.
    pub changes: Vec<Change>,
}

/// What is appended to a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftOp {
    /// A draft begins: of a record, or of a new one of a kind.
    Begin {
        /// The record; none for a new one.
        key: Option<Key>,
        /// Its kind.
        kind: Name,
        /// The record as it was when the changes were begun; empty for a new one.
        base: Arc<Record>,
    },
    /// All changes so far, whole.
    Changes(Vec<Change>),
    /// A long text changed at one place since the last `Changes`.
    Splice {
        /// The top-level field.
        field: Name,
        /// Byte offset in the text.
        at: usize,
        /// Bytes taken out there.
        cut: usize,
        /// Text put in.
        put: String,
    },
    /// It is saved in its record, or nothing was changed after all: the draft goes.
    Drop,
    /// What was typed is thrown away; it can still be found among the discarded drafts.
    Discard,
}

/// What a new dialogue begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDialogue {
    /// Its folder.
    pub folder: PathBuf,
    /// Its title.
    pub title: String,
    /// Country.
    pub country: String,
    /// The policy issue.
    pub issue: String,
    /// The host.
    pub host: String,
    /// When the first phase begins.
    pub start: Option<NaiveDate>,
}
