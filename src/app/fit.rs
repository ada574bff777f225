//! Makes text fit: cut at a word with `…`, pad to a column, wrap to a width. Widths are terminal cells.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The cells that a text takes.
#[must_use]
pub fn cells(text: &str) -> usize {
    // Most text is plain: then it takes a cell a letter.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) { text.len() } else { text.width() }
}

/// The text in at most `width` cells; what does not fit ends at a word with `…`.
///
/// ```
/// assert_eq!(convenor::app::fit::fit("look for a secondment", 12), "look for a…");
/// ```
#[must_use]
pub fn fit(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    if width == 0 {
        return String::new();
    }
    let mut kept = String::new();
    let mut cells = 0;
    let mut at_word = 0;
    for grapheme in text.graphemes(true) {
        if cells + grapheme.width() > width - 1 {
            // The cut may fall just where a word ends.
            if grapheme.trim().is_empty() {
                at_word = kept.len();
            }
            break;
        }
        if grapheme.trim().is_empty() {
            at_word = kept.len();
        }
        kept.push_str(grapheme);
        cells += grapheme.width();
    }
    // A long word is cut rather than leaving most of the space empty.
    if at_word * 2 >= kept.len() {
        kept.truncate(at_word);
    }
    kept.truncate(kept.trim_end_matches([' ', ',', ';', '.', '·', '-', '(']).len());
    kept.push('…');
    kept
}

/// As many whole sentences as fit in `width` cells; of a first one that does not fit, what [`fit`] leaves.
///
/// ```
/// assert_eq!(convenor::app::fit::sentences("Taken up. u takes it back.", 20), "Taken up.");
/// ```
#[must_use]
pub fn sentences(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let ends = text.match_indices(". ").filter_map(|(at, _)| text.get(..=at));
    ends.filter(|kept| cells(kept) <= width).last().map_or_else(|| fit(text, width), str::to_owned)
}

/// The text in exactly `width` cells, words to the left.
#[must_use]
pub fn left(text: &str, width: usize) -> String {
    let mut fitted = fit(text, width);
    let blanks = width.saturating_sub(cells(&fitted));
    fitted.push_str(&" ".repeat(blanks));
    fitted
}

/// The text in exactly `width` cells, numbers to the right.
#[must_use]
pub fn right(text: &str, width: usize) -> String {
    let fitted = fit(text, width);
    format!("{}{fitted}", " ".repeat(width.saturating_sub(cells(&fitted))))
}

/// What stays together on a line: words with the signs about them, and the blanks between; scripts of wide signs, which
/// have no blanks, may break wherever their words do. A dot that parts two thoughts stays with the first, so that no line
/// begins with it.
fn chunks(paragraph: &str) -> Vec<&str> {
    let loose = |text: &str| text.chars().all(char::is_whitespace) || cells(text) > text.chars().count();
    // Where each chunk ends, and whether something may still be joined to it.
    let mut ends: Vec<(usize, bool)> = Vec::new();
    if paragraph.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        // In plain text only blanks part words.
        let mut blank = None;
        for (at, byte) in paragraph.bytes().enumerate() {
            match ends.last_mut() {
                Some((end, _)) if blank == Some(byte == b' ') => *end = at + 1,
                _ => ends.push((at + 1, false)),
            }
            blank = Some(byte == b' ');
        }
    } else {
        for (at, part) in paragraph.split_word_bound_indices() {
            if let (true, [.., (word, joins), (blank, _)]) = (part == "·", ends.as_mut_slice())
                && paragraph.get(*word..*blank) == Some(" ")
            {
                (*word, *joins) = (at + part.len(), true);
                ends.pop();
                continue;
            }
            match ends.last_mut() {
                Some((end, true)) if !loose(part) => *end = at + part.len(),
                _ => ends.push((at + part.len(), !loose(part))),
            }
        }
    }
    let mut from = 0;
    let chunk = |(end, _)| paragraph.get(std::mem::replace(&mut from, end)..end).unwrap_or_default();
    ends.into_iter().map(chunk).collect()
}

/// The text in lines of at most `width` cells, broken between words; paragraphs stay apart; a longer word is cut.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in text.trim_end().split('\n') {
        // Most text is short; of text that fits nobody needs to know where its words are.
        if cells(paragraph) <= width {
            lines.push(paragraph.trim_end().to_owned());
            continue;
        }
        let mut line = String::new();
        let mut cells = 0;
        for word in chunks(paragraph) {
            let wide = self::cells(word);
            if cells + wide > width && cells > 0 {
                if word.trim().is_empty() {
                    continue;
                }
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                cells = 0;
            }
            if wide > width {
                for grapheme in word.graphemes(true) {
                    if cells + grapheme.width() > width && cells > 0 {
                        lines.push(std::mem::take(&mut line));
                        cells = 0;
                    }
                    line.push_str(grapheme);
                    cells += grapheme.width();
                }
                continue;
            }
            if cells == 0 && !line.is_empty() {
                line.clear();
            }
            line.push_str(word);
            cells += wide;
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_ends_at_a_word() {
        assert_eq!(fit("look for a secondment", 12), "look for a…");
        assert_eq!(fit("look for a secondment", 40), "look for a secondment");
        assert_eq!(fit("Leaves the program. Nothing is unsaved.", 24), "Leaves the program…");
        assert_eq!(fit("Betriebsverfassungsgesetz", 10), "Betriebsv…");
        assert_eq!(fit("日本語の文", 5), "日本…");
        assert_eq!(fit("abc", 0), "");
    }

    #[test]
    fn every_cut_keeps_within_its_width() {
        for width in 0..30 {
            assert!(fit("one, two (three) – four 日本", width).width() <= width.max(1), "{width}");
        }
    }

    #[test]
    fn a_date_a_bracket_and_a_hyphen_stay_with_their_word() {
        assert_eq!(wrap("firm (firm, 2025-03-04-first-word), but", 25), ["firm (firm,", "2025-03-04-first-word),", "but"]);
    }

    #[test]
    fn no_line_begins_with_the_dot_between_two_thoughts() {
        assert_eq!(wrap("due today · done · own staff", 17), ["due today ·", "done · own staff"]);
        assert_eq!(wrap("· a dot that comes first", 8), ["· a dot", "that", "comes", "first"]);
    }

    #[test]
    fn plain_text_is_parted_as_any_other() {
        let part = |text: &str| chunks(text).into_iter().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(part("one, two  (three-four) 5."), ["one,", " ", "two", "  ", "(three-four)", " ", "5."]);
        assert_eq!(part("één, two  (three-four) 5."), ["één,", " ", "two", "  ", "(three-four)", " ", "5."]);
    }

    #[test]
    fn paragraphs_are_wrapped_between_words() {
        assert_eq!(wrap("one two three\nfour\n", 8), ["one two", "three", "four"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert!(wrap("a b c d e f g", 3).iter().all(|line| line.width() <= 3));
    }
}
