//! The drawn network: that it can be read whatever the ties, and how one goes about in it.

use super::plane::{Area, Size, Spot, Way};
use super::*;
use crate::app::page::testing::model;
use crate::app::screen::Screen;
use crate::app::testing::{self, press};
use crate::domain::audience::Audience;
use crate::domain::dialogue::Dialogue;
use crate::domain::testing::{dialogue, sample};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SIZES: [(u16, u16); 3] = [(60, 18), (80, 24), (120, 40)];

fn made(model: &mut Model) -> GraphScreen {
    let mut screen = GraphScreen::default();
    screen.refresh(model);
    screen
}

fn text(screen: &GraphScreen) -> String {
    screen.lines.iter().map(|line| line.plain().trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Names `n0`, `n1`, … of different lengths, and ties between them.
fn network(people: usize, ties: &[(usize, usize)]) -> Dialogue {
    let mut records = Vec::new();
    for n in 0..people {
        records.push((format!("stakeholders/n{n}"), format!("kind = 'cso'\nshort_name = 'N{n}{}'", "x".repeat(n % 7))));
    }
    for (n, (a, b)) in ties.iter().enumerate() {
        let (kind, close) = (["information", "joint_work", "funding", "conflict"][n % 4], n % 5);
        let close = if close == 0 { String::new() } else { format!("intensity = {close}") };
        records.push((format!("ties/t{n}"), format!("from = 'n{a}'\nto = 'n{b}'\nkind = '{kind}'\norigin = 'dialogue'\n{close}")));
    }
    dialogue(records.iter().map(|(key, text)| (key.as_str(), text.as_str())))
}

/// Fails unless names stand apart and inside, and every line leads from one of its names to the other, crossing others straight.
fn can_be_read(areas: &[Area], routes: &[route::Route], ties: &[(usize, usize)], size: Size) {
    let mut names = BTreeMap::new();
    for (n, area) in areas.iter().enumerate() {
        assert!(area.at.y < size.height && area.at.x + area.width <= size.width, "a name lies outside");
        for x in area.at.x..area.at.x + area.width {
            assert_eq!(names.insert(Spot { x, ..area.at }, n), None, "two names in one cell");
        }
    }
    let mut lines: BTreeSet<(Spot, bool)> = BTreeSet::new();
    for (route, (from, to)) in routes.iter().zip(ties) {
        let (first, last) = (route.first().unwrap(), route.last().unwrap());
        assert_eq!(
            size.step(first.spot, first.came.back()).and_then(|spot| names.get(&spot)),
            Some(from),
            "a line does not begin at its name"
        );
        assert_eq!(size.step(last.spot, last.goes).and_then(|spot| names.get(&spot)), Some(to), "a line does not end at its name");
        for (step, next) in route.iter().zip(route.iter().skip(1)) {
            assert_eq!((size.step(step.spot, step.goes), step.goes), (Some(next.spot), next.came), "a line is broken");
        }
        for step in route {
            assert!(!names.contains_key(&step.spot), "a line runs through a name");
            for level in BTreeSet::from([step.came.is_level(), step.goes.is_level()]) {
                assert!(lines.insert((step.spot, level)), "two lines share a cell");
            }
        }
    }
    for route in routes {
        for step in route.iter().filter(|step| !step.is_straight()) {
            assert!(routes.iter().flatten().filter(|other| other.spot == step.spot).count() == 1, "a line is crossed at its corner");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]
    #[test]
    fn whatever_the_network_names_stand_apart_and_lines_lead_from_name_to_name(
        people in 2usize..24,
        drawn in prop::collection::btree_set((0usize..24, 0usize..24), 1..28),
        size in prop::sample::select(vec![(60, 10), (80, 14), (120, 28), (33, 7)]),
    ) {
        let ties: BTreeSet<(usize, usize)> = drawn.into_iter().map(|(a, b)| (a % people, b % people)).filter(|(a, b)| a < b).collect();
        let ties: Vec<(usize, usize)> = ties.into_iter().collect();
        let widths: Vec<usize> = (0..people).map(|n| 3 + n % 9).collect();
        let size = Size { width: size.0, height: size.1 };
        for areas in place::places(&widths, &ties, size).into_iter().take(1) {
            let found = route::route(&areas, &ties, size);
            can_be_read(&areas, found.as_ref().map_or(&[], |found| &found.routes), &ties, size);
        }
    }
}

#[test]
fn the_sample_s_network_is_drawn_at_every_usual_size_with_everybody_in_it() {
    for size in SIZES {
        let mut model = model(sample(), size);
        let screen = made(&mut model);
        assert!(screen.picture().is_some(), "{size:?}");
        let text = text(&screen);
        assert_eq!(screen.lines.len(), model.body_height(), "{size:?}\n{text}");
        for actor in &screen.drawn.shown.actors {
            assert!(text.contains(&actor.name), "{} is missing at {size:?}:\n{text}", actor.name);
        }
        assert!(text.contains("16 actors · 19 linked pairs · density 0.16, before 0.09"), "{text}");
        assert!(text.contains("UDK◆") && text.contains("SAC◆"), "brokers are marked:\n{text}");
        assert!(text.contains(" Alone  First Word  KRT"), "{text}");
    }
}

#[test]
fn the_same_network_gives_the_same_picture() {
    let mut model = model(sample(), (80, 24));
    assert_eq!(made(&mut model).lines, made(&mut model).lines);
}

#[test]
fn a_line_says_by_its_strength_how_close_and_by_its_letter_what_kind_of_tie_it_is() {
    let signs = |more: &str| -> String {
        let tie = format!("from = 'x'\nto = 'y'\nkind = 'advice'\n{more}");
        let people = ["x", "y"].map(|id| (format!("stakeholders/{id}"), format!("kind = 'cso'\nshort_name = '{}'", id.to_uppercase())));
        let mut records: Vec<(&str, &str)> = people.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        records.push(("ties/t", &tie));
        let screen = made(&mut model(dialogue(records), (60, 18)));
        let picture = screen.lines.iter().skip(1).take(10).map(Line::plain).collect::<String>();
        picture.chars().filter(|sign| !"▸XY ".contains(*sign)).collect()
    };
    for (more, strokes) in [("", "┄┆"), ("intensity = 1", "┄┆"), ("intensity = 2", "─│"), ("intensity = 3", "═║"), ("intensity = 4", "━┃")]
    {
        let signs = signs(more);
        assert!(signs.chars().filter(|sign| !sign.is_ascii()).all(|sign| strokes.contains(sign)), "{more}: {signs}");
        assert!(signs.chars().any(|sign| strokes.contains(sign)), "{more}: {signs}");
    }
    let letters = |more: &str| signs(more).chars().filter(char::is_ascii).collect::<String>();
    assert_eq!(letters("intensity = 2\norigin = 'before'"), "a");
    assert_eq!(letters("intensity = 2\norigin = 'dialogue'"), "A", "a capital: made by the dialogue");
    assert_eq!(letters("origin = 'before'"), "a?", "how close is not known");
}

#[test]
fn the_same_picture_is_seen_as_it_was_before_and_as_the_dialogue_made_it() {
    let mut model = model(sample(), (80, 24));
    let mut screen = made(&mut model);
    let lines = |screen: &GraphScreen| text(screen).lines().skip(1).take(14).map(str::to_owned).collect::<Vec<_>>().join("\n");
    let strokes = |text: &str| text.chars().filter(|sign| "─═━┄│║┃┆".contains(*sign)).count();
    let now = lines(&screen);
    assert_eq!(screen.next_way(), "before the dialogue");
    screen.refresh(&mut model);
    let before = lines(&screen);
    assert!(text(&screen).contains("Before the dialogue · 11 linked pairs · density 0.09"), "{}", text(&screen));
    assert_eq!(screen.next_way(), "what the dialogue tied");
    screen.refresh(&mut model);
    let tied = lines(&screen);
    assert!(text(&screen).contains("The dialogue made 9 ties · 8 of them between pairs with none before"), "{}", text(&screen));
    assert!(strokes(&before) < strokes(&now) && strokes(&tied) < strokes(&now));
    let place = |text: &str| {
        text.lines().enumerate().find_map(|(y, line)| Some((y, line.find("MoLSP")?.min(line.chars().position(|letter| letter == 'M')?))))
    };
    assert_eq!(place(&before).map(|at| at.0), place(&now).map(|at| at.0), "nobody moves");
}

#[test]
fn arrows_lead_to_everybody_from_everywhere() {
    for size in SIZES {
        let screen = made(&mut model(sample(), size));
        let picture = screen.picture().unwrap();
        let mut reached = BTreeSet::from([0]);
        let mut waiting = vec![0];
        while let Some(here) = waiting.pop() {
            for way in [Command::ActorLeft, Command::ActorRight, Command::Up, Command::Down] {
                waiting.extend(picture.next(here, way).filter(|next| reached.insert(*next)));
            }
        }
        assert_eq!(reached.len(), screen.drawn.shown.actors.len(), "{size:?}\n{}", text(&screen));
    }
}

#[test]
fn what_is_too_much_for_a_picture_is_a_table_of_pairs() {
    let ties: Vec<(usize, usize)> = (0..40).flat_map(|a| (a + 1..40).map(move |b| (a, b))).filter(|(a, b)| (a * 7 + b) % 5 < 2).collect();
    for size in SIZES {
        let mut model = model(network(40, &ties), size);
        let mut screen = made(&mut model);
        assert!(screen.picture().is_none());
        let shown = text(&screen);
        assert!(shown.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= usize::from(size.0)), "{shown}");
        assert!(shown.contains("  1 N"), "{shown}");
        for _ in 0..39 {
            screen.step(Command::Down, model.body_height());
        }
        screen.refresh(&mut model);
        assert!(text(&screen).contains(" ▸ 40 "), "the cursor is in view:\n{}", text(&screen));
    }
}

#[test]
fn forty_actors_with_a_few_ties_each_are_drawn_on_a_large_screen() {
    let ties: Vec<(usize, usize)> = (1..40).map(|n| (n / 3, n)).chain((0..10).map(|n| (n, n + 20))).collect();
    let screen = made(&mut model(network(40, &ties), (160, 50)));
    assert!(screen.picture().is_some());
}

#[test]
fn hidden_names_stand_nowhere_in_the_picture() {
    let mut model = model(sample(), (80, 24));
    model.sight.hide_names = true;
    let text = text(&made(&mut model));
    assert!(["UDK", "MoLSP", "First Word", "KEC"].iter().all(|name| !text.contains(name)), "{text}");
}

#[test]
fn for_an_audience_the_network_is_made_of_what_it_may_know() {
    let mut model = model(sample(), (80, 24));
    let mut screen = made(&mut model);
    let host = screen.drawn.shown.pairs.len();
    model.show_to(Audience::Public);
    screen.refresh(&mut model);
    assert!(screen.drawn.shown.pairs.len() < host, "{}", text(&screen));
}

#[test]
fn in_an_empty_network_the_way_to_begin_is_said() {
    let text = text(&made(&mut model(dialogue([]), (80, 24))));
    assert!(text.contains("Nobody on file yet"), "{text}");
    assert!(made(&mut model(network(3, &[]), (80, 24))).lines.iter().any(|line| line.plain().contains("Alone")));
}

#[test]
fn the_cursor_goes_from_actor_to_actor_and_enter_shows_who_is_around() {
    let mut model = testing::model(80, 24);
    press(&mut model, "6");
    let Some(Screen::Graph(screen)) = model.top() else { panic!("no picture") };
    assert_eq!(screen.actor().map(|actor| &**actor), Some("udk"), "the most linked comes first");
    press(&mut model, "G Enter");
    let Some(Screen::Page(page)) = model.top() else { panic!("no page") };
    assert_eq!(page.page.title, "Around KRT");
    press(&mut model, "Esc");
    assert!(matches!(model.top(), Some(Screen::Graph(_))));
}

#[test]
fn a_way_back_leads_where_it_came_from() {
    for way in Way::ALL {
        assert_eq!(way.back().back(), way);
        let size = Size { width: 3, height: 3 };
        let middle = Spot { x: 1, y: 1 };
        assert_eq!(size.step(middle, way).and_then(|next| size.step(next, way.back())), Some(middle));
    }
}
