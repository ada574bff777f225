//! (Being laid.)
use super::{
    dialogue::Dialogue,
    record::{Key, Name},
};
use chrono::NaiveDate;
/// k
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// p
    Promise,
}
impl What {
    /// l
    pub fn label(self) -> &'static str {
        "promise"
    }
}
/// t
#[derive(Debug)]
pub struct Todo {
    /// d
    pub due: Option<NaiveDate>,
    /// k
    pub kind: What,
    /// t
    pub text: String,
    /// w
    pub who: Option<Name>,
    /// k
    pub key: Key,
}
/// t
pub fn todo(_d: &Dialogue, _t: NaiveDate) -> Vec<Todo> {
    vec![]
}
