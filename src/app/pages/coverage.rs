//! Who was heard, and who was not: those never met first, by influence and time.

use super::count;
use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::words;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::audience::Audience;
use crate::domain::dates;
use crate::domain::lens::Stakeholder;
use crate::domain::record::{Fields, Key};
use crate::domain::views::coverage::{Coverage, Standing};
use crate::domain::views::trace::Of;
use chrono::NaiveDate;

const WAYS: &[&str] = &["by who should be met first", "by kind"];

/// The page of who was heard.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = making.facts.coverage(making.dialogue, making.moment());
    let mut page = Page::new("Heard");
    let way = making.way_of(&mut page, WAYS);
    if view.stakeholders.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "No stakeholders yet: those who decide and those who are touched belong here; a adds one.",
            making.width,
        );
        return page;
    }
    let never = view.stakeholders.iter().filter(|standing| standing.last.is_none()).count();
    let meetings: usize = view.by_phase.iter().map(|(_, number)| number).sum();
    page.aside = format!(
        "{} of {} {} · {}",
        view.stakeholders.len() - never,
        view.stakeholders.len(),
        making.word("met", "with a meeting shown"),
        count(meetings, "meeting", "meetings")
    );
    summary(&mut page, &view, making);
    page.gap();
    let mut table = table();
    if way == 0 {
        let (since, when) = since(making);
        let groups = view.groups(since);
        group(&mut table, making.word("Never met", "No meeting shown"), "", &groups.never, making);
        group(&mut table, &format!("Met, but not since {when}"), "", &groups.before, making);
        group(&mut table, &format!("Met since {when}"), "", &groups.since, making);
    } else {
        for (kind, met, of) in view.by_kind() {
            let here: Vec<&Standing> = view.stakeholders.iter().filter(|standing| standing.kind == kind).collect();
            let title = words::choice(making.dialogue, "stakeholders", "kind", kind);
            let aside = if of == 0 { "nobody on file".to_owned() } else { format!("{met} of {of} met") };
            table.heading(&title, &aside);
            for standing in here {
                row(&mut table, standing, making);
            }
        }
    }
    table.onto(&mut page, making.width);
    page
}

/// The day to set apart who was met lately: the last event held, else the beginning of the phase, else the last ninety days.
fn since(making: &Making<'_>) -> (NaiveDate, String) {
    let day = making.as_of();
    let held = making
        .dialogue
        .events()
        .filter_map(|event| Some((crate::domain::lens::counted(event, day)?, event)))
        .max_by_key(|(date, event)| (*date, event.key.id.clone()));
    match held {
        Some((date, event)) => {
            let title = words::title(making.dialogue, event.kind(), event.id());
            (date, format!("{} ({})", dates::say_day(date, making.as_of()), crate::app::fit::fit(&title, 34)))
        }
        None => {
            let phase = making.dialogue.process().rows("phase").filter_map(|row| row.date("start")).filter(|start| *start <= day).max();
            phase.map_or_else(
                || (day - chrono::Days::new(90), "90 days ago".to_owned()),
                |start| (start, dates::say_day(start, making.as_of())),
            )
        }
    }
}

fn summary(page: &mut Page, view: &Coverage, making: &Making<'_>) {
    let raised: Vec<String> = view.raised().map(|standing| words::short(making.dialogue, &standing.stakeholder)).collect();
    // Whether somebody was not heard, an audience cannot know.
    if !raised.is_empty() && making.sight.audience == Audience::Host {
        let said = format!("Much touched, little influence, not heard: {}", raised.join(", "));
        words::paragraph(page, 1, Role::Warn, &said, making.width);
    }
    let kinds = view.kinds_never_met();
    if !kinds.is_empty() {
        let names: Vec<String> = kinds.iter().map(|kind| words::kind_word(making.dialogue, kind)).collect();
        words::paragraph(
            page,
            1,
            Role::Text,
            &format!("{}: {}", making.word("Kinds never met", "Kinds without a meeting shown"), names.join(", ")),
            making.width,
        );
    }
    let phases: Vec<String> = view
        .by_phase
        .iter()
        .map(|(phase, number)| {
            let name =
                phase.as_deref().map_or("no phase", |phase| making.dialogue.catalogue.phase(phase).map_or(phase, |known| known.short()));
            format!("{name} {number}")
        })
        .collect();
    if !phases.is_empty() {
        words::paragraph(page, 1, Role::Muted, &format!("Meetings by phase: {}", phases.join(", ")), making.width);
    }
}

fn table() -> Table {
    Table::new([
        column("Who").shrinks_to(8),
        column("Kind").drops(3),
        numbers("influence").drops(2),
        numbers("touched").drops(2),
        column("Last met"),
        numbers("days"),
        numbers("times").drops(4),
        numbers("hours").drops(1),
    ])
}

fn group(table: &mut Table, title: &str, aside: &str, here: &[&Standing], making: &Making<'_>) {
    if here.is_empty() {
        return;
    }
    let number = here.len().to_string();
    table.heading(title, if aside.is_empty() { &number } else { aside });
    for standing in here {
        row(table, standing, making);
    }
}

fn row(table: &mut Table, standing: &Standing, making: &Making<'_>) {
    let record = making.dialogue.get("stakeholders", &standing.stakeholder);
    let of = |read: for<'s> fn(Stakeholder<'s>) -> Option<i64>| -> Cell {
        record.and_then(|record| read(Stakeholder(record))).map_or_else(|| (Role::Warn, "?".to_owned()), |value| muted(value.to_string()))
    };
    let name_role = if standing.raised { Role::Warn } else { Role::Text };
    let hours = if standing.meetings == 0 {
        String::new()
    } else {
        // What was not timed is not known, which is more than nothing.
        #[allow(clippy::cast_precision_loss)]
        let hours = standing.minutes as f64 / 60.0;
        if standing.minutes == 0 { String::new() } else { format!("{hours:.1}{}", if standing.untimed > 0 { "+" } else { "" }) }
    };
    let (last, role) = standing.last.map_or_else(
        || (making.word("never", "not shown").to_owned(), if making.sight.audience == Audience::Host { Role::Bad } else { Role::Muted }),
        |day| (day.to_string(), Role::Muted),
    );
    // Days without a meeting are counted for the host alone: to others it may be held back.
    let days = standing.days.filter(|_| standing.last.is_some() || making.sight.audience == Audience::Host);
    let times = if standing.meetings == 0 { String::new() } else { standing.meetings.to_string() };
    table.row_as(
        vec![
            (name_role, words::short(making.dialogue, &standing.stakeholder)),
            muted(words::kind_word(making.dialogue, standing.kind)),
            of(|person| person.influence()),
            of(|person| person.exposure()),
            (role, last),
            text(days.map_or_else(|| "?".to_owned(), |days| days.to_string())),
            muted(times),
            muted(hours),
        ],
        Line::blank()
            .opening(Opens::Record(Key::new("stakeholders", &standing.stakeholder)))
            .because(Source::Trace(Of::Met(vec![standing.stakeholder.clone()]))),
    );
}
