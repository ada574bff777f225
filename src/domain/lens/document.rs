//! One of the three outputs: Participatory Policy Analysis, Roadmap for Reform or Policy Network Strategy.

use super::Output;
use super::declare::lens;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::Fields;

lens! {
    /// A record of `documents`.
    Document on record of "documents" {
        /// Its version.
        version: int,
        /// Its day.
        date: day,
        /// `draft`, `circulated`, `validated`, `signed` or `superseded`.
        status: text,
        /// What is wrong, for whom, and how that is known.
        problem: text,
        /// The shared vision.
        preamble: text,
        /// Who signed.
        signatories: texts,
        /// The evidence it rests on.
        evidence: texts,
        /// The event at which it was validated.
        validated_at: text,
        /// The event at which it was signed.
        signed_at: text,
        /// What the network gives its members.
        relevance: text,
        /// How open the network is, and who is missing.
        engagement: text,
    } and {
        title: text,
        kind: text,
    }
}

lens! {
    /// A priority of a Roadmap.
    PriorityRow on row "priority" of "documents" {
        /// By what commitments refer to it.
        id: text,
        /// How reform should meet the challenge.
        text: text,
    } and {
        title: text,
    }
}

impl<'a> PriorityRow<'a> {
    /// What it is called: its title, else its id.
    #[must_use]
    pub fn title(self) -> Option<&'a str> {
        self.0.text("title").or_else(|| self.id())
    }
}

lens! {
    /// Who agrees only in part.
    ReservationRow on row "reservation" of "documents" {
        /// The stakeholder.
        by: text,
        /// With what they do not agree.
        text: text,
    }
}

impl<'a> Document<'a> {
    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.0.id()
    }

    /// Which output it is.
    #[must_use]
    pub fn output(self) -> Option<Output> {
        self.0.text("kind").and_then(Output::parse)
    }

    /// Its own title, else the output's name, else its id.
    #[must_use]
    pub fn title(self) -> &'a str {
        self.0.text("title").or_else(|| self.output().map(Output::label)).unwrap_or(self.0.id())
    }

    /// The priorities that have an id, in their order.
    pub fn priorities(self) -> impl Iterator<Item = PriorityRow<'a>> {
        self.0.rows("priority").map(PriorityRow).filter(|row| row.id().is_some())
    }

    /// Reservations, in their order.
    pub fn reservations(self) -> impl Iterator<Item = ReservationRow<'a>> {
        self.0.rows("reservation").map(ReservationRow)
    }

    /// The document of that output that holds: not superseded before others, then the highest version, then the latest date.
    #[must_use]
    pub fn current(dialogue: &'a Dialogue, output: Output) -> Option<Self> {
        let all = dialogue.records(Self::KIND).iter().map(|record| Self(record)).filter(|document| document.output() == Some(output));
        all.max_by_key(|document| (document.status() != Some("superseded"), document.version(), document.date()))
    }
}
