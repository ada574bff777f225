//! The nineteen tools, the three phases and the duties of those involved, in our own words.

use super::Catalogue;
use serde::Deserialize;

/// What a tool is for in the toolkit's own division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Capacity development.
    CapacityDevelopment,
    /// Trust building.
    TrustBuilding,
    /// Cooperation & networking.
    CooperationNetworking,
}

impl Category {
    /// The three categories in the order of the toolkit.
    pub const ALL: [Self; 3] = [Self::CapacityDevelopment, Self::TrustBuilding, Self::CooperationNetworking];

    /// The exact name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::CapacityDevelopment => "Capacity development",
            Self::TrustBuilding => "Trust building",
            Self::CooperationNetworking => "Cooperation & networking",
        }
    }
}

/// One of the nineteen tools.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// 1 to 19.
    pub number: u8,
    /// Its exact name.
    pub name: String,
    /// The record kinds that record its use.
    pub kinds: Vec<String>,
    /// One to three categories; empty when not known.
    pub categories: Vec<Category>,
    /// Whether the published categories are known.
    pub categories_known: bool,
    /// The phases where it is used most.
    pub phases: Vec<String>,
    /// Whether the phases are `stated` or `read` from its purpose.
    pub phase_basis: String,
    /// What it is for.
    pub purpose: String,
    /// Why it works.
    pub rationale: String,
    /// What must be there before.
    pub prerequisites: String,
    /// What comes out.
    pub outcomes: Vec<String>,
    /// Whether the outcomes are published; otherwise they are our proposal.
    pub outcomes_known: bool,
    /// What of the published text is unknown.
    #[serde(default)]
    pub not_known: Option<String>,
}

impl Tool {
    /// The exact names of its categories with commas between; nothing when they are not known.
    #[must_use]
    pub fn category_words(&self) -> Option<String> {
        let words = || self.categories.iter().map(|category| category.label()).collect::<Vec<_>>().join(", ");
        self.categories_known.then(words)
    }

    /// The titles of the phases where it is used most, with commas between.
    #[must_use]
    pub fn phase_words(&self, catalogue: &Catalogue) -> String {
        self.phases.iter().filter_map(|name| catalogue.phase(name)).map(|phase| phase.title.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// One of the three phases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// `assessment`, `consensus` or `monitoring`.
    pub name: String,
    /// Its full name.
    pub title: String,
    /// A word for the tab.
    pub tab: String,
    /// What it is for.
    pub purpose: String,
    /// Its steps.
    pub steps: Vec<String>,
    /// The output that ends it.
    pub output: String,
    /// The kind of document that holds the output.
    pub output_kind: String,
    /// When it is done.
    pub done_when: String,
    /// The tools typical of it.
    pub tools: Vec<u8>,
    /// The views its tab offers, in the order of need.
    #[serde(default)]
    pub views: Vec<String>,
    /// The record kinds its tab offers, in the order of need.
    pub kinds: Vec<String>,
    /// What of the published text is unknown.
    #[serde(default)]
    pub not_known: Option<String>,
}

/// A tab after the phases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tab {
    /// Its name in the catalogue.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The views it offers, in the order of need.
    #[serde(default)]
    pub views: Vec<String>,
    /// The record kinds it offers.
    pub kinds: Vec<String>,
}

/// A duty that the method sees with one side of a dialogue; taken up, it is a `duty` row of the dialogue itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposedDuty {
    /// `donor`, `government`, `host` or `stakeholder`.
    pub role: String,
    /// What is to be done, as it is written into the dialogue.
    pub duty: String,
    /// Why, in a sentence.
    pub why: String,
}

impl Phase {
    /// Its name where space is short: the word before the first "and".
    #[must_use]
    pub fn short(&self) -> &str {
        self.title.split(" and ").next().unwrap_or(&self.title)
    }
}
