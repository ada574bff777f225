//! The debrief after a note: its marked lines as proposed rows, one key each, then a few quick questions. A line that was taken is
//! not proposed again; one that is left stays what it was, a line of the minutes.

use super::field;
use super::form::Form;
use super::session::Session;
use super::spot::Spot;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::msg::Effect;
use crate::app::pick::Pick;
use crate::domain::catalogue::{FieldDef, RowDef};
use crate::domain::dialogue::Dialogue;
use crate::domain::display;
use crate::domain::entry::{self, Entering};
use crate::domain::marks::{self, Noting};
use crate::domain::record::{Fields, Name, Record, Row};
use crate::domain::value::Value;
use unicode_width::UnicodeWidthStr;

/// The field whose lines are gone through.
pub(super) const NOTES: &str = "notes";
/// The questions after the lines.
const QUESTIONS: [&str; 8] =
    ["frankness", "confidence", "relation_trend", "being_heard", "fairness", "usefulness", "reached_outcomes", "next_meeting_by"];
/// Cells of the kind of row before each proposal.
const KIND: usize = 20;

/// The debrief of one meeting.
#[derive(Debug)]
pub struct Debrief {
    /// What is proposed.
    pub proposals: Vec<Proposal>,
    /// The proposal that the cursor is on; behind the last, the cursor is in the questions.
    pub cursor: usize,
    /// The quick questions.
    pub questions: Form,
    /// The field of the proposal that is being asked for in a box.
    asking: Option<Name>,
    /// All were to be taken: what one lacks is asked for behind the other.
    all: bool,
}

/// A row that a marked line offers.
#[derive(Debug)]
pub struct Proposal {
    /// The row as far as the line says it.
    pub row: Row,
    /// The line.
    pub line: String,
}

/// What taking a proposal comes to.
#[derive(Debug)]
pub enum Taken {
    /// It is a row now.
    Row(Vec<Effect>),
    /// Something is asked first.
    Ask(Box<Pick>),
    /// It is a row now, and what the next one lacks is asked.
    RowAndAsk(Vec<Effect>, Box<Pick>),
    /// It cannot be taken as it stands, and no box helps: it is to be changed.
    Change,
}

/// How many marked lines of a meeting wait to be gone through: nothing once the quick questions after them were answered, since
/// then what is left was left on purpose.
#[must_use]
pub fn waiting(meeting: &Record, at: &Entering<'_>) -> usize {
    let answered = QUESTIONS.iter().any(|name| meeting.get(name).is_some_and(|value| !value.is_blank()));
    if answered { 0 } else { proposals(meeting, at).len() }
}

/// The rows that the marked lines of a note offer and the record does not hold yet.
#[must_use]
fn proposals(meeting: &Record, at: &Entering<'_>) -> Vec<Proposal> {
    let notes = meeting.text(NOTES).unwrap_or_default();
    let noting = Noting { day: meeting.date("date").unwrap_or(at.today), dialogue: at.dialogue };
    let mut held = meeting.clone();
    let mut found = Vec::new();
    for line in notes.lines() {
        for row in marks::parse(line, &noting).open_rows(&held) {
            found.push(Proposal { row: row.clone(), line: line.trim().to_owned() });
        }
        // What stands for this line is not to stand for the next that says the same.
        held.rows.extend(found.iter().rev().take_while(|one| one.line == line.trim()).map(|one| one.row.clone()));
    }
    found
}

impl Debrief {
    /// The debrief of the note as it stands.
    #[must_use]
    pub fn new(session: &Session, at: &Entering<'_>) -> Self {
        let only = QUESTIONS.iter().map(|name| Name::from(*name)).collect();
        let mut questions = Form::new(session, Some(only), at);
        questions.go_to_end(false, session, at);
        Self { proposals: proposals(&session.work, at), cursor: 0, questions, asking: None, all: false }
    }

    /// Whether the cursor is in the questions.
    #[must_use]
    pub fn in_questions(&self) -> bool {
        self.cursor >= self.proposals.len()
    }

    /// Moves the cursor over proposals and into the questions.
    pub fn travel(&mut self, down: bool, session: &Session, at: &Entering<'_>) {
        match (self.in_questions(), down) {
            (false, true) => self.cursor += 1,
            (false, false) => self.cursor = self.cursor.saturating_sub(1),
            (true, true) => self.questions.travel(1, session, at),
            (true, false) if self.questions.is_at_end(false) && !self.proposals.is_empty() => self.cursor = self.proposals.len() - 1,
            (true, false) => self.questions.travel(-1, session, at),
        }
    }

    /// Takes the proposal under the cursor as a row, or asks for what it lacks.
    pub fn take_one(&mut self, session: &mut Session, at: &Entering<'_>) -> Taken {
        self.all = false;
        self.take(session, at)
    }

    fn take(&mut self, session: &mut Session, at: &Entering<'_>) -> Taken {
        let Some(proposal) = self.proposals.get(self.cursor) else { return Taken::Row(Vec::new()) };
        let lacking = session.kind.row(&proposal.row.name).and_then(|def| lacking(def, &proposal.row, at).into_iter().next());
        if let Some(def) = lacking {
            let Some(pick) = field::pick(def, None, at.dialogue, "") else { return Taken::Change };
            self.asking = Some(def.name.clone());
            let new = if pick.offer_new.is_some() { ", or a new one" } else { "" };
            let title = format!("{}{new}?  {}", def.label, fit::fit(&display::one_line(&proposal.line), 50));
            return Taken::Ask(Box::new(Pick { title, ..pick }));
        }
        let (_, effects) = session.add_row(self.proposals.remove(self.cursor).row);
        Taken::Row(effects)
    }

    /// The field that a box asks for now.
    #[must_use]
    pub fn asked<'k>(&self, session: &'k Session) -> Option<&'k FieldDef> {
        let row = &self.proposals.get(self.cursor)?.row.name;
        session.kind.row(row)?.field(self.asking.as_ref()?)
    }

    /// The record that the line under the cursor names itself, where that link could lead.
    #[must_use]
    pub fn names(&self, link: &FieldDef, dialogue: &Dialogue) -> Option<String> {
        let line = &self.proposals.get(self.cursor)?.line;
        let day = chrono::NaiveDate::default();
        let named = marks::parse(line, &Noting { day, dialogue }).refs;
        named.into_iter().map(|found| found.name).find(|name| link.targets().is_some_and(|to| dialogue.resolve(to, name).is_some()))
    }

    /// Takes what was picked for what a proposal lacked; then the proposal itself.
    pub fn picked(&mut self, session: &mut Session, values: &[String], at: &Entering<'_>) -> Taken {
        if self.in_questions() {
            return Taken::Row(self.questions.picked(session, values));
        }
        if let (Some(name), Some(proposal)) = (self.asking.take(), self.proposals.get_mut(self.cursor)) {
            let value = session.kind.row(&proposal.row.name).and_then(|def| def.field(&name)).and_then(|def| field::picked(def, values));
            proposal.row.set(&name, value);
        }
        match self.take(session, at) {
            Taken::Row(effects) if self.all && !self.proposals.is_empty() => {
                self.cursor = 0;
                match self.take(session, at) {
                    Taken::Ask(pick) => Taken::RowAndAsk(effects, pick),
                    _ => Taken::Row(effects),
                }
            }
            taken => taken,
        }
    }

    /// Takes all that are complete; what the others lack is asked for, one behind the other.
    pub fn take_all(&mut self, session: &mut Session, at: &Entering<'_>) -> (Vec<Effect>, Taken) {
        let mut effects = Vec::new();
        let all = std::mem::take(&mut self.proposals);
        for proposal in all {
            if session.kind.row(&proposal.row.name).is_some_and(|def| lacking(def, &proposal.row, at).is_empty()) {
                effects = session.add_row(proposal.row).1;
            } else {
                self.proposals.push(proposal);
            }
        }
        (self.cursor, self.all) = (0, true);
        (effects, self.take(session, at))
    }

    /// Takes the proposal as far as it goes, to be changed in the form; gives the spot to begin at.
    pub fn change(&mut self, session: &mut Session, at: &Entering<'_>) -> Option<(Spot, Vec<Effect>)> {
        if self.in_questions() {
            return None;
        }
        let row = self.proposals.remove(self.cursor).row;
        let name = row.name.clone();
        let def = session.kind.row(&name).cloned()?;
        let first = lacking(&def, &row, at)
            .first()
            .map(|field| field.name.clone())
            .or_else(|| def.fields.first().map(|field| field.name.clone()))?;
        let (index, effects) = session.add_row(row);
        Some((Spot::Cell { row: name, index, field: first }, effects))
    }

    /// Leaves the line as text.
    pub fn skip(&mut self) {
        if !self.in_questions() {
            self.proposals.remove(self.cursor);
        }
    }

    /// Looks at the note again: rows or lines were changed elsewhere.
    pub fn reread(&mut self, session: &Session, at: &Entering<'_>) {
        self.questions.reread(session, at);
    }

    /// The proposals in lines of `width` cells, and the line that the cursor is on.
    #[must_use]
    pub fn lines(&self, session: &Session, at: &Entering<'_>, width: usize) -> (Vec<Line>, usize) {
        let mut lines = Vec::new();
        let mut here = 0;
        for (n, proposal) in self.proposals.iter().enumerate() {
            let Some(def) = session.kind.row(&proposal.row.name) else { continue };
            if n == self.cursor {
                here = lines.len();
            }
            let lacks = lacking(def, &proposal.row, at);
            let aside = lacks.iter().map(|field| format!("{}?", field.label.to_lowercase())).collect::<Vec<_>>().join(" ");
            let room = width.saturating_sub(KIND + 4 + if aside.is_empty() { 0 } else { aside.width() + 2 });
            let kind = proposal.row.text("kind").filter(|_| &*def.name == "point").map_or_else(
                || def.singular.clone(),
                |kind| {
                    def.field("kind")
                        .map_or_else(String::new, |field| display::value_text(field, &kind.into(), at.dialogue, display::Words::Full))
                },
            );
            let said = said(def, &proposal.row, at);
            let mut line =
                Line::of(Role::Field, format!("   {}", fit::left(&kind, KIND - 1))).to(KIND + 3).with(Role::Text, fit::fit(&said, room));
            if !aside.is_empty() {
                line = line.right(width.saturating_sub(1), Role::Warn, aside);
            }
            lines.push(line);
            if let Some(quote) = proposal.row.text("quote").filter(|quote| !said.contains(*quote)) {
                let quote = fit::fit(&display::one_line(quote), width.saturating_sub(KIND + 6));
                lines.push(Line::blank().to(KIND + 3).with(Role::Muted, format!("\"{quote}\"")));
            }
        }
        (lines, here)
    }
}

/// A proposal in words: what its row says, the option by its name too.
fn said(def: &RowDef, row: &Row, at: &Entering<'_>) -> String {
    let mut plain = row.clone();
    if &*def.name == "point" {
        plain.set("kind", None);
    }
    let said = display::row_line(def, &plain, at.dialogue);
    if said == def.singular { String::new() } else { said }
}

/// The fields that a proposal must have and has not, or has wrong.
fn lacking<'d>(def: &'d RowDef, row: &Row, at: &Entering<'_>) -> Vec<&'d FieldDef> {
    let lacks = |field: &&FieldDef| match row.get(&field.name).filter(|value| !Value::is_blank(value)) {
        None => field.required,
        Some(value) => entry::parse(field, &entry::edit_text(field, value), at).is_err(),
    };
    def.fields.iter().filter(lacks).collect()
}
