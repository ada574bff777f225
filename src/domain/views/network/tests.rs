//! Who is tied to whom, and what the network says of itself.

use super::*;
use crate::domain::testing::{TODAY, day, dialogue, sample};

fn of(records: &[(&str, &str)]) -> Network {
    let people = ["a", "b", "c", "d"].map(|id| (format!("stakeholders/{id}"), "kind = 'cso'"));
    compute(&dialogue(people.iter().map(|(key, text)| (key.as_str(), *text)).chain(records.iter().copied())), day(TODAY))
}

fn names(ids: &[Name]) -> Vec<&str> {
    ids.iter().map(|id| &**id).collect()
}

#[test]
fn the_sample_has_the_expected_network() {
    let view = compute(&sample(), day(TODAY));
    let json = view.json();
    assert_eq!((json["density"].as_f64(), json["density_before"].as_f64()), (Some(0.1583), Some(0.0917)));
    assert_eq!((view.nodes.len(), view.pairs), (16, 19));
    let most: Vec<_> = view.nodes.iter().take(3).map(|node| (&*node.stakeholder, node.degree)).collect();
    assert_eq!(most, [("udk", 8), ("molsp", 5), ("sac", 5)]);
    assert_eq!([json["degree"]["kec"].as_u64(), json["degree"]["pdo"].as_u64()], [Some(3), Some(3)]);
    assert_eq!(names(&view.isolated), ["first-word", "krt"]);
    assert_eq!(names(&view.brokers), ["sac", "udk"]);
    assert_eq!((view.ties_through_dialogue, view.new_pairs), (9, 8));
    assert_eq!(view.conflicts.iter().map(|link| &*link.id).collect::<Vec<_>>(), ["sac--rb"]);
}

#[test]
fn the_shape_has_the_keys_that_other_programs_rely_on_in_their_order() {
    let expected = r#"{"as_of":"2026-03-16","density":0.1667,"density_before":0.0,"degree":{"a":1,"b":1,"c":0,"d":0},"betweenness":{"a":0.0,"b":0.0,"c":0.0,"d":0.0},"isolated":["c","d"],"brokers":[],"ties_through_dialogue":0,"new_pairs":0}"#;
    assert_eq!(of(&[("ties/x", "from = 'a'\nto = 'b'")]).json().to_string(), expected);
}

#[test]
fn a_tie_counts_from_its_first_to_its_last_day_and_never_with_frequency_zero() {
    let pairs = |text: &str| of(&[("ties/x", &format!("from = 'a'\nto = 'b'\n{text}"))]).pairs;
    assert_eq!([pairs("since = 2026-03-16"), pairs("since = 2026-03-17")], [1, 0]);
    assert_eq!([pairs("until = 2026-03-16"), pairs("until = 2026-03-15")], [1, 0]);
    assert_eq!([pairs("frequency = 0"), pairs("frequency = 1"), pairs("")], [0, 1, 1]);
}

#[test]
fn donors_and_hosts_are_no_nodes_and_their_ties_do_not_count() {
    let view = of(&[
        ("stakeholders/z", "kind = 'donor'"),
        ("stakeholders/y", "kind = 'host'"),
        ("ties/1", "from = 'a'\nto = 'z'"),
        ("ties/2", "from = 'y'\nto = 'b'"),
        ("ties/3", "from = 'c'\nto = 'gone'"),
        ("ties/4", "from = 'd'\nto = 'd'"),
    ]);
    assert_eq!((view.nodes.len(), view.pairs, view.ties.len()), (4, 0, 0));
}

#[test]
fn conflict_is_kept_apart() {
    let view = of(&[("ties/1", "from = 'a'\nto = 'b'\nkind = 'conflict'\norigin = 'dialogue'")]);
    assert_eq!((view.pairs, view.conflicts.len(), view.ties_through_dialogue), (0, 1, 0));
}

#[test]
fn pairs_have_no_direction_and_count_once() {
    let view = of(&[("ties/1", "from = 'a'\nto = 'b'"), ("ties/2", "from = 'b'\nto = 'a'\nkind = 'advice'")]);
    assert_eq!((view.pairs, view.node("a").unwrap().degree), (1, 1));
}

#[test]
fn a_new_pair_is_tied_through_the_dialogue_and_had_no_tie_before() {
    let view = of(&[
        ("ties/1", "from = 'a'\nto = 'b'\norigin = 'before'"),
        ("ties/2", "from = 'b'\nto = 'a'\norigin = 'dialogue'"),
        ("ties/3", "from = 'b'\nto = 'c'\norigin = 'dialogue'"),
        ("ties/4", "from = 'c'\nto = 'b'\nkind = 'advice'\norigin = 'dialogue'"),
        ("ties/5", "from = 'c'\nto = 'd'\norigin = 'unknown'"),
    ]);
    assert_eq!((view.ties_through_dialogue, view.new_pairs), (3, 1));
    assert_eq!(view.density_before, Some(1.0 / 6.0));
}

#[test]
fn before_and_new_are_told_from_the_ties_that_are_there_on_the_day() {
    let view = of(&[
        ("ties/1", "from = 'a'\nto = 'b'\norigin = 'before'\nuntil = 2026-03-15"),
        ("ties/2", "from = 'c'\nto = 'd'\norigin = 'before'\nkind = 'conflict'"),
        ("ties/3", "from = 'a'\nto = 'b'\norigin = 'dialogue'"),
        ("ties/4", "from = 'c'\nto = 'd'\norigin = 'dialogue'"),
        ("ties/5", "from = 'a'\nto = 'c'\norigin = 'dialogue'\nsince = 2026-03-17"),
    ]);
    assert_eq!((view.density_before, view.ties_through_dialogue, view.new_pairs), (Some(0.0), 2, 2));
}

#[test]
fn of_a_chain_of_four_the_two_in_the_middle_stand_between_and_broker() {
    let view = of(&[("ties/1", "from = 'd'\nto = 'a'"), ("ties/2", "from = 'a'\nto = 'b'"), ("ties/3", "from = 'b'\nto = 'c'")]);
    let json = view.json();
    assert_eq!(json["betweenness"].to_string(), r#"{"a":0.6667,"b":0.6667,"c":0.0,"d":0.0}"#);
    assert_eq!(json["degree"].to_string(), r#"{"a":2,"b":2,"c":1,"d":1}"#);
    assert_eq!((json["brokers"].to_string(), json["isolated"].to_string()), (r#"["a","b"]"#.to_owned(), "[]".to_owned()));
}

#[test]
fn around_one_actor_the_closest_ties_come_first() {
    let ego = compute(&sample(), day(TODAY)).around("udk").unwrap();
    let others: Vec<_> = ego.ties.iter().filter_map(|link| link.other("udk")).map(|id| &**id).collect();
    assert_eq!(others, ["esa-112", "usarn", "kec", "sac", "owdn", "molsp", "pdo", "rb"]);
    assert_eq!((ego.linked, ego.through_dialogue), (8, 5));
    assert!(ego.among_them.contains(&("molsp".into(), "kec".into())) || ego.among_them.contains(&("kec".into(), "molsp".into())));
}

#[test]
fn there_is_nothing_around_one_who_is_no_node() {
    assert_eq!(of(&[]).around("gone"), None);
}
