//! A bilateral captured: the note, its marked lines, its debrief.

use super::*;

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
    assert!(said(&model).contains("Planned for today"));
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
fn a_save_in_the_middle_of_a_note_moves_nothing() {
    let mut model = model(80, 24);
    let effects = press(&mut model, "c \"molsp\" Enter \"one\ntwo\" C-s");
    write(&mut model, &effects);
    let effects = press(&mut model, "\" three\" Esc");
    let record = write(&mut model, &effects).remove(0);
    assert_eq!(record.text("notes"), Some("one\ntwo three\n"));
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
fn on_a_slow_line_nothing_unseen_is_taken_and_the_last_line_says_what_tab_takes() {
    let mut model = model(80, 24);
    model.settings.low_bandwidth = true;
    press(&mut model, "c \"molsp\" Enter \"#o1\"");
    assert_eq!(model.foot.hints, [("Tab".to_owned(), "#o1a  Recognise KSL by law".to_owned())]);
    press(&mut model, "Enter \"#o2\" Tab");
    let Some(Screen::Edit(edit)) = model.top() else { panic!() };
    assert_eq!(edit.session.work.text("notes"), Some("#o1\n#o2a "));
    assert_ne!(model.foot.hints.len(), 1);
}

#[test]
fn right_behind_a_sign_nothing_is_pointed_at_that_enter_would_not_take() {
    let pointed = |keys: &str| {
        let mut model = model(80, 24);
        press(&mut model, &format!("c \"molsp\" Enter {keys}"));
        let Some(Screen::Edit(edit)) = model.top() else { panic!() };
        edit.below.lines.iter().any(|line| line.plain().contains('▸'))
    };
    assert!(!pointed("\"#\""));
    assert!(pointed("\"#\" Down") && pointed("\"#o\""));
}
