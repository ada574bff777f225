//! The policy network drawn whole: names, and between them lines whose strength is how closely two are tied and whose letter is
//! the kind of tie. The cursor goes from actor to actor.
//!
//! Where names stand and lines run is found anew only when records or size change; moving only paints. What is too much for a
//! picture in this window is shown as a table of pairs. It knows no cells of a terminal.

mod legend;
mod paint;
mod pairs;
mod picture;
mod place;
mod plane;
mod route;
mod stroke;
#[cfg(test)]
mod tests;

use super::matrix::scrolled;
use crate::app::command::Command;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::model::Model;
use crate::app::names::Names;
use crate::app::page::{Opens, Source};
use crate::app::pages::{foresight, words};
use crate::app::sight::Sight;
use crate::domain::record::{Key, Name};
use crate::domain::views::network::Network;
use chrono::NaiveDate;
use picture::{Picture, Shown};
use std::sync::Arc;

/// With so many columns what may come stands beside the picture, in so many of them; with fewer it is on the page of the actors.
const ROOM_BESIDE: usize = 110;
const BESIDE: usize = 30;

/// What of the network is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Seen {
    /// Every tie there is on the day.
    #[default]
    Now,
    /// Those from before the dialogue.
    Before,
    /// Those that the dialogue made.
    Made,
    /// Every tie, as a table of pairs.
    Pairs,
}

impl Seen {
    const ALL: [Self; 4] = [Self::Now, Self::Before, Self::Made, Self::Pairs];

    fn word(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Before => "before the dialogue",
            Self::Made => "what the dialogue tied",
            Self::Pairs => "who with whom, as a table",
        }
    }
}

/// What the picture was made for.
#[derive(Clone, Debug, PartialEq)]
struct Stamp {
    revision: u64,
    as_of: NaiveDate,
    sight: Sight,
    size: (u16, u16),
}

/// The network laid out, kept until what it was made for changes: where names stand and lines run takes a search.
#[derive(Debug, Default)]
pub struct Drawn {
    stamp: Option<Stamp>,
    shown: Shown,
    /// Nothing where the network does not fit into a picture.
    picture: Option<Picture>,
}

impl Drawn {
    fn of(stamp: Stamp, model: &mut Model, size: plane::Size) -> Self {
        let moment = crate::app::facts::Moment { revision: stamp.revision, as_of: Some(stamp.as_of) };
        let network = model.facts.network(&model.dialogue, moment);
        let names = model.sight.hide_names.then(|| model.facts.names(&model.dialogue));
        let shown = Shown::of(network, &model.dialogue, names.as_deref());
        let picture = Picture::of(&shown, size);
        Self { stamp: Some(stamp), shown, picture }
    }
}

/// The network and the actor under the cursor.
#[derive(Debug, Default)]
pub struct GraphScreen {
    /// What is shown, line by line.
    pub lines: Vec<Line>,
    drawn: Arc<Drawn>,
    seen: Seen,
    /// The actor under the cursor; at first the one with the most ties.
    at: Option<Name>,
    /// The first row of the table on screen.
    from: usize,
}

/// Lines around the picture: a summary above; those who stand alone, the actor in words and the signs below.
struct Around {
    words: usize,
    legend: usize,
}

impl Around {
    fn of(height: usize) -> Self {
        match height {
            ..9 => Self { words: 1, legend: 0 },
            9..16 => Self { words: 1, legend: 1 },
            16..24 => Self { words: 2, legend: 2 },
            _ => Self { words: 4, legend: 2 },
        }
    }

    fn lines(&self) -> usize {
        2 + self.words + self.legend
    }
}

impl GraphScreen {
    /// Makes and lays out again what depends on the records, the day, the size and the cursor.
    pub fn refresh(&mut self, model: &mut Model) {
        let stamp = Stamp { revision: model.revision(), as_of: model.as_of(), sight: model.sight.clone(), size: model.size };
        let (all, height) = (model.width(), model.body_height());
        let beside = if all >= ROOM_BESIDE { foresight::lines(&model.dialogue, model.as_of(), BESIDE) } else { Vec::new() };
        let width = if beside.is_empty() { all } else { all.saturating_sub(BESIDE + 2) };
        self.drawn = match model.facts.drawn.take().filter(|drawn| drawn.stamp.as_ref() == Some(&stamp)) {
            Some(drawn) => drawn,
            None => {
                let size = plane::Size { width, height: height.saturating_sub(Around::of(height).lines()) };
                Arc::new(Drawn::of(stamp, model, size))
            }
        };
        model.facts.drawn = Some(self.drawn.clone());
        let here = self.at.take().filter(|at| self.drawn.shown.place(at).is_some());
        self.at = here.or_else(|| self.drawn.shown.actors.first().map(|actor| actor.id.clone()));
        self.lines = self.lay(model, width, height).into_iter().map(|line| line.cut(width)).collect();
        for (n, line) in beside.into_iter().take(height).enumerate() {
            if n == self.lines.len() {
                self.lines.push(Line::blank());
            }
            if let Some(left) = self.lines.get_mut(n) {
                *left = std::mem::take(left).to(width + 2);
                left.spans.extend(line.spans);
            }
        }
    }

    /// The actor under the cursor.
    #[must_use]
    pub fn actor(&self) -> Option<&Name> {
        self.at.as_ref()
    }

    /// The record that commands act on.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        self.at.as_ref().map(|actor| Key::new("stakeholders", actor))
    }

    /// What Enter opens: the network around the actor.
    #[must_use]
    pub fn opens(&self) -> Option<Opens> {
        self.at.clone().map(|actor| Opens::Page(Source::Ego(actor)))
    }

    /// Shows the network in the next of its ways; gives it in words.
    pub fn next_way(&mut self) -> &'static str {
        let place = Seen::ALL.iter().position(|seen| *seen == self.seen).unwrap_or(0);
        self.seen = Seen::ALL.get((place + 1) % Seen::ALL.len()).copied().unwrap_or_default();
        self.seen.word()
    }

    /// Moves the cursor to the next actor on that side.
    pub fn step(&mut self, command: Command, height: usize) {
        let order = &self.drawn.shown.actors;
        let here = self.at.as_ref().and_then(|at| self.drawn.shown.place(at)).unwrap_or(0);
        let half = (height / 2).max(1);
        let to = match (command, self.picture()) {
            (Command::First, _) => Some(0),
            (Command::Last, _) => order.len().checked_sub(1),
            (_, Some(picture)) => picture.next(here, command),
            (Command::Down | Command::ActorRight, None) => Some(here + 1),
            (Command::Up | Command::ActorLeft, None) => here.checked_sub(1),
            (Command::HalfDown, None) => Some((here + half).min(order.len().saturating_sub(1))),
            (Command::HalfUp, None) => Some(here.saturating_sub(half)),
            _ => None,
        };
        if let Some(actor) = to.and_then(|to| order.get(to)) {
            self.at = Some(actor.id.clone());
        }
    }

    /// The picture, where it is what is shown.
    fn picture(&self) -> Option<&Picture> {
        self.drawn.picture.as_ref().filter(|_| self.seen != Seen::Pairs)
    }

    fn lay(&mut self, model: &Model, width: usize, height: usize) -> Vec<Line> {
        let here = self.at.as_ref().and_then(|at| self.drawn.shown.place(at));
        let Some(here) = here else {
            let said = "Nobody on file yet: the network is drawn from stakeholders and the ties between them. a adds the first tie.";
            return fit::wrap(said, width.saturating_sub(2).max(8))
                .into_iter()
                .map(|line| Line::of(Role::Muted, format!(" {line}")))
                .collect();
        };
        let around = Around::of(height);
        let mut lines = vec![legend::summary(&self.drawn.shown, self.seen, width)];
        let words = legend::words(&self.drawn.shown, here, &model.dialogue, width, around.words);
        match self.picture() {
            Some(picture) => {
                lines.extend(picture.paint(&self.drawn.shown, self.seen, here));
                lines.push(picture.alone(&self.drawn.shown, here));
                lines.extend(words);
                lines.resize(height.saturating_sub(around.legend).max(lines.len()), Line::blank());
                lines.extend(legend::signs(&self.drawn.shown, &model.dialogue, width).into_iter().take(around.legend));
            }
            None => {
                let room = height.saturating_sub(around.words + 5).max(1);
                self.from = scrolled(self.from, here, room, self.drawn.shown.actors.len());
                lines.extend(pairs::table(&self.drawn.shown, here, self.from, room, width));
                lines.push(Line::blank());
                lines.extend(words);
                lines.push(legend::closeness(&model.dialogue, width));
            }
        }
        lines
    }
}

/// The network as the screen was asked to show it.
impl Shown {
    fn of(network: Arc<Network>, dialogue: &crate::domain::dialogue::Dialogue, hidden: Option<&Names>) -> Self {
        let short = |id: &Name| words::short(dialogue, id);
        let name = |id: &Name| hidden.map_or_else(|| short(id), |names| names.hide(&short(id)));
        Self::new(network, dialogue, name)
    }
}
