//! The fields of a record in sections, one line a field, and where the cursor is among them. Any kind's form comes from its
//! catalogue. What keys do there stands in `keys`. Knows no screen, and nothing of saving.

mod keys;
mod order;
mod rows;

use super::field::{self, Widget};
use super::session::{Removed, Session};
use super::spot::{Spot, typed_value};
use crate::app::msg::Effect;
use crate::app::pick::Pick;
use crate::app::text::TextEdit;
use crate::domain::entry::{self, Entering, Fault};
use crate::domain::record::Name;
use crate::domain::value::Value;

/// A form, or the part of one that another screen shows.
#[derive(Debug)]
pub struct Form {
    /// Only these fields are shown, when it is a part.
    pub(super) only: Option<Vec<Name>>,
    /// The spots that the cursor can stand on, in order, as last laid out.
    pub(super) spots: Vec<Spot>,
    /// Where the cursor is.
    pub focus: Spot,
    /// The text being typed, when the cursor is on a field that is filled in by typing.
    pub input: Option<TextEdit>,
    /// Rows whose fields are shown.
    pub(super) unfolded: Vec<(Name, usize)>,
    /// What is wrong with fields that were left.
    pub(super) faults: Vec<(Spot, Fault)>,
    /// Rows taken away, latest last.
    pub(super) removed: Vec<Removed>,
}

/// What a key asks of the screen around the form.
#[derive(Debug)]
pub enum Did {
    /// Nothing more than this.
    Effects(Vec<Effect>),
    /// A box to pick from.
    Pick(Box<Pick>),
    /// The note is to be written on a screen of its own, beginning with what was typed.
    Note(Spot, String),
    /// Something to say in the last line.
    Said(Vec<Effect>, String),
}

impl Did {
    fn nothing() -> Self {
        Self::Effects(Vec::new())
    }
}

impl Form {
    /// A form with the cursor on its first field that lacks something, or else the first.
    #[must_use]
    pub fn new(session: &Session, only: Option<Vec<Name>>, at: &Entering<'_>) -> Self {
        let first = session.kind.fields.iter().find(|field| only.as_ref().is_none_or(|only| only.contains(&field.name)));
        let focus = Spot::Field(first.map_or_else(|| "".into(), |field| field.name.clone()));
        let mut form = Self { only, spots: Vec::new(), focus, input: None, unfolded: Vec::new(), faults: Vec::new(), removed: Vec::new() };
        form.spots = form.order(session);
        let lacking = form
            .spots
            .iter()
            .find(|spot| spot.def(&session.kind).is_some_and(|def| def.required) && spot.value(&session.work).is_none_or(Value::is_blank));
        let focus = lacking.or(form.spots.first()).cloned();
        form.faults = form
            .order(session)
            .into_iter()
            .filter_map(|spot| spot.fault(&session.kind, &session.work, at).map(|fault| (spot, fault)))
            .collect();
        if let Some(focus) = focus {
            form.go(focus, session, at);
        }
        form
    }

    /// Whether the fields of a row are shown.
    #[must_use]
    pub fn is_unfolded(&self, row: &Name, index: usize) -> bool {
        self.unfolded.iter().any(|(name, n)| name == row && *n == index)
    }

    /// What is wrong with a field, when it was left so.
    #[must_use]
    pub fn fault(&self, spot: &Spot) -> Option<&Fault> {
        self.faults.iter().find(|(other, _)| other == spot).map(|(_, fault)| fault)
    }

    /// Puts the cursor on a spot; the field left is looked at for faults.
    pub fn go(&mut self, spot: Spot, session: &Session, at: &Entering<'_>) {
        if self.input.is_some() && spot != self.focus {
            self.faults.retain(|(other, _)| *other != self.focus);
            if let Some(fault) = self.focus.fault(&session.kind, &session.work, at) {
                self.faults.push((self.focus.clone(), fault));
            }
        }
        let def = spot.def(&session.kind);
        self.input = def.filter(|def| matches!(field::widget(def), Widget::Text)).map(|def| {
            let text = spot.value(&session.work).map(|value| entry::edit_text(def, value)).unwrap_or_default();
            TextEdit::new(&text, false)
        });
        if let Some((row, index)) = spot.in_row()
            && matches!(spot, Spot::Cell { .. })
            && !self.is_unfolded(row, index)
        {
            self.unfolded.push((row.clone(), index));
        }
        self.focus = spot;
        self.spots = self.order(session);
    }

    /// Reads the field under the cursor again: its value was changed elsewhere.
    pub fn reread(&mut self, session: &Session, at: &Entering<'_>) {
        self.spots = self.order(session);
        let focus = if self.spots.contains(&self.focus) { Some(self.focus.clone()) } else { self.spots.first().cloned() };
        self.faults.retain(|(spot, _)| spot.fault(&session.kind, &session.work, at).is_some());
        let text = self.input.as_ref().map(TextEdit::text);
        if let Some(focus) = focus {
            let def = focus.def(&session.kind);
            let typed = def.zip(text).map(|(def, text)| typed_value(def, &text, at));
            // What is being typed stays as typed while it still means the same.
            if focus != self.focus || typed.is_none_or(|typed| typed.as_ref() != focus.value(&session.work)) {
                self.go(focus, session, at);
            }
        }
    }

    fn place(&self) -> usize {
        self.spots.iter().position(|spot| *spot == self.focus).unwrap_or(0)
    }

    /// Whether the cursor is on the first field, or the last.
    #[must_use]
    pub fn is_at_end(&self, last: bool) -> bool {
        if last { self.place() + 1 >= self.spots.len() } else { self.place() == 0 }
    }

    /// Moves the cursor by some fields (up is negative), not past the ends.
    pub fn travel(&mut self, by: isize, session: &Session, at: &Entering<'_>) {
        let last = self.spots.len().saturating_sub(1);
        let place = self.place().saturating_add_signed(by).min(last);
        if let Some(spot) = self.spots.get(place).cloned() {
            self.go(spot, session, at);
        }
    }

    /// Puts the cursor on the first field, or the last.
    pub fn go_to_end(&mut self, last: bool, session: &Session, at: &Entering<'_>) {
        self.travel(if last { isize::MAX } else { isize::MIN }, session, at);
    }
}
