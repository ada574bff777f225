//! Which row of a record a line of a view speaks of, found by what the view says of it.
//!
//! Views give plain values and the record they stand in; disclosure belongs to the row. Of rows that say the same the last is meant.

use crate::app::part::Part;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Fields, Key};
use crate::domain::views::findings::RedLine;
use crate::domain::views::matrix::Cell;
use crate::domain::views::promises::Promise;

/// The statement that a cell of the matrix shows.
#[must_use]
pub fn position(dialogue: &Dialogue, cell: &Cell) -> Part {
    Part::last(dialogue, &cell.source, "position", |row| {
        row.text("option") == Some(&*cell.option) && row.int("value") == Some(cell.value) && speaks(row, &cell.stakeholder)
    })
}

/// The row of a red line.
#[must_use]
pub fn red_line(dialogue: &Dialogue, line: &RedLine) -> Part {
    let way = line.polarity.map(|polarity| polarity.value());
    Part::last(dialogue, &line.source, "red_line", |row| {
        row.text("option") == Some(&*line.option) && row.text("polarity") == way && speaks(row, &line.stakeholder)
    })
}

/// The row of a promise by the host.
#[must_use]
pub fn promise(dialogue: &Dialogue, promise: &Promise) -> Part {
    Part::last(dialogue, &promise.meeting, "promise", |row| row.text("text") == promise.text.as_deref() && row.date("due") == promise.due)
}

/// A row that says this.
#[must_use]
pub fn saying(dialogue: &Dialogue, record: &Key, name: &str, text: Option<&str>) -> Part {
    Part::last(dialogue, record, name, |row| row.text("text") == text)
}

/// In a workshop a row says who spoke; in a bilateral meeting there is but one.
fn speaks(row: &impl Fields, stakeholder: &str) -> bool {
    row.text("stakeholder").is_none_or(|who| who == stakeholder)
}
