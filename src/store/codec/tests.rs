//! What reading makes of good and bad files.

use super::*;
use crate::domain::catalogue::DEMO;
use crate::domain::record::Fields;
use proptest::prelude::*;

fn read(text: impl AsRef<[u8]>) -> Record {
    Codec::new().read(Key::new("meetings", "m"), text.as_ref())
}

fn at(line: u32, column: u32) -> At {
    At { line, column }
}

#[test]
fn values_become_what_they_are() {
    let record = read("t = \"x\"\ni = -3\nn = 2.5\nf = true\nd = 2026-03-16\nh = 09:30:00\nl = [\"a\", \"b\"]\n");
    assert_eq!(record.get("t"), Some(&Value::Text("x".into())));
    assert_eq!(record.get("i"), Some(&Value::Int(-3)));
    assert_eq!(record.get("n"), Some(&Value::Number(2.5)));
    assert_eq!(record.get("f"), Some(&Value::Flag(true)));
    assert_eq!(record.get("d"), Some(&Value::Date(NaiveDate::from_ymd_opt(2026, 3, 16).unwrap())));
    assert_eq!(record.get("h"), Some(&Value::Time(NaiveTime::from_hms_opt(9, 30, 0).unwrap())));
    assert_eq!(record.get("l"), Some(&Value::List(vec!["a".into(), "b".into()])));
    assert_eq!(record.flaws, []);
    assert_eq!(record.locked, None);
}

#[test]
fn what_no_field_means_is_kept_as_its_own_text() {
    let record = read(
        "a = { b = 1 }\nc.d = 2\nc.e = 3\nf = 2026-03-16T10:00:00Z\ng = [[1], [2]]\nh = nan\ni = 99999999999999999999\n[j]\nk = 1\n[j.l]\nm = 2\n",
    );
    let odd = |name| match record.get(name) {
        Some(Value::Odd(text)) => text.clone(),
        other => panic!("{name} is {other:?}"),
    };
    assert_eq!(odd("a"), "{ b = 1 }");
    assert_eq!(odd("c"), "c.d = 2\nc.e = 3");
    assert_eq!(odd("f"), "2026-03-16T10:00:00Z");
    assert_eq!(odd("g"), "[[1], [2]]");
    assert_eq!(odd("h"), "nan");
    assert_eq!(odd("i"), "99999999999999999999");
    assert_eq!(odd("j"), "[j]\nk = 1\n[j.l]\nm = 2");
}

#[test]
fn fields_and_rows_know_their_place_in_characters() {
    let record = read("\u{feff}title = \"Ü\"\n\"größe\" = 3\n\n[[position]]\noption = \"o1\"\n[[promise]]\n  text = \"p\"\n[[position]]\n");
    assert_eq!(record.field("title").unwrap().at, at(1, 9));
    assert_eq!(record.field("größe").unwrap().at, at(2, 11));
    let rows: Vec<_> = record.rows.iter().map(|row| (&*row.name, row.at)).collect();
    assert_eq!(rows, [("position", at(4, 1)), ("promise", at(6, 1)), ("position", at(8, 1))]);
    assert_eq!(record.rows[1].fields[0].at, at(7, 10));
}

#[test]
fn text_from_a_file_with_crlf_has_plain_line_ends() {
    let record = read("notes = \"\"\"\r\none\r\ntwo\r\n\"\"\"\r\nx = 1\r\n");
    assert_eq!(record.text("notes"), Some("one\ntwo\n"));
    assert_eq!(record.field("x").unwrap().at, at(5, 5));
}

#[test]
fn all_faults_of_a_file_are_said_at_once_and_the_rest_is_read() {
    let record = read("a = 1\nb = soon\nc = 3\nd = \"open\ne = 5\n");
    let lines: Vec<_> = record.flaws.iter().map(|problem| problem.at.line).collect();
    assert_eq!(lines, [2, 4]);
    assert_eq!(record.flaws[0].at, at(2, 5));
    assert_eq!(record.int("c"), Some(3));
    assert_eq!(record.int("e"), Some(5));
    assert_eq!(record.locked, Some(Locked::Unreadable));
}

#[test]
fn a_key_that_stands_twice_is_a_fault_at_the_second_one() {
    let record = read("date = 1\nx = 2\ndate = 3\n");
    assert_eq!(record.flaws[0].at, at(3, 1));
    assert!(record.flaws[0].what.contains("twice"));
}

#[test]
fn the_marks_of_git_are_understood_and_the_first_version_shown() {
    let record = read("a = 1\n<<<<<<< HEAD\nb = 2\n=======\nb = 3\n>>>>>>> other\nc = 4\n");
    assert_eq!(record.flaws.len(), 1);
    assert_eq!(record.flaws[0].at, at(2, 1));
    assert_eq!((record.int("a"), record.int("b"), record.int("c")), (Some(1), Some(2), Some(4)));
    assert_eq!(record.field("c").unwrap().at, at(7, 5));
    assert_eq!(record.locked, Some(Locked::Unreadable));
}

#[test]
fn the_marks_of_git_within_a_note_are_found_though_the_file_is_toml() {
    let record = read("notes = \"\"\"\n<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> other\n\"\"\"\n");
    assert_eq!(record.flaws.len(), 1);
    assert_eq!(record.locked, Some(Locked::Unreadable));
}

#[test]
fn a_file_of_zero_bytes_is_one_fault() {
    let record = read([0; 4096]);
    assert_eq!(record.flaws.len(), 1);
    assert!(record.flaws[0].what.contains("zero bytes"));
    assert_eq!(record.locked, Some(Locked::Unreadable));
}

#[test]
fn bytes_that_are_not_utf8_are_a_fault_at_their_place() {
    let record = read(b"a = 1\nb = \"\xff\"\nc = 3\n");
    assert_eq!(record.flaws[0].at, at(2, 6));
    assert_eq!(record.int("c"), Some(3));
}

#[test]
fn no_message_holds_a_control_character_of_the_file() {
    let record = read("a = \u{1b}]52;c;x\u{7}\n\u{1b}[2J = 1\nb = \"\u{1b}\"\n");
    assert!(!record.flaws.is_empty());
    assert!(record.flaws.iter().all(|problem| !problem.to_string().chars().any(char::is_control)));
}

#[test]
fn endless_nesting_is_refused_and_not_followed() {
    for text in [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}1{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("a = {}", "{b=".repeat(100_000)),
        format!("{}z = 1", "a.".repeat(100_000)),
        format!("[{}z]", "a.".repeat(100_000)),
        format!("x = {{ {}z = 1 }}", "a . ".repeat(100_000)),
        format!("{}z = 1", "\"a.b\".".repeat(100_000)),
    ] {
        let record = read(&text);
        assert_eq!(record.locked, Some(Locked::Unreadable), "{:?}", text.get(..20));
    }
}

#[test]
fn a_note_with_many_full_stops_is_text_as_any_other() {
    let record = read(format!("notes = \"\"\"\n{}\n\"\"\"\nb = \"{}\" # {}\n", "a. ".repeat(500), ".".repeat(500), ".".repeat(500)));
    assert_eq!(record.flaws, []);
}

#[test]
fn a_file_cut_off_anywhere_is_read_up_to_the_cut_and_its_faults_lie_within_it() {
    let text = DEMO.iter().find(|(file, _)| file.ends_with("2025-02-19-udk.toml")).unwrap().1;
    let whole = read(text);
    for cut in 0..text.len() {
        let part = &text.as_bytes()[..cut];
        let record = read(part);
        let last = u32::try_from(part.split(|byte| *byte == b'\n').count()).unwrap();
        for flaw in &record.flaws {
            assert!(flaw.at.line <= last, "cut at {cut}: {flaw}");
        }
        let sure = record.fields.len().saturating_sub(1);
        assert_eq!(record.fields[..sure], whole.fields[..sure], "cut at {cut}");
    }
}

#[test]
fn the_sample_is_read_without_a_fault() {
    let mut codec = Codec::new();
    for (file, text) in DEMO {
        let record = codec.read(Key::new("x", file), text.as_bytes());
        assert_eq!(record.flaws, [], "{file}");
    }
}

#[test]
fn nearly_every_record_has_the_usual_form_and_both_ways_of_reading_give_the_same() {
    let (mut plain, mut names) = (Plain::default(), Names::default());
    let unusual = DEMO.iter().filter(|(_, text)| plain.read(text, &mut names).is_none()).count();
    assert_eq!(unusual, 0);
    for (_, text) in DEMO {
        for text in [(*text).to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            same_both_ways(&text);
        }
    }
}

/// What is read in the usual form is the same, places included, as when it is taken from the outline, which then has no fault.
fn same_both_ways(text: &str) {
    let Some((fields, rows)) = Plain::default().read(text, &mut Names::default()) else { return };
    let mut record = Record::new(Key::new("meetings", "m"));
    Codec::new().fill_from_outline(&mut record, text);
    assert_eq!(record.flaws, []);
    assert_eq!((record.fields, record.rows), (fields, rows), "{text:?}");
}

#[test]
fn what_is_not_in_the_usual_form_is_left_to_the_outline() {
    let mut plain = Plain::default();
    for text in [
        "a = 1\na = 2\n",
        "a.b = 1\n",
        "[a]\nb = 1\n",
        "a = { b = 1 }\n",
        "a = [[1]]\n",
        "a = [{}]\n",
        "a = 1\n[[a]]\n",
        "[[a.b]]\n",
        "a = \n",
        "a\n",
        "= 1\n",
        "a = \"open\n",
        "a = soon\n",
        "a = 2026-02-30\n",
        "[[a]\n",
        "[[]]\n",
        "[a]]\n",
        "a = 1 b = 2\n",
        "a = \"\u{1}\"\n",
        "a = \"\0\"\n",
        "# \u{7}\n",
        "a = 1\r",
        "a = [1 2]\n",
        "a = [1,,2]\n",
        "a = [1\n",
        "a = ]\n",
        "\"\"\"a\"\"\" = 1\n",
        "a = 1__0\n",
        "[[a]]x = 1\n",
    ] {
        assert!(plain.read(text, &mut Names::default()).is_none(), "{text:?}");
    }
    assert!(plain.read("a = 1\n", &mut Names::default()).is_some(), "what was left alone leaves no trace");
}

proptest! {
    #[test]
    fn any_text_is_the_same_both_ways(parts in prop::collection::vec(
        prop::sample::select(vec!["a = ", "b", "\"x\"", "'y'", "\"\"\"\n", "'''", "[", "]", ",", "# c", " ", "\n", "\n", "\n", "\r\n", "-1", "1.5", "2026-03-16", "09:30:00", "true", "nan", "ü", "\\", "\n[[a]]\n", "\n[[b]]\n", "\nc = ", "\nd = 1\n", "\u{feff}", "\0"]),
        0..30,
    )) {
        same_both_ways(&parts.concat());
    }

    #[test]
    fn any_bytes_at_all_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let record = read(&bytes);
        prop_assert!(record.flaws.iter().all(|flaw| !flaw.to_string().chars().any(char::is_control)));
    }

    #[test]
    fn anything_that_looks_like_toml_is_read_without_a_panic(parts in prop::collection::vec(
        prop::sample::select(vec!["a", "b.c", "\"", "'", "\"\"\"", "'''", "[", "[[", "]", "]]", "{", "}", "=", "#", ",", " ", "\n", "\r\n", "\\", "-1", ".5", "2026-03-16", "ü", "\u{1b}", "\n[[a]]\n", "\na = "]),
        0..40,
    )) {
        let record = read(parts.concat());
        prop_assert_eq!(record.locked.is_some(), !record.flaws.is_empty());
    }
}
