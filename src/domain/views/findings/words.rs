//! What is said about a finding: one sentence that names both sides, the option and the meetings, and one next step.

use super::{Against, Bound, ByHand, Finding, Grade, RedLine};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{Commitment, Firmness, Polarity, PolicyOption, Voice};
use crate::domain::views::matrix::Cell;

pub(super) fn sentence(finding: &Finding, dialogue: &Dialogue) -> String {
    let line = &finding.line;
    match &finding.against {
        Against::Line(other) if finding.rule == super::Rule::B => {
            format!("On {}, {} and {}.", option(dialogue, &line.option), wants(line, dialogue), wants(other, dialogue))
        }
        Against::Line(other) if other.option == line.option => {
            format!("{}, and {} {} it ({}).", holds(line, dialogue), dialogue.short(&other.stakeholder), other.way(), grounds(other))
        }
        Against::Line(other) => format!("{}, and {}: the two exclude each other.", holds(line, dialogue), holds(other, dialogue)),
        Against::Commitment(id) => {
            let verb = if line.polarity == Some(Polarity::MustNotHave) { "carries" } else { "rules out" };
            format!("{}, which commitment {} {verb}.", holds(line, dialogue), commitment(dialogue, id))
        }
        Against::Position(cell) => {
            let it = if cell.option == line.option { "it".to_owned() } else { format!("its rival {}", option(dialogue, &cell.option)) };
            format!("{}, but {} is {} {it} ({}).", holds(line, dialogue), dialogue.short(&cell.stakeholder), stand(cell.value), heard(cell))
        }
    }
}

pub(super) fn next_step(finding: &Finding, dialogue: &Dialogue) -> String {
    let holder = dialogue.short(&finding.line.stakeholder);
    match &finding.against {
        Against::Position(cell) if cell.voice.is_second_hand() => {
            format!("Ask {} where they stand: nobody has heard it from them.", dialogue.short(&cell.stakeholder))
        }
        Against::Position(cell) if cell.stale => {
            format!("Ask {} whether they still say so: it was {}.", dialogue.short(&cell.stakeholder), cell.date)
        }
        _ if finding.grade == Grade::Watch => {
            let bidder = match &finding.against {
                Against::Line(other) if finding.line.firmness != Firmness::OpeningBid => dialogue.short(&other.stakeholder),
                _ => holder,
            };
            format!("Ask {bidder} what they would take instead: the line is an opening bid.")
        }
        Against::Line(other) => {
            format!("Meet {holder} and {} apart, and ask each what the line is to protect.", dialogue.short(&other.stakeholder))
        }
        Against::Commitment(id) => {
            let lead = dialogue.get("commitments", id).and_then(|record| Commitment(record).lead());
            match lead {
                Some(lead) => format!("Ask {holder} what would let them live with {id}, before {} goes on.", dialogue.short(lead)),
                None => format!("Ask {holder} what would let them live with {id}, before it goes on."),
            }
        }
        Against::Position(cell) => {
            format!("Meet {holder}, then {}: what does each need to give the other room?", dialogue.short(&cell.stakeholder))
        }
    }
}

pub(super) fn by_hand(pair: &ByHand, dialogue: &Dialogue) -> String {
    let (first, second) = (wants(&pair.line, dialogue), wants(&pair.other, dialogue));
    format!("On {}, {first} and {second}: the units differ, compare them by hand.", option(dialogue, &pair.line.option))
}

/// `UDK must have o2c “…” (absolute, 2025-02-19-udk)`.
fn holds(line: &RedLine, dialogue: &Dialogue) -> String {
    format!("{} {} {} ({})", dialogue.short(&line.stakeholder), line.way(), option(dialogue, &line.option), grounds(line))
}

/// `UDK wants final quota at least 4 % (absolute, 2025-10-02-udk)`.
fn wants(line: &RedLine, dialogue: &Dialogue) -> String {
    let bound = line.bound.as_ref().map(Bound::text).unwrap_or_default();
    format!("{} wants {bound} ({})", dialogue.short(&line.stakeholder), grounds(line))
}

impl RedLine {
    /// Which way it points, as the verb of a sentence: `must have`, `must not have`, or that a line is drawn where the row does not
    /// say.
    #[must_use]
    pub fn way(&self) -> &'static str {
        self.polarity.map_or("draws a line at", Polarity::label)
    }
}

pub(super) fn range(bound: &Bound) -> String {
    let unit = bound.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let limits = match (bound.at_least, bound.at_most) {
        (Some(least), Some(most)) => format!(" between {least} and {most}{unit}"),
        (Some(least), None) => format!(" at least {least}{unit}"),
        (None, Some(most)) => format!(" at most {most}{unit}"),
        (None, None) => String::new(),
    };
    format!("{}{limits}", bound.quantity)
}

fn grounds(line: &RedLine) -> String {
    format!("{}, {}", line.firmness.label(), line.source.id)
}

fn heard(cell: &Cell) -> String {
    let sign = if cell.value > 0 { "+" } else { "" };
    let voice = if cell.voice == Voice::Said { String::new() } else { format!(", {}", cell.voice.value()) };
    let stale = if cell.stale { ", stale" } else { "" };
    format!("{sign}{}{voice}{stale}, {}", cell.value, cell.source.id)
}

fn stand(value: i64) -> &'static str {
    match value {
        ..=-2 => "strongly against",
        -1 => "against",
        0 => "undecided on",
        1 => "for",
        2.. => "strongly for",
    }
}

fn option(dialogue: &Dialogue, id: &str) -> String {
    titled(id, dialogue.get("options", id).and_then(|record| PolicyOption(record).title()))
}

fn commitment(dialogue: &Dialogue, id: &str) -> String {
    titled(id, dialogue.get("commitments", id).map(|record| Commitment(record).title()))
}

fn titled(id: &str, title: Option<&str>) -> String {
    title.filter(|title| *title != id).map_or_else(|| id.to_owned(), |title| format!("{id} “{title}”"))
}
