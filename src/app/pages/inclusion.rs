//! The inclusiveness check: of every kind, region, language and group, who is on file, met, heard, in the room, in the Roadmap.

use super::count;
use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::words;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::display::one_line;
use crate::domain::views::inclusion::{self, Dimension, Inclusion, Share};
use crate::domain::views::trace::Of;

const WAYS: &[&str] = &["in numbers", "who is left out"];

/// The page of the inclusiveness check.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = inclusion::compute(making.dialogue, making.as_of());
    let mut page = Page::new("Included");
    let way = making.way_of(&mut page, WAYS);
    let absent = view.of(Dimension::Kind).filter(|(_, share)| share.people.is_empty()).count();
    page.aside = if absent == 0 { "all nine kinds on file".to_owned() } else { format!("{absent} of 9 kinds with nobody on file") };
    let mut table = if way == 0 {
        Table::new([
            column("").shrinks_to(14),
            numbers("on file"),
            numbers("met"),
            numbers("heard"),
            numbers("in the\nroom").drops(2),
            numbers("in the\nRoadmap").drops(1),
        ])
    } else {
        Table::new([
            column("").shrinks_to(12),
            column(making.word("never met", "no meeting shown")).shrinks_to(14),
            column("in no commitment").shrinks_to(14),
        ])
    };
    for dimension in Dimension::ALL {
        let shares: Vec<_> = view.of(dimension).collect();
        if shares.is_empty() {
            continue;
        }
        table.heading(title(dimension), &aside(dimension, &view));
        for (value, share) in shares {
            let name = name(dimension, value, making);
            let cells = if way == 0 { counted(name, share) } else { left_out(name, share, making) };
            let opens =
                value.filter(|_| dimension == Dimension::Kind).map(|kind| Opens::List("stakeholders".into(), format!("kind:{kind}")));
            let line = Line { opens, ..Line::blank() };
            table.row_as(cells, line.because(Source::Trace(Of::Met(share.people.clone()))));
        }
    }
    table.onto(&mut page, making.width);
    page
}

fn title(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Kind => "Kinds",
        Dimension::Region => "Regions",
        Dimension::Language => "Languages",
        Dimension::Group => "Groups",
    }
}

fn aside(dimension: Dimension, view: &Inclusion) -> String {
    let known = view.of(dimension).filter(|(value, _)| value.is_some()).count();
    match (dimension, view.regions) {
        (Dimension::Region, Some(all)) => format!("{} named, the country has {all}", count(known, "place", "places")),
        _ => String::new(),
    }
}

fn name(dimension: Dimension, value: Option<&str>, making: &Making<'_>) -> Cell {
    match (value, dimension) {
        (None, _) => (Role::Warn, "not known".to_owned()),
        (Some(kind), Dimension::Kind) => text(words::choice(making.dialogue, "stakeholders", "kind", kind)),
        (Some(value), _) => text(one_line(value)),
    }
}

/// Nobody is said louder than some, and some than all.
fn counted(name: Cell, share: &Share) -> Vec<Cell> {
    let of = share.people.len();
    let number = |n: usize| match n {
        _ if of == 0 => muted("·"),
        0 => (Role::Warn, "0".to_owned()),
        n => text(n.to_string()),
    };
    let on_file = if of == 0 { (Role::Warn, "nobody".to_owned()) } else { text(of.to_string()) };
    vec![name, on_file, number(share.met.len()), number(share.heard.len()), number(share.in_room.len()), number(share.in_roadmap.len())]
}

fn left_out(name: Cell, share: &Share, making: &Making<'_>) -> Vec<Cell> {
    let missing = |reached: &[crate::domain::record::Name]| -> Cell {
        if share.people.is_empty() {
            return (Role::Warn, "nobody on file".to_owned());
        }
        let rest: Vec<_> = share.people.iter().filter(|who| !reached.contains(who)).collect();
        if rest.is_empty() { muted("·") } else { text(words::shorts(making.dialogue, rest)) }
    };
    vec![name, missing(&share.met), missing(&share.in_roadmap)]
}
