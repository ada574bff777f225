//! What commands, letters and pastes do to the field under the cursor: it is typed into, chosen for, folded or cleared.

use super::{Did, Form};
use crate::app::command::Command;
use crate::app::edit::field::{self, Widget};
use crate::app::edit::session::Session;
use crate::app::edit::spot::{Spot, typed_value};
use crate::app::msg::Effect;
use crate::app::text::{EditCommand, Move, Outcome};
use crate::domain::entry::Entering;
use crate::domain::record::Name;
use crate::domain::value::Value;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

impl Form {
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
            _ => Did::Said(Vec::new(), "Nothing can be pasted here. Enter shows what can stand in this field.".to_owned()),
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
