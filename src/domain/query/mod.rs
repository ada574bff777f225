//! The filter of a list: `phase:consensus who:udk due:<30d status:held -tag:x "two words" word`.
//!
//! Terms stand side by side and all must hold; `-` before one turns it round. `name:` alone asks whether the field is
//! there. A name is a field's name or label, or a beginning that no other has; `who` is any stakeholder or person, `when`
//! the date. Values by the field's type, several with commas between; days and numbers also as `<30d`, `>=2`,
//! `2026-01..2026-03`. A plain word is looked for in all that the record says.
//!
//! `due:<30d` holds for days before the thirtieth from today, past ones among them.

mod slot;
mod want;

use super::catalogue::{Catalogue, Kind};
use super::dialogue::Dialogue;
use super::entry::Fault;
use super::fold::fold;
use super::haystack;
use super::record::Record;
use chrono::NaiveDate;
use slot::Slot;
use want::Want;

/// A filter, ready to be held against many records of its kind.
#[derive(Debug, Clone)]
pub struct Query {
    terms: Vec<Term>,
    /// What was not understood, in sentences for the screen. A term with an unknown name is looked for as it stands; one with
    /// an impossible value matches nothing.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone)]
struct Term {
    negated: bool,
    test: Test,
}

#[derive(Debug, Clone)]
enum Test {
    /// Folded words that stand anywhere in the record.
    Words(String),
    /// One of the places is there.
    Present(Vec<Slot>),
    /// One of the places holds one of the values.
    Holds(Vec<(Slot, Want)>),
    /// Nothing can hold.
    Never,
}

impl Query {
    /// Reads a filter for records of a kind.
    #[must_use]
    pub fn parse(text: &str, kind: &Kind, _catalogue: &Catalogue) -> Self {
        let mut query = Self { terms: Vec::new(), notes: Vec::new() };
        for token in tokens(text) {
            let test = query.test(&token, kind);
            query.terms.push(Term { negated: token.negated, test });
        }
        query
    }

    /// Whether it holds for every record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a record meets the filter.
    #[must_use]
    pub fn matches(&self, record: &Record, dialogue: &Dialogue, today: NaiveDate) -> bool {
        let mut text: Option<String> = None;
        self.terms.iter().all(|term| {
            let holds = match &term.test {
                Test::Never => return false,
                Test::Words(words) => text.get_or_insert_with(|| haystack::of(record, dialogue)).contains(words.as_str()),
                Test::Present(slots) => slots.iter().any(|slot| slot.is_present(record)),
                Test::Holds(wants) => wants.iter().any(|(slot, want)| slot.holds(want, record, dialogue, today)),
            };
            holds != term.negated
        })
    }

    fn test(&mut self, token: &Token, kind: &Kind) -> Test {
        let Some(name) = &token.name else { return Test::Words(fold(&token.value)) };
        let slots = match slot::find(name, kind) {
            Ok(slots) => slots,
            Err(Fault { what, hint }) => {
                self.notes.push(format!("{what} {hint}").trim_end().to_owned());
                return Test::Words(fold(&token.raw));
            }
        };
        if token.value.is_empty() {
            return Test::Present(slots);
        }
        let values: Vec<&str> =
            if token.quoted { vec![&token.value] } else { token.value.split(',').filter(|value| !value.is_empty()).collect() };
        let mut wants = Vec::new();
        let mut fault = None;
        for value in values {
            for slot in &slots {
                match slot.want(value) {
                    Ok(want) => wants.push((slot.clone(), want)),
                    Err(found) => fault = Some(found),
                }
            }
        }
        if !wants.is_empty() {
            return Test::Holds(wants);
        }
        self.notes.extend(fault.map(|fault| format!("{name}: {fault}")));
        Test::Never
    }
}

/// Whether a filter surely lets nothing pass that an older one held back: plain words only, and each as before or longer.
#[must_use]
pub fn narrows(before: &str, after: &str) -> bool {
    let plain = |token: &Token| !token.negated && !token.quoted && token.name.is_none();
    let (before, after) = (tokens(before), tokens(after));
    before.iter().chain(&after).all(plain)
        && before.len() <= after.len()
        && before.iter().zip(&after).all(|(before, after)| after.value.starts_with(&before.value))
}

/// A term as it is typed.
#[derive(Debug, PartialEq)]
struct Token {
    negated: bool,
    name: Option<String>,
    value: String,
    /// Whether the value stood in quotation marks.
    quoted: bool,
    /// The term without its `-`.
    raw: String,
}

/// Takes a filter apart at its spaces, those within quotation marks apart; an open mark reaches to the end.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let negated = rest.strip_prefix('-').filter(|after| after.starts_with(|c: char| !c.is_whitespace()));
        rest = negated.unwrap_or(rest);
        let (mut name, mut value, mut quoted, mut open) = (None, String::new(), false, false);
        let mut end = rest.len();
        for (at, c) in rest.char_indices() {
            match c {
                '"' => {
                    open = !open;
                    quoted = true;
                }
                c if c.is_whitespace() && !open => {
                    end = at;
                    break;
                }
                ':' if name.is_none() && !quoted && value.starts_with(char::is_alphabetic) => name = Some(std::mem::take(&mut value)),
                c => value.push(c),
            }
        }
        let raw = rest.get(..end).unwrap_or(rest).to_owned();
        rest = rest.get(end..).unwrap_or_default().trim_start();
        if name.is_some() || !value.is_empty() {
            tokens.push(Token { negated: negated.is_some(), name, value, quoted, raw });
        }
    }
    tokens
}

#[cfg(test)]
mod tests;
