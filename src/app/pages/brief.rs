//! What to know before meeting a stakeholder, on one screen: what was never asked and what stands between them and others
//! first, then where they stand, and what each side owes the other.

use super::fitted::{Section, in_full, lay};
use super::parts;
use super::words::{self, TEXT, signed_line};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{IN_FULL, Making, Opens, Page, Source};
use crate::app::part::Part;
use crate::domain::dates;
use crate::domain::display::one_line;
use crate::domain::lens::PromiseState;
use crate::domain::record::{Key, Name};
use crate::domain::views::brief::{self, Brief};
use crate::domain::views::trace::Of;
use chrono::NaiveDate;

const WAYS: &[&str] = &["in short", IN_FULL];

/// Below so many cells, as beside a note, words of their own come before days and grades, which signs tell too.
const NARROW: usize = 66;

/// The page of a brief; for a meeting, when one is given.
pub fn build(stakeholder: &Name, meeting: Option<&Key>, making: &mut Making<'_>) -> Page {
    let record = meeting.and_then(|key| making.dialogue.find(key));
    let view = match record {
        Some(record) => brief::for_meeting(making.dialogue, record, making.as_of()),
        None => brief::for_stakeholder(making.dialogue, stakeholder, making.as_of()),
    };
    let mut page = Page::new(format!("Before meeting {}", words::short(making.dialogue, stakeholder)));
    let Some(view) = view else {
        page.push(Line::of(Role::Muted, " This stakeholder is not on file any more."));
        return page;
    };
    page.about = Some(Key::new("stakeholders", stakeholder));
    page.aside = match view.last {
        Some((day, _)) => format!("last met {}, {}", dates::say_day(day, making.as_of()), dates::say_since(day, making.as_of())),
        None => making.word("never met", "no meeting shown").to_owned(),
    };
    page.then = Some(view.as_of).filter(|day| *day != making.as_of());
    let way = making.way_of(&mut page, WAYS);
    let height = if way == 0 { making.height } else { usize::MAX };
    lay(&mut page, sections(&view, making), height, &in_full());
    page
}

/// The thoughts of a brief, in the order of need.
pub fn sections(view: &Brief, making: &Making<'_>) -> Vec<Section> {
    vec![
        unasked(view, making),
        lines(view, making),
        clashes(view, making),
        stands(view, making),
        ours(view, making),
        theirs(view, making),
        quietly(view, making),
        felt(view, making),
    ]
}

fn unasked(view: &Brief, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(1);
    let never: Vec<&Name> = view.never_asked().collect();
    let refused: Vec<String> = view.stands.iter().filter(|stand| stand.asked).map(|stand| stand.option.to_string()).collect();
    let of = view.stands.len();
    let asked = making.word("never asked", "nothing shown");
    let said = if never.is_empty() {
        "asked on every option".to_owned()
    } else if never.len() == of {
        format!("{asked} on any of the {of} options")
    } else {
        format!("{asked} on {} of {of}: {}", never.len(), never.iter().map(|id| id.to_string()).collect::<Vec<_>>().join(" "))
    };
    let role = if never.is_empty() { Role::Muted } else { Role::Warn };
    let line = signed_line("Unasked", "?", role).with(role, fit::fit(&said, making.width.saturating_sub(TEXT + 1)));
    let on = never.iter().map(|option| Key::new("options", option)).collect();
    section.push(line.opening(Opens::Matrix).because(Source::Trace(Of::Said { stakeholder: view.stakeholder.clone(), on })));
    if !refused.is_empty() {
        section.push(signed_line("", "?", Role::Warn).with(Role::Text, format!("would not say on {}", refused.join(" "))));
    }
    section
}

fn lines(view: &Brief, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(2);
    for (n, line) in view.red_lines.iter().enumerate() {
        let way = line.way();
        let said = format!("{way} {} {}", line.option, words::title(making.dialogue, "options", &line.option));
        let right = making.width.saturating_sub(1);
        let firm = line.firmness.label();
        let when = said_on(view, &line.source, line.date, making);
        let firm = if when.is_empty() { firm.to_owned() } else { format!("{firm} · {when}") };
        section.push(
            signed_line(if n == 0 { "Lines" } else { "" }, "!", Role::Bad)
                .with(Role::Text, fit::fit(&said, right.saturating_sub(TEXT + firm.len() + 2)))
                .right(right, Role::Muted, firm)
                .opening(Opens::Record(line.source.clone()))
                .about(parts::red_line(making.dialogue, line)),
        );
    }
    section
}

/// The day of a statement; and that it was said by somebody who speaks for them no more, which is said even in little room.
fn said_on(view: &Brief, meeting: &Key, date: NaiveDate, making: &Making<'_>) -> String {
    match (view.by_others.contains(meeting), making.width < NARROW) {
        (true, false) => format!("said by somebody else, {date}"),
        (true, true) => "by another".to_owned(),
        (false, false) => date.to_string(),
        (false, true) => String::new(),
    }
}

fn clashes(view: &Brief, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(1).close();
    for (n, finding) in view.findings.iter().enumerate() {
        let (sign, role) = words::grade_sign(finding.grade);
        let (first, second) = words::sides(finding, making.dialogue);
        let right = making.width.saturating_sub(1);
        let grade = if making.width < NARROW { "" } else { finding.grade.value() };
        let line = signed_line(if n == 0 { "Clashes" } else { "" }, sign, role)
            .with(Role::Text, fit::fit(&format!("{first}; {second}"), right.saturating_sub(TEXT + grade.len() + 2)))
            .right(right, role, grade);
        section.push(words::of_finding(line, finding, making.dialogue));
    }
    section
}

/// Where they stand, option by option; what moved and what is old is marked.
fn stands(view: &Brief, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(3);
    let mut label = "Stands";
    for stand in &view.stands {
        let Some(cell) = &stand.cell else { continue };
        let role = match cell.value {
            ..=-1 => Role::Bad,
            0 => Role::Text,
            _ => Role::Good,
        };
        let right = making.width.saturating_sub(1);
        let when = said_on(view, &cell.source, cell.date, making);
        let title = words::title(making.dialogue, "options", &stand.option);
        section.push(
            signed_line(std::mem::take(&mut label), "", Role::Text)
                .with(role, fit::left(&cell.marked(), 6))
                .with(Role::Muted, fit::left(&stand.option, 5))
                .with(Role::Text, fit::fit(&title, right.saturating_sub(TEXT + 11 + when.len() + 2)))
                .right(right, if cell.stale { Role::Warn } else { Role::Muted }, when)
                .opening(Opens::Record(cell.source.clone()))
                .about(parts::position(making.dialogue, cell)),
        );
    }
    section
}

fn ours(view: &Brief, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(2);
    let mut label = "We owe";
    let right = making.width.saturating_sub(1);
    let mut push = |sign: &str, role: Role, text: &str, when: String, part: Part| {
        let line = signed_line(std::mem::take(&mut label), sign, role)
            .with(Role::Text, fit::fit(&one_line(text), right.saturating_sub(TEXT + when.len() + 2)))
            .right(right, role, when);
        section.push(line.opening(Opens::Record(part.key.clone())).about(part));
    };
    for promise in &view.ours {
        let late = promise.state == PromiseState::Broken || promise.overdue;
        let when = match (promise.state, promise.due) {
            (PromiseState::Broken, _) => "broken".to_owned(),
            (_, Some(due)) => dates::say_distance(due, view.as_of),
            _ => "no date".to_owned(),
        };
        let text = promise.text.as_deref().unwrap_or("not said what");
        push(
            if late { "×" } else { "○" },
            if late { Role::Bad } else { Role::Muted },
            text,
            when,
            parts::promise(making.dialogue, promise),
        );
    }
    for task in &view.tasks {
        let late = task.due.is_some_and(|due| due < view.as_of);
        let when = task.due.map_or_else(|| "no date".to_owned(), |due| dates::say_distance(due, view.as_of));
        let owner = task.owner.as_deref().map(|owner| format!("{}: ", one_line(owner))).unwrap_or_default();
        push(
            if late { "×" } else { "○" },
            if late { Role::Bad } else { Role::Muted },
            &format!("{owner}{}", task.text),
            when,
            parts::saying(making.dialogue, &task.meeting, "follow_up", Some(&task.text)),
        );
    }
    section
}

fn theirs(view: &Brief, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(1).close();
    let right = making.width.saturating_sub(1);
    for (n, word) in view.theirs.iter().enumerate() {
        let likely = word.likelihood.map(|likelihood| format!("{likelihood} % ")).unwrap_or_default();
        let condition = word.condition.as_deref().map(|condition| format!(", if {condition}")).unwrap_or_default();
        let when = word.due.map(|due| format!("by {}", dates::say_day(due, making.as_of()))).unwrap_or_default();
        let text = one_line(&format!("{likely}{}{condition}", word.text));
        section.push(
            signed_line(if n == 0 { "They" } else { "" }, "", Role::Text)
                .with(Role::Text, fit::fit(&text, right.saturating_sub(TEXT + when.len() + 2)))
                .right(right, Role::Muted, when)
                .opening(Opens::Record(word.record.clone()))
                .about(parts::saying(making.dialogue, &word.record, "likely_commitment", Some(&word.text))),
        );
    }
    section
}

fn quietly(view: &Brief, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(1).close();
    for (n, point) in view.sensitive.iter().enumerate() {
        let text = one_line(point.text.as_deref().unwrap_or("not said what"));
        section.push(
            signed_line(if n == 0 { "Quietly" } else { "" }, "!", Role::Warn)
                .with(Role::Text, fit::fit(&text, making.width.saturating_sub(TEXT + 1)))
                .opening(Opens::Record(point.meeting.clone()))
                .about(parts::saying(making.dialogue, &point.meeting, "point", point.text.as_deref())),
        );
    }
    section
}

/// How the last meetings felt.
fn felt(view: &Brief, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(1).close();
    for (n, felt) in view.impressions.iter().enumerate() {
        let frank = felt.frankness.map(|frank| words::choice(making.dialogue, "meetings", "frankness", frank));
        let trend = felt.trend.as_deref().map(|trend| format!("relation {trend}"));
        let said: Vec<String> = frank.into_iter().chain(trend).chain(felt.texts.iter().map(|text| one_line(text))).collect();
        let text = format!("{}  {}", felt.date, said.join(", "));
        section.push(
            signed_line(if n == 0 { "Felt" } else { "" }, "", Role::Text)
                .with(Role::Muted, fit::fit(&text, making.width.saturating_sub(TEXT + 1)))
                .opening(Opens::Record(felt.meeting.clone())),
        );
    }
    section
}
