//! What is seen while a record is being written.

use crate::app::edit::Way;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::testing::{model, press, write};
use crate::app::update::update;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

/// The screen as text, and where the caret is.
fn screen(model: &Model) -> (String, Option<Position>) {
    let (width, height) = model.size;
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    let caret = crate::ui::draw(model, &Theme::builtin(&model.settings), &mut buf);
    let row = |y: u16| {
        let mut row = String::new();
        let mut x = 0;
        while x < width {
            let symbol = buf[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).unwrap();
        }
        row.trim_end().to_owned()
    };
    let rows: Vec<String> = (0..height).map(row).collect();
    (rows.join("\n"), caret)
}

const NOTES: &str = "Ilda Marev alone again; the deputy post is frozen until May.\n\n!- #o2c not before the legal opinion (i)\n> letter to UDK by the end of April\n^ we send the Nordhaven statute due:fri\n_ does not want UDK to hear this from the press";

#[test]
fn the_note_is_text_over_the_whole_width_with_what_is_known_below() {
    let mut model = model(80, 24);
    press(&mut model, "c \"molsp\" Enter");
    press(&mut model, &format!("\"{NOTES}\""));
    let (shown, caret) = screen(&model);
    insta::assert_snapshot!(shown);
    assert_eq!(caret, Some(Position::new(48, 7)));
}

#[test]
fn with_much_room_the_brief_stands_beside_the_note_and_what_a_sign_may_mean_at_its_foot() {
    let mut model = model(120, 40);
    press(&mut model, "c \"udk\" Enter");
    press(&mut model, "\"They agree on #o1\"");
    let (shown, caret) = screen(&model);
    insta::assert_snapshot!(shown);
    assert_eq!(caret, Some(Position::new(18, 2)));
    model.settings.low_bandwidth = true;
    press(&mut model, "\"a\"");
    assert!(!screen(&model).0.contains("Stands"), "a slow line is spared");
}

#[test]
fn the_debrief_proposes_a_row_a_marked_line() {
    let mut model = model(80, 24);
    press(&mut model, "c \"molsp\" Enter");
    let effects = press(&mut model, &format!("\"{NOTES}\" Esc"));
    write(&mut model, &effects);
    insta::assert_snapshot!(screen(&model).0);
}

#[test]
fn the_form_of_a_meeting_begins_with_whom_and_when() {
    let mut model = model(80, 24);
    press(&mut model, "c \"molsp\" Enter Tab Down");
    let (shown, caret) = screen(&model);
    insta::assert_snapshot!(shown);
    assert!(caret.is_some());
}

#[test]
fn two_versions_stand_below_each_other() {
    let mut model = model(80, 24);
    let key = crate::domain::record::Key::new("meetings", "2026-02-10-molsp");
    let change = |name: &str, from: &str, to: &str| crate::domain::change::Change::Field {
        name: name.into(),
        from: Some(from.into()),
        to: Some(to.into()),
    };
    let changes = vec![change("notes", "what it was", "what I typed"), change("confidence", "low", "high")];
    let id = model.new_draft();
    update(&mut model, Msg::DraftRead { id, key: Some(key), kind: "meetings".into(), changes, way: Way::Form });
    insta::assert_snapshot!(screen(&model).0);
}

#[test]
fn two_long_versions_are_read_from_where_they_part() {
    let mut model = model(80, 24);
    let key = crate::domain::record::Key::new("meetings", "2026-02-10-molsp");
    let long = "What both of them know and neither has changed is said at length. ".repeat(12);
    let change = crate::domain::change::Change::Field {
        name: "notes".into(),
        from: Some(long.clone().into()),
        to: Some(format!("{long}Mine ends so.").into()),
    };
    let mut theirs = (**model.dialogue.find(&key).unwrap()).clone();
    theirs.set("notes", Some(format!("{long}Theirs ends so. {}", "And on it goes for them. ".repeat(20)).into()));
    model.dialogue.put(theirs);
    let id = model.new_draft();
    update(&mut model, Msg::DraftRead { id, key: Some(key), kind: "meetings".into(), changes: vec![change], way: Way::Form });
    let shown = screen(&model).0;
    assert!(shown.contains("Mine ends so.") && shown.contains("Theirs ends so."), "{shown}");
    assert!(shown.contains("for them. …") || shown.lines().any(|line| line.trim_end().ends_with(" …")), "{shown}");
}
