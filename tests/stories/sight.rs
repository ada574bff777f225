//! What is said of the view itself: who may see it, as of which day, for whom, and what is left out.

use crate::story::Story;

#[test]
fn every_record_of_a_list_shows_who_may_see_it_by_a_letter() {
    let mut story = Story::sample();
    story.press("1 : ").write("bilateral meetings\n").see("T Date");
    let rows = story.screen();
    for (who, letter) in [("PDO", " ▸ A 2"), ("MoLSP", "   h 2"), ("OWDN", "   N 2")] {
        let line = rows.lines().find(|line| line.contains(who)).unwrap();
        assert!(line.starts_with(letter), "{line}");
    }
}

#[test]
fn every_row_of_a_record_shows_who_may_see_it_also_where_it_is_as_its_record() {
    let mut story = Story::sample_at(80, 60);
    story.press("1 : ").write("bilateral meetings\n").press("Enter");
    let page = story.screen();
    let row = page.lines().find(|line| line.contains("o1a  +2  said")).unwrap_or_else(|| panic!("{page}"));
    assert!(row.trim_end().ends_with(" A"), "{row}");
}

#[test]
fn the_level_of_a_red_line_is_changed_from_the_radar_with_a_reason() {
    let mut story = Story::sample();
    story.press("2 Tab Tab").see("T host only").press("T").see("Who may see this red line?");
    story.press("Up Up Enter").see("Why may this red line be seen by more than before?").write("agreed at the round table\n");
    story.see("T attributable");
    let file = story.read("meetings/2025-02-26-mof.toml");
    assert!(file.contains("disclosure = \"attributable\"") && file.contains("disclosure_reason = \"agreed at the round table\""), "{file}");
}

#[test]
fn the_level_of_a_position_is_changed_from_the_matrix_and_from_a_brief() {
    let mut story = Story::sample();
    story.press("2 Tab T").see("Who may see this position?").press("Down Enter").see("T sealed");
    assert!(story.read("meetings/2025-09-09-cu.toml").contains("disclosure = \"sealed\""));
    story.press("1 : ").write("stakeholders\n").press("/").write("MoLSP\n").press("B Down Down").see("T host only");
    story.press("T").see("Who may see this");
}

#[test]
fn enter_alone_changes_no_level() {
    let mut story = Story::sample();
    let before = story.read("meetings/2025-09-09-cu.toml");
    story.press("2 Tab T Enter").see("T host only");
    assert_eq!(story.read("meetings/2025-09-09-cu.toml"), before);
}

#[test]
fn a_day_is_chosen_or_typed_and_one_key_comes_back() {
    let mut story = Story::sample();
    story.press("Space t").see("Conference: signing of the Roadmap").write("signing").press("Enter");
    story.see(" as of Wed 3 Dec 2025  T host only");
    story.press("2 Tab").see("as of Wed 3 Dec 2025").see("Backspace today").press("Backspace").see_no("as of Wed").see("Positions");
    story.press("Space t").write("3m").see("Tue 16 Dec 2025").press("Enter").see("as of Tue 16 Dec 2025");
}

#[test]
fn the_past_is_looked_at_and_not_changed() {
    let mut story = Story::sample();
    story.press("Space t").write("2025-06-01").press("Enter");
    for key in ["c", "2 a", "T", "u"] {
        story.press(key).see("nothing is changed. Backspace");
    }
    story.press("Backspace c").see("Bilateral with whom?");
}

#[test]
fn the_filter_of_the_matrix_is_said_and_stays_when_one_comes_back() {
    let mut story = Story::sample();
    story.press("2 Tab /").write("kind:cso\n").press("v").see("only kind:cso · only Legal recognition");
    story.press("4 2").see("only kind:cso · only Legal recognition").see("First Word").see_no("MoLSP");
    story.press("/ C-u Enter v v v v v v").see_no("only kind").see("MoLSP");
}

#[test]
fn for_an_audience_no_screen_says_that_somebody_was_never_met_or_never_asked() {
    for audience in ["public", "partner", "donor"] {
        let mut story = Story::sample();
        story.press("Space a").write(audience).press("Enter").see(&format!("for {audience}, on what it may see"));
        for way in ["1", "2 Tab", "2 Tab Tab", "2 Tab Tab Tab", "2 Tab Tab Tab Tab", "2 Tab Tab Tab Tab Tab", "3", "6", "Space w"] {
            let screen = story.press(way).screen();
            for word in ["Never met", "never met", "never asked", "never said", "Nobody was asked"] {
                assert!(!screen.contains(word), "{audience}, {way}: {screen}");
            }
            story.press("Esc 1 Tab");
        }
    }
}
