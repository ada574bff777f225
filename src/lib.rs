//! convenor: a terminal workbench for the hosts of INSPIRED policy dialogues.
//!
//! The library holds everything; the binary only calls [`cli`]. `docs/ARCHITECTURE.md` shows the house.

pub mod app;
pub mod cli;
pub mod domain;
pub mod shell;
pub mod store;
pub mod ui;
