//! How text looks in cells: every grapheme as what the terminal may be shown, and how wide that is.
//! Control, direction and invisible characters become visible symbols here, so that nothing typed, pasted or read can
//! act on the terminal. Knows no lines, no caret and no styles.

use std::borrow::Cow;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

/// One grapheme of a text and its look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Byte offset of the grapheme in the text it was taken from.
    pub at: usize,
    /// The grapheme itself.
    pub text: &'a str,
    /// What to show for it; never a control character, never invisible.
    pub shown: Cow<'a, str>,
    /// Width of [`Glyph::shown`] in cells, at least 1.
    pub width: usize,
}

impl Glyph<'_> {
    /// Byte offset just after the grapheme.
    #[must_use]
    pub fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// Whether a symbol stands in for what cannot be shown as it is.
    #[must_use]
    pub fn is_stand_in(&self) -> bool {
        matches!(self.shown, Cow::Owned(_))
    }

    /// Whether it is white space at which a line may be broken (a no-break space is not).
    #[must_use]
    pub fn is_space(&self) -> bool {
        self.text.chars().all(|c| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}'))
    }
}

/// The graphemes of `text` in logical order, each with its look. `text` begins where a caret may stand in its line.
pub fn glyphs(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    // A mark can be without a letter only here: at the beginning, or after what is no letter.
    let mut bare = true;
    text.grapheme_indices(true).map(move |(at, text)| {
        let shown = shown(text, bare);
        bare = matches!(shown, Cow::Owned(_));
        let width = if bare { shown.graphemes(true).map(cells).sum() } else { cells(&shown) };
        Glyph { at, text, shown, width }
    })
}

/// Width of a text in cells, as it is shown.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { glyphs(text).map(|glyph| glyph.width).sum() }
}

/// The grapheme boundary after byte `at`; the text's length at its end.
#[must_use]
pub fn after(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The grapheme boundary before byte `at`; 0 at the beginning.
#[must_use]
pub fn before(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// Whether a caret may stand at byte `at`.
#[must_use]
pub fn is_boundary(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

/// Where a run of glyphs from `from` ends that fills at most `room` cells.
pub(super) fn fitting(text: &str, from: usize, room: usize) -> usize {
    let mut cols = 0;
    glyphs(text.get(from..).unwrap_or(""))
        .find(|glyph| {
            cols += glyph.width;
            cols > room
        })
        .map_or(text.len(), |glyph| from + glyph.at)
}

/// Where a run of glyphs to `to` begins that fills at most `room` cells.
pub(super) fn starting(text: &str, to: usize, room: usize) -> usize {
    let (mut at, mut cols) = (to, 0);
    while at > 0 {
        let from = before(text, at);
        cols += width(text.get(from..at).unwrap_or(""));
        if cols > room {
            break;
        }
        at = from;
    }
    at
}

/// Whether every byte is one printable ASCII cell, which most lines are.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// Width of one grapheme, as ratatui counts: a halfwidth voicing mark has a cell of its own besides.
fn cells(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        return 1;
    }
    grapheme.width() + grapheme.matches(['\u{ff9e}', '\u{ff9f}']).count()
}

fn shown(grapheme: &str, bare: bool) -> Cow<'_, str> {
    if is_plain(grapheme) {
        return Cow::Borrowed(grapheme);
    }
    // Joiners mean something beside letters that join, never beside ASCII.
    let ascii = grapheme.starts_with(|c: char| c.is_ascii());
    let symbol = |c| match c {
        '\u{200c}' | '\u{200d}' if ascii => Some('¦'),
        c => symbol_for(c),
    };
    if grapheme.chars().any(|c| symbol(c).is_some()) {
        return Cow::Owned(grapheme.chars().map(|c| symbol(c).unwrap_or(c)).collect::<String>());
    }
    if bare && joins(grapheme) {
        return Cow::Owned(format!("\u{25cc}{grapheme}"));
    }
    if grapheme.width() == 0 {
        return Cow::Owned("¦".to_owned());
    }
    Cow::Borrowed(grapheme)
}

/// Whether it would join a letter before it.
fn joins(grapheme: &str) -> bool {
    !is_boundary(&format!("x{grapheme}"), 1)
}

/// The one-cell symbol for a character that must not be shown as it is.
fn symbol_for(c: char) -> Option<char> {
    match c {
        '\t' => Some('⇥'),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('␡'),
        '\u{80}'..='\u{9f}' => Some('␦'),
        '\u{ad}' => Some('¬'),
        '\u{2028}' | '\u{2029}' => Some('␤'),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('⇆'),
        // Fillers, inherent vowels, variation and invisible operators, annotation.
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{3164}' | '\u{ffa0}' => Some('¦'),
        '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' => Some('¦'),
        // Signs of format of Arabic and Syriac, hieroglyphs, shorthand and music; tags, and the rest of their plane that shows nothing.
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' => Some('¦'),
        '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => Some('¦'),
        '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}' => Some('⌷'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(text: &str) -> String {
        glyphs(text).map(|glyph| glyph.shown.into_owned()).collect()
    }

    #[test]
    fn a_control_character_is_shown_as_one_visible_cell() {
        assert_eq!(look("\u{1b}[31m"), "␛[31m");
        assert_eq!(look("a\tb\u{7f}\u{9b}\r"), "a⇥b␡␦␍");
        assert_eq!(width("\u{1b}[31m"), 5);
    }

    #[test]
    fn direction_and_invisible_characters_are_shown() {
        assert_eq!(look("a\u{202e}b\u{200b}c\u{ad}d\u{feff}"), "a⇆b¦c¬d¦");
        assert_eq!(look("a\u{e0041}\u{e0042}"), "a⌷⌷");
    }

    #[test]
    fn no_character_by_itself_is_shown_as_a_control_or_not_at_all() {
        for c in ('\0'..=char::MAX).filter(|c| !c.is_ascii_graphic()) {
            for glyph in glyphs(&c.to_string()) {
                assert!(!glyph.shown.contains(|c: char| c.is_control() || symbol_for(c).is_some()), "{c:?}");
                assert!(glyph.width > 0 && glyph.width < 4, "{c:?}");
            }
        }
    }

    #[test]
    fn what_a_mark_does_not_join_has_a_symbol() {
        for c in '\0'..=char::MAX {
            let with = format!("{c}\u{301}");
            assert!(!is_boundary(&with, c.len_utf8()) || symbol_for(c).is_some(), "{c:?}");
        }
    }

    #[test]
    fn a_joiner_is_shown_where_it_joins_nothing() {
        assert_eq!(look("a\u{200d}b \u{200c}"), "a¦b ¦");
        assert_eq!(look("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn a_mark_without_a_letter_stands_on_a_dotted_circle() {
        assert_eq!(look("\u{301}"), "\u{25cc}\u{301}");
        assert_eq!(width("\u{301}"), 1);
        assert_eq!(look("\u{1b}\u{301}မြ"), "␛\u{25cc}\u{301}မြ");
        assert_eq!(look("\u{103c}"), "\u{25cc}\u{103c}");
    }

    #[test]
    fn every_grapheme_has_at_least_one_cell() {
        for text in ["\u{200d}", "\u{fe0f}", "\u{3164}", "\u{115f}", "\u{200c}"] {
            assert!(width(text) >= 1, "{text:?}");
        }
    }

    #[test]
    fn a_family_of_emoji_and_a_syllable_are_one_glyph_each() {
        assert_eq!(glyphs("👩‍👩‍👧‍👦").count(), 1);
        assert_eq!(width("👩‍👩‍👧‍👦"), 2);
        assert_eq!(glyphs("क्षि").count(), 1);
        assert_eq!(glyphs("မြန်").count(), 2);
        assert_eq!(width("日本"), 4);
    }
}
