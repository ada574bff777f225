//! Donor support against the Roadmap: what nobody pays for, payments in danger, what is aligned with nothing; and the table.

use super::table::{Cell, Table, muted, text, words as column};
use super::{count, lettered, status_sign, words};
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::dates;
use crate::domain::display::one_line;
use crate::domain::record::{Key, Name};
use crate::domain::views::donors::{self, Covered, Donors};
use std::collections::BTreeSet;

/// Columns of the table before those of the donors.
const FIXED: usize = 4;
/// Where a donor should be named.
const UNNAMED: &str = "donor not named";

const WAYS: &[&str] = &["by what is missing", "as a table"];

/// The page of donor alignment.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = donors::compute(making.dialogue, making.as_of());
    let mut page = Page::new("Donors");
    let way = making.way_of(&mut page, WAYS);
    page.aside = format!(
        "{} · {} · {}",
        count(view.donors.len(), "donor", "donors"),
        count(view.gaps.len(), "gap", "gaps"),
        count(view.tranches.len(), "payment in danger", "payments in danger")
    );
    if view.rows.is_empty() && view.supports.is_empty() {
        words::paragraph(&mut page, 1, Role::Muted, "Neither commitments nor donor support on file yet: a adds one.", making.width);
        return page;
    }
    if way == 0 {
        missing(&mut page, &view, making);
    } else {
        table(&mut page, &view, making);
        key(&mut page, &view, making);
    }
    page
}

fn missing(page: &mut Page, view: &Donors, making: &Making<'_>) {
    danger(page, view, making);
    commitments(page, "Nobody pays for", "no support, and no money of the country's own secured", &view.gaps, making);
    commitments(page, "Two donors on one", "find out who does what", &view.overlaps, making);
    if !page.more {
        supports(page, view, making);
    }
}

/// Whether the page has as many lines as are wanted at first: then what follows is built while no key waits.
fn is_enough(page: &mut Page, making: &Making<'_>) -> bool {
    page.more = page.lines.len() >= making.wanted;
    page.more
}

/// Payments that hang on an indicator short of its target, with the commitments that could still move it.
fn danger(page: &mut Page, view: &Donors, making: &Making<'_>) {
    if view.tranches.is_empty() {
        return;
    }
    let indicators = crate::domain::views::indicators::compute(making.dialogue, making.as_of());
    for tranche in &view.tranches {
        if is_enough(page, making) {
            return;
        }
        page.gap();
        page.push(
            Line::of(Role::Bad, " ! ")
                .with(Role::Title, words::title(making.dialogue, "donor-support", &tranche.support))
                .right(
                    making.width.saturating_sub(1),
                    Role::Warn,
                    format!("{}, {}", dates::say_day(tranche.date, making.as_of()), dates::say_distance(tranche.date, making.as_of())),
                )
                .opening(Opens::Record(Key::new("donor-support", &tranche.support))),
        );
        for id in &tranche.indicators {
            let said = indicators.line(id).map(super::indicators::in_a_sentence).unwrap_or_else(|| one_line(id));
            page.push(Line::of(Role::Text, format!("   {said}")).opening(Opens::Record(Key::new("indicators", id))));
        }
        for id in &tranche.commitments {
            if is_enough(page, making) {
                return;
            }
            page.push(commitment(id, making));
        }
    }
}

fn commitment(id: &Name, making: &Making<'_>) -> Line {
    let status = making.dialogue.get("commitments", id).map(|record| crate::domain::lens::Commitment(record).status(making.as_of()));
    let (sign, role) = status_sign(status.map_or("", |status| status.value()));
    let label = status.map_or("", |status| status.label());
    let room = making.width.saturating_sub(11 + label.len() + 3);
    Line::of(role, format!("   {sign} "))
        .with(Role::Muted, crate::app::fit::left(&one_line(id), 6))
        .with(Role::Text, crate::app::fit::fit(&words::title(making.dialogue, "commitments", id), room))
        .right(making.width.saturating_sub(1), role, label)
        .opening(Opens::Record(Key::new("commitments", id)))
}

fn commitments(page: &mut Page, title: &str, aside: &str, ids: &[Name], making: &Making<'_>) {
    if ids.is_empty() || is_enough(page, making) {
        return;
    }
    page.gap();
    page.push(super::heading(title).with(Role::Muted, format!("   {aside}")));
    for id in ids {
        if is_enough(page, making) {
            return;
        }
        page.push(commitment(id, making));
    }
}

fn supports(page: &mut Page, view: &Donors, making: &Making<'_>) {
    page.gap();
    if view.supports.is_empty() {
        page.push(Line::of(Role::Muted, " No donor support on file."));
        return;
    }
    page.push(super::heading("Support"));
    let mut table = Table::new([
        column("").shrinks_to(6),
        column("").shrinks_to(20),
        column("").drops(2),
        column("").drops(1),
        column("").shrinks_to(28),
    ]);
    let unaligned: BTreeSet<&Name> = view.unaligned.iter().collect();
    for support in &view.supports {
        let unaligned = unaligned.contains(&support.id);
        let covers = if support.commitments.is_empty() {
            (Role::Warn, "covers nothing".to_owned())
        } else {
            (Role::Text, support.commitments.join(" "))
        };
        let aligned = match support.aligned.as_deref() {
            Some("no") => ", not aligned",
            Some("partly") => ", partly aligned",
            Some("overlap") => ", overlaps",
            _ => "",
        };
        table.row(
            vec![
                (if unaligned { Role::Warn } else { Role::Muted }, one_line(&support.id)),
                text(one_line(&support.title)),
                text(one_line(support.donor.as_deref().unwrap_or(UNNAMED))),
                muted(one_line(support.amount.as_deref().unwrap_or_default())),
                (covers.0, format!("{}{aligned}", covers.1)),
            ],
            Some(Opens::Record(Key::new("donor-support", &support.id))),
        );
    }
    table.onto(page, making.width);
}

/// Whose support it is.
fn donor_of(support: &donors::Line) -> &str {
    support.donor.as_deref().unwrap_or(UNNAMED)
}

/// The columns: every donor, and one for support of which nobody is named.
fn donors_of(view: &Donors) -> Vec<&str> {
    let unnamed = view.supports.iter().any(|support| support.donor.is_none()).then_some(UNNAMED);
    view.donors.iter().map(String::as_str).chain(unnamed).collect()
}

fn table(page: &mut Page, view: &Donors, making: &Making<'_>) {
    let donors = donors_of(view);
    let names: Vec<String> = donors.iter().map(|donor| words::short(making.dialogue, donor)).collect();
    lettered::onto(page, &names, (FIXED, false), making.width, |narrow, least| {
        let fixed = [column(""), column(""), column("").shrinks_to(least), column("own\nmoney")];
        let mut table = Table::new(fixed.into_iter().chain(narrow).chain(std::iter::once(column(""))));
        for row in &view.rows {
            table.row(cells(row, &donors, view, making), Some(Opens::Record(Key::new("commitments", &row.commitment))));
        }
        table
    });
}

/// Under the table: what each donor gives, and what the signs mean.
fn key(page: &mut Page, view: &Donors, making: &Making<'_>) {
    page.gap();
    let mut table = Table::new([column(""), column("").shrinks_to(6), column("").shrinks_to(20), column("").drops(1)]);
    for donor in donors_of(view) {
        let mut named = words::short(making.dialogue, donor);
        for support in view.supports.iter().filter(|support| donor_of(support) == donor) {
            table.row(
                vec![
                    text(std::mem::take(&mut named)),
                    muted(one_line(&support.id)),
                    text(one_line(&support.title)),
                    muted(one_line(support.amount.as_deref().unwrap_or_default())),
                ],
                Some(Opens::Record(Key::new("donor-support", &support.id))),
            );
        }
    }
    table.onto(page, making.width);
    page.gap();
    let said = "● supports it   2: so many times   own money: state, social fund or the lead's own means, secured";
    words::paragraph(page, 3, Role::Muted, said, making.width);
}

fn cells(row: &Covered, donors: &[&str], view: &Donors, making: &Making<'_>) -> Vec<Cell> {
    let (sign, role) = status_sign(row.status.value());
    let mark = |here: bool| if here { text("●") } else { muted("·") };
    let mut cells = vec![
        (role, sign.to_owned()),
        muted(one_line(&row.commitment)),
        text(words::title(making.dialogue, "commitments", &row.commitment)),
        mark(row.own_money),
    ];
    cells.extend(donors.iter().map(|donor| match row.by.iter().filter(|(_, by)| by.as_deref().unwrap_or(UNNAMED) == *donor).count() {
        0 => mark(false),
        1 => mark(true),
        many => text(many.to_string()),
    }));
    cells.push(if view.gaps.contains(&row.commitment) {
        (Role::Warn, "gap".to_owned())
    } else if view.overlaps.contains(&row.commitment) {
        (Role::Warn, "overlap".to_owned())
    } else {
        text("")
    });
    cells
}
