//! The app: turns messages into a changed model and effects. Knows no terminal and no disk; cannot block or fail.

mod act;
mod answer;
pub mod blocked;
pub mod command;
pub mod context;
pub mod edit;
pub mod facts;
pub mod fit;
pub mod footer;
mod heads;
mod hunt;
pub mod keymap;
pub mod keys;
mod layouts;
pub mod limits;
pub mod line;
pub mod list;
pub mod model;
pub mod msg;
pub mod names;
mod open;
pub mod page;
pub mod pages;
pub mod part;
pub mod pick;
mod press;
pub mod preview;
pub mod prompt;
mod saved;
pub mod screen;
pub mod settings;
mod sieve;
pub mod sight;
pub mod slices;
pub mod tabs;
#[cfg(test)]
pub(crate) mod testing;
pub mod text;
pub mod update;
pub mod views;
mod why;

/// Rows at the top of the screen: title, tabs, rule.
pub const HEAD: usize = 3;
/// Rows at the foot: hints or a notice.
pub const FOOT: usize = 1;
