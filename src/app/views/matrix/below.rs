//! What stands below the cells of the matrix: totals, who said nothing, what is said without names, and the cell in words.

use super::{MatrixScreen, Sizes};
use crate::app::fit;
use crate::app::line::{Line, Role};

/// Lines of the totals where there is room: a blank one, for, against, who is silent.
pub(super) const TOTALS: usize = 4;
/// Lines of the cell in words.
pub(super) const WORDS: usize = 3;
/// Lines kept free for what is said without names, its heading among them.
pub(super) const NAMELESS: usize = 6;

impl MatrixScreen {
    pub(super) fn totals(&self, sizes: &Sizes, width: usize) -> Vec<Line> {
        let visible = self.visible(sizes);
        let count = |label: &str, side: fn(&[usize; 2]) -> usize| {
            let mut line = Line::of(Role::Muted, format!("   {label}")).to(sizes.name);
            for (shown, _) in &visible {
                let text = format!(" {}", self.table.totals.get(*shown).map_or(0, side));
                line.push(Role::Muted, fit::left(&text, sizes.cell));
            }
            line
        };
        let names = &self.table.silent;
        let silent = if names.is_empty() {
            Line::of(Role::Muted, "   everybody said something here")
        } else {
            Line::of(
                Role::Warn,
                format!(
                    "   {}",
                    fit::fit(
                        &format!("{}: {names}", if self.in_part { "nothing shown of" } else { "never said" }),
                        width.saturating_sub(4)
                    )
                ),
            )
        };
        vec![Line::blank(), count("for", |[pro, _]| *pro), count("against", |[_, against]| *against), silent]
    }

    /// What the cell under the cursor rests on, in at most so many lines as there is room for.
    pub(super) fn words(&self, width: usize) -> Vec<Line> {
        let Some((row, column, cell)) = self.here() else { return Vec::new() };
        let mut lines = Vec::new();
        let nothing = if self.in_part { "nothing is shown" } else { "never asked" };
        let nothing = cell.words.is_empty().then(|| format!("{} on {}, “{}”: {nothing}", row.name, column.option, column.title));
        for (n, words) in nothing.iter().chain(&cell.words).enumerate() {
            let role = if n == 0 { Role::Text } else { Role::Muted };
            for line in fit::wrap(words, width.saturating_sub(2).clamp(8, 110)) {
                lines.push(Line::of(role, format!(" {line}")));
            }
        }
        lines.truncate(WORDS);
        lines
    }

    /// Positions that several hold alike and none of them by name, and how much too few hold to be shown; empty for the host.
    pub(super) fn nameless(&self, width: usize) -> Vec<Line> {
        let on_issue = |option: &str| {
            let column = self.table.column_of(option);
            self.only.issue.as_ref().is_none_or(|only| column.is_some_and(|column| column.issue == *only))
        };
        let shown = self.table.unnamed.shown.iter().filter(|cell| on_issue(&cell.option)).map(|cell| (Role::Text, cell.sentence()));
        let left_out = self.table.unnamed.left_out_sentence().map(|said| (Role::Muted, said));
        let said: Vec<(Role, String)> = shown.chain(left_out).collect();
        let mut lines = Vec::new();
        if !said.is_empty() {
            lines.push(Line::of(Role::Title, "   without names"));
        }
        for (role, text) in said {
            lines.extend(fit::wrap(&text, width.saturating_sub(4).max(8)).into_iter().map(|line| Line::of(role, format!("   {line}"))));
        }
        lines
    }

    /// What is said where there is no cell.
    pub(super) fn nothing(&self, columns: usize, width: usize) -> Vec<Line> {
        let said = if self.in_part {
            "No position is shown with a name."
        } else if columns == 0 {
            "No options yet. An option is one way to settle an issue; the matrix says who stands where on each."
        } else {
            "Nobody said anything on an option yet. In a note, #o1 +2 is a position: c begins one."
        };
        let mut lines: Vec<Line> =
            fit::wrap(said, width.saturating_sub(2).max(8)).into_iter().map(|line| Line::of(Role::Muted, format!(" {line}"))).collect();
        let nameless = self.nameless(width);
        if !nameless.is_empty() {
            lines.push(Line::blank());
        }
        lines.extend(nameless);
        lines
    }
}

/// So many lines; where there are more, the last says how many.
pub(super) fn cut_to(mut lines: Vec<Line>, most: usize) -> Vec<Line> {
    let over = lines.len().saturating_sub(most);
    if over > 0 && most > 0 {
        lines.truncate(most - 1);
        lines.push(Line::of(Role::Muted, format!("   … {} lines more on a larger screen, or by issue: v", over + 1)));
    }
    lines
}
