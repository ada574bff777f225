//! Why: what a record, or what a view says, rests on, step by step, back to the meetings and the words in them.

use super::{count, words};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::app::part::Part;
use crate::app::sight::Sight;
use crate::domain::dates;
use crate::domain::display::{one_line, title_of};
use crate::domain::record::Key;
use crate::domain::views::findings::{Against, Finding};
use crate::domain::views::status::Topic;
use crate::domain::views::trace::{self, Clash, Group, Of, Step};
use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

/// Where what a step says begins: after its day.
const SAID: usize = 13;
/// Screens narrower than this have no room beside what a step says.
const ROOMY: usize = 70;
/// Text wider than this is hard to read.
const MOST: usize = 100;

/// The page of what something rests on.
pub fn build(of: &Of, making: &mut Making<'_>) -> Page {
    let mut page = Page::new(title(of, making));
    if let Of::Clash(clash) = of {
        sentence(&mut page, clash, making);
    }
    page.aside = count(steps(&mut page, of, making), "step", "steps");
    page.about = of.record();
    page
}

/// The same as of a day, whatever day the screen is set to.
pub fn build_then(of: &Of, day: NaiveDate, making: &mut Making<'_>) -> Page {
    let sight = Sight { as_of: Some(day), ..making.sight.clone() };
    let mut page = build(of, &mut Making { sight: &sight, facts: &mut *making.facts, ..*making });
    page.aside = format!("{}, as of {}", page.aside, dates::say_day(day, making.as_of()));
    page.then = Some(day);
    page
}

/// The page of what a line of the status check rests on: of a finding both sides, of all else the records.
pub fn of_topic(topic: Topic, making: &mut Making<'_>) -> Page {
    let check = making.facts.status(making.dialogue, making.moment(), making.sight.audience);
    let mut page = Page::new(format!("Why: the line “{}”", topic.label()));
    let Some(line) = check.line(topic) else { return page };
    words::paragraph(&mut page, 1, Role::Text, &line.text(), making.width);
    page.gap();
    let findings = making.facts.findings(making.dialogue, making.moment());
    let mut records = line.records.clone();
    let mut number = 0;
    if let (Topic::Risk, Some(first)) = (topic, findings.live().next()) {
        number = steps(&mut page, &first.into(), making);
        // What is left is what was promised: the rest is told by both sides.
        records.retain(|key| &*key.kind == "meetings" && !first.sources().contains(&key));
        page.gap();
    }
    if number == 0 || !records.is_empty() {
        number += steps(&mut page, &Of::Records(records), making);
    }
    page.aside = count(number, "step", "steps");
    page
}

/// Adds the steps; says how many there are.
fn steps(page: &mut Page, of: &Of, making: &mut Making<'_>) -> usize {
    let links = making.facts.all_backlinks(making.whole);
    // On the whole dialogue, so that what is held back can be counted.
    let view = trace::compute(making.whole, &links, of, making.as_of(), making.sight.audience);
    if let Some(held) = view.held() {
        page.push(Line::of(Role::Warn, format!(" {held}")));
        page.gap();
    }
    if view.held_back == 0 && !view.steps.iter().any(|step| step.group < Group::Carried) {
        words::paragraph(page, 1, Role::Muted, &nothing(of, making), making.width);
        page.gap();
    }
    let mut group = Group::Rests;
    for step in &view.steps {
        if step.group != group {
            group = step.group;
            page.gap();
            page.push(super::heading(heading(group, of)));
        }
        row(page, step, of, making);
    }
    view.steps.len()
}

/// A step: its day, what it says in as many lines as that needs, where it stands; then the words that were used.
fn row(page: &mut Page, step: &Step, of: &Of, making: &Making<'_>) {
    let own = matches!(of, Of::Record(key) if *key == step.record);
    let (said, aside) = match (step.state(), step.title(making.dialogue)) {
        (Some((status, due)), Some(title)) => {
            let due = due.map_or_else(|| "no date".to_owned(), |due| format!("due {}", dates::say_day(due, making.as_of())));
            (format!("{} {title}", one_line(&step.record.id)), format!("{}, {due}", status.label()))
        }
        _ if own => (step.text(making.dialogue), "reported here".to_owned()),
        _ => (step.text(making.dialogue), source(step, making)),
    };
    let right = making.width.saturating_sub(1);
    // Where there is no room beside it, a commitment says below how it stands; of what kind a record is it does not say.
    let beside = making.width >= ROOMY;
    let taken = if beside { aside.width() + 2 } else { 0 };
    let date = step.date.map(|date| date.to_string()).unwrap_or_default();
    for (n, words) in fit::wrap(&said, right.saturating_sub(SAID + taken).clamp(8, MOST)).into_iter().enumerate() {
        if n > 0 {
            page.push(Line::blank().to(SAID).with(Role::Text, words));
            continue;
        }
        let line = Line::of(Role::Muted, format!(" {date}")).to(SAID).with(Role::Text, words);
        let line = if beside { line.right(right, Role::Muted, aside.clone()) } else { line };
        let part = Part { key: step.record.clone(), row: step.row.clone() };
        page.push(line.opening(Opens::Record(step.record.clone())).about(part));
    }
    let quote = step.quote.as_deref().map(|quote| format!("“{}”", one_line(quote)));
    let stands = (!beside && step.state().is_some()).then_some(aside);
    for said in quote.into_iter().chain(step.because.as_deref().map(one_line)).chain(stands) {
        for words in fit::wrap(&said, right.saturating_sub(SAID + 2).clamp(8, MOST)) {
            page.push(Line::blank().to(SAID + 2).with(Role::Muted, words));
        }
    }
}

fn heading(group: Group, of: &Of) -> &'static str {
    match (group, of) {
        (Group::Carried, Of::Row(..)) => "The commitment",
        _ => group.title(),
    }
}

fn title(of: &Of, making: &Making<'_>) -> String {
    let titled = |key: &Key| words::title(making.dialogue, &key.kind, &key.id);
    let what = match of {
        Of::Record(key) => titled(key),
        Of::Records(keys) => count(keys.len(), "record", "records"),
        Of::Row(key, name, _) => {
            let row = making.dialogue.kind_of(key).and_then(|kind| kind.row(name)).map(|row| one_line(&row.singular));
            format!("{} of {}", row.unwrap_or_default(), words::source(making.dialogue, key))
        }
        Of::Said { stakeholder, on } => {
            let who = words::short(making.dialogue, stakeholder);
            match on.as_slice() {
                [only] => format!("{who} on {}, {}", only.id, titled(only)),
                several => format!("{who} on {}", words::ids(several)),
            }
        }
        Of::Met(people) => {
            format!("how {} {} heard", words::shorts(making.dialogue, people), if people.len() == 1 { "was" } else { "were" })
        }
        Of::Clash(clash) => {
            let other = match &clash.against {
                Against::Line(other) => words::short(making.dialogue, &other.stakeholder),
                Against::Position(cell) => words::short(making.dialogue, &cell.stakeholder),
                Against::Commitment(id) => one_line(id),
            };
            format!("{} against {other}", words::short(making.dialogue, &clash.line.stakeholder))
        }
    };
    format!("Why: {what}")
}

/// The finding in its own words, as it is on the day; else that there is none that day.
fn sentence(page: &mut Page, clash: &Clash, making: &mut Making<'_>) {
    let view = making.facts.findings(making.dialogue, making.moment());
    let found = view.findings.iter().find(|finding| clash.is(finding));
    let by_hand = || view.by_hand.iter().find(|pair| Of::from(*pair) == Of::Clash(clash.clone().into()));
    let (role, said) = match (found, by_hand()) {
        (Some(finding), _) => (Role::Text, format!("{}: {}", words::capital(weight(finding)), finding.sentence(making.dialogue))),
        (None, Some(pair)) => (Role::Text, pair.sentence(making.dialogue)),
        (None, None) => {
            (Role::Warn, format!("As of {} the two do not stand against each other.", dates::say_day(making.as_of(), making.today)))
        }
    };
    words::paragraph(page, 1, role, &said, making.width);
    page.gap();
}

fn weight(finding: &Finding) -> &'static str {
    if finding.dormant { "settled" } else { finding.grade.value() }
}

/// That there is nothing, in words that say of what.
fn nothing(of: &Of, making: &Making<'_>) -> String {
    match of {
        Of::Said { stakeholder, on } => {
            let on = if on.len() > 6 { "any of it".to_owned() } else { words::ids(on) };
            let silent = format!("{} said nothing on {on}", words::short(making.dialogue, stakeholder));
            making.word(&format!("{silent}, as far as anybody noted."), &format!("{silent} that is shown.")).to_owned()
        }
        Of::Met(people) => {
            let (of, is_there) = (making.word("No bilateral meeting with", "Of"), making.word("is on file", "no meeting is shown"));
            format!("{of} {} {is_there}.", words::shorts(making.dialogue, people))
        }
        Of::Records(_) => "It rests on no record: nothing of the kind is on file.".to_owned(),
        _ => "It rests on nothing that is on file: no meeting, position or report leads here.".to_owned(),
    }
}

/// Of what kind the record is in which the step stands; of an event in which something was said, its title.
fn source(step: &Step, making: &Making<'_>) -> String {
    let Some(kind) = making.dialogue.kind_of(&step.record) else { return String::new() };
    match making.dialogue.find(&step.record).filter(|_| kind.event && step.title(making.dialogue).is_none()) {
        Some(record) => fit::fit(&title_of(record, making.dialogue), 24),
        None => kind.singular.clone(),
    }
}
