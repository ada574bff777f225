//! Where names stand: each in a slot of a regular grid, so that those who are tied stand near each other and few ties cross.
//!
//! The best order is looked for by exchanging slots, with a random number that is the same every time: the same network in the
//! same area gives the same picture. It knows no stakeholders and draws nothing.

use super::plane::{Area, Size, Spot};

/// Cells kept free between two names of a row, for ties to run in.
const GAP: usize = 5;
/// What a crossing costs, in cells of length.
const CROSSING: i64 = 24;
/// What a name standing on the straight way between two others costs.
const BETWEEN: i64 = 30;
/// Exchanges tried for each name.
const TRIES: usize = 220;
/// How often it is tried from another random number.
const TRIED: u64 = 4;

/// How many slots there are, and how far apart.
#[derive(Clone, Copy, Debug)]
struct Slots {
    columns: usize,
    rows: usize,
    size: Size,
}

impl Slots {
    /// The grid that leaves some slots free and gives each about the same room both ways; nothing when the names do not fit.
    fn for_names(names: usize, widest: usize, size: Size) -> Option<Self> {
        let most = (size.width / (widest + GAP).max(1), size.height.div_ceil(2));
        let wanted = names + names * 2 / 3 + 1;
        let grids = (1..=most.0).flat_map(|columns| (1..=most.1).map(move |rows| Self { columns, rows, size }));
        grids.filter(|slots| slots.number() >= names).min_by_key(|slots| {
            let (across, down) = (size.width / slots.columns, size.height / slots.rows);
            (slots.number().abs_diff(wanted) * 2 + across.abs_diff(down * 5), slots.rows)
        })
    }

    fn number(self) -> usize {
        self.columns * self.rows
    }

    /// The middle of a slot.
    fn middle(self, slot: usize) -> Spot {
        let (column, row) = (slot % self.columns.max(1), slot / self.columns.max(1));
        let y = if self.rows > 1 { row * (self.size.height - 1) / (self.rows - 1) } else { self.size.height / 2 };
        Spot { x: (2 * column + 1) * self.size.width / (2 * self.columns.max(1)), y }
    }
}

/// Numbers that look random and are the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap_or(0) % limit.max(1)
    }
}

/// Places names of these widths, tied as said, in an area, in several ways: the one that promises to be the easiest to read
/// first. None when they do not fit.
pub(super) fn places(widths: &[usize], ties: &[(usize, usize)], size: Size) -> Vec<Vec<Area>> {
    let Some(slots) = widths.iter().copied().max().and_then(|widest| Slots::for_names(widths.len(), widest, size)) else {
        return Vec::new();
    };
    let middles: Vec<Spot> = (0..slots.number()).map(|slot| slots.middle(slot)).collect();
    let ways = Ways::of(&middles);
    let order = |seed| {
        let mut order = Order::new(widths.len(), ties, slots, &middles, &ways);
        order.improve(&mut Dice(seed));
        order
    };
    let all: Vec<usize> = (0..widths.len()).collect();
    let mut orders: Vec<(i64, Order<'_>)> = (0..TRIED).map(order).map(|order| (order.cost(&all), order)).collect();
    orders.sort_by_key(|(cost, _)| *cost);
    orders.into_iter().map(|(_, order)| order.areas(widths, slots)).collect()
}

impl Order<'_> {
    fn areas(mut self, widths: &[usize], slots: Slots) -> Vec<Area> {
        let size = slots.size;
        self.close_up(slots);
        let order = self;
        let area = |(name, width): (usize, &usize)| {
            let middle = order.middle(name);
            let x = middle.x.saturating_sub(width / 2).min(size.width.saturating_sub(*width));
            Area { at: Spot { x, ..middle }, width: *width }
        };
        widths.iter().enumerate().map(area).collect()
    }
}

/// The slots that lie on the straight way between any two.
struct Ways {
    slots: usize,
    between: Vec<Vec<usize>>,
}

impl Ways {
    fn of(middles: &[Spot]) -> Self {
        let on = |one: usize, other: usize, a: Spot, b: Spot| {
            let others = middles.iter().enumerate().filter(|(slot, _)| *slot != one && *slot != other);
            others.filter(|(_, middle)| between(**middle, a, b)).map(|(slot, _)| slot).collect()
        };
        let ends = middles.iter().enumerate().flat_map(|(one, a)| middles.iter().enumerate().map(move |(other, b)| (one, other, *a, *b)));
        Self { slots: middles.len(), between: ends.map(|(one, other, a, b)| on(one, other, a, b)).collect() }
    }

    fn between(&self, one: usize, other: usize) -> &[usize] {
        self.between.get(one * self.slots + other).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Who stands in which slot.
struct Order<'a> {
    ties: &'a [(usize, usize)],
    ways: &'a Ways,
    /// The ties of each name, as places among the ties.
    of: Vec<Vec<usize>>,
    middles: Vec<Spot>,
    /// The slot of each name.
    slot: Vec<usize>,
    /// The name in each slot.
    name: Vec<Option<usize>>,
}

impl<'a> Order<'a> {
    /// The names in the order given, the slots near the middle first.
    fn new(names: usize, ties: &'a [(usize, usize)], slots: Slots, middles: &[Spot], ways: &'a Ways) -> Self {
        let centre = Spot { x: slots.size.width / 2, y: slots.size.height / 2 };
        let mut near: Vec<usize> = (0..middles.len()).collect();
        near.sort_by_key(|slot| middles.get(*slot).map(|middle| distance(*middle, centre)));
        let slot: Vec<usize> = near.into_iter().take(names).collect();
        let name = (0..middles.len()).map(|place| slot.iter().position(|taken| *taken == place)).collect();
        let of =
            (0..names).map(|name| (0..ties.len()).filter(|tie| ties.get(*tie).is_some_and(|(a, b)| *a == name || *b == name)).collect());
        Self { ties, ways, of: of.collect(), middles: middles.to_vec(), slot, name }
    }

    fn middle(&self, name: usize) -> Spot {
        let found = self.slot.get(name).and_then(|slot| self.middles.get(*slot));
        found.copied().unwrap_or(Spot { x: 0, y: 0 })
    }

    /// Exchanges slots as long as it helps, at first also where it costs a little, so as not to be caught in a corner.
    fn improve(&mut self, dice: &mut Dice) {
        let tries = TRIES * self.slot.len();
        for n in 0..tries {
            let allowed = i64::try_from(40 * (tries - n) / tries.max(1)).unwrap_or(0) - 4;
            let (one, other) = (dice.below(self.middles.len()), dice.below(self.middles.len()));
            let moved: Vec<usize> = [one, other].into_iter().filter_map(|slot| self.name.get(slot).copied().flatten()).collect();
            if one == other || moved.is_empty() {
                continue;
            }
            let before = self.cost(&moved);
            self.exchange(one, other);
            if self.cost(&moved) - before > allowed.max(0) {
                self.exchange(one, other);
            }
        }
    }

    /// Takes away the rows and columns at the edges in which nobody stands: the others get their room.
    fn close_up(&mut self, slots: Slots) {
        let columns = slots.columns.max(1);
        let span = |of: fn(usize, usize) -> usize| {
            let used = || self.slot.iter().map(|slot| of(*slot, columns));
            used().min().zip(used().max()).unwrap_or((0, 0))
        };
        let ((left, right), (top, bottom)) = (span(|slot, columns| slot % columns), span(|slot, columns| slot / columns));
        let closed = Slots { columns: right - left + 1, rows: bottom - top + 1, ..slots };
        for slot in &mut self.slot {
            *slot = (*slot / columns - top) * closed.columns + *slot % columns - left;
        }
        self.middles = (0..closed.number()).map(|slot| closed.middle(slot)).collect();
    }

    fn exchange(&mut self, one: usize, other: usize) {
        self.name.swap(one, other);
        for place in [one, other] {
            if let Some(slot) = self.name.get(place).copied().flatten().and_then(|name| self.slot.get_mut(name)) {
                *slot = place;
            }
        }
    }

    /// The slots on the straight way between two names.
    fn way(&self, one: usize, other: usize) -> &[usize] {
        let slot = |name: usize| self.slot.get(name).copied().unwrap_or_default();
        self.ways.between(slot(one), slot(other))
    }

    /// What the ties of these names cost, and those that these names stand in the way of.
    fn cost(&self, names: &[usize]) -> i64 {
        let own = names.iter().filter_map(|name| self.of.get(*name)).flatten().filter_map(|tie| self.ties.get(*tie));
        let mut cost = 0;
        for (a, b) in own {
            let (from, to) = (self.middle(*a), self.middle(*b));
            cost += distance(from, to);
            for (c, d) in self.ties {
                if [c, d].into_iter().all(|end| end != a && end != b) && cross(from, to, self.middle(*c), self.middle(*d)) {
                    cost += CROSSING;
                }
            }
            let on_the_way = self.way(*a, *b).iter().filter(|slot| self.name.get(**slot).is_some_and(Option::is_some)).count();
            cost += BETWEEN * i64::try_from(on_the_way).unwrap_or(0);
        }
        let stands_in = |way: &[usize]| names.iter().filter(|name| self.slot.get(**name).is_some_and(|slot| way.contains(slot))).count();
        let hindered: usize = self.ties.iter().map(|(a, b)| stands_in(self.way(*a, *b))).sum();
        cost + BETWEEN * i64::try_from(hindered).unwrap_or(0)
    }
}

/// In cells; a row counts for two, as it is twice as tall as a column is wide, and a tie along it reads better.
fn distance(a: Spot, b: Spot) -> i64 {
    i64::try_from(a.x.abs_diff(b.x) + 2 * a.y.abs_diff(b.y)).unwrap_or(i64::MAX)
}

/// On which side of the line from `a` to `b` a place is: below 0, on it, above 0.
fn side(a: Spot, b: Spot, c: Spot) -> i64 {
    let of = |one: usize, other: usize| i64::try_from(one).unwrap_or(0) - i64::try_from(other).unwrap_or(0);
    (of(b.x, a.x) * of(c.y, a.y) - of(b.y, a.y) * of(c.x, a.x)).signum()
}

/// Whether two straight ways cross.
fn cross(a: Spot, b: Spot, c: Spot, d: Spot) -> bool {
    // most lie apart, which is soon seen
    let apart = |a: usize, b: usize, c: usize, d: usize| a.max(b) < c.min(d) || c.max(d) < a.min(b);
    !apart(a.x, b.x, c.x, d.x) && !apart(a.y, b.y, c.y, d.y) && side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/// Whether a place lies on the straight way between two others.
fn between(place: Spot, a: Spot, b: Spot) -> bool {
    let within = |one: usize, two: usize, it: usize| (one.min(two)..=one.max(two)).contains(&it);
    within(a.x, b.x, place.x) && within(a.y, b.y, place.y) && side(a, b, place) == 0
}
