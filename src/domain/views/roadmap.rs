//! View 8, Roadmap status: how far the commitments are kept, what is late, and how broad and deep the Roadmap is.
//!
//! It also lays out the timeline. It does not judge: what weighs most is for the status check to say. How commitments are grouped
//! is in [`groups`].

mod groups;

pub use groups::{Lead, Priority};

use self::groups::{by_lead, by_priority, by_stage};
use super::json_ids;
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{Commitment, Maturity, NINE_KINDS, Status, is_nine};
use crate::domain::record::{Fields, Name};
use chrono::{Days, NaiveDate};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// The order in which people tell how many commitments have which status.
const TOLD: [Status; 7] =
    [Status::Done, Status::OnTrack, Status::AtRisk, Status::Delayed, Status::NotStarted, Status::NoEvidence, Status::Dropped];

/// The state of the Roadmap on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Roadmap {
    /// The day.
    pub as_of: NaiveDate,
    /// Every commitment in the order of ids.
    pub lines: Vec<Line>,
    /// How many commitments have each status, in the order of the scale; zeros too.
    pub counts: Vec<(Status, usize)>,
    /// Neither done nor dropped, and past the date that holds.
    pub overdue: Vec<Name>,
    /// Neither done nor dropped, past the first date, with a new one still to come.
    pub past_first_date: Vec<Name>,
    /// Neither done nor dropped, and due from this day to 60 days on.
    pub due_60: Vec<Name>,
    /// Not started, although the start has come.
    pub should_have_started: Vec<Name>,
    /// Neither done nor dropped, without a resource or with one not wholly secured.
    pub money_missing: Vec<Name>,
    /// Nobody could tell whether they are done.
    pub not_verifiable: Vec<Name>,
    /// Endorsers a commitment, on average; nothing without commitments.
    pub mean_endorsers: Option<f64>,
    /// The kinds, of nine, among the endorsers, in byte order.
    pub endorser_kinds: Vec<&'static str>,
    /// Stakeholders of the nine kinds who endorse no commitment, by id.
    pub endorse_nothing: Vec<Name>,
    /// Of the commitments not dropped, the share at the level of a task with lead and date, 0 to 1.
    pub depth: Option<f64>,
    /// The commitments of each lead: the most first, then by id.
    pub by_lead: Vec<Lead>,
    /// How many commitments act at each stage, in the order of the policy cycle; stages without any are left out.
    pub by_stage: Vec<(Name, usize)>,
    /// The commitments by priority, in the Roadmap's order; those of no priority last.
    pub by_priority: Vec<Priority>,
}

/// One commitment on the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its id.
    pub id: Name,
    /// One sentence.
    pub title: String,
    /// The id of its priority.
    pub priority: Option<Name>,
    /// Who leads.
    pub lead: Option<Name>,
    /// Where in the policy cycle it acts.
    pub stage: Option<Name>,
    /// How far it is kept.
    pub status: Status,
    /// The day of the report that says so; nothing when none does.
    pub reported: Option<NaiveDate>,
    /// How far it is promised; nothing when it is not known.
    pub maturity: Option<Maturity>,
    /// Since when it is promised so far, where a report tells.
    pub promised_since: Option<NaiveDate>,
    /// When it begins.
    pub start: Option<NaiveDate>,
    /// The first date agreed.
    pub due: Option<NaiveDate>,
    /// The new date, where the first was moved.
    pub revised: Option<NaiveDate>,
    /// How late it is.
    pub late: Late,
    /// How many different stakeholders endorse it.
    pub endorsers: usize,
    /// What must be done first, as recorded.
    pub depends_on: Vec<Name>,
    /// Of these, what is not done.
    pub waits_for: Vec<Name>,
    /// Left out of percentages when false.
    pub verifiable: bool,
}

impl Line {
    /// The date that holds: the new one, else the first.
    #[must_use]
    pub fn holds(&self) -> Option<NaiveDate> {
        self.revised.or(self.due)
    }

    /// Whether the host has to look: late in any way, delayed or at risk.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        self.late != Late::No || matches!(self.status, Status::Delayed | Status::AtRisk)
    }
}

/// How late a commitment is that is neither done nor dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// Not late, or closed.
    No,
    /// Past its first date; the new one is still to come.
    PastFirstDate,
    /// Past the date that holds.
    Overdue,
}

/// Reads the Roadmap on a day.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Roadmap {
    let commitments: Vec<Commitment<'_>> = dialogue.records(Commitment::KIND).iter().map(|record| Commitment(record)).collect();
    let statuses: BTreeMap<&str, Status> = commitments.iter().map(|commitment| (commitment.id(), commitment.status(as_of))).collect();
    let lines: Vec<Line> = commitments.iter().map(|commitment| line(*commitment, &statuses, as_of)).collect();
    let ids =
        |wanted: &dyn Fn(&Line) -> bool| -> Vec<Name> { lines.iter().filter(|line| wanted(line)).map(|line| line.id.clone()).collect() };
    let horizon = as_of.checked_add_days(Days::new(60)).unwrap_or(NaiveDate::MAX);
    let open = |line: &Line| !line.status.is_closed();
    let lacking: BTreeSet<&str> =
        commitments.iter().filter(|commitment| commitment.lacks_money()).map(|commitment| commitment.id()).collect();
    let endorsers = endorsers(&commitments);
    let kept: Vec<_> = commitments.iter().filter(|commitment| statuses.get(commitment.id()) != Some(&Status::Dropped)).collect();
    Roadmap {
        as_of,
        counts: Status::ALL.into_iter().map(|status| (status, lines.iter().filter(|line| line.status == status).count())).collect(),
        overdue: ids(&|line| line.late == Late::Overdue),
        past_first_date: ids(&|line| line.late == Late::PastFirstDate),
        due_60: ids(&|line| open(line) && line.holds().is_some_and(|due| as_of <= due && due <= horizon)),
        should_have_started: ids(&|line| line.status == Status::NotStarted && line.start.is_some_and(|start| start <= as_of)),
        money_missing: ids(&|line| open(line) && lacking.contains(&*line.id)),
        not_verifiable: ids(&|line| !line.verifiable),
        mean_endorsers: share(lines.iter().map(|line| line.endorsers).sum(), lines.len()),
        endorser_kinds: kinds_among(dialogue, &endorsers),
        endorse_nothing: endorse_nothing(dialogue, &endorsers),
        depth: share(kept.iter().filter(|commitment| commitment.is_task()).count(), kept.len()),
        by_lead: by_lead(&lines),
        by_stage: by_stage(&lines),
        by_priority: by_priority(dialogue, &lines),
        lines,
    }
}

fn line(commitment: Commitment<'_>, statuses: &BTreeMap<&str, Status>, as_of: NaiveDate) -> Line {
    let status = commitment.status(as_of);
    let passed = |date: Option<NaiveDate>| date.is_some_and(|date| date < as_of);
    let late = match status {
        Status::Done | Status::Dropped => Late::No,
        _ if passed(commitment.due()) => Late::Overdue,
        _ if commitment.revised_due().is_some() && passed(commitment.first_due()) => Late::PastFirstDate,
        _ => Late::No,
    };
    let depends_on: Vec<Name> = commitment.depends_on().map(Name::from).collect();
    let waits_for = depends_on.iter().filter(|id| statuses.get(&***id).is_some_and(|status| *status != Status::Done)).cloned().collect();
    Line {
        id: commitment.0.key.id.clone(),
        title: commitment.title().to_owned(),
        priority: commitment.priority().map(Name::from),
        lead: commitment.lead().map(Name::from),
        stage: commitment.stage().map(Name::from),
        status,
        reported: commitment.reported(as_of),
        maturity: commitment.maturity(),
        promised_since: commitment.promised_since(as_of),
        start: commitment.start(),
        due: commitment.first_due(),
        revised: commitment.revised_due(),
        late,
        endorsers: commitment.endorsed_by().collect::<BTreeSet<_>>().len(),
        depends_on,
        waits_for,
        verifiable: commitment.is_verifiable(),
    }
}

#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn endorsers<'a>(commitments: &[Commitment<'a>]) -> BTreeSet<&'a str> {
    commitments.iter().flat_map(|commitment| commitment.endorsed_by()).collect()
}

fn kinds_among(dialogue: &Dialogue, stakeholders: &BTreeSet<&str>) -> Vec<&'static str> {
    let kinds: BTreeSet<&str> =
        stakeholders.iter().filter_map(|id| dialogue.get("stakeholders", id).and_then(|record| record.text("kind"))).collect();
    let mut nine: Vec<&'static str> = NINE_KINDS.into_iter().filter(|kind| kinds.contains(kind)).collect();
    nine.sort_unstable();
    nine
}

fn endorse_nothing(dialogue: &Dialogue, endorsers: &BTreeSet<&str>) -> Vec<Name> {
    let nine = dialogue.records("stakeholders").iter().filter(|record| record.text("kind").is_some_and(is_nine));
    nine.filter(|record| !endorsers.contains(record.id())).map(|record| record.key.id.clone()).collect()
}

impl Roadmap {
    /// How many commitments have that status.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.counts.iter().find(|(other, _)| *other == status).map_or(0, |(_, count)| *count)
    }

    /// How many commitments have which status, those that none has left out: what is done first, as people tell it.
    pub fn told(&self) -> impl Iterator<Item = (Status, usize)> {
        TOLD.into_iter().map(|status| (status, self.count(status))).filter(|(_, count)| *count > 0)
    }

    /// Of the commitments that can be verified, the share with that status, 0 to 1; nothing when there are none.
    #[must_use]
    pub fn share(&self, status: Status) -> Option<f64> {
        let verifiable = || self.lines.iter().filter(|line| line.verifiable);
        share(verifiable().filter(|line| line.status == status).count(), verifiable().count())
    }

    /// The commitment of that id.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.binary_search_by(|line| (*line.id).cmp(id)).ok().and_then(|index| self.lines.get(index))
    }

    /// The first and last day that the timeline has to show, the day itself among them.
    #[must_use]
    pub fn span(&self) -> (NaiveDate, NaiveDate) {
        let dates = || self.lines.iter().flat_map(|line| [line.start, line.due, line.revised]).flatten().chain([self.as_of]);
        (dates().min().unwrap_or(self.as_of), dates().max().unwrap_or(self.as_of))
    }

    /// The shape that other programs rely on.
    #[must_use]
    pub fn json(&self) -> Json {
        let counts: Map<String, Json> = self.counts.iter().map(|(status, count)| (status.value().to_owned(), json!(count))).collect();
        let leads: Map<String, Json> =
            self.by_lead.iter().map(|lead| (lead.stakeholder.to_string(), json!(lead.commitments.len()))).collect();
        let stages: Map<String, Json> = self.by_stage.iter().map(|(stage, count)| (stage.to_string(), json!(count))).collect();
        json!({
            "as_of": self.as_of.to_string(),
            "counts": counts,
            "overdue": json_ids(&self.overdue),
            "past_first_date": json_ids(&self.past_first_date),
            "due_60": json_ids(&self.due_60),
            "should_have_started": json_ids(&self.should_have_started),
            "money_missing": json_ids(&self.money_missing),
            "not_verifiable": json_ids(&self.not_verifiable),
            "mean_endorsers": self.mean_endorsers,
            "endorser_kinds": json_ids(&self.endorser_kinds),
            "depth": self.depth,
            "by_lead": leads,
            "by_stage": stages,
        })
    }
}

#[cfg(test)]
mod tests;
