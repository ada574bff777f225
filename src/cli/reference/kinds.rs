//! The page of record kinds: fields, rows and choices of each.

use super::super::about::type_said;
use super::cell;
use crate::domain::catalogue::{Catalogue, FieldDef, IdRule, Kind};
use std::fmt::Write;

/// One page for all kinds.
pub(super) fn page(catalogue: &Catalogue) -> String {
    let mut out = "# Record kinds\n\nEvery record is one TOML file in the folder of its kind; the file's stem is its id. `!` = required. What is absent is \
                   not known; unknown keys, comments and order are kept.\n\n"
        .to_owned();
    for kind in catalogue.kinds() {
        let _ = writeln!(out, "- [{}](#{}) `{}`", kind.title, kind.name, kind.name);
    }
    for kind in catalogue.kinds() {
        one(&mut out, kind);
    }
    out
}

fn one(out: &mut String, kind: &Kind) {
    let tool = kind.tool.map(|tool| format!(" Tool {tool}.")).unwrap_or_default();
    let event = if kind.event { " An event." } else { "" };
    let _ = writeln!(out, "\n## {}\n\n**{}.**{tool}{event} {}\n\nId: {}.\n", kind.name, kind.title, kind.about, id(kind));
    fields(out, &kind.fields);
    for row in &kind.rows {
        let level = row.level.map(|level| format!(" Always {level}.")).unwrap_or_default();
        let _ = writeln!(out, "\n### {}: `[[{}]]`\n\n{}{level}\n", row.title, row.name, row.help);
        fields(out, &row.fields);
    }
}

fn id(kind: &Kind) -> String {
    match &kind.id {
        IdRule::DateLink => "`DATE-STAKEHOLDER`, as `2026-03-16-udk`".to_owned(),
        IdRule::DateTitle => "`DATE-words-of-the-title`".to_owned(),
        IdRule::Name => "from the short name or title".to_owned(),
        IdRule::Numbered { prefix, digits } => format!("the next number, as `{prefix}{:0digits$}`", 1),
        IdRule::Pair => "the two ends, as `kec--molsp`".to_owned(),
        IdRule::Fixed => "there is one, `dialogue.toml`, addressed as `dialogue`".to_owned(),
    }
}

fn fields(out: &mut String, fields: &[FieldDef]) {
    out.push_str("| Field | Type | Meaning |\n|---|---|---|\n");
    for field in fields {
        let required = if field.required { "!" } else { "" };
        let level = field.level.map(|level| format!(" Always {level}.")).unwrap_or_default();
        let unit = field.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
        let _ = writeln!(
            out,
            "| `{}`{required} | {} | {}{unit}. {}{level} |",
            field.name,
            cell(&type_said(&field.ty)),
            cell(&field.label),
            cell(&field.help)
        );
    }
}
