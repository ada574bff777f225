//! What is typed and not yet a record: kept, gone on with, held against what others wrote.

use super::*;

#[test]
fn what_is_typed_reaches_the_draft_before_the_frame() {
    let mut model = model(80, 24);
    press(&mut model, "c \"molsp\" Enter");
    let effects = press(&mut model, "\"a\"");
    assert!(matches!(
        effects.as_slice(),
        [
            Effect::Draft(_, DraftOp::Begin { key: None, .. }),
            Effect::Draft(_, DraftOp::Changes(_)),
            Effect::Draft(_, DraftOp::Splice { at: 0, cut: 0, .. })
        ]
    ));
    assert_eq!(press(&mut model, "\"b\"").len(), 1);
}

#[test]
fn two_versions_of_a_note_are_shown_and_both_can_be_kept() {
    let mut model = model(80, 24);
    edit(&mut model, "meetings", UDK);
    press(&mut model, "Down C-u \"1 feb 2026\"");
    let effects = press(&mut model, "C-s");
    let save = saved(&effects).clone();
    let mut theirs = (*save.base).clone();
    theirs.set("date", Some(Value::Date("2026-02-02".parse().unwrap())));
    let clash =
        crate::app::msg::Clash { path: "date".into(), base: "2025-02-01".into(), mine: "2026-02-01".into(), theirs: "2026-02-02".into() };
    update(&mut model, Msg::Conflict { draft: save.draft, record: theirs, conflicts: vec![clash] });
    press(&mut model, "\"2\"");
    let Some(Screen::Edit(shown)) = model.top() else { panic!() };
    assert_eq!(shown.session.work.date("date"), "2026-02-02".parse().ok());
    press(&mut model, "\"1\"");
    let effects = press(&mut model, "Enter Esc");
    assert_eq!(saved(&effects).changes.len(), 1);
}

#[test]
fn leaving_the_program_keeps_what_is_being_written() {
    let mut model = model(80, 24);
    let effects = press(&mut model, "c \"molsp\" Enter \"x\" C-c C-c");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Save(_))));
    assert_eq!(effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_draft_is_gone_on_with_where_it_was_left_and_another_version_is_shown() {
    let mut model = model(80, 24);
    let key = Key::new("meetings", UDK);
    let theirs = model.dialogue.find(&key).unwrap().get("notes").cloned();
    let change = Change::Field { name: "notes".into(), from: Some("old".into()), to: Some("mine".into()) };
    let id = model.new_draft();
    update(&mut model, Msg::DraftRead { id, key: Some(key), kind: "meetings".into(), changes: vec![change], way: Way::Form });
    let Some(Screen::Edit(shown)) = model.top() else { panic!() };
    assert_eq!(shown.title(&model).0, "Two versions · Bilateral with UDK");
    // Both, then on to the note, then out.
    let effects = press(&mut model, "\"3\" Enter Esc");
    let written = write(&mut model, &effects).remove(0);
    let both = format!("{}\nmine\n", theirs.unwrap().to_string().trim_end());
    assert_eq!(written.text("notes"), Some(&*both));
}

#[test]
fn a_draft_of_a_new_record_is_still_new() {
    let mut model = model(80, 24);
    let id = model.new_draft();
    let change = Change::Field { name: "title".into(), from: None, to: Some("Subtitles".into()) };
    update(&mut model, Msg::DraftRead { id, key: None, kind: "options".into(), changes: vec![change], way: Way::Form });
    // The cursor is in what is still missing.
    let effects = press(&mut model, "Enter \"i1\" Enter Esc");
    let save = saved(&effects);
    assert!(save.new);
    assert_eq!(save.key, Key::new("options", "subtitles"));
}

#[test]
fn a_second_press_of_a_save_writes_nothing_twice() {
    let mut model = model(80, 24);
    let effects = press(&mut model, "c \"molsp\" Enter \"x\" C-s C-s");
    assert_eq!(effects.iter().filter(|effect| matches!(effect, Effect::Save(_))).count(), 1);
    write(&mut model, &effects);
    assert_eq!(said(&model), "Saved.");
    let effects = press(&mut model, "\"y\" C-s");
    let save = saved(&effects);
    assert!(!save.new);
    assert_eq!(&*save.key.id, "2026-03-16-molsp");
}

#[test]
fn a_draft_whose_record_is_gone_begins_a_new_one_with_what_was_typed() {
    let mut model = model(80, 24);
    let id = model.new_draft();
    let row = model.dialogue.find(&Key::new("meetings", UDK)).and_then(|record| record.rows("red_line").next().cloned()).unwrap();
    let changes = vec![
        Change::Field { name: "notes".into(), from: Some("before".into()), to: Some("not lost".into()) },
        Change::RowField { row, index: 0, name: "quote".into(), from: None, to: Some("said it thus".into()) },
    ];
    update(&mut model, Msg::DraftRead { id, key: Some(Key::new("meetings", "gone")), kind: "meetings".into(), changes, way: Way::Form });
    let Some(Screen::Edit(edit)) = model.top() else { panic!("nothing is open: {}", said(&model)) };
    assert!(edit.session.new);
    assert_eq!(edit.session.work.text("notes"), Some("not lost"));
    assert_eq!(edit.session.work.rows("red_line").next().and_then(|row| row.text("quote")), Some("said it thus"));
    assert!(said(&model).contains("begins a new one"), "{}", said(&model));
}
