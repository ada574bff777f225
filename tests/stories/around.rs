//! Where one is: tabs, panes, leaving.

use crate::story::Story;

#[test]
fn ctrl_c_leaves_only_when_it_is_pressed_twice() {
    let mut story = Story::sample();
    story.press("C-c").see("Once more leaves");
    story.press("j C-c");
    assert!(!story.ended);
    story.press("C-c");
    assert!(story.ended);
}

#[test]
fn leaving_in_the_middle_of_a_note_writes_it_first() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("Half a sent").press("C-c C-c");
    assert!(story.ended);
    let mut story = story.again();
    assert!(story.read("meetings/2026-03-16-molsp.toml").contains("Half a sent"));
    story.press("Space D").see("None.");
}

#[test]
fn escape_leads_home_from_anywhere_and_never_out() {
    let mut story = Story::sample();
    for place in ["1", "2 Tab Enter", "4 Enter Enter", "7 Enter", "Space p ?", "t", "Space / x", "c m", "3 Tab /", "Space D Space x"] {
        story.press(place).press("Esc Esc Esc Esc Esc Esc Esc");
        story.see("Monitoring, day 103");
        assert!(!story.ended);
    }
}

#[test]
fn every_tab_and_pane_draws_at_any_size() {
    for (width, height) in [(80, 24), (120, 40), (60, 18), (40, 10), (20, 5), (3, 2), (1, 1), (300, 100)] {
        let mut story = Story::sample_at(width, height);
        for tab in ["0", "1", "2", "3", "4", "5", "6", "7"] {
            story.press(tab);
            for _ in 0..story.model.panes().len() {
                story.press("j G Enter Esc Tab");
            }
        }
        story.press("c m o l Enter").write("They wait.\n!- #o2c no").press("Tab Esc Esc Esc");
    }
}

#[test]
fn the_same_screen_comes_back_after_the_terminal_was_small() {
    let mut story = Story::sample();
    for keys in ["0", "2 Tab Tab", "4", "7"] {
        story.press(keys);
        let before = story.screen();
        story.resize(1, 1).resize(20, 4).resize(80, 24);
        assert_eq!(story.screen(), before);
    }
}

#[test]
fn a_tool_is_opened_as_soon_as_its_number_leaves_no_other() {
    let mut story = Story::sample();
    story.press("t 9").see_no("Which tool?");
    story.press("Esc t 1").see("Which tool?").press("4").see_no("Which tool?");
}
