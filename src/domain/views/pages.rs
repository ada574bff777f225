//! The three outputs as readable pages, assembled from the records they refer to: Participatory Policy Analysis, Roadmap for
//! Reform, Policy Network Strategy.
//!
//! The method publishes no table of contents for them; the order of the parts is ours, and what a part still lacks is said.

mod ppa;
mod roadmap;
mod strategy;

use super::{json_date, json_ids};
use crate::domain::dialogue::Dialogue;
use crate::domain::display::{Words, one_line, title_of, value_text};
use crate::domain::lens::{Document, Output};
use crate::domain::record::{Fields, Key, Name, Record};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};

/// A document to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The day whose state it shows.
    pub as_of: NaiveDate,
    /// The record; nothing while the output has none.
    pub document: Option<Name>,
    /// Which output it is.
    pub output: Output,
    /// Its title.
    pub title: String,
    /// Its parts from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A heading below the one before, such as a priority.
    Under(String),
    /// Prose; each line a paragraph.
    Text(String),
    /// One entry of a list, and the records it shows.
    Item {
        /// What it says, on one line.
        text: String,
        /// The records it shows.
        records: Vec<Key>,
    },
    /// What the part before still lacks.
    Missing {
        /// In a sentence.
        text: String,
        /// What to ask oneself when writing it: the help of the field it goes into.
        guide: Option<String>,
    },
}

/// The page of the document of that id.
#[must_use]
pub fn of(dialogue: &Dialogue, as_of: NaiveDate, id: &str) -> Option<Page> {
    let document = Document(dialogue.get(Document::KIND, id)?);
    Some(page(dialogue, as_of, document.output()?, Some(document)))
}

/// The page of an output: of the document that holds, or what there is to go into one.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate, output: Output) -> Page {
    page(dialogue, as_of, output, Document::current(dialogue, output))
}

fn page(dialogue: &Dialogue, as_of: NaiveDate, output: Output, document: Option<Document<'_>>) -> Page {
    let mut writer = Writer { dialogue, as_of, blocks: Vec::new() };
    writer.head(output, document);
    match output {
        Output::Ppa => writer.ppa(document),
        Output::Roadmap => writer.roadmap(document),
        Output::NetworkStrategy => writer.strategy(document),
    }
    Page {
        as_of,
        document: document.map(|document| document.0.key.id.clone()),
        output,
        title: one_line(document.map_or(output.label(), Document::title)),
        blocks: writer.blocks,
    }
}

/// Writes a page from top to bottom.
struct Writer<'a> {
    dialogue: &'a Dialogue,
    as_of: NaiveDate,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn head(&mut self, output: Output, document: Option<Document<'_>>) {
        let Some(document) = document else {
            self.missing(&format!("No {} is on file yet; this is what could go into one.", output.label()));
            return;
        };
        let version = document.version().map(|version| format!("version {version}"));
        let facts = [version, document.date().map(|date| date.to_string()), self.say(document.0, "status"), self.say(document.0, "type")];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        if !facts.is_empty() {
            self.blocks.push(Block::Text(facts.join(" · ")));
        }
    }

    fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading(one_line(text)));
    }

    fn missing(&mut self, text: &str) {
        self.blocks.push(Block::Missing { text: text.to_owned(), guide: None });
    }

    /// What is lacking, with the guiding questions that stand beside that field or those rows of a document.
    fn unwritten(&mut self, text: &str, field: &str) {
        let kind = self.dialogue.catalogue.kind(Document::KIND);
        let help = kind.and_then(|kind| kind.field(field).map(|field| &field.help).or_else(|| kind.row(field).map(|row| &row.help)));
        let guide = help.filter(|help| !help.is_empty()).cloned();
        self.blocks.push(Block::Missing { text: text.to_owned(), guide });
    }

    fn item(&mut self, text: &str, records: impl IntoIterator<Item = Key>) {
        self.blocks.push(Block::Item { text: one_line(text), records: records.into_iter().collect() });
    }

    /// A heading and the document's own words under it.
    fn prose(&mut self, heading: &str, document: Option<Document<'_>>, field: &str, lacking: &str) {
        self.heading(heading);
        match document.and_then(|document| document.0.text(field)) {
            Some(text) => self.blocks.push(Block::Text(crate::domain::display::clean(text).into_owned())),
            None => self.unwritten(lacking, field),
        }
    }

    /// A heading and a list under it.
    fn list(&mut self, heading: &str, items: Vec<(String, Key)>, lacking: &str) {
        self.heading(heading);
        if items.is_empty() {
            self.missing(lacking);
        }
        for (text, key) in items {
            self.item(&text, [key]);
        }
    }

    /// Who signed with reservations, or validated with them.
    fn reservations(&mut self, document: Option<Document<'_>>) {
        let rows: Vec<_> = document.into_iter().flat_map(Document::reservations).collect();
        if rows.is_empty() {
            return;
        }
        self.heading("Reservations");
        for row in rows {
            let by = row.by().unwrap_or_default();
            let text = format!("{}: {}", self.dialogue.short(by), row.text().unwrap_or_default());
            self.item(&text, [Key::new("stakeholders", by)]);
        }
    }

    /// The event of a `folder/id`: its name and date.
    fn event(&self, link: &str) -> Option<(String, Key)> {
        let (kind, id) = link.split_once('/')?;
        let record = self.dialogue.get(kind, id)?;
        let date = record.date("date").map(|date| format!(", {date}")).unwrap_or_default();
        Some((format!("{}{date}", title_of(record, self.dialogue)), record.key.clone()))
    }

    /// A field in words, when it says something.
    fn say(&self, record: &Record, field: &str) -> Option<String> {
        let value = record.get(field).filter(|value| !value.is_blank())?;
        let def = self.dialogue.kind_of(&record.key)?.field(field)?;
        Some(value_text(def, value, self.dialogue, Words::Full))
    }

    /// Short names of stakeholders, joined by commas.
    fn names<'i>(&self, ids: impl Iterator<Item = &'i str>) -> String {
        ids.map(|id| self.dialogue.short(id).to_owned()).collect::<Vec<_>>().join(", ")
    }
}

/// The parts that are there, joined by a dot between.
fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

impl Page {
    /// What the page still lacks, one sentence each.
    pub fn lacking(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Missing { text, .. } => Some(text.as_str()),
            _ => None,
        })
    }

    /// `{"as_of", "document"|null, "output", "title", "blocks": [{"heading"} | {"text"} | {"item", "records": [folder/id]} |
    /// {"missing"}]}`.
    #[must_use]
    pub fn json(&self) -> Json {
        let block = |block: &Block| match block {
            Block::Heading(text) | Block::Under(text) => json!({ "heading": text }),
            Block::Text(text) => json!({ "text": text }),
            Block::Item { text, records } => {
                json!({ "item": text, "records": json_ids(&records.iter().map(Key::to_string).collect::<Vec<_>>()) })
            }
            Block::Missing { text, .. } => json!({ "missing": text }),
        };
        json!({
            "as_of": json_date(self.as_of),
            "document": self.document.as_deref(),
            "output": self.output.value(),
            "title": self.title,
            "blocks": self.blocks.iter().map(block).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests;
