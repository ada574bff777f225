//! Rule B: numbers that do not meet, and lines with a number in the other rules.

use super::*;

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

#[test]
fn a_line_without_a_polarity_takes_part_in_rule_b_alone() {
    let bare = format!("[[red_line]]\noption = \"o1\"\n{MOST_2}\n");
    let build = says(drawn(build().meeting("m", "a", "2026-01-01", &bare), "b", "must_have", "o1", LEAST_4), "b", "o1", 2);
    assert_eq!(found(&build), ["b serious o1 a-b"]);
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
