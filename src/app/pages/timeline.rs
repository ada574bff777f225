//! The Roadmap as a timeline in characters: a bar from start to first date, its slip dotted behind, today as one line down.

use super::words;
use super::{commitments, status_sign};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::display::one_line;
use crate::domain::record::Key;
use crate::domain::views::roadmap::{self, Roadmap};
use chrono::{Datelike, NaiveDate};
use std::cmp::Ordering;
use unicode_width::UnicodeWidthStr;

const WAYS: &[&str] = &["by priority", "by date"];
const INITIALS: [&str; 12] = ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"];
/// What the signs mean, in two lines.
const LEGEND: [&str; 2] = ["─ under way   ═ done   · not begun", "┤ due   ┼╌┤ put off   │ today"];
/// The axis never gets wider than so many cells a month, nor the titles narrower than so many cells.
const MOST_CELLS: usize = 4;
const LEAST_TITLE: usize = 12;
/// Titles get what they want before months have more than so many cells, but never more than that.
const GOOD_CELLS: usize = 2;
const MOST_TITLE: usize = 60;

/// The page of the timeline.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = making.facts.roadmap(making.dialogue, making.moment());
    let mut page = Page::new("Timeline");
    let way = making.way_of(&mut page, WAYS);
    page.aside = WAYS.get(way).copied().unwrap_or_default().to_owned();
    if view.lines.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "No commitments yet, so there is nothing to lay along the months; a adds one.",
            making.width,
        );
        return page;
    }
    let layout = Layout::new(&view, making);
    let heads = layout.axis.heads();
    // The signs are explained where the eye begins, in what is empty beside the months; below, where that is too narrow.
    let beside = heads.len() == LEGEND.len() && LEGEND.iter().all(|said| said.width() + 3 <= layout.left);
    for (head, said) in heads.into_iter().zip(LEGEND) {
        let said = if beside { format!(" {said}") } else { String::new() };
        page.push(Line::of(Role::Muted, said).to(layout.left).with(Role::Muted, head));
    }
    if way == 0 {
        for priority in &view.by_priority {
            page.push(
                layout.axis.with_today(super::heading(&fit::fit(&one_line(&priority.title), layout.left.saturating_sub(3))), layout.left),
            );
            for line in priority.commitments.iter().filter_map(|id| view.line(id)) {
                page.push(layout.row(line, making));
            }
        }
    } else {
        let mut lines: Vec<&roadmap::Line> = view.lines.iter().collect();
        lines.sort_by_key(|line| (line.holds().is_none(), line.holds(), line.id.clone()));
        for line in lines {
            page.push(layout.row(line, making));
        }
    }
    page.gap();
    commitments::counted(&mut page, &view, making.width);
    if !beside {
        words::paragraph(&mut page, 1, Role::Muted, &LEGEND.join("   "), making.width);
    }
    page
}

/// Where the columns stand.
struct Layout {
    /// Cells before the axis.
    left: usize,
    title: usize,
    lead: usize,
    axis: Axis,
}

impl Layout {
    fn new(view: &Roadmap, making: &Making<'_>) -> Self {
        let id = 6;
        let sign = 3;
        let names = view.lines.iter().filter_map(|line| line.lead.as_ref());
        let lead = names.map(|lead| words::short(making.dialogue, lead).width()).max().unwrap_or(0).min(9);
        let lead = if making.width < 70 { 0 } else { lead + 2 };
        let fixed = sign + id + lead + 2;
        let room = making.width.saturating_sub(fixed + LEAST_TITLE + 1);
        let wanted = view.lines.iter().map(|line| one_line(&line.title).width()).max().unwrap_or(0).min(MOST_TITLE);
        let good = (Axis::months(view) * GOOD_CELLS).min(making.width / 2);
        let axis = Axis::fitting(view, room.min(making.width.saturating_sub(fixed + wanted + 1).max(good)));
        let title = making.width.saturating_sub(fixed + axis.width() + 1).clamp(LEAST_TITLE.min(making.width), MOST_TITLE);
        Self { left: fixed + title, title, lead, axis }
    }

    fn row(&self, line: &roadmap::Line, making: &Making<'_>) -> Line {
        let (sign, role) = status_sign(line.status.value());
        let lead = line.lead.as_ref().map(|lead| words::short(making.dialogue, lead)).unwrap_or_default();
        let mut laid = Line::of(role, format!(" {sign} "))
            .with(Role::Muted, fit::left(&one_line(&line.id), 5))
            .with(Role::Text, format!(" {}", fit::left(&one_line(&line.title), self.title)))
            .with(Role::Muted, if self.lead > 0 { format!("  {}", fit::left(&lead, self.lead - 2)) } else { String::new() })
            .to(self.left);
        let bar_role = if line.needs_attention() { Role::Warn } else { Role::Text };
        for (text, today) in self.axis.bar(line) {
            laid.push(if today { Role::Accent } else { bar_role }, text);
        }
        laid.opening(Opens::Record(Key::new("commitments", &line.id)))
    }
}

/// Months laid along cells.
struct Axis {
    /// The first month, as months since year 0.
    first: i32,
    months: usize,
    /// Cells a month has; with less than one, months a cell has.
    cells: usize,
    per_cell: usize,
    today: NaiveDate,
}

impl Axis {
    fn months(view: &Roadmap) -> usize {
        let (from, to) = view.span();
        usize::try_from(month_of(to) - month_of(from) + 1).unwrap_or(1)
    }

    fn fitting(view: &Roadmap, room: usize) -> Self {
        let (first, months) = (month_of(view.span().0), Self::months(view));
        let room = room.max(1);
        let cells = (room / months).min(MOST_CELLS);
        let per_cell = if cells == 0 { months.div_ceil(room) } else { 1 };
        Self { first, months, cells: cells.max(1), per_cell, today: view.as_of }
    }

    fn width(&self) -> usize {
        if self.per_cell > 1 { self.months.div_ceil(self.per_cell) } else { self.months * self.cells }
    }

    /// The cell of a day.
    fn at(&self, day: NaiveDate) -> usize {
        let month = usize::try_from(month_of(day) - self.first).unwrap_or(0);
        let within = usize::try_from(day.day0()).unwrap_or(0) * self.cells / 31;
        let cell = if self.per_cell > 1 { month / self.per_cell } else { month * self.cells + within };
        cell.min(self.width().saturating_sub(1))
    }

    /// The cell of a date, moved to the side it is on where it would stand under today's line.
    fn beside_today(&self, day: NaiveDate) -> usize {
        let (cell, today) = (self.at(day), self.at(self.today));
        match day.cmp(&self.today) {
            Ordering::Less if cell == today => cell.saturating_sub(1),
            Ordering::Greater if cell == today => (cell + 1).min(self.width().saturating_sub(1)),
            _ => cell,
        }
    }

    /// The years over the months; months by their first letters where each has a cell.
    fn heads(&self) -> Vec<String> {
        let mut years: Vec<char> = vec![' '; self.width()];
        let mut letters = years.clone();
        let mut free = 0;
        for month in 0..self.months {
            let number = self.first + i32::try_from(month).unwrap_or(0);
            let cell = if self.per_cell > 1 { month / self.per_cell } else { month * self.cells };
            let of_year = usize::try_from(number.rem_euclid(12)).unwrap_or(0);
            if let Some(letter) = INITIALS.get(of_year).and_then(|initial| initial.chars().next())
                && self.per_cell == 1
                && let Some(slot) = letters.get_mut(cell)
            {
                *slot = letter;
            }
            if (of_year == 0 || month == 0) && cell >= free {
                let year = number.div_euclid(12).to_string();
                // A year that would run into the next one, or over the edge, is not begun.
                let room = if of_year == 0 { self.width() } else { cell + (12 - of_year) * self.cells / self.per_cell };
                if cell + year.len() <= room.min(self.width()) {
                    for (slot, digit) in years.iter_mut().skip(cell).zip(year.chars()) {
                        *slot = digit;
                    }
                    free = cell + year.len() + 1;
                }
            }
        }
        let line = |cells: Vec<char>| cells.into_iter().collect::<String>();
        if self.per_cell > 1 { vec![line(years)] } else { vec![line(years), line(letters)] }
    }

    /// A line without a bar, with today's mark.
    fn with_today(&self, line: Line, left: usize) -> Line {
        line.to(left + self.at(self.today)).with(Role::Accent, "│")
    }

    /// The bar of a commitment, in pieces that are today's line or not.
    fn bar(&self, line: &roadmap::Line) -> Vec<(String, bool)> {
        let mut cells: Vec<char> = vec![' '; self.width()];
        let status = line.status.value();
        let body = match status {
            "done" => '═',
            "not_started" => '·',
            "dropped" => ' ',
            _ => '─',
        };
        let first = line.due.or(line.revised);
        if let Some(due) = first {
            let (from, to) = (self.at(line.start.unwrap_or(due).min(due)), self.beside_today(due));
            for cell in cells.iter_mut().take(to).skip(from) {
                *cell = body;
            }
            set(&mut cells, to, '┤');
            if let Some(now) = line.revised.filter(|now| *now > due) {
                set(&mut cells, to, '┼');
                let end = self.beside_today(now);
                for cell in cells.iter_mut().take(end).skip(to + 1) {
                    *cell = '╌';
                }
                set(&mut cells, end.max(to), '┤');
            }
        }
        let today = self.at(self.today);
        set(&mut cells, today, '│');
        let before = cells.iter().take(today).collect();
        let after = cells.iter().skip(today + 1).collect();
        vec![(before, false), ("│".to_owned(), true), (after, false)]
    }
}

fn set(cells: &mut [char], at: usize, to: char) {
    if let Some(cell) = cells.get_mut(at) {
        *cell = to;
    }
}

fn month_of(day: NaiveDate) -> i32 {
    day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::app::page::Source;
    use crate::app::page::testing::{model, of_sample, text};
    use crate::domain::testing::Build;

    #[test]
    fn a_slip_is_seen_behind_the_first_date_and_today_runs_through_every_row() {
        let page = of_sample(&Source::Timeline, 0);
        let slipped = page.lines().find(|line| line.contains("c07")).unwrap();
        assert!(slipped.contains('┼') && slipped.contains('┤'), "{page}");
        let today: Vec<usize> = page
            .lines()
            .filter(|line| line.contains(" c0") || line.contains(" c1"))
            .filter_map(|line| line.chars().position(|c| c == '│'))
            .collect();
        assert_eq!(today.len(), 13);
        assert!(today.iter().all(|place| Some(place) == today.first()), "{page}");
    }

    #[test]
    fn a_date_of_this_month_stands_beside_today_on_its_side() {
        let dialogue = Build::new()
            .file("commitments/c1", "title = \"past\"\ndue = 2026-03-01")
            .file("commitments/c2", "title = \"soon\"\ndue = 2026-03-30")
            .file("commitments/c3", "title = \"long\"\nstart = 2025-01-01\ndue = 2028-01-01")
            .done();
        let page = text(&mut model(dialogue, (80, 24)), &Source::Timeline, 0);
        let row = |id: &str| page.lines().find(|line| line.contains(id)).unwrap_or_else(|| panic!("{page}"));
        assert!(row("c1").contains("┤│") && row("c2").contains("│┤"), "{page}");
    }

    #[test]
    fn a_commitment_without_any_date_and_one_that_runs_for_a_century_are_drawn_too() {
        let dialogue =
            Build::new().file("commitments/c1", "title = \"a\"").file("commitments/c2", "start = 1930-01-01\ndue = 2099-01-01").done();
        for width in [20, 60, 80, 200] {
            let page = text(&mut model(dialogue.clone(), (width, 24)), &Source::Timeline, 0);
            assert!(page.contains("c1") && page.contains("c2"), "{page}");
        }
    }
}
