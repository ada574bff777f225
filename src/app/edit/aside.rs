//! What is known of a stakeholder, beside the note that is being taken, where there is room: the brief, as it was when the note
//! was opened or saved. It does not change while typing, so that it costs its bytes once.

use crate::app::line::{Line, Role};
use crate::app::model::Model;
use crate::app::page::{PageScreen, Source};
use crate::app::preview;
use crate::domain::record::Name;

/// The brief beside a note.
#[derive(Debug, Default)]
pub struct Aside {
    of: Option<Stamp>,
    /// Its lines; none where there is no room, or nobody it could be about.
    pub lines: Vec<Line>,
}

/// What it was made for.
#[derive(Debug, PartialEq)]
struct Stamp {
    stakeholder: String,
    revision: u64,
    size: (usize, usize),
}

impl Aside {
    /// Makes it for so many rows, unless it is as it should be; gives whether there is one.
    pub fn keep(&mut self, stakeholder: &str, model: &mut Model, rows: usize) -> bool {
        if stakeholder.is_empty() || !preview::is_roomy(model) {
            *self = Self::default();
            return false;
        }
        let size = (preview::width(model), rows);
        let stamp = Stamp { stakeholder: stakeholder.to_owned(), revision: model.revision(), size };
        if self.of.as_ref() != Some(&stamp) {
            let brief = Source::Brief(Name::from(stakeholder), None);
            let page = PageScreen::new(brief).build_in(model, size.0, rows.saturating_sub(2));
            self.lines = vec![Line::of(Role::Muted, format!(" {}", page.aside)).cut(size.0), Line::blank()];
            self.lines.extend(page.lines);
            self.lines.truncate(rows);
            self.of = Some(stamp);
        }
        true
    }
}
