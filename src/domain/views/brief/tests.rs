//! The brief before a bilateral, clause by clause.

use super::*;
use crate::domain::testing::{Build, TODAY, asked, day, line, pos, sample};

fn build() -> Build {
    Build::new().people(&["a:cso", "b:media"]).issue("i1", "open", &["o1", "o2"]).issue("i2", "open", &["p1"])
}

fn of(build: &Build, as_of: &str) -> Brief {
    for_stakeholder(&build.done(), "a", day(as_of)).unwrap()
}

#[test]
fn positions_come_with_voice_and_age_and_what_was_never_asked_is_named() {
    let build = build().meeting("m1", "a", "2026-01-01", &(pos("o1", 1) + "voice = \"inferred\"\n" + &asked("o2")));
    let brief = of(&build, "2026-01-11");
    let stand = &brief.stands[0];
    assert_eq!((&*stand.option, stand.age, stand.cell.as_ref().unwrap().voice.value()), ("o1", Some(10), "inferred"));
    assert!(brief.stands[1].asked && !brief.stands[2].asked);
    assert_eq!(brief.never_asked().map(|id| &**id).collect::<Vec<_>>(), ["p1"]);
    assert_eq!(brief.last, Some((day("2026-01-01"), 10)));
}

#[test]
fn what_moved_is_what_differs_from_the_word_before() {
    let build = build().meeting("m1", "a", "2026-01-01", &(pos("o1", 1) + &pos("o2", 1)));
    let build = build.meeting("m2", "a", "2026-01-02", &(pos("o1", -1) + &pos("o2", 1)));
    assert_eq!(of(&build, "2026-01-11").moved().map(|cell| &*cell.option).collect::<Vec<_>>(), ["o1"]);
}

#[test]
fn red_lines_that_stand_and_live_findings_are_theirs() {
    let build = build()
        .meeting("m1", "a", "2026-01-01", &(line("must_have", "o1", "") + &line("must_have", "o2", "withdrawn_on = 2026-01-05")))
        .meeting("m2", "b", "2026-01-01", &(pos("o1", -1) + &line("must_have", "p1", "")));
    let brief = of(&build, "2026-01-11");
    assert_eq!(brief.red_lines.iter().map(|line| &*line.option).collect::<Vec<_>>(), ["o1"]);
    assert_eq!(brief.findings.len(), 1);
}

#[test]
fn open_promises_go_both_ways() {
    let said = |likelihood: i64| format!("[[likely_commitment]]\ntext = \"pay\"\ncommitment = \"c1\"\nlikelihood = {likelihood}\n");
    let promise = |status: &str| format!("[[promise]]\ntext = \"{status}\"\nstatus = \"{status}\"\n");
    let build = build()
        .meeting("m1", "a", "2026-01-01", &(said(30) + &promise("open") + &promise("kept") + &promise("broken")))
        .meeting("m2", "a", "2026-01-05", &(said(70) + "[[likely_commitment]]\ntext = \"host it\"\n"))
        .meeting("m3", "b", "2026-01-05", &(said(10) + &promise("open")))
        .file("commitments/c2", "title = \"Draft\"\nlead = \"a\"\ndue = 2026-05-01")
        .file("commitments/c3", "title = \"Done\"\nlead = \"a\"\nstatus = \"done\"");
    let brief = of(&build, "2026-01-11");
    assert_eq!(brief.ours.iter().map(|promise| promise.state.value()).collect::<Vec<_>>(), ["open", "broken"]);
    let theirs: Vec<_> = brief.theirs.iter().map(|said| format!("{} {} {:?}", said.record, said.text, said.likelihood)).collect();
    assert_eq!(theirs, ["meetings/m2 pay Some(70)", "meetings/m2 host it None", "commitments/c2 Draft None"]);
}

#[test]
fn follow_ups_still_open_sensitive_points_and_the_last_impressions_are_there() {
    let rest = "frankness = 3\nrelation_trend = \"better\"\n[[follow_up]]\ntext = \"send\"\nowner = \"host\"\n[[follow_up]]\ntext = \"x\"\nstatus = \"done\"\n[[point]]\nkind = \"sensitive\"\nhandling = \"avoid\"\ntext = \"strike\"\n[[point]]\nkind = \"impression\"\ntext = \"tired\"\n";
    let build = (1..=4).fold(build(), |build, n| build.meeting(&format!("m{n}"), "a", &format!("2026-01-0{n}"), rest));
    let brief = of(&build, "2026-01-11");
    assert_eq!((brief.tasks.len(), brief.sensitive.len(), brief.impressions.len()), (4, 4, 3));
    assert_eq!((&*brief.impressions[0].meeting.id, &*brief.impressions[0].texts[0]), ("m4", "tired"));
}

#[test]
fn the_brief_for_a_meeting_is_of_its_eve_and_on_its_issues_or_its_events() {
    let build = build()
        .file("workshops/e", "title = \"E\"\ndate = 2026-03-01\nissues = [\"i2\"]")
        .meeting("m1", "a", "2026-01-01", &pos("o1", 1))
        .meeting("m2", "a", "2026-02-01", &format!("issues = [\"i1\"]\n{}", pos("o1", 2)))
        .meeting("m3", "a", "2026-02-10", "status = \"planned\"\nrelated_event = \"workshops/e\"")
        .meeting("m4", "nobody", "2026-02-10", "");
    let dialogue = build.done();
    let of = |id: &str, as_of: &str| for_meeting(&dialogue, dialogue.get("meetings", id).unwrap(), day(as_of));
    let past = of("m2", "2026-03-01").unwrap();
    assert_eq!((past.as_of, past.stands.len()), (day("2026-01-31"), 2));
    assert_eq!(past.stands[0].cell.as_ref().unwrap().value, 1, "not what was only said in it");
    let ahead = of("m3", "2026-02-05").unwrap();
    assert_eq!((ahead.as_of, ahead.stands.iter().map(|stand| &*stand.option).collect::<Vec<_>>()), (day("2026-02-05"), vec!["p1"]));
    assert_eq!(of("m4", "2026-02-05"), None);
}

#[test]
fn every_stakeholder_of_the_sample_has_a_brief_with_stable_keys() {
    let dialogue = sample();
    for record in dialogue.records("stakeholders") {
        let json = for_stakeholder(&dialogue, record.id(), day(TODAY)).unwrap().json(&dialogue);
        let keys: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = [
            "stakeholder",
            "as_of",
            "last",
            "days",
            "positions",
            "red_lines",
            "findings",
            "moved",
            "promises",
            "theirs",
            "follow_ups",
            "never_asked",
            "sensitive",
            "by_others",
            "impressions",
        ];
        assert_eq!(keys, expected);
    }
    let udk = for_stakeholder(&dialogue, "udk", day(TODAY)).unwrap();
    assert_eq!(udk.moved().map(|cell| &*cell.option).collect::<Vec<_>>(), ["o3a"]);
    assert_eq!(udk.findings.len(), 3, "against MoLSP, First Word and MoE");
}

#[test]
fn after_a_change_of_the_contact_person_older_words_are_those_of_somebody_else() {
    let person =
        "name = \"A\"\nkind = \"cso\"\n[[person]]\nname = \"Old\"\nuntil = 2026-01-09\n[[person]]\nname = \"New\"\nsince = 2026-01-10\n";
    let build = Build::new()
        .file("stakeholders/a", person)
        .meeting("m1", "a", "2026-01-01", "")
        .meeting("m2", "a", "2026-01-12", "persons = [\"Old\"]")
        .meeting("m3", "a", "2026-01-12", "persons = [\"New\", \"Old\"]")
        .meeting("m4", "a", "2026-01-13", "persons = [\"Nobody on file\"]");
    let others = |as_of| of(&build, as_of).by_others.iter().map(|key| key.id.to_string()).collect::<Vec<_>>();
    assert_eq!(others("2026-01-20"), ["m1", "m2"]);
    assert_eq!(others("2026-01-05"), [] as [&str; 0]);
}
