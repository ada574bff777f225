//! The marks in notes: what a line of the minutes means, when it begins with a mark.
//!
//! A line is looked at, never changed; what fits no mark is text, and what a line does not say is left open for the
//! debrief to ask. Nothing here writes a record.

mod complete;
mod rows;
mod scan;

pub use complete::{Candidate, Completion, complete};
pub use scan::{Due, Part, Ref, RefKind, Span};

use super::dialogue::Dialogue;
use super::lens::{Firmness, Polarity, Voice};
use chrono::NaiveDate;
use std::ops::Range;

/// What reading a line depends on beside the line.
#[derive(Clone, Copy, Debug)]
pub struct Noting<'a> {
    /// The meeting's day: `due:fri` counts from it.
    pub day: NaiveDate,
    /// Where `#` and `@` lead.
    pub dialogue: &'a Dialogue,
}

/// Where somebody stands on an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The option, as written.
    pub option: Ref,
    /// -2 to 2; none for `?`: asked, would not say.
    pub value: Option<i64>,
}

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// No mark: text, an ordinary bullet, a heading.
    Text,
    /// `#o1a +2`: one or more positions.
    Position(Vec<Stand>),
    /// `!+` or `!-`, `!!+`, `!?-`.
    RedLine {
        /// Which way it points.
        polarity: Polarity,
        /// How firm it is.
        firmness: Firmness,
        /// The option, when the line names one.
        option: Option<Ref>,
    },
    /// `>` or `>70`.
    Likely {
        /// 10, 30, 50, 70 or 90.
        likelihood: Option<i64>,
    },
    /// `^`: a promise by the host.
    Promise,
    /// `- … @owner due:…`
    FollowUp {
        /// Who is to do it.
        owner: Option<Ref>,
    },
    /// `%`: contention.
    Contention,
    /// `=`: common ground.
    CommonGround,
    /// `+`: an opening.
    Opening,
    /// `?`: an ask.
    Ask,
    /// `&`: an interest.
    Interest,
    /// `_`: sensitive, to be said quietly.
    Sensitive,
}

/// A line of notes and what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'a> {
    /// The line itself.
    pub line: &'a str,
    /// What it is.
    pub mark: Mark,
    /// Bytes of the mark at its head; empty when it is text.
    pub head: Range<usize>,
    /// Bytes of what follows the mark, without the voice at its end.
    pub body: Range<usize>,
    /// What `#` and `@` name, in order; in text only what is known.
    pub refs: Vec<Ref>,
    /// The day it is to be done by, in a marked line.
    pub due: Option<Due>,
    /// How it is known, when it says so at its end, and where it says so.
    pub voice: Option<(Voice, Range<usize>)>,
}

impl Line<'_> {
    /// The first issue that it names.
    #[must_use]
    pub fn issue(&self) -> Option<&Ref> {
        self.refs.iter().find(|reference| reference.kind == RefKind::Issue)
    }
}

/// Reads one line of notes (without its line break).
#[must_use]
pub fn parse<'a>(line: &'a str, at: &Noting<'_>) -> Line<'a> {
    marked(line, at).unwrap_or_else(|| Line {
        line,
        mark: Mark::Text,
        head: 0..0,
        body: 0..line.len(),
        refs: scan::refs(line, 0..line.len(), at.dialogue).into_iter().filter(|reference| reference.kind != RefKind::Unknown).collect(),
        due: None,
        voice: None,
    })
}

fn marked<'a>(line: &'a str, at: &Noting<'_>) -> Option<Line<'a>> {
    let start = line.len() - line.trim_start().len();
    let voice = scan::voice(line);
    let end = voice.as_ref().map_or(line.len(), |(_, range)| range.start);
    let text = line.get(start..end)?;
    let (mark, head) = match head(text) {
        Some((mark, length)) => (mark, start..start + length),
        None => {
            let (stands, length) = scan::stands(line, start..end, at.dialogue);
            if stands.is_empty() {
                return None;
            }
            (Mark::Position(stands), start..start + length)
        }
    };
    let body = head.end..end;
    let rest = line.get(body.clone())?;
    let says_something = rest.contains(char::is_alphanumeric) && !rest.trim_start().starts_with('>');
    if !says_something && !matches!(mark, Mark::Position(_)) {
        return None;
    }
    let refs = scan::refs(line, body.clone(), at.dialogue);
    let due = scan::due(line, body.clone(), at.day);
    let mark = match mark {
        Mark::RedLine { polarity, firmness, .. } => {
            let option = refs.iter().find(|found| found.kind == RefKind::Option);
            let option = option.or_else(|| refs.iter().find(|found| found.kind == RefKind::Unknown && found.sign == '#'));
            Mark::RedLine { polarity, firmness, option: option.cloned() }
        }
        Mark::FollowUp { .. } => {
            let owner = refs.iter().find(|found| found.sign == '@').cloned();
            if owner.is_none() && due.is_none() {
                return None;
            }
            Mark::FollowUp { owner }
        }
        other => other,
    };
    Some(Line { line, mark, head, body, refs, due, voice })
}

/// The mark at the head of a text and its length in bytes; positions are not among them.
fn head(text: &str) -> Option<(Mark, usize)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    if first == '!' {
        let (firmness, rest) = match rest.strip_prefix('!') {
            Some(rest) => (Firmness::Absolute, rest),
            None => rest.strip_prefix('?').map_or((Firmness::Firm, rest), |rest| (Firmness::OpeningBid, rest)),
        };
        let mut chars = rest.chars();
        let polarity = match chars.next()? {
            '+' => Polarity::MustHave,
            '-' | '\u{2212}' => Polarity::MustNotHave,
            _ => return None,
        };
        let after = chars.as_str();
        let ends = after.starts_with(|c: char| c.is_whitespace() || c == '#');
        return ends.then(|| (Mark::RedLine { polarity, firmness, option: None }, text.len() - after.len()));
    }
    let (mark, after) = match first {
        '>' => {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, after) = rest.split_at_checked(digits)?;
            let likelihood = match number {
                "" => None,
                "10" | "30" | "50" | "70" | "90" => number.parse().ok(),
                _ => return None,
            };
            (Mark::Likely { likelihood }, if likelihood.is_some() { after.strip_prefix('%').unwrap_or(after) } else { after })
        }
        '^' => (Mark::Promise, rest),
        '-' => (Mark::FollowUp { owner: None }, rest),
        '%' => (Mark::Contention, rest),
        '=' => (Mark::CommonGround, rest),
        '+' => (Mark::Opening, rest),
        '?' => (Mark::Ask, rest),
        '&' => (Mark::Interest, rest),
        '_' => (Mark::Sensitive, rest),
        _ => return None,
    };
    after.starts_with(char::is_whitespace).then_some((mark, text.len() - after.len()))
}

#[cfg(test)]
mod tests;
