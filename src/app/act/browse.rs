//! What commands do where a cursor moves over lines: in lists of records and on pages made from them.

use crate::app::blocked::subject;
use crate::app::command::Command;
use crate::app::edit::Edit;
use crate::app::list::List;
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::app::open::open;
use crate::app::page::{Opens, Page, PageScreen, Source};
use crate::app::pages::home::first_lacking;
use crate::app::pages::roadmap::asked_by;
use crate::app::prompt::{Asking, Prompt};
use crate::app::screen::Screen;
use crate::app::tabs::Pane;
use crate::app::update::{Step, with_top};
use crate::domain::record::{DIALOGUE, Name};
use crate::domain::value::Value;

/// Moving over lines.
pub(in crate::app) fn browse(model: &mut Model, command: Command) -> Vec<Effect> {
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
            Screen::Matrix(matrix) if command == Command::Open => opens = matrix.opens(),
            Screen::Matrix(matrix) => matrix.step(command, height),
            Screen::Graph(graph) if command == Command::Open => opens = graph.opens(),
            Screen::Graph(graph) => graph.step(command, height),
            Screen::Board(board) if command == Command::Open => opens = board.key().map(Opens::Record),
            Screen::Board(board) => board.step(command),
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
pub(in crate::app) fn list(model: &mut Model, command: Command) -> Vec<Effect> {
    let height = model.body_height();
    let new = model.keymap.key(Command::Filter);
    with_top(model, |model, screen| {
        let Screen::List(list) = screen else { return Step::none() };
        let Some(kind) = model.dialogue.catalogue.kind(&list.kind).cloned() else { return Step::none() };
        match command {
            Command::Filter => list.filtering = true,
            Command::NextMatch | Command::PreviousMatch => {
                if list.filter.is_empty() {
                    model.say(format!("{new} filters this list. Then n and N go through what it leaves."));
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
            Command::New => return new_record(model, &list.kind.clone(), &[]),
            _ => {}
        }
        Step::none()
    })
}

fn new_record(model: &mut Model, kind: &str, filled: &[(Name, Value)]) -> Step {
    if model.dialogue.catalogue.kind(kind).is_some_and(|kind| kind.read_only) {
        return Step::push(Screen::Prompt(Box::new(super::offer::freeze())));
    }
    match Edit::begin(model, kind, filled) {
        Some(edit) => Step::push(Screen::Edit(Box::new(edit))),
        None => Step::none(),
    }
}

/// Commands of the matrix: sideways; up and down are those of every screen.
pub(in crate::app) fn matrix(model: &mut Model, command: Command) -> Vec<Effect> {
    if command == Command::MatrixFilter {
        let help = "As in lists: kind:cso, region:sarn, words. An empty line shows everybody.";
        let prompt = Prompt::new(Asking::Stakeholders, "Show which stakeholders?", help, &model.only.filter);
        return super::ask(model, prompt);
    }
    let height = model.body_height();
    with_top(model, |_, screen| {
        if let Screen::Matrix(matrix) = screen {
            matrix.step(command, height);
        }
        Step::none()
    })
}

/// Commands of the drawn network: sideways; up and down are those of every screen.
pub(in crate::app) fn graph(model: &mut Model, command: Command) -> Vec<Effect> {
    let height = model.body_height();
    with_top(model, |_, screen| {
        if let Screen::Graph(graph) = screen {
            graph.step(command, height);
        }
        Step::none()
    })
}

/// Commands of the board: sideways; up and down are those of every screen.
pub(in crate::app) fn board(model: &mut Model, command: Command) -> Vec<Effect> {
    with_top(model, |_, screen| {
        if let Screen::Board(board) = screen {
            board.step(command);
        }
        Step::none()
    })
}

/// Commands of the Roadmap: one question put to all commitments. Its own page answers in place, and leaves the question by the same
/// key; on other views the page opens over them.
pub(in crate::app) fn roadmap(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(way) = asked_by(command) else { return Vec::new() };
    if let Some(Screen::Page(page)) = model.stack.last_mut()
        && page.source == Source::Roadmap
    {
        page.turn_to(way);
    } else {
        let mut page = PageScreen::new(Source::Roadmap);
        page.refresh(model);
        page.turn_to(way);
        model.stack.push(Screen::Page(Box::new(page)));
    }
    Vec::new()
}

/// The kind of record a page is about: of the list or record under the cursor, of the page itself, else of its tab.
fn kind_here(model: &Model) -> Option<Name> {
    let page = match model.top() {
        Some(Screen::Page(page)) => Some(page),
        _ => None,
    };
    let listed = page.and_then(|page| page.opens()).and_then(|opens| match opens {
        Opens::List(kind, _) => Some(kind.clone()),
        _ => None,
    });
    let of_record = || subject(model).map(|key| key.kind).filter(|kind| &**kind != DIALOGUE);
    if matches!(model.top(), Some(Screen::Graph(_))) || matches!(page.map(|page| &page.source), Some(Source::Network | Source::Ego(_))) {
        return Some("ties".into());
    }
    let of_page = || match page.map(|page| &page.source) {
        Some(Source::Tool(number)) => {
            let tool = model.dialogue.catalogue.tools().iter().find(|tool| tool.number == *number);
            tool.and_then(|tool| tool.kinds.first()).map(|kind| Name::from(&**kind))
        }
        // A dialogue begins with those who take part in it, then what they differ on, then how that could be settled.
        Some(Source::Home) => first_lacking(&model.dialogue).map(|(kind, ..)| kind.into()),
        _ => None,
    };
    let of_tab = || {
        if matches!(page.map(|page| &page.source), Some(Source::Phase(_))) {
            return None;
        }
        model.panes().iter().find_map(|pane| match pane {
            Pane::Kind(kind) => Some(kind.clone()),
            _ => None,
        })
    };
    listed.or_else(of_record).or_else(of_page).or_else(of_tab)
}

/// The actor of the network whom the line, else the page, is about.
fn actor_here(model: &Model) -> Option<Name> {
    let page = match model.top()? {
        Screen::Graph(graph) => return graph.actor().cloned(),
        Screen::Page(page) => page,
        _ => return None,
    };
    match (page.opens(), &page.source) {
        (_, Source::Ego(actor)) | (Some(Opens::Page(Source::Ego(actor))), _) => Some(actor.clone()),
        _ => None,
    }
}

/// Commands of a page.
pub(in crate::app) fn page(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::NewHere => match kind_here(model) {
            Some(kind) => {
                // A tie added beside an actor is one of theirs.
                let actor = actor_here(model).filter(|_| &*kind == "ties");
                let filled: Vec<_> = actor.map(|actor| ("from".into(), Value::from(&*actor))).into_iter().collect();
                with_top(model, |model, _| new_record(model, &kind, &filled))
            }
            None => {
                model.say("Nothing can be added on this line. Go to a list of records first.");
                Vec::new()
            }
        },
        Command::PlanBilateral => super::plan::bilateral(model),
        Command::View => {
            let said = match model.stack.last_mut() {
                Some(Screen::Page(page)) => page.next_way().map(str::to_owned),
                Some(Screen::Matrix(matrix)) => {
                    model.only.issue = matrix.next_issue();
                    Some(if model.only.issue.is_some() { "this issue alone" } else { "all issues" }.to_owned())
                }
                Some(Screen::Graph(graph)) => Some(graph.next_way().to_owned()),
                _ => None,
            };
            model.say(said.map_or_else(|| "This page has but one way to be shown.".to_owned(), |way| format!("Shown: {way}.")));
            Vec::new()
        }
        Command::Print => with_top(model, |model, screen| {
            let page = match screen {
                Screen::Page(screen) => screen.printed(model),
                Screen::Graph(graph) => Page { lines: graph.lines.clone(), ..Page::new("Network") },
                _ => return Step::none(),
            };
            let text = page.lines.iter().map(|line| line.plain().trim_end().to_owned()).collect::<Vec<_>>().join("\n");
            let name = format!("{}-{}.txt", model.as_of(), crate::domain::ids::slug(&page.title));
            Step::stay(vec![Effect::WriteFile { name, text: format!("{}\n{}\n\n{text}\n", page.title, page.aside) }])
        }),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
