//! Views 2 and 3: how far apart the stakeholders are on each option, and the options on which nobody stands in the way.

use super::matrix::{Cell, cells};
use super::statements::Statements;
use super::{json_date, json_ids};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{NINE_KINDS, Polarity};
use crate::domain::record::Name;
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// How the cells of one option lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The option.
    pub option: Name,
    /// How many cells it has; never zero.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// The lowest.
    pub min: i64,
    /// The highest.
    pub max: i64,
}

impl Spread {
    /// From the lowest to the highest.
    #[must_use]
    pub fn spread(&self) -> i64 {
        self.max - self.min
    }

    /// Somebody against it and somebody for it.
    #[must_use]
    pub fn is_polarised(&self) -> bool {
        self.min <= -1 && self.max >= 1
    }
}

/// The spread of every option that has a cell, in the order of options.
#[must_use]
pub fn spreads(cells: &[Cell]) -> Vec<Spread> {
    let mut by_option: BTreeMap<&Name, Vec<i64>> = BTreeMap::new();
    for cell in cells {
        by_option.entry(&cell.option).or_default().push(cell.value);
    }
    let spread = |(option, values): (&Name, Vec<i64>)| {
        let (min, max) = (values.iter().copied().min()?, values.iter().copied().max()?);
        #[allow(clippy::cast_precision_loss)]
        let mean = values.iter().sum::<i64>() as f64 / values.len() as f64;
        Some(Spread { option: option.clone(), n: values.len(), mean, min, max })
    };
    by_option.into_iter().filter_map(spread).collect()
}

/// An option that nobody stands against and at least three kinds are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The option.
    pub option: Name,
    /// The kinds with a cell of at least +1, in byte order.
    pub kinds: Vec<&'static str>,
    /// How many cells it has.
    pub cells: usize,
}

/// Common ground and spread at a day.
#[derive(Clone, Debug, PartialEq)]
pub struct CommonGround {
    /// The day.
    pub as_of: NaiveDate,
    /// The options that are common ground, in the order of ids.
    pub options: Vec<Ground>,
    /// The spread of every option with a cell, in the order of ids.
    pub spreads: Vec<Spread>,
}

/// How many kinds must be for an option.
const KINDS_NEEDED: usize = 3;

/// Common ground and spread at `as_of`.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> CommonGround {
    let statements = Statements::gather(dialogue, as_of);
    let cells = cells(&statements);
    let spreads = spreads(&cells);
    let barred: HashSet<&Name> =
        statements.active_lines().filter(|line| line.polarity == Some(Polarity::MustNotHave)).map(|line| line.option).collect();
    let mut kinds: BTreeMap<&Name, BTreeSet<&'static str>> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.value >= 1) {
        let kind = statements.person(&cell.stakeholder).and_then(|person| person.kind());
        if let Some(kind) = NINE_KINDS.into_iter().find(|nine| Some(*nine) == kind) {
            kinds.entry(&cell.option).or_default().insert(kind);
        }
    }
    let ground = |spread: &Spread| {
        let kinds = kinds.get(&spread.option)?;
        let common = spread.min > -1 && !barred.contains(&spread.option) && kinds.len() >= KINDS_NEEDED;
        common.then(|| Ground { option: spread.option.clone(), kinds: kinds.iter().copied().collect(), cells: spread.n })
    };
    CommonGround { as_of, options: spreads.iter().filter_map(ground).collect(), spreads }
}

impl CommonGround {
    /// The options that some are for and some are against, in the order of ids.
    pub fn polarised(&self) -> impl Iterator<Item = &Spread> {
        self.spreads.iter().filter(|spread| spread.is_polarised())
    }

    /// The shape for other programs.
    #[must_use]
    pub fn json(&self) -> Json {
        let ground = |ground: &Ground| json!({ "option": &*ground.option, "kinds": json_ids(&ground.kinds), "cells": ground.cells });
        let spread = |spread: &Spread| {
            json!({
                "option": &*spread.option,
                "n": spread.n,
                "min": spread.min,
                "max": spread.max,
                "mean": spread.mean,
                "spread": spread.spread(),
            })
        };
        json!({
            "as_of": json_date(self.as_of),
            "options": self.options.iter().map(ground).collect::<Vec<_>>(),
            "polarised": self.polarised().map(spread).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests;
