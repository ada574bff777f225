//! `keys`: every command of the full-screen program with its keys, the user's own among them.

use super::answer::{Answer, Failure};
use super::json;
use super::open::paths;
use super::session::{Global, homely};
use super::sheet::{Sheet, long, words};
use crate::app::command::{COMMANDS, Context, Spec};
use crate::app::keymap::Keymap;
use crate::store::Paths;
use serde_json::{Value as Json, json};

/// `keys`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor keys | less")]
pub(super) struct Keys {}

/// All commands with their keys, context by context; faults in the user's file are said beside it.
pub(super) fn keys(_: &Keys, global: &Global) -> Result<Answer, Failure> {
    let mut keymap = Keymap::builtin();
    let mut talk = Vec::new();
    if let Some(file) = paths().as_ref().map(Paths::keymap)
        && let Some(text) = Paths::read(&file)?
    {
        talk.extend(keymap.lay(&homely(&file), &text).iter().map(ToString::to_string));
    }
    let text = if global.json { json::pretty(&COMMANDS.iter().map(|spec| row(spec, &keymap)).collect()) } else { text(&keymap) };
    Ok(talk.into_iter().fold(Answer::text(text), |answer, line| answer.and_say(Some(line))))
}

fn row(spec: &Spec, keymap: &Keymap) -> Json {
    json!({
        "context": spec.context.name(),
        "command": spec.name,
        "keys": keymap.keys(spec.command),
        "label": spec.label,
        "sentence": spec.sentence,
    })
}

/// The commands of one context, in the order of the table.
pub(super) fn of(context: Context) -> impl Iterator<Item = &'static Spec> {
    COMMANDS.iter().copied().filter(move |spec| spec.context == context)
}

fn text(keymap: &Keymap) -> String {
    let mut sheet = Sheet::new();
    for context in Context::ALL {
        sheet.heading(context.title());
        let rows: Vec<Vec<String>> =
            of(context).map(|spec| vec![keymap.keys(spec.command).join(", "), spec.name.to_owned(), spec.sentence.to_owned()]).collect();
        sheet.table(2, &[words(""), words(""), long("")], &rows);
    }
    sheet.finish()
}
