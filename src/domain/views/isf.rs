//! The Integrated Support Framework: one row an issue and stakeholder, columns in the order of the phases.
//!
//! The method shows a table and some of its headings but no drawn template and no score: the layout is ours, and the table
//! says so ([`OURS`]). How it fills is in [`fill`], how a cell reads as text in [`words`].

mod fill;
mod words;

use super::matrix::Cell;
use super::{indicators, json_date, json_ids};
use crate::domain::audience::Audience;
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{Firmness, Polarity};
use crate::domain::record::Name;
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// What the table says of itself.
pub const OURS: &str = "This layout is ours: the method publishes no template, no scale and no score for the ISF.";

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Policies in force that bear on the issue.
    Policies,
    /// What the quarrel is about, and what the stakeholder adds to it.
    Contention,
    /// Common ground the stakeholder named.
    Synergies,
    /// Influence, 1 to 5.
    Influence,
    /// Exposure, 1 to 5.
    Exposure,
    /// What moves them.
    Interests,
    /// What would make it worth their while.
    Incentives,
    /// Where they stand on the issue's options.
    Position,
    /// What they must have or cannot accept.
    RedLine,
    /// What they may commit to, and how likely.
    Likely,
    /// Openings they named.
    Partnership,
    /// What they lead or support in the Roadmap.
    Commitments,
    /// What they lack to carry it out.
    CapacityGap,
    /// How the indicators of these commitments stand.
    Indicators,
}

impl Column {
    /// All columns in the order of the phases.
    pub const ALL: [Self; 14] = [
        Self::Policies,
        Self::Contention,
        Self::Synergies,
        Self::Influence,
        Self::Exposure,
        Self::Interests,
        Self::Incentives,
        Self::Position,
        Self::RedLine,
        Self::Likely,
        Self::Partnership,
        Self::Commitments,
        Self::CapacityGap,
        Self::Indicators,
    ];

    /// The phase in which the column fills.
    #[must_use]
    pub fn phase(self) -> &'static str {
        match self {
            Self::Likely | Self::Partnership => "consensus",
            Self::Commitments | Self::CapacityGap | Self::Indicators => "monitoring",
            _ => "assessment",
        }
    }

    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Policies => "Policies",
            Self::Contention => "Contention",
            Self::Synergies => "Synergies",
            Self::Influence => "Infl",
            Self::Exposure => "Expo",
            Self::Interests => "Interests",
            Self::Incentives => "Incentives",
            Self::Position => "Position",
            Self::RedLine => "Red line",
            Self::Likely => "May commit to",
            Self::Partnership => "Partnership",
            Self::Commitments => "Commitments",
            Self::CapacityGap => "Capacity gap",
            Self::Indicators => "Indicators",
        }
    }
}

/// The table on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Isf {
    /// The day.
    pub as_of: NaiveDate,
    /// The stakeholders of the nine kinds, by id: each has a row under every issue.
    pub actors: Vec<Arc<Actor>>,
    /// The issues by id, each with its rows.
    pub issues: Vec<Block>,
}

/// The rows of one issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The issue.
    pub issue: Name,
    /// Its title.
    pub title: String,
    /// `open`, `converging`, `agreed` or `parked`.
    pub status: Option<Name>,
    /// What the quarrel is about.
    pub contested: Option<String>,
    /// Policies in force that bear on it, by id.
    pub policies: Vec<Name>,
    /// The rows in which anything is known, by stakeholder. Of many stakeholders most have nothing to say on most issues.
    pub known: Vec<Row>,
}

impl Block {
    /// The row of a stakeholder of whom anything is known on the issue.
    #[must_use]
    pub fn row(&self, stakeholder: &str) -> Option<&Row> {
        self.known.binary_search_by(|row| (*row.actor.id).cmp(stakeholder)).ok().and_then(|place| self.known.get(place))
    }
}

/// A stakeholder's own traits, shared by its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The stakeholder.
    pub id: Name,
    /// Influence, 1 to 5.
    pub influence: Option<i64>,
    /// Exposure, 1 to 5.
    pub exposure: Option<i64>,
    /// What moves them.
    pub interests: Option<String>,
    /// What would make it worth their while.
    pub incentives: Option<String>,
    /// What they lack.
    pub capacity_gap: Option<String>,
}

/// What is known of one stakeholder on one issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The stakeholder.
    pub actor: Arc<Actor>,
    /// What they contend, oldest first.
    pub contention: Vec<String>,
    /// Common ground they named.
    pub synergies: Vec<String>,
    /// Where they stand, by option.
    pub positions: Vec<Cell>,
    /// Their red lines that stand, by option.
    pub red_lines: Vec<Drawn>,
    /// What they may commit to, oldest first.
    pub likely: Vec<Likely>,
    /// Openings they named.
    pub partnerships: Vec<String>,
    /// Commitments on the issue's options that they lead or support, by id.
    pub commitments: Vec<Name>,
    /// The indicators of these commitments, by id.
    pub indicators: Vec<Name>,
}

/// A red line in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Of which option.
    pub option: Name,
    /// Which way it points.
    pub polarity: Option<Polarity>,
    /// How hard it is.
    pub firmness: Firmness,
    /// The meeting or workshop in which it was drawn.
    pub source: Name,
}

/// A likely commitment in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// What it would be.
    pub text: String,
    /// The commitment it may become.
    pub commitment: Option<Name>,
    /// In per cent.
    pub likelihood: Option<i64>,
    /// In which meeting.
    pub meeting: Name,
}

impl Row {
    /// Whether nothing is known of this stakeholder on this issue.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.contention.is_empty()
            && self.synergies.is_empty()
            && self.positions.is_empty()
            && self.red_lines.is_empty()
            && self.likely.is_empty()
            && self.partnerships.is_empty()
            && self.commitments.is_empty()
    }

    fn new(actor: Arc<Actor>) -> Self {
        Self {
            actor,
            contention: Vec::new(),
            synergies: Vec::new(),
            positions: Vec::new(),
            red_lines: Vec::new(),
            likely: Vec::new(),
            partnerships: Vec::new(),
            commitments: Vec::new(),
            indicators: Vec::new(),
        }
    }
}

/// The table at `as_of`.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Isf {
    fill::filled(dialogue, as_of)
}

impl Isf {
    /// The table as an audience may see it, beside what the records' levels keep back: the donor's leaves out red lines.
    #[must_use]
    pub fn shown_to(mut self, audience: Audience) -> Self {
        if audience == Audience::Donor {
            for block in &mut self.issues {
                block.known.iter_mut().for_each(|row| row.red_lines.clear());
                block.known.retain(|row| !row.is_empty());
            }
        }
        self
    }

    /// Those of whom nothing is known on an issue.
    pub fn silent<'a>(&'a self, block: &'a Block) -> impl Iterator<Item = &'a Actor> {
        self.actors.iter().map(AsRef::as_ref).filter(|actor| block.row(&actor.id).is_none())
    }

    /// `{"as_of", "layout", "rows": [{"issue", "stakeholder", "policies": [ids], "contested", "contention": [text],
    /// "synergies": [text], "influence", "exposure", "interests", "incentives", "positions": [{"option", "value", "voice",
    /// "stale"}], "red_lines": [{"option", "polarity", "firmness", "source"}], "likely": [{"text", "commitment",
    /// "likelihood", "meeting"}], "partnerships": [text], "commitments": [ids], "capacity_gap", "indicators":
    /// [{"indicator", "latest", "progress", "overdue"}]}]}`.
    #[must_use]
    pub fn json(&self, measured: &indicators::Indicators) -> Json {
        let row = |block: &Block, actor: &Arc<Actor>| match block.row(&actor.id) {
            Some(row) => row.json(block, measured),
            None => Row::new(actor.clone()).json(block, measured),
        };
        let rows = self.issues.iter().flat_map(|block| self.actors.iter().map(move |actor| row(block, actor)));
        json!({ "as_of": json_date(self.as_of), "layout": OURS, "rows": rows.collect::<Vec<_>>() })
    }
}

impl Row {
    fn json(&self, block: &Block, measured: &indicators::Indicators) -> Json {
        let position =
            |cell: &Cell| json!({ "option": &*cell.option, "value": cell.value, "voice": cell.voice.value(), "stale": cell.stale });
        let drawn = |line: &Drawn| {
            let polarity = line.polarity.map(Polarity::value);
            json!({ "option": &*line.option, "polarity": polarity, "firmness": line.firmness.value(), "source": &*line.source })
        };
        let likely = |word: &Likely| {
            let commitment = word.commitment.as_deref();
            json!({ "text": word.text, "commitment": commitment, "likelihood": word.likelihood, "meeting": &*word.meeting })
        };
        let indicator = |id: &Name| {
            let line = measured.line(id);
            json!({
                "indicator": &**id,
                "latest": line.and_then(|line| line.latest).map(|(_, value)| value),
                "progress": line.and_then(|line| line.progress).map(super::four_places),
                "overdue": line.is_some_and(|line| line.overdue),
            })
        };
        json!({
            "issue": &*block.issue,
            "stakeholder": &*self.actor.id,
            "policies": json_ids(&block.policies),
            "contested": block.contested,
            "contention": self.contention,
            "synergies": self.synergies,
            "influence": self.actor.influence,
            "exposure": self.actor.exposure,
            "interests": self.actor.interests,
            "incentives": self.actor.incentives,
            "positions": self.positions.iter().map(position).collect::<Vec<_>>(),
            "red_lines": self.red_lines.iter().map(drawn).collect::<Vec<_>>(),
            "likely": self.likely.iter().map(likely).collect::<Vec<_>>(),
            "partnerships": self.partnerships,
            "commitments": json_ids(&self.commitments),
            "capacity_gap": self.actor.capacity_gap,
            "indicators": self.indicators.iter().map(indicator).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests;
