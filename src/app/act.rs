//! What commands do: everywhere, while moving, in lists, on records and pages.

use super::blocked::subject;
use super::command::{COMMANDS, Command};
use super::context;
use super::edit::Edit;
use super::fit;
use super::list::List;
use super::model::Model;
use super::msg::Effect;
use super::page::{Opens, PageScreen, Source};
use super::pick::{Item, Pick, Purpose};
use super::prompt::{Asking, Prompt};
use super::screen::{Confirm, Screen};
use super::tabs::Tab;
use super::update::{Step, go_to_tab, open, with_top};
use crate::domain::audience::Audience;
use crate::domain::disclosure::Disclosure;
use crate::domain::display;
use crate::domain::record::{Fields, Key};

/// Commands that can be given anywhere.
pub(super) fn global(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Capture => push_pick(model, stakeholder_pick),
        Command::Tool => push_pick(model, tool_pick),
        Command::Palette => push_pick(model, palette),
        Command::Search => ask(model, Prompt::new(Asking::Search, "Search all records", "Words; accents and capitals do not matter.", "")),
        Command::Help => {
            let contexts = context::live(model);
            show(model, Source::Help(contexts))
        }
        Command::Back => back(model),
        Command::FollowBack => follow_back(model),
        Command::Undo => vec![Effect::Undo],
        Command::Redo => vec![Effect::Redo],
        Command::TabHome => tab(model, Tab::Home),
        Command::TabAssess => tab(model, Tab::Assess),
        Command::TabBuild => tab(model, Tab::Build),
        Command::TabMonitor => tab(model, Tab::Monitor),
        Command::TabRoadmap => tab(model, Tab::Roadmap),
        Command::TabIsf => tab(model, Tab::Isf),
        Command::TabNetwork => tab(model, Tab::Network),
        Command::TabToolkit => tab(model, Tab::Toolkit),
        Command::NextTab => step_tab(model, 1),
        Command::PreviousTab => step_tab(model, Tab::ALL.len() - 1),
        Command::NextPane => step_pane(model, true),
        Command::PreviousPane => step_pane(model, false),
        Command::Dialogue => show(model, Source::Dialogue),
        Command::MovePhase => push_pick(model, |model| phase_pick(model, Purpose::MovePhase, "Move to which phase, from today?")),
        Command::StepBack => push_pick(model, |model| phase_pick(model, Purpose::StepBack, "Step back to which phase?")),
        Command::SwitchDialogue => push_pick(model, dialogue_pick),
        Command::NewDialogue => {
            let prompt = super::answer::new_dialogue_question(Box::default(), 0);
            ask(model, prompt)
        }
        Command::OpenSample => vec![Effect::Demo],
        Command::EmptyBin => {
            let lines = vec![
                "What is in it cannot be restored any more, and undo ends here.".to_owned(),
                "On the disk itself, in backups and in git, older versions may still be found by somebody who looks for them.".to_owned(),
            ];
            model.stack.push(Screen::Confirm(Box::new(Confirm {
                question: "Empty the bin for good?".to_owned(),
                lines,
                yes: Effect::EmptyBin,
            })));
            Vec::new()
        }
        Command::Problems => show(model, Source::Problems),
        Command::Drafts => {
            show(model, Source::Drafts);
            vec![Effect::ListDrafts]
        }
        Command::Bin => {
            show(model, Source::Bin);
            vec![Effect::ListBin]
        }
        Command::Status => show(model, Source::Status),
        Command::AsOf => {
            let now = model.sight.as_of.map(|day| day.to_string()).unwrap_or_default();
            ask(model, Prompt::new(Asking::AsOf, "Every view as of which day?", "A day as 2025-12-03, -3m, fri; empty for today.", &now))
        }
        Command::Audience => push_pick(model, audience_pick),
        Command::HideNames => {
            model.sight.hide_names = !model.sight.hide_names;
            model.say(if model.sight.hide_names { "Names are hidden." } else { "Names are shown." });
            Vec::new()
        }
        Command::Redraw => vec![Effect::Redraw],
        Command::Suspend => vec![Effect::Suspend],
        Command::Quit => super::update::quit(model),
        _ => Vec::new(),
    }
}

fn show(model: &mut Model, source: Source) -> Vec<Effect> {
    // The same page is not laid on itself.
    if !matches!(model.top(), Some(Screen::Page(page)) if page.source == source) {
        model.stack.push(Screen::Page(Box::new(PageScreen::new(source))));
    }
    Vec::new()
}

fn ask(model: &mut Model, prompt: Prompt) -> Vec<Effect> {
    model.stack.push(Screen::Prompt(Box::new(prompt)));
    Vec::new()
}

fn push_pick(model: &mut Model, make: impl FnOnce(&Model) -> Pick) -> Vec<Effect> {
    let pick = make(model);
    model.stack.push(Screen::Pick(Box::new(pick)));
    Vec::new()
}

fn tab(model: &mut Model, tab: Tab) -> Vec<Effect> {
    if model.folder.is_none() && tab != Tab::Home {
        model.warn("There is no dialogue open yet: open the sample, or begin a new one.");
        return Vec::new();
    }
    if model.stack.iter().any(|screen| matches!(screen, Screen::Edit(_))) {
        let back = model.keymap.key(Command::Back);
        model.say(format!("A record is being written below this: {back} goes back to it."));
        return Vec::new();
    }
    go_to_tab(model, tab);
    Vec::new()
}

fn step_tab(model: &mut Model, by: usize) -> Vec<Effect> {
    let next = (model.tab.place() + by) % Tab::ALL.len();
    let next = Tab::ALL.get(next).copied().unwrap_or(Tab::Home);
    tab(model, next)
}

fn step_pane(model: &mut Model, forward: bool) -> Vec<Effect> {
    let count = model.panes().len();
    if model.stack.len() > 1 || count < 2 {
        let tab = model.keymap.key(Command::NextTab);
        model.say(format!("There is only this view here; {tab} goes to the next tab."));
        return Vec::new();
    }
    if let Some(place) = model.panes.get_mut(model.tab.place()) {
        *place = (*place + if forward { 1 } else { count - 1 }) % count;
    }
    go_to_tab(model, model.tab);
    Vec::new()
}

fn back(model: &mut Model) -> Vec<Effect> {
    if let Some(Screen::List(list)) = model.stack.last_mut()
        && !list.filter.is_empty()
    {
        list.filter.set_text("");
        return Vec::new();
    }
    if model.stack.len() > 1 {
        model.stack.pop();
        if matches!(model.top(), Some(Screen::Page(page)) if matches!(page.source, Source::Record(_))) {
            model.trail.pop();
        }
        return Vec::new();
    }
    if model.tab != Tab::Home {
        go_to_tab(model, Tab::Home);
    } else {
        let quit = model.keymap.key(Command::Quit);
        model.say(format!("This is Home. {quit} leaves the program."));
    }
    Vec::new()
}

fn follow_back(model: &mut Model) -> Vec<Effect> {
    match model.trail.pop() {
        Some(_) if model.stack.len() > 1 => {
            model.stack.pop();
        }
        _ => model.say("No link was followed to get here."),
    }
    Vec::new()
}

/// Moving over lines.
pub(super) fn browse(model: &mut Model, command: Command) -> Vec<Effect> {
    let height = model.body_height();
    let mut opens = None;
    let effects = with_top(model, |_, screen| {
        match screen {
            Screen::List(list) => {
                let half = (List::rows(height) / 2).max(1);
                let here = list.cursor;
                match command {
                    Command::Down => list.move_to(here + 1, height),
                    Command::Up => list.move_to(here.saturating_sub(1), height),
                    Command::HalfDown => list.move_to(here + half, height),
                    Command::HalfUp => list.move_to(here.saturating_sub(half), height),
                    Command::First => list.move_to(0, height),
                    Command::Last => list.move_to(usize::MAX, height),
                    Command::Open => opens = list.current().map(|record| Opens::Record(record.key.clone())),
                    _ => {}
                }
            }
            Screen::Page(page) => match command {
                Command::Down => page.step(true, height),
                Command::Up => page.step(false, height),
                Command::HalfDown => page.leap(true, height),
                Command::HalfUp => page.leap(false, height),
                Command::First => page.end(false, height),
                Command::Last => page.end(true, height),
                Command::Open => opens = page.opens().cloned(),
                _ => {}
            },
            _ => {}
        }
        Step::none()
    });
    match opens {
        Some(opens) => open(model, &opens),
        None => {
            if command == Command::Open {
                model.say("There is nothing to open on this line.");
            }
            effects
        }
    }
}

/// Commands of a list.
pub(super) fn list(model: &mut Model, command: Command) -> Vec<Effect> {
    let height = model.body_height();
    let new = model.keymap.key(Command::Filter);
    with_top(model, |model, screen| {
        let Screen::List(list) = screen else { return Step::none() };
        let Some(kind) = model.dialogue.catalogue.kind(&list.kind).cloned() else { return Step::none() };
        match command {
            Command::Filter => list.filtering = true,
            Command::NextMatch | Command::PreviousMatch => {
                if list.filter.is_empty() {
                    model.say(format!("{new} filters this list; then n and N go through what it leaves."));
                } else {
                    let here = list.cursor;
                    let next = if command == Command::NextMatch { here + 1 } else { here.saturating_sub(1) };
                    list.move_to(next, height);
                }
            }
            Command::Sort => {
                list.sort_by_next(&kind);
                model.say(format!("Sorted by {}.", list.sort.by));
            }
            Command::SortBack => list.sort.descending = !list.sort.descending,
            Command::New => return new_record(model, &list.kind.clone()),
            _ => {}
        }
        Step::none()
    })
}

fn new_record(model: &mut Model, kind: &str) -> Step {
    if model.dialogue.catalogue.kind(kind).is_some_and(|kind| kind.read_only) {
        model.say("Snapshots are written by the program: `convenor snapshot --reason …` freezes one.");
        return Step::none();
    }
    match Edit::begin(model, kind, &[]) {
        Some(edit) => Step::push(Screen::Edit(Box::new(edit))),
        None => Step::none(),
    }
}

/// Commands on the record under the cursor, or the one a page is about.
pub(super) fn record(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(key) = subject(model) else { return Vec::new() };
    match command {
        Command::Edit => {
            if let Some(edit) = Edit::open(model, &key) {
                model.stack.push(Screen::Edit(Box::new(edit)));
            }
            Vec::new()
        }
        Command::EditOutside => vec![Effect::EditFile(key)],
        Command::AddRow => add_row(model, &key),
        Command::Rename => {
            let help = "Lower-case letters, digits and -; links to it come along.";
            ask(model, Prompt::new(Asking::Rename(key.clone()), format!("Another id for {key}"), help, &key.id))
        }
        Command::SendToBin => send_to_bin(model, &key),
        Command::Disclosure => push_pick(model, |model| disclosure_pick(model, &key)),
        Command::Copy => copy(model, &key),
        Command::Why => show(model, Source::Trace(key)),
        Command::Brief => match super::pages::brief_of(&model.dialogue, &key) {
            Some(source) => show(model, source),
            None => {
                model.say("A brief is about a stakeholder: open one, or a bilateral meeting.");
                Vec::new()
            }
        },
        Command::Precheck => show(model, Source::Precheck(key)),
        Command::HandOver => match super::pages::stakeholder_of(&model.dialogue, &key) {
            Some(stakeholder) => show(model, Source::HandOver(stakeholder)),
            None => {
                model.say("A hand-over sheet is about a stakeholder: open one, or a bilateral meeting.");
                Vec::new()
            }
        },
        _ => Vec::new(),
    }
}

fn add_row(model: &mut Model, key: &Key) -> Vec<Effect> {
    if &*key.kind == "commitments" {
        let help = "Status first (on track, at risk, delayed, done, …), a day if not today, then the note; | evidence.";
        return ask(model, Prompt::new(Asking::Progress(key.clone()), format!("Progress of {}", key.id), help, ""));
    }
    let rows = model.dialogue.kind_of(key).map(|kind| kind.rows.clone()).unwrap_or_default();
    if let [only] = rows.as_slice() {
        let row = only.name.clone();
        if let Some(edit) = Edit::open_row(model, key, &row, usize::MAX) {
            model.stack.push(Screen::Edit(Box::new(edit)));
        }
        return Vec::new();
    }
    let items = rows.iter().map(|row| Item::new(&*row.name, row.singular.clone(), row.help.clone())).collect();
    push_pick(model, |_| Pick::new(Purpose::AddRow(key.clone()), "Add which row?", items))
}

fn send_to_bin(model: &mut Model, key: &Key) -> Vec<Effect> {
    let backlinks = model.facts.backlinks(&model.dialogue);
    let mut from: Vec<String> = backlinks.mentions(key).iter().map(|mention| mention.from.to_string()).collect();
    from.dedup();
    if from.is_empty() {
        return binned(model, key);
    }
    let count = from.len();
    let mut lines = vec![format!(
        "{count} {} still {} to it:",
        if count == 1 { "record" } else { "records" },
        if count == 1 { "links" } else { "link" }
    )];
    lines.extend(fit::wrap(&from.join(", "), 56).into_iter().take(5));
    lines.push("Their links stay and are shown as problems until it is restored.".to_owned());
    let question = format!("Send {key} to the bin?");
    if let Some(record) = model.dialogue.find(key).cloned() {
        model.stack.push(Screen::Confirm(Box::new(Confirm { question, lines, yes: Effect::Bin(record) })));
    }
    Vec::new()
}

/// Sends a record to the bin; its own page, where it is open, goes too.
pub(super) fn binned(model: &mut Model, key: &Key) -> Vec<Effect> {
    while model.stack.len() > 1 && matches!(model.top(), Some(Screen::Page(page)) if page.source == Source::Record(key.clone())) {
        model.stack.pop();
    }
    model.dialogue.find(key).cloned().map(Effect::Bin).into_iter().collect()
}

fn copy(model: &mut Model, key: &Key) -> Vec<Effect> {
    let mut source = PageScreen::new(Source::Record(key.clone()));
    source.refresh(model);
    let text = source.page.lines.iter().map(|line| line.plain().trim_end().to_owned()).collect::<Vec<_>>().join("\n");
    model.say(format!("{key} copied."));
    vec![Effect::Copy(text)]
}

/// Commands of a page.
pub(super) fn page(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::NewHere => {
            let kind = model.panes().iter().find_map(|pane| match pane {
                super::tabs::Pane::Kind(kind) => Some(kind.clone()),
                _ => None,
            });
            let here = subject(model).map(|key| key.kind.clone()).filter(|kind| &**kind != crate::domain::record::DIALOGUE);
            match here.or(kind) {
                Some(kind) => with_top(model, |model, _| new_record(model, &kind)),
                None => Vec::new(),
            }
        }
        Command::View => {
            let said = match model.stack.last_mut() {
                Some(Screen::Page(page)) => page.next_way(),
                _ => None,
            };
            model.say(said.map_or_else(|| "This page has but one way to be shown.".to_owned(), |way| format!("Shown {way}.")));
            Vec::new()
        }
        Command::Print => {
            let Some(Screen::Page(screen)) = model.top() else { return Vec::new() };
            let text = screen.page.lines.iter().map(|line| line.plain().trim_end().to_owned()).collect::<Vec<_>>().join("\n");
            let title = crate::domain::ids::slug(&screen.page.title);
            let name = format!("{}-{title}.txt", model.as_of());
            vec![Effect::WriteFile { name, text: format!("{}\n{}\n\n{text}\n", screen.page.title, screen.page.aside) }]
        }
        _ => Vec::new(),
    }
}

fn stakeholder_pick(model: &Model) -> Pick {
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
    let mut pick = Pick::new(Purpose::Capture, "Bilateral with whom?", items);
    pick.offer_new = Some("a stakeholder met for the first time".to_owned());
    pick
}

fn tool_pick(model: &Model) -> Pick {
    let items = model
        .dialogue
        .catalogue
        .tools
        .iter()
        .map(|tool| Item::new(tool.number.to_string(), format!("{:>2}  {}", tool.number, tool.name), ""))
        .collect();
    let mut pick = Pick::new(Purpose::Tool, "Which tool?", items);
    pick.eager = true;
    pick
}

fn palette(model: &Model) -> Pick {
    let now = context::commands(model);
    let items = COMMANDS
        .iter()
        .filter(|spec| now.contains(&spec.command) && spec.command != Command::Palette)
        .map(|spec| Item { aside: model.keymap.key(spec.command), ..Item::new(spec.name, spec.label, spec.sentence) })
        .collect();
    Pick::new(Purpose::Palette, "Do what?", items)
}

fn phase_pick(model: &Model, purpose: Purpose, title: &str) -> Pick {
    let items = model.dialogue.catalogue.phases.iter().map(|phase| Item::new(&phase.name, &phase.title, "")).collect();
    Pick::new(purpose, title, items)
}

fn dialogue_pick(model: &Model) -> Pick {
    let mut items: Vec<Item> =
        model.recent.iter().map(|(folder, title)| Item::new(folder.display().to_string(), title, folder.display().to_string())).collect();
    items.push(Item::new("", "Another folder …", "type its path"));
    Pick::new(Purpose::Dialogue, "Open which dialogue?", items)
}

fn audience_pick(_: &Model) -> Pick {
    let about = |audience| match audience {
        Audience::Public => "only what is public",
        Audience::Partner => "public and attributable",
        Audience::Donor => "public and attributable",
        Audience::Host => "everything",
    };
    let items = Audience::ALL.iter().rev().map(|audience| Item::new(audience.value(), audience.value(), about(*audience))).collect();
    Pick::new(Purpose::Audience, "Show as for which audience?", items)
}

fn disclosure_pick(model: &Model, key: &Key) -> Pick {
    let now = model.dialogue.find(key).and_then(|record| record.text("disclosure")).and_then(Disclosure::parse);
    let now = now.unwrap_or_else(|| model.dialogue.default_disclosure());
    let items = Disclosure::ALL
        .iter()
        .map(|level| Item {
            aside: if *level == now { "now".to_owned() } else { String::new() },
            ..Item::new(level.value(), level.label(), level.about())
        })
        .collect();
    Pick::new(Purpose::Disclosure(key.clone()), format!("Who may see {key}?"), items)
}
