//! Who is involved: duties taken up from the method, and met step by step.

use crate::story::Story;

/// The screen of the duties, found by its name.
fn duties(story: &mut Story) -> &mut Story {
    story.press(":").write("duties").press("Enter")
}

#[test]
fn the_duties_of_the_method_are_offered_and_taken_up_with_one_key() {
    let mut story = Story::sample();
    let before = story.files();
    duties(&mut story).press("G").see("Stakeholders").see("adds what was agreed with one of them.").press("g g");
    story.see("Donor").see("nothing taken up").see("+ Open the space for dialogue").press("Enter");
    story.see("0 met · 0 in hand · 1 not begun").see("· Open the space for dialogue").see("0 of 1 met").see_no("+ Open the space");
    let file = story.read("dialogue.toml");
    assert!(file.trim_end().ends_with("state = \"open\"") && file.contains("role = \"donor\"\nduty = \"Open the space"), "{file}");
    story.press("u").wait_for("+ Open the space for dialogue");
    story.files_are(&before);
}

#[test]
fn how_far_a_duty_is_met_is_two_keys_away_and_stays_in_the_file() {
    let mut story = Story::sample();
    duties(&mut story).press("Enter g g s").see("How far is this duty met?").press("3");
    story.see("1 met · 0 in hand · 0 not begun").see("✓ Open the space for dialogue").see("1 of 1 met");
    assert!(story.read("dialogue.toml").contains("state = \"met\""));
    let mut story = story.again();
    duties(&mut story).see("✓ Open the space for dialogue");
}

#[test]
fn a_duty_in_the_hosts_own_words_stands_beside_those_of_the_method() {
    let story = Story::sample();
    let file = story.read("dialogue.toml") + "\n[[duty]]\nrole = \"stakeholder\"\nduty = \"Speak for members\"\nnote = \"agreed in e1\"\n";
    story.somebody_writes("dialogue.toml", &file);
    let mut story = story.again();
    duties(&mut story).see("1 not begun").press("G").see("Stakeholders").see("· Speak for members").see("agreed in e1");
}

#[test]
fn what_nobody_took_up_is_no_business_of_an_audience() {
    let mut story = Story::sample();
    story.press("Space a").write("donor").press("Enter");
    duties(&mut story).see_no("+ Open the space").press("Enter");
    assert!(!story.read("dialogue.toml").contains("[[duty]]"));
}

#[test]
fn a_duty_of_no_side_is_shown_and_asks_for_its_side_with_enter() {
    let story = Story::sample();
    let file = story.read("dialogue.toml") + "\n[[duty]]\nduty = \"Keep the minutes\"\n";
    story.somebody_writes("dialogue.toml", &file);
    let mut story = story.again();
    duties(&mut story).press("G").see("No side named").see("· Keep the minutes");
    for _ in 0..6 {
        if !story.line("▸").contains("Keep the minutes") {
            story.press("k");
        }
    }
    story.press("Enter").see("Dialogue · Hands and Words").see("Keep the minutes");
}
