//! What the measures of the network must be: as their plain definitions on any graph.

use super::*;
use proptest::prelude::*;

/// A graph from its edges as words, and the names in byte order.
fn named<'a>(edges: &[(&'a str, &'a str)], alone: &[&'a str]) -> (Graph, Vec<&'a str>) {
    let mut names: Vec<&str> = edges.iter().flat_map(|(a, b)| [*a, *b]).chain(alone.iter().copied()).collect();
    names.sort_unstable();
    names.dedup();
    let place = |name: &str| names.iter().position(|other| *other == name).unwrap();
    let graph = Graph::new(names.len(), edges.iter().map(|(a, b)| (place(a), place(b))));
    (graph, names)
}

const KITE: [(&str, &str); 18] = [
    ("Andre", "Beverley"),
    ("Andre", "Carol"),
    ("Andre", "Diane"),
    ("Andre", "Fernando"),
    ("Beverley", "Diane"),
    ("Beverley", "Ed"),
    ("Beverley", "Garth"),
    ("Carol", "Diane"),
    ("Carol", "Fernando"),
    ("Diane", "Ed"),
    ("Diane", "Fernando"),
    ("Diane", "Garth"),
    ("Ed", "Garth"),
    ("Fernando", "Garth"),
    ("Fernando", "Heather"),
    ("Garth", "Heather"),
    ("Heather", "Ike"),
    ("Ike", "Jane"),
];

const FLORENCE: [(&str, &str); 20] = [
    ("Acciaiuoli", "Medici"),
    ("Castellani", "Peruzzi"),
    ("Castellani", "Strozzi"),
    ("Castellani", "Barbadori"),
    ("Medici", "Barbadori"),
    ("Medici", "Ridolfi"),
    ("Medici", "Tornabuoni"),
    ("Medici", "Albizzi"),
    ("Medici", "Salviati"),
    ("Salviati", "Pazzi"),
    ("Peruzzi", "Strozzi"),
    ("Peruzzi", "Bischeri"),
    ("Strozzi", "Ridolfi"),
    ("Strozzi", "Bischeri"),
    ("Ridolfi", "Tornabuoni"),
    ("Tornabuoni", "Guadagni"),
    ("Albizzi", "Ginori"),
    ("Albizzi", "Guadagni"),
    ("Bischeri", "Guadagni"),
    ("Guadagni", "Lamberteschi"),
];

/// Who met whom outside the karate club: of each pair the lesser first.
const KARATE: [(usize, &[usize]); 26] = [
    (1, &[2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 20, 22, 32]),
    (2, &[3, 4, 8, 14, 18, 20, 22, 31]),
    (3, &[4, 8, 9, 10, 14, 28, 29, 33]),
    (4, &[8, 13, 14]),
    (5, &[7, 11]),
    (6, &[7, 11, 17]),
    (7, &[17]),
    (9, &[31, 33, 34]),
    (10, &[34]),
    (14, &[34]),
    (15, &[33, 34]),
    (16, &[33, 34]),
    (19, &[33, 34]),
    (20, &[34]),
    (21, &[33, 34]),
    (23, &[33, 34]),
    (24, &[26, 28, 30, 33, 34]),
    (25, &[26, 28, 32]),
    (26, &[32]),
    (27, &[30, 34]),
    (28, &[34]),
    (29, &[32, 34]),
    (30, &[33, 34]),
    (31, &[33, 34]),
    (32, &[33, 34]),
    (33, &[34]),
];

fn cut_names(edges: &[(&'static str, &'static str)], alone: &[&'static str]) -> Vec<&'static str> {
    let (graph, names) = named(edges, alone);
    names.into_iter().zip(graph.brokers()).filter(|(_, cut)| *cut).map(|(name, _)| name).collect()
}

#[test]
fn krackhardt_s_kite_has_its_published_betweenness() {
    let (graph, names) = named(&KITE, &[]);
    let found: Vec<_> = names.into_iter().zip(graph.betweenness()).map(|(name, value)| format!("{name} {value:.3}")).collect();
    assert_eq!(
        found,
        [
            "Andre 0.023",
            "Beverley 0.023",
            "Carol 0.000",
            "Diane 0.102",
            "Ed 0.000",
            "Fernando 0.231",
            "Garth 0.231",
            "Heather 0.389",
            "Ike 0.222",
            "Jane 0.000"
        ]
    );
}

#[test]
fn the_marriages_of_florence_have_their_published_betweenness() {
    let (graph, names) = named(&FLORENCE, &[]);
    let found: Vec<_> = names
        .into_iter()
        .zip(graph.betweenness())
        .filter(|(_, value)| *value > 0.0)
        .map(|(name, value)| format!("{name} {value:.4}"))
        .collect();
    assert_eq!(
        found,
        [
            "Albizzi 0.2125",
            "Barbadori 0.0934",
            "Bischeri 0.1044",
            "Castellani 0.0549",
            "Guadagni 0.2546",
            "Medici 0.5220",
            "Peruzzi 0.0220",
            "Ridolfi 0.1136",
            "Salviati 0.1429",
            "Strozzi 0.1026",
            "Tornabuoni 0.0916"
        ]
    );
    assert_eq!(format!("{:.4}", graph.density().unwrap()), "0.1905");
}

#[test]
fn zachary_s_karate_club_has_its_published_figures() {
    let pairs = KARATE.iter().flat_map(|(one, others)| others.iter().map(|other| (*one - 1, *other - 1)));
    let graph = Graph::new(34, pairs);
    let mut found: Vec<_> = graph.betweenness().into_iter().enumerate().map(|(node, value)| (format!("{value:.4}"), node + 1)).collect();
    found.sort_by(|a, b| b.cmp(a));
    let greatest = ["0.4376 1", "0.3041 34", "0.1452 33", "0.1437 3", "0.1383 32", "0.0559 9", "0.0539 2", "0.0459 14"];
    assert_eq!(found.iter().take(8).map(|(value, node)| format!("{value} {node}")).collect::<Vec<_>>(), greatest);
    assert_eq!([0, 33, 32, 11].map(|node| graph.neighbours(node).len()), [16, 17, 12, 1]);
    assert_eq!(graph.brokers().into_iter().enumerate().filter(|(_, cut)| *cut).map(|(node, _)| node + 1).collect::<Vec<_>>(), [1]);
    assert_eq!(format!("{:.4}", graph.density().unwrap()), "0.1390");
}

#[test]
fn the_brokers_of_the_kite_and_of_florence_are_those_whose_removal_splits_it() {
    assert_eq!(cut_names(&KITE, &[]), ["Heather", "Ike"]);
    assert_eq!(cut_names(&FLORENCE, &["Pucci"]), ["Albizzi", "Guadagni", "Medici", "Salviati"]);
}

#[test]
fn a_node_alone_a_pair_and_nothing_at_all_have_no_brokers_and_no_betweenness() {
    for (nodes, edges) in [(0, vec![]), (1, vec![]), (2, vec![(0, 1)]), (3, vec![(0, 0), (0, 9)])] {
        let graph = Graph::new(nodes, edges);
        assert!(graph.betweenness().iter().all(|value| *value == 0.0));
        assert!(graph.brokers().iter().all(|cut| !cut));
    }
    assert_eq!((Graph::new(1, []).density(), Graph::new(2, [(0, 1), (1, 0)]).density()), (None, Some(1.0)));
}

#[test]
fn a_chain_of_a_hundred_thousand_is_searched_without_filling_the_stack() {
    let graph = Graph::new(100_000, (1..100_000).map(|node| (node - 1, node)));
    assert_eq!(graph.brokers().into_iter().filter(|cut| *cut).count(), 99_998);
}

fn reach(graph: &Graph, from: usize, without: Option<usize>) -> Vec<bool> {
    let mut seen = vec![false; graph.nodes()];
    let mut stack = vec![from];
    while let Some(node) = stack.pop() {
        if !std::mem::replace(&mut seen[node], true) {
            stack.extend(graph.neighbours(node).iter().filter(|to| Some(**to) != without));
        }
    }
    seen
}

/// Distances and numbers of shortest paths from a node, by the plainest of means.
fn paths(graph: &Graph, from: usize) -> (Vec<usize>, Vec<f64>) {
    let mut distance = vec![usize::MAX; graph.nodes()];
    let mut count = vec![0.0; graph.nodes()];
    distance[from] = 0;
    count[from] = 1.0;
    for step in 1..graph.nodes().max(1) {
        for node in 0..graph.nodes() {
            let before: Vec<_> = graph.neighbours(node).iter().filter(|other| distance[**other] == step - 1).collect();
            if distance[node] == usize::MAX && !before.is_empty() {
                count[node] = before.iter().map(|other| count[**other]).sum();
                distance[node] = step;
            }
        }
    }
    (distance, count)
}

fn graphs() -> impl Strategy<Value = Graph> {
    (1usize..12)
        .prop_flat_map(|nodes| proptest::collection::vec((0..nodes, 0..nodes), 0..24).prop_map(move |edges| Graph::new(nodes, edges)))
}

proptest! {
    #[test]
    fn a_broker_is_exactly_a_node_without_which_two_of_its_neighbours_lose_each_other(graph in graphs()) {
        for (node, broker) in graph.brokers().into_iter().enumerate() {
            let around = graph.neighbours(node);
            let splits = around.first().is_some_and(|first| {
                let seen = reach(&graph, *first, Some(node));
                around.iter().any(|other| !seen[*other])
            });
            prop_assert_eq!(broker, splits);
        }
    }

    #[test]
    fn betweenness_is_the_mean_share_of_shortest_paths_of_all_other_pairs(graph in graphs()) {
        let all: Vec<_> = (0..graph.nodes()).map(|node| paths(&graph, node)).collect();
        let found = graph.betweenness();
        for node in 0..graph.nodes() {
            let (mut sum, mut pairs) = (0.0, 0.0);
            for from in 0..graph.nodes() {
                for to in 0..from {
                    if from == node || to == node { continue; }
                    pairs += 1.0;
                    let whole = all[from].0[to];
                    let parts = all[from].0[node].checked_add(all[node].0[to]);
                    if whole != usize::MAX && parts == Some(whole) {
                        sum += all[from].1[node] * all[node].1[to] / all[from].1[to];
                    }
                }
            }
            let expected = if pairs > 0.0 { sum / pairs } else { 0.0 };
            prop_assert!((found[node] - expected).abs() < 1e-9);
        }
    }
}
