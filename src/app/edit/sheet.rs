//! Makes the view on top ready for drawing: its lines, which of them are seen, what stands below or beside a note. Runs after every message,
//! before the frame; knows sizes, no colours.

use super::aside::Aside;
use super::debrief::Debrief;
use super::known::Known;
use super::lay::{self, Laid};
use super::{BELOW, Edit, HEAD, View, entering, field, note, questions};
use crate::app::FOOT;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::model::Model;
use crate::app::preview;
use crate::domain::record::Fields;

/// Lines to be drawn, and the part of them that is seen.
#[derive(Debug, Default)]
pub struct Sheet {
    /// All lines.
    pub lines: Vec<Line>,
    /// The line that the cursor is on.
    pub here: usize,
    /// The first line on screen.
    pub top: usize,
    /// Lines on screen.
    pub rows: usize,
    /// The column where the value under the cursor begins.
    pub column: usize,
    /// The column of the mark on the line under the cursor.
    pub mark: usize,
    /// One line of help at the bottom.
    pub help: String,
}

/// What stands below a note, or beside it.
#[derive(Debug, Default)]
pub struct Below {
    /// Columns and rows of the text.
    pub text: (u16, u16),
    /// Its lines; none when there is no room.
    pub lines: Vec<Line>,
    /// Whether there is room for it.
    pub fits: bool,
    /// What is known, beside the text instead of below it, where there is room.
    pub aside: Aside,
    /// Whether it is.
    pub beside: bool,
    known: Option<(u64, String, Known)>,
}

impl Edit {
    /// Lays out what depends on the size and the records before drawing.
    pub fn refresh(&mut self, model: &mut Model) {
        let at = entering(model);
        if std::mem::take(&mut self.stale) {
            for view in &mut self.views {
                match view {
                    View::Form(form) => form.reread(&self.session, &at),
                    View::Note(note) => note.reread(&self.session),
                    View::Debrief(debrief) => debrief.reread(&self.session, &at),
                    View::Conflict(_) => {}
                }
            }
        }
        let (width, height) = (model.width(), usize::from(model.size.1).saturating_sub(HEAD + FOOT).max(1));
        if matches!(self.view(), Some(View::Note(_))) {
            self.lay_note(model, width, height);
        } else {
            self.lay_sheet(model, width, height);
        }
    }

    fn lay_sheet(&mut self, model: &Model, width: usize, height: usize) {
        let at = entering(model);
        let (laid, help) = match self.views.last() {
            Some(View::Form(form)) => {
                let help = form.focus.def(&self.session.kind).map(|def| field::help(def, form.focus.value(&self.session.work), &at));
                let rows = form.focus.row_def(&self.session.kind).map(|row| row.help.clone());
                (lay::lay(form, &self.session, &at, width), help.or(rows).unwrap_or_default())
            }
            Some(View::Debrief(debrief)) => self.lay_debrief(debrief, model, width),
            Some(View::Conflict(conflict)) => {
                let (lines, here) = conflict.lines(&self.session, width);
                let help = "Somebody else changed this meanwhile. 1, 2, 3 choose; Enter goes on.".to_owned();
                (Laid { lines, here, column: 3, mark: 1 }, help)
            }
            _ => return,
        };
        let rows = if height > 6 { height - 2 } else { height };
        let last = laid.lines.len().saturating_sub(1);
        // A few lines around the cursor stay in view, as far as there are any.
        let around = (rows / 5).min(3);
        let (low, high) = ((laid.here + around).min(last), laid.here.saturating_sub(around));
        let top = self.sheet.top.max((low + 1).saturating_sub(rows)).min(high).min(laid.lines.len().saturating_sub(rows));
        let input = match self.views.last_mut() {
            Some(View::Form(form)) => form.input.as_mut(),
            Some(View::Debrief(debrief)) => debrief.questions.input.as_mut(),
            _ => None,
        };
        if let Some(input) = input {
            input.set_viewport(u16::try_from(width.saturating_sub(laid.column + 1)).unwrap_or(u16::MAX), 1);
        }
        let help = if height > 6 { fit::fit(&help, width.saturating_sub(4)) } else { String::new() };
        self.sheet = Sheet { lines: laid.lines, here: laid.here, top, rows, column: laid.column, mark: laid.mark, help };
    }

    fn lay_debrief(&self, debrief: &Debrief, model: &Model, width: usize) -> (Laid, String) {
        let at = entering(model);
        let (mut lines, here) = debrief.lines(&self.session, &at, width);
        if lines.is_empty() {
            let said = "Every marked line is a row or was left as text. A few questions remain.";
            lines.extend(fit::wrap(said, width.saturating_sub(4)).into_iter().map(|said| Line::of(Role::Muted, format!("   {said}"))));
        }
        lines.push(Line::blank());
        let first = lines.len();
        let questions = questions::lay(&debrief.questions, &self.session, &at, width, debrief.in_questions());
        lines.extend(questions.lines);
        if debrief.in_questions() {
            let form = &debrief.questions;
            let help = form.focus.def(&self.session.kind).map(|def| field::help(def, form.focus.value(&self.session.work), &at));
            return (
                Laid { lines, here: first + questions.here, column: questions.column, mark: questions.mark },
                help.unwrap_or_default(),
            );
        }
        let line =
            debrief.proposals.get(debrief.cursor).map(|proposal| crate::domain::display::one_line(&proposal.line)).unwrap_or_default();
        (Laid { lines, here, column: 3, mark: 1 }, line)
    }

    fn lay_note(&mut self, model: &mut Model, width: usize, height: usize) {
        let stakeholder = self.session.work.text("stakeholder").unwrap_or_default().to_owned();
        // Below the brief there is room for what `#` and `@` may mean.
        self.below.beside = self.below.aside.keep(&stakeholder, model, height.saturating_sub(usize::from(BELOW) + 1));
        let (columns, other) = if self.below.beside { (preview::list_width(model), preview::width(model)) } else { (width, width) };
        let (rows, fits) = match self.below.beside {
            true => (u16::try_from(height).unwrap_or(u16::MAX), true),
            false => note::rows(u16::try_from(height).unwrap_or(u16::MAX), model.settings.low_bandwidth),
        };
        let revision = model.dialogue.revision();
        let kept = matches!(&self.below.known, Some((kept, whose, _)) if *kept == revision && *whose == stakeholder);
        if fits && !kept && !self.below.beside {
            let known = Known::gather(&model.dialogue, &stakeholder, model.today);
            self.below.known = Some((revision, stakeholder, known));
        }
        let Some(View::Note(note)) = self.views.last_mut() else { return };
        let size = (u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX), rows);
        note.text.set_viewport(size.0, size.1);
        // Beside something that stands still, no terminal can move the rows of the text alone: they are all sent again.
        note.text.set_jumps(self.below.beside);
        if let Some(search) = &mut note.search {
            search.set_viewport(size.0.saturating_sub(10), 1);
        }
        let lines = match (&note.completing, &self.below.known) {
            (Some(completing), _) => completing.lines(other),
            (None, Some((_, _, known))) if !self.below.beside => known.lines(width),
            (None, _) => Vec::new(),
        };
        (self.below.text, self.below.fits) = (size, fits);
        self.below.lines = if fits { lines } else { Vec::new() };
        self.below.lines.truncate(usize::from(BELOW));
    }
}
