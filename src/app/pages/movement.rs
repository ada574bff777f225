//! Who moved, and when: positions that changed, red lines that a later word contradicts, and what else differs since a day.

use super::table::{Table, muted, text, words as column};
use super::{count, status_sign, words};
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::dates;
use crate::domain::display::{number, one_line};
use crate::domain::record::{Fields, Key};
use crate::domain::views::frozen::Frozen;
use crate::domain::views::movement::{self, Move, Movement};
use crate::domain::views::trace::Of;
use chrono::{Days, NaiveDate};

/// From when on the page looks.
const WAYS: &[&str] = &["since the phase began", "since the phase before began", "since the last snapshot", "in the last 90 days"];

/// The page of movement.
pub fn build(making: &mut Making<'_>) -> Page {
    let mut page = Page::new("Movement");
    let way = making.way_of(&mut page, WAYS);
    let (from, said) = beginning(way, making);
    let later = Frozen::with(&making.facts.matrix(making.dialogue, making.moment()), making.dialogue);
    // The views of the tab stand where the aside would say it.
    let way = WAYS.get(way).copied().unwrap_or_default();
    let compared = format!("{}, compared with {}", words::capital(way), said.strip_prefix("since ").unwrap_or(&said));
    words::paragraph(&mut page, 1, Role::Muted, &compared, making.width);
    page.gap();
    all(&mut page, &from, &later, &said, making);
    page
}

/// What moved between two days or snapshots.
pub fn between(from: &str, to: &str, making: &mut Making<'_>) -> Page {
    let mut page = Page::new("Movement");
    let state = |word: &str| Frozen::named(making.dialogue, word);
    match (state(from), state(to)) {
        (Some(earlier), Some(later)) => all(&mut page, &earlier, &later, &format!("from {from} to {to}"), making),
        _ => page.push(Line::of(Role::Muted, " The snapshot is not there any more.")),
    }
    page
}

fn all(page: &mut Page, from: &Frozen, later: &Frozen, said: &str, making: &Making<'_>) {
    let view = movement::compute(making.dialogue, from, later);
    page.aside = format!("{} {said}", count(view.moves.len(), "position", "positions"));
    slopes(page, &view, making);
    moves(page, &view, making);
    rest(page, from, later, making);
}

/// The state to compare with, and how it is called.
fn beginning(way: usize, making: &Making<'_>) -> (Frozen, String) {
    let day = making.as_of();
    let starts = || making.dialogue.process().rows("phase").filter_map(|row| row.date("start")).filter(|start| *start <= day);
    let say = |date: NaiveDate| format!("since {}", dates::say_day(date, making.as_of()));
    let at = |date: NaiveDate| (Frozen::at(making.dialogue, date), say(date));
    let before = |date: NaiveDate| date.checked_sub_days(Days::new(1)).unwrap_or(date);
    let phase = || starts().max().map_or_else(|| day - Days::new(90), before);
    match way {
        0 => at(phase()),
        2 => {
            let snapshot = making
                .dialogue
                .records("snapshots")
                .iter()
                .filter_map(|record| Some((record.date("date").filter(|date| *date <= day)?, record)))
                .max_by_key(|(date, record)| (*date, record.key.id.clone()));
            match snapshot {
                Some((_, record)) => (Frozen::of(record), format!("since snapshot {}", record.id())),
                None => {
                    let (frozen, said) = at(phase());
                    (frozen, format!("{said}, no snapshot on file"))
                }
            }
        }
        1 => {
            let now = starts().max();
            at(starts().filter(|start| Some(*start) < now).max().map_or_else(phase, before))
        }
        _ => at(day - Days::new(90)),
    }
}

/// Somebody whose red line and later word part is shown as a dated slope, not as an error.
fn slopes(page: &mut Page, view: &Movement, making: &Making<'_>) {
    if view.slopes.is_empty() {
        return;
    }
    page.push(super::heading("Away from their own red line").with(Role::Muted, "   a later word against it; perhaps an opening"));
    for slope in &view.slopes {
        let from = page.lines.len();
        words::paragraph(page, 3, Role::Text, &slope.sentence(making.dialogue), making.width);
        if let Some(first) = page.lines.get_mut(from) {
            first.opens = Some(Opens::Record(slope.source().clone()));
            first.why = Some(Box::new(Source::Trace(Of::said(&slope.line.stakeholder, &slope.line.option))));
        }
    }
    page.gap();
}

fn moves(page: &mut Page, view: &Movement, making: &Making<'_>) {
    let mut table = Table::new([
        column("Who"),
        column("On").shrinks_to(16),
        column("Was"),
        column(""),
        column("Now"),
        column("Because of").shrinks_to(10),
    ]);
    let value = |value: Option<i64>| value.map_or_else(|| muted("nothing"), |value| text(words::signed(value)));
    let mut group = |title: &str, new: bool| {
        let here: Vec<_> = view.moves.iter().filter(|moved| moved.from.is_none() == new).collect();
        if here.is_empty() {
            return;
        }
        table.heading(title, &here.len().to_string());
        for moved in here {
            let arrow = match moved.from.zip(moved.to).map(|(from, to)| to.cmp(&from)) {
                Some(std::cmp::Ordering::Greater) => (Role::Good, "↑".to_owned()),
                Some(_) => (Role::Warn, "↓".to_owned()),
                None => muted(""),
            };
            let on = format!("{} {}", moved.option, words::title(making.dialogue, "options", &moved.option));
            let line = Line { opens: moved.source.clone().map(Opens::Record), ..Line::blank() };
            table.row_as(
                vec![
                    text(words::short(making.dialogue, &moved.stakeholder)),
                    text(on),
                    value(moved.from),
                    arrow,
                    value(moved.to),
                    muted(why(moved)),
                ],
                line.because(Source::Trace(Of::said(&moved.stakeholder, &moved.option))),
            );
        }
    };
    group("Moved", false);
    group(making.word("Heard for the first time", "Shown for the first time"), true);
    if table.is_empty() {
        page.push(Line::of(Role::Muted, " No position changed, as far as anybody was asked."));
    } else {
        table.onto(page, making.width);
    }
}

/// Commitments, indicators and ties that differ.
fn rest(page: &mut Page, from: &Frozen, later: &Frozen, making: &Making<'_>) {
    let diff = from.diff(later);
    let mut table = Table::new([column(""), column("").shrinks_to(16), column(""), column("")]);
    for moved in &diff.commitments {
        let state = |state: &Option<(Option<crate::domain::record::Name>, Option<crate::domain::record::Name>)>| {
            state.as_ref().and_then(|(status, _)| status.as_deref().map(|status| status.replace('_', " "))).unwrap_or_default()
        };
        let now = moved.to.as_ref().and_then(|(status, _)| status.as_deref()).unwrap_or_default();
        let (before, after) = (state(&moved.from), state(&moved.to));
        if before == after {
            continue;
        }
        table.row(
            vec![
                muted(moved.what.to_string()),
                text(words::title(making.dialogue, "commitments", &moved.what)),
                muted(if before.is_empty() { "new".to_owned() } else { before }),
                (status_sign(now).1, format!("now {after}")),
            ],
            Some(Opens::Record(Key::new("commitments", &moved.what))),
        );
    }
    for moved in &diff.indicators {
        let number = |value: Option<f64>| value.map_or_else(|| "no data".to_owned(), number);
        table.row(
            vec![
                muted(moved.what.to_string()),
                text(words::title(making.dialogue, "indicators", &moved.what)),
                muted(number(moved.from)),
                text(format!("now {}", number(moved.to))),
            ],
            Some(Opens::Record(Key::new("indicators", &moved.what))),
        );
    }
    for moved in &diff.ties {
        let (a, b, kind) = &moved.what;
        let pair = format!("{} – {}", words::short(making.dialogue, a), words::short(making.dialogue, b));
        let what = match (&moved.from, &moved.to) {
            (None, _) => "new tie",
            (_, None) => "tie gone",
            _ => "tie changed",
        };
        table.row(vec![muted("tie"), text(pair), muted(one_line(kind).replace('_', " ")), text(what)], None);
    }
    if !table.is_empty() {
        page.gap();
        page.push(super::heading("Commitments, indicators, ties"));
        table.onto(page, making.width);
    }
}

/// The meeting in which it was said, whose id begins with the day; else the day alone.
fn why(moved: &Move) -> String {
    let day = moved.date.map(|date| date.to_string()).unwrap_or_default();
    match &moved.source {
        Some(source) if source.id.starts_with(&day) => source.id.to_string(),
        Some(source) => format!("{day} {}", source.id),
        None => day,
    }
}
