//! The guard at the door: what one cell may send to the terminal, and how far its width can be believed.
//!
//! Text comes from files, names, the clipboard and error messages, so none of it is trusted. A symbol with a control
//! character, a bidirectional control, a tag or anything else that acts without being seen is replaced by a visible mark
//! of one column. Text is cleaned where it is read, too; here it cannot be forgotten, for every cell goes through.

use std::borrow::Cow;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::domain::display::clean;

/// Shown in place of what has no symbol of its own.
const MARK: char = '\u{fffd}';

/// No cell sends more than this many bytes: a base with a heap of marks on it is cut.
const LONGEST: usize = 64;

/// How far terminals agree on the columns a symbol takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Doubt {
    /// All agree.
    None,
    /// A letter of a script written from right to left: a terminal may join or reorder it, so that the position after a
    /// run of such letters is not to be relied on.
    Run,
    /// Terminals differ: the position after it is not to be relied on.
    Each,
}

/// A symbol that may be sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Checked<'a> {
    /// What to send.
    pub(super) text: Cow<'a, str>,
    /// The columns it takes on the screen that was drawn.
    pub(super) width: usize,
    /// Whether terminals may see that differently.
    pub(super) doubt: Doubt,
    /// The most columns any terminal might make of it.
    pub(super) reach: usize,
}

/// Check the symbol of a cell. The answer holds no control character and takes one column at least.
pub(super) fn check(symbol: &str) -> Checked<'_> {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (None, _) => sure(Cow::Borrowed(" "), 1),
        (Some(c), None) => single(symbol, c),
        (Some(_), Some(_)) => cluster(symbol),
    }
}

fn sure(text: Cow<'_, str>, width: usize) -> Checked<'_> {
    Checked { text, width, doubt: Doubt::None, reach: width }
}

fn mark(c: char) -> Checked<'static> {
    let text = c.to_string();
    Checked { text: Cow::Owned(text), width: 1, doubt: Doubt::Each, reach: 2 }
}

fn single(symbol: &str, c: char) -> Checked<'_> {
    if (' '..='~').contains(&c) {
        return sure(Cow::Borrowed(symbol), 1);
    }
    if let Some(instead) = replacement(symbol) {
        return mark(instead);
    }
    let width = usize::from(symbol.cell_width());
    // a mark with nothing under it would be drawn on the neighbour
    if width == 0 || !is_box(c) && joins(symbol) {
        return mark(MARK);
    }
    let doubt = doubt_of(c, width);
    let reach = if doubt == Doubt::Each { width.max(2) } else { width };
    Checked { text: Cow::Borrowed(symbol), width, doubt, reach }
}

fn cluster(symbol: &str) -> Checked<'_> {
    if let Some(instead) = replacement(symbol) {
        return mark(instead);
    }
    let mut text = symbol;
    while text.len() > LONGEST {
        let cut = text.char_indices().next_back().map_or(0, |(at, _)| at);
        text = text.get(..cut).unwrap_or_default();
    }
    let width = usize::from(text.cell_width());
    if width == 0 || joins(text) {
        return mark(MARK);
    }
    let reach = text.chars().map(most_columns).sum();
    Checked { text: Cow::Borrowed(text), width, doubt: Doubt::Each, reach }
}

/// The most columns a terminal might give to one character of a cluster.
fn most_columns(c: char) -> usize {
    match c {
        '\u{2010}'..='\u{fdff}' | '\u{10000}'.. => 2,
        _ => c.width_cjk().unwrap_or(1).max(1),
    }
}

/// What stands for a symbol that must not be sent; `None` when it may be.
fn replacement(symbol: &str) -> Option<char> {
    let cleaned = clean(symbol);
    let changed = symbol.chars().zip(cleaned.chars()).find(|(was, is)| was != is).map(|(_, is)| is);
    changed.or_else(|| symbol.contains(char::is_control).then_some('\u{2424}'))
}

/// Whether the symbol would join onto the cell before it.
fn joins(symbol: &str) -> bool {
    let mut with = String::with_capacity(symbol.len() + 1);
    with.push('x');
    with.push_str(symbol);
    with.graphemes(true).next().is_some_and(|first| first.len() > 1)
}

/// Lines and blocks, which every terminal draws in one column, and which borders are full of.
fn is_box(c: char) -> bool {
    ('\u{2500}'..='\u{259f}').contains(&c)
}

/// The doubt about a single visible character.
fn doubt_of(c: char, width: usize) -> Doubt {
    let wide_for_some = c.width_cjk().is_some_and(|w| w != width);
    match c {
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' => Doubt::Run,
        // symbols that became wide in a later edition of Unicode, and emoji
        '\u{2190}'..='\u{2bff}' if width > 1 => Doubt::Each,
        '\u{1f000}'..='\u{1ffff}' => Doubt::Each,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Doubt::Each,
        // wide in East Asian settings only; letters (Cyrillic, Greek) and common punctuation are trusted, as every
        // full-screen program trusts them
        '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{205f}' => Doubt::None,
        _ if wide_for_some && !c.is_alphabetic() && !is_box(c) => Doubt::Each,
        _ => Doubt::None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(symbol: &str) -> String {
        check(symbol).text.into_owned()
    }

    #[test]
    fn control_characters_become_pictures_of_themselves() {
        assert_eq!(shown("\x1b"), "␛");
        assert_eq!(shown("\0"), "␀");
        assert_eq!(shown("\n"), "␤");
        assert_eq!(shown("\x7f"), "␡");
        assert_eq!(shown("\u{9b}"), "\u{fffd}");
        assert_eq!(shown("\x1b]52;c;AAAA\x07"), "␛");
    }

    #[test]
    fn what_acts_without_being_seen_becomes_a_mark() {
        let hidden = "\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202e}\u{2028}\u{2066}\u{2069}\u{61c}\u{feff}\u{e0041}\u{e007f}\u{301}\u{fe0f}\u{180e}\u{93f}";
        for c in hidden.chars() {
            let checked = check_char(c);
            assert!(checked.0 != c.to_string() && checked.1 == 1, "{:x}", u32::from(c));
        }
        assert_eq!(shown("a\u{202e}"), "⇄");
        assert_eq!(shown("🏴\u{e0067}\u{e007f}"), "\u{fffd}");
    }

    fn check_char(c: char) -> (String, usize) {
        let symbol = c.to_string();
        let checked = check(&symbol);
        (checked.text.into_owned(), checked.width)
    }

    #[test]
    fn joiners_are_let_through_where_a_script_needs_them() {
        for whole in ["👩\u{200d}🔬", "क\u{94d}\u{200d}ष", "ن\u{200c}", "e\u{301}", "မြ"] {
            assert_eq!(shown(whole), whole);
            assert_eq!(check(whole).doubt, Doubt::Each);
        }
    }

    #[test]
    fn the_letters_people_write_with_are_not_doubted() {
        for c in "aéßжλ漢字한あ—“”─│█°".chars() {
            assert_eq!(check(&c.to_string()).doubt, Doubt::None, "{c}");
        }
        for c in "אبش".chars() {
            assert_eq!(check(&c.to_string()).doubt, Doubt::Run, "{c}");
        }
        for c in "😀⌚★①".chars() {
            assert_eq!(check(&c.to_string()).doubt, Doubt::Each, "{c}");
        }
    }

    #[test]
    fn a_heap_of_marks_is_cut() {
        let heap = format!("z{}", "\u{301}".repeat(500));
        assert!(shown(&heap).len() <= LONGEST);
    }

    proptest! {
        #[test]
        fn nothing_that_acts_ever_passes(symbol in any::<String>()) {
            let checked = check(&symbol);
            prop_assert!(checked.width >= 1);
            prop_assert!(checked.reach >= 1);
            prop_assert!(!checked.text.is_empty());
            prop_assert!(!checked.text.contains(char::is_control));
            prop_assert_eq!(clean(&checked.text), checked.text.as_ref());
        }
    }
}
