//! The line drops while somebody writes. Whichever way the same record is opened afterwards, its words are there.

use crate::story::Story;

/// A meeting of the sample.
const MOLSP: &str = "meetings/2026-02-10-molsp.toml";

/// The page of that meeting is open.
fn on_its_page(story: &mut Story) -> &mut Story {
    story.press("Space /").write("\"ministry commission\"").press("Enter").see("MoLSP");
    while !story.line("▸").contains("2026-02-10") {
        story.press("j");
    }
    story.press("Enter").see("Bilateral")
}

#[test]
fn a_note_taken_when_the_line_dropped_goes_on_when_the_same_is_captured_again_that_day() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("Half a sent");
    let mut story = story.again();
    story.see("new bilateral meeting, MoLSP").press("c m o l Enter");
    assert_eq!(story.said(), "What was typed before goes on.");
    story.see("Bilateral with MoLSP").write("ence.").press("Esc");
    assert!(story.read("meetings/2026-03-16-molsp.toml").contains("Half a sentence."));
    assert!(!story.has("meetings/2026-03-16-molsp-2.toml"));
    assert_eq!(story.model.drafts, []);
}

#[test]
fn a_note_written_once_and_gone_on_with_when_the_line_dropped_goes_on_as_well() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("Saved").press("C-s").write(" and not.");
    let mut story = story.again();
    story.press("c m o l Enter").see("Saved and not.").press("Esc");
    assert!(story.read("meetings/2026-03-16-molsp.toml").contains("Saved and not."));
    assert!(!story.has("meetings/2026-03-16-molsp-2.toml"));
}

#[test]
fn a_capture_of_somebody_else_begins_fresh_and_the_draft_waits() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("For MoLSP alone");
    let mut story = story.again();
    story.press("c u d k Enter").see("Bilateral with UDK").see_no("For MoLSP alone").press("Esc");
    assert_eq!(story.model.drafts.len(), 1);
}

#[test]
fn an_older_note_with_them_that_was_never_written_is_named_and_not_mixed_with_todays() {
    let mut story = Story::sample();
    story.press("c m o l Enter Tab");
    while !story.line("▸").contains("Date") {
        story.press("Down");
    }
    story.press("C-u").write("2026-03-12");
    let mut story = story.again();
    story.press("c m o l Enter");
    assert_eq!(story.said(), "An earlier note with them waits. Space D goes on with it.");
    story.write("Today.").press("Esc");
    assert!(story.read("meetings/2026-03-16-molsp.toml").contains("Today."));
    assert_eq!(story.model.drafts.len(), 1);
}

#[test]
fn the_meeting_planned_for_today_goes_on_with_what_was_typed_in_it() {
    let story = Story::sample();
    let planned = "stakeholder = \"molsp\"\ndate = 2026-03-16\nstatus = \"planned\"\n";
    story.somebody_writes("meetings/2026-03-16-molsp.toml", planned);
    let mut story = story.again();
    story.press("c m o l Enter");
    assert_eq!(story.said(), "Planned for today: it counts as held now.");
    story.write("Half a sent");
    let mut story = story.again();
    story.press("c m o l Enter").see("Half a sent").write("ence.").press("Esc");
    let record = story.read("meetings/2026-03-16-molsp.toml");
    assert!(record.contains("Half a sentence.") && record.contains("status = \"held\""), "{record}");
    assert_eq!(story.model.drafts, []);
}

#[test]
fn a_planned_meeting_whose_briefing_was_being_changed_is_held_once_its_notes_are_taken() {
    let story = Story::sample();
    let planned = "stakeholder = \"molsp\"\ndate = 2026-03-16\nstatus = \"planned\"\nplace = \"Office\"\n";
    story.somebody_writes("meetings/2026-03-16-molsp.toml", planned);
    let mut story = story.again();
    story.press("Space /").write("2026-03-16-molsp").press("Enter Enter e");
    while !story.line("▸").contains("Place") {
        story.press("Down");
    }
    story.write(" of the unit");
    let mut story = story.again();
    story.press("c m o l Enter").see("Bilateral with MoLSP").write("They came.").press("Esc");
    let record = story.read("meetings/2026-03-16-molsp.toml");
    for words in ["They came.", "Office of the unit", "status = \"held\""] {
        assert!(record.contains(words), "{words}: {record}");
    }
}

#[test]
fn a_debrief_left_by_a_dropped_line_goes_on_with_its_rows() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("Short talk.\n#o1a +2\n#o2d -1").press("Esc").see("Debrief").press("Enter").see("1 marked line");
    let mut story = story.again();
    while !story.line("▸").contains("marked line") {
        story.press("Down");
    }
    story.press("Enter").see("Debrief");
    assert_eq!(story.said(), "What was typed before goes on.");
    story.see("1 marked line").see("o2d").press("A Esc Esc");
    let record = story.read("meetings/2026-03-16-molsp.toml");
    assert_eq!(record.matches("[[position]]").count(), 2, "{record}");
    assert_eq!(story.model.drafts, []);
}

#[test]
fn a_row_begun_when_the_line_dropped_is_the_one_that_adding_a_row_goes_on_with() {
    let mut story = Story::sample();
    let rows = story.read(MOLSP).matches("[[promise]]").count();
    on_its_page(&mut story).press("+").write("promise").press("Enter").write("we send the stat");
    let mut story = story.again();
    on_its_page(&mut story).press("+").write("promise").press("Enter");
    assert_eq!(story.said(), "What was typed before goes on.");
    story.write("ute").press("Esc");
    let record = story.read(MOLSP);
    assert!(record.contains("we send the statute"), "{record}");
    assert_eq!(record.matches("[[promise]]").count(), rows + 1);
}

#[test]
fn a_row_opened_from_its_page_goes_on_with_what_was_typed_elsewhere_in_the_record() {
    let mut story = Story::sample();
    let before = story.read(MOLSP);
    on_its_page(&mut story).press("+").write("promise").press("Enter").write("we send the statute");
    let mut story = story.again();
    on_its_page(&mut story);
    while !story.line("▸").contains("o1a") {
        story.press("j");
    }
    story.press("Enter");
    assert_eq!(story.said(), "What was typed before goes on.");
    assert!(story.line("▸").contains("Option"), "{}", story.screen());
    story.press("Esc");
    let record = story.read(MOLSP);
    assert!(record.contains("we send the statute") && record.len() > before.len());
    assert_eq!(story.model.drafts, []);
}
