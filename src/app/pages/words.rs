//! Words and small lines that many pages share: short names, signed values, a finding in one line, paragraphs.

use super::{LABEL, parts};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Opens, Page, Source};
use crate::domain::catalogue::Choice;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::{self, one_line};
pub use crate::domain::display::{capital, signed};
use crate::domain::lens::Polarity;
use crate::domain::record::{Fields, Key};
use crate::domain::value::Value;
use crate::domain::views::findings::{Against, Finding, Grade, Rule};

/// Text wider than this is hard to read.
const MOST: usize = 100;

/// A stakeholder's short name.
#[must_use]
pub fn short(dialogue: &Dialogue, stakeholder: &str) -> String {
    one_line(dialogue.short(stakeholder))
}

/// Short names with commas between.
#[must_use]
pub fn shorts<S: AsRef<str>>(dialogue: &Dialogue, stakeholders: impl IntoIterator<Item = S>) -> String {
    stakeholders.into_iter().map(|id| short(dialogue, id.as_ref())).collect::<Vec<_>>().join(", ")
}

/// A record's title; its id when it has none or is not there.
#[must_use]
pub fn title(dialogue: &Dialogue, kind: &str, id: &str) -> String {
    dialogue.get(kind, id).map_or_else(|| one_line(id), |record| display::title_of(record, dialogue))
}

/// An issue by the words before its first colon or bracket: what it is called in the room.
#[must_use]
pub fn issue(dialogue: &Dialogue, id: &str) -> String {
    let title = title(dialogue, "issues", id);
    title.split([':', '(', ';']).next().unwrap_or_default().trim().to_owned()
}

/// The words of a choice, as a field of a kind has it.
#[must_use]
pub fn choice(dialogue: &Dialogue, kind: &str, field: &str, value: impl Into<Value>) -> String {
    choice_in(dialogue, kind, field, &value.into(), |choice| &choice.label)
}

/// The short words of a choice.
#[must_use]
pub fn choice_short(dialogue: &Dialogue, kind: &str, field: &str, value: impl Into<Value>) -> String {
    choice_in(dialogue, kind, field, &value.into(), |choice| &choice.short)
}

fn choice_in(dialogue: &Dialogue, kind: &str, field: &str, value: &Value, words: impl Fn(&Choice) -> &str) -> String {
    let choices = dialogue.catalogue.kind(kind).and_then(|kind| kind.field(field)?.choices());
    let found = choices.and_then(|choices| choices.find(value));
    found.map_or_else(|| one_line(&value.to_string()).replace('_', " "), |choice| one_line(words(choice)))
}

/// A stakeholder's kind in a word.
#[must_use]
pub fn kind_word(dialogue: &Dialogue, kind: &str) -> String {
    choice_short(dialogue, "stakeholders", "kind", kind)
}

/// The sign of a grade and how it weighs.
#[must_use]
pub fn grade_sign(grade: Grade) -> (&'static str, Role) {
    match grade {
        Grade::Blocking => ("×", Role::Bad),
        Grade::Serious => ("!", Role::Warn),
        Grade::Watch => ("·", Role::Muted),
    }
}

/// Both sides of a finding in a few words each: `UDK must have o2c`, `MoLSP at +1~ on rival o2d`.
#[must_use]
pub fn sides(finding: &Finding, dialogue: &Dialogue) -> (String, String) {
    let line = &finding.line;
    let way = line.way();
    let first = format!("{} {way} {}", short(dialogue, &line.stakeholder), line.option);
    let second = match &finding.against {
        Against::Line(other) if finding.rule == Rule::B => format!("{} draws another bound on it", short(dialogue, &other.stakeholder)),
        Against::Line(other) => {
            let way = other.way();
            format!("{} {way} {}", short(dialogue, &other.stakeholder), if other.option == line.option { "it" } else { &other.option })
        }
        Against::Commitment(id) => {
            let verb = if line.polarity == Some(Polarity::MustNotHave) { "carries" } else { "rules" };
            format!("commitment {id} {verb} it{}", if verb == "rules" { " out" } else { "" })
        }
        Against::Position(cell) => {
            let it = if cell.option == line.option { String::new() } else { format!(" on rival {}", cell.option) };
            format!("{} at {}{it}", short(dialogue, &cell.stakeholder), cell.marked())
        }
    };
    (first, second)
}

/// A line that tells a finding: it opens the meeting of the red line, speaks of that line's row, and is traced back to both sides.
#[must_use]
pub fn of_finding(line: Line, finding: &Finding, dialogue: &Dialogue) -> Line {
    let line = line.about(parts::red_line(dialogue, &finding.line)).because(Source::Trace(finding.into()));
    line.opening(Opens::Record(finding.line.source.clone()))
}

/// A line with a label in its column, a sign, and its text from [`TEXT`] on.
#[must_use]
pub fn signed_line(label: &str, sign: &str, role: Role) -> Line {
    Line::of(Role::Title, format!(" {label}")).to(LABEL - 1).with(role, sign).to(TEXT)
}

/// Where text begins behind label and sign.
pub const TEXT: usize = LABEL + 1;

/// Adds a paragraph, broken between words, its lines all at that indent; the first opens something.
pub fn paragraph(page: &mut Page, indent: usize, role: Role, text: &str, width: usize) {
    for line in fit::wrap(text, width.saturating_sub(indent + 1).clamp(8, MOST)) {
        page.push(Line::blank().to(indent).with(role, line));
    }
}

/// The first date or other word of the record that a key means, for the right edge: its id.
#[must_use]
pub fn ids<'k>(keys: impl IntoIterator<Item = &'k Key>) -> String {
    keys.into_iter().map(|key| one_line(&key.id)).collect::<Vec<_>>().join(" ")
}

/// The day and with whom of a meeting, as `19 Feb UDK`; of another record its title.
#[must_use]
pub fn source(dialogue: &Dialogue, key: &Key) -> String {
    let Some(record) = dialogue.find(key) else { return one_line(&key.id) };
    match (&*key.kind, record.date("date"), record.text("stakeholder")) {
        ("meetings", Some(date), Some(who)) => format!("{date} {}", short(dialogue, who)),
        (_, Some(date), _) => format!("{date} {}", display::title_of(record, dialogue)),
        _ => display::title_of(record, dialogue),
    }
}
