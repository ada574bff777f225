//! Rows in a form: added, taken away, brought back.

use super::{Did, Form};
use crate::app::edit::session::Session;
use crate::app::edit::spot::Spot;
use crate::app::msg::Effect;
use crate::domain::entry::{self, Entering};
use crate::domain::record::{Name, Row};

impl Form {
    /// Adds a row of the kind that the cursor is at, or else of the next kind below it.
    pub(super) fn add_row(&mut self, session: &mut Session, at: &Entering<'_>) -> Did {
        let below = self.spots.iter().skip(self.place()).find_map(Spot::row_name);
        let name = self.focus.row_name().or(below).or_else(|| self.spots.iter().find_map(Spot::row_name)).cloned();
        let Some(name) = name else {
            return Did::Said(Vec::new(), "This record has no rows to add.".to_owned());
        };
        Did::Effects(self.add_row_named(&name, session, at))
    }

    /// Adds a row of that name with the cursor in its first field.
    pub fn add_row_named(&mut self, name: &Name, session: &mut Session, at: &Entering<'_>) -> Vec<Effect> {
        let Some(def) = session.kind.row(name).cloned() else { return Vec::new() };
        let given = def.fields.iter().filter_map(|field| Some((field.name.to_string(), entry::initial(field, at)?)));
        let (index, effects) = session.add_row(Row::new(name, given));
        self.unfolded.push((name.clone(), index));
        if let Some(first) = def.fields.first() {
            self.go(Spot::Cell { row: name.clone(), index, field: first.name.clone() }, session, at);
        }
        effects
    }

    /// Takes the row away that the cursor is in.
    pub(super) fn remove_row(&mut self, session: &mut Session, at: &Entering<'_>) -> Did {
        let Some((row, index)) = self.focus.in_row().map(|(row, index)| (row.clone(), index)) else {
            return Did::Said(Vec::new(), "The cursor is in no row.".to_owned());
        };
        let Some((removed, effects)) = session.remove_row(&row, index) else { return Did::nothing() };
        self.input = None;
        self.unfolded.retain(|(name, n)| *name != row || *n != index);
        self.faults.retain(|(spot, _)| spot.in_row() != Some((&row, index)));
        self.renumber(&row, |n| if n > index { n - 1 } else { n });
        self.removed.push(removed);
        let next = Spot::Row { row: row.clone(), index };
        self.spots = self.order(session);
        let next = if self.spots.contains(&next) { next } else { Spot::Back(row) };
        self.go(next, session, at);
        Did::Said(effects, "Taken away. It can be brought back until this form is left.".to_owned())
    }

    /// Brings back the row taken away last, of that name or of any.
    pub(super) fn bring_back(&mut self, name: Option<&Name>, session: &mut Session, at: &Entering<'_>) -> Did {
        let Some(place) = self.removed.iter().rposition(|removed| name.is_none_or(|name| removed.row.name == *name)) else {
            return Did::nothing();
        };
        let removed = self.removed.remove(place);
        let (row, index) = (removed.row.name.clone(), removed.index);
        self.renumber(&row, |n| if n >= index { n + 1 } else { n });
        let effects = session.bring_back(removed);
        self.go(Spot::Row { row, index }, session, at);
        Did::Effects(effects)
    }

    fn renumber(&mut self, row: &Name, number: impl Fn(usize) -> usize) {
        for (name, n) in &mut self.unfolded {
            if name == row {
                *n = number(*n);
            }
        }
        for (spot, _) in &mut self.faults {
            if let Spot::Cell { row: name, index, .. } = spot
                && name == row
            {
                *index = number(*index);
            }
        }
    }
}
