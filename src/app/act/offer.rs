//! What boxes to choose from offer: stakeholders, tools, commands, phases, dialogues, audiences, levels of disclosure. What is done
//! with the choice is not decided here.

mod days;

pub(in crate::app) use days::{as_of, compare_from, compare_to};

use crate::app::command::{COMMANDS, Command};
use crate::app::context;
use crate::app::model::Model;
use crate::app::page::Source;
use crate::app::part::Part;
use crate::app::pick::{Item, Pick, Purpose};
use crate::app::prompt::{Asking, Prompt};
use crate::app::tabs::{self, Pane, Tab};
use crate::domain::audience::{self, Audience};
use crate::domain::catalogue::Catalogue;
use crate::domain::disclosure::Disclosure;
use crate::domain::record::Fields;
use crate::domain::{dates, display};

pub(super) fn stakeholder(model: &Model) -> Pick {
    let mut pick = Pick::new(Purpose::Capture, "Bilateral with whom?", stakeholders(model));
    pick.offer_new = Some("a stakeholder met for the first time".to_owned());
    pick
}

/// Whom or what a sheet can be about: events, those to come first and the next at the top; else stakeholders.
pub(super) fn subject_of(model: &Model, command: Command) -> Pick {
    let title = match command {
        Command::Precheck => "Precheck of which event?",
        Command::HandOver => "Hand over whom?",
        _ => "Brief on whom?",
    };
    let items = if command == Command::Precheck { events(model) } else { stakeholders(model) };
    Pick::new(Purpose::Sheet(command), title, items)
}

fn events(model: &Model) -> Vec<Item> {
    let day = model.as_of();
    let mut events: Vec<_> = model.dialogue.events().map(|event| (event.date("date"), event)).collect();
    events.sort_by_key(|(date, event)| {
        let away = date.map_or(i64::MAX, |date| (date - day).num_days());
        (away < 0, away.abs(), event.key.clone())
    });
    let item = |(date, event): (Option<chrono::NaiveDate>, &std::sync::Arc<crate::domain::record::Record>)| Item {
        aside: date.map(|date| dates::say_day(date, day)).unwrap_or_default(),
        ..Item::new(event.key.to_string(), display::title_of(event, &model.dialogue), "")
    };
    events.into_iter().map(item).collect()
}

fn stakeholders(model: &Model) -> Vec<Item> {
    let mut items: Vec<Item> = model
        .dialogue
        .records("stakeholders")
        .iter()
        .map(|record| {
            let short = display::short_of(record, &model.dialogue);
            let name = record.text("name").filter(|name| **name != short).unwrap_or_default();
            Item::new(record.id(), short, name)
        })
        .collect();
    items.sort_by_key(|item| item.label.to_lowercase());
    items
}

pub(super) fn tool(model: &Model) -> Pick {
    let items = model
        .dialogue
        .catalogue
        .tools()
        .iter()
        .map(|tool| Item::new(tool.number.to_string(), format!("{:<2}  {}", tool.number, tool.name), ""))
        .collect();
    let mut pick = Pick::new(Purpose::Tool, "Which tool?", items);
    pick.eager = true;
    pick
}

pub(super) fn palette(model: &Model) -> Pick {
    let now = context::commands(model);
    let mut items: Vec<Item> = COMMANDS
        .iter()
        .filter(|spec| now.contains(&spec.command) && spec.command != Command::Palette)
        .map(|spec| Item { aside: model.keymap.key(spec.command), ..Item::new(spec.name, spec.label, spec.sentence) })
        .collect();
    if model.folder.is_some() && now.contains(&Command::TabHome) {
        let place = |(n, (tab, pane)): (usize, (Tab, Pane))| {
            let word = pane.word(&model.dialogue.catalogue);
            Item { aside: tab.word().to_owned(), ..Item::new(n.to_string(), word, "") }
        };
        items.extend(places(&model.dialogue.catalogue).into_iter().enumerate().map(place));
    }
    Pick::new(Purpose::Palette, "Do what, or go where?", items)
}

/// All lists and views that the tabs show, each once, with the first tab that shows it. The palette names them by their number.
pub(in crate::app) fn places(catalogue: &Catalogue) -> Vec<(Tab, Pane)> {
    let mut places: Vec<(Tab, Pane)> = Vec::new();
    for tab in Tab::ALL {
        for pane in tabs::panes(catalogue, tab) {
            // A tab's own first page has its digit.
            let has_key = matches!(&pane, Pane::Page(Source::Phase(_) | Source::Home));
            if !has_key && !places.iter().any(|(_, known)| *known == pane) {
                places.push((tab, pane));
            }
        }
    }
    places
}

pub(super) fn phase(model: &Model, purpose: Purpose, title: &str) -> Pick {
    let items = model.dialogue.catalogue.phases().iter().map(|phase| Item::new(&phase.name, &phase.title, "")).collect();
    let mut pick = Pick::new(purpose, title, items);
    // One moves on to the next phase, and steps back to the one before.
    let phases = &model.dialogue.catalogue.phases();
    let now = model.dialogue.phase_on(model.today).and_then(|name| phases.iter().position(|phase| phase.name == name));
    if let Some(now) = now {
        let wished = if pick.purpose == Purpose::MovePhase { now + 1 } else { now.saturating_sub(1) };
        pick.cursor = wished.min(phases.len().saturating_sub(1));
    }
    pick
}

pub(super) fn dialogue(model: &Model) -> Pick {
    let mut items: Vec<Item> =
        model.recent.iter().map(|(folder, title)| Item::new(folder.display().to_string(), title, folder.display().to_string())).collect();
    items.push(Item::new("", "Another folder …", "type its path"));
    Pick::new(Purpose::Dialogue, "Open which dialogue?", items)
}

/// The steps of a scale of a commitment, each with its digit, which takes it at once; the cursor is on the one that holds.
pub(super) fn step(purpose: Purpose, title: String, steps: &[String], now: Option<usize>) -> Pick {
    let items = steps.iter().enumerate().map(|(n, step)| Item {
        aside: if Some(n) == now { "now".to_owned() } else { String::new() },
        ..Item::new((n + 1).to_string(), format!("{}  {step}", n + 1), "")
    });
    let mut pick = Pick::new(purpose, title, items.collect());
    pick.cursor = now.unwrap_or(0);
    pick.eager = true;
    pick
}

/// Asks why the dialogue is frozen now.
pub(super) fn freeze() -> Prompt {
    Prompt::new(Asking::Freeze, "Freeze how the dialogue stands: why now?", "E.g. before the second round table.", "")
}

pub(super) fn audience(_: &Model) -> Pick {
    let about = |audience| match audience {
        Audience::Public => "only what is public",
        Audience::Partner => "public and attributable",
        Audience::Donor => "public and attributable",
        Audience::Host => "everything",
    };
    let items = Audience::ALL.iter().rev().map(|audience| Item::new(audience.value(), audience.value(), about(*audience))).collect();
    Pick::new(Purpose::Audience, "Show as for which audience?", items)
}

pub(super) fn disclosure(model: &Model, part: Part) -> Pick {
    let record = model.dialogue.find(&part.key);
    let now = record.map(|record| audience::level(&model.dialogue, record, part.row_of(record)));
    let now = now.unwrap_or_else(|| model.dialogue.default_disclosure());
    let title = match &part.row {
        Some((name, _)) => format!("Who may see this {}?", name.replace('_', " ")),
        None => format!("Who may see {}?", part.key),
    };
    let items = Disclosure::ALL
        .iter()
        .map(|level| Item {
            aside: if *level == now { "now".to_owned() } else { String::new() },
            ..Item::new(level.value(), level.label(), level.about())
        })
        .collect();
    let mut pick = Pick::new(Purpose::Disclosure(part), title, items);
    // Nothing changes by Enter alone.
    pick.cursor = Disclosure::ALL.iter().position(|level| *level == now).unwrap_or(0);
    pick
}

#[cfg(test)]
mod tests {
    use super::{Purpose, phase};
    use crate::app::screen::Screen;
    use crate::app::testing::{model, press};

    #[test]
    fn lists_and_views_are_found_by_their_name_among_the_commands() {
        let mut model = model(80, 24);
        press(&mut model, ": \"issues\" Enter");
        assert!(matches!(model.top(), Some(Screen::List(list)) if &*list.kind == "issues"));
        press(&mut model, "Esc : \"matrix\" Enter");
        assert!(matches!(model.top(), Some(Screen::Matrix(_))));
    }

    #[test]
    fn moving_on_offers_the_next_phase_and_stepping_back_the_one_before() {
        let mut model = model(80, 24);
        model.today = chrono::NaiveDate::from_ymd_opt(2025, 10, 1).unwrap();
        let offered = |purpose| phase(&model, purpose, "").current().map(|item| item.value.clone());
        assert_eq!(offered(Purpose::MovePhase).as_deref(), Some("monitoring"));
        assert_eq!(offered(Purpose::StepBack).as_deref(), Some("assessment"));
    }
}
