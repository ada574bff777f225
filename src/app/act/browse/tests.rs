//! Looking around: what opens, what is printed, and where one comes back to.

use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::app::page::{Opens, PageScreen, Source};
use crate::app::screen::Screen;
use crate::app::testing::{model, model_of, press};
use crate::domain::catalogue::Catalogue;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Fields, Key};

fn being_written(model: &Model) -> Option<&str> {
    match model.top() {
        Some(Screen::Edit(edit)) => Some(&edit.session.kind.name),
        _ => None,
    }
}

#[test]
fn what_is_added_on_a_page_is_of_the_list_under_the_cursor() {
    let mut model = model(80, 24);
    press(&mut model, "1");
    let on_options = |model: &Model| match model.top() {
        Some(Screen::Page(page)) => matches!(page.opens(), Some(Opens::List(kind, _)) if &**kind == "options"),
        _ => false,
    };
    for _ in 0..40 {
        if !on_options(&model) {
            press(&mut model, "Down");
        }
    }
    press(&mut model, "a");
    assert_eq!(being_written(&model), Some("options"));
}

#[test]
fn what_is_added_on_a_tools_page_is_of_that_tool() {
    let mut model = model(80, 24);
    press(&mut model, "t 3 a");
    assert_eq!(being_written(&model), Some("stakeholders"));
}

#[test]
fn what_is_added_in_the_network_is_a_tie_of_the_actor_under_the_cursor() {
    let mut model = model(80, 24);
    press(&mut model, "6 a");
    let Some(Screen::Edit(edit)) = model.top() else { panic!("nothing is being written") };
    assert_eq!((&*edit.session.kind.name, edit.session.work.text("from")), ("ties", Some("udk")));
}

#[test]
fn the_matrix_is_filtered_as_a_list_is_and_what_is_not_understood_is_said() {
    let mut model = model(80, 24);
    press(&mut model, "2 Tab / \"kind:cso\" Enter j");
    let Some(Screen::Matrix(matrix)) = model.top() else { panic!("no matrix") };
    assert_eq!(matrix.aside, "3 of 3 heard · 12 options");
    press(&mut model, "/ C-u \" kind:nonsense\" Enter");
    assert!(matches!(model.top(), Some(Screen::Prompt(prompt)) if prompt.fault.is_some()));
}

#[test]
fn a_precheck_is_printed_whole() {
    let mut model = model(80, 24);
    let page = PageScreen::new(Source::Precheck(Key::new("workshops", "e5")));
    model.stack.push(Screen::Page(Box::new(page)));
    press(&mut model, "k");
    let effects = press(&mut model, "o");
    let [Effect::WriteFile { text, .. }] = effects.as_slice() else { panic!("nothing is printed: {effects:?}") };
    assert!(text.contains("Pair with the linguist") && !text.contains(" more\n"), "{text}");
}

#[test]
fn where_a_page_says_that_a_key_adds_something_it_does() {
    let new = || model_of(Dialogue::new(Catalogue::builtin()), 80, 24);
    let mut asked = 0;
    for tab in 1..=7 {
        for pane in 0..20 {
            let mut model = new();
            press(&mut model, &tab.to_string());
            if pane >= model.panes().len() {
                break;
            }
            press(&mut model, &"Tab ".repeat(pane));
            let lines = match model.top() {
                Some(Screen::Page(page)) => &page.page.lines,
                Some(Screen::Matrix(matrix)) => &matrix.lines,
                Some(Screen::Graph(graph)) => &graph.lines,
                Some(Screen::Board(board)) => &board.lines,
                _ => continue,
            };
            let said = lines.iter().map(|line| line.plain()).collect::<Vec<_>>().join(" ");
            let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
            if said.contains("a adds") {
                asked += 1;
                press(&mut model, "a");
                assert!(being_written(&model).is_some(), "tab {tab}, view {pane}: {said}");
            }
        }
    }
    assert!(asked > 5, "{asked}");
}

#[test]
fn a_new_dialogue_begins_with_those_who_take_part() {
    let mut model = model_of(Dialogue::new(Catalogue::builtin()), 80, 24);
    press(&mut model, "a");
    assert_eq!(being_written(&model), Some("stakeholders"));
}
