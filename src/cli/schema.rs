//! `schema`: a kind as JSON Schema, for editors and for programs that write records.

use super::about::{catalogue, kind_in};
use super::answer::{Answer, Failure};
use super::json;
use super::session::Global;
use crate::domain::catalogue::{Catalogue, Choices, FieldDef, FieldType, Kind};
use crate::domain::ids::LONGEST;
use crate::domain::value::Value;
use serde_json::{Map, Value as Json, json};

/// `schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor schema meetings > meetings.schema.json")]
pub(super) struct Schema {
    /// A folder: meetings, stakeholders, … or dialogue.
    kind: String,
}

/// The schema of a record's file of that kind, as JSON sees TOML: dates and times are text.
pub(super) fn schema(args: &Schema, global: &Global) -> Result<Answer, Failure> {
    let catalogue = catalogue(global)?;
    Ok(Answer::text(json::pretty(&of(kind_in(&catalogue, &args.kind)?, &catalogue))))
}

/// The schema of a kind. Unknown keys are allowed, as everywhere.
pub(super) fn of(kind: &Kind, catalogue: &Catalogue) -> Json {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.title,
        "description": kind.about,
    });
    let rows = kind.rows.iter().map(|row| {
        let mut item = object(&row.fields, catalogue);
        insert(&mut item, "title", json!(row.singular));
        (row.name.to_string(), json!({ "type": "array", "title": row.title, "description": row.help, "items": item }))
    });
    let mut body = object(&kind.fields, catalogue);
    if let Some(Json::Object(properties)) = body.get_mut("properties") {
        properties.extend(rows);
    }
    if let (Json::Object(schema), Json::Object(body)) = (&mut schema, body) {
        schema.extend(body);
    }
    schema
}

fn object(fields: &[FieldDef], catalogue: &Catalogue) -> Json {
    let properties: Map<String, Json> = fields.iter().map(|field| (field.name.to_string(), property(field, catalogue))).collect();
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| &*field.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": true })
}

fn property(field: &FieldDef, catalogue: &Catalogue) -> Json {
    let mut property = match &field.ty {
        FieldType::Text | FieldType::Note => json!({ "type": "string" }),
        FieldType::Date => json!({ "type": "string", "format": "date" }),
        FieldType::Time => json!({ "type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$" }),
        FieldType::Number => json!({ "type": "number" }),
        FieldType::Int { min, max } => {
            let mut int = json!({ "type": "integer" });
            for (key, bound) in [("minimum", min), ("maximum", max)] {
                if let Some(bound) = bound {
                    insert(&mut int, key, json!(bound));
                }
            }
            int
        }
        FieldType::Flag => json!({ "type": "boolean" }),
        FieldType::One(choices) => json!({ "enum": values(choices) }),
        FieldType::Many(choices) => json!({ "type": "array", "items": { "enum": values(choices) }, "uniqueItems": true }),
        FieldType::Link(targets) => link(targets.qualified, catalogue, targets),
        FieldType::Links(targets) => json!({ "type": "array", "items": link(targets.qualified, catalogue, targets) }),
        FieldType::List => json!({ "type": "array", "items": { "type": "string" } }),
        FieldType::Ints => json!({ "type": "array", "items": { "type": "integer" } }),
    };
    insert(&mut property, "title", json!(field.label));
    if !field.help.is_empty() {
        insert(&mut property, "description", json!(field.help));
    }
    if let Some(default) = &field.default {
        insert(&mut property, "default", plain(default));
    }
    property
}

fn link(qualified: bool, catalogue: &Catalogue, targets: &crate::domain::catalogue::Targets) -> Json {
    let folders: Vec<&str> = catalogue.targets(targets).map(|kind| &*kind.name).collect();
    let id = format!("[a-z0-9-]{{1,{LONGEST}}}");
    let pattern = if qualified { format!("^({})/{id}$", folders.join("|")) } else { format!("^{id}$") };
    json!({ "type": "string", "pattern": pattern, "x-links-to": folders })
}

fn values(choices: &Choices) -> Vec<Json> {
    choices.iter().map(|choice| plain(&choice.value)).collect()
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Int(int) => json!(int),
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        other => json!(other.to_string()),
    }
}

fn insert(object: &mut Json, key: &str, value: Json) {
    if let Json::Object(map) = object {
        map.insert(key.to_owned(), value);
    }
}
