//! Where each policy stands in its cycle, when something can be moved, and what the calendar holds.

use super::count;
use super::words;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::dates;
use crate::domain::display::one_line;
use crate::domain::record::{Fields, Key};
use crate::domain::views::cycle::{self, Cycle, Line as Policy, Window, WindowState};
use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

const STAGES: [&str; 5] = ["agenda_setting", "formulation", "adoption", "implementation", "evaluation"];

/// The page of the policy cycle and the calendar.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = cycle::compute(making.dialogue, making.as_of());
    let mut page = Page::new("Policy cycle");
    page.aside = count(view.lines.len(), "policy", "policies");
    if view.lines.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "Nobody looked yet where the policy stands: a record of tool 2 says the stage, and why.",
            making.width,
        );
    }
    for line in &view.lines {
        page.gap();
        policy(&mut page, line, making);
    }
    calendar(&mut page, &view, making);
    page
}

fn policy(page: &mut Page, line: &Policy, making: &Making<'_>) {
    let name =
        line.policy.as_ref().map_or_else(|| "The policy of this dialogue".to_owned(), |id| words::title(making.dialogue, "policies", id));
    let found = line.now();
    let opens = found
        .map(|found| Opens::Record(Key::new("cycle", &found.id)))
        .or_else(|| line.policy.as_ref().map(|id| Opens::Record(Key::new("policies", id))));
    let agreed = found.map(|found| {
        let agreed = if found.agreed_at.is_some() { "agreed" } else { "found" };
        format!("{agreed} {}", dates::say_day(found.date, making.as_of()))
    });
    let sure = found.and_then(|found| found.confidence.as_ref()).map(|confidence| format!("confidence {confidence}"));
    let aside = super::beside(&name, &[agreed.unwrap_or_default(), sure.unwrap_or_default()], making.width);
    let room = making.width.saturating_sub(aside.width() + 4);
    page.push(Line { opens, ..super::heading(&fit::fit(&name, room)).right(making.width.saturating_sub(1), Role::Muted, aside) });
    let here = found.and_then(|found| found.stage.as_deref());
    stages(page, here, making);
    if let Some(logic) = found.and_then(|found| found.entry_logic.as_deref()) {
        page.push(Line::of(Role::Muted, "   way in   ").with(Role::Text, words::choice(making.dialogue, "cycle", "entry_logic", logic)));
    }
    if let Some(window) = &line.window {
        page.push(window_line(window, making));
    }
    before(page, line, making);
}

/// Where it was found to stand earlier, the latest first.
fn before(page: &mut Page, line: &Policy, making: &Making<'_>) {
    for (n, found) in line.found.iter().rev().skip(1).enumerate() {
        let stage = found
            .stage
            .as_deref()
            .map_or_else(|| "no stage said".to_owned(), |stage| words::choice(making.dialogue, "cycle", "stage", stage));
        let said = format!("{stage}, {}", dates::say_day(found.date, making.as_of()));
        let head = Line::of(Role::Muted, if n == 0 { "   before   " } else { "            " });
        page.push(head.with(Role::Text, said).opening(Opens::Record(Key::new("cycle", &found.id))));
    }
}

/// The five stages in a row, the one it is at in brackets.
fn stages(page: &mut Page, here: Option<&str>, making: &Making<'_>) {
    let pieces = STAGES.map(|stage| {
        let word = words::choice(making.dialogue, "cycle", "stage", stage);
        let at = here == Some(stage);
        let piece = Line::of(if at { Role::Accent } else { Role::Muted }, if at { format!("[{word}]") } else { format!(" {word} ") });
        if stage == "evaluation" { piece } else { piece.with(Role::Border, "─") }
    });
    super::commitments::flowing_behind(page, Line::of(Role::Text, "  "), pieces, making.width);
    if here.is_none() {
        page.push(Line::of(Role::Warn, "   nobody looked yet where it stands"));
    }
}

fn window_line(window: &Window, making: &Making<'_>) -> Line {
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "?".to_owned(), |day| dates::say_day(day, making.as_of()));
    let left = |day: Option<NaiveDate>| {
        day.map(|day| format!(", {}", count(usize::try_from((day - making.as_of()).num_days().max(0)).unwrap_or(0), "day", "days")))
    };
    let (role, said) = match window.state {
        WindowState::Open => (Role::Good, format!("open now, until {}{}", day(window.close), left(window.close).unwrap_or_default())),
        WindowState::Ahead => {
            (Role::Text, format!("opens {}{}, until {}", day(window.open), left(window.open).unwrap_or_default(), day(window.close)))
        }
        WindowState::Closed => (Role::Muted, format!("closed since {}", day(window.close))),
    };
    Line::of(Role::Muted, "   window   ").with(role, said)
}

/// Whether a day lies in a window of some policy, its first and last day included.
fn in_window(day: NaiveDate, view: &Cycle) -> bool {
    let windows = view.lines.iter().filter_map(|line| line.window.as_ref());
    windows.into_iter().any(|window| window.open.is_none_or(|open| open <= day) && window.close.is_none_or(|close| day <= close))
}

/// What the calendar holds, what is past last and muted; what falls into a window is marked.
fn calendar(page: &mut Page, view: &Cycle, making: &Making<'_>) {
    let day = making.as_of();
    let mut entries: Vec<(NaiveDate, String, String)> = making
        .dialogue
        .process()
        .rows("calendar")
        .filter_map(|row| Some((row.date("date")?, one_line(row.text("event")?), row.text("kind").unwrap_or_default().to_owned())))
        .collect();
    entries.sort();
    page.gap();
    page.push(super::heading("Calendar"));
    if entries.is_empty() {
        let key = making.keymap.key(crate::app::command::Command::Dialogue);
        let said = format!("Empty: elections, readings and budget days belong into the dialogue itself ({key}).");
        super::words::paragraph(page, 3, Role::Muted, &said, making.width);
    }
    let mut table = super::table::Table::new([
        super::table::words(""),
        super::table::numbers("").drops(2),
        super::table::words("").shrinks_to(36),
        super::table::words("").drops(1),
        super::table::words(""),
    ]);
    let (past, ahead): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(date, ..)| *date < day);
    for (date, event, kind) in ahead.into_iter().chain(past) {
        let over = date < day;
        let role = if over { Role::Muted } else { Role::Text };
        let mark = match in_window(date, view) {
            true if over => (Role::Muted, "in the window".to_owned()),
            true => (Role::Good, "in the window".to_owned()),
            false => (Role::Muted, String::new()),
        };
        let distance = if over { "past".to_owned() } else { dates::say_distance(date, day) };
        table.row(
            vec![(role, dates::say_day(date, making.as_of())), (Role::Muted, distance), (role, event), (Role::Muted, kind), mark],
            Some(Opens::Page(Source::Dialogue)),
        );
    }
    table.onto(page, making.width);
}

#[cfg(test)]
mod tests {
    use crate::app::page::Source;
    use crate::app::page::testing::{model, text};
    use crate::domain::testing::Build;

    #[test]
    fn a_policy_tells_its_stages_backwards_and_the_calendar_marks_what_falls_into_its_window() {
        let event = |date: &str, words: &str| format!("[[calendar]]\ndate = {date}\nevent = \"{words}\"\nkind = \"reading\"\n");
        let calendar =
            [event("2026-04-01", "First reading"), event("2026-06-30", "Last sitting"), event("2026-07-01", "Holidays")].concat();
        let build = Build::new()
            .file("dialogue", &format!("format = 1\ntitle = \"D\"\n{calendar}"))
            .file("cycle/a", "title = 'A'\nstage = 'agenda_setting'\ndate = 2024-09-10")
            .file("cycle/b", "title = 'B'\nstage = 'formulation'\ndate = 2025-03-11\nwindow_open = 2026-03-15\nwindow_close = 2026-06-30");
        for width in [60, 80, 120] {
            let page = text(&mut model(build.done(), (width, 24)), &Source::Cycle, 0);
            assert!(page.contains("[formulation]") && page.contains("before   agenda setting, Tue 10 Sep 2024"), "{page}");
            let marked = |words: &str| page.lines().any(|line| line.contains(words) && line.contains("in the window"));
            assert!(marked("First") && marked("Last") && !marked("Holidays"), "{page}");
        }
    }
}
