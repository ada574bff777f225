//! View 5: who has been met, how long ago, and who should be heard first.

use super::{json_date, json_ids};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::meeting::counted_meetings;
use crate::domain::lens::{NINE_KINDS, Stakeholder};
use crate::domain::record::{Fields, Name};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::cmp::Reverse;
use std::collections::HashMap;

/// How often and how lately one stakeholder was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub stakeholder: Name,
    /// One of the nine kinds.
    pub kind: &'static str,
    /// The day of the last bilateral meeting.
    pub last: Option<NaiveDate>,
    /// Days since then; for those never met, since the dialogue's first phase began: below zero before it does. Nothing when
    /// no phase has a start.
    pub days: Option<i64>,
    /// How many bilateral meetings.
    pub meetings: usize,
    /// Their minutes in all, as far as they were noted.
    pub minutes: i64,
    /// Meetings whose length was not noted.
    pub untimed: usize,
    /// Influence times days: the heaviest should be met first.
    pub weight: Option<i64>,
    /// Much touched, of little influence, and not heard: raised before all others.
    pub raised: bool,
}

/// Coverage at a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The day.
    pub as_of: NaiveDate,
    /// All stakeholders of the nine kinds, the heaviest first.
    pub stakeholders: Vec<Standing>,
    /// Meetings by phase, in the order of the method; those of no known phase last.
    pub by_phase: Vec<(Option<String>, usize)>,
}

/// Stakeholders by when they were met, each group the heaviest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups<'c> {
    /// Never met.
    pub never: Vec<&'c Standing>,
    /// Met, but not since the day.
    pub before: Vec<&'c Standing>,
    /// Met on the day or after it.
    pub since: Vec<&'c Standing>,
}

/// From this exposure on, and up to this influence, somebody is easily overheard.
const MUCH_EXPOSED: i64 = 4;
const LITTLE_INFLUENCE: i64 = 2;
/// Not heard for so many days and more.
const LONG_UNHEARD: i64 = 180;

/// Coverage at `as_of`.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Coverage {
    let began = dialogue.process().rows("phase").filter_map(|row| row.date("start")).min();
    let mut met: HashMap<&str, Met> = HashMap::new();
    let mut by_phase: Vec<(Option<String>, usize)> = Vec::new();
    for (date, meeting) in counted_meetings(dialogue.records("meetings"), as_of) {
        let Some(who) = meeting.stakeholder() else { continue };
        if !dialogue.get("stakeholders", who).is_some_and(|record| Stakeholder(record).is_nine()) {
            continue;
        }
        met.entry(who).or_default().add(date, meeting.minutes());
        let phase = meeting.phase().or_else(|| dialogue.phase_on(date)).map(str::to_owned);
        match by_phase.iter_mut().find(|(known, _)| *known == phase) {
            Some((_, count)) => *count += 1,
            None => by_phase.push((phase, 1)),
        }
    }
    let order = |phase: &Option<String>| {
        let known = dialogue.catalogue.phases().iter().position(|known| Some(&*known.name) == phase.as_deref());
        (phase.is_none(), known.unwrap_or(usize::MAX))
    };
    by_phase.sort_by(|a, b| (order(&a.0), &a.0).cmp(&(order(&b.0), &b.0)));
    let people = dialogue.records("stakeholders").iter().map(|record| Stakeholder(record));
    let mut stakeholders: Vec<Standing> =
        people.filter_map(|person| standing(person, met.get(person.id()).copied().unwrap_or_default(), began, as_of)).collect();
    stakeholders.sort_by(|a, b| (Reverse(a.weight), &a.stakeholder).cmp(&(Reverse(b.weight), &b.stakeholder)));
    Coverage { as_of, stakeholders, by_phase }
}

#[derive(Clone, Copy, Default)]
struct Met {
    last: Option<NaiveDate>,
    meetings: usize,
    minutes: i64,
    untimed: usize,
}

impl Met {
    fn add(&mut self, date: NaiveDate, minutes: Option<i64>) {
        self.last = self.last.max(Some(date));
        self.meetings += 1;
        self.minutes = self.minutes.saturating_add(minutes.unwrap_or(0));
        self.untimed += usize::from(minutes.is_none());
    }
}

fn standing(person: Stakeholder<'_>, met: Met, began: Option<NaiveDate>, as_of: NaiveDate) -> Option<Standing> {
    let kind = NINE_KINDS.into_iter().find(|kind| Some(*kind) == person.kind())?;
    let days = met.last.or(began).map(|day| (as_of - day).num_days());
    let overheard = person.exposure().is_some_and(|exposure| exposure >= MUCH_EXPOSED) && person.weight() <= LITTLE_INFLUENCE;
    let unheard = met.last.is_none() || days.is_some_and(|days| days >= LONG_UNHEARD);
    Some(Standing {
        stakeholder: person.0.key.id.clone(),
        kind,
        last: met.last,
        days,
        meetings: met.meetings,
        minutes: met.minutes,
        untimed: met.untimed,
        weight: days.map(|days| days.saturating_mul(person.weight())),
        raised: overheard && unheard,
    })
}

impl Coverage {
    /// Who was never met, who not since the day, and who since.
    #[must_use]
    pub fn groups(&self, since: NaiveDate) -> Groups<'_> {
        let these = |wanted: fn(Option<NaiveDate>, NaiveDate) -> bool| {
            self.stakeholders.iter().filter(|standing| wanted(standing.last, since)).collect()
        };
        Groups {
            never: these(|last, _| last.is_none()),
            before: these(|last, since| last.is_some_and(|last| last < since)),
            since: these(|last, since| last.is_some_and(|last| last >= since)),
        }
    }

    /// Those who should be heard before all others, the heaviest first.
    pub fn raised(&self) -> impl Iterator<Item = &Standing> {
        self.stakeholders.iter().filter(|standing| standing.raised)
    }

    /// Each of the nine kinds with how many of it were met, and how many there are; in the order of the scale.
    #[must_use]
    pub fn by_kind(&self) -> Vec<(&'static str, usize, usize)> {
        let count = |kind| {
            let of = || self.stakeholders.iter().filter(move |standing| standing.kind == kind);
            (kind, of().filter(|standing| standing.last.is_some()).count(), of().count())
        };
        NINE_KINDS.into_iter().map(count).collect()
    }

    /// The kinds of which nobody was ever met, in byte order; those of which nobody is on file among them.
    #[must_use]
    pub fn kinds_never_met(&self) -> Vec<&'static str> {
        let mut kinds: Vec<_> = self.by_kind().into_iter().filter(|(_, met, _)| *met == 0).map(|(kind, _, _)| kind).collect();
        kinds.sort_unstable();
        kinds
    }

    /// The shape for other programs; `untimed` is an addition.
    #[must_use]
    pub fn json(&self) -> Json {
        let standing = |standing: &Standing| {
            json!({
                "stakeholder": &*standing.stakeholder,
                "last": json_date(standing.last),
                "days": standing.days,
                "meetings": standing.meetings,
                "minutes": standing.minutes,
                "weight": standing.weight,
                "untimed": standing.untimed,
            })
        };
        let raised: Vec<&Name> = self.raised().map(|standing| &standing.stakeholder).collect();
        json!({
            "as_of": json_date(self.as_of),
            "stakeholders": self.stakeholders.iter().map(standing).collect::<Vec<_>>(),
            "kinds_never_met": json_ids(&self.kinds_never_met()),
            "raised": json_ids(&raised),
        })
    }
}

#[cfg(test)]
mod tests;
