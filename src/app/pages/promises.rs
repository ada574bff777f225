//! What the host promised, broken and overdue first; and how those met felt treated, phase by phase.

use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::{parts, words};
use crate::app::line::Role;
use crate::app::page::{Making, Opens, Page};
use crate::domain::dates;
use crate::domain::display::one_line;
use crate::domain::lens::PromiseState;
use crate::domain::record::Key;
use crate::domain::views::promises::{Mean, Promise, Promises};

const WAYS: &[&str] = &["by how they stand", "by stakeholder"];

/// The page of promises and trust.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = making.facts.promises(making.dialogue, making.moment());
    let mut page = Page::new("Promises and trust");
    let way = making.way_of(&mut page, WAYS);
    let tally = view.tally();
    page.aside = format!("{} kept · {} open · {} broken", tally.kept, tally.open, tally.broken);
    if view.rows.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            making.word("Nothing was promised yet. In a note, a line that begins with ^ is a promise by the host.", "No promise is shown."),
            making.width,
        );
    } else if way == 0 {
        by_state(&view, making).onto(&mut page, making.width);
    } else {
        by_stakeholder(&view, making).onto(&mut page, making.width);
    }
    trust(&mut page, &view, making);
    page
}

fn by_state(view: &Promises, making: &Making<'_>) -> Table {
    let mut table = Table::new([column(""), column(""), column("").shrinks_to(40), column("").drops(1), numbers("")]);
    let mut group = |title: &str, wanted: &dyn Fn(&Promise) -> bool| {
        let mut here: Vec<&Promise> = view.rows.iter().filter(|promise| wanted(promise)).collect();
        if here.is_empty() {
            return;
        }
        here.sort_by_key(|promise| promise.due);
        table.heading(title, &here.len().to_string());
        for promise in here {
            let part = parts::promise(making.dialogue, promise);
            table.row_about(cells(promise, making), Some(Opens::Record(promise.meeting.clone())), part);
        }
    };
    group("Broken", &|promise| promise.state == PromiseState::Broken);
    group("Overdue", &|promise| promise.overdue);
    group("Open", &|promise| promise.state == PromiseState::Open && !promise.overdue);
    group("Kept", &|promise| promise.state == PromiseState::Kept);
    table
}

fn cells(promise: &Promise, making: &Making<'_>) -> Vec<Cell> {
    let who = promise.stakeholder.as_ref().map(|who| words::short(making.dialogue, who)).unwrap_or_default();
    let (sign, role) = match promise.state {
        PromiseState::Kept => ("✓", Role::Good),
        PromiseState::Broken => ("×", Role::Bad),
        PromiseState::Open if promise.overdue => ("×", Role::Bad),
        PromiseState::Open => ("○", Role::Text),
    };
    let when = match (promise.state, promise.due) {
        (_, None) => muted("no date"),
        (PromiseState::Open, Some(due)) => (if promise.overdue { Role::Bad } else { Role::Text }, dates::say_distance(due, making.as_of())),
        (_, Some(due)) => muted(due.to_string()),
    };
    let made = promise.made.to_string();
    vec![
        (role, sign.to_owned()),
        text(who),
        text(one_line(promise.text.as_deref().unwrap_or("not said what"))),
        muted(format!("made {made}")),
        when,
    ]
}

fn by_stakeholder(view: &Promises, making: &Making<'_>) -> Table {
    let mut table = Table::new([column("To"), numbers("kept"), numbers("open"), numbers("overdue"), numbers("broken")]);
    let number = |n: usize, role: Role| -> Cell { if n == 0 { muted("·") } else { (role, n.to_string()) } };
    let mut rows = view.by_stakeholder();
    rows.sort_by_key(|(who, tally)| (std::cmp::Reverse((tally.broken, tally.overdue, tally.open)), who.cloned()));
    for (who, tally) in rows {
        let name = who.map_or_else(|| "nobody named".to_owned(), |who| words::short(making.dialogue, who));
        table.row(
            vec![
                text(name),
                number(tally.kept, Role::Text),
                number(tally.open, Role::Text),
                number(tally.overdue, Role::Bad),
                number(tally.broken, Role::Bad),
            ],
            who.map(|who| Opens::Record(Key::new("stakeholders", who))),
        );
    }
    table
}

/// How those met felt treated: a mean is never shown without of how many.
fn trust(page: &mut Page, view: &Promises, making: &Making<'_>) {
    page.gap();
    if view.overall.being_heard.n + view.overall.fairness.n + view.overall.usefulness.n + view.overall.frankness.n == 0 {
        words::paragraph(
            page,
            1,
            Role::Muted,
            making.word(
                "Nobody was asked yet how they felt treated: being heard, fairness and usefulness are fields of a meeting.",
                "How they felt treated is not shown.",
            ),
            making.width,
        );
        return;
    }
    let mut table = Table::new([
        column("How they\nfelt treated").shrinks_to(12),
        numbers("heard\nof 5"),
        numbers("fair\nof 5"),
        numbers("useful\nof 5"),
        numbers("frank\nof 4"),
    ]);
    let mean = |mean: &Mean| match mean.mean() {
        Some(value) => text(format!("{value:.1} ({})", mean.n)),
        None => (Role::Warn, "no data".to_owned()),
    };
    let rows = view.phases.iter().map(|(phase, trust)| {
        let name = phase.as_deref().map_or("no phase", |phase| making.dialogue.catalogue.phase(phase).map_or(phase, |known| known.short()));
        (name.to_owned(), trust)
    });
    for (name, trust) in rows.chain(std::iter::once(("all meetings".to_owned(), &view.overall))) {
        table.row(vec![text(name), mean(&trust.being_heard), mean(&trust.fairness), mean(&trust.usefulness), mean(&trust.frankness)], None);
    }
    page.lines.extend(table.lines(making.width));
    page.gap();
    words::paragraph(page, 3, Role::Muted, "In brackets: in how many meetings it was asked.", making.width);
}
