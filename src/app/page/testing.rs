//! Pages as text, for tests: built as the program builds them, from a dialogue, a size and a day.

use super::{PageScreen, Source};
use crate::app::model::Model;
use crate::domain::audience::Audience;
use crate::domain::dialogue::Dialogue;
use crate::domain::testing::{TODAY, day, sample};

/// A program with that dialogue open at that size, on the sample's day.
pub(crate) fn model(dialogue: Dialogue, size: (u16, u16)) -> Model {
    let mut model = Model::new(day(TODAY), size);
    model.folder = Some("/dialogue".into());
    model.dialogue = dialogue;
    model
}

/// A page, built.
pub(crate) fn built(model: &mut Model, source: &Source, way: usize) -> PageScreen {
    let mut page = PageScreen::new(source.clone());
    page.way = way;
    page.refresh(model);
    while model.facts.is_growing() {
        model.facts.go_on(&model.dialogue, model.today);
        page.refresh(model);
    }
    page
}

/// The page as a person reads it: its title line, a blank one, its lines.
pub(crate) fn text(model: &mut Model, source: &Source, way: usize) -> String {
    let page = built(model, source, way).page;
    let mut lines = vec![format!("{} | {}", page.title, page.aside), String::new()];
    lines.extend(page.lines.iter().map(|line| line.plain().trim_end().to_owned()));
    lines.join("\n")
}

/// The page of the sample at 80×24.
pub(crate) fn of_sample(source: &Source, way: usize) -> String {
    text(&mut model(sample(), (80, 24)), source, way)
}

/// The page of the sample as an audience sees it.
pub(crate) fn for_audience(source: &Source, audience: Audience) -> String {
    let mut model = model(sample(), (80, 24));
    model.show_to(audience);
    text(&mut model, source, 0)
}
