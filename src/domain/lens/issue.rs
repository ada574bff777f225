//! Issues, and the options to settle them.

use super::declare::lens;

lens! {
    /// A record of `issues`: a point of contention or decision.
    Issue on record of "issues" {
        /// Its title.
        title: text,
        /// What the quarrel is about.
        contested: text,
        /// `open`, `converging`, `agreed` or `parked`.
        status: text,
    }
}

impl Issue<'_> {
    /// Agreed or parked: what stands against it sleeps.
    #[must_use]
    pub fn is_settled(self) -> bool {
        matches!(self.status(), Some("agreed" | "parked"))
    }
}

lens! {
    /// A record of `options`: one way to settle an issue.
    PolicyOption on record of "options" {
        /// Its title.
        title: text,
        /// The issue it would settle.
        issue: text,
        /// Options that cannot be had together with it.
        excludes: texts,
    }
}
