//! Ids of new records: short, plain ASCII, made from what the record says.
//!
//! An id is a file's stem; once given it is what links lead to, so it is never made again from a changed title.

use super::catalogue::{IdRule, Kind};
use super::dialogue::Dialogue;
use super::record::{Fields, Record};
use chrono::NaiveDate;
use deunicode::deunicode;

/// The most characters of an id.
pub const LONGEST: usize = 64;
/// The most characters of the words of a title in an id.
const WORDS: usize = 40;

/// Whether a text can be an id: lower-case ASCII letters, digits and `-`; 1 to 64 of them.
#[must_use]
pub fn valid_id(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// A text in any script as lower-case ASCII words joined by `-`; empty when nothing is left.
///
/// ```
/// assert_eq!(convenor::domain::ids::slug("Союз глухих"), "soiuz-glukhikh");
/// ```
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in deunicode(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !matches!(c, '\'' | '`') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    shortened(&out, WORDS)
}

/// At most `most` characters, cut between words where that leaves at least half.
fn shortened(words: &str, most: usize) -> String {
    let words = words.trim_matches('-');
    if words.len() <= most {
        return words.to_owned();
    }
    let cut = words.get(..most).unwrap_or(words);
    let whole =
        if words.get(most..).is_some_and(|rest| rest.starts_with('-')) { None } else { cut.rfind('-').filter(|at| *at >= most / 2) };
    whole.and_then(|at| cut.get(..at)).unwrap_or(cut).trim_matches('-').to_owned()
}

/// A free id for a new record of that kind, by the kind's rule; the date of an undated one is `today`.
#[must_use]
pub fn new_id(kind: &Kind, record: &Record, dialogue: &Dialogue, today: NaiveDate) -> String {
    let from = |name: &str| record.get(name).map(|value| slug(&value.to_string())).filter(|slug| !slug.is_empty());
    let first = || kind.id_from.iter().chain(&kind.named_by).find_map(|name| from(name));
    let date = record.date("date").unwrap_or(today);
    let wanted = match &kind.id {
        IdRule::Fixed => return kind.name.to_string(),
        IdRule::Numbered { prefix, digits } => return next_number(kind, dialogue, prefix, *digits),
        IdRule::DateLink | IdRule::DateTitle => {
            let named = kind.id_from.iter().find_map(|name| from(name)).unwrap_or_else(|| slug(&kind.singular));
            Some(format!("{date}-{named}").trim_end_matches('-').to_owned())
        }
        IdRule::Name => first(),
        IdRule::Pair => {
            let ends: Vec<String> = kind.id_from.iter().filter_map(|name| from(name)).collect();
            if ends.len() == 2 { Some(ends.join("--")) } else { None }
        }
    };
    match wanted {
        Some(wanted) => free(kind, dialogue, &wanted),
        None => next_number(kind, dialogue, &format!("{}-", kind.name), 1),
    }
}

/// The id itself, or with `-2`, `-3`, … behind it when it is taken.
fn free(kind: &Kind, dialogue: &Dialogue, wanted: &str) -> String {
    let taken = |id: &str| dialogue.get(&kind.name, id).is_some();
    let base = shortened(wanted, LONGEST);
    if !taken(&base) {
        return base;
    }
    (2u64..)
        .map(|n| {
            let tail = format!("-{n}");
            format!("{}{tail}", base.get(..LONGEST - tail.len()).unwrap_or(&base).trim_end_matches('-'))
        })
        .find(|id| !taken(id))
        .unwrap_or(base)
}

/// One more than the greatest number in the kind's pattern: a number once given is not given again while it stands.
fn next_number(kind: &Kind, dialogue: &Dialogue, prefix: &str, digits: usize) -> String {
    let number = |id: &str| -> Option<u64> {
        let rest = id.strip_prefix(prefix)?;
        if rest.bytes().all(|byte| byte.is_ascii_digit()) { rest.parse().ok() } else { None }
    };
    let greatest = dialogue.records(&kind.name).iter().filter_map(|record| number(record.id())).max().unwrap_or(0);
    let next = (greatest.saturating_add(1)..).map(|n| format!("{prefix}{n:0digits$}")).find(|id| dialogue.get(&kind.name, id).is_none());
    next.unwrap_or_else(|| prefix.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::Catalogue;
    use super::super::record::Key;
    use super::super::value::Value;
    use super::*;
    use proptest::prelude::*;

    fn id(kind: &str, fields: &[(&str, Value)], existing: &[&str]) -> String {
        let records = existing.iter().map(|id| Record::new(Key::new(kind, id)));
        let dialogue = Dialogue::with(Catalogue::builtin(), records, Vec::new());
        let mut record = Record::new(Key::new(kind, ""));
        for (name, value) in fields {
            record.set(name, Some(value.clone()));
        }
        new_id(dialogue.catalogue.kind(kind).unwrap(), &record, &dialogue, "2026-03-16".parse().unwrap())
    }

    #[test]
    fn a_bilateral_meeting_is_its_day_and_its_stakeholder_and_the_second_that_day_says_so() {
        let fields = [("stakeholder", "udk".into()), ("date", Value::Date("2026-03-16".parse().unwrap()))];
        assert_eq!(id("meetings", &fields, &[]), "2026-03-16-udk");
        assert_eq!(id("meetings", &fields, &["2026-03-16-udk"]), "2026-03-16-udk-2");
        assert_eq!(id("meetings", &fields, &["2026-03-16-udk", "2026-03-16-udk-2"]), "2026-03-16-udk-3");
    }

    #[test]
    fn a_dated_kind_is_its_day_and_the_words_of_its_title() {
        assert_eq!(id("workshops", &[("title", "Quota & interpreters".into())], &[]), "2026-03-16-quota-interpreters");
        assert_eq!(id("workshops", &[], &[]), "2026-03-16-workshop");
    }

    #[test]
    fn names_in_any_script_become_ascii() {
        assert_eq!(id("stakeholders", &[("name", "Союз глухих".into())], &[]), "soiuz-glukhikh");
        assert_eq!(id("stakeholders", &[("name", "Ärzte für Öffentlichkeit".into()), ("short_name", "ÄÖ".into())], &[]), "ao");
    }

    #[test]
    fn where_nothing_is_left_the_kind_and_a_number_stand() {
        assert_eq!(id("stakeholders", &[("name", "???".into())], &["stakeholders-1"]), "stakeholders-2");
    }

    #[test]
    fn numbered_kinds_take_the_next_number_in_their_own_pattern() {
        assert_eq!(id("commitments", &[], &["c01", "c13", "c99x", "other"]), "c14");
        assert_eq!(id("commitments", &[], &[]), "c01");
        assert_eq!(id("commitments", &[], &["c99"]), "c100");
        assert_eq!(id("issues", &[], &["i1", "i6"]), "i7");
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let title = "A very long title that goes on and on and says everything there is to say about it";
        assert_eq!(id("workshops", &[("title", title.into())], &[]), "2026-03-16-a-very-long-title-that-goes-on-and-on");
    }

    #[test]
    fn only_plain_short_ids_are_valid() {
        assert!(valid_id("2026-03-16-udk"));
        for bad in ["", "UDK", "a b", "a/b", "..", "ä", &"a".repeat(65)] {
            assert!(!valid_id(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_new_id_is_valid_and_free(title in any::<String>(), taken in proptest::collection::vec("[a-z]{1,3}", 0..9)) {
            for kind in ["stakeholders", "workshops", "options", "commitments"] {
                let existing: Vec<&str> = taken.iter().map(String::as_str).collect();
                let made = id(kind, &[("title", title.clone().into()), ("name", title.clone().into())], &existing);
                prop_assert!(valid_id(&made), "{}", made);
                prop_assert!(!existing.contains(&made.as_str()));
            }
        }
    }
}
