//! View 10, indicators: where each stands between baseline and target, and which were not measured in time.

use super::{four_places, json_date};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::Indicator;
use crate::domain::record::Name;
use chrono::NaiveDate;
use serde_json::{Value as Json, json};

/// Days of grace before a measurement that is due counts as overdue.
const GRACE: i64 = 30;

/// All indicators on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicators {
    /// The day.
    pub as_of: NaiveDate,
    /// The indicators in the order of ids.
    pub lines: Vec<Line>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: String,
    /// `policy`, `process` or `partnership`.
    pub family: Option<String>,
    /// What it counts in.
    pub unit: Option<String>,
    /// Where it began.
    pub baseline: Option<f64>,
    /// Where it shall arrive.
    pub target: Option<f64>,
    /// When it shall arrive.
    pub target_date: Option<NaiveDate>,
    /// The latest value and its day; nothing means no data, which is not zero.
    pub latest: Option<(NaiveDate, f64)>,
    /// What was measured up to the day, by date (of one day in the order of the file); nothing where no figure was found, which is
    /// not zero.
    pub history: Vec<(NaiveDate, Option<f64>)>,
    /// The latest finding in words and its day.
    pub words: Option<(NaiveDate, String)>,
    /// The way made from baseline to target, as a share; it may lie below 0 or above 1.
    pub progress: Option<f64>,
    /// Whether the latest value has reached the target in its direction; nothing when either is not known.
    pub reached: Option<bool>,
    /// Whether a measurement is overdue.
    pub overdue: bool,
    /// The day after which the next measurement counts as overdue.
    pub next_by: Option<NaiveDate>,
}

/// Reads the indicators on a day.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Indicators {
    Indicators { as_of, lines: dialogue.records(Indicator::KIND).iter().map(|record| line(Indicator(record), as_of)).collect() }
}

fn line(indicator: Indicator<'_>, as_of: NaiveDate) -> Line {
    let latest = indicator.latest(as_of);
    let mut history: Vec<(NaiveDate, Option<f64>)> = indicator.measurements(as_of).map(|found| (found.date, found.value)).collect();
    history.sort_by_key(|(date, _)| *date);
    let words = indicator.measurements(as_of).filter_map(|found| Some((found.date, found.text?.to_owned()))).max_by_key(|(date, _)| *date);
    // Somebody who measured and has no number to give did measure.
    let measured = indicator.measurements(as_of).map(|found| found.date).max();
    let next_by = measured
        .or(indicator.baseline_date())
        .zip(indicator.interval())
        .and_then(|(last, interval)| last.checked_add_signed(chrono::TimeDelta::try_days(interval + GRACE)?));
    Line {
        id: indicator.0.key.id.clone(),
        title: indicator.title().to_owned(),
        family: indicator.family().map(str::to_owned),
        unit: indicator.unit().map(str::to_owned),
        baseline: indicator.baseline(),
        target: indicator.target(),
        target_date: indicator.target_date(),
        latest,
        history,
        words,
        progress: latest.and_then(|(_, value)| progress(indicator, value)),
        reached: latest.and_then(|(_, value)| indicator.reached(value)),
        overdue: next_by.is_some_and(|next| next < as_of),
        next_by,
    }
}

fn progress(indicator: Indicator<'_>, latest: f64) -> Option<f64> {
    let (baseline, target) = indicator.baseline().zip(indicator.target())?;
    let way = target - baseline;
    (!indicator.is_qualitative() && way != 0.0).then(|| (latest - baseline) / way).filter(|share| share.is_finite())
}

impl Indicators {
    /// The indicator of that id.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.binary_search_by(|line| (*line.id).cmp(id)).ok().and_then(|index| self.lines.get(index))
    }

    /// The indicators whose measurement is overdue.
    pub fn overdue(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.overdue)
    }

    /// The shape that other programs rely on.
    #[must_use]
    pub fn json(&self) -> Json {
        let line = |line: &Line| {
            json!({
                "indicator": &*line.id,
                "latest": line.latest.map(|(_, value)| value),
                "latest_date": json_date(line.latest.map(|(date, _)| date)),
                "progress": line.progress.map(four_places),
                "overdue": line.overdue,
            })
        };
        json!({ "as_of": self.as_of.to_string(), "indicators": self.lines.iter().map(line).collect::<Vec<_>>() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{TODAY, day, dialogue, sample};

    fn of(text: &str) -> Line {
        compute(&dialogue([("indicators/i", text)]), day(TODAY)).lines.remove(0)
    }

    #[test]
    fn the_sample_s_indicators_stand_where_they_were_measured() {
        let view = compute(&sample(), day(TODAY));
        let json = view.json();
        let progress: Vec<_> = json["indicators"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| (line["indicator"].as_str().unwrap(), line["progress"].as_f64()))
            .collect();
        assert_eq!(
            progress,
            [
                ("pa1", Some(0.75)),
                ("pa2", Some(0.6)),
                ("pa3", Some(0.5)),
                ("pi1", Some(0.0)),
                ("pi2", Some(0.0645)),
                ("pi3", Some(0.0304)),
                ("pi4", Some(0.0764)),
                ("pi5", Some(1.0)),
                ("pi6", Some(0.0)),
                ("pr1", Some(1.3333)),
                ("pr2", Some(1.0)),
                ("pr3", Some(0.3684)),
                ("pr4", None),
            ]
        );
        assert_eq!(view.overdue().count(), 0);
        assert_eq!(view.line("pi2").unwrap().latest, Some((day("2026-03-01"), 11.0)));
    }

    #[test]
    fn the_shape_has_the_keys_that_other_programs_rely_on_in_their_order() {
        let json = compute(&dialogue([("indicators/i", "")]), day(TODAY)).json();
        let expected =
            r#"{"as_of":"2026-03-16","indicators":[{"indicator":"i","latest":null,"latest_date":null,"progress":null,"overdue":false}]}"#;
        assert_eq!(json.to_string(), expected);
    }

    #[test]
    fn the_latest_measurement_with_a_value_counts_and_of_two_on_one_day_the_later_in_the_file() {
        let text = "[[measurement]]\ndate = 2026-03-02\nvalue = 1\n[[measurement]]\ndate = 2026-03-02\nvalue = 2\n\
                    [[measurement]]\ndate = 2026-03-01\nvalue = 3\n[[measurement]]\ndate = 2026-03-05\ntext = 'late'\n\
                    [[measurement]]\ndate = 2026-03-17\nvalue = 9";
        assert_eq!(of(text).latest, Some((day("2026-03-02"), 2.0)));
    }

    #[test]
    fn without_a_measurement_there_is_no_data_rather_than_zero() {
        let line = of("baseline = 0\ntarget = 10");
        assert_eq!((line.latest, line.progress), (None, None));
    }

    #[test]
    fn an_indicator_told_in_words_or_with_its_target_at_the_baseline_has_no_progress() {
        let measured = "[[measurement]]\ndate = 2026-03-01\nvalue = 5";
        assert_eq!(of(&format!("type = 'qualitative'\nbaseline = 0\ntarget = 10\n{measured}")).progress, None);
        assert_eq!(of(&format!("baseline = 10\ntarget = 10\n{measured}")).progress, None);
        assert_eq!(of(&format!("baseline = 10\ntarget = 0\n{measured}")).progress, Some(0.5));
        assert_eq!(of(&format!("target = 10\n{measured}")).progress, None);
    }

    #[test]
    fn a_measurement_is_overdue_thirty_days_after_its_frequency() {
        for (frequency, days) in [("monthly", 61), ("quarterly", 121), ("half_yearly", 213), ("yearly", 396)] {
            for (late, overdue) in [(0, false), (1, true)] {
                let date = day(TODAY) - chrono::TimeDelta::days(days + late);
                let line = of(&format!("frequency = '{frequency}'\n[[measurement]]\ndate = {date}\nvalue = 1"));
                assert_eq!(line.overdue, overdue, "{frequency}, {late} days late");
            }
        }
    }

    #[test]
    fn without_a_measurement_the_baseline_s_date_counts_and_without_either_nothing_is_overdue() {
        assert!(of("frequency = 'monthly'\nbaseline_date = 2025-01-01").overdue);
        assert!(!of("frequency = 'monthly'").overdue);
        assert!(!of("baseline_date = 2025-01-01").overdue);
    }

    #[test]
    fn the_last_measurement_counts_whether_it_gave_a_value_or_not() {
        let rest = "frequency = 'monthly'\nbaseline_date = 2025-01-01\n[[measurement]]\ndate = 2026-03-01";
        assert!(!of(&format!("type = 'qualitative'\n{rest}\ntext = 'better'")).overdue);
        assert!(!of(&format!("type = 'number'\n{rest}\ntext = 'the office was closed'")).overdue);
        assert!(!of(rest).overdue);
    }

    #[test]
    fn a_measurement_after_the_day_does_not_make_one_that_is_due_less_overdue() {
        assert!(of("frequency = 'monthly'\n[[measurement]]\ndate = 2025-01-01\nvalue = 1\n[[measurement]]\ndate = 2026-03-17").overdue);
    }

    #[test]
    fn the_target_is_reached_in_the_indicator_s_own_direction() {
        let reached = |direction: &str, value: i64| {
            of(&format!("direction = '{direction}'\ntarget = 10\n[[measurement]]\ndate = 2026-03-01\nvalue = {value}")).reached
        };
        assert_eq!([reached("up", 10), reached("up", 9)], [Some(true), Some(false)]);
        assert_eq!([reached("down", 10), reached("down", 11)], [Some(true), Some(false)]);
        assert_eq!([reached("keep", 10), reached("keep", 11)], [Some(true), Some(false)]);
    }
}
