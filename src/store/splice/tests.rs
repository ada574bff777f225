//! Only the bytes of what changed change: by example, and for any file and any edit.

use super::*;
use crate::domain::catalogue::{Catalogue, DEMO};
use crate::domain::change::between;
use crate::domain::merge::difference;
use crate::domain::record::{Fields, Key};
use proptest::prelude::*;

fn read(text: &str) -> Record {
    Codec::new().read(Key::new("meetings", "m"), text.as_bytes())
}

fn edited(text: &str, edit: impl FnOnce(&mut Record)) -> String {
    let base = read(text);
    assert_eq!(base.flaws, []);
    let mut work = base.clone();
    edit(&mut work);
    splice(text, &base, &changes(&base, &work)).unwrap()
}

/// The changes from one to the other; rows that are as many as before are the same rows.
fn changes(base: &Record, work: &Record) -> Vec<Change> {
    if work.rows.len() != base.rows.len() {
        return difference(base, work);
    }
    let index = |place: usize| base.rows[..place].iter().filter(|row| row.name == base.rows[place].name).count();
    between(base, work, &(0..base.rows.len()).map(|place| Some(index(place))).collect::<Vec<_>>())
}

fn set(text: &str, name: &str, value: impl Into<Value>) -> String {
    let value = value.into();
    edited(text, |record| record.set(name, Some(value)))
}

fn unset(text: &str, name: &str) -> String {
    edited(text, |record| record.set(name, None))
}

const ODD: &str = "\u{feff}# head\r\n  a   =  1 # one\r\nb.c = 2\r\n\"d e\" = 'x'\r\nb.f = { g = 3 }\r\n\r\n# about the row\r\n[[row]]\r\n\tx = \"y\"   # why\r\n\r\n[other]\r\nkept = true";

#[test]
fn comments_spacing_byte_order_mark_and_line_ends_stay() {
    assert_eq!(set(ODD, "a", 7), ODD.replace("a   =  1 #", "a   =  7 #"));
    assert_eq!(set(ODD, "d e", "it's"), ODD.replace("'x'", "\"it's\""));
    assert_eq!(set(ODD, "d e", "z"), ODD.replace("'x'", "'z'"));
    let row = edited(ODD, |record| record.row_mut("row", 0).unwrap().set("x", Some("z".into())));
    assert_eq!(row, ODD.replace("\"y\"", "\"z\""));
}

#[test]
fn a_new_key_stands_after_the_last_top_level_key_before_the_first_row() {
    assert_eq!(set("a = 1 # x\n\n[[p]]\nb = 2\n", "c", 3), "a = 1 # x\nc = 3\n\n[[p]]\nb = 2\n");
    assert_eq!(set("a = \"\"\"\nx\n\"\"\" # end\n", "c", 3), "a = \"\"\"\nx\n\"\"\" # end\nc = 3\n");
    assert_eq!(set("[[p]]\nb = 2\n", "c", 3), "c = 3\n[[p]]\nb = 2\n");
    assert_eq!(set("", "c", 3), "c = 3\n");
    assert_eq!(set("a = 1", "c", 3), "a = 1\nc = 3");
    assert_eq!(set(ODD, "c", 3), ODD.replace("{ g = 3 }\r\n", "{ g = 3 }\r\nc = 3\r\n"));
}

#[test]
fn a_key_of_a_row_stands_behind_its_last_one_with_the_same_indent() {
    let row = edited(ODD, |record| record.row_mut("row", 0).unwrap().set("n", Some(Value::Int(1))));
    assert_eq!(row, ODD.replace("# why\r\n", "# why\r\n\tn = 1\r\n"));
}

#[test]
fn long_text_is_written_with_one_paragraph_a_line() {
    assert_eq!(set("", "notes", "one\ntwo\n"), "notes = \"\"\"\none\ntwo\n\"\"\"\n");
    assert_eq!(set("notes = \"\"\"\nold\n\"\"\"\n", "notes", "one\n\ntwo"), "notes = \"\"\"\none\n\ntwo\"\"\"\n");
    assert_eq!(set("x = 1\r\n", "notes", "one\ntwo\n"), "x = 1\r\nnotes = \"\"\"\r\none\r\ntwo\r\n\"\"\"\r\n");
    assert_eq!(set("notes = '''\nold\n'''\n", "notes", "a\\b\n"), "notes = '''\na\\b\n'''\n");
}

#[test]
fn any_text_comes_back_as_it_was() {
    for text in [
        "\"",
        "\"\"\"",
        "a\"\"\"\"b\n\"",
        "\\",
        "\\\n",
        "\n",
        "\n\n",
        " \n ",
        "'''\n'",
        "\t",
        "\u{1}\u{7f}\u{1b}[m",
        "a\r\nb",
        "\r",
        "ü\u{202e}",
    ] {
        for base in ["x = 1\n", "x = 1\r\n", "t = \"\"\"\nq\n\"\"\"\n", "t = '''\r\nq\r\n'''\r\n", "t = 'q'\n"] {
            let result = set(base, "t", text);
            assert_eq!(read(&result).text("t"), Some(text), "{result:?}");
            let rows = edited(base, |record| {
                record.add_row(Row::new("p", [("t".to_owned(), text.into())]));
            });
            assert_eq!(read(&rows).row("p", 0).unwrap().text("t"), Some(text));
            let list = set(base, "t", Value::List(vec![text.into(), "b".into()]));
            assert_eq!(read(&list).texts("t").next(), Some(text));
        }
    }
}

#[test]
fn values_are_written_as_what_they_are() {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 16).unwrap();
    let result = edited("", |record| {
        record.set("d", Some(day.into()));
        record.set("t", Some(Value::Time(chrono::NaiveTime::from_hms_opt(9, 30, 0).unwrap())));
        record.set("n", Some(Value::Number(3.0)));
        record.set("f", Some(Value::Flag(false)));
        record.set("l", Some(Value::List(vec!["a".into(), "b".into()])));
        record.set("e", Some(Value::List(vec![])));
    });
    assert_eq!(result, "d = 2026-03-16\nt = 09:30:00\nn = 3.0\nf = false\nl = [\"a\", \"b\"]\ne = []\n");
}

#[test]
fn a_list_over_several_lines_keeps_its_form_and_remarks() {
    let list = |items: &[&str]| Value::List(items.iter().map(|item| Value::from(*item)).collect());
    let text = "l = [\n  \"a\", # first\n  # about b\n  \"b\" # second\n] # end\n";
    assert_eq!(set(text, "l", list(&["a", "b", "c"])), "l = [\n  \"a\", # first\n  # about b\n  \"b\", # second\n  \"c\",\n] # end\n");
    assert_eq!(set(text, "l", list(&["b"])), "l = [\n  # about b\n  \"b\" # second\n] # end\n");
    assert_eq!(set(text, "l", list(&["a", "x"])), "l = [\n  \"a\", # first\n  \"x\",\n  # about b\n] # end\n");
    assert_eq!(set(text, "l", list(&["b", "a"])), "l = [\n  # about b\n  \"b\", # second\n  \"a\",\n] # end\n");
    assert_eq!(set(text, "l", list(&[])), "l = [] # end\n");
    assert_eq!(set("l = [\"a\",\n \"b\", \"c\"]\n", "l", list(&["a", "c", "d"])), "l = [\"a\",\n \"c\", \"d\"]\n");
}

#[test]
fn rows_come_behind_the_last_of_their_name_and_go_with_their_lines() {
    let text = "a = 1\n\n[[p]]\nx = 1\n# about x\n\n# about y\n[[q]]\ny = 2\n";
    let row = Row::new("p", [("x".to_owned(), Value::Int(2))]);
    let more = edited(text, |record| {
        record.add_row(row.clone());
    });
    assert_eq!(more, "a = 1\n\n[[p]]\nx = 1\n# about x\n\n[[p]]\nx = 2\n\n# about y\n[[q]]\ny = 2\n");
    let less = edited(&more, |record| drop(record.remove_row("p", 1)));
    assert_eq!(less, text);
    let first = edited("[[p]]\nx = 1\n\n[[p]]\nx = 2\n", |record| drop(record.remove_row("p", 0)));
    assert_eq!(first, "\n[[p]]\nx = 2\n");
}

#[test]
fn a_row_with_a_table_within_goes_whole_and_nobody_else_does() {
    let text = "[[p]]\nx = 1\n[p.sub]\ny = 2\n[other]\nz = 3\n";
    assert_eq!(edited(text, |record| drop(record.remove_row("p", 0))), "[other]\nz = 3\n");
    let scattered = "[[p]]\nx = 1\n[other]\nz = 3\n[p.sub]\ny = 2\n";
    let base = read(scattered);
    let change = Change::RemoveRow { row: base.rows[0].clone(), index: 0 };
    assert_eq!(splice(scattered, &base, &[change]), Err(Unspliceable));
}

#[test]
fn a_table_where_a_value_belongs_gives_way_to_the_value() {
    assert_eq!(set("b.c = 1\na = 2\nb.d = 3\nz = 4\n", "b", "x"), "a = 2\nz = 4\nb = \"x\"\n");
    assert_eq!(set("a = 2\n[b]\nc = 1\n", "b", "x"), "a = 2\nb = \"x\"\n");
    assert_eq!(unset("a = 2\n[b]\nc = 1\n[d]\ne = 1\n", "b"), "a = 2\n[d]\ne = 1\n");
}

#[test]
fn many_changes_at_once_all_arrive() {
    let text = DEMO.iter().find(|(file, _)| file.ends_with("2025-02-19-udk.toml")).unwrap().1;
    let result = edited(text, |record| {
        record.set("frankness", None);
        record.set("debrief", None);
        record.set("place", Some("Kiruna".into()));
        record.remove_row("position", 5);
        record.remove_row("position", 0);
        record.remove_row("promise", 0);
        record.row_mut("position", 0).unwrap().set("condition", Some("if paid".into()));
        record.add_row(Row::new("promise", [("text".to_owned(), "new".into())]));
        record.add_row(Row::new("view_of", [("stakeholder".to_owned(), "cu".into())]));
    });
    assert!(result.contains("place = \"Kiruna\"\n\n[[position]]\noption = \"o1b\""), "{result}");
    assert!(result.ends_with("voice = \"said\"\n\n[[view_of]]\nstakeholder = \"cu\"\n"), "{result}");
}

#[test]
fn a_new_record_stands_in_the_order_of_its_kind() {
    let catalogue = Catalogue::builtin();
    for (file, text) in DEMO {
        let Some(kind) = file.split_once('/').and_then(|(kind, _)| catalogue.kind(kind)) else { continue };
        let record = read(text);
        let again = read(&render::record(&record, Some(kind)));
        assert!(same(&record, &again), "{file}");
    }
    let mut record = Record::new(Key::new("issues", "i1"));
    record.set("status", Some("open".into()));
    record.set("title", Some("Recognition".into()));
    let text = render::record(&record, catalogue.kind("issues").map(|kind| &**kind));
    assert_eq!(text, "title = \"Recognition\"\nstatus = \"open\"\n");
}

/// Every single edit of a record: each list made longer and shorter, each field set and taken away, each row changed and taken away, rows added.
fn every_edit(base: &Record) -> Vec<Record> {
    let mut edits = Vec::new();
    let mut with = |edit: &dyn Fn(&mut Record)| {
        let mut work = base.clone();
        edit(&mut work);
        edits.push(work);
    };
    for field in &base.fields {
        with(&|record| record.set(&field.name, None));
        with(&|record| record.set(&field.name, Some("new \"text\"\n".into())));
        if let Value::List(items) = &field.value {
            with(&|record| record.set(&field.name, Some(Value::List(items.iter().cloned().chain([Value::Int(9)]).collect()))));
            with(&|record| record.set(&field.name, Some(Value::List(items.iter().skip(1).cloned().collect()))));
            with(&|record| record.set(&field.name, Some(Value::List(items.iter().rev().skip(1).cloned().collect()))));
        }
    }
    with(&|record| record.set("brand_new", Some(Value::Int(1))));
    for (place, row) in base.rows.iter().enumerate() {
        let index = base.rows[..place].iter().filter(|other| other.name == row.name).count();
        with(&|record| drop(record.remove_row(&row.name, index)));
        with(&|record| record.row_mut(&row.name, index).unwrap().set("brand_new", Some("x".into())));
    }
    with(&|record| {
        record.add_row(Row::new("brand_new", [("a".to_owned(), Value::Int(1))]));
    });
    edits
}

#[test]
fn in_the_whole_sample_every_edit_arrives_and_can_be_taken_back() {
    for (file, text) in DEMO {
        let base = read(text);
        assert_eq!(splice(text, &base, &[]).as_deref(), Ok(*text), "{file}");
        for work in every_edit(&base) {
            let result = splice(text, &base, &changes(&base, &work)).unwrap_or_else(|_| panic!("{file}"));
            assert!(same(&work, &read(&result)), "{file}");
        }
        assert_eq!(unset(&set(text, "brand_new", 1), "brand_new"), *text, "{file}");
    }
}

/// A line end, a remark, a blank, as people leave them.
fn gap() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just(String::new()), 1 => Just("\n".to_owned()), 1 => "# [a-z=\\[\\]\" ]{0,8}\n"]
}

fn raw_value() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?[1-9][0-9]{0,3}",
        "\"[a-zäü #=\\[]{0,8}\"",
        "'[a-z\\\\\" ]{0,8}'",
        Just("\"\"\"\ntwo\nlines # no remark\n\"\"\"".to_owned()),
        Just("'''one'''".to_owned()),
        Just("[ 1,\n  2, # two\n]".to_owned()),
        Just("{ x = 1, y.z = 2 }".to_owned()),
        Just("2026-03-16".to_owned()),
        Just("2.50".to_owned()),
    ]
}

prop_compose! {
    fn line(names: &'static str)(indent in "[ \t]{0,2}", name in names, spaces in " {0,2}", value in raw_value(), end in "( # [a-z]{0,5})?", gap in gap()) -> (String, String) {
        (name.clone(), format!("{indent}{name}{spaces}= {value}{end}\n{gap}"))
    }
}

fn distinct(lines: Vec<(String, String)>) -> String {
    let mut seen = std::collections::HashSet::new();
    lines.into_iter().filter(|(name, _)| seen.insert(name.split('.').next().unwrap_or("").to_owned())).map(|(_, line)| line).collect()
}

prop_compose! {
    /// Any file that people might write.
    fn file()(
        bom in any::<bool>(),
        crlf in any::<bool>(),
        open in any::<bool>(),
        head in gap(),
        fields in prop::collection::vec(line("[a-f]|\"g h\"|i\\.j"), 0..5),
        rows in prop::collection::vec(("(\\[\\[p\\]\\]|\\[\\[q\\]\\])", prop::collection::vec(line("[a-d]"), 0..3)), 0..4),
    ) -> String {
        let mut text = head + &distinct(fields);
        for (name, lines) in rows {
            text += &format!("{name}\n{}", distinct(lines));
        }
        if open && text.ends_with('\n') {
            text.pop();
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if bom { format!("\u{feff}{text}") } else { text }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_file_without_a_change_stays_byte_for_byte(text in file()) {
        let base = read(&text);
        prop_assert_eq!(&base.flaws, &[]);
        prop_assert_eq!(splice(&text, &base, &difference(&base, &base.clone())), Ok(text));
    }

    #[test]
    fn in_any_file_any_edit_arrives_and_touches_nothing_else(text in file()) {
        let base = read(&text);
        // Dotted keys may stand apart, so that taking them away touches more than one stretch.
        for work in every_edit(&base).into_iter().filter(|work| work.get("i") == base.get("i")) {
            let result = splice(&text, &base, &changes(&base, &work));
            prop_assert!(result.is_ok(), "{text:?} {:?}", changes(&base, &work));
            let result = result.unwrap();
            // Whatever was not edited is still there as it was: what both texts begin and end with covers all but one stretch.
            let begin = text.bytes().zip(result.bytes()).take_while(|(a, b)| a == b).count();
            let rest = text.len().min(result.len()) - begin;
            let end = text.bytes().rev().zip(result.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
            let touched = text.get(begin..text.len() - end).unwrap_or("");
            let lines = touched.lines().filter(|line| !line.trim().is_empty()).count();
            let most = work.rows.len().abs_diff(base.rows.len()) * 20 + 8;
            prop_assert!(lines <= most, "{touched:?}");
        }
    }

    #[test]
    fn in_any_file_setting_and_removing_gives_the_file_back(text in file()) {
        prop_assert_eq!(unset(&set(&text, "brand_new", "x\ny"), "brand_new"), text.clone());
        let base = read(&text);
        if !base.rows.is_empty() {
            let more = edited(&text, |record| record.row_mut(&base.rows[0].name, 0).unwrap().set("brand_new", Some(Value::Int(1))));
            let back = edited(&more, |record| record.row_mut(&base.rows[0].name, 0).unwrap().set("brand_new", None));
            prop_assert_eq!(back, text.clone());
        }
        for name in ["p", "brand_new"] {
            let index = base.rows(name).count();
            let more = edited(&text, |record| { record.add_row(Row::new(name, [("only".to_owned(), Value::Int(1))])); });
            let back = edited(&more, |record| drop(record.remove_row(name, index)));
            prop_assert_eq!(&back, &text);
        }
    }
}
