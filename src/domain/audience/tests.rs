//! Rule 16, clause by clause.

use super::*;
use crate::domain::testing::{Build, TODAY, day, pos, sample};
use crate::domain::views::{findings, matrix, precheck};

fn build() -> Build {
    Build::new().people(&["a:cso", "b:media", "c:party", "e:nhri"]).issue("i1", "open", &["o1", "o2"])
}

fn level(text: &str) -> String {
    format!("disclosure = \"{text}\"\n")
}

fn row_of(meeting: &str, row: &str) -> Disclosure {
    let dialogue = build().meeting("m", "a", "2026-01-01", &format!("{meeting}{row}")).done();
    let record = dialogue.get("meetings", "m").unwrap();
    row_level(&dialogue, record, &record.rows[0])
}

#[test]
fn each_audience_sees_its_levels() {
    use Disclosure::{Attributable, Host, NonAttributable, Public, Sealed};
    use Shown::{Held, Named, Unnamed};
    let levels = [Public, Attributable, NonAttributable, Host, Sealed];
    assert_eq!(levels.map(|level| Audience::Public.sees(level)), [Named, Held, Held, Held, Held]);
    for audience in [Audience::Partner, Audience::Donor] {
        assert_eq!(levels.map(|level| audience.sees(level)), [Named, Named, Unnamed, Held, Held]);
    }
    assert_eq!(levels.map(|level| Audience::Host.sees(level)), [Named; 5]);
}

#[test]
fn a_record_without_a_level_has_that_of_the_dialogue_and_one_that_cannot_be_read_is_the_hosts() {
    let of = |process: &str, rest: &str| {
        let dialogue = build().file("dialogue", process).file("outcomes/h", rest).done();
        record_level(&dialogue, dialogue.get("outcomes", "h").unwrap())
    };
    assert_eq!(of("title = \"D\"", ""), Disclosure::Host);
    assert_eq!(of("default_disclosure = \"public\"", ""), Disclosure::Public);
    assert_eq!(of("default_disclosure = \"public\"", &level("attributable")), Disclosure::Attributable);
    assert_eq!(of("default_disclosure = \"public\"", &level("publik")), Disclosure::Host);
}

#[test]
fn a_meeting_without_a_level_is_the_hosts_and_a_snapshot_is_so_always_however_open_the_dialogue() {
    let of = |default: &str, key: &str, rest: &str| {
        let dialogue = build().file("dialogue", &format!("default_disclosure = \"{default}\"")).file(key, rest).done();
        let (kind, id) = key.split_once('/').unwrap();
        record_level(&dialogue, dialogue.get(kind, id).unwrap())
    };
    assert_eq!(of("public", "meetings/m", ""), Disclosure::Host);
    assert_eq!(of("public", "meetings/m", &level("attributable")), Disclosure::Attributable);
    assert_eq!(of("sealed", "meetings/m", ""), Disclosure::Sealed);
    assert_eq!(of("public", "workshops/w", ""), Disclosure::Public);
    assert_eq!(of("public", "snapshots/s", &level("public")), Disclosure::Host);
    assert_eq!(of("public", "snapshots/s", &level("sealed")), Disclosure::Sealed);
}

#[test]
fn a_row_may_be_stricter_than_its_record_and_more_open_only_with_a_reason() {
    let row = |text: &str, reason: &str| format!("{}{}{reason}", pos("o1", 1), level(text));
    assert_eq!(row_of(&level("attributable"), &pos("o1", 1)), Disclosure::Attributable);
    assert_eq!(row_of(&level("attributable"), &row("host", "")), Disclosure::Host);
    assert_eq!(row_of(&level("host"), &row("public", "")), Disclosure::Host);
    assert_eq!(row_of(&level("host"), &row("public", "disclosure_reason = \" \"")), Disclosure::Host);
    assert_eq!(row_of(&level("host"), &row("public", "disclosure_reason = \"they said so on air\"")), Disclosure::Public);
}

#[test]
fn views_of_others_impressions_and_sensitive_points_are_always_the_hosts() {
    let open = "disclosure = \"public\"\ndisclosure_reason = \"x\"\n";
    for row in ["[[view_of]]\nstakeholder = \"b\"\n", "[[point]]\nkind = \"impression\"\n", "[[point]]\nkind = \"sensitive\"\n"] {
        assert_eq!(row_of(&level("public"), &format!("{row}{open}")), Disclosure::Host, "{row}");
    }
    assert_eq!(row_of(&level("public"), "[[point]]\nkind = \"fact\"\n"), Disclosure::Public);
}

#[test]
fn counts_below_three_are_not_told() {
    assert_eq!([0, 1, 2, 3, 12].map(few), ["none", "fewer than 3", "fewer than 3", "3", "12"]);
}

#[test]
fn for_the_host_nothing_is_held_back() {
    let dialogue = sample();
    let limited = limit(&dialogue, Audience::Host);
    assert_eq!(limited.dialogue.all().count(), dialogue.all().count());
    assert_eq!(limited.held, Held::default());
}

#[test]
fn a_view_for_the_donor_rests_on_what_the_donor_may_know() {
    let build = build()
        .meeting("m1", "a", "2026-01-01", &(level("attributable") + &pos("o1", 2)))
        .meeting("m2", "a", "2026-01-02", &(level("host") + &pos("o1", -2)))
        .meeting("m3", "b", "2026-01-02", &(level("sealed") + &pos("o1", -2)));
    let limited = limit(&build.done(), Audience::Donor);
    let cells = matrix::compute(&limited.dialogue, day(TODAY)).cells;
    assert_eq!(cells.iter().map(|cell| (&*cell.stakeholder, cell.value)).collect::<Vec<_>>(), [("a", 2)]);
    assert_eq!(limited.held.meetings(day(TODAY)), "3 meetings held; 1 shown with name; fewer than 3 held back");
    assert_eq!(matrix::compute(&limit(&build.done(), Audience::Public).dialogue, day(TODAY)).cells, []);
}

#[test]
fn whoever_is_named_by_something_shown_is_kept_by_name_alone() {
    let secret = "name = \"Full\"\nshort_name = \"F\"\nkind = \"cso\"\ninterests = \"secret\"\n[[person]]\nname = \"P\"";
    let build = build().file("stakeholders/f", secret).meeting("m1", "f", "2026-01-01", &(level("attributable") + &pos("o1", 2)));
    let limited = limit(&build.done(), Audience::Donor).dialogue;
    let person = limited.get("stakeholders", "f").unwrap();
    assert_eq!(person.fields.iter().map(|field| &*field.name).collect::<Vec<_>>(), ["name", "short_name", "kind"]);
    assert_eq!(person.rows, []);
    assert!(limited.get("stakeholders", "a").is_none());
    assert!(limited.get("issues", "i1").is_some(), "the issue of the option");
}

#[test]
fn rows_and_links_that_may_not_be_seen_are_taken_out_and_counted() {
    let row = pos("o2", 1) + &level("host");
    let build = build()
        .meeting("2026-01-01-a", "a", "2026-01-01", "")
        .meeting("m1", "b", "2026-01-02", &(level("attributable") + &pos("o1", 2) + &row))
        .file("commitments/c1", "title = \"C\"\nlead = \"b\"\nfloated_in = [\"2026-01-01-a\", \"m1\", \"gone\"]\ndisclosure = \"public\"");
    let limited = limit(&build.done(), Audience::Donor);
    assert_eq!((limited.held.rows, limited.held.links), (1, 2));
    let floated: Vec<_> = limited.dialogue.get("commitments", "c1").unwrap().texts("floated_in").map(str::to_owned).collect();
    assert_eq!(floated, ["m1"]);
    assert_eq!(limited.held.rest().unwrap(), "7 other records, fewer than 3 rows, fewer than 3 links held back");
}

#[test]
fn a_row_raised_for_a_reason_is_shown_though_its_meeting_is_held_back_and_nothing_else_of_it() {
    let raised = pos("o1", 2) + &level("attributable") + "disclosure_reason = \"they said so on air\"\n";
    let unreasoned = pos("o2", 1) + &level("public");
    let rest = format!("place = \"a garden\"\nminutes = 50\n{}{}{unreasoned}[[follow_up]]\ntext = \"x\"\n", level("host"), raised);
    let floated = "title = \"C\"\nfloated_in = [\"m\"]\ndisclosure = \"public\"";
    let dialogue = build().meeting("m", "a", "2026-01-01", &rest).file("commitments/c", floated).done();
    let limited = limit(&dialogue, Audience::Donor);
    assert_eq!(limited.dialogue.get("commitments", "c").unwrap().texts("floated_in").count(), 0);
    let left = limited.dialogue.get("meetings", "m").unwrap();
    assert_eq!(left.fields.iter().map(|field| &*field.name).collect::<Vec<_>>(), ["stakeholder", "date", "disclosure"]);
    assert_eq!((left.text("disclosure"), left.rows.len()), (Some("attributable"), 1));
    let cells = matrix::compute(&limited.dialogue, day(TODAY)).cells;
    assert_eq!(cells.iter().map(|cell| (&*cell.stakeholder, &*cell.option)).collect::<Vec<_>>(), [("a", "o1")]);
    assert_eq!(limited.held.meetings(day(TODAY)), "1 meeting held; 0 shown with name; fewer than 3 held back");
    assert!(limit(&dialogue, Audience::Public).dialogue.get("meetings", "m").is_none());
}

#[test]
fn without_a_name_a_position_is_shown_only_when_three_hold_it() {
    let unnamed_level = level("non_attributable");
    let with = |who: &[&str]| {
        let build = who
            .iter()
            .fold(build(), |build, who| build.meeting(&format!("m-{who}"), who, "2026-01-20", &format!("{unnamed_level}{}", pos("o1", 1))));
        unnamed(&build.done(), Audience::Donor, day(TODAY))
    };
    assert_eq!(with(&["a", "b"]), UnnamedCells { shown: vec![], left_out: 2 });
    let three = with(&["a", "b", "c"]);
    let expected = Unnamed {
        option: "o1".into(),
        title: Some("Option o1".to_owned()),
        issue: Some("i1".into()),
        value: 1,
        holders: 3,
        month: (2026, 1),
    };
    assert_eq!(three.shown, [expected]);
    let json = r#"{"shown":[{"option":"o1","title":"Option o1","value":1,"holders":3,"month":"2026-01"}],"left_out":"none"}"#;
    assert_eq!(three.json().to_string(), json);
    assert_eq!(three.shown[0].sentence(), "o1 “Option o1”: +1, held by 3 who are not named (2026-01)");
    assert_eq!(three.left_out_sentence(), None);
    let said = with(&["a", "b"]).left_out_sentence().unwrap();
    assert!(said.starts_with("Fewer than 3 positions"), "{said}");
}

/// Three meetings in which `a`, `b` and `c` say +1 on o1, not to be attributed.
fn three_alike() -> Build {
    let told =
        |build: Build, who: &&str| build.meeting(&format!("m-{who}"), who, "2026-01-20", &(level("non_attributable") + &pos("o1", 1)));
    ["a", "b", "c"].iter().fold(build(), told)
}

#[test]
fn a_word_that_its_holder_replaced_by_one_with_a_name_is_held_no_more() {
    let replaced = three_alike().meeting("n", "a", "2026-01-25", &(level("attributable") + &pos("o1", -1)));
    assert_eq!(unnamed(&replaced.done(), Audience::Donor, day(TODAY)), UnnamedCells { shown: vec![], left_out: 2 });
    let refused = three_alike().meeting("n", "a", "2026-01-25", &(level("attributable") + "[[position]]\noption = \"o1\"\n"));
    assert_eq!(unnamed(&refused.done(), Audience::Donor, day(TODAY)).shown.len(), 1, "a refusal to say takes no word back");
    let secret = three_alike().meeting("n", "a", "2026-01-25", &pos("o1", -1));
    assert_eq!(unnamed(&secret.done(), Audience::Donor, day(TODAY)).shown.len(), 1, "what is the host's alone tells nothing");
}

#[test]
fn other_values_and_other_options_are_not_alike_and_later_words_are_not_yet_said() {
    let build = three_alike().meeting("n", "e", "2026-01-20", &(level("non_attributable") + &pos("o1", 2) + &pos("o2", 1)));
    let found = unnamed(&build.done(), Audience::Partner, day(TODAY));
    assert_eq!((found.shown.len(), found.shown[0].holders, found.left_out), (1, 3, 2));
    assert_eq!(unnamed(&build.done(), Audience::Partner, day("2026-01-19")), UnnamedCells::default());
}

#[test]
fn no_text_without_a_name_holds_the_name_the_short_name_or_a_person_of_a_holder() {
    let with = |option: &str, title: &str| {
        let build = Build::new()
            .file("stakeholders/a", "name = \"Union of the Deaf\"\nshort_name = \"UD\"\nkind = \"cso\"\n[[person]]\nname = \"Ána Rey\"")
            .people(&["b:media", "c:party"])
            .file(&format!("options/{option}"), &format!("title = \"{title}\""));
        let told = |build: Build, who: &&str| {
            build.meeting(&format!("m-{who}"), who, "2026-01-20", &(level("non_attributable") + &pos(option, 1)))
        };
        unnamed(&["a", "b", "c"].iter().fold(build, told).done(), Audience::Donor, day(TODAY))
    };
    let title = |title: &str| with("o1", title).shown.first().map(|cell| cell.title.is_some());
    assert_eq!(title("The study of the budget"), Some(true), "ud is a part of other words");
    for telling in ["What the union of the deaf proposes", "The UD draft", "Draft of ANA REY"] {
        assert_eq!(title(telling), Some(false), "{telling}");
    }
    assert_eq!(with("ud-draft", "Draft"), UnnamedCells { shown: vec![], left_out: 3 });
}

#[test]
fn a_row_raised_with_a_reason_is_shown_with_who_spoke_and_when_and_nothing_else_of_its_meeting() {
    let raised = pos("o1", 2) + "disclosure = \"attributable\"\ndisclosure_reason = \"said on air\"\n";
    let rest = format!("place = \"Room 7\"\nnotes = \"secret\"\nfrankness = 4\n{raised}{}", pos("o2", -2));
    let in_room = raised.replace("o1", "o2") + "stakeholder = \"b\"\n";
    let build = build()
        .meeting("m", "a", "2026-01-02", &rest)
        .file("workshops/w", &format!("title = \"Secret\"\ndate = 2026-01-03\n{in_room}"))
        .file(
            "commitments/c1",
            &format!(
                "title = \"C\"\n[[progress]]\ndate = 2026-01-01\n{}",
                raised.lines().filter(|line| line.starts_with("disc")).collect::<Vec<_>>().join("\n")
            ),
        );
    let limited = limit(&build.done(), Audience::Donor);
    let cells = matrix::compute(&limited.dialogue, day(TODAY)).cells;
    let said: Vec<_> = cells.iter().map(|cell| format!("{} {} {} {}", cell.stakeholder, cell.option, cell.value, cell.date)).collect();
    assert_eq!(said, ["a o1 2 2026-01-02", "b o2 2 2026-01-03"]);
    let text = format!("{:?}", limited.dialogue.all().collect::<Vec<_>>());
    assert!(!text.contains("Room 7") && !text.to_lowercase().contains("secret") && !text.contains("frankness"), "{text}");
    assert!(limited.dialogue.get("commitments", "c1").is_none(), "a row of a commitment says nothing without it");
    assert_eq!(limited.held.meetings(day(TODAY)), "1 meeting held; 0 shown with name; fewer than 3 held back");
    assert!(limit(&build.done(), Audience::Public).dialogue.get("meetings", "m").is_none());
}

#[test]
fn one_who_says_it_three_times_is_still_one_and_names_and_hosts_make_no_crowd() {
    let of = |who: &str, nth: u8, of: &str| (format!("m-{who}-{nth}"), who.to_owned(), format!("{}{}", level(of), pos("o1", 1)));
    let talks = [of("a", 1, "non_attributable"), of("a", 2, "non_attributable"), of("b", 1, "attributable"), of("c", 1, "host")];
    let build = talks.iter().fold(build(), |build, (id, who, rest)| build.meeting(id, who, "2026-01-01", rest));
    assert_eq!(unnamed(&build.done(), Audience::Donor, day(TODAY)), UnnamedCells { shown: vec![], left_out: 1 });
}

#[test]
fn the_public_sees_nothing_without_a_name() {
    let build = ["a", "b", "c"]
        .iter()
        .fold(build(), |build, who| build.meeting(&format!("m-{who}"), who, "2026-01-01", &(level("non_attributable") + &pos("o1", 1))));
    assert_eq!(unnamed(&build.done(), Audience::Public, day(TODAY)), UnnamedCells::default());
}

#[test]
fn the_sample_shows_the_donor_three_meetings_by_name() {
    let limited = limit(&sample(), Audience::Donor);
    assert_eq!(limited.held.meetings(day(TODAY)), "14 meetings held; 3 shown with name; 11 held back");
    let ids: Vec<_> = limited.dialogue.records("meetings").iter().map(|record| record.id().to_owned()).collect();
    assert_eq!(ids.len(), 3);
    let mut all: Vec<_> = sample().records("meetings").iter().map(|record| record.id().to_owned()).collect();
    all.sort();
    assert_eq!(ids, [all[7].clone(), all[10].clone(), all[13].clone()], "B08, B11 and B14");
}

#[test]
fn nothing_the_donor_sees_names_a_meeting_or_a_word_that_is_held_back() {
    let whole = sample();
    for audience in [Audience::Public, Audience::Partner, Audience::Donor] {
        let limited = limit(&whole, audience).dialogue;
        let mut said = format!("{:?}", limited.all().collect::<Vec<_>>());
        said += &matrix::compute(&limited, day(TODAY)).json().to_string();
        said += &findings::compute(&limited, day(TODAY)).json(&limited).to_string();
        if let Some(event) = limited.get("workshops", "e5") {
            said += &precheck::compute(&limited, event, day(TODAY)).json(&limited).to_string();
        }
        for record in whole.records("meetings") {
            if audience.sees(record_level(&whole, record)) != Shown::Named {
                assert!(!said.contains(record.id()), "{} for {audience:?}", record.id());
                for field in ["notes", "debrief"] {
                    assert!(record.text(field).is_none_or(|text| !said.contains(text.trim())));
                }
            }
        }
    }
}

#[test]
fn the_hosts_own_preparation_and_what_is_to_be_said_quietly_never_leave_with_an_attributable_meeting() {
    let told = "notes = \"\"\"\nThey agree.\n_ the deputy must not hear of it\n\"\"\"\nbriefing = \"ask twice\"\ndebrief = \"weak\"\n";
    let dialogue = build().meeting("m", "a", "2026-01-01", &format!("{}{told}", level("attributable"))).done();
    let limited = limit(&dialogue, Audience::Donor).dialogue;
    let shown = limited.get("meetings", "m").unwrap();
    assert_eq!(shown.text("notes"), Some("They agree.\n"));
    assert_eq!((shown.text("briefing"), shown.text("debrief")), (None, None));
}
