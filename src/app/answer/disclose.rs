//! Who may see a record, or one of its rows: lowering is done at once, raising asks for a reason, and some rows are never raised.

use super::save;
use crate::app::model::Model;
use crate::app::part::Part;
use crate::app::prompt::{Asking, Prompt};
use crate::app::screen::Screen;
use crate::app::update::Step;
use crate::domain::audience::{self, most_open};
use crate::domain::change::Change;
use crate::domain::disclosure::Disclosure;
use crate::domain::record::{Fields, Record};
use crate::domain::value::Value;

/// A level was chosen.
pub(super) fn chosen(model: &mut Model, part: &Part, level: &str) -> Step {
    let Some(level) = Disclosure::parse(level) else { return Step::close(Vec::new()) };
    let Some(record) = model.dialogue.find(&part.key).cloned() else { return Step::close(Vec::new()) };
    let row = part.row_of(&record);
    let now = audience::level(&model.dialogue, &record, row);
    if level == now {
        return Step::close(Vec::new());
    }
    if let Some(floor) = row.map(|row| most_open(&model.dialogue, &record, row)).filter(|floor| level < *floor) {
        model.warn(format!("Never more open than {floor}. So for impressions, views, sensitive points."));
        return Step::close(Vec::new());
    }
    if level < now {
        let what = part.row.as_ref().map_or_else(|| part.key.to_string(), |(name, _)| format!("this {name}").replace('_', " "));
        let title = format!("Why may {what} be seen by more than before?");
        let kept = if row.is_some() { "with it" } else { "in its notes" };
        let help = format!("From {now} to {level}. The reason is kept {kept}.");
        let prompt = Prompt::new(Asking::DisclosureReason(part.clone(), level), title, help, "");
        return Step { push: Some(Screen::Prompt(Box::new(prompt))), ..Step::close(Vec::new()) };
    }
    Step::close(vec![save(&record, vec![set(&record, part, "disclosure", level.value().into())])])
}

/// It was said why more people may see it.
pub(super) fn reasoned(model: &Model, part: &Part, level: Disclosure, reason: &str) -> Step {
    let Some(record) = model.dialogue.find(&part.key) else { return Step::close(Vec::new()) };
    let why = if part.row_of(record).is_some() {
        set(record, part, "disclosure_reason", reason.into())
    } else {
        let noted = record.text("note").unwrap_or_default();
        set(record, part, "note", format!("{noted}{}: disclosure {} since {reason}\n", model.today, level.value()).into())
    };
    Step::close(vec![save(record, vec![set(record, part, "disclosure", level.value().into()), why])])
}

fn set(record: &Record, part: &Part, name: &str, to: Value) -> Change {
    match (part.row_of(record), &part.row) {
        (Some(row), Some((_, index))) => {
            Change::RowField { row: row.clone(), index: *index, name: name.into(), from: row.get(name).cloned(), to: Some(to) }
        }
        _ => Change::Field { name: name.into(), from: record.get(name).cloned(), to: Some(to) },
    }
}

#[cfg(test)]
mod tests {
    use crate::app::model::Model;
    use crate::app::page::{PageScreen, Source};
    use crate::app::screen::Screen;
    use crate::app::testing::{model_of, press, saved, write};
    use crate::domain::record::{Fields, Key};
    use crate::domain::testing::Build;

    /// A page of a meeting with the cursor on its one row.
    fn on_row(row: &str) -> Model {
        let build = Build::new().file("stakeholders/a", "name = \"A\"\nkind = \"cso\"").meeting("m", "a", "2026-02-01", row);
        let mut model = model_of(build.done(), 80, 40);
        model.stack.push(Screen::Page(Box::new(PageScreen::new(Source::Record(Key::new("meetings", "m"))))));
        press(&mut model, "k");
        for _ in 0..30 {
            let there = matches!(model.top(), Some(Screen::Page(page)) if page.part().is_some_and(|part| part.row.is_some()));
            if !there {
                press(&mut model, "j");
            }
        }
        model
    }

    #[test]
    fn a_row_is_raised_with_a_reason_that_stands_in_the_row() {
        let mut model = on_row("[[promise]]\ntext = \"a letter\"");
        let effects = press(&mut model, "T \"public\" Enter \"they agreed\" Enter");
        saved(&effects);
        let written = write(&mut model, &effects);
        let row = written.first().and_then(|record| record.row("promise", 0)).unwrap();
        assert_eq!((row.text("disclosure"), row.text("disclosure_reason")), (Some("public"), Some("they agreed")));
    }

    #[test]
    fn a_row_is_made_stricter_at_once() {
        let mut model = on_row("disclosure = \"public\"\n[[promise]]\ntext = \"a letter\"");
        let effects = press(&mut model, "T \"sealed\" Enter");
        let written = write(&mut model, &effects);
        assert_eq!(written.first().and_then(|record| record.row("promise", 0)).unwrap().text("disclosure"), Some("sealed"));
    }

    #[test]
    fn an_impression_is_never_raised() {
        let mut model = on_row("[[point]]\nkind = \"impression\"\ntext = \"tired\"");
        let effects = press(&mut model, "T \"public\" Enter");
        assert_eq!(effects, []);
        assert!(matches!(model.top(), Some(Screen::Page(_))), "no reason is asked for");
    }
}
