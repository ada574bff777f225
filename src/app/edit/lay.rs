//! Lays a form out in lines: sections, labels in one column, values in another, rows under their heading, faults under their field.
//! Knows no colours; where the text being typed is drawn is told beside the lines.

use super::field;
use super::form::Form;
use super::session::Session;
use super::spot::Spot;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::domain::catalogue::{FieldDef, FieldType, RowDef};
use crate::domain::display;
use crate::domain::entry::{self, Entering};
use crate::domain::value::Value;
use unicode_width::UnicodeWidthStr;

/// Cells before a label.
const INDENT: usize = 3;
/// Lines of a long text that are shown in the form.
const NOTE_LINES: usize = 3;
/// The most cells of a label.
const LABEL: usize = 20;

/// A form laid out.
#[derive(Debug, Default)]
pub(super) struct Laid {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The line of the field under the cursor.
    pub here: usize,
    /// The column in which values begin.
    pub column: usize,
    /// The column of the mark on the line under the cursor.
    pub mark: usize,
}

/// Lays out a form in `width` cells.
#[must_use]
pub(super) fn lay(form: &Form, session: &Session, at: &Entering<'_>, width: usize) -> Laid {
    let kind = &session.kind;
    let widest = kind
        .fields
        .iter()
        .map(|field| field.label.width() + 2 * usize::from(field.required))
        .chain(
            kind.rows
                .iter()
                .flat_map(|row| std::iter::once(row.title.width()).chain(row.fields.iter().map(|field| field.label.width() + 4))),
        )
        .max()
        .unwrap_or(0)
        .min(LABEL);
    let column = INDENT + widest.min(width / 3) + 2;
    let mut page = Page { form, session, at, width, column, laid: Laid { column, mark: 1, ..Laid::default() } };
    page.sections();
    page.laid
}

struct Page<'a> {
    form: &'a Form,
    session: &'a Session,
    at: &'a Entering<'a>,
    width: usize,
    column: usize,
    laid: Laid,
}

impl Page<'_> {
    fn sections(&mut self) {
        let kind = self.session.kind.clone();
        for name in self.form.sections(self.session) {
            if !self.laid.lines.is_empty() {
                self.laid.lines.push(Line::blank());
            }
            if let Some(section) = kind.sections.iter().find(|section| section.name == name) {
                self.laid.lines.push(Line::of(Role::Title, format!(" {}", section.title)));
            }
            for def in kind.fields.iter().filter(|field| field.section == name) {
                self.field(Spot::Field(def.name.clone()), def, 0);
            }
            for def in kind.rows.iter().filter(|row| row.section == name) {
                self.rows(def);
            }
        }
    }

    /// Adds the line of a spot; the one under the cursor is remembered.
    fn push(&mut self, spot: &Spot, line: Line) {
        if *spot == self.form.focus {
            self.laid.here = self.laid.lines.len();
        }
        self.laid.lines.push(line);
    }

    fn label(&self, text: &str, required: bool, indent: usize) -> Line {
        let room = self.column.saturating_sub(INDENT + indent + 1 + 2 * usize::from(required));
        let line = Line::of(Role::Field, format!("{}{}", " ".repeat(INDENT + indent), fit::fit(text, room)));
        let line = if required { line.with(Role::Accent, " *") } else { line };
        line.to(self.column)
    }

    fn room(&self) -> usize {
        self.width.saturating_sub(self.column + 1).max(4)
    }

    fn field(&mut self, spot: Spot, def: &FieldDef, indent: usize) {
        let here = spot == self.form.focus;
        let value = spot.value(&self.session.work);
        let mut line = self.label(&def.label, def.required, indent);
        let mut more = Vec::new();
        match (&def.ty, value) {
            (FieldType::Note, Some(value @ Value::Text(_))) if !value.is_blank() => {
                let mut lines = fit::wrap(&entry::show(def, value, self.at.dialogue), self.room());
                if lines.len() > NOTE_LINES {
                    lines.truncate(NOTE_LINES);
                    if let Some(last) = lines.last_mut() {
                        *last = fit::fit(&format!("{last} …"), self.room());
                    }
                }
                let mut lines = lines.into_iter();
                line.push(Role::Text, lines.next().unwrap_or_default());
                more.extend(lines);
            }
            (FieldType::Note, _) if here => line.push(Role::Muted, "Enter writes"),
            // What is being typed is drawn in its place.
            _ if here && self.form.input.is_some() => {}
            (_, value) => {
                let room = self.room();
                field::say(&mut line, def, value, here, self.at, room);
            }
        }
        self.push(&spot, line);
        for text in more {
            self.laid.lines.push(Line::blank().to(self.column).with(Role::Text, text));
        }
        if let Some(fault) = self.form.fault(&spot) {
            for text in fit::wrap(&fault.to_string(), self.room()) {
                self.laid.lines.push(Line::blank().to(self.column).with(Role::Bad, text));
            }
        }
    }

    /// Rows in one line each, the first beside the heading; the fields of those that are unfolded below them.
    fn rows(&mut self, def: &RowDef) {
        let rows: Vec<_> = self.session.work.rows(&def.name).cloned().collect();
        let mut heading = Some(self.label(&def.title, false, 0));
        let mut head = |page: &Self| heading.take().unwrap_or_else(|| Line::blank().to(page.column));
        for (index, row) in rows.iter().enumerate() {
            let spot = Spot::Row { row: def.name.clone(), index };
            let said = fit::fit(&display::row_line(def, row, self.at.dialogue), self.room());
            let line = head(self).with(Role::Text, said);
            self.push(&spot, line);
            if self.form.is_unfolded(&def.name, index) {
                for field in &def.fields {
                    self.field(Spot::Cell { row: def.name.clone(), index, field: field.name.clone() }, field, 2);
                }
            }
        }
        if let Some(removed) = self.form.removed.iter().rfind(|removed| removed.row.name == def.name) {
            let said = display::row_line(def, &removed.row, self.at.dialogue);
            let line = head(self).with(Role::Muted, fit::fit(&format!("bring back: {said}"), self.room()));
            self.push(&Spot::Back(def.name.clone()), line);
        }
        let line = head(self).with(Role::Muted, format!("+ {}", display::with_article(&def.singular)));
        self.push(&Spot::Add(def.name.clone()), line);
    }
}
