//! Searching all records for words: the best hit of each record, ranked, with the text around it.
//!
//! All words must stand in the record, anywhere, without regard to capitals and accents.

use super::catalogue::Kind;
use super::dialogue::Dialogue;
use super::display::{Words, one_line, value_text};
use super::fold::{fold, fold_char};
use super::haystack;
use super::place::{Met, fields};
use super::record::{Key, Record};
use std::ops::Range;

/// The most characters of a snippet.
const SNIPPET: usize = 72;
/// How many characters of it stand before the first hit.
const LEAD: usize = 20;

/// Where words were found in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub key: Key,
    /// The field with the best hit, as `position[2].quote`; `id` when the id itself is met.
    pub path: String,
    /// The text of that field around the hit, on one line and fit to be shown.
    pub snippet: String,
    /// The bytes of the snippet that met a word, in order and apart from each other.
    pub marks: Vec<Range<usize>>,
}

/// The records that hold all words, the best first and at most `most`; words in quotation marks belong together.
#[must_use]
pub fn search(dialogue: &Dialogue, words: &str, most: usize) -> Vec<Hit> {
    let mut search = Search::new(words);
    for record in std::iter::once(dialogue.process()).chain(dialogue.all().map(AsRef::as_ref)) {
        search.look_at(record, dialogue);
    }
    search.hits(dialogue, most)
}

/// A search that looks at one record after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    words: Vec<String>,
    /// Those that hold all words, with how well.
    found: Vec<(u32, Key)>,
}

impl Search {
    /// A search that has looked at nothing yet.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self { words: needles(words), found: Vec::new() }
    }

    /// Looks at a record.
    pub fn look_at(&mut self, record: &Record, dialogue: &Dialogue) {
        if self.words.is_empty() {
            return;
        }
        let text = haystack::of(record, dialogue);
        if self.words.iter().all(|word| text.contains(word.as_str())) {
            self.found.push((best(record, dialogue, &self.words).0, record.key.clone()));
        }
    }

    /// What was found, the best first and at most `most`.
    #[must_use]
    pub fn hits(mut self, dialogue: &Dialogue, most: usize) -> Vec<Hit> {
        self.found.sort_by(|(a, first), (b, second)| b.cmp(a).then_with(|| first.cmp(second)));
        let records = self.found.iter().take(most).filter_map(|(_, key)| dialogue.find(key));
        records.map(|record| hit(record, dialogue, &self.words)).collect()
    }
}

/// The words asked for, folded.
fn needles(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (n, part) in text.split('"').enumerate() {
        if n % 2 == 1 {
            out.push(fold(part.trim()));
        } else {
            out.extend(part.split_whitespace().map(fold));
        }
    }
    out.retain(|word| !word.is_empty());
    out.dedup();
    out
}

/// The score of a record and the field that earns it; none when only the id is met.
fn best<'a>(record: &'a Record, dialogue: &Dialogue, words: &[String]) -> (u32, Option<Met<'a>>) {
    let kind = dialogue.kind_of(&record.key).map(AsRef::as_ref);
    let id = score(&fold(record.id()), words);
    let mut best = (if id > 0 { id + 40 } else { 0 }, None);
    for met in fields(record) {
        let points = score(&fold(&said(&met, kind, dialogue)), words);
        let points = if points > 0 { points + weight(&met, kind) } else { 0 };
        if points > best.0 {
            best = (points, Some(met));
        }
    }
    best
}

/// How well a folded text meets the words: each found counts most, at the start of a word a little more.
fn score(text: &str, words: &[String]) -> u32 {
    let one = |word: &String| {
        let at = text.find(word.as_str())?;
        let starts = text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|c| !c.is_alphanumeric());
        Some(100 + if starts { 10 } else { 0 } + if text.len() == word.len() { 20 } else { 0 })
    };
    words.iter().filter_map(one).sum()
}

/// Names say more than words in passing, and a record's own more than those it leads to.
fn weight(met: &Met<'_>, kind: Option<&Kind>) -> u32 {
    let names = kind.is_some_and(|kind| kind.named_by.contains(&met.field.name) || kind.short_by.as_ref() == Some(&met.field.name));
    let link = kind.and_then(|kind| met.def(kind)).is_some_and(|def| def.targets().is_some());
    match (met.row.is_some(), names, link) {
        (false, true, false) => 50,
        (false, true, true) => 30,
        (true, ..) => 20,
        (false, false, _) => 10,
    }
}

/// What a field shows, on one line.
fn said(met: &Met<'_>, kind: Option<&Kind>, dialogue: &Dialogue) -> String {
    match kind.and_then(|kind| met.def(kind)) {
        Some(def) => value_text(def, &met.field.value, dialogue, Words::Full),
        None => one_line(&met.field.value.to_string()),
    }
}

/// Where a record holds those of the words that a text shown of it does not hold; nothing where it holds them all.
#[must_use]
pub fn beside(record: &Record, dialogue: &Dialogue, words: &str, shown: &str) -> Option<Hit> {
    let shown = fold(shown);
    let missed: Vec<String> = needles(words).into_iter().filter(|word| !shown.contains(word.as_str())).collect();
    (!missed.is_empty()).then(|| hit(record, dialogue, &missed))
}

/// The bytes of a text that meet one of the words, in order and apart from each other.
#[must_use]
pub fn marks(text: &str, words: &str) -> Vec<Range<usize>> {
    hits(text, &needles(words))
}

fn hit(record: &Record, dialogue: &Dialogue, words: &[String]) -> Hit {
    let kind = dialogue.kind_of(&record.key).map(AsRef::as_ref);
    let (path, text) = match best(record, dialogue, words).1 {
        Some(met) => (met.path().to_string(), said(&met, kind, dialogue)),
        None => ("id".to_owned(), one_line(record.id())),
    };
    let (snippet, marks) = around(&text, words);
    Hit { key: record.key.clone(), path, snippet, marks }
}

/// The stretch of a text around its first hit, and the bytes of all hits in it.
fn around(text: &str, words: &[String]) -> (String, Vec<Range<usize>>) {
    let hits = hits(text, words);
    let first = hits.first().map_or(0, |hit| hit.start);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let before = starts.partition_point(|at| *at < first);
    let from = if starts.len() <= SNIPPET { 0 } else { before.saturating_sub(LEAD).min(starts.len() - SNIPPET) };
    let start = starts.get(from).copied().unwrap_or(0);
    let end = starts.get(from + SNIPPET).copied().unwrap_or(text.len());
    let lead = if start > 0 { "…" } else { "" };
    let tail = if end < text.len() { "…" } else { "" };
    let snippet = format!("{lead}{}{tail}", text.get(start..end).unwrap_or_default());
    let inside = hits.into_iter().filter(|hit| hit.start >= start && hit.end <= end);
    (snippet, inside.map(|hit| hit.start - start + lead.len()..hit.end - start + lead.len()).collect())
}

/// The bytes of a text that meet one of the words, in order, those that touch each other as one.
fn hits(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let mut folded = String::with_capacity(text.len());
    // For each byte of the folded text, the character of the text that it comes from.
    let mut from: Vec<Range<usize>> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        fold_char(c, &mut folded);
        from.resize(folded.len(), at..at + c.len_utf8());
    }
    let mut hits: Vec<Range<usize>> = words
        .iter()
        .flat_map(|word| folded.match_indices(word.as_str()))
        .filter_map(|(at, met)| Some(from.get(at)?.start..from.get(at + met.len() - 1)?.end))
        .collect();
    hits.sort_by_key(|hit| (hit.start, hit.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for hit in hits {
        match joined.last_mut() {
            Some(last) if hit.start <= last.end => last.end = last.end.max(hit.end),
            _ => joined.push(hit),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::super::testing::{dialogue, sample};
    use super::*;
    use proptest::prelude::*;

    fn marked(hit: &Hit) -> Vec<&str> {
        hit.marks.iter().map(|mark| hit.snippet.get(mark.clone()).unwrap()).collect()
    }

    #[test]
    fn all_words_must_stand_in_a_record_and_the_text_around_is_shown() {
        let hits = search(&sample(), "commission LEGAL", 10);
        let molsp = hits.iter().find(|hit| hit.key == Key::new("meetings", "2026-02-10-molsp")).unwrap();
        assert_eq!(marked(molsp), ["legal", "commission"]);
        assert!(molsp.snippet.chars().count() <= SNIPPET + 2);
        assert!(search(&sample(), "commission zebra", 10).is_empty());
        assert!(search(&sample(), "  ", 10).is_empty());
    }

    #[test]
    fn names_come_before_words_in_passing() {
        let hits = search(&sample(), "udk", 50);
        assert_eq!(hits[0].key, Key::new("stakeholders", "udk"));
        assert!(hits.len() > 5 && hits.iter().any(|hit| hit.path == "stakeholder"));
    }

    #[test]
    fn words_in_quotation_marks_belong_together() {
        let dialogue = dialogue([("issues/i1", "title = \"deaf majority\""), ("issues/i2", "title = \"majority of the deaf\"")]);
        assert_eq!(search(&dialogue, "\"deaf majority\"", 9).len(), 1);
        assert_eq!(search(&dialogue, "deaf majority", 9).len(), 2);
    }

    #[test]
    fn accents_and_capitals_do_not_matter_and_the_marks_fit_the_text() {
        let dialogue = dialogue([("issues/i1", "title = \"Für die Ärzteschaft, STRASSE und Straße\"")]);
        let hits = search(&dialogue, "arzte strasse", 9);
        assert_eq!(marked(&hits[0]), ["Ärzte", "STRASSE", "Straße"]);
        assert_eq!(hits[0].path, "title");
    }

    #[test]
    fn a_long_text_is_cut_around_the_hit_and_control_characters_never_show() {
        let text = format!("title = \"T\"\ncontested = \"{} needle \\u001b[2J {}\"", "word ".repeat(50), "more ".repeat(50));
        let dialogue = dialogue([("issues/i1", &*text)]);
        let hits = search(&dialogue, "needle", 9);
        assert!(hits[0].snippet.starts_with('…') && hits[0].snippet.ends_with('…'));
        assert_eq!(marked(&hits[0]), ["needle"]);
        assert!(!hits[0].snippet.chars().any(char::is_control));
    }

    #[test]
    fn what_is_found_beside_a_text_is_only_what_that_text_does_not_show() {
        let dialogue = dialogue([("issues/i1", "title = \"Who pays for interpreters\"\ncontested = \"The fund pays late\"")]);
        let issue = dialogue.find(&Key::new("issues", "i1")).unwrap();
        let beside = |words, shown| beside(issue, &dialogue, words, shown).map(|hit| hit.path);
        assert_eq!(beside("interpreters pays", "Who pays for interpreters"), None);
        assert_eq!(beside("Interpreters late", "Who pays for interpreters").as_deref(), Some("contested"));
        assert_eq!(beside("interpreters", "Who pays…").as_deref(), Some("title"), "the end of the title was cut off");
    }

    #[test]
    fn an_id_alone_is_found_and_only_so_many_are_given() {
        let dialogue = dialogue([("issues/i17", "title = \"T\""), ("issues/i18", "title = \"T\"")]);
        let hits = search(&dialogue, "i17", 9);
        assert_eq!((hits.len(), &*hits[0].path, &*hits[0].snippet), (1, "id", "i17"));
        assert_eq!(search(&dialogue, "t", 1).len(), 1);
    }

    proptest! {
        #[test]
        fn marks_always_lie_in_the_snippet(text in "\\PC{0,120}", words in "\\PC{1,6}") {
            let (snippet, marks) = around(&text, &needles(&words));
            for mark in marks {
                prop_assert!(snippet.get(mark).is_some());
            }
        }
    }
}
