//! `man`: the manual page, from the command line's own table.

use super::Line;
use super::answer::{Answer, Failure};
use super::keys;
use crate::app::command::Context;
use crate::app::keymap::Keymap;
use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use std::io;

/// `man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor man | man -l -")]
pub(super) struct Args {}

/// The manual page.
pub(super) fn man(_: &Args) -> Result<Answer, Failure> {
    let mut out = Vec::new();
    page(&mut out).map_err(|error| Failure::Data(format!("The manual page could not be made: {error}.")))?;
    Ok(Answer::text(String::from_utf8_lossy(&out)))
}

fn page(out: &mut Vec<u8>) -> io::Result<()> {
    let command = Line::command();
    let man = Man::new(command.clone()).title("CONVENOR");
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let mut sub = sub.clone().disable_help_flag(true);
        let usage = sub.render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ").replace('\n', " ");
        roff.control("TP", []);
        roff.text([bold(format!("convenor {}", usage.trim_start_matches("convenor ")))]);
        roff.text([roman(sub.get_about().map(ToString::to_string).unwrap_or_default())]);
    }
    let keymap = Keymap::builtin();
    roff.control("SH", ["KEYS"]);
    roff.text([roman("Your own keymap.toml comes before these; convenor keys tells which hold for you.")]);
    for context in Context::ALL {
        roff.control("SS", [context.title()]);
        for spec in keys::of(context) {
            let bound = keymap.keys(spec.command);
            roff.control("TP", []);
            roff.text([bold(if bound.is_empty() { format!(": {}", spec.name) } else { bound.join(", ") })]);
            roff.text([roman(spec.sentence)]);
        }
    }
    for (heading, entries) in SECTIONS {
        roff.control("SH", [*heading]);
        for (term, text) in *entries {
            roff.control("TP", []);
            roff.text([bold(*term)]);
            roff.text([roman(*text)]);
        }
    }
    roff.to_writer(out)
}

type Entries = &'static [(&'static str, &'static str)];

const SECTIONS: &[(&str, Entries)] = &[
    (
        "FILES",
        &[
            ("dialogue.toml", "The process itself; the folder that holds it is a dialogue. Every other record is FOLDER/ID.toml below it."),
            (".convenor/", "Earlier versions and the lock; the program's own."),
            ("config/kinds/*.toml", "In a dialogue: fields added and labels changed for this dialogue alone."),
            ("$XDG_CONFIG_HOME/convenor/", "settings.toml, keymap.toml and theme.toml."),
            ("$XDG_STATE_HOME/convenor/", "Drafts, the sample dialogue, and what was opened last."),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            ("CONVENOR_DIALOGUE", "The dialogue's folder, when none is named."),
            ("CONVENOR_TODAY", "The day that is today, for tests and demonstrations."),
            ("NO_COLOR", "No colours."),
        ],
    ),
    (
        "EXIT STATUS",
        &[
            ("0", "Fine."),
            ("1", "Findings, or something that asks for attention."),
            ("2", "Alarm, or problems found by check."),
            ("3", "Somebody else changed the same field."),
            ("5", "Refused for confidentiality."),
            ("64", "The command line makes no sense."),
            ("65", "Data, or a value, that cannot be used."),
            ("129", "The terminal hung up."),
        ],
    ),
];
