//! Typed readings of the kinds that views compute on.
//!
//! A lens is a record under a name, with one accessor a field; it keeps nothing. Each names the fields it reads
//! ([`Reads`]), and a test holds these names and types against the catalogue.

pub mod commitment;
mod declare;
pub mod document;
pub mod event;
pub mod indicator;
pub mod issue;
pub mod landscape;
pub mod meeting;
pub mod outcome;
pub mod reads;
pub mod rows;
pub mod scales;
pub mod snapshot;
pub mod stakeholder;
pub mod support;
pub mod tie;

pub use commitment::Commitment;
pub use document::Document;
pub use event::Event;
pub use indicator::{Direction, Indicator};
pub use issue::{Issue, PolicyOption};
pub use meeting::Meeting;
pub use outcome::Outcome;
pub use reads::{Reads, Shape};
pub use rows::{FollowUpRow, LikelyCommitmentRow, PointRow, PositionRow, PromiseRow, RedLineRow, ViewOfRow};
pub use scales::{Firmness, Maturity, Output, Polarity, PromiseState, Status, Voice};
pub use snapshot::Snapshot;
pub use stakeholder::Stakeholder;
pub use support::Support;
pub use tie::Tie;

use crate::domain::record::{Fields, Record};
use chrono::NaiveDate;

/// The nine kinds of stakeholder, in the order of the scale; `donor` and `host` are none of them.
pub const NINE_KINDS: [&str; 9] =
    ["cso", "party", "public_admin", "parliament", "media", "social_agent", "nhri", "academia", "democracy_support"];

/// Whether a stakeholder kind is one of the nine.
#[must_use]
pub fn is_nine(kind: &str) -> bool {
    NINE_KINDS.contains(&kind)
}

/// The day of a meeting or event that counts at `as_of`: held (or without a status), and dated up to that day.
#[must_use]
pub fn counted(record: &Record, as_of: NaiveDate) -> Option<NaiveDate> {
    let held = record.get("status").is_none_or(|status| status.as_text() == Some("held"));
    record.date("date").filter(|date| held && *date <= as_of)
}

/// Whether a record or row is of a day after that one, so that on it nothing was known of what it tells. What has no day is taken as it is.
#[must_use]
pub fn is_later(told: &impl Fields, day: NaiveDate) -> bool {
    told.date("date").or_else(|| told.date("since")).is_some_and(|date| date > day)
}

#[cfg(test)]
mod tests;
