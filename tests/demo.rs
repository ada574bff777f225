//! `demo.tape` shows what is true: its keys are played to the real program, and what it waits for must appear. Its pauses are for people.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "what goes wrong here is a failed test")]
#![allow(dead_code, reason = "the support room serves other tests, too")]

#[path = "support/pty.rs"]
mod support;

use support::Home;

/// One line of a tape, as far as it concerns the program.
#[derive(Debug, PartialEq)]
enum Step {
    Type(String),
    Press(&'static str, usize),
    Wait(String),
}

/// The keys of a tape by their names there and here.
const KEYS: &[(&str, &str)] = &[
    ("Enter", "Enter"),
    ("Escape", "Esc"),
    ("Tab", "Tab"),
    ("Space", "Space"),
    ("Backspace", "Backspace"),
    ("Up", "Up"),
    ("Down", "Down"),
    ("Left", "Left"),
    ("Right", "Right"),
    ("PageUp", "PgUp"),
    ("PageDown", "PgDn"),
    ("Ctrl+S", "C-s"),
    ("Ctrl+C", "C-c"),
];

fn steps(tape: &str) -> Vec<Step> {
    tape.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(step).collect()
}

fn step(line: &str) -> Option<Step> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    match word {
        "Output" | "Set" | "Sleep" | "Hide" | "Show" | "Screenshot" | "Require" => None,
        "Type" => Some(Step::Type(rest.trim().trim_matches('"').to_owned())),
        "Wait+Screen" => {
            let pattern = rest.trim().trim_matches('/');
            assert!(!pattern.contains(['|', '*', '[', '(', '\\', '^', '$', '+', '?', '.']), "only plain words are waited for: {line}");
            Some(Step::Wait(pattern.to_owned()))
        }
        key => {
            let (_, name) = KEYS.iter().find(|(known, _)| *known == key).unwrap_or_else(|| panic!("unknown in a tape: {line}"));
            Some(Step::Press(name, rest.trim().parse().unwrap_or(1)))
        }
    }
}

#[test]
fn the_demonstration_shows_what_the_program_does() {
    let tape = include_str!("../demo.tape");
    let mut steps = steps(tape).into_iter();
    let (Some(Step::Type(command)), Some(Step::Press("Enter", 1))) = (steps.next(), steps.next()) else {
        panic!("a tape begins with a command")
    };
    let words: Vec<&str> = command.split(' ').collect();
    assert_eq!(words[0], "convenor");
    let home = Home::new();
    let mut pty = home.start(&words[1..]);
    for step in steps {
        match step {
            Step::Type(text) => pty.send(text),
            Step::Press(name, times) => (0..times).fold(&mut pty, |pty, _| pty.press(name)),
            Step::Wait(text) => pty.wait_for(&text),
        };
    }
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
}
