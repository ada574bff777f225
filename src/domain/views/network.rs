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
mod tests;
