//! The real program, run in temporary folders: what it writes, what it says, and how it ends.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "what goes wrong here is a failed test")]

mod commands;
mod kit;
mod leaks;
mod reading;
mod usage;
mod views;
mod writing;
