//! The Roadmap: its board, its questions, and steps that are dated.

use crate::story::Story;
use crate::writing::go_to_list;

#[test]
fn a_card_goes_to_another_status_and_back_and_the_file_says_since_when() {
    let mut story = Story::sample();
    let before = story.files();
    story.press("4 Tab").see("Not started 3").press("Right s 5").see("Delayed 2").see("delayed since 16 Mar");
    let file = story.read("commitments/c02.toml");
    assert!(file.contains("status = \"delayed\""), "{file}");
    assert!(file.trim_end().ends_with("[[progress]]\ndate = 2026-03-16\nstatus = \"delayed\""), "{file}");
    story.press("u").wait_for("On track 5");
    story.files_are(&before);
    story.press("U").wait_for("Delayed 2");
}

#[test]
fn the_board_is_read_with_arrows_alone_and_opens_what_it_shows() {
    let mut story = Story::sample();
    story.press("4 Tab Right Right Down Enter").see("Washington-Group").see("at risk · signed").press("Esc").see("At risk 2");
}

#[test]
fn a_promise_taken_further_is_dated_on_its_page_and_in_the_list() {
    let mut story = Story::sample();
    story.press("4 Tab Right m 5").see("agreed since 16 Mar");
    story.press("Enter").see("on track · agreed since 16 Mar").see("Promised: agreed, before that signed.");
    let file = story.read("commitments/c02.toml");
    assert!(file.contains("maturity = \"agreed\"") && file.contains("note = \"Promised: agreed, before that signed.\""), "{file}");
    let mut story = story.again();
    story.resize(100, 30).press("4").see("agreed 16 Mar");
    go_to_list(&mut story, "Commitments").see("agreed 16 Mar");
}

#[test]
fn what_is_changed_in_the_form_is_dated_as_well() {
    let mut story = Story::sample();
    story.press("4 Tab Right Enter e");
    for _ in 0..60 {
        if story.line("▸").contains("Promised") {
            break;
        }
        story.press("Tab");
    }
    story.press("Left Esc").see("Promised: agreed, before that signed.");
    assert_eq!(story.read("commitments/c02.toml").matches("date = 2026-03-16").count(), 1);
}

#[test]
fn each_question_to_the_roadmap_is_one_key_with_its_count_beside_it() {
    let mut story = Story::sample();
    story.press("4").see("L late 1").see("D due soon 2").see("S should have begun 2").see("M no money 4").see("N unverifiable 0");
    story.press("L").see("[L late 1]").see("first 28 Feb").press("D").see("Due within 60 days").see("45 days");
    story.press("S").see("since 1 Mar, 15 days").press("M").see("1.9 m").press("N").see("Of every commitment one could tell");
    story.press("N").see("Interpreters").press("?").see("On the Roadmap");
}

#[test]
fn the_board_is_readable_in_a_narrow_window() {
    let mut story = Story::sample_at(60, 18);
    story.press("4 Tab Right Right").see("At risk 2").see("▸Certification").press("Right").see("▸By-law").see("Delayed 1");
}
