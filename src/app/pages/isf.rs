//! The Integrated Support Framework as a table: one row an issue and stakeholder, its columns phase by phase. The layout is ours.

use super::table::{Table, muted, text, words as column};
use super::{count, words};
use crate::app::command::Command;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::dates;
use crate::domain::display::one_line;
use crate::domain::record::{Fields, Key};
use crate::domain::views::indicators;
use crate::domain::views::isf::{self, Block, Column, Isf, OURS, Row};
use crate::domain::views::trace::Of;

const WAYS: &[&str] = &["in short", "what assessment fills", "what consensus building fills", "what monitoring fills", "in full"];

/// The page of the framework.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = isf::compute(making.dialogue, making.as_of()).shown_to(making.sight.audience);
    let measured = indicators::compute(making.dialogue, making.as_of());
    let mut page = Page::new("Integrated Support Framework");
    let way = making.way_of(&mut page, WAYS);
    page.aside = WAYS.get(way).copied().unwrap_or_default().to_owned();
    if view.issues.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "No issues yet. An issue is a point that has to be settled; each gets a row for every stakeholder.",
            making.width,
        );
        page.gap();
        snapshots(&mut page, making);
        return page;
    }
    let columns: Vec<Column> = match way {
        0 => vec![Column::Position, Column::RedLine, Column::Commitments],
        1 => of_phase("assessment"),
        2 => of_phase("consensus"),
        3 => of_phase("monitoring"),
        _ => Vec::new(),
    };
    if way == 4 {
        let mut silent = Silent::of(&view, making);
        for block in &view.issues {
            page.gap();
            page.push(head(block, making));
            in_full(&mut page, block, &measured, making);
            page.lines.extend_from_slice(silent.lines(block));
        }
    } else {
        table(&view, &columns, &measured, making).onto(&mut page, making.width);
    }
    page.gap();
    snapshots(&mut page, making);
    page.gap();
    words::paragraph(&mut page, 1, Role::Muted, OURS, making.width);
    page
}

/// How to keep this state and to compare it, and which states are kept.
fn snapshots(page: &mut Page, making: &Making<'_>) {
    let all = making.dialogue.records("snapshots");
    let last = all.iter().filter_map(|record| record.date("date")).max().map(|day| dates::say_day(day, making.as_of()));
    let kept = match last {
        Some(last) => format!("{}, the last of {last}", count(all.len(), "snapshot", "snapshots")),
        None => making.word("no snapshot yet", "no snapshot is shown").to_owned(),
    };
    page.push(
        super::heading("Then and now").with(Role::Muted, format!("   {kept}")).opening(Opens::List("snapshots".into(), String::new())),
    );
    let ways = [
        (Command::Freeze, "freezes how things stand, with a reason: before a round table, at the end of a phase"),
        (Command::Compare, "says who moved, on what and because of which meeting, between two days or snapshots"),
    ];
    for (command, about) in ways {
        let key = making.keymap.key(command);
        for (n, said) in fit::wrap(about, making.width.saturating_sub(14).clamp(8, 100)).into_iter().enumerate() {
            let head = Line::of(Role::Accent, if n == 0 { format!("   {key}") } else { String::new() });
            page.push(head.to(13).with(Role::Muted, said).opening(Opens::Command(command)));
        }
    }
}

fn of_phase(phase: &str) -> Vec<Column> {
    Column::ALL.into_iter().filter(|column| column.phase() == phase && !matches!(column, Column::Policies)).collect()
}

fn head(block: &Block, making: &Making<'_>) -> Line {
    let status = block.status.as_deref().unwrap_or("no status");
    let line = super::heading(&fit::fit(&one_line(&block.title), making.width.saturating_sub(14)));
    line.right(making.width.saturating_sub(1), Role::Muted, status).opening(Opens::Record(Key::new("issues", &block.issue)))
}

/// So many of those of whom nothing is known on an issue are named; the others are counted.
const NAMED: usize = 24;

/// Of whom nothing is known on an issue: said, not left out. Of many issues the same were never asked; their lines are made once.
struct Silent<'a> {
    view: &'a Isf,
    making: &'a Making<'a>,
    last: (Vec<&'a str>, usize, Vec<Line>),
}

impl<'a> Silent<'a> {
    fn of(view: &'a Isf, making: &'a Making<'a>) -> Self {
        Self { view, making, last: Default::default() }
    }

    fn lines(&mut self, block: &'a Block) -> &[Line] {
        let named: Vec<&str> = self.view.silent(block).map(|actor| &*actor.id).take(NAMED).collect();
        let more = self.view.actors.len().saturating_sub(block.known.len() + named.len());
        if self.last.0 != named || self.last.1 != more {
            self.last = (named.clone(), more, self.made(&named, more));
        }
        &self.last.2
    }

    fn made(&self, named: &[&str], more: usize) -> Vec<Line> {
        if named.is_empty() {
            return Vec::new();
        }
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let mut page = Page::new("");
        let known = self.making.word("nothing known of", "nothing shown of");
        let said = format!("{known} {}{more}", words::shorts(self.making.dialogue, named));
        words::paragraph(&mut page, 3, Role::Warn, &said, self.making.width);
        page.lines
    }
}

/// What a stakeholder's row says under a column.
fn said(column: Column, row: &Row, block: &Block, measured: &indicators::Indicators) -> String {
    // The quarrel of the whole issue is no word of this stakeholder.
    if column == Column::Contention { row.contention.join("; ") } else { row.text(block, column, measured) }
}

fn table(view: &Isf, columns: &[Column], measured: &indicators::Indicators, making: &Making<'_>) -> Table {
    let is_filled = |column: &Column| {
        let mut rows = view.issues.iter().flat_map(|block| block.known.iter().map(move |row| (block, row)));
        rows.any(|(block, row)| !said(*column, row, block, measured).is_empty())
    };
    // A column in which nothing stands yet takes no room from the others: it is named below.
    let (columns, empty): (Vec<Column>, Vec<Column>) = columns.iter().partition(|column| is_filled(column));
    let mut heads = vec![column("")];
    for (n, known) in columns.iter().enumerate() {
        // A position or a red line that is cut says too little; the columns after them give way instead.
        let head = column(known.title()).shrinks_to(if matches!(known, Column::Position | Column::RedLine) { 24 } else { 10 });
        // Where there is no room for all, those that fill last give way first.
        heads.push(if n < 2 { head } else { head.drops(u8::try_from(columns.len() - n).unwrap_or(1).max(1)) });
    }
    let mut table = Table::new(heads);
    let mut silent = Silent::of(view, making);
    for (n, block) in view.issues.iter().enumerate() {
        if n > 0 {
            table.line(Line::blank());
        }
        table.line(head(block, making));
        for row in &block.known {
            let mut cells = vec![text(words::short(making.dialogue, &row.actor.id))];
            cells.extend(columns.iter().map(|column| {
                let said = said(*column, row, block, measured);
                if said.is_empty() { muted("·") } else { text(one_line(&said)) }
            }));
            table.row_as(cells, of_row(Line::blank(), block, row));
        }
        for line in silent.lines(block) {
            table.line(line.clone());
        }
    }
    if !empty.is_empty() {
        let titles = empty.iter().map(|column| column.title()).collect::<Vec<_>>().join(", ");
        let mut page = Page::new("");
        let nothing = making.word("Nothing is noted yet under", "Nothing is shown under");
        words::paragraph(&mut page, 3, Role::Muted, &format!("{nothing}: {titles}."), making.width);
        table.gap();
        page.lines.into_iter().for_each(|line| table.line(line));
    }
    table
}

/// A line of a row: it opens the stakeholder, and is traced back to what they said on the issue.
fn of_row(line: Line, block: &Block, row: &Row) -> Line {
    let why = Of::Said { stakeholder: row.actor.id.clone(), on: vec![Key::new("issues", &block.issue)] };
    line.opening(Opens::Record(Key::new("stakeholders", &row.actor.id))).because(Source::Trace(why))
}

fn in_full(page: &mut Page, block: &Block, measured: &indicators::Indicators, making: &Making<'_>) {
    if let Some(contested) = &block.contested {
        words::paragraph(page, 3, Role::Muted, &one_line(contested), making.width);
    }
    for row in &block.known {
        page.push(of_row(Line::of(Role::Accent, format!("   {}", words::short(making.dialogue, &row.actor.id))), block, row));
        for column in Column::ALL {
            let said = said(column, row, block, measured);
            if said.is_empty() || column == Column::Policies {
                continue;
            }
            for (n, line) in fit::wrap(&said, making.width.saturating_sub(22).clamp(8, 90)).into_iter().enumerate() {
                let label = if n == 0 { column.title() } else { "" };
                page.push(Line::of(Role::Field, format!("     {label}")).to(21).with(Role::Text, line));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::page::Source;
    use crate::app::page::testing::{model, text};
    use crate::domain::testing::{Build, sample};

    #[test]
    fn a_column_in_which_nothing_stands_yet_takes_no_room_and_is_named() {
        let row = "[[position]]\noption = \"o1\"\nvalue = 1";
        let build = Build::new().file("stakeholders/a", "name = \"A\"\nkind = \"cso\"").file("issues/i1", "title = \"I\"");
        let dialogue = build.file("options/o1", "title = \"O\"\nissue = \"i1\"").meeting("m", "a", "2026-02-01", row).done();
        let page = text(&mut model(dialogue, (80, 24)), &Source::Isf, 1);
        assert!(page.contains("o1 +1"), "{page}");
        assert!(page.contains("Nothing is noted yet under: ") && page.contains("Interests"), "{page}");
        assert!(!page.lines().next().is_some_and(|heads| heads.contains("Interests")), "{page}");
    }

    #[test]
    fn the_way_to_freeze_and_to_compare_stands_on_the_page_also_where_nothing_else_does() {
        for dialogue in [Build::new().done(), sample()] {
            let page = text(&mut model(dialogue, (60, 18)), &Source::Isf, 0);
            for words in ["Then and now", "no snapshot yet", "Space f", "Space c"] {
                assert!(page.contains(words), "{words} is not in\n{page}");
            }
        }
    }
}
