//! Taking notes, new records, rows.

use crate::story::Story;
use std::fs;

/// The places from which a note must be a matter of three keys.
const ANYWHERE: [&str; 8] = ["0", "1", "2 Tab", "4", "5", "7", "Space p", "1 Tab Enter"];

#[test]
fn a_note_is_begun_from_anywhere_by_c_the_beginning_of_a_name_and_enter() {
    for place in ANYWHERE {
        let mut story = Story::sample();
        story.press(place).press("c m o l Enter").see("Bilateral with MoLSP").write("They wait.").see("They wait.");
        assert!(!story.has("meetings/2026-03-16-molsp.toml"));
        story.press("Esc");
        assert!(story.read("meetings/2026-03-16-molsp.toml").contains("They wait."), "{place}");
    }
}

#[test]
fn after_a_note_the_host_is_where_the_note_was_begun() {
    let mut story = Story::sample();
    story.press("2 Tab Tab j j");
    let before = story.screen();
    story.press("c m o l Enter").write("They wait.").press("Esc");
    let after = story.screen();
    assert_eq!(before.lines().take(22).collect::<Vec<_>>(), after.lines().take(22).collect::<Vec<_>>());
}

#[test]
fn escape_out_of_a_note_loses_no_letter() {
    let mut story = Story::sample();
    let text = "Ilda Marev alone again;\nthe deputy post is frozen until May.\n\n  indented, and a tab\tin the middle";
    story.press("c m o l Enter").paste(text).press("Esc");
    let record: toml::Table = story.read("meetings/2026-03-16-molsp.toml").parse().unwrap();
    assert_eq!(record["notes"].as_str().unwrap().trim_end(), text);
    assert_eq!(record["stakeholder"].as_str(), Some("molsp"));
    assert_eq!(record["date"].to_string(), "2026-03-16");
}

#[test]
fn escape_with_nothing_typed_leaves_nothing_behind() {
    let mut story = Story::sample();
    let before = story.files();
    story.press("c m o l Enter Esc");
    story.files_are(&before);
    assert_eq!(story.model.drafts, []);
    story.press("2 Tab Tab e Esc e Esc");
    story.files_are(&before);
}

#[test]
fn somebody_met_for_the_first_time_is_written_down_by_their_name_alone() {
    let mut story = Story::sample();
    story
        .press("c")
        .write("Harbour Pilots")
        .see("met for the first time")
        .press("Enter")
        .see("Bilateral with")
        .write("Never asked before.")
        .press("Esc");
    assert!(story.read("stakeholders/harbour-pilots.toml").contains("name = \"Harbour Pilots\""));
    assert!(story.read("meetings/2026-03-16-harbour-pilots.toml").contains("stakeholder = \"harbour-pilots\""));
}

#[test]
fn somebody_new_of_whom_not_a_word_was_noted_is_not_written_down() {
    let mut story = Story::sample();
    let before = story.files();
    story.press("c").write("Harbour Pilots").press("Enter").see("Bilateral with Harbour Pilots").press("Esc");
    story.files_are(&before);
    story.press("c").write("Harbour Pilots").see("met for the first time");
    assert_eq!(story.model.drafts, []);
}

#[test]
fn somebody_new_whose_note_was_emptied_again_is_taken_back_with_one_key() {
    let mut story = Story::sample();
    let before = story.files();
    story.press("c").write("Harbour Pilots").press("Enter").write("Hm").press("Backspace Backspace Esc");
    assert!(!story.has("meetings/2026-03-16-harbour-pilots.toml"));
    story.press("u");
    story.files_are(&before);
    assert_eq!(story.model.drafts, []);
}

#[test]
fn a_commitment_gets_its_progress_in_one_line() {
    let mut story = Story::sample();
    story.press("Space /").write("deaf-majority").press("Enter");
    story.press("Enter").see("c03").press("+").write("delayed the committee did not meet | minutes of 12 March").press("Enter");
    story.see("the committee did not");
    let file = story.read("commitments/c03.toml");
    let rows = &file[file.rfind("[[progress]]").unwrap()..];
    for part in ["date = 2026-03-16", "status = \"delayed\"", "note = \"the committee did not meet\"", "evidence = \"minutes of 12 March\""]
    {
        assert!(rows.contains(part), "{part} not in {rows}");
    }
}

#[test]
fn progress_without_a_word_is_refused_with_what_can_be_said() {
    let mut story = Story::sample();
    let before = story.files();
    story.press("Space /").write("deaf-majority").press("Enter Enter + Enter").see("on track");
    story.files_are(&before);
}

#[test]
fn a_record_that_lacks_something_waits_on_home_and_is_gone_on_with() {
    let mut story = Story::sample();
    story.press("2");
    go_to_list(&mut story, "Options").press("a").write("Subtitles first").press("Esc").see("missing");
    let mut story = story.again();
    story.see("new option").press("Space D Enter").see("Subtitles first");
}

#[test]
fn a_field_that_cannot_be_is_named_on_leaving_and_opening_the_record_again_goes_on_there() {
    let mut story = Story::sample();
    story.press("4 Down e");
    for _ in 0..40 {
        if story.screen().lines().any(|line| line.trim_start().starts_with("▸ Due ")) {
            break;
        }
        story.press("Down");
    }
    let before = story.files();
    story.press("C-u").write("soonish").press("Esc");
    assert!(story.said().starts_with("Due: "), "{}", story.said());
    story.see("Kept as a draft; e goes on with it.");
    story.files_are(&before);
    story.press("e").see("▸ Due ").see("soonish").press("C-u").write("2026-09-01").press("Esc").see_no("draft");
    assert_eq!(story.model.drafts, []);
    assert!(story.files() != before);
}

/// Goes on through the panes of a tab until the list of that title is open.
pub(crate) fn go_to_list<'a>(story: &'a mut Story, title: &str) -> &'a mut Story {
    for _ in 0..20 {
        if story.screen().lines().nth(3).is_some_and(|line| line.trim_start().starts_with(title)) {
            return story;
        }
        story.press("Tab");
    }
    panic!("no list {title} beside\n{}", story.screen());
}

#[test]
fn a_debrief_that_was_left_is_named_on_home_until_it_is_gone_through() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("Short talk.\n#o1a +2\n#o2d -1").press("Esc").see("Debrief").press("Esc");
    story.press("0").see("MoLSP Mon 16 Mar  2 marked lines to go through");
    let home = story.screen();
    let line = home.lines().position(|line| line.contains("marked lines to go through")).unwrap();
    let first = home.lines().position(|line| line.contains('▸')).unwrap();
    assert!(first < line, "{home}");
    while !story.screen().lines().any(|line| line.starts_with('▸') && line.contains("marked lines")) {
        story.press("Down");
    }
    story.press("Enter").see("Debrief").see("o1a").press("A").see("frank").press("Esc");
    story.press("0").see_no("marked lines");
    assert!(story.read("meetings/2026-03-16-molsp.toml").contains("[[position]]"));
}

#[test]
fn what_keeps_a_record_from_being_saved_is_named_and_the_cursor_goes_there() {
    let mut story = Story::sample();
    story.press("4 Down e").see("Who and when").press("C-s").see("Nothing has changed");
    for _ in 0..40 {
        if story.screen().lines().any(|line| line.trim_start().starts_with("▸ Due ")) {
            break;
        }
        story.press("Down");
    }
    story.press("C-u").write("soonish").press("Up Up Up").see_no(" ▸ Due").press("C-s");
    story.see(" ▸ Due").see("Due: ").see("Until then it is a draft.");
}

#[test]
fn commands_work_under_a_russian_or_arabic_layout_and_a_note_keeps_its_letters() {
    let mut story = Story::sample();
    story.press("с").write("mol").press("Enter").write("Они ждут.").press("Esc");
    assert!(story.read("meetings/2026-03-16-molsp.toml").contains("Они ждут."));
    story.press("Esc Esc г");
    assert!(!story.has("meetings/2026-03-16-molsp.toml"), "{}", story.screen());
    story.press("٢").see("Consensus Building").press("Space ح").see("Problems");
    story.press("Space й");
    assert!(story.ended);
}

#[test]
fn a_key_that_lies_nowhere_on_a_latin_layout_says_so_and_does_nothing() {
    let mut story = Story::sample();
    let before = story.files();
    story.press("Җ");
    assert!(story.said().contains("Җ does nothing here"), "{}", story.said());
    story.files_are(&before);
}

#[test]
fn a_note_larger_than_a_record_can_be_is_not_written_and_waits_whole_as_a_draft() {
    let mut story = Story::sample();
    let line = "The minister said the same thing once more.\n";
    story.press("c m o l Enter").paste(&line.repeat((5 << 20) / line.len())).press("Esc");
    story.see("the draft is kept");
    assert!(!story.has("meetings/2026-03-16-molsp.toml"));
    story.press("Space D").see("1 draft").see("The minister said").press("Enter").see(line.trim());
    let mut story = story.again();
    story.press("Space D").see("1 draft").press("Enter").see(line.trim());
}

#[test]
fn what_no_disk_takes_is_not_left_behind_without_a_word_and_is_kept_once_there_is_room() {
    let mut story = Story::sample();
    // Nothing can be made in either place, as on a disk that is full.
    let private = story.home("dialogue/.convenor");
    fs::write(&private, "").unwrap();
    fs::remove_dir_all(story.home("state/drafts")).unwrap();
    story.press("c m o l Enter").write("Two words").press("Esc").see("the draft is kept");
    story.press("Space q").see("1 draft stands in memory alone");
    assert!(!story.ended);
    fs::remove_file(&private).unwrap();
    story.press("Space D").see("Two words").press("Enter").write("!").press("Esc Esc");
    assert!(story.read("meetings/2026-03-16-molsp.toml").contains("Two words"), "{}", story.screen());
    story.press("Space q");
    assert!(story.ended);
}
