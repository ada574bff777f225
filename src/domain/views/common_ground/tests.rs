//! Views 2 and 3, clause by clause.

use super::*;
use crate::domain::testing::{Build, TODAY, asked, day, line, pos, sample};

/// Four stakeholders of three kinds, each with these values on o1.
fn build(values: &[i64]) -> Build {
    let build = Build::new().people(&["a:cso", "b:media", "c:party", "d:party", "x:donor"]).issue("i1", "open", &["o1", "o2"]);
    values
        .iter()
        .zip(["a", "b", "c", "d"])
        .fold(build, |build, (value, who)| build.meeting(&format!("m-{who}"), who, "2026-01-01", &pos("o1", *value)))
}

fn at(build: &Build) -> CommonGround {
    compute(&build.done(), day("2026-02-01"))
}

fn ground(build: &Build) -> Vec<String> {
    at(build).options.iter().map(|ground| format!("{} {} {}", ground.option, ground.kinds.join("+"), ground.cells)).collect()
}

#[test]
fn the_spread_of_an_option_is_over_its_cells_alone() {
    let build = build(&[-1, 2, 0]).meeting("m-d", "d", "2026-01-01", &asked("o1"));
    let view = at(&build);
    assert_eq!(view.spreads, [Spread { option: "o1".into(), n: 3, mean: 1.0 / 3.0, min: -1, max: 2 }]);
    assert_eq!(view.spreads[0].spread(), 3);
}

#[test]
fn an_option_is_polarised_from_one_against_and_one_for() {
    for (values, polarised) in [(vec![-1, 1], true), (vec![0, 2], false), (vec![-2, 0], false), (vec![-2, 2, 0], true)] {
        assert_eq!(at(&build(&values)).polarised().count() == 1, polarised, "{values:?}");
    }
}

#[test]
fn common_ground_needs_three_kinds_for_it() {
    assert_eq!(ground(&build(&[1, 1, 1])), ["o1 cso+media+party 3"]);
    assert_eq!(ground(&build(&[1, 0, 1, 1])), Vec::<String>::new());
    assert_eq!(ground(&build(&[1, 2, 1, 0])), ["o1 cso+media+party 4"]);
}

#[test]
fn one_against_it_is_no_common_ground() {
    assert_eq!(ground(&build(&[1, 1, 1, -1])), Vec::<String>::new());
}

#[test]
fn an_active_red_line_against_it_is_no_common_ground() {
    let with = |rest: &str| build(&[1, 1, 1]).meeting("n", "d", "2026-01-02", &line("must_not_have", "o1", rest));
    for rest in ["", "firmness = \"opening_bid\"", "quantity = \"posts\"\nat_most = 3", "withdrawn_on = 2026-02-02"] {
        assert_eq!(ground(&with(rest)), Vec::<String>::new(), "{rest}");
    }
    assert_eq!(ground(&with("withdrawn_on = 2026-02-01")).len(), 1);
    let wanted = build(&[1, 1, 1]).meeting("n", "d", "2026-01-02", &line("must_have", "o1", ""));
    assert_eq!(ground(&wanted).len(), 1);
}

#[test]
fn a_refusal_in_a_meeting_that_does_not_count_or_of_a_rival_hinders_nothing() {
    let refusal = line("must_not_have", "o1", "");
    let planned = build(&[1, 1, 1]).meeting("n", "d", "2026-01-02", &format!("status = \"planned\"\n{refusal}"));
    assert_eq!(ground(&planned).len(), 1);
    let later = build(&[1, 1, 1]).meeting("n", "d", "2026-02-02", &refusal);
    assert_eq!(ground(&later).len(), 1);
    let rival = build(&[1, 1, 1]).meeting("n", "d", "2026-01-02", &line("must_not_have", "o2", ""));
    assert_eq!(ground(&rival).len(), 1);
    let row = "title = \"W\"\ndate = 2026-01-05\n[[red_line]]\nstakeholder = \"d\"\noption = \"o1\"\npolarity = \"must_not_have\"";
    assert_eq!(ground(&build(&[1, 1, 1]).file("workshops/w", row)), Vec::<String>::new(), "a workshop's row counts");
}

#[test]
fn stale_words_and_words_at_second_hand_count_for_spread_and_common_ground() {
    let old = Build::new().people(&["a:cso", "b:media", "c:party"]).issue("i1", "open", &["o1"]);
    let old = ["a", "b", "c"]
        .iter()
        .fold(old, |build, who| build.meeting(&format!("m-{who}"), who, "2024-01-01", &format!("{}voice = \"inferred\"", pos("o1", 1))));
    assert_eq!(ground(&old), ["o1 cso+media+party 3"]);
}

#[test]
fn a_donors_word_and_a_donors_red_line_count_for_nothing() {
    let build = build(&[1, 1]).meeting("n", "x", "2026-01-02", &pos("o1", 2));
    assert_eq!(ground(&build), Vec::<String>::new());
    let barred = self::build(&[1, 1, 1]).meeting("n", "x", "2026-01-02", &line("must_not_have", "o1", ""));
    assert_eq!(ground(&barred).len(), 1);
}

#[test]
fn the_json_has_the_keys_that_other_programs_rely_on() {
    let expected = r#"{"as_of":"2026-02-01","options":[],"polarised":[{"option":"o1","n":2,"min":-1,"max":2,"mean":0.5,"spread":3}]}"#;
    assert_eq!(at(&build(&[-1, 2])).json().to_string(), expected);
    let expected = r#"{"as_of":"2026-02-01","options":[{"option":"o1","kinds":["cso","media","party"],"cells":3}],"polarised":[]}"#;
    assert_eq!(at(&build(&[1, 1, 1])).json().to_string(), expected);
}

#[test]
fn the_sample_has_the_expected_polarised_options_and_common_ground() {
    let view = compute(&sample(), day(TODAY));
    let polarised: Vec<_> = view.polarised().map(|s| format!("{} {} {} {}", s.option, s.min, s.max, s.n)).collect();
    assert_eq!(polarised, ["o1b -2 2 3", "o2a -2 2 2", "o2d -2 1 2", "o3a -2 1 2", "o4a -2 2 4", "o4b -1 2 3"]);
    let ground: Vec<_> = view.options.iter().map(|ground| format!("{}: {}", ground.option, ground.kinds.join(", "))).collect();
    assert_eq!(
        ground,
        [
            "o1a: cso, nhri, parliament, party, public_admin",
            "o3b: cso, party, public_admin, social_agent",
            "o5a: cso, nhri, parliament, public_admin, social_agent",
            "o6a: cso, nhri, public_admin",
        ]
    );
}
