//! What the status check says on each of its ten topics. What is not known is said, never passed over as fine.

use super::super::findings::{Against, Finding};
use super::super::matrix;
use super::super::roadmap::Late;
use super::{Facts, Line, Topic};
use crate::domain::audience::Audience;
use crate::domain::dates::{say_day, say_distance};
use crate::domain::display::one_line;
use crate::domain::lens::{Event, FollowUpRow, Status as Kept, counted};
use crate::domain::record::{Fields, Key, Name, Record};
use chrono::NaiveDate;

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
        let mut seen = std::collections::HashSet::new();
        records.retain(|key| seen.insert(key.clone()));
        Line { topic, text: one_line(&parts.join(" ")), records }
    }

    pub(super) fn short(&self, stakeholder: &str) -> String {
        self.dialogue.short(stakeholder).to_owned()
    }

    fn day(&self, date: NaiveDate) -> String {
        say_day(date, self.as_of)
    }

    /// Phase, day in it, next event, next calendar entry.
    fn place(&self) -> Said {
        let (mut parts, mut records) = (Vec::new(), Vec::new());
        let process = self.dialogue.process();
        let begun = process.rows("phase").filter_map(|row| Some((row.date("start")?, row)));
        let running = begun.filter(|(start, row)| *start <= self.as_of && row.date("end").is_none_or(|end| self.as_of <= end));
        match running.max_by_key(|(start, _)| *start) {
            Some((start, row)) => {
                let name = row.text("name").unwrap_or_default();
                parts.push(format!("{}, day {}.", capital(name), (self.as_of - start).num_days() + 1));
                records.push(Key::dialogue());
            }
            None => parts.push("In no phase by its dates.".to_owned()),
        }
        match self.next_event() {
            Some((date, event)) => {
                parts.push(format!("Next {} {} ({}).", self.day(date), Event(event).title(), say_distance(date, self.as_of)));
                records.insert(0, event.key.clone());
            }
            None => parts.push("No event is planned.".to_owned()),
        }
        let ahead = process.rows("calendar").filter_map(|row| Some((row.date("date").filter(|date| *date >= self.as_of)?, row)));
        if let Some((date, row)) = ahead.min_by_key(|(date, _)| *date) {
            parts.push(format!("Then {} {}.", self.day(date), row.text("event").unwrap_or_default()));
            records.push(Key::dialogue());
        }
        (parts, records)
    }

    /// The first event still to come: later than the day, or on it and not yet held.
    fn next_event(&self) -> Option<(NaiveDate, &Record)> {
        let ahead = self.dialogue.events().filter_map(|event| {
            let date = event.date("date").filter(|date| *date >= self.as_of)?;
            let comes = event.text("status") != Some("not_held") && counted(event, self.as_of).is_none();
            comes.then_some((date, &**event))
        });
        ahead.min_by(|a, b| (a.0, &a.1.key.id).cmp(&(b.0, &b.1.key.id)))
    }

    /// Counts, overdue, due in sixty days.
    fn kept(&self) -> Said {
        let view = &self.roadmap;
        if view.lines.is_empty() {
            return (vec!["No commitment is on file.".to_owned()], Vec::new());
        }
        let counts = WORST_LAST.into_iter().filter(|status| view.count(*status) > 0);
        let counts: Vec<String> = counts.map(|status| format!("{} {}", view.count(status), status.label())).collect();
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

    /// The first live finding by grade, else the overdue commitment most endorsed.
    fn risk(&self) -> Said {
        if let Some(finding) = self.findings.live().next() {
            let mut records: Vec<Key> = finding.sources().into_iter().cloned().collect();
            records.push(Key::new("options", finding.option()));
            records.extend(finding.on().map(|option| Key::new("options", option)));
            records.extend(finding.commitment().map(|id| Key::new("commitments", id)));
            return (vec![format!("{}: {}", capital(finding.grade.value()), self.clash(finding))], records);
        }
        let overdue = self.roadmap.lines.iter().filter(|line| line.late == Late::Overdue);
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

    /// A finding in half a sentence: both sides, and the options by id.
    fn clash(&self, finding: &Finding) -> String {
        let line = &finding.line;
        let way = line.polarity.map_or("draws a line at", |polarity| polarity.label());
        let holder = format!("{} {way} {} ({})", self.short(&line.stakeholder), line.option, line.firmness.label());
        match &finding.against {
            Against::Line(other) => {
                let way = other.polarity.map_or("draws a line at", |polarity| polarity.label());
                format!("{holder}, {} {way} {} ({}).", self.short(&other.stakeholder), other.option, other.firmness.label())
            }
            Against::Commitment(id) => format!("{holder}, against commitment {id}."),
            Against::Position(cell) => {
                let rival = if cell.option == line.option { "" } else { "its rival " };
                let mark = if cell.voice.is_second_hand() { "~" } else { "" };
                let stale = if cell.stale { ", stale" } else { "" };
                format!("{holder}, {} at {:+}{mark} on {rival}{}{stale}.", self.short(&cell.stakeholder), cell.value, cell.option)
            }
        }
    }

    /// The first three of view 5, whoever it raises, and the kinds never met.
    fn unheard(&self) -> Said {
        if self.audience != Audience::Host {
            let all = &self.coverage.stakeholders;
            let shown = all.iter().filter(|standing| standing.last.is_some()).count();
            let said = format!("A meeting is shown with {shown} of {}; who else was met is not.", count(all.len(), "stakeholder"));
            return (vec![said], Vec::new());
        }
        let (mut parts, mut records) = (Vec::new(), Vec::new());
        let first: Vec<_> = self.coverage.stakeholders.iter().take(3).collect();
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
            parts.push(format!("{} not for {}.", self.short(&standing.stakeholder), count(standing.days.unwrap_or_default(), "day")));
        }
        let raised: Vec<&Name> = self.coverage.raised().map(|standing| &standing.stakeholder).take(3).collect();
        if !raised.is_empty() {
            let names: Vec<String> = raised.iter().map(|who| self.short(who)).collect();
            parts.push(format!("Touched, little say: {}.", names.join(", ")));
            records.extend(raised.into_iter().map(|who| Key::new("stakeholders", who)));
        }
        let kinds = self.coverage.kinds_never_met();
        if !kinds.is_empty() {
            let names: Vec<String> = kinds.iter().map(|kind| kind.replace('_', " ")).collect();
            parts.push(format!("Kinds never met: {}.", names.join(", ")));
        }
        (parts, records)
    }

    /// Leads with anything late or at risk.
    fn leads(&self) -> Said {
        let (mut parts, mut records) = (Vec::new(), Vec::new());
        let behind: Vec<_> = self.roadmap.by_lead.iter().filter(|lead| !lead.late.is_empty() || !lead.at_risk.is_empty()).collect();
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

const WORST_LAST: [Kept; 7] = [Kept::Done, Kept::OnTrack, Kept::AtRisk, Kept::Delayed, Kept::NotStarted, Kept::NoEvidence, Kept::Dropped];

fn keys<'a>(kind: &'a str, ids: &'a [Name]) -> impl Iterator<Item = Key> + 'a {
    ids.iter().map(move |id| Key::new(kind, id))
}

pub(super) fn count<N: std::fmt::Display + PartialEq + From<u8>>(n: N, what: &str) -> String {
    if n == N::from(1) { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
