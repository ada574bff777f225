//! Options weighed by criteria: how the participants rank the criteria, and how the options do by them.
//!
//! The method ranks criteria but names no sum; the weights and the weighted mean here are ours and say so. What nobody
//! scored is not known and counts neither for nor against an option.

use crate::domain::dialogue::Dialogue;
use crate::domain::lens::landscape::{Criteria, RankRow, ScoreRow};
use crate::domain::record::{Name, Record};
use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// What the view says of itself.
pub const OURS: &str =
    "The weights are ours: of k criteria ranked, the one in place p has k + 1 - p points; shares are averaged over the rankings.";

/// Options against criteria on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The day.
    pub as_of: NaiveDate,
    /// Each ranking: whose, and the criteria in their places.
    pub rankings: Vec<Ranking>,
    /// The criteria ranked or scored: the heaviest first, then by name.
    pub criteria: Vec<Criterion>,
    /// The options scored: the best first, those without a total last, then by id.
    pub options: Vec<Scored>,
}

/// How somebody ranks the criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// The record.
    pub id: Name,
    /// Whose; nothing for a ranking made together.
    pub stakeholder: Option<Name>,
    /// The criteria with their places, the first place first.
    pub places: Vec<(i64, Name)>,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Its name on the scale.
    pub name: Name,
    /// Its weight: all weights together are 1; 0 when nobody ranked it.
    pub weight: f64,
    /// How many rankings name it.
    pub ranked: usize,
}

/// An option and how it does.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The option.
    pub option: Name,
    /// By each criterion: the mean score, -2 to 2, and how many gave one.
    pub scores: BTreeMap<Name, (f64, usize)>,
    /// The weighted mean of its scores, -2 to 2; nothing when no criterion with a weight was scored.
    pub total: Option<f64>,
    /// The share of all weight on which the total rests, 0 to 1.
    pub known: f64,
}

/// Options against criteria at `as_of`; a record without a date is taken as it is.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Weighed {
    let records: Vec<&Record> = dialogue
        .records("criteria")
        .iter()
        .map(|record| &**record)
        .filter(|record| Criteria(record).date().is_none_or(|date| date <= as_of))
        .collect();
    let rankings: Vec<Ranking> = records.iter().filter_map(|record| ranking(record)).collect();
    let scores = scores(&records);
    let criteria = criteria(&rankings, &scores);
    let mut options: Vec<Scored> = scores.into_iter().map(|(option, scores)| scored(option, scores, &criteria)).collect();
    options.sort_by(|a, b| b.total.unwrap_or(f64::NEG_INFINITY).total_cmp(&a.total.unwrap_or(f64::NEG_INFINITY)));
    Weighed { as_of, rankings, criteria, options }
}

fn ranking(record: &Record) -> Option<Ranking> {
    let mut places: Vec<(i64, Name)> = record
        .rows("rank")
        .filter_map(|row| Some((RankRow(row).place().filter(|place| *place >= 1)?, RankRow(row).criterion()?.into())))
        .collect();
    places.sort();
    (!places.is_empty()).then(|| Ranking { id: record.key.id.clone(), stakeholder: Criteria(record).stakeholder().map(Name::from), places })
}

type Scores = BTreeMap<Name, Vec<i64>>;

fn scores(records: &[&Record]) -> BTreeMap<Name, Scores> {
    let mut scores: BTreeMap<Name, Scores> = BTreeMap::new();
    for row in records.iter().flat_map(|record| record.rows("score")).map(ScoreRow) {
        if let (Some(option), Some(criterion), Some(value)) = (row.option(), row.criterion(), row.value()) {
            scores.entry(option.into()).or_default().entry(criterion.into()).or_default().push(value);
        }
    }
    scores
}

#[allow(clippy::cast_precision_loss)]
fn criteria(rankings: &[Ranking], scores: &BTreeMap<Name, Scores>) -> Vec<Criterion> {
    let mut found: BTreeMap<&Name, (f64, usize)> = BTreeMap::new();
    for name in scores.values().flat_map(BTreeMap::keys) {
        found.entry(name).or_default();
    }
    for ranking in rankings {
        let count = ranking.places.len();
        let points = |place: usize| (count - place) as f64;
        let all: f64 = (0..count).map(points).sum();
        for (place, (_, name)) in ranking.places.iter().enumerate() {
            let entry = found.entry(name).or_default();
            entry.0 += points(place) / all / rankings.len() as f64;
            entry.1 += 1;
        }
    }
    let mut criteria: Vec<Criterion> =
        found.into_iter().map(|(name, (weight, ranked))| Criterion { name: name.clone(), weight, ranked }).collect();
    criteria.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    criteria
}

#[allow(clippy::cast_precision_loss)]
fn scored(option: Name, scores: Scores, criteria: &[Criterion]) -> Scored {
    let scores: BTreeMap<Name, (f64, usize)> = scores
        .into_iter()
        .map(|(criterion, values)| (criterion, (values.iter().sum::<i64>() as f64 / values.len() as f64, values.len())))
        .collect();
    let weighted = criteria.iter().filter_map(|criterion| Some((criterion.weight, scores.get(&criterion.name)?.0)));
    let (known, sum) = weighted.fold((0.0, 0.0), |(known, sum), (weight, mean)| (known + weight, sum + weight * mean));
    Scored { option, scores, total: (known > 0.0).then(|| sum / known), known }
}

impl Weighed {
    /// `{"as_of", "rule", "criteria": [{"criterion", "weight", "ranked"}], "options": [{"option", "total", "known",
    /// "scores": {criterion: {"mean", "n"}}}]}`.
    #[must_use]
    pub fn json(&self) -> Json {
        let criterion =
            |criterion: &Criterion| json!({ "criterion": &*criterion.name, "weight": criterion.weight, "ranked": criterion.ranked });
        let option = |scored: &Scored| {
            let scores: Map<String, Json> =
                scored.scores.iter().map(|(name, (mean, n))| (name.to_string(), json!({ "mean": mean, "n": n }))).collect();
            json!({ "option": &*scored.option, "total": scored.total, "known": scored.known, "scores": scores })
        };
        json!({
            "as_of": self.as_of.to_string(),
            "rule": OURS,
            "criteria": self.criteria.iter().map(criterion).collect::<Vec<_>>(),
            "options": self.options.iter().map(option).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{TODAY, day, dialogue, sample};

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-9
    }

    #[test]
    fn the_sample_s_three_rankings_put_administration_and_value_for_money_first() {
        let view = compute(&sample(), day(TODAY));
        let names: Vec<_> = view.criteria.iter().map(|criterion| &*criterion.name).collect();
        assert_eq!(names, ["feasibility_admin", "value_for_money", "fairness", "legality", "access_choice"]);
        assert!(near(view.criteria[0].weight, 1.0 / 3.0) && near(view.criteria.iter().map(|criterion| criterion.weight).sum(), 1.0));
        assert_eq!(view.options, []);
    }

    #[test]
    fn what_nobody_scored_counts_neither_for_nor_against() {
        let view = compute(
            &dialogue([(
                "criteria/a",
                "[[rank]]\ncriterion = 'fairness'\nplace = 1\n[[rank]]\ncriterion = 'legality'\nplace = 2\n\
                 [[score]]\noption = 'x'\ncriterion = 'fairness'\nvalue = 2\n[[score]]\noption = 'x'\ncriterion = 'fairness'\nvalue = 1\n\
                 [[score]]\noption = 'y'\ncriterion = 'fairness'\nvalue = 2\n[[score]]\noption = 'y'\ncriterion = 'legality'\nvalue = -1\n\
                 [[score]]\noption = 'z'\ncriterion = 'gender'\nvalue = 2",
            )]),
            day(TODAY),
        );
        let totals: Vec<_> = view.options.iter().map(|scored| (&*scored.option, scored.total)).collect();
        assert_eq!((totals[0], totals[2]), (("x", Some(1.5)), ("z", None)));
        assert!(near(view.options[1].total.unwrap(), 1.0) && near(view.options[0].known, 2.0 / 3.0));
    }

    #[test]
    fn a_ranking_of_a_later_day_is_not_yet_known() {
        let view = compute(&dialogue([("criteria/a", "date = 2026-03-17\n[[rank]]\ncriterion = 'gender'\nplace = 1")]), day(TODAY));
        assert_eq!(view.criteria, []);
    }
}
