//! What becomes of changes when somebody else changed the same record meanwhile: three ways, field by field.
//!
//! A field untouched there takes the change; one that already says the same needs none; one changed there too is a
//! conflict, which is kept as a value with all three sides. Nothing is ever mixed within one field.

use super::change::{Change, Origin, between};
use super::record::{Fields, Record, Row};
use super::value::Value;

/// A field that two people changed to different things.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The field, as `position[2].value` (rows from 1, as they stand in the record now); a whole row as `position[2]`.
    pub path: String,
    /// What it was before both.
    pub base: Option<Value>,
    /// What we want it to be; `None` takes it away.
    pub mine: Option<Value>,
    /// What it says now; `None` when it was taken away.
    pub theirs: Option<Value>,
}

/// Changes seen against a record that somebody else may have changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// What can be carried out, told in terms of the record as it is now.
    pub changes: Vec<Change>,
    /// What cannot.
    pub conflicts: Vec<Conflict>,
}

/// Sees `changes`, made against `base`, against `theirs`.
#[must_use]
pub fn merge(base: &Record, theirs: &Record, changes: &[Change]) -> Merged {
    let mut merged = Merged::default();
    for change in changes {
        match change {
            Change::Field { name, from, to } => {
                let now = theirs.get(name).cloned();
                if now == *from && now != *to {
                    merged.changes.push(Change::Field { name: name.clone(), from: now, to: to.clone() });
                } else if now != *to {
                    merged.conflicts.push(Conflict { path: name.to_string(), base: from.clone(), mine: to.clone(), theirs: now });
                }
            }
            Change::RowField { row, index, name, from, to } => match counterpart(base, theirs, row, *index) {
                Some((at, met)) => {
                    let now = met.get(name).cloned();
                    if now == *from && now != *to {
                        let (name, to) = (name.clone(), to.clone());
                        merged.changes.push(Change::RowField { row: met.clone(), index: at, name, from: now, to });
                    } else if now != *to {
                        let path = format!("{}[{}].{name}", row.name, at + 1);
                        merged.conflicts.push(Conflict { path, base: from.clone(), mine: to.clone(), theirs: now });
                    }
                }
                None => merged.conflicts.push(Conflict { path: change.path(), base: from.clone(), mine: to.clone(), theirs: None }),
            },
            Change::AddRow(row) => {
                let count = |record: &Record| record.rows(&row.name).filter(|other| other.same_as(row)).count();
                let asked = changes.iter().filter(|other| matches!(other, Change::AddRow(other) if other.same_as(row))).count();
                let taken = merged.changes.iter().filter(|other| matches!(other, Change::AddRow(other) if other.same_as(row))).count();
                if count(theirs) + taken < count(base) + asked {
                    merged.changes.push(change.clone());
                }
            }
            Change::RemoveRow { row, index } => {
                if let Some((at, met)) = counterpart(base, theirs, row, *index) {
                    if met.same_as(row) {
                        merged.changes.push(Change::RemoveRow { row: met.clone(), index: at });
                    } else {
                        let path = format!("{}[{}]", row.name, at + 1);
                        let (base, theirs) = (Some(said(row)), Some(said(met)));
                        merged.conflicts.push(Conflict { path, base, mine: None, theirs });
                    }
                }
            }
        }
    }
    merged
}

/// The changes that lead from one version of a record to another, rows matched by what they say.
#[must_use]
pub fn difference(from: &Record, to: &Record) -> Vec<Change> {
    let mut origins: Vec<Origin> = vec![None; to.rows.len()];
    for pair in pairs(from, to) {
        if let Some(origin) = to.rows.iter().position(|row| std::ptr::eq(row, pair.there)).and_then(|place| origins.get_mut(place)) {
            *origin = Some(pair.here_index);
        }
    }
    between(from, to, &origins)
}

/// A row in two versions of a record.
struct Pair<'a> {
    here_index: usize,
    there: &'a Row,
    there_index: usize,
}

/// Which rows of `here` are which of `there`: first those that say the same, in order; then those that begin with the
/// same field and share at least half of what they say. Where two would do, none is taken.
fn pairs<'a>(here: &Record, there: &'a Record) -> Vec<Pair<'a>> {
    let mut found: Vec<Pair<'a>> = Vec::new();
    let mut names: Vec<&str> = here.rows.iter().map(|row| &*row.name).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let ours: Vec<(usize, &Row)> = here.rows(name).enumerate().collect();
        let theirs: Vec<(usize, &Row)> = there.rows.iter().filter(|row| &*row.name == name).enumerate().collect();
        let mut free: Vec<bool> = vec![true; theirs.len()];
        let mut rest = Vec::new();
        for (here_index, row) in ours {
            match theirs.iter().zip(&mut free).find(|((_, other), free)| **free && other.same_as(row)) {
                Some(((there_index, there), free)) => {
                    *free = false;
                    found.push(Pair { here_index, there, there_index: *there_index });
                }
                None => rest.push((here_index, row)),
            }
        }
        for (here_index, row) in rest {
            let mut best: Option<(usize, usize, &Row)> = None;
            let mut tie = false;
            for ((there_index, other), _) in theirs.iter().zip(&free).filter(|(_, free)| **free) {
                let score = likeness(row, other);
                match best {
                    Some((most, ..)) if score < most => {}
                    Some((most, ..)) if score == most => tie = true,
                    _ if score > 0 => (best, tie) = (Some((score, *there_index, *other)), false),
                    _ => {}
                }
            }
            if let (Some((_, there_index, there)), false) = (best, tie) {
                if let Some(free) = free.get_mut(there_index) {
                    *free = false;
                }
                found.push(Pair { here_index, there, there_index });
            }
        }
    }
    found
}

/// How many fields two rows share; 0 when they are not versions of one row.
fn likeness(a: &Row, b: &Row) -> usize {
    let begins = a.fields.first().is_some_and(|field| b.get(&field.name) == Some(&field.value));
    let shared = a.fields.iter().filter(|field| b.get(&field.name) == Some(&field.value)).count();
    if begins && shared * 2 >= a.fields.len().max(b.fields.len()) { shared } else { 0 }
}

/// The row of `theirs` that the row of `base` has become, with its index among those of its name.
fn counterpart<'a>(base: &Record, theirs: &'a Record, row: &Row, index: usize) -> Option<(usize, &'a Row)> {
    match base.find_row(row, index) {
        Some(index) => {
            let pair = pairs_of(base, theirs, &row.name).into_iter().find(|pair| pair.here_index == index)?;
            Some((pair.there_index, pair.there))
        }
        None => {
            // The change was made against a still earlier version: the row itself is all there is to go by.
            let exact = theirs.find_row(row, index).and_then(|at| {
                let met = theirs.rows.iter().filter(|other| other.name == row.name).nth(at)?;
                Some((at, met))
            });
            exact.or_else(|| {
                let mut only = Record::new(base.key.clone());
                only.rows = vec![row.clone()];
                pairs(&only, theirs).into_iter().next().map(|pair| (pair.there_index, pair.there))
            })
        }
    }
}

fn pairs_of<'a>(here: &Record, there: &'a Record, name: &str) -> Vec<Pair<'a>> {
    let mut only = Record::new(here.key.clone());
    only.rows = here.rows(name).cloned().collect();
    pairs(&only, there)
}

/// A whole row as one value, for people to read.
fn said(row: &Row) -> Value {
    let fields: Vec<String> = row.fields.iter().map(|field| format!("{} = {}", field.name, field.value)).collect();
    Value::Odd(fields.join("\n"))
}

#[cfg(test)]
mod tests;
