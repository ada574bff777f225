//! A harvested outcome: who did what differently, and how the dialogue contributed.

use super::declare::lens;

lens! {
    /// A record of `outcomes`.
    Outcome on record of "outcomes" {
        /// Who did what differently.
        title: text,
        /// When, or since when.
        date: day,
        /// Until when.
        until: day,
        /// Who changed.
        social_actor: text,
        /// `policy_institutional`, `openness` or `joint_action`.
        change_area: text,
        /// What within the area, in the method's words or free ones.
        sub_category: text,
        /// `agency` or `structure`.
        level: text,
        /// `positive`, `negative` or `mixed`.
        direction: text,
        /// Whether it was expected.
        expected: flag,
        /// `low`, `medium` or `high`.
        significance: text,
        /// How the dialogue contributed.
        contribution: text,
        /// The numbers of the tools that contributed.
        tools: ints,
        /// The meetings that contributed.
        meetings: texts,
        /// `unverified`, `documents`, `substantiated` or `contested`.
        verification: text,
        /// Who substantiated it.
        substantiated_by: text,
    }
}

impl<'a> Outcome<'a> {
    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.0.id()
    }

    /// Whether it is one that nobody wished for.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.direction() == Some("negative")
    }

    /// Known by that day: dated up to it, or not dated at all.
    #[must_use]
    pub fn is_known(self, as_of: chrono::NaiveDate) -> bool {
        self.date().is_none_or(|date| date <= as_of)
    }
}
