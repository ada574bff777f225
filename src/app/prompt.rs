//! A one-line question in a box: a day, a reason, a new id, words to search for.

use super::msg::NewDialogue;
use super::part::Part;
use super::text::TextEdit;
use crate::domain::record::Key;

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
