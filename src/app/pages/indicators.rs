//! The indicators: where each began, where it is and shall arrive, as a bar; how it moved; and which measurement is missing.
//! What was never measured is said to be so, and is never drawn as zero.

use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::{count, words};
use crate::app::line::Role;
use crate::app::page::{Making, Opens, Page};
use crate::domain::dates;
use crate::domain::display::{number, one_line};
use crate::domain::record::Key;
use crate::domain::views::indicators::{self, Indicators, Line as Indicator};

const WAYS: &[&str] = &["by family", "by what is missing"];
const BAR: usize = 10;
const SPARKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The page of the indicators.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = indicators::compute(making.dialogue, making.as_of());
    let mut page = Page::new("Indicators");
    let way = making.way_of(&mut page, WAYS);
    let overdue = view.overdue().count();
    let unknown = view.lines.iter().filter(|line| is_unknown(line)).count();
    page.aside = format!("{} · {unknown} without data · {overdue} overdue", count(view.lines.len(), "indicator", "indicators"));
    if view.lines.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "No indicators yet. One says what is counted, from where to where, and who measures; a adds one.",
            making.width,
        );
        return page;
    }
    let mut table = Table::new([
        column(""),
        column("").shrinks_to(26),
        numbers("from").drops(3),
        numbers("now"),
        numbers("target"),
        column(""),
        column("").drops(1),
        column("measured").drops(2),
    ]);
    let mut group = |title: &str, here: &[&Indicator]| {
        if here.is_empty() {
            return;
        }
        table.heading(title, "");
        for line in here {
            table.row(cells(line, making.width >= 100), Some(Opens::Record(Key::new("indicators", &line.id))));
        }
    };
    if way == 0 {
        for family in families(&view) {
            let title = family.map_or_else(
                || "No family".to_owned(),
                |family| words::capital(&words::choice(making.dialogue, "indicators", "family", family)),
            );
            let here: Vec<&Indicator> = view.lines.iter().filter(|line| line.family.as_deref() == family).collect();
            group(&title, &here);
        }
    } else {
        let of = |wanted: &dyn Fn(&Indicator) -> bool| view.lines.iter().filter(|line| wanted(line)).collect::<Vec<_>>();
        group("No data", &of(&is_unknown));
        group("Measurement overdue", &of(&|line| line.overdue && !is_unknown(line)));
        group("Measured in time", &of(&|line| !line.overdue && !is_unknown(line)));
    }
    table.onto(&mut page, making.width);
    page
}

fn is_unknown(line: &Indicator) -> bool {
    line.latest.is_none() && line.words.is_none()
}

/// The families in the method's order, then those without one.
fn families(view: &Indicators) -> Vec<Option<&str>> {
    let mut families: Vec<Option<&str>> = ["policy", "process", "partnership"].into_iter().map(Some).collect();
    for line in &view.lines {
        if !families.contains(&line.family.as_deref()) {
            families.push(line.family.as_deref());
        }
    }
    families
}

fn cells(line: &Indicator, roomy: bool) -> Vec<Cell> {
    let title = match &line.unit {
        Some(unit) if roomy => format!("{}, {}", one_line(&line.title), one_line(unit)),
        _ => one_line(&line.title),
    };
    let figure = |value: Option<f64>| value.map_or_else(|| muted("·"), |value| muted(number(value)));
    let now = match (&line.latest, &line.words) {
        (Some((_, value)), _) => text(number(*value)),
        (None, Some(_)) => muted("words"),
        (None, None) => (Role::Warn, "no data".to_owned()),
    };
    let (bar_role, bar) = bar(line);
    let measured = line.latest.map(|(day, _)| day).or(line.words.as_ref().map(|(day, _)| *day));
    let when = match (measured, line.overdue) {
        (Some(day), true) => (Role::Warn, format!("{day} overdue")),
        (None, true) => (Role::Warn, "overdue".to_owned()),
        (Some(day), false) => muted(day.to_string()),
        (None, false) => muted(line.next_by.map(|day| format!("due {}", dates::say_day_and_month(day))).unwrap_or_default()),
    };
    vec![
        muted(one_line(&line.id)),
        text(title),
        figure(line.baseline),
        now,
        figure(line.target),
        (bar_role, bar),
        (Role::Accent, spark(line)),
        when,
    ]
}

/// The way made, as a bar and in per cent; nothing for what has no figure.
fn bar(line: &Indicator) -> Cell {
    let Some(progress) = line.progress else { return muted("") };
    let share = progress.clamp(0.0, 1.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let full = (share * BAR as f64).round() as usize;
    let role = match line.reached {
        Some(true) => Role::Good,
        _ if progress < 0.0 => Role::Bad,
        _ => Role::Text,
    };
    (role, format!("{}{} {:>3.0} %", "█".repeat(full.min(BAR)), "░".repeat(BAR - full.min(BAR)), progress * 100.0))
}

/// How it moved, measurement by measurement, the last eight, with a gap where no figure was found; nothing for a single one.
fn spark(line: &Indicator) -> String {
    let all: Vec<Option<f64>> = line.baseline.map(Some).into_iter().chain(line.history.iter().map(|(_, value)| *value)).collect();
    let last = all.get(all.len().saturating_sub(SPARKS.len())..).unwrap_or_default();
    let figures = || last.iter().copied().flatten();
    let (low, high) = figures().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if figures().count() < 2 || !(high - low).is_finite() {
        return String::new();
    }
    let step = |value: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.0 };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let step = (share * 7.0).round() as usize;
        SPARKS.get(step).copied().unwrap_or('▁')
    };
    last.iter().map(|value| value.map_or('·', step)).collect()
}

/// An indicator in a sentence: what it counts, where it is, where it shall arrive.
#[must_use]
pub fn in_a_sentence(line: &Indicator) -> String {
    let target = line.target.map(|target| format!(", target {}", number(target))).unwrap_or_default();
    let now = line.latest.map_or_else(|| "no data".to_owned(), |(day, value)| format!("{} on {day}", number(value)));
    format!("{}  {}: {now}{target}", line.id, one_line(&line.title))
}
