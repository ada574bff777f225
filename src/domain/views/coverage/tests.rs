//! View 5, clause by clause.

use super::*;
use crate::domain::testing::{Build, TODAY, day, sample};

const PHASES: &str = "title = \"D\"\n[[phase]]\nname = \"assessment\"\nstart = 2026-01-01\nend = 2026-03-31\n[[phase]]\nname = \"consensus\"\nstart = 2026-04-01";

fn build() -> Build {
    Build::new().file("dialogue", PHASES)
}

fn person(build: Build, id: &str, rest: &str) -> Build {
    build.file(&format!("stakeholders/{id}"), &format!("name = \"{id}\"\nkind = \"cso\"\n{rest}"))
}

fn at(build: &Build, as_of: &str) -> Coverage {
    compute(&build.done(), day(as_of))
}

fn ids(standings: &[&Standing]) -> Vec<String> {
    standings.iter().map(|standing| standing.stakeholder.to_string()).collect()
}

#[test]
fn last_number_and_minutes_are_of_the_meetings_that_count() {
    let build = person(build(), "a", "")
        .meeting("m1", "a", "2026-02-01", "minutes = 60")
        .meeting("m2", "a", "2026-02-10", "minutes = 30")
        .meeting("m3", "a", "2026-02-11", "status = \"not_held\"\nminutes = 30")
        .meeting("m4", "a", "2026-03-11", "minutes = 30");
    let standing = at(&build, "2026-02-20").stakeholders[0].clone();
    assert_eq!((standing.last, standing.days, standing.meetings, standing.minutes), (Some(day("2026-02-10")), Some(10), 2, 90));
}

#[test]
fn only_bilaterals_count_and_of_them_only_those_held_with_a_day_and_somebody_known() {
    let build = person(build(), "a", "")
        .file("workshops/w", "title = \"W\"\ndate = 2026-02-05\nparticipants = [\"a\"]\n[[position]]\nstakeholder = \"a\"\noption = \"o\"")
        .file("meetings/undated", "stakeholder = \"a\"")
        .file("meetings/odd", "stakeholder = \"a\"\ndate = \"soon\"")
        .meeting("planned", "a", "2026-02-06", "status = \"planned\"")
        .meeting("nobody", "gone", "2026-02-07", "minutes = 30");
    let standing = at(&build, "2026-02-20").stakeholders[0].clone();
    assert_eq!((standing.last, standing.meetings, standing.minutes), (None, 0, 0));
}

#[test]
fn two_meetings_on_one_day_are_two() {
    let build = person(build(), "a", "").meeting("m1", "a", "2026-02-01", "minutes = 20").meeting("m2", "a", "2026-02-01", "minutes = 25");
    let standing = at(&build, "2026-02-01").stakeholders[0].clone();
    assert_eq!((standing.days, standing.meetings, standing.minutes), (Some(0), 2, 45));
}

#[test]
fn an_influence_that_is_no_number_counts_as_absent() {
    let build = person(build(), "a", "influence = \"high\"").meeting("m", "a", "2026-02-01", "minutes = \"long\"");
    let standing = at(&build, "2026-02-11").stakeholders[0].clone();
    assert_eq!((standing.weight, standing.minutes, standing.untimed), (Some(30), 0, 1));
}

#[test]
fn meetings_without_a_length_are_counted_so_that_the_sum_is_not_taken_for_all() {
    let build = person(build(), "a", "").meeting("m1", "a", "2026-02-01", "").meeting("m2", "a", "2026-02-02", "minutes = 20");
    let standing = at(&build, "2026-02-20").stakeholders[0].clone();
    assert_eq!((standing.minutes, standing.untimed), (20, 1));
}

#[test]
fn the_order_is_influence_times_days_and_absent_influence_counts_as_three() {
    let build = person(person(person(build(), "a", "influence = 1"), "b", ""), "c", "influence = 5");
    let build = ["a", "b", "c"].into_iter().fold(build, |build, who| build.meeting(&format!("m-{who}"), who, "2026-02-01", ""));
    let view = at(&build, "2026-02-11");
    assert_eq!(ids(&view.stakeholders.iter().collect::<Vec<_>>()), ["c", "b", "a"]);
    assert_eq!(view.stakeholders.iter().map(|standing| standing.weight).collect::<Vec<_>>(), [Some(50), Some(30), Some(10)]);
}

#[test]
fn equals_stand_in_the_order_of_ids() {
    let view = at(&person(person(build(), "b", ""), "a", ""), "2026-02-11");
    assert_eq!(ids(&view.stakeholders.iter().collect::<Vec<_>>()), ["a", "b"]);
}

#[test]
fn for_those_never_met_days_count_from_the_start_of_the_first_phase() {
    let view = at(&person(build(), "a", "influence = 2"), "2026-01-31");
    assert_eq!((view.stakeholders[0].days, view.stakeholders[0].weight), (Some(30), Some(60)));
    let view = at(&person(Build::new(), "a", ""), "2026-01-31");
    assert_eq!((view.stakeholders[0].days, view.stakeholders[0].weight), (None, None), "no phase is on file");
}

#[test]
fn met_since_includes_the_day_itself() {
    let build = person(person(person(build(), "a", ""), "b", ""), "c", "");
    let build = build.meeting("m1", "a", "2026-02-01", "").meeting("m2", "b", "2026-01-31", "");
    let view = at(&build, "2026-02-11");
    let groups = view.groups(day("2026-02-01"));
    assert_eq!((ids(&groups.never), ids(&groups.before), ids(&groups.since)), (vec!["c".into()], vec!["b".into()], vec!["a".into()]));
}

#[test]
fn donors_and_hosts_are_not_among_them() {
    let build = build().people(&["d:donor", "h:host", "x:cso"]).meeting("m", "d", "2026-02-01", "");
    let view = at(&build, "2026-02-11");
    assert_eq!(ids(&view.stakeholders.iter().collect::<Vec<_>>()), ["x"]);
    assert_eq!(view.by_phase, []);
}

#[test]
fn those_much_touched_and_of_little_influence_are_raised_when_not_heard() {
    let build = person(person(build(), "never", "exposure = 4\ninfluence = 2"), "known", "exposure = 5\ninfluence = 1");
    let build = person(person(build, "strong", "exposure = 5\ninfluence = 3"), "far", "exposure = 3\ninfluence = 1");
    let build = person(person(build, "unknown", "exposure = 5"), "unsure", "influence = 1");
    let build = build.meeting("m", "known", "2026-01-10", "");
    let raised = |as_of| ids(&at(&build, as_of).raised().collect::<Vec<_>>());
    assert_eq!(raised("2026-01-20"), ["never"], "absent influence counts as three, absent exposure as not known");
    assert_eq!(raised("2026-07-08"), ["never"], "179 days");
    assert_eq!(raised("2026-07-09"), ["never", "known"], "180 days, in the order of weight");
}

#[test]
fn a_kind_of_which_nobody_is_on_file_was_never_met_either() {
    let build = build().people(&["a:cso", "b:media", "c:donor"]).meeting("m", "a", "2026-02-01", "");
    let expected = ["academia", "democracy_support", "media", "nhri", "parliament", "party", "public_admin", "social_agent"];
    assert_eq!(at(&build, "2026-02-11").kinds_never_met(), expected);
}

#[test]
fn a_meeting_without_a_phase_belongs_to_the_phase_of_its_day() {
    let build = person(build(), "a", "")
        .meeting("m1", "a", "2026-04-02", "")
        .meeting("m2", "a", "2026-02-02", "phase = \"consensus\"")
        .meeting("m3", "a", "2026-02-03", "")
        .meeting("m4", "a", "2025-02-03", "");
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(at(&build, "2026-05-01").by_phase, [(name("assessment"), 1), (name("consensus"), 2), (None, 1)]);
}

#[test]
fn the_json_has_the_keys_that_other_programs_rely_on() {
    let build = person(build(), "a", "influence = 2\nexposure = 5").meeting("m1", "a", "2026-02-01", "minutes = 60");
    let json = at(&build, "2026-02-02").json();
    let expected = r#"[{"stakeholder":"a","last":"2026-02-01","days":1,"meetings":1,"minutes":60,"weight":2,"untimed":0}]"#;
    assert_eq!(json["stakeholders"].to_string(), expected);
    let keys: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["as_of", "stakeholders", "kinds_never_met", "raised"]);
    let never = at(&person(self::build(), "b", ""), "2026-01-02").json()["stakeholders"][0].clone();
    assert_eq!((never["last"].clone(), never["days"].clone()), (Json::Null, Json::from(1)));
}

#[test]
fn the_sample_has_the_expected_coverage() {
    let view = compute(&sample(), day(TODAY));
    let groups = view.groups(day("2025-12-03"));
    let mut never = ids(&groups.never);
    never.sort();
    assert_eq!(never, ["esa-112", "ftu", "krt", "nipd", "usarn"]);
    assert_eq!(view.stakeholders.len(), 16);
    let before: Vec<_> = groups.before.iter().map(|s| format!("{} {}", s.stakeholder, s.last.unwrap())).collect();
    let expected = [
        "cu 2025-09-09",
        "sac 2025-09-24",
        "first-word 2025-03-04",
        "kec 2025-10-07",
        "mof 2025-11-11",
        "owdn 2025-05-20",
        "rb 2025-09-16",
        "udk 2025-10-02",
        "moe 2025-11-18",
    ];
    assert_eq!(before, expected);
    let mut since: Vec<_> = groups.since.iter().map(|s| format!("{} {}", s.stakeholder, s.last.unwrap())).collect();
    since.sort();
    assert_eq!(since, ["molsp 2026-02-10", "pdo 2026-03-03"]);
    let phases: Vec<_> = view.by_phase.iter().map(|(phase, count)| (phase.as_deref().unwrap(), *count)).collect();
    assert_eq!(phases, [("assessment", 5), ("consensus", 7), ("monitoring", 2)]);
    assert_eq!(view.kinds_never_met(), ["academia", "democracy_support", "media"]);
}

#[test]
fn before_the_first_phase_the_days_of_those_never_met_are_below_zero() {
    let build = person(person(build(), "a", "influence = 5"), "b", "influence = 1");
    let view = at(&build, "2025-12-30");
    let found: Vec<_> = view.stakeholders.iter().map(|s| (&*s.stakeholder, s.days, s.weight)).collect();
    assert_eq!(found, [("b", Some(-2), Some(-2)), ("a", Some(-2), Some(-10))]);
}
