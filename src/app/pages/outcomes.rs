//! The register of outcomes: what changed because of the dialogue, by area of change; what nobody wished for is named first.

use super::count;
use super::table::{Cell, Table, muted, text, words as column};
use super::words;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::display::one_line;
use crate::domain::record::Key;
use crate::domain::views::outcomes::{self, AREAS, Line as Outcome, Outcomes};

const WAYS: &[&str] = &["by area of change", "by date"];

/// The page of the outcomes.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = outcomes::compute(making.dialogue, making.as_of());
    let mut page = Page::new("Outcomes");
    let way = making.way_of(&mut page, WAYS);
    let verified = view.lines.iter().filter(|line| line.is_verified()).count();
    page.aside = format!("{} · {verified} verified", count(view.lines.len(), "outcome", "outcomes"));
    if view.lines.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "Nothing harvested yet: an outcome says who did what differently, and since when; a adds one.",
            making.width,
        );
        return page;
    }
    let unwished = view.lines.iter().filter(|line| line.is_negative()).count();
    if unwished > 0 {
        page.push(Line::of(Role::Warn, format!(" {} that nobody wished for", count(unwished, "outcome", "outcomes"))));
        page.gap();
    }
    table(&view, way, making).onto(&mut page, making.width);
    page
}

fn table(view: &Outcomes, way: usize, making: &Making<'_>) -> Table {
    let mut table =
        Table::new([column(""), column(""), column("").drops(2), column("").shrinks_to(38), column("").drops(3), column("").drops(1)]);
    let mut group = |title: &str, here: &mut dyn Iterator<Item = &Outcome>| {
        let mut here = here.peekable();
        if here.peek().is_none() {
            return;
        }
        if !title.is_empty() {
            table.heading(title, "");
        }
        for line in here {
            table.row(cells(line, making), Some(Opens::Record(Key::new("outcomes", &line.id))));
        }
    };
    if way == 0 {
        for area in AREAS {
            group(&words::capital(&words::choice(making.dialogue, "outcomes", "change_area", area)), &mut view.of_area(Some(area)));
        }
        group("No area named", &mut view.of_area(None));
    } else {
        group("", &mut view.lines.iter());
    }
    table
}

fn cells(line: &Outcome, making: &Making<'_>) -> Vec<Cell> {
    let (sign, role) = match line.direction.as_deref() {
        Some("negative") => ("×", Role::Bad),
        Some("mixed") => ("±", Role::Warn),
        Some("positive") => ("✓", Role::Good),
        _ => ("?", Role::Warn),
    };
    let checked = match line.verification.as_deref() {
        None | Some("unverified") => (Role::Warn, "not verified".to_owned()),
        Some("contested") => (Role::Bad, "contested".to_owned()),
        Some(word) => muted(words::choice_short(making.dialogue, "outcomes", "verification", word)),
    };
    let (title_role, title) = text(one_line(&line.title));
    vec![
        (role, sign.to_owned()),
        muted(line.date.map_or_else(|| "no date".to_owned(), |date| date.to_string())),
        text(line.social_actor.as_ref().map(|who| words::short(making.dialogue, who)).unwrap_or_default()),
        (title_role, title),
        checked,
        muted(line.significance.as_deref().unwrap_or_default()),
    ]
}
