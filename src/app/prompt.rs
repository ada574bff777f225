//! A one-line question in a box: a day, a reason, a new id, words to search for.

use super::msg::NewDialogue;
use super::text::TextEdit;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Key, Name, Record, Row};

/// A record, or one of its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The record.
    pub key: Key,
    /// The row: its name, and its index among those of that name.
    pub row: Option<(Name, usize)>,
}

impl Part {
    /// The row of its record that is meant, when it is one and is there.
    #[must_use]
    pub fn row_of<'r>(&'r self, record: &'r Record) -> Option<&'r Row> {
        let (name, index) = self.row.as_ref()?;
        record.row(name, *index)
    }

    /// A record as a whole.
    #[must_use]
    pub fn whole(key: &Key) -> Self {
        Self { key: key.clone(), row: None }
    }

    /// The last row of that name of which this is so; the record as a whole where there is none.
    #[must_use]
    pub fn last(dialogue: &Dialogue, key: &Key, name: &str, is_it: impl Fn(&Row) -> bool) -> Self {
        let found = dialogue.find(key).and_then(|record| record.rows(name).enumerate().filter(|(_, row)| is_it(row)).last());
        Self { row: found.map(|(index, row)| (row.name.clone(), index)), ..Self::whole(key) }
    }

    /// The row itself, borrowed from that record.
    #[must_use]
    pub fn row(dialogue: &Dialogue, key: &Key, row: &Row) -> Self {
        Self::last(dialogue, key, &row.name, |other| std::ptr::eq(other, row))
    }
}

/// What the answer is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Asking {
    /// Words to search for in all records.
    Search,
    /// Another id for a record.
    Rename(Key),
    /// Why the dialogue steps back to a phase.
    StepBack(String),
    /// Why a record or row may be seen by more.
    DisclosureReason(Part, crate::domain::disclosure::Disclosure),
    /// Which stakeholders the matrix shall show.
    Stakeholders,
    /// Why the dialogue is frozen now.
    Freeze,
    /// A row in one line: status, date, text.
    Progress(Key),
    /// A measurement in one line: figure, date, text.
    Measurement(Key),
    /// The word that empties the bin.
    EmptyBin,
    /// A new dialogue, one answer after the other.
    NewDialogue(Box<NewDialogue>, usize),
    /// A folder to open a dialogue from.
    OpenFolder,
}

/// A one-line question.
#[derive(Debug)]
pub struct Prompt {
    /// What the answer is for.
    pub asking: Asking,
    /// The question.
    pub title: String,
    /// One line of help below.
    pub help: String,
    /// The answer.
    pub input: TextEdit,
    /// What is wrong with the answer given.
    pub fault: Option<String>,
}

impl Prompt {
    /// A question with an answer to begin with.
    #[must_use]
    pub fn new(asking: Asking, title: impl Into<String>, help: impl Into<String>, answer: &str) -> Self {
        Self { asking, title: title.into(), help: help.into(), input: TextEdit::new(answer, false), fault: None }
    }
}
