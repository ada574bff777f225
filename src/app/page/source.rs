//! The closed set of pages, and which room builds each.

use super::{Making, Page};
use crate::app::pages;
use crate::domain::lens::Output;
use crate::domain::record::{Key, Name};
use crate::domain::views::status::Topic;
use crate::domain::views::trace::Of;
use chrono::NaiveDate;

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
    /// What a record, or what a view says, rests on, back to meetings and rows.
    Trace(Of),
    /// The same as of a day of its own: asked on a page that speaks as of that day.
    TraceThen(Of, NaiveDate),
    /// What a line of the status check rests on.
    TraceTopic(Topic),
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
    /// Red lines against positions, commitments and each other.
    Findings,
    /// Common ground and what divides.
    Ground,
    /// Who was heard.
    Coverage,
    /// Promises and trust.
    Promises,
    /// Who moved.
    Movement,
    /// Who moved between two days or snapshots.
    Between(String, String),
    /// Commitments along the months.
    Timeline,
    /// What waits for what.
    Sequence,
    /// Who may yet say yes.
    Forecast,
    /// Donor support against the Roadmap.
    Donors,
    /// The indicators.
    Indicators,
    /// The whole network.
    Network,
    /// The Integrated Support Framework as a table.
    Isf,
    /// The register of outcomes.
    Outcomes,
    /// Policy cycle and calendar.
    Cycle,
    /// Options against criteria.
    Criteria,
    /// Who took what upon themselves.
    Duties,
    /// Who is included, and who is left out.
    Inclusion,
    /// One of the three outputs, to be read.
    Output(Output),
    /// The network around one stakeholder.
    Ego(Name),
}

impl Source {
    /// The page of that name in `config/phases.toml`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "toolkit" => Self::Toolkit,
            "roadmap" => Self::Roadmap,
            "status" => Self::Status,
            "inclusiveness" => Self::Inclusion,
            "ppa" => Self::Output(Output::Ppa),
            "roadmap-document" => Self::Output(Output::Roadmap),
            "network-strategy" => Self::Output(Output::NetworkStrategy),
            "todo" => Self::Todo,
            "findings" => Self::Findings,
            "common-ground" => Self::Ground,
            "coverage" => Self::Coverage,
            "promises" => Self::Promises,
            "movement" => Self::Movement,
            "timeline" => Self::Timeline,
            "sequence" => Self::Sequence,
            "forecast" => Self::Forecast,
            "donors" => Self::Donors,
            "indicators" => Self::Indicators,
            "network" => Self::Network,
            "isf" => Self::Isf,
            "outcomes" => Self::Outcomes,
            "cycle" => Self::Cycle,
            "criteria" => Self::Criteria,
            "duties" => Self::Duties,
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
            Self::Trace(_) | Self::TraceThen(..) | Self::TraceTopic(_) => "Why",
            Self::Precheck(_) => "Precheck",
            Self::Brief(..) => "Brief",
            Self::HandOver(_) => "Hand over",
            Self::Status => "Where are we",
            Self::Todo => "To do",
            Self::Roadmap => "Overview",
            Self::Findings => "Radar",
            Self::Ground => "Common ground",
            Self::Coverage => "Heard",
            Self::Promises => "Promises",
            Self::Movement | Self::Between(..) => "Movement",
            Self::Timeline => "Timeline",
            Self::Sequence => "Sequence",
            Self::Forecast => "Forecast",
            Self::Donors => "Donors",
            Self::Indicators => "Progress",
            Self::Network => "Actors",
            Self::Isf => "ISF table",
            Self::Outcomes => "Harvest",
            Self::Cycle => "Cycle",
            Self::Criteria => "Weighing",
            Self::Duties => "Duties",
            Self::Inclusion => "Included",
            Self::Output(Output::Ppa) => "Analysis",
            Self::Output(Output::Roadmap) => "Document",
            Self::Output(Output::NetworkStrategy) => "Strategy",
            Self::Ego(_) => "Around",
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
            Self::Findings => "red lines that stand against something, the heaviest first",
            Self::Ground => "where nobody stands in the way, and what divides",
            Self::Coverage => "who was met, who was not, and whom to meet first",
            Self::Promises => "what the host promised, and how those met felt treated",
            Self::Movement => "who moved on what, since when, after which meeting",
            Self::Timeline => "commitments along the months, with what was put off",
            Self::Sequence => "what waits for what, and what waits in a circle",
            Self::Forecast => "who may yet say yes, and on what condition",
            Self::Donors => "what nobody pays for, and payments in danger",
            Self::Indicators => "from where to where, how far, and what is not measured",
            Self::Network => "who is tied to whom, who brokers, who stands alone",
            Self::Isf => "what is known of each stakeholder on each issue",
            Self::Outcomes => "what changed because of the dialogue, by area",
            Self::Cycle => "where the policy stands, its window, the calendar",
            Self::Criteria => "options against the criteria that were ranked",
            Self::Duties => "what each side took upon itself, and how far it is met",
            Self::Inclusion => "of every kind, region, language: who is met, heard, in the room",
            Self::Output(Output::Ppa) => "the Participatory Policy Analysis, and what it lacks",
            Self::Output(Output::Roadmap) => "the Roadmap for Reform as it would be read",
            Self::Output(Output::NetworkStrategy) => "the Policy Network Strategy, and what it lacks",
            _ => "",
        }
    }

    /// Whether it is derived from the dialogue's records, so that it says what is held back from an audience.
    #[must_use]
    pub fn is_view(&self) -> bool {
        let own = matches!(
            self,
            Self::Record(_)
                | Self::Dialogue
                | Self::Toolkit
                | Self::Tool(_)
                | Self::Phase(_)
                | Self::Trace(_)
                | Self::TraceThen(..)
                | Self::TraceTopic(_)
        );
        let of_program = matches!(self, Self::Welcome | Self::Problems | Self::Bin | Self::Drafts | Self::Help(_) | Self::Found(_));
        !own && !of_program
    }

    /// The way in which a page is shown that is printed on one sheet; nothing for others.
    #[must_use]
    pub fn on_one_sheet(&self) -> Option<usize> {
        match self {
            Self::Precheck(..) | Self::Brief(..) => Some(0),
            Self::HandOver(..) => Some(1),
            _ => None,
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
            Self::Findings => pages::findings::build(making),
            Self::Ground => pages::ground::build(making),
            Self::Coverage => pages::coverage::build(making),
            Self::Promises => pages::promises::build(making),
            Self::Movement => pages::movement::build(making),
            Self::Between(from, to) => pages::movement::between(from, to, making),
            Self::Timeline => pages::timeline::build(making),
            Self::Sequence => pages::sequence::build(making),
            Self::Forecast => pages::forecast::build(making),
            Self::Donors => pages::donors::build(making),
            Self::Indicators => pages::indicators::build(making),
            Self::Network => pages::network::build(making),
            Self::Isf => pages::isf::build(making),
            Self::Outcomes => pages::outcomes::build(making),
            Self::Cycle => pages::cycle::build(making),
            Self::Criteria => pages::criteria::build(making),
            Self::Duties => pages::duties::build(making),
            Self::Inclusion => pages::inclusion::build(making),
            Self::Output(output) => pages::documents::build(*output, making),
            Self::Ego(stakeholder) => pages::network::ego(stakeholder, making),
            Self::Trace(of) => pages::trace::build(of, making),
            Self::TraceThen(of, day) => pages::trace::build_then(of, *day, making),
            Self::TraceTopic(topic) => pages::trace::of_topic(*topic, making),
            Self::Precheck(key) => pages::precheck::build(key, making),
            Self::Brief(stakeholder, meeting) => pages::brief::build(stakeholder, meeting.as_ref(), making),
            Self::HandOver(stakeholder) => pages::handover::build(stakeholder, making),
            Self::Status => pages::status::build(making),
        }
    }
}
