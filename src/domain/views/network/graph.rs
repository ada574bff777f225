//! A simple graph without directions, and the measures that a policy network needs.
//!
//! Nodes are numbers from 0; a node out of range has no neighbours. It knows no stakeholders. No library is used: what is
//! needed is two short published algorithms (Brandes 2001; Hopcroft and Tarjan 1973).

/// A graph of a fixed number of nodes; an edge stands once, loops do not stand at all.
#[derive(Debug, Clone, Default)]
pub(super) struct Graph {
    neighbours: Vec<Vec<usize>>,
}

impl Graph {
    /// A graph of `nodes` nodes and these edges; loops, repetitions and edges to nodes that are not there are left out.
    pub(super) fn new(nodes: usize, edges: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut neighbours = vec![Vec::new(); nodes];
        for (a, b) in edges.into_iter().filter(|(a, b)| a != b && *a < nodes && *b < nodes) {
            for (from, to) in [(a, b), (b, a)] {
                if let Some(list) = neighbours.get_mut(from) {
                    list.push(to);
                }
            }
        }
        for list in &mut neighbours {
            list.sort_unstable();
            list.dedup();
        }
        Self { neighbours }
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.neighbours.len()
    }

    /// How many edges there are.
    pub(super) fn edges(&self) -> usize {
        self.neighbours.iter().map(Vec::len).sum::<usize>() / 2
    }

    /// The neighbours of a node, in order.
    pub(super) fn neighbours(&self, node: usize) -> &[usize] {
        self.neighbours.get(node).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many neighbours a node has.
    pub(super) fn degree(&self, node: usize) -> usize {
        self.neighbours(node).len()
    }

    /// 2E/(N(N−1)); nothing with fewer than two nodes.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn density(&self) -> Option<f64> {
        let nodes = self.nodes() as f64;
        (self.nodes() > 1).then(|| 2.0 * self.edges() as f64 / (nodes * (nodes - 1.0)))
    }

    /// For each node the share of shortest paths between two others that run through it, over all pairs of others.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn betweenness(&self) -> Vec<f64> {
        let nodes = self.nodes();
        let mut total = vec![0.0; nodes];
        let mut sheet = Sheet::of(nodes);
        // Through somebody without neighbours nothing runs.
        for source in (0..nodes).filter(|node| self.degree(*node) > 0) {
            self.dependencies(source, &mut sheet);
            sheet.add_to(&mut total);
        }
        // Each pair was seen from both ends, which the missing half of the pairs' number makes good.
        let pairs = nodes.saturating_sub(1) as f64 * nodes.saturating_sub(2) as f64;
        total.into_iter().map(|sum| if pairs > 0.0 { sum / pairs } else { 0.0 }).collect()
    }

    /// Notes how much of the shortest paths from `source` to all others hangs on each node (Brandes).
    fn dependencies(&self, source: usize, sheet: &mut Sheet) {
        let Sheet { paths, distance, share, reached } = sheet;
        reached.push(source);
        add(paths, source, 1.0);
        put(distance, source, Some(0));
        let mut seen = 0;
        while let Some(node) = reached.get(seen).copied() {
            seen += 1;
            let next = at(distance, node).map(|steps| steps + 1);
            for to in self.neighbours(node) {
                if at(distance, *to).is_none() {
                    put(distance, *to, next);
                    reached.push(*to);
                }
                if at(distance, *to) == next {
                    let so_far = at(paths, node);
                    add(paths, *to, so_far);
                }
            }
        }
        for node in reached.iter().rev() {
            let before = at(distance, *node).and_then(|steps| steps.checked_sub(1));
            for from in self.neighbours(*node).iter().filter(|from| before.is_some() && at(distance, **from) == before) {
                let part = at(paths, *from) / at(paths, *node) * (1.0 + at(share, *node));
                add(share, *from, part);
            }
        }
        put(share, source, 0.0);
    }

    /// Whether each node's removal would split what hangs together.
    pub(super) fn brokers(&self) -> Vec<bool> {
        let mut search = Search { found: vec![0; self.nodes()], low: vec![0; self.nodes()], time: 0 };
        let mut cut = vec![false; self.nodes()];
        for root in 0..self.nodes() {
            if at(&search.found, root) == 0 {
                self.brokers_from(root, &mut search, &mut cut);
            }
        }
        cut
    }

    /// The part of [`Self::brokers`] that hangs together with `root`, without recursion: a long chain must not fill the stack.
    fn brokers_from(&self, root: usize, search: &mut Search, cut: &mut [bool]) {
        search.find(root);
        let mut branches = 0;
        let mut stack: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((node, next)) = stack.pop() {
            let parent = stack.last().map(|(parent, _)| *parent);
            if let Some(to) = self.neighbours(node).get(next).copied() {
                stack.push((node, next + 1));
                if at(&search.found, to) == 0 {
                    search.find(to);
                    stack.push((to, 0));
                } else if Some(to) != parent {
                    search.lower(node, at(&search.found, to));
                }
            } else if let Some(parent) = parent {
                search.lower(parent, at(&search.low, node));
                if parent == root {
                    branches += 1;
                } else if at(&search.low, node) >= at(&search.found, parent) {
                    put(cut, parent, true);
                }
            }
        }
        put(cut, root, branches > 1);
    }
}

/// What is noted of each node while shortest paths from one are followed; blank for all that were not reached.
struct Sheet {
    /// How many shortest paths lead to it.
    paths: Vec<f64>,
    /// In how many steps.
    distance: Vec<Option<usize>>,
    /// How much of the paths to others hangs on it.
    share: Vec<f64>,
    /// Those that were reached, the nearest first.
    reached: Vec<usize>,
}

impl Sheet {
    fn of(nodes: usize) -> Self {
        Self { paths: vec![0.0; nodes], distance: vec![None; nodes], share: vec![0.0; nodes], reached: Vec::new() }
    }

    /// Adds what hangs on each node, and is blank again.
    fn add_to(&mut self, total: &mut [f64]) {
        for node in self.reached.drain(..) {
            add(total, node, at(&self.share, node));
            put(&mut self.paths, node, 0.0);
            put(&mut self.distance, node, None);
            put(&mut self.share, node, 0.0);
        }
    }
}

/// How far a search in depth has come: when each node was found (0 is not yet), and the earliest it can reach.
struct Search {
    found: Vec<usize>,
    low: Vec<usize>,
    time: usize,
}

impl Search {
    fn find(&mut self, node: usize) {
        self.time += 1;
        put(&mut self.found, node, self.time);
        put(&mut self.low, node, self.time);
    }

    fn lower(&mut self, node: usize, to: usize) {
        let low = at(&self.low, node).min(to);
        put(&mut self.low, node, low);
    }
}

fn at<T: Copy + Default>(list: &[T], index: usize) -> T {
    list.get(index).copied().unwrap_or_default()
}

fn put<T>(list: &mut [T], index: usize, value: T) {
    if let Some(place) = list.get_mut(index) {
        *place = value;
    }
}

fn add(list: &mut [f64], index: usize, value: f64) {
    if let Some(place) = list.get_mut(index) {
        *place += value;
    }
}

#[cfg(test)]
mod tests;
