//! Plans the bilateral meeting that a page suggests: with whom, for which event, and with what is known filled in.

use crate::app::blocked::subject;
use crate::app::edit::Edit;
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::app::page::Source;
use crate::app::pages;
use crate::app::screen::Screen;
use crate::domain::lens::Event;
use crate::domain::record::{Key, Name};
use crate::domain::value::Value;
use crate::domain::views::brief::{self, Brief};

/// Opens the form of a planned meeting with the stakeholder that the line, else the page, speaks of.
pub(super) fn bilateral(model: &mut Model) -> Vec<Effect> {
    let event = event_of(model);
    let Some(stakeholder) = stakeholder_of(model, event.as_ref()) else {
        model.say("No stakeholder here to plan a meeting with. Go to a line that names one.");
        return Vec::new();
    };
    let mut filled: Vec<(Name, Value)> =
        vec![("stakeholder".into(), Value::from(&*stakeholder)), ("status".into(), Value::from("planned"))];
    if let Some(event) = &event {
        filled.push(("related_event".into(), Value::from(event.to_string())));
        filled.push(("objective".into(), Value::List(vec![Value::from("prepare_event")])));
    }
    if let Some(known) = brief::for_stakeholder(&model.dialogue, &stakeholder, model.as_of()) {
        let agenda: Vec<Name> = event
            .as_ref()
            .and_then(|key| model.dialogue.find(key))
            .map(|record| Event(record).issues().map(Name::from).collect())
            .unwrap_or_default();
        filled.push(("briefing".into(), Value::from(briefing(&known, &agenda, model))));
    }
    let Some(mut edit) = Edit::begin(model, "meetings", &filled) else { return Vec::new() };
    // What is filled in is a plan already: it is kept though nothing is added to it.
    let effects = edit.session.keep();
    model.stack.push(Screen::Edit(Box::new(edit)));
    effects
}

/// The event that the page prepares.
fn event_of(model: &Model) -> Option<Key> {
    match model.top() {
        Some(Screen::Page(page)) => match &page.source {
            Source::Precheck(key) => Some(key.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Whom the line speaks of; on an event's page without such a line, whom to see first.
fn stakeholder_of(model: &mut Model, event: Option<&Key>) -> Option<Name> {
    let of_line = subject(model).filter(|key| Some(key) != event).and_then(|key| pages::stakeholder_of(&model.dialogue, &key));
    of_line.or_else(|| {
        let moment = crate::app::facts::Moment { revision: model.revision(), as_of: Some(model.as_of()) };
        let view = model.facts.precheck(&model.dialogue, moment, event?);
        let first = view.as_ref().as_ref()?.suggested.first()?;
        Some(first.stakeholder.clone())
    })
}

/// What is known, in plain lines: to be asked, red lines, what is owed, what to be careful with.
fn briefing(known: &Brief, agenda: &[Name], model: &Model) -> String {
    let title = |id: &str| pages::words::title(&model.dialogue, "options", id);
    let mut lines: Vec<String> = Vec::new();
    let on_agenda = |issue: &Option<Name>| agenda.is_empty() || issue.as_ref().is_some_and(|issue| agenda.contains(issue));
    for stand in known.stands.iter().filter(|stand| on_agenda(&stand.issue)) {
        match &stand.cell {
            None => lines.push(format!("Ask: {} {}", stand.option, title(&stand.option))),
            Some(cell) if cell.stale => {
                lines.push(format!("Still so? {} {} ({})", stand.option, pages::words::signed(cell.value), cell.date));
            }
            Some(_) => {}
        }
    }
    for line in &known.red_lines {
        let way = line.way();
        lines.push(format!("Red line: {way} {} ({}, {})", line.option, line.firmness.label(), line.date));
    }
    for promise in &known.ours {
        let text = promise.text.as_deref().unwrap_or("not said what");
        lines.push(format!("We owe: {text} ({})", promise.state.value()));
    }
    for point in &known.sensitive {
        lines.push(format!("Careful: {}", point.text.as_deref().unwrap_or("not said what")));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::page::PageScreen;
    use crate::app::page::testing::{built, model};
    use crate::app::testing::press;
    use crate::domain::record::Fields;
    use crate::domain::testing::sample;

    fn planned(source: &Source) -> crate::domain::record::Record {
        let mut model = model(sample(), (80, 24));
        let page = built(&mut model, source, 0);
        model.stack.push(Screen::Page(Box::new(page)));
        bilateral(&mut model);
        match model.stack.pop() {
            Some(Screen::Edit(edit)) => edit.session.work.clone(),
            other => panic!("no form was opened: {other:?}"),
        }
    }

    #[test]
    fn from_a_precheck_a_meeting_is_planned_for_the_event_with_the_briefing_filled_in() {
        let meeting = planned(&Source::Precheck(Key::new("workshops", "e5")));
        assert_eq!(meeting.text("status"), Some("planned"));
        assert_eq!(meeting.text("related_event"), Some("workshops/e5"));
        assert_eq!(meeting.text("stakeholder"), Some("esa-112"));
        assert!(meeting.text("briefing").is_some_and(|text| text.contains("Ask: o2a New earmarked")));
    }

    #[test]
    fn a_meeting_planned_and_left_untouched_is_kept() {
        let mut model = crate::app::testing::model(80, 24);
        let page = PageScreen::new(Source::Precheck(Key::new("workshops", "e5")));
        model.stack.push(Screen::Page(Box::new(page)));
        press(&mut model, "k b");
        let effects = press(&mut model, "Esc");
        let Some(Effect::Save(save)) = effects.iter().find(|effect| matches!(effect, Effect::Save(_))) else {
            panic!("the plan is not kept: {effects:?}");
        };
        assert_eq!(&*save.key.id, "2026-03-16-esa-112");
    }

    #[test]
    fn from_a_brief_the_meeting_is_with_that_stakeholder() {
        let meeting = planned(&Source::Brief("molsp".into(), None));
        assert_eq!(meeting.text("stakeholder"), Some("molsp"));
        assert_eq!(meeting.text("related_event"), None);
        assert!(meeting.text("briefing").is_some_and(|text| text.contains("We owe: look for a secondment")));
    }
}
