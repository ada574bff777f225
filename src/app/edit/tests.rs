//! Keys in; effects and records out.

use super::Edit;
use crate::app::model::Model;
use crate::app::msg::{DraftOp, Effect, Msg};
use crate::app::screen::Screen;
use crate::app::testing::{model, press, saved, write};
use crate::app::update::update;
use crate::domain::change::Change;
use crate::domain::record::{Fields, Key};
use crate::domain::value::Value;

const UDK: &str = "2025-02-19-udk";

fn splices(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Draft(_, DraftOp::Splice { .. }))).count()
}

fn is_edit(model: &Model) -> bool {
    matches!(model.top(), Some(Screen::Edit(_)))
}

fn said(model: &Model) -> &str {
    model.notice.as_ref().map_or("", |notice| &notice.text)
}

/// Opens a record in its form.
fn edit(model: &mut Model, kind: &str, id: &str) {
    let edit = Edit::open(model, &Key::new(kind, id)).unwrap();
    lay_on_top(model, edit);
}

/// Opens a row of the meeting in which UDK drew its line.
fn edit_row(model: &mut Model, row: &str, index: usize) {
    let edit = Edit::open_row(model, &Key::new("meetings", UDK), row, index).unwrap();
    lay_on_top(model, edit);
}

fn lay_on_top(model: &mut Model, edit: Edit) {
    model.stack.push(Screen::Edit(Box::new(edit)));
    update(model, Msg::Rested);
}

#[test]
fn a_bilateral_is_captured_by_a_letter_a_few_more_and_enter_and_then_typed() {
    let mut model = model(80, 24);
    let effects = press(&mut model, "c \"molsp\" Enter \"They want a commission\"");
    assert_eq!(splices(&effects), "They want a commission".len());
    let effects = press(&mut model, "Esc");
    let save = saved(&effects);
    assert_eq!(save.key, Key::new("meetings", "2026-03-16-molsp"));
    let record = write(&mut model, &effects).remove(0);
    assert_eq!(record.text("notes"), Some("They want a commission"));
    assert_eq!(record.text("status"), Some("held"));
    assert_eq!(record.text("phase"), Some("monitoring"));
    assert!(!is_edit(&model));
}

#[test]
fn a_capture_left_before_a_word_is_typed_leaves_nothing() {
    let mut model = model(80, 24);
    assert_eq!(press(&mut model, "c \"molsp\" Enter Esc"), []);
    assert!(!is_edit(&model));
}

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
fn a_note_with_marked_lines_is_followed_by_its_debrief_and_taken_lines_are_not_proposed_again() {
    let mut model = model(80, 24);
    let effects = press(&mut model, "c \"molsp\" Enter \"!- #o2c not yet\n^ we send the statute due:fri\" Esc");
    write(&mut model, &effects);
    assert!(is_edit(&model));
    press(&mut model, "Enter Enter");
    // The cursor has gone on to the questions: the third choice is open.
    press(&mut model, "\"3\"");
    let effects = press(&mut model, "Esc");
    let record = write(&mut model, &effects).remove(0);
    assert_eq!(record.rows("red_line").next().and_then(|row| row.text("quote")), Some("not yet"));
    assert_eq!(record.rows("promise").next().and_then(|row| row.date("due")), "2026-03-20".parse().ok());
    assert_eq!(record.int("frankness"), Some(3));
    assert!(!is_edit(&model));
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
fn the_note_and_the_fields_are_two_views_of_one_record() {
    let mut model = model(80, 24);
    press(&mut model, "c \"molsp\" Enter \"first\" Tab Down C-u \"fri\" Esc \" second\"");
    let effects = press(&mut model, "Esc");
    let record = write(&mut model, &effects).remove(0);
    assert_eq!(record.text("notes"), Some("first second"));
    assert_eq!(record.date("date"), "2026-03-20".parse().ok());
}

#[test]
fn tab_takes_the_candidate_and_a_sign_alone_does_not_catch_enter() {
    let mut model = model(80, 24);
    let effects = press(&mut model, "c \"molsp\" Enter \"ask #o2\" Down Tab \"and @udk\" Enter \"#\" Enter \"x\" Esc");
    assert_eq!(
        saved(&effects).changes.iter().find_map(|change| match change {
            Change::Field { name, to: Some(Value::Text(text)), .. } if &**name == "notes" => Some(text.as_str()),
            _ => None,
        }),
        Some("ask #o2b and @udk\n#\nx\n")
    );
}

#[test]
fn a_meeting_planned_for_today_is_the_one_that_is_held() {
    let mut model = model(80, 24);
    let mut planned = (**model.dialogue.get("meetings", UDK).unwrap()).clone();
    planned.key = Key::new("meetings", "2026-03-16-krt");
    planned.set("stakeholder", Some("krt".into()));
    planned.set("status", Some("planned".into()));
    planned.set("date", Some(Value::Date(model.today)));
    planned.set("notes", None);
    model.dialogue.put(planned);
    press(&mut model, "c \"krt\" Enter");
    assert!(said(&model).contains("planned for today"));
    let effects = press(&mut model, "\"x\" Esc");
    let save = saved(&effects);
    assert!(!save.new && &*save.key.id == "2026-03-16-krt");
    assert!(
        save.changes
            .iter()
            .any(|change| matches!(change, Change::Field { name, to: Some(to), .. } if &**name == "status" && *to == "held".into()))
    );
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
fn no_keys_in_any_order_end_the_program_or_leave_the_cursor_nowhere() {
    let keys = [
        "Tab",
        "S-Tab",
        "Up",
        "Down",
        "Left",
        "Right",
        "Enter",
        "Esc",
        "Backspace",
        "PgUp",
        "PgDn",
        "Home",
        "End",
        "C-n",
        "C-x",
        "C-s",
        "C-f",
        "F3",
        "C-t",
        "C-/",
        "C-p",
        "C-g",
        "C-e",
        "C-u",
        "\"#o\"",
        "\"@m\"",
        "\"x\"",
        "\"3\"",
        "\"A\"",
        "\"!- #o2c no\"",
        "\"fri\"",
        "\"e\"",
        "\"soon\"",
        "\" \"",
    ];
    let mut seed = 7_u64;
    for size in [(80, 24), (60, 18), (20, 5), (1, 1)] {
        let mut model = model(size.0, size.1);
        for turn in 0..600 {
            if turn % 60 == 0 || !model.stack.iter().any(|screen| matches!(screen, Screen::Edit(_))) {
                let kinds = ["meetings", "stakeholders", "commitments", "workshops", "dialogue"];
                let kind = kinds[turn % kinds.len()];
                let key = model.dialogue.records(kind).first().map_or_else(Key::dialogue, |record| record.key.clone());
                edit(&mut model, &key.kind.clone(), &key.id.clone());
            }
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let key = keys[(seed >> 33) as usize % keys.len()];
            let effects = press(&mut model, key);
            write(&mut model, &effects);
        }
    }
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
fn a_draft_is_gone_on_with_where_it_was_left_and_another_version_is_shown() {
    let mut model = model(80, 24);
    let key = Key::new("meetings", UDK);
    let theirs = model.dialogue.find(&key).unwrap().get("notes").cloned();
    let change = Change::Field { name: "notes".into(), from: Some("old".into()), to: Some("mine".into()) };
    let id = model.new_draft();
    update(&mut model, Msg::DraftRead { id, key: Some(key), kind: "meetings".into(), changes: vec![change] });
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
    update(&mut model, Msg::DraftRead { id, key: None, kind: "options".into(), changes: vec![change] });
    // The cursor is in what is still missing.
    let effects = press(&mut model, "Enter \"i1\" Enter Esc");
    let save = saved(&effects);
    assert!(save.new);
    assert_eq!(save.key, Key::new("options", "subtitles"));
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
fn a_save_in_the_middle_of_a_note_moves_nothing() {
    let mut model = model(80, 24);
    let effects = press(&mut model, "c \"molsp\" Enter \"one\ntwo\" C-s");
    write(&mut model, &effects);
    let effects = press(&mut model, "\" three\" Esc");
    let record = write(&mut model, &effects).remove(0);
    assert_eq!(record.text("notes"), Some("one\ntwo three\n"));
}

#[test]
fn a_record_that_is_only_a_link_to_another_file_is_not_opened_for_writing() {
    let mut model = model(80, 24);
    let mut record = (**model.dialogue.get("meetings", UDK).unwrap()).clone();
    record.locked = Some(crate::domain::record::Locked::Link);
    model.dialogue.put(record);
    assert!(Edit::open_row(&mut model, &Key::new("meetings", UDK), "position", 0).is_none());
    assert!(said(&model).contains("not changed"));
}

#[test]
fn a_digit_marks_one_of_several_in_the_debrief_and_takes_the_mark_back() {
    let mut model = model(80, 24);
    let effects = press(&mut model, "c \"molsp\" Enter \"> a letter by May\" Esc");
    write(&mut model, &effects);
    press(&mut model, "Enter Down Down Down Down Down Down \"1\" \"3\" \"1\"");
    let effects = press(&mut model, "Esc");
    let record = write(&mut model, &effects).remove(0);
    assert_eq!(record.get("reached_outcomes").map(ToString::to_string), Some("reassurance".to_owned()));
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
    update(&mut model, Msg::DraftRead { id, key: Some(Key::new("meetings", "gone")), kind: "meetings".into(), changes });
    let Some(Screen::Edit(edit)) = model.top() else { panic!("nothing is open: {}", said(&model)) };
    assert!(edit.session.new);
    assert_eq!(edit.session.work.text("notes"), Some("not lost"));
    assert_eq!(edit.session.work.rows("red_line").next().and_then(|row| row.text("quote")), Some("said it thus"));
    assert!(said(&model).contains("begins a new one"), "{}", said(&model));
}

#[test]
fn the_page_of_a_record_goes_with_it_to_its_new_id() {
    let mut model = model(80, 24);
    press(&mut model, "4 Enter R");
    let effects = press(&mut model, "C-u \"c99\" Enter");
    let Some(Effect::Rename { key, id, .. }) = effects.into_iter().next() else { panic!("nothing is renamed") };
    let mut record = (**model.dialogue.find(&key).unwrap()).clone();
    record.key = Key::new(&key.kind, &id);
    update(&mut model, Msg::Changed { put: vec![record], gone: vec![key], say: String::new() });
    let Some(Screen::Page(page)) = model.top() else { panic!("no page is open") };
    assert!(page.page.title.starts_with("c99  Table the"), "{}", page.page.title);
    assert_eq!(model.stack.len(), 2);
}
