//! Where the program meets the terminal and the system: what goes down the line, what comes up it, signals, and a
//! guardian that leaves the terminal as it was found. The other rooms know none of this.

mod backlog;
mod clipboard;
mod disk;
mod drafting;
mod editor;
pub mod effects;
pub mod guardian;
pub mod input;
pub mod pace;
pub mod run;
pub mod signals;
pub mod terminal;
pub mod wire;
