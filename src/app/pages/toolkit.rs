//! The nineteen tools: what each is for, and the records of its use.

use super::table::{Table, muted, numbers, text, words as column};
use super::{heading, phase, words};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::catalogue::{Category, Tool};

/// Below so many cells letters stand for what a tool is for.
const NARROW: usize = 76;

/// All tools, with how often each was used.
pub fn build(making: &mut Making<'_>) -> Page {
    let mut page = Page::new("Toolkit");
    page.aside = "19 tools".to_owned();
    let short = making.width < NARROW;
    let mut table = Table::new([numbers(""), column("Tool").shrinks_to(24), column("For"), numbers("used")]).indented(1);
    for tool in &making.dialogue.catalogue.tools {
        let used: usize = tool.kinds.iter().map(|kind| making.dialogue.records(kind).len()).sum();
        let signs =
            Category::ALL.into_iter().filter(|category| tool.categories.contains(category)).map(|category| category_sign(category, short));
        let signs = if tool.categories_known { signs.collect::<Vec<_>>().join(" ") } else { "not known".to_owned() };
        let (role, used) = if used > 0 { (Role::Accent, text(used.to_string())) } else { (Role::Text, muted("·")) };
        let cells = vec![muted(tool.number.to_string()), (role, tool.name.clone()), muted(signs), used];
        table.row(cells, Some(Opens::Page(Source::Tool(tool.number))));
    }
    table.onto(&mut page, making.width);
    page.gap();
    let meanings = Category::ALL.map(|category| format!("{}: {}", category_sign(category, short), category.label()));
    words::paragraph(&mut page, 1, Role::Muted, &meanings.join(" · "), making.width);
    page
}

fn category_sign(category: Category, short: bool) -> &'static str {
    match (category, short) {
        (Category::CapacityDevelopment, false) => "capacity",
        (Category::TrustBuilding, false) => "trust",
        (Category::CooperationNetworking, false) => "network",
        (Category::CapacityDevelopment, true) => "C",
        (Category::TrustBuilding, true) => "T",
        (Category::CooperationNetworking, true) => "N",
    }
}

/// One tool: its records first, then what it is for.
pub fn tool(number: u8, making: &mut Making<'_>) -> Page {
    let dialogue = making.dialogue;
    let Some(tool) = dialogue.catalogue.tool(number) else { return Page::new(format!("Tool {number}")) };
    let mut page = Page::new(format!("{number}  {}", tool.name));
    page.aside = categories(tool);
    for kind in &tool.kinds {
        page.push(phase::kind_line(&kind.as_str().into(), making));
    }
    page.gap();
    let width = making.width.saturating_sub(2).min(100);
    let mut paragraph = |title: &str, text: &str| {
        page.push(heading(title));
        for line in fit::wrap(text, width) {
            page.push(Line::of(Role::Text, format!(" {line}")));
        }
        page.gap();
    };
    paragraph("What it is for", &tool.purpose);
    paragraph("Why", &tool.rationale);
    paragraph("Before", &tool.prerequisites);
    page.push(heading(if tool.outcomes_known { "What comes out" } else { "What comes out (published text not known; our proposal)" }));
    for outcome in &tool.outcomes {
        for (n, line) in fit::wrap(outcome, width.saturating_sub(3)).into_iter().enumerate() {
            page.push(Line::of(Role::Muted, if n == 0 { "   · " } else { "     " }).with(Role::Text, line));
        }
    }
    page.gap();
    let phases: Vec<&str> =
        tool.phases.iter().filter_map(|name| dialogue.catalogue.phase(name)).map(|phase| phase.title.as_str()).collect();
    let basis = if tool.phase_basis == "stated" { "" } else { " (read from its purpose)" };
    for line in fit::wrap(&format!("Used most in {}{basis}.", phases.join(", ")), width) {
        page.push(Line::of(Role::Muted, format!(" {line}")));
    }
    if let Some(not_known) = &tool.not_known {
        for line in fit::wrap(not_known, width) {
            page.push(Line::of(Role::Muted, format!(" {line}")));
        }
    }
    page
}

fn categories(tool: &Tool) -> String {
    if tool.categories_known {
        tool.categories.iter().map(|category| category.label()).collect::<Vec<_>>().join(", ")
    } else {
        "category not known".to_owned()
    }
}
