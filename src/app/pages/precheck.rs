//! What to know before an event: what is not known first, then who will clash, what is to be said quietly, what is owed, and
//! whom to see before.

use super::fitted::{Section, in_full, lay};
use super::words::{self, TEXT, shorts, signed_line};
use super::{commitments, count, parts};
use crate::app::fit;
use crate::app::heads::heads;
use crate::app::line::{Line, Role};
use crate::app::page::{IN_FULL, Making, Opens, Page, Source};
use crate::domain::dates;
use crate::domain::display::{self, one_line};
use crate::domain::lens::PromiseState;
use crate::domain::record::{Key, Name};
use crate::domain::views::precheck::{Gap, Precheck};
use crate::domain::views::trace::Of;
use unicode_width::UnicodeWidthStr;

const WAYS: &[&str] = &["in short", IN_FULL];

/// The page of an event's precheck.
pub fn build(key: &Key, making: &mut Making<'_>) -> Page {
    let view = making.facts.precheck(making.dialogue, making.moment(), key);
    let Some(view) = view.as_ref() else {
        let mut page = Page::new(key.to_string());
        page.push(Line::of(Role::Muted, " It is not there any more."));
        return page;
    };
    let mut page = Page::new(format!("Before the {}", words::title(making.dialogue, &key.kind, &key.id)));
    page.about = Some(key.clone());
    let day = view.date.map_or_else(|| "no date yet".to_owned(), |day| dates::say_day(day, making.as_of()));
    page.then = Some(view.as_of).filter(|day| *day != making.as_of());
    let issues = count(view.agenda.len(), "issue", "issues");
    page.aside = format!("{day} · {} invited · {issues}", view.participants.len());
    let way = making.way_of(&mut page, WAYS);
    if view.participants.is_empty() {
        page.push(Line::of(Role::Warn, " Nobody is invited yet: what may go wrong in the room depends on who is in it."));
        page.push(Line::of(Role::Muted, " e opens the event; its participants are what this page is made from."));
        return page;
    }
    let sections = vec![
        unknown(view, making),
        clashes(view, making),
        quietly(view, making),
        owed(view, making),
        late(view, making),
        room(view, making),
        see_first(view, making),
    ];
    let height = if way == 0 { making.height } else { usize::MAX };
    lay(&mut page, sections, height, &in_full());
    page
}

fn unknown(view: &Precheck, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(4);
    let (known, of) = view.known;
    let stale = view.stale.len();
    let room = making.width.saturating_sub(TEXT + 1);
    let head = known_in(known, of, stale, room, making);
    let role = if known < of || stale > 0 { Role::Warn } else { Role::Text };
    section.push(signed_line("Unknown", "", Role::Text).with(role, head));
    let cells = making.width.saturating_sub(TEXT + 13).checked_div(view.agenda.len()).unwrap_or(0).min(20);
    let as_table = cells >= 11;
    if as_table {
        let issues: Vec<String> = view.agenda.iter().map(|issue| words::issue(making.dialogue, issue)).collect();
        let issues: Vec<(&str, usize)> = issues.iter().map(|issue| (issue.as_str(), cells - 2)).collect();
        let mut line = Line::blank().to(TEXT + 12);
        for head in heads(&issues) {
            line.push(Role::Muted, fit::left(&head, cells));
        }
        section.push(line);
    }
    for (who, never, stale) in gaps(view) {
        let (sign, role) = if never.is_empty() { ("*", Role::Muted) } else { ("?", Role::Warn) };
        let mut line = signed_line("", sign, role).with(Role::Text, fit::left(&words::short(making.dialogue, who), 12));
        if as_table {
            for issue in &view.agenda {
                let (role, word) = match (never.contains(&issue), stale.contains(&issue)) {
                    (true, _) => (Role::Warn, making.word("never asked", "not shown")),
                    (_, true) => (Role::Muted, "long ago"),
                    _ => (Role::Good, "known"),
                };
                line.push(role, fit::left(word, cells));
            }
        } else {
            line.push(Role::Text, in_words(making, &view.agenda, &never, &stale, making.width.saturating_sub(TEXT + 13)));
        }
        let on = never.iter().chain(&stale).map(|issue| Key::new("issues", issue)).collect();
        let why = Source::Trace(Of::Said { stakeholder: who.clone(), on });
        section.push(line.opening(Opens::Record(Key::new("stakeholders", who))).because(why));
    }
    section
}

/// How much is known, in more words or fewer.
fn known_in(known: usize, of: usize, stale: usize, room: usize, making: &Making<'_>) -> String {
    let mut long = format!("of {of} pairs of guest and issue {} {known}", making.word("we know", "so many are shown:"));
    let mut short = format!("{known} of {of} pairs {}", making.word("known", "shown"));
    if stale > 0 {
        long.push_str(&format!(", and {stale} of these are stale"));
        short.push_str(&format!(", {stale} of them stale"));
    }
    if long.width() <= room { long } else { short }
}

/// On which issues somebody was never asked and where that is long ago, in at most `room` cells: of many that they were never asked
/// on, the few that they were asked on. Issues are named where there is room for that.
fn in_words(making: &Making<'_>, agenda: &[Name], never: &[&Name], stale: &[&Name], room: usize) -> String {
    let name = |issue: &Name, named: bool| if named { words::issue(making.dialogue, issue) } else { issue.to_string() };
    let list = |issues: &[&Name], named: bool| {
        issues.iter().map(|issue| name(issue, named)).collect::<Vec<_>>().join(if named { ", " } else { " " })
    };
    let asked: Vec<&Name> = agenda.iter().filter(|issue| !never.contains(issue)).collect();
    let all = |named: bool| {
        let mut said = Vec::new();
        if asked.is_empty() {
            said.push(format!("{} on anything", making.word("never asked", "nothing shown")));
        } else if 2 * never.len() > agenda.len() {
            said.push(format!("{} on {} of {}: {}", making.word("asked", "shown"), asked.len(), agenda.len(), list(&asked, named)));
        } else if !never.is_empty() {
            said.push(format!("{} on {}", making.word("never asked", "nothing shown"), list(never, named)));
        }
        if !stale.is_empty() && stale.len() == asked.len() {
            said.push("long ago".to_owned());
        } else if !stale.is_empty() {
            said.push(format!("long ago on {}", list(stale, named)));
        }
        said.join("; ")
    };
    let named = all(true);
    if named.width() <= room { named } else { fit::fit(&all(false), room) }
}

/// Guests with what was never asked and what is stale, those of whom the least is known first.
fn gaps(view: &Precheck) -> Vec<(&Name, Vec<&Name>, Vec<&Name>)> {
    let of = |gaps: &'_ [Gap], who: &Name| -> usize { gaps.iter().filter(|gap| gap.stakeholder == *who).count() };
    let mut guests: Vec<&Name> = view.participants.iter().filter(|who| of(&view.never_asked, who) + of(&view.stale, who) > 0).collect();
    guests.sort_by_key(|who| (std::cmp::Reverse((of(&view.never_asked, who), of(&view.stale, who))), (*who).clone()));
    let issues = |gaps: &'_ [Gap], who: &Name| -> Vec<Name> {
        gaps.iter().filter(|gap| gap.stakeholder == *who).map(|gap| gap.issue.clone()).collect()
    };
    guests
        .into_iter()
        .map(|who| {
            let (never, stale) = (issues(&view.never_asked, who), issues(&view.stale, who));
            let here = |wanted: &[Name]| view.agenda.iter().filter(|issue| wanted.contains(issue)).collect::<Vec<_>>();
            (who, here(&never), here(&stale))
        })
        .collect()
}

fn clashes(view: &Precheck, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(3);
    let dialogue = making.dialogue;
    let sides: Vec<(String, String)> = view.findings.iter().map(|finding| words::sides(finding, dialogue)).collect();
    // In little room the sign says the grade, and what clashes is said whole.
    let grades = making.width >= 72;
    let room = making.width.saturating_sub(TEXT + 2 + 1 + if grades { 2 + 9 } else { 0 });
    let first_cells = sides.iter().map(|(first, _)| first.width()).max().unwrap_or(0).min(room.saturating_sub(16));
    for (n, (finding, (first, second))) in view.findings.iter().zip(sides).enumerate() {
        let (sign, role) = if finding.dormant { ("–", Role::Muted) } else { words::grade_sign(finding.grade) };
        let mut line = signed_line(if n == 0 { "Clashes" } else { "" }, sign, role)
            .with(Role::Text, fit::left(&first, first_cells))
            .with(Role::Text, "  ")
            .with(Role::Text, fit::fit(&second, room.saturating_sub(first_cells)));
        if grades {
            line = line.right(making.width.saturating_sub(1), role, if finding.dormant { "settled" } else { finding.grade.value() });
        }
        section.push(words::of_finding(line, finding, dialogue));
    }
    if view.findings.is_empty() {
        section.push(signed_line("Clashes", "", Role::Text).with(
            Role::Muted,
            format!("none found, as far as {}: {} of {} pairs", making.word("known", "shown"), view.known.0, view.known.1),
        ));
    }
    if !view.polarised.is_empty() {
        let options: Vec<String> = view
            .polarised
            .iter()
            .map(|spread| format!("{} {}…{}", spread.option, words::signed(spread.min), words::signed(spread.max)))
            .collect();
        let label = Line::blank().to(TEXT).with(Role::Muted, "Divided on ");
        section.push(label.with(Role::Text, fit::fit(&options.join("  "), making.width.saturating_sub(TEXT + 12))).opening(Opens::Matrix));
    }
    section
}

fn quietly(view: &Precheck, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(1);
    let mut label = "Quietly";
    let right = making.width.saturating_sub(1);
    for point in &view.sensitive {
        let handling = match point.handling.as_deref() {
            Some("avoid") => "do not raise",
            Some("only_bilaterally") => "bilaterally only",
            Some("frame") => "mind the words",
            _ => "sensitive",
        };
        let who = words::short(making.dialogue, &point.stakeholder);
        let text = one_line(point.text.as_deref().unwrap_or("not said what"));
        let room = right.saturating_sub(TEXT + handling.len() + 2);
        let said = format!("{who}: {text}");
        // Where both have no room beside each other, how to handle it comes first, and what it is stands whole below.
        let (said, below) = if said.width() <= room { (said, Vec::new()) } else { (who, fit::wrap(&text, right.saturating_sub(TEXT))) };
        let part = parts::saying(making.dialogue, &point.meeting, "point", point.text.as_deref());
        let line = signed_line(std::mem::take(&mut label), "", Role::Text).with(Role::Text, said).right(right, Role::Muted, handling);
        section.push(line.opening(Opens::Record(point.meeting.clone())).about(part));
        if section.len() == 1 {
            section = section.and_keeping(below.len());
        }
        for text in below {
            section.push(Line::blank().to(TEXT).with(Role::Text, text));
        }
    }
    for tense in &view.tense {
        let [a, b] = &tense.pair;
        let said = format!("{} and {} do not get on: seat them apart", words::short(making.dialogue, a), words::short(making.dialogue, b));
        let line = signed_line(std::mem::take(&mut label), "!", Role::Warn).with(Role::Text, fit::fit(&said, right.saturating_sub(TEXT)));
        section.push(Line { opens: tense.sources.first().map(|key| Opens::Record(key.clone())), ..line });
    }
    section
}

fn owed(view: &Precheck, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(1).close();
    for (n, promise) in view.promises.iter().enumerate() {
        let (state, role) = match (promise.state, promise.due) {
            (PromiseState::Broken, _) => ("broken".to_owned(), Role::Bad),
            (_, Some(due)) => (dates::say_distance(due, view.as_of), Role::Bad),
            _ => ("open".to_owned(), Role::Muted),
        };
        let right = making.width.saturating_sub(1);
        let who = promise.stakeholder.as_ref().map(|who| words::short(making.dialogue, who)).unwrap_or_default();
        let text = one_line(promise.text.as_deref().unwrap_or("not said what"));
        section.push(
            signed_line(if n == 0 { "We owe" } else { "" }, "×", role)
                .with(Role::Text, fit::left(&who, 11))
                .with(Role::Text, fit::fit(&text, right.saturating_sub(TEXT + 11 + state.len() + 2)))
                .right(right, role, state)
                .opening(Opens::Record(promise.meeting.clone()))
                .about(parts::promise(making.dialogue, promise)),
        );
    }
    section
}

fn late(view: &Precheck, making: &mut Making<'_>) -> Section {
    let mut section = Section::keeping(1).close();
    let roadmap = making.facts.roadmap(making.dialogue, making.moment());
    for (n, id) in view.commitments.iter().enumerate() {
        let Some(line) = roadmap.line(id) else { continue };
        section.push(commitments::labelled_commitment(if n == 0 { "Roadmap" } else { "" }, line, making));
    }
    section
}

/// Who is in the room without having been met, who is not, and what else happens around the day.
fn room(view: &Precheck, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(1).close();
    let dialogue = making.dialogue;
    let room = making.width.saturating_sub(TEXT + 1);
    let mut label = "Room";
    let mut say = |section: &mut Section, said: String, opens: Option<Opens>| {
        let line = signed_line(std::mem::take(&mut label), "", Role::Text).with(Role::Text, fit::fit(&said, room));
        section.push(Line { opens, ..line });
    };
    if !view.not_invited.is_empty() {
        let who = shorts(dialogue, &view.not_invited);
        say(&mut section, format!("not invited, though with influence and a red line here: {who}"), None);
    }
    if !view.not_met.is_empty() {
        let never = view.not_met.iter().filter(|(_, last)| last.is_none()).count();
        let never = if never > 0 { format!(", {never} of them {}", making.word("never", "not shown at all")) } else { String::new() };
        let who = if view.not_met.len() == view.participants.len() {
            "all of them".to_owned()
        } else {
            shorts(dialogue, view.not_met.iter().map(|(who, _)| who))
        };
        say(
            &mut section,
            format!("{} {} in the 30 days before{never}: {who}", view.not_met.len(), making.word("not met", "not shown to be met")),
            None,
        );
    }
    for entry in &view.calendar {
        let what = display::one_line(entry.event.as_deref().unwrap_or("an entry of the calendar"));
        say(&mut section, format!("{} {what}", dates::say_day(entry.date, making.as_of())), None);
    }
    section
}

fn see_first(view: &Precheck, making: &Making<'_>) -> Section {
    let mut section = Section::keeping(1).close();
    if view.suggested.is_empty() {
        return section;
    }
    let mut line = Line::of(Role::Title, " See first").to(TEXT);
    for (n, suggestion) in view.suggested.iter().enumerate() {
        let who = format!("{} {}", n + 1, words::short(making.dialogue, &suggestion.stakeholder));
        if line.width() + who.len() + 4 > making.width {
            line.push(Role::Muted, "…");
            break;
        }
        let (number, name) = who.split_once(' ').unwrap_or(("", &who));
        line.push(Role::Muted, format!("{number} "));
        line.push(Role::Accent, format!("{name}   "));
    }
    let first = view.suggested.first().map(|first| Opens::Record(Key::new("stakeholders", &first.stakeholder)));
    section.push(Line { opens: first, ..line });
    section
}
