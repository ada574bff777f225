//! View 4, clause by clause.

use super::*;
use crate::domain::testing::{Build, TODAY, asked, day, line, pos, sample, sample_records};

fn build() -> Build {
    let people = ["a:cso", "b:media", "c:party", "d:donor", "h:host"];
    Build::new().people(&people).issue("i1", "open", &["o1", "o2!o1", "o3"])
}

/// With a red line of `who` in a meeting of their own.
fn drawn(build: Build, who: &str, polarity: &str, option: &str, rest: &str) -> Build {
    let id = format!("line-{who}-{}", build.0.len());
    build.meeting(&id, who, "2026-01-01", &line(polarity, option, rest))
}

fn says(build: Build, who: &str, option: &str, value: i64) -> Build {
    build.meeting(&format!("pos-{who}-{option}"), who, "2026-01-10", &pos(option, value))
}

fn at(build: &Build) -> Findings {
    compute(&build.done(), day("2026-02-01"))
}

/// Each finding as `rule grade option between on commitment`.
fn short(findings: &Findings) -> Vec<String> {
    let tell = |finding: &Finding| {
        let between: Vec<&str> = finding.between().into_iter().map(|id| &**id).collect();
        let mut text = format!("{} {} {} {}", finding.rule.value(), finding.grade.value(), finding.option(), between.join("-"));
        for more in [finding.on(), finding.commitment()].into_iter().flatten() {
            text = format!("{text} {more}");
        }
        if finding.dormant { format!("{text} dormant") } else { text }
    };
    findings.findings.iter().map(tell).collect()
}

fn found(build: &Build) -> Vec<String> {
    short(&at(build))
}

const ABSOLUTE: &str = "firmness = \"absolute\"";
const OPENING: &str = "firmness = \"opening_bid\"";
const NONE: &[String] = &[];

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

const LEAST_4: &str = "quantity = \"quota\"\nunit = \"%\"\nat_least = 4";
const MOST_2: &str = "quantity = \"quota\"\nunit = \"%\"\nat_most = 2.5";

#[test]
fn rule_b_finds_ranges_that_do_not_meet() {
    let build = drawn(drawn(build(), "b", "must_have", "o1", LEAST_4), "a", "must_have", "o1", MOST_2);
    assert_eq!(found(&build), ["b serious o1 a-b"]);
}

#[test]
fn ranges_that_touch_do_meet() {
    let most_4 = MOST_2.replace("2.5", "4");
    let build = drawn(drawn(build(), "b", "must_have", "o1", LEAST_4), "a", "must_have", "o1", &most_4);
    assert_eq!(found(&build), NONE);
}

#[test]
fn other_quantities_other_options_and_lines_without_a_quantity_are_not_compared() {
    let other = MOST_2.replace("quota", "start quota");
    assert_eq!(found(&drawn(drawn(build(), "b", "must_have", "o1", LEAST_4), "a", "must_have", "o1", &other)), NONE);
    assert_eq!(found(&drawn(drawn(build(), "b", "must_have", "o1", LEAST_4), "a", "must_have", "o2", MOST_2)), NONE);
    let bare = drawn(drawn(build(), "b", "must_have", "o1", "at_least = 4"), "a", "must_have", "o1", "at_most = 2");
    assert_eq!(found(&bare), NONE);
}

#[test]
fn a_bound_in_another_unit_is_listed_to_be_compared_by_hand() {
    let persons = MOST_2.replace('%', "persons");
    let build = drawn(drawn(build(), "b", "must_have", "o1", LEAST_4), "a", "must_have", "o1", &persons);
    let view = at(&build);
    assert_eq!(short(&view), NONE);
    assert_eq!(view.by_hand.len(), 1);
    let said = view.by_hand[0].sentence(&build.done());
    assert!(said.starts_with("On o1 “Option o1”, A wants quota at most 2.5 persons") && said.contains("by hand"), "{said}");
    let unitless =
        drawn(drawn(self::build(), "b", "must_have", "o1", LEAST_4), "a", "must_have", "o1", "quantity = \"quota\"\nat_most = 2");
    assert_eq!((short(&at(&unitless)), at(&unitless).by_hand.len()), (vec![], 1));
}

#[test]
fn bounds_that_point_the_same_way_need_no_comparing_by_hand() {
    let persons = LEAST_4.replace('%', "persons");
    let build = drawn(drawn(build(), "b", "must_have", "o1", LEAST_4), "a", "must_have", "o1", &persons);
    assert_eq!(at(&build).by_hand, []);
}

#[test]
fn two_ranges_without_a_unit_are_in_the_same_unit() {
    let (least, most) = ("quantity = \"seats\"\nat_least = 5", "quantity = \"seats\"\nat_most = 3");
    let build = drawn(drawn(build(), "b", "must_have", "o1", least), "a", "must_have", "o1", most);
    assert_eq!(found(&build), ["b serious o1 a-b"]);
}

#[test]
fn a_wish_with_a_quantity_says_how_and_takes_part_in_rule_b_only() {
    let build = drawn(build(), "a", "must_have", "o1", LEAST_4);
    let build = drawn(drawn(build, "b", "must_not_have", "o1", ""), "c", "must_have", "o2", "");
    let build = says(says(build, "b", "o1", -2), "c", "o2", 2);
    let build = build.file("commitments/c1", "title = \"C\"\nlead = \"b\"\noptions = [\"o2\"]");
    assert!(!found(&build).iter().any(|text| text.contains("a-") || text.contains("-a")), "{:?}", found(&build));
}

#[test]
fn a_refusal_with_a_quantity_takes_part_in_all_rules() {
    let build = drawn(build(), "a", "must_not_have", "o1", MOST_2);
    let build = drawn(drawn(build, "b", "must_have", "o1", LEAST_4), "c", "must_have", "o1", "");
    let build = says(build, "b", "o1", 1).file("commitments/c1", "title = \"C\"\nlead = \"b\"\noptions = [\"o1\"]");
    assert_eq!(found(&build), ["a serious o1 a-c", "b serious o1 a-b", "c serious o1 a c1", "d serious o1 a-b o1"]);
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
fn a_line_without_a_polarity_takes_part_in_rule_b_alone() {
    let bare = format!("[[red_line]]\noption = \"o1\"\n{MOST_2}\n");
    let build = says(drawn(build().meeting("m", "a", "2026-01-01", &bare), "b", "must_have", "o1", LEAST_4), "b", "o1", 2);
    assert_eq!(found(&build), ["b serious o1 a-b"]);
}

#[test]
fn asked_without_an_answer_stands_against_nothing() {
    let build = drawn(build(), "a", "must_not_have", "o1", "").meeting("m", "b", "2026-01-01", &asked("o1"));
    assert_eq!(found(&build), NONE);
}

#[test]
fn findings_on_an_agreed_or_parked_issue_are_dormant_and_come_last_in_their_own_order() {
    for status in ["agreed", "parked"] {
        let build = build().issue("i0", status, &["z"]);
        let build = says(drawn(drawn(build, "a", "must_not_have", "z", ABSOLUTE), "a", "must_not_have", "o1", OPENING), "b", "z", 1);
        assert_eq!(found(&says(build, "b", "o1", 1)), ["d watch o1 a-b o1", "d blocking z a-b z dormant"]);
    }
    let open = self::build().issue("i0", "converging", &["z"]);
    let open = says(drawn(open, "a", "must_not_have", "z", ""), "b", "z", 1);
    assert_eq!(found(&open), ["d serious z a-b z"]);
}

#[test]
fn the_order_is_grade_then_rule_then_ids() {
    let build = drawn(drawn(build(), "b", "must_not_have", "o3", ""), "a", "must_not_have", "o1", "");
    let build = drawn(build, "c", "must_have", "o1", "");
    let build = says(says(says(build, "c", "o3", 1), "a", "o3", 1), "b", "o1", 1);
    let build = build.file("commitments/c1", "title = \"C\"\nlead = \"b\"\noptions = [\"o3\"]");
    assert_eq!(
        found(&build),
        ["a serious o1 a-c", "c serious o3 b c1", "d serious o1 a-b o1", "d serious o3 b-a o3", "d serious o3 b-c o3"]
    );
}

#[test]
fn findings_alike_in_all_else_stand_in_the_order_of_the_meetings_they_rest_on() {
    let drawn = line("must_not_have", "o1", "");
    let build = build().meeting("m2", "a", "2026-01-01", &drawn).meeting("m1", "a", "2026-02-01", &drawn);
    let view = at(&says(build, "b", "o1", 1));
    assert_eq!(view.findings.iter().map(|finding| &*finding.sources()[0].id).collect::<Vec<_>>(), ["m1", "m2"]);
}

#[test]
fn of_two_lines_from_one_meeting_the_order_is_that_of_the_others_meetings_and_not_of_the_rows() {
    let both = format!("{}{}", line("must_have", "o1", ""), line("must_not_have", "o1", ""));
    let build = build().meeting("m", "a", "2026-01-01", &both);
    let build = build.meeting("n2", "b", "2026-01-02", &line("must_have", "o2", ""));
    let view = at(&build.meeting("n1", "b", "2026-01-03", &line("must_have", "o1", "")));
    assert_eq!(view.findings.iter().map(|finding| &*finding.sources()[1].id).collect::<Vec<_>>(), ["n1", "n2"]);
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
fn ranges_with_two_ends_meet_unless_one_lies_wholly_above_the_other() {
    let range = |least: f64, most: f64| format!("quantity = \"quota\"\nunit = \"%\"\nat_least = {least:?}\nat_most = {most:?}");
    for (other, apart) in [(range(4.5, 6.0), true), (range(0.0, 1.5), true), (range(1.0, 2.0), false), (range(2.5, 3.0), false)] {
        let build = drawn(drawn(build(), "a", "must_have", "o1", &range(2.0, 4.0)), "b", "must_have", "o1", &other);
        assert_eq!(found(&build).len(), usize::from(apart), "{other}");
    }
    let words = "quantity = \"quota\"\nunit = \"%\"\nat_least = \"five\"";
    assert_eq!(found(&drawn(drawn(build(), "a", "must_have", "o1", MOST_2), "b", "must_have", "o1", words)), NONE, "a word is no bound");
}

#[test]
fn a_refusal_and_a_wish_with_numbers_that_do_not_meet_are_one_finding_of_rule_b_alone() {
    let build = drawn(drawn(build(), "a", "must_not_have", "o1", MOST_2), "b", "must_have", "o1", LEAST_4);
    assert_eq!(found(&build), ["b serious o1 a-b"], "the wish says how, not whether");
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

#[test]
fn an_option_named_twice_by_a_commitment_is_carried_once() {
    let build = drawn(build(), "a", "must_not_have", "o1", "");
    let build = build.file("commitments/c1", "title = \"C\"\nlead = \"b\"\noptions = [\"o1\", \"o1\", 7]");
    assert_eq!(found(&build), ["c serious o1 a c1"]);
}

#[test]
fn what_two_said_in_one_workshop_rests_on_it_once() {
    let row = |who: &str, polarity: &str| format!("[[red_line]]\nstakeholder = \"{who}\"\noption = \"o1\"\npolarity = \"{polarity}\"\n");
    let text = format!("title = \"E\"\ndate = 2026-01-05\n{}{}", row("a", "must_have"), row("b", "must_not_have"));
    let view = at(&build().file("workshops/e", &text));
    assert_eq!(short(&view), ["a serious o1 a-b"]);
    assert_eq!(view.findings[0].sources().len(), 1);
}

#[test]
fn every_finding_names_both_sides_the_option_and_its_meetings_and_one_next_step() {
    let dialogue = sample();
    let view = compute(&dialogue, day(TODAY));
    for finding in &view.findings {
        let said = finding.sentence(&dialogue);
        for id in finding.between() {
            assert!(said.contains(dialogue.short(id)), "{said}");
        }
        assert!(said.contains(&**finding.option()), "{said}");
        for source in finding.sources() {
            assert!(said.contains(&*source.id), "{said}");
        }
        assert!(said.ends_with('.') && finding.next_step(&dialogue).len() > 20);
    }
}

#[test]
fn the_json_has_the_keys_that_other_programs_rely_on() {
    let build = says(drawn(build(), "a", "must_have", "o1", ABSOLUTE), "b", "o2", 2);
    let expected = concat!(
        r#"{"as_of":"2026-02-01","findings":[{"rule":"d","grade":"blocking","dormant":false,"option":"o1","between":["a","b"],"on":"o2","#,
        r#""commitment":null,"sources":["line-a-9","pos-b-o2"],"#,
        r#""sentence":"A must have o1 “Option o1” (absolute, line-a-9), but B is strongly for its rival o2 “Option o2” (+2, pos-b-o2).","#,
        r#""next_step":"Meet A, then B: what does each need to give the other room?","stale":false}],"by_hand":[]}"#
    );
    assert_eq!(at(&build).json(&build.done()).to_string(), expected);
}

#[test]
fn the_sample_has_the_nine_findings_worked_out_by_hand() {
    assert_eq!(
        short(&compute(&sample(), day(TODAY))),
        [
            "d serious o2a mof-owdn o2a",
            "d serious o2c udk-molsp o2d",
            "d serious o4a first-word-owdn o4a",
            "d serious o4a first-word-udk o4a",
            "d watch o4a moe-owdn o4a",
            "d watch o4a moe-udk o4a",
            "d blocking o1b rb-cu o1b dormant",
            "d blocking o1b udk-cu o1b dormant",
            "d serious o3a kec-udk o3a dormant",
        ]
    );
}

#[test]
fn taking_away_any_red_line_that_appears_in_a_finding_changes_the_findings() {
    let whole = short(&compute(&sample(), day(TODAY)));
    let mut appeared = 0;
    for finding in compute(&sample(), day(TODAY)).findings {
        let mut records: Vec<_> = sample_records().collect();
        let source = records.iter_mut().find(|record| record.key == finding.line.source).unwrap();
        let rows = source.rows.len();
        use crate::domain::record::Fields;
        source.rows.retain(|row| &*row.name != "red_line" || row.text("option") != Some(&finding.line.option));
        assert!(source.rows.len() < rows);
        let without = Dialogue::with(crate::domain::catalogue::Catalogue::builtin(), records, Vec::new());
        assert_ne!(short(&compute(&without, day(TODAY))), whole);
        appeared += 1;
    }
    assert_eq!(appeared, 9);
}
