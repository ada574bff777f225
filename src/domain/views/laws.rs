//! What holds for the Roadmap, donors, indicators, network and status check whatever a dialogue holds.

use super::{donors, forecast, frozen::Frozen, indicators, network, outcomes, roadmap, status};
use crate::domain::catalogue::Catalogue;
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::Status;
use crate::domain::record::{Fields, Name, Record};
use crate::domain::testing::{TODAY, day, record};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn date() -> impl Strategy<Value = NaiveDate> {
    (-120i64..=120).prop_map(|days| day(TODAY) + chrono::TimeDelta::days(days))
}

/// One line of TOML, or nothing.
fn line(name: &'static str, value: impl Strategy<Value = String> + 'static) -> BoxedStrategy<String> {
    proptest::option::of(value).prop_map(move |value| value.map(|value| format!("{name} = {value}\n")).unwrap_or_default()).boxed()
}

fn one(choices: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(choices).prop_map(|choice| format!("'{choice}'"))
}

fn ids(prefix: &'static str) -> impl Strategy<Value = String> {
    proptest::collection::vec(0..6usize, 0..4)
        .prop_map(move |ids| format!("[{}]", ids.iter().map(|id| format!("'{prefix}{id}'")).collect::<Vec<_>>().join(",")))
}

fn id(prefix: &'static str) -> impl Strategy<Value = String> {
    (0..6usize).prop_map(move |id| format!("'{prefix}{id}'"))
}

const STATUS: &[&str] = &["no_evidence", "not_started", "on_track", "at_risk", "delayed", "done", "dropped"];

fn join(parts: Vec<BoxedStrategy<String>>) -> BoxedStrategy<String> {
    parts.into_iter().fold(Just(String::new()).boxed(), |all, part| (all, part).prop_map(|(all, part)| all + &part).boxed())
}

fn rows(head: &'static str, fields: BoxedStrategy<String>) -> BoxedStrategy<String> {
    proptest::collection::vec(fields, 0..4).prop_map(move |rows| rows.iter().map(|row| format!("[[{head}]]\n{row}")).collect()).boxed()
}

fn days(name: &'static str) -> BoxedStrategy<String> {
    line(name, date().prop_map(|date| date.to_string()))
}

fn commitment() -> BoxedStrategy<String> {
    join(vec![
        line("lead", id("s")),
        days("start"),
        days("due"),
        days("revised_due"),
        line("status", one(STATUS)),
        line("maturity", one(&["floated", "offered", "agreed", "signed", "withdrawn"])),
        line("detail_level", one(&["task", "objective"])),
        line("verifiable", one(&["x"]).prop_map(|_| "false".to_owned())),
        line("endorsed_by", ids("s")),
        line("indicators", ids("x")),
        rows("progress", join(vec![days("date"), line("status", one(STATUS))])),
        rows("resource", join(vec![line("source", one(&["own", "donor", "state_budget"])), line("secured", one(&["yes", "partly"]))])),
    ])
}

fn texts() -> impl Strategy<Value = Vec<(String, String)>> {
    let kinds = one(&["cso", "party", "media", "donor", "host"]);
    let stakeholders = proptest::collection::vec(line("kind", kinds), 6);
    let support = join(vec![
        line("donor", one(&["D", "E"])),
        line("commitments", ids("c")),
        line("indicators", ids("x")),
        days("tranche_date"),
        line("aligned", one(&["yes", "no"])),
    ]);
    let indicator = join(vec![
        line("baseline", (0..3i64).prop_map(|n| n.to_string())),
        days("baseline_date"),
        line("target", (0..5i64).prop_map(|n| n.to_string())),
        line("direction", one(&["up", "down", "keep"])),
        line("frequency", one(&["monthly", "quarterly"])),
        rows("measurement", join(vec![days("date"), line("value", (0..6i64).prop_map(|n| n.to_string()))])),
    ]);
    let tie = join(vec![
        line("from", id("s")),
        line("to", id("s")),
        line("kind", one(&["information", "conflict"])),
        line("origin", one(&["before", "dialogue"])),
        line("frequency", (0..3i64).prop_map(|n| n.to_string())),
        days("since"),
        days("until"),
    ]);
    let meeting = join(vec![
        line("stakeholder", id("s")),
        days("date"),
        rows(
            "likely_commitment",
            join(vec![line("commitment", id("c")), line("likelihood", one(&["10", "90"]).prop_map(|n| n.replace('\'', "")))]),
        ),
        rows("promise", join(vec![days("due"), line("status", one(&["open", "kept", "broken"])), days("closed_on")])),
    ]);
    let outcome = join(vec![days("date"), line("direction", one(&["positive", "negative"])), line("title", one(&["They came"]))]);
    let many = |text: BoxedStrategy<String>| proptest::collection::vec(text, 0..6);
    (stakeholders, many(commitment()), many(support), many(indicator), many(tie), many(meeting), many(outcome)).prop_map(|all| {
        let folders = [
            ("stakeholders/s", all.0),
            ("commitments/c", all.1),
            ("donor-support/f", all.2),
            ("indicators/x", all.3),
            ("ties/t", all.4),
            ("meetings/m", all.5),
            ("outcomes/h", all.6),
        ];
        let keyed = |(folder, texts): (&str, Vec<String>)| {
            texts.into_iter().enumerate().map(move |(n, text)| (format!("{folder}{n}"), text)).collect::<Vec<_>>()
        };
        folders.into_iter().flat_map(keyed).collect()
    })
}

fn records(texts: &[(String, String)]) -> Vec<Record> {
    texts.iter().map(|(key, text)| record(key, text)).collect()
}

fn dialogue(records: Vec<Record>) -> Dialogue {
    Dialogue::with(Catalogue::builtin(), records, Vec::new())
}

/// Every view of the Roadmap and its monitoring on a day, as other programs read it, and what a snapshot would freeze.
fn answers(dialogue: &Dialogue, as_of: NaiveDate) -> Vec<String> {
    vec![
        roadmap::compute(dialogue, as_of).json().to_string(),
        forecast::compute(dialogue, as_of).json().to_string(),
        donors::compute(dialogue, as_of).json().to_string(),
        indicators::compute(dialogue, as_of).json().to_string(),
        network::compute(dialogue, as_of).json().to_string(),
        outcomes::compute(dialogue, as_of).json().to_string(),
        status::compute(dialogue, as_of).json().to_string(),
        format!("{:?}", Frozen::at(dialogue, as_of)),
    ]
}

/// The record as it stood on a day; nothing when it is of a later one.
fn known(mut record: Record, as_of: NaiveDate) -> Option<Record> {
    let later = |date: Option<NaiveDate>| date.is_some_and(|date| date > as_of);
    if later(record.date("date")) || later(record.date("since")) {
        return None;
    }
    record.rows.retain(|row| !later(row.date("date")));
    for row in record.rows.iter_mut().filter(|row| later(row.date("closed_on"))) {
        row.set("status", None);
        row.set("closed_on", None);
    }
    Some(record)
}

/// The record with those of its rows turned round that are told apart by their days.
fn turned(mut record: Record) -> Record {
    let days: Vec<_> =
        record.rows.iter().filter(|row| matches!(&*row.name, "measurement" | "progress")).map(|row| row.date("date")).collect();
    if days.iter().collect::<BTreeSet<_>>().len() == days.len() && record.kind() != "meetings" {
        record.rows.reverse();
    }
    record
}

fn set(ids: &[Name]) -> BTreeSet<&str> {
    ids.iter().map(|id| &**id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_in_which_records_come_changes_no_answer(texts in texts()) {
        let back = records(&texts).into_iter().rev().collect();
        prop_assert_eq!(answers(&dialogue(records(&texts)), day(TODAY)), answers(&dialogue(back), day(TODAY)));
    }

    #[test]
    fn the_order_of_rows_of_different_days_changes_no_answer(texts in texts()) {
        let back = records(&texts).into_iter().map(turned).collect();
        prop_assert_eq!(answers(&dialogue(records(&texts)), day(TODAY)), answers(&dialogue(back), day(TODAY)));
    }

    #[test]
    fn an_answer_never_depends_on_what_came_after_its_day(texts in texts(), days in -100i64..=100) {
        let as_of = day(TODAY) + chrono::TimeDelta::days(days);
        let then = records(&texts).into_iter().filter_map(|record| known(record, as_of)).collect();
        prop_assert_eq!(answers(&dialogue(records(&texts)), as_of), answers(&dialogue(then), as_of));
    }

    #[test]
    fn every_commitment_has_one_status_and_is_late_in_one_way_only_while_open(texts in texts()) {
        let dialogue = dialogue(records(&texts));
        let view = roadmap::compute(&dialogue, day(TODAY));
        prop_assert_eq!(view.counts.iter().map(|(_, n)| n).sum::<usize>(), view.lines.len());
        let (overdue, past, due) = (set(&view.overdue), set(&view.past_first_date), set(&view.due_60));
        prop_assert!(overdue.is_disjoint(&past) && overdue.is_disjoint(&due));
        let closed: BTreeSet<&str> =
            view.lines.iter().filter(|line| matches!(line.status, Status::Done | Status::Dropped)).map(|line| &*line.id).collect();
        for ids in [&overdue, &past, &due, &set(&view.money_missing), &set(&view.should_have_started)] {
            prop_assert!(ids.is_disjoint(&closed));
        }
        prop_assert!(view.depth.is_none_or(|depth| (0.0..=1.0).contains(&depth)));
        prop_assert_eq!(view.by_lead.iter().map(|lead| lead.commitments.len()).sum::<usize>(), view.lines.iter().filter(|line| line.lead.is_some()).count());
    }

    #[test]
    fn a_gap_is_covered_by_nobody_and_a_tranche_in_danger_names_what_falls_short(texts in texts()) {
        let dialogue = dialogue(records(&texts));
        let (view, measured) = (donors::compute(&dialogue, day(TODAY)), indicators::compute(&dialogue, day(TODAY)));
        for row in &view.rows {
            let gap = set(&view.gaps).contains(&*row.commitment);
            prop_assert!(!gap || (row.by.is_empty() && !row.own_money && row.status != Status::Done));
            let donors: BTreeSet<_> = row.by.iter().filter_map(|(_, donor)| donor.as_deref()).collect();
            prop_assert_eq!(set(&view.overlaps).contains(&*row.commitment), donors.len() > 1);
        }
        for tranche in &view.tranches {
            prop_assert!(!tranche.indicators.is_empty());
            prop_assert!(tranche.indicators.iter().all(|id| measured.line(id).is_some_and(|line| line.target.is_some() && line.reached != Some(true))));
        }
    }

    #[test]
    fn degrees_add_up_to_twice_the_pairs_and_brokers_are_linked_with_two_at_least(texts in texts()) {
        let dialogue = dialogue(records(&texts));
        let view = network::compute(&dialogue, day(TODAY));
        prop_assert_eq!(view.nodes.iter().map(|node| node.degree).sum::<usize>(), 2 * view.pairs);
        prop_assert!(view.new_pairs <= view.pairs && view.new_pairs <= view.ties_through_dialogue);
        prop_assert!(view.density.is_none_or(|density| (0.0..=1.0).contains(&density)));
        prop_assert!(view.density_before <= view.density);
        for node in &view.nodes {
            prop_assert_eq!(node.degree == 0, set(&view.isolated).contains(&*node.stakeholder));
            prop_assert!(node.degree >= 2 || !set(&view.brokers).contains(&*node.stakeholder));
            prop_assert!((0.0..=1.0).contains(&node.betweenness));
            let ego = view.around(&node.stakeholder);
            prop_assert!(ego.is_some_and(|ego| ego.linked == node.degree && ego.ties.len() >= node.degree));
        }
    }

    #[test]
    fn the_expected_yeses_never_exceed_those_who_spoke_and_the_weakest_is_the_least(texts in texts()) {
        let dialogue = dialogue(records(&texts));
        for prospect in forecast::compute(&dialogue, day(TODAY)).commitments {
            let least = prospect.latest.iter().map(|(_, likelihood)| *likelihood).min();
            prop_assert_eq!(prospect.weakest.map(|(_, likelihood)| likelihood), least);
            #[allow(clippy::cast_precision_loss)]
            let all = prospect.latest.len() as f64;
            prop_assert!(prospect.expected.is_none_or(|expected| expected <= all));
            prop_assert_eq!(prospect.expected.is_none(), prospect.latest.is_empty());
        }
    }

    #[test]
    fn a_calm_check_has_nothing_late_and_each_line_s_records_are_on_file(texts in texts()) {
        let dialogue = dialogue(records(&texts));
        let check = status::compute(&dialogue, day(TODAY));
        let view = roadmap::compute(&dialogue, day(TODAY));
        if check.level == status::Level::Calm {
            prop_assert!(view.overdue.is_empty() && view.count(Status::AtRisk) + view.count(Status::Delayed) == 0);
        }
        for line in &check.lines {
            prop_assert!(line.records.iter().all(|key| dialogue.find(key).is_some()), "{:?}", line);
            prop_assert_eq!(line.records.iter().collect::<BTreeSet<_>>().len(), line.records.len());
        }
        prop_assert!(check.render(80).len() <= status::MOST_LINES);
    }
}
