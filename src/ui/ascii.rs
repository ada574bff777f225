//! ASCII signs instead of symbols, for terminals that draw them badly. One table, one pass over the cells.

use ratatui::buffer::Buffer;

const SIGNS: &[(&str, &str)] = &[
    ("▸", ">"),
    ("✓", "+"),
    ("○", "o"),
    ("×", "x"),
    ("·", "."),
    ("–", "-"),
    ("—", "-"),
    // Not a full stop: what is cut goes on to the right, as a row of tabs does.
    ("…", ">"),
    ("↑", "^"),
    ("↓", "v"),
    ("→", ">"),
    ("±", "~"),
    ("●", "*"),
    ("░", "."),
    ("┬", "+"),
    ("┴", "+"),
    ("─", "-"),
    ("═", "="),
    ("│", "|"),
    ("├", "+"),
    ("┤", "+"),
    ("┼", "+"),
    ("┌", "+"),
    ("└", "+"),
    ("┐", "+"),
    ("┘", "+"),
    ("╭", "+"),
    ("╮", "+"),
    ("╰", "+"),
    ("╯", "+"),
    ("┄", "."),
    ("╌", "~"),
    ("┆", ":"),
    ("║", "\""),
    ("━", "#"),
    ("┃", "#"),
    ("╔", "+"),
    ("╗", "+"),
    ("╚", "+"),
    ("╝", "+"),
    ("┏", "+"),
    ("┓", "+"),
    ("┗", "+"),
    ("┛", "+"),
    ("╪", "+"),
    ("╫", "+"),
    ("╬", "+"),
    ("┿", "+"),
    ("╂", "+"),
    ("╋", "+"),
    ("◆", "*"),
    ("█", "#"),
    ("▒", "x"),
    ("‹", "<"),
    ("›", ">"),
    ("“", "\""),
    ("”", "\""),
    ("‘", "'"),
    ("’", "'"),
    ("▁", "_"),
    ("▂", "_"),
    ("▃", "-"),
    ("▄", "-"),
    ("▅", "="),
    ("▆", "="),
    ("▇", "#"),
];

/// Replaces every symbol of ours by its ASCII sign; text in other scripts stays as it is.
pub(super) fn simplify(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if cell.symbol().is_ascii() {
            continue;
        }
        if let Some((_, sign)) = SIGNS.iter().find(|(symbol, _)| *symbol == cell.symbol()) {
            cell.set_symbol(sign);
        }
    }
}
