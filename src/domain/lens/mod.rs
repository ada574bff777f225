//! Typed readings of the kinds that views compute on.
//!
//! A lens is a record under a name, with one accessor a field; it keeps nothing. Each names the fields it reads
//! ([`Reads`]), and a test holds these names and types against the catalogue.

pub mod commitment;
pub mod document;
pub mod reads;

pub use commitment::{Commitment, Maturity, Status};
pub use document::{Document, Output};
pub use reads::{Reads, Shape};

/// The nine kinds of stakeholder, in the order of the scale; `donor` and `host` are none of them.
pub const NINE_KINDS: [&str; 9] =
    ["cso", "party", "public_admin", "parliament", "media", "social_agent", "nhri", "academia", "democracy_support"];

/// Whether a stakeholder kind is one of the nine.
#[must_use]
pub fn is_nine(kind: &str) -> bool {
    NINE_KINDS.contains(&kind)
}
