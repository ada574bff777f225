//! What commands do that can be given anywhere: going to tabs and pages, boxes to choose from, questions. Lists, pages and records have
//! rooms of their own below.

mod browse;
pub(super) mod offer;
mod plan;
mod record;

pub(super) use browse::{board, browse, graph, list, matrix, page, roadmap};
pub(super) use record::{binned, record};

use super::answer::new_dialogue;
use super::command::{Command, Context};
use super::context;
use super::model::Model;
use super::msg::Effect;
use super::open::go_to_tab;
use super::page::{PageScreen, Source};
use super::pick::{Pick, Purpose};
use super::press;
use super::prompt::{Asking, Prompt};
use super::screen::Screen;
use super::tabs::Tab;

/// Commands that can be given anywhere.
pub(super) fn global(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Capture => push_pick(model, offer::stakeholder),
        Command::Tool => push_pick(model, offer::tool),
        Command::Palette => push_pick(model, offer::palette),
        Command::Search => ask(model, Prompt::new(Asking::Search, "Search all records", "Words; accents and capitals do not matter.", "")),
        Command::Help => {
            let mut contexts = context::live(model);
            // Before there is a dialogue, there is no record and no list of them.
            if model.folder.is_none() {
                contexts.retain(|context| matches!(context, Context::Global | Context::Browse));
            }
            show(model, Source::Help(contexts))
        }
        Command::Back => back(model),
        Command::Leave if model.stack.len() <= 1 && (model.tab == Tab::Home || model.folder.is_none()) && !is_filtered(model) => {
            press::quit(model)
        }
        Command::Leave => back(model),
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
        Command::MovePhase => push_pick(model, |model| offer::phase(model, Purpose::MovePhase, "Move to which phase, from today?")),
        Command::StepBack => push_pick(model, |model| offer::phase(model, Purpose::StepBack, "Step back to which phase?")),
        Command::SwitchDialogue => push_pick(model, offer::dialogue),
        Command::NewDialogue => {
            let prompt = new_dialogue::question(Box::default(), 0);
            ask(model, prompt)
        }
        Command::OpenSample => vec![Effect::Demo],
        // A yes could be the Enter of somebody who meant something else: what cannot be taken back is asked for as a word.
        Command::EmptyBin => {
            let help = "Nothing in it can be restored then, and undo ends here. Type the word empty. On the disk, in backups and \
                        in git somebody who looks may still find older versions.";
            ask(model, Prompt::new(Asking::EmptyBin, "Empty the bin for good?", help, ""))
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
        Command::Freeze => ask(model, offer::freeze()),
        Command::Compare => push_pick(model, offer::compare_from),
        Command::Status => show(model, Source::Status),
        Command::AsOf => push_pick(model, offer::as_of),
        Command::Now => {
            model.set_back(None);
            Vec::new()
        }
        Command::Audience => push_pick(model, offer::audience),
        Command::HideNames => {
            model.sight.hide_names = !model.sight.hide_names;
            model.say(if model.sight.hide_names { "Names are hidden." } else { "Names are shown." });
            Vec::new()
        }
        Command::Redraw => vec![Effect::Redraw],
        Command::Suspend => vec![Effect::Suspend],
        Command::Quit => press::quit(model),
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
        model.warn("There is no dialogue open yet. Open the sample, or begin a new one.");
        return Vec::new();
    }
    if model.stack.iter().any(|screen| matches!(screen, Screen::Edit(_))) {
        let back = model.keymap.key(Command::Back);
        model.say(format!("A record is being written below this. {back} goes back to it."));
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
        model.say(format!("There is only this view here. {tab} goes to the next tab."));
        return Vec::new();
    }
    if let Some(place) = model.panes.get_mut(model.tab.place()) {
        *place = (*place + if forward { 1 } else { count - 1 }) % count;
    }
    go_to_tab(model, model.tab);
    Vec::new()
}

/// Whether the list on top has a filter, which goes first.
fn is_filtered(model: &Model) -> bool {
    matches!(model.top(), Some(Screen::List(list)) if !list.filter.is_empty())
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
        let quit = model.keymap.key(Command::Leave);
        model.say(format!("This is Home. {quit} leaves the program."));
    }
    Vec::new()
}

fn follow_back(model: &mut Model) -> Vec<Effect> {
    match model.trail.pop() {
        Some(_) if model.stack.len() > 1 => {
            model.stack.pop();
        }
        _ if model.stack.len() > 1 => return back(model),
        _ => model.say("No link was followed to get here."),
    }
    Vec::new()
}
