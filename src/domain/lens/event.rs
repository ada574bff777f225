//! An event of any kind: when it is, what it is about, and who takes part.

use super::declare::lens;
use crate::domain::record::{Fields, Record};
use chrono::NaiveDate;
use std::collections::BTreeSet;

lens! {
    /// What all kinds of event share, read from a workshop's fields.
    EventFields on record of "workshops" {
        /// Its title.
        title: text,
        /// When it begins.
        date: day,
        /// Who leads it.
        lead: text,
        /// Who takes part.
        participants: texts,
        /// Its agenda.
        issues: texts,
    }
}

/// A record of any kind of event.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a>(pub &'a Record);

impl<'a> Event<'a> {
    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.0.id()
    }

    /// Its title; its id when it has none.
    #[must_use]
    pub fn title(self) -> &'a str {
        EventFields(self.0).title().unwrap_or(self.0.id())
    }

    /// When it begins.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        EventFields(self.0).date()
    }

    /// Its day, when it counts at `as_of`.
    #[must_use]
    pub fn counted(self, as_of: NaiveDate) -> Option<NaiveDate> {
        super::counted(self.0, as_of)
    }

    /// The issues on its agenda, as it names them.
    pub fn issues(self) -> impl Iterator<Item = &'a str> {
        EventFields(self.0).issues()
    }

    /// Everybody who takes part, in the order of ids: participants, a working group's members, a visit's delegation, the
    /// parties of a multi-party session, and whoever leads it.
    #[must_use]
    pub fn participants(self) -> BTreeSet<&'a str> {
        let named = ["participants", "members", "delegation", "lead"].into_iter().flat_map(|field| self.0.texts(field));
        let parties = self.0.rows("party").filter_map(|row| row.text("stakeholder"));
        named.chain(parties).filter(|id| !id.trim().is_empty()).collect()
    }
}
