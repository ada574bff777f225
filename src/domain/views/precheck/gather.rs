//! How the risk brief is put together: one pass over the meetings, one over the commitments, and the findings as they are.

use super::super::common_ground::spreads;
use super::super::findings::{self, Grade};
use super::super::matrix::{Cell, cells};
use super::super::promises::{Promise, promises};
use super::super::statements::Statements;
use super::{Entry, Gap, Precheck, Sensitive, Suggestion, Tense};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::meeting::counted_meetings;
use crate::domain::lens::{Commitment, Event, Meeting, PromiseState, Stakeholder, Status, Tie};
use crate::domain::record::{Fields, Key, Name, Record};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Not met for more than so many days before the event.
const LATELY: i64 = 30;
/// The calendar is looked at so many days before and after the event.
const NEAR: i64 = 14;
/// From this influence on, somebody who holds a red line is missed when not invited.
const INFLUENTIAL: i64 = 4;
/// From here down, a view of another is tense.
const BAD_WORD: i64 = -1;

/// The brief for an event, as of its day or `as_of`, whichever is earlier.
#[must_use]
pub fn compute(dialogue: &Dialogue, event: &Record, as_of: NaiveDate) -> Precheck {
    let event = Event(event);
    let as_of = event.date().map_or(as_of, |date| date.min(as_of));
    let day = event.date().unwrap_or(as_of);
    let statements = Statements::gather(dialogue, as_of);
    let all_cells = cells(&statements);
    let room = Room::of(dialogue, event);
    let meetings = counted_meetings(dialogue.records("meetings"), as_of);

    let (never_asked, stale, known) = room.knowledge(&statements, &all_cells);
    let polarised =
        spreads(&all_cells).into_iter().filter(|spread| spread.is_polarised() && room.is_on_agenda(&statements, &spread.option)).collect();
    let found = findings::among(dialogue, &statements, all_cells, &|who| room.people.contains_key(who)).findings.into_iter();
    let mut brief = Precheck {
        event: event.0.key.clone(),
        date: event.date(),
        as_of,
        participants: room.people.values().cloned().collect(),
        agenda: room.agenda.values().cloned().collect(),
        findings: found.filter(|finding| room.is_on_agenda(&statements, finding.option())).collect(),
        polarised,
        never_asked,
        stale,
        not_met: room.not_met(&meetings, day),
        promises: room.promises(dialogue, &meetings, as_of),
        commitments: room.commitments(dialogue, day, as_of),
        sensitive: room.sensitive(&meetings),
        tense: room.tense(dialogue, &meetings, as_of),
        not_invited: room.not_invited(&statements),
        calendar: calendar(dialogue, day),
        suggested: Vec::new(),
        known,
    };
    brief.suggested = suggest(dialogue, &brief);
    brief
}

/// Who will be there, and what about.
struct Room<'a> {
    /// All participants; unknown ones under the id they are named by.
    people: BTreeMap<&'a str, Name>,
    agenda: BTreeMap<&'a str, Name>,
}

impl<'a> Room<'a> {
    fn of(dialogue: &'a Dialogue, event: Event<'a>) -> Self {
        let name = |kind: &str, id: &str| dialogue.get(kind, id).map_or_else(|| id.into(), |record| record.key.id.clone());
        let people: BTreeMap<_, _> = event.participants().into_iter().map(|id| (id, name("stakeholders", id))).collect();
        let mut agenda: BTreeMap<_, _> = event.issues().map(|id| (id, name("issues", id))).collect();
        if agenda.is_empty() {
            agenda = dialogue.records("issues").iter().map(|record| (record.id(), record.key.id.clone())).collect();
        }
        Self { people, agenda }
    }

    fn is_on_agenda(&self, statements: &Statements<'_>, option: &str) -> bool {
        statements.issue_of(option).is_some_and(|issue| self.agenda.contains_key(issue))
    }

    /// Who was never asked, whose word is stale, and on how many pairs of how many anything is known.
    fn knowledge(&self, statements: &Statements<'_>, cells: &[Cell]) -> (Vec<Gap>, Vec<Gap>, (usize, usize)) {
        let mut fresh: HashMap<(&str, &str), bool> = HashMap::new();
        for cell in cells {
            if let Some(issue) = statements.issue_of(&cell.option) {
                *fresh.entry((issue, &cell.stakeholder)).or_default() |= !cell.stale;
            }
        }
        let (mut never_asked, mut stale, mut known) = (Vec::new(), Vec::new(), 0);
        for (issue, name) in &self.agenda {
            for (who, stakeholder) in &self.people {
                let gap = || Gap { issue: name.clone(), stakeholder: stakeholder.clone() };
                match fresh.get(&(*issue, *who)) {
                    None => never_asked.push(gap()),
                    Some(fresh) => {
                        known += 1;
                        if !fresh {
                            stale.push(gap());
                        }
                    }
                }
            }
        }
        (never_asked, stale, (known, self.people.len() * self.agenda.len()))
    }

    fn not_met(&self, meetings: &[(NaiveDate, Meeting<'_>)], day: NaiveDate) -> Vec<(Name, Option<NaiveDate>)> {
        // The meetings are in the order of their days, so that the last one stays.
        let last: HashMap<&str, NaiveDate> = meetings.iter().filter_map(|(date, meeting)| Some((meeting.stakeholder()?, *date))).collect();
        let people = self.people.iter().map(|(who, name)| (name.clone(), last.get(who).copied()));
        people.filter(|(_, last)| last.is_none_or(|last| (day - last).num_days() > LATELY)).collect()
    }

    fn promises(&self, dialogue: &Dialogue, meetings: &[(NaiveDate, Meeting<'_>)], as_of: NaiveDate) -> Vec<Promise> {
        let theirs = meetings.iter().filter(|(_, meeting)| meeting.stakeholder().is_some_and(|who| self.people.contains_key(who)));
        let all = theirs.flat_map(|(made, meeting)| promises(dialogue, *meeting, *made, as_of));
        all.filter(|promise| promise.overdue || promise.state == PromiseState::Broken).collect()
    }

    fn commitments(&self, dialogue: &Dialogue, day: NaiveDate, as_of: NaiveDate) -> Vec<Name> {
        let matters = |commitment: Commitment<'_>| {
            let theirs = || commitment.lead().into_iter().chain(commitment.supporting()).any(|who| self.people.contains_key(who));
            let unwell = matches!(commitment.status(as_of), Status::AtRisk | Status::Delayed);
            commitment.is_live(as_of) && (unwell && theirs() || commitment.due().is_some_and(|due| due <= day))
        };
        let commitments = dialogue.records("commitments").iter().filter(|record| matters(Commitment(record)));
        commitments.map(|record| record.key.id.clone()).collect()
    }

    fn sensitive(&self, meetings: &[(NaiveDate, Meeting<'_>)]) -> Vec<Sensitive> {
        let theirs = meetings.iter().filter_map(|(_, meeting)| Some((meeting, self.people.get(meeting.stakeholder()?)?)));
        theirs.flat_map(|(meeting, stakeholder)| Sensitive::of(stakeholder, *meeting)).collect()
    }

    fn tense(&self, dialogue: &Dialogue, meetings: &[(NaiveDate, Meeting<'_>)], as_of: NaiveDate) -> Vec<Tense> {
        let said = meetings.iter().filter_map(|(_, meeting)| Some((meeting.stakeholder()?, meeting)));
        let bad = said.flat_map(|(who, meeting)| {
            let views = meeting.views_of().filter(|view| view.value().is_some_and(|value| value <= BAD_WORD));
            views.filter_map(move |view| Some((who, view.stakeholder()?, &meeting.0.key)))
        });
        let ties = dialogue.records("ties").iter().filter(|record| Tie(record).kind() == Some("conflict") && Tie(record).is_there(as_of));
        let ties = ties.filter_map(|record| Some((Tie(record).from()?, Tie(record).to()?, &record.key)));
        let mut pairs: BTreeMap<[Name; 2], Vec<Key>> = BTreeMap::new();
        for (a, b, source) in bad.chain(ties) {
            let (Some(first), Some(second)) = (self.people.get(a.min(b)), self.people.get(a.max(b))) else { continue };
            if first != second {
                let sources = pairs.entry([first.clone(), second.clone()]).or_default();
                if !sources.contains(source) {
                    sources.push(source.clone());
                }
            }
        }
        pairs.into_iter().map(|(pair, sources)| Tense { pair, sources }).collect()
    }

    fn not_invited(&self, statements: &Statements<'_>) -> Vec<Name> {
        let absent = statements.active_lines().filter(|line| !self.people.contains_key(&**line.stakeholder));
        let touched = absent.filter(|line| self.is_on_agenda(statements, line.option));
        let influential = |who: &Name| statements.person(who).is_some_and(|person| person.weight() >= INFLUENTIAL);
        let names: BTreeSet<&Name> = touched.map(|line| line.stakeholder).filter(|who| influential(who)).collect();
        names.into_iter().cloned().collect()
    }
}

fn calendar(dialogue: &Dialogue, day: NaiveDate) -> Vec<Entry> {
    let mut entries: Vec<Entry> = dialogue
        .process()
        .rows("calendar")
        .filter_map(|row| {
            let date = row.date("date").filter(|date| (*date - day).num_days().abs() <= NEAR)?;
            Some(Entry { date, event: row.text("event").map(str::to_owned), kind: row.text("kind").map(str::to_owned) })
        })
        .collect();
    entries.sort();
    entries
}

/// Whom to meet before: those with a finding, an unknown or a promise past due or broken, by what weighs on them times
/// their influence.
fn suggest(dialogue: &Dialogue, brief: &Precheck) -> Vec<Suggestion> {
    let mut scores: BTreeMap<&Name, i64> = BTreeMap::new();
    for finding in &brief.findings {
        let weight = match finding.grade {
            _ if finding.dormant => 0,
            Grade::Blocking => 4,
            Grade::Serious => 2,
            Grade::Watch => 1,
        };
        for who in finding.between() {
            *scores.entry(who).or_default() += weight;
        }
    }
    for gap in &brief.never_asked {
        *scores.entry(&gap.stakeholder).or_default() += 1;
    }
    for gap in &brief.stale {
        scores.entry(&gap.stakeholder).or_default();
    }
    for who in brief.promises.iter().filter_map(|promise| promise.stakeholder.as_ref()) {
        *scores.entry(who).or_default() += 1;
    }
    let influence =
        |who: &str| dialogue.get("stakeholders", who).map_or(Stakeholder::USUAL_INFLUENCE, |record| Stakeholder(record).weight());
    let suggestion = |(who, score): (&Name, i64)| Suggestion { stakeholder: who.clone(), score: score.saturating_mul(influence(who)) };
    let mut suggested: Vec<Suggestion> = scores.into_iter().map(suggestion).collect();
    suggested.sort_by_key(|suggestion| Reverse(suggestion.score));
    suggested
}
