//! Completing `#` and `@` while a note is typed.

use super::super::dialogue::Dialogue;
use super::super::display::{one_line, short_of, title_of};
use super::super::fold::fold;
use super::super::ids::slug;
use super::super::record::Fields;
use std::ops::Range;

/// Something that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What goes in place of [`Completion::range`], the sign among it.
    pub insert: String,
    /// What it is, in words.
    pub label: String,
}

/// What is being completed at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// `#` or `@`.
    pub sign: char,
    /// The bytes from the sign to the caret.
    pub range: Range<usize>,
    /// What may be meant, the likeliest first; empty when nothing is.
    pub candidates: Vec<Candidate>,
}

/// What may be meant at a caret (in bytes) that stands in or behind a `#` or `@`; none where neither is being typed.
///
/// `#` offers options and issues, and commitments in a line that begins with `>`; `@` stakeholders and their persons.
#[must_use]
pub fn complete(line: &str, caret: usize, dialogue: &Dialogue) -> Option<Completion> {
    let before = line.get(..caret)?;
    let start =
        before.char_indices().rev().find(|(_, c)| c.is_whitespace() || matches!(c, '(' | '[' | '"')).map_or(0, |(at, c)| at + c.len_utf8());
    // A mark may stand right before the sign, as in `!+#o2c`.
    let start = start + before.get(start..)?.find(['#', '@'])?;
    let word = before.get(start..)?;
    let sign = word.chars().next()?;
    let led = before.get(..start)?.trim_start();
    let free = led.is_empty() || led.ends_with(|c: char| !c.is_alphanumeric());
    let typed = fold(word.get(1..)?);
    if !free || typed.contains(['#', '@']) {
        return None;
    }
    let mut found: Vec<(u8, Candidate)> = Vec::new();
    let mut offer = |insert: String, names: &[&str], label: String| {
        let rank = names.iter().enumerate().find_map(|(n, name)| {
            let name = fold(name);
            let rank = if name.starts_with(&typed) {
                0
            } else if name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&typed)) {
                1
            } else {
                return None;
            };
            Some(if n == 0 { rank } else { rank + 2 })
        });
        if let Some(rank) = rank {
            found.push((rank, Candidate { insert: format!("{sign}{insert}"), label: one_line(&label) }));
        }
    };
    if sign == '#' {
        let promised = if line.trim_start().starts_with('>') { &["commitments"][..] } else { &[] };
        for record in promised.iter().chain(&["options", "issues"]).flat_map(|kind| dialogue.records(kind)) {
            let title = title_of(record, dialogue);
            offer(record.id().to_owned(), &[record.id(), &title], title.clone());
        }
    } else {
        for record in dialogue.records("stakeholders") {
            let (short, title) = (short_of(record, dialogue), title_of(record, dialogue));
            offer(record.id().to_owned(), &[record.id(), &short, &title], title.clone());
            for person in record.rows("person").filter_map(|row| row.text("name")) {
                offer(slug(person), &[person, &slug(person)], format!("{person}, {short}"));
            }
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    let candidates = found.into_iter().map(|(_, candidate)| candidate).collect();
    Some(Completion { sign, range: start..caret, candidates })
}
