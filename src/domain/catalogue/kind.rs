//! A record kind: its fields and rows, how it is listed, named and given an id.

use super::super::disclosure::Disclosure;
use super::super::record::Name;
use super::super::value::Value;
use std::sync::Arc;

/// Everything the program knows about one kind of record.
#[derive(Debug, Clone)]
pub struct Kind {
    /// The folder; [`DIALOGUE`](super::super::record::DIALOGUE) for the process itself.
    pub name: Name,
    /// Plural, as a heading.
    pub title: String,
    /// Singular, as in a sentence.
    pub singular: String,
    /// The number of the tool it records, 1 to 19.
    pub tool: Option<u8>,
    /// The phases in whose tab its list is offered.
    pub phases: Vec<String>,
    /// What belongs in an empty list.
    pub empty: String,
    /// What the kind is, for the reference pages.
    pub about: String,
    /// How ids are made.
    pub id: IdRule,
    /// The fields an id is made from.
    pub id_from: Vec<Name>,
    /// The fields that together name a record on screen.
    pub named_by: Vec<Name>,
    /// The field shown where space is short.
    pub short_by: Option<Name>,
    /// How a list is sorted at first.
    pub sort: Sort,
    /// Whether the program alone writes records of this kind.
    pub read_only: bool,
    /// Whether records of this kind are events.
    pub event: bool,
    /// The columns of its list, left to right.
    pub columns: Vec<Column>,
    /// The sections of its form, in order.
    pub sections: Vec<Section>,
    /// Its fields in the order of the form.
    pub fields: Vec<FieldDef>,
    /// Its rows in the order of the form.
    pub rows: Vec<RowDef>,
}

/// A section of a form and of a detail page.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its name in the catalogue.
    pub name: Name,
    /// Its heading.
    pub title: String,
}

/// How the id of a new record is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdRule {
    /// `DATE-LINK`, as `2026-03-16-udk`.
    DateLink,
    /// `DATE-words-of-title`.
    DateTitle,
    /// From a name or title.
    Name,
    /// A prefix and the next free number: `c01`.
    Numbered {
        /// What stands before the number.
        prefix: String,
        /// At least so many digits.
        digits: usize,
    },
    /// Two links: `kec--molsp`.
    Pair,
    /// The dialogue itself.
    Fixed,
}

/// A field to sort by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The field, `id`, or a computed column (`fn:late`).
    pub by: Name,
    /// Greatest first.
    pub descending: bool,
}

/// Which way a column leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column of a list.
#[derive(Debug, Clone)]
pub struct Column {
    /// A field, `id`, or a computed column: `fn:late`, `fn:status`, `fn:promised`, `fn:rows:NAME`.
    pub field: Name,
    /// Its heading.
    pub title: String,
    /// Cells at 80 columns.
    pub width: u16,
    /// Its share of spare room; 0 takes none.
    pub grow: u16,
    /// Left out when narrow: 0 never, 1 first, 2 next, …
    pub drop: u8,
    /// Left or right.
    pub align: Align,
}

/// The kinds a link may lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Targets {
    /// Kind names; `event` stands for every kind of event.
    pub kinds: Vec<Name>,
    /// Written as `folder/id` rather than as the id alone.
    pub qualified: bool,
}

/// One choice of a list of choices.
#[derive(Debug, Clone)]
pub struct Choice {
    /// As written in files: text, or a whole number.
    pub value: Value,
    /// As shown on screen.
    pub label: String,
    /// As shown in a narrow column.
    pub short: String,
    /// A symbol that says the same, such as `×`.
    pub symbol: Option<String>,
    /// Half a sentence about it.
    pub help: Option<String>,
}

/// A list of choices, shared by all fields that offer it.
#[derive(Debug, Clone)]
pub struct Choices(pub Arc<[Choice]>);

impl Choices {
    /// The choice of that value.
    #[must_use]
    pub fn find(&self, value: &Value) -> Option<&Choice> {
        self.0.iter().find(|choice| choice.value == *value)
    }

    /// All choices in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Choice> {
        self.0.iter()
    }
}

/// What a field may hold.
#[derive(Debug, Clone)]
pub enum FieldType {
    /// A line of text.
    Text,
    /// Long text, one paragraph a line.
    Note,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A number, with or without a fraction.
    Number,
    /// A whole number, with its bounds (both included) where there are any.
    Int {
        /// Least.
        min: Option<i64>,
        /// Greatest.
        max: Option<i64>,
    },
    /// Yes or no.
    Flag,
    /// One of a list.
    One(Choices),
    /// Any number of a list.
    Many(Choices),
    /// Another record.
    Link(Targets),
    /// Other records.
    Links(Targets),
    /// A list of texts.
    List,
    /// A list of whole numbers.
    Ints,
}

/// What a new record is given in a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Initial {
    /// The day it is made.
    Today,
    /// The phase in which that day lies.
    Phase,
    /// A fixed value.
    Value(Value),
}

/// A field of a kind or of a row.
#[derive(Debug, Clone)]
pub struct FieldDef {
    /// The key in the file.
    pub name: Name,
    /// On screen.
    pub label: String,
    /// What it may hold.
    pub ty: FieldType,
    /// A record without it is a draft.
    pub required: bool,
    /// The section of the form; empty in rows.
    pub section: Name,
    /// What an absent field means for computing and showing; never written.
    pub default: Option<Value>,
    /// What a new record is given.
    pub initial: Option<Initial>,
    /// One line for the focused field.
    pub help: String,
    /// Always of this disclosure, never raised.
    pub level: Option<Disclosure>,
    /// Older names of the field.
    pub was: Vec<Name>,
    /// Unit, for numbers.
    pub unit: Option<String>,
    /// Words for the least and the greatest of a scale.
    pub ends: Option<(String, String)>,
}

/// An array of tables of a kind.
#[derive(Debug, Clone)]
pub struct RowDef {
    /// The key in the file.
    pub name: Name,
    /// Heading, plural.
    pub title: String,
    /// In a sentence.
    pub singular: String,
    /// The section of the form.
    pub section: Name,
    /// One line of help.
    pub help: String,
    /// Always of this disclosure, never raised.
    pub level: Option<Disclosure>,
    /// The fields that show a row in one line.
    pub brief: Vec<Name>,
    /// Its fields.
    pub fields: Vec<FieldDef>,
}

impl Kind {
    /// What people call a place in a record, as faults and changes name it: `notes`, `position[2].value`.
    #[must_use]
    pub fn says(&self, path: &str) -> String {
        let row = path.split_once('[').and_then(|(name, rest)| {
            let row = self.rows.iter().find(|row| &*row.name == name)?;
            let (index, field) = rest.split_once(']')?;
            let field = row.fields.iter().find(|def| Some(&*def.name) == field.strip_prefix('.'));
            Some(format!("{} {index}{}", row.singular, field.map(|def| format!(", {}", def.label)).unwrap_or_default()))
        });
        row.or_else(|| self.field(path).map(|def| def.label.clone())).unwrap_or_else(|| path.to_owned())
    }

    /// The field of that name, or the one that once had it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldDef> {
        find(&self.fields, name)
    }

    /// The row of that name.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<&RowDef> {
        self.rows.iter().find(|row| &*row.name == name)
    }
}

impl RowDef {
    /// The field of that name, or the one that once had it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldDef> {
        find(&self.fields, name)
    }
}

fn find<'a>(fields: &'a [FieldDef], name: &str) -> Option<&'a FieldDef> {
    fields.iter().find(|field| &*field.name == name).or_else(|| fields.iter().find(|field| field.was.iter().any(|was| &**was == name)))
}

impl FieldDef {
    /// The list of choices of a choice field.
    #[must_use]
    pub fn choices(&self) -> Option<&Choices> {
        match &self.ty {
            FieldType::One(choices) | FieldType::Many(choices) => Some(choices),
            _ => None,
        }
    }

    /// Where a link field leads.
    #[must_use]
    pub fn targets(&self) -> Option<&Targets> {
        match &self.ty {
            FieldType::Link(targets) | FieldType::Links(targets) => Some(targets),
            _ => None,
        }
    }
}
