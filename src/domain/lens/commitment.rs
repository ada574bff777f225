//! A commitment of the Roadmap: who does what by when, how far it is promised, and how far it is kept.

use super::reads::{Reads, Shape};
use crate::domain::record::{Fields, Record, Row};
use chrono::NaiveDate;

/// A record of `commitments`.
#[derive(Clone, Copy, Debug)]
pub struct Commitment<'a>(pub &'a Record);

/// How far a promise has been kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nobody knows: not the same as not started.
    NoEvidence,
    /// Not begun.
    NotStarted,
    /// On its way.
    OnTrack,
    /// May slip.
    AtRisk,
    /// Has slipped.
    Delayed,
    /// Kept.
    Done,
    /// Given up.
    Dropped,
}

impl Status {
    /// All statuses in the order of the scale.
    pub const ALL: [Self; 7] = [Self::NoEvidence, Self::NotStarted, Self::OnTrack, Self::AtRisk, Self::Delayed, Self::Done, Self::Dropped];

    /// As written in files.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::NoEvidence => "no_evidence",
            Self::NotStarted => "not_started",
            Self::OnTrack => "on_track",
            Self::AtRisk => "at_risk",
            Self::Delayed => "delayed",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// As people say it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NoEvidence => "no evidence",
            Self::NotStarted => "not started",
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::Delayed => "delayed",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// Reads a status as written in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.value() == text)
    }

    /// Whether nothing is to be done any more: kept or given up.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

/// How far a promise has been made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maturity {
    /// Somebody said it aloud.
    Floated,
    /// They let it be understood.
    Hinted,
    /// They offered to do it.
    Offered,
    /// They would, on a condition.
    Conditional,
    /// They said yes.
    Agreed,
    /// It stands in the signed Roadmap.
    Signed,
    /// They took it back.
    Withdrawn,
}

impl Maturity {
    /// All steps in the order of the scale.
    pub const ALL: [Self; 7] = [Self::Floated, Self::Hinted, Self::Offered, Self::Conditional, Self::Agreed, Self::Signed, Self::Withdrawn];

    /// As written in files.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Floated => "floated",
            Self::Hinted => "hinted",
            Self::Offered => "offered",
            Self::Conditional => "conditional",
            Self::Agreed => "agreed",
            Self::Signed => "signed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads a maturity as written in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|maturity| maturity.value() == text)
    }
}

/// What the lens reads.
pub const READS: Reads = Reads {
    kind: "commitments",
    fields: &[
        ("title", Shape::Text),
        ("priority", Shape::Text),
        ("kind", Shape::Text),
        ("lead", Shape::Text),
        ("supporting", Shape::Texts),
        ("stage", Shape::Text),
        ("start", Shape::Date),
        ("due", Shape::Date),
        ("revised_due", Shape::Date),
        ("maturity", Shape::Text),
        ("status", Shape::Text),
        ("detail_level", Shape::Text),
        ("verifiable", Shape::Flag),
        ("options", Shape::Texts),
        ("indicators", Shape::Texts),
        ("depends_on", Shape::Texts),
        ("endorsed_by", Shape::Texts),
        ("reserved_by", Shape::Texts),
        ("floated_in", Shape::Texts),
        ("resource.source", Shape::Text),
        ("resource.amount", Shape::Text),
        ("resource.secured", Shape::Text),
        ("progress.date", Shape::Date),
        ("progress.status", Shape::Text),
        ("progress.note", Shape::Text),
    ],
};

impl<'a> Commitment<'a> {
    /// The kind this lens reads.
    pub const KIND: &'static str = READS.kind;

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.0.id()
    }

    /// One sentence, verb first; the id when it has none.
    #[must_use]
    pub fn title(self) -> &'a str {
        self.0.text("title").unwrap_or(self.0.id())
    }

    /// The id of one of the Roadmap's priorities.
    #[must_use]
    pub fn priority(self) -> Option<&'a str> {
        self.0.text("priority").filter(|text| !text.is_empty())
    }

    /// `recommendation`, `commitment` or `joint_action`.
    #[must_use]
    pub fn sort(self) -> Option<&'a str> {
        self.0.text("kind")
    }

    /// The stakeholder who answers for it.
    #[must_use]
    pub fn lead(self) -> Option<&'a str> {
        self.0.text("lead").filter(|text| !text.is_empty())
    }

    /// Who helps.
    pub fn supporting(self) -> impl Iterator<Item = &'a str> {
        self.0.texts("supporting")
    }

    /// Where in the policy cycle it acts.
    #[must_use]
    pub fn stage(self) -> Option<&'a str> {
        self.0.text("stage").filter(|text| !text.is_empty())
    }

    /// When it begins.
    #[must_use]
    pub fn start(self) -> Option<NaiveDate> {
        self.0.date("start")
    }

    /// The first date agreed.
    #[must_use]
    pub fn first_due(self) -> Option<NaiveDate> {
        self.0.date("due")
    }

    /// The new date, where the first was moved.
    #[must_use]
    pub fn revised_due(self) -> Option<NaiveDate> {
        self.0.date("revised_due")
    }

    /// The date that holds: the new one, else the first.
    #[must_use]
    pub fn due(self) -> Option<NaiveDate> {
        self.revised_due().or(self.first_due())
    }

    /// How far the promise has been made; nothing when it is not known.
    #[must_use]
    pub fn maturity(self) -> Option<Maturity> {
        self.0.text("maturity").and_then(Maturity::parse)
    }

    /// Its status at `as_of`: that of the latest progress row with one (of two on one day, the later in the file), else
    /// its own field, else not started.
    #[must_use]
    pub fn status(self, as_of: NaiveDate) -> Status {
        let latest = self.reports(as_of).filter_map(|row| Some((row.date("date")?, row.text("status").and_then(Status::parse)?)));
        latest
            .max_by_key(|(date, _)| *date)
            .map(|(_, status)| status)
            .or_else(|| self.0.text("status").and_then(Status::parse))
            .unwrap_or(Status::NotStarted)
    }

    /// The progress rows dated up to `as_of`, in the order of the file.
    pub fn reports(self, as_of: NaiveDate) -> impl Iterator<Item = &'a Row> {
        self.0.rows("progress").filter(move |row| row.date("date").is_some_and(|date| date <= as_of))
    }

    /// Neither done nor dropped, and not withdrawn.
    #[must_use]
    pub fn is_live(self, as_of: NaiveDate) -> bool {
        !self.status(as_of).is_closed() && self.maturity() != Some(Maturity::Withdrawn)
    }

    /// At the level of a task, with a lead and a first date.
    #[must_use]
    pub fn is_task(self) -> bool {
        self.0.text("detail_level") == Some("task") && self.lead().is_some() && self.first_due().is_some()
    }

    /// Whether somebody could tell that it was done: not marked otherwise, with a lead and a first date.
    #[must_use]
    pub fn is_verifiable(self) -> bool {
        self.0.flag("verifiable") != Some(false) && self.lead().is_some() && self.first_due().is_some()
    }

    /// The options it carries out.
    pub fn options(self) -> impl Iterator<Item = &'a str> {
        self.0.texts("options")
    }

    /// The indicators that will show it.
    pub fn indicators(self) -> impl Iterator<Item = &'a str> {
        self.0.texts("indicators")
    }

    /// The commitments that must be done first.
    pub fn depends_on(self) -> impl Iterator<Item = &'a str> {
        self.0.texts("depends_on")
    }

    /// Who stands behind it.
    pub fn endorsed_by(self) -> impl Iterator<Item = &'a str> {
        self.0.texts("endorsed_by")
    }

    /// Who agreed only in part.
    pub fn reserved_by(self) -> impl Iterator<Item = &'a str> {
        self.0.texts("reserved_by")
    }

    /// The meetings in which it was first spoken of.
    pub fn floated_in(self) -> impl Iterator<Item = &'a str> {
        self.0.texts("floated_in")
    }

    /// What it takes.
    pub fn resources(self) -> impl Iterator<Item = &'a Row> {
        self.0.rows("resource")
    }

    /// Whether money is missing: no resource named, or one that is not wholly secured.
    #[must_use]
    pub fn lacks_money(self) -> bool {
        self.resources().next().is_none() || self.resources().any(|row| row.text("secured") != Some("yes"))
    }

    /// Whether the country pays something itself: a secured resource from the state budget, the social fund or their own.
    #[must_use]
    pub fn has_own_money(self) -> bool {
        self.resources()
            .any(|row| row.text("secured") == Some("yes") && matches!(row.text("source"), Some("state_budget" | "social_fund" | "own")))
    }
}
