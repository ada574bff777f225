//! The Roadmap as a board: a column a status, a card a commitment, the cursor on a card and that card in full below.
//!
//! It is laid out in lines when records, size or cursor change; drawing only copies them. A card whose status is changed is followed
//! to its new column.

mod cards;
#[cfg(test)]
mod tests;

use crate::app::command::Command;
use crate::app::facts::Moment;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::model::Model;
use crate::app::pages::{count, status_sign, words};
use crate::domain::display::one_line;
use crate::domain::lens::{Commitment, Status};
use crate::domain::record::{Key, Name};
use cards::{Card, Column, Look, Piece, columns};
use chrono::NaiveDate;
use std::sync::Arc;

/// A column is never narrower, nor wider, than so many cells, the blank one behind it included.
const NARROWEST: usize = 16;
const WIDEST: usize = 34;
/// How many lines the titles of cards have at most and how many are blank between cards, the roomiest first.
const LOOKS: [Look; 4] = [Look { title: 4, gap: 1 }, Look { title: 3, gap: 1 }, Look { title: 2, gap: 1 }, Look { title: 2, gap: 0 }];
/// The look where not all cards are seen at once.
const SCROLLED: Look = Look { title: 2, gap: 1 };
/// Lines below the cards: a blank one, and the card in full.
const WORDS: usize = 3;
/// These have a column even while nothing stands in it.
const ALWAYS: [Status; 5] = [Status::NotStarted, Status::OnTrack, Status::AtRisk, Status::Delayed, Status::Done];

/// What cards are made for: the records, the day views see, and today.
type Stamp = (u64, NaiveDate, NaiveDate);

/// All cards under their statuses, kept until what they were made for changes.
#[derive(Debug, Default)]
pub struct Cards {
    stamp: Option<Stamp>,
    columns: Vec<Column>,
}

impl Cards {
    fn of(stamp: Stamp, model: &mut Model) -> Self {
        let view = model.facts.roadmap(&model.dialogue, Moment { revision: stamp.0, as_of: Some(stamp.1) });
        Self { stamp: Some(stamp), columns: columns(&view, &model.dialogue, model.today) }
    }
}

/// The board and its cursor.
#[derive(Debug, Default)]
pub struct BoardScreen {
    /// What is shown, line by line.
    pub lines: Vec<Line>,
    /// How many commitments there are, for the title line.
    pub aside: String,
    cards: Arc<Cards>,
    /// The first card on screen of each column.
    tops: Vec<usize>,
    /// The cursor: a column, and a card in it.
    at: (usize, usize),
    /// The card that it is on.
    on: Option<Name>,
    /// The first column on screen.
    from: usize,
}

impl BoardScreen {
    /// Makes and lays out again what depends on the records, the day, the size and the cursor.
    pub fn refresh(&mut self, model: &mut Model) {
        let stamp = (model.revision(), model.as_of(), model.today);
        if self.cards.stamp != Some(stamp) {
            let kept = model.facts.cards.take().filter(|cards| cards.stamp == Some(stamp));
            self.cards = kept.unwrap_or_else(|| Arc::new(Cards::of(stamp, model)));
            model.facts.cards = Some(self.cards.clone());
            let all = self.columns().iter().map(|column| column.cards.len()).sum();
            self.aside = count(all, "commitment", "commitments");
            self.tops.resize(self.columns().len(), 0);
            self.follow();
        }
        self.lay(model.width(), model.body_height());
    }

    /// The commitment that the cursor is on.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        self.card().map(|card| Key::new(Commitment::KIND, &card.id))
    }

    /// Moves the cursor; sideways over columns in which nothing stands.
    pub fn step(&mut self, command: Command) {
        let (column, card) = self.at;
        let filled = |column: &usize| self.columns().get(*column).is_some_and(|column| !column.cards.is_empty());
        self.at = match command {
            Command::Down => (column, card + 1),
            Command::Up => (column, card.saturating_sub(1)),
            Command::HalfDown => (column, card + 3),
            Command::HalfUp => (column, card.saturating_sub(3)),
            Command::First => (column, 0),
            Command::Last => (column, usize::MAX),
            Command::CardLeft => ((0..column).rev().find(filled).unwrap_or(column), card),
            Command::CardRight => ((column + 1..self.columns().len()).find(filled).unwrap_or(column), card),
            _ => self.at,
        };
        self.settle();
    }

    fn columns(&self) -> &[Column] {
        &self.cards.columns
    }

    fn card(&self) -> Option<&Card> {
        self.columns().get(self.at.0).and_then(|column| column.cards.get(self.at.1))
    }

    /// Finds the card again that the cursor was on, wherever it has gone; else the next in its place.
    fn follow(&mut self) {
        let place = |id: &Name| {
            let columns = self.columns().iter().enumerate();
            columns
                .flat_map(|(n, column)| column.cards.iter().enumerate().map(move |(m, card)| (n, m, card)))
                .find(|(.., card)| card.id == *id)
        };
        let found = self.on.as_ref().and_then(place).map(|(column, card, _)| (column, card));
        let first = || self.columns().iter().position(|column| !column.cards.is_empty()).unwrap_or(0);
        let filled = self.columns().get(self.at.0).is_some_and(|column| !column.cards.is_empty());
        self.at = found.unwrap_or_else(|| if filled { self.at } else { (first(), 0) });
        self.settle();
    }

    fn settle(&mut self) {
        let last = self.columns().get(self.at.0).map_or(0, |column| column.cards.len().saturating_sub(1));
        self.at.1 = self.at.1.min(last);
        self.on = self.card().map(|card| card.id.clone());
    }

    fn lay(&mut self, width: usize, height: usize) {
        if self.columns().iter().all(|column| column.cards.is_empty()) {
            let said = "No commitments yet. A commitment says who does what by when; a adds one, and it stands here under its status.";
            self.lines =
                fit::wrap(said, width.saturating_sub(2).max(8)).into_iter().map(|line| Line::of(Role::Muted, format!(" {line}"))).collect();
            return;
        }
        let shown = (width / NARROWEST).clamp(1, self.columns().len());
        let cells = (width / shown).clamp(1, WIDEST);
        let last = self.columns().len() - shown;
        self.from = self.from.clamp(self.at.0.saturating_sub(shown - 1), self.at.0).min(last);
        let words = if height < 10 { 0 } else { WORDS };
        let room = height.saturating_sub(2 + words).max(2);
        let look = self.look(cells, room, shown);
        let at = self.at;
        let columns = self.cards.columns.iter().zip(&mut self.tops).enumerate().skip(self.from).take(shown);
        let pieces: Vec<Vec<Piece>> =
            columns.map(|(n, (column, top))| column.lay(top, cells, room, look, (n == at.0).then_some(at.1))).collect();
        let mut lines = vec![self.heads(cells, shown), Line::blank()];
        for n in 0..room {
            let mut line = Line::blank();
            for (place, column) in pieces.iter().enumerate() {
                line = line.to(place * cells);
                line.spans.extend(column.get(n).into_iter().flatten().cloned());
            }
            lines.push(line);
        }
        if words > 0 {
            lines.push(Line::blank());
            lines.extend(self.words(width));
        }
        self.lines = lines.into_iter().map(|line| line.cut(width)).collect();
    }

    /// The roomiest look in which all cards of the columns shown are seen.
    fn look(&self, cells: usize, room: usize, shown: usize) -> Look {
        let fits = |look: &Look| {
            let tall = |column: &Column| column.tall(0, column.cards.len(), cells, *look, room + 1);
            self.columns().iter().skip(self.from).take(shown).all(|column| tall(column) <= room)
        };
        LOOKS.into_iter().find(fits).unwrap_or(SCROLLED)
    }

    /// The statuses with their signs and how many stand there; `‹ ›` where there are more columns.
    fn heads(&self, cells: usize, shown: usize) -> Line {
        let mut line = Line::blank();
        for (n, column) in self.columns().iter().enumerate().skip(self.from).take(shown) {
            let (sign, role) = status_sign(column.status.value());
            let here = if n == self.at.0 { Role::Accent } else { Role::Title };
            let label = words::capital(column.status.label());
            let more = self.from > 0 && n == self.from;
            let beyond = self.from + shown < self.columns().len() && n + 1 == self.from + shown;
            let head = Line::of(Role::Muted, if more { "‹" } else { " " })
                .with(role, sign)
                .with(here, format!(" {label}"))
                .with(Role::Muted, format!(" {}", column.cards.len()));
            let head = head.cut(cells.saturating_sub(2 * usize::from(beyond)));
            line = line.to((n - self.from) * cells);
            line.spans.extend(head.spans);
            if beyond {
                line.push(Role::Muted, " ›");
            }
        }
        line
    }

    /// The card that the cursor is on, in full.
    fn words(&self, width: usize) -> Vec<Line> {
        let Some(card) = self.card() else { return Vec::new() };
        let room = width.saturating_sub(2);
        let title = Line::of(Role::Muted, format!(" {} ", one_line(&card.id))).with(Role::Text, card.words[0].clone()).cut(room + 1);
        vec![title, Line::of(Role::Muted, format!(" {}", fit::fit(&card.words[1], room)))]
    }
}
