//! View 6, clause by clause.

use super::*;
use crate::domain::testing::{Build, TODAY, asked, day, line, pos, sample};

fn build() -> Build {
    Build::new().people(&["a:cso", "b:media", "c:party", "d:donor"]).issue("i1", "open", &["o1", "o2!o1"]).issue("i2", "open", &["p1"])
}

/// With a workshop `e` on 2026-03-01 of `a` and `b` on i1, and more of its fields.
fn event(build: Build, rest: &str) -> Build {
    build.file("workshops/e", &format!("title = \"E\"\ndate = 2026-03-01\nparticipants = [\"a\", \"b\"]\nissues = [\"i1\"]\n{rest}"))
}

fn at(build: &Build, as_of: &str) -> Precheck {
    let dialogue = build.done();
    compute(&dialogue, dialogue.get("workshops", "e").unwrap(), day(as_of))
}

fn brief(build: &Build) -> Precheck {
    at(build, "2026-02-20")
}

fn gaps(gaps: &[Gap]) -> Vec<String> {
    gaps.iter().map(|gap| format!("{} {}", gap.issue, gap.stakeholder)).collect()
}

fn names(ids: &[Name]) -> Vec<&str> {
    ids.iter().map(|id| &**id).collect()
}

#[test]
fn the_brief_is_as_of_the_event_or_the_day_asked_for_whichever_is_earlier() {
    let build = event(build(), "").meeting("m", "a", "2026-03-02", &pos("o1", 1));
    assert_eq!(at(&build, "2026-02-20").as_of, day("2026-02-20"));
    assert_eq!(at(&build, "2026-12-31").as_of, day("2026-03-01"));
    assert_eq!(gaps(&at(&build, "2026-12-31").never_asked), ["i1 a", "i1 b"]);
}

#[test]
fn participants_are_all_whom_any_kind_of_event_names() {
    let text = "members = [\"a\"]\ndelegation = [\"b\"]\nlead = \"c\"\nparticipants = [\"a\"]\n[[party]]\nstakeholder = \"d\"";
    let dialogue = build().file("working-groups/w", text).done();
    let view = compute(&dialogue, dialogue.get("working-groups", "w").unwrap(), day(TODAY));
    assert_eq!(names(&view.participants), ["a", "b", "c", "d"]);
}

#[test]
fn without_an_agenda_all_issues_are_on_it() {
    let build = build().file("workshops/e", "title = \"E\"\ndate = 2026-03-01\nparticipants = [\"a\"]");
    assert_eq!(names(&brief(&build).agenda), ["i1", "i2"]);
    assert_eq!(gaps(&brief(&build).never_asked), ["i1 a", "i2 a"]);
}

#[test]
fn an_agenda_of_unknown_issues_is_not_clear() {
    let build = build().file("workshops/e", "title = \"E\"\ndate = 2026-03-01\nparticipants = [\"a\"]\nissues = [\"i9\"]");
    assert_eq!(gaps(&brief(&build).never_asked), ["i9 a"]);
}

#[test]
fn findings_are_between_participants_on_the_agenda_alone() {
    let lines = line("must_not_have", "o1", "") + &line("must_not_have", "p1", "");
    let build = event(build(), "").meeting("m1", "a", "2026-02-01", &lines);
    let build = build.meeting("m2", "b", "2026-02-02", &(pos("o1", 1) + &pos("p1", 1))).meeting("m3", "c", "2026-02-02", &pos("o1", 1));
    let view = brief(&build);
    assert_eq!(view.findings.len(), 1);
    assert_eq!((&**view.findings[0].option(), view.findings[0].between().len()), ("o1", 2));
}

#[test]
fn a_line_against_a_commitment_is_between_participants_when_its_holder_is_one() {
    let build = event(build(), "").meeting("m1", "a", "2026-02-01", &line("must_not_have", "o1", ""));
    let build = build.meeting("m2", "c", "2026-02-01", &line("must_not_have", "o1", ""));
    let view = brief(&build.file("commitments/c1", "title = \"C\"\nlead = \"c\"\noptions = [\"o1\"]"));
    let holders: Vec<&str> = view.findings.iter().map(|finding| &**finding.between()[0]).collect();
    assert_eq!(holders, ["a"]);
}

#[test]
fn an_option_of_the_agenda_is_polarised_by_all_who_spoke_of_it() {
    let build = event(build(), "").meeting("m1", "a", "2026-02-01", &(pos("o1", 1) + &pos("p1", 1)));
    let build = build.meeting("m2", "c", "2026-02-02", &(pos("o1", -1) + &pos("p1", -1)));
    let view = brief(&build);
    assert_eq!(view.polarised.iter().map(|spread| &*spread.option).collect::<Vec<_>>(), ["o1"]);
}

#[test]
fn never_asked_is_without_a_cell_on_any_option_of_the_issue() {
    let build = event(build(), "").meeting("m1", "a", "2026-02-01", &(pos("o2", 0) + &asked("o1")));
    let build = build.meeting("m2", "b", "2026-02-01", &asked("o1"));
    assert_eq!(gaps(&brief(&build).never_asked), ["i1 b"], "who would not say has no cell");
    assert_eq!(brief(&build).known, (1, 2));
}

#[test]
fn stale_is_when_all_cells_on_the_issue_are() {
    let old = pos("o1", 1);
    let build = event(build(), "").meeting("m1", "a", "2025-02-01", &old).meeting("m2", "b", "2025-02-01", &old);
    let build = build.meeting("m3", "b", "2026-02-01", &pos("o2", 1));
    assert_eq!(gaps(&brief(&build).stale), ["i1 a"]);
    assert_eq!((gaps(&brief(&build).never_asked), brief(&build).known), (vec![], (2, 2)));
}

#[test]
fn not_met_is_more_than_thirty_days_before_the_event_or_never() {
    let build = event(build(), "").meeting("m1", "a", "2026-01-30", "");
    assert_eq!(brief(&build).not_met, [("b".into(), None)], "30 days");
    let build = event(self::build(), "").meeting("m1", "a", "2026-01-29", "").meeting("m2", "a", "2026-01-28", "");
    assert_eq!(brief(&build).not_met, [("a".into(), Some(day("2026-01-29"))), ("b".into(), None)]);
    let planned = event(self::build(), "").meeting("m1", "a", "2026-02-19", "status = \"planned\"");
    assert_eq!(brief(&planned).not_met.len(), 2, "planned is not met");
}

#[test]
fn whoever_is_named_takes_part_whatever_their_kind_and_what_is_unknown_of_them_is_said() {
    let build = build().file("workshops/e", "title = \"E\"\ndate = 2026-03-01\nparticipants = [\"a\", \"d\", \"gone\"]\nissues = [\"i1\"]");
    let view = brief(&build.meeting("m1", "d", "2026-02-10", &pos("o1", 1)));
    assert_eq!(gaps(&view.never_asked), ["i1 a", "i1 d", "i1 gone"], "a donor has no cell");
    assert_eq!((view.not_met, view.known), (vec![("a".into(), None), ("gone".into(), None)], (0, 3)));
    assert_eq!(view.suggested.iter().map(|suggestion| &*suggestion.stakeholder).collect::<Vec<_>>(), ["a", "d", "gone"]);
}

#[test]
fn promises_past_due_and_broken_ones_to_participants_are_named() {
    let promise = |due: &str, status: &str| format!("[[promise]]\ntext = \"p\"\ndue = {due}\nstatus = \"{status}\"\n");
    let all =
        promise("2026-02-19", "open") + &promise("2026-02-20", "open") + &promise("2026-05-01", "broken") + &promise("2026-01-01", "kept");
    let build = event(build(), "").meeting("m1", "a", "2026-01-05", &all).meeting("m2", "c", "2026-01-05", &all);
    let view = brief(&build);
    let said: Vec<_> = view.promises.iter().map(|p| (p.meeting.id.to_string(), p.due.unwrap().to_string(), p.state)).collect();
    use crate::domain::lens::PromiseState::{Broken, Open};
    assert_eq!(said, [("m1".into(), "2026-02-19".into(), Open), ("m1".into(), "2026-05-01".into(), Broken)]);
}

#[test]
fn commitments_of_participants_in_trouble_and_all_due_by_the_event_are_named() {
    let commitment = |lead: &str, rest: &str| format!("title = \"C\"\nlead = \"{lead}\"\n{rest}");
    let build = event(build(), "")
        .file("commitments/c1", &commitment("a", "status = \"at_risk\""))
        .file("commitments/c2", &commitment("c", "supporting = [\"b\"]\nstatus = \"delayed\""))
        .file("commitments/c3", &commitment("c", "status = \"delayed\""))
        .file("commitments/c4", &commitment("c", "due = 2026-03-01"))
        .file("commitments/c5", &commitment("a", "due = 2026-03-01\nrevised_due = 2026-03-02"))
        .file("commitments/c6", &commitment("a", "due = 2026-02-01\nstatus = \"done\""))
        .file("commitments/c7", &commitment("a", "due = 2026-02-01\nmaturity = \"withdrawn\""));
    assert_eq!(names(&brief(&build).commitments), ["c1", "c2", "c4"]);
}

#[test]
fn sensitive_points_of_participants_come_with_their_handling() {
    let point = "[[point]]\nkind = \"sensitive\"\nissue = \"i2\"\nhandling = \"avoid\"\ntext = \"the strike\"\n[[point]]\nkind = \"fact\"\ntext = \"x\"\n";
    let build = event(build(), "").meeting("m1", "a", "2026-02-01", point).meeting("m2", "c", "2026-02-01", point);
    let view = brief(&build);
    assert_eq!(view.sensitive.len(), 1);
    let expected = r#"{"meeting":"m1","stakeholder":"a","issue":"i2","handling":"avoid","text":"the strike"}"#;
    assert_eq!(view.sensitive[0].json().to_string(), expected);
}

fn view_of(who: &str, value: i64) -> String {
    format!("[[view_of]]\nstakeholder = \"{who}\"\nvalue = {value}\n")
}

#[test]
fn a_pair_is_tense_by_any_bad_word_of_one_on_the_other_up_to_the_day() {
    let tense = |build: &Build| brief(build).tense.iter().map(|tense| names(&tense.pair).join("-")).collect::<Vec<_>>();
    let build = event(build(), "").meeting("m1", "b", "2026-02-01", &(view_of("a", -1) + &view_of("c", -2)));
    assert_eq!(tense(&build), ["a-b"]);
    assert_eq!(tense(&build.clone().meeting("m2", "b", "2026-02-02", &view_of("a", 0))), ["a-b"], "a better word later");
    let none = event(self::build(), "")
        .meeting("m1", "b", "2026-02-01", &(view_of("a", 0) + "[[view_of]]\nstakeholder = \"a\"\n" + &view_of("b", -2)))
        .meeting("m2", "b", "2026-02-21", &view_of("a", -2))
        .meeting("m3", "b", "2026-02-01", &format!("status = \"planned\"\n{}", view_of("a", -2)));
    assert_eq!(tense(&none), Vec::<String>::new());
}

#[test]
fn a_pair_is_tense_by_a_tie_of_conflict_that_is_there() {
    let tie = |rest: &str| format!("from = \"b\"\nto = \"a\"\nkind = \"conflict\"\n{rest}");
    for (rest, there) in
        [("", true), ("frequency = 0", false), ("until = 2026-02-19", false), ("since = 2026-02-21", false), ("until = 2026-02-20", true)]
    {
        let build = event(build(), "").file("ties/t", &tie(rest));
        assert_eq!(brief(&build).tense.len(), usize::from(there), "{rest}");
    }
    let work = event(build(), "").file("ties/t", &tie("").replace("conflict", "advice"));
    assert_eq!(brief(&work).tense, []);
}

#[test]
fn one_pair_is_tense_once_whatever_it_rests_on() {
    let build = event(build(), "").meeting("m1", "b", "2026-02-01", &view_of("a", -1)).meeting("m2", "a", "2026-02-01", &view_of("b", -2));
    let build = build.file("ties/t", "from = \"a\"\nto = \"b\"\nkind = \"conflict\"");
    let tense = brief(&build).tense;
    assert_eq!((tense.len(), tense[0].sources.len()), (1, 3));
}

#[test]
fn influential_holders_of_a_red_line_on_the_agenda_are_missed_when_not_invited() {
    let person = |build: Build, id: &str, influence: i64| {
        build.file(&format!("stakeholders/{id}"), &format!("name = \"{id}\"\nkind = \"cso\"\ninfluence = {influence}"))
    };
    let build = person(person(person(event(build(), ""), "four", 4), "three", 3), "other", 5);
    let build = build.meeting("m1", "four", "2026-02-01", &line("must_have", "o1", "")).meeting(
        "m2",
        "three",
        "2026-02-01",
        &line("must_have", "o1", ""),
    );
    let build = build.meeting("m3", "other", "2026-02-01", &line("must_have", "p1", "")).meeting(
        "m4",
        "c",
        "2026-02-01",
        &line("must_have", "o1", ""),
    );
    assert_eq!(names(&brief(&build).not_invited), ["four"]);
}

#[test]
fn calendar_entries_within_fourteen_days_on_either_side_are_named_in_order() {
    let row = |date: &str| format!("[[calendar]]\ndate = {date}\nevent = \"{date}\"\nkind = \"other\"\n");
    let rows = ["2026-03-15", "2026-03-16", "2026-02-15", "2026-02-14"].map(row).concat();
    let build = event(build().file("dialogue", &format!("title = \"D\"\n{rows}")), "");
    let days: Vec<_> = brief(&build).calendar.iter().map(|entry| entry.date.to_string()).collect();
    assert_eq!(days, ["2026-02-15", "2026-03-15"]);
}

#[test]
fn suggestions_weigh_findings_unknowns_and_promises_times_influence() {
    let person = |build: Build, id: &str, influence: &str| {
        build.file(&format!("stakeholders/{id}"), &format!("name = \"{id}\"\nkind = \"cso\"\n{influence}"))
    };
    let build = person(person(person(person(build(), "a", "influence = 2"), "b", ""), "e", "influence = 1"), "f", "influence = 5");
    let build =
        build.file("workshops/e", "title = \"E\"\ndate = 2026-03-01\nparticipants = [\"a\", \"b\", \"e\", \"f\"]\nissues = [\"i1\"]");
    let build = build
        .meeting("m1", "a", "2026-02-01", &(line("must_not_have", "o1", "firmness = \"absolute\"") + &pos("o1", -1)))
        .meeting("m2", "b", "2026-02-01", &(pos("o1", 1) + "[[promise]]\ntext = \"p\"\nstatus = \"broken\"\n"))
        .meeting("m4", "f", "2025-02-01", &pos("o2", 0));
    let suggested: Vec<_> = brief(&build).suggested.iter().map(|s| format!("{} {}", s.stakeholder, s.score)).collect();
    // b: blocking 4 and a broken promise 1, times 3; a: 4 times 2; e: never asked, times 1; f: only stale.
    assert_eq!(suggested, ["b 15", "a 8", "e 1", "f 0"]);
}

#[test]
fn a_dormant_finding_weighs_nothing() {
    let build = Build::new().people(&["a:cso", "b:media"]).issue("i1", "agreed", &["o1"]);
    let build = event(build, "").meeting("m1", "a", "2026-02-01", &(line("must_not_have", "o1", "") + &pos("o1", -1)));
    let view = brief(&build.meeting("m2", "b", "2026-02-01", &pos("o1", 1)));
    assert!(view.findings[0].dormant && view.suggested.iter().all(|suggestion| suggestion.score == 0));
}

#[test]
fn a_quiet_brief_says_on_how_much_it_rests() {
    let build = event(build(), "").meeting("m1", "a", "2026-02-10", &pos("o1", 1)).meeting("m2", "b", "2026-02-10", &pos("o1", 1));
    let view = brief(&build);
    assert!(!view.found_anything() && !view.is_blocked());
    assert_eq!(view.knowledge(), "Something is known on 2 of 2 pairs of participant and issue, and on 1 of 1 issues.");
    let unknown = brief(&event(self::build(), ""));
    assert!(unknown.found_anything());
    assert_eq!(unknown.knowledge(), "Something is known on 0 of 2 pairs of participant and issue, and on 0 of 1 issues.");
}

#[test]
fn a_live_blocking_finding_blocks() {
    let build = event(build(), "").meeting("m1", "a", "2026-02-10", &line("must_not_have", "o1", "firmness = \"absolute\""));
    assert!(brief(&build.meeting("m2", "b", "2026-02-10", &pos("o1", 2))).is_blocked());
}

#[test]
fn the_json_has_the_keys_that_other_programs_rely_on() {
    let build = event(build(), "");
    let json = brief(&build).json(&build.done());
    let expected = concat!(
        r#"{"event":"e","as_of":"2026-02-20","findings":[],"polarised":[],"never_asked":[{"issue":"i1","stakeholder":"a"},{"issue":"i1","stakeholder":"b"}],"#,
        r#""stale":[],"not_met":[{"stakeholder":"a","last":null},{"stakeholder":"b","last":null}],"promises":[],"commitments":[],"sensitive":[],"#,
        r#""tense":[],"not_invited":[],"calendar":[],"suggested":["a","b"],"known_pairs":[0,2]}"#
    );
    assert_eq!(json.to_string(), expected);
}

#[test]
fn the_sample_has_the_expected_brief_for_its_round_table() {
    let dialogue = sample();
    let view = compute(&dialogue, dialogue.get("workshops", "e5").unwrap(), day(TODAY));
    let last = |date: Option<NaiveDate>| date.map_or("never".to_owned(), |date| date.to_string());
    let mut not_met: Vec<_> = view.not_met.iter().map(|(who, date)| format!("{who} {}", last(*date))).collect();
    let mut expected = vec![
        "molsp 2026-02-10",
        "mof 2025-11-11",
        "moe 2025-11-18",
        "esa-112 never",
        "sac 2025-09-24",
        "udk 2025-10-02",
        "first-word 2025-03-04",
        "owdn 2025-05-20",
        "kec 2025-10-07",
        "pdo 2026-03-03",
    ];
    not_met.sort();
    expected.sort_unstable();
    assert_eq!(not_met, expected);
    assert_eq!(view.polarised.iter().map(|spread| &*spread.option).collect::<Vec<_>>(), ["o2a", "o2d", "o3a", "o4a", "o4b"]);
    let promises: Vec<_> =
        view.promises.iter().map(|p| format!("{} {} {}", p.stakeholder.as_deref().unwrap(), p.state.value(), p.due.unwrap())).collect();
    assert_eq!(promises, ["first-word broken 2025-11-19", "molsp open 2026-03-10"]);
    assert_eq!(names(&view.commitments), ["c03", "c07", "c13"]);
    assert_eq!(view.calendar.len(), 1, "the first reading on 22 April");
    assert!(view.tense.is_empty(), "RB is not in the room");
}
