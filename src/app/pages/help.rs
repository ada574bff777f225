//! Help for here: the keys that work on the screen it was asked from, from the command table and the keymap.

use super::{heading, words};
use crate::app::command::{COMMANDS, Context, Spec};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::disclosure::Disclosure;
use unicode_width::UnicodeWidthStr;

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

/// Where what a sign means begins.
const SIGNS: usize = 22;

/// What stands in a cell of the matrix.
const CELLS: [(&str, &str); 5] = [
    ("+2  -1  0", "for, against, undecided, from -2 to +2"),
    ("·   ?", "never asked; asked, and would not say"),
    ("↑   ↓", "more for it, or less, than the time before"),
    ("~   *", "inferred or reported by others; long ago"),
    ("!", "a red line"),
];

fn legend(page: &mut Page, title: &str, signs: &[(&str, &str)], width: usize) {
    page.push(heading(title));
    for (sign, means) in signs {
        for (n, said) in fit::wrap(means, width.saturating_sub(SIGNS + 1)).into_iter().enumerate() {
            let sign = if n == 0 { format!("   {sign}") } else { String::new() };
            page.push(Line::of(Role::Accent, sign).to(SIGNS).with(Role::Text, said));
        }
    }
}

/// The page of help.
pub fn build(contexts: &[Context], making: &mut Making<'_>) -> Page {
    let mut page = Page::new("Help");
    page.aside = "Enter does it · Esc goes back".to_owned();
    if contexts.contains(&Context::Note) {
        legend(&mut page, "Marks at the beginning of a line", &MARKS, making.width);
        words::paragraph(
            &mut page,
            3,
            Role::Muted,
            "A line without a mark is plain text. No line is ever changed by its mark.",
            making.width,
        );
        page.gap();
    }
    let column = contexts.iter().flat_map(|context| keyed(*context, making)).map(|(keys, _)| keys.width()).max().unwrap_or(0);
    let words = 3 + column.clamp(6, 18) + 2;
    if contexts.contains(&Context::Matrix) {
        legend(&mut page, "In a cell", &CELLS, making.width);
        page.gap();
    }
    for context in contexts {
        let specs = keyed(*context, making);
        if specs.is_empty() {
            continue;
        }
        page.push(heading(context.title()));
        for (keys, spec) in specs {
            let here = *context == Context::Global || keys.is_empty();
            let mut lines = fit::wrap(spec.sentence, making.width.saturating_sub(words + 1)).into_iter();
            let first = lines.next().unwrap_or_default();
            let line = Line::of(Role::Accent, format!("   {}", fit::fit(&keys, words - 5))).to(words).with(Role::Text, first);
            page.push(if here { line.opening(Opens::Command(spec.command)) } else { line });
            for more in lines {
                page.push(Line::of(Role::Text, "").to(words).with(Role::Text, more));
            }
        }
        page.gap();
        if *context == Context::Record {
            let levels = Disclosure::ALL.map(|level| (level.sign(), level.label(), level.about()));
            let levels = levels.map(|(sign, label, about)| (sign, format!("{label}: {about}")));
            legend(
                &mut page,
                "Who may see it, under T in lists and behind rows",
                &levels.each_ref().map(|(sign, said)| (*sign, said.as_str())),
                making.width,
            );
            page.gap();
        }
    }
    page
}

/// The commands of a context, each with the keys that do it.
fn keyed(context: Context, making: &Making<'_>) -> Vec<(String, &'static Spec)> {
    let specs = COMMANDS.iter().filter(|spec| spec.context == context);
    specs.map(|&spec| (making.keymap.keys(spec.command).join("  "), spec)).collect()
}
