//! Everything can be reached by everybody: without letters, and never without an answer.

use crate::story::Story;
use convenor::app::command::{COMMANDS, Command, Context};
use convenor::app::context;

/// Screens on which every key is tried.
const SCREENS: [&str; 9] = ["0", "1", "2 Tab", "2 Tab Tab Tab", "3", "4", "4 Enter", "7", "Space p"];

#[test]
fn a_key_that_does_nothing_says_so() {
    for screen in SCREENS {
        let mut story = Story::sample();
        story.press(screen);
        for key in ["z", "Z", "X", "*", "C-a", "M-x", "F9", "Җ", "あ", "ß", "Insert"] {
            story.press(key);
            assert!(!story.said().is_empty(), "{key} on {screen}\n{}", story.screen());
        }
    }
}

#[test]
fn every_key_of_the_keymap_changes_something_or_gives_its_reason() {
    for screen in ["0", "2 Tab Tab Tab Tab", "4 Enter", "Space p"] {
        let mut story = Story::sample();
        story.press(screen);
        let keys: Vec<(Command, String)> = context::commands(&story.model)
            .into_iter()
            .filter(|command| !MOVES.contains(command))
            .flat_map(|command| story.model.keymap.keys(command).into_iter().map(move |key| (command, key)))
            .collect();
        for (command, key) in keys {
            let before = story.screen();
            story.press(&key);
            let answered = story.screen() != before || !story.said().is_empty() || !story.written.is_empty() || story.ended;
            assert!(answered || is_quiet(command), "{key} ({command:?}) on {screen}\n{before}");
            story.press("Esc Esc Esc Esc Esc Esc").press(screen);
            (story.ended, story.written) = (false, Vec::new());
        }
    }
}

/// Moving at an end of a page may change nothing, and everybody sees why.
const MOVES: [Command; 6] = [Command::Down, Command::Up, Command::HalfDown, Command::HalfUp, Command::First, Command::Last];

/// What is carried out by the terminal alone, or goes to where one already is.
fn is_quiet(command: Command) -> bool {
    let tabs = [
        Command::TabHome,
        Command::TabAssess,
        Command::TabBuild,
        Command::TabMonitor,
        Command::TabRoadmap,
        Command::TabIsf,
        Command::TabNetwork,
        Command::TabToolkit,
    ];
    tabs.contains(&command)
        || matches!(command, Command::Redraw | Command::Suspend | Command::Problems | Command::EditOutside | Command::Copy)
}

#[test]
fn every_command_is_found_in_the_palette_where_it_can_be_given() {
    for screen in SCREENS {
        let mut story = Story::sample();
        story.press(screen);
        for command in context::commands(&story.model) {
            if matches!(command, Command::Palette) {
                continue;
            }
            story.press(":").write(command.spec().name);
            let name = story.screen();
            assert!(name.contains(command.spec().label), "{command:?} on {screen}\n{name}");
            story.press("Esc");
        }
    }
}

#[test]
fn help_is_read_from_its_beginning_and_does_what_stands_in_it() {
    // Everything stands on the page of help, to be carried out from there, and help is named at the foot of every screen.
    let mut story = Story::sample();
    story.press("2 Tab Tab Tab F1").see("On a page").see_no("Everywhere").press("G Enter");
    assert!(!story.shows("Enter does it"), "{}", story.screen());
    let global = COMMANDS.iter().filter(|spec| spec.context == Context::Global).count();
    let mut story = Story::sample();
    story.press("F1");
    let listed = story.model.stack.iter().find_map(|screen| match screen {
        convenor::app::screen::Screen::Page(page) if page.page.title == "Help" => {
            Some(page.page.lines.iter().filter(|line| line.opens.is_some()).count())
        }
        _ => None,
    });
    assert!(listed.is_some_and(|listed| listed >= global), "{listed:?} of {global}");
}

#[test]
fn a_phone_without_letters_can_open_a_record_of_every_tab() {
    for tab in ["1", "2", "3", "4", "6", "7"] {
        let mut story = Story::sample();
        story.press(tab);
        let before = story.model.stack.len();
        story.press("Down Up Enter");
        assert!(story.model.stack.len() > before, "{tab}\n{}", story.screen());
        story.press("Esc");
        assert_eq!(story.model.stack.len(), before);
    }
}

#[test]
fn help_is_one_key_away_on_every_screen_even_while_typing() {
    for (screen, key) in [("0", "?"), ("2 Tab", "F1"), ("c m o l Enter", "C-g"), ("c m o l Enter", "F1"), ("2 Tab Tab Tab e", "F1")] {
        let mut story = Story::sample();
        story.press(screen).press(key).see("Help").press("Esc");
        assert!(!story.shows("Enter does it"), "{screen}\n{}", story.screen());
    }
}
