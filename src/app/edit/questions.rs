//! Lays out the quick questions of a debrief: every line shows all that can be answered, two beside each other where there is room, so
//! that one look and a digit are enough. Knows no colours, and nothing of keys.

use super::field;
use super::form::Form;
use super::lay::Laid;
use super::session::Session;
use super::spot::Spot;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::domain::catalogue::FieldDef;
use crate::domain::entry::Entering;
use unicode_width::UnicodeWidthStr;

/// Cells before a label.
const INDENT: usize = 3;
/// Cells between two columns, and between a label and its answers.
const GAP: usize = 3;
/// So many questions stand in each of two columns; what follows them takes the whole width.
const EACH: usize = 3;

/// Lays out the questions in `width` cells; `live` says that the cursor is in them.
#[must_use]
pub(super) fn lay(form: &Form, session: &Session, at: &Entering<'_>, width: usize, live: bool) -> Laid {
    let questions = Questions { form, session, at, live };
    let asked: Vec<&FieldDef> = form.only.iter().flatten().filter_map(|name| session.kind.field(name)).collect();
    let (paired, rest) = asked.split_at(asked.len().min(2 * EACH));
    let (left, right) = paired.split_at(paired.len().min(EACH));
    let whole = [left, rest].concat();
    let first = questions.column(&whole, INDENT, width);
    let start = first.lines.iter().take(left.len()).map(Line::width).max().unwrap_or(0) + GAP;
    let second = questions.column(right, 0, width);
    let beside = second.lines.iter().map(Line::width).max().unwrap_or(0);
    if start + beside >= width || questions.any_fault(paired) {
        return questions.column(&asked, INDENT, width);
    }
    let mut laid = Laid { here: first.here, column: first.column, mark: 1, ..Laid::default() };
    if questions.holds(right) {
        (laid.here, laid.column, laid.mark) = (second.here, start + second.column, start - 2);
    }
    let mut right = second.lines.into_iter();
    for line in first.lines {
        let mut line = line;
        if let Some(other) = right.next() {
            line = line.to(start);
            line.spans.extend(other.spans);
        }
        laid.lines.push(line);
    }
    laid
}

struct Questions<'a> {
    form: &'a Form,
    session: &'a Session,
    at: &'a Entering<'a>,
    live: bool,
}

impl Questions<'_> {
    fn holds(&self, asked: &[&FieldDef]) -> bool {
        asked.iter().any(|def| Spot::Field(def.name.clone()) == self.form.focus)
    }

    fn any_fault(&self, asked: &[&FieldDef]) -> bool {
        asked.iter().any(|def| self.form.fault(&Spot::Field(def.name.clone())).is_some())
    }

    /// Questions below each other, what is wrong with an answer under it.
    fn column(&self, asked: &[&FieldDef], indent: usize, width: usize) -> Laid {
        let label = asked.iter().map(|def| def.label.width()).max().unwrap_or(0);
        let column = indent + label + GAP;
        let mut laid = Laid { column, mark: 1, ..Laid::default() };
        for def in asked {
            let spot = Spot::Field(def.name.clone());
            let focus = spot == self.form.focus;
            if focus {
                laid.here = laid.lines.len();
            }
            let here = focus && self.live;
            let room = width.saturating_sub(column + 1).max(4);
            let mut line = Line::of(Role::Text, " ".repeat(indent)).with(Role::Field, fit::fit(&def.label, label)).to(column);
            let value = spot.value(&self.session.work);
            let typed = here && self.form.input.is_some();
            if !typed && !field::offer(&mut line, def, value, here, self.at, room) {
                field::say(&mut line, def, value, here, self.at, room);
            }
            laid.lines.push(line);
            if let Some(fault) = self.form.fault(&spot) {
                for text in fit::wrap(&fault.to_string(), room) {
                    laid.lines.push(Line::blank().to(column).with(Role::Bad, text));
                }
            }
        }
        laid
    }
}
