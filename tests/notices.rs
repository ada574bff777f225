//! What is said in the last line: on the narrowest screen that is looked after, no essential part of it is cut off.

#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "what goes wrong here is a failed test")]

use std::fs;
use std::path::Path;

/// Cells for a notice on a screen of 60 columns.
const ROOM: usize = 56;
/// What a name, a key or a number takes in a notice, as a rule.
const FILLED_IN: usize = 8;
/// What stands before the text of a notice in the sources.
const SAID: &[&str] = &[".say(", ".warn(", "Msg::Say(", "Said(Vec::new(), ", "Said(effects, "];
/// In the rooms that give notices back to be said by others.
const GIVEN_BACK: &[(&str, &[&str])] = &[("app/blocked.rs", &["Some(", "then(|| "])];

#[test]
fn the_first_sentence_of_every_notice_fits_on_60_columns_and_says_the_essential() {
    let mut seen = 0;
    for room in ["app", "shell"] {
        visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room), &mut |name, text| {
            let given_back = GIVEN_BACK.iter().filter(|(file, _)| name.ends_with(file)).flat_map(|(_, marks)| marks.iter());
            for mark in SAID.iter().chain(given_back) {
                for (at, _) in text.match_indices(mark) {
                    let Some(notice) = literal(text[at + mark.len()..].trim_start()) else { continue };
                    let first = notice.split_inclusive(". ").next().unwrap().trim_end();
                    assert!(first.chars().count() <= ROOM, "{name}: “{first}” is cut on 60 columns");
                    seen += 1;
                }
            }
        });
    }
    assert!(seen > 60, "only {seen} notices were found");
}

/// The text that an expression begins with, where it is one: what is filled in later as so many dots.
fn literal(code: &str) -> Option<String> {
    let code = code.strip_prefix("format!(").unwrap_or(code).trim_start().strip_prefix('"')?;
    let mut text = String::new();
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return Some(text),
            '\\' if letters.next() == Some('\n') => {
                let rest = letters.as_str().trim_start();
                letters = rest.chars();
            }
            '{' => {
                letters.by_ref().find(|letter| *letter == '}');
                text.push_str(&"·".repeat(FILLED_IN));
            }
            letter => text.push(letter),
        }
    }
    None
}

/// Shows every source below a folder, without the tests at its end.
fn visit(folder: &Path, see: &mut impl FnMut(&str, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, see);
        } else if path.file_name().unwrap() != "tests.rs" && !path.components().any(|part| part.as_os_str() == "tests") {
            let text = fs::read_to_string(&path).unwrap();
            see(&path.display().to_string(), text.split("#[cfg(test)]").next().unwrap());
        }
    }
}
