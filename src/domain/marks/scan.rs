//! The small signs within a line: `#ids`, `@names`, `due:` and the voice at its end.

use super::super::dates::parse_ahead;
use super::super::dialogue::Dialogue;
use super::super::ids::slug;
use super::super::lens::Voice;
use super::super::record::Fields;
use super::{Line, Mark, Stand};
use chrono::NaiveDate;
use std::ops::Range;

/// What a `#` or `@` leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefKind {
    /// An option.
    Option,
    /// An issue.
    Issue,
    /// A commitment.
    Commitment,
    /// A stakeholder.
    Stakeholder,
    /// A person of a stakeholder.
    Person,
    /// Nothing that the dialogue knows.
    Unknown,
}

/// A `#id` or `@name` in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    /// `#` or `@`.
    pub sign: char,
    /// The id it leads to; a person's name; as written when it is unknown.
    pub name: String,
    /// What it leads to.
    pub kind: RefKind,
    /// Its bytes, the sign among them.
    pub range: Range<usize>,
}

/// A `due:` in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day; none when it is not understood.
    pub day: Option<NaiveDate>,
    /// Its bytes.
    pub range: Range<usize>,
}

/// What a piece of a line is, for showing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain text.
    Text,
    /// The mark at its head.
    Mark,
    /// A `#` or `@`.
    Ref(RefKind),
    /// A `due:`; whether it was understood.
    Due(bool),
    /// `(i)` or `(r)`.
    Voice,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub part: Part,
    /// Its bytes.
    pub range: Range<usize>,
}

impl Line<'_> {
    /// The whole line in pieces, without a gap and in order.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        let mut known: Vec<Span> = Vec::new();
        if !self.head.is_empty() && !matches!(self.mark, Mark::Position(_)) {
            known.push(Span { part: Part::Mark, range: self.head.clone() });
        }
        if let Mark::Position(stands) = &self.mark {
            known.extend(stands.iter().map(|stand| Span { part: Part::Ref(stand.option.kind), range: stand.option.range.clone() }));
        }
        known.extend(self.refs.iter().map(|found| Span { part: Part::Ref(found.kind), range: found.range.clone() }));
        known.extend(self.due.iter().map(|due| Span { part: Part::Due(due.day.is_some()), range: due.range.clone() }));
        known.extend(self.voice.iter().map(|(_, range)| Span { part: Part::Voice, range: range.clone() }));
        known.sort_by_key(|span| span.range.start);
        let mut spans = Vec::new();
        let mut at = 0;
        for span in known {
            if span.range.start < at {
                continue;
            }
            if span.range.start > at {
                spans.push(Span { part: Part::Text, range: at..span.range.start });
            }
            at = span.range.end;
            spans.push(span);
        }
        if at < self.line.len() {
            spans.push(Span { part: Part::Text, range: at..self.line.len() });
        }
        spans
    }
}

/// The words of a stretch of a line, each with its bytes.
pub(super) fn words(line: &str, within: Range<usize>) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = within.start;
    let text = line.get(within).unwrap_or_default();
    text.split_inclusive(char::is_whitespace).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end();
        (!word.is_empty()).then(|| (word, start..start + word.len()))
    })
}

/// All that `#` and `@` name in a stretch of a line. A sign within a word (`a@b.org`, `C#`) names nothing.
pub(super) fn refs(line: &str, within: Range<usize>, dialogue: &Dialogue) -> Vec<Ref> {
    words(line, within).filter_map(|(word, range)| reference(word, range.start, dialogue)).collect()
}

/// The reference that a word is, brackets and quotation marks before it apart.
fn reference(word: &str, start: usize, dialogue: &Dialogue) -> Option<Ref> {
    let opened = word.trim_start_matches(['(', '[', '"', '\'', '«', '„', '“', '‘', '،', ',']);
    let start = start + word.len() - opened.len();
    let sign = opened.chars().next().filter(|sign| matches!(sign, '#' | '@'))?;
    let rest = opened.get(1..)?;
    let good =
        |c: char| if sign == '#' { c.is_ascii_alphanumeric() || c == '-' } else { c.is_alphanumeric() || matches!(c, '-' | '_' | '.') };
    let length = rest.find(|c| !good(c)).unwrap_or(rest.len());
    let name = rest.get(..length)?.trim_end_matches(['-', '.']);
    if !name.contains(char::is_alphanumeric) {
        return None;
    }
    let range = start..start + 1 + name.len();
    let (kind, name) = if sign == '#' { marked(name, dialogue) } else { named(name, dialogue) };
    Some(Ref { sign, name, kind, range })
}

/// What a `#id` leads to.
fn marked(name: &str, dialogue: &Dialogue) -> (RefKind, String) {
    let id = name.to_ascii_lowercase();
    let kinds = [("options", RefKind::Option), ("issues", RefKind::Issue), ("commitments", RefKind::Commitment)];
    match kinds.into_iter().find(|(kind, _)| dialogue.get(kind, &id).is_some()) {
        Some((_, kind)) => (kind, id),
        None => (RefKind::Unknown, name.to_owned()),
    }
}

/// What an `@name` leads to: a stakeholder by id or short name, a person by their name in one word.
fn named(name: &str, dialogue: &Dialogue) -> (RefKind, String) {
    let id = name.to_lowercase();
    if dialogue.get("stakeholders", &id).is_some() {
        return (RefKind::Stakeholder, id);
    }
    let wanted = slug(name);
    let stakeholders = dialogue.records("stakeholders");
    if let Some(record) = stakeholders.iter().find(|record| record.text("short_name").is_some_and(|short| slug(short) == wanted)) {
        return (RefKind::Stakeholder, record.id().to_owned());
    }
    let persons = stakeholders.iter().flat_map(|record| record.rows("person")).filter_map(|row| row.text("name"));
    match persons.into_iter().find(|person| slug(person) == wanted && !wanted.is_empty()) {
        Some(person) => (RefKind::Person, person.to_owned()),
        None => (RefKind::Unknown, name.to_owned()),
    }
}

/// The `due:` of a stretch of a line: `due:fri`, `due:16 mar`; `due: fri` only when that is a day.
pub(super) fn due(line: &str, within: Range<usize>, from: NaiveDate) -> Option<Due> {
    let words: Vec<(&str, Range<usize>)> = words(line, within).collect();
    words.iter().enumerate().find_map(|(n, (word, at))| {
        let opened = word.trim_start_matches(['(', '[']);
        let text = opened.get(..4).filter(|key| key.eq_ignore_ascii_case("due:")).and_then(|_| opened.get(4..))?;
        let mut said = text.to_owned();
        let mut best = read_day(&said, from).map(|day| (day, at.end));
        for (more, after) in words.iter().skip(n + 1).take(3) {
            said = format!("{said} {more}");
            let first = said.trim_start() == *more;
            if let Some(day) = read_day(&said, from).filter(|_| first || said.contains(char::is_alphabetic)) {
                best = Some((day, after.end));
            }
        }
        match best {
            Some((day, end)) => Some(Due { day: Some(day), range: at.start..end }),
            None if text.is_empty() => None,
            None => Some(Due { day: None, range: at.clone() }),
        }
    })
}

/// A day, with what ends a clause or a sentence behind it.
fn read_day(text: &str, from: NaiveDate) -> Option<NaiveDate> {
    parse_ahead(text, from).or_else(|| parse_ahead(text.trim_end_matches([',', '.', ';', ')', ']', ':', '!']), from))
}

/// The voice at a line's end, with its bytes and the space before and behind it.
pub(super) fn voice(line: &str) -> Option<(Voice, Range<usize>)> {
    let text = line.trim_end();
    let (voice, before) = [("(i)", Voice::Inferred), ("(r)", Voice::Reported), ("(I)", Voice::Inferred), ("(R)", Voice::Reported)]
        .into_iter()
        .find_map(|(sign, voice)| Some((voice, text.strip_suffix(sign)?)))?;
    before.ends_with(char::is_whitespace).then_some((voice, before.len()..line.len()))
}

/// The positions at the head of a stretch of a line and their length in bytes: `#o1a +2`, then perhaps `, #o1b -1`.
pub(super) fn stands(line: &str, within: Range<usize>, dialogue: &Dialogue) -> (Vec<Stand>, usize) {
    let start = within.start;
    let mut stands = Vec::new();
    let mut end = start;
    let mut words = words(line, within);
    while let (Some((id, at)), Some((value, after))) = (words.next(), words.next()) {
        let Some(option) = reference(id, at.start, dialogue).filter(|found| found.sign == '#' && found.range == at) else { break };
        let Some((value, length)) = stand(value) else { break };
        if !matches!(option.kind, RefKind::Option | RefKind::Unknown) {
            break;
        }
        stands.push(Stand { option, value });
        end = after.start + length;
    }
    (stands, end - start)
}

/// A value as typed, and its length with the comma behind it.
fn stand(word: &str) -> Option<(Option<i64>, usize)> {
    let bare = word.trim_end_matches([',', ';', '.', ':']);
    let value = match bare {
        "+2" => Some(2),
        "+1" => Some(1),
        "0" => Some(0),
        "-1" | "\u{2212}1" => Some(-1),
        "-2" | "\u{2212}2" => Some(-2),
        "?" => None,
        _ => return None,
    };
    Some((value, word.len()))
}
