//! Everything the program knows at a moment. Only [`super::update`] changes it; the ui only reads it.

use super::edit::Edit;
use super::footer::Foot;
use super::keymap::Keymap;
use super::keys::Chord;
use super::msg::{BinItem, DraftItem};
use super::screen::Screen;
use super::settings::Settings;
use super::sight::Sight;
use super::tabs::{Pane, Tab};
use super::views::matrix::Only;
use crate::app::facts::Facts;
use crate::domain::audience::{self, Audience};
use crate::domain::catalogue::Catalogue;
use crate::domain::dates;
use crate::domain::dialogue::Dialogue;
use crate::domain::problem::Problem;
use crate::domain::record::Key;
use chrono::NaiveDate;
use std::path::PathBuf;

/// What is said in the last line until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether it tells of something that went wrong.
    pub bad: bool,
}

/// The program's whole state.
#[derive(Debug)]
pub struct Model {
    /// Today, as the outside says.
    pub clock: NaiveDate,
    /// Today for the dialogue that is open: the sample has a day of its own.
    pub today: NaiveDate,
    /// The terminal's columns and rows.
    pub size: (u16, u16),
    /// The dialogue's folder; none before one is opened.
    pub folder: Option<PathBuf>,
    /// Its records, as far as the audience may see them.
    pub dialogue: Dialogue,
    /// All records, while the audience may not see them all.
    pub(super) whole: Option<Dialogue>,
    /// What is held back from the audience, in words; empty for the host.
    pub held_back: String,
    /// How views are limited.
    pub sight: Sight,
    /// What of the matrix is shown alone.
    pub only: Only,
    /// What is dear to compute, kept until records change.
    pub facts: Facts,
    /// Keys.
    pub keymap: Keymap,
    /// Settings.
    pub settings: Settings,
    /// Faults in keymap and settings.
    pub config_problems: Vec<Problem>,
    /// The tab that is open.
    pub tab: Tab,
    /// The pane of each tab that was last open.
    pub panes: [usize; Tab::ALL.len()],
    /// Screens, the undermost first; the first is the tab's own.
    pub stack: Vec<Screen>,
    /// Records being written that were left, until it is known that they are saved.
    pub left: Vec<Edit>,
    /// Where links were followed from, to come back with `-`.
    pub trail: Vec<Key>,
    /// Keys pressed that await more.
    pub pending: Vec<Chord>,
    /// What is said in the last line.
    pub notice: Option<Notice>,
    /// What stands there otherwise.
    pub foot: Foot,
    /// Drafts that wait.
    pub drafts: Vec<DraftItem>,
    /// The bin, as last listed.
    pub bin: Vec<BinItem>,
    /// Dialogues opened before, with their titles.
    pub recent: Vec<(PathBuf, String)>,
    /// The number the next draft gets.
    pub next_draft: u32,
    /// Whether the last key was the one that leaves when pressed twice.
    pub interrupted: bool,
    /// Whether the program is about to end.
    pub quitting: bool,
    /// Whether it was asked that nothing be written.
    pub read_only: bool,
    /// Whether this user may write in the dialogue's folder.
    pub writable: bool,
}

impl Model {
    /// A model without a dialogue.
    #[must_use]
    pub fn new(today: NaiveDate, size: (u16, u16)) -> Self {
        Self {
            clock: today,
            today,
            size,
            folder: None,
            dialogue: Dialogue::new(Catalogue::builtin()),
            whole: None,
            held_back: String::new(),
            sight: Sight { as_of: None, audience: Audience::Host, hide_names: false },
            only: Only::default(),
            facts: Facts::default(),
            keymap: Keymap::builtin(),
            settings: Settings::default(),
            config_problems: Vec::new(),
            tab: Tab::Home,
            panes: [0; Tab::ALL.len()],
            stack: Vec::new(),
            left: Vec::new(),
            trail: Vec::new(),
            pending: Vec::new(),
            notice: None,
            foot: Foot::default(),
            drafts: Vec::new(),
            bin: Vec::new(),
            recent: Vec::new(),
            next_draft: 1,
            interrupted: false,
            quitting: false,
            read_only: false,
            writable: true,
        }
    }

    /// Opens other records, all of them; the audience stays.
    pub fn set_dialogue(&mut self, dialogue: Dialogue) {
        self.whole = None;
        self.dialogue = dialogue;
        self.show_to(self.sight.audience);
    }

    /// Limits what is shown to what an audience may see.
    pub fn show_to(&mut self, audience: Audience) {
        self.sight.audience = audience;
        let whole = self.whole.take();
        self.facts.clear();
        if audience == Audience::Host {
            self.held_back.clear();
            if let Some(whole) = whole {
                self.dialogue = whole;
            }
            return;
        }
        let whole = whole.unwrap_or_else(|| self.dialogue.clone());
        let limited = audience::limit(&whole, audience);
        self.held_back = limited.held.meetings(self.as_of());
        self.dialogue = limited.dialogue;
        self.whole = Some(whole);
    }

    /// Sets every view back to a day; with none, to today again.
    pub fn set_back(&mut self, to: Option<NaiveDate>) {
        self.sight.as_of = to;
        // What is held back is counted up to the day.
        self.show_to(self.sight.audience);
        self.say(format!("Every view as of {}.", to.map_or_else(|| "today".to_owned(), |day| dates::say_day(day, self.today))));
    }

    /// Changes the records: all of them, and what is shown of them.
    pub fn change(&mut self, change: impl FnOnce(&mut Dialogue)) {
        match &mut self.whole {
            Some(whole) => {
                change(whole);
                self.show_to(self.sight.audience);
            }
            None => change(&mut self.dialogue),
        }
    }

    /// A number that rises with every change of the records, seen or not.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.whole.as_ref().unwrap_or(&self.dialogue).revision()
    }

    /// The day that views see.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.sight.as_of.unwrap_or(self.today)
    }

    /// The screen that has the keys.
    #[must_use]
    pub fn top(&self) -> Option<&Screen> {
        self.stack.last()
    }

    /// The panes of the open tab.
    #[must_use]
    pub fn panes(&self) -> Vec<Pane> {
        super::tabs::panes(&self.dialogue.catalogue, self.tab)
    }

    /// Says something in the last line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), bad: false });
    }

    /// Says that something went wrong, or why something cannot be done.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), bad: true });
    }

    /// Rows between the head and the foot of the screen.
    #[must_use]
    pub fn body_height(&self) -> usize {
        usize::from(self.size.1).saturating_sub(super::HEAD + super::FOOT).max(1)
    }

    /// Columns of the screen.
    #[must_use]
    pub fn width(&self) -> usize {
        usize::from(self.size.0).max(1)
    }
}
