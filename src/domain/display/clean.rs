//! Makes text from a file, a name or a paste safe to show: nothing that a terminal obeys, and nothing that hides.
//!
//! Every such character becomes one visible symbol, so that positions in the shown text are those of the text itself.

use std::borrow::Cow;

/// Text as it may be shown: control characters, direction controls, invisible and tag characters stand as visible symbols.
///
/// Line breaks stay (a carriage return before one goes): who draws splits at them. A joiner stays where a script or an emoji needs it.
///
/// ```
/// assert_eq!(convenor::domain::display::clean("a\u{1b}[31mred"), "a␛[31mred");
/// ```
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(suspect) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        if c == '\r' && after == Some('\n') {
            continue;
        }
        let keep = match c {
            '\n' => true,
            '\u{200c}' | '\u{200d}' => joins(c, before, after),
            '\u{e0100}'..='\u{e01ef}' => before.is_some_and(ideograph),
            _ => false,
        };
        let shown = if keep { c } else { symbol(c) };
        out.push(shown);
        before = Some(shown);
    }
    Cow::Owned(out)
}

/// Text on one line: [`clean`], with every run of white space as a single space and none at the ends.
#[must_use]
pub fn one_line(text: &str) -> String {
    // Most text is plain and on one line already.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.trim().len() == text.len() && !text.contains("  ") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&clean(word));
    }
    out
}

fn suspect(c: char) -> bool {
    c != '\n' && symbol(c) != c
}

/// The visible symbol of a character that is not shown as itself; any other character as it is.
fn symbol(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{2028}' | '\u{2029}' => '\u{2424}',
        // Direction: marks, embeddings, overrides, isolates, and the deprecated shaping controls.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => '\u{21c4}',
        // Invisible: soft hyphen, joiners, spaces without width, fillers, shorthand and musical controls, selectors.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0100}'..='\u{e01ef}' => '\u{25e6}',
        '\u{80}'..='\u{9f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        other => other,
    }
}

/// Whether a joiner (or non-joiner) between these two belongs to how the text is written.
fn joins(joiner: char, before: Option<char>, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    let emoji = joiner == '\u{200d}' && (pictograph(before) || before == '\u{fe0f}') && after.is_some_and(pictograph);
    emoji || (shaped(before) && !matches!(after, Some('\u{200c}' | '\u{200d}')))
}

fn pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Scripts whose letters change shape with their neighbours: Arabic to Malayalam, Khmer, Myanmar, Mongolian and their like.
fn shaped(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{1a20}'..='\u{1aaf}' | '\u{1b00}'..='\u{1bff}'
        | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{11000}'..='\u{11fff}')
}

fn ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_shown_raw() {
        assert_eq!(clean("a\u{1b}[2Jb"), "a␛[2Jb");
        assert_eq!(clean("bell\u{7} tab\t del\u{7f}"), "bell␇ tab␉ del␡");
        assert_eq!(clean("c1\u{9b}31m"), "c1\u{fffd}31m");
    }

    #[test]
    fn what_turns_or_hides_text_becomes_visible() {
        assert_eq!(clean("user\u{202e}gnp.exe"), "user⇄gnp.exe");
        assert_eq!(clean("in\u{200b}visible"), "in◦visible");
        assert_eq!(clean("tag\u{e0041}"), "tag\u{fffd}");
        assert_eq!(clean("la\u{200d}tin"), "la◦tin");
    }

    #[test]
    fn joiners_stay_where_a_script_or_an_emoji_needs_them() {
        for text in ["می\u{200c}خواهم", "क\u{94d}\u{200d}ष", "👩\u{200d}🚀", "🏳\u{fe0f}\u{200d}🌈", "ශ\u{dca}\u{200d}රී"]
        {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn plain_text_in_any_script_is_not_copied() {
        for text in ["Ärzte und Nöte", "Դիմում", "დიალოგი", "对话", "حوار", "שיחה", "two\nlines"] {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn one_line_has_no_break_and_no_double_space() {
        assert_eq!(one_line(" a\n\n b\t c \r\n"), "a b c");
        assert_eq!(clean("a\r\nb"), "a\nb");
    }

    proptest! {
        #[test]
        fn what_is_shown_holds_no_control_character(text in any::<String>()) {
            prop_assert!(!clean(&text).chars().any(|c| c.is_control() && c != '\n'));
            prop_assert!(!one_line(&text).chars().any(char::is_control));
            let once = clean(&text);
            prop_assert_eq!(&clean(&once), &once);
        }
    }
}
