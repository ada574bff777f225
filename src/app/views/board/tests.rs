//! The board of commitments: its columns and cards, and what two keys change on it.

use super::*;
use crate::app::msg::Effect;
use crate::app::page::Source;
use crate::app::screen::Screen;
use crate::app::testing::{model, model_of, press, saved, write};
use crate::domain::record::Fields;
use crate::domain::testing::{Build, TODAY, day};

/// The board of a dialogue with commitments of many kinds, after some keys.
fn board(size: (u16, u16), keys: &str) -> Model {
    let build = Build::new().people(&["a:cso", "b:media"]);
    let build = [
        ("c1", "title = 'Write the law'\nlead = 'a'\ndue = 2026-03-01\nstatus = 'on_track'\nmaturity = 'agreed'"),
        ("c2", "title = 'Print it'\nlead = 'b'\ndue = 2026-02-01\nrevised_due = 2026-04-01\nstatus = 'on_track'\ndepends_on = ['c1']"),
        ("c3", "title = 'Say nothing'\nlead = 'a'\nstatus = 'dropped'"),
        ("c4", "title = 'A title that is far too long for any card, whatever its column may hold in cells, and goes on'\ndue = 2031-01-01"),
    ]
    .iter()
    .fold(build, |build, (id, text)| build.file(&format!("commitments/{id}"), text));
    let mut model = model_of(build.done(), size.0, size.1);
    press(&mut model, "4 Tab");
    press(&mut model, keys);
    model
}

fn on(model: &Model) -> Option<String> {
    match model.top() {
        Some(Screen::Board(board)) => board.key().map(|key| key.id.to_string()),
        _ => None,
    }
}

fn text(model: &Model) -> String {
    let Some(Screen::Board(board)) = model.top() else { panic!("no board") };
    board.lines.iter().map(|line| line.plain().trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_status_in_use_has_a_column_with_its_cards_by_date_and_lateness_is_signed() {
    let shown = text(&board((120, 40), "Right"));
    for words in ["Not started 1", "On track 2", "At risk 0", "Dropped 1", "× 1 Mar", "! 1 Apr", "no lead", "no date"] {
        assert!(shown.contains(words), "{words} is not on\n{shown}");
    }
    assert!(!shown.contains("No evidence"), "a status out of use has none\n{shown}");
    assert!(shown.find("Write the law") < shown.find("Print it"));
}

#[test]
fn the_card_under_the_cursor_stands_in_full_below() {
    let shown = text(&board((80, 24), "Right Down"));
    assert!(shown.ends_with("c2 Print it\n B · due first 1 Feb, now 1 Apr · waits for c1"), "{shown}");
    let shown = text(&board((80, 24), "Right"));
    assert!(shown.ends_with("c1 Write the law\n A · 15 days late · agreed"), "{shown}");
}

#[test]
fn sideways_leads_over_empty_columns_and_open_shows_the_commitment() {
    for (keys, id) in
        [("", "c4"), ("Right", "c1"), ("l l", "c3"), ("l l h", "c1"), ("Right Down", "c2"), ("l G", "c2"), ("l j k", "c1"), ("h", "c4")]
    {
        assert_eq!(on(&board((80, 24), keys)).as_deref(), Some(id), "{keys}");
    }
    let model = board((80, 24), "Right Enter");
    assert!(matches!(model.top(), Some(Screen::Page(page)) if page.source == Source::Record(Key::new("commitments", "c1"))));
}

#[test]
fn a_status_is_changed_by_two_keys_dated_today_and_the_cursor_goes_with_its_card() {
    let mut model = board((80, 24), "Right");
    let effects = press(&mut model, "s 6");
    saved(&effects);
    let written = write(&mut model, &effects);
    let row = written.first().and_then(|record| record.rows("progress").last()).unwrap();
    assert_eq!((row.date("date"), row.text("status")), (Some(day(TODAY)), Some("done")));
    press(&mut model, "Space Esc");
    assert_eq!(on(&model).as_deref(), Some("c1"));
    assert!(text(&model).contains("Done 1"), "{}", text(&model));
}

#[test]
fn the_status_that_holds_is_not_written_again() {
    let mut model = board((80, 24), "Right");
    assert!(!press(&mut model, "s Enter").iter().any(|effect| matches!(effect, Effect::Save(_))));
    assert_eq!(model.notice.as_ref().map(|notice| notice.text.as_str()), Some("c1: on track already."));
}

#[test]
fn how_far_it_is_promised_is_changed_and_dated_too() {
    let mut model = board((80, 24), "Right");
    let effects = press(&mut model, "m 6");
    let written = write(&mut model, &effects);
    let record = written.first().unwrap();
    assert_eq!(record.text("maturity"), Some("signed"));
    assert_eq!(Commitment(record).promised_since(day(TODAY)), Some(day(TODAY)));
    press(&mut model, "Space Esc");
    assert!(text(&model).ends_with("signed since 16 Mar"), "{}", text(&model));
}

#[test]
fn many_cards_are_scrolled_and_it_is_said_how_many_are_not_seen() {
    let mut model = model(60, 18);
    press(&mut model, "4 Tab Right");
    assert!(text(&model).contains("↓ 3 more"), "{}", text(&model));
    press(&mut model, "G");
    let shown = text(&model);
    assert!(shown.contains("↑ 3 more") && shown.contains("▸Pay 12 000"), "{shown}");
}

#[test]
fn nothing_leaves_the_screen_at_any_size_and_the_card_is_always_seen() {
    for width in [1, 10, 20, 33, 48, 60, 80, 119, 200] {
        for height in [1, 4, 9, 12, 24, 60] {
            let mut model = model(width, height);
            press(&mut model, "4 Tab");
            for key in ["Right", "G", "Right", "Left", "k", "Right Right Right G"] {
                press(&mut model, key);
                let Some(Screen::Board(board)) = model.top() else { panic!("no board") };
                assert!(board.lines.iter().all(|line| line.width() <= usize::from(width)), "{width}x{height}");
                let room = model.body_height();
                let seen = board.lines.iter().take(room).any(|line| line.plain().contains('▸'));
                assert!(seen || room < 4 || width < 20, "{width}x{height} after {key}\n{}", text(&model));
            }
        }
    }
}

#[test]
fn an_empty_board_says_what_belongs_there() {
    let mut model = model_of(Build::new().people(&["a:cso"]).done(), 80, 24);
    press(&mut model, "4 Tab");
    assert!(text(&model).starts_with(" No commitments yet."));
    press(&mut model, "Right Down G s");
    assert_eq!(on(&model), None);
}
