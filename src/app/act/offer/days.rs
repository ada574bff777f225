//! Days that can be chosen: to set every view back to, and to compare with. They are told by what happened on them; any other is
//! typed.

use crate::app::model::Model;
use crate::app::pick::{Item, Pick, Purpose};
use crate::domain::dates;
use crate::domain::display;
use crate::domain::record::{Fields, Record};
use chrono::NaiveDate;

/// Days to set every view back to: told from today, phases, what was held, snapshots.
pub(in crate::app) fn as_of(model: &Model) -> Pick {
    let mut items = Vec::new();
    if model.sight.as_of.is_some() {
        items.push(on(model.today, "today".to_owned(), model));
    }
    items.extend(back(model));
    items.extend(begun(model));
    items.extend(held(model, true).map(|(day, record)| on(day, display::title_of(record, &model.dialogue), model)));
    of_days(Purpose::AsOf, "As of which day? Choose, or type 2025-12-03, 3m, fri".to_owned(), items, model)
}

/// States to compare a later one with: snapshots first, which are taken for that.
pub(in crate::app) fn compare_from(model: &Model) -> Pick {
    let items = states(model).chain(back(model)).chain(begun(model)).chain(events(model)).collect();
    of_days(Purpose::CompareFrom, "What moved since when? Choose, or type a day".to_owned(), items, model)
}

/// States to compare an earlier one with: as things stand, which is asked most, then whatever is later than that one.
pub(in crate::app) fn compare_to(model: &Model, from: &str) -> Pick {
    let day = |state: &str| {
        let snapshot = model.dialogue.get("snapshots", state).and_then(|snapshot| snapshot.date("date"));
        snapshot.or_else(|| state.parse::<NaiveDate>().ok())
    };
    let later = |item: &Item| item.value != from && day(&item.value) >= day(from);
    let now = on(model.as_of(), "how things stand now".to_owned(), model);
    let others = states(model).chain(begun(model)).chain(events(model)).filter(later);
    let items = std::iter::once(now).chain(others).collect();
    of_days(Purpose::CompareTo(from.to_owned()), format!("What moved from {from} until when?"), items, model)
}

fn of_days(purpose: Purpose, title: String, items: Vec<Item>, model: &Model) -> Pick {
    let mut pick = Pick::new(purpose, title, items);
    pick.typed_day = Some(model.today);
    pick
}

fn on(day: NaiveDate, label: String, model: &Model) -> Item {
    Item { aside: dates::say_day(day, model.today), ..Item::new(day.to_string(), label, "") }
}

fn back(model: &Model) -> impl Iterator<Item = Item> {
    let days = [("-1w", "a week ago"), ("-1m", "a month ago"), ("-3m", "three months ago"), ("-6m", "half a year ago")];
    days.into_iter().filter_map(|(back, label)| Some(on(dates::parse_day(back, model.today)?, label.to_owned(), model)))
}

fn begun(model: &Model) -> impl Iterator<Item = Item> {
    model.dialogue.process().rows("phase").filter_map(|phase| {
        let (day, name) = (phase.date("start")?, phase.text("name")?);
        let title = model.dialogue.catalogue.phase(name).map_or(name, |phase| &phase.title);
        Some(on(day, format!("{title} begins"), model))
    })
}

fn events(model: &Model) -> impl Iterator<Item = Item> {
    held(model, false).map(|(day, record)| on(day, display::title_of(record, &model.dialogue), model))
}

/// The snapshots, the latest first: each is a state of its own, whatever was written down for its day since.
fn states(model: &Model) -> impl Iterator<Item = Item> {
    let mut snapshots: Vec<_> = model.dialogue.records("snapshots").iter().filter_map(|it| Some((it.date("date")?, it))).collect();
    snapshots.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.key.cmp(&other.key)));
    snapshots.into_iter().map(|(day, record)| {
        let why = record.text("reason").map_or_else(|| record.id().to_owned(), display::one_line);
        Item { value: record.id().to_owned(), ..on(day, format!("snapshot: {why}"), model) }
    })
}

/// What was held up to today, the latest first; with snapshots where they stand for their day.
fn held(model: &Model, with_snapshots: bool) -> impl Iterator<Item = (NaiveDate, &Record)> {
    let kinds = model.dialogue.catalogue.kinds().filter(|kind| kind.event || (with_snapshots && &*kind.name == "snapshots"));
    let held = kinds.flat_map(|kind| model.dialogue.records(&kind.name)).filter_map(|record| Some((record.date("date")?, &**record)));
    let mut held: Vec<_> = held.filter(|(day, _)| *day <= model.today).collect();
    held.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.key.cmp(&other.key)));
    held.into_iter()
}
