//! Finding words in a text. Case counts only when the needle has a capital; accents never count, as in every other search.
//! Knows lines, not how hits are shown.

use std::{borrow::Cow, ops::Range};

use crate::domain::fold::{fold_char, without_accent};
use unicode_segmentation::UnicodeSegmentation;

use super::buffer::{Buffer, Pos};

/// What is looked for, made ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needle {
    folded: String,
    exact: bool,
}

/// A line in the form that is compared, and for each of its bytes where its grapheme lies in the line.
struct Folded<'a> {
    text: Cow<'a, str>,
    /// Start and end of the grapheme, a byte each; none where bytes stand where they stood.
    source: Option<Vec<(usize, usize)>>,
}

impl Needle {
    /// Nothing when there is nothing to look for.
    pub(super) fn new(needle: &str) -> Option<Self> {
        let exact = needle.chars().any(char::is_uppercase);
        let folded = fold(needle, exact).text.into_owned();
        (!folded.is_empty()).then_some(Self { folded, exact })
    }

    /// The bytes of a line at which it stands, without overlap.
    pub(super) fn hits(&self, line: &str) -> Vec<Range<usize>> {
        let folded = fold(line, self.exact);
        folded
            .text
            .match_indices(&self.folded)
            .map(|(at, hit)| match &folded.source {
                None => at..at + hit.len(),
                Some(source) => {
                    let from = source.get(at).map_or(0, |&(from, _)| from);
                    let to = source.get(at + hit.len() - 1).map_or(0, |&(_, to)| to);
                    from..to
                }
            })
            .collect()
    }

    /// The hit next to `from`: the first that begins after it, or the last that begins before it; round the ends.
    pub(super) fn find(&self, buffer: &Buffer, from: Pos, forward: bool) -> Option<Range<Pos>> {
        let lines = buffer.len();
        (0..=lines).find_map(|step| {
            let line = if forward { (from.line + step) % lines } else { (from.line + lines - step % lines) % lines };
            let text = buffer.line(line);
            let mut hits = self.hits(text);
            // The line of the caret is looked at twice: first the part ahead, after the round the rest.
            if step == 0 {
                hits.retain(|hit| if forward { hit.start > from.at } else { hit.start < from.at });
            }
            let hit = if forward { hits.first() } else { hits.last() };
            hit.map(|hit| Pos::new(line, hit.start)..Pos::new(line, hit.end))
        })
    }
}

fn fold(text: &str, exact: bool) -> Folded<'_> {
    if text.is_ascii() {
        return Folded { text: if exact { Cow::Borrowed(text) } else { Cow::Owned(text.to_ascii_lowercase()) }, source: None };
    }
    let mut folded = String::with_capacity(text.len());
    let mut source = Vec::with_capacity(text.len());
    for (at, grapheme) in text.grapheme_indices(true) {
        for c in grapheme.chars() {
            if exact {
                without_accent(c, |plain| folded.push(plain));
            } else {
                fold_char(c, &mut folded);
            }
        }
        source.resize(folded.len(), (at, at + grapheme.len()));
    }
    Folded { text: Cow::Owned(folded), source: Some(source) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(needle: &str, line: &str) -> Vec<(usize, usize)> {
        let hits = Needle::new(needle).unwrap().hits(line);
        hits.into_iter().map(|hit| (hit.start, hit.end)).collect()
    }

    #[test]
    fn small_letters_find_capitals_and_a_capital_finds_only_itself() {
        assert_eq!(hits("udk", "UDK and udk"), [(0, 3), (8, 11)]);
        assert_eq!(hits("UDK", "UDK and udk"), [(0, 3)]);
    }

    #[test]
    fn accents_do_not_count_and_the_hit_covers_whole_graphemes() {
        assert_eq!(hits("schon", "schön"), [(0, 6)]);
        assert_eq!(hits("é", "cafe\u{301} e"), [(3, 6), (7, 8)]);
        assert_eq!(hits("ss", "aß"), [(1, 3)]);
    }

    #[test]
    fn accents_count_for_nothing_in_greek_russian_and_arabic_too_as_in_every_other_search() {
        assert_eq!(hits("διαλογος", "ο διάλογος"), [(3, 19)]);
        assert_eq!(hits("елка", "Ёлка"), [(0, 8)]);
        assert_eq!(hits("Елка", "елка Ёлка"), [(9, 17)]);
        assert_eq!(hits("حوار", "حِوار"), [(0, 10)]);
    }

    #[test]
    fn other_scripts_are_found_as_they_stand() {
        assert_eq!(hits("МИР", "мир МИР"), [(7, 13)]);
        assert_eq!(hits("мир", "МИР"), [(0, 6)]);
        assert_eq!(hits("日", "本日"), [(3, 6)]);
        assert!(hits("ri", "日").is_empty());
    }

    #[test]
    fn searching_goes_round_the_ends() {
        let buffer = Buffer::new("b a\nc\na", true);
        let needle = Needle::new("a").unwrap();
        let next = |from, forward| needle.find(&buffer, from, forward).unwrap().start;
        assert_eq!(next(Pos::new(0, 0), true), Pos::new(0, 2));
        assert_eq!(next(Pos::new(0, 2), true), Pos::new(2, 0));
        assert_eq!(next(Pos::new(2, 0), true), Pos::new(0, 2));
        assert_eq!(next(Pos::new(0, 2), false), Pos::new(2, 0));
        assert!(Needle::new("x").unwrap().find(&buffer, Pos::default(), true).is_none());
    }
}
