//! What can be taken back: saves, the bin, other names.

use crate::story::Story;

/// Opens a record by words that only it holds.
fn open<'a>(story: &'a mut Story, words: &str) -> &'a mut Story {
    story.press("Space /").write(words).press("Enter Enter")
}

#[test]
fn a_save_is_taken_back_and_done_again() {
    let mut story = Story::sample();
    let before = story.files();
    story.press("c m o l Enter").write("They wait.").press("Esc");
    let after = story.files();
    assert!(before != after);
    story.press("u").see("Taken back");
    story.files_are(&before);
    story.press("U").see("Done again");
    story.files_are(&after);
}

#[test]
fn a_save_is_taken_back_even_after_the_program_was_left() {
    let mut story = Story::sample();
    let before = story.files();
    open(&mut story, "deaf-majority").press("+").write("done").press("Enter");
    assert!(story.files() != before);
    let mut story = story.again();
    story.press("u").see("Taken back");
    story.files_are(&before);
}

#[test]
fn nothing_to_take_back_is_said() {
    let mut story = Story::sample();
    story.press("u");
    assert!(!story.said().is_empty());
    story.press("U");
    assert!(!story.said().is_empty());
}

#[test]
fn what_is_linked_to_is_not_sent_to_the_bin_without_saying_what_links() {
    let mut story = Story::sample();
    let before = story.files();
    open(&mut story, "deaf-majority").press("x").see("Send commitments/c03 to the bin?").see("donor-support/f1").press("n");
    story.files_are(&before);
    story.see("c03").press("x y");
    assert!(!story.has("commitments/c03.toml"));
    story.see_no("Rests on").press("u");
    story.files_are(&before);
}

#[test]
fn what_nobody_links_to_goes_to_the_bin_without_a_question_and_comes_back_from_there() {
    let mut story = Story::sample();
    let before = story.files();
    story.press("c m o l Enter").write("A note nobody needs.").press("Esc");
    open(&mut story, "nobody needs").see("nobody needs").press("x").see("bin");
    story.files_are(&before);
    story.press("Space x").see("meetings/2026-03-16-molsp").press("Enter").see("is back");
    assert!(story.read("meetings/2026-03-16-molsp.toml").contains("nobody needs"));
}

#[test]
fn the_bin_is_emptied_only_after_a_question() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("A note.").press("Esc u");
    story.press("Space x").see("meetings/2026-03-16-molsp");
    story.press("G Enter").see("Empty the bin for good?").press("Enter").see("Only the word empty");
    story.press("Esc").see("meetings/2026-03-16-molsp");
    story.press("G Enter").write("empty\n").see("It is empty.");
}

#[test]
fn another_id_takes_all_links_along_and_one_undo_brings_everything_back() {
    let mut story = Story::sample();
    let before = story.files();
    open(&mut story, "deaf-majority").press("R C-u").write("certification").press("Enter").see("came along");
    assert!(story.has("commitments/certification.toml") && !story.has("commitments/c03.toml"));
    for (file, text) in story.files() {
        assert!(!text.contains("\"c03\"") && !text.contains("commitments/c03"), "{file} still names c03");
    }
    story.press("u");
    story.files_are(&before);
}

#[test]
fn an_id_that_is_none_is_refused_with_its_reason() {
    let mut story = Story::sample();
    let before = story.files();
    open(&mut story, "deaf-majority").press("R C-u").write("../Certification").press("Enter").see("lower-case letters");
    story.press("C-u").write("c04").press("Enter").see("c04");
    story.files_are(&before);
}

#[test]
fn a_note_gone_on_with_after_the_line_dropped_is_followed_by_its_debrief() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("> a letter by May");
    let mut story = story.again();
    story.press("Space D Enter").see("a letter by May").press("Esc").see("1 marked line");
}

#[test]
fn a_follow_up_on_home_says_who_has_taken_it_on() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("- send the draft @udk due:2026-03-18").press("Esc A Esc 0").see("follow-up by UDK: send the draft");
}
