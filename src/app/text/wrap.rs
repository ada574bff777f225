//! Where a logical line is broken into rows: after white space, beside wide (East Asian) characters, else between graphemes.
//! White space at a break hangs over the edge. Knows one line and a width, nothing of a viewport.

use std::ops::ControlFlow;

use super::glyph::{glyphs, is_plain};

/// Runs through `text` from the row start `from` and tells `found` the byte offset of each further row start.
/// What follows a row start depends on nothing before it, so that a caller who knows the rest can stop.
pub(super) fn wrap(text: &str, from: usize, width: usize, mut found: impl FnMut(usize) -> ControlFlow<()>) {
    let rest = text.get(from..).unwrap_or("");
    if rest.len() <= width && is_plain(rest) {
        return;
    }
    let mut row = 0;
    let mut cols = 0;
    let mut after_wide = false;
    let mut chance: Option<(usize, usize)> = None;
    for glyph in glyphs(rest) {
        if glyph.is_space() {
            cols += glyph.width;
            chance = Some((glyph.end(), cols));
            continue;
        }
        let wide = glyph.width > 1;
        let apart = if wide { !glyph.text.starts_with(hangs_on) } else { after_wide && glyph.text.starts_with(char::is_alphanumeric) };
        if apart && glyph.at > row {
            chance = Some((glyph.at, cols));
        }
        after_wide = wide;
        while cols + glyph.width > width && glyph.at > row {
            let (at, used) = chance.take().unwrap_or((glyph.at, cols));
            row = at;
            cols -= used;
            if found(from + row).is_break() {
                return;
            }
        }
        cols += glyph.width;
    }
}

/// Wide punctuation that should not begin a row.
fn hangs_on(c: char) -> bool {
    "、。，．：；？！）］｝」』】〕〉》・ー".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        let mut starts = vec![0];
        wrap(text, 0, width, |at| {
            starts.push(at);
            ControlFlow::Continue(())
        });
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts.iter().zip(ends).map(|(&from, to)| text.get(from..to).unwrap()).collect()
    }

    #[test]
    fn a_row_ends_after_a_space_that_hangs_over_the_edge() {
        assert_eq!(rows("one two three", 7), ["one two ", "three"]);
        assert_eq!(rows("one    two", 3), ["one    ", "two"]);
    }

    #[test]
    fn a_word_longer_than_the_row_is_cut_between_graphemes() {
        assert_eq!(rows("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(rows("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn east_asian_text_breaks_between_characters_but_not_before_a_full_stop() {
        assert_eq!(rows("日本語日本語", 5), ["日本", "語日", "本語"]);
        assert_eq!(rows("日本。語", 4), ["日", "本。", "語"]);
    }

    #[test]
    fn a_character_wider_than_the_row_has_a_row_of_its_own() {
        assert_eq!(rows("a日b", 1), ["a", "日", "b"]);
    }

    #[test]
    fn a_no_break_space_holds_its_words_together() {
        assert_eq!(rows("a 10\u{a0}km", 5), ["a ", "10\u{a0}km"]);
    }
}
