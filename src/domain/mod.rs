//! What a dialogue is, and what can be worked out from it. Knows no terminal, no disk, no clock.

pub mod audience;
pub mod catalogue;
pub mod change;
pub mod check;
pub mod dated;
pub mod dates;
pub mod dialogue;
pub mod disclosure;
pub mod display;
pub mod entry;
pub mod fold;
pub mod haystack;
pub mod ids;
pub mod lens;
pub mod links;
pub mod marks;
pub mod merge;
pub mod nearest;
pub mod place;
pub mod problem;
pub mod query;
pub mod record;
pub mod search;
pub mod sort;
#[cfg(test)]
pub(crate) mod testing;
pub mod todo;
pub mod value;
pub mod views;
