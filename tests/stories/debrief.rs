//! From the marked lines of a note to rows: what stands in the way, and how many keys it takes.

use crate::story::Story;

/// The rows of a record that a story has written.
fn rows(story: &Story, file: &str, name: &str) -> Vec<toml::Table> {
    let record: toml::Table = story.read(file).parse().unwrap();
    let rows = record.get(name).and_then(|rows| rows.as_array()).cloned().unwrap_or_default();
    rows.into_iter().map(|row| row.as_table().unwrap().clone()).collect()
}

#[test]
fn a_red_line_on_what_nobody_wrote_down_yet_begins_its_option_there_and_then() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("!!- no fees for the test").press("Esc").see("option?");
    story.press("Enter").write("Fees for the test").see("a new option").press("Enter");
    story.see("Issue of \"Fees for the test\"?").press("Down Enter").see_no("option?");
    let option: toml::Table = story.read("options/fees-for-the-test.toml").parse().unwrap();
    assert_eq!((option["title"].as_str(), option["issue"].as_str()), (Some("Fees for the test"), Some("i2")));
    story.press("Esc");
    let lines = rows(&story, "meetings/2026-03-16-molsp.toml", "red_line");
    assert_eq!(lines[0]["option"].as_str(), Some("fees-for-the-test"));
    assert_eq!(lines[0]["quote"].as_str(), Some("no fees for the test"));
}

#[test]
fn the_issue_of_a_new_option_may_be_new_too_and_both_go_with_one_undo() {
    let mut story = Story::sample();
    let before = story.files();
    story.press("c m o l Enter").write("!- no fees").press("Esc Enter").write("Fees").press("Enter");
    story.write("Who pays for the test?").press("Enter").see_no("option?");
    let option: toml::Table = story.read("options/fees.toml").parse().unwrap();
    let issue = format!("issues/{}.toml", option["issue"].as_str().unwrap());
    assert!(story.read(&issue).contains("Who pays for the test?"));
    story.press("Esc u");
    assert!(story.has(&issue), "the rows of the debrief went first: {}", story.said());
    story.press("u");
    assert!(!story.has(&issue) && !story.has("options/fees.toml"), "{}", story.said());
    story.press("u");
    story.files_are(&before);
}

#[test]
fn a_line_that_names_its_issue_is_not_asked_for_it() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("!- #i2 no fees").press("Esc Enter").write("Fees").press("Enter").see_no("option?");
    assert!(story.read("options/fees.toml").contains("issue = \"i2\""));
}

#[test]
fn who_leaves_the_question_for_the_issue_finds_the_title_as_typed() {
    let mut story = Story::sample();
    let before = story.files();
    story.press("c m o l Enter").write("!- no fees").press("Esc");
    let noted = story.files();
    story.press("Enter").write("Fees for all").press("Enter").see("Issue of").press("Esc").see("Fees for all").see("a new option");
    story.files_are(&noted);
    story.press("Esc").see("option?").press("Esc");
    story.files_are(&noted);
    assert!(noted != before);
}

#[test]
fn in_a_form_too_an_option_is_begun_by_its_title() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("They wait.").press("Tab");
    for _ in 0..60 {
        if story.screen().lines().any(|line| line.trim_start().starts_with("▸ Positions")) {
            break;
        }
        story.press("Down");
    }
    story.press("Enter Enter").write("Fees").see("a new option").press("Enter").see("Issue of").press("Enter").see("Fees");
    story.press("C-s");
    assert_eq!(rows(&story, "meetings/2026-03-16-molsp.toml", "position")[0]["option"].as_str(), Some("fees"));
}

#[test]
fn the_debrief_of_a_full_note_is_a_matter_of_few_keys() {
    let mut story = Story::sample();
    let note = "Met at the ministry, the deputy took notes.\n\
        !!- #o2c the ministry signs nothing that names a quota\n\
        !+ a seat in the certification board\n\
        #o1a +1 if the budget follows\n\
        > certification rules by June due:2026-06-30\n\
        ^ send the minutes of December due:fri\n\
        % #i2 who pays for the assessors\n\
        _ the deputy minister leaves in May\n\
        - share the draft order @molsp due:2026-04-01";
    story.press("c m o l Enter").paste(note);
    let mut keys = 0;
    let mut press = |story: &mut Story, chords: &str| {
        story.press(chords);
        keys += chords.split_whitespace().count();
    };
    press(&mut story, "Esc");
    story.see("8 marked lines");
    press(&mut story, "A");
    story.see("Option, or a new one?  !+ a seat");
    press(&mut story, "b o a r d Enter");
    story.see("Every marked line is a row");
    press(&mut story, "4 3 1 4 4 4");
    press(&mut story, "1 2 Down f r i");
    story.see("[frank]").see("[better]").see("[x] explored").see("fri");
    press(&mut story, "Esc");
    assert!(keys <= 22, "{keys} keys");
    let record: toml::Table = story.read("meetings/2026-03-16-molsp.toml").parse().unwrap();
    assert_eq!((record["frankness"].as_integer(), record["being_heard"].as_integer()), (Some(4), Some(4)));
    assert_eq!(record["next_meeting_by"].to_string(), "2026-03-20");
    assert_eq!(record["reached_outcomes"].as_array().map(Vec::len), Some(2));
    for (name, count) in [("red_line", 2), ("position", 1), ("likely_commitment", 1), ("promise", 1), ("point", 2), ("follow_up", 1)] {
        assert_eq!(rows(&story, "meetings/2026-03-16-molsp.toml", name).len(), count, "{name}");
    }
    story.press("0").see_no("marked line");
}
