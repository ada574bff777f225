//! Many narrow columns: under their names where these have room, else under letters, with what the letters mean above and
//! what had no room below. It knows nothing of what stands in the columns.

use super::commitments::flowing;
use super::table::{Column, Table, numbers, stacked, words as column};
use super::words;
use crate::app::line::{Line, Role};
use crate::app::page::Page;

/// What the table's words keep at least under names; where that is too much, letters take the place of the names.
const NAMED: usize = 24;
/// What they keep at least under letters; where that is too much, the last letters go.
const LETTERED: usize = 14;

/// Lays a table whose narrow columns have these names. `build` makes it, given the narrow columns in the order of the names,
/// and to how many cells its words may shrink. `first` is the place of the first narrow column; `right` that they hold numbers.
pub fn onto(page: &mut Page, names: &[String], (first, right): (usize, bool), width: usize, build: impl Fn(Vec<Column>, usize) -> Table) {
    let columns = |heads: Vec<String>| -> Vec<Column> {
        let made = |(n, head): (usize, String)| {
            let order = u8::try_from(names.len() - n).unwrap_or(u8::MAX);
            if right { numbers(&head) } else { column(&head) }.drops(order)
        };
        heads.into_iter().enumerate().map(made).collect()
    };
    let named = build(columns(names.iter().map(|name| stacked(name)).collect()), NAMED);
    if named.dropped(width).is_empty() {
        return named.onto(page, width);
    }
    let letters: Vec<String> = (0..names.len()).map(letter).collect();
    let meaning = letters.iter().zip(names);
    flowing(page, meaning.map(|(letter, name)| Line::of(Role::Text, format!("{letter} ")).with(Role::Muted, format!("{name}   "))), width);
    let table = build(columns(letters.clone()), LETTERED);
    let missing = table.dropped(width).into_iter().filter_map(|n| letters.get(n.checked_sub(first)?).map(String::as_str));
    let missing: Vec<&str> = missing.collect();
    table.onto(page, width);
    if !missing.is_empty() {
        page.gap();
        words::paragraph(page, 1, Role::Warn, &format!("No room on this screen for {}.", missing.join(", ")), width);
    }
}

/// A, B, … Z, AA, AB, …
fn letter(n: usize) -> String {
    let last = char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    if n < 26 { last.to_string() } else { format!("{}{last}", letter(n / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::super::table::text;
    use super::*;

    fn laid(width: usize) -> String {
        let names: Vec<String> = ["can be administered", "fairness", "legality"].map(str::to_owned).to_vec();
        let mut page = Page::default();
        onto(&mut page, &names, (1, true), width, |narrow, least| {
            let mut table = Table::new(std::iter::once(column("Option").shrinks_to(least)).chain(narrow));
            table.row(["A quota at once", "+1.0", "+2.0", "-1.0"].map(text).to_vec(), None);
            table
        });
        page.lines.iter().map(|line| line.plain() + "\n").collect()
    }

    #[test]
    fn columns_stand_under_their_names_where_there_is_room_for_all() {
        assert_eq!(
            laid(60),
            "                          can be                    \n   Option           administered  fairness  legality\n   A quota at once          +1.0      +2.0      -1.0\n"
        );
    }

    #[test]
    fn else_they_stand_under_letters_and_what_has_no_room_is_said() {
        let narrow = laid(40);
        assert!(narrow.starts_with(" A can be administered   B fairness"), "{narrow}");
        assert!(narrow.contains("+1.0  +2.0  -1.0") && !narrow.contains("No room"), "{narrow}");
        let narrower = laid(30).replace("\n C.", " C.");
        assert!(!narrower.contains("-1.0") && narrower.contains("No room on this") && narrower.contains("for C."), "{narrower}");
    }

    #[test]
    fn letters_go_on_after_the_last() {
        assert_eq!([0, 25, 26, 27, 52].map(letter), ["A", "Z", "AA", "AB", "BA"]);
    }
}
