//! What the status check says on each of its ten topics. What is not known is said, never passed over as fine.

use super::super::findings::{Against, Finding};
use super::super::matrix;
use super::super::roadmap::Late;
use super::place::{NO_EVENT, NO_EVENT_SHOWN, Place};
use super::{Facts, Line, Topic};
use crate::domain::audience::Audience;
use crate::domain::dates::{say_day, say_distance};
use crate::domain::dialogue::Dialogue;
use crate::domain::display::{capital, one_line};
use crate::domain::lens::{Event, FollowUpRow};
use crate::domain::record::{Fields, Key, Name, Record};
use chrono::NaiveDate;
use std::collections::HashSet;

/// How many days back it looks for outcomes.
const HARVEST: i64 = 90;
/// How many leads are named.
const LEADS: usize = 4;

pub(super) type Said = (Vec<String>, Vec<Key>);

impl Facts<'_> {
    /// The line on one topic.
    pub(super) fn line(&self, topic: Topic) -> Line {
        let (parts, mut records) = match topic {
            Topic::Where => self.place(),
            Topic::Changed => self.changed(),
            Topic::Roadmap => self.kept(),
            Topic::Risk => self.risk(),
            Topic::Unheard => self.unheard(),
            Topic::Leads => self.leads(),
            Topic::Indicators => self.measured(),
            Topic::Donors => self.money(),
            Topic::Outcomes => self.harvested(),
            Topic::Asked => self.asked(),
        };
        let mut seen = HashSet::with_capacity(records.len());
        let first: Vec<bool> = records.iter().map(|key| seen.insert(key)).collect();
        let mut first = first.into_iter();
        records.retain(|_| first.next().unwrap_or(false));
        Line { topic, parts: parts.iter().map(|part| one_line(part)).collect(), records }
    }

    pub(super) fn short(&self, stakeholder: &str) -> String {
        self.dialogue.short(stakeholder).to_owned()
    }

    fn day(&self, date: NaiveDate) -> String {
        say_day(date, self.as_of)
    }

    /// Phase, day in it, next event, next calendar entry.
    fn place(&self) -> Said {
        let place = Place::of(self.dialogue, self.as_of);
        let (mut parts, mut records) = (vec![format!("{}.", place.phase)], Vec::new());
        match place.event {
            Some((date, event)) => {
                let title = self.dialogue.find(&event).map(|event| Event(event).title()).unwrap_or_default();
                parts.push(format!("Next {} {title} ({}).", self.day(date), say_distance(date, self.as_of)));
                records.push(event);
            }
            None => parts.push(if self.audience == Audience::Host { NO_EVENT } else { NO_EVENT_SHOWN }.to_owned()),
        }
        if place.in_phase || !place.entries.is_empty() {
            records.push(Key::dialogue());
        }
        if let Some((date, entry)) = place.entries.first() {
            parts.push(format!("Then {} {entry}.", self.day(*date)));
        }
        (parts, records)
    }

    /// Counts, overdue, due in sixty days.
    fn kept(&self) -> Said {
        let view = &self.basis.roadmap;
        if view.lines.is_empty() {
            return (vec!["No commitment is on file.".to_owned()], Vec::new());
        }
        let counts: Vec<String> = view.told().map(|(status, count)| format!("{count} {}", status.label())).collect();
        let mut parts = vec![format!("Of {}, {}.", view.lines.len(), counts.join(", "))];
        let mut records = Vec::new();
        for (words, ids) in [("overdue", &view.overdue), ("past the first date", &view.past_first_date), ("due in 60 days", &view.due_60)] {
            if !ids.is_empty() {
                parts.push(format!("{} {words}.", ids.len()));
                records.extend(keys("commitments", ids));
            }
        }
        if view.overdue.is_empty() {
            parts.insert(1, "None overdue.".to_owned());
        }
        (parts, records)
    }

    /// The one thing that can break it, and promises of ours broken lately or overdue: what nobody leaves unsaid who says that it
    /// presses.
    fn risk(&self) -> Said {
        let (mut parts, mut records) = self.break_point();
        for promise in self.broken() {
            let to = promise.stakeholder.as_ref().map(|who| format!(" to {}", self.short(who))).unwrap_or_default();
            parts.push(format!("A promise{to} was broken."));
            records.push(promise.meeting.clone());
        }
        let overdue: Vec<Key> =
            self.basis.promises.rows.iter().filter(|promise| promise.overdue).map(|promise| promise.meeting.clone()).collect();
        if !overdue.is_empty() {
            parts.push(format!("{} of ours overdue.", count(overdue.len(), "promise")));
            records.extend(overdue);
        }
        (parts, records)
    }

    /// The first live finding by grade, else the overdue commitment most endorsed.
    fn break_point(&self) -> Said {
        if let Some(finding) = self.basis.findings.live().next() {
            let mut records: Vec<Key> = finding.sources().into_iter().cloned().collect();
            records.push(Key::new("options", finding.option()));
            records.extend(finding.on().map(|option| Key::new("options", option)));
            records.extend(finding.commitment().map(|id| Key::new("commitments", id)));
            return (vec![clash(self.dialogue, finding)], records);
        }
        let overdue = self.basis.roadmap.lines.iter().filter(|line| line.late == Late::Overdue);
        // Of equals the last maximum would win: the lines are turned round, so that it is the first by id.
        if let Some(line) = overdue.rev().max_by_key(|line| line.endorsers) {
            let late = line.holds().map(|due| say_distance(due, self.as_of)).unwrap_or_default();
            let text = format!("{} {} is {late}, with {}.", line.id, line.title, count(line.endorsers, "endorser"));
            return (vec![text], vec![Key::new("commitments", &line.id)]);
        }
        let heard = matrix::compute(self.dialogue, self.as_of);
        let with = heard.rows.iter().filter(|who| heard.cells.iter().any(|cell| cell.stakeholder == **who)).count();
        let (nothing, known) = if self.audience == Audience::Host { ("on file", "known") } else { ("that is shown", "shown") };
        let of = count(heard.rows.len(), "stakeholder");
        (vec![format!("Nothing {nothing}; positions are {known} of {with} of {of}.")], Vec::new())
    }

    /// The first three of view 5, whoever it raises, and the kinds never met.
    fn unheard(&self) -> Said {
        if self.audience != Audience::Host {
            let all = &self.basis.coverage.stakeholders;
            let shown = all.iter().filter(|standing| standing.last.is_some()).count();
            let said = format!("A meeting is shown with {shown} of {}; who else was met is not.", count(all.len(), "stakeholder"));
            return (vec![said], Vec::new());
        }
        let (mut parts, mut records) = (Vec::new(), Vec::new());
        let first: Vec<_> = self.basis.coverage.stakeholders.iter().take(3).collect();
        if first.is_empty() {
            return (vec!["No stakeholder is on file.".to_owned()], records);
        }
        records.extend(first.iter().map(|standing| Key::new("stakeholders", &standing.stakeholder)));
        let (met, never): (Vec<_>, Vec<_>) = first.into_iter().partition(|standing| standing.last.is_some());
        if !never.is_empty() {
            parts.push(format!(
                "Never met: {}.",
                never.iter().map(|standing| self.short(&standing.stakeholder)).collect::<Vec<_>>().join(", ")
            ));
        }
        for standing in met {
            let days = standing.days.unwrap_or_default();
            let since = if days == 0 { "met today".to_owned() } else { format!("not for {}", count(days, "day")) };
            parts.push(format!("{} {since}.", self.short(&standing.stakeholder)));
        }
        let raised: Vec<&Name> = self.basis.coverage.raised().map(|standing| &standing.stakeholder).take(3).collect();
        if !raised.is_empty() {
            let names: Vec<String> = raised.iter().map(|who| self.short(who)).collect();
            parts.push(format!("Touched, little say: {}.", names.join(", ")));
            records.extend(raised.into_iter().map(|who| Key::new("stakeholders", who)));
        }
        let kinds = self.basis.coverage.kinds_never_met();
        if !kinds.is_empty() {
            let names: Vec<String> = kinds.iter().map(|kind| kind.replace('_', " ")).collect();
            parts.push(format!("Kinds never met: {}.", names.join(", ")));
        }
        (parts, records)
    }

    /// Leads with anything late or at risk.
    fn leads(&self) -> Said {
        let (mut parts, mut records) = (Vec::new(), Vec::new());
        let behind: Vec<_> = self.basis.roadmap.by_lead.iter().filter(|lead| !lead.late.is_empty() || !lead.at_risk.is_empty()).collect();
        for (n, lead) in behind.iter().enumerate() {
            records.extend(keys("commitments", &lead.late).chain(keys("commitments", &lead.at_risk)));
            if n < LEADS {
                let told = [("late", &lead.late), ("at risk", &lead.at_risk)].into_iter().filter(|(_, ids)| !ids.is_empty());
                let told: Vec<String> = told.map(|(words, ids)| format!("{} of {} {words}", ids.len(), lead.commitments.len())).collect();
                parts.push(format!("{}: {}.", self.short(&lead.stakeholder), told.join(", ")));
            }
        }
        if behind.len() > LEADS {
            parts.push(format!("{} more behind.", count(behind.len() - LEADS, "lead")));
        }
        if parts.is_empty() {
            parts.push("No lead has anything late or at risk.".to_owned());
        }
        (parts, records)
    }

    /// Measurements overdue and payments in danger.
    fn measured(&self) -> Said {
        let (mut parts, mut records) = (Vec::new(), Vec::new());
        let overdue: Vec<Key> = self.indicators.overdue().map(|line| Key::new("indicators", &line.id)).collect();
        if !overdue.is_empty() {
            parts.push(format!("{} overdue.", count(overdue.len(), "measurement")));
            records.extend(overdue);
        }
        for tranche in &self.donors.tranches {
            let told = tranche.indicators.iter().map(|id| {
                let line = self.indicators.line(id);
                let target = line.and_then(|line| line.target).map(|target| format!(" of {target}")).unwrap_or_default();
                let latest = line.and_then(|line| line.latest).map_or("no data".to_owned(), |(_, value)| format!("at {value}{target}"));
                format!("{id} {latest}")
            });
            let told = told.collect::<Vec<_>>().join(", ");
            parts.push(format!("Payment of {} in danger: {told}.", self.day(tranche.date)));
            records.push(Key::new("donor-support", &tranche.support));
            records.extend(keys("indicators", &tranche.indicators).chain(keys("commitments", &tranche.commitments)));
        }
        if self.indicators.lines.is_empty() {
            parts.push("No indicator is on file.".to_owned());
        } else {
            let unmeasured = self.indicators.lines.iter().filter(|line| line.latest.is_none() && line.words.is_none()).count();
            if unmeasured > 0 {
                parts.push(format!("{} without data.", count(unmeasured, "indicator")));
            }
            if parts.is_empty() {
                parts.push("No measurement overdue, no payment in danger.".to_owned());
            }
        }
        (parts, records)
    }

    /// Donor gaps, overlaps, and support that is off the Roadmap.
    fn money(&self) -> Said {
        let view = &self.donors;
        let (mut parts, mut records) = (Vec::new(), Vec::new());
        let found = [
            ("commitments", "commitment", "without support or own money", &view.gaps),
            ("commitments", "commitment", "with two donors", &view.overlaps),
            ("donor-support", "support", "off the Roadmap", &view.unaligned),
        ];
        for (kind, what, words, ids) in found.into_iter().filter(|(_, _, _, ids)| !ids.is_empty()) {
            parts.push(format!("{} {words}.", count(ids.len(), what)));
            records.extend(keys(kind, ids));
        }
        if parts.is_empty() {
            parts.push("No gap, no overlap.".to_owned());
        }
        (parts, records)
    }

    /// Outcomes of the last ninety days, the negative ones named.
    fn harvested(&self) -> Said {
        let (negative, other): (Vec<_>, Vec<_>) = self.outcomes.of_the_last(HARVEST).partition(|line| line.is_negative());
        let all = negative.len() + other.len();
        if all == 0 {
            return (vec![format!("None in the last {HARVEST} days.")], Vec::new());
        }
        let verified = negative.iter().chain(&other).filter(|line| line.is_verified()).count();
        let mut parts = vec![format!("{} in {HARVEST} days, {verified} verified.", count(all, "outcome"))];
        parts.extend(negative.iter().map(|line| format!("Negative: {}.", line.title.trim_end_matches('.'))));
        (parts, negative.iter().chain(&other).map(|line| Key::new("outcomes", &line.id)).collect())
    }

    /// Open follow-ups of the donor, the first due first.
    fn asked(&self) -> Said {
        let mut asked: Vec<(Option<NaiveDate>, &Key, String)> = Vec::new();
        for record in self.dialogue.all().filter(|record| self.is_seen(record)) {
            for row in record.rows("follow_up").map(FollowUpRow) {
                if row.is_open() && row.owner().is_some_and(|owner| owner.trim().eq_ignore_ascii_case("donor")) {
                    asked.push((row.due(), &record.key, row.text().unwrap_or_default().to_owned()));
                }
            }
        }
        asked.sort_by_key(|(due, key, _)| (due.is_none(), *due, *key));
        if asked.is_empty() {
            let nothing = if self.audience == Audience::Host { "Nothing" } else { "Nothing that is shown" };
            return (vec![format!("{nothing} is open with the donor.")], Vec::new());
        }
        let told = asked.iter().map(|(due, _, text)| {
            let by = due.map(|due| format!(" by {}", self.day(due))).unwrap_or_default();
            format!("{}{by}.", text.trim_end_matches('.'))
        });
        (told.collect(), asked.iter().map(|(_, key, _)| (*key).clone()).collect())
    }

    /// Whether a record may be spoken of on the day: it did not fall through, and it is either planned or not of a later day.
    fn is_seen(&self, record: &Record) -> bool {
        match record.text("status") {
            Some("not_held") => false,
            Some("planned") => true,
            _ => record.date("date").is_none_or(|date| date <= self.as_of),
        }
    }
}

fn keys<'a>(kind: &'a str, ids: &'a [Name]) -> impl Iterator<Item = Key> + 'a {
    ids.iter().map(move |id| Key::new(kind, id))
}

pub(super) fn count<N: std::fmt::Display + PartialEq + From<u8>>(n: N, what: &str) -> String {
    if n == N::from(1) { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// A finding in a short sentence: its grade, both sides, and the options by id.
#[must_use]
pub fn clash(dialogue: &Dialogue, finding: &Finding) -> String {
    let line = &finding.line;
    let way = line.way();
    let holder = format!(
        "{}: {} {way} {} ({})",
        capital(finding.grade.value()),
        dialogue.short(&line.stakeholder),
        line.option,
        line.firmness.label()
    );
    match &finding.against {
        Against::Line(other) => {
            let way = other.way();
            format!("{holder}, {} {way} {} ({}).", dialogue.short(&other.stakeholder), other.option, other.firmness.label())
        }
        Against::Commitment(id) => format!("{holder}, against commitment {id}."),
        Against::Position(cell) => {
            let rival = if cell.option == line.option { "" } else { "its rival " };
            let mark = if cell.voice.is_second_hand() { "~" } else { "" };
            let stale = if cell.stale { ", stale" } else { "" };
            format!("{holder}, {} at {:+}{mark} on {rival}{}{stale}.", dialogue.short(&cell.stakeholder), cell.value, cell.option)
        }
    }
}
