//! Tables on pages: columns as wide as what stands in them, aligned over the whole page; what does not fit is dropped in a
//! stated order before anything is cut.

use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Opens, Page};
use crate::app::part::Part;
use unicode_width::UnicodeWidthStr;

/// Cells between two columns.
const GAP: usize = 2;

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    head: String,
    right: bool,
    drop: u8,
    least: Option<usize>,
}

/// Words to the left under a head, which may have several lines; never dropped, never cut.
#[must_use]
pub fn words(head: &str) -> Column {
    Column { head: head.to_owned(), right: false, drop: 0, least: None }
}

/// Numbers to the right under a head.
#[must_use]
pub fn numbers(head: &str) -> Column {
    Column { right: true, ..words(head) }
}

impl Column {
    fn head_lines(&self) -> usize {
        self.head.lines().count().max(1)
    }

    fn head_width(&self) -> usize {
        self.head.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
    }

    /// It gives way when there is no room: the lower the number, the sooner.
    #[must_use]
    pub fn drops(mut self, order: u8) -> Self {
        self.drop = order;
        self
    }

    /// It may be cut, but other columns are dropped before it gets narrower than so many cells.
    #[must_use]
    pub fn shrinks_to(mut self, least: usize) -> Self {
        self.least = Some(least);
        self
    }
}

/// Words for a head over a narrow column: as many short lines as they need, broken between words where that can be.
#[must_use]
pub fn stacked(said: &str) -> String {
    let longest = said.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
    fit::wrap(said, longest.clamp(8, 14)).join("\n")
}

/// A piece of a row.
pub type Cell = (Role, String);

/// A cell of plain text.
#[must_use]
pub fn text(said: impl Into<String>) -> Cell {
    (Role::Text, said.into())
}

/// A cell that is read second.
#[must_use]
pub fn muted(said: impl Into<String>) -> Cell {
    (Role::Muted, said.into())
}

#[derive(Debug)]
enum Item {
    /// Its cells, and a line with all else of it.
    Row(Vec<Cell>, Line),
    Line(Line),
    Gap,
}

/// A table being written.
#[derive(Debug)]
pub struct Table {
    indent: usize,
    columns: Vec<Column>,
    items: Vec<Item>,
}

impl Table {
    /// A table of these columns.
    #[must_use]
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { indent: 3, columns: columns.into_iter().collect(), items: Vec::new() }
    }

    /// Its rows begin at that cell; the mark of the cursor needs the first.
    #[must_use]
    pub fn indented(mut self, indent: usize) -> Self {
        self.indent = indent;
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>, opens: Option<Opens>) {
        self.row_as(cells, Line { opens, ..Line::blank() });
    }

    /// Adds a row that opens something and speaks of a record or row.
    pub fn row_about(&mut self, cells: Vec<Cell>, opens: Option<Opens>, part: Part) {
        self.row_as(cells, Line { opens, ..Line::blank() }.about(part));
    }

    /// Adds a row that leads wherever that line leads.
    pub fn row_as(&mut self, cells: Vec<Cell>, line: Line) {
        self.items.push(Item::Row(cells, line));
    }

    /// Adds a line that is no row, such as a heading between rows.
    pub fn line(&mut self, line: Line) {
        self.items.push(Item::Line(line));
    }

    /// Adds a heading with a blank line before it, unless it comes first.
    pub fn heading(&mut self, title: &str, aside: &str) {
        if !self.items.is_empty() {
            self.items.push(Item::Gap);
        }
        let line = super::heading(title);
        self.line(if aside.is_empty() { line } else { line.with(Role::Muted, format!("   {aside}")) });
    }

    /// Adds a blank line.
    pub fn gap(&mut self) {
        self.items.push(Item::Gap);
    }

    /// Whether no row was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.items.iter().any(|item| matches!(item, Item::Row(..)))
    }

    /// Its lines in so many cells, with the heads of its columns first where they have any.
    #[must_use]
    pub fn lines(self, width: usize) -> Vec<Line> {
        let widths = self.widths(width.saturating_sub(1));
        let mut lines = Vec::new();
        if self.columns.iter().any(|column| !column.head.is_empty()) {
            // Heads of several lines stand on the first row, as heads over columns do.
            let tall = self.columns.iter().zip(&widths).filter(|(_, width)| width.is_some()).map(|(column, _)| column.head_lines()).max();
            let tall = tall.unwrap_or(1);
            for n in 0..tall {
                let part = |column: &Column| {
                    let above = tall - column.head_lines().min(tall);
                    n.checked_sub(above).and_then(|n| column.head.lines().nth(n)).unwrap_or_default().to_owned()
                };
                let heads: Vec<Cell> = self.columns.iter().map(|column| muted(part(column))).collect();
                lines.push(self.laid(&heads, &widths));
            }
        }
        for item in &self.items {
            lines.push(match item {
                Item::Row(cells, line) => Line { spans: self.laid(cells, &widths).spans, ..line.clone() },
                Item::Line(line) => line.clone(),
                Item::Gap => Line::blank(),
            });
        }
        lines
    }

    /// Adds its lines to a page.
    pub fn onto(self, page: &mut Page, width: usize) {
        page.lines.extend(self.lines(width));
    }

    fn laid(&self, cells: &[Cell], widths: &[Option<usize>]) -> Line {
        let mut line = Line::of(Role::Text, " ".repeat(self.indent));
        let last = widths.iter().rposition(Option::is_some);
        for (n, ((column, width), cell)) in self.columns.iter().zip(widths).zip(cells).enumerate() {
            let Some(width) = width else { continue };
            let (role, said) = cell;
            let said = match (column.right, last == Some(n)) {
                (true, _) => fit::right(said, *width),
                (false, true) => fit::fit(said, *width),
                (false, false) => fit::left(said, *width),
            };
            line.push(*role, said);
            if last != Some(n) {
                line.push(Role::Text, " ".repeat(GAP));
            }
        }
        line
    }

    /// Which columns have something to say and no room in so many cells.
    #[must_use]
    pub fn dropped(&self, width: usize) -> Vec<usize> {
        let shown = self.widths(width.saturating_sub(1));
        let all = self.natural();
        all.iter().zip(shown).enumerate().filter(|(_, (natural, shown))| natural.is_some() && shown.is_none()).map(|(n, _)| n).collect()
    }

    /// The width each column would have with all the room it wants; nothing for one in which nothing stands.
    fn natural(&self) -> Vec<Option<usize>> {
        let natural = |n: usize, column: &Column| {
            let cells = self.items.iter().filter_map(|item| match item {
                Item::Row(cells, ..) => cells.get(n).map(|(_, said)| fit::cells(said)),
                _ => None,
            });
            let widest = cells.max().unwrap_or(0);
            if widest == 0 { None } else { Some(widest.max(column.head_width())) }
        };
        self.columns.iter().enumerate().map(|(n, column)| natural(n, column)).collect()
    }

    /// The width of each column; nothing for one that is dropped.
    fn widths(&self, room: usize) -> Vec<Option<usize>> {
        let mut widths = self.natural();
        let least = |widths: &[Option<usize>]| -> usize {
            let cells = widths.iter().zip(&self.columns).filter_map(|(width, column)| {
                let width = (*width)?;
                Some(column.least.map_or(width, |least| least.min(width)) + GAP)
            });
            self.indent + cells.sum::<usize>().saturating_sub(GAP)
        };
        while least(&widths) > room {
            let droppable = self.columns.iter().zip(&widths).enumerate().filter(|(_, (column, width))| column.drop > 0 && width.is_some());
            let Some((n, _)) = droppable.min_by_key(|(_, (column, _))| column.drop) else { break };
            if let Some(width) = widths.get_mut(n) {
                *width = None;
            }
        }
        self.shrink(&mut widths, room);
        widths
    }

    /// Which columns give cells before the others: those that may be dropped, and those in which most rows say nothing.
    fn yielding(&self) -> Vec<bool> {
        let says = |n: usize, cells: &[Cell]| cells.get(n).is_some_and(|(_, said)| !matches!(said.as_str(), "" | "·"));
        let rows = || self.items.iter().filter_map(|item| if let Item::Row(cells, _) = item { Some(cells) } else { None });
        let sparse = |n: usize| rows().filter(|cells| says(n, cells)).count() * 2 < rows().count();
        self.columns.iter().enumerate().map(|(n, column)| column.drop > 0 || sparse(n)).collect()
    }

    /// Takes cells from the columns that may shrink, always from the widest.
    fn shrink(&self, widths: &mut [Option<usize>], room: usize) {
        let used =
            |widths: &[Option<usize>]| self.indent + widths.iter().flatten().map(|width| width + GAP).sum::<usize>().saturating_sub(GAP);
        let mut over = used(widths).saturating_sub(room);
        let yielding = self.yielding();
        // When nothing is left to drop, what may be cut is cut further.
        for (all, hard) in [(false, false), (true, false), (true, true)] {
            while over > 0 {
                let able =
                    |width: usize, column: &Column| column.least.is_some_and(|least| width > if hard { least.min(4) } else { least });
                let widest = widths
                    .iter_mut()
                    .zip(self.columns.iter().zip(&yielding))
                    .filter(|(_, (_, yields))| all || **yields)
                    .filter_map(|(width, (column, _))| width.as_mut().filter(|width| able(**width, column)))
                    .max_by_key(|width| **width);
                match widest {
                    Some(width) => *width -= 1,
                    None => break,
                }
                over -= 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let mut table = Table::new([words("Who"), words("What").shrinks_to(6), numbers("Days").drops(1)]);
        table.row(vec![text("UDK"), text("look for a secondment"), muted("6")], None);
        table.row(vec![text("MoLSP"), text("a draft"), muted("124")], None);
        table
    }

    fn plain(width: usize) -> Vec<String> {
        sample().lines(width).iter().map(Line::plain).collect()
    }

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them() {
        assert_eq!(
            plain(60),
            ["   Who    What                   Days", "   UDK    look for a secondment     6", "   MoLSP  a draft                 124"]
        );
    }

    #[test]
    fn heads_of_several_lines_stand_on_the_rows_and_make_no_column_wider_than_their_longest_line() {
        let mut table = Table::new([words("Who"), numbers("open to\nall"), numbers("fair")]);
        table.row(vec![text("UDK"), text("+1"), text("0")], None);
        let lines: Vec<_> = table.lines(60).iter().map(|line| line.plain().trim_end().to_owned()).collect();
        assert_eq!(lines, ["        open to", "   Who      all  fair", "   UDK       +1     0"]);
    }

    #[test]
    fn words_are_cut_at_a_word_before_anything_leaves_the_screen() {
        assert_eq!(plain(31).get(1).map(String::as_str), Some("   UDK    look for a…        6"));
        for width in 1..60 {
            assert!(plain(width).iter().all(|line| line.width() <= width.max(16)), "{width}");
        }
    }

    #[test]
    fn a_column_that_has_no_room_goes_as_a_whole() {
        assert_eq!(plain(20).first().map(String::as_str), Some("   Who    What"));
    }

    #[test]
    fn what_may_be_dropped_or_says_nothing_in_most_rows_is_cut_before_what_every_row_says() {
        let mut table = Table::new([words("What").shrinks_to(6), words("Kinds").shrinks_to(6).drops(1)]);
        table.row(vec![text("look for a secondment"), text("academia, media")], None);
        assert_eq!(table.lines(40).last().map(Line::plain).as_deref(), Some("   look for a secondment  academia…"));
        let mut table = Table::new([words("What").shrinks_to(6), words("Quarrel").shrinks_to(6)]);
        for quarrel in ["a very long quarrel", "·", "·", "·", "·"] {
            table.row(vec![text("look for a secondment"), text(quarrel)], None);
        }
        assert_eq!(table.lines(40).get(1).map(Line::plain).as_deref(), Some("   look for a secondment  a very long…"));
    }

    #[test]
    fn a_column_in_which_nothing_stands_is_left_out() {
        let mut table = Table::new([words("Who"), words("Note"), words("When")]);
        table.row(vec![text("UDK"), text(""), text("today")], None);
        assert_eq!(table.lines(40).first().map(Line::plain).as_deref(), Some("   Who  When"));
    }
}
