//! Filters on the sample, and what is said when one is not understood.

use super::super::testing::{TODAY, day, dialogue, sample};
use super::*;
use proptest::prelude::*;

fn found(kind: &str, filter: &str) -> Vec<String> {
    let sample = sample();
    let query = Query::parse(filter, sample.catalogue.kind(kind).unwrap(), &sample.catalogue);
    assert_eq!(query.notes, [] as [&str; 0], "{filter}");
    sample.records(kind).iter().filter(|record| query.matches(record, &sample, day(TODAY))).map(|record| record.id().to_owned()).collect()
}

fn notes(kind: &str, filter: &str) -> (String, usize) {
    let sample = sample();
    let query = Query::parse(filter, sample.catalogue.kind(kind).unwrap(), &sample.catalogue);
    let count = sample.records(kind).iter().filter(|record| query.matches(record, &sample, day(TODAY))).count();
    (query.notes.join("; "), count)
}

#[test]
fn an_empty_filter_holds_for_all() {
    assert_eq!(found("meetings", " ").len(), 14);
}

#[test]
fn fields_are_named_in_full_by_a_beginning_or_by_their_label() {
    for filter in ["phase:consensus", "ph:consensus", "PHASE:cons", "phase:\"Consensus Building\""] {
        assert_eq!(found("meetings", filter).len(), 7, "{filter}");
    }
    assert_eq!(found("meetings", "with:udk"), ["2025-02-19-udk", "2025-10-02-udk"]);
}

#[test]
fn people_and_days_have_a_name_of_their_own_in_every_kind() {
    assert_eq!(found("meetings", "who:UDK"), ["2025-02-19-udk", "2025-10-02-udk"]);
    assert_eq!(found("meetings", "who:talik").len(), found("meetings", "persons:talik").len());
    assert!(found("workshops", "who:kec").contains(&"e3".to_owned()));
    assert_eq!(found("meetings", "when:>=2026-02"), ["2026-02-10-molsp", "2026-03-03-pdo"]);
}

#[test]
fn terms_all_hold_and_a_minus_turns_one_round() {
    assert_eq!(found("meetings", "phase:consensus who:udk"), ["2025-10-02-udk"]);
    assert_eq!(found("meetings", "-phase:consensus").len(), 7);
    assert_eq!(found("meetings", "phase:consensus -who:udk").len(), 6);
    assert_eq!(found("meetings", "phase:consensus,monitoring").len(), found("meetings", "-phase:assessment").len());
}

#[test]
fn days_are_compared_and_may_count_from_today() {
    assert_eq!(found("meetings", "date:2025-02..2025-03").len(), 3);
    assert_eq!(found("meetings", "date:2026").len(), 2);
    assert_eq!(found("meetings", "date:>-40d"), ["2026-02-10-molsp", "2026-03-03-pdo"]);
    assert_eq!(found("meetings", "date:<2025-02-26").len(), 1);
    assert_eq!(found("meetings", "date:<=2025-02-26").len(), 2);
    assert_eq!(found("meetings", "date:..2025-02").len(), 2);
    let due = found("commitments", "due:<60d -status:done,dropped");
    assert!(due.contains(&"c07".to_owned()) && due.contains(&"c03".to_owned()), "{due:?}");
}

#[test]
fn numbers_and_scales_of_numbers_are_compared() {
    assert!(found("stakeholders", "influence:>=4").len() > found("stakeholders", "influence:5").len());
    assert_eq!(found("stakeholders", "influence:1..5").len(), found("stakeholders", "influence:").len());
    assert!(found("meetings", "frankness:>=3").contains(&"2025-02-19-udk".to_owned()));
    assert!(found("meetings", "frank:frank").contains(&"2025-02-19-udk".to_owned()));
}

#[test]
fn a_name_alone_asks_whether_the_field_is_there() {
    assert_eq!(found("meetings", "related_event:").len() + found("meetings", "-related_event:").len(), 14);
    assert!(found("meetings", "red_line:").contains(&"2025-02-19-udk".to_owned()));
    assert!(!found("meetings", "-red_line:").contains(&"2025-02-19-udk".to_owned()));
}

#[test]
fn fields_of_rows_are_found_too() {
    assert!(found("meetings", "option:o2c").contains(&"2026-02-10-molsp".to_owned()));
    assert_eq!(found("meetings", "promise:secondment"), ["2026-02-10-molsp"]);
}

#[test]
fn links_are_met_by_id_short_name_or_a_beginning_that_does_not_cut_a_number() {
    assert!(found("workshops", "who:\"first word\"").contains(&"e5".to_owned()));
    assert!(found("options", "issue:i1").iter().all(|id| id.starts_with("o1")));
    assert!(!found("meetings", "related:workshops/e5").is_empty());
    let ten = dialogue([("options/a", "title = \"A\"\nissue = \"i1\""), ("options/b", "title = \"B\"\nissue = \"i10\"")]);
    let query = Query::parse("issue:i1", ten.catalogue.kind("options").unwrap(), &ten.catalogue);
    let met: Vec<_> =
        ten.records("options").iter().filter(|record| query.matches(record, &ten, day(TODAY))).map(|record| record.id()).collect();
    assert_eq!(met, ["a"]);
}

#[test]
fn a_commitment_is_filtered_by_the_status_and_date_that_its_list_shows() {
    let text = "title = \"T\"\nstatus = \"on_track\"\ndue = 2026-01-01\nrevised_due = 2026-06-01\n[[progress]]\ndate = 2026-03-01\nstatus = \"delayed\"\n";
    let dialogue = dialogue([("commitments/c01", text)]);
    let met = |filter: &str| {
        let query = Query::parse(filter, dialogue.catalogue.kind("commitments").unwrap(), &dialogue.catalogue);
        query.matches(dialogue.get("commitments", "c01").unwrap(), &dialogue, day(TODAY))
    };
    assert!(met("status:delayed") && !met("status:on_track"));
    assert!(met("due:>today") && !met("due:<today"));
}

#[test]
fn what_a_default_means_is_found() {
    let dialogue = dialogue([("meetings/m", "stakeholder = \"udk\"")]);
    let query = Query::parse("status:held", dialogue.catalogue.kind("meetings").unwrap(), &dialogue.catalogue);
    assert!(query.matches(dialogue.get("meetings", "m").unwrap(), &dialogue, day(TODAY)));
}

#[test]
fn plain_words_are_found_anywhere_without_regard_to_capitals_and_accents() {
    assert_eq!(found("meetings", "SECONDMENT"), ["2026-02-10-molsp"]);
    assert_eq!(found("meetings", "\"ministry commission\" ilda"), ["2026-02-10-molsp"]);
    assert!(!found("meetings", "molsp -secondment").contains(&"2026-02-10-molsp".to_owned()));
    let dialogue = dialogue([("issues/i1", "title = \"Éducation für Ärzte\"")]);
    let query = Query::parse("education arzte", dialogue.catalogue.kind("issues").unwrap(), &dialogue.catalogue);
    assert!(query.matches(dialogue.get("issues", "i1").unwrap(), &dialogue, day(TODAY)));
}

#[test]
fn an_unknown_field_is_noted_and_looked_for_as_it_stands() {
    assert_eq!(
        notes("meetings", "stakholder:udk"),
        ("There is no field \"stakholder\" here; it is looked for as it stands. Did you mean stakeholder:?".to_owned(), 0)
    );
    assert!(notes("meetings", "sta:x").0.contains("may mean stakeholder or start or status"), "{:?}", notes("meetings", "sta:x"));
    assert_eq!(notes("meetings", "14:30"), (String::new(), 0));
}

#[test]
fn an_impossible_value_is_noted_and_holds_for_nothing() {
    assert_eq!(notes("meetings", "date:soon"), ("date: \"soon\" is not a date.  Write it as 2026-03-31.".to_owned(), 0));
    assert_eq!(notes("meetings", "-date:soon").1, 0);
    assert!(notes("meetings", "status:hold").0.contains("Did you mean held?"));
    assert!(notes("stakeholders", "influence:>x").0.contains("\"x\" is not a number"));
    assert_eq!(notes("meetings", "date:<").1, 0);
}

#[test]
fn terms_part_at_spaces_outside_quotation_marks() {
    let parts: Vec<_> =
        tokens("a -b place:\"City hall\" - \"x y\" -\"z").into_iter().map(|token| (token.negated, token.name, token.value)).collect();
    let named = |negated, name: &str, value: &str| (negated, Some(name.to_owned()), value.to_owned());
    let plain = |negated, value: &str| (negated, None, value.to_owned());
    assert_eq!(
        parts,
        [plain(false, "a"), plain(true, "b"), named(false, "place", "City hall"), plain(false, "-"), plain(false, "x y"), plain(true, "z")]
    );
}

proptest! {
    #[test]
    fn any_text_is_a_filter(filter in "[-a-z:<>.\"0-9, ]{0,30}|\\PC{0,20}") {
        let dialogue = dialogue([("meetings/m", "stakeholder = \"udk\"\ndate = 2026-03-01")]);
        let query = Query::parse(&filter, dialogue.catalogue.kind("meetings").unwrap(), &dialogue.catalogue);
        let _ = query.matches(dialogue.get("meetings", "m").unwrap(), &dialogue, day(TODAY));
    }
}

#[test]
fn only_plain_words_that_grow_narrow_a_filter() {
    for (before, after) in [("", "a"), ("de", "deaf"), ("deaf", "deaf u"), ("a", "a")] {
        assert!(narrows(before, after), "{before} {after}");
    }
    for (before, after) in [("deaf", "dea"), ("deaf", "hearing"), ("who", "who:udk"), ("a", "a -b"), ("-a", "-ab"), ("\"a b", "\"a b\"")] {
        assert!(!narrows(before, after), "{before} {after}");
    }
}
