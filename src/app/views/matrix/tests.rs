//! The position matrix on screen: what a cell says, how it scrolls, and what an audience sees of it.

use super::*;
use crate::app::page::testing::model;
use crate::domain::catalogue::Catalogue;
use crate::domain::dialogue::Dialogue;
use crate::domain::testing::{Build, asked, pos, sample};
use crate::domain::views::trace::Of;
use proptest::prelude::*;

fn shown(model: &mut Model, keys: &[Command]) -> (MatrixScreen, String) {
    let mut screen = MatrixScreen::default();
    screen.refresh(model);
    for key in keys {
        screen.step(*key, model.body_height());
        screen.refresh(model);
    }
    let text = screen.lines.iter().map(|line| line.plain().trim_end().to_owned()).collect::<Vec<_>>().join("\n");
    (screen, text)
}

#[test]
fn every_value_shows_its_sign_its_way_and_what_qualifies_it() {
    let (screen, text) = shown(&mut model(sample(), (120, 40)), &[]);
    assert_eq!(screen.aside, "11 of 16 heard · 12 options");
    for row in ["MoLSP", "0~", "+1~", "-2*!", "+1↓*", "+1↑*"] {
        assert!(text.contains(row), "{row} is missing:\n{text}");
    }
    let udk = text.lines().find(|line| line.contains("UDK")).unwrap();
    assert_eq!(
        udk.split_whitespace().collect::<Vec<_>>(),
        ["UDK", "+2*", "-2*!", "·", "·", "+2*!", "-2*", "+1↓*", "+1*!", "+2*", "-1*", "+2*", "·"]
    );
    assert!(text.contains("never said: ESA-112, FTU, KRT, NIPD, USarn"), "{text}");
}

#[test]
fn heads_are_cut_at_words_and_no_two_are_equal() {
    let mut model = model(sample(), (80, 24));
    for step in 0..12 {
        let (_, text) = shown(&mut model, &vec![Command::CellRight; step]);
        for line in text.lines().take(2) {
            let mut heads: Vec<&str> = line.split("  ").map(str::trim).filter(|head| head.len() > 1).collect();
            let all = heads.len();
            heads.sort_unstable();
            heads.dedup();
            assert_eq!(heads.len(), all, "{line}");
            assert!(heads.iter().all(|head| !head.contains("recog…") && !head.contains("Scho…")), "{line}");
        }
    }
}

#[test]
fn the_lines_below_say_what_the_cell_rests_on() {
    let mut model = model(sample(), (80, 24));
    let (screen, text) = shown(&mut model, &[Command::Last, Command::CellRight]);
    assert!(text.contains("UDK on o1b, “Recognise KSL by government decree”: -2, said on Wed 19 Feb 2025"), "{text}");
    assert!(text.contains("red line, absolute, must not have: a decree can be undone overnight"), "{text}");
    assert_eq!(screen.key(), Some(Key::new("meetings", "2025-02-19-udk")));
    assert_eq!(screen.why(), Some(Of::said(&"udk".into(), "o1b")));
    assert!(text.contains("[-2*!]"), "{text}");
}

#[test]
fn nothing_asked_would_not_say_and_undecided_are_three_things() {
    let dialogue = Build::new()
        .people(&["a:cso"])
        .issue("i1", "open", &["o1", "o2", "o3"])
        .meeting("m1", "a", "2026-03-01", &(pos("o1", 0) + &asked("o2")))
        .done();
    let mut model = model(dialogue, (80, 24));
    let (_, text) = shown(&mut model, &[]);
    let row = text.lines().find(|line| line.contains("A ")).unwrap();
    assert_eq!(row.split_whitespace().collect::<Vec<_>>(), ["▸", "A", "[0]", "?", "·"]);
    let (_, text) = shown(&mut model, &[Command::CellRight]);
    assert!(text.contains("asked on Sun 1 Mar, and would not say"), "{text}");
    let (screen, text) = shown(&mut model, &[Command::CellRight, Command::CellRight]);
    assert!(text.contains("never asked"), "{text}");
    assert_eq!(screen.key(), Some(Key::new("stakeholders", "a")));
}

#[test]
fn it_scrolls_both_ways_and_the_heads_and_names_stay() {
    let mut model = model(sample(), (60, 18));
    let mut keys = vec![Command::CellRight; 11];
    keys.push(Command::Last);
    let (_, text) = shown(&mut model, &keys);
    assert!(text.contains("o6a") && !text.contains("o1a") && text.contains("UDK") && text.contains('‹'), "{text}");
    let (_, text) = shown(&mut model, &[]);
    assert!(text.contains("o1a") && text.contains('›') && !text.contains('‹'), "{text}");
}

#[test]
fn one_issue_can_be_shown_alone_and_then_all_again() {
    let mut model = model(sample(), (80, 24));
    let mut screen = MatrixScreen::default();
    let mut seen = Vec::new();
    for _ in 0..7 {
        screen.refresh(&mut model);
        let text: String = screen.lines.iter().map(Line::plain).collect();
        if model.only.issue.as_deref() == Some("Interpreters") {
            assert!(text.contains("o2a") && !text.contains("o1a") && !text.contains("RB "), "{text}");
        }
        seen.push(model.only.words().join(" "));
        model.only.issue = screen.next_issue();
    }
    assert_eq!(seen[..3], ["", "only Legal recognition of Karvelian Sign Language", "only Interpreters"]);
    assert_eq!(model.only.issue, None, "after the last issue come all again: {seen:?}");
}

#[test]
fn an_empty_matrix_says_what_belongs_there() {
    let (_, text) = shown(&mut model(Dialogue::new(Catalogue::builtin()), (80, 24)), &[Command::Down, Command::CellRight]);
    assert!(text.contains("No options yet"), "{text}");
}

/// Three who hold `o1` alike and may not be named, and one who may not be named either but stands alone.
fn unnamed_three() -> Dialogue {
    let told = |build: Build, (who, value): &(&str, i64)| {
        build.meeting(&format!("m-{who}"), who, "2026-01-20", &("disclosure = \"non_attributable\"\n".to_owned() + &pos("o1", *value)))
    };
    let build = Build::new().people(&["anna:cso", "bela:media", "cyril:party", "dana:cso"]).issue("i1", "open", &["o1"]);
    [("anna", 1), ("bela", 1), ("cyril", 1), ("dana", -2)].iter().fold(build, told).done()
}

#[test]
fn what_three_hold_alike_is_shown_to_an_audience_without_their_names() {
    let mut model = model(unnamed_three(), (80, 24));
    model.show_to(Audience::Donor);
    let (_, text) = shown(&mut model, &[]);
    assert!(text.contains("No position is shown with a name.") && text.contains("without names"), "{text}");
    assert!(text.contains("+1, held by 3 who are not named (2026-01)") && text.contains("Fewer than 3 positions"), "{text}");
    assert!(!text.to_lowercase().contains("anna") && !text.contains("never"), "{text}");
    model.show_to(Audience::Public);
    assert!(!shown(&mut model, &[]).1.contains("held by"));
    model.show_to(Audience::Host);
    assert!(shown(&mut model, &[]).1.to_lowercase().contains("anna"), "the same screen, for the host again");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_cursor_is_always_on_screen_and_no_line_runs_over(width in 1..200u16, height in 1..60u16, right in 0..14usize, down in 0..12usize) {
        let mut keys = vec![Command::CellRight; right];
        keys.extend(vec![Command::Down; down]);
        let (screen, text) = shown(&mut model(sample(), (width, height)), &keys);
        prop_assert!(screen.lines.iter().all(|line| line.width() <= usize::from(width).max(1)));
        if width >= 40 && height >= 12 {
            prop_assert!(text.contains('[') && text.contains('▸'), "{}", text);
        }
    }
}
