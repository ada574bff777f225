//! All that a record says, as one folded text in which words can be looked for.

use super::dialogue::Dialogue;
use super::display::{Words, value_text};
use super::fold::fold_char;
use super::place::fields;
use super::record::Record;
use super::value::Value;

/// The text of a record without capitals and accents: its id, its texts, labels of choices, short names of links, days.
///
/// Parts stand on lines of their own, so that no word is found across two of them.
#[must_use]
pub fn of(record: &Record, dialogue: &Dialogue) -> String {
    let mut out = String::with_capacity(512);
    add(record.id(), &mut out);
    let kind = dialogue.kind_of(&record.key);
    for met in fields(record) {
        let def = kind.and_then(|kind| met.def(kind));
        if let Some(def) = def.filter(|def| def.choices().is_some() || def.targets().is_some()) {
            add(&value_text(def, &met.field.value, dialogue, Words::Full), &mut out);
        }
        for item in met.field.value.items() {
            match item {
                Value::Text(text) | Value::Odd(text) => add(text, &mut out),
                other => add(&other.to_string(), &mut out),
            }
        }
    }
    out
}

fn add(text: &str, out: &mut String) {
    // Most text is plain ASCII, and then a copy of it in small letters is all there is to do.
    if text.is_ascii() && !text.contains('\n') {
        let start = out.len();
        out.push_str(text);
        if let Some(added) = out.get_mut(start..) {
            added.make_ascii_lowercase();
        }
    } else {
        for c in text.chars() {
            fold_char(if c == '\n' { ' ' } else { c }, out);
        }
    }
    out.push('\n');
}
