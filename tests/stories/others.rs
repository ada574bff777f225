//! Other people's hands on the same folder, and files that do not read well.

use crate::story::Story;
use crate::writing::go_to_list;

#[test]
fn a_broken_file_is_shown_with_its_line_and_column_and_all_else_works() {
    let story = Story::sample();
    story.somebody_writes("meetings/2025-09-16-rb.toml", "stakeholder = \"rb\"\ndate = 2025-09-16\nnotes = \"unfinished\nfrankness = 3\n");
    let mut story = story.again();
    story.see("To mend").press("Space p").see("meetings/2025-09-16-rb.toml:3:");
    story.press("Esc 2");
    go_to_list(&mut story, "Bilateral meetings").see("!  h 2025-09-16");
    story.press("c m o l Enter").write("They wait.").press("Esc");
    assert!(story.has("meetings/2026-03-16-molsp.toml"));
    assert!(story.read("meetings/2025-09-16-rb.toml").contains("\"unfinished\nfrankness"));
}

#[test]
fn a_file_that_cannot_be_read_is_never_written() {
    let story = Story::sample();
    story.somebody_writes("commitments/c03.toml", "title = \"Rules\n");
    let mut story = story.again();
    let before = story.files();
    story.press("3");
    go_to_list(&mut story, "Commitments").press("/").write("id:c03").press("Enter e");
    assert!(story.said().contains("cannot be read"), "{}", story.screen());
    story.press("+");
    assert!(story.said().contains("cannot be read"), "{}", story.screen());
    story.files_are(&before);
}

#[test]
fn what_somebody_else_writes_appears_and_the_cursor_stays_on_its_record() {
    let mut story = Story::sample();
    story.press("2");
    go_to_list(&mut story, "Bilateral meetings").press("j j j j");
    let here = story.line("▸");
    let text = story.read("meetings/2025-02-19-udk.toml");
    story.somebody_writes("meetings/2026-03-15-udk.toml", &text.replace("2025-02-19", "2026-03-15"));
    story.wait_for("2026-03-15");
    assert_eq!(story.line("▸"), here);
}

#[test]
fn a_note_being_typed_is_not_moved_by_somebody_elses_save() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("First line\nsecond");
    let before = story.screen();
    let text = story.read("meetings/2025-02-19-udk.toml");
    story.somebody_writes("meetings/2026-03-15-udk.toml", &text.replace("2025-02-19", "2026-03-15"));
    story.write(" and on").see("second and on");
    assert!(before.contains("second"));
}

#[test]
fn two_who_change_different_fields_both_find_their_words() {
    let mut story = Story::sample();
    story.press("2");
    go_to_list(&mut story, "Bilateral meetings").press("/").write("with:molsp").press("Enter Enter").press("e");
    let text = story.read("meetings/2026-02-10-molsp.toml");
    story.somebody_writes("meetings/2026-02-10-molsp.toml", &text.replace("mode = \"in_person\"", "mode = \"phone\""));
    story.press("Down C-u").write("2026-02-11").press("Esc");
    let text = story.read("meetings/2026-02-10-molsp.toml");
    assert!(text.contains("2026-02-11"), "{text}\n{}", story.screen());
}

#[test]
fn two_who_change_the_same_field_are_shown_both_versions() {
    let mut story = Story::sample();
    story.press("2");
    go_to_list(&mut story, "Bilateral meetings").press("/").write("with:molsp").press("Enter Enter").press("e");
    let text = story.read("meetings/2026-02-10-molsp.toml");
    story.somebody_writes("meetings/2026-02-10-molsp.toml", &text.replace("date = 2026-02-10", "date = 2026-02-12"));
    story.press("Down C-u").write("2026-02-11").press("C-s");
    story.see("Two versions").see("2026-02-11").see("2026-02-12");
    assert!(story.read("meetings/2026-02-10-molsp.toml").contains("date = 2026-02-12"));
    story.press("1 Esc Esc");
    assert!(story.read("meetings/2026-02-10-molsp.toml").contains("date = 2026-02-11"), "{}", story.screen());
}

#[test]
fn a_folder_that_may_only_be_read_says_so_before_anything_is_typed() {
    let mut story = Story::sample();
    story.model.writable = false;
    story.press("2").see("only to be read");
    for keys in ["c", "3 Tab Enter e", "3 Tab Enter +", "3 Tab x", "u", "5 Space f"] {
        story.press(keys);
        assert!(story.said().contains("You may only read "), "{keys}: {}", story.screen());
    }
}

#[test]
fn two_versions_are_shown_at_once_to_who_left_the_note() {
    let mut story = Story::sample();
    story.press("2");
    go_to_list(&mut story, "Bilateral meetings").press("/").write("with:molsp").press("Enter Enter").press("e");
    let list = story.screen();
    let file = "meetings/2026-02-10-molsp.toml";
    let text = story.read(file);
    story.somebody_writes(file, &text.replace("date = 2026-02-10", "date = 2026-02-12"));
    story.press("Down C-u").write("2026-02-11").press("Esc");
    story.see("Two versions").see("2026-02-11").see("2026-02-12");
    assert!(story.read(file).contains("date = 2026-02-12"), "nothing is written before it is chosen");
    story.press("1 Enter").see_no("Two versions");
    assert!(story.read(file).contains("date = 2026-02-11"), "{}", story.screen());
    assert_eq!(story.model.drafts, []);
    assert!(list.contains("2026-02-10"));
}

#[test]
fn who_leaves_the_choice_between_two_versions_writes_nothing_and_finds_it_again() {
    let mut story = Story::sample();
    story.press("2");
    go_to_list(&mut story, "Bilateral meetings").press("/").write("with:molsp").press("Enter Enter").press("e");
    let file = "meetings/2026-02-10-molsp.toml";
    let text = story.read(file);
    story.somebody_writes(file, &text.replace("date = 2026-02-10", "date = 2026-02-12"));
    story.press("Down C-u").write("2026-02-11").press("Esc Esc").see("Not written");
    assert!(story.read(file).contains("date = 2026-02-12"));
    let mut story = story.again();
    story.press("Space D").see("bilateral meeting").press("Enter").see("Two versions").press("2 Esc Esc");
    assert!(story.read(file).contains("date = 2026-02-12"), "theirs was chosen");
    assert_eq!(story.model.drafts, []);
}

#[test]
fn two_versions_do_not_come_up_under_the_hands_of_who_writes_something_else() {
    let mut story = Story::sample();
    story.press("2");
    go_to_list(&mut story, "Bilateral meetings").press("/").write("with:molsp").press("Enter Enter").press("e");
    let file = "meetings/2026-02-10-molsp.toml";
    let text = story.read(file);
    story.press("Down C-u").write("2026-02-11");
    story.somebody_writes(file, &text.replace("date = 2026-02-10", "date = 2026-02-12"));
    story.press_at_once("Esc c f f w Enter").write("1 They wait.").see("1 They wait.").see_no("Two versions");
    story.press("Esc Space D").see("bilateral meeting").press("Enter").see("Two versions");
}

#[test]
fn what_cannot_be_read_can_be_mended_from_the_page_that_says_so() {
    let mut story = Story::sample();
    story.somebody_writes("commitments/c02.toml", "title = \"broken");
    story.press("Space p").wait_for("commitments/c02.toml").see("E $EDITOR");
}
