//! What the matrix shows, made once from the records: names, cells in words, and what each cell rests on.

use crate::app::line::Role;
use crate::app::pages::words;
use crate::app::part::Part;
use crate::domain::dates;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::one_line;
use crate::domain::lens::{Polarity, PolicyOption};
use crate::domain::record::{Key, Name};
use crate::domain::views::matrix::{Cell, Matrix};
use crate::domain::views::statements::{Line, Statements};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// A cell as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shown {
    /// Its text: the value with its sign, an arrow, `~`, `*`, `!`; `?` for who would not say; `·` for nothing.
    pub(super) text: String,
    /// How it weighs.
    pub(super) role: Option<Role>,
    /// The value, when there is one.
    pub(super) value: Option<i64>,
    /// What it says in words: the statement, then the red line, the quote, the condition. Nothing where nothing was said or asked.
    pub(super) words: Vec<String>,
    /// The meeting or workshop it rests on.
    pub(super) source: Option<Key>,
    /// The row of it.
    pub(super) part: Option<Part>,
}

impl Shown {
    /// Whether nothing was ever said or asked.
    #[must_use]
    pub(super) fn is_empty(&self) -> bool {
        self.source.is_none()
    }
}

/// A stakeholder and their cells, in the order of the columns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The stakeholder.
    pub(super) stakeholder: Name,
    /// Their short name.
    pub(super) name: String,
    /// The cells in which there is something, by the place of their column: they are few.
    cells: BTreeMap<usize, Shown>,
}

impl Row {
    /// The cell of a column.
    #[must_use]
    pub(super) fn cell(&self, column: usize) -> &Shown {
        self.cells.get(&column).unwrap_or(&NOTHING)
    }

    /// The cells in which there is something.
    pub(super) fn filled(&self) -> impl Iterator<Item = (&usize, &Shown)> {
        self.cells.iter()
    }
}

/// A cell of which nothing is known.
static NOTHING: LazyLock<Shown> = LazyLock::new(|| Shown { text: "·".to_owned(), role: Some(Role::Muted), ..Shown::default() });

/// An option.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// Its id.
    pub(super) option: Name,
    /// What it says, in a few words.
    pub(super) title: String,
    /// Its issue in a few words; empty when it has none.
    pub(super) issue: String,
}

/// Everything the matrix can show.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Grid {
    /// Options, grouped by issue.
    pub(super) columns: Vec<Column>,
    /// Everybody.
    pub(super) rows: Vec<Row>,
}

/// The grid at a day.
#[must_use]
pub(super) fn grid(dialogue: &Dialogue, matrix: &Matrix, today: NaiveDate) -> Grid {
    let statements = Statements::gather(dialogue, matrix.as_of);
    let columns: Vec<Column> = matrix
        .columns
        .iter()
        .map(|option| {
            let issue = dialogue.get("options", option).and_then(|record| PolicyOption(record).issue());
            Column {
                option: option.clone(),
                title: words::title(dialogue, "options", option),
                issue: issue.map(|issue| words::issue(dialogue, issue)).unwrap_or_default(),
            }
        })
        .collect();
    let places: HashMap<&Name, usize> = columns.iter().enumerate().map(|(place, column)| (&column.option, place)).collect();
    // Who said something on what, or drew a line: the last line of each.
    let mut known: BTreeMap<(&Name, &Name), Option<&Line<'_>>> = BTreeMap::new();
    known.extend(statements.pairs().filter_map(|pair| pair.first()).map(|said| ((said.stakeholder, said.option), None)));
    known.extend(statements.active_lines().map(|line| ((line.stakeholder, line.option), Some(line))));
    let maker = Maker { dialogue, matrix, statements: &statements, today };
    let mut cells: HashMap<&Name, BTreeMap<usize, Shown>> = HashMap::new();
    for ((who, option), line) in known {
        if let Some(place) = places.get(option) {
            cells.entry(who).or_default().insert(*place, maker.cell(who, option, line));
        }
    }
    let row =
        |who: &Name| Row { stakeholder: who.clone(), name: words::short(dialogue, who), cells: cells.remove(who).unwrap_or_default() };
    let rows = matrix.rows.iter().map(row).collect();
    Grid { columns, rows }
}

struct Maker<'a> {
    dialogue: &'a Dialogue,
    matrix: &'a Matrix,
    statements: &'a Statements<'a>,
    today: NaiveDate,
}

impl Maker<'_> {
    fn cell(&self, who: &Name, option: &Name, line: Option<&Line<'_>>) -> Shown {
        let said = self.matrix.cell(who, option);
        let asked = self.matrix.was_asked(who, option);
        let (mut text, role, value) = match (said, asked) {
            (Some(cell), _) => (cell.marked(), role_of(cell), Some(cell.value)),
            (None, true) => ("?".to_owned(), Role::Warn, None),
            (None, false) if line.is_some() => (String::new(), Role::Text, None),
            (None, false) => ("·".to_owned(), Role::Muted, None),
        };
        if line.is_some() {
            text.push('!');
        }
        let source = said.map(|cell| cell.source.clone()).or_else(|| line.map(|line| line.source.clone()));
        let source = source.or_else(|| self.statements.pair(who, option).last().map(|said| said.source.clone()));
        let pair = self.statements.pair(who, option);
        let latest = pair.iter().rev().find(|one| one.value.is_some()).or(pair.last());
        let part = latest.map(|said| Part::row(self.dialogue, said.source, said.row.0));
        let part = part.or_else(|| line.map(|line| Part::row(self.dialogue, line.source, line.row.0)));
        Shown { text, role: Some(role), value, words: self.words(who, option, said, asked, line), source, part }
    }

    fn words(&self, who: &Name, option: &Name, said: Option<&Cell>, asked: bool, line: Option<&Line<'_>>) -> Vec<String> {
        let name = words::short(self.dialogue, who);
        let on = format!("{name} on {option}, “{}”: ", words::title(self.dialogue, "options", option));
        let mut all = Vec::new();
        let pair = self.statements.pair(who, option);
        match said {
            Some(cell) => {
                let before =
                    cell.before.filter(|before| *before != cell.value).map(|before| format!(", before that {}", words::signed(before)));
                let stale = if cell.stale { ", long ago" } else { "" };
                let day = dates::say_day(cell.date, self.today);
                let signed = words::signed(cell.value);
                all.push(format!("{on}{signed}, {} on {day}{stale}{}", cell.voice.value(), before.unwrap_or_default()));
                let row = pair.iter().rev().find(|said| said.value.is_some()).map(|said| said.row);
                if let Some(quote) = row.and_then(|row| row.quote()) {
                    all.push(format!("“{}”", one_line(quote)));
                }
                if let Some(condition) = row.and_then(|row| row.condition()) {
                    all.push(format!("if {}", one_line(condition)));
                }
            }
            None if asked => {
                let day = pair.last().map(|said| format!(" on {}", dates::say_day(said.date, self.today))).unwrap_or_default();
                all.push(format!("{on}asked{day}, and would not say"));
            }
            None => all.push(format!("{on}no position")),
        }
        if let Some(line) = line {
            let way = line.polarity.map_or("a red line", Polarity::label);
            let why = line.row.reason().or_else(|| line.row.quote()).map(|why| format!(": {}", one_line(why))).unwrap_or_default();
            all.insert(1, format!("red line, {}, {way}{why}", line.firmness.label()));
        }
        all
    }
}

fn role_of(cell: &Cell) -> Role {
    match cell.value {
        ..=-1 => Role::Bad,
        0 => Role::Text,
        _ => Role::Good,
    }
}
