//! What of the matrix is shown, kept until records, day, audience or filter change: its rows and columns, how wide they are, how
//! many stand for and against. It knows neither the cursor nor the size of the screen.

use super::grid::{self, Column, Grid, Row};
use super::{Only, query};
use crate::app::facts::Moment;
use crate::app::model::Model;
use crate::domain::audience::{Audience, UnnamedCells, unnamed};
use chrono::NaiveDate;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// What the grid is made for: the records, the day views see, today, and who looks.
type Stamp = (u64, NaiveDate, NaiveDate, Audience);

/// The matrix as far as it is shown.
#[derive(Debug, Default)]
pub struct Table {
    stamp: Option<Stamp>,
    only: Only,
    grid: Arc<Grid>,
    /// What several hold alike and none of them by name, as an audience is told it; empty for the host.
    pub(super) unnamed: Arc<UnnamedCells>,
    /// The columns shown, as places in the grid.
    pub(super) columns: Vec<usize>,
    /// The rows shown, as places in the grid: those who said anything on the options shown, or were asked.
    rows: Vec<usize>,
    /// Those whom the filter leaves.
    pub(super) people: usize,
    /// Those of them who said nothing on what is shown.
    pub(super) silent: String,
    /// How many stand for and against, column by column as shown.
    pub(super) totals: Vec<[usize; 2]>,
    /// The widest name, cell and option.
    pub(super) widest: [usize; 3],
}

impl Table {
    /// The table for what is shown now: the one that was kept, or as much of it as can serve again.
    pub(super) fn at(model: &mut Model) -> Arc<Self> {
        let stamp = (model.revision(), model.as_of(), model.today, model.sight.audience);
        let kept = model.facts.table.take().filter(|table| table.stamp == Some(stamp));
        let table = match kept {
            Some(table) if table.only == model.only => table,
            kept => Arc::new(Self::of(stamp, kept.as_deref(), model)),
        };
        model.facts.table = Some(table.clone());
        table
    }

    fn of(stamp: Stamp, kept: Option<&Self>, model: &mut Model) -> Self {
        let (grid, unnamed) = match kept {
            Some(kept) => (kept.grid.clone(), kept.unnamed.clone()),
            None => {
                let matrix = model.facts.matrix(&model.dialogue, Moment { revision: stamp.0, as_of: Some(stamp.1) });
                let unnamed = model.whole.as_ref().map(|whole| unnamed(whole, stamp.3, stamp.1)).unwrap_or_default();
                (Arc::new(grid::grid(&model.dialogue, &matrix, model.today)), Arc::new(unnamed))
            }
        };
        let mut table = Self { stamp: Some(stamp), only: model.only.clone(), unnamed, ..Self::default() };
        let only = table.only.issue.as_ref();
        let shown = grid.columns.iter().enumerate().filter(|(_, column)| only.is_none_or(|issue| column.issue == *issue));
        table.columns = shown.map(|(place, _)| place).collect();
        table.totals.resize(table.columns.len(), [0; 2]);
        table.widest[2] = table.columns.iter().filter_map(|n| grid.columns.get(*n)).map(|column| column.option.width()).max().unwrap_or(1);
        let query = query(&table.only.filter, model);
        let left = |row: &Row| {
            let person = || model.dialogue.get("stakeholders", &row.stakeholder);
            query.as_ref().is_none_or(|query| person().is_some_and(|person| query.matches(person, &model.dialogue, model.today)))
        };
        let mut silent = Vec::new();
        for (place, row) in grid.rows.iter().enumerate().filter(|(_, row)| left(row)) {
            table.people += 1;
            if table.count(row) {
                table.rows.push(place);
                table.widest[0] = table.widest[0].max(row.name.width());
            } else {
                silent.push(row.name.as_str());
            }
        }
        table.silent = silent.join(", ");
        table.grid = grid;
        table
    }

    /// Counts what somebody said on the columns shown; gives whether they said or were asked anything.
    fn count(&mut self, row: &Row) -> bool {
        let mut spoke = false;
        for (place, cell) in row.filled() {
            let Ok(shown) = self.columns.binary_search(place) else { continue };
            spoke |= !cell.is_empty();
            self.widest[1] = self.widest[1].max(cell.text.width());
            if let (Some(value), Some([pro, against])) = (cell.value, self.totals.get_mut(shown)) {
                *pro += usize::from(value >= 1);
                *against += usize::from(value <= -1);
            }
        }
        spoke
    }

    /// How many rows there are.
    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    /// A row, by its place among those shown.
    pub(super) fn row(&self, place: usize) -> Option<&Row> {
        self.grid.rows.get(*self.rows.get(place)?)
    }

    /// A column, by its place in the grid.
    pub(super) fn column(&self, place: usize) -> Option<&Column> {
        self.grid.columns.get(place)
    }

    /// The column of an option, shown or not.
    pub(super) fn column_of(&self, option: &str) -> Option<&Column> {
        self.grid.columns.iter().find(|column| &*column.option == option)
    }

    /// The issues, in the order of their options.
    pub(super) fn issues(&self) -> Vec<&String> {
        let mut issues: Vec<&String> = self.grid.columns.iter().map(|column| &column.issue).collect();
        issues.dedup();
        issues
    }
}
