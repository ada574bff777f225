//! What the built-in catalogue must hold, and what a dialogue's own files may do to it.

use super::*;

#[test]
fn every_built_in_file_is_read_without_a_fault() {
    let (_, problems) = Catalogue::read(CONFIG);
    assert!(problems.is_empty(), "{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_dialogue_may_add_a_field_and_change_a_label() {
    let over =
        "[[field]]\nname = \"stakeholder\"\nlabel = \"Guest\"\n[[field]]\nname = \"mood\"\nlabel = \"Mood\"\ntype = \"int\"\nmin = 1\n";
    let (catalogue, problems) = Catalogue::with_overlays(&[("config/kinds/meetings.toml", over)]);
    assert_eq!(problems, []);
    let kind = catalogue.kind("meetings").unwrap();
    assert_eq!(kind.field("stakeholder").unwrap().label, "Guest");
    assert!(kind.field("stakeholder").unwrap().required);
    assert!(matches!(kind.field("mood").unwrap().ty, FieldType::Int { min: Some(1), max: None }));
}

#[test]
fn a_broken_file_of_a_dialogue_costs_only_itself_and_says_where_and_what() {
    let over = "title = \"Talks\"\nsectoin = 3\n";
    let (catalogue, problems) = Catalogue::with_overlays(&[("config/kinds/meetings.toml", over)]);
    assert_eq!(catalogue.kind("meetings").unwrap().title, "Bilateral meetings");
    let said = problems[0].to_string();
    assert!(said.starts_with("config/kinds/meetings.toml:2:1"), "{said}");
    assert!(said.contains("sectoin") && said.contains("Did you mean `section`?"), "{said}");
}

#[test]
fn what_is_built_in_says_the_same_as_the_files_that_people_read() {
    fn told(catalogue: &Catalogue) -> String {
        let kinds: Vec<_> = catalogue.kinds().collect();
        let events: Vec<_> = catalogue.events().collect();
        format!("{kinds:?} {events:?} {:?} {:?} {:?} {:?}", catalogue.tools(), catalogue.phases(), catalogue.tabs(), catalogue.duties())
    }
    let (from_toml, problems) = Catalogue::read(CONFIG);
    assert_eq!(problems, []);
    assert_eq!(told(&Catalogue::builtin()), told(&from_toml));
}

#[test]
fn which_kinds_are_events_is_known_before_any_is_read_and_a_dialogue_may_change_it() {
    let fresh = Catalogue { kinds: KINDS.iter().map(|(name, _)| ((*name).into(), OnceLock::new())).collect(), ..Catalogue::default() };
    assert!(fresh.events().eq(Catalogue::builtin().kinds().filter(|kind| kind.event).map(|kind| &kind.name)));
    let (catalogue, problems) = Catalogue::with_overlays(&[("config/kinds/issues.toml", "event = true\n")]);
    assert_eq!(problems, []);
    assert!(catalogue.events().any(|name| &**name == "issues") && catalogue.kinds().count() == KINDS.len());
}

#[test]
fn a_place_in_a_record_is_said_in_the_words_of_its_kind() {
    let catalogue = Catalogue::builtin();
    let meetings = catalogue.kind("meetings").unwrap();
    assert_eq!(meetings.says("persons"), "Persons met");
    assert_eq!(meetings.says("red_line[2].quantity"), "red line 2, Quantity");
    assert_eq!(meetings.says("position[1]"), "position 1");
    for odd in ["nowhere", "nowhere[1].x", "position[", "position[x", ""] {
        assert_eq!(meetings.says(odd), odd);
    }
}
