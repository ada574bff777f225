//! Freezing the state of a dialogue for a snapshot, and what moved between two such states.
//!
//! A state is taken from the records on a day, or read back from a snapshot: both are compared alike.

use super::{json_date, matrix, network};
use crate::domain::dialogue::Dialogue;
use crate::domain::ids::new_id;
use crate::domain::lens::snapshot::{CellRow, CommitmentRow, IndicatorRow, TieRow};
use crate::domain::lens::{Commitment, Indicator, Snapshot, Voice};
use crate::domain::record::{Key, Name, Record, Row};
use crate::domain::value::Value;
use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// A stakeholder and an option.
pub type Pair = (Name, Name);
/// A position's value and voice.
pub type Stance = (i64, Voice);
/// A commitment's status and maturity.
pub type State = (Option<Name>, Option<Name>);
/// A tie's from, to and kind.
pub type Bond = (Name, Name, Name);
/// A tie's frequency and intensity.
pub type Strength = (Option<i64>, Option<i64>);

/// How a dialogue stood on a day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frozen {
    /// The day; nothing when a snapshot does not tell.
    pub date: Option<NaiveDate>,
    /// The cells of the position matrix, by stakeholder and option.
    pub cells: BTreeMap<Pair, Stance>,
    /// How far each commitment was kept, and how far promised.
    pub commitments: BTreeMap<Name, State>,
    /// The latest value of each indicator; nothing without data.
    pub indicators: BTreeMap<Name, Option<f64>>,
    /// How often and how closely, for each tie: from, to, kind.
    pub ties: BTreeMap<Bond, Strength>,
}

/// What moved between two states; `None` in a pair means that it was not there.
#[derive(Debug, Clone, PartialEq)]
pub struct Diff {
    /// The day of the first state.
    pub from: Option<NaiveDate>,
    /// The day of the second.
    pub to: Option<NaiveDate>,
    /// Positions, by stakeholder and option.
    pub cells: Vec<Moved<Pair, Stance>>,
    /// Commitments: status and maturity.
    pub commitments: Vec<Moved<Name, State>>,
    /// Indicators.
    pub indicators: Vec<Moved<Name, f64>>,
    /// Ties: from, to, kind.
    pub ties: Vec<Moved<Bond, Strength>>,
}

/// One thing that moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved<K, V> {
    /// What.
    pub what: K,
    /// What it was.
    pub from: Option<V>,
    /// What it became.
    pub to: Option<V>,
}

impl Frozen {
    /// The state on a day, by the records.
    #[must_use]
    pub fn at(dialogue: &Dialogue, as_of: NaiveDate) -> Self {
        Self::with(&matrix::compute(dialogue, as_of), dialogue)
    }

    /// The state on the day of a matrix, which is not computed again.
    #[must_use]
    pub fn with(matrix: &matrix::Matrix, dialogue: &Dialogue) -> Self {
        let as_of = matrix.as_of;
        let cells = matrix.cells.iter();
        let commitments = dialogue.records(Commitment::KIND).iter().map(|record| {
            let commitment = Commitment(record);
            let maturity = commitment.maturity().map(|maturity| Name::from(maturity.value()));
            (record.key.id.clone(), (Some(commitment.status(as_of).value().into()), maturity))
        });
        let indicators = dialogue.records(Indicator::KIND).iter();
        let ties = network::ties(dialogue, as_of).into_iter();
        Self {
            date: Some(as_of),
            cells: cells.map(|cell| ((cell.stakeholder.clone(), cell.option.clone()), (cell.value, cell.voice))).collect(),
            commitments: commitments.collect(),
            indicators: indicators.map(|record| (record.key.id.clone(), Indicator(record).latest(as_of).map(|(_, value)| value))).collect(),
            ties: ties.map(|tie| ((tie.from, tie.to, tie.kind.unwrap_or_default()), (tie.frequency, tie.intensity))).collect(),
        }
    }

    /// The state that a snapshot holds.
    #[must_use]
    pub fn of(snapshot: &Record) -> Self {
        let cell = |row| {
            let row = CellRow(row);
            Some((
                (row.stakeholder()?.into(), row.option()?.into()),
                (row.value()?, row.voice().and_then(Voice::parse).unwrap_or_default()),
            ))
        };
        let commitment = |row| {
            let row = CommitmentRow(row);
            Some((row.id()?.into(), (row.status().map(Name::from), row.maturity().map(Name::from))))
        };
        let tie = |row| {
            let row = TieRow(row);
            let kind = row.kind().unwrap_or_default();
            Some(((row.from()?.into(), row.to()?.into(), kind.into()), (row.frequency(), row.intensity())))
        };
        Self {
            date: Snapshot(snapshot).date(),
            cells: snapshot.rows("cell").filter_map(cell).collect(),
            commitments: snapshot.rows("commitment").filter_map(commitment).collect(),
            indicators: snapshot
                .rows("indicator")
                .filter_map(|row| Some((IndicatorRow(row).id()?.into(), IndicatorRow(row).value())))
                .collect(),
            ties: snapshot.rows("tie").filter_map(tie).collect(),
        }
    }

    /// The state that a word means: a snapshot's id, or a day.
    #[must_use]
    pub fn named(dialogue: &Dialogue, word: &str) -> Option<Self> {
        let snapshot = dialogue.get("snapshots", word).map(|record| Self::of(record));
        snapshot.or_else(|| Some(Self::at(dialogue, word.parse().ok()?)))
    }

    /// The rows that a `snapshots` record gets for this state, in a fixed order.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let cells = self.cells.iter().map(|((stakeholder, option), (value, voice))| {
            row(
                "cell",
                [
                    ("stakeholder", text(stakeholder)),
                    ("option", text(option)),
                    ("value", Some(Value::Int(*value))),
                    ("voice", text(voice.value())),
                ],
            )
        });
        let commitments = self.commitments.iter().map(|(id, (status, maturity))| {
            row(
                "commitment",
                [("id", text(id)), ("status", status.as_deref().and_then(text)), ("maturity", maturity.as_deref().and_then(text))],
            )
        });
        let indicators = self.indicators.iter().map(|(id, value)| row("indicator", [("id", text(id)), ("value", value.map(number))]));
        let ties = self.ties.iter().map(|((from, to, kind), (frequency, intensity))| {
            let ends = [("from", text(from)), ("to", text(to)), ("kind", text(kind))];
            row("tie", ends.into_iter().chain([("frequency", frequency.map(Value::Int)), ("intensity", intensity.map(Value::Int))]))
        });
        cells.chain(commitments).chain(indicators).chain(ties).collect()
    }

    /// The `snapshots` record that keeps this state, with an id of its own. Nothing when the catalogue has no such kind.
    #[must_use]
    pub fn record(&self, reason: Option<&str>, dialogue: &Dialogue, today: NaiveDate) -> Option<Record> {
        let kind = dialogue.catalogue.kind("snapshots")?;
        let mut record = Record::new(Key::new(&kind.name, ""));
        record.set("date", self.date.map(Value::Date));
        record.set("reason", reason.map(str::trim).and_then(text));
        // It repeats what other records hold back: other programs, too, shall know it.
        record.set("disclosure", text("host"));
        for row in self.rows() {
            record.add_row(row);
        }
        record.key = Key::new(&kind.name, &new_id(kind, &record, dialogue, today));
        Some(record)
    }

    /// What moved from this state to a later one.
    #[must_use]
    pub fn diff(&self, later: &Self) -> Diff {
        let known =
            |state: &Self| state.indicators.iter().filter_map(|(id, value)| Some((id.clone(), (*value)?))).collect::<BTreeMap<_, _>>();
        Diff {
            from: self.date,
            to: later.date,
            cells: moved(&self.cells, &later.cells),
            commitments: moved(&self.commitments, &later.commitments),
            indicators: moved(&known(self), &known(later)),
            ties: moved(&self.ties, &later.ties),
        }
    }
}

fn row<'a>(name: &str, fields: impl IntoIterator<Item = (&'a str, Option<Value>)>) -> Row {
    Row::new(name, fields.into_iter().filter_map(|(field, value)| Some((field.to_owned(), value?))))
}

fn text(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| text.into())
}

/// A number as a person would write it: a whole one without a fraction.
#[allow(clippy::cast_possible_truncation)]
fn number(number: f64) -> Value {
    let whole = number.trunc() == number && number.abs() < 9e15;
    if whole { Value::Int(number as i64) } else { Value::Number(number) }
}

fn moved<K: Ord + Clone, V: PartialEq + Clone>(from: &BTreeMap<K, V>, to: &BTreeMap<K, V>) -> Vec<Moved<K, V>> {
    let keys: BTreeSet<&K> = from.keys().chain(to.keys()).collect();
    let changed = keys.into_iter().filter(|key| from.get(key) != to.get(key));
    changed.map(|key| Moved { what: key.clone(), from: from.get(key).cloned(), to: to.get(key).cloned() }).collect()
}

impl Diff {
    /// Whether nothing moved.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.commitments.is_empty() && self.indicators.is_empty() && self.ties.is_empty()
    }

    /// `{"from", "to", "cells": [{"stakeholder", "option", "from", "to"}], "commitments": [{"commitment", "from", "to"}],
    /// "indicators": [{"indicator", "from", "to"}], "ties": [{"from_stakeholder", "to_stakeholder", "kind", "from", "to"}]}`;
    /// a cell's `from` and `to` are `{"value", "voice"}`, a commitment's `{"status", "maturity"}`, a tie's
    /// `{"frequency", "intensity"}`, or null when it was not there.
    #[must_use]
    pub fn json(&self) -> Json {
        let pair = |first: &'static str, second: &'static str| move |(a, b): (Json, Json)| json!({ first: a, second: b });
        let cells = list(
            &self.cells,
            |(who, option)| vec![("stakeholder", who), ("option", option)],
            |(value, voice)| pair("value", "voice")((json!(value), json!(voice.value()))),
        );
        let commitments = list(
            &self.commitments,
            |id| vec![("commitment", id)],
            |(status, maturity)| pair("status", "maturity")((json!(status.as_deref()), json!(maturity.as_deref()))),
        );
        let indicators = list(&self.indicators, |id| vec![("indicator", id)], |value| json!(value));
        let ties = list(
            &self.ties,
            |(from, to, kind)| vec![("from_stakeholder", from), ("to_stakeholder", to), ("kind", kind)],
            |(often, closely)| pair("frequency", "intensity")((json!(often), json!(closely))),
        );
        json!({
            "from": json_date(self.from),
            "to": json_date(self.to),
            "cells": cells,
            "commitments": commitments,
            "indicators": indicators,
            "ties": ties,
        })
    }
}

fn list<K, V>(moved: &[Moved<K, V>], what: impl Fn(&K) -> Vec<(&'static str, &Name)>, value: impl Fn(&V) -> Json) -> Vec<Json> {
    let one = |item: &Moved<K, V>| {
        let mut map: Map<String, Json> = what(&item.what).into_iter().map(|(key, id)| (key.to_owned(), json!(&**id))).collect();
        map.insert("from".to_owned(), item.from.as_ref().map_or(Json::Null, &value));
        map.insert("to".to_owned(), item.to.as_ref().map_or(Json::Null, &value));
        Json::Object(map)
    };
    moved.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Key;
    use crate::domain::testing::{TODAY, day, dialogue, sample};

    #[test]
    fn what_a_snapshot_freezes_is_read_back_the_same() {
        let frozen = Frozen::at(&sample(), day(TODAY));
        let mut record = Record::new(Key::new("snapshots", "s"));
        record.set("date", Some(day(TODAY).into()));
        record.rows = frozen.rows();
        assert_eq!(Frozen::of(&record), frozen);
        assert_eq!((frozen.commitments.len(), frozen.indicators.len(), frozen.ties.len()), (13, 13, 21));
        assert!(Frozen::of(&record).diff(&frozen).is_empty());
    }

    #[test]
    fn every_row_of_a_snapshot_is_one_that_the_catalogue_declares() {
        let dialogue = sample();
        let kind = dialogue.catalogue.kind("snapshots").unwrap();
        for row in Frozen::at(&dialogue, day(TODAY)).rows() {
            let def = kind.row(&row.name).unwrap();
            for field in &row.fields {
                let def = def.field(&field.name).unwrap();
                assert!(def.choices().is_none_or(|choices| choices.find(&field.value).is_some()), "{}.{}", row.name, field.name);
            }
        }
    }

    #[test]
    fn between_two_days_of_the_sample_the_finance_ministry_moved_and_the_bill_was_tabled() {
        let dialogue = sample();
        let diff = Frozen::at(&dialogue, day("2025-06-30")).diff(&Frozen::named(&dialogue, TODAY).unwrap());
        let mof: Vec<_> = diff.cells.iter().filter(|moved| &*moved.what.0 == "mof" && moved.from.is_some()).collect();
        assert!(mof.iter().all(|moved| moved.from < moved.to) && !mof.is_empty());
        assert!(diff.indicators.iter().any(|moved| &*moved.what == "pi2" && moved.from.is_none() && moved.to == Some(11.0)));
    }

    #[test]
    fn a_diff_names_what_came_what_went_and_what_changed() {
        let a = Frozen { indicators: [("i".into(), Some(1.0)), ("j".into(), None), ("k".into(), Some(2.0))].into(), ..Frozen::default() };
        let b = Frozen { indicators: [("i".into(), Some(1.5)), ("j".into(), Some(0.0))].into(), ..Frozen::default() };
        let moved: Vec<_> = a.diff(&b).indicators.into_iter().map(|moved| (moved.what.to_string(), moved.from, moved.to)).collect();
        assert_eq!(moved, [("i".into(), Some(1.0), Some(1.5)), ("j".into(), None, Some(0.0)), ("k".into(), Some(2.0), None)]);
        let json = a.diff(&b).json();
        assert_eq!(json["indicators"][1].to_string(), r#"{"indicator":"j","from":null,"to":0.0}"#);
    }

    #[test]
    fn a_word_means_a_snapshot_before_it_means_a_day_and_else_nothing() {
        let dialogue = dialogue([("snapshots/2025-01-01", "date = 2025-02-02")]);
        assert_eq!(Frozen::named(&dialogue, "2025-01-01").unwrap().date, Some(day("2025-02-02")));
        assert_eq!(Frozen::named(&dialogue, "2025-01-02").unwrap().date, Some(day("2025-01-02")));
        assert_eq!(Frozen::named(&dialogue, "nonsense"), None);
    }
}
