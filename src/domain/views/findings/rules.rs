//! Rules a to d, over all pairs of active red lines, live commitments and cells of the nine kinds.
//!
//! A dialogue may have tens of thousands of pairs: what is found is kept as numbers until it is in order.

use super::super::matrix::Cell;
use super::super::statements::{Line, Statements};
use super::{Against, Bound, ByHand, Finding, Grade, RedLine, Rule};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{Commitment, Polarity, RedLineRow};
use crate::domain::record::Name;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A finding as numbers, in the order in which findings stand: each number is a rank in the order of ids.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Raw {
    dormant: bool,
    grade: Grade,
    rule: Rule,
    option: u32,
    between: [u32; 2],
    on: u32,
    /// The meetings that two lines rest on; what is alike in all else stands in their order.
    rests: [usize; 2],
    line: usize,
    against: With,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum With {
    Line(usize),
    Commitment(usize),
    Cell(usize),
}

/// Everything rules compare, with ranks for ids.
struct Table<'s, 'a> {
    statements: &'s Statements<'a>,
    options: HashMap<&'a str, u32>,
    people: HashMap<&'a str, u32>,
    lines: Vec<&'s Line<'a>>,
    lines_on: HashMap<&'a Name, Vec<usize>>,
    found: Vec<Raw>,
}

pub(super) fn find<'a>(
    dialogue: &'a Dialogue,
    statements: &Statements<'a>,
    mut cells: Vec<Cell>,
    takes_part: &dyn Fn(&str) -> bool,
) -> (Vec<Finding>, Vec<ByHand>) {
    cells.retain(|cell| takes_part(&cell.stakeholder));
    let mut table = Table::new(dialogue, statements, takes_part);
    table.two_lines();
    let by_hand = table.two_ranges();
    let live = live(dialogue, statements);
    table.against_commitments(&live);
    table.against_positions(&cells);
    table.found.sort_unstable();

    let lines: Vec<Arc<RedLine>> = table.lines.iter().map(|line| Arc::new(RedLine::from(*line))).collect();
    let cells: Vec<Arc<Cell>> = cells.into_iter().map(Arc::new).collect();
    let tell = |raw: &Raw| {
        let against = match raw.against {
            With::Line(other) => Against::Line(lines.get(other)?.clone()),
            With::Commitment(nth) => Against::Commitment(live.get(nth)?.id.clone()),
            With::Cell(nth) => Against::Position(cells.get(nth)?.clone()),
        };
        Some(Finding { rule: raw.rule, grade: raw.grade, dormant: raw.dormant, line: lines.get(raw.line)?.clone(), against })
    };
    let pair = |(a, b): &(usize, usize)| Some(ByHand { line: lines.get(*a)?.clone(), other: lines.get(*b)?.clone() });
    (table.found.iter().filter_map(tell).collect(), by_hand.iter().filter_map(pair).collect())
}

impl<'s, 'a> Table<'s, 'a> {
    fn new(dialogue: &'a Dialogue, statements: &'s Statements<'a>, takes_part: &dyn Fn(&str) -> bool) -> Self {
        let ranks = |kind| (0..).zip(dialogue.records(kind)).map(|(n, record)| (record.id(), n)).collect();
        let mut lines: Vec<_> = statements.active_lines().filter(|line| takes_part(line.stakeholder)).collect();
        lines.sort_by_key(|line| &line.source.id);
        let mut lines_on: HashMap<&Name, Vec<usize>> = HashMap::new();
        for (n, line) in lines.iter().enumerate() {
            lines_on.entry(line.option).or_default().push(n);
        }
        Self { statements, options: ranks("options"), people: ranks("stakeholders"), lines, lines_on, found: Vec::new() }
    }

    /// The rank of the meeting in which a line was drawn, in the order of ids.
    fn meeting(&self, n: usize) -> usize {
        self.lines.get(n).map_or(0, |line| self.lines.partition_point(|other| other.source.id < line.source.id))
    }

    fn option(&self, id: &str) -> u32 {
        self.options.get(id).copied().unwrap_or(u32::MAX)
    }

    fn person(&self, id: &str) -> u32 {
        self.people.get(id).copied().unwrap_or(u32::MAX)
    }

    /// The lines on an option that point that way; a `must_have` with a quantity says how, not whether, and is left out.
    fn pointing(&self, option: &Name, way: Polarity) -> Vec<usize> {
        let points = |line: &&Line<'_>| line.polarity == Some(way) && (way == Polarity::MustNotHave || line.row.quantity().is_none());
        let on = self.lines_on.get(option).into_iter().flatten();
        on.filter(|n| self.lines.get(**n).is_some_and(points)).copied().collect()
    }

    /// Two lines of two stakeholders, the lesser first.
    fn pair(&self, a: usize, b: usize) -> Option<(usize, &'s Line<'a>, usize, &'s Line<'a>)> {
        let (first, second) = (*self.lines.get(a)?, *self.lines.get(b)?);
        match first.stakeholder.cmp(second.stakeholder) {
            std::cmp::Ordering::Less => Some((a, first, b, second)),
            std::cmp::Ordering::Greater => Some((b, second, a, first)),
            std::cmp::Ordering::Equal => None,
        }
    }

    fn found_two(&mut self, rule: Rule, option: &Name, pairs: Vec<(usize, usize)>) {
        let (dormant, rank) = (self.statements.is_settled(option), self.option(option));
        for (a, b) in pairs {
            let Some((a, first, b, second)) = self.pair(a, b) else { continue };
            let grade = Grade::of_two(first.firmness, second.firmness);
            let between = [self.person(first.stakeholder), self.person(second.stakeholder)];
            self.found.push(Raw {
                dormant,
                grade,
                rule,
                option: rank,
                between,
                on: 0,
                rests: [self.meeting(a), self.meeting(b)],
                line: a,
                against: With::Line(b),
            });
        }
    }

    /// Rule a: wanted by one and refused by another, or two wanted that exclude each other.
    fn two_lines(&mut self) {
        let options: Vec<&Name> = self.lines_on.keys().copied().collect();
        for option in options {
            let wanted = self.pointing(option, Polarity::MustHave);
            let refused = self.pointing(option, Polarity::MustNotHave);
            self.found_two(Rule::A, option, every_pair(&wanted, &refused));
            // Each pair of rivals once: from the lesser id.
            for rival in self.statements.rivals(option).iter().filter(|rival| **rival > option) {
                let wanted_too = self.pointing(rival, Polarity::MustHave);
                self.found_two(Rule::A, option, every_pair(&wanted, &wanted_too));
            }
        }
    }

    /// Rule b: one quantity, and ranges that do not meet. Gives the pairs whose units differ.
    fn two_ranges(&mut self) -> Vec<(usize, usize)> {
        let mut by_hand = Vec::new();
        let options: Vec<&Name> = self.lines_on.keys().copied().collect();
        for option in options {
            let counted: Vec<usize> = self.lines_on.get(option).into_iter().flatten().copied().filter(|n| self.is_counted(*n)).collect();
            let mut apart = Vec::new();
            for (i, a) in counted.iter().enumerate() {
                for b in counted.iter().skip(i + 1) {
                    let Some((a, first, b, second)) = self.pair(*a, *b) else { continue };
                    let (first, second) = (first.row, second.row);
                    if first.quantity() != second.quantity() {
                        continue;
                    }
                    if first.unit() != second.unit() {
                        let facing = |x: Option<f64>, y: Option<f64>| x.is_some() && y.is_some();
                        if facing(first.at_least(), second.at_most()) || facing(second.at_least(), first.at_most()) {
                            by_hand.push((a, b));
                        }
                    } else if do_not_meet(first, second) {
                        apart.push((a, b));
                    }
                }
            }
            self.found_two(Rule::B, option, apart);
        }
        let order = |n: usize| self.lines.get(n).map(|line| (self.option(line.option), self.person(line.stakeholder)));
        by_hand.sort_unstable_by_key(|(a, b)| (order(*a), order(*b), *a, *b));
        by_hand
    }

    fn is_counted(&self, n: usize) -> bool {
        self.lines.get(n).is_some_and(|line| line.row.quantity().is_some())
    }

    /// Rule c: a line against what a live commitment carries, or rules out.
    fn against_commitments(&mut self, live: &[Live<'_>]) {
        for (rank, (nth, commitment)) in (0..).zip(live.iter().enumerate()) {
            let refused = commitment.carries.iter().flat_map(|option| self.pointing(option, Polarity::MustNotHave));
            let wanted = commitment.rules_out.iter().flat_map(|option| self.pointing(option, Polarity::MustHave));
            let lines: Vec<usize> = refused.chain(wanted).collect();
            for n in lines {
                let Some(line) = self.lines.get(n) else { continue };
                let raw = Raw {
                    dormant: self.statements.is_settled(line.option),
                    grade: Grade::of_one(line.firmness),
                    rule: Rule::C,
                    option: self.option(line.option),
                    between: [self.person(line.stakeholder), 0],
                    on: rank,
                    rests: [self.meeting(n), 0],
                    line: n,
                    against: With::Commitment(nth),
                };
                self.found.push(raw);
            }
        }
    }

    /// Rule d: a line against what another wants, or refuses.
    fn against_positions(&mut self, cells: &[Cell]) {
        let mut on: HashMap<&Name, Vec<usize>> = HashMap::new();
        for (n, cell) in cells.iter().enumerate() {
            on.entry(&cell.option).or_default().push(n);
        }
        let mut found = Vec::new();
        for (n, line) in self.lines.iter().enumerate() {
            let mut clash = |option: &Name, clashes: fn(i64) -> bool| {
                for nth in on.get(option).into_iter().flatten() {
                    let Some(cell) = cells.get(*nth) else { continue };
                    if cell.stakeholder == *line.stakeholder || !clashes(cell.value) {
                        continue;
                    }
                    let grade = Grade::of_one(line.firmness);
                    found.push(Raw {
                        dormant: self.statements.is_settled(line.option),
                        grade: if cell.voice.is_second_hand() { grade.lowered() } else { grade },
                        rule: Rule::D,
                        option: self.option(line.option),
                        between: [self.person(line.stakeholder), self.person(&cell.stakeholder)],
                        on: self.option(&cell.option),
                        rests: [self.meeting(n), 0],
                        line: n,
                        against: With::Cell(*nth),
                    });
                }
            };
            match line.polarity {
                Some(Polarity::MustNotHave) => clash(line.option, |value| value >= 1),
                Some(Polarity::MustHave) if line.row.quantity().is_none() => {
                    clash(line.option, |value| value <= -1);
                    for rival in self.statements.rivals(line.option) {
                        clash(rival, |value| value >= 1);
                    }
                }
                _ => {}
            }
        }
        self.found.append(&mut found);
    }
}

fn every_pair(some: &[usize], others: &[usize]) -> Vec<(usize, usize)> {
    some.iter().flat_map(|a| others.iter().map(|b| (*a, *b))).collect()
}

/// Whether two rows speak of one quantity in one unit, and their ranges do not meet.
pub(in crate::domain::views) fn do_not_meet(a: RedLineRow<'_>, b: RedLineRow<'_>) -> bool {
    let same = a.quantity().is_some() && a.quantity() == b.quantity() && a.unit() == b.unit();
    same && (above(a.at_least(), b.at_most()) || above(b.at_least(), a.at_most()))
}

fn above(least: Option<f64>, most: Option<f64>) -> bool {
    matches!((least, most), (Some(least), Some(most)) if least > most)
}

/// A live commitment: the options it carries, and those that one of these excludes.
struct Live<'a> {
    id: &'a Name,
    carries: BTreeSet<&'a Name>,
    rules_out: BTreeSet<&'a Name>,
}

fn live<'a>(dialogue: &'a Dialogue, statements: &Statements<'a>) -> Vec<Live<'a>> {
    let live = dialogue.records("commitments").iter().filter(|record| Commitment(record).is_live(statements.as_of));
    live.map(|record| {
        let carries: BTreeSet<&Name> =
            Commitment(record).options().filter_map(|id| dialogue.get("options", id)).map(|option| &option.key.id).collect();
        let rules_out = carries.iter().flat_map(|option| statements.rivals(option)).copied().collect();
        Live { id: &record.key.id, carries, rules_out }
    })
    .collect()
}

impl From<&Line<'_>> for RedLine {
    fn from(line: &Line<'_>) -> Self {
        Self {
            stakeholder: line.stakeholder.clone(),
            option: line.option.clone(),
            polarity: line.polarity,
            firmness: line.firmness,
            bound: Bound::of(line.row),
            date: line.date,
            source: line.source.clone(),
        }
    }
}
