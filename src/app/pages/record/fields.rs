//! A field on its record's page: text, links, days and choices, each as people read it.

use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::app::pages::{LABEL, heading};
use crate::domain::catalogue::{FieldDef, FieldType, Kind};
use crate::domain::dialogue::Dialogue;
use crate::domain::display::{self, clean, one_line};
use crate::domain::record::{Fields, Key, Record};
use crate::domain::value::Value;
use crate::domain::{dates, entry};
use unicode_width::UnicodeWidthStr;

/// So many links stand a line each; more of them stand together by their short names.
const FEW: usize = 3;

/// Cells that the names of the fields take, with the gap behind them.
pub(super) fn label_width(kind: &Kind, record: &Record) -> usize {
    let widest = kind.fields.iter().filter(|field| record.get(&field.name).is_some()).map(|field| field.label.width()).max();
    (widest.unwrap_or(0) + 3).clamp(LABEL, 22)
}

/// The lines of a field, none where it says nothing: long text wrapped below its name, links each leading to its record, short
/// values beside each other where there is room.
pub(super) fn field_lines(page: &mut Page, field: &FieldDef, record: &Record, making: &Making<'_>, label: usize) {
    let Some(value) = record.get(&field.name) else { return };
    // The number of the files' format is the program's own.
    let own = record.key.is_dialogue() && &*field.name == "format";
    if own || value.is_blank() || &*field.name == "disclosure" || is_in_title(page, field, value) {
        return;
    }
    if let (FieldType::Note, Value::Text(text)) = (&field.ty, value) {
        page.gap();
        page.push(heading(&field.label));
        for line in fit::wrap(&clean(text.trim_end()), making.width.saturating_sub(2).min(96)) {
            page.push(Line::of(Role::Text, format!(" {line}")));
        }
        page.gap();
        return;
    }
    let head = |first: bool| {
        Line::of(Role::Field, if first { format!(" {}", fit::fit(&field.label, label - 2)) } else { String::new() }).to(label)
    };
    let room = making.width.saturating_sub(label + 1).max(8);
    if let Some(targets) = field.targets() {
        let links: Vec<&str> = value.items().iter().filter_map(Value::as_text).collect();
        if links.len() > FEW {
            let known: Vec<&Record> = links.iter().filter_map(|link| making.dialogue.resolve(targets, link)).map(AsRef::as_ref).collect();
            let names: Vec<String> = known.iter().map(|record| display::short_of(record, making.dialogue)).collect();
            let keys: Vec<Key> = known.iter().map(|record| record.key.clone()).collect();
            for (n, line) in fit::wrap(&names.join(", "), room).into_iter().enumerate() {
                page.push(head(n == 0).with(Role::Accent, line).opening(Opens::Choice(keys.clone())));
            }
            for lost in links.iter().filter(|link| making.dialogue.resolve(targets, link).is_none()) {
                page.push(head(false).with(Role::Bad, format!("{}  leads nowhere", one_line(lost))));
            }
            return;
        }
        for (n, item) in links.into_iter().enumerate() {
            let target = making.dialogue.resolve(targets, item);
            page.push(match target {
                Some(target) => head(n == 0)
                    .with(Role::Accent, fit::fit(&link_name(target, making.dialogue), room))
                    .opening(Opens::Record(target.key.clone())),
                None => head(n == 0).with(Role::Bad, format!("{}  leads nowhere", one_line(item))),
            });
        }
        return;
    }
    let mut text = entry::show(field, value, making.dialogue);
    if let Some(day) = value.as_date() {
        text = format!("{}  {}", dates::say_day(day, making.as_of()), distance(field, record, day, making)).trim_end().to_owned();
    }
    if let Some((least, most)) = &field.ends
        && let Some(number) = value.as_int()
    {
        text = format!("{number}  ({least} 1 – {most} 5)");
    }
    if beside(page, field, &text, label, making.width) {
        return;
    }
    for (n, line) in fit::wrap(&text, room).into_iter().enumerate() {
        page.push(head(n == 0).with(Role::Text, line));
    }
}

/// Puts a short field to the right of the short one before it; says whether there was room.
fn beside(page: &mut Page, field: &FieldDef, text: &str, label: usize, width: usize) -> bool {
    let half = width / 2;
    let Some(before) = page.lines.last_mut() else { return false };
    let alone = before.spans.len() == 3 && before.spans.first().is_some_and(|span| span.role == Role::Field) && before.opens.is_none();
    if !alone || width < 76 || before.width() + 2 > half || half + label + text.width() > width || text.contains('\n') {
        return false;
    }
    let line = std::mem::take(before).to(half).with(Role::Field, fit::fit(&field.label, label - 2));
    *before = line.to(half + label - 1).with(Role::Text, text.to_owned());
    true
}

/// What the title of the page says whole is not said again.
fn is_in_title(page: &Page, field: &FieldDef, value: &Value) -> bool {
    matches!(&*field.name, "title" | "name") && value.as_text().is_some_and(|text| page.title.ends_with(text) && page.title.width() < 56)
}

/// How far a day is, said only where it asks for something: a due date, or what is planned.
fn distance(field: &FieldDef, record: &Record, day: chrono::NaiveDate, making: &Making<'_>) -> String {
    let asks = field.name.contains("due") || field.name.contains("next") || record.text("status") == Some("planned");
    let over = matches!(record.text("status"), Some("done" | "dropped" | "held" | "signed" | "closed"));
    if asks && !over { format!("({})", dates::say_distance(day, making.as_of())) } else { String::new() }
}

fn link_name(target: &Record, dialogue: &Dialogue) -> String {
    let short = display::short_of(target, dialogue);
    let name = display::title_of(target, dialogue);
    if name == short || name.is_empty() { short } else { format!("{short}  {name}") }
}
