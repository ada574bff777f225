//! View 12, clause by clause.

use super::*;
use crate::domain::testing::{Build, asked, day, line, pos, sample};

fn build() -> Build {
    Build::new().people(&["a:cso", "b:media"]).issue("i1", "open", &["o1", "o2!o1"])
}

fn between(build: &Build, from: &str, to: &str) -> Movement {
    let dialogue = build.done();
    let state = |word| Frozen::named(&dialogue, word).unwrap();
    compute(&dialogue, &state(from), &state(to))
}

fn moves(build: &Build, from: &str, to: &str) -> Vec<String> {
    let show = |value: Option<i64>| value.map_or("·".to_owned(), |value| value.to_string());
    let tell = |moved: &Move| {
        let source = moved.source.as_ref().map_or("?", |key| &key.id);
        format!("{} {} {} {} {source}", moved.stakeholder, moved.option, show(moved.from), show(moved.to))
    };
    between(build, from, to).moves.iter().map(tell).collect()
}

fn slopes(build: &Build, to: &str) -> Vec<String> {
    between(build, "2025-01-01", to).slopes.iter().map(|slope| slope.sentence(&build.done())).collect()
}

#[test]
fn a_cell_that_changed_is_shown_with_the_meeting_that_changed_it() {
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", 1)).meeting("m2", "a", "2026-02-01", &pos("o1", 2)).meeting(
        "m3",
        "a",
        "2026-03-01",
        &pos("o1", 2),
    );
    assert_eq!(moves(&build, "2026-01-15", "2026-03-15"), ["a o1 1 2 m2"], "m3 only said it again");
    assert_eq!(moves(&build, "2026-02-15", "2026-03-15"), Vec::<String>::new());
    assert_eq!(moves(&build, "2025-12-31", "2026-01-01"), ["a o1 · 1 m1"]);
}

#[test]
fn there_and_back_again_is_no_movement() {
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", 1)).meeting("m2", "a", "2026-02-01", &pos("o1", 2)).meeting(
        "m3",
        "a",
        "2026-03-01",
        &pos("o1", 1),
    );
    assert_eq!(moves(&build, "2026-01-15", "2026-03-15"), Vec::<String>::new());
}

#[test]
fn a_refusal_to_say_is_no_movement() {
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", 1)).meeting("m2", "a", "2026-02-01", &asked("o1"));
    assert_eq!(moves(&build, "2026-01-15", "2026-03-15"), Vec::<String>::new());
}

#[test]
fn of_two_words_on_one_day_the_later_id_is_the_one_that_moved_it_and_a_workshops_row_moves_its_speaker() {
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", -1));
    let build = build.meeting("m3", "a", "2026-02-01", &pos("o1", 2)).meeting("m2", "a", "2026-02-01", &pos("o1", 1));
    assert_eq!(moves(&build, "2026-01-15", "2026-03-15"), ["a o1 -1 2 m3"]);
    let row = "title = \"W\"\ndate = 2026-02-20\n[[position]]\nstakeholder = \"b\"\noption = \"o2\"\nvalue = 1\n[[position]]\nstakeholder = \"gone\"\noption = \"o2\"\nvalue = 1";
    let build = build.file("workshops/w", row);
    assert_eq!(moves(&build, "2026-02-15", "2026-03-15"), ["b o2 · 1 w"]);
    assert_eq!(moves(&build, "2026-03-15", "2026-03-15"), Vec::<String>::new());
}

#[test]
fn a_planned_meeting_moves_nothing() {
    let planned = format!("status = \"planned\"\n{}", pos("o1", 2));
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", 1)).meeting("m2", "a", "2026-02-01", &planned);
    assert_eq!(moves(&build, "2026-01-15", "2026-03-15"), Vec::<String>::new());
}

#[test]
fn a_snapshot_is_compared_as_it_was_frozen() {
    let snapshot = "date = 2026-01-15\n[[cell]]\nstakeholder = \"a\"\noption = \"o1\"\nvalue = -1\n[[cell]]\nstakeholder = \"b\"\noption = \"o1\"\nvalue = 1\n";
    let build = build().file("snapshots/s", snapshot).meeting("m1", "a", "2026-01-01", &pos("o1", 1));
    let build = build.meeting("m2", "a", "2026-02-01", &pos("o1", 2));
    assert_eq!(moves(&build, "s", "2026-03-01"), ["a o1 -1 2 m2", "b o1 1 · ?"]);
}

#[test]
fn what_is_written_down_for_the_day_of_a_snapshot_after_it_was_frozen_names_its_meeting_too() {
    let before = Build::new().people(&["a:cso"]).issue("i", "open", &["o"]).meeting("m1", "a", "2026-01-01", &pos("o", 1));
    let frozen = Frozen::at(&before.done(), day("2026-02-01"));
    let after = before.meeting("m2", "a", "2026-02-01", &pos("o", -1));
    let view = compute(&after.done(), &frozen, &Frozen::at(&after.done(), day("2026-03-01")));
    assert_eq!(view.moves.iter().map(|moved| moved.source.as_ref().map(|key| &*key.id)).collect::<Vec<_>>(), [Some("m2")]);
}

#[test]
fn a_refusal_and_a_later_yes_are_a_dated_slope() {
    let build = build().meeting("m1", "a", "2026-02-19", &line("must_not_have", "o1", "firmness = \"absolute\"")).meeting(
        "m2",
        "a",
        "2026-10-02",
        &pos("o1", 1),
    );
    assert_eq!(slopes(&build, "2026-10-01"), Vec::<String>::new());
    assert_eq!(slopes(&build, "2026-10-02"), ["A on o1: absolute against on 19 Feb, +1 on 2 Oct"]);
}

#[test]
fn a_wish_and_a_later_no_or_a_yes_to_its_rival_are_slopes() {
    let build = build().meeting("m1", "a", "2025-12-19", &line("must_have", "o1", "")).meeting(
        "m2",
        "a",
        "2026-10-02",
        &(pos("o1", -1) + &pos("o2", 2)),
    );
    assert_eq!(
        slopes(&build, "2026-10-02"),
        ["A on o1: firm for on 19 Dec 2025, -1 on 2 Oct 2026", "A on o1: firm for on 19 Dec 2025, +2 for its rival o2 on 2 Oct 2026"]
    );
}

#[test]
fn a_position_before_the_line_or_a_line_given_up_or_a_number_is_no_slope() {
    let before = build().meeting("m1", "a", "2026-01-01", &pos("o1", 1)).meeting("m2", "a", "2026-02-01", &line("must_not_have", "o1", ""));
    assert_eq!(slopes(&before, "2026-10-02"), Vec::<String>::new());
    let gone = build().meeting("m1", "a", "2026-01-01", &line("must_not_have", "o1", "withdrawn_on = 2026-05-01"));
    assert_eq!(slopes(&gone.meeting("m2", "a", "2026-02-01", &pos("o1", 1)), "2026-10-02"), Vec::<String>::new());
    let number = build().meeting("m1", "a", "2026-01-01", &line("must_have", "o1", "quantity = \"q\"\nat_least = 1"));
    assert_eq!(slopes(&number.meeting("m2", "a", "2026-02-01", &pos("o1", -1)), "2026-10-02"), Vec::<String>::new());
    let back = build().meeting("m1", "a", "2026-01-01", &line("must_not_have", "o1", "")).meeting("m2", "a", "2026-02-01", &pos("o1", 1));
    assert_eq!(slopes(&back.meeting("m3", "a", "2026-03-01", &pos("o1", -1)), "2026-10-02"), Vec::<String>::new());
}

#[test]
fn two_lines_of_one_stakeholder_that_cannot_both_hold_are_a_slope_and_no_finding() {
    let build = build().meeting("m1", "a", "2026-02-19", &line("must_not_have", "o1", "firmness = \"absolute\""));
    let build = build.meeting("m2", "a", "2026-10-02", &line("must_have", "o1", ""));
    assert_eq!(slopes(&build, "2026-10-01"), Vec::<String>::new());
    assert_eq!(slopes(&build, "2026-10-02"), ["A on o1: absolute against on 19 Feb, firm for on 2 Oct"]);
    assert_eq!(super::super::findings::compute(&build.done(), day("2026-10-02")).findings, []);
    let json = &between(&build, "2025-01-01", "2026-10-02").json(&build.done())["slopes"][0];
    assert_eq!((&json["value"], &json["then"]), (&Json::Null, &Json::from("must_have")));
}

#[test]
fn two_wishes_of_one_stakeholder_for_rivals_and_two_numbers_that_do_not_meet_are_slopes() {
    let rivals = build().meeting("m1", "a", "2026-01-01", &line("must_have", "o1", ""));
    let rivals = rivals.meeting("m2", "a", "2026-02-01", &line("must_have", "o2", "firmness = \"opening_bid\""));
    assert_eq!(slopes(&rivals, "2026-10-02"), ["A on o1: firm for on 1 Jan, opening bid for its rival o2 on 1 Feb"]);
    let number = |bound: &str, unit: &str| line("must_have", "o1", &format!("quantity = \"quota\"\n{bound}\nunit = \"{unit}\""));
    let numbers =
        |later: &str| build().meeting("m1", "a", "2026-01-01", &number("at_least = 4", "%")).meeting("m2", "a", "2026-02-01", later);
    assert_eq!(
        slopes(&numbers(&number("at_most = 2.5", "%")), "2026-10-02"),
        ["A on o1: quota at least 4 % on 1 Jan, quota at most 2.5 % on 1 Feb"]
    );
    let none = Vec::<String>::new();
    assert_eq!(slopes(&numbers(&number("at_most = 4", "%")), "2026-10-02"), none, "ranges that touch do meet");
    assert_eq!(slopes(&numbers(&number("at_most = 2.5", "seats")), "2026-10-02"), none, "other units are not compared");
    assert_eq!(slopes(&numbers(&line("must_not_have", "o1", "")), "2026-10-02"), none, "a number says how, not whether");
}

#[test]
fn of_two_contradicting_lines_one_given_up_is_no_slope_and_in_one_record_the_later_row_is_the_later_word() {
    let gone = build().meeting("m1", "a", "2026-01-01", &line("must_not_have", "o1", "withdrawn_on = 2026-01-20"));
    assert_eq!(slopes(&gone.meeting("m2", "a", "2026-02-01", &line("must_have", "o1", "")), "2026-10-02"), Vec::<String>::new());
    let both = line("must_have", "o1", "") + &line("must_not_have", "o1", "");
    assert_eq!(
        slopes(&build().meeting("m1", "a", "2026-01-01", &both), "2026-10-02"),
        ["A on o1: firm for on 1 Jan, firm against on 1 Jan"]
    );
    let of_two = build().meeting("m1", "a", "2026-01-01", &line("must_have", "o1", ""));
    let of_two = of_two.meeting("m2", "b", "2026-02-01", &line("must_not_have", "o1", ""));
    assert_eq!(slopes(&of_two, "2026-10-02"), Vec::<String>::new(), "that is a finding");
}

#[test]
fn the_sample_moved_where_the_matrix_has_arrows() {
    let dialogue = sample();
    let state = |word| Frozen::named(&dialogue, word).unwrap();
    let view = compute(&dialogue, &state("2025-06-30"), &state("2026-03-16"));
    let moved: Vec<_> = view.moves.iter().filter(|moved| moved.from.is_some()).map(|m| format!("{} {}", m.stakeholder, m.option)).collect();
    assert_eq!(moved, ["kec o3b", "mof o1a", "mof o2b", "udk o3a"]);
    let json = view.json(&dialogue);
    assert_eq!(json.as_object().unwrap().keys().collect::<Vec<_>>(), ["from", "to", "moves", "slopes"]);
    assert_eq!(day("2025-06-30").to_string(), json["from"]);
}
