//! (Being laid.)
use super::{dialogue::Dialogue, record::Key};
use std::ops::Range;
/// h
#[derive(Debug)]
pub struct Hit {
    /// k
    pub key: Key,
    /// p
    pub path: String,
    /// s
    pub snippet: String,
    /// m
    pub marks: Vec<Range<usize>>,
}
/// s
pub fn search(_d: &Dialogue, _w: &str, _m: usize) -> Vec<Hit> {
    vec![]
}
