//! `list`, `show`, `search`, `check`, and who may see what.

use crate::kit::{Place, texts};

#[test]
fn a_list_gives_kind_id_disclosure_and_every_field() {
    let place = Place::sample();
    let list = place.json("list meetings");
    assert_eq!(list.as_array().unwrap().len(), 14);
    let udk = list.as_array().unwrap().iter().find(|record| record["id"] == "2025-10-02-udk").unwrap();
    assert_eq!(udk["kind"], "meetings");
    assert_eq!(udk["disclosure"], "host");
    assert_eq!(udk["date"], "2025-10-02");
    assert_eq!(udk["persons"][0], "Joren Talik");
    assert_eq!(udk["position"][0]["value"], 1);
    assert_eq!(udk["red_line"][0]["at_least"], 4);
    assert!(udk["minutes"].is_null());
}

#[test]
fn a_record_without_a_disclosure_of_its_own_has_the_dialogue_s() {
    let place = Place::sample();
    assert_eq!(place.json("list stakeholders")[0]["disclosure"], "host");
    assert_eq!(place.json("list stakeholders")[0]["kind"], "stakeholders");
    assert_eq!(place.json("list stakeholders")[0]["stakeholder_kind"], "party");
    assert_eq!(place.json("list commitments")[0]["disclosure"], "public");
}

#[test]
fn every_kind_can_be_listed_in_every_format() {
    let place = Place::sample();
    for kind in place.json("kinds").as_array().unwrap() {
        let kind = kind["kind"].as_str().unwrap();
        let whole = place.json(&format!("list {kind}"));
        let lines = place.run(&["list", kind, "--jsonl"]);
        let table = place.run(&["list", kind, "--csv"]);
        assert_eq!(lines.out.lines().count(), whole.as_array().unwrap().len(), "{kind}");
        assert!(table.out.starts_with("folder,id,disclosure"), "{kind}");
        let text = place.run(&["list", kind]);
        assert!(text.out.lines().all(|line| line.chars().count() <= 80), "{kind}: {}", text.out);
    }
}

#[test]
fn the_same_question_gets_the_same_bytes() {
    let place = Place::sample();
    for line in [&["list", "meetings", "--json"][..], &["matrix", "--json"], &["show", "2025-10-02-udk"], &["roadmap", "--json"]] {
        assert_eq!(place.run(line).out, place.run(line).out);
    }
}

#[test]
fn an_id_alone_serves_where_only_one_folder_has_it() {
    let place = Place::sample();
    assert_eq!(place.json("show c03")["kind"], "commitments");
    assert_eq!(place.json("show dialogue")["title"], "Hands and Words");
    place.write("evidence/c03.toml", "title = \"t\"\n");
    let run = place.run(&["show", "c03"]);
    assert_eq!(run.code, 65);
    assert!(run.err.contains("commitments/c03 or evidence/c03"), "{}", run.err);
    let run = place.run(&["show", "meetings/2025-10-02-udc"]);
    assert_eq!(run.code, 65);
    assert!(run.err.contains("Did you mean meetings/2025-10-02-udk?"), "{}", run.err);
}

#[test]
fn check_names_place_field_and_what_to_do_and_ends_with_two() {
    let place = Place::sample();
    assert_eq!(place.run(&["check"]).code, 0);
    place.write("meetings/2026-03-16-udk.toml", "stakeholder = \"udk\"\nminutes = 5\ndate = \"soon\"\n");
    let run = place.run(&["check", "--json"]);
    assert_eq!(run.code, 2);
    let problems = run.json()["problems"].clone();
    assert_eq!(problems.as_array().unwrap().len(), 1);
    assert_eq!(problems[0]["place"], serde_json::json!({ "file": "meetings/2026-03-16-udk.toml", "line": 3, "column": 8 }));
    assert_eq!(problems[0]["field"], "date");
    let text = place.run(&["check"]);
    assert_eq!(text.code, 2);
    let expected = "meetings/2026-03-16-udk.toml:3:8: date: \"soon\" is not a date. Write it as 2026-03-31.\n";
    assert_eq!(text.out, expected);
}

#[test]
fn an_unknown_key_is_a_hint_and_no_problem() {
    let place = Place::sample();
    place.write("options/x.toml", "title = \"t\"\nissue = \"i1\"\nmine = 1\n");
    assert_eq!(place.run(&["check"]).code, 0);
    assert!(place.run(&["check", "--hints"]).out.contains("mine"));
    assert!(place.run(&["show", "options/x"]).out.contains("mine"));
    assert_eq!(place.json("show options/x")["mine"], 1);
}

#[test]
fn a_donor_sees_three_meetings_and_is_told_that_eleven_are_held_back() {
    let place = Place::sample();
    let run = place.run(&["list", "meetings", "--json", "--audience", "donor"]);
    let list = run.json();
    let ids: Vec<&str> = list.as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap()).collect();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["2025-09-24-sac", "2025-11-11-mof", "2026-03-03-pdo"]);
    assert!(run.err.contains("14 meetings held; 3 shown with name; 11 held back"), "{}", run.err);
    assert_eq!(place.run(&["show", "2025-10-02-udk", "--audience", "donor"]).code, 5);
    assert_eq!(place.run(&["show", "stakeholders/udk", "--audience", "donor"]).code, 5);
    let coverage = place.run(&["coverage", "--json", "--audience", "donor"]).json();
    assert_eq!(coverage["audience"], "donor");
    assert!(coverage["held_back"].as_str().unwrap().contains("11 held back"), "who was not met must not be read out of it");
    assert!(place.json("coverage")["audience"].is_null());
    let text = place.run(&["coverage", "--audience", "donor"]);
    let told = "For donor, 2026-03-16: 14 meetings held; 3 shown with name; 11 held back; 79";
    assert!(text.out.contains(told) && text.err.is_empty(), "whoever is sent the text reads it too: {}", text.out);
    let status = place.run(&["status", "--audience", "donor"]);
    assert!(status.out.contains(told) && status.out.lines().count() <= 24, "{}", status.out);
    assert_eq!(place.run(&["matrix", "--audience", "nobody"]).code, 64);
}

#[test]
fn no_view_shows_an_audience_what_it_may_not_see() {
    let place = Place::sample();
    let secret = "zzcanaryzz";
    for (record, field) in [("meetings/2025-10-02-udk", "notes"), ("stakeholders/udk", "interests")] {
        assert_eq!(place.run(&["set", record, &format!("{field}={secret}")]).code, 0);
    }
    place.run(&["set", "meetings/2025-10-02-udk:red_line[1]", &format!("reason={secret}")]);
    for line in [
        "list meetings",
        "list stakeholders",
        "show 2026-03-03-pdo",
        "search zzcanaryzz",
        "matrix",
        "findings --all",
        "roadmap",
        "donors",
        "network",
    ] {
        for format in [&[][..], &["--json"]] {
            let words: Vec<&str> = line.split(' ').chain(["--audience", "donor"]).chain(format.iter().copied()).collect();
            let run = place.run(&words);
            assert!(!run.out.replace("Records with: zzcanaryzz", "").contains(secret), "{line}: {}", run.out);
        }
    }
}

#[test]
fn the_sample_itself_can_be_seen_as_it_was_on_an_earlier_day() {
    let place = Place::sample();
    let view = place.run(&["matrix", "--json", "--as-of", "2025-03-01"]).json();
    assert_eq!(view["as_of"], "2025-03-01");
    let mut who: Vec<&str> = view["cells"].as_array().unwrap().iter().map(|cell| cell["stakeholder"].as_str().unwrap()).collect();
    who.dedup();
    assert_eq!(who, ["mof", "udk"]);
    assert_eq!(texts(&place.json("roadmap")["due_60"]), ["c03", "c07"]);
}

#[test]
fn a_list_is_filtered_and_sorted_as_on_screen() {
    let place = Place::sample();
    let list = place.json("list meetings --filter phase:monitoring");
    let ids: Vec<&str> = list.as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["2026-03-03-pdo", "2026-02-10-molsp"]);
    let none = place.run(&["list", "meetings", "--filter", "stakholder:udk"]);
    assert_eq!(none.code, 0);
    assert!(none.err.contains("stakeholder"), "what was not understood is said: {}", none.err);
}

#[test]
fn nothing_that_a_terminal_obeys_comes_out_of_any_format() {
    let place = Place::sample();
    place.write(
        "options/x.toml",
        "title = \"\\u001b]0;gone\\u0007 \\u009b31m \\u202e \\u200b\"\nissue = \"i1\"\nexcludes = [\"\\u001b[2J\"]\n",
    );
    for words in [
        &["list", "options"][..],
        &["list", "options", "--json"],
        &["list", "options", "--jsonl"],
        &["list", "options", "--csv"],
        &["show", "options/x"],
        &["check"],
        &["check", "--json"],
        &["search", "gone"],
        &["matrix"],
        &["show", "options/\u{1b}[2J"],
    ] {
        let run = place.run(words);
        let raw = |c: char| (c.is_control() && !matches!(c, '\n' | '\r')) || matches!(c, '\u{202e}' | '\u{200b}');
        assert!(!run.out.contains(raw) && !run.err.contains(raw), "{words:?}: {:?} {:?}", run.out, run.err);
    }
}

#[test]
fn a_list_as_of_a_day_before_today_leaves_out_what_is_dated_later_and_says_so() {
    let place = Place::sample();
    let count = |line: &str| place.json(line).as_array().unwrap().len();
    assert_eq!((count("list meetings"), count("list meetings --as-of 2025-06-01")), (14, 4));
    assert_eq!(count("list meetings --as-of 2026-12-31"), 14, "a day to come leaves nothing out");
    assert_eq!(count("list stakeholders --as-of 2025-06-01"), count("list stakeholders"), "what has no day is taken as it is");
    let run = place.run(&["list", "meetings", "--as-of", "2025-06-01"]);
    assert!(run.err.contains("without 10 of later days"), "{}", run.err);
}
