//! What is wrong, said with its place; and that the sample is right.

use super::super::problem::{At, Weight};
use super::super::testing::{dialogue, sample};
use super::*;

const STAKEHOLDER: (&str, &str) = ("stakeholders/udk", "name = \"Union\"\nshort_name = \"UDK\"\nkind = \"cso\"\n");
const OPTION: (&str, &str) = ("options/o1a", "title = \"Law\"\nissue = \"i1\"\n");
const ISSUE: (&str, &str) = ("issues/i1", "title = \"Language\"\n");
const PROCESS: (&str, &str) = ("dialogue", "format = 1\ntitle = \"D\"\n");

/// What `check` says of a meeting with these lines after a good head of two.
fn said(lines: &str) -> Vec<String> {
    let text = format!("stakeholder = \"udk\"\ndate = 2026-03-16\n{lines}");
    of([PROCESS, STAKEHOLDER, OPTION, ISSUE, ("meetings/m", &text)])
}

fn of<'a>(records: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    all(&dialogue(records)).iter().map(ToString::to_string).collect()
}

#[test]
fn the_sample_shows_no_problem_and_no_hint() {
    assert_eq!(all(&sample()), []);
}

#[test]
fn a_good_record_is_not_spoken_of() {
    assert_eq!(said(""), [] as [&str; 0]);
}

#[test]
fn a_wrong_type_is_told_the_right_form_at_its_place() {
    let one = |line: &str| said(line).join("\n");
    assert_eq!(
        one("next_meeting_by = \"soon\""),
        "meetings/m.toml:3:19  next_meeting_by: \"soon\" is not a date.  Write it as 2026-03-31."
    );
    assert_eq!(
        one("next_meeting_by = \"2026-04-01\""),
        "meetings/m.toml:3:19  next_meeting_by: \"2026-04-01\" is text, not a date.  Write it without quotation marks, as 2026-04-01."
    );
    assert_eq!(one("minutes = \"x\""), "meetings/m.toml:3:11  minutes: \"x\" is not a whole number.  Write it in digits, as 12.");
    assert_eq!(one("place = 5"), "meetings/m.toml:3:9  place: 5 is not text.  Write it in quotation marks.");
    assert_eq!(one("interpreter = \"yes\""), "meetings/m.toml:3:15  interpreter: \"yes\" is neither yes nor no.  Write true or false.");
    assert_eq!(one("start = \"9\""), "meetings/m.toml:3:9  start: \"9\" is not a time.  Write it as 14:30.");
    assert_eq!(one("persons = \"A\""), "meetings/m.toml:3:11  persons: \"A\" stands alone where a list is expected.  Write it in [ ].");
    assert_eq!(
        one("place = [\"a\"]"),
        "meetings/m.toml:3:9  place: A list stands where one value is expected.  Write the value without [ ]."
    );
    assert_eq!(one("next_meeting_by = 2026-03-16T10:00:00Z").matches("is not a date").count(), 1);
}

#[test]
fn bounds_and_choices_are_kept() {
    let one = |line: &str| said(line).join("\n");
    assert_eq!(one("fairness = 9"), "meetings/m.toml:3:12  fairness: 9 is too great.  Write a number from 1 to 5.");
    assert_eq!(one("minutes = -1"), "meetings/m.toml:3:11  minutes: -1 is too small.  Write 0 or more.");
    assert_eq!(one("status = \"hold\""), "meetings/m.toml:3:10  status: \"hold\" is not one of the choices.  Did you mean held?");
    assert!(one("frankness = 7").contains("7 is not one of the choices."));
    assert!(one("objective = [\"reassure\", \"x\"]").contains("\"x\" is not one of the choices."));
}

#[test]
fn a_link_to_nothing_is_reported_with_the_nearest_record() {
    let one = |line: &str| said(line).join("\n");
    assert_eq!(
        one("[[position]]\noption = \"o1b\""),
        "meetings/m.toml:4:10  position[1].option: There is no option \"o1b\".  Did you mean o1a?"
    );
    assert_eq!(
        one("related_event = \"workshops/e9\""),
        "meetings/m.toml:3:17  related_event: There is no event \"workshops/e9\".  Write the id of one that is there."
    );
    assert!(one("issues = [\"issues/i1\"]").contains("names its folder; here the id stands alone.  Write it as \"i1\"."));
    assert!(one("issues = [\"i1\", \"i1\"]").contains("\"i1\" stands there twice."));
}

#[test]
fn what_is_required_and_missing_stands_at_the_start_of_the_file() {
    let lines = of([PROCESS, STAKEHOLDER, ("meetings/m", "place = \"here\"\n[[position]]\nvalue = 1\n")]);
    assert_eq!(
        lines,
        [
            "meetings/m.toml:1:1  date: This is missing and a bilateral meeting needs it.  Write date = 2026-03-31.",
            "meetings/m.toml:1:1  position[1].option: This is missing and a position needs it.  Write option = \"…\".",
            "meetings/m.toml:1:1  stakeholder: This is missing and a bilateral meeting needs it.  Write stakeholder = \"…\".",
        ]
    );
    let blank = of([PROCESS, ("issues/i1", "\ntitle = \" \"")]);
    assert_eq!(blank, ["issues/i1.toml:2:9  title: This is empty and an issue needs it.  Write title = \"…\"."]);
}

#[test]
fn unknown_keys_and_rows_are_hints_and_kept() {
    let text = "stakeholder = \"udk\"\ndate = 2026-03-16\nminuts = 4\nzzz = 1\n[[positon]]\na = 1\n";
    let problems = all(&dialogue([PROCESS, STAKEHOLDER, ("meetings/m", text)]));
    assert!(problems.iter().all(|problem| problem.weight == Weight::Hint));
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "meetings/m.toml:3:10  minuts: minuts is no field of a bilateral meeting.  Did you mean minutes?",
            "meetings/m.toml:4:7  zzz: zzz is no field of a bilateral meeting.  It is kept as it stands.",
            "meetings/m.toml:5:1  positon[1]: positon is no row of a bilateral meeting.  Did you mean position?",
        ]
    );
}

#[test]
fn a_row_and_a_field_are_not_taken_for_each_other() {
    assert!(said("position = 3").join("").contains("This holds rows, not a value.  Write each as a table of its own, under [[position]]."));
    assert_eq!(said("position = []"), [] as [&str; 0]);
    assert!(said("[[tags]]\na = 1").join("").contains("This is a field, not a table."));
}

#[test]
fn a_row_may_be_more_open_than_its_record_only_with_a_reason() {
    let row = |extra: &str| said(&format!("disclosure = \"host\"\n[[promise]]\ntext = \"t\"\ndisclosure = \"public\"\n{extra}"));
    assert_eq!(
        row(""),
        [
            "meetings/m.toml:6:14  promise[1].disclosure: This row would be public, and the record is host only.  Say why in disclosure_reason, or take its disclosure away."
        ]
    );
    assert_eq!(row("disclosure_reason = \"they agreed\""), [] as [&str; 0]);
    assert_eq!(said("disclosure = \"public\"\n[[promise]]\ntext = \"t\"\ndisclosure = \"host\""), [] as [&str; 0]);
}

#[test]
fn impressions_sensitive_points_and_views_of_others_are_never_raised() {
    let reason = "disclosure = \"public\"\ndisclosure_reason = \"r\"\n";
    for rows in [
        "[[point]]\nkind = \"impression\"\ntext = \"t\"\n",
        "[[point]]\nkind = \"sensitive\"\ntext = \"t\"\n",
        "[[view_of]]\nstakeholder = \"udk\"\n",
    ] {
        let lines = said(&format!("disclosure = \"public\"\n{rows}{reason}"));
        assert!(lines.len() == 1 && lines[0].contains("is always host only"), "{lines:?}");
    }
    assert_eq!(said(&format!("[[point]]\nkind = \"fact\"\ntext = \"t\"\n{reason}")), [] as [&str; 0]);
}

#[test]
fn an_end_before_its_start_and_a_most_below_its_least_are_wrong() {
    let lines = of([PROCESS, ("workshops/e", "title = \"E\"\ndate = 2026-03-16\nend = 2026-03-15\n")]);
    assert_eq!(lines, ["workshops/e.toml:3:7  end: 2026-03-15 is before date, 2026-03-16.  One of the two is wrong."]);
    let line = "[[red_line]]\noption = \"o1a\"\npolarity = \"must_have\"\nat_least = 4\nat_most = 2.5\n";
    assert!(said(line).join("").contains("2.5 is less than at_least, 4."));
}

#[test]
fn nothing_excludes_depends_on_or_is_tied_to_itself() {
    let lines = of([PROCESS, ISSUE, ("options/o1a", "title = \"L\"\nissue = \"i1\"\nexcludes = [\"o1a\"]\n")]);
    assert!(lines.join("").contains("o1a excludes itself."), "{lines:?}");
    let lines = of([PROCESS, STAKEHOLDER, ("ties/t", "from = \"udk\"\nto = \"udk\"\nkind = \"advice\"\n")]);
    assert!(lines.join("").contains("\"udk\" is tied to itself."), "{lines:?}");
}

#[test]
fn a_newer_format_and_an_odd_file_name_are_spoken_of() {
    let lines = of([("dialogue", "format = 2\ntitle = \"D\"\n"), ("issues/Big One", "title = \"t\"\n")]);
    assert!(lines[0].starts_with("dialogue.toml:1:10  format: This folder is in format 2"), "{lines:?}");
    assert!(lines[1].starts_with("issues/Big One.toml:1:1  The file's name is not a good id."), "{lines:?}");
}

#[test]
fn of_a_file_that_could_not_be_read_only_that_is_said() {
    let mut dialogue = dialogue([PROCESS]);
    let mut broken = Record::new(super::super::record::Key::new("issues", "i1"));
    broken.locked = Some(Locked::Unreadable);
    broken.flaws.push(Problem::new("issues/i1.toml", "This is not TOML.", "").at(At { line: 2, column: 3 }));
    dialogue.put(broken);
    assert_eq!(all(&dialogue).len(), 1);
}
