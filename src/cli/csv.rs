//! Records as a table for spreadsheets: one line a record, one column a field.
//!
//! Text that a spreadsheet would take for a formula gets a `'` before it; numbers stay numbers.

use crate::domain::audience::record_level;
use crate::domain::catalogue::Kind;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::clean;
use crate::domain::entry::join_list;
use crate::domain::record::{Fields, Record};
use crate::domain::value::Value;

/// The records, with a heading line. Of rows only their number stands there.
pub(super) fn records<'r>(records: impl Iterator<Item = &'r Record>, kind: Option<&Kind>, dialogue: &Dialogue) -> String {
    let fields: Vec<&str> =
        kind.iter().flat_map(|kind| &kind.fields).map(|field| &*field.name).filter(|name| *name != "disclosure").collect();
    let rows: Vec<&str> = kind.iter().flat_map(|kind| &kind.rows).map(|row| &*row.name).collect();
    let title = if kind.is_none() { &["title"][..] } else { &[] };
    let heads = ["folder", "id", "disclosure"].iter().chain(title).chain(&fields).chain(&rows);
    let mut out = line(heads.map(|head| (*head).to_owned()));
    for record in records {
        let head = [record.kind().to_owned(), record.id().to_owned(), record_level(dialogue, record).value().to_owned()];
        let title = title.iter().map(|_| cell(&Value::Text(crate::domain::display::title_of(record, dialogue))));
        let values = fields.iter().map(|name| record.get(name).map(cell).unwrap_or_default());
        let counts = rows.iter().map(|name| record.rows(name).count().to_string());
        out.push_str(&line(head.into_iter().chain(title).chain(values).chain(counts)));
    }
    out
}

fn cell(value: &Value) -> String {
    match value {
        Value::Int(_) | Value::Number(_) | Value::Date(_) | Value::Time(_) | Value::Flag(_) => value.to_string(),
        Value::Text(text) | Value::Odd(text) => harmless(text),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(ToString::to_string).collect();
            harmless(&join_list(items.iter().map(String::as_str)))
        }
    }
}

/// Text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    let text = clean(text.trim_end());
    let formula = text.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{2212}']);
    if formula { format!("'{text}") } else { text.into_owned() }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted = |cell: String| {
        if cell.contains(['"', ',', '\n', '\r', ';']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    };
    let mut line = cells.map(quoted).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_a_formula_and_numbers_stay_numbers() {
        assert_eq!(cell(&"=1+1".into()), "'=1+1");
        assert_eq!(cell(&" @x".into()), "' @x");
        assert_eq!(cell(&Value::Int(-2)), "-2");
        assert_eq!(line(["a,b".to_owned(), "say \"x\"".to_owned()].into_iter()), "\"a,b\",\"say \"\"x\"\"\"\r\n");
    }
}
