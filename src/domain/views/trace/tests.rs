//! View 14, clause by clause.

use super::*;
use crate::domain::testing::{Build, TODAY, day, line, pos, sample};

fn build() -> Build {
    Build::new().people(&["a:cso", "b:media"]).issue("i1", "open", &["o1", "o2"]).file(
        "commitments/c1",
        "title = \"C\"\nlead = \"a\"\noptions = [\"o1\"]\nfloated_in = [\"m1\", \"m2\"]\ndisclosure = \"public\"\n[[progress]]\ndate = 2026-03-01\nstatus = \"on_track\"\nnote = \"a draft\"\n[[progress]]\ndate = 2026-05-01\nstatus = \"done\"",
    )
}

fn trace(build: &Build, of: &str, as_of: &str, audience: Audience) -> Trace {
    let dialogue = build.done();
    let (kind, id) = of.split_once('/').unwrap();
    compute(&dialogue, &Backlinks::of(&dialogue), &Key::new(kind, id), day(as_of), audience)
}

fn steps(build: &Build, of: &str, as_of: &str) -> Vec<String> {
    let tell = |step: &Step| {
        format!("{} {} {}", step.date.map_or("-".to_owned(), |date| date.to_string()), step.record.id, step.text(&build.done()))
    };
    trace(build, of, as_of, Audience::Host).steps.iter().map(tell).collect()
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
    assert!(steps(&build, "meetings/m1", "2026-02-28").iter().any(|step| step.contains("h1 names it in meetings")));
}

#[test]
fn a_record_that_is_not_there_leads_nowhere() {
    assert_eq!(steps(&build(), "commitments/none", "2026-02-28"), Vec::<String>::new());
}

#[test]
fn the_json_has_stable_keys() {
    let build = build().meeting("m3", "b", "2026-02-05", &pos("o1", 1));
    let expected = r#"{"record":"commitments/c1","as_of":"2026-02-28","steps":[{"date":"2026-02-05","record":"meetings/m3","what":"position","stakeholder":"b","text":"B: +1 on o1"}],"rests_on":["m3"],"held_back":0}"#;
    assert_eq!(trace(&build, "commitments/c1", "2026-02-28", Audience::Host).json(&build.done()).to_string(), expected);
}

#[test]
fn every_commitment_of_the_sample_leads_somewhere_and_steps_stand_by_date() {
    let dialogue = sample();
    let links = Backlinks::of(&dialogue);
    for record in dialogue.records("commitments") {
        let view = compute(&dialogue, &links, &record.key, day(TODAY), Audience::Host);
        assert!(!view.steps.is_empty(), "{}", record.key);
        assert!(view.steps.windows(2).all(|two| two[0].date <= two[1].date));
        let donor = compute(&dialogue, &links, &record.key, day(TODAY), Audience::Donor);
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
