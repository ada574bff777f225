//! Common ground: the options on which nobody stands in the way, those that divide, and those of which too little is known.

use super::count;
use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::words;
use crate::app::line::Role;
use crate::app::page::{Making, Opens, Page};
use crate::domain::record::{Key, Name};
use crate::domain::views::common_ground::Spread;
use crate::domain::views::matrix::Matrix;

const WAYS: &[&str] = &["by how it stands", "by issue"];
const VALUES: [i64; 5] = [-2, -1, 0, 1, 2];

/// How an option stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    Ground,
    Divided,
    Unknown,
    Between,
}

/// The page of common ground.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = making.facts.ground(making.dialogue, making.moment());
    let matrix = making.facts.matrix(making.dialogue, making.moment());
    let mut page = Page::new("Common ground");
    let way = making.way_of(&mut page, WAYS);
    if matrix.columns.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "No options yet. An option is one way to settle an issue; what people say on it is noted in meetings.",
            making.width,
        );
        return page;
    }
    let stand = |option: &Name| {
        let spread = view.spreads.iter().find(|spread| spread.option == *option);
        match spread {
            None => Stand::Unknown,
            Some(_) if view.options.iter().any(|ground| ground.option == *option) => Stand::Ground,
            Some(spread) if spread.is_polarised() => Stand::Divided,
            Some(_) => Stand::Between,
        }
    };
    let divided = view.polarised().count();
    page.aside = format!("{} · {divided} divided · of {}", count(view.options.len(), "option", "options"), matrix.columns.len());
    let mut table = Table::new([
        column(""),
        column("Option").shrinks_to(40),
        numbers("-2"),
        numbers("-1"),
        numbers("0"),
        numbers("+1"),
        numbers("+2"),
        numbers(making.word("silent", "unseen")).drops(3),
        numbers("kinds").drops(2),
        column("for it").drops(1).shrinks_to(12),
    ]);
    let mut group = |title: &str, aside: &str, ids: &[&Name]| {
        if ids.is_empty() {
            return;
        }
        table.heading(title, aside);
        for id in ids {
            let kinds = view.options.iter().find(|ground| ground.option == **id).map(|ground| ground.kinds.clone()).unwrap_or_default();
            let count = if kinds.is_empty() { String::new() } else { kinds.len().to_string() };
            let kinds = kinds.iter().map(|kind| words::kind_word(making.dialogue, kind)).collect::<Vec<_>>().join(", ");
            let mut cells = vec![muted(id.to_string()), text(words::title(making.dialogue, "options", id))];
            cells.extend(counts(&matrix, id));
            cells.extend([text(count), muted(kinds)]);
            table.row(cells, Some(Opens::Record(Key::new("options", id))));
        }
    };
    let of = |wanted: Stand| matrix.columns.iter().filter(|id| stand(id) == wanted).collect::<Vec<_>>();
    if way == 0 {
        let mut divided = of(Stand::Divided);
        divided.sort_by_key(|id| std::cmp::Reverse(view.spreads.iter().find(|spread| spread.option == **id).map_or(0, Spread::spread)));
        group(
            making.word("Nobody was asked", "Nothing shown"),
            making.word("nothing is known, which is not the same as nobody minds", "which is not the same as nobody minds"),
            &of(Stand::Unknown),
        );
        group(
            "Common ground",
            making.word(
                "nobody against, no red line, at least three kinds for it",
                "of what is shown: nobody against, no red line, three kinds for it",
            ),
            &of(Stand::Ground),
        );
        group("Divided", "somebody for it and somebody against", &divided);
        group("Neither", "against it alone, too few kinds for it, or a red line", &of(Stand::Between));
    } else {
        let mut issues: Vec<Option<&str>> = Vec::new();
        let issue_of = |id: &Name| {
            let record = making.dialogue.get("options", id)?;
            crate::domain::lens::PolicyOption(record).issue()
        };
        for id in &matrix.columns {
            if issues.last() != Some(&issue_of(id)) {
                issues.push(issue_of(id));
            }
        }
        for issue in issues {
            let ids: Vec<&Name> = matrix.columns.iter().filter(|id| issue_of(id) == issue).collect();
            group(&issue.map_or_else(|| "No issue".to_owned(), |issue| words::title(making.dialogue, "issues", issue)), "", &ids);
        }
    }
    table.onto(&mut page, making.width);
    page
}

/// How many stand at each value, and how many said nothing.
fn counts(matrix: &Matrix, option: &str) -> Vec<Cell> {
    let here: Vec<i64> = matrix.cells.iter().filter(|cell| &*cell.option == option).map(|cell| cell.value).collect();
    let mut cells: Vec<Cell> = VALUES
        .iter()
        .map(|value| match (here.iter().filter(|here| *here == value).count(), value) {
            (0, _) => muted("·"),
            (n, ..=-1) => (Role::Bad, n.to_string()),
            (n, 0) => text(n.to_string()),
            (n, _) => (Role::Good, n.to_string()),
        })
        .collect();
    cells.push(muted((matrix.rows.len() - here.len().min(matrix.rows.len())).to_string()));
    cells
}
