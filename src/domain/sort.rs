//! (Being laid.)
use super::{catalogue::Sort, dialogue::Dialogue, record::Record};
use std::sync::Arc;
/// s
pub fn records(_r: &mut [Arc<Record>], _s: &Sort, _d: &Dialogue, _t: chrono::NaiveDate) {}
