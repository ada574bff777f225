//! View 13: what the host promised to whom and how far it was kept, and how the stakeholders feel treated, phase by phase.

use super::json_date;
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::meeting::counted_meetings;
use crate::domain::lens::{Meeting, PromiseState};
use crate::domain::record::{Key, Name};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// A promise of the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The meeting in which it was made.
    pub meeting: Key,
    /// The day of that meeting.
    pub made: NaiveDate,
    /// To whom; nothing when the meeting does not say.
    pub stakeholder: Option<Name>,
    /// What was promised.
    pub text: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// How it stands.
    pub state: PromiseState,
    /// Open, and due before the day.
    pub overdue: bool,
}

/// How many promises stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Kept.
    pub kept: usize,
    /// Open, those overdue among them.
    pub open: usize,
    /// Open, and due before the day.
    pub overdue: usize,
    /// Broken.
    pub broken: usize,
}

/// A mean and of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mean {
    sum: i64,
    /// Of how many meetings.
    pub n: usize,
}

impl Mean {
    fn add(&mut self, value: Option<i64>, most: i64) {
        if let Some(value) = value.filter(|value| (1..=most).contains(value)) {
            self.sum += value;
            self.n += 1;
        }
    }

    /// The mean; nothing when nobody answered.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        #[allow(clippy::cast_precision_loss)]
        (self.n > 0).then(|| self.sum as f64 / self.n as f64)
    }
}

/// How the stakeholders felt treated, as they said in the meetings of a phase.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trust {
    /// Being heard, 1 to 5.
    pub being_heard: Mean,
    /// Fairness, 1 to 5.
    pub fairness: Mean,
    /// Usefulness, 1 to 5.
    pub usefulness: Mean,
    /// Frankness, 1 to 4.
    pub frankness: Mean,
}

/// Promises and trust at a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Promises {
    /// The day.
    pub as_of: NaiveDate,
    /// All promises, in the order of day and id of their meetings.
    pub rows: Vec<Promise>,
    /// Trust phase by phase, in the order of the method; meetings of no known phase last.
    pub phases: Vec<(Option<String>, Trust)>,
    /// Trust over all meetings.
    pub overall: Trust,
}

/// Promises and trust at `as_of`.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Promises {
    let meetings = counted_meetings(dialogue.records("meetings"), as_of);
    let rows = meetings.iter().flat_map(|(made, meeting)| promises(dialogue, *meeting, *made, as_of)).collect();
    let mut phases: BTreeMap<(bool, usize, Option<String>), Trust> = BTreeMap::new();
    let mut overall = Trust::default();
    for (date, meeting) in &meetings {
        let phase = meeting.phase().or_else(|| dialogue.phase_on(*date)).map(str::to_owned);
        let place = dialogue.catalogue.phases().iter().position(|known| Some(&*known.name) == phase.as_deref());
        phases.entry((phase.is_none(), place.unwrap_or(usize::MAX), phase)).or_default().add(*meeting);
        overall.add(*meeting);
    }
    Promises { as_of, rows, phases: phases.into_iter().map(|((_, _, phase), trust)| (phase, trust)).collect(), overall }
}

/// The promises of one meeting, as they stand at `as_of`.
pub fn promises<'a>(dialogue: &'a Dialogue, meeting: Meeting<'a>, made: NaiveDate, as_of: NaiveDate) -> impl Iterator<Item = Promise> + 'a {
    let known = |id: &str| dialogue.get("stakeholders", id).map_or_else(|| id.into(), |record| record.key.id.clone());
    let stakeholder: Option<Name> = meeting.stakeholder().map(known);
    meeting.promises().map(move |row| Promise {
        meeting: meeting.0.key.clone(),
        made,
        stakeholder: stakeholder.clone(),
        text: row.text().map(str::to_owned),
        due: row.due(),
        state: row.state(as_of),
        overdue: row.is_overdue(as_of),
    })
}

impl Trust {
    fn add(&mut self, meeting: Meeting<'_>) {
        self.being_heard.add(meeting.being_heard(), 5);
        self.fairness.add(meeting.fairness(), 5);
        self.usefulness.add(meeting.usefulness(), 5);
        self.frankness.add(meeting.frankness(), 4);
    }
}

impl Tally {
    fn of<'p>(promises: impl Iterator<Item = &'p Promise>) -> Self {
        promises.fold(Self::default(), |mut tally, promise| {
            match promise.state {
                PromiseState::Kept => tally.kept += 1,
                PromiseState::Open => tally.open += 1,
                PromiseState::Broken => tally.broken += 1,
            }
            tally.overdue += usize::from(promise.overdue);
            tally
        })
    }
}

impl Promise {
    /// The shape for other programs.
    #[must_use]
    pub fn json(&self) -> Json {
        json!({
            "meeting": &*self.meeting.id,
            "stakeholder": self.stakeholder.as_deref(),
            "text": self.text,
            "due": json_date(self.due),
            "status": self.state.value(),
        })
    }
}

impl Promises {
    /// How all promises stand.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of(self.rows.iter())
    }

    /// How the promises to each stakeholder stand, in the order of ids; those to nobody named first.
    #[must_use]
    pub fn by_stakeholder(&self) -> Vec<(Option<&Name>, Tally)> {
        let mut by: BTreeMap<Option<&Name>, Vec<&Promise>> = BTreeMap::new();
        for promise in &self.rows {
            by.entry(promise.stakeholder.as_ref()).or_default().push(promise);
        }
        by.into_iter().map(|(who, promises)| (who, Tally::of(promises.into_iter()))).collect()
    }

    /// The shape for other programs; `trust` is an addition.
    #[must_use]
    pub fn json(&self) -> Json {
        let tally = self.tally();
        let mean = |mean: &Mean| json!({ "mean": mean.mean(), "n": mean.n });
        let trust = |(phase, trust): &(Option<String>, Trust)| {
            json!({
                "phase": phase,
                "being_heard": mean(&trust.being_heard),
                "fairness": mean(&trust.fairness),
                "usefulness": mean(&trust.usefulness),
                "frankness": mean(&trust.frankness),
            })
        };
        json!({
            "kept": tally.kept,
            "open": tally.open,
            "overdue": tally.overdue,
            "broken": tally.broken,
            "rows": self.rows.iter().map(Promise::json).collect::<Vec<_>>(),
            "trust": self.phases.iter().map(trust).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests;
