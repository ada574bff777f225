//! The ways that ties take between names: along rows and columns, around other names, with few corners and crossings.
//!
//! Two ties never share a cell but where one crosses the other, so that each can be followed with the eye. It knows nothing of
//! what the lines look like.

use super::plane::{Area, Cells, Size, Spot, Way};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What a corner, a crossing and a cell beside a foreign name cost, in cells of length.
const CORNER: u32 = 4;
const CROSSING: u32 = 9;
const BESIDE: u32 = 7;
/// A line that turns at once beside the name it belongs to, or leaves it at its very edge, seems to belong to nobody.
const TURN: u32 = 8;
const EDGE: u32 = 3;
/// A line beside another one of its kind is harder to follow.
const ALONG: u32 = 1;
/// How often a tie that found no way may be the first to choose one.
const AGAIN: usize = 12;
/// How often all ties look for a better way among the others.
const ROUNDS: usize = 2;

/// A cell of a way: how it is entered and left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) spot: Spot,
    pub(super) came: Way,
    pub(super) goes: Way,
}

impl Step {
    /// Whether it runs straight on.
    pub(super) fn is_straight(self) -> bool {
        self.came == self.goes
    }
}

/// The way of a tie, from the cell beside the one name to the cell beside the other.
pub(super) type Route = Vec<Step>;

/// All ways, and what they cost together: the less, the easier to read.
#[derive(Clone, Debug)]
pub(super) struct Routes {
    pub(super) routes: Vec<Route>,
    pub(super) cost: u32,
}

/// Finds a way for every tie; nothing when they cannot all have one.
pub(super) fn route(areas: &[Area], ties: &[(usize, usize)], size: Size) -> Option<Routes> {
    let mut order: Vec<usize> = (0..ties.len()).collect();
    let length = |tie: &usize| ties.get(*tie).and_then(|(a, b)| Some(apart(areas.get(*a)?, areas.get(*b)?)));
    order.sort_by_key(|tie| (length(tie), *tie));
    for _ in 0..AGAIN {
        let mut board = Board::new(areas, size, ties.len());
        match order.iter().find(|tie| !board.find(**tie, ties)) {
            None => return Some(board.improved(&order, ties)),
            Some(stuck) => {
                let stuck = *stuck;
                order.retain(|tie| *tie != stuck);
                order.insert(0, stuck);
            }
        }
    }
    None
}

fn apart(a: &Area, b: &Area) -> usize {
    a.middle().abs_diff(b.middle()) + 2 * a.at.y.abs_diff(b.at.y)
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Taken {
    /// The name.
    name: Option<usize>,
    /// Whether a line runs along the row, or along the column; both where two cross, or one has its corner.
    level: bool,
    upright: bool,
    corner: bool,
}

struct Board<'a> {
    areas: &'a [Area],
    size: Size,
    cells: Cells<Taken>,
    routes: Vec<Route>,
    costs: Vec<u32>,
}

impl<'a> Board<'a> {
    fn new(areas: &'a [Area], size: Size, ties: usize) -> Self {
        let mut cells = Cells::new(size, Taken::default());
        for (name, area) in areas.iter().enumerate() {
            for x in area.at.x..area.at.x + area.width {
                cells.put(Spot { x, y: area.at.y }, Taken { name: Some(name), ..Taken::default() });
            }
        }
        Self { areas, size, cells, routes: vec![Route::new(); ties], costs: vec![0; ties] }
    }

    fn at(&self, spot: Spot) -> Taken {
        self.cells.get(spot).copied().unwrap_or_default()
    }

    /// Every tie looks for a better way among the others.
    fn improved(mut self, order: &[usize], ties: &[(usize, usize)]) -> Routes {
        for tie in std::iter::repeat_n(order, ROUNDS).flatten() {
            let (before, cost) = (self.take_away(*tie), self.costs.get(*tie).copied().unwrap_or(0));
            if !self.find(*tie, ties) || self.costs.get(*tie).is_some_and(|now| *now > cost) {
                self.take_away(*tie);
                self.lay(*tie, before, cost);
            }
        }
        Routes { cost: self.costs.iter().sum(), routes: self.routes }
    }

    fn take_away(&mut self, tie: usize) -> Route {
        let route = self.routes.get_mut(tie).map(std::mem::take).unwrap_or_default();
        for step in &route {
            let mut taken = self.at(step.spot);
            if step.is_straight() {
                *(if step.goes.is_level() { &mut taken.level } else { &mut taken.upright }) = false;
            } else {
                taken = Taken::default();
            }
            self.cells.put(step.spot, taken);
        }
        route
    }

    fn lay(&mut self, tie: usize, route: Route, cost: u32) {
        for step in &route {
            let mut taken = self.at(step.spot);
            taken.level |= step.came.is_level() || step.goes.is_level();
            taken.upright |= !step.came.is_level() || !step.goes.is_level();
            taken.corner |= !step.is_straight();
            self.cells.put(step.spot, taken);
        }
        if let (Some(slot), Some(known)) = (self.routes.get_mut(tie), self.costs.get_mut(tie)) {
            (*slot, *known) = (route, cost);
        }
    }

    /// Finds the cheapest way for a tie and takes its cells; says whether there is one.
    fn find(&mut self, tie: usize, ties: &[(usize, usize)]) -> bool {
        let Some((from, to)) = ties.get(tie).and_then(|(a, b)| Some((self.areas.get(*a)?, self.areas.get(*b)?))) else { return false };
        let Some((route, cost)) = self.cheapest(*from, *to) else { return false };
        self.lay(tie, route, cost);
        true
    }

    /// The cheapest way (A*), over cells and the way in which each is entered.
    fn cheapest(&self, from: Area, to: Area) -> Option<(Route, u32)> {
        let states = self.size.cells() * Way::ALL.len();
        let mut known: Vec<Option<(u32, Option<usize>)>> = vec![None; states];
        let mut queue = BinaryHeap::new();
        let reach =
            |known: &mut Vec<Option<(u32, Option<usize>)>>, queue: &mut BinaryHeap<_>, state: usize, cost: u32, before: Option<usize>| {
                if let Some(slot) = known.get_mut(state)
                    && slot.is_none_or(|(so_far, _)| cost < so_far)
                {
                    *slot = Some((cost, before));
                    let left = self.of_state(state).map_or(0, |(spot, _)| left(spot, to));
                    queue.push(Reverse((cost + left, cost, state)));
                }
            };
        for (spot, way) in self.exits(from) {
            reach(&mut known, &mut queue, self.state(spot, way), edge_of(from, spot), None);
        }
        let mut end: Option<(u32, usize, Step)> = None;
        while let Some(Reverse((least, cost, state))) = queue.pop() {
            if end.is_some_and(|(found, ..)| found <= least) {
                break;
            }
            if known.get(state).copied().flatten().is_none_or(|(best, _)| best < cost) {
                continue;
            }
            let (spot, came) = self.of_state(state)?;
            for goes in Way::ALL.into_iter().filter(|goes| *goes != came.back()) {
                let Some(step) = self.price(Step { spot, came, goes }, from, to) else { continue };
                let Some(next) = self.size.step(spot, goes) else { continue };
                if to.holds(next) {
                    let whole = cost + step + edge_of(to, spot);
                    if end.is_none_or(|(found, ..)| whole < found) {
                        end = Some((whole, state, Step { spot, came, goes }));
                    }
                    continue;
                }
                if self.at(next).name.is_none() {
                    reach(&mut known, &mut queue, self.state(next, goes), cost + step + if goes.is_level() { 1 } else { 2 }, Some(state));
                }
            }
        }
        end.map(|(cost, state, step)| (self.walked(&known, state, step), cost))
    }

    /// The cells around a name, each with the way that leads out to it.
    fn exits(&self, of: Area) -> impl Iterator<Item = (Spot, Way)> {
        let ends = [(of.at, Way::Left), (Spot { x: of.at.x + of.width - 1, ..of.at }, Way::Right)];
        let above = (of.at.x..of.at.x + of.width).flat_map(move |x| [Way::Up, Way::Down].map(|way| (Spot { x, ..of.at }, way)));
        ends.into_iter()
            .chain(above)
            .filter_map(|(spot, way)| Some((self.size.step(spot, way)?, way)))
            .filter(|(spot, _)| self.at(*spot).name.is_none())
    }

    /// What a step costs; nothing where it cannot be taken.
    fn price(&self, step: Step, from: Area, to: Area) -> Option<u32> {
        let taken = self.at(step.spot);
        if taken.corner {
            return None;
        }
        let mut cost = match (step.is_straight(), step.goes.is_level()) {
            (false, _) if taken.level || taken.upright => return None,
            (false, _) => CORNER,
            (true, true) if taken.level => return None,
            (true, false) if taken.upright => return None,
            (true, true) => {
                if taken.upright {
                    CROSSING
                } else {
                    0
                }
            }
            (true, false) => {
                if taken.level {
                    CROSSING
                } else {
                    0
                }
            }
        };
        for way in Way::ALL {
            let Some(near) = self.size.step(step.spot, way) else { continue };
            let near_by = self.at(near);
            if way.is_level() && near_by.name.is_some() {
                let own = from.holds(near) || to.holds(near);
                cost += if !own {
                    BESIDE
                } else if step.is_straight() {
                    0
                } else {
                    TURN
                };
            }
            let parallel = if way.is_level() { near_by.upright && !step.goes.is_level() } else { near_by.level && step.goes.is_level() };
            cost += if parallel { ALONG } else { 0 };
        }
        Some(cost)
    }

    fn walked(&self, known: &[Option<(u32, Option<usize>)>], last: usize, end: Step) -> Route {
        let mut route = vec![end];
        let mut state = last;
        while let Some(before) = known.get(state).copied().flatten().and_then(|(_, before)| before) {
            let (Some((spot, came)), Some((_, goes))) = (self.of_state(before), self.of_state(state)) else { break };
            route.push(Step { spot, came, goes });
            state = before;
        }
        route.reverse();
        route
    }

    fn state(&self, spot: Spot, way: Way) -> usize {
        let way = Way::ALL.iter().position(|other| *other == way).unwrap_or(0);
        (spot.y * self.size.width + spot.x) * Way::ALL.len() + way
    }

    fn of_state(&self, state: usize) -> Option<(Spot, Way)> {
        let way = *Way::ALL.get(state % Way::ALL.len())?;
        let cell = state / Way::ALL.len();
        let width = self.size.width.max(1);
        Some((Spot { x: cell % width, y: cell / width }, way))
    }
}

/// What the rest of the way costs at least.
fn left(spot: Spot, to: Area) -> u32 {
    let across = to.at.x.saturating_sub(spot.x).max(spot.x.saturating_sub(to.at.x + to.width));
    u32::try_from(across + 2 * spot.y.abs_diff(to.at.y)).unwrap_or(0)
}

/// What it costs to end at a name's edge rather than under its letters.
fn edge_of(area: Area, spot: Spot) -> u32 {
    if spot.y != area.at.y && (spot.x == area.at.x || spot.x + 1 == area.at.x + area.width) { EDGE } else { 0 }
}
