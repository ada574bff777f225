//! `set`, `add`, `bin`, `undo`.

use crate::kit::Place;

const MEETING: &str = "meetings/2025-10-02-udk.toml";

#[test]
fn setting_a_field_and_taking_it_away_gives_the_file_back_byte_for_byte() {
    let place = Place::sample();
    for (record, file, value) in [
        ("meetings/2025-10-02-udk", MEETING, "minutes=45"),
        ("commitments/c03", "commitments/c03.toml", "revised_due=+30d"),
        ("stakeholders/udk", "stakeholders/udk.toml", "groups=deaf people,signers"),
        ("dialogue", "dialogue.toml", "stale_days=60"),
    ] {
        let before = place.read(file);
        assert_eq!(place.run(&["set", record, value]).code, 0);
        assert_ne!(place.read(file), before);
        let field = value.split('=').next().unwrap();
        assert_eq!(place.run(&["set", record, &format!("{field}=")]).code, 0);
        assert_eq!(place.read(file), before, "{file}");
    }
}

#[test]
fn a_new_key_stands_after_the_last_top_level_key_and_before_the_first_row() {
    let place = Place::sample();
    place.write(
        "meetings/m.toml",
        "# mine\nstakeholder = \"udk\"\ndate = 2026-01-02 # Friday\n\n[[position]]\noption = \"o1a\"\nvalue = 2\n",
    );
    assert_eq!(place.run(&["set", "meetings/m", "minutes=30"]).code, 0);
    let text = place.read("meetings/m.toml");
    assert_eq!(
        text,
        "# mine\nstakeholder = \"udk\"\ndate = 2026-01-02 # Friday\nminutes = 30\n\n[[position]]\noption = \"o1a\"\nvalue = 2\n"
    );
}

#[test]
fn values_are_read_by_the_type_of_their_field() {
    let place = Place::sample();
    let run = place.run(&[
        "set",
        "2025-10-02-udk",
        "date=fri",
        "start=14:30",
        "minutes=45",
        "objective=mend_relation,reassure",
        "frankness=open",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = place.read(MEETING);
    for line in ["date = 2026-03-20", "start = 14:30:00", "minutes = 45", "objective = [\"mend_relation\", \"reassure\"]", "frankness = 3"]
    {
        assert!(text.contains(line), "{line} in {text}");
    }
}

#[test]
fn lists_gain_and_lose_members() {
    let place = Place::sample();
    assert_eq!(place.run(&["set", "commitments/c03", "endorsed_by+=ftu,udk"]).code, 0);
    assert!(place.read("commitments/c03.toml").contains("endorsed_by = [\"udk\", \"owdn\", \"pdo\", \"usarn\", \"molsp\", \"ftu\"]"));
    assert_eq!(place.run(&["set", "commitments/c03", "endorsed_by-=ftu"]).code, 0);
    assert!(place.read("commitments/c03.toml").contains("endorsed_by = [\"udk\", \"owdn\", \"pdo\", \"usarn\", \"molsp\"]"));
}

#[test]
fn long_text_comes_from_standard_input() {
    let place = Place::sample();
    let minutes = "Erster Absatz.\n!- #o2c nicht jetzt\nԴրական \"quoted\" \\ text\n";
    assert_eq!(place.run_with(&["set", "2025-10-02-udk", "notes=@-"], minutes).code, 0);
    assert_eq!(place.json("show 2025-10-02-udk")["notes"], minutes);
}

#[test]
fn what_is_so_already_is_not_written() {
    let place = Place::sample();
    let path = place.dir().join(MEETING);
    let before = std::fs::metadata(&path).unwrap().modified().unwrap();
    let run = place.run(&["set", "2025-10-02-udk", "frankness=4", "mode=video"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let place = Place::sample();
    let before = place.read(MEETING);
    for (field, said) in [
        ("frankness=9", "frankness"),
        ("minuts=4", "Did you mean minutes?"),
        ("stakeholder=udc", "Did you mean udk?"),
        ("date=soon", "2026-03-31"),
        ("mode=vidio", "Did you mean video?"),
        ("stakeholder=", "stakeholder"),
    ] {
        let run = place.run(&["set", "2025-10-02-udk", "minutes=45", field]);
        assert_eq!(run.code, 65, "{field}: {}", run.err);
        assert!(run.err.contains(said), "{field}: {}", run.err);
        assert_eq!(place.read(MEETING), before, "{field}");
    }
    assert_eq!(place.run(&["set", "meetings/none", "minutes=4"]).code, 65);
    assert_eq!(place.run(&["set", "2025-10-02-udk", "minutes"]).code, 64);
}

#[test]
fn rows_are_added_changed_and_taken_away_by_number() {
    let place = Place::sample();
    let before = place.read(MEETING);
    let run = place.run(&["add", "meetings/2025-10-02-udk:position", "option=o1a", "value=2"]);
    assert_eq!((run.code, run.out.as_str()), (0, "meetings/2025-10-02-udk:position[6]\n"));
    assert_eq!(place.json("show 2025-10-02-udk")["position"][5]["option"], "o1a");
    assert_eq!(place.run(&["set", "2025-10-02-udk:position[6]", "value=1", "condition=when asked"]).code, 0);
    assert_eq!(place.json("show 2025-10-02-udk")["position"][5]["value"], 1);
    assert_eq!(place.run(&["bin", "2025-10-02-udk:position[6]"]).code, 0);
    assert_eq!(place.read(MEETING), before);
    for wrong in ["2025-10-02-udk:position[9]", "2025-10-02-udk:positon[1]"] {
        assert_eq!(place.run(&["set", wrong, "value=1"]).code, 65);
    }
    assert_eq!(place.run(&["set", "2025-10-02-udk:position", "value=1"]).code, 64);
    assert_eq!(place.run(&["add", "meetings/2025-10-02-udk:position", "value=2"]).code, 65);
}

#[test]
fn a_new_record_gets_an_id_which_is_said() {
    let place = Place::sample();
    let run = place.run(&["add", "meetings", "stakeholder=udk"]);
    assert_eq!((run.code, run.out.as_str()), (0, "2026-03-16-udk\n"), "{}", run.err);
    assert_eq!(place.run(&["add", "meetings", "stakeholder=udk"]).out, "2026-03-16-udk-2\n");
    assert_eq!(place.run(&["add", "commitments", "title=Hold a fair", "lead=kec"]).out, "c14\n");
    assert_eq!(place.run(&["add", "issues", "title=Next"]).out, "i7\n");
    assert_eq!(place.run(&["add", "stakeholders", "name=Союз", "kind=cso"]).out, "soiuz\n");
    assert_eq!(place.run(&["add", "options", "id=o6b", "title=No census", "issue=i6"]).out, "o6b\n");
    assert_eq!(place.run(&["check"]).code, 0);
}

#[test]
fn a_record_that_lacks_what_it_needs_is_not_added() {
    let place = Place::sample();
    let run = place.run(&["add", "meetings"]);
    assert_eq!(run.code, 65);
    assert!(run.err.contains("stakeholder"), "{}", run.err);
    assert_eq!(place.run(&["add", "meeting", "stakeholder=udk"]).code, 65);
    assert_eq!(place.run(&["add", "options", "id=O 1", "title=t", "issue=i1"]).code, 65);
    assert_eq!(place.run(&["add", "options", "id=o1a", "title=t", "issue=i1"]).code, 65);
    assert_eq!(place.run(&["add", "snapshots", "date=today"]).code, 65);
}

#[test]
fn what_went_to_the_bin_comes_back_as_it_was() {
    let place = Place::sample();
    let before = place.read("options/o6a.toml");
    let run = place.run(&["bin", "options/o6a"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("commitments/c13"), "what still links to it is said: {}", run.err);
    assert!(!place.dir().join("options/o6a.toml").exists());
    assert_eq!(place.run(&["undo"]).code, 0);
    assert_eq!(place.read("options/o6a.toml"), before);
}

#[test]
fn undo_takes_back_one_command_at_a_time() {
    let place = Place::sample();
    let before = place.read(MEETING);
    place.run(&["set", "2025-10-02-udk", "minutes=45"]);
    place.run(&["set", "2025-10-02-udk", "minutes=60", "frankness=1"]);
    assert_eq!(place.run(&["undo"]).code, 0);
    assert_eq!(place.json("show 2025-10-02-udk")["minutes"], 45);
    assert_eq!(place.run(&["undo"]).code, 0);
    assert_eq!(place.read(MEETING), before);
    assert_eq!(place.run(&["undo"]).code, 65);
}

#[test]
fn nothing_is_written_for_another_audience_and_no_row_is_raised_without_a_reason() {
    let place = Place::sample();
    let before = place.read(MEETING);
    assert_eq!(place.run(&["set", "2025-10-02-udk", "minutes=1", "--audience", "donor"]).code, 5);
    assert_eq!(place.run(&["set", "2025-10-02-udk:position[1]", "disclosure=public"]).code, 5);
    assert_eq!(place.read(MEETING), before);
    assert_eq!(place.run(&["set", "2025-10-02-udk:position[1]", "disclosure=public", "disclosure_reason=said on television"]).code, 0);
}

#[test]
fn every_field_that_is_absent_can_be_set_and_taken_away_without_a_trace() {
    let place = Place::sample();
    for (record, file) in [("meetings/2025-10-02-udk", MEETING), ("commitments/c02", "commitments/c02.toml")] {
        let before = place.read(file);
        let kind = record.split('/').next().unwrap();
        let schema = place.run(&["schema", kind]).json();
        let there = place.json(&format!("show {record}"));
        for (field, property) in schema["properties"].as_object().unwrap() {
            let is_row = property["items"]["type"] == "object";
            let own = if field == "kind" { "commitment_kind" } else { field };
            if is_row || field == "disclosure" || !there[own].is_null() {
                continue;
            }
            let one = |property: &serde_json::Value| match property {
                p if p["enum"].is_array() => p["enum"][0].to_string().trim_matches('"').to_owned(),
                p if p["x-links-to"].is_array() => {
                    let folder = p["x-links-to"][0].as_str().unwrap().to_owned();
                    let list = place.json(&format!("list {folder}"));
                    let id = list[0]["id"].as_str().unwrap_or("none").to_owned();
                    if p["pattern"].as_str().unwrap().starts_with("^(") { format!("{folder}/{id}") } else { id }
                }
                p if p["format"] == "date" => "2026-12-24".to_owned(),
                p if p["pattern"].is_string() => "14:30".to_owned(),
                p if p["type"] == "integer" => p["minimum"].as_i64().unwrap_or(1).to_string(),
                p if p["type"] == "number" => "1.5".to_owned(),
                p if p["type"] == "boolean" => "yes".to_owned(),
                _ => "some \"words\", Ωord".to_owned(),
            };
            let value = if property["type"] == "array" { one(&property["items"]) } else { one(property) };
            let run = place.run(&["set", record, &format!("{field}={value}")]);
            assert_eq!(run.code, 0, "{record} {field}={value}: {}", run.err);
            assert_ne!(place.read(file), before, "{field}");
            assert_eq!(place.run(&["set", record, &format!("{field}=")]).code, 0, "{field}");
            assert_eq!(place.read(file), before, "{record} {field}");
        }
    }
}

#[test]
fn a_second_writer_s_words_are_kept_and_other_fields_are_merged_in() {
    let place = Place::sample();
    let [a, b] = ["minutes=45", "start=9:00"].map(|field| {
        let dir = place.dir();
        let home = place.home().to_owned();
        let field = field.to_owned();
        std::thread::spawn(move || crate::kit::run(&home, &["-d", dir.to_str().unwrap(), "set", "2025-10-02-udk", &field], &[], "").code)
    });
    assert_eq!((a.join().unwrap(), b.join().unwrap()), (0, 0));
    let record = place.json("show 2025-10-02-udk");
    assert_eq!((&record["minutes"], &record["start"]), (&serde_json::json!(45), &serde_json::json!("09:00")));
}

#[test]
fn a_file_that_cannot_be_read_is_never_written_over() {
    let place = Place::sample();
    let broken = "title = \"half\nissue = \"i1\"\n";
    place.write("options/broken.toml", broken);
    for words in [&["set", "options/broken", "title=whole"][..], &["set", "options/broken", "title="], &["bin", "options/broken"]] {
        let run = place.run(words);
        assert_eq!(run.code, 65, "{words:?}: {}", run.err);
        assert!(run.err.contains("options/broken.toml:1:"), "{}", run.err);
        assert_eq!(place.read("options/broken.toml"), broken);
    }
    assert!(place.run(&["show", "options/broken"]).out.contains("options/broken.toml:1:"));
    assert_eq!(place.run(&["set", "options/o1a", "title=Still writable"]).code, 0);
}
