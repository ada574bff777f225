//! Heads of narrow columns: cut at a word, else an abbreviation, and told apart from their neighbours.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Each text in its cells. Where two different texts would be cut to the same, what they have in common at the front gives way.
#[must_use]
pub(super) fn heads(texts: &[(&str, usize)]) -> Vec<String> {
    let heads: Vec<String> = texts.iter().map(|(text, room)| head(text, *room)).collect();
    let apart = |n: usize, (text, room): (&str, usize)| {
        let others = texts.iter().zip(&heads).filter(|((other, _), head)| *other != text && heads.get(n) == Some(head));
        let common = others.map(|((other, _), _)| common(text, other)).max()?;
        let rest = text.get(common..).filter(|rest| !rest.is_empty())?;
        Some(head(rest, room))
    };
    texts.iter().enumerate().map(|(n, text)| apart(n, *text).or_else(|| heads.get(n).cloned()).unwrap_or_default()).collect()
}

/// A text in so many cells: whole, or as many of its words as fit, or the first of them abbreviated.
fn head(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let words = |end: &usize| text.get(..*end).is_some_and(|kept| kept.width() < room);
    let ends = text.char_indices().filter(|(at, c)| *at > 0 && !c.is_alphanumeric()).map(|(at, _)| at);
    match ends.filter(words).filter_map(|end| text.get(..end)).next_back() {
        Some(kept) => format!("{}…", kept.trim_end_matches(|c: char| !c.is_alphanumeric())),
        None => abbreviated(text, room),
    }
}

/// The beginning of a word with a full stop, as people abbreviate: behind a consonant.
fn abbreviated(text: &str, room: usize) -> String {
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() >= room {
            break;
        }
        kept.push_str(grapheme);
    }
    let short = kept.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
    if short.graphemes(true).nth(1).is_some() {
        kept.truncate(short.len());
    }
    if kept.is_empty() { kept } else { format!("{kept}.") }
}

/// How many bytes of whole words two texts have in common at the front.
fn common(one: &str, other: &str) -> usize {
    let same = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b).map_or(one.len().min(other.len()), |((at, _), _)| at);
    let mut starts = one.char_indices().map(|(at, _)| at).filter(|at| *at <= same);
    let begins_a_word = |at: &usize| one.get(..*at).and_then(|before| before.chars().next_back()).is_none_or(|c| !c.is_alphanumeric());
    starts.rfind(begins_a_word).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_head_is_cut_at_a_word_and_a_word_that_does_not_fit_is_abbreviated() {
        assert_eq!(head("Legal recognition", 12), "Legal…");
        assert_eq!(head("Schooling of deaf children", 5), "Sch.");
        assert_eq!(head("Counting deaf people", 5), "Coun.");
        assert_eq!(head("Quota", 5), "Quota");
        assert_eq!(head("Ökologie und Umwelt", 5), "Ökol.");
        assert_eq!(head("recognise-by-law", 12), "recognise…");
        assert_eq!(head("日本語の文", 5), "日本.");
    }

    #[test]
    fn heads_that_would_be_cut_to_the_same_are_told_apart_by_what_differs() {
        let texts = [("Access to water", 9), ("Access to schools", 9), ("Housing", 9)];
        assert_eq!(heads(&texts), ["water", "schools", "Housing"]);
        let ids = [("recognise-ksl-by-law", 12), ("recognise-ksl-by-decree", 12), ("o3", 12)];
        assert_eq!(heads(&ids), ["law", "decree", "o3"]);
        assert_eq!(heads(&[("Quota", 5), ("Quota", 5)]), ["Quota", "Quota"]);
    }

    proptest! {
        #[test]
        fn every_head_keeps_within_its_cells(texts in prop::collection::vec(("\\PC{0,20}", 1usize..14), 0..6)) {
            let texts: Vec<(&str, usize)> = texts.iter().map(|(text, room)| (text.as_str(), *room)).collect();
            for (head, (_, room)) in heads(&texts).iter().zip(&texts) {
                prop_assert!(head.width() <= *room, "{head:?} in {room}");
            }
        }
    }
}
