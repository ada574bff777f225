//! What may be shown without a name: positions that at least three stakeholders hold alike.
//!
//! Of a statement nothing is left but the option, the value, how many hold it, and the month of the latest: no name, kind,
//! place, day, language or word of it.

use super::{Audience, Shown, row_level};
use crate::domain::dialogue::Dialogue;
use crate::domain::record::Name;
use crate::domain::views::matrix::cells;
use crate::domain::views::statements::Statements;
use chrono::{Datelike, NaiveDate};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many must hold a position alike before it is shown without names.
const ENOUGH: usize = 3;

/// A position that several hold alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// On which option.
    pub option: Name,
    /// From -2 to 2.
    pub value: i64,
    /// How many hold it: three or more.
    pub holders: usize,
    /// Year and month of the latest.
    pub month: (i32, u32),
}

/// The positions shown without names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnnamedCells {
    /// Those that enough hold alike, by option, then value.
    pub shown: Vec<Unnamed>,
    /// How many positions were left out because fewer hold them.
    pub left_out: usize,
}

/// The positions at `as_of` that this audience may see without names.
#[must_use]
pub fn unnamed(dialogue: &Dialogue, audience: Audience, as_of: NaiveDate) -> UnnamedCells {
    let without_name = only_unnamed(dialogue, audience);
    let mut alike: BTreeMap<(Name, i64), Vec<NaiveDate>> = BTreeMap::new();
    for cell in cells(&Statements::gather(&without_name, as_of)) {
        alike.entry((cell.option, cell.value)).or_default().push(cell.date);
    }
    let mut found = UnnamedCells::default();
    for ((option, value), dates) in alike {
        match dates.iter().max() {
            Some(latest) if dates.len() >= ENOUGH => {
                found.shown.push(Unnamed { option, value, holders: dates.len(), month: (latest.year(), latest.month()) });
            }
            _ => found.left_out += dates.len(),
        }
    }
    found
}

/// The dialogue with those rows of meetings and workshops alone that are shown without a name.
fn only_unnamed(dialogue: &Dialogue, audience: Audience) -> Dialogue {
    let names = ["stakeholders", "options", "issues"].into_iter().flat_map(|kind| dialogue.records(kind)).map(|record| (**record).clone());
    let talks = ["meetings", "workshops"].into_iter().flat_map(|kind| dialogue.records(kind)).map(|record| {
        let mut copy = (**record).clone();
        copy.rows.retain(|row| audience.sees(row_level(dialogue, record, row)) == Shown::Unnamed);
        copy
    });
    Dialogue::with(Arc::clone(&dialogue.catalogue), names.chain(talks), Vec::new())
}

impl UnnamedCells {
    /// The shape for other programs.
    #[must_use]
    pub fn json(&self) -> Json {
        let cell = |cell: &Unnamed| {
            let month = format!("{:04}-{:02}", cell.month.0, cell.month.1);
            json!({ "option": &*cell.option, "value": cell.value, "holders": cell.holders, "month": month })
        };
        json!({ "shown": self.shown.iter().map(cell).collect::<Vec<_>>(), "left_out": super::few(self.left_out) })
    }
}
