//! Commitments in groups: by who leads them, by the stage of the policy cycle they act at, by the priority they stand under.

use super::{Late, Line};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{Document, Output, Status};
use crate::domain::record::Name;
use crate::domain::views::sorted_by_count;
use std::collections::BTreeMap;

/// The stages in the order of the policy cycle.
const STAGES: [&str; 5] = ["agenda_setting", "formulation", "adoption", "implementation", "evaluation"];

/// The commitments one stakeholder leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// The stakeholder.
    pub stakeholder: Name,
    /// Their commitments, by id.
    pub commitments: Vec<Name>,
    /// Those late in any way or delayed, by id.
    pub late: Vec<Name>,
    /// Those at risk and not among the late, by id.
    pub at_risk: Vec<Name>,
}

/// The commitments under one priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// The priority's id; nothing for commitments without one.
    pub id: Option<Name>,
    /// Its title in the Roadmap; the id where the Roadmap does not name it.
    pub title: String,
    /// Its commitments, by id.
    pub commitments: Vec<Name>,
}

/// By who leads, those with the most first.
pub(super) fn by_lead(lines: &[Line]) -> Vec<Lead> {
    let mut leads: BTreeMap<&Name, Lead> = BTreeMap::new();
    for line in lines {
        let Some(lead) = &line.lead else { continue };
        let entry = leads.entry(lead).or_insert_with(|| Lead {
            stakeholder: lead.clone(),
            commitments: Vec::new(),
            late: Vec::new(),
            at_risk: Vec::new(),
        });
        entry.commitments.push(line.id.clone());
        if line.late != Late::No || line.status == Status::Delayed {
            entry.late.push(line.id.clone());
        } else if line.status == Status::AtRisk {
            entry.at_risk.push(line.id.clone());
        }
    }
    sorted_by_count(leads.into_values(), |lead| lead.commitments.len())
}

/// How many stand at which stage, in the order of the policy cycle.
pub(super) fn by_stage(lines: &[Line]) -> Vec<(Name, usize)> {
    let mut counts: BTreeMap<&Name, usize> = BTreeMap::new();
    for stage in lines.iter().filter_map(|line| line.stage.as_ref()) {
        *counts.entry(stage).or_default() += 1;
    }
    let place = |stage: &str| STAGES.iter().position(|known| *known == stage).unwrap_or(STAGES.len());
    let mut stages: Vec<(Name, usize)> = counts.into_iter().map(|(stage, count)| (stage.clone(), count)).collect();
    stages.sort_by_key(|(stage, _)| place(stage));
    stages
}

/// By the priorities of the Roadmap that holds, in its order; then those it does not name, then those without one.
pub(super) fn by_priority(dialogue: &Dialogue, lines: &[Line]) -> Vec<Priority> {
    let mut groups: Vec<Priority> = Document::current(dialogue, Output::Roadmap)
        .into_iter()
        .flat_map(Document::priorities)
        .filter_map(|row| Some(Priority { id: row.id().map(Name::from), title: row.title()?.to_owned(), commitments: Vec::new() }))
        .collect();
    let mut unnamed: BTreeMap<&Name, Vec<Name>> = BTreeMap::new();
    let mut loose = Vec::new();
    for line in lines {
        match &line.priority {
            None => loose.push(line.id.clone()),
            Some(id) => match groups.iter_mut().find(|group| group.id.as_ref() == Some(id)) {
                Some(group) => group.commitments.push(line.id.clone()),
                None => unnamed.entry(id).or_default().push(line.id.clone()),
            },
        }
    }
    groups.extend(unnamed.into_iter().map(|(id, commitments)| Priority { id: Some(id.clone()), title: id.to_string(), commitments }));
    if !loose.is_empty() {
        groups.push(Priority { id: None, title: "Without a priority".to_owned(), commitments: loose });
    }
    groups
}
