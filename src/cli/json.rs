//! JSON for other programs: indented, the same bytes for the same data, and safe on a terminal.
//!
//! What a terminal would obey or hide stands as `\uXXXX`, which means the same to whoever reads the JSON.

use crate::domain::audience::record_level;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::clean;
use crate::domain::record::Record;
use crate::domain::value::Value;
use serde_json::ser::{Formatter, PrettyFormatter};
use serde_json::{Map, Value as Json, json};
use std::borrow::Cow;
use std::io;

/// A value over several lines, with a line break behind it.
pub(super) fn pretty(value: &Json) -> String {
    let mut text = written(value, Careful(PrettyFormatter::new()));
    text.push('\n');
    text
}

/// A value on one line, with a line break behind it.
pub(super) fn on_one_line(value: &Json) -> String {
    let mut text = written(value, Careful(serde_json::ser::CompactFormatter));
    text.push('\n');
    text
}

fn written<F: Formatter>(value: &Json, formatter: F) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
    // Writing a value that has only string keys into memory cannot fail.
    let _ = serde::Serialize::serialize(value, &mut serializer);
    String::from_utf8(bytes).unwrap_or_default()
}

/// A record: its kind, its id, its disclosure as it holds, its fields, and its rows under their names.
///
/// Days are ISO, times `14:30`, choices as written in files; a field that is not there is `null`, rows that are not there an
/// empty list. A field named as one of the first two (`kind` of a stakeholder) stands as `stakeholder_kind`.
pub(super) fn record(record: &Record, dialogue: &Dialogue) -> Json {
    let kind = dialogue.kind_of(&record.key);
    let singular = kind.map_or("record", |kind| &kind.singular).replace(' ', "_");
    let key = |name: &str| if matches!(name, "kind" | "id") { format!("{singular}_{name}") } else { name.to_owned() };
    let mut map = Map::new();
    map.insert("kind".into(), json!(record.kind()));
    map.insert("id".into(), json!(record.id()));
    map.insert("disclosure".into(), json!(record_level(dialogue, record).value()));
    for field in kind.iter().flat_map(|kind| &kind.fields) {
        map.entry(key(&field.name)).or_insert(Json::Null);
    }
    for field in record.fields.iter().filter(|field| &*field.name != "disclosure") {
        map.insert(key(&field.name), value(&field.value));
    }
    for row in kind.iter().flat_map(|kind| &kind.rows) {
        map.entry(key(&row.name)).or_insert_with(|| json!([]));
    }
    for row in &record.rows {
        let fields: Map<String, Json> = row.fields.iter().map(|field| (field.name.to_string(), value(&field.value))).collect();
        if let Json::Array(rows) = map.entry(key(&row.name)).or_insert_with(|| json!([])) {
            rows.push(Json::Object(fields));
        }
    }
    Json::Object(map)
}

fn value(value: &Value) -> Json {
    match value {
        Value::Text(text) | Value::Odd(text) => json!(text),
        Value::Int(int) => json!(int),
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        Value::Date(_) | Value::Time(_) => json!(value.to_string()),
        Value::List(items) => items.iter().map(self::value).collect(),
    }
}

/// A formatter that also writes as escapes what a terminal should not get.
struct Careful<F>(F);

macro_rules! pass_on {
    ($($name:ident($($argument:ident: $type:ty),*));* $(;)?) => {
        $(fn $name<W: ?Sized + io::Write>(&mut self, writer: &mut W, $($argument: $type),*) -> io::Result<()> {
            self.0.$name(writer, $($argument),*)
        })*
    };
}

impl<F: Formatter> Formatter for Careful<F> {
    pass_on! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if matches!(clean(fragment), Cow::Borrowed(_)) {
            return writer.write_all(fragment.as_bytes());
        }
        for c in fragment.chars() {
            let mut buffer = [0; 4];
            let alone: &str = c.encode_utf8(&mut buffer);
            if matches!(clean(alone), Cow::Borrowed(_)) {
                writer.write_all(alone.as_bytes())?;
            } else {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_means_the_same() {
        let value = json!({ "text": "a\u{9b}31m\u{202e}b\u{1b}é" });
        let text = pretty(&value);
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text}");
        assert!(!text.contains('\u{202e}'));
        assert_eq!(serde_json::from_str::<Json>(&text).unwrap(), value);
    }
}
