//! What each page says. One room a page; all are pure: records in, lines out.

pub mod bin;
pub mod brief;
pub mod commitments;
pub mod coverage;
pub mod criteria;
pub mod cycle;
pub mod documents;
pub mod donors;
pub mod drafts;
pub mod duties;
pub mod findings;
pub mod fitted;
pub mod forecast;
pub mod foresight;
pub mod found;
pub mod ground;
pub mod handover;
pub mod help;
pub mod home;
pub mod inclusion;
pub mod indicators;
pub mod isf;
pub mod lettered;
pub mod movement;
pub mod network;
pub mod outcomes;
pub mod parts;
pub mod phase;
pub mod precheck;
pub mod problems;
pub mod promises;
pub mod record;
pub mod roadmap;
pub mod sequence;
pub mod status;
pub mod table;
pub mod timeline;
pub mod toolkit;
pub mod trace;
pub mod welcome;
pub mod words;

#[cfg(test)]
mod tests;

use super::line::{Line, Role};
use super::page::Source;
use crate::domain::dialogue::Dialogue;
pub use crate::domain::display::count;
use crate::domain::record::{Fields, Key, Name};
use unicode_width::UnicodeWidthStr;

/// Columns kept for the label of a labelled line.
pub const LABEL: usize = 10;

/// A line that begins with a label in its column; with an empty label the column stays blank.
#[must_use]
pub fn labelled(label: &str) -> Line {
    Line::of(Role::Title, format!(" {label}")).to(LABEL)
}

/// A heading over what follows.
#[must_use]
pub fn heading(text: &str) -> Line {
    Line::of(Role::Title, format!(" {text}"))
}

/// What is said beside a title: as many of the pieces, from the first, as leave the title whole; never none.
#[must_use]
pub fn beside(title: &str, pieces: &[String], width: usize) -> String {
    let mut said = String::new();
    for (n, piece) in pieces.iter().filter(|piece| !piece.is_empty()).enumerate() {
        if n == 0 {
            said.push_str(piece);
        } else if title.width() + said.width() + piece.width() + 6 <= width {
            said.push_str(", ");
            said.push_str(piece);
        }
    }
    said
}

/// The symbol of a commitment's status, and how it weighs.
#[must_use]
pub fn status_sign(status: &str) -> (&'static str, Role) {
    match status {
        "done" => ("✓", Role::Good),
        "on_track" => ("○", Role::Text),
        "at_risk" => ("!", Role::Warn),
        "delayed" => ("×", Role::Bad),
        "not_started" => ("·", Role::Muted),
        "dropped" => ("–", Role::Muted),
        _ => ("?", Role::Warn),
    }
}

/// The stakeholder that a record speaks of: itself, or the one a meeting was with.
#[must_use]
pub fn stakeholder_of(dialogue: &Dialogue, key: &Key) -> Option<Name> {
    match &*key.kind {
        "stakeholders" => Some(key.id.clone()),
        _ => dialogue.find(key)?.text("stakeholder").map(Name::from),
    }
}

/// The brief that can be given before meeting whom a record speaks of.
#[must_use]
pub fn brief_of(dialogue: &Dialogue, key: &Key) -> Option<Source> {
    let stakeholder = stakeholder_of(dialogue, key)?;
    let meeting = (&*key.kind == "meetings").then(|| key.clone());
    Some(Source::Brief(stakeholder, meeting))
}
