//! Screens of derived views that are more than a page of lines.

pub mod board;
pub mod graph;
pub mod matrix;
