//! What holds of every file of the house: which room knows which, how long a file may be, how it opens.

#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "what goes wrong here is a failed test")]

use std::fs;
use std::path::Path;

/// Lines a file may have without the tests at its end; a file of tests is held to it too.
const MOST_LINES: usize = 350;

/// Which rooms a room may name, besides itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("app", &["domain"]),
    ("ui", &["app", "domain"]),
    ("cli", &["domain", "store", "app", "shell"]),
    ("shell", &["app", "domain", "store", "ui"]),
];

/// What from outside the house a room may not name: a terminal, the disk, the clock, threads, other programs.
const STRANGE: &[(&str, &[&str])] = &[
    (
        "domain",
        &[
            "crossterm",
            "ratatui",
            "rustix",
            "nix",
            "signal_hook",
            "clap",
            "std::fs",
            "std::process",
            "std::thread",
            "std::env",
            "std::time",
            "Local::",
            "Utc::",
        ],
    ),
    (
        "app",
        &["rustix", "nix", "signal_hook", "clap", "std::fs", "std::process", "std::thread", "std::env", "std::time", "Local::", "Utc::"],
    ),
    (
        "ui",
        &[
            "crossterm",
            "rustix",
            "nix",
            "signal_hook",
            "clap",
            "std::fs",
            "std::process",
            "std::thread",
            "std::env",
            "std::time",
            "Local::",
            "Utc::",
        ],
    ),
    ("store", &["crossterm", "ratatui", "clap", "signal_hook", "Command"]),
    ("cli", &["crossterm", "ratatui", "std::thread"]),
];

/// Where the app reads keys: nowhere else does it know what a terminal calls them, but to hand them on.
const KEYS: &[&str] = &["app/keys.rs", "app/msg.rs", "app/press.rs", "app/text/", "app/edit/", "app/testing.rs"];

/// Where the cells of a screen are known in the app: widths of letters alone.
const CELLS: &[&str] = &["app/text/glyph.rs"];

/// Where pages are made, and what they are made from: records and words, never the stack of screens or what keys do to it.
const PAGES: &[&str] =
    &["app/pages/", "app/page/mod.rs", "app/page/source.rs", "app/page/opens.rs", "app/line.rs", "app/part.rs", "app/sight.rs"];

/// What of the app is not known there.
const STACK: &[&str] = &["model", "screen", "update", "act", "answer", "press", "context", "open", "limits", "list", "pick", "prompt"];

/// A source file: its name below `src`, and its lines that are no tests.
struct Source {
    name: String,
    first: String,
    lines: Vec<String>,
    all: String,
}

impl Source {
    fn room(&self) -> &str {
        self.name.split_once('/').map_or("", |(room, _)| room)
    }

    fn is_test(&self) -> bool {
        self.name.contains("/tests/") || self.name.ends_with("tests.rs") || self.name.ends_with("testing.rs")
    }

    /// Its lines of code, numbered from 1: comments name what they please.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(&self.lines).map(|(n, line)| (n, line.split("//").next().unwrap_or_default())).filter(|(_, line)| !line.trim().is_empty())
    }
}

fn sources() -> Vec<Source> {
    let found = below("src");
    assert!(found.len() > 100, "the sources were not found");
    found
}

/// All that is written in Rust: the sources, what tests them from outside, and what measures them.
fn everything() -> impl Iterator<Item = Source> {
    ["src", "tests", "benches"].into_iter().flat_map(below)
}

/// The files in a folder of the repository and in those within it, in the order of their names.
fn below(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let all = fs::read_to_string(&path).unwrap();
                let lines: Vec<String> = all.lines().map(str::to_owned).collect();
                let own = lines.iter().take_while(|line| line.trim() != "#[cfg(test)]" || !is_last_module(&all)).cloned().collect();
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                found.push(Source { name, first: lines.first().cloned().unwrap_or_default(), lines: own, all });
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Whether the tests stand in the file itself, behind its code.
fn is_last_module(text: &str) -> bool {
    text.contains("#[cfg(test)]\nmod tests {")
}

/// Fails with all that was found wrong.
fn all_well(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} things are not as they should be:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_room_knows_only_the_rooms_below_it() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        let Some((room, known)) = ROOMS.iter().find(|(room, _)| *room == source.room()) else { continue };
        for (n, line) in source.code() {
            for (other, _) in ROOMS.iter().filter(|(other, _)| other != room && !known.contains(other)) {
                if line.contains(&format!("crate::{other}::")) {
                    wrong.push(format!("{}:{n}  {room} does not know {other}: {}", source.name, line.trim()));
                }
            }
        }
    }
    all_well(&wrong);
}

#[test]
fn the_inner_rooms_know_no_terminal_no_disk_and_no_clock() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        let Some((room, strange)) = STRANGE.iter().find(|(room, _)| *room == source.room()) else { continue };
        for (n, line) in source.code() {
            for name in strange.iter().filter(|name| names(line, name)) {
                wrong.push(format!("{}:{n}  {room} knows no {name}: {}", source.name, line.trim()));
            }
        }
    }
    all_well(&wrong);
}

#[test]
fn what_a_terminal_calls_its_keys_and_cells_is_known_in_few_places() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.room() == "app" && !source.is_test()) {
        for (name, places) in [("crossterm", KEYS), ("ratatui", CELLS)] {
            if places.iter().any(|place| source.name.starts_with(place)) {
                continue;
            }
            wrong.extend(source.code().filter(|(_, line)| names(line, name)).map(|(n, _)| format!("{}:{n}  names {name}", source.name)));
        }
    }
    all_well(&wrong);
}

#[test]
fn what_makes_pages_knows_what_they_are_made_from_and_not_the_stack_of_screens() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| PAGES.iter().any(|place| source.name.starts_with(place)) && !source.is_test()) {
        for (n, line) in source.code() {
            let known = STACK
                .iter()
                .filter(|room| [format!("crate::app::{room}::"), format!("use super::{room}::")].iter().any(|way| line.contains(way)));
            wrong.extend(known.map(|room| format!("{}:{n}  knows {room}: {}", source.name, line.trim())));
        }
    }
    all_well(&wrong);
}

/// Whether a line of code names a crate or a path, not a longer word that ends in the same letters.
fn names(line: &str, name: &str) -> bool {
    let wanted = if name.contains("::") { name.to_owned() } else { format!("{name}::") };
    line.match_indices(&wanted)
        .any(|(at, _)| !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == ':'))
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let silent = everything().filter(|source| !source.first.starts_with("//! "));
    all_well(&silent.map(|source| source.name).collect::<Vec<_>>());
}

#[test]
fn no_file_is_longer_than_can_be_read_in_one_go() {
    let long = everything().filter(|source| source.lines.len() > MOST_LINES);
    all_well(&long.map(|source| format!("{}  {} lines", source.name, source.lines.len())).collect::<Vec<_>>());
}

#[test]
fn nothing_is_left_for_later_in_the_code() {
    let later = ["todo!(", "unimplemented!(", "dbg!(", "#[ignore", "// FIXME", "// TODO", "// XXX"];
    let mut wrong = Vec::new();
    for source in sources() {
        for (n, line) in (1..).zip(source.all.lines()) {
            wrong.extend(later.iter().filter(|word| line.contains(**word)).map(|word| format!("{}:{n}  {word}", source.name)));
        }
    }
    all_well(&wrong);
}

/// The words between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Where a room or file stands that is told from the root, or below `src` with or without its ending.
fn standing(name: &str) -> Option<std::path::PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = name.split('*').next().unwrap_or(name);
    [root.join(name), root.join("src").join(name), root.join("src").join(format!("{name}.rs"))].into_iter().find(|path| path.exists())
}

#[test]
fn what_is_told_of_the_house_names_rooms_and_tests_that_are_there() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ARCHITECTURE.md")).unwrap();
    let mut wrong = Vec::new();
    let rooms = ROOMS.iter().map(|(room, _)| *room).chain(["tests", "config", "src"]).map(|room| format!("{room}/")).collect::<Vec<_>>();
    for (n, line) in (1..).zip(text.lines()) {
        let of_ours = quoted(line).filter(|name| !name.contains(' ') && rooms.iter().any(|room| name.starts_with(room.as_str())));
        wrong.extend(of_ours.filter(|name| standing(name).is_none()).map(|name| format!("{n}: there is no {name}")));
    }
    let held = text.split("## What always holds").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    let rows = held.lines().filter(|line| line.starts_with("| ")).skip(1);
    assert!(rows.clone().count() > 30, "the table was not found");
    for row in rows {
        let mut file = String::new();
        for name in quoted(row.rsplit_once(" | ").unwrap().1) {
            if name.contains(['/', '.']) {
                file = standing(name).and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
                wrong.extend(standing(name).is_none().then(|| format!("there is no {name}")));
            } else if !file.contains(&format!("fn {name}(")) {
                wrong.push(format!("no test {name} in the file named before it: {row}"));
            }
        }
    }
    all_well(&wrong);
}
