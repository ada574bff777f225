//! Where words were found, best first.

use super::count;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::display;
use crate::domain::lens::is_later;
use crate::domain::record::Key;
use crate::domain::search;
use std::ops::Range;

/// The page of what a search found.
pub fn build(words: &str, making: &mut Making<'_>) -> Page {
    let mut page = Page::new(format!("Search: {}", display::one_line(words)));
    if words.is_empty() {
        return page;
    }
    let Some(found) = making.facts.search(making.dialogue, words) else {
        page.push(Line::of(Role::Muted, " …"));
        return page;
    };
    let past = making.sight.past(making.today);
    let is_known = |key: &Key| making.dialogue.find(key).is_some_and(|record| !past.is_some_and(|day| is_later(&**record, day)));
    let hits: Vec<&search::Hit> = found.iter().filter(|hit| is_known(&hit.key)).collect();
    let later = found.len() - hits.len();
    page.aside = count(hits.len(), "record", "records");
    if later > 0 {
        page.push(Line::of(Role::Warn, format!(" Without {later} of later days.")));
        page.gap();
    } else if hits.is_empty() {
        page.push(Line::of(Role::Muted, " Nothing holds all of these words. Fewer words find more; accents and capitals do not matter."));
    }
    for hit in hits {
        let Some(record) = making.dialogue.find(&hit.key) else { continue };
        let kind = making.dialogue.kind_of(&hit.key).map(|kind| kind.singular.clone()).unwrap_or_default();
        let name = fit::fit(&display::title_of(record, making.dialogue), making.width.saturating_sub(26));
        page.push(
            marked(Line::of(Role::Accent, " "), Role::Accent, &name, &search::marks(&name, words))
                .right(making.width.saturating_sub(1), Role::Muted, kind)
                .opening(Opens::Record(hit.key.clone())),
        );
        // What the name shows is not said again below it.
        if let Some(beside) = search::beside(record, making.dialogue, words, &name) {
            let line = Line::of(Role::Muted, format!("   {}: ", beside.path));
            page.push(marked(line, Role::Muted, &beside.snippet, &beside.marks).cut(making.width.saturating_sub(1)));
        }
    }
    page
}

/// A text behind what stands on the line, with what was looked for in it brought out.
fn marked(mut line: Line, role: Role, text: &str, marks: &[Range<usize>]) -> Line {
    let mut from = 0;
    for range in marks {
        line.push(role, text.get(from..range.start).unwrap_or_default());
        line.push(Role::Title, text.get(range.clone()).unwrap_or_default());
        from = range.end;
    }
    line.push(role, text.get(from..).unwrap_or_default());
    line
}

#[cfg(test)]
mod tests {
    use crate::app::model::Model;
    use crate::app::msg::{Effect, Msg};
    use crate::app::screen::Screen;
    use crate::app::testing::{model_of, press};
    use crate::app::update::update;
    use crate::domain::catalogue::Catalogue;
    use crate::domain::dialogue::Dialogue;
    use crate::domain::record::{Key, Record};
    use crate::domain::testing::sample;

    fn large() -> Model {
        let records = (0..1_000).map(|n| {
            let mut record = Record::new(Key::new("issues", &format!("i{n}")));
            record.set("title", Some(format!("Title {n} of the law").into()));
            record
        });
        let mut model = model_of(Dialogue::with(Catalogue::builtin(), records, Vec::new()), 80, 24);
        while update(&mut model, Msg::GoOn).contains(&Effect::GoOn) {}
        model
    }

    fn aside(model: &Model) -> &str {
        let Some(Screen::Page(page)) = model.top() else { panic!("no page") };
        &page.page.aside
    }

    #[test]
    fn many_records_are_searched_in_slices_and_shown_once_all_were_looked_at() {
        let mut model = large();
        let mut effects = press(&mut model, "Space / \"title 99\" Enter");
        let mut slices = 0;
        while effects.contains(&Effect::GoOn) {
            assert_eq!(aside(&model), "");
            effects = update(&mut model, Msg::GoOn);
            slices += 1;
        }
        assert_eq!((aside(&model), slices), ("19 records", 26));
        let Some(Screen::Page(page)) = model.top() else { panic!("no page") };
        assert!(page.opens().is_some());
    }

    #[test]
    fn a_key_typed_ahead_means_what_it_would_have_meant_once_all_were_looked_at() {
        let mut model = large();
        press(&mut model, "Space / \"title 99\" Enter Enter");
        assert!(matches!(model.top(), Some(Screen::Page(page)) if page.key() == Some(Key::new("issues", "i99"))));
    }

    #[test]
    fn a_name_that_holds_the_words_is_not_said_twice_and_a_hit_elsewhere_is() {
        let lines = |words: &str| {
            let mut model = model_of(sample(), 80, 24);
            press(&mut model, &format!("Space / \"{words}\" Enter"));
            let Some(Screen::Page(page)) = model.top() else { panic!("no page") };
            page.page.lines.iter().map(|line| line.plain().trim_end().to_owned()).collect::<Vec<_>>()
        };
        let found = lines("interpreter course");
        assert!(found[0].starts_with(" Accredit a two-year interpreter course"), "{found:?}");
        assert!(found.get(1).is_none_or(|next| !next.starts_with("   title:")), "{found:?}");
        let found = lines("molsp commission");
        let at = found.iter().position(|line| line.contains("2026-02-10")).unwrap();
        assert!(found[at + 1].starts_with("   ") && found[at + 1].contains("commission"), "{found:?}");
    }
}
