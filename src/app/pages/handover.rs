//! One page for a colleague who is new to a stakeholder: who is who, what happened, where they stand, what is owed, what is next.

use super::fitted::{Section, lay};
use super::words::{self, TEXT, signed_line};
use super::{brief, fitted};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{IN_FULL, Making, Opens, Page};
use crate::domain::dates;
use crate::domain::display::one_line;
use crate::domain::lens::Stakeholder;
use crate::domain::record::Name;
use crate::domain::views::handover::{self, Handover};

const WAYS: &[&str] = &[IN_FULL, "on one screen"];

/// The hand-over sheet of a stakeholder.
pub fn build(stakeholder: &Name, making: &mut Making<'_>) -> Page {
    let view = handover::compute(making.dialogue, stakeholder, making.as_of());
    let record = making.dialogue.get("stakeholders", stakeholder);
    let (Some(view), Some(record)) = (view, record) else {
        let mut page = Page::new("Hand over");
        page.push(Line::of(Role::Muted, " This stakeholder is not on file any more."));
        return page;
    };
    let who = Stakeholder(record);
    let mut page = Page::new(format!("{}, for a new colleague", words::short(making.dialogue, stakeholder)));
    page.about = Some(record.key.clone());
    page.aside = who.kind().map(|kind| words::choice(making.dialogue, "stakeholders", "kind", kind)).unwrap_or_default();
    let way = making.way_of(&mut page, WAYS);
    let mut sections = vec![people(&view, who, making), next(&view, making)];
    sections.extend(brief::sections(&view.brief, making));
    sections.push(past(&view, making));
    let height = if way == 1 { making.height } else { usize::MAX };
    lay(&mut page, sections, height, &fitted::in_full());
    page
}

fn people(view: &Handover, who: Stakeholder<'_>, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(3);
    let room = making.width.saturating_sub(TEXT + 1);
    if let Some(name) = who.name() {
        section.push(signed_line("Who", "", Role::Text).with(Role::Text, fit::fit(&one_line(name), room)));
    }
    for person in &view.people {
        let rest = [person.title.as_deref(), person.level.as_deref()].into_iter().flatten().map(one_line).collect::<Vec<_>>().join(", ");
        section.push(signed_line("", "", Role::Text).with(Role::Text, fit::fit(&format!("{}, {rest}", one_line(&person.name)), room)));
    }
    if view.people.is_empty() {
        section.push(signed_line("", "?", Role::Warn).with(Role::Warn, "no person on file"));
    }
    let facts = [("interests: ", who.interests()), ("lacks: ", who.capacity_gap())];
    for (label, said) in facts.into_iter().filter_map(|(label, said)| Some((label, said?))) {
        for line in fit::wrap(&format!("{label}{}", one_line(said)), room.clamp(8, 100)) {
            section.push(signed_line("", "", Role::Text).with(Role::Muted, line));
        }
    }
    section
}

fn next(view: &Handover, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(1);
    for (n, (day, key)) in view.planned.iter().enumerate() {
        let said = format!("meeting planned for {}, {}", dates::say_day(*day, making.as_of()), dates::say_distance(*day, making.as_of()));
        section
            .push(signed_line(if n == 0 { "Next" } else { "" }, "", Role::Text).with(Role::Text, said).opening(Opens::Record(key.clone())));
    }
    if view.planned.is_empty() {
        let (role, said) = match view.meet_by {
            Some(day) if day < making.as_of() => {
                (Role::Warn, format!("was to be met again by {}, nothing planned", dates::say_day(day, making.as_of())))
            }
            Some(day) => (Role::Text, format!("to be met again by {}, nothing planned yet", dates::say_day(day, making.as_of()))),
            None => (Role::Warn, "no meeting planned".to_owned()),
        };
        let key = making.keymap.key(crate::app::command::Command::PlanBilateral);
        section.push(signed_line("Next", "", Role::Text).with(role, format!("{said}; {key} plans one")));
    }
    section
}

fn past(view: &Handover, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(2);
    for (n, past) in view.past.iter().rev().enumerate() {
        let what = if &*past.record.kind == "meetings" {
            let trend = past.trend.as_deref().map(|trend| format!(", relation {trend}")).unwrap_or_default();
            let with = if past.about.is_empty() { String::new() } else { format!(" with {}", one_line(&past.about)) };
            format!("bilateral{with}{trend}")
        } else {
            one_line(&past.about)
        };
        section.push(
            signed_line(if n == 0 { "Past" } else { "" }, "", Role::Text)
                .with(Role::Muted, format!("{}  ", past.date))
                .with(Role::Text, fit::fit(&what, making.width.saturating_sub(TEXT + 13)))
                .opening(Opens::Record(past.record.clone())),
        );
    }
    if view.past.is_empty() {
        section.push(
            signed_line("Past", "?", Role::Warn)
                .with(Role::Warn, making.word("never met, and at no event", "no meeting and no event shown")),
        );
    }
    section
}
