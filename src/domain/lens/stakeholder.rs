//! A stakeholder: an organisation or person with a stake in the reform.

use super::declare::lens;
use chrono::NaiveDate;

lens! {
    /// A record of `stakeholders`.
    Stakeholder on record of "stakeholders" {
        /// The full name.
        name: text,
        /// The name where space is short.
        short_name: text,
        /// One of the nine kinds, or `donor`, or `host`.
        kind: text,
        /// Where they are.
        region: text,
        /// The tongues they speak.
        languages: texts,
        /// From 1 to 5.
        influence: int,
        /// How much the reform touches them, from 1 to 5.
        exposure: int,
        /// How far they are with the dialogue: `engaged`, `refused`, …
        engagement: text,
        /// What moves them.
        interests: text,
        /// What would make it worth their while.
        incentives: text,
        /// What they lack.
        capacity_gap: text,
        /// The groups they stand for.
        groups: texts,
        /// What part they play: `driver`, `sceptic`, …
        role: text,
    }
}

impl<'a> Stakeholder<'a> {
    /// The weight that a missing influence has.
    pub const USUAL_INFLUENCE: i64 = 3;

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.0.id()
    }

    /// Who speaks for it, or once did.
    pub fn persons(self) -> impl Iterator<Item = PersonRow<'a>> {
        self.0.rows("person").map(PersonRow)
    }

    /// Whether it is of one of the nine kinds.
    #[must_use]
    pub fn is_nine(self) -> bool {
        self.kind().is_some_and(super::is_nine)
    }

    /// Its influence, or the usual one when it is not known.
    #[must_use]
    pub fn weight(self) -> i64 {
        self.influence().unwrap_or(Self::USUAL_INFLUENCE)
    }
}

lens! {
    /// Somebody who speaks for a stakeholder.
    PersonRow on row "person" of "stakeholders" {
        /// Their name.
        name: text,
        /// Their office.
        title: text,
        /// `political`, `senior`, `mid` or `technical`.
        level: text,
        /// In office since.
        since: day,
        /// In office until.
        until: day,
    }
}

impl PersonRow<'_> {
    /// Whether they are in office on that day, as far as it is known.
    #[must_use]
    pub fn in_office(self, day: NaiveDate) -> bool {
        self.since().is_none_or(|since| since <= day) && self.until().is_none_or(|until| day <= until)
    }
}
