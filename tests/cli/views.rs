//! The derived views on the sample as of 2026-03-16, against answers worked out independently by the rules.

use crate::commands;
use crate::kit::{Place, texts};
use serde_json::{Value as Json, json};

/// The values of a key over an array.
fn all<'j>(array: &'j Json, key: &str) -> Vec<&'j str> {
    array.as_array().unwrap().iter().map(|item| item[key].as_str().unwrap()).collect()
}

#[test]
fn the_matrix_holds_the_latest_word_with_voice_age_and_the_word_before() {
    let view = Place::sample().json("matrix");
    let cells = view["cells"].as_array().unwrap();
    let cell = |who: &str, what: &str| cells.iter().find(|cell| cell["stakeholder"] == who && cell["option"] == what).unwrap();
    assert_eq!(cells.len(), 44);
    assert_eq!(
        cell("mof", "o2b"),
        &json!({ "stakeholder": "mof", "option": "o2b", "value": 1, "voice": cell("mof", "o2b")["voice"], "date": "2025-11-11",
                 "source": "2025-11-11-mof", "before": cell("mof", "o2b")["before"], "stale": true })
    );
    assert_eq!(cell("udk", "o3a")["before"], 2);
    assert_eq!(cell("molsp", "o2d")["voice"], "inferred");
    assert_eq!(view["asked"], json!([]));
}

#[test]
fn the_matrix_of_an_issue_has_its_options_alone() {
    let view = Place::sample().json("matrix --issue i6");
    let mut options = all(&view["cells"], "option");
    options.dedup();
    assert_eq!(options, ["o6a"]);
}

#[test]
fn six_findings_are_live_and_three_dormant() {
    let view = Place::sample().json("findings");
    let findings = view["findings"].as_array().unwrap();
    let said: Vec<(bool, &str)> =
        findings.iter().map(|finding| (finding["dormant"].as_bool().unwrap(), finding["grade"].as_str().unwrap())).collect();
    assert_eq!(
        said.iter().filter(|(dormant, _)| !dormant).map(|(_, grade)| *grade).collect::<Vec<_>>(),
        ["serious", "serious", "serious", "serious", "watch", "watch"]
    );
    assert_eq!(
        said.iter().filter(|(dormant, _)| *dormant).map(|(_, grade)| *grade).collect::<Vec<_>>(),
        ["blocking", "blocking", "serious"]
    );
    let rival = findings.iter().find(|finding| finding["option"] == "o2c").unwrap();
    assert_eq!((texts(&rival["between"]), &rival["on"]), (vec!["udk", "molsp"], &json!("o2d")));
}

#[test]
fn four_options_are_common_ground_and_six_divide() {
    let view = Place::sample().json("common-ground");
    assert_eq!(all(&view["options"], "option"), ["o1a", "o3b", "o5a", "o6a"]);
    assert_eq!(texts(&view["options"][3]["kinds"]), ["cso", "nhri", "public_admin"]);
    assert_eq!(all(&view["polarised"], "option"), ["o1b", "o2a", "o2d", "o3a", "o4a", "o4b"]);
}

#[test]
fn the_roadmap_counts_what_is_late_and_what_money_is_missing() {
    let view = Place::sample().json("roadmap");
    let counts = json!({ "no_evidence": 0, "not_started": 3, "on_track": 5, "at_risk": 2, "delayed": 1, "done": 2, "dropped": 0 });
    assert_eq!(view["counts"], counts);
    assert_eq!(view["overdue"], json!([]));
    assert_eq!(texts(&view["past_first_date"]), ["c07"]);
    assert_eq!(texts(&view["should_have_started"]), ["c05", "c09"]);
    assert_eq!(texts(&view["money_missing"]), ["c02", "c04", "c05", "c11"]);
    assert_eq!(view["by_lead"]["molsp"], 3);
    assert_eq!(view["by_stage"], json!({ "formulation": 4, "adoption": 2, "implementation": 6, "evaluation": 1 }));
}

#[test]
fn donors_leave_two_gaps_and_one_payment_hangs_on_interpreters() {
    let view = Place::sample().json("donors");
    assert_eq!((texts(&view["gaps"]), texts(&view["unaligned"])), (vec!["c04", "c11"], vec!["f4"]));
    assert_eq!(view["tranches"][0]["support"], "f1");
    assert_eq!(texts(&view["tranches"][0]["indicators"]), ["pi2"]);
}

#[test]
fn the_network_has_two_brokers_and_two_left_alone() {
    let view = Place::sample().json("network");
    assert_eq!((&view["density"], &view["density_before"]), (&json!(0.1583), &json!(0.0917)));
    assert_eq!((texts(&view["isolated"]), texts(&view["brokers"])), (vec!["first-word", "krt"], vec!["sac", "udk"]));
    assert_eq!((&view["ties_through_dialogue"], &view["new_pairs"]), (&json!(9), &json!(8)));
}

#[test]
fn coverage_says_who_was_never_met() {
    let view = Place::sample().json("coverage");
    let never: Vec<&str> = view["stakeholders"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["last"].is_null())
        .map(|row| row["stakeholder"].as_str().unwrap())
        .collect();
    let mut sorted = never.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["esa-112", "ftu", "krt", "nipd", "usarn"]);
    assert_eq!(texts(&view["kinds_never_met"]), ["academia", "democracy_support", "media"]);
    assert_eq!(texts(&view["raised"]), ["first-word", "owdn"]);
    let place = Place::sample();
    let text = place.run(&["coverage", "--since", "public-events/e4"]).out;
    assert!(text.contains("Met since 2025-12-03"), "{text}");
    assert_eq!(place.run(&["coverage", "--since", "e99"]).code, 65);
}

#[test]
fn the_precheck_of_the_round_table_finds_ten_not_met_and_two_promises() {
    let place = Place::sample();
    let run = place.run(&["precheck", "e5", "--json"]);
    assert_eq!(run.code, 1);
    let view = run.json();
    assert_eq!((&view["event"], &view["as_of"]), (&json!("e5"), &json!("2026-03-16")));
    assert_eq!(view["not_met"].as_array().unwrap().len(), 10);
    assert_eq!(texts(&view["polarised"]), ["o2a", "o2d", "o3a", "o4a", "o4b"]);
    assert_eq!(texts(&view["commitments"]), ["c03", "c07", "c13"]);
    assert_eq!(all(&view["promises"], "status"), ["broken", "open"]);
    assert_eq!(view["calendar"][0]["date"], "2026-04-22");
    assert_eq!(place.run(&["precheck", "meetings/2025-10-02-udk"]).code, 65);
    assert_eq!(place.run(&["precheck", "e5", "--audience", "donor"]).code, 5);
}

#[test]
fn a_precheck_names_who_was_asked_where_hardly_anybody_was() {
    let place = Place::sample();
    for n in 7..10 {
        place.write(&format!("issues/i{n}.toml"), &format!("title = \"Question {n}: who\"\n"));
    }
    let event = place.read("workshops/e5.toml").replace("issues = [\"i2\", \"i3\", \"i4\", \"i5\"]\n", "");
    place.write("workshops/e5.toml", &event);
    let text = place.run(&["precheck", "e5"]).out;
    for part in [
        "  Never asked of anybody: i7 Question 7, i8 Question 8, i9 Question 9\n",
        "  Asked on i3 Employment quota and levy, 3 of 10: KEC, MoLSP, UDK\n",
        "  Never asked on i2 Interpreters: ESA-112, First Word, KEC, MoE\n",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn a_precheck_is_one_printed_page_however_great_the_event() {
    let place = Place::sample();
    let (mut guests, mut issues) = (Vec::new(), Vec::new());
    for n in 0..40 {
        guests.push(format!("\"s{n}\""));
        place.write(&format!("stakeholders/s{n}.toml"), &format!("name = \"Somebody {n}\"\nkind = \"cso\"\n"));
        let owed = format!("[[promise]]\ntext = \"Promise {n}\"\nby = \"host\"\ndue = 2026-03-01\n");
        place.write(&format!("meetings/2026-03-01-s{n}.toml"), &format!("stakeholder = \"s{n}\"\ndate = 2026-03-01\n{owed}"));
    }
    for n in 0..30 {
        issues.push(format!("\"j{n}\""));
        place.write(&format!("issues/j{n}.toml"), &format!("title = \"Matter {n}\"\n"));
    }
    let lists = format!("participants = [{}]\nissues = [{}]", guests.join(", "), issues.join(", "));
    place.write("workshops/e99.toml", &format!("title = \"Great\"\ndate = 2026-04-01\n{lists}\n"));
    let run = place.run(&["precheck", "e99"]);
    assert!(run.out.lines().count() <= 66, "{} lines\n{}", run.out.lines().count(), run.out);
    for wanted in ["Unknown. ", "See before", "Promises of ours", "lines more, in --json"] {
        assert!(run.out.contains(wanted), "{wanted} is missing:\n{}", run.out);
    }
}

#[test]
fn a_brief_says_what_was_never_asked_what_is_owed_and_where_it_may_clash() {
    let place = Place::sample();
    let view = place.json("brief molsp");
    assert_eq!((&view["stakeholder"], &view["last"]), (&json!("molsp"), &json!("2026-02-10")));
    assert_eq!(texts(&view["never_asked"]), ["o1b", "o2a", "o2b", "o3a", "o4a", "o4b"]);
    assert_eq!(all(&view["promises"], "status"), ["open"]);
    let text = place.run(&["brief", "molsp"]).out;
    assert!(text.contains("secondment") && text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert_eq!(place.json("brief meetings/2025-10-02-udk")["as_of"], "2025-10-01");
    assert_eq!(place.run(&["brief", "nobody"]).code, 65);
    assert_eq!(place.run(&["brief", "udk", "--audience", "donor"]).code, 5);
}

#[test]
fn the_host_kept_four_promises_and_broke_one() {
    let view = Place::sample().json("promises");
    assert_eq!((&view["kept"], &view["open"], &view["overdue"], &view["broken"]), (&json!(4), &json!(1), &json!(1), &json!(1)));
}

#[test]
fn the_status_fits_a_screen_and_its_exit_code_is_its_level() {
    let place = Place::sample();
    let run = place.run(&["status"]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.lines().count() <= 24);
    assert_eq!(place.json("status")["level"], "attention");
    let red_line = "stakeholder = \"krt\"\ndate = 2026-03-10\n\n[[red_line]]\noption = \"o4b\"\npolarity = \"must_not_have\"\nfirmness = \"absolute\"\n";
    place.write("meetings/2026-03-10-krt.toml", red_line);
    assert_eq!(place.run(&["status"]).code, 2);
    assert_eq!(place.run(&["precheck", "e5"]).code, 1, "the one who holds it does not take part");
}

#[test]
fn a_trace_counts_what_it_holds_back() {
    let place = Place::sample();
    let whole = place.json("trace c03");
    let donor = place.run(&["trace", "c03", "--json", "--audience", "donor"]).json();
    let steps = |view: &Json| view["steps"].as_array().unwrap().len() as u64;
    assert_eq!(whole["held_back"], 0);
    assert_eq!(steps(&donor) + donor["held_back"].as_u64().unwrap(), steps(&whole));
    assert!(steps(&donor) < steps(&whole));
}

#[test]
fn what_a_stakeholder_said_on_an_option_is_traced_newest_first_as_on_screen() {
    let place = Place::sample();
    let view = place.json("trace mof o2b");
    assert_eq!((&view["record"], &view["on"]), (&json!("stakeholders/mof"), &json!(["o2b"])));
    let dates: Vec<&str> = view["steps"].as_array().unwrap().iter().filter_map(|step| step["date"].as_str()).collect();
    assert_eq!(dates, ["2025-11-11", "2025-02-26"]);
    let text = place.run(&["trace", "mof", "o2b"]).out;
    assert!(text.contains("+1 on o2b") && text.contains("on track") && !text.contains("SAC"), "{text}");
    let wrong = place.run(&["trace", "c03", "o2b"]);
    assert_eq!((wrong.code, wrong.err.contains("a stakeholder")), (65, true), "{}", wrong.err);
}

#[test]
fn what_stands_between_two_is_traced_to_the_words_of_both_sides() {
    let place = Place::sample();
    let view = place.json("trace mof owdn");
    assert_eq!(view["between"], json!(["mof", "owdn"]));
    let [finding] = view["findings"].as_array().unwrap().as_slice() else { panic!("{view}") };
    assert!(finding["sentence"].as_str().unwrap().contains("MoF must not have o2a"), "{finding}");
    let rests_on = finding["rests_on"].as_array().unwrap();
    assert!(rests_on.contains(&json!("2025-02-26-mof")) && rests_on.contains(&json!("2025-05-20-owdn")), "{finding}");
    let text = place.run(&["trace", "owdn", "mof"]).out;
    assert!(text.contains("against mof") && text.contains("must not have o2a (firm)") && text.contains("+2 on o2a"), "{text}");
    let nothing = place.run(&["trace", "mof", "nipd"]);
    assert_eq!((nothing.code, nothing.out.contains("No red line stands between them")), (0, true), "{}", nothing.out);
}

#[test]
fn what_three_hold_alike_is_in_the_donors_matrix_without_their_names() {
    let place = Place::sample();
    let donor = || place.run(&["matrix", "--json", "--audience", "donor"]);
    assert_eq!(donor().json()["unnamed"], json!({ "shown": [], "left_out": "5" }));
    assert_eq!(place.json("matrix").get("unnamed"), None, "the host sees all names");
    for who in ["cu", "krt", "ftu"] {
        let text = format!(
            "stakeholder = \"{who}\"\ndate = 2026-03-01\ndisclosure = \"non_attributable\"\n\n[[position]]\noption = \"o4b\"\nvalue = -1\n"
        );
        place.write(&format!("meetings/2026-03-01-{who}.toml"), &text);
    }
    let cell = json!({ "option": "o4b", "title": "Parents choose; both paths funded", "value": -1, "holders": 3, "month": "2026-03" });
    assert_eq!(donor().json()["unnamed"]["shown"], json!([cell]));
    assert!(donor().json()["cells"].as_array().unwrap().iter().all(|cell| cell["option"] != "o4b"));
    let text = place.run(&["matrix", "--audience", "partner"]).out;
    assert!(text.contains("held by 3 who are not named") && text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let public = place.run(&["matrix", "--json", "--audience", "public"]).json();
    assert_eq!(public["unnamed"], json!({ "shown": [], "left_out": "none" }));
    let of_issue = place.run(&["matrix", "--issue", "i1", "--json", "--audience", "donor"]).json();
    assert_eq!(of_issue["unnamed"]["shown"], json!([]));
}

#[test]
fn a_snapshot_freezes_the_dialogue_and_can_be_compared_with_later() {
    let place = Place::sample();
    let made = place.run(&["snapshot", "--reason", "before spring"]);
    assert_eq!((made.code, made.out.as_str()), (0, "2026-03-16-before-spring\n"));
    assert_eq!(place.run(&["check"]).code, 0);
    place.run(&["add", "meetings", "stakeholder=krt", "date=2026-03-17"]);
    place.run(&["add", "meetings/2026-03-17-krt:position", "option=o1a", "value=2"]);
    let diff = place.run(&["isf", "--diff", "2026-03-16-before-spring", "2026-03-18", "--json"]).json();
    assert_eq!(diff["cells"].as_array().unwrap().len(), 1);
    assert_eq!(diff["cells"][0]["stakeholder"], "krt");
    let moved = place.run(&["movement", "2026-03-16-before-spring", "+2d", "--json"]).json();
    assert_eq!(moved["moves"][0]["source"], "2026-03-17-krt");
    assert_eq!(place.run(&["movement", "never", "today"]).code, 65);
}

#[test]
fn every_view_fits_eighty_columns_and_ends_well() {
    let place = Place::sample();
    for line in commands::of_sample() {
        let run = place.run(&line.split(' ').collect::<Vec<_>>());
        assert!(run.code <= 2 && !run.out.is_empty(), "{line}: {}", run.err);
        assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{line}: {}", run.out);
        assert!(!run.out.contains('\u{1b}'), "{line}");
    }
}

#[test]
fn the_shapes_told_in_the_reference_name_every_key_of_the_answers() {
    fn keys(value: &Json, found: &mut Vec<String>) {
        match value {
            Json::Object(map) => map.iter().for_each(|(key, value)| {
                found.push(key.clone());
                keys(value, found);
            }),
            Json::Array(items) => items.iter().for_each(|item| keys(item, found)),
            _ => {}
        }
    }
    let place = Place::sample();
    let ids: Vec<String> =
        place.json("list stakeholders").as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect();
    let counted = ["no_evidence", "not_started", "on_track", "at_risk", "delayed", "done", "dropped"];
    let stages = ["formulation", "adoption", "implementation", "evaluation"];
    let all: String = convenor::cli::reference::SHAPES.iter().map(|(_, shape)| *shape).collect();
    for (command, shape) in convenor::cli::reference::SHAPES {
        let mut found = Vec::new();
        let answer = place.json(command);
        keys(&answer, &mut found);
        for key in answer.as_object().unwrap().keys() {
            assert!(shape.contains(key.as_str()), "{command}: {key}");
        }
        for key in found.iter().filter(|key| !ids.contains(key) && !counted.contains(&key.as_str()) && !stages.contains(&key.as_str())) {
            assert!(all.contains(key.as_str()), "{command}: {key}");
        }
    }
}

#[test]
fn in_whatever_order_files_came_into_the_folder_every_answer_is_the_same_to_the_byte() {
    let first = Place::sample();
    let second = Place::sample();
    let mut files: Vec<_> = convenor::domain::catalogue::DEMO.iter().collect();
    files.sort_by_key(|(file, _)| file.chars().rev().collect::<String>());
    for (file, _) in &files {
        std::fs::remove_file(second.dir().join(file)).unwrap();
    }
    for (n, (file, text)) in files.iter().rev().enumerate() {
        // Some come under another name at first, as an editor writes them.
        if n % 3 == 0 {
            second.write(&format!("{file}.new"), text);
            std::fs::rename(second.dir().join(format!("{file}.new")), second.dir().join(file)).unwrap();
        } else {
            second.write(file, text);
        }
    }
    for line in commands::of_sample() {
        let words: Vec<&str> = line.split(' ').chain(["--json"]).collect();
        let (one, other) = (first.run(&words), second.run(&words));
        assert!(one.code <= 2 && !one.out.is_empty(), "{line}: {}", one.err);
        assert_eq!((one.code, &one.out), (other.code, &other.out), "{line}");
        assert_eq!(first.run(&words).out, one.out, "{line}, asked again");
    }
}
