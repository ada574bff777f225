//! Home: where the dialogue stands, in the words of the status check, and what the host has to do.

mod checked;
#[cfg(test)]
mod tests;

use super::fitted::{self, Section};
use super::words::{self, TEXT};
use super::{count, drafts, labelled};
use crate::app::command::Command;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::app::part::Part;
use crate::domain::audience::Audience;
use crate::domain::dates;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::{self, one_line};
use crate::domain::lens::Event;
use crate::domain::record::{Fields, Key, Record, Row};
use crate::domain::todo::{self, Todo};
use crate::domain::views::status::{NO_EVENT, NO_EVENT_SHOWN, Status, Topic};
use chrono::{Datelike, NaiveDate};
use unicode_width::UnicodeWidthStr;

/// At most so many lines of what there is to do, and of what happened lately.
const TODO: usize = 12;
const LATELY: usize = 3;
/// On a screen of so many rows Home looks further: back, along the calendar, and at more than the heaviest finding; what the status check says stands whole.
const TALL: usize = 30;
const LATELY_TALL: usize = 8;
const CALENDAR_TALL: usize = 4;

/// The page of Home.
pub fn build(making: &mut Making<'_>) -> Page {
    let check = making.facts.status(making.dialogue, making.moment(), making.sight.audience);
    let process = making.dialogue.process();
    let mut page = Page::new(display::clean(process.text("title").unwrap_or("A dialogue")).into_owned());
    let day = dates::say_day(making.as_of(), making.today);
    page.aside = format!("{} · {} · {day}", check.level.value(), check.place.phase);
    if page.title.width() + page.aside.width() + 4 > making.width {
        page.aside = format!("{} · {day}", check.level.value());
    }
    if making.dialogue.all().next().is_none() {
        unfinished(&mut page, making);
        begin(&mut page, making);
        return page;
    }
    let is_new = making.dialogue.records("meetings").is_empty() && making.sight.audience == Audience::Host;
    let beyond = checked::beyond_the_roadmap(making);
    let mut made = |write: fn(&mut Page, &mut Making<'_>, &Status), least: usize| {
        let mut part = Page::new("");
        write(&mut part, making, &check);
        Section::of(part, least)
    };
    let mut sections = vec![
        made(next, 2),
        made(|page, making, _| to_do(page, making), 1).close().leading_to(Opens::Page(Source::Todo)),
        made(|page, making, _| unfinished(page, making), 1).close().leading_to(Opens::Page(Source::Drafts)),
        made(checked::risk, 1).leading_to(Opens::Page(Source::Findings)),
        made(checked::unheard, 2).close().leading_to(Opens::Page(Source::Coverage)),
        made(checked::roadmap, 4).with_more(beyond).leading_to(Opens::Page(Source::Roadmap)),
        made(checked::others, 3).leading_to(Opens::Page(Source::Status)),
        made(lately, 1).leading_to(Opens::Page(Source::Movement)),
    ];
    // Until the first meeting is written down, the way to it is shown.
    if is_new {
        sections.push(made(|page, making, _| begin(page, making), 6));
    }
    fitted::lay(&mut page, sections, making.height, &Opens::Page(Source::Status));
    page
}

fn is_tall(making: &Making<'_>) -> bool {
    making.height >= TALL
}

fn begin(page: &mut Page, making: &Making<'_>) {
    let empty = making.dialogue.all().next().is_none();
    page.push(Line::of(Role::Text, if empty { " Nothing is written down yet. Three ways to begin:" } else { " Ways to go on:" }));
    page.gap();
    let key = |command| making.keymap.key(command);
    let way = |key: String, what: &str, about: &str, opens| {
        Line::of(Role::Accent, format!("   {key:<9}{what}")).to(42).with(Role::Muted, about.to_owned()).opening(opens)
    };
    page.push(way(key(Command::Capture), "Take a note of a meeting", "whom you met, then type", Opens::Command(Command::Capture)));
    if let Some((kind, what, about)) = first_lacking(making.dialogue) {
        page.push(way(key(Command::NewHere), what, about, Opens::List(kind.into(), String::new())));
    }
    page.push(way(key(Command::Dialogue), "Complete the dialogue itself", "phases, calendar, duties", Opens::Page(Source::Dialogue)));
}

/// What a dialogue needs before positions can be taken down: the kind of record that is still lacking, and how that is said.
const FIRST: [(&str, &str, &str); 3] = [
    ("stakeholders", "Write down the stakeholders", "who decides, who is affected"),
    ("issues", "Write down the issues", "what is in dispute"),
    ("options", "Write down the options", "how each issue could be settled"),
];

/// The first of these that is lacking.
#[must_use]
pub fn first_lacking(dialogue: &Dialogue) -> Option<(&'static str, &'static str, &'static str)> {
    FIRST.into_iter().find(|(kind, ..)| dialogue.records(kind).is_empty())
}

/// The next event and the next calendar entries, the earliest first.
fn next(page: &mut Page, making: &mut Making<'_>, check: &Status) {
    let mut coming: Vec<(NaiveDate, String, String, Option<Key>)> = Vec::new();
    if let Some((date, key)) = &check.place.event
        && let Some(event) = making.dialogue.find(key)
    {
        coming.push((*date, one_line(Event(event).title()), invited(event), Some(key.clone())));
    } else {
        page.push(labelled("Next").to(TEXT).with(Role::Muted, making.word(NO_EVENT, NO_EVENT_SHOWN)).opening(Opens::Page(Source::Cycle)));
    }
    for (date, entry) in check.place.entries.iter().take(if is_tall(making) { CALENDAR_TALL } else { 1 }) {
        coming.push((*date, entry.clone(), String::new(), None));
    }
    coming.sort_by_key(|(date, ..)| *date);
    let column = days_wide(coming.iter().map(|(date, ..)| *date), making);
    for (date, what, invited, key) in coming {
        let label = if page.lines.is_empty() { "Next" } else { "" };
        page.push(coming_line(label, (date, column), (&what, &invited), making, key));
    }
}

/// Cells of a column of days: a year where one needs it.
fn days_wide(mut days: impl Iterator<Item = NaiveDate>, making: &Making<'_>) -> usize {
    let year = making.as_of().year();
    if days.any(|day| day.year() != year) { 17 } else { 13 }
}

/// What is coming: its day, what it is and who is invited, and how far off at the edge, where all of Home says when.
fn coming_line(
    label: &str,
    (date, column): (NaiveDate, usize),
    (what, invited): (&str, &str),
    making: &Making<'_>,
    key: Option<Key>,
) -> Line {
    let right = making.width.saturating_sub(1);
    let when = dates::say_distance(date, making.as_of());
    let head = words::signed_line(label, "", Role::Text).with(Role::Text, fit::left(&dates::say_day(date, making.as_of()), column));
    let room = right.saturating_sub(head.width() + when.len() + 2);
    let mut line = head.with(Role::Text, fit::fit(what, room));
    if !invited.is_empty() && line.width() + invited.len() + when.len() + 4 <= right {
        line.push(Role::Muted, format!("  {invited}"));
    }
    let line = line.right(right, Role::Muted, when);
    match key {
        Some(key) => line.opening(Opens::Record(key)),
        None => line.opening(Opens::Page(Source::Dialogue)),
    }
}

fn invited(event: &Record) -> String {
    let number = event.texts("participants").count() + event.texts("members").count() + event.texts("delegation").count();
    if number > 0 { format!("{number} invited") } else { String::new() }
}

/// What the host has to do, late ones first.
fn to_do(page: &mut Page, making: &Making<'_>) {
    // The next event stands above already, the later ones on the page of everything.
    let all = todo::todo(making.dialogue, making.as_of()).into_iter();
    let items: Vec<Todo> = all.filter(|item| item.kind != todo::What::Event).collect();
    for (n, item) in items.iter().take(TODO).enumerate() {
        page.push(todo_line(if n == 0 { "To do" } else { "" }, item, making));
    }
    if items.is_empty() {
        page.push(labelled("To do").with(Role::Muted, making.word(" nothing is promised, planned or asked for", " nothing that is shown")));
    }
}

/// The page of everything the host has to do.
pub fn everything_to_do(making: &mut Making<'_>) -> Page {
    let items = todo::todo(making.dialogue, making.as_of());
    let mut page = Page::new("To do");
    page.aside = count(items.len(), "thing", "things");
    for item in &items {
        page.push(todo_line("", item, making));
    }
    page
}

/// One thing to do: sign, who, what, and how late or how soon.
#[must_use]
pub fn todo_line(label: &str, item: &Todo, making: &Making<'_>) -> Line {
    let late = item.due.is_some_and(|due| due < making.as_of());
    let when = item.due.map(|due| dates::say_distance(due, making.as_of())).unwrap_or_else(|| "no date".to_owned());
    let who = item.who.as_ref().map(|who| making.dialogue.short(who).to_owned()).unwrap_or_default();
    let right = making.width.saturating_sub(1);
    let room = right.saturating_sub(TEXT + 11 + when.len() + 2);
    let by = item.owner.as_ref().map(|owner| format!(" by {}", display::one_line(making.dialogue.short(owner)))).unwrap_or_default();
    let what = format!("{}{by}: {}", item.kind.label(), display::one_line(&item.text));
    words::signed_line(label, if late { "×" } else { "" }, Role::Bad)
        .with(Role::Text, fit::left(&display::one_line(&who), 11))
        .with(Role::Text, fit::fit(&what, room))
        .right(right, if late { Role::Bad } else { Role::Muted }, when)
        .opening(Opens::Record(item.key.clone()))
        .about(Part { key: item.key.clone(), row: item.row.clone() })
}

fn unfinished(page: &mut Page, making: &mut Making<'_>) {
    let problems = making.facts.problems_so_far(making.dialogue).faults() + making.config_problems.len();
    if problems > 0 {
        page.push(
            words::signed_line("To mend", "!", Role::Bad)
                .with(Role::Text, count(problems, "thing does not read well", "things do not read well"))
                .opening(Opens::Page(Source::Problems)),
        );
    }
    for (n, draft) in making.drafts.iter().take(3).enumerate() {
        page.push(drafts::line(words::signed_line(if n == 0 { "Drafts" } else { "" }, "", Role::Text), draft, making));
    }
    let debriefs = drafts::debriefs(making);
    let waits = problems > 0 || !making.drafts.is_empty() || !debriefs.is_empty();
    page.lines.extend(debriefs);
    if waits {
        page.gap();
    }
}

/// What changed lately: how much of what, then meetings, events, progress and outcomes by date, latest first.
fn lately(page: &mut Page, making: &mut Making<'_>, check: &Status) {
    checked::tell(page, check, Topic::Changed, "", Role::Text, making);
    let day = making.as_of();
    // Put into words is only what is shown.
    let mut happened: Vec<(NaiveDate, &Record, Option<&Row>)> = Vec::new();
    for record in making.dialogue.all() {
        if let Some(date) = record.date("date").filter(|date| *date <= day)
            && matches!(record.text("status"), None | Some("held" | "signed" | "validated"))
        {
            happened.push((date, record, None));
        }
        for row in record.rows("progress") {
            if let Some(date) = row.date("date").filter(|date| *date <= day) {
                happened.push((date, record, Some(row)));
            }
        }
    }
    happened.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.key.cmp(&b.1.key)));
    happened.truncate(if is_tall(making) { LATELY_TALL } else { LATELY });
    let column = days_wide(happened.iter().map(|(date, ..)| *date), making);
    for (date, record, progress) in happened {
        let text = match progress {
            Some(row) => {
                let note = row.text("note").or_else(|| row.text("status")).unwrap_or("reported");
                format!("{} {}", record.id(), display::one_line(note))
            }
            None => say(record, making),
        };
        let room = making.width.saturating_sub(TEXT + column + 1);
        page.push(
            words::signed_line("", "", Role::Text)
                .with(Role::Muted, fit::left(&dates::say_day(date, making.as_of()), column))
                .with(Role::Text, fit::fit(&text, room))
                .opening(Opens::Record(record.key.clone())),
        );
    }
}

fn say(record: &Record, making: &Making<'_>) -> String {
    if record.kind() == "meetings" {
        let with = record.text("stakeholder").map(|id| making.dialogue.short(id).to_owned()).unwrap_or_default();
        let said = record.text("debrief").or_else(|| record.text("notes")).unwrap_or_default();
        let said = display::one_line(said.trim());
        return if said.is_empty() { format!("{with} met") } else { format!("{with} met: {said}") };
    }
    let kind = making.dialogue.kind_of(&record.key).map(|kind| kind.singular.clone()).unwrap_or_default();
    format!("{kind}: {}", display::clean(record.text("title").unwrap_or(record.id())))
}
