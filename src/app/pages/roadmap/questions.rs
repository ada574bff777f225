//! Five questions put to all commitments: what each key asks, how many it finds, and why each of them is found.

use super::super::commitments::{self, date_cell, days_between, opens, urgency};
use super::super::table::{Table, words as column};
use super::{remark, row};
use crate::app::command::Command;
use crate::app::line::{Line, Role};
use crate::app::page::Making;
use crate::domain::display::one_line;
use crate::domain::lens::Commitment;
use crate::domain::record::Name;
use crate::domain::views::roadmap::{self, Roadmap};

/// A question that is put to all commitments.
pub(super) struct Question {
    /// Whose key asks it.
    command: Command,
    /// The way in which the page is shown that answers it.
    way: &'static str,
    /// A word or two for the head.
    words: &'static str,
    /// What it finds, under a title each.
    parts: &'static [Part],
    /// What is said where it finds nothing.
    nothing: &'static str,
    /// Why a commitment is found.
    why: fn(&roadmap::Line, &Making<'_>) -> String,
}

/// A part of an answer.
struct Part {
    title: &'static str,
    aside: &'static str,
    /// Whom it finds.
    found: fn(&Roadmap) -> &[Name],
}

static QUESTIONS: [Question; 5] = [
    Question {
        command: Command::ShowLate,
        way: "late",
        words: "late",
        parts: &[
            Part { title: "Overdue", aside: "past the date that holds", found: |view| &view.overdue },
            Part { title: "Past the first date", aside: "with a new one to come", found: |view| &view.past_first_date },
        ],
        nothing: "Nothing is past its date.",
        why: remark,
    },
    Question {
        command: Command::ShowDueSoon,
        way: "due soon",
        words: "due soon",
        parts: &[Part { title: "Due within 60 days", aside: "", found: |view| &view.due_60 }],
        nothing: "Nothing is due within 60 days.",
        why: remark,
    },
    Question {
        command: Command::ShowNotBegun,
        way: "should have started",
        words: "should have begun",
        parts: &[Part {
            title: "Should have started",
            aside: "the beginning has come, and it is not started",
            found: |view| &view.should_have_started,
        }],
        nothing: "Nothing waits to begin that should have.",
        why: waiting,
    },
    Question {
        command: Command::ShowUnpaid,
        way: "money missing",
        words: "no money",
        parts: &[Part { title: "Money missing", aside: "nothing named, or not wholly secured", found: |view| &view.money_missing }],
        nothing: "What every commitment takes is named and secured.",
        why: money,
    },
    Question {
        command: Command::ShowUnverifiable,
        way: "not verifiable",
        words: "unverifiable",
        parts: &[Part { title: "Not verifiable", aside: "left out of percentages", found: |view| &view.not_verifiable }],
        nothing: "Of every commitment one could tell whether it is done.",
        why: unverifiable,
    },
];

/// The ways in which the page is shown that answer a question, in the order of the questions.
pub(super) fn ways() -> [&'static str; 5] {
    QUESTIONS.each_ref().map(|question| question.way)
}

/// The question at a place among them.
pub(super) fn nth(place: usize) -> Option<&'static Question> {
    QUESTIONS.get(place)
}

/// The way in which a command shows the page.
#[must_use]
pub fn asked_by(command: Command) -> Option<&'static str> {
    QUESTIONS.iter().find(|question| question.command == command).map(|question| question.way)
}

/// Each question with its key and how many it finds; the one that is answered stands in brackets.
pub(super) fn heads<'v>(view: &'v Roadmap, asked: Option<&Question>, making: &'v Making<'_>) -> impl Iterator<Item = Line> + 'v {
    let asked = asked.map(|question| question.command);
    QUESTIONS.iter().map(move |question| {
        let number = question.found(view).map(<[Name]>::len).sum::<usize>();
        let (role, said) = if number == 0 { (Role::Muted, Role::Muted) } else { (Role::Warn, Role::Text) };
        let (open, close) = if asked == Some(question.command) { ("[", "]") } else { ("", "") };
        Line::of(Role::Accent, format!("{open}{}", making.keymap.key(question.command)))
            .with(said, format!(" {} ", question.words))
            .with(role, format!("{number}{close}"))
            .with(Role::Text, "  ")
    })
}

impl Question {
    /// The ids it finds, part by part.
    fn found<'v>(&self, view: &'v Roadmap) -> impl Iterator<Item = &'v [Name]> {
        self.parts.iter().map(|part| (part.found)(view))
    }

    /// What it finds, each with why.
    pub(super) fn answer(&self, view: &Roadmap, making: &Making<'_>) -> Table {
        let mut table = Table::new([
            column(""),
            column(""),
            column("").shrinks_to(20),
            column("").drops(2),
            column("").drops(1),
            // What is missing is said at length: the date gives way to it.
            column("").shrinks_to(30),
        ]);
        if self.found(view).all(<[Name]>::is_empty) {
            table.line(Line::of(Role::Good, format!(" {}", self.nothing)));
        }
        for (part, ids) in self.parts.iter().zip(self.found(view)).filter(|(_, ids)| !ids.is_empty()) {
            table.heading(part.title, part.aside);
            for line in ids.iter().filter_map(|id| view.line(id)) {
                let mut cells = row(line, making);
                cells.extend([date_cell(line), (urgency(line), (self.why)(line, making))]);
                table.row(cells, Some(opens(line)));
            }
        }
        table
    }
}

/// Since when a commitment should be under way.
fn waiting(line: &roadmap::Line, making: &Making<'_>) -> String {
    line.start
        .map(|start| format!("since {}, {}", commitments::day(start, making.today), days_between(start, making.as_of())))
        .unwrap_or_default()
}

/// What of the means of a commitment is not secured.
fn money(line: &roadmap::Line, making: &Making<'_>) -> String {
    let Some(record) = making.dialogue.get(Commitment::KIND, &line.id) else { return String::new() };
    let commitment = Commitment(record);
    let said = commitment.resources().filter(|row| !row.is_secured()).map(|row| {
        let source = row.source().map(|source| row_choice(making, "source", source));
        let how_far = match row.secured() {
            Some("partly") => "partly secured",
            Some(_) => "not secured",
            None => "not said whether secured",
        };
        let what: Vec<String> = [row.amount().map(one_line), source].into_iter().flatten().collect();
        let what = if what.is_empty() { "means not named".to_owned() } else { what.join(", ") };
        format!("{what}: {how_far}")
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { "no means named".to_owned() } else { said.join("; ") }
}

/// The label of a choice in the rows of means.
fn row_choice(making: &Making<'_>, field: &str, value: &str) -> String {
    let def = making.dialogue.catalogue.kind(Commitment::KIND).and_then(|kind| kind.row("resource")).and_then(|row| row.field(field));
    let found = def.and_then(|field| field.choices()?.find(&value.into()).map(|choice| one_line(&choice.label)));
    found.unwrap_or_else(|| one_line(value))
}

/// What a commitment lacks to be verified.
fn unverifiable(line: &roadmap::Line, making: &Making<'_>) -> String {
    let said = making.dialogue.get(Commitment::KIND, &line.id).and_then(|record| Commitment(record).verifiable()) == Some(false);
    let reasons = [(line.lead.is_none(), "no lead"), (line.due.is_none(), "no first date"), (said, "said not to be")];
    reasons.iter().filter(|(holds, _)| *holds).map(|(_, reason)| *reason).collect::<Vec<_>>().join(", ")
}
