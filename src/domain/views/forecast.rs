//! View 7, commitment forecast: who may yet say yes to what is not agreed, how likely, and on what condition.

use super::{json_date, json_ids};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::meeting::counted_meetings;
use crate::domain::lens::{Commitment, Maturity};
use crate::domain::record::Name;
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// The forecast on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The day.
    pub as_of: NaiveDate,
    /// Every commitment not yet agreed, in the order of ids.
    pub commitments: Vec<Prospect>,
}

/// A commitment not yet agreed.
#[derive(Debug, Clone, PartialEq)]
pub struct Prospect {
    /// The commitment.
    pub commitment: Name,
    /// One sentence.
    pub title: String,
    /// How far it is promised.
    pub maturity: Maturity,
    /// Every word on it, oldest first.
    pub words: Vec<Word>,
    /// The latest likelihood of each stakeholder who gave one, by id.
    pub latest: Vec<(Name, i64)>,
    /// The sum of these in yeses: likelihoods over 100; nothing when nobody gave one.
    pub expected: Option<f64>,
    /// The least likely yes, and whose; of equals the first by id.
    pub weakest: Option<(Name, i64)>,
    /// Whose yes somebody said they need, in their words, without repetition.
    pub needs_yes_of: Vec<String>,
}

/// What a stakeholder let be known about a commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Who.
    pub stakeholder: Name,
    /// How likely, in per cent; nothing when it was not told.
    pub likelihood: Option<i64>,
    /// On what condition.
    pub condition: Option<String>,
    /// By when they would.
    pub by: Option<NaiveDate>,
    /// When it was said.
    pub date: NaiveDate,
    /// In which meeting.
    pub meeting: Name,
}

/// The forecast at `as_of`.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Forecast {
    let mut words: BTreeMap<&str, Vec<(Word, Option<&str>)>> = BTreeMap::new();
    for (date, meeting) in counted_meetings(dialogue.records("meetings"), as_of) {
        let Some(stakeholder) = meeting.stakeholder() else { continue };
        for row in meeting.likely_commitments() {
            let Some(commitment) = row.commitment() else { continue };
            let word = Word {
                stakeholder: stakeholder.into(),
                likelihood: row.likelihood().filter(|likelihood| (0..=100).contains(likelihood)),
                condition: row.condition().map(str::to_owned),
                by: row.by(),
                date,
                meeting: meeting.0.key.id.clone(),
            };
            words.entry(commitment).or_default().push((word, row.needs_yes_of()));
        }
    }
    let drafts = dialogue.records(Commitment::KIND).iter().map(|record| Commitment(record)).filter_map(|commitment| {
        let maturity = commitment.maturity().filter(|maturity| *maturity < Maturity::Agreed)?;
        Some(prospect(commitment, maturity, words.remove(commitment.id()).unwrap_or_default()))
    });
    Forecast { as_of, commitments: drafts.collect() }
}

#[allow(clippy::cast_precision_loss)]
fn prospect(commitment: Commitment<'_>, maturity: Maturity, words: Vec<(Word, Option<&str>)>) -> Prospect {
    let mut needs_yes_of: Vec<String> = Vec::new();
    for need in words.iter().filter_map(|(_, need)| *need) {
        if !needs_yes_of.iter().any(|other| other == need) {
            needs_yes_of.push(need.to_owned());
        }
    }
    let words: Vec<Word> = words.into_iter().map(|(word, _)| word).collect();
    // Oldest first: a later word of the same stakeholder takes the place of an earlier one.
    let latest: BTreeMap<&Name, i64> = words.iter().filter_map(|word| Some((&word.stakeholder, word.likelihood?))).collect();
    let latest: Vec<(Name, i64)> = latest.into_iter().map(|(name, likelihood)| (name.clone(), likelihood)).collect();
    Prospect {
        commitment: commitment.0.key.id.clone(),
        title: commitment.title().to_owned(),
        maturity,
        expected: (!latest.is_empty()).then(|| latest.iter().map(|(_, likelihood)| likelihood).sum::<i64>() as f64 / 100.0),
        weakest: latest.iter().min_by_key(|(_, likelihood)| *likelihood).cloned(),
        latest,
        needs_yes_of,
        words,
    }
}

impl Prospect {
    /// How many stakeholders the expectation rests on.
    #[must_use]
    pub fn n(&self) -> usize {
        self.latest.len()
    }

    fn json(&self) -> Json {
        let word = |word: &Word| {
            json!({
                "stakeholder": &*word.stakeholder,
                "likelihood": word.likelihood,
                "condition": word.condition,
                "by": json_date(word.by),
                "meeting": &*word.meeting,
            })
        };
        json!({
            "commitment": &*self.commitment,
            "maturity": self.maturity.value(),
            "expected": self.expected,
            "n": self.n(),
            "weakest": self.weakest.as_ref().map(|(who, likelihood)| json!({ "stakeholder": &**who, "likelihood": likelihood })),
            "needs_yes_of": json_ids(&self.needs_yes_of),
            "rows": self.words.iter().map(word).collect::<Vec<_>>(),
        })
    }
}

impl Forecast {
    /// `{"as_of", "commitments": [{"commitment", "maturity", "expected", "n", "weakest": {"stakeholder", "likelihood"}|null,
    /// "needs_yes_of": [text], "rows": [{"stakeholder", "likelihood", "condition", "by", "meeting"}]}]}`; `expected` is null
    /// while nobody has given a likelihood.
    #[must_use]
    pub fn json(&self) -> Json {
        json!({ "as_of": json_date(self.as_of), "commitments": self.commitments.iter().map(Prospect::json).collect::<Vec<_>>() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{TODAY, day, dialogue, sample};

    fn of(records: &[(&str, &str)]) -> Forecast {
        compute(&dialogue(records.iter().copied()), day(TODAY))
    }

    fn meeting(who: &str, date: &str, likelihood: &str) -> String {
        format!("stakeholder = '{who}'\ndate = {date}\n[[likely_commitment]]\ntext = 't'\ncommitment = 'c'\n{likelihood}")
    }

    #[test]
    fn in_the_sample_everything_is_signed_and_nothing_is_left_to_forecast() {
        assert_eq!(compute(&sample(), day(TODAY)).commitments, []);
    }

    #[test]
    fn only_what_is_known_to_be_less_than_agreed_is_forecast() {
        let view = of(&[
            ("commitments/a", "maturity = 'floated'"),
            ("commitments/b", "maturity = 'hinted'"),
            ("commitments/c", "maturity = 'offered'"),
            ("commitments/d", "maturity = 'conditional'"),
            ("commitments/e", "maturity = 'agreed'"),
            ("commitments/f", "maturity = 'signed'"),
            ("commitments/g", "maturity = 'withdrawn'"),
            ("commitments/h", ""),
        ]);
        assert_eq!(view.commitments.iter().map(|prospect| &*prospect.commitment).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }

    #[test]
    fn the_latest_likelihood_of_each_stakeholder_counts_and_the_least_is_the_weakest_link() {
        let view = of(&[
            ("commitments/c", "maturity = 'offered'"),
            ("meetings/1", &meeting("x", "2026-03-02", "likelihood = 90")),
            ("meetings/2", &meeting("x", "2026-03-01", "likelihood = 10")),
            ("meetings/3", &meeting("y", "2026-03-01", "likelihood = 50\ncondition = 'money'\nby = 2026-06-01")),
            ("meetings/4", &meeting("y", "2026-03-03", "")),
            ("meetings/5", &meeting("z", "2026-03-17", "likelihood = 10")),
            ("meetings/6", &format!("status = 'planned'\n{}", meeting("z", "2026-03-01", "likelihood = 10"))),
        ]);
        let prospect = &view.commitments[0];
        assert_eq!((prospect.expected, prospect.n()), (Some(1.4), 2));
        assert_eq!(prospect.weakest, Some(("y".into(), 50)));
        assert_eq!(prospect.words.iter().map(|word| &*word.meeting).collect::<Vec<_>>(), ["2", "3", "1", "4"]);
    }

    #[test]
    fn of_two_words_on_one_day_the_later_meeting_and_within_it_the_later_row_wins() {
        let two = format!(
            "{}\n[[likely_commitment]]\ntext = 't'\ncommitment = 'c'\nlikelihood = 30",
            meeting("x", "2026-03-01", "likelihood = 90")
        );
        let view = of(&[
            ("commitments/c", "maturity = 'offered'"),
            ("meetings/b", &two),
            ("meetings/a", &meeting("x", "2026-03-01", "likelihood = 70")),
        ]);
        assert_eq!(view.commitments[0].latest, [("x".into(), 30)]);
    }

    #[test]
    fn of_two_equally_weak_links_the_first_by_id_is_named() {
        let view = of(&[
            ("commitments/c", "maturity = 'offered'"),
            ("meetings/1", &meeting("y", "2026-03-01", "likelihood = 30")),
            ("meetings/2", &meeting("x", "2026-03-02", "likelihood = 30")),
        ]);
        assert_eq!(view.commitments[0].weakest, Some(("x".into(), 30)));
    }

    #[test]
    fn without_a_likelihood_the_expectation_is_not_known_rather_than_zero() {
        let expected = r#"{"as_of":"2026-03-16","commitments":[{"commitment":"c","maturity":"hinted","expected":null,"n":0,"weakest":null,"needs_yes_of":["cabinet"],"rows":[{"stakeholder":"x","likelihood":null,"condition":null,"by":null,"meeting":"1"}]}]}"#;
        let view = of(&[("commitments/c", "maturity = 'hinted'"), ("meetings/1", &meeting("x", "2026-03-01", "needs_yes_of = 'cabinet'"))]);
        assert_eq!(view.json().to_string(), expected);
    }
}
