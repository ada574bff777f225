//! The closed set of pages, and which room builds each.

use super::{Making, Page};
use crate::app::pages;
use crate::domain::record::{Key, Name};

/// What a page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Where the dialogue stands and what the host has to do.
    Home,
    /// Before there is a dialogue: the sample, or a new one.
    Welcome,
    /// A phase: purpose, steps, output, its views and lists.
    Phase(String),
    /// One record.
    Record(Key),
    /// The nineteen tools.
    Toolkit,
    /// One tool.
    Tool(u8),
    /// What is wrong.
    Problems,
    /// The bin.
    Bin,
    /// Drafts that wait.
    Drafts,
    /// Keys and commands of a screen.
    Help(Vec<crate::app::command::Context>),
    /// Where words were found.
    Found(String),
    /// The dialogue itself.
    Dialogue,
    /// What a record rests on, back to meetings and lines.
    Trace(Key),
    /// What to know before this event.
    Precheck(Key),
    /// What is known of a stakeholder before meeting them; the meeting, when one is planned.
    Brief(Name, Option<Key>),
    /// One page for a colleague who is new to a stakeholder.
    HandOver(Name),
    /// Where are we?
    Status,
    /// Everything the host has to do.
    Todo,
    /// Commitments by priority, with status, lead and what is late.
    Roadmap,
}

impl Source {
    /// The page of that name in `config/phases.toml`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "toolkit" => Self::Toolkit,
            "roadmap" => Self::Roadmap,
            _ => return None,
        })
    }

    /// A word for the title line.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Home => "Home",
            Self::Welcome => "Welcome",
            Self::Phase(_) => "Overview",
            Self::Record(_) => "Record",
            Self::Toolkit => "Tools",
            Self::Tool(_) => "Tool",
            Self::Problems => "Problems",
            Self::Bin => "Bin",
            Self::Drafts => "Drafts",
            Self::Help(_) => "Help",
            Self::Found(_) => "Search",
            Self::Dialogue => "Dialogue",
            Self::Trace(_) => "Why",
            Self::Precheck(_) => "Precheck",
            Self::Brief(..) => "Brief",
            Self::HandOver(_) => "Hand over",
            Self::Status => "Where are we",
            Self::Todo => "To do",
            Self::Roadmap => "Roadmap",
        }
    }

    /// What it shows, in half a sentence, for the overview of a tab.
    #[must_use]
    pub fn about(&self) -> &'static str {
        match self {
            Self::Roadmap => "commitments by priority, and what is late",
            Self::Status => "ten lines for a donor who asks where we are",
            Self::Toolkit => "what each tool is for, and how often it was used",
            Self::Todo => "follow-ups, promises, planned meetings, by date",
            _ => "",
        }
    }

    /// Builds the page.
    pub fn build(&self, making: &mut Making<'_>) -> Page {
        match self {
            Self::Home => pages::home::build(making),
            Self::Welcome => pages::welcome::build(making),
            Self::Phase(name) => pages::phase::build(name, making),
            Self::Record(key) => pages::record::build(key, making),
            Self::Toolkit => pages::toolkit::build(making),
            Self::Tool(number) => pages::toolkit::tool(*number, making),
            Self::Problems => pages::problems::build(making),
            Self::Bin => pages::bin::build(making),
            Self::Drafts => pages::drafts::build(making),
            Self::Help(contexts) => pages::help::build(contexts, making),
            Self::Found(words) => pages::found::build(words, making),
            Self::Dialogue => pages::record::build(&Key::dialogue(), making),
            Self::Roadmap => pages::roadmap::build(making),
            Self::Todo => pages::home::everything_to_do(making),
            Self::Trace(key) | Self::Precheck(key) => pages::record::build(key, making),
            Self::Brief(stakeholder, _) | Self::HandOver(stakeholder) => {
                pages::record::build(&Key::new("stakeholders", stakeholder), making)
            }
            Self::Status => pages::home::build(making),
        }
    }
}
