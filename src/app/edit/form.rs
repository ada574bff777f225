//! The fields of a record in sections, one line a field: where the cursor is, what keys do there. Any kind's form comes from its
//! catalogue. Knows no screen but its width, and nothing of saving.

mod order;
mod rows;

use super::field::{self, Widget};
use super::session::{Removed, Session};
use super::spot::{Spot, typed_value};
use crate::app::command::Command;
use crate::app::msg::Effect;
use crate::app::pick::Pick;
use crate::app::text::{EditCommand, Move, Outcome, TextEdit};
use crate::domain::entry::{self, Entering, Fault};
use crate::domain::record::Name;
use crate::domain::value::Value;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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

    /// Carries out a command of forms.
    pub fn command(&mut self, session: &mut Session, command: Command, at: &Entering<'_>) -> Did {
        match command {
            Command::NextField => self.travel(1, session, at),
            Command::PreviousField => self.travel(-1, session, at),
            Command::CycleForward | Command::CycleBack => return self.sideways(session, command == Command::CycleForward, at),
            Command::Choose => return self.choose(session, at),
            Command::FormAddRow => return self.add_row(session, at),
            Command::FormRemoveRow => return self.remove_row(session, at),
            _ => {}
        }
        Did::nothing()
    }

    fn sideways(&mut self, session: &mut Session, forward: bool, at: &Entering<'_>) -> Did {
        if let Some(input) = &mut self.input {
            input.apply(EditCommand::Move(if forward { Move::Right } else { Move::Left }));
            return Did::nothing();
        }
        if let Spot::Row { row, index } = &self.focus {
            let (row, index) = (row.clone(), *index);
            self.fold(&row, index, forward, session);
            return Did::nothing();
        }
        match self.focus.def(&session.kind).map(field::widget) {
            Some(Widget::Choice(values)) => {
                let next = field::step(&values, self.focus.value(&session.work), forward);
                Did::Effects(self.focus.clone().set(session, next))
            }
            _ => {
                self.reread(session, at);
                Did::nothing()
            }
        }
    }

    fn fold(&mut self, row: &Name, index: usize, show: bool, session: &Session) {
        self.unfolded.retain(|(name, n)| name != row || *n != index);
        if show {
            self.unfolded.push((row.clone(), index));
        }
        self.spots = self.order(session);
    }

    fn choose(&mut self, session: &mut Session, at: &Entering<'_>) -> Did {
        match self.focus.clone() {
            Spot::Add(_) => self.add_row(session, at),
            Spot::Back(row) => self.bring_back(Some(&row), session, at),
            Spot::Row { row, index } => {
                let show = !self.is_unfolded(&row, index);
                self.fold(&row, index, show, session);
                if show {
                    self.travel(1, session, at);
                }
                Did::nothing()
            }
            spot => match spot.def(&session.kind).map(|def| (def, field::widget(def))) {
                Some((_, Widget::Note)) => Did::Note(spot, String::new()),
                Some((_, Widget::Text)) | None => {
                    self.travel(1, session, at);
                    Did::nothing()
                }
                Some((def, widget)) => match (field::pick(def, spot.value(&session.work), at.dialogue, ""), widget) {
                    (Some(pick), _) => Did::Pick(Box::new(pick)),
                    (None, Widget::Choice(_)) => self.sideways(session, true, at),
                    (None, _) => Did::nothing(),
                },
            },
        }
    }

    /// Takes a key that is no command.
    pub fn key(&mut self, session: &mut Session, key: &KeyEvent, page: isize, at: &Entering<'_>) -> Did {
        match key.code {
            KeyCode::PageDown => self.travel(page, session, at),
            KeyCode::PageUp => self.travel(-page, session, at),
            _ if self.input.is_some() => {
                let outcome = self.input.as_mut().map_or(Outcome::Ignored, |input| input.handle_key(key));
                if outcome == Outcome::Changed {
                    return Did::Effects(self.typed(session, at));
                }
                if EditCommand::for_key(key) == Some(EditCommand::Undo) {
                    return self.bring_back(None, session, at);
                }
            }
            KeyCode::Home => self.go_to_end(false, session, at),
            KeyCode::End => self.go_to_end(true, session, at),
            KeyCode::Backspace | KeyCode::Delete => return self.clear(session, at),
            KeyCode::Char(letter) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
                return self.letter(session, letter, at);
            }
            _ if EditCommand::for_key(key) == Some(EditCommand::Undo) => return self.bring_back(None, session, at),
            _ => {}
        }
        Did::nothing()
    }

    /// Takes a paste.
    pub fn paste(&mut self, session: &mut Session, text: &str, at: &Entering<'_>) -> Did {
        match (&mut self.input, self.focus.def(&session.kind).map(field::widget)) {
            (Some(input), _) => {
                input.insert_str(text);
                Did::Effects(self.typed(session, at))
            }
            (None, Some(Widget::Note)) => Did::Note(self.focus.clone(), text.to_owned()),
            _ => Did::Said(Vec::new(), "Nothing can be pasted here: Enter shows what can stand in this field.".to_owned()),
        }
    }

    /// What is typed goes into the record at once; what is no value of the field is kept as it stands.
    fn typed(&mut self, session: &mut Session, at: &Entering<'_>) -> Vec<Effect> {
        let Some((input, def)) = self.input.as_ref().zip(self.focus.def(&session.kind)) else { return Vec::new() };
        let value = typed_value(def, &input.text(), at);
        let effects = self.focus.clone().set(session, value);
        if self.focus.fault(&session.kind, &session.work, at).is_none() {
            self.faults.retain(|(spot, _)| *spot != self.focus);
        }
        effects
    }

    fn clear(&mut self, session: &mut Session, at: &Entering<'_>) -> Did {
        match self.focus.clone() {
            Spot::Row { .. } => self.remove_row(session, at),
            spot if spot.def(&session.kind).is_some_and(|def| matches!(field::widget(def), Widget::Note)) => Did::Note(spot, String::new()),
            spot => {
                let rest = field::shortened(spot.value(&session.work));
                self.faults.retain(|(other, _)| *other != spot);
                Did::Effects(spot.set(session, rest))
            }
        }
    }

    /// A letter on a field that is not typed into: a digit chooses, other letters open the box with it typed.
    fn letter(&mut self, session: &mut Session, letter: char, at: &Entering<'_>) -> Did {
        let spot = self.focus.clone();
        let Some(def) = spot.def(&session.kind) else {
            return if letter == ' ' || letter == '+' { self.choose(session, at) } else { Did::nothing() };
        };
        let widget = field::widget(def);
        if let Widget::Choice(values) = &widget {
            if let Some(value) = field::by_digit(values, letter) {
                let effects = spot.set(session, Some(value));
                // Questions follow each other: a digit answers one and goes to the next.
                if self.only.is_some() && !self.is_at_end(true) {
                    self.travel(1, session, at);
                }
                return Did::Effects(effects);
            }
            let flag = match letter {
                'y' => Some(Value::Flag(true)),
                'n' => Some(Value::Flag(false)),
                _ => None,
            };
            if let Some(flag) = flag.filter(|flag| values.contains(flag)) {
                return Did::Effects(spot.set(session, Some(flag)));
            }
            // A digit that begins no choice is no search for one.
            if letter.is_ascii_digit() && !values.iter().any(|value| value.to_string().starts_with(letter)) {
                return Did::nothing();
            }
        }
        if let Some(value) = field::toggled(def, spot.value(&session.work), letter) {
            return Did::Effects(spot.set(session, Some(value).filter(|value| !value.is_blank())));
        }
        if letter == ' ' {
            return self.choose(session, at);
        }
        if matches!(widget, Widget::Note) {
            return Did::Note(spot, letter.to_string());
        }
        match field::pick(def, spot.value(&session.work), at.dialogue, &letter.to_string()) {
            Some(pick) => Did::Pick(Box::new(pick)),
            None => Did::nothing(),
        }
    }

    /// Takes what was picked for the field under the cursor.
    pub fn picked(&mut self, session: &mut Session, values: &[String]) -> Vec<Effect> {
        let spot = self.focus.clone();
        let Some(value) = spot.def(&session.kind).and_then(|def| field::picked(def, values)) else { return Vec::new() };
        self.faults.retain(|(other, _)| *other != spot);
        spot.set(session, Some(value))
    }
}
