//! Records in their usual form, read straight from what the parser tells while it goes through the text.
//!
//! Keys with values, and `[[rows]]` of such: hardly a record is more than that. Whatever else stands in a file, and every
//! fault, is left to the [`outline`](super::outline), which builds all of it and knows the place of every fault.

use super::codec::{date_or_time, float, int, plain_newlines};
use super::names::Names;
use crate::domain::problem::At;
use crate::domain::record::{Field, Name, Row};
use crate::domain::value::Value;
use std::borrow::Cow;
use std::sync::Arc;
use toml::value::Datetime;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::lexer::Token;
use toml_parser::parser::{Event, EventKind, EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Source, Span};

/// Reads records in their usual form, one after the other, with what is used for all of them.
#[derive(Default)]
pub(super) struct Plain {
    tokens: Vec<Token>,
    fields: Vec<Field>,
    rows: Vec<Row>,
}

impl Plain {
    /// The fields and rows of a text; nothing when it has a fault or holds anything unusual.
    pub(super) fn read(&mut self, text: &str, names: &mut Names) -> Option<(Vec<Field>, Vec<Row>)> {
        let source = Source::new(text);
        self.tokens.clear();
        self.tokens.extend(source.lex());
        self.fields.clear();
        self.rows.clear();
        // A byte order mark is no character of the first line.
        let line_start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut reader = Reader {
            source,
            names,
            own: Vec::new(),
            fields: &mut self.fields,
            rows: &mut self.rows,
            row: None,
            head: None,
            key: None,
            list: None,
            line: 1,
            line_start,
            unusual: false,
        };
        let mut fault: Option<ParseError> = None;
        parse_document(&self.tokens, &mut reader, &mut fault);
        reader.close();
        if reader.unusual || reader.head.is_some() || reader.key.is_some() || reader.list.is_some() || fault.is_some() {
            return None;
        }
        // Of the exact size: they are kept as long as the program runs.
        Some((reader.own, self.rows.drain(..).collect()))
    }
}

struct Reader<'t, 'r> {
    source: Source<'t>,
    names: &'r mut Names,
    /// The record's own fields, once all are there.
    own: Vec<Field>,
    /// The fields of what is being read, the record or a row.
    fields: &'r mut Vec<Field>,
    rows: &'r mut Vec<Row>,
    /// The row that is being read.
    row: Option<(Name, At)>,
    /// The head that is being read.
    head: Option<At>,
    /// The key whose value comes next.
    key: Option<Name>,
    /// The list that is being read.
    list: Option<List>,
    line: u32,
    line_start: usize,
    unusual: bool,
}

/// A list and where it begins.
struct List {
    start: usize,
    at: At,
    items: Vec<Value>,
}

impl<'t> Reader<'t, '_> {
    fn at(&self, offset: usize) -> At {
        let before = self.text(self.line_start, offset).as_bytes();
        let column = before.iter().filter(|byte| **byte & 0xC0 != 0x80).count() + 1;
        At { line: self.line, column: u32::try_from(column).unwrap_or(u32::MAX) }
    }

    fn text(&self, start: usize, end: usize) -> &'t str {
        self.source.input().get(start..end).unwrap_or_default()
    }

    /// What was being read is all there.
    fn close(&mut self) {
        let fields = self.fields.drain(..).collect();
        match self.row.take() {
            Some((name, at)) => self.rows.push(Row { name, fields, at }),
            None => self.own = fields,
        }
    }

    fn set(&mut self, at: At, value: Value) {
        let Some(name) = self.key.take() else {
            self.unusual = true;
            return;
        };
        self.unusual |= has(self.fields, &name);
        self.fields.push(Field { name, value, at });
    }

    fn name(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) -> Option<Name> {
        let mut said = Cow::Borrowed("");
        self.source.get(Event::new_unchecked(EventKind::SimpleKey, encoding, span))?.decode_key(&mut said, error);
        Some(self.names.of(&said))
    }

    fn value(&self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) -> Option<Value> {
        let mut said = Cow::Borrowed("");
        let raw = self.source.get(Event::new_unchecked(EventKind::Scalar, encoding, span))?;
        let value = match raw.decode_scalar(&mut said, error) {
            ScalarKind::String => Some(Value::Text(plain_newlines(raw.as_bytes(), said))),
            ScalarKind::Boolean(flag) => Some(Value::Flag(flag)),
            ScalarKind::Integer(radix) => int(&said, radix.value()),
            ScalarKind::Float => float(&said),
            // A day that is none is a fault.
            ScalarKind::DateTime => date_or_time(&said.parse::<Datetime>().ok()?),
        };
        Some(value.unwrap_or_else(|| Value::Odd(raw.as_str().to_owned())))
    }
}

/// Whether one of the fields has that name. Names are kept once: the same name is the same place.
fn has(fields: &[Field], name: &Name) -> bool {
    fields.iter().any(|field| Arc::ptr_eq(&field.name, name))
}

impl EventReceiver for Reader<'_, '_> {
    fn std_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.unusual = true;
    }

    fn inline_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) -> bool {
        self.unusual = true;
        false
    }

    fn key_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.unusual = true;
    }

    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.unusual = true;
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.head = Some(self.at(span.start()));
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let Some(name) = self.name(span, encoding, error) else {
            self.unusual = true;
            return;
        };
        match self.head.take() {
            Some(at) => {
                self.close();
                self.unusual |= has(&self.own, &name);
                self.row = Some((name, at));
            }
            None => self.unusual |= self.key.replace(name).is_some(),
        }
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.unusual |= self.list.replace(List { start: span.start(), at: self.at(span.start()), items: Vec::new() }).is_some();
        !self.unusual
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        let Some(List { start, at, items }) = self.list.take() else {
            self.unusual = true;
            return;
        };
        let odd = items.iter().any(|item| matches!(item, Value::Odd(_)));
        let value = if odd { Value::Odd(self.text(start, span.end()).to_owned()) } else { Value::List(items) };
        self.set(at, value);
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let Some(value) = self.value(span, encoding, error) else {
            self.unusual = true;
            return;
        };
        match &mut self.list {
            Some(list) => list.items.push(value),
            None => self.set(self.at(span.start()), value),
        }
        if matches!(encoding, Some(Encoding::MlBasicString | Encoding::MlLiteralString)) {
            for (n, _) in self.text(span.start(), span.end()).match_indices('\n') {
                self.line = self.line.saturating_add(1);
                self.line_start = span.start() + n + 1;
            }
        }
    }

    fn comment(&mut self, span: Span, error: &mut dyn ErrorSink) {
        if let Some(raw) = self.source.get(span) {
            raw.decode_comment(error);
        }
    }

    fn newline(&mut self, span: Span, error: &mut dyn ErrorSink) {
        if let Some(raw) = self.source.get(span) {
            raw.decode_newline(error);
        }
        self.line = self.line.saturating_add(1);
        self.line_start = span.end();
    }
}
