//! A record's own page: what is wrong with it, its fields by section, its rows, and what mentions it. How a field stands there
//! is known in `fields`, how rows do in `rows`.

mod fields;
mod rows;

use self::fields::{field_lines, label_width};
use self::rows::{is_report, row_lines};
use super::{heading, words};
use crate::app::command::Command;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::audience::{Audience, record_level};
use crate::domain::catalogue::Kind;
use crate::domain::dates;
use crate::domain::display::{self, clean, one_line};
use crate::domain::lens::commitment;
use crate::domain::problem::Weight;
use crate::domain::record::{Fields, Key, Locked, Record};

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
        page.push(Line::of(Role::Muted, format!(" Nothing is written here yet: {} fills it in.", making.keymap.key(Command::Edit))));
    }
    page
}

fn title(record: &Record, kind: &Kind, making: &Making<'_>) -> String {
    if &*kind.name == "meetings" {
        let with = record.text("stakeholder").map(|id| making.dialogue.short(id).to_owned()).unwrap_or_default();
        let day = record.date("date").map(|day| dates::say_day(day, making.as_of())).unwrap_or_default();
        let day = if day.is_empty() { day } else { format!(" · {day}") };
        return format!("Bilateral with {}{day}", one_line(&with));
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
