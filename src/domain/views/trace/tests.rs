//! View 14, clause by clause.

use super::*;
use crate::domain::testing::{Build, TODAY, day, line, pos, sample};

/// Two stakeholders, an issue with two options.
fn bare() -> Build {
    Build::new().people(&["a:cso", "b:media"]).issue("i1", "open", &["o1", "o2"])
}

/// The same with a commitment.
fn build() -> Build {
    bare().file(
        "commitments/c1",
        "title = \"C\"\nlead = \"a\"\noptions = [\"o1\"]\nfloated_in = [\"m1\", \"m2\"]\ndisclosure = \"public\"\n[[progress]]\ndate = 2026-03-01\nstatus = \"on_track\"\nnote = \"a draft\"\n[[progress]]\ndate = 2026-05-01\nstatus = \"done\"",
    )
}

fn trace(build: &Build, of: &str, as_of: &str, audience: Audience) -> Trace {
    let dialogue = build.done();
    let (kind, id) = of.split_once('/').unwrap();
    compute(&dialogue, &Backlinks::of(&dialogue), &Of::Record(Key::new(kind, id)), day(as_of), audience)
}

fn told(build: &Build, trace: &Trace) -> Vec<String> {
    let tell = |step: &Step| {
        format!("{} {} {}", step.date.map_or("-".to_owned(), |date| date.to_string()), step.record.id, step.text(&build.done()))
    };
    trace.steps.iter().map(tell).collect()
}

fn steps(build: &Build, of: &str, as_of: &str) -> Vec<String> {
    told(build, &trace(build, of, as_of, Audience::Host))
}

fn traced(build: &Build, of: &Of, as_of: &str, audience: Audience) -> Trace {
    let dialogue = build.done();
    compute(&dialogue, &Backlinks::of(&dialogue), of, day(as_of), audience)
}

/// The steps of the only finding, each behind its group.
fn clash(build: &Build, as_of: &str) -> Vec<(Group, String)> {
    let dialogue = build.done();
    let findings = crate::domain::views::findings::compute(&dialogue, day(as_of)).findings;
    assert_eq!(findings.len(), 1, "{findings:?}");
    let view = traced(build, &Of::from(&findings[0]), as_of, Audience::Host);
    view.steps.iter().map(|step| step.group).zip(told(build, &view)).collect()
}

const FLOATED: &str = "[[likely_commitment]]\ntext = \"we may\"\ncommitment = \"c1\"\nlikelihood = 70\ncondition = \"paid\"\n";

#[test]
fn a_commitment_leads_back_to_where_it_was_floated_what_was_said_on_its_options_and_its_progress_by_date() {
    let build = build()
        .meeting("m1", "a", "2026-01-10", &(FLOATED.to_owned() + &pos("o1", 2) + &pos("o2", 2)))
        .meeting("m2", "b", "2026-01-05", "")
        .meeting("m3", "b", "2026-02-05", &line("must_not_have", "o1", "withdrawn_on = 2026-02-20"));
    let expected = [
        "2026-01-05 m2 B: named by it",
        "2026-01-10 m1 A: spoke of committing to it, 70 % likely, if paid",
        "2026-01-10 m1 A: +2 on o1",
        "2026-02-05 m3 B: must not have o1 (firm, withdrawn on 2026-02-20)",
        "2026-03-01 c1 on track: a draft",
    ];
    assert_eq!(steps(&build, "commitments/c1", "2026-04-01"), expected);
}

#[test]
fn what_came_later_or_was_not_held_is_no_step() {
    let build = build().meeting("m1", "a", "2026-01-10", &format!("status = \"planned\"\n{}", pos("o1", 2))).meeting(
        "m2",
        "b",
        "2026-04-02",
        &pos("o1", 2),
    );
    assert_eq!(steps(&build, "commitments/c1", "2026-02-28"), Vec::<String>::new());
}

#[test]
fn a_workshops_row_is_a_step_of_its_own_stakeholder() {
    let row = "[[position]]\nstakeholder = \"b\"\noption = \"o1\"\nvalue = -1\nvoice = \"reported\"\n";
    let build = build().file("workshops/e", &format!("title = \"E\"\ndate = 2026-01-05\n{row}"));
    assert_eq!(steps(&build, "commitments/c1", "2026-02-28"), ["2026-01-05 e B: -1 on o1 (reported)"]);
}

#[test]
fn a_step_the_reader_may_not_see_is_counted() {
    let build = build().meeting("m1", "a", "2026-01-10", &(pos("o1", 2) + FLOATED)).meeting(
        "m3",
        "b",
        "2026-02-05",
        &format!("disclosure = \"attributable\"\n{}", pos("o1", 1)),
    );
    let view = trace(&build, "commitments/c1", "2026-02-28", Audience::Donor);
    assert_eq!((view.steps.len(), view.held_back), (1, 2), "m1's two rows");
    assert_eq!(view.held().unwrap(), "2 earlier links are held back.");
    assert!(!view.json(&build.done()).to_string().contains("m1"));
    assert_eq!(trace(&build, "commitments/c1", "2026-02-28", Audience::Host).held(), None);
}

#[test]
fn of_a_record_the_reader_may_not_see_everything_is_held_back() {
    let build = build().meeting("m3", "b", "2026-02-05", &format!("disclosure = \"attributable\"\n{}", pos("o1", 1)));
    let view = trace(&build, "options/o1", "2026-02-28", Audience::Donor);
    assert_eq!((view.steps.len(), view.held_back > 0), (0, true));
}

#[test]
fn an_option_and_its_issue_lead_back_to_what_was_said() {
    let build = build().meeting("m1", "a", "2026-01-10", &pos("o2", 1));
    assert_eq!(steps(&build, "options/o2", "2026-02-28"), ["2026-01-10 m1 A: +1 on o2"]);
    assert!(steps(&build, "issues/i1", "2026-02-28").contains(&"2026-01-10 m1 A: +1 on o2".to_owned()));
}

#[test]
fn any_record_leads_back_to_the_meetings_it_names() {
    let build =
        build().meeting("m1", "a", "2026-01-10", "").file("outcomes/h1", "title = \"H\"\nsocial_actor = \"a\"\nmeetings = [\"m1\"]");
    assert_eq!(steps(&build, "outcomes/h1", "2026-02-28"), ["2026-01-10 m1 A: named by it"]);
    assert!(steps(&build, "meetings/m1", "2026-02-28").iter().any(|step| step.ends_with("h1 H (meetings)")));
}

#[test]
fn a_record_that_is_not_there_leads_nowhere() {
    assert_eq!(steps(&build(), "commitments/none", "2026-02-28"), Vec::<String>::new());
}

#[test]
fn the_json_has_stable_keys() {
    let build = build().meeting("m3", "b", "2026-02-05", &pos("o1", 1));
    let expected = r#"{"record":"commitments/c1","as_of":"2026-02-28","steps":[{"date":"2026-02-05","record":"meetings/m3","what":"position","stakeholder":"b","text":"B: +1 on o1","quote":null}],"rests_on":["m3"],"held_back":0}"#;
    assert_eq!(trace(&build, "commitments/c1", "2026-02-28", Audience::Host).json(&build.done()).to_string(), expected);
}

#[test]
fn every_commitment_of_the_sample_leads_somewhere_and_steps_stand_by_date() {
    let dialogue = sample();
    let links = Backlinks::of(&dialogue);
    for record in dialogue.records("commitments") {
        let view = compute(&dialogue, &links, &Of::Record(record.key.clone()), day(TODAY), Audience::Host);
        assert!(!view.steps.is_empty(), "{}", record.key);
        assert!(view.steps.windows(2).all(|two| two[0].date <= two[1].date));
        let donor = compute(&dialogue, &links, &Of::Record(record.key.clone()), day(TODAY), Audience::Donor);
        assert_eq!(donor.steps.len() + donor.held_back, view.steps.len(), "nothing is dropped in silence");
    }
}

#[test]
fn nothing_rests_on_a_snapshot() {
    let frozen = "date = 2026-02-06\n[[cell]]\nstakeholder = \"b\"\noption = \"o1\"\nvalue = 1\n";
    let build = build().meeting("m3", "b", "2026-02-05", &pos("o1", 1)).file("snapshots/s", frozen);
    let before = self::build().meeting("m3", "b", "2026-02-05", &pos("o1", 1));
    assert_eq!(steps(&build, "options/o1", "2026-02-28"), steps(&before, "options/o1", "2026-02-28"));
}

#[test]
fn what_somebody_said_on_an_option_is_told_newest_first_with_its_words_then_the_commitments_that_carry_it() {
    let build = build()
        .meeting("m1", "a", "2026-01-10", &pos("o1", -1))
        .meeting("m2", "b", "2026-01-12", &pos("o1", 2))
        .meeting("m3", "a", "2026-02-05", "[[position]]\noption = \"o1\"\nvalue = 1\nquote = \"we could\"\ncondition = \"paid\"\n")
        .meeting("m4", "a", "2026-02-06", &line("must_have", "o2", ""));
    let view = traced(&build, &Of::said(&"a".into(), "o1"), "2026-02-28", Audience::Host);
    assert_eq!(told(&build, &view), ["2026-02-05 m3 A: +1 on o1", "2026-01-10 m1 A: -1 on o1", "- c1 C, not started, no date"]);
    assert_eq!((view.steps[0].quote.as_deref(), view.steps[0].because.as_deref()), (Some("we could"), Some("if paid")));
    assert_eq!((view.steps[0].row.clone(), view.steps[2].group), (Some(("position".into(), 0)), Group::Carried));
}

#[test]
fn on_an_issue_it_is_what_they_said_on_its_options_and_their_points_on_it() {
    let point = "[[point]]\nkind = \"interest\"\nissue = \"i1\"\ntext = \"time\"\n";
    let build = build().meeting("m1", "a", "2026-01-10", &(pos("o2", -1) + point)).meeting("m2", "b", "2026-01-12", point);
    let of = Of::Said { stakeholder: "a".into(), on: vec![Key::new("issues", "i1")] };
    let view = traced(&build, &of, "2026-02-28", Audience::Host);
    let said: Vec<_> = told(&build, &view).into_iter().filter(|step| step.contains(" m")).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().any(|step| step.contains("time")) && said.iter().any(|step| step.ends_with("A: -1 on o2")), "{said:?}");
}

#[test]
fn a_row_of_a_workshop_is_traced_to_who_speaks_in_it_and_a_view_of_another_to_who_told_it() {
    let row = "[[position]]\nstakeholder = \"b\"\noption = \"o1\"\nvalue = -1\n";
    let build = build().file("workshops/e", &format!("title = \"E\"\ndate = 2026-01-05\n{row}")).meeting(
        "m1",
        "a",
        "2026-01-10",
        "[[view_of]]\nstakeholder = \"b\"\nvalue = -2\n",
    );
    let said = |who: &str| told(&build, &traced(&build, &Of::said(&who.into(), "o1"), "2026-02-28", Audience::Host));
    assert_eq!(said("b").first().unwrap(), "2026-01-05 e B: -1 on o1");
    assert!(!said("a").iter().any(|step| step.contains("-1")));
    let of_b = steps(&build, "stakeholders/b", "2026-02-28");
    assert!(of_b.iter().any(|step| step.starts_with("2026-01-10 m1 A: ")), "{of_b:?}");
}

#[test]
fn a_finding_between_two_leads_to_both_rows_then_to_what_both_said_besides() {
    let build = bare()
        .meeting("m0", "b", "2026-01-05", &pos("o1", 0))
        .meeting("m1", "a", "2026-01-10", &(line("must_not_have", "o1", "reason = \"cost\"") + &pos("o1", -2)))
        .meeting("m2", "b", "2026-02-05", &pos("o1", 2));
    let expected = [
        (Group::Line, "2026-01-10 m1 A: must not have o1 (firm)".to_owned()),
        (Group::Against, "2026-02-05 m2 B: +2 on o1".to_owned()),
        (Group::Besides, "2026-01-10 m1 A: -2 on o1".to_owned()),
        (Group::Besides, "2026-01-05 m0 B: 0 on o1".to_owned()),
    ];
    assert_eq!(clash(&build, "2026-02-28"), expected);
}

#[test]
fn a_finding_against_a_commitment_leads_to_the_row_and_to_how_the_commitment_stands() {
    let build = build().meeting("m1", "a", "2026-01-10", &line("must_not_have", "o1", ""));
    let expected =
        [(Group::Line, "2026-01-10 m1 A: must not have o1 (firm)".to_owned()), (Group::Against, "- c1 C, not started, no date".to_owned())];
    assert_eq!(clash(&build, "2026-02-28"), expected);
}

#[test]
fn of_two_lines_on_a_number_each_is_told_with_its_bound() {
    let build = bare()
        .meeting("m1", "a", "2026-01-10", &line("must_have", "o1", "quantity = \"quota\"\nat_least = 4\nunit = \"%\""))
        .meeting("m2", "b", "2026-01-11", &line("must_have", "o1", "quantity = \"quota\"\nat_most = 2\nunit = \"%\""));
    let expected = [
        (Group::Line, "2026-01-10 m1 A: must have o1, quota at least 4 % (firm)".to_owned()),
        (Group::Against, "2026-01-11 m2 B: must have o1, quota at most 2 % (firm)".to_owned()),
    ];
    assert_eq!(clash(&build, "2026-02-28"), expected);
}

#[test]
fn a_side_the_reader_may_not_see_is_counted() {
    let open = |rows: String| format!("disclosure = \"attributable\"\n{rows}");
    let build =
        bare().meeting("m1", "a", "2026-01-10", &line("must_not_have", "o1", "")).meeting("m2", "b", "2026-02-05", &open(pos("o1", 2)));
    let findings = crate::domain::views::findings::compute(&build.done(), day("2026-02-28")).findings;
    let view = traced(&build, &Of::from(&findings[0]), "2026-02-28", Audience::Donor);
    assert_eq!((told(&build, &view), view.held_back), (vec!["2026-02-05 m2 B: +2 on o1".to_owned()], 1));
}

#[test]
fn how_somebody_was_heard_is_the_meetings_held_with_them_then_the_events_where_they_were() {
    let build = build()
        .meeting("m1", "a", "2026-01-10", "minutes = 45\n")
        .meeting("m2", "a", "2026-02-10", "")
        .meeting("m3", "a", "2026-02-11", "status = \"planned\"\n")
        .meeting("m4", "b", "2026-02-12", "[[view_of]]\nstakeholder = \"a\"\nvalue = 1\n")
        .file("workshops/e", "title = \"E\"\ndate = 2026-02-20\nparticipants = [\"a\", \"b\"]\n");
    let view = traced(&build, &Of::Met(vec!["a".into()]), "2026-02-28", Audience::Host);
    assert_eq!(told(&build, &view), ["2026-02-10 m2 A: met", "2026-01-10 m1 A: met, 45 minutes", "2026-02-20 e E (participants)"]);
}

#[test]
fn a_row_tells_itself_and_the_commitment_it_names() {
    let build = build().meeting("m1", "a", "2026-01-10", &(FLOATED.to_owned() + "[[promise]]\ntext = \"send a draft\"\n"));
    let of = |name: &str| traced(&build, &Of::Row(Key::new("meetings", "m1"), name.into(), 0), "2026-02-28", Audience::Host);
    assert!(told(&build, &of("promise"))[0].contains("send a draft"));
    let floated = told(&build, &of("likely_commitment"));
    assert_eq!(floated, ["2026-01-10 m1 A: spoke of committing to it, 70 % likely, if paid", "- c1 C, not started, no date"]);
}

#[test]
fn an_indicator_leads_back_to_what_was_measured_and_a_record_nothing_leads_to_tells_what_it_names() {
    let measured = "title = \"I\"\nfamily = \"policy\"\n[[measurement]]\ndate = 2026-02-01\nvalue = 4\n[[measurement]]\ndate = 2026-03-09\nvalue = 5\n";
    let build = build().file("indicators/n1", measured).file("donor-support/f1", "title = \"F\"\ndonor = \"X\"\ncommitments = [\"c1\"]\n");
    assert_eq!(steps(&build, "indicators/n1", "2026-02-28").len(), 1);
    assert_eq!(steps(&build, "donor-support/f1", "2026-02-28"), ["- c1 C, not started, no date"]);
}
