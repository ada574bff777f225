//! Why does it say so? From every screen back to the meetings and words that it rests on, or a reason in words.

use crate::story::Story;

/// Goes down to the line that says this.
fn to_line<'a>(story: &'a mut Story, text: &str) -> &'a mut Story {
    for _ in 0..60 {
        if story.screen().lines().any(|line| line.starts_with('▸') && line.contains(text)) {
            return story;
        }
        story.press("j");
    }
    panic!("the cursor does not come to {text:?} on\n{}", story.screen());
}

/// The brief before the next meeting with UDK.
fn brief_of_udk() -> Story {
    let mut story = Story::sample();
    story.press("Space /").write("udk").press("Enter");
    to_line(&mut story, "UDK").press("Enter B").see("Before meeting UDK");
    story
}

/// What is asked why there, and the page that answers.
fn asked(screen: &str, line: &str) -> Story {
    let mut story = Story::sample();
    story.press(screen);
    to_line(&mut story, line).press("p").see("Why: ");
    story
}

#[test]
fn a_finding_on_the_radar_shows_both_sides_with_day_words_and_meeting() {
    let mut story = asked("2 Tab Tab", "MoF must not have o2a");
    story.see("Why: MoF against OWDN").see("Serious: MoF must not have o2a");
    story.see("The red line").see("2025-02-26  MoF: must not have o2a (firm)").see("framework closed until 2027");
    story.see("It stands against").see("2025-05-20  OWDN: +2 on o2a").see("Also said on it");
    story.press("Enter").see("Bilateral with MoF · Wed 26 Feb 2025");
}

#[test]
fn a_finding_is_traced_alike_in_every_way_of_the_radar() {
    asked("2 Tab Tab v", "MoF must not").see("Why: MoF against OWDN").see("It stands against");
    asked("2 Tab Tab v v", "MoF must not").see("It stands against");
}

#[test]
fn a_position_heard_at_second_hand_is_told_as_such() {
    asked("2 Tab Tab", "UDK must have o2c").see("must have o2c (absolute)").see("+1 on o2d (inferred)");
}

#[test]
fn a_clash_in_a_precheck_and_in_a_brief_leads_to_both_sides() {
    let mut story = Story::sample();
    story.press("Space /").write("first monitoring").press("Enter Enter P");
    to_line(&mut story, "must").press("p").see("The red line").see("It stands against");
    let mut story = brief_of_udk();
    story.press("v");
    to_line(&mut story, "Clashes").press("p").see("The red line").see("It stands against");
}

#[test]
fn a_finding_says_when_it_did_not_stand_yet() {
    let mut story = asked("2 Tab Tab", "MoF must not have o2a");
    story.press("Space t").write("2025-03-01").press("Enter");
    story.see("the two do not stand against each other").see("The red line").see_no("It stands against");
}

#[test]
fn a_cell_of_the_matrix_is_what_that_stakeholder_said_on_that_option_newest_first() {
    let mut story = Story::sample();
    story.press("2 Tab j j l l l l");
    while !story.shows("MoF on o2b") {
        let before = story.screen();
        story.press("l");
        if story.screen() == before {
            story.press("h h h h h h h h h h h h h j");
        }
    }
    story.press("p").see("Why: MoF on o2b").see_no("SAC");
    let screen = story.screen();
    let (newer, older) = (screen.find("2025-11-11").unwrap(), screen.find("2025-02-26").unwrap());
    assert!(newer < older, "{screen}");
    story.see("Commitments that carry it").see("c04").see("on track").see_no("names it in");
}

#[test]
fn a_cell_in_which_nothing_stands_says_so_in_words() {
    let mut story = Story::sample();
    story.press("2 Tab l l");
    story.press("p").see("said nothing on");
}

#[test]
fn every_line_of_the_status_check_leads_to_what_it_rests_on() {
    for (line, rests_on) in [
        ("Where", "2026-04-09"),
        ("Changed", "bilateral meeting"),
        ("Roadmap", "due Thu 30 Apr"),
        ("Risk", "It stands against"),
        ("Unheard", "Emergency Service Agency"),
        ("By lead", "c03"),
        ("Figures", "indicator"),
        ("Money", "c"),
        ("Outcomes", "2026-01-20"),
        ("Asked", "It rests on no record"),
    ] {
        let mut story = Story::sample();
        story.press("Space s");
        to_line(&mut story, line).press("p").see("Why: ").see(rests_on);
    }
}

#[test]
fn a_promise_is_told_whole_with_the_day_it_was_made() {
    asked("3 Tab Tab Tab", "secondment").see("look for a secondment").see("2026-02-10  MoLSP").see("2026-03-10");
    asked("0", "secondment").see("look for a secondment");
}

#[test]
fn a_commitment_leads_to_every_step_of_it_from_the_roadmap_and_from_its_own_page() {
    asked("4", "c01").see("70 % likely").see("bill no. 118").see("reported here");
    let mut story = asked("4", "c01");
    story.press("Esc Enter p").see("70 % likely");
}

#[test]
fn a_line_of_a_brief_or_hand_over_sheet_leads_to_all_they_said_on_it() {
    for sheet in ["B", "H"] {
        let mut story = Story::sample();
        story.press("Space /").write("udk").press("Enter");
        to_line(&mut story, "UDK").press(sheet);
        to_line(&mut story, "o2c").press("p").see("Why: UDK on o2c").see("bilateral meeting");
    }
}

#[test]
fn what_was_never_asked_is_said_to_be_nothing() {
    let mut story = brief_of_udk();
    to_line(&mut story, "Unasked").press("p").see("said nothing on");
}

#[test]
fn a_cell_of_the_framework_is_what_they_said_on_that_issue() {
    asked("5", "MoF").see("Why: MoF on i1").see("+1 on o1a").see("0 on o1a (inferred)").see_no("o2a");
}

#[test]
fn a_line_of_who_was_heard_leads_to_their_meetings_and_events() {
    asked("1 Tab", "KEC").see("how KEC was heard").see("2025-10-07").see("Among others");
    asked("1 Tab", "KRT").see("No bilateral meeting with KRT is on file.");
}

#[test]
fn somebody_who_moved_is_traced_to_all_they_said_on_it() {
    let mut story = asked("5 Tab", "MoLSP");
    story.see("Why: MoLSP on o");
}

#[test]
fn where_nothing_can_be_traced_a_reason_is_given() {
    let mut story = Story::sample();
    story.press(":").write("problems").press("Enter p");
    assert!(story.said().contains("Nothing is traced back from here"), "{}", story.said());
}

#[test]
fn what_is_traced_back_already_says_so_and_a_step_leads_on() {
    let mut story = Story::sample();
    story.press("2 Tab p p");
    assert!(story.said().contains("on this page already"), "{}", story.said());
    let mut story = asked("2 Tab Tab", "MoF must not have o2a");
    story.press("p").see("Why: MoF on o2a");
}

#[test]
fn from_a_trace_the_level_is_that_of_the_row() {
    let mut story = asked("2 Tab Tab", "MoF must not have o2a");
    story.press("T").see("Who may see this red line?");
}

#[test]
fn home_says_why_as_the_status_check_does() {
    asked("0", "Risk").see("It stands against").see("2026-02-10");
    asked("0", "Unheard").see("Never met").see("Emergency Service Agency");
}

#[test]
fn an_actor_a_kind_and_a_likely_commitment_are_traced_to_what_they_rest_on() {
    asked("6 Tab", "UDK").see("joint work");
    asked("1 Tab Tab", "Parliament").see("how SAC was heard").see("2025-09-24  SAC: met");
    asked("2 Tab Tab Tab Tab Tab Tab", "SAC").see("likely commitment of 2025-09-24 SAC");
    asked("3 Tab Tab", "pi2").see("11").see("reported here");
}

#[test]
fn why_on_the_brief_of_a_held_meeting_is_answered_as_of_its_eve_like_the_brief_itself() {
    let mut story = Story::sample();
    story.press("Space /").write("2025-10-02-udk").press("Enter Enter B").see("Before meeting UDK").press("v");
    to_line(&mut story, "o3a").press("p").see("Why: ").see("as of Wed 1 Oct 2025").see("2025-02-19").see_no("2025-10-02");
    // Today's brief is asked as of today.
    let mut story = brief_of_udk();
    story.press("v");
    to_line(&mut story, "o3a").press("p").see("2025-10-02").see_no("as of");
}

#[test]
fn why_on_the_precheck_of_a_past_event_is_answered_as_of_its_day() {
    let mut story = Story::sample();
    story.press("Space /").write("deliberative workshop").press("Enter Enter P").see("Before the ");
    to_line(&mut story, "must").press("p").see("The red line").see("as of ");
}
