//! In which order the fields and rows of a form stand.

use super::Form;
use crate::app::edit::session::Session;
use crate::app::edit::spot::Spot;
use crate::domain::catalogue::FieldDef;
use crate::domain::record::Name;

impl Form {
    /// The spots that the cursor can stand on, in order.
    pub(super) fn order(&self, session: &Session) -> Vec<Spot> {
        let kind = &session.kind;
        if let Some(only) = &self.only {
            return only.iter().filter(|name| kind.field(name).is_some()).cloned().map(Spot::Field).collect();
        }
        let mut spots = Vec::new();
        for section in self.sections(session) {
            spots.extend(kind.fields.iter().filter(|field| field.section == section).map(|field| Spot::Field(field.name.clone())));
            for def in kind.rows.iter().filter(|row| row.section == section) {
                for index in 0..session.work.rows(&def.name).count() {
                    spots.push(Spot::Row { row: def.name.clone(), index });
                    if self.is_unfolded(&def.name, index) {
                        let cell = |field: &FieldDef| Spot::Cell { row: def.name.clone(), index, field: field.name.clone() };
                        spots.extend(def.fields.iter().map(cell));
                    }
                }
                if self.removed.iter().any(|removed| removed.row.name == def.name) {
                    spots.push(Spot::Back(def.name.clone()));
                }
                spots.push(Spot::Add(def.name.clone()));
            }
        }
        spots
    }

    /// The names of the sections in order; those that the catalogue names none for come last.
    pub(in crate::app::edit) fn sections(&self, session: &Session) -> Vec<Name> {
        let kind = &session.kind;
        let mut names: Vec<Name> = kind.sections.iter().map(|section| section.name.clone()).collect();
        for section in kind.fields.iter().map(|field| &field.section).chain(kind.rows.iter().map(|row| &row.section)) {
            if !names.contains(section) {
                names.push(section.clone());
            }
        }
        names
    }
}
