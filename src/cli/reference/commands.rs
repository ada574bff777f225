//! The page of commands, from the table that the command line is read by.

use super::super::Line;
use super::cell;
use clap::{Arg, Command, CommandFactory};
use std::fmt::Write;

/// One page for all commands.
pub(super) fn page() -> String {
    let mut line = Line::command();
    line.build();
    let mut out = "# Commands\n\nWithout a command, `convenor` opens the full-screen program; `convenor DIR` opens that folder. Data goes to standard output, \
                   talk to standard error.\n\n## Options of every command\n\n"
        .to_owned();
    options(&mut out, line.get_arguments());
    out.push_str(EXIT_CODES);
    for command in line.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help") {
        one(&mut out, command);
    }
    out
}

const EXIT_CODES: &str = "\n## Exit codes\n\n| Code | Meaning |\n|---|---|\n| 0 | fine |\n| 1 | `status`, `precheck`: attention, findings |\n| 2 | `status`, \
                          `precheck`: alarm; `check`: problems |\n| 3 | somebody else changed the same field |\n| 5 | refused for confidentiality |\n| 64 | \
                          the command line makes no sense |\n| 65 | data, or a value, that cannot be used |\n| 129 | the terminal hung up |\n";

fn one(out: &mut String, command: &Command) {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(out, "\n## {}\n\n{about}.\n\n```\n{usage}\n```\n", command.get_name());
    let own = command.get_arguments().filter(|argument| !argument.is_global_set());
    options(out, own);
    if let Some(after) = command.get_after_help() {
        let _ = writeln!(out, "\n```\n{after}\n```");
    }
}

fn options<'a>(out: &mut String, arguments: impl Iterator<Item = &'a Arg>) {
    for argument in arguments.filter(|argument| !matches!(argument.get_id().as_str(), "help" | "version")) {
        let values: Vec<String> = argument.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
        let takes = argument.get_action().takes_values();
        let long = argument.get_long().map(|long| format!("--{long}"));
        let short = argument.get_short().map(|short| format!("-{short}"));
        let flags: Vec<String> = short.into_iter().chain(long).collect();
        let name = match (flags.is_empty(), takes) {
            (true, _) => values.join(" "),
            (false, true) => format!("{} {}", flags.join(", "), values.join(" ")),
            (false, false) => flags.join(", "),
        };
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(out, "- `{name}`: {}", cell(&help));
    }
}
