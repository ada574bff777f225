//! The eight tabs and the panes within them: lists of records and pages.

use super::page::Source;
use crate::domain::catalogue::Catalogue;
use crate::domain::record::Name;

/// A tab of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Where the dialogue stands and what the host has to do.
    Home,
    /// Collective Assessment.
    Assess,
    /// Consensus Building.
    Build,
    /// Monitoring and Donor Alignment.
    Monitor,
    /// The Roadmap for Reform.
    Roadmap,
    /// The Integrated Support Framework.
    Isf,
    /// The policy network.
    Network,
    /// The nineteen tools.
    Toolkit,
}

impl Tab {
    /// All tabs, left to right.
    pub const ALL: [Self; 8] =
        [Self::Home, Self::Assess, Self::Build, Self::Monitor, Self::Roadmap, Self::Isf, Self::Network, Self::Toolkit];

    /// Its place, from 0: also the digit that opens it.
    #[must_use]
    pub fn place(self) -> usize {
        self as usize
    }

    /// Its word in the bar.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Assess => "Assess",
            Self::Build => "Build",
            Self::Monitor => "Monitor",
            Self::Roadmap => "Roadmap",
            Self::Isf => "ISF",
            Self::Network => "Network",
            Self::Toolkit => "Toolkit",
        }
    }

    /// A shorter word for a narrow bar, where there is one.
    #[must_use]
    pub fn short_word(self) -> &'static str {
        match self {
            Self::Roadmap => "Road",
            Self::Network => "Net",
            Self::Toolkit => "Tools",
            _ => self.word(),
        }
    }

    /// Its name in `config/phases.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Assess => "assessment",
            Self::Build => "consensus",
            Self::Monitor => "monitoring",
            Self::Roadmap => "roadmap",
            Self::Isf => "isf",
            Self::Network => "network",
            Self::Toolkit => "toolkit",
        }
    }

    /// The tab of a phase.
    #[must_use]
    pub fn of_phase(phase: &str) -> Option<Self> {
        [Self::Assess, Self::Build, Self::Monitor].into_iter().find(|tab| tab.name() == phase)
    }
}

/// What a tab shows, one at a time.
#[derive(Clone, Debug, PartialEq)]
pub enum Pane {
    /// The list of a kind.
    Kind(Name),
    /// A page.
    Page(Source),
    /// The position matrix.
    Matrix,
    /// The network, drawn.
    Graph,
    /// The board of commitments.
    Board,
}

impl Pane {
    /// Its word on the title line.
    #[must_use]
    pub fn word(&self, catalogue: &Catalogue) -> String {
        match self {
            Self::Kind(kind) => catalogue.kind(kind).map_or_else(|| kind.to_string(), |kind| kind.title.clone()),
            Self::Page(source) => source.word().to_owned(),
            Self::Matrix => "Matrix".to_owned(),
            Self::Graph => "Network".to_owned(),
            Self::Board => "Board".to_owned(),
        }
    }
}

/// The panes of a tab, in order: its overview, its views, its lists.
#[must_use]
pub fn panes(catalogue: &Catalogue, tab: Tab) -> Vec<Pane> {
    let mut panes = Vec::new();
    let (views, kinds): (&[String], &[String]) = match catalogue.phase(tab.name()) {
        Some(phase) => {
            panes.push(Pane::Page(Source::Phase(phase.name.clone())));
            (&phase.views, &phase.kinds)
        }
        None => catalogue.tabs().iter().find(|other| other.name == tab.name()).map_or((&[], &[]), |tab| (&tab.views, &tab.kinds)),
    };
    if tab == Tab::Home {
        panes.push(Pane::Page(Source::Home));
    }
    for view in views {
        match view.as_str() {
            "matrix" => panes.push(Pane::Matrix),
            "graph" => panes.push(Pane::Graph),
            "board" => panes.push(Pane::Board),
            name => panes.extend(Source::named(name).map(Pane::Page)),
        }
    }
    panes.extend(kinds.iter().filter(|kind| catalogue.kind(kind).is_some()).map(|kind| Pane::Kind(kind.as_str().into())));
    panes
}
