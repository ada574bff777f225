//! The command line itself: where the dialogue is found, how mistakes are told, what the program knows about itself.

use crate::commands;
use crate::kit::{Place, run};
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn the_dialogue_is_found_by_option_then_environment_then_upwards() {
    let place = Place::sample();
    let dir = place.dir();
    let by_environment = run(place.home(), &["show", "dialogue"], &[("CONVENOR_DIALOGUE", dir.to_str().unwrap())], "");
    assert_eq!(by_environment.code, 0);
    let upwards = run(&dir.join("meetings"), &["show", "dialogue"], &[], "");
    assert_eq!(upwards.code, 0);
    let nowhere = run(place.home(), &["show", "dialogue"], &[], "");
    assert_eq!(nowhere.code, 64);
    assert!(nowhere.err.contains("convenor init"), "{}", nowhere.err);
    let wrong = run(place.home(), &["-d", ".", "show", "dialogue"], &[("CONVENOR_DIALOGUE", dir.to_str().unwrap())], "");
    assert_eq!(wrong.code, 65);
    assert!(wrong.err.contains("is no dialogue"), "{}", wrong.err);
}

#[test]
fn a_mistyped_command_line_ends_with_64() {
    let place = Place::sample();
    for words in [&["list"][..], &["list", "meetings", "--jsno"], &["matrx"], &["matrix", "--as-of", "soon"], &["tools", "20"]] {
        let run = run(place.home(), words, &[("CONVENOR_DIALOGUE", place.dir().to_str().unwrap())], "");
        assert_eq!(run.code, 64, "{words:?}: {}", run.err);
        assert_eq!(run.out, "");
    }
    let typo = run(place.home(), &["matrx"], &[], "");
    assert!(typo.err.contains("convenor matrix"), "{}", typo.err);
    assert_eq!(run(place.home(), &["kinds"], &[("CONVENOR_TODAY", "soon")], "").code, 0);
    assert_eq!(run(place.home(), &["-d", place.dir().to_str().unwrap(), "matrix"], &[("CONVENOR_TODAY", "soon")], "").code, 64);
}

#[test]
fn without_a_terminal_the_screen_is_not_opened() {
    let place = Place::sample();
    let run = place.run(&["open"]);
    assert_eq!(run.code, 64);
    assert!(run.err.contains("terminal"), "{}", run.err);
}

#[test]
fn the_sample_can_be_kept_and_is_whole() {
    let place = Place::sample();
    let kept = place.home().join("kept");
    let made = run(place.home(), &["demo", "--keep", kept.to_str().unwrap()], &[], "");
    assert_eq!(made.code, 0, "{}", made.err);
    let check = run(place.home(), &["-d", kept.to_str().unwrap(), "check", "--hints"], &[], "");
    assert_eq!((check.code, check.out.as_str()), (0, ""), "{}", check.err);
    assert_eq!(run(place.home(), &["demo", "--keep", kept.to_str().unwrap()], &[], "").code, 65);
    assert_eq!(fs::read_to_string(kept.join("options/o1a.toml")).unwrap(), place.read("options/o1a.toml"));
}

#[test]
fn help_and_version_come_on_standard_output() {
    let place = Place::sample();
    let help = run(place.home(), &["list", "--help"], &[], "");
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    assert!(help.out.contains("Example"));
    assert!(run(place.home(), &["--version"], &[], "").out.starts_with("convenor "));
}

#[test]
fn what_the_program_knows_about_itself_needs_no_dialogue() {
    let place = Place::sample();
    for words in [
        &["kinds"][..],
        &["kinds", "meetings"],
        &["tools"],
        &["tools", "9"],
        &["paths"],
        &["schema", "meetings"],
        &["man"],
        &["completions", "bash"],
    ] {
        let run = run(place.home(), words, &[], "");
        assert_eq!(run.code, 0, "{words:?}: {}", run.err);
        assert!(!run.out.is_empty());
    }
}

#[test]
fn every_kind_has_a_schema_with_its_required_fields() {
    let place = Place::sample();
    let schema = run(place.home(), &["schema", "meetings"], &[], "").json();
    assert_eq!(schema["required"], serde_json::json!(["stakeholder", "date"]));
    assert_eq!(schema["properties"]["date"]["format"], "date");
    assert_eq!(schema["properties"]["position"]["items"]["properties"]["value"]["enum"], serde_json::json!([-2, -1, 0, 1, 2]));
    assert_eq!(run(place.home(), &["schema", "meeting"], &[], "").code, 65);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::sample();
    let line =
        format!("{} -d {} list meetings --json | true; exit ${{PIPESTATUS[0]}}", env!("CARGO_BIN_EXE_convenor"), place.dir().display());
    let output = std::process::Command::new("bash").args(["-c", &line]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_new_dialogue_is_for_its_owner_alone_and_without_a_problem() {
    let place = Place::sample();
    let dir = place.home().join("new");
    let made = run(place.home(), &["init", "new", "--title", "Բառեր և ձեռքեր"], &[], "");
    assert_eq!((made.code, made.out.as_str()), (0, "new\n"), "{}", made.err);
    assert_eq!(fs::metadata(&dir).unwrap().permissions().mode() & 0o777, 0o700);
    let check = run(&dir, &["check", "--hints"], &[], "");
    assert_eq!((check.code, check.out.as_str()), (0, ""), "{}", check.err);
    assert_eq!(run(&dir, &["show", "dialogue", "--json"], &[], "").json()["title"], "Բառեր և ձեռքեր");
    assert_eq!(run(place.home(), &["init", "new"], &[], "").code, 65);
    for line in commands::of_any() {
        let empty = run(&dir, &line.split(' ').collect::<Vec<_>>(), &[], "");
        assert_eq!(empty.code, 0, "{line}: {}{}", empty.out, empty.err);
    }
}

#[test]
fn the_dialogue_opened_last_is_found_from_anywhere() {
    let place = Place::sample();
    let state = place.home().join(".local/state/convenor");
    fs::create_dir_all(&state).unwrap();
    fs::write(state.join("recent"), format!("{}\tHands and Words\n", place.dir().display())).unwrap();
    assert_eq!(run(place.home(), &["show", "dialogue"], &[], "").code, 0);
    let paths = run(place.home(), &["paths", "--json"], &[], "").json();
    assert_eq!(paths["dialogue"], place.dir().to_str().unwrap());
}

#[test]
fn the_manual_page_names_every_command_key_file_and_exit_code() {
    let place = Place::sample();
    let page = run(place.home(), &["man"], &[], "").out;
    for word in ["convenor precheck", "SH KEYS", "Takes a bilateral note", "dialogue.toml", "CONVENOR_TODAY", "hung up"] {
        assert!(page.contains(word), "{word}");
    }
}

#[test]
fn a_user_s_own_keys_are_told_and_faults_in_them_beside() {
    let place = Place::sample();
    let config = place.home().join(".config/convenor");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("keymap.toml"), "[global]\ncapture = [\"C-n\"]\ncaptrue = [\"x\"]\n").unwrap();
    let keys = run(place.home(), &["keys", "--json"], &[], "");
    let capture = keys.json().as_array().unwrap().iter().find(|row| row["command"] == "capture").unwrap()["keys"].clone();
    assert_eq!(capture, serde_json::json!(["C-n"]));
    assert!(keys.err.contains("keymap.toml:3:1"), "{}", keys.err);
}

#[test]
fn how_to_open_a_new_dialogue_is_said_as_a_shell_takes_it() {
    let place = Place::sample();
    let home = place.home().to_str().unwrap();
    let said = |name: &str| run(place.home(), &["init", &format!("{home}/{name}")], &[("HOME", home)], "").err;
    assert!(said("new").contains("convenor ~/new\n"), "{}", said("new-2"));
    assert!(said("Hands and Words").contains(&format!("convenor '{home}/Hands and Words'\n")), "{}", said("x y"));
}
