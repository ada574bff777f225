//! The nineteen tools: what each is for, and the records of its use.

use super::{heading, phase};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::catalogue::{Category, Tool};

/// All tools, with how often each was used.
pub fn build(making: &mut Making<'_>) -> Page {
    let mut page = Page::new("Toolkit");
    page.aside = "19 tools".to_owned();
    let room = making.width.saturating_sub(1);
    page.push(Line::of(Role::Muted, "     Tool").to(47).with(Role::Muted, "For").right(room, Role::Muted, "used"));
    for tool in &making.dialogue.catalogue.tools {
        let used: usize = tool.kinds.iter().map(|kind| making.dialogue.records(kind).len()).sum();
        let signs: String = Category::ALL
            .iter()
            .map(|category| if tool.categories.contains(category) { category_sign(*category) } else { "" })
            .filter(|sign| !sign.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let signs = if tool.categories_known { signs } else { "not known".to_owned() };
        let role = if used > 0 { Role::Accent } else { Role::Text };
        page.push(
            Line::of(Role::Muted, format!(" {:>2}  ", tool.number))
                .with(role, tool.name.clone())
                .to(47)
                .with(Role::Muted, signs)
                .right(room, if used > 0 { Role::Text } else { Role::Muted }, if used > 0 { used.to_string() } else { "·".to_owned() })
                .opening(Opens::Page(Source::Tool(tool.number))),
        );
    }
    page.gap();
    page.push(Line::of(Role::Muted, " capacity: Capacity development · trust: Trust building · network: Cooperation & networking"));
    page
}

fn category_sign(category: Category) -> &'static str {
    match category {
        Category::CapacityDevelopment => "capacity",
        Category::TrustBuilding => "trust",
        Category::CooperationNetworking => "network",
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
