//! What the question why leads to from where the cursor is: the page that traces back what stands there.
//!
//! A line may say it itself; else it is the row the line speaks of, else the record.

use super::blocked::subject;
use super::model::Model;
use super::page::{PageScreen, Source};
use super::part::Part;
use super::screen::Screen;
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{PositionRow, RedLineRow};
use crate::domain::record::{Fields, Key};
use crate::domain::views::trace::Of;

/// The page that answers why; nothing where there is nothing to be traced.
#[must_use]
pub(super) fn why(model: &Model) -> Option<Source> {
    let of_line = match model.top()? {
        Screen::Matrix(matrix) => matrix.why().map(Source::Trace),
        Screen::Page(page) => of_page(page, &model.dialogue),
        _ => None,
    };
    // The dialogue itself rests on nothing.
    let source = of_line.or_else(|| subject(model).filter(|key| !key.is_dialogue()).map(Of::Record).map(Source::Trace))?;
    // What a page says as of a day of its own, it says because of what was known then.
    let then = match model.top()? {
        Screen::Page(page) => page.page.then,
        _ => None,
    };
    Some(match (source, then) {
        (Source::Trace(of), Some(day)) => Source::TraceThen(of, day),
        (source, _) => source,
    })
}

fn of_page(page: &PageScreen, dialogue: &Dialogue) -> Option<Source> {
    let line = page.page.lines.get(page.cursor)?;
    if let Some(why) = &line.why {
        return Some((**why).clone());
    }
    let part = page.part()?;
    // On a record's own page other rows than these rest on the record, not on themselves.
    let of_part = of_stand(&part, dialogue).or_else(|| match (&page.source, &part.row) {
        (Source::Record(_), _) => None,
        (_, Some((name, index))) => Some(Of::Row(part.key.clone(), name.clone(), *index)),
        (_, None) if part.key.is_dialogue() => None,
        (_, None) => Some(Of::Record(part.key.clone())),
    });
    of_part.map(Source::Trace)
}

/// For a row that says where somebody stands on an option: everything they said on it.
fn of_stand(part: &Part, dialogue: &Dialogue) -> Option<Of> {
    let (name, index) = part.row.as_ref()?;
    let record = dialogue.find(&part.key)?;
    let row = record.row(name, *index)?;
    let option = match &**name {
        "position" => PositionRow(row).option()?,
        "red_line" => RedLineRow(row).option()?,
        _ => return None,
    };
    let who = record.text("stakeholder").or_else(|| row.text("stakeholder"))?;
    let who = dialogue.find(&Key::new("stakeholders", who))?;
    Some(Of::said(&who.key.id, option))
}
