//! The screens, as a closed set. The stack's top has the keys; a popup is the top in a box.

use super::command::Context;
use super::edit::Edit;
use super::list::List;
use super::page::PageScreen;
use super::pick::Pick;
use super::prompt::Prompt;
use super::views::board::BoardScreen;
use super::views::graph::GraphScreen;
use super::views::matrix::MatrixScreen;

/// One screen of the stack.
#[derive(Debug)]
pub enum Screen {
    /// A list of records of one kind.
    List(Box<List>),
    /// A page made from records.
    Page(Box<PageScreen>),
    /// The position matrix.
    Matrix(Box<MatrixScreen>),
    /// The network, drawn.
    Graph(Box<GraphScreen>),
    /// The commitments of the Roadmap as cards under their statuses.
    Board(Box<BoardScreen>),
    /// A record in a form, or its note.
    Edit(Box<Edit>),
    /// Choosing by typing.
    Pick(Box<Pick>),
    /// A one-line question.
    Prompt(Box<Prompt>),
    /// A question with a plain yes or no.
    Confirm(Box<Confirm>),
}

/// A question with a plain yes or no; the answer's effect is data.
#[derive(Debug)]
pub struct Confirm {
    /// The question.
    pub question: String,
    /// What it means, in a few lines.
    pub lines: Vec<String>,
    /// What yes does.
    pub yes: super::msg::Effect,
}

impl Screen {
    /// The contexts in which keys are read on this screen, top first; [`Context::Global`] is added where no text is typed.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        match self {
            Self::List(list) => list.contexts(),
            Self::Page(page) => page.contexts(),
            Self::Matrix(_) => vec![Context::Matrix, Context::Page, Context::Record, Context::Browse],
            Self::Graph(_) => vec![Context::Graph, Context::Page, Context::Record, Context::Browse],
            Self::Board(_) => vec![Context::Board, Context::Roadmap, Context::Page, Context::Record, Context::Browse],
            Self::Edit(edit) => edit.contexts(),
            Self::Pick(_) => vec![Context::Pick],
            Self::Prompt(_) => vec![Context::Input],
            Self::Confirm(_) => vec![Context::Confirm],
        }
    }

    /// Rows of its head: title, tabs and rule; while a record is being written, no tabs.
    #[must_use]
    pub fn head(&self) -> usize {
        if matches!(self, Self::Edit(_)) { super::edit::HEAD } else { super::HEAD }
    }

    /// Whether it is drawn in a box over the screen below.
    #[must_use]
    pub fn is_popup(&self) -> bool {
        matches!(self, Self::Pick(_) | Self::Prompt(_) | Self::Confirm(_))
    }
}
