//! The derived views of the rules, one module each: pure functions of a dialogue and a date.
//!
//! Screens, command line and exports read the same data from here; nothing here knows how it is shown.

pub mod brief;
pub mod common_ground;
pub mod coverage;
pub mod criteria;
pub mod cycle;
pub mod donors;
pub mod duties;
pub mod findings;
pub mod forecast;
pub mod frozen;
pub mod handover;
pub mod inclusion;
pub mod indicators;
pub mod isf;
pub mod matrix;
pub mod movement;
pub mod network;
pub mod outcomes;
pub mod pages;
pub mod precheck;
pub mod promises;
pub mod roadmap;
pub mod statements;
pub mod status;
pub mod toolkit;
pub mod trace;

use serde_json::Value as Json;

/// A day as other programs read it; nothing is `null`.
#[must_use]
pub(crate) fn json_date(date: impl Into<Option<chrono::NaiveDate>>) -> Json {
    date.into().map_or(Json::Null, |date| Json::from(date.to_string()))
}

/// A list of ids.
#[must_use]
pub(crate) fn json_ids<S: AsRef<str>>(ids: &[S]) -> Json {
    ids.iter().map(|id| Json::from(id.as_ref())).collect()
}

/// Items by how many they are, the most first; the order they come in decides between equals.
#[must_use]
pub(crate) fn sorted_by_count<T>(items: impl IntoIterator<Item = T>, count: impl Fn(&T) -> usize) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort_by_key(|item| std::cmp::Reverse(count(item)));
    items
}

/// A number rounded to four places, as the shapes for other programs want it.
#[must_use]
pub(crate) fn four_places(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod properties;
