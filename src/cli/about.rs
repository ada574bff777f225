//! What the program knows about itself: kinds, tools, paths, completions for shells.

use super::Line;
use super::address::no_kind;
use super::answer::{Answer, Failure};
use super::json;
use super::open::paths as own_paths;
use super::session::{Global, homely};
use super::sheet::{Sheet, long, numbers, words};
use crate::domain::catalogue::{Catalogue, Choices, FieldDef, FieldType, Kind, Tool};
use crate::store;
use clap::CommandFactory;
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::sync::Arc;

/// `kinds`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor kinds meetings")]
pub(super) struct Kinds {
    /// A folder: all its fields, rows and choices.
    kind: Option<String>,
}

/// `tools`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor tools 9")]
pub(super) struct Tools {
    /// A tool's number, 1 to 19.
    #[arg(value_parser = clap::value_parser!(u8).range(1..=19))]
    number: Option<u8>,
}

/// `paths`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor paths --json | jq -r .drafts")]
pub(super) struct Paths {}

/// `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor completions bash > ~/.local/share/bash-completion/completions/convenor")]
pub(super) struct Completions {
    /// bash, zsh, fish, elvish or powershell.
    shell: clap_complete::Shell,
}

/// The kinds as this dialogue has them; as they are built in when there is no dialogue here.
pub(super) fn catalogue(global: &Global) -> Result<Arc<Catalogue>, Failure> {
    match global.known_folder()? {
        Some(_) => Ok(global.read()?.1.dialogue.catalogue),
        None => Ok(Catalogue::builtin()),
    }
}

/// The kind of that name, in a catalogue.
pub(super) fn kind_in<'c>(catalogue: &'c Catalogue, name: &str) -> Result<&'c Arc<Kind>, Failure> {
    catalogue.kind(name).ok_or_else(|| no_kind(catalogue, name))
}

/// All kinds, or one with all its fields.
pub(super) fn kinds(args: &Kinds, global: &Global) -> Result<Answer, Failure> {
    let catalogue = catalogue(global)?;
    let Some(name) = &args.kind else {
        if global.json {
            let all: Json = catalogue
                .kinds()
                .map(|kind| json!({ "kind": &*kind.name, "title": kind.title, "tool": kind.tool, "about": kind.about }))
                .collect();
            return Ok(Answer::text(json::pretty(&all)));
        }
        return Ok(Answer::text(all_kinds(&catalogue)));
    };
    let kind = kind_in(&catalogue, name)?;
    if global.json {
        return Ok(Answer::text(json::pretty(&super::schema::of(kind, &catalogue))));
    }
    Ok(Answer::text(one_kind(kind)))
}

fn all_kinds(catalogue: &Catalogue) -> String {
    let mut sheet = Sheet::titled("Kinds of record", "");
    let rows: Vec<Vec<String>> = catalogue
        .kinds()
        .map(|kind| vec![kind.name.to_string(), kind.tool.map(|tool| tool.to_string()).unwrap_or_default(), kind.title.clone()])
        .collect();
    sheet.table(2, &[words("Folder"), numbers("Tool"), long("Records")], &rows);
    sheet.finish()
}

fn one_kind(kind: &Kind) -> String {
    let mut sheet = Sheet::titled(&kind.title, &kind.tool.map(|tool| format!("tool {tool}")).unwrap_or_default());
    sheet.para(2, &kind.about);
    sheet.heading("Fields (! = required)");
    fields(&mut sheet, 2, &kind.fields);
    for row in &kind.rows {
        sheet.heading(&format!("Rows [[{}]]: {}", row.name, row.title));
        sheet.para(2, &row.help);
        fields(&mut sheet, 2, &row.fields);
    }
    sheet.finish()
}

fn fields(sheet: &mut Sheet, indent: usize, fields: &[FieldDef]) {
    let widest = fields.iter().map(|field| field.name.len() + usize::from(field.required)).max().unwrap_or(0);
    for field in fields {
        let name = format!("{}{}{}", " ".repeat(indent), field.name, if field.required { "!" } else { "" });
        let help = if field.help.is_empty() { String::new() } else { format!(". {}", field.help.trim_end_matches('.')) };
        sheet.pair(&name, indent + widest, &format!("{}{help}", type_said(&field.ty)));
    }
}

/// The type of a field, in the notation of the reference: `one(a|b)`, `links(stakeholders)`, `int 1..5`.
pub(super) fn type_said(ty: &FieldType) -> String {
    let choices = |choices: &Choices| choices.iter().map(|choice| choice.value.to_string()).collect::<Vec<_>>().join(" | ");
    let kinds = |targets: &crate::domain::catalogue::Targets| targets.kinds.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" | ");
    match ty {
        FieldType::Text => "text".to_owned(),
        FieldType::Note => "note".to_owned(),
        FieldType::Date => "date".to_owned(),
        FieldType::Time => "time".to_owned(),
        FieldType::Number => "number".to_owned(),
        FieldType::Int { min: Some(min), max: Some(max) } => format!("int {min}..{max}"),
        FieldType::Int { .. } => "int".to_owned(),
        FieldType::Flag => "flag".to_owned(),
        FieldType::One(list) => format!("one({})", choices(list)),
        FieldType::Many(list) => format!("many({})", choices(list)),
        FieldType::Link(targets) => format!("link({})", kinds(targets)),
        FieldType::Links(targets) => format!("links({})", kinds(targets)),
        FieldType::List => "list".to_owned(),
        FieldType::Ints => "list of int".to_owned(),
    }
}

/// The nineteen tools, or one.
pub(super) fn tools(args: &Tools, global: &Global) -> Result<Answer, Failure> {
    let catalogue = Catalogue::builtin();
    let chosen: Vec<&Tool> = catalogue.tools().iter().filter(|tool| args.number.is_none_or(|number| tool.number == number)).collect();
    if global.json {
        let all: Vec<Json> = chosen.iter().map(|tool| tool_json(tool)).collect();
        let value = if args.number.is_some() { all.into_iter().next().unwrap_or_default() } else { Json::Array(all) };
        return Ok(Answer::text(json::pretty(&value)));
    }
    if args.number.is_some() {
        return Ok(Answer::text(chosen.iter().map(|tool| one_tool(tool, &catalogue)).collect::<String>()));
    }
    let mut sheet = Sheet::titled("The nineteen tools", "");
    let rows: Vec<Vec<String>> =
        chosen.iter().map(|tool| vec![tool.number.to_string(), tool.name.clone(), tool.kinds.join(", ")]).collect();
    sheet.table(2, &[numbers(""), long("Tool"), words("Folder")], &rows);
    Ok(Answer::text(sheet.finish()))
}

fn tool_json(tool: &Tool) -> Json {
    json!({
        "number": tool.number,
        "name": tool.name,
        "kinds": tool.kinds,
        "categories": tool.categories.iter().map(|category| category.label()).collect::<Vec<_>>(),
        "phases": tool.phases,
        "purpose": tool.purpose,
        "rationale": tool.rationale,
        "prerequisites": tool.prerequisites,
        "outcomes": tool.outcomes,
        "not_known": tool.not_known,
    })
}

/// A tool on half a page.
pub(super) fn one_tool(tool: &Tool, catalogue: &Catalogue) -> String {
    let mut sheet = Sheet::titled(&format!("Tool {}: {}", tool.number, tool.name), &tool.kinds.join(", "));
    let categories = tool.category_words().unwrap_or_else(|| "not known".to_owned());
    sheet.gap();
    sheet.pair("  Purpose", 15, &tool.purpose);
    sheet.pair("  Rationale", 15, &tool.rationale);
    sheet.pair("  Before", 15, &tool.prerequisites);
    sheet.pair("  Category", 15, &categories);
    sheet.pair("  Phases", 15, &tool.phase_words(catalogue));
    sheet.heading(if tool.outcomes_known { "  Outcomes" } else { "  Outcomes (our proposal)" });
    for outcome in &tool.outcomes {
        sheet.hanging("    - ", outcome);
    }
    if let Some(unknown) = &tool.not_known {
        sheet.gap();
        sheet.pair("  Not known", 15, unknown);
    }
    sheet.finish()
}

/// Where the program keeps its files.
pub(super) fn paths(_: &Paths, global: &Global) -> Result<Answer, Failure> {
    let (dialogue, own) = (global.known_folder()?, own_paths());
    let places = [
        ("dialogue", dialogue.clone(), "the records"),
        ("bin", dialogue.map(|folder| folder.join(".convenor/bin")), "earlier versions, for undo"),
        ("settings", own.as_ref().map(store::Paths::settings), "your settings"),
        ("keymap", own.as_ref().map(store::Paths::keymap), "your keys"),
        ("theme", own.as_ref().map(|own| own.config.join("theme.toml")), "your colours"),
        ("drafts", own.as_ref().map(store::Paths::drafts), "what is being typed"),
        ("recent", own.as_ref().map(store::Paths::recent_file), "dialogues opened before"),
        ("demo", own.as_ref().map(store::Paths::demo), "the sample dialogue"),
    ];
    if global.json {
        let path = |path: &Option<PathBuf>| path.as_ref().map_or(Json::Null, |path| json!(path.to_string_lossy()));
        let map = places.iter().map(|(name, place, _)| ((*name).to_owned(), path(place))).collect();
        return Ok(Answer::text(json::pretty(&Json::Object(map))));
    }
    let mut sheet = Sheet::new();
    for (name, path, about) in &places {
        sheet.pair(name, 8, &path.as_ref().map_or("none here".to_owned(), |path| format!("{} ({about})", homely(path))));
    }
    Ok(Answer::text(sheet.finish()))
}

/// Completions for a shell.
pub(super) fn completions(args: &Completions) -> Result<Answer, Failure> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Line::command(), "convenor", &mut out);
    Ok(Answer::text(String::from_utf8_lossy(&out)))
}
