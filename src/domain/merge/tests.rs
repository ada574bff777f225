//! The laws of merging: nobody's words are lost, and nothing is asked that need not be.

use super::*;
use crate::domain::record::{Key, Name};
use proptest::prelude::*;

fn position(option: &str, value: i64) -> Row {
    Row::new(
        "position",
        [("option".to_owned(), option.into()), ("value".to_owned(), Value::Int(value)), ("voice".to_owned(), "said".into())],
    )
}

fn meeting() -> Record {
    let mut record = Record::new(Key::new("meetings", "m"));
    record.set("place", Some("Kiruna".into()));
    record.add_row(position("o1", 1));
    record.add_row(position("o2", 2));
    record
}

fn after(base: &Record, edit: impl FnOnce(&mut Record)) -> Record {
    let mut record = base.clone();
    edit(&mut record);
    record
}

fn same(a: &Record, b: &Record) -> bool {
    let rows = |record: &Record| {
        let mut rows: Vec<String> = record.rows.iter().map(|row| format!("{} {}", row.name, said(row))).collect();
        rows.sort();
        rows
    };
    let all = |a: &Record, b: &Record| a.fields.iter().all(|field| b.get(&field.name) == Some(&field.value));
    all(a, b) && all(b, a) && rows(a) == rows(b)
}

fn merged(base: &Record, theirs: &Record, mine: &Record) -> (Record, Vec<Conflict>) {
    let merged = merge(base, theirs, &difference(base, mine));
    (after(theirs, |record| record.apply(&merged.changes)), merged.conflicts)
}

#[test]
fn a_field_that_both_changed_is_a_conflict_with_three_sides() {
    let base = meeting();
    let mine = after(&base, |record| record.set("place", Some("Oulu".into())));
    let theirs = after(&base, |record| record.set("place", Some("Bodø".into())));
    let (result, conflicts) = merged(&base, &theirs, &mine);
    let side = |text: &str| Some(Value::from(text));
    assert_eq!(conflicts, [Conflict { path: "place".into(), base: side("Kiruna"), mine: side("Oulu"), theirs: side("Bodø") }]);
    assert!(same(&result, &theirs));
}

#[test]
fn two_fields_of_one_row_changed_by_two_people_come_together() {
    let base = meeting();
    let mine = after(&base, |record| record.row_mut("position", 1).unwrap().set("value", Some(Value::Int(-1))));
    let theirs = after(&base, |record| {
        record.row_mut("position", 1).unwrap().set("voice", Some("inferred".into()));
        record.rows.insert(0, position("o0", 0));
    });
    let (result, conflicts) = merged(&base, &theirs, &mine);
    assert_eq!(conflicts, []);
    let row = result.row("position", 2).unwrap();
    assert_eq!((row.text("option"), row.int("value"), row.text("voice")), (Some("o2"), Some(-1), Some("inferred")));
}

#[test]
fn a_change_never_lands_on_another_option_that_took_the_rows_place() {
    let base = meeting();
    let mine = after(&base, |record| record.row_mut("position", 0).unwrap().set("value", Some(Value::Int(-2))));
    let theirs = after(&base, |record| {
        record.remove_row("position", 0);
        record.rows.insert(0, position("o9", 1));
    });
    let (result, conflicts) = merged(&base, &theirs, &mine);
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].path, "position[1].value");
    assert!(same(&result, &theirs));
}

#[test]
fn a_row_that_they_changed_is_not_taken_away_unasked() {
    let base = meeting();
    let mine = after(&base, |record| drop(record.remove_row("position", 0)));
    let theirs = after(&base, |record| record.row_mut("position", 0).unwrap().set("voice", Some("reported".into())));
    let (result, conflicts) = merged(&base, &theirs, &mine);
    assert_eq!((conflicts.len(), conflicts[0].mine.clone()), (1, None));
    assert!(same(&result, &theirs));
}

#[test]
fn the_same_row_added_by_both_stands_once_and_twice_when_added_twice() {
    let base = meeting();
    let once = after(&base, |record| {
        record.add_row(position("o3", 0));
    });
    let twice = after(&once, |record| {
        record.add_row(position("o3", 0));
    });
    assert_eq!(merged(&base, &once, &once).0.rows.len(), 3);
    assert_eq!(merged(&base, &once, &twice).0.rows.len(), 4);
    assert_eq!(merged(&base, &base, &twice).0.rows.len(), 4);
}

#[test]
fn a_change_made_against_an_older_version_than_the_base_still_finds_its_row() {
    let old = meeting();
    let mine = after(&old, |record| record.row_mut("position", 1).unwrap().set("value", Some(Value::Int(-1))));
    let changes = between(&old, &mine, &[Some(0), Some(1)]);
    let theirs = after(&old, |record| record.row_mut("position", 1).unwrap().set("voice", Some("inferred".into())));
    let merged = merge(&theirs, &theirs, &changes);
    assert_eq!(merged.conflicts, []);
    let result = after(&theirs, |record| record.apply(&merged.changes));
    let row = result.row("position", 1).unwrap();
    assert_eq!((row.int("value"), row.text("voice")), (Some(-1), Some("inferred")));
}

prop_compose! {
    fn record()(
        fields in prop::collection::btree_map("[a-d]", 0..3_i64, 0..4),
        rows in prop::collection::vec(("[pq]", "[x-z]", 0..3_i64, prop::option::of(0..2_i64)), 0..4),
    ) -> Record {
        let mut record = Record::new(Key::new("meetings", "m"));
        record.fields = fields.into_iter().map(|(name, value)| Row::new("", [(name, Value::Int(value))]).fields.remove(0)).collect();
        for (name, option, value, more) in rows {
            let more = more.map(|more| ("more".to_owned(), Value::Int(more)));
            let fields = [("option".to_owned(), Value::from(option)), ("value".to_owned(), Value::Int(value))];
            record.add_row(Row::new(&name, fields.into_iter().chain(more)));
        }
        record
    }
}

/// A field's name and value.
type Said = (Name, Value);

fn words(record: &Record) -> Vec<Said> {
    let fields = record.fields.iter().map(|field| (field.name.clone(), field.value.clone()));
    fields.collect()
}

proptest! {
    #[test]
    fn a_difference_carried_out_gives_the_other_version(from in record(), to in record()) {
        let mut work = from.clone();
        work.apply(&difference(&from, &to));
        prop_assert!(same(&work, &to), "{work:?}");
    }

    #[test]
    fn where_nobody_else_changed_anything_mine_is_taken_whole(base in record(), mine in record()) {
        let (result, conflicts) = merged(&base, &base, &mine);
        prop_assert_eq!(conflicts, []);
        prop_assert!(same(&result, &mine));
    }

    #[test]
    fn where_both_did_the_same_nothing_is_asked(base in record(), both in record()) {
        let (result, conflicts) = merged(&base, &both, &both);
        prop_assert!(conflicts.iter().all(|conflict| conflict.path.contains('[')), "{conflicts:?}");
        prop_assert!(words(&result) == words(&both));
    }

    #[test]
    fn merging_again_changes_nothing_more(base in record(), theirs in record(), mine in record()) {
        let (once, _) = merged(&base, &theirs, &after(&base, |record| record.fields.clone_from(&mine.fields)));
        let (twice, _) = merged(&base, &once, &after(&base, |record| record.fields.clone_from(&mine.fields)));
        prop_assert!(same(&once, &twice));
    }

    #[test]
    fn no_field_of_either_side_disappears(base in record(), theirs in record(), mine in record()) {
        let (result, conflicts) = merged(&base, &theirs, &mine);
        let kept = |(name, value): &Said| {
            result.get(name) == Some(value)
                || conflicts.iter().any(|conflict| *conflict.path == **name && [&conflict.mine, &conflict.theirs].contains(&&Some(value.clone())))
        };
        for word in words(&mine) {
            prop_assert!(base.get(&word.0) == Some(&word.1) || kept(&word), "{word:?}");
        }
        for word in words(&theirs) {
            prop_assert!(base.get(&word.0) == Some(&word.1) || kept(&word), "{word:?}");
        }
    }

    #[test]
    fn changes_to_different_fields_give_the_same_in_either_order(base in record(), other in record()) {
        let mine = after(&base, |record| record.fields.clone_from(&other.fields));
        let theirs = after(&base, |record| record.rows.clone_from(&other.rows));
        let (one, none) = merged(&base, &theirs, &mine);
        let (two, neither) = merged(&base, &mine, &theirs);
        prop_assert_eq!((none, neither), (vec![], vec![]));
        prop_assert!(same(&one, &two));
    }
}
