//! The network as a picture: which actors are in it, where each stands, which line runs between which two, and who is next to whom.

use super::Seen;
use super::paint::{self, Label, Look};
use super::place;
use super::plane::{Area, Size, Spot};
use super::route::{self, Route, Routes};
use super::stroke::Stroke;
use crate::app::command::Command;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::pages::words;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::Name;
use crate::domain::views::network::{Link, Network};
use std::collections::BTreeMap;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// A name in the picture takes at most so many cells.
const NAME: usize = 12;
/// A picture of more would be none.
const MOST: usize = 60;
/// Of so many pictures the one that is easiest to read is taken.
const DRAWN: usize = 2;

/// An actor as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Actor {
    pub(super) id: Name,
    pub(super) name: String,
    pub(super) broker: bool,
}

/// Two who are tied or in conflict, as places among the actors, with everything that is between them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) ends: (usize, usize),
    pub(super) ties: Vec<Link>,
    pub(super) conflict: bool,
    letters: Vec<char>,
}

/// What there is to show: the actors, the most linked first, and the pairs among them.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    pub(super) network: Option<Arc<Network>>,
    pub(super) actors: Vec<Actor>,
    pub(super) pairs: Vec<Pair>,
}

impl Shown {
    /// The network, with names as they are to be shown.
    pub(super) fn new(network: Arc<Network>, dialogue: &Dialogue, name: impl Fn(&Name) -> String) -> Self {
        let actor = |id: &Name| Actor { id: id.clone(), name: name(id), broker: network.brokers.contains(id) };
        let actors: Vec<Actor> = network.nodes.iter().map(|node| actor(&node.stakeholder)).collect();
        let place = |id: &Name| actors.iter().position(|actor| actor.id == *id);
        let mut pairs: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
        for (link, conflict) in network.ties.iter().map(|tie| (tie, false)).chain(network.conflicts.iter().map(|tie| (tie, true))) {
            let Some((from, to)) = place(&link.from).zip(place(&link.to)) else { continue };
            let ends = (from.min(to), from.max(to));
            let pair = pairs.entry(ends).or_insert_with(|| Pair { ends, ties: Vec::new(), conflict: false, letters: Vec::new() });
            if conflict {
                pair.conflict = true;
            } else {
                let letter =
                    link.kind.as_deref().and_then(|kind| words::choice(dialogue, "ties", "kind", kind).chars().next()).unwrap_or('?');
                pair.letters.push(if link.is_through_dialogue() { letter.to_ascii_uppercase() } else { letter });
                pair.ties.push(link.clone());
            }
        }
        let pairs = pairs.into_values().collect();
        Self { network: Some(network), actors, pairs }
    }

    /// An actor's place.
    pub(super) fn place(&self, actor: &Name) -> Option<usize> {
        self.actors.iter().position(|other| other.id == *actor)
    }

    /// The pairs that an actor is one of, and the other of each.
    pub(super) fn around(&self, actor: usize) -> impl Iterator<Item = (usize, &Pair)> {
        self.pairs.iter().filter_map(move |pair| match pair.ends {
            (one, other) | (other, one) if one == actor => Some((other, pair)),
            _ => None,
        })
    }

    /// Those who stand alone.
    pub(super) fn alone(&self) -> impl Iterator<Item = usize> {
        (0..self.actors.len()).filter(|actor| self.around(*actor).next().is_none())
    }
}

impl Pair {
    /// What of the pair is seen: how closely they are tied, and the letters of the kinds; nothing when no tie of it is.
    pub(super) fn seen(&self, seen: Seen) -> Option<(Stroke, Vec<char>)> {
        let wanted = |link: &Link| match seen {
            Seen::Now | Seen::Pairs => true,
            Seen::Before => link.is_before(),
            Seen::Made => link.is_through_dialogue(),
        };
        let conflict = self.conflict && matches!(seen, Seen::Now | Seen::Pairs);
        let ties: Vec<(&Link, char)> = self.ties.iter().zip(self.letters.iter().copied()).filter(|(link, _)| wanted(link)).collect();
        let closest = ties.iter().map(|(link, _)| link.intensity).max();
        let mut letters: Vec<char> = ties.iter().map(|(_, letter)| *letter).collect();
        letters.sort_unstable();
        letters.dedup();
        letters.extend(closest.filter(Option::is_none).map(|_| '?'));
        letters.extend(conflict.then_some('×'));
        (!ties.is_empty() || conflict).then(|| (Stroke::of(closest.flatten()), letters))
    }
}

/// Where everything stands.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    size: Size,
    /// The actors that are tied, as places among all; in the order of the areas.
    tied: Vec<usize>,
    areas: Vec<Area>,
    routes: Vec<Route>,
    /// Those who stand alone, as they stand in a row below.
    alone: Vec<(usize, Area)>,
}

impl Picture {
    /// The picture that is easiest to read; nothing when there is too much for this size.
    pub(super) fn of(shown: &Shown, size: Size) -> Option<Self> {
        let alone: Vec<usize> = shown.alone().collect();
        let tied: Vec<usize> = (0..shown.actors.len()).filter(|actor| !alone.contains(actor)).collect();
        let alone = Self::row(shown, &alone, size);
        if tied.is_empty() {
            return Some(Self { size, tied, areas: Vec::new(), routes: Vec::new(), alone });
        }
        if tied.len() > MOST || shown.pairs.len() > 2 * MOST {
            return None;
        }
        let widths: Vec<usize> = tied.iter().filter_map(|actor| shown.actors.get(*actor)).map(width).collect();
        let place = |actor: usize| tied.iter().position(|other| *other == actor);
        let ties: Vec<(usize, usize)> = shown.pairs.iter().filter_map(|pair| place(pair.ends.0).zip(place(pair.ends.1))).collect();
        let tried = place::places(&widths, &ties, size).into_iter();
        let tried = tried.filter_map(|areas| route::route(&areas, &ties, size).map(|routes| (areas, routes))).take(DRAWN);
        let (areas, Routes { routes, .. }) = tried.min_by_key(|(_, routes)| routes.cost)?;
        Some(Self { size, tied, areas, routes, alone })
    }

    fn row(shown: &Shown, alone: &[usize], size: Size) -> Vec<(usize, Area)> {
        let mut x = ALONE.width();
        let mut areas = Vec::new();
        for (actor, found) in alone.iter().filter_map(|actor| Some((*actor, shown.actors.get(*actor)?))) {
            let width = width(found);
            areas.push((actor, Area { at: Spot { x, y: size.height }, width }));
            x += width;
        }
        areas
    }

    /// The picture with the cursor on an actor.
    pub(super) fn paint(&self, shown: &Shown, seen: Seen, here: usize) -> Vec<Line> {
        let near: Vec<usize> = shown.around(here).filter(|(_, pair)| pair.seen(seen).is_some()).map(|(other, _)| other).collect();
        let label = |(actor, area): (&usize, &Area)| {
            let role = if *actor == here || near.contains(actor) { Role::Selection } else { Role::Text };
            Some(Label { area: *area, text: label(shown.actors.get(*actor)?, *actor == here), role })
        };
        let labels: Vec<Label> = self.tied.iter().zip(&self.areas).filter_map(label).collect();
        let look = |pair: &super::picture::Pair| {
            let (stroke, letters) = pair.seen(seen)?;
            let is_ours = pair.ends.0 == here || pair.ends.1 == here;
            let role = match (is_ours, pair.ties.is_empty()) {
                (true, _) => Role::Accent,
                (false, true) => Role::Bad,
                (false, false) => Role::Muted,
            };
            Some(Look { stroke, role, letters })
        };
        let looks: Vec<Option<Look>> = shown.pairs.iter().map(look).collect();
        paint::paint(&labels, &self.routes, &looks, self.size)
    }

    /// Those who stand alone, in a row.
    pub(super) fn alone(&self, shown: &Shown, here: usize) -> Line {
        if self.alone.is_empty() {
            return Line::blank();
        }
        let mut line = Line::of(Role::Warn, ALONE);
        for (actor, found) in self.alone.iter().filter_map(|(actor, _)| Some((*actor, shown.actors.get(*actor)?))) {
            line.push(if actor == here { Role::Selection } else { Role::Text }, label(found, actor == here));
        }
        line
    }

    /// The next actor on one side of another; nothing when there is none.
    pub(super) fn next(&self, here: usize, command: Command) -> Option<usize> {
        let all = || self.tied.iter().copied().zip(self.areas.iter().copied()).chain(self.alone.iter().copied());
        let (_, from) = all().find(|(actor, _)| *actor == here)?;
        let signed = |n: usize| i64::try_from(n).unwrap_or(0);
        let way = |area: Area| {
            // A row is twice as tall as a column is wide.
            let (across, down) = (signed(area.middle()) - signed(from.middle()), 2 * (signed(area.at.y) - signed(from.at.y)));
            let (ahead, aside) = match command {
                Command::ActorLeft => (-across, down),
                Command::ActorRight => (across, down),
                Command::Up | Command::HalfUp => (-down, across),
                Command::Down | Command::HalfDown => (down, across),
                _ => return None,
            };
            let far = matches!(command, Command::HalfUp | Command::HalfDown);
            (ahead > 0).then(|| if far { -ahead * 100 + aside.abs() } else { ahead + 2 * aside.abs() })
        };
        all().filter_map(|(actor, area)| Some((way(area)?, actor))).min().map(|(_, actor)| actor)
    }
}

/// What stands before those who stand alone.
const ALONE: &str = " Alone ";

/// Cells of an actor's name, with the place of the cursor before it and a blank behind.
fn width(actor: &Actor) -> usize {
    actor.name.width().min(NAME) + 2 + usize::from(actor.broker)
}

fn label(actor: &Actor, here: bool) -> String {
    let name = fit::left(&actor.name, actor.name.width().min(NAME));
    format!("{}{name}{} ", if here { "▸" } else { " " }, if actor.broker { "◆" } else { "" })
}
