//! How the sample's records are said.

use super::super::catalogue::{Align, Column};
use super::super::testing::{dialogue, sample};
use super::*;
use chrono::NaiveDate;

fn today() -> NaiveDate {
    "2026-03-16".parse().unwrap()
}

fn cell(kind: &str, id: &str, field: &str) -> String {
    let dialogue = sample();
    let column = Column { field: field.into(), title: String::new(), width: 10, grow: 0, drop: 0, align: Align::Left };
    column_text(&column, dialogue.get(kind, id).unwrap(), &dialogue, today())
}

#[test]
fn a_record_goes_by_the_fields_that_name_its_kind() {
    let dialogue = sample();
    let title = |kind, id| title_of(dialogue.get(kind, id).unwrap(), &dialogue);
    assert_eq!(title("meetings", "2026-02-10-molsp"), "2026-02-10 · MoLSP");
    assert_eq!(title("stakeholders", "udk"), "Union of the Deaf of Karvelia");
    assert_eq!(title_of(dialogue.process(), &dialogue), "Hands and Words");
}

#[test]
fn where_space_is_short_a_stakeholder_goes_by_its_short_name_and_others_by_their_id() {
    let dialogue = sample();
    let short = |kind, id| short_of(dialogue.get(kind, id).unwrap(), &dialogue);
    assert_eq!(short("stakeholders", "first-word"), "First Word");
    assert_eq!(short("options", "o2c"), "o2c");
    assert_eq!(short("workshops", "e5"), "e5");
}

#[test]
fn a_record_that_lacks_its_names_goes_by_its_id_and_never_shows_control_characters() {
    let dialogue = dialogue([("issues/i9", ""), ("issues/i8", "title = \"bad \\u001b[2J title\"")]);
    assert_eq!(title_of(dialogue.get("issues", "i9").unwrap(), &dialogue), "i9");
    assert_eq!(title_of(dialogue.get("issues", "i8").unwrap(), &dialogue), "bad ␛[2J title");
}

#[test]
fn columns_show_short_labels_short_names_and_iso_days() {
    assert_eq!(cell("meetings", "2025-10-02-udk", "date"), "2025-10-02");
    assert_eq!(cell("meetings", "2025-10-02-udk", "stakeholder"), "UDK");
    assert_eq!(cell("meetings", "2025-02-19-udk", "objective"), "brief");
    assert_eq!(cell("meetings", "2025-02-19-udk", "frankness"), "frank");
    assert_eq!(cell("commitments", "c03", "id"), "c03");
    assert_eq!(cell("meetings", "2025-02-19-udk", "place"), "");
}

#[test]
fn computed_columns_count_rows_and_tell_status_and_lateness() {
    assert_eq!(cell("meetings", "2025-02-19-udk", "fn:rows:position"), "6");
    assert_eq!(cell("meetings", "2025-02-19-udk", "fn:rows:view_of"), "");
    assert_eq!(cell("commitments", "c07", "fn:status"), "delayed");
    assert_eq!(cell("commitments", "c07", "fn:late"), "2026-04-30");
    assert_eq!(cell("meetings", "2025-02-19-udk", "fn:unheard_of"), "");
}

#[test]
fn what_is_done_or_dropped_is_never_late() {
    for (status, late) in [("on_track", Some(15)), ("done", None), ("dropped", None)] {
        let dialogue = dialogue([("commitments/c01", &*format!("due = 2026-03-01\nstatus = \"{status}\"\n"))]);
        assert_eq!(days_late(dialogue.get("commitments", "c01").unwrap(), today()), late, "{status}");
    }
}

#[test]
fn a_row_is_said_in_one_line_by_its_brief() {
    let dialogue = sample();
    let meeting = dialogue.get("meetings", "2026-02-10-molsp").unwrap();
    let kind = dialogue.catalogue.kind("meetings").unwrap();
    let line = |name: &str| row_line(kind.row(name).unwrap(), meeting.row(name, 0).unwrap(), &dialogue);
    assert_eq!(line("position"), "o2d · +1 · inferred");
    assert_eq!(line("promise"), "look for a secondment for the disability unit · 2026-03-10 · open");
}
