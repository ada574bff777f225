//! What may be shown without a name: positions that at least three stakeholders hold alike.
//!
//! Of a statement nothing is left but the option, the value, how many hold it, and the month of the latest: no name, kind,
//! place, day, language or word of it. Whoever is named holding it is no shelter for those who are not.

use super::{Audience, Shown, row_level};
use crate::domain::dialogue::Dialogue;
use crate::domain::fold::fold;
use crate::domain::record::{Fields, Name};
use crate::domain::views::statements::{Statement, Statements};
use chrono::{Datelike, NaiveDate};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many must hold a position alike before it is shown without names.
const ENOUGH: usize = 3;

/// A position that several hold alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// On which option.
    pub option: Name,
    /// The option's title, unless it tells who one of them is.
    pub title: Option<String>,
    /// The option's issue.
    pub issue: Option<Name>,
    /// From -2 to 2.
    pub value: i64,
    /// How many hold it: three or more.
    pub holders: usize,
    /// Year and month of the latest.
    pub month: (i32, u32),
}

/// The positions shown without names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnnamedCells {
    /// Those that enough hold alike, by option, then value.
    pub shown: Vec<Unnamed>,
    /// How many positions were left out because fewer hold them.
    pub left_out: usize,
}

/// The positions at `as_of` that this audience may see without names; on the whole dialogue, since what is left of it for
/// the audience holds none of them. A position that its holder replaced by one with a name is held no more.
#[must_use]
pub fn unnamed(dialogue: &Dialogue, audience: Audience, as_of: NaiveDate) -> UnnamedCells {
    let known = known_to(dialogue, audience);
    let statements = Statements::gather(&known, as_of);
    let without_name = |said: &&Statement<'_>| {
        let record = known.find(said.source);
        record.is_some_and(|record| audience.sees(row_level(dialogue, record, said.row.0)) == Shown::Unnamed)
    };
    let mut alike: BTreeMap<(&Name, i64), Vec<&Statement<'_>>> = BTreeMap::new();
    for pair in statements.pairs() {
        let latest = pair.iter().rev().find(|said| said.value.is_some()).filter(without_name);
        if let Some((said, value)) = latest.and_then(|said| Some((said, said.value?))) {
            alike.entry((said.option, value)).or_default().push(said);
        }
    }
    let mut found = UnnamedCells::default();
    for ((option, value), said) in alike {
        let tells = |text: &str| said.iter().any(|said| tells_of(dialogue, said.stakeholder, text));
        match said.iter().map(|said| said.date).max() {
            Some(latest) if said.len() >= ENOUGH && !tells(option) => found.shown.push(Unnamed {
                option: option.clone(),
                title: dialogue
                    .get("options", option)
                    .and_then(|record| record.text("title"))
                    .filter(|title| !tells(title))
                    .map(str::to_owned),
                issue: statements.issue_of(option).map(Name::from),
                value,
                holders: said.len(),
                month: (latest.year(), latest.month()),
            }),
            _ => found.left_out += said.len(),
        }
    }
    found
}

/// The dialogue with those rows of meetings and workshops alone that this audience may see, with a name or without.
fn known_to(dialogue: &Dialogue, audience: Audience) -> Dialogue {
    let names = ["stakeholders", "options", "issues"].into_iter().flat_map(|kind| dialogue.records(kind)).map(|record| (**record).clone());
    let talks = ["meetings", "workshops"].into_iter().flat_map(|kind| dialogue.records(kind)).map(|record| {
        let mut copy = (**record).clone();
        copy.rows.retain(|row| audience.sees(row_level(dialogue, record, row)) != Shown::Held);
        copy
    });
    Dialogue::with(Arc::clone(&dialogue.catalogue), names.chain(talks), Vec::new())
}

/// Whether a text holds the id, the name, the short name or a person of a stakeholder, whatever its capitals and accents.
fn tells_of(dialogue: &Dialogue, stakeholder: &str, text: &str) -> bool {
    let record = dialogue.get("stakeholders", stakeholder);
    let own = record.into_iter().flat_map(|record| [record.text("name"), record.text("short_name")]).flatten();
    let persons = record.into_iter().flat_map(|record| record.rows("person")).filter_map(|row| row.text("name"));
    std::iter::once(stakeholder).chain(own).chain(persons).any(|name| holds(text, name))
}

/// Short Latin names are looked for as words, since `it` stands in many; all others anywhere.
fn holds(text: &str, name: &str) -> bool {
    let (text, name) = (fold(text), fold(name.trim()));
    if name.is_ascii() && name.len() <= ENOUGH {
        return text.split(|c: char| !c.is_alphanumeric()).any(|word| word == name && !name.is_empty());
    }
    text.contains(&name)
}

impl Unnamed {
    /// `o1a “Recognise it by law”: +2, held by 4 who are not named (2026-01)`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let title = self.title.as_ref().map(|title| format!(" “{title}”")).unwrap_or_default();
        let sign = if self.value > 0 { "+" } else { "" };
        format!("{}{title}: {sign}{}, held by {} who are not named ({})", self.option, self.value, self.holders, self.month())
    }

    fn month(&self) -> String {
        format!("{:04}-{:02}", self.month.0, self.month.1)
    }
}

impl UnnamedCells {
    /// The same on the options of one issue alone; what was left out stays counted over all.
    #[must_use]
    pub fn on_issue(mut self, issue: &str) -> Self {
        self.shown.retain(|cell| cell.issue.as_deref() == Some(issue));
        self
    }

    /// `Fewer than 3 positions without a name are left out: …`; nothing when none is.
    #[must_use]
    pub fn left_out_sentence(&self) -> Option<String> {
        let count = match self.left_out {
            0 => return None,
            1 | 2 => "Fewer than 3".to_owned(),
            more => more.to_string(),
        };
        Some(format!("{count} positions without a name are left out: not enough stakeholders hold them alike."))
    }

    /// The shape for other programs.
    #[must_use]
    pub fn json(&self) -> Json {
        let cell = |cell: &Unnamed| json!({ "option": &*cell.option, "title": cell.title, "value": cell.value, "holders": cell.holders, "month": cell.month() });
        json!({ "shown": self.shown.iter().map(cell).collect::<Vec<_>>(), "left_out": super::few(self.left_out) })
    }
}
