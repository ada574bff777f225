//! What people type, and what it becomes; and that a value's own text always means that value.

use super::super::catalogue::{Catalogue, Kind};
use super::super::testing::sample;
use super::*;
use chrono::NaiveTime;
use proptest::prelude::*;
use std::sync::{Arc, OnceLock};

fn dialogue() -> &'static Dialogue {
    static SAMPLE: OnceLock<Dialogue> = OnceLock::new();
    SAMPLE.get_or_init(sample)
}

/// A kind with one field of each type.
fn kind() -> &'static Arc<Kind> {
    static KIND: OnceLock<Arc<Kind>> = OnceLock::new();
    KIND.get_or_init(|| {
        let types = [
            "text", "note", "date", "time", "number", "flag", "list", "ints",
            "int\"\nmin = 1\nmax = 5\nunit = \"minutes",
            "one\"\nchoices = [{value=\"must_have\",label=\"must have\"},{value=\"must_not_have\",label=\"must not have\",short=\"must not\"},{value=\"if\",label=\"yes, if\"}] #",
            "many\"\nchoices = [{value=\"a_b\",label=\"first\"},{value=\"c\",label=\"second\"}] #",
            "link\"\nto = [\"stakeholders\"] #",
            "links\"\nto = [\"stakeholders\"] #",
        ];
        let mut text = "name=\"all\"\ntitle=\"All\"\nsingular=\"one\"\nempty=\"\"\nid=\"name\"\nnamed_by=[]\nsort=\"id\"\n".to_owned();
        for ty in types {
            let name = ty.split('"').next().unwrap_or(ty);
            text += &format!("[[field]]\nname=\"{name}\"\nlabel=\"{name}\"\ntype=\"{ty}\"\n");
        }
        text += "[[field]]\nname=\"event\"\nlabel=\"event\"\ntype=\"link\"\nto=[\"event\"]\nqualified=true\n";
        text += "[[field]]\nname=\"stands\"\nlabel=\"stands\"\ntype=\"one\"\nchoices=[{value=-1,label=\"against\"},{value=2,label=\"strongly for\",short=\"+2\"}]\n";
        let (catalogue, problems) = Catalogue::read(&[("kinds/all.toml", &text)]);
        assert_eq!(problems, []);
        catalogue.kind("all").unwrap().clone()
    })
}

fn entering() -> Entering<'static> {
    Entering { today: "2026-03-16".parse().unwrap(), dialogue: dialogue() }
}

fn read(field: &str, text: &str) -> Result<Option<Value>, Fault> {
    parse(kind().field(field).unwrap(), text, &entering())
}

fn good(field: &str, text: &str) -> Value {
    read(field, text).unwrap().unwrap()
}

fn bad(field: &str, text: &str) -> String {
    read(field, text).unwrap_err().to_string()
}

fn texts(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| Value::from(*item)).collect())
}

#[test]
fn nothing_typed_is_absent_in_every_field() {
    for field in &kind().fields {
        for text in ["", "  ", "\n"] {
            assert_eq!(parse(field, text, &entering()), Ok(None), "{}", field.name);
        }
    }
    assert_eq!(read("list", ", ,"), Ok(None));
}

#[test]
fn days_and_times_are_read_and_a_wrong_one_is_told_the_form() {
    assert_eq!(good("date", "fri"), Value::Date("2026-03-20".parse().unwrap()));
    assert_eq!(good("time", "9"), Value::Time(NaiveTime::from_hms_opt(9, 0, 0).unwrap()));
    assert_eq!(bad("date", "soon"), "\"soon\" is not a date.  Write it as 2026-03-31.");
    assert_eq!(bad("time", "noon"), "\"noon\" is not a time.  Write it as 14:30.");
}

#[test]
fn numbers_may_have_a_comma_a_unit_and_spaces_between_thousands() {
    assert_eq!(good("number", "12,5"), Value::Number(12.5));
    assert_eq!(good("number", "12.5"), Value::Number(12.5));
    assert_eq!(good("number", "24 000"), Value::Int(24000));
    assert_eq!(good("number", "41 %"), Value::Int(41));
    assert_eq!(good("number", "−3"), Value::Int(-3));
    assert_eq!(good("number", "0,125"), Value::Number(0.125));
    assert_eq!(good("int", "4 minutes"), Value::Int(4));
    assert_eq!(good("ints", "5, 4, 5"), Value::List(vec![Value::Int(5), Value::Int(4)]));
}

#[test]
fn a_number_that_may_mean_two_things_is_asked_about() {
    assert_eq!(bad("number", "1,000"), "\"1,000\" may mean 1000 or 1.000.  Write it without the comma, or with a point.");
    for text in ["many", "1 2", "nan", "inf", "1.2.3", "--3"] {
        assert!(bad("number", text).contains("is not a number"), "{text}");
    }
}

#[test]
fn whole_numbers_keep_their_bounds() {
    assert_eq!(bad("int", "6"), "6 is too great.  Write a number from 1 to 5.");
    assert_eq!(bad("int", "0"), "0 is too small.  Write a number from 1 to 5.");
    assert!(bad("int", "2.5").contains("is not a whole number"));
}

#[test]
fn choices_are_read_by_value_label_short_form_or_a_beginning() {
    for text in ["must_not_have", "Must not have", "must not", "must n"] {
        assert_eq!(good("one", text), "must_not_have".into(), "{text}");
    }
    assert_eq!(good("one", "yes, if"), "if".into());
    assert_eq!(good("many", "second, first, c"), texts(&["c", "a_b"]));
    assert_eq!(good("stands", "+2"), Value::Int(2));
    assert_eq!(good("stands", "-1"), Value::Int(-1));
    assert_eq!(good("stands", "strongly"), Value::Int(2));
}

#[test]
fn an_unknown_choice_is_answered_with_the_nearest_and_an_unclear_one_with_all_it_may_mean() {
    assert_eq!(bad("one", "must_hve"), "\"must_hve\" is not one of the choices.  Did you mean must_have?");
    assert_eq!(bad("one", "zzz"), "\"zzz\" is not one of the choices.  Write one of must_have, must_not_have, if.");
    assert_eq!(bad("one", "mu"), "\"mu\" may mean must_have or must_not_have.  Write a little more of it.");
    assert!(bad("stands", "1").contains("not one of the choices"));
}

#[test]
fn links_are_read_by_id_by_folder_and_by_name() {
    for text in ["molsp", "MoLSP", "stakeholders/molsp", "MOLSP"] {
        assert_eq!(good("link", text), "molsp".into(), "{text}");
    }
    assert_eq!(good("link", "union of the deaf of karvelia"), "udk".into());
    assert_eq!(good("links", "UDK, first word, udk"), texts(&["udk", "first-word"]));
    assert_eq!(good("event", "e5"), "workshops/e5".into());
    assert_eq!(good("event", "workshops/e5"), "workshops/e5".into());
}

#[test]
fn a_link_to_nothing_is_refused_and_the_nearest_record_offered() {
    assert_eq!(bad("link", "mlsp"), "There is no stakeholder \"mlsp\".  Did you mean molsp?");
    assert_eq!(bad("event", "zzzz"), "There is no event \"zzzz\".  Write it as folder/id.");
    assert!(bad("link", "issues/i1").starts_with("There is no stakeholder"));
}

#[test]
fn flags_are_read_in_many_words() {
    for (text, expected) in [("yes", true), ("Y", true), ("x", true), ("true", true), ("no", false), ("N", false), ("false", false)] {
        assert_eq!(good("flag", text), Value::Flag(expected), "{text}");
    }
    assert_eq!(bad("flag", "perhaps"), "\"perhaps\" is neither yes nor no.  Write yes or no.");
}

#[test]
fn lists_part_at_commas_and_lines_unless_a_member_is_in_quotation_marks() {
    assert_eq!(good("list", "a, b ,, c"), texts(&["a", "b", "c"]));
    assert_eq!(good("list", "a\nb"), texts(&["a", "b"]));
    assert_eq!(good("list", "\"a, b\", c"), texts(&["a, b", "c"]));
    assert_eq!(good("list", "\"so\" he said, c"), texts(&["\"so\" he said", "c"]));
    assert_eq!(good("list", "\"open, c"), texts(&["\"open", "c"]));
}

#[test]
fn long_text_loses_the_blank_lines_around_it_and_nothing_else() {
    assert_eq!(good("note", "one line"), "one line".into());
    assert_eq!(good("note", "one line\n"), "one line\n".into());
    assert_eq!(good("note", "\n\n  - a\n\nb  \n\n\n"), "  - a\n\nb\n".into());
    assert_eq!(good("note", "a\r\nb"), "a\nb\n".into());
}

#[test]
fn values_are_shown_in_words_with_their_unit() {
    let shown = |field: &str, value: &Value| show(kind().field(field).unwrap(), value, dialogue());
    assert_eq!(shown("int", &Value::Int(4)), "4 minutes");
    assert_eq!(shown("one", &"must_not_have".into()), "must not have");
    assert_eq!(shown("links", &texts(&["udk", "nobody"])), "UDK, nobody");
    assert_eq!(shown("event", &"workshops/e5".into()), "e5");
    assert_eq!(shown("note", &"a\nb\u{1b}\n".into()), "a\nb␛");
    assert_eq!(shown("flag", &Value::Flag(false)), "no");
    assert_eq!(shown("date", &"soon".into()), "soon");
}

#[test]
fn a_new_record_is_given_the_day_and_the_phase_it_lies_in() {
    let meetings = dialogue().catalogue.kind("meetings").unwrap();
    let given = |name: &str| initial(meetings.field(name).unwrap(), &entering());
    assert_eq!(given("date"), Some(Value::Date(entering().today)));
    assert_eq!(given("phase"), Some("monitoring".into()));
    assert_eq!(given("stakeholder"), None);
}

#[test]
fn every_value_of_the_sample_is_read_back_from_its_own_text() {
    for record in dialogue().all() {
        let Some(kind) = dialogue().kind_of(&record.key) else { continue };
        let own = record.fields.iter().map(|field| (kind.field(&field.name), field));
        let rows = record
            .rows
            .iter()
            .flat_map(|row| row.fields.iter().map(|field| (kind.row(&row.name).and_then(|def| def.field(&field.name)), field)));
        for (def, field) in own.chain(rows) {
            let Some(def) = def else { continue };
            let text = edit_text(def, &field.value);
            assert_eq!(parse(def, &text, &entering()), Ok(Some(field.value.clone())), "{} {}", record.key, field.name);
        }
    }
}

fn same(field: &str, value: &Value) {
    let def = kind().field(field).unwrap();
    assert_eq!(parse(def, &edit_text(def, value), &entering()), Ok(Some(value.clone())));
}

proptest! {
    #[test]
    fn a_value_s_own_text_means_that_value(
        int in any::<i64>(),
        float in any::<f64>().prop_filter("finite", |n| n.is_finite()),
        items in proptest::collection::vec(any::<String>(), 1..5),
        line in "\\PC{1,30}",
        minute in 0u32..1440,
    ) {
        same("number", &Value::Int(int));
        same("number", &Value::Number(float));
        same("list", &Value::List(items.into_iter().map(Value::Text).collect()));
        same("time", &Value::Time(NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap()));
        if !line.trim().is_empty() {
            same("text", &line.trim().into());
            same("note", &line.trim().into());
            same("note", &format!("x\n{}\n", line.trim_end()).into());
        }
    }

    #[test]
    fn any_text_in_any_field_is_read_or_refused_in_words(text in any::<String>()) {
        for field in &kind().fields {
            if let Err(fault) = parse(field, &text, &entering()) {
                prop_assert!(!fault.what.is_empty() && !fault.what.chars().any(char::is_control));
            }
        }
    }
}
