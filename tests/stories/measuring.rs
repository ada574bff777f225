//! The third phase day by day: a snapshot and what moved since, a measurement, a tie. Keys are counted: these are done often.

use crate::story::Story;

#[test]
fn a_snapshot_is_frozen_from_the_isf_and_what_moved_since_is_two_choices_away() {
    let mut story = Story::sample();
    story.press("5").see("Space f freeze a snapshot").see("Space c compare");
    story.press("Space f").see("why now?").write("end of consensus").press("Enter").see("Frozen as 2026-03-16-end-of-consensus.");
    let meeting = "stakeholder = \"udk\"\ndate = 2026-03-16\n\n[[position]]\noption = \"o3a\"\nvalue = -1\n";
    story.somebody_writes("meetings/2026-03-16-udk.toml", meeting);
    let mut story = story.again();
    story.press("5 Space c").see("snapshot: end of consensus").press("Enter").see("how things stand now").press("Enter");
    story.see("1 position from 2026-03-16-end-of-consensus");
    let line = story.line("UDK");
    let words: Vec<_> = line.split_whitespace().filter(|word| *word != "▸").collect();
    assert_eq!((words.first(), words.get(1), words.last()), (Some(&"UDK"), Some(&"o3a"), Some(&"2026-03-16-udk")), "{line}");
    assert!(line.contains("+1") && line.contains("-1"), "{line}");
    story.press("j Enter").see("Bilateral");
}

#[test]
fn a_measurement_is_two_keys_and_its_figure() {
    let mut story = Story::sample();
    story.press("3").press("Tab Tab").see("Indicators").see("from").press("+").write("14").press("Enter");
    let file = story.files().into_iter().find(|(_, text)| text.contains("[[measurement]]\ndate = 2026-03-16\nvalue = 14"));
    assert!(file.is_some(), "{}", story.screen());
}

#[test]
fn a_tie_is_saved_from_the_network_in_five_keys_and_a_name_and_nine_with_how_often_and_how_closely() {
    let mut story = Story::sample();
    let ties = |story: &Story| {
        let files = story.files().into_iter().filter(|(name, text)| name.starts_with("ties/") && text.contains("\"udk\""));
        files.map(|(_, text)| text).collect::<Vec<_>>()
    };
    let before = ties(&story);
    story.press("6").see("UDK").press("a").see("Tie · UDK").write("mof").press("Enter Tab 2 Esc").see("UDK  CSO");
    story.press("a").write("moe").press("Enter Tab 1 Tab 3 Tab 2 Esc").see("16 actors");
    let new: Vec<String> = ties(&story).into_iter().filter(|text| !before.contains(text)).collect();
    assert_eq!(new.len(), 2, "{new:?}");
    let (kind, more) = ("kind = \"joint_work\"", "frequency = 3\nintensity = 2");
    assert!(new.iter().any(|text| text.contains("to = \"mof\"") && text.contains(kind) && !text.contains("frequency")), "{new:?}");
    assert!(new.iter().any(|text| text.contains("to = \"moe\"") && text.contains(more)), "{new:?}");
}

#[test]
fn what_may_come_stands_beside_the_network_where_there_is_room_and_is_one_key_away_where_not() {
    let mut story = Story::sample_at(120, 40);
    story.press("6").see("Foresight").see("likely · touches c06").see("ESA-112");
    story.resize(80, 24).see_no("Foresight").press("Tab").see("Foresight").see("The education minister may be replaced");
}

#[test]
fn a_figure_measured_stands_as_it_was_counted_and_not_as_a_position_would() {
    let mut story = Story::sample();
    story.press("3 Tab Tab j Enter").see("certified interpreters").see("2026-03-01  11  MoLSP");
}
