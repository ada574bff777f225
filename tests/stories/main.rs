//! What a Dialogue Host does, told as keys that go in and as screens and files that come out. The real app and the real store, in a
//! temporary folder; the terminal alone is not real.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "what goes wrong here is a failed test"
)]

#[path = "../support/story.rs"]
mod story;

mod around;
mod beginning;
mod debrief;
mod finding;
mod going_on;
mod involved;
mod keeping;
mod measuring;
mod monkey;
mod others;
mod reach;
mod roadmap;
mod screens;
mod sight;
mod why;
mod writing;
