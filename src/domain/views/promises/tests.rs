//! View 13, clause by clause.

use super::*;
use crate::domain::testing::{Build, TODAY, day, sample};

fn promise(rest: &str) -> String {
    format!("[[promise]]\ntext = \"bread\"\n{rest}\n")
}

fn build() -> Build {
    Build::new().people(&["a:cso", "b:media", "d:donor"])
}

fn tally(build: &Build, as_of: &str) -> (usize, usize, usize, usize) {
    let tally = compute(&build.done(), day(as_of)).tally();
    (tally.kept, tally.open, tally.overdue, tally.broken)
}

#[test]
fn a_promise_without_a_status_is_open_and_overdue_only_after_its_day() {
    let build = build().meeting("m", "a", "2026-01-01", &promise("due = 2026-01-10"));
    assert_eq!(tally(&build, "2026-01-10"), (0, 1, 0, 0));
    assert_eq!(tally(&build, "2026-01-11"), (0, 1, 1, 0));
}

#[test]
fn an_open_promise_without_a_day_is_never_overdue() {
    let build = build().meeting("m", "a", "2026-01-01", &promise(""));
    assert_eq!(tally(&build, "2027-01-10"), (0, 1, 0, 0));
}

#[test]
fn a_promise_closed_after_the_day_was_still_open() {
    for status in ["kept", "broken"] {
        let rest = format!("status = \"{status}\"\nclosed_on = 2026-02-01\ndue = 2026-01-10");
        let build = build().meeting("m", "a", "2026-01-01", &promise(&rest));
        assert_eq!(tally(&build, "2026-01-31"), (0, 1, 1, 0));
        assert_eq!(tally(&build, "2026-02-01"), if status == "kept" { (1, 0, 0, 0) } else { (0, 0, 0, 1) });
    }
}

#[test]
fn a_closed_promise_without_a_closing_day_is_taken_as_it_is() {
    let build =
        build().meeting("m", "a", "2026-01-01", &(promise("status = \"kept\"") + &promise("status = \"broken\"\ndue = 2025-01-01")));
    assert_eq!(tally(&build, "2026-01-02"), (1, 0, 0, 1));
}

#[test]
fn promises_of_meetings_that_do_not_count_are_not_made() {
    let build = build().meeting("m", "a", "2026-01-01", &format!("status = \"planned\"\n{}", promise("")));
    assert_eq!(tally(&build, "2026-01-02"), (0, 0, 0, 0));
    assert_eq!(tally(&self::build().meeting("m", "a", "2026-01-03", &promise("")), "2026-01-02"), (0, 0, 0, 0));
}

#[test]
fn promises_are_tallied_for_each_stakeholder_donors_among_them() {
    let build = build().meeting("m1", "b", "2026-01-01", &promise("")).meeting("m2", "d", "2026-01-01", &promise("status = \"kept\""));
    let dialogue = build.done();
    let view = compute(&dialogue, day("2026-02-01"));
    let by: Vec<_> = view.by_stakeholder().into_iter().map(|(who, tally)| (who.unwrap().to_string(), tally.kept, tally.open)).collect();
    assert_eq!(by, [("b".to_owned(), 0, 1), ("d".to_owned(), 1, 0)]);
}

#[test]
fn trust_is_told_by_phase_with_how_many_answered_and_what_is_no_answer_is_left_out() {
    let phases = "title = \"D\"\n[[phase]]\nname = \"assessment\"\nstart = 2026-01-01\nend = 2026-01-31\n[[phase]]\nname = \"consensus\"\nstart = 2026-02-01";
    let build = build()
        .file("dialogue", phases)
        .meeting("m1", "a", "2026-01-01", "being_heard = 5\nfrankness = 4")
        .meeting("m2", "b", "2026-01-02", "being_heard = 2\nfrankness = 9\nfairness = \"much\"")
        .meeting("m3", "a", "2026-02-02", "being_heard = 1")
        .meeting("m4", "a", "2026-02-03", "status = \"planned\"\nbeing_heard = 5")
        .meeting("m5", "a", "2025-12-01", "being_heard = 3");
    let view = compute(&build.done(), day("2026-03-01"));
    let told: Vec<_> = view
        .phases
        .iter()
        .map(|(phase, trust)| {
            (phase.as_deref(), trust.being_heard.mean(), trust.being_heard.n, trust.frankness.mean(), trust.fairness.mean())
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some("assessment"), Some(3.5), 2, Some(4.0), None),
            (Some("consensus"), Some(1.0), 1, None, None),
            (None, Some(3.0), 1, None, None)
        ]
    );
}

#[test]
fn rows_stand_in_the_order_of_day_and_id_of_their_meetings() {
    let build = build().meeting("z", "a", "2026-01-01", &promise("")).meeting("a", "a", "2026-01-02", &promise("")).meeting(
        "b",
        "a",
        "2026-01-01",
        &promise(""),
    );
    let rows: Vec<_> = compute(&build.done(), day("2026-02-01")).rows.iter().map(|row| row.meeting.id.to_string()).collect();
    assert_eq!(rows, ["b", "z", "a"]);
}

#[test]
fn the_json_has_the_keys_that_other_programs_rely_on() {
    let build = build().meeting("m", "a", "2026-01-01", &promise("due = 2026-01-10")).meeting("n", "a", "2026-01-02", "fairness = 4");
    let json = compute(&build.done(), day("2026-01-11")).json().to_string();
    let expected = concat!(
        r#"{"kept":0,"open":1,"overdue":1,"broken":0,"rows":[{"meeting":"m","stakeholder":"a","text":"bread","due":"2026-01-10","status":"open"}],"#,
        r#""trust":[{"phase":null,"being_heard":{"mean":null,"n":0},"fairness":{"mean":4.0,"n":1},"usefulness":{"mean":null,"n":0},"frankness":{"mean":null,"n":0}}]}"#
    );
    assert_eq!(json, expected);
}

#[test]
fn the_sample_has_the_expected_means_of_being_heard() {
    let view = compute(&sample(), day(TODAY));
    let said = |trust: &Trust| format!("{:.2} {}", trust.being_heard.mean().unwrap(), trust.being_heard.n);
    let phases: Vec<_> = view.phases.iter().map(|(phase, trust)| format!("{} {}", phase.as_deref().unwrap(), said(trust))).collect();
    assert_eq!(phases, ["assessment 3.40 5", "consensus 3.57 7", "monitoring 4.00 2"]);
    assert_eq!(said(&view.overall), "3.57 14");
    let late: Vec<_> = view.rows.iter().filter(|row| row.overdue).map(|row| row.stakeholder.clone().unwrap().to_string()).collect();
    assert_eq!(late, ["molsp"]);
}
