//! View 11, network: who is linked with whom among the nine kinds, who stands between others, and what the dialogue made.

mod graph;

use self::graph::Graph;
use super::{four_places, json_ids};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{Tie, is_nine};
use crate::domain::record::{Fields, Name};
use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The policy network on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// The day.
    pub as_of: NaiveDate,
    /// The stakeholders of the nine kinds: the most linked first, then by id.
    pub nodes: Vec<Node>,
    /// The ties that count, in the order of ids.
    pub ties: Vec<Link>,
    /// Conflicts, kept apart, in the order of ids.
    pub conflicts: Vec<Link>,
    /// How many pairs are linked.
    pub pairs: usize,
    /// The share of possible pairs that are linked; nothing with fewer than two nodes.
    pub density: Option<f64>,
    /// The same, with ties from before the dialogue alone.
    pub density_before: Option<f64>,
    /// Stakeholders without any tie, by id.
    pub isolated: Vec<Name>,
    /// Stakeholders without whom the network would fall apart, by id.
    pub brokers: Vec<Name>,
    /// How many ties the dialogue made.
    pub ties_through_dialogue: usize,
    /// How many of the pairs so tied had no tie before.
    pub new_pairs: usize,
}

/// A stakeholder in the network.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The stakeholder.
    pub stakeholder: Name,
    /// Its kind.
    pub kind: Name,
    /// With how many others it is linked.
    pub degree: usize,
    /// The share of shortest paths between others that run through it, 0 to 1.
    pub betweenness: f64,
}

/// A tie as it stands on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The record's id.
    pub id: Name,
    /// Where it begins.
    pub from: Name,
    /// Where it leads.
    pub to: Name,
    /// `information`, `joint_work`, …
    pub kind: Option<Name>,
    /// 1 yearly to 4 weekly.
    pub frequency: Option<i64>,
    /// 1 formal contact to 4 joint action.
    pub intensity: Option<i64>,
    /// 1 to 5.
    pub trust: Option<i64>,
    /// `before`, `dialogue` or `unknown`.
    pub origin: Option<Name>,
    /// `strengthen`, `keep` or `mend`.
    pub wish: Option<Name>,
}

impl Link {
    /// The two ends in byte order: a pair has no direction.
    #[must_use]
    pub fn pair(&self) -> (&str, &str) {
        if self.from <= self.to { (&self.from, &self.to) } else { (&self.to, &self.from) }
    }

    /// Whether the dialogue made it.
    #[must_use]
    pub fn is_through_dialogue(&self) -> bool {
        self.origin.as_deref() == Some("dialogue")
    }

    /// Whether it was there before the dialogue.
    #[must_use]
    pub fn is_before(&self) -> bool {
        self.origin.as_deref() == Some("before")
    }

    /// The other end, seen from one of the two.
    #[must_use]
    pub fn other(&self, end: &str) -> Option<&Name> {
        if &*self.from == end {
            Some(&self.to)
        } else if &*self.to == end {
            Some(&self.from)
        } else {
            None
        }
    }
}

/// The network around one stakeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ego {
    /// The stakeholder in the middle.
    pub stakeholder: Name,
    /// Its ties: the most intense first, then the most frequent, then by the other's id.
    pub ties: Vec<Link>,
    /// Its conflicts, by the other's id.
    pub conflicts: Vec<Link>,
    /// With how many others it is linked.
    pub linked: usize,
    /// How many of its ties the dialogue made.
    pub through_dialogue: usize,
    /// Pairs of its neighbours that are linked with each other too, in byte order.
    pub among_them: Vec<(Name, Name)>,
}

/// The ties that are there on a day, conflicts last: what of the network needs no measuring.
#[must_use]
pub fn ties(dialogue: &Dialogue, as_of: NaiveDate) -> Vec<Link> {
    let (conflicts, mut ties) = parted(links(dialogue, &members(dialogue), as_of));
    ties.extend(conflicts);
    ties
}

/// The stakeholders of the nine kinds, with their kind.
fn members(dialogue: &Dialogue) -> BTreeMap<&str, &str> {
    let people = dialogue.records("stakeholders").iter();
    people.filter_map(|record| Some((record.id(), record.text("kind").filter(|kind| is_nine(kind))?))).collect()
}

/// Conflicts, and all other ties.
fn parted(links: impl Iterator<Item = Link>) -> (Vec<Link>, Vec<Link>) {
    links.partition(|link| link.kind.as_deref() == Some("conflict"))
}

/// Reads the network on a day.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Network {
    let members = members(dialogue);
    let (conflicts, ties) = parted(links(dialogue, &members, as_of));
    let places: BTreeMap<&str, usize> = members.keys().enumerate().map(|(place, id)| (*id, place)).collect();
    let graph_of = |wanted: &dyn Fn(&Link) -> bool| {
        let place = |id: &str| places.get(id).copied();
        Graph::new(members.len(), ties.iter().filter(|link| wanted(link)).filter_map(|link| place(&link.from).zip(place(&link.to))))
    };
    let now = graph_of(&|_| true);
    let brokers = now.brokers();
    let mut nodes: Vec<Node> = members
        .iter()
        .zip(now.betweenness())
        .enumerate()
        .map(|(place, ((id, kind), betweenness))| Node {
            stakeholder: Name::from(*id),
            kind: Name::from(*kind),
            degree: now.degree(place),
            betweenness,
        })
        .collect();
    let isolated = nodes.iter().filter(|node| node.degree == 0).map(|node| node.stakeholder.clone()).collect();
    let brokers = nodes.iter().zip(brokers).filter(|(_, broker)| *broker).map(|(node, _)| node.stakeholder.clone()).collect();
    nodes.sort_by_key(|node| Reverse(node.degree));
    let pairs_of = |wanted: fn(&Link) -> bool| ties.iter().filter(move |link| wanted(link)).map(Link::pair).collect::<BTreeSet<_>>();
    Network {
        as_of,
        nodes,
        pairs: now.edges(),
        density: now.density(),
        density_before: graph_of(&Link::is_before).density(),
        isolated,
        brokers,
        ties_through_dialogue: ties.iter().filter(|link| link.is_through_dialogue()).count(),
        new_pairs: pairs_of(Link::is_through_dialogue).difference(&pairs_of(Link::is_before)).count(),
        conflicts,
        ties,
    }
}

/// The ties between two different members that are there on the day.
fn links(dialogue: &Dialogue, members: &BTreeMap<&str, &str>, as_of: NaiveDate) -> impl Iterator<Item = Link> {
    dialogue.records("ties").iter().map(|record| Tie(record)).filter(move |tie| tie.is_there(as_of)).filter_map(move |tie| {
        let (from, to) = tie.from().zip(tie.to())?;
        let counts = from != to && members.contains_key(from) && members.contains_key(to);
        counts.then(|| Link {
            id: tie.0.key.id.clone(),
            from: from.into(),
            to: to.into(),
            kind: tie.kind().map(Name::from),
            frequency: tie.frequency(),
            intensity: tie.intensity(),
            trust: tie.trust(),
            origin: tie.origin().map(Name::from),
            wish: tie.wish().map(Name::from),
        })
    })
}

impl Network {
    /// The stakeholder's node.
    #[must_use]
    pub fn node(&self, stakeholder: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| &*node.stakeholder == stakeholder)
    }

    /// The network around one stakeholder; nothing when it is not one of the nodes.
    #[must_use]
    pub fn around(&self, stakeholder: &str) -> Option<Ego> {
        let node = self.node(stakeholder)?;
        let of = |links: &[Link]| -> Vec<Link> { links.iter().filter(|link| link.other(stakeholder).is_some()).cloned().collect() };
        let other = |link: &Link| link.other(stakeholder).cloned();
        let (mut ties, mut conflicts) = (of(&self.ties), of(&self.conflicts));
        ties.sort_by_key(|link| (Reverse(link.intensity), Reverse(link.frequency), other(link)));
        conflicts.sort_by_key(other);
        let neighbours: BTreeSet<Name> = ties.iter().filter_map(other).collect();
        let among: BTreeSet<(&str, &str)> =
            self.ties.iter().map(Link::pair).filter(|(a, b)| neighbours.contains(*a) && neighbours.contains(*b)).collect();
        Some(Ego {
            stakeholder: node.stakeholder.clone(),
            linked: node.degree,
            through_dialogue: ties.iter().filter(|link| link.is_through_dialogue()).count(),
            among_them: among.into_iter().map(|(a, b)| (a.into(), b.into())).collect(),
            ties,
            conflicts,
        })
    }

    /// The shape that other programs rely on.
    #[must_use]
    pub fn json(&self) -> Json {
        let of = |value: &dyn Fn(&Node) -> Json| -> Map<String, Json> {
            self.nodes.iter().map(|node| (node.stakeholder.to_string(), value(node))).collect()
        };
        json!({
            "as_of": self.as_of.to_string(),
            "density": self.density.map(four_places),
            "density_before": self.density_before.map(four_places),
            "degree": of(&|node| json!(node.degree)),
            "betweenness": of(&|node| json!(four_places(node.betweenness))),
            "isolated": json_ids(&self.isolated),
            "brokers": json_ids(&self.brokers),
            "ties_through_dialogue": self.ties_through_dialogue,
            "new_pairs": self.new_pairs,
        })
    }
}

#[cfg(test)]
mod tests {
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
}
