//! What waits for what: the commitments in the order in which they can be carried out, each below the one that holds it up the longest.
//!
//! Dependencies are written by people, so they may run in a circle or lead nowhere. Both are named; nothing here follows a link twice.

use super::roadmap::{Line, Roadmap};
use crate::domain::record::Name;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What waits for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// Commitments that wait for each other, each circle from its least id round to where it closes.
    pub circles: Vec<Vec<Name>>,
    /// The commitments that wait for another or are waited for, each below what it waits for.
    pub steps: Vec<Step>,
    /// Those that wait for nothing and that nothing waits for, by id.
    pub alone: Vec<Name>,
}

/// A commitment in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The commitment.
    pub id: Name,
    /// How many stand above it in its chain.
    pub depth: usize,
    /// What it waits for beside the one it stands below.
    pub also_after: Vec<Name>,
    /// What it waits for that is due later than itself.
    pub too_late: Vec<Name>,
    /// What it is said to wait for and that is not on file.
    pub lost: Vec<Name>,
    /// Whether all that it waits for is done, there is something it waited for, and it has not begun itself.
    pub may_begin: bool,
}

/// Lays out a Roadmap.
#[must_use]
pub fn compute(roadmap: &Roadmap) -> Sequence {
    let after: BTreeMap<&str, BTreeSet<&str>> = roadmap
        .lines
        .iter()
        .map(|line| (&*line.id, line.depends_on.iter().map(|id| &**id).filter(|id| roadmap.line(id).is_some()).collect()))
        .collect();
    let (circles, circular) = circles(&after);
    let mut below: BTreeMap<Option<&str>, Vec<&Line>> = BTreeMap::new();
    let mut alone = Vec::new();
    let awaited: BTreeSet<&str> = after.values().flatten().copied().collect();
    for line in &roadmap.lines {
        let waits = after.get(&*line.id).is_some_and(|before| !before.is_empty());
        if !waits && !awaited.contains(&*line.id) && line.depends_on.is_empty() {
            alone.push(line.id.clone());
            continue;
        }
        // Who stands in a circle is below nobody, so that the rest is a tree.
        let parent = if circular.contains(&*line.id) { None } else { holds_up(line, &after, roadmap) };
        below.entry(parent).or_default().push(line);
    }
    let mut steps = Vec::new();
    let mut open: Vec<(&Line, usize)> = below.get(&None).into_iter().flatten().rev().map(|line| (*line, 0)).collect();
    while let Some((line, depth)) = open.pop() {
        let parent = if circular.contains(&*line.id) { None } else { holds_up(line, &after, roadmap) };
        steps.push(step(line, parent, depth, roadmap));
        open.extend(below.get(&Some(&*line.id)).into_iter().flatten().rev().map(|line| (*line, depth + 1)));
    }
    Sequence { circles, steps, alone }
}

/// Of what a commitment waits for, the one that holds it up the longest: not done before done, then the latest.
fn holds_up<'r>(line: &Line, after: &BTreeMap<&'r str, BTreeSet<&'r str>>, roadmap: &'r Roadmap) -> Option<&'r str> {
    let before = after.get(&*line.id)?.iter().filter_map(|id| roadmap.line(id));
    before.max_by_key(|other| (line.waits_for.contains(&other.id), other.holds(), std::cmp::Reverse(&other.id))).map(|other| &*other.id)
}

fn step(line: &Line, parent: Option<&str>, depth: usize, roadmap: &Roadmap) -> Step {
    let known = || line.depends_on.iter().filter(|id| roadmap.line(id).is_some());
    let later = |id: &&Name| {
        let other = roadmap.line(id).and_then(Line::holds);
        line.waits_for.contains(id) && other.zip(line.holds()).is_some_and(|(other, own)| other > own)
    };
    Step {
        id: line.id.clone(),
        depth,
        also_after: known().filter(|id| Some(&***id) != parent).cloned().collect(),
        too_late: if line.status.is_closed() { Vec::new() } else { known().filter(later).cloned().collect() },
        lost: line.depends_on.iter().filter(|id| roadmap.line(id).is_none()).cloned().collect(),
        may_begin: known().next().is_some() && line.waits_for.is_empty() && line.status == crate::domain::lens::Status::NotStarted,
    }
}

/// The circles, each of those found once, and everybody who stands in any.
fn circles<'r>(after: &BTreeMap<&'r str, BTreeSet<&'r str>>) -> (Vec<Vec<Name>>, BTreeSet<&'r str>) {
    let mut circles = Vec::new();
    let mut circular = BTreeSet::new();
    for id in after.keys() {
        let Some(circle) = way_back(id, after) else { continue };
        let known = circular.contains(id);
        circular.insert(*id);
        // A circle is told from its least member; the others would tell it again.
        if !known {
            circular.extend(circle.iter().copied());
            circles.push(circle.into_iter().map(Name::from).collect());
        }
    }
    (circles, circular)
}

/// The shortest way from a commitment along what it waits for and back to itself.
fn way_back<'r>(from: &'r str, after: &BTreeMap<&'r str, BTreeSet<&'r str>>) -> Option<Vec<&'r str>> {
    let mut came: BTreeMap<&str, &str> = BTreeMap::new();
    let mut open = VecDeque::from([from]);
    while let Some(here) = open.pop_front() {
        for next in after.get(here).into_iter().flatten() {
            if *next == from {
                let mut way = vec![here];
                while let Some(before) = way.last().filter(|last| **last != from).and_then(|last| came.get(last)) {
                    way.push(before);
                }
                way.reverse();
                return Some(way);
            }
            if !came.contains_key(next) {
                came.insert(next, here);
                open.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{Build, TODAY, day, sample};
    use crate::domain::views::roadmap;
    use proptest::prelude::*;

    /// Commitments as `c1: c2 c3`, what they wait for behind the colon.
    fn sequence(lines: &[(&str, &str, &str)]) -> Sequence {
        let build = lines.iter().fold(Build::new(), |build, (id, after, rest)| {
            let after: Vec<String> = after.split_whitespace().map(|id| format!("\"{id}\"")).collect();
            build.file(&format!("commitments/{id}"), &format!("depends_on = [{}]\n{rest}", after.join(", ")))
        });
        compute(&roadmap::compute(&build.done(), day(TODAY)))
    }

    fn told(sequence: &Sequence) -> String {
        let lines: Vec<String> = sequence.steps.iter().map(|step| format!("{}{}", "-".repeat(step.depth), step.id)).collect();
        lines.join(" ")
    }

    #[test]
    fn each_stands_below_what_holds_it_up_the_longest_and_names_the_others() {
        let found = sequence(&[
            ("c1", "", "due = 2026-04-01\nstatus = 'done'"),
            ("c2", "", "due = 2026-05-01"),
            ("c3", "c1 c2", "due = 2026-04-15"),
            ("c4", "c3", ""),
            ("c5", "c1", ""),
            ("c6", "", ""),
        ]);
        assert_eq!(told(&found), "c1 -c5 c2 -c3 --c4");
        let step = |id: &str| found.steps.iter().find(|step| &*step.id == id).unwrap();
        assert_eq!((step("c3").also_after.as_slice(), step("c3").too_late.as_slice()), (&["c1".into()][..], &["c2".into()][..]));
        assert!(step("c5").may_begin && !step("c3").may_begin && !step("c1").may_begin);
        assert_eq!(found.alone, ["c6".into()]);
    }

    #[test]
    fn a_circle_is_named_once_and_what_waits_for_it_stands_below() {
        let found = sequence(&[("c1", "c3", ""), ("c2", "c1", ""), ("c3", "c2", ""), ("c4", "c2", ""), ("c5", "c5", "")]);
        let circles: Vec<String> = found.circles.iter().map(|circle| circle.join(" ")).collect();
        assert_eq!(circles, ["c1 c3 c2", "c5"]);
        assert_eq!(told(&found), "c1 c2 -c4 c3 c5");
    }

    #[test]
    fn what_is_not_on_file_is_lost_and_holds_nobody_up() {
        let found = sequence(&[("c1", "c9", "")]);
        assert_eq!(found.steps.first().map(|step| (step.lost.len(), step.depth, step.may_begin)), Some((1, 0, false)));
    }

    #[test]
    fn the_sample_has_no_circle_and_every_commitment_has_one_place() {
        let roadmap = roadmap::compute(&sample(), day(TODAY));
        let found = compute(&roadmap);
        assert_eq!((found.circles.len(), found.steps.len() + found.alone.len()), (0, 13));
    }

    proptest! {
        #[test]
        fn whatever_waits_for_whatever_every_commitment_has_one_place_and_circles_are_closed(links in proptest::collection::vec((0..9_usize, 0..9_usize), 0..24)) {
            let lines: Vec<(String, String)> = (0..9).map(|n| {
                let after: Vec<String> = links.iter().filter(|(from, _)| *from == n).map(|(_, to)| format!("c{to}")).collect();
                (format!("c{n}"), after.join(" "))
            }).collect();
            let lines: Vec<(&str, &str, &str)> = lines.iter().map(|(id, after)| (id.as_str(), after.as_str(), "")).collect();
            let found = sequence(&lines);
            let mut placed: Vec<&Name> = found.steps.iter().map(|step| &step.id).chain(&found.alone).collect();
            placed.sort();
            prop_assert_eq!(placed.len(), 9);
            placed.dedup();
            prop_assert_eq!(placed.len(), 9);
            for circle in &found.circles {
                for (n, id) in circle.iter().enumerate() {
                    let next = &circle[(n + 1) % circle.len()];
                    let number = |id: &Name| id.trim_start_matches('c').parse::<usize>().unwrap();
                    prop_assert!(links.contains(&(number(id), number(next))));
                }
            }
        }
    }
}
