//! Which lines and words take part at all: of whom, of which day, of which meeting.

use super::*;

#[test]
fn a_line_is_active_until_the_day_it_is_withdrawn() {
    let build = says(drawn(build(), "a", "must_not_have", "o1", "withdrawn_on = 2026-02-01"), "b", "o1", 1);
    assert_eq!(short(&compute(&build.done(), day("2026-01-31"))).len(), 1);
    assert_eq!(short(&compute(&build.done(), day("2026-02-01"))), NONE);
}

#[test]
fn a_line_of_a_meeting_that_does_not_count_is_not_active() {
    let planned = format!("status = \"planned\"\n{}", line("must_not_have", "o1", ""));
    let build = says(build().meeting("m", "a", "2026-01-01", &planned), "b", "o1", 1);
    assert_eq!(found(&build), NONE);
    let later = says(self::build().meeting("m", "a", "2026-02-02", &line("must_not_have", "o1", "")), "b", "o1", 1);
    assert_eq!(found(&later), NONE);
}

#[test]
fn a_line_drawn_in_a_workshop_is_that_of_its_row() {
    let row = "[[red_line]]\nstakeholder = \"a\"\noption = \"o1\"\npolarity = \"must_not_have\"\n";
    let build = says(build().file("workshops/e", &format!("title = \"E\"\ndate = 2026-01-05\n{row}")), "b", "o1", 1);
    assert_eq!(found(&build), ["d serious o1 a-b o1"]);
    assert_eq!(at(&build).findings[0].sources()[0].to_string(), "workshops/e");
}

#[test]
fn lines_and_cells_of_donors_and_hosts_take_no_part() {
    let build = says(says(drawn(build(), "a", "must_not_have", "o1", ""), "d", "o1", 2), "h", "o1", 2);
    let build = drawn(drawn(build, "d", "must_have", "o1", ABSOLUTE), "h", "must_have", "o1", ABSOLUTE);
    assert_eq!(found(&build), NONE);
}

#[test]
fn each_line_counts_for_itself() {
    let build = drawn(drawn(build(), "a", "must_not_have", "o1", ""), "a", "must_not_have", "o1", ABSOLUTE);
    assert_eq!(found(&says(build, "b", "o1", 1)), ["d blocking o1 a-b o1", "d serious o1 a-b o1"]);
}

#[test]
fn asked_without_an_answer_stands_against_nothing() {
    let build = drawn(build(), "a", "must_not_have", "o1", "").meeting("m", "b", "2026-01-01", &asked("o1"));
    assert_eq!(found(&build), NONE);
}

#[test]
fn a_line_on_an_option_that_is_not_there_takes_no_part() {
    let build = drawn(drawn(build(), "a", "must_not_have", "gone", ""), "b", "must_have", "gone", "");
    let build = says(build, "c", "gone", 2).file("commitments/c1", "title = \"C\"\nlead = \"b\"\noptions = [\"gone\"]");
    assert_eq!(found(&build), NONE);
    let nobody = line("must_not_have", "o1", "");
    let build = says(self::build().meeting("m", "unknown", "2026-01-01", &nobody), "b", "o1", 1);
    assert_eq!(found(&build), NONE, "nor does a line of somebody who is not there");
}

#[test]
fn an_option_of_no_issue_or_of_one_that_is_not_there_is_live() {
    let build = build().file("options/x", "title = \"X\"").file("options/y", "title = \"Y\"\nissue = \"gone\"");
    let build = drawn(drawn(build, "a", "must_not_have", "x", ""), "a", "must_not_have", "y", "");
    assert_eq!(found(&says(says(build, "b", "x", 1), "b", "y", 1)), ["d serious x a-b x", "d serious y a-b y"]);
}

#[test]
fn a_firmness_that_is_none_of_the_three_counts_as_firm_and_a_polarity_that_is_none_points_nowhere() {
    let build = says(drawn(build(), "a", "must_not_have", "o1", "firmness = \"very\""), "b", "o1", 1);
    assert_eq!(found(&build), ["d serious o1 a-b o1"]);
    assert_eq!(found(&says(drawn(self::build(), "a", "perhaps", "o1", ""), "b", "o1", 1)), NONE);
}

#[test]
fn a_line_drawn_in_a_workshop_is_withdrawn_on_its_day_and_not_drawn_where_it_is_only_planned() {
    let row = "[[red_line]]\nstakeholder = \"a\"\noption = \"o1\"\npolarity = \"must_not_have\"\n";
    let event = |head: &str, rest: &str| {
        let text = format!("title = \"E\"\ndate = 2026-01-05\n{head}\n{row}{rest}");
        says(build().file("workshops/e", &text), "b", "o1", 1)
    };
    assert_eq!(found(&event("", "withdrawn_on = 2026-02-02")).len(), 1);
    assert_eq!(found(&event("", "withdrawn_on = 2026-02-01")), NONE);
    assert_eq!(found(&event("status = \"planned\"", "")), NONE);
    assert_eq!(found(&event("status = \"held\"", "")).len(), 1);
}

#[test]
fn of_two_words_on_one_day_the_later_id_stands_against_a_line() {
    let build = drawn(build(), "a", "must_not_have", "o1", "");
    let build = build.meeting("n1", "b", "2026-01-10", &pos("o1", -1)).meeting("n2", "b", "2026-01-10", &pos("o1", 1));
    assert_eq!(found(&build), ["d serious o1 a-b o1"]);
    let other = drawn(self::build(), "a", "must_not_have", "o1", "");
    let other = other.meeting("n2", "b", "2026-01-10", &pos("o1", -1)).meeting("n1", "b", "2026-01-10", &pos("o1", 1));
    assert_eq!(found(&other), NONE);
}
