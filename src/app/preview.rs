//! The record under a list's cursor, beside the list where there is room. It is made when the hand has rested, so that
//! going through a list costs nothing for it.

use super::fit;
use super::line::Line;
use super::model::Model;
use super::page::{Page, PageScreen, Source};
use super::screen::Screen;
use crate::domain::record::Key;

/// From so many columns on there is room beside a list.
const ROOMY: usize = 110;
/// The part of the screen, in hundredths, that the list keeps.
const LIST: usize = 58;
/// Blank columns between the list and the record.
const GAP: usize = 3;

/// A record shown beside its list.
#[derive(Debug)]
pub struct Preview {
    of: Key,
    revision: u64,
    width: usize,
    /// Its title and lines.
    pub lines: Vec<Line>,
}

/// The columns that a list, or the text of a note, may take.
#[must_use]
pub fn list_width(model: &Model) -> usize {
    if is_roomy(model) { model.width() * LIST / 100 } else { model.width() }
}

/// The columns beside it.
#[must_use]
pub fn width(model: &Model) -> usize {
    model.width().saturating_sub(list_width(model) + GAP)
}

/// Whether there is room for something beside what is worked on.
#[must_use]
pub fn is_roomy(model: &Model) -> bool {
    model.width() >= ROOMY && !model.settings.low_bandwidth
}

impl Preview {
    /// Whether it shows this record as it now is, in this width.
    #[must_use]
    pub fn is_of(&self, key: &Key, model: &Model) -> bool {
        self.of == *key && self.revision == model.revision() && self.width == width(model)
    }
}

/// Whether a record is to be shown beside the list on top, once the hand has rested.
#[must_use]
pub fn is_wanted(model: &Model) -> bool {
    let Some(Screen::List(list)) = model.top() else { return false };
    is_roomy(model)
        && !list.filtering
        && list.current().is_some_and(|record| !list.preview.as_ref().is_some_and(|preview| preview.is_of(&record.key, model)))
}

/// Makes what is shown beside the list on top.
pub fn make(model: &mut Model) {
    if !is_wanted(model) {
        return;
    }
    let Some(Screen::List(list)) = model.top() else { return };
    let Some(key) = list.current().map(|record| record.key.clone()) else { return };
    let (width, height) = (width(model), model.body_height());
    let page = PageScreen::new(Source::Record(key.clone())).build_in(model, width, height);
    let preview = Preview { of: key, revision: model.revision(), width, lines: lines(page, width) };
    if let Some(Screen::List(list)) = model.stack.last_mut() {
        list.preview = Some(preview);
    }
}

fn lines(page: Page, width: usize) -> Vec<Line> {
    let mut lines = vec![Line::of(super::line::Role::Title, format!(" {}", fit::fit(&page.title, width.saturating_sub(1)))), Line::blank()];
    lines.extend(page.lines);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::msg::{Effect, Msg};
    use crate::app::testing;
    use crate::app::update::update;

    fn beside(model: &Model) -> Option<String> {
        let Some(Screen::List(list)) = model.top() else { panic!("a list is on top") };
        list.preview.as_ref().and_then(|preview| preview.lines.first()).map(Line::plain)
    }

    #[test]
    fn beside_a_list_the_record_under_the_cursor_is_shown_once_the_hand_has_rested() {
        let mut model = testing::model(120, 40);
        let effects = testing::press(&mut model, "1 S-Tab");
        assert!(matches!(model.top(), Some(Screen::List(_))), "the last view of the tab is a list");
        assert!(effects.contains(&Effect::Rest));
        assert_eq!(beside(&model), None);
        update(&mut model, Msg::Rested);
        assert!(beside(&model).is_some());
        assert!(!is_wanted(&model), "it is made once");
    }

    #[test]
    fn where_there_is_no_room_nothing_waits_for_the_hand_to_rest() {
        let mut model = testing::model(80, 24);
        assert!(!testing::press(&mut model, "1 S-Tab").contains(&Effect::Rest));
        assert_eq!(list_width(&model), 80);
    }
}
