//! Who may see what of a dialogue (rule 16): records, rows and links, and in numbers what is held back.
//!
//! A view for an audience is computed on what is left of the dialogue, so that no view can say more than the audience may
//! know. Nothing here knows how a view is shown.

mod limit;
mod unnamed;

pub use limit::{Held, Limited, limit};
pub use unnamed::{Unnamed, UnnamedCells, unnamed};

use super::dialogue::Dialogue;
use super::disclosure::Disclosure;
use super::lens::PointRow;
use super::record::{Fields, Record, Row};

/// For whom something is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Audience {
    /// Everybody.
    Public,
    /// Partners of the dialogue.
    Partner,
    /// The donor.
    Donor,
    /// The host's team: everything.
    #[default]
    Host,
}

/// How something is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it stands, with names.
    Named,
    /// Its content without names, and only where at least three hold it.
    Unnamed,
    /// Not at all; it is counted.
    Held,
}

impl Audience {
    /// All audiences.
    pub const ALL: [Self; 4] = [Self::Public, Self::Partner, Self::Donor, Self::Host];

    /// As written on the command line.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Partner => "partner",
            Self::Donor => "donor",
            Self::Host => "host",
        }
    }

    /// Reads an audience as written on the command line.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.value() == text)
    }

    /// How something of that level is shown to this audience.
    #[must_use]
    pub fn sees(self, level: Disclosure) -> Shown {
        match (self, level) {
            (Self::Host, _) | (_, Disclosure::Public) | (Self::Partner | Self::Donor, Disclosure::Attributable) => Shown::Named,
            (Self::Partner | Self::Donor, Disclosure::NonAttributable) => Shown::Unnamed,
            _ => Shown::Held,
        }
    }
}

/// A level as it is written; one that cannot be read is taken for the host's alone.
fn written(of: &impl Fields) -> Option<Disclosure> {
    of.get("disclosure").map(|value| value.as_text().and_then(Disclosure::parse).unwrap_or(Disclosure::Host))
}

/// The level of a record: its own, else the dialogue's. A bilateral meeting that has none of its own is the host's, however
/// open the dialogue; a snapshot is so always, because it repeats what other records hold back.
#[must_use]
pub fn record_level(dialogue: &Dialogue, record: &Record) -> Disclosure {
    let own = written(record);
    let level = own.unwrap_or_else(|| dialogue.default_disclosure());
    let of_host = record.kind() == "snapshots" || (record.kind() == "meetings" && own.is_none());
    if of_host { level.max(Disclosure::Host) } else { level }
}

/// The level of a row: its record's, or its own where that is stricter, or more open with a reason; what is always the
/// host's stays so.
#[must_use]
pub fn row_level(dialogue: &Dialogue, record: &Record, row: &Row) -> Disclosure {
    let of_record = record_level(dialogue, record);
    let reasoned = row.text("disclosure_reason").is_some_and(|reason| !reason.trim().is_empty());
    let level = match written(row) {
        Some(own) if own > of_record || reasoned => own,
        _ => of_record,
    };
    level.max(most_open(dialogue, record, row))
}

/// The level of one of a record's rows, or of the record itself where none is meant.
#[must_use]
pub fn level(dialogue: &Dialogue, record: &Record, row: Option<&Row>) -> Disclosure {
    row.map_or_else(|| record_level(dialogue, record), |row| row_level(dialogue, record, row))
}

/// The most open level that a row may ever have: impressions, sensitive points and views of others are always the host's.
#[must_use]
pub fn most_open(dialogue: &Dialogue, record: &Record, row: &Row) -> Disclosure {
    let fixed = dialogue.kind_of(&record.key).and_then(|kind| kind.row(&row.name)).and_then(|def| def.level);
    let of_host = &*row.name == "point" && matches!(PointRow(row).kind(), Some("impression" | "sensitive"));
    fixed.unwrap_or(Disclosure::Public).max(if of_host { Disclosure::Host } else { Disclosure::Public })
}

/// A count of confidential things: below three it says only that.
#[must_use]
pub fn few(count: usize) -> String {
    match count {
        0 => "none".to_owned(),
        1 | 2 => "fewer than 3".to_owned(),
        _ => count.to_string(),
    }
}

#[cfg(test)]
mod tests;
