//! View 1, clause by clause.

use super::*;
use crate::domain::testing::{Build, TODAY, asked, day, pos, sample};

fn build() -> Build {
    Build::new().people(&["a:cso", "b:media", "d:donor", "h:host"]).issue("i1", "open", &["o1", "o2"])
}

fn at(build: &Build, as_of: &str) -> Matrix {
    compute(&build.done(), day(as_of))
}

fn value(build: &Build, as_of: &str) -> Option<i64> {
    at(build, as_of).cell("a", "o1").map(|cell| cell.value)
}

#[test]
fn a_cell_is_the_latest_statement_up_to_the_day() {
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", -1)).meeting("m2", "a", "2026-02-01", &pos("o1", 2));
    assert_eq!(value(&build, "2025-12-31"), None);
    assert_eq!(value(&build, "2026-01-31"), Some(-1));
    assert_eq!(value(&build, "2026-02-01"), Some(2));
    let cell = at(&build, "2026-02-01").cells[0].clone();
    assert_eq!((cell.before, cell.moved(), &*cell.source.id), (Some(-1), Some(Ordering::Greater), "m2"));
}

#[test]
fn a_row_without_a_value_means_asked_and_would_not_say_and_hides_no_earlier_value() {
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", 1)).meeting("m2", "a", "2026-02-01", &(asked("o1") + &asked("o2")));
    let matrix = at(&build, "2026-02-01");
    assert_eq!(matrix.cell("a", "o1").map(|cell| cell.value), Some(1));
    assert!(!matrix.was_asked("a", "o1") && matrix.was_asked("a", "o2") && !matrix.was_asked("b", "o1"));
}

#[test]
fn an_answer_after_a_refusal_takes_the_question_mark_away() {
    let build = build().meeting("m1", "a", "2026-01-01", &asked("o1")).meeting("m2", "a", "2026-02-01", &pos("o1", 0));
    assert!(at(&build, "2026-01-15").was_asked("a", "o1"));
    assert_eq!(at(&build, "2026-02-15").asked, []);
    assert_eq!(value(&build, "2026-02-15"), Some(0));
}

#[test]
fn the_value_before_skips_rows_without_a_value() {
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", 2)).meeting("m2", "a", "2026-01-02", &asked("o1")).meeting(
        "m3",
        "a",
        "2026-01-03",
        &pos("o1", 1),
    );
    let cell = at(&build, "2026-01-03").cells[0].clone();
    assert_eq!((cell.value, cell.before, cell.moved()), (1, Some(2), Some(Ordering::Less)));
}

#[test]
fn a_value_that_did_not_move_has_no_arrow() {
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", 1)).meeting("m2", "a", "2026-01-02", &pos("o1", 1));
    let cell = at(&build, "2026-01-03").cells[0].clone();
    assert_eq!((cell.before, cell.moved()), (Some(1), None));
}

#[test]
fn on_one_day_the_later_id_wins_and_in_one_record_the_later_row() {
    let build = build().meeting("m2", "a", "2026-01-01", &pos("o1", 2)).meeting("m10", "a", "2026-01-01", &pos("o1", -2)).meeting(
        "n",
        "b",
        "2026-01-01",
        &(pos("o1", 1) + &pos("o1", -1)),
    );
    assert_eq!(value(&build, "2026-01-01"), Some(2));
    assert_eq!(at(&build, "2026-01-01").cell("b", "o1").map(|cell| (cell.value, cell.before)), Some((-1, Some(1))));
}

#[test]
fn the_folder_counts_for_nothing_in_the_order_of_one_day() {
    let row = "[[position]]\nstakeholder = \"a\"\noption = \"o1\"\nvalue = -2\n";
    let build =
        build().meeting("z", "a", "2026-01-01", &pos("o1", 2)).file("workshops/e", &format!("title = \"E\"\ndate = 2026-01-01\n{row}"));
    assert_eq!(value(&build, "2026-01-01"), Some(2));
}

#[test]
fn a_workshops_row_speaks_for_its_own_stakeholder_on_the_workshops_day() {
    let row =
        "[[position]]\nstakeholder = \"a\"\noption = \"o1\"\nvalue = -2\nvoice = \"reported\"\n[[position]]\noption = \"o1\"\nvalue = 1\n";
    let build = build().file("workshops/e", &format!("title = \"E\"\ndate = 2026-01-05\n{row}"));
    let matrix = at(&build, "2026-01-05");
    assert_eq!(matrix.cells.len(), 1);
    assert_eq!(
        (matrix.cells[0].value, matrix.cells[0].voice, matrix.cells[0].source.to_string()),
        (-2, Voice::Reported, "workshops/e".into())
    );
    assert_eq!(at(&build, "2026-01-04").cells, []);
}

#[test]
fn planned_and_cancelled_meetings_and_those_without_a_day_do_not_count() {
    for status in ["planned", "not_held"] {
        let build = build().meeting("m1", "a", "2026-01-01", &format!("status = \"{status}\"\n{}", pos("o1", 2)));
        assert_eq!(at(&build, "2026-02-01").cells, []);
    }
    let undated = build().file("meetings/m1", &format!("stakeholder = \"a\"\n{}", pos("o1", 2)));
    assert_eq!(at(&undated, "2026-02-01").cells, []);
    let soon = build().file("meetings/m1", &format!("stakeholder = \"a\"\ndate = \"soon\"\n{}", pos("o1", 2)));
    assert_eq!(at(&soon, "2026-02-01").cells, []);
}

#[test]
fn donors_hosts_and_unknown_stakeholders_stay_out() {
    let build =
        ["d", "h", "nobody"].iter().fold(build(), |build, who| build.meeting(&format!("m-{who}"), who, "2026-01-01", &pos("o1", 2)));
    let matrix = at(&build, "2026-02-01");
    assert_eq!(matrix.cells, []);
    assert_eq!(matrix.rows.iter().map(|id| &**id).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn a_link_to_no_option_gives_no_cell() {
    let build = build().meeting("m1", "a", "2026-01-01", &(pos("o9", 2) + &asked("o8")));
    let matrix = at(&build, "2026-02-01");
    assert_eq!((matrix.cells, matrix.asked), (vec![], vec![]));
}

#[test]
fn a_number_outside_the_scale_is_no_value() {
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", 7));
    assert_eq!(value(&build, "2026-02-01"), None);
    assert!(at(&build, "2026-02-01").was_asked("a", "o1"));
}

#[test]
fn a_statement_is_stale_when_more_than_ninety_days_have_passed() {
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", 1));
    assert!(!at(&build, "2026-04-01").cells[0].stale);
    assert!(at(&build, "2026-04-02").cells[0].stale);
}

#[test]
fn a_dialogue_may_set_its_own_days_of_staleness() {
    let build = build().file("dialogue", "title = \"D\"\nstale_days = 10").meeting("m1", "a", "2026-01-01", &pos("o1", 1));
    assert!(!at(&build, "2026-01-11").cells[0].stale);
    assert!(at(&build, "2026-01-12").cells[0].stale);
}

#[test]
fn a_voice_that_is_absent_is_said() {
    let build = build().meeting("m1", "a", "2026-01-01", &pos("o1", 1));
    assert_eq!(at(&build, "2026-01-12").json()["cells"][0]["voice"], "said");
}

#[test]
fn columns_are_grouped_by_issue() {
    let build = build().issue("i0", "open", &["z"]).file("options/b", "title = \"no issue\"");
    assert_eq!(at(&build, "2026-01-01").columns.iter().map(|id| &**id).collect::<Vec<_>>(), ["z", "o1", "o2", "b"]);
}

#[test]
fn the_json_has_the_keys_that_other_programs_rely_on() {
    let build = build().meeting("m1", "a", "2026-01-01", &(pos("o1", 1) + &asked("o2")));
    let expected = r#"{"as_of":"2026-01-02","cells":[{"stakeholder":"a","option":"o1","value":1,"voice":"said","date":"2026-01-01","source":"m1","before":null,"stale":false}],"asked":[{"stakeholder":"a","option":"o2"}]}"#;
    assert_eq!(at(&build, "2026-01-02").json().to_string(), expected);
}

#[test]
fn the_sample_has_the_matrix_worked_out_by_hand() {
    let expected = "\
molsp | +2 | · | · | · | 0~ | +1~ | · | +2 | · | · | +2 | +1
mof | +1↑* | · | -2* | +1↑* | · | · | · | · | · | · | · | ·
moe | · | · | · | · | · | · | · | · | -1* | 0~* | · | ·
sac | +2* | · | · | +1* | · | · | · | · | · | · | +1* | ·
cu | 0* | +2* | · | · | · | · | · | +1~* | · | · | · | ·
rb | +2* | -2* | · | · | · | · | · | +1* | · | · | · | ·
udk | +2* | -2* | · | · | +2* | -2* | +1↓* | +1* | +2* | -1* | +2* | ·
first-word | 0* | · | · | · | · | · | · | · | -2* | +2* | · | ·
owdn | +2* | · | +2* | · | · | · | · | · | +1* | · | +2* | +2*
kec | · | · | · | · | · | · | -2* | +2↑* | · | · | +1* | ·
pdo | +2 | · | · | · | +1 | · | · | · | · | · | +2 | +2";
    let matrix = compute(&sample(), day(TODAY));
    assert_eq!(matrix.columns.join(" "), "o1a o1b o2a o2b o2c o2d o3a o3b o4a o4b o5a o6a");
    let mut known = 0;
    for wanted in expected.lines() {
        let who = wanted.split(" | ").next().unwrap();
        let shown: Vec<String> = matrix.columns.iter().map(|option| matrix.cell(who, option).map_or("·".to_owned(), show)).collect();
        assert_eq!(format!("{who} | {}", shown.join(" | ")), wanted);
        known += shown.iter().filter(|cell| *cell != "·").count();
    }
    assert_eq!(matrix.cells.len(), known, "no cells beside these");
    assert_eq!(matrix.rows.len(), 16);
}

fn show(cell: &Cell) -> String {
    let arrow = match cell.moved() {
        Some(Ordering::Greater) => "↑",
        Some(Ordering::Less) => "↓",
        _ => "",
    };
    let sign = if cell.value > 0 { "+" } else { "" };
    format!("{sign}{}{arrow}{}{}", cell.value, if cell.voice.is_second_hand() { "~" } else { "" }, if cell.stale { "*" } else { "" })
}
