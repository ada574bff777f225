//! A record's fields and rows, and what people type there.

use super::*;

/// Opens a row of the meeting in which UDK drew its line.
fn edit_row(model: &mut Model, row: &str, index: usize) {
    let edit = Edit::open(model, &Key::new("meetings", UDK), &Way::Row(row.into(), index)).unwrap();
    lay_on_top(model, edit);
}

#[test]
fn a_record_that_lacks_a_required_field_stays_a_draft_and_it_is_said_which() {
    let mut model = model(80, 24);
    let option = Edit::begin(&mut model, "options", &[]).unwrap();
    lay_on_top(&mut model, option);
    let effects = press(&mut model, "\"Subtitles first\" Esc");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Save(_) | Effect::Draft(_, DraftOp::Drop))));
    assert!(said(&model).starts_with("Issue is still missing."), "{}", said(&model));
    assert!(!is_edit(&model));
}

#[test]
fn a_text_that_is_no_day_is_kept_as_typed_and_not_written() {
    let mut model = model(80, 24);
    edit(&mut model, "meetings", UDK);
    press(&mut model, "Down C-u \"soon\" Down");
    let Some(Screen::Edit(shown)) = model.top() else { panic!() };
    assert_eq!(shown.session.work.get("date"), Some(&Value::from("soon")));
    assert!(shown.sheet.lines.iter().any(|line| line.plain().contains("\"soon\" is not a date.")));
    let effects = press(&mut model, "Esc");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Save(_))));
    assert!(said(&model).contains("Kept as a draft"));
}

#[test]
fn a_day_is_typed_as_people_say_it() {
    let mut model = model(80, 24);
    edit(&mut model, "meetings", UDK);
    let effects = press(&mut model, "Down C-u \"16 mar\" Esc");
    let [Change::Field { name, to, .. }] = saved(&effects).changes.as_slice() else { panic!() };
    assert_eq!((&**name, to), ("date", &Some(Value::Date("2026-03-16".parse().unwrap()))));
}

#[test]
fn a_row_is_added_and_filled_in_place() {
    let mut model = model(80, 40);
    let promises = model.dialogue.get("meetings", UDK).unwrap().rows("promise").count();
    edit_row(&mut model, "promise", usize::MAX);
    press(&mut model, "\"call back\" Down \"fri\"");
    let effects = press(&mut model, "Esc");
    let written = write(&mut model, &effects).remove(0);
    assert_eq!(written.rows("promise").count(), promises + 1);
    assert_eq!(written.rows("promise").next_back().and_then(|row| row.date("due")), "2026-03-20".parse().ok());
}

#[test]
fn a_row_that_stays_empty_is_let_go() {
    let mut model = model(80, 24);
    edit_row(&mut model, "promise", usize::MAX);
    assert_eq!(press(&mut model, "Esc"), []);
}

#[test]
fn a_row_taken_away_can_be_brought_back() {
    let mut model = model(80, 24);
    edit_row(&mut model, "position", 0);
    press(&mut model, "C-x");
    press(&mut model, "C-/");
    let Some(Screen::Edit(edit)) = model.top() else { panic!() };
    assert_eq!(edit.session.changes(), []);
}

#[test]
fn a_link_to_somebody_new_makes_them_with_their_name_alone() {
    let mut model = model(80, 24);
    edit_row(&mut model, "view_of", usize::MAX);
    let effects = press(&mut model, "Enter \"Bakers\" Enter");
    let save = saved(&effects).clone();
    assert_eq!(save.key, Key::new("stakeholders", "bakers"));
    write(&mut model, &effects);
    let effects = press(&mut model, "Esc");
    let record = write(&mut model, &effects).remove(0);
    assert_eq!(record.rows("view_of").next_back().and_then(|row| row.text("stakeholder")), Some("bakers"));
}

#[test]
fn letters_and_digits_choose_in_a_form_and_backspace_leaves_the_field_unknown() {
    let mut model = model(80, 24);
    edit(&mut model, "stakeholders", "udk");
    for _ in 0..8 {
        press(&mut model, "Down");
    }
    let value = |model: &Model| {
        let Some(Screen::Edit(edit)) = model.top() else { panic!() };
        edit.session.work.int("influence")
    };
    let before = value(&model);
    press(&mut model, "\"5\"");
    let after = value(&model);
    assert_ne!(before, after, "{before:?}");
    press(&mut model, "Backspace");
    assert_eq!(value(&model), None);
    press(&mut model, "Right Right");
    assert_eq!(value(&model), Some(2));
}

#[test]
fn a_record_that_is_only_a_link_to_another_file_is_not_opened_for_writing() {
    let mut model = model(80, 24);
    let mut record = (**model.dialogue.get("meetings", UDK).unwrap()).clone();
    record.locked = Some(crate::domain::record::Locked::Link);
    model.dialogue.put(record);
    assert!(Edit::open(&mut model, &Key::new("meetings", UDK), &Way::Row("position".into(), 0)).is_none());
    assert!(said(&model).contains("not changed"));
}
