//! What is wrong with records by what the catalogue says of their kinds; what is only unusual is a hint.
//!
//! Nothing here reads or mends a file. Everything said has a place; a missing field's place is the start of its file.

mod confidential;
mod field;
mod order;

use super::catalogue::{FieldDef, FieldType, Kind, RowDef};
use super::dialogue::Dialogue;
use super::display::with_article;
use super::ids::valid_id;
use super::nearest::nearest;
use super::place::{FieldPath, rows};
use super::problem::Problem;
use super::record::{Field, Fields, Locked, Record, Row};
use super::value::Value;
use std::sync::Arc;

/// The required fields that are absent or blank; one under an older name is there.
fn lacking<'a>(holder: &'a impl Fields, defs: &'a [FieldDef]) -> impl Iterator<Item = &'a FieldDef> {
    let has = |name: &str| holder.get(name).is_some_and(|value| !value.is_blank());
    defs.iter().filter(move |def| def.required && !has(&def.name) && !def.was.iter().any(|was| has(was)))
}

/// All problems and hints of a dialogue: those of its configuration and folder, and those of every record; in the order of
/// file, line, column and field.
#[must_use]
pub fn all(dialogue: &Dialogue) -> Vec<Problem> {
    let mut problems = dialogue.problems.clone();
    let records = std::iter::once(dialogue.process()).chain(dialogue.all().map(Arc::as_ref));
    problems.extend(records.flat_map(|each| record(dialogue, each)));
    in_order(&mut problems);
    problems
}

/// Puts problems in the order of file, line, column and field.
pub fn in_order(problems: &mut [Problem]) {
    problems.sort_by(|a, b| (&a.file, a.at, &a.field, &a.what).cmp(&(&b.file, b.at, &b.field, &b.what)));
}

/// The problems and hints of one record; of a file that could not be read, only that.
#[must_use]
pub fn record(dialogue: &Dialogue, record: &Record) -> Vec<Problem> {
    let mut problems = record.flaws.clone();
    let Some(kind) = dialogue.kind_of(&record.key) else { return problems };
    if record.locked == Some(Locked::Unreadable) {
        return problems;
    }
    let mut checker = Checker { dialogue, record, kind, file: record.key.file(), problems: Vec::new() };
    checker.run();
    problems.append(&mut checker.problems);
    problems
}

/// One record under examination.
struct Checker<'a> {
    dialogue: &'a Dialogue,
    record: &'a Record,
    kind: &'a Kind,
    file: String,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn run(&mut self) {
        let (record, kind) = (self.record, self.kind);
        if !record.key.is_dialogue() && !valid_id(record.id()) {
            let what = "The file's name is not a good id.";
            self.problems.push(Problem::new(&*self.file, what, "Use lower-case letters a to z, digits and -, at most 64.").as_hint());
        }
        for def in lacking(record, &kind.fields) {
            self.missing(None, def, &kind.singular, record.field(&def.name));
        }
        for field in &record.fields {
            self.own_field(field);
        }
        for (row, index) in rows(record) {
            match kind.row(&row.name) {
                Some(def) => self.row(row, index, def),
                None => self.unknown_row(row, index),
            }
        }
        self.itself();
        self.in_order(record, None);
        self.confidentiality();
        self.format();
    }

    fn own_field(&mut self, field: &Field) {
        let kind = self.kind;
        match kind.field(&field.name) {
            Some(def) => self.field(field, def, None),
            None if kind.row(&field.name).is_some() => {
                if field.value != Value::List(Vec::new()) {
                    let hint = format!("Write each as a table of its own, under [[{}]].", field.name);
                    self.say(field, None, "This holds rows, not a value.", hint);
                }
            }
            None => {
                let names = kind.fields.iter().map(|def| &*def.name).chain(kind.rows.iter().map(|row| &*row.name));
                self.unknown(field, None, &kind.singular, nearest(&field.name, names));
            }
        }
    }

    fn row(&mut self, row: &Row, index: usize, def: &RowDef) {
        for lacks in lacking(row, &def.fields) {
            self.missing(Some((row, index)), lacks, &def.singular, row.field(&lacks.name));
        }
        for field in &row.fields {
            match def.field(&field.name) {
                Some(known) => self.field(field, known, Some((row, index))),
                None => {
                    let near = nearest(&field.name, def.fields.iter().map(|def| &*def.name));
                    self.unknown(field, Some((row, index)), &def.singular, near);
                }
            }
        }
        self.in_order(row, Some((row, index)));
    }

    fn unknown_row(&mut self, row: &Row, index: usize) {
        let path = format!("{}[{}]", row.name, index + 1);
        let problem = |what: String, hint: String| Problem::new(&*self.file, what, hint).at(row.at).field(path);
        let problem = if self.kind.field(&row.name).is_some() {
            problem("This is a field, not a table.".to_owned(), format!("Write it as {} = … above the first table.", row.name))
        } else {
            let near = nearest(&row.name, self.kind.rows.iter().map(|row| &*row.name));
            problem(format!("{} is no row of {}.", row.name, with_article(&self.kind.singular)), kept_or(near)).as_hint()
        };
        self.problems.push(problem);
    }

    fn unknown(&mut self, field: &Field, row: Option<(&Row, usize)>, singular: &str, near: Option<&str>) {
        let what = format!("{} is no field of {}.", field.name, with_article(singular));
        self.say(field, row, what, kept_or(near));
        self.make_last_a_hint();
    }

    fn missing(&mut self, row: Option<(&Row, usize)>, def: &FieldDef, singular: &str, blank: Option<&Field>) {
        let state = if blank.is_some() { "empty" } else { "missing" };
        let what = format!("This is {state} and {} needs it.", with_article(singular));
        let problem = Problem::new(&*self.file, what, format!("Write {} = {}.", def.name, example(def)))
            .field(path(row, &def.name))
            .at(blank.map(|field| field.at).unwrap_or_default());
        self.problems.push(problem);
    }

    /// The format of the folder that this program reads and writes.
    fn format(&mut self) {
        let Some(field) = self.record.field("format").filter(|_| self.record.key.is_dialogue()) else { return };
        if field.value.as_int().is_some_and(|format| format != 1) {
            let what = format!("This folder is in format {}; this program knows format 1.", field.value);
            self.say(field, None, what, "Open it with a newer convenor.");
        }
    }

    fn say(&mut self, field: &Field, row: Option<(&Row, usize)>, what: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(Problem::new(&*self.file, what, hint).at(field.at).field(path(row, &field.name)));
    }

    fn make_last_a_hint(&mut self) {
        if let Some(problem) = self.problems.pop() {
            self.problems.push(problem.as_hint());
        }
    }
}

fn path(row: Option<(&Row, usize)>, field: &str) -> String {
    FieldPath { row: row.map(|(row, index)| (row.name.clone(), index)), field: field.into() }.to_string()
}

fn kept_or(near: Option<&str>) -> String {
    near.map_or_else(|| "It is kept as it stands.".to_owned(), |near| format!("Did you mean {near}?"))
}

/// What a good value looks like in the file.
fn example(def: &FieldDef) -> String {
    let first = |choices: &super::catalogue::Choices| match choices.iter().next().map(|choice| &choice.value) {
        Some(Value::Text(text)) => format!("\"{text}\""),
        Some(other) => other.to_string(),
        None => "\"…\"".to_owned(),
    };
    match &def.ty {
        FieldType::Date => "2026-03-31".to_owned(),
        FieldType::Time => "14:30:00".to_owned(),
        FieldType::Number => "12.5".to_owned(),
        FieldType::Int { min, .. } => min.unwrap_or(1).to_string(),
        FieldType::Flag => "true".to_owned(),
        FieldType::One(choices) => first(choices),
        FieldType::Many(choices) => format!("[{}]", first(choices)),
        FieldType::Links(_) | FieldType::List => "[\"…\"]".to_owned(),
        FieldType::Ints => "[1]".to_owned(),
        FieldType::Text | FieldType::Note | FieldType::Link(_) => "\"…\"".to_owned(),
    }
}

#[cfg(test)]
mod tests;
