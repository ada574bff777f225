//! Rules A, C and D: what clashes with what, and how grave it is.

use super::*;

#[test]
fn rule_a_finds_what_one_must_have_and_another_must_not_have() {
    let build = drawn(drawn(build(), "b", "must_have", "o1", ""), "a", "must_not_have", "o1", "");
    assert_eq!(found(&build), ["a serious o1 a-b"]);
}

#[test]
fn rule_a_finds_two_wanted_options_of_which_one_excludes_the_other_whoever_wrote_it_down() {
    let one = drawn(drawn(build(), "a", "must_have", "o1", ""), "b", "must_have", "o2", "");
    assert_eq!(found(&one), ["a serious o1 a-b"], "o2 excludes o1, and the lesser id is named");
    let other = drawn(drawn(build(), "a", "must_have", "o2", ""), "b", "must_have", "o1", "");
    assert_eq!(found(&other), ["a serious o1 a-b"]);
    let free = drawn(drawn(build(), "a", "must_have", "o1", ""), "b", "must_have", "o3", "");
    assert_eq!(found(&free), NONE);
}

#[test]
fn two_refusals_do_not_clash_even_on_rivals() {
    let build = drawn(drawn(build(), "a", "must_not_have", "o1", ""), "b", "must_not_have", "o2", "");
    assert_eq!(found(&build), NONE);
}

#[test]
fn an_option_that_excludes_itself_or_nothing_known_excludes_nothing() {
    let build = build().issue("i2", "open", &["s!s", "t!nowhere"]);
    let build = drawn(drawn(build, "a", "must_have", "s", ""), "b", "must_have", "s", "");
    assert_eq!(found(&build), NONE);
}

#[test]
fn two_lines_of_one_stakeholder_never_conflict() {
    let build = drawn(drawn(build(), "a", "must_have", "o1", ""), "a", "must_not_have", "o1", "");
    let build = drawn(build, "a", "must_have", "o2", "");
    assert_eq!(found(&build), NONE);
}

#[test]
fn two_lines_are_blocking_when_both_are_absolute_and_watch_when_one_is_an_opening_bid() {
    for (first, second, grade) in [
        (ABSOLUTE, ABSOLUTE, "blocking"),
        (ABSOLUTE, "", "serious"),
        ("firmness = \"firm\"", "", "serious"),
        (ABSOLUTE, OPENING, "watch"),
        (OPENING, "", "watch"),
    ] {
        let build = drawn(drawn(build(), "a", "must_have", "o1", first), "b", "must_not_have", "o1", second);
        assert_eq!(found(&build), [format!("a {grade} o1 a-b")]);
    }
}

fn commitment(more: &str) -> String {
    format!("title = \"C\"\nlead = \"b\"\noptions = [\"o1\"]\n{more}")
}

#[test]
fn rule_c_finds_a_refusal_of_what_a_live_commitment_carries() {
    for (rest, grade) in [(ABSOLUTE, "blocking"), ("", "serious"), (OPENING, "watch")] {
        let build = drawn(build(), "a", "must_not_have", "o1", rest).file("commitments/c1", &commitment(""));
        assert_eq!(found(&build), [format!("c {grade} o1 a c1")]);
    }
}

#[test]
fn rule_c_finds_a_wish_that_a_live_commitment_rules_out_once() {
    let build = build().issue("i2", "open", &["o4!o2"]);
    let build = drawn(build, "a", "must_have", "o2", "");
    let build = build.file("commitments/c1", "title = \"C\"\nlead = \"b\"\noptions = [\"o1\", \"o4\", \"gone\"]");
    assert_eq!(found(&build), ["c serious o2 a c1"]);
    let wanted = drawn(self::build(), "a", "must_have", "o1", "").file("commitments/c1", &commitment(""));
    assert_eq!(found(&wanted), NONE, "what it carries is what they want");
}

#[test]
fn a_commitment_that_is_done_dropped_or_withdrawn_is_not_live() {
    for more in ["status = \"done\"", "status = \"dropped\"", "maturity = \"withdrawn\""] {
        let build = drawn(build(), "a", "must_not_have", "o1", "").file("commitments/c1", &commitment(more));
        assert_eq!(found(&build), NONE, "{more}");
    }
    let progress = "status = \"at_risk\"\n[[progress]]\ndate = 2026-02-01\nstatus = \"done\"";
    let build = drawn(build(), "a", "must_not_have", "o1", "").file("commitments/c1", &commitment(progress));
    assert_eq!(found(&build), NONE);
    assert_eq!(short(&compute(&build.done(), day("2026-01-31"))), ["c serious o1 a c1"], "not yet done the day before");
}

#[test]
fn rule_d_finds_a_refusal_of_what_another_is_for() {
    for (value, hit) in [(1, true), (2, true), (0, false), (-2, false)] {
        let build = says(drawn(build(), "a", "must_not_have", "o1", ""), "b", "o1", value);
        assert_eq!(found(&build).len(), usize::from(hit), "{value}");
    }
    let build = says(drawn(build(), "a", "must_not_have", "o1", ""), "b", "o1", 1);
    assert_eq!(found(&build), ["d serious o1 a-b o1"]);
    let rival = says(drawn(self::build(), "a", "must_not_have", "o1", ""), "b", "o2", 2);
    assert_eq!(found(&rival), NONE, "a refusal says nothing of rivals");
}

#[test]
fn rule_d_finds_a_wish_that_another_is_against_or_whose_rival_another_is_for() {
    let against = says(drawn(build(), "a", "must_have", "o1", ""), "b", "o1", -1);
    assert_eq!(found(&against), ["d serious o1 a-b o1"]);
    let rival = says(drawn(build(), "a", "must_have", "o1", ""), "b", "o2", 1);
    assert_eq!(found(&rival), ["d serious o1 a-b o2"]);
    let neither = says(says(drawn(build(), "a", "must_have", "o1", ""), "b", "o1", 0), "b", "o2", -1);
    assert_eq!(found(&neither), NONE);
    let both = says(says(drawn(build(), "a", "must_have", "o1", ""), "b", "o1", -1), "b", "o2", 1);
    assert_eq!(found(&both), ["d serious o1 a-b o1", "d serious o1 a-b o2"]);
}

#[test]
fn ones_own_position_never_stands_against_ones_own_line() {
    assert_eq!(found(&says(drawn(build(), "a", "must_not_have", "o1", ""), "a", "o1", 2)), NONE);
}

#[test]
fn a_position_that_was_inferred_or_reported_lowers_the_grade_by_one_step() {
    for voice in ["inferred", "reported"] {
        for (rest, grade) in [(ABSOLUTE, "serious"), ("", "watch"), (OPENING, "watch")] {
            let build = drawn(build(), "a", "must_not_have", "o1", rest);
            let build = build.meeting("p", "b", "2026-01-01", &format!("{}voice = \"{voice}\"", pos("o1", 1)));
            assert_eq!(found(&build), [format!("d {grade} o1 a-b o1")]);
        }
    }
}

#[test]
fn a_stale_position_is_marked_and_does_not_lower_the_grade() {
    let build = drawn(build(), "a", "must_not_have", "o1", "").meeting("p", "b", "2025-01-01", &pos("o1", 1));
    let view = at(&build);
    assert_eq!(short(&view), ["d serious o1 a-b o1"]);
    assert!(view.findings[0].is_stale() && view.findings[0].sentence(&build.done()).contains("stale"));
}

#[test]
fn an_option_named_twice_by_a_commitment_is_carried_once() {
    let build = drawn(build(), "a", "must_not_have", "o1", "");
    let build = build.file("commitments/c1", "title = \"C\"\nlead = \"b\"\noptions = [\"o1\", \"o1\", 7]");
    assert_eq!(found(&build), ["c serious o1 a c1"]);
}
