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
pub mod foresight;
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
pub mod sequence;
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

/// A number rounded to four places, as the shapes for other programs want it: to the nearest, of two equally near to the
/// even one, as most other programs do it.
#[must_use]
pub(crate) fn four_places(number: f64) -> f64 {
    // Nothing is not less than nothing: a minus before a zero is taken away.
    format!("{number:.4}").parse::<f64>().unwrap_or(number) + 0.0
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod rounding {
    use super::four_places;

    #[test]
    fn a_number_is_rounded_to_the_nearest_and_of_two_equally_near_to_the_even_one() {
        let told = [0.031_25, 0.093_75, 2.0 / 3.0, -0.000_01, 1.0, f64::MAX].map(four_places);
        assert_eq!(told, [0.0312, 0.0938, 0.6667, 0.0, 1.0, f64::MAX]);
        assert!(told[3].is_sign_positive());
    }
}
#[cfg(test)]
mod properties;
