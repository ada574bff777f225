//! One of the three outputs: Participatory Policy Analysis, Roadmap for Reform or Policy Network Strategy.

use super::reads::{Reads, Shape};
use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Fields, Record, Row};
use chrono::NaiveDate;

/// A record of `documents`.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a>(pub &'a Record);

/// Which of the three outputs a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// Participatory Policy Analysis.
    Ppa,
    /// Roadmap for Reform.
    Roadmap,
    /// Policy Network Strategy.
    NetworkStrategy,
}

impl Output {
    /// All outputs in the order of the phases.
    pub const ALL: [Self; 3] = [Self::Ppa, Self::Roadmap, Self::NetworkStrategy];

    /// As written in files.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Ppa => "ppa",
            Self::Roadmap => "roadmap",
            Self::NetworkStrategy => "network_strategy",
        }
    }

    /// Its full name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ppa => "Participatory Policy Analysis",
            Self::Roadmap => "Roadmap for Reform",
            Self::NetworkStrategy => "Policy Network Strategy",
        }
    }

    /// Reads an output as written in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|output| output.value() == text)
    }
}

/// What the lens reads.
pub const READS: Reads = Reads {
    kind: "documents",
    fields: &[
        ("title", Shape::Text),
        ("kind", Shape::Text),
        ("version", Shape::Int),
        ("date", Shape::Date),
        ("status", Shape::Text),
        ("problem", Shape::Text),
        ("preamble", Shape::Text),
        ("type", Shape::Text),
        ("signatories", Shape::Texts),
        ("evidence", Shape::Texts),
        ("validated_at", Shape::Text),
        ("signed_at", Shape::Text),
        ("relevance", Shape::Text),
        ("engagement", Shape::Text),
        ("priority.id", Shape::Text),
        ("priority.title", Shape::Text),
        ("priority.text", Shape::Text),
        ("reservation.by", Shape::Text),
        ("reservation.text", Shape::Text),
    ],
};

impl<'a> Document<'a> {
    /// The kind this lens reads.
    pub const KIND: &'static str = READS.kind;

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

    /// Its version.
    #[must_use]
    pub fn version(self) -> Option<i64> {
        self.0.int("version")
    }

    /// Its day.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        self.0.date("date")
    }

    /// `draft`, `circulated`, `validated`, `signed` or `superseded`.
    #[must_use]
    pub fn status(self) -> Option<&'a str> {
        self.0.text("status")
    }

    /// Its roadmap type.
    #[must_use]
    pub fn roadmap_type(self) -> Option<&'a str> {
        self.0.text("type")
    }

    /// One of its long texts: `problem`, `preamble`, `relevance` or `engagement`.
    #[must_use]
    pub fn prose(self, name: &str) -> Option<&'a str> {
        self.0.text(name).map(str::trim).filter(|text| !text.is_empty())
    }

    /// Who signed.
    pub fn signatories(self) -> impl Iterator<Item = &'a str> {
        self.0.texts("signatories")
    }

    /// The evidence it rests on.
    pub fn evidence(self) -> impl Iterator<Item = &'a str> {
        self.0.texts("evidence")
    }

    /// The event at which it was validated.
    #[must_use]
    pub fn validated_at(self) -> Option<&'a str> {
        self.0.text("validated_at")
    }

    /// The event at which it was signed.
    #[must_use]
    pub fn signed_at(self) -> Option<&'a str> {
        self.0.text("signed_at")
    }

    /// The priorities, in their order: id, title, and text where there is one.
    pub fn priorities(self) -> impl Iterator<Item = (&'a str, &'a str, Option<&'a str>)> {
        self.0.rows("priority").filter_map(|row| {
            let id = row.text("id")?;
            Some((id, row.text("title").unwrap_or(id), row.text("text")))
        })
    }

    /// Reservations: by whom, and what.
    pub fn reservations(self) -> impl Iterator<Item = &'a Row> {
        self.0.rows("reservation")
    }

    /// The document of that output that holds: not superseded before others, then the highest version, then the latest date.
    #[must_use]
    pub fn current(dialogue: &'a Dialogue, output: Output) -> Option<Self> {
        let all = dialogue.records(Self::KIND).iter().map(|record| Self(record)).filter(|document| document.output() == Some(output));
        all.max_by_key(|document| (document.status() != Some("superseded"), document.version(), document.date()))
    }
}
