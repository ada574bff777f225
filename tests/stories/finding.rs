//! Filters, search, links, the day and the audience that views see.

use crate::story::Story;
use crate::writing::go_to_list;

#[test]
fn a_filter_narrows_the_list_with_every_letter() {
    let mut story = Story::sample();
    story.press("2");
    go_to_list(&mut story, "Bilateral meetings").press("/").write("with:ud").see("2025-02-19").see_no("2025-02-26");
    story.press("Enter Esc").see("2026-03-03");
}

#[test]
fn a_filter_that_is_not_understood_says_so() {
    let mut story = Story::sample();
    story.press("2");
    go_to_list(&mut story, "Bilateral meetings").press("/").write("date:soon");
    story.see("0 of 14").see("\"soon\" is not a date.").press("Esc").see("2026-03-03");
}

#[test]
fn a_search_finds_words_in_any_script() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("Министерство ждёт заключения юристов").press("Esc");
    story.press("c u d k Enter").write("قالوا إن القانون أولا").press("Esc");
    story.press("Space /").write("МИНИСТЕРСТВО юрист").press("Enter").see("1 record").see("MoLSP");
    story.press("Esc Space /").write("القانون").press("Enter").see("1 record").see("UDK");
}

#[test]
fn a_search_needs_neither_accents_nor_capitals() {
    let mut story = Story::sample();
    story.press("c m o l Enter").write("Café Ždanov, Łódź").press("Esc");
    story.press("Space /").write("cafe zdanov lodz").press("Enter").see("1 record");
}

#[test]
fn links_are_followed_and_followed_back() {
    let mut story = Story::sample();
    story.press("Space /").write("deaf-majority").press("Enter Enter").see("c03");
    let first = story.line("c03");
    story.press("G Enter").see_no(&first).press("Enter -").press("-");
    assert_eq!(story.line("c03"), first);
}

#[test]
fn a_donor_is_shown_three_of_the_fourteen_meetings_and_told_how_many_are_held_back() {
    let mut story = Story::sample();
    story.press("Space a").write("donor").press("Enter").see("for donor").see("11");
    story.press("2");
    go_to_list(&mut story, "Bilateral meetings");
    let list = story.screen();
    assert_eq!(list.lines().filter(|line| line.contains("2025-") || line.contains("2026-")).count(), 3, "{list}");
    story.press("e");
    assert!(story.said().contains("nothing is changed"), "{}", story.said());
    story.press("Space /").write("distrusts").press("Enter").see("Nothing holds all of these words");
    story.press("Esc Space a").write("host").press("Enter").press("2");
    go_to_list(&mut story, "Bilateral meetings").see("14");
}

#[test]
fn names_are_hidden_on_every_screen_for_a_shoulder_in_the_room() {
    let mut story = Story::sample();
    story.press("Space h");
    for place in ["0", "1", "2", "2 Tab", "2 Tab Tab", "3", "4", "5", "6", "7", "Space p", "Space s", "Space /"] {
        story.press(place);
        if place == "Space /" {
            story.write("interpreters").press("Enter");
        }
        for name in ["MoLSP", "UDK", "First Word", "Joren Talik"] {
            assert!(!story.shows(name), "{name} after {place}\n{}", story.screen());
        }
    }
    story.press("Esc Space h 0").see("MoLSP");
}

#[test]
fn a_page_is_written_to_a_file_as_it_stands() {
    let mut story = Story::sample();
    story.press("Space s o");
    let (name, text) = story.written.first().unwrap();
    assert!(name.starts_with("2026-03-16-") && text.contains("Hands and Words") && text.contains("Figures"), "{name}: {text}");
}

#[test]
fn only_what_others_may_see_is_copied() {
    let mut story = Story::sample();
    story.press("c u d k Enter").write("For the host alone.").press("Esc Space /").write("host alone").press("Enter Enter y");
    assert_eq!(story.copied, Vec::<String>::new());
    assert!(story.said().contains("can be copied"), "{}", story.said());
    story.press("Esc Esc 4 Enter y");
    assert!(
        story.copied.iter().all(|text| text.starts_with("c01  Table the Sign Language Bill")) && story.copied.len() == 1,
        "{:?}",
        story.copied
    );
}

#[test]
fn views_are_set_back_to_a_day_and_say_so() {
    let mut story = Story::sample();
    story.press("Space t").write("2025-06-01").press("Enter").see("as of").see("1 Jun 2025");
    story.press("Space t C-u Enter").see_no("as of Sun");
}

#[test]
fn a_list_looked_at_as_of_a_day_leaves_out_what_came_later_and_says_how_much() {
    let mut story = Story::sample();
    story.press("2");
    go_to_list(&mut story, "Bilateral meetings").see("14").see("2026-03-03");
    story.press("Space t").write("2025-06-01").press("Enter").see("as of Sun 1 Jun 2025, without 10 of later days");
    story.see("2025-05-20").see_no("2025-06-05").see_no("2026-03-03");
    story.press("/").write("with:udk").see("1 of 4").press("Esc");
    story.press("Space t").write("2025-01-01").press("Enter").see("Nothing up to this day: 14 of later days.");
    story.press("Backspace").see("14").see("2026-03-03").see_no("later days");
}

#[test]
fn what_has_no_day_stays_in_its_list_and_a_filter_sees_the_status_of_that_day() {
    let mut story = Story::sample();
    story.press("4 j s").write("delayed").press("Enter");
    go_to_list(&mut story, "Commitments").see("13").press("/").write("status:delayed").see("2 of 13").see("c02");
    story.press("Enter Space t").write("2026-03-15").press("Enter").see("as of Sun 15 Mar").see_no("later days");
    story.see("1 of 13").see_no("c02");
}

#[test]
fn a_record_and_a_search_looked_at_as_of_a_day_leave_out_what_came_later() {
    let mut story = Story::sample();
    story.press("Space t").write("2026-01-15").press("Enter");
    story.press("Space /").write("interpreter").press("Enter").see("of later days").see_no("2026-02-10");
    story.press("Space /").write("c01").press("Enter");
    story.press("4 Enter").see("without 1 of later days").see_no("bill no. 118");
}

#[test]
fn a_day_still_to_come_leaves_nothing_out() {
    let mut story = Story::sample();
    story.press("2");
    go_to_list(&mut story, "Bilateral meetings").press("Space t").write("2026-12-31").press("Enter").see("14").see_no("later days");
}

#[test]
fn a_precheck_or_a_brief_asked_for_anywhere_asks_of_what() {
    let mut story = Story::sample();
    story.press("Space s : p r e c h e c k Enter").see("Precheck of which event?");
    // The next to come is the first offered.
    story.press("Enter").see("Before the First monitoring round table");
    story.press("0 G B").see("Brief on whom?").write("udk").press("Enter").see("Before meeting UDK");
}

#[test]
fn movement_says_since_when_and_the_last_line_names_no_key_twice() {
    let mut story = Story::sample();
    story.press(":").write("movement").press("Enter").see("Since the phase began, compared with Wed 3 Dec 2025");
    let last = story.screen().lines().last().unwrap_or_default().to_owned();
    assert_eq!(last.matches("view").count(), 1, "{last}");
}
