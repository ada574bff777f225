//! The rows of bilateral meetings, of which workshops share two: what was said, kept apart from what the host makes of it.

use super::declare::lens;
use super::scales::{Firmness, Polarity, PromiseState, Voice};
use crate::domain::record::Fields;
use chrono::NaiveDate;

lens! {
    /// Where a stakeholder stands on an option.
    PositionRow on row "position" of "meetings", "workshops" {
        /// The option's id.
        option: text,
        /// The words of the condition it hangs on.
        condition: text,
        /// What was said, word for word.
        quote: text,
        /// Which of their people said it.
        said_by: text,
    }
}

impl PositionRow<'_> {
    /// From -2 (strongly against) to 2 (strongly for); nothing means asked, would not say. A number outside the scale is
    /// no value.
    #[must_use]
    pub fn value(self) -> Option<i64> {
        self.0.int("value").filter(|value| (-2..=2).contains(value))
    }

    /// Whose word it is.
    #[must_use]
    pub fn voice(self) -> Voice {
        self.0.text("voice").and_then(Voice::parse).unwrap_or_default()
    }
}

lens! {
    /// What a stakeholder must have, or cannot accept.
    RedLineRow on row "red_line" of "meetings", "workshops" {
        /// The option's id.
        option: text,
        /// What is counted, when the line is about a number.
        quantity: text,
        /// The least they accept.
        at_least: number,
        /// The most they accept.
        at_most: number,
        /// What the bounds are counted in.
        unit: text,
        /// Why.
        reason: text,
        /// Whose line it is: `person`, `organisation` or `political_principal`.
        owner: text,
        /// What was said, word for word.
        quote: text,
        /// The day they gave it up.
        withdrawn_on: day,
    }
}

impl RedLineRow<'_> {
    /// Which way it points; nothing when the row does not say.
    #[must_use]
    pub fn polarity(self) -> Option<Polarity> {
        self.0.text("polarity").and_then(Polarity::parse)
    }

    /// How hard it is.
    #[must_use]
    pub fn firmness(self) -> Firmness {
        self.0.text("firmness").and_then(Firmness::parse).unwrap_or_default()
    }

    /// Whose word it is.
    #[must_use]
    pub fn voice(self) -> Voice {
        self.0.text("voice").and_then(Voice::parse).unwrap_or_default()
    }

    /// Not given up by that day.
    #[must_use]
    pub fn stands_at(self, as_of: NaiveDate) -> bool {
        self.withdrawn_on().is_none_or(|day| day > as_of)
    }
}

lens! {
    /// Who speaks in a row of a workshop.
    SpeakerRow on row "position" of "workshops" {
        /// The stakeholder's id.
        stakeholder: text,
    }
}

lens! {
    /// What a stakeholder may commit to.
    LikelyCommitmentRow on row "likely_commitment" of "meetings" {
        /// What it would be.
        text: text,
        /// The commitment it became or may become.
        commitment: text,
        /// In per cent: 10, 30, 50, 70 or 90.
        likelihood: int,
        /// On what condition.
        condition: text,
        /// By when.
        by: day,
        /// Whose yes they need.
        needs_yes_of: text,
    }
}

lens! {
    /// A promise made by the host.
    PromiseRow on row "promise" of "meetings" {
        /// What was promised.
        text: text,
        /// By when.
        due: day,
        /// When it was kept or broken.
        closed_on: day,
    }
}

impl PromiseRow<'_> {
    /// How it stood on that day: one closed later was still open.
    #[must_use]
    pub fn state(self, as_of: NaiveDate) -> PromiseState {
        if self.closed_on().is_some_and(|day| day > as_of) {
            return PromiseState::Open;
        }
        self.0.text("status").and_then(PromiseState::parse).unwrap_or_default()
    }

    /// Open on that day though it was due before.
    #[must_use]
    pub fn is_overdue(self, as_of: NaiveDate) -> bool {
        self.state(as_of) == PromiseState::Open && self.due().is_some_and(|due| due < as_of)
    }
}

lens! {
    /// Something to be done after a meeting.
    FollowUpRow on row "follow_up" of "meetings", "workshops" {
        /// What.
        text: text,
        /// By whom: a name, a stakeholder's id, or `donor`.
        owner: text,
        /// By when.
        due: day,
        /// `open` (also when absent), `done` or `dropped`.
        status: text,
    }
}

impl FollowUpRow<'_> {
    /// Still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self.status(), Some("done" | "dropped"))
    }
}

lens! {
    /// What a stakeholder thinks of another; for the host alone.
    ViewOfRow on row "view_of" of "meetings" {
        /// Of whom.
        stakeholder: text,
        /// From -2 to 2.
        value: int,
        /// In words.
        text: text,
    }
}

lens! {
    /// A point of a meeting's minutes.
    PointRow on row "point" of "meetings" {
        /// `fact`, `interest`, `sensitive`, `impression`, …
        kind: text,
        /// The issue it belongs to.
        issue: text,
        /// With whom.
        with: texts,
        /// From 1 to 5.
        heat: int,
        /// For a sensitive one: `avoid`, `only_bilaterally` or `frame`.
        handling: text,
        /// In words.
        text: text,
    }
}
