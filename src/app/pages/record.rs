//! A record's own page: its fields by section, rows as tables, long text wrapped, problems, and what mentions it.

use super::{LABEL, heading, words};
use crate::app::fit;
use crate::app::limits::level_role;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::audience::{Audience, record_level, row_level};
use crate::domain::catalogue::{FieldDef, FieldType, Kind, RowDef};
use crate::domain::dialogue::Dialogue;
use crate::domain::display::{self, Words, clean, one_line, value_text};
use crate::domain::lens::{commitment, is_later};
use crate::domain::problem::Weight;
use crate::domain::record::{Fields, Key, Locked, Record, Row};
use crate::domain::value::Value;
use crate::domain::{dates, entry};
use unicode_width::UnicodeWidthStr;

/// So many links stand a line each; more of them stand together by their short names.
const FEW: usize = 3;
/// At most so many records that mention this one are named.
const MENTIONS: usize = 100;

/// The page of a record.
pub fn build(key: &Key, making: &mut Making<'_>) -> Page {
    let dialogue = making.dialogue;
    let (Some(record), Some(kind)) = (dialogue.find(key).cloned(), dialogue.kind_of(key).cloned()) else {
        let mut page = Page::new(key.to_string());
        page.push(Line::of(Role::Muted, " It is not there any more."));
        return page;
    };
    // An audience sees nothing that is not for it; of whom it knows by name alone, no level is written anywhere.
    let level = (making.sight.audience == Audience::Host).then(|| record_level(dialogue, &record).label());
    let mut page = Page::new(title(&record, &kind, making));
    page.aside = match &*kind.name {
        "commitments" => {
            let commitment = commitment::Commitment(&record);
            let since = commitment.promised_since(making.as_of()).map(|day| format!(" since {}", dates::say_day_and_month(day)));
            let promised = commitment.maturity().map(|maturity| words::choice(dialogue, "commitments", "maturity", maturity.value()));
            let promised = promised.map(|promised| promised + since.as_deref().unwrap_or_default());
            let status = commitment.status(making.as_of()).label().to_owned();
            [Some(status), promised, level.map(str::to_owned)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        _ => std::iter::once(kind.singular.as_str()).chain(level).collect::<Vec<_>>().join(" · "),
    };
    page.about = Some(key.clone());
    problems(&mut page, key, &record, making);
    let label = label_width(&kind, &record);
    // What was reported last is what is asked for first.
    for row in kind.rows.iter().filter(|row| is_report(row)) {
        row_lines(&mut page, row, &record, making);
    }
    for section in &kind.sections {
        let before = page.lines.len();
        for field in kind.fields.iter().filter(|field| field.section == section.name) {
            field_lines(&mut page, field, &record, making, label);
        }
        for row in kind.rows.iter().filter(|row| row.section == section.name && !is_report(row)) {
            row_lines(&mut page, row, &record, making);
        }
        if page.lines.len() > before {
            page.gap();
        }
    }
    unknown(&mut page, &record, &kind, label);
    mentions(&mut page, key, making);
    while page.lines.last().is_some_and(|line| line.spans.is_empty()) {
        page.lines.pop();
    }
    if page.lines.is_empty() {
        page.push(Line::of(
            Role::Muted,
            format!(" Nothing is written here yet: {} fills it in.", making.keymap.key(crate::app::command::Command::Edit)),
        ));
    }
    page
}

fn title(record: &Record, kind: &Kind, making: &Making<'_>) -> String {
    if &*kind.name == "meetings" {
        let with = record.text("stakeholder").map(|id| making.dialogue.short(id).to_owned()).unwrap_or_default();
        let day = record.date("date").map(|day| dates::say_day(day, making.as_of())).unwrap_or_default();
        return format!("Bilateral with {} · {day}", one_line(&with));
    }
    let name = display::title_of(record, making.dialogue);
    // An id that a person would say (c03, o2c) stands before the name; one made from the name only repeats it.
    if name == record.id() || record.id().len() > 5 { name } else { format!("{}  {name}", record.id()) }
}

fn problems(page: &mut Page, key: &Key, record: &Record, making: &mut Making<'_>) {
    let found = making.facts.problems(making.dialogue);
    for problem in found.of(key) {
        let sign = if problem.weight == Weight::Fault { "!" } else { "·" };
        let role = if problem.weight == Weight::Fault { Role::Bad } else { Role::Muted };
        let field = problem.field.as_ref().map(|field| format!("{field}: ")).unwrap_or_default();
        let text = clean(&format!("line {}  {field}{} {}", problem.at.line, problem.what, problem.hint)).into_owned();
        for (n, line) in fit::wrap(&text, making.width.saturating_sub(4)).into_iter().enumerate() {
            page.push(Line::of(role, if n == 0 { format!(" {sign} ") } else { "   ".to_owned() }).with(Role::Text, line));
        }
    }
    match record.locked {
        Some(Locked::Link) => page.push(Line::of(Role::Warn, " A symbolic link: it can be read here but not written.")),
        Some(Locked::Unreadable) => page.push(Line::of(Role::Warn, " The file is kept as it is; E opens it in $EDITOR.")),
        None => {}
    }
    page.gap();
}

fn label_width(kind: &Kind, record: &Record) -> usize {
    let widest = kind.fields.iter().filter(|field| record.get(&field.name).is_some()).map(|field| field.label.width()).max();
    (widest.unwrap_or(0) + 3).clamp(LABEL, 22)
}

fn field_lines(page: &mut Page, field: &FieldDef, record: &Record, making: &Making<'_>, label: usize) {
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

fn row_lines(page: &mut Page, def: &RowDef, record: &Record, making: &Making<'_>) {
    // What is in the calendar was known before its day.
    let past = making.sight.past(making.today).filter(|_| !record.key.is_dialogue());
    let is_known = |row: &Row| !past.is_some_and(|day| is_later(row, day));
    let rows: Vec<(usize, &Row)> = record.rows(&def.name).enumerate().filter(|(_, row)| is_known(row)).collect();
    let later = record.rows(&def.name).count() - rows.len();
    if rows.is_empty() && later == 0 {
        return;
    }
    page.gap();
    let without = if later > 0 { format!("   without {later} of later days") } else { String::new() };
    page.push(heading(&def.title).with(Role::Warn, without));
    let columns = table_columns(def, &rows, making);
    let ordered: Box<dyn Iterator<Item = &(usize, &Row)>> =
        if is_report(def) { Box::new(rows.iter().rev()) } else { Box::new(rows.iter()) };
    for (index, row) in ordered {
        one_row(page, def, row, *index, record, &columns, making);
    }
    page.gap();
}

/// Rows that report on something over time: they stand first, the latest on top.
fn is_report(def: &RowDef) -> bool {
    matches!(&*def.name, "progress" | "measurement")
}

/// The fields of the brief as columns, each as wide as its widest cell; where that is too much, the widest give way.
fn table_columns<'a>(def: &'a RowDef, rows: &[(usize, &Row)], making: &Making<'_>) -> Vec<(&'a FieldDef, usize)> {
    /// A column that gives way keeps so many cells.
    const LEAST: usize = 12;
    let mut columns: Vec<(&FieldDef, usize)> = def
        .brief
        .iter()
        .filter_map(|name| def.field(name))
        .map(|field| (field, rows.iter().map(|(_, row)| cell(field, row, making).width()).max().unwrap_or(0)))
        .filter(|(_, width)| *width > 0)
        .collect();
    // The letter of the row's level stands at the right edge.
    let room = making.width.saturating_sub(5);
    while columns.iter().map(|(_, width)| width + 2).sum::<usize>() > room + 2 {
        match columns.iter_mut().max_by_key(|(_, width)| *width) {
            Some((_, widest)) if *widest > LEAST => *widest -= 1,
            _ => break,
        }
    }
    columns
}

fn cell(field: &FieldDef, row: &Row, making: &Making<'_>) -> String {
    row.get(&field.name).map(|value| value_text(field, value, making.dialogue, Words::Short)).unwrap_or_default()
}

fn one_row(page: &mut Page, def: &RowDef, row: &Row, index: usize, record: &Record, columns: &[(&FieldDef, usize)], making: &Making<'_>) {
    let mut line = Line::of(Role::Text, " ");
    let mut rest = Vec::new();
    for (n, (field, width)) in columns.iter().enumerate() {
        let text = cell(field, row, making);
        let last = n + 1 == columns.len();
        let role = if field.targets().is_some() { Role::Accent } else { Role::Text };
        if last {
            rest = fit::wrap(&text, (*width).max(8));
            let first = if rest.is_empty() { String::new() } else { rest.remove(0) };
            line.push(role, first);
        } else {
            line.push(role, fit::left(&text, *width));
            line.push(Role::Text, "  ");
        }
    }
    let level = row_level(making.dialogue, record, row);
    let sign = if making.sight.audience == Audience::Host { level.sign() } else { "" };
    let line = line.right(making.width.saturating_sub(1), level_role(level), sign);
    page.push(line.opening(Opens::Row(record.key.clone(), def.name.clone(), index)));
    let indent: usize = columns.iter().rev().skip(1).map(|(_, width)| width + 2).sum::<usize>() + 1;
    for more in rest {
        page.push(Line::blank().to(indent).with(Role::Text, more));
    }
    // What the brief leaves out, in one muted paragraph below.
    let mut others: Vec<String> = def
        .fields
        .iter()
        .filter(|field| &*field.name != "disclosure" && !columns.iter().any(|(shown, _)| shown.name == field.name))
        .filter_map(|field| {
            let value = row.get(&field.name).filter(|value| !value.is_blank())?;
            let text = value_text(field, value, making.dialogue, Words::Full);
            Some(if &*field.name == "quote" { format!("“{text}”") } else { format!("{} {text}", field.label.to_lowercase()) })
        })
        .collect();
    let differs = level != record_level(making.dialogue, record);
    others.extend(differs.then(|| level.label().to_owned()));
    if !others.is_empty() {
        for text in fit::wrap(&others.join(" · "), making.width.saturating_sub(5)) {
            page.push(Line::of(Role::Muted, format!("    {text}")));
        }
    }
}

fn unknown(page: &mut Page, record: &Record, kind: &Kind, label: usize) {
    let unknown: Vec<_> = record.fields.iter().filter(|field| kind.field(&field.name).is_none()).collect();
    if unknown.is_empty() {
        return;
    }
    page.gap();
    page.push(Line::of(Role::Muted, " Kept as it stands: keys that this program does not know"));
    for field in unknown {
        page.push(
            Line::of(Role::Muted, format!(" {}", one_line(&field.name))).to(label).with(Role::Muted, one_line(&field.value.to_string())),
        );
    }
    page.gap();
}

fn mentions(page: &mut Page, key: &Key, making: &mut Making<'_>) {
    if key.is_dialogue() {
        return;
    }
    let backlinks = making.facts.backlinks(making.dialogue);
    // All mentions by one record stand together.
    let mut seen: Vec<&Key> = backlinks.mentions(key).iter().map(|mention| &mention.from).collect();
    seen.dedup();
    if seen.is_empty() {
        return;
    }
    page.gap();
    page.push(heading("Mentioned in"));
    for from in seen.iter().take(MENTIONS) {
        let Some(record) = making.dialogue.find(from) else { continue };
        let kind = making.dialogue.kind_of(from).map(|kind| kind.singular.clone()).unwrap_or_default();
        let name = display::title_of(record, making.dialogue);
        page.push(
            Line::of(Role::Muted, format!(" {}", fit::left(&kind, 20)))
                .with(Role::Text, "  ")
                .with(Role::Accent, fit::fit(&name, making.width.saturating_sub(25)))
                .opening(Opens::Record((*from).clone())),
        );
    }
    if seen.len() > MENTIONS {
        let more = format!(" {} more; a search for {} finds them", seen.len() - MENTIONS, key.id);
        page.push(Line::of(Role::Muted, more).opening(Opens::Page(Source::Found(key.id.to_string()))));
    }
}
