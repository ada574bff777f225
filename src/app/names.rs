//! Hides the names of stakeholders and persons, for a shoulder in the room: whole, cut short, broken over two lines, and in ids.

use super::model::Model;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Fields, Name};
use std::collections::HashSet;
use unicode_width::UnicodeWidthStr;

/// A mask is never longer, so that it does not tell a name by its length.
const LONGEST: usize = 6;
/// Fewer letters of a name that was cut tell nothing.
const TELLING: usize = 2;

/// Everybody who is not to be named, gathered once for a state of the records.
#[derive(Debug, Default)]
pub struct Names {
    /// Names, short names and those of persons, the longest first.
    names: Vec<String>,
    /// Ids that stand for a name wherever they stand apart.
    telling: Vec<Name>,
    /// Ids that are words as well: they tell somebody only where they stand as an id.
    wordy: Vec<Name>,
    ids: HashSet<Name>,
}

impl Names {
    /// All names of a dialogue.
    #[must_use]
    pub fn of(dialogue: &Dialogue) -> Self {
        let mut all = Self::default();
        for stakeholder in dialogue.records("stakeholders") {
            let own: Vec<&str> = ["name", "short_name"].iter().filter_map(|field| stakeholder.text(field)).collect();
            let id = &stakeholder.key.id;
            all.ids.insert(id.clone());
            if is_a_word(id) && !own.iter().any(|name| is_spelled(name, id)) { &mut all.wordy } else { &mut all.telling }.push(id.clone());
            all.names.extend(own.into_iter().map(str::to_owned));
            all.names.extend(stakeholder.rows("person").filter_map(|row| row.text("name")).map(str::to_owned));
        }
        // Longer names first, so that no part of one is left standing.
        all.names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        all
    }

    /// The text with every name replaced by a short mask.
    #[must_use]
    pub fn hide(&self, text: &str) -> String {
        if !text.contains(char::is_alphanumeric) {
            return text.to_owned();
        }
        let mut hidden = text.to_owned();
        for name in self.names.iter().filter(|name| name.len() > 1) {
            if hidden.contains(name.as_str()) {
                hidden = hidden.replace(name.as_str(), &mask(name));
            }
        }
        for name in &self.names {
            hidden = without_parts(hidden, name);
        }
        for id in &self.telling {
            hidden = without_id(hidden, id, |_, _| true);
        }
        for id in &self.wordy {
            hidden = without_id(hidden, id, |before, after| {
                joins_an_id(before) || beside(before, after).iter().all(|text| self.is_of_ids(text))
            });
        }
        hidden
    }

    /// Whether a text is of ids alone, and no sentence.
    fn is_of_ids(&self, text: &str) -> bool {
        let mut words = text.split([' ', ',', '(', ')', '[', ']', '·']).filter(|word| !word.is_empty());
        words.all(|word| self.ids.contains(word) || word.contains(|c: char| c.is_ascii_digit() || c == '▒'))
    }
}

/// The text with every name of a stakeholder or person replaced by a short mask, when names are hidden.
#[must_use]
pub fn hide(text: &str, model: &Model) -> String {
    if !model.sight.hide_names {
        return text.to_owned();
    }
    match model.facts.names_kept(&model.dialogue) {
        Some(names) => names.hide(text),
        None => Names::of(&model.dialogue).hide(text),
    }
}

/// Whether an id could be a word of a sentence.
fn is_a_word(id: &str) -> bool {
    id.chars().all(char::is_alphabetic)
}

/// Whether an id is a name in other letters, or its initials.
fn is_spelled(name: &str, id: &str) -> bool {
    let initials: String = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    [name, &initials].iter().any(|said| said.to_lowercase() == id)
}

/// Whether what stands before an id makes it part of a longer one: of a file, a date, a mark, a filter.
fn joins_an_id(before: &str) -> bool {
    let dated = |before: &str| before.ends_with(|c: char| c.is_ascii_digit());
    before.ends_with(['/', '@', ':', '=']) || before.strip_suffix('-').is_some_and(dated)
}

/// What stands beside an id up to the next gap on either side: in columns each is a text of its own.
fn beside<'a>(before: &'a str, after: &'a str) -> [&'a str; 2] {
    [before.rsplit("  ").next().unwrap_or_default(), after.split("  ").next().unwrap_or_default()]
}

fn mask(name: &str) -> String {
    "▒".repeat(name.width().clamp(1, LONGEST))
}

/// Without what is left of a name where its text was cut short, or broken over two lines.
fn without_parts(text: String, name: &str) -> String {
    let mut hidden = text;
    if let Some((head, rest)) = hidden.split_once('…') {
        let cut = parts(name).map(|(first, _)| first).filter(|first| first.chars().count() >= TELLING);
        if let Some(part) = cut.filter(|first| ends_with_words(head, first)).max_by_key(|part| part.len()) {
            let kept = head.get(..head.len() - part.len()).unwrap_or_default();
            hidden = format!("{kept}{}…{rest}", mask(part));
        }
    }
    for (first, second) in parts(name).filter(|(first, _)| first.ends_with(' ')) {
        let (first, second) = (first.trim_end(), second);
        if ends_with_words(hidden.trim_end(), first) {
            let (body, blanks) = hidden.split_at(hidden.trim_end().len());
            let kept = body.get(..body.len() - first.len()).unwrap_or_default();
            hidden = format!("{kept}{}{blanks}", mask(first));
        }
        let indent = hidden.len() - hidden.trim_start().len();
        let begins = hidden.get(indent..).and_then(|text| text.strip_prefix(second));
        if let Some(rest) = begins.filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
            hidden = format!("{}{}{rest}", " ".repeat(indent), mask(second));
        }
    }
    hidden
}

/// Every way to break a name in two, neither part empty.
fn parts(name: &str) -> impl Iterator<Item = (&str, &str)> {
    name.char_indices().skip(1).filter_map(|(at, _)| name.split_at_checked(at))
}

/// Whether the text ends with these words, and not in the middle of another.
fn ends_with_words(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

/// Without an id that stands apart from other letters, as it does in the id of a meeting, where it tells somebody by what is
/// before and behind it.
fn without_id(text: String, id: &str, tells: impl Fn(&str, &str) -> bool) -> String {
    if id.is_empty() || !text.contains(id) {
        return text;
    }
    let mut hidden = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices(id) {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + id.len()..).unwrap_or_default());
        hidden.push_str(text.get(from..at).unwrap_or_default());
        let joined = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
        hidden.push_str(&if joined || !tells(before, after) { id.to_owned() } else { mask(id) });
        from = at + id.len();
    }
    hidden.push_str(text.get(from..).unwrap_or_default());
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::Build;

    fn hidden(text: &str) -> String {
        let union = "name = \"Union of the Deaf\"\nshort_name = \"First Word\"\nkind = \"cso\"\n[[person]]\nname = \"Ilda Marev\"";
        let press = "name = \"Guild of Reporters\"\nkind = \"media\"";
        let ministry = "name = \"Ministry of Works\"\nshort_name = \"MoW\"\nkind = \"ministry\"";
        let files = Build::new().file("stakeholders/fw", union).file("stakeholders/media", press).file("stakeholders/mow", ministry);
        Names::of(&files.done()).hide(text)
    }

    #[test]
    fn names_of_stakeholders_and_persons_are_masked_and_other_words_are_not() {
        assert_eq!(hidden("Ilda Marev of First Word: the first word"), "▒▒▒▒▒▒ of ▒▒▒▒▒▒: the first word");
    }

    #[test]
    fn a_name_that_was_cut_short_is_masked_too() {
        assert_eq!(hidden("with First W… today"), "with ▒▒▒▒▒▒… today");
        assert_eq!(hidden("Union of…"), "▒▒▒▒▒▒…");
        assert_eq!(hidden("a quota…"), "a quota…");
    }

    #[test]
    fn a_name_broken_over_two_lines_is_masked_in_both() {
        assert_eq!(hidden("  they asked First"), "  they asked ▒▒▒▒▒");
        assert_eq!(hidden("  Word must not"), "  ▒▒▒▒ must not");
        assert_eq!(hidden("  Wording of it"), "  Wording of it");
    }

    #[test]
    fn an_id_is_masked_where_it_stands_for_somebody() {
        assert_eq!(hidden("(firm, 2025-03-04-fw)"), "(firm, 2025-03-04-▒▒)");
        assert_eq!(hidden("fwd: halfway"), "fwd: halfway");
    }

    #[test]
    fn an_id_that_is_a_word_is_masked_where_it_stands_as_an_id_and_not_in_a_sentence() {
        for id in ["media", " media ", "(media)", "media, fw", "2025-03-04-media said so", "stakeholders/media", "asked @media today"] {
            assert!(!hidden(id).contains("media"), "{id}: {}", hidden(id));
        }
        assert_eq!(hidden("b01 media 2025-03-04-udk"), "b01 ▒▒▒▒▒ 2025-03-04-udk");
        assert_eq!(hidden("media     asked on Monday"), "▒▒▒▒▒     asked on Monday", "a column of its own");
        for sentence in ["the media reported it", "social-media, press and radio", "They fear the media.", "Media"] {
            assert_eq!(hidden(sentence), sentence);
        }
    }

    #[test]
    fn an_id_that_is_a_name_in_small_letters_or_its_initials_is_masked_everywhere() {
        assert_eq!(hidden("we told mow on Monday, and fw"), "we told ▒▒▒ on Monday, and ▒▒");
    }
}
