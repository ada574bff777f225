//! Who is tied with whom as a table: a row and a column for each actor, in the cell the letter of the tie and how close it is.
//! It holds what no picture could.

use super::Seen;
use super::picture::Shown;
use crate::app::fit;
use crate::app::line::{Line, Role};
use unicode_width::UnicodeWidthStr;

/// The heads of the columns, and so many rows from one on.
pub(super) fn table(shown: &Shown, here: usize, from: usize, rows: usize, width: usize) -> Vec<Line> {
    let actors = &shown.actors;
    let name = actors.iter().map(|actor| actor.name.width()).max().unwrap_or(0).min(14);
    let head = name + 7;
    // Letter and closeness where there is room for both, else closeness alone.
    let room = width.saturating_sub(head + 1);
    let cell = (room / actors.len().max(1)).clamp(1, 3);
    let mut tens = Line::blank().to(head);
    let mut ones = Line::blank().to(head);
    for n in 1..=actors.len() {
        let role = if n == here + 1 { Role::Accent } else { Role::Muted };
        tens.push(role, fit::left(&if n >= 10 { (n / 10).to_string() } else { String::new() }, cell));
        ones.push(role, fit::left(&(n % 10).to_string(), cell));
    }
    let mut lines = if actors.len() >= 10 { vec![tens, ones] } else { vec![ones] };
    for (n, actor) in actors.iter().enumerate().skip(from).take(rows) {
        let is_here = n == here;
        let mut line = Line::of(Role::Accent, if is_here { " ▸ " } else { "   " })
            .with(Role::Muted, format!("{:>2} ", n + 1))
            .with(if is_here { Role::Selection } else { Role::Text }, fit::left(&fit::fit(&actor.name, name), name))
            .to(head);
        for other in 0..actors.len() {
            let pair = shown.around(n).find(|(end, _)| *end == other).map(|(_, pair)| pair);
            let (role, sign) = match pair {
                _ if other == n => (Role::Border, "\\".to_owned()),
                None => (Role::Border, "·".to_owned()),
                Some(pair) => {
                    let letter = pair.seen(Seen::Pairs).and_then(|(_, letters)| letters.first().copied()).unwrap_or('?');
                    let close =
                        pair.ties.iter().filter_map(|tie| tie.intensity).max().map_or_else(|| "?".to_owned(), |close| close.to_string());
                    let sign = match (pair.ties.is_empty(), cell) {
                        (true, _) => "×".to_owned(),
                        (false, 1) => close,
                        (false, _) => format!("{letter}{close}"),
                    };
                    (
                        if pair.ties.is_empty() {
                            Role::Bad
                        } else if is_here || other == here {
                            Role::Accent
                        } else {
                            Role::Text
                        },
                        sign,
                    )
                }
            };
            line.push(role, fit::left(&sign, cell));
        }
        lines.push(line);
    }
    lines
}
