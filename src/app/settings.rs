//! What a user may set, with its file.

use crate::domain::problem::{At, Problem};
use serde::Deserialize;

/// Settings, from `config/settings.toml` with the user's file laid over it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// ASCII signs instead of symbols and rules.
    pub ascii: bool,
    /// No colours: words, symbols and weight alone.
    pub monochrome: bool,
    /// Still fewer bytes: no rules, no previews, ASCII, no colours.
    pub low_bandwidth: bool,
    /// Names of stakeholders hidden from the start.
    pub hide_names: bool,
    /// The program for `$EDITOR` hand-off; empty means the environment's.
    pub editor: String,
}

impl Settings {
    /// The built-in file, which also documents the settings.
    pub const BUILTIN: &'static str = include_str!("../../config/settings.toml");

    /// Reads a user's file, line by line: a fault costs only its own line.
    #[must_use]
    pub fn read(file: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let (table, faults) = toml::de::DeTable::parse_recoverable(text);
        for fault in faults {
            let at = fault.span().map_or(At::START, |span| At::of(text, span.start));
            problems.push(Problem::new(file, fault.message(), "The other lines of this file still hold.").at(at));
        }
        let mut settings = Self::default();
        for (name, value) in table.get_ref() {
            let at = At::of(text, name.span().start);
            let line = text.lines().nth(at.line as usize - 1).unwrap_or_default();
            match toml::from_str::<Self>(line) {
                Ok(read) => match &**name.get_ref() {
                    "ascii" => settings.ascii = read.ascii,
                    "monochrome" => settings.monochrome = read.monochrome,
                    "low_bandwidth" => settings.low_bandwidth = read.low_bandwidth,
                    "hide_names" => settings.hide_names = read.hide_names,
                    "editor" => settings.editor = read.editor,
                    _ => {}
                },
                Err(error) => {
                    let _ = value;
                    let hint = "config/settings.toml in the documentation lists all settings.";
                    problems.push(Problem::new(file, format!("{}: {}", name.get_ref(), error.message()), hint).at(at));
                }
            }
        }
        problems.sort_by_key(|problem| problem.at);
        (settings, problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_says_what_holds_without_it() {
        assert_eq!(Settings::read("settings.toml", Settings::BUILTIN), (Settings::default(), Vec::new()));
    }

    #[test]
    fn a_fault_costs_only_its_own_line() {
        let (settings, problems) = Settings::read("s.toml", "ascii = true\nmonochrom = true\nhide_names = 3\nlow_bandwidth = true\n");
        assert!(settings.ascii && settings.low_bandwidth && !settings.hide_names);
        let lines: Vec<_> = problems.iter().map(|problem| problem.at.line).collect();
        assert_eq!(lines, [2, 3]);
    }
}
