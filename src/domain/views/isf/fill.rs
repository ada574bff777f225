//! Fills the table of the ISF: each thing on file goes to the row of its issue and stakeholder.

use super::super::matrix;
use super::super::statements::Statements;
use super::{Actor, Block, Drawn, Isf, Likely, Row};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::landscape::Policy;
use crate::domain::lens::meeting::counted_meetings;
use crate::domain::lens::{Commitment, Issue, Meeting, PolicyOption, Stakeholder};
use crate::domain::record::Name;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

pub(super) fn filled(dialogue: &Dialogue, as_of: NaiveDate) -> Isf {
    let people = dialogue.records("stakeholders").iter().map(|record| Stakeholder(record)).filter(|person| person.is_nine());
    let actors: Vec<Arc<Actor>> = people.map(|person| Arc::new(actor(person))).collect();
    let issue_of: HashMap<&str, &str> =
        dialogue.records("options").iter().filter_map(|record| Some((record.id(), PolicyOption(record).issue()?))).collect();
    let mut table = Table {
        place: actors.iter().enumerate().map(|(place, actor)| (actor.id.clone(), place)).collect(),
        rows: dialogue.records("issues").iter().map(|_| BTreeMap::new()).collect(),
        issues: dialogue.records("issues").iter().enumerate().map(|(place, record)| (record.id(), place)).collect(),
        actors: &actors,
        issue_of,
    };
    let statements = Statements::gather(dialogue, as_of);
    table.add_positions(&statements);
    for (_, meeting) in counted_meetings(dialogue.records("meetings"), as_of) {
        table.add_meeting(dialogue, meeting);
    }
    for commitment in dialogue.records(Commitment::KIND).iter().map(|record| Commitment(record)) {
        table.add_commitment(commitment);
    }
    let bearing = bearing(dialogue);
    let blocks = dialogue.records("issues").iter().zip(table.rows).map(|(record, rows)| block(Issue(record), &bearing, rows)).collect();
    Isf { as_of, issues: blocks, actors }
}

fn actor(person: Stakeholder<'_>) -> Actor {
    Actor {
        id: person.0.key.id.clone(),
        influence: person.influence(),
        exposure: person.exposure(),
        interests: person.interests().map(str::to_owned),
        incentives: person.incentives().map(str::to_owned),
        capacity_gap: person.capacity_gap().map(str::to_owned),
    }
}

/// The policies in force that bear on each issue.
fn bearing(dialogue: &Dialogue) -> HashMap<&str, Vec<Name>> {
    let mut bearing: HashMap<&str, Vec<Name>> = HashMap::new();
    for policy in dialogue.records("policies").iter().map(|record| Policy(record)).filter(|policy| policy.status() == Some("in_force")) {
        for issue in policy.issues().collect::<BTreeSet<_>>() {
            bearing.entry(issue).or_default().push(policy.0.key.id.clone());
        }
    }
    bearing
}

fn block(issue: Issue<'_>, bearing: &HashMap<&str, Vec<Name>>, rows: BTreeMap<usize, Row>) -> Block {
    Block {
        issue: issue.0.key.id.clone(),
        title: issue.title().unwrap_or(issue.0.id()).to_owned(),
        status: issue.status().map(Name::from),
        contested: issue.contested().map(str::to_owned),
        policies: bearing.get(issue.0.id()).cloned().unwrap_or_default(),
        known: rows.into_values().filter(|row| !row.is_empty()).collect(),
    }
}

/// The table while it fills.
struct Table<'a> {
    /// For each issue the rows begun, by the place of their stakeholder.
    rows: Vec<BTreeMap<usize, Row>>,
    issues: HashMap<&'a str, usize>,
    actors: &'a [Arc<Actor>],
    place: HashMap<Name, usize>,
    issue_of: HashMap<&'a str, &'a str>,
}

impl<'a> Table<'a> {
    fn row(&mut self, issue: &str, stakeholder: &str) -> Option<&mut Row> {
        let place = *self.place.get(stakeholder)?;
        let actor = self.actors.get(place)?;
        let rows = self.rows.get_mut(*self.issues.get(issue)?)?;
        Some(rows.entry(place).or_insert_with(|| Row::new(actor.clone())))
    }

    fn add_positions(&mut self, statements: &Statements<'_>) {
        for cell in matrix::cells(statements) {
            let issue = self.issue_of.get(&*cell.option).copied();
            if let Some(row) = issue.and_then(|issue| self.row(issue, &cell.stakeholder.clone())) {
                row.positions.push(cell);
            }
        }
        for line in statements.active_lines() {
            let issue = self.issue_of.get(&**line.option).copied();
            if let Some(row) = issue.and_then(|issue| self.row(issue, line.stakeholder)) {
                let source = line.source.id.clone();
                row.red_lines.push(Drawn { option: line.option.clone(), polarity: line.polarity, firmness: line.firmness, source });
            }
        }
    }

    fn add_meeting(&mut self, dialogue: &'a Dialogue, meeting: Meeting<'a>) {
        let Some(who) = meeting.stakeholder() else { return };
        for point in meeting.points() {
            let (Some(issue), Some(text)) = (point.issue(), point.text()) else { continue };
            let Some(row) = self.row(issue, who) else { continue };
            match point.kind() {
                Some("contention") => row.contention.push(text.to_owned()),
                Some("common_ground") => row.synergies.push(text.to_owned()),
                Some("opening") => row.partnerships.push(text.to_owned()),
                _ => {}
            }
        }
        for likely in meeting.likely_commitments() {
            let commitment = likely.commitment().and_then(|id| dialogue.get(Commitment::KIND, id)).map(|record| Commitment(record));
            let mut issues: BTreeSet<&str> = commitment.map(|commitment| self.issues_of(commitment)).unwrap_or_default();
            // A word on nothing carried by an option is filed under what the meeting was about.
            if issues.is_empty() {
                issues = meeting.issues().collect();
            }
            for issue in issues {
                if let Some(row) = self.row(issue, who) {
                    row.likely.push(Likely {
                        text: likely.text().unwrap_or_default().to_owned(),
                        commitment: likely.commitment().map(Name::from),
                        likelihood: likely.likelihood(),
                        meeting: meeting.0.key.id.clone(),
                    });
                }
            }
        }
    }

    fn add_commitment(&mut self, commitment: Commitment<'a>) {
        let bound: BTreeSet<&str> = commitment.lead().into_iter().chain(commitment.supporting()).collect();
        for issue in self.issues_of(commitment) {
            for who in &bound {
                let Some(row) = self.row(issue, who) else { continue };
                row.commitments.push(commitment.0.key.id.clone());
                for indicator in commitment.indicators().map(Name::from) {
                    if let Err(place) = row.indicators.binary_search(&indicator) {
                        row.indicators.insert(place, indicator);
                    }
                }
            }
        }
    }

    fn issues_of(&self, commitment: Commitment<'a>) -> BTreeSet<&'a str> {
        commitment.options().filter_map(|option| self.issue_of.get(option).copied()).collect()
    }
}
