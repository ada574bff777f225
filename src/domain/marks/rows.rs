//! The rows that a marked line offers to the debrief.

use super::super::record::{Fields, Record, Row};
use super::super::value::Value;
use super::scan::words;
use super::{Line, Mark, RefKind};
use std::ops::Range;

/// What may stand around a name without being part of it.
const AROUND: [char; 12] = ['(', ')', '[', ']', ',', ';', '.', ':', '!', '"', '،', '、'];

impl Line<'_> {
    /// What the line says in words: without its mark and voice, and without what its row holds in fields of their own: a day
    /// that was understood, and at either end the option, issue, commitment or owner. Nothing else is left out.
    #[must_use]
    pub fn words(&self) -> String {
        let of = |kind: RefKind| self.refs.iter().find(|found| found.kind == kind);
        let (dated, held) = match &self.mark {
            Mark::Text | Mark::Position(_) => (false, None),
            Mark::RedLine { option, .. } => (false, option.as_ref()),
            Mark::Likely { .. } => (true, of(RefKind::Commitment)),
            Mark::Promise => (true, None),
            Mark::FollowUp { owner } => (true, owner.as_ref()),
            _ => (false, self.issue()),
        };
        let due = self.due.as_ref().filter(|due| dated && due.day.is_some()).map(|due| due.range.clone());
        let within = |outer: &Range<usize>, inner: &Range<usize>| outer.start <= inner.start && inner.end <= outer.end;
        let overlaps = |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
        let mut words: Vec<(&str, Range<usize>)> =
            words(self.line, self.body.clone()).filter(|(_, at)| !due.as_ref().is_some_and(|due| overlaps(at, due))).collect();
        let is_held = |(word, at): &(&str, Range<usize>)| {
            held.is_some_and(|found| within(at, &found.range) && word.trim_matches(AROUND).len() <= found.range.len())
        };
        if words.last().is_some_and(is_held) {
            words.pop();
        }
        let first = usize::from(words.first().is_some_and(is_held));
        words.iter().skip(first).map(|(word, _)| *word).collect::<Vec<_>>().join(" ")
    }

    /// The rows that the line offers, as far as it says; none when it is text. What was said in words is kept as `quote` where
    /// the row has one.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let words = self.words();
        let text = |text: &str| Some(Value::from(text)).filter(|value| !value.is_blank());
        let due = || self.due.as_ref().and_then(|due| due.day).map(Value::Date);
        let voice = || self.voice.as_ref().and_then(|(voice, _)| text(voice.value()));
        let point = |kind: &str| {
            let with: Vec<Value> =
                self.refs.iter().filter(|found| found.kind == RefKind::Stakeholder).map(|found| Value::from(found.name.as_str())).collect();
            row(
                "point",
                [
                    ("kind", text(kind)),
                    ("issue", self.issue().and_then(|issue| text(&issue.name))),
                    ("with", (!with.is_empty()).then_some(Value::List(with))),
                    ("text", text(&words)),
                    ("voice", voice()),
                    ("quote", text(&words)),
                ],
            )
        };
        match &self.mark {
            Mark::Text => Vec::new(),
            Mark::Position(stands) => stands
                .iter()
                .map(|stand| {
                    row(
                        "position",
                        [
                            ("option", text(&stand.option.name)),
                            ("value", stand.value.map(Value::Int)),
                            ("voice", voice()),
                            ("quote", text(&words)),
                        ],
                    )
                })
                .collect(),
            Mark::RedLine { polarity, firmness, option } => vec![row(
                "red_line",
                [
                    ("option", option.as_ref().and_then(|option| text(&option.name))),
                    ("polarity", text(polarity.value())),
                    ("firmness", text(firmness.value())),
                    ("voice", voice()),
                    ("quote", text(&words)),
                ],
            )],
            Mark::Likely { likelihood } => {
                let commitment = self.refs.iter().find(|found| found.kind == RefKind::Commitment);
                vec![row(
                    "likely_commitment",
                    [
                        ("text", text(&words)),
                        ("commitment", commitment.and_then(|found| text(&found.name))),
                        ("likelihood", likelihood.map(Value::Int)),
                        ("by", due()),
                        ("quote", text(&words)),
                    ],
                )]
            }
            Mark::Promise => vec![row("promise", [("text", text(&words)), ("due", due()), ("status", text("open"))])],
            Mark::FollowUp { owner } => vec![row(
                "follow_up",
                [
                    ("text", text(&words)),
                    ("owner", owner.as_ref().and_then(|owner| text(&owner.name))),
                    ("due", due()),
                    ("status", text("open")),
                ],
            )],
            Mark::Contention => vec![point("contention")],
            Mark::CommonGround => vec![point("common_ground")],
            Mark::Opening => vec![point("opening")],
            Mark::Ask => vec![point("ask")],
            Mark::Interest => vec![point("interest")],
            Mark::Sensitive => vec![point("sensitive")],
        }
    }

    /// The rows that the line offers and the record does not hold yet: by the words kept from the line, or, where it has none,
    /// by all it says. A row changed in the debrief still counts as held.
    #[must_use]
    pub fn open_rows(&self, record: &Record) -> Vec<Row> {
        let mut held: Vec<&Row> = record.rows.iter().collect();
        let mut open = self.rows();
        open.retain(|offered| {
            let found = held.iter().position(|row| row.name == offered.name && stems_from(row, offered));
            found.map(|index| held.remove(index)).is_none()
        });
        open
    }
}

fn stems_from(row: &Row, offered: &Row) -> bool {
    let same = |name: &str| row.get(name) == offered.get(name);
    match offered.text("quote").or_else(|| offered.text("text")) {
        Some(_) if &*row.name == "position" => same("option") && same("quote"),
        Some(_) if offered.get("quote").is_some() => same("quote") || (offered.get("text").is_some() && same("text")),
        Some(_) => same("text"),
        None => offered.fields.iter().all(|field| same(&field.name)),
    }
}

fn row<const N: usize>(name: &str, fields: [(&str, Option<Value>); N]) -> Row {
    Row::new(name, fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))))
}
