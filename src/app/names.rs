//! Hides the names of stakeholders and persons, for a shoulder in the room: whole, cut short, broken over two lines, and in ids.

use super::model::Model;
use super::sight::Sight;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::Fields;
use unicode_width::UnicodeWidthStr;

/// A mask is never longer, so that it does not tell a name by its length.
const LONGEST: usize = 6;
/// Fewer letters of a name that was cut tell nothing.
const TELLING: usize = 2;

/// The text with every name of a stakeholder or person replaced by a short mask, when names are hidden.
#[must_use]
pub fn hide(text: &str, model: &Model) -> String {
    hide_in(text, &model.dialogue, &model.sight)
}

/// The same with the parts of a model that it needs.
#[must_use]
pub fn hide_in(text: &str, dialogue: &Dialogue, sight: &Sight) -> String {
    if !sight.hide_names || !text.contains(char::is_alphanumeric) {
        return text.to_owned();
    }
    let mut hidden = text.to_owned();
    let mut names: Vec<&str> = Vec::new();
    for stakeholder in dialogue.records("stakeholders") {
        names.extend(["name", "short_name"].iter().filter_map(|field| stakeholder.text(field)));
        names.extend(stakeholder.rows("person").filter_map(|row| row.text("name")));
    }
    // Longer names first, so that no part of one is left standing.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names.iter().copied().filter(|name| name.len() > 1) {
        if hidden.contains(name) {
            hidden = hidden.replace(name, &mask(name));
        }
    }
    for name in names {
        hidden = without_parts(hidden, name);
    }
    for stakeholder in dialogue.records("stakeholders") {
        hidden = without_id(hidden, stakeholder.id());
    }
    hidden
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

/// Without an id that stands apart from other letters, as it does in the id of a meeting.
fn without_id(text: String, id: &str) -> String {
    if id.is_empty() || !text.contains(id) {
        return text;
    }
    let mut hidden = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(id) {
        hidden.push_str(before);
        let joined = hidden.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
        hidden.push_str(&if joined { id.to_owned() } else { mask(id) });
        rest = after;
    }
    hidden.push_str(rest);
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audience::Audience;
    use crate::domain::testing::Build;

    fn hidden(text: &str) -> String {
        let stakeholder = "name = \"Union of the Deaf\"\nshort_name = \"First Word\"\nkind = \"cso\"\n[[person]]\nname = \"Ilda Marev\"";
        let dialogue = Build::new().file("stakeholders/fw", stakeholder).done();
        hide_in(text, &dialogue, &Sight { as_of: None, audience: Audience::Host, hide_names: true })
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
}
