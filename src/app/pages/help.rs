//! Help for here: the keys that work on the screen it was asked from, from the command table and the keymap.

use super::heading;
use crate::app::command::{COMMANDS, Context};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};

/// The marks of a note: how each begins, and what it becomes.
const MARKS: [(&str, &str); 11] = [
    ("!+ #o2c …", "red line: must have; !!+ absolute, !?+ opening bid"),
    ("!- #o1b …", "red line: must not have; !!- absolute, !?- opening bid"),
    ("#o1a +2", "position, -2 to +2; ? would not say"),
    ("> …", "likely commitment; >70 … with its likelihood"),
    ("^ … due:fri", "promise by the host"),
    ("% …", "contention"),
    ("= …", "common ground"),
    ("+ …   ? …   & …", "opening · ask · interest"),
    ("_ …", "sensitive: to be said quietly"),
    ("- … @owner due:", "follow-up; a bare - is an ordinary bullet"),
    ("(i)  (r)", "at the end: inferred, reported; else it was said"),
];

/// The page of help.
pub fn build(contexts: &[Context], making: &mut Making<'_>) -> Page {
    let mut page = Page::new("Help");
    page.aside = "Enter does it · Esc goes back".to_owned();
    if contexts.contains(&Context::Note) {
        page.push(heading("Marks at the beginning of a line"));
        for (mark, means) in MARKS {
            page.push(Line::of(Role::Accent, format!("   {mark}")).to(22).with(Role::Text, means));
        }
        page.push(Line::of(Role::Muted, "   A line without a mark is plain text. No line is ever changed by its mark."));
        page.gap();
    }
    for context in contexts {
        let specs: Vec<_> = COMMANDS.iter().filter(|spec| spec.context == *context).collect();
        if specs.is_empty() {
            continue;
        }
        page.push(heading(context.title()));
        for spec in specs {
            let keys = making.keymap.keys(spec.command).join("  ");
            let room = making.width.saturating_sub(23);
            let line = Line::of(Role::Accent, format!("   {}", fit::left(&keys, 18)))
                .with(Role::Text, " ")
                .with(Role::Text, fit::fit(spec.sentence, room));
            let here = *context == Context::Global;
            page.push(if here || keys.is_empty() { line.opening(Opens::Command(spec.command)) } else { line });
        }
        page.gap();
    }
    page
}
