//! The README shows what the program is: its screen is drawn by the program, its keys come from the program's tables, and
//! its commands exist.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "what goes wrong here is a failed test")]

use chrono::NaiveDate;
use convenor::app::command::{COMMANDS, Context};
use convenor::app::keymap::Keymap;
use convenor::app::model::Model;
use convenor::app::msg::{Msg, Opened};
use convenor::app::settings::Settings;
use convenor::app::update::update;
use convenor::store::{self, Store};
use convenor::ui::{self, theme::Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use unicode_width::UnicodeWidthStr;

/// The commands that somebody needs on the first day, context by context.
const FIRST_DAY: &[&str] = &[
    "capture",
    "tool",
    "search",
    "palette",
    "help",
    "back",
    "follow-back",
    "undo",
    "redo",
    "tab-home",
    "next-tab",
    "next-pane",
    "drafts",
    "problems",
    "status",
    "as-of",
    "audience",
    "hide-names",
    "quit",
    "down",
    "up",
    "first",
    "last",
    "open",
    "filter",
    "sort",
    "new",
    "edit",
    "edit-outside",
    "add-row",
    "send-to-bin",
    "why",
    "disclosure",
    "copy",
    "brief",
    "precheck",
    "next-field",
    "choose",
    "form-add-row",
    "form-remove-row",
    "save",
    "save-and-close",
    "note-fields",
    "note-help",
    "note-search",
    "note-debrief",
    "note-save",
    "note-close",
    "debrief-accept",
    "debrief-change",
    "debrief-skip",
    "debrief-all",
    "debrief-later",
];

#[test]
fn the_readme_shows_the_screen_and_the_keys_as_they_are() {
    let file = path("README.md");
    let old = fs::read_to_string(&file).unwrap();
    let new = between(&between(&old, "screen", &format!("```text\n{}```\n", home())), "keys", &keys());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, &new).unwrap();
    } else {
        assert!(old == new, "README.md is stale; refresh with: UPDATE_DOCS=1 cargo test --test readme");
    }
}

#[test]
fn what_the_readme_tells_to_type_is_a_command_of_the_program() {
    let text = fs::read_to_string(path("README.md")).unwrap();
    let help = Command::new(env!("CARGO_BIN_EXE_convenor")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let known = |word: &str| help.lines().any(|line| line.trim_start().split(' ').next() == Some(word));
    let mut found = 0;
    for line in text.lines().filter_map(|line| line.strip_prefix("convenor ")) {
        let mut words = line.split(' ').peekable();
        while words.peek().is_some_and(|word| word.starts_with("--")) {
            words.next();
            words.next();
        }
        let command = words.next().unwrap();
        assert!(known(command), "convenor {line}");
        found += 1;
    }
    assert!(found > 8);
}

#[test]
fn every_file_that_the_readme_leads_to_is_there() {
    let text = fs::read_to_string(path("README.md")).unwrap();
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|target| !target.starts_with("http"));
    for target in targets {
        assert!(path(target).exists(), "{target}");
    }
}

#[test]
fn every_test_that_the_architecture_rests_on_is_there() {
    let mut sources = String::new();
    let mut folders = vec![path("src"), path("tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap().path();
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                sources.push_str(&fs::read_to_string(entry).unwrap());
            }
        }
    }
    let text = fs::read_to_string(path("docs/ARCHITECTURE.md")).unwrap();
    let names = text.split('`').skip(1).step_by(2).filter(|name| name.matches('_').count() > 2);
    let missing: Vec<&str> = names.filter(|name| !sources.contains(&format!("fn {name}("))).collect();
    assert!(missing.is_empty(), "no such tests: {missing:?}");
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The text with what stands between two marks replaced.
fn between(text: &str, name: &str, new: &str) -> String {
    let (head, rest) = text.split_once(&format!("<!-- {name} -->\n")).expect("the opening mark");
    let (_, tail) = rest.split_once(&format!("<!-- /{name} -->\n")).expect("the closing mark");
    format!("{head}<!-- {name} -->\n\n{new}\n<!-- /{name} -->\n{tail}")
}

/// The first screen of the sample on its day, 80 columns by 24 rows.
fn home() -> String {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("demo");
    store::demo(&dir, false).unwrap();
    let dialogue = Store::open(&dir).unwrap().load().unwrap().dialogue;
    let (width, height) = (80, 24);
    let mut model = Model::new(NaiveDate::from_ymd_opt(2026, 3, 16).unwrap(), (width, height));
    let opened = Opened { folder: dir, dialogue, writable: true, recent: Vec::new(), drafts: Vec::new(), day: None, say: String::new() };
    update(&mut model, Msg::Opened(Box::new(opened)));
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    ui::draw(&model, &Theme::builtin(&Settings::default()), &mut buf);
    let mut out = String::new();
    for y in 0..height {
        let mut row = String::new();
        let mut x = 0;
        while x < width {
            let symbol = buf.cell((x, y)).unwrap().symbol();
            row.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).unwrap();
        }
        let _ = writeln!(out, "{}", row.trim_end());
    }
    out
}

/// The key table: what the first day needs, with the built-in keys.
fn keys() -> String {
    let keymap = Keymap::builtin();
    for name in FIRST_DAY {
        assert!(COMMANDS.iter().any(|spec| spec.name == *name), "there is no command {name}");
    }
    let mut out = "| Keys | What they do |\n|---|---|\n".to_owned();
    for context in Context::ALL {
        let mut first = true;
        for spec in COMMANDS.iter().filter(|spec| spec.context == context && FIRST_DAY.contains(&spec.name)) {
            if std::mem::take(&mut first) {
                let _ = writeln!(out, "| **{}** | |", context.title());
            }
            let keys: Vec<String> = keymap.keys(spec.command).iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            let _ = writeln!(out, "| {} | {} |", keys.join(" "), spec.sentence);
        }
    }
    out
}
