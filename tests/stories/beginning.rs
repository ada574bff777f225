//! The first run, new dialogues, going from one to another.

use crate::story::Story;
use std::os::unix::fs::PermissionsExt;

fn new_dialogue(story: &mut Story, folder: &str, title: &str) {
    let folder = story.home(folder).display().to_string();
    story.press("Space n").write(&folder).press("Enter").write(title).press("Enter").write("Karvelia").press("Enter Enter Enter");
}

#[test]
fn the_first_run_leads_to_a_new_dialogue_and_its_first_note() {
    let mut story = Story::fresh();
    story.see("Look round in the sample").see("Begin a new dialogue").press("Down Enter").see("In which folder?");
    let folder = story.home("dialogues/fish").display().to_string();
    story.write(&folder).press("Enter").see("Its title?").write("Fish and Ports").press("Enter");
    story.write("Karvelia").press("Enter").write("Who may fish where").press("Enter").write("The Institute").press("Enter");
    story.see("Fish and Ports").see("Nothing is written down yet");
    let dialogue = story.read("dialogue.toml");
    for part in ["title = \"Fish and Ports\"", "country = \"Karvelia\"", "policy_issue = \"Who may fish where\""] {
        assert!(dialogue.contains(part), "{part} not in {dialogue}");
    }
    assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    story.press("c").write("Harbour Pilots").press("Enter").write("They are glad to be asked.").press("Esc");
    assert!(story.has("meetings/2026-03-16-harbour-pilots.toml"));
    story.press("0").see("glad to be asked");
}

#[test]
fn the_sample_is_opened_from_the_welcome_page() {
    let mut story = Story::fresh();
    story.press("Enter").see("Hands and Words");
    story.press("4").see("c03");
}

#[test]
fn without_a_dialogue_every_command_says_what_is_lacking() {
    let mut story = Story::fresh();
    for keys in ["c", "u", "2", "Space m", "Space b"] {
        story.press(keys);
        assert!(story.said().contains("no dialogue open"), "{keys}: {}", story.screen());
    }
    story.press("Space a Esc Space t Esc ? Esc Space p Esc").see("Look round in the sample");
}

#[test]
fn a_new_dialogue_is_not_laid_over_one_that_is_there() {
    let mut story = Story::sample();
    let before = story.files();
    let folder = story.model.folder.clone().unwrap().display().to_string();
    story.press("Space n").write(&folder).press("Enter").write("Over it").press("Enter Enter Enter Enter");
    assert!(story.said().contains("already"), "{}", story.screen());
    story.files_are(&before);
}

#[test]
fn dialogues_are_gone_between() {
    let mut story = Story::sample();
    new_dialogue(&mut story, "fish", "Fish and Ports");
    story.see("Fish and Ports").press("Space o").see("Hands and Words").write("hands").press("Enter").see("Monitoring, day");
    story.press("Space o").write("fish").press("Enter").see("Fish and Ports").see("Nothing is written down yet");
}

#[test]
fn a_folder_that_holds_no_dialogue_is_told_and_the_open_one_stays() {
    let mut story = Story::sample();
    let nowhere = story.home("nowhere").display().to_string();
    story.press("Space o").write("another").press("Enter").write(&nowhere).press("Enter");
    assert!(story.model.notice.as_ref().is_some_and(|notice| notice.bad), "{}", story.screen());
    story.see("Hands and Words").press("c m o l Enter").write("They wait.").press("Esc");
    assert!(story.has("meetings/2026-03-16-molsp.toml"));
}

#[test]
fn before_there_is_a_dialogue_search_says_why_not_and_is_not_offered() {
    let mut story = Story::fresh();
    story.see_no("search");
    story.press("Space /");
    assert!(story.said().contains("nothing to search yet"), "{}", story.said());
}

#[test]
fn the_sample_has_its_own_day_and_other_dialogues_have_today() {
    let mut story = Story::fresh();
    story.model = convenor::app::model::Model::new("2026-11-23".parse().unwrap(), (80, 24));
    let folder = story.home("fish").display().to_string();
    story.press("Space n").write(&folder).press("Enter").write("Fish and Ports");
    story.press("Enter Enter Enter Enter").see("Mon 23 Nov");
    story.press(":").write("open-sample").press("Enter").see("Hands and Words").see("Mon 16 Mar");
    story.press("Space o").write("fish").press("Enter").see("Fish and Ports").see("Mon 23 Nov");
    story.press("c").write("Harbour Pilots").press("Enter").write("They wait.").press("Esc");
    assert!(story.has("meetings/2026-11-23-harbour-pilots.toml"));
}

#[test]
fn a_new_dialogue_is_led_from_stakeholders_to_issues_to_options_by_one_key() {
    let mut story = Story::fresh();
    new_dialogue(&mut story, "fish", "Fish and Ports");
    story.see("Write down the stakeholders").press("a").write("Harbour Pilots").press("Tab Tab").write("civ");
    story.press("Enter Esc 0").see("Write down the issues").see_no("Write down the stakeholders").press("a").write("Who pilots?");
    story.press("Esc 0").see("Write down the options").press("a").write("The state").press("Tab Enter Enter Esc");
    assert!(story.has("options/the-state.toml"), "{}", story.screen());
    story.press("0").see_no("Write down");
}

#[test]
fn who_was_met_today_is_not_said_to_be_unmet() {
    let mut story = Story::fresh();
    new_dialogue(&mut story, "fish", "Fish and Ports");
    story.press("c").write("Harbour Pilots").press("Enter").write("They wait.").press("Esc Esc 0");
    story.see("met today").see("Kinds never met").see_no("not for 0 days");
}

#[test]
fn help_before_there_is_a_dialogue_names_nothing_that_needs_one() {
    let mut story = Story::fresh();
    story.press("?").see_no("On a record").see_no("On a page").see("Leaves this screen");
}
