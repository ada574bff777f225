//! The position matrix on screen: stakeholders by options, the cursor on a cell, and what that cell rests on below.
//!
//! It is laid out in lines when records, size or cursor change; drawing only copies them. Heads and names stay while the
//! rest moves under them.

mod below;
mod grid;
mod only;
mod table;

pub use only::Only;
pub use table::Table;

use crate::app::command::Command;
use crate::app::fit;
use crate::app::heads::heads;
use crate::app::line::{Line, Role};
use crate::app::model::Model;
use crate::app::page::Opens;
use crate::app::part::Part;
use crate::domain::audience::Audience;
use crate::domain::query::Query;
use crate::domain::record::Key;
use crate::domain::views::trace::Of;
use below::{NAMELESS, TOTALS, WORDS};
use grid::{Column, Row, Shown};
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// The matrix and its cursor.
#[derive(Debug, Default)]
pub struct MatrixScreen {
    /// What is shown, line by line.
    pub lines: Vec<Line>,
    /// How much is known, for the title line.
    pub aside: String,
    table: Arc<Table>,
    /// The cursor, in rows and columns as shown.
    at: (usize, usize),
    /// The first row and column on screen.
    from: (usize, usize),
    /// What is shown alone.
    only: Only,
    /// Shown to an audience, which may not see all.
    in_part: bool,
}

impl MatrixScreen {
    /// Makes and lays out again what depends on the records, the day, the size and the cursor.
    pub fn refresh(&mut self, model: &mut Model) {
        self.in_part = model.sight.audience != Audience::Host;
        if self.only != model.only {
            self.only = model.only.clone();
            (self.at, self.from) = ((0, 0), (0, 0));
        }
        self.table = Table::at(model);
        self.lay(model.width(), model.body_height());
    }

    /// The record that commands act on: the meeting of the cell, else the stakeholder.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        let (row, _, cell) = self.here()?;
        Some(cell.source.clone().unwrap_or_else(|| Key::new("stakeholders", &row.stakeholder)))
    }

    /// What the cell rests on: everything the stakeholder said on the option.
    #[must_use]
    pub fn why(&self) -> Option<Of> {
        self.here().map(|(row, column, _)| Of::said(&row.stakeholder, &column.option))
    }

    /// What Enter opens: the meeting that the cell rests on, else the stakeholder.
    #[must_use]
    pub fn opens(&self) -> Option<Opens> {
        self.key().map(Opens::Record)
    }

    /// Moves the cursor.
    pub fn step(&mut self, command: Command, height: usize) {
        let (rows, columns) = (self.table.height(), self.table.columns.len());
        let half = (height / 2).max(1);
        let (row, column) = self.at;
        let (row, column) = match command {
            Command::Down => (row + 1, column),
            Command::Up => (row.saturating_sub(1), column),
            Command::HalfDown => (row + half, column),
            Command::HalfUp => (row.saturating_sub(half), column),
            Command::First => (0, column),
            Command::Last => (usize::MAX, column),
            Command::CellLeft => (row, column.saturating_sub(1)),
            Command::CellRight => (row, column + 1),
            _ => (row, column),
        };
        self.at = (row.min(rows.saturating_sub(1)), column.min(columns.saturating_sub(1)));
    }

    /// The issue to be shown alone next; after the last, none: all of them again.
    #[must_use]
    pub fn next_issue(&self) -> Option<String> {
        let issues = self.table.issues();
        let next = match &self.only.issue {
            None => issues.first(),
            Some(issue) => issues.iter().skip_while(|other| **other != issue).nth(1),
        };
        next.map(|issue| (*issue).clone())
    }

    /// The statement, else the red line, that the cell rests on.
    #[must_use]
    pub fn part(&self) -> Option<Part> {
        self.here().and_then(|(_, _, cell)| cell.part.clone())
    }

    fn here(&self) -> Option<(&Row, &Column, &Shown)> {
        let row = self.table.row(self.at.0)?;
        let column = self.table.columns.get(self.at.1).copied()?;
        Some((row, self.table.column(column)?, row.cell(column)))
    }

    fn lay(&mut self, width: usize, height: usize) {
        let (rows, columns, all) = (self.table.height(), self.table.columns.len(), self.table.people);
        self.at = (self.at.0.min(rows.saturating_sub(1)), self.at.1.min(columns.saturating_sub(1)));
        let heard = if self.in_part { "shown" } else { "heard" };
        self.aside = format!("{} of {all} {heard} · {columns} options", rows);
        if rows == 0 || columns == 0 {
            self.lines = if all == 0 && !self.only.filter.is_empty() {
                vec![Line::of(Role::Muted, format!(" The filter {} leaves nobody: an empty one shows everybody again.", self.only.filter))]
            } else {
                self.nothing(columns, width)
            };
            return;
        }
        let rest = 2 + 1 + WORDS;
        // Of what is said without names a few lines are kept free; where rows leave more, more are shown.
        let nameless = self.nameless(width);
        let kept = nameless.len().min(height.saturating_sub(rows + rest + TOTALS).max(NAMELESS));
        let rest = rest + if height < 17 { 0 } else { kept };
        // The blank line before the totals gives way to the last row.
        let totals = if height < 17 { 0 } else { TOTALS - usize::from(height < rows + rest + TOTALS) };
        let room = height.saturating_sub(rest + totals).max(1).min(rows);
        let sizes = Sizes::new(self, width);
        self.from.0 = scrolled(self.from.0, self.at.0, room, rows);
        self.from.1 = scrolled(self.from.1, self.at.1, sizes.columns, columns);
        let mut lines = self.heads(&sizes);
        lines.extend(self.body(&sizes, room));
        if totals > 0 {
            lines.extend(self.totals(&sizes, width).into_iter().skip(TOTALS - totals));
        }
        if height >= 17 {
            lines.extend(below::cut_to(nameless, kept));
        }
        lines.push(Line::blank());
        lines.extend(self.words(width));
        self.lines = lines.into_iter().map(|line| line.cut(width)).collect();
    }

    /// The columns on screen: their places among those shown, and in the grid.
    fn visible(&self, sizes: &Sizes) -> Vec<(usize, usize)> {
        self.table.columns.iter().copied().enumerate().skip(self.from.1).take(sizes.columns).collect()
    }

    /// The issues over their options, and the options.
    fn heads(&self, sizes: &Sizes) -> Vec<Line> {
        // Heads stand over the values, which begin behind the place of the bracket.
        let mut issues = Line::of(Role::Muted, if self.from.1 > 0 { " ‹" } else { "" }).to(sizes.name + 1);
        let mut options = Line::blank().to(sizes.name);
        let visible = self.visible(sizes);
        let issue_of = |place: usize| self.table.column(place).map_or("", |column| column.issue.as_str());
        let runs: Vec<(&str, usize)> = visible
            .chunk_by(|(_, one), (_, other)| issue_of(*one) == issue_of(*other))
            .map(|run| (run.first().map_or("", |(_, place)| issue_of(*place)), run.len() * sizes.cell))
            .collect();
        let texts: Vec<(&str, usize)> = runs.iter().map(|(issue, room)| (*issue, room.saturating_sub(2))).collect();
        for (head, (_, room)) in heads(&texts).iter().zip(&runs) {
            issues.push(Role::Muted, fit::left(head, *room));
        }
        let ids: Vec<(&str, usize)> = visible
            .iter()
            .map(|(_, place)| (self.table.column(*place).map_or("", |column| &*column.option), sizes.cell.saturating_sub(1)))
            .collect();
        for (head, (shown, _)) in heads(&ids).iter().zip(&visible) {
            let role = if *shown == self.at.1 { Role::Accent } else { Role::Title };
            options.push(role, fit::left(&format!(" {head}"), sizes.cell));
        }
        if self.from.1 + visible.len() < self.table.columns.len() {
            options.push(Role::Muted, "›");
        }
        vec![issues, options]
    }

    fn body(&self, sizes: &Sizes, room: usize) -> Vec<Line> {
        let visible = self.visible(sizes);
        let mut lines = Vec::new();
        for n in self.from.0..self.from.0 + room {
            let Some(row) = self.table.row(n) else { break };
            let here = n == self.at.0;
            let mut line = Line::of(Role::Accent, if here { " ▸ " } else { "   " })
                .with(if here { Role::Accent } else { Role::Text }, fit::fit(&row.name, sizes.name.saturating_sub(4)))
                .to(sizes.name);
            for (shown, place) in &visible {
                let cell = row.cell(*place);
                let marked = here && *shown == self.at.1;
                let text = if marked { format!("[{}]", cell.text) } else { format!(" {} ", cell.text) };
                let role = if marked { Role::Selection } else { cell.role.unwrap_or(Role::Muted) };
                let blanks = sizes.cell.saturating_sub(text.width());
                line.push(role, text);
                line.push(Role::Text, " ".repeat(blanks));
            }
            lines.push(line);
        }
        lines
    }
}

/// The filter as it is held against stakeholders; nothing when it is empty.
fn query(filter: &str, model: &Model) -> Option<Query> {
    let kind = model.dialogue.catalogue.kind("stakeholders")?;
    Some(Query::parse(filter, kind, &model.dialogue.catalogue)).filter(|query| !query.is_empty())
}

/// What a filter of stakeholders says that is not understood.
#[must_use]
pub fn misunderstood(filter: &str, model: &Model) -> Option<String> {
    query(filter, model).and_then(|query| query.notes.into_iter().next())
}

/// The first of those shown, so that the cursor is among them.
pub(super) fn scrolled(from: usize, at: usize, room: usize, all: usize) -> usize {
    let from = from.min(all.saturating_sub(room));
    if at < from {
        at
    } else if at >= from + room {
        at + 1 - room
    } else {
        from
    }
}

/// Cells that names and columns take.
struct Sizes {
    name: usize,
    cell: usize,
    columns: usize,
}

impl Sizes {
    fn new(screen: &MatrixScreen, width: usize) -> Self {
        let [name, cell, option] = screen.table.widest;
        let names = name.clamp("against".len(), 14);
        let name = (names + 4).min(width / 2);
        let cell = cell.max(option.min(12)).max(1) + 2;
        Self { name, cell, columns: (width.saturating_sub(name + 1) / cell).max(1) }
    }
}

#[cfg(test)]
mod tests;
