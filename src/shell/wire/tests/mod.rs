//! The wire, proved by replay: whatever it sends must make terminals show what was drawn.

mod acts;
mod budget;
mod emulator;
mod note;
mod property;
