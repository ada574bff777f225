//! Everything that is wrong, file by file, each with what to do about it.

use super::count;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::display::clean;
use crate::domain::problem::{Problem, Weight};
use crate::domain::record::Key;

/// The page of problems.
pub fn build(making: &mut Making<'_>) -> Page {
    let mut page = Page::new("Problems");
    let found = making.facts.problems(making.dialogue);
    let faults = found.faults() + making.config_problems.len();
    page.aside = count(faults, "problem", "problems");
    for problem in making.config_problems {
        push(&mut page, problem, None, making);
    }
    let (real, hints): (Vec<_>, Vec<_>) = found.all.iter().partition(|problem| problem.weight == Weight::Fault);
    for problem in &real {
        push(&mut page, problem, key_of(problem, making), making);
    }
    if faults == 0 {
        page.push(Line::of(Role::Good, " Every record reads well."));
    }
    if !hints.is_empty() {
        page.gap();
        page.push(Line::of(Role::Muted, " Unusual, and kept as it is"));
        for hint in hints {
            push(&mut page, hint, key_of(hint, making), making);
        }
    }
    page
}

fn key_of(problem: &Problem, making: &Making<'_>) -> Option<Key> {
    let key = match problem.file.strip_suffix(".toml")?.split_once('/') {
        Some((kind, id)) => Key::new(kind, id),
        None => Key::dialogue(),
    };
    making.dialogue.find(&key).map(|record| record.key.clone())
}

fn push(page: &mut Page, problem: &Problem, key: Option<Key>, making: &Making<'_>) {
    let width = making.width;
    let kind = key.as_ref().and_then(|key| making.dialogue.kind_of(key));
    let fault = problem.weight == Weight::Fault;
    let place = format!("{}:{}:{}", problem.file, problem.at.line, problem.at.column);
    let field = problem.field.as_ref().map(|field| format!("{}: ", kind.map_or_else(|| field.to_string(), |kind| kind.says(field))));
    let field = field.unwrap_or_default();
    let mut head = Line::of(if fault { Role::Bad } else { Role::Muted }, if fault { " ! " } else { " · " })
        .with(Role::Accent, clean(&place).into_owned());
    if let Some(key) = key {
        head = head.opening(Opens::Record(key));
    }
    page.push(head);
    for line in fit::wrap(&clean(&format!("{field}{} {}", problem.what, problem.hint)), width.saturating_sub(4)) {
        page.push(Line::of(Role::Text, format!("   {line}")));
    }
}
