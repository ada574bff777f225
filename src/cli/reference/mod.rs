//! The reference pages under `docs/reference/`, made from the tables that the program itself runs by. They are kept in the
//! repository to be read there; a test says when they are stale.

mod commands;
mod kinds;
mod shapes;

pub use shapes::SHAPES;

use super::keys;
use crate::app::command::Context;
use crate::app::keymap::Keymap;
use crate::app::settings::Settings;
use crate::domain::catalogue::{Catalogue, Tool};
use std::fmt::Write;

/// All pages: the file below `docs/reference/`, and its text.
#[must_use]
pub fn pages() -> Vec<(&'static str, String)> {
    let catalogue = Catalogue::builtin();
    let pages = [
        ("commands.md", commands::page()),
        ("json.md", shapes::page()),
        ("keys.md", keys_page()),
        ("kinds.md", kinds::page(&catalogue)),
        ("settings.md", settings_page()),
        ("tools.md", tools_page(&catalogue)),
    ];
    pages.into_iter().map(|(file, text)| (file, format!("{HEAD}{text}"))).collect()
}

const HEAD: &str = "<!-- Made from the program's own tables. Do not edit; refresh with: UPDATE_DOCS=1 cargo test --test docs -->\n\n";

/// Text within a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn keys_page() -> String {
    let keymap = Keymap::builtin();
    let mut out =
        "# Keys\n\nEvery command can also be found by its name with `:`. Your own `keymap.toml` overrides line by line; `convenor keys` \
                   shows what holds for you. `C-` is Control, `S-` Shift.\n"
            .to_owned();
    for context in Context::ALL {
        let _ = writeln!(out, "\n## {}\n\n| Keys | Command | What it does |\n|---|---|---|", context.title());
        for spec in keys::of(context) {
            let keys: Vec<String> = keymap.keys(spec.command).iter().map(|key| format!("`{}`", cell(key))).collect();
            let _ = writeln!(out, "| {} | `{}` | {} |", keys.join(" "), spec.name, cell(spec.sentence));
        }
    }
    out
}

fn settings_page() -> String {
    format!(
        "# Settings\n\n`convenor paths` says where your own files lie. Each needs only the lines you change; a fault costs only its own line and is \
         shown among the problems.\n\n## settings.toml\n\n```toml\n{}```\n\n## keymap.toml\n\nThe built-in file, with all commands, is [keys](keys.md) in \
         another form:\n\n```toml\n{}```\n\n## theme.toml\n\n```toml\n{}```\n\n## Environment\n\n| Variable | Meaning |\n|---|---|\n| `CONVENOR_DIALOGUE` | \
         The dialogue's folder, when none is named. |\n| `CONVENOR_TODAY` | The day that is today, for tests and demonstrations. |\n| `NO_COLOR` | No \
         colours. |\n| `XDG_CONFIG_HOME`, `XDG_STATE_HOME` | Where your settings, and drafts and the sample, lie. |\n",
        Settings::BUILTIN,
        include_str!("../../../config/keymap.toml"),
        include_str!("../../../config/theme.toml"),
    )
}

fn tools_page(catalogue: &Catalogue) -> String {
    let mut out =
        "# The nineteen tools\n\nThe names are the published ones; the words are ours. What is not known of the published text is said.\n"
            .to_owned();
    for tool in catalogue.tools() {
        out.push_str(&one_tool(tool, catalogue));
    }
    out
}

fn one_tool(tool: &Tool, catalogue: &Catalogue) -> String {
    let categories = tool.category_words().unwrap_or_else(|| "not known".to_owned());
    let kinds: Vec<String> = tool.kinds.iter().map(|kind| format!("[{kind}](kinds.md#{kind})")).collect();
    let outcomes: String = tool.outcomes.iter().map(|outcome| format!("- {outcome}\n")).collect();
    let proposal = if tool.outcomes_known { "" } else { " (our proposal)" };
    let unknown = tool.not_known.as_ref().map(|text| format!("\nNot known: {text}\n")).unwrap_or_default();
    format!(
        "\n## {}. {}\n\n{}\n\n{}\n\n- Records: {}\n- Category: {categories}\n- Phases: {}\n- Before: {}\n\nOutcomes{proposal}:\n\n{outcomes}{unknown}",
        tool.number,
        tool.name,
        tool.purpose,
        tool.rationale,
        kinds.join(", "),
        tool.phase_words(catalogue),
        tool.prerequisites,
    )
}
