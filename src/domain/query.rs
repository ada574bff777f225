//! (Being laid.)
use super::{
    catalogue::{Catalogue, Kind},
    dialogue::Dialogue,
    record::Record,
};
/// q
#[derive(Debug)]
pub struct Query {
    /// n
    pub notes: Vec<String>,
}
impl Query {
    /// p
    pub fn parse(_t: &str, _k: &Kind, _c: &Catalogue) -> Self {
        Self { notes: vec![] }
    }
    /// m
    pub fn matches(&self, _r: &Record, _d: &Dialogue, _t: chrono::NaiveDate) -> bool {
        true
    }
}
