//! What is left of a dialogue for an audience.
//!
//! Records and rows that may not be shown are gone, and so are links to them; who and what is named by something shown is
//! kept by its name. All that is gone is counted.

use super::{Audience, Shown, few, record_level, row_level};
use crate::domain::catalogue::{FieldDef, Kind};
use crate::domain::dialogue::Dialogue;
use crate::domain::disclosure::Disclosure;
use crate::domain::display::count;
use crate::domain::lens::counted;
use crate::domain::links::outgoing;
use crate::domain::record::{Field, Key, Name, Record};
use crate::domain::value::Value;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What was held back, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Of each kind: how many records were shown by name, and how many were held back.
    pub records: BTreeMap<Name, (usize, usize)>,
    /// Rows held back within records that are shown.
    pub rows: usize,
    /// Links held back within records that are shown.
    pub links: usize,
    /// Meetings that were held, with their days: whether each is shown.
    meetings: Vec<(NaiveDate, bool)>,
}

/// A dialogue as an audience may know it.
#[derive(Clone, Debug)]
pub struct Limited {
    /// What may be shown, with names.
    pub dialogue: Dialogue,
    /// What was held back.
    pub held: Held,
}

/// Kinds that are kept by name when something shown names them, and the fields that name them or tie them together.
const NAMED: [(&str, &[&str]); 3] =
    [("stakeholders", &["name", "short_name", "kind"]), ("options", &["title", "issue", "excludes"]), ("issues", &["title", "status"])];

/// The kinds whose rows say what somebody said, and the fields that say who and when.
const TALKS: [&str; 2] = ["meetings", "workshops"];
const SAID: [&str; 3] = ["stakeholder", "date", "status"];

/// What everybody may know of the process itself.
const FRAME: [&str; 11] = [
    "format",
    "title",
    "policy_issue",
    "country",
    "languages",
    "currency",
    "host",
    "donors",
    "roadmap_type",
    "default_disclosure",
    "stale_days",
];

/// The rows of the process that everybody may know.
const FRAME_ROWS: [&str; 2] = ["phase", "calendar"];

/// What is left of a dialogue for an audience; for the host, all of it.
#[must_use]
pub fn limit(dialogue: &Dialogue, audience: Audience) -> Limited {
    if audience == Audience::Host {
        return Limited { dialogue: dialogue.clone(), held: Held::default() };
    }
    let mut held = Held::default();
    let (mut kept, mut raised): (BTreeMap<Key, Record>, BTreeMap<Key, Record>) = Default::default();
    for record in dialogue.all() {
        let shown = audience.sees(record_level(dialogue, record)) == Shown::Named;
        held.count(record, shown);
        if shown {
            kept.insert(record.key.clone(), rows_for(dialogue, record, audience, &mut held));
        } else if let Some(rows) = raised_rows(dialogue, record, audience) {
            raised.insert(record.key.clone(), rows);
        }
    }
    // What else leads to a meeting of which only rows are shown stays held back.
    let unknown: BTreeSet<Key> = raised.keys().cloned().collect();
    kept.append(&mut raised);
    name_the_named(dialogue, &mut kept);
    let known: BTreeSet<Key> = kept.keys().filter(|key| !unknown.contains(*key)).cloned().collect();
    for record in kept.values_mut() {
        if let Some(kind) = dialogue.kind_of(&record.key) {
            cut_links(dialogue, kind, record, &known, &mut held);
        }
    }
    let process = process(dialogue, audience);
    let records = kept.into_values().chain(std::iter::once(process));
    Limited { dialogue: Dialogue::with(Arc::clone(&dialogue.catalogue), records, Vec::new()), held }
}

/// A record with the rows this audience may see by name.
fn rows_for(dialogue: &Dialogue, record: &Record, audience: Audience, held: &mut Held) -> Record {
    let mut copy = record.clone();
    copy.rows.retain(|row| audience.sees(row_level(dialogue, record, row)) == Shown::Named);
    held.rows += record.rows.len() - copy.rows.len();
    let levels = dialogue.kind_of(&record.key);
    let level = |name: &str| levels.and_then(|kind| kind.field(name)).and_then(|field| field.level).unwrap_or(Disclosure::Public);
    copy.fields.retain(|field| audience.sees(level(&field.name)) == Shown::Named);
    for field in copy.fields.iter_mut().filter(|field| &*field.name == "notes") {
        if let Value::Text(text) = &mut field.value {
            *text = without_sensitive_lines(text);
        }
    }
    copy.flaws.clear();
    copy
}

/// Of a meeting or workshop that is held back, the rows that were raised for a reason: who said it and when, and nothing
/// else of the record. It has the strictest level of what is left.
fn raised_rows(dialogue: &Dialogue, record: &Record, audience: Audience) -> Option<Record> {
    let rows = record.rows.iter().filter(|row| audience.sees(row_level(dialogue, record, row)) == Shown::Named);
    let level = rows.clone().map(|row| row_level(dialogue, record, row)).max().filter(|_| TALKS.contains(&record.kind()))?;
    let mut copy = Record::new(record.key.clone());
    copy.fields = record.fields.iter().filter(|field| SAID.contains(&&*field.name)).cloned().collect();
    copy.set("disclosure", Some(Value::Text(level.value().to_owned())));
    copy.rows = rows.cloned().collect();
    Some(copy)
}

/// The minutes without the lines marked `_`: what is to be said quietly is the host's alone, like the rows made of it.
fn without_sensitive_lines(text: &str) -> String {
    let kept: Vec<&str> = text.split('\n').filter(|line| !line.trim_start().starts_with("_ ")).collect();
    kept.join("\n")
}

/// Adds, by name alone, whoever and whatever the kept records link to, and what these hang on.
fn name_the_named(dialogue: &Dialogue, kept: &mut BTreeMap<Key, Record>) {
    let mut look: Vec<Key> = kept.keys().cloned().collect();
    while let Some(key) = look.pop() {
        let (Some(record), Some(kind)) = (kept.get(&key), dialogue.kind_of(&key)) else { continue };
        let named: Vec<Key> = outgoing(record, kind)
            .filter_map(|link| dialogue.resolve(link.targets, link.to))
            .map(|target| target.key.clone())
            .filter(|target| !kept.contains_key(target))
            .collect();
        for target in named {
            let fields = NAMED.iter().find(|(kind, _)| *kind == &*target.kind).map(|(_, fields)| *fields);
            if let (Some(fields), Some(whole)) = (fields, dialogue.find(&target)) {
                let mut stub = Record::new(target.clone());
                stub.fields = whole.fields.iter().filter(|field| fields.contains(&&*field.name)).cloned().collect();
                kept.insert(target.clone(), stub);
                look.push(target);
            }
        }
    }
}

/// Takes away links that lead to nothing this audience may know of: an id alone can tell who met whom.
fn cut_links(dialogue: &Dialogue, kind: &Kind, record: &mut Record, known: &BTreeSet<Key>, held: &mut Held) {
    let mut cut = |def: Option<&FieldDef>, field: &mut Field| -> bool {
        let Some(targets) = def.and_then(FieldDef::targets) else { return true };
        let leads = |link: &Value| {
            let target = link.as_text().and_then(|link| dialogue.resolve(targets, link));
            target.is_some_and(|target| known.contains(&target.key))
        };
        let before = field.value.items().len();
        match &mut field.value {
            Value::List(items) => items.retain(leads),
            one if !leads(one) => {
                held.links += 1;
                return false;
            }
            _ => {}
        }
        held.links += before - field.value.items().len();
        true
    };
    record.fields.retain_mut(|field| cut(kind.field(&field.name), field));
    for row in &mut record.rows {
        let def = kind.row(&row.name);
        row.fields.retain_mut(|field| cut(def.and_then(|def| def.field(&field.name)), field));
    }
}

/// The process as everybody may know it, or whole where its level allows.
fn process(dialogue: &Dialogue, audience: Audience) -> Record {
    let whole = dialogue.process();
    let mut copy = whole.clone();
    if audience.sees(record_level(dialogue, whole)) != Shown::Named {
        copy.fields.retain(|field| FRAME.contains(&&*field.name));
        copy.rows.retain(|row| FRAME_ROWS.contains(&&*row.name));
    }
    copy.flaws.clear();
    copy
}

impl Held {
    fn count(&mut self, record: &Record, shown: bool) {
        let count = self.records.entry(record.key.kind.clone()).or_default();
        if shown {
            count.0 += 1
        } else {
            count.1 += 1
        }
        if record.kind() == "meetings" {
            self.meetings.extend(counted(record, NaiveDate::MAX).map(|day| (day, shown)));
        }
    }

    /// `14 meetings held; 3 shown with name; 11 held back`, for the meetings that count at `as_of`.
    #[must_use]
    pub fn meetings(&self, as_of: NaiveDate) -> String {
        let counted: Vec<bool> = self.meetings.iter().filter(|(day, _)| *day <= as_of).map(|(_, shown)| *shown).collect();
        let shown = counted.iter().filter(|shown| **shown).count();
        format!("{} held; {shown} shown with name; {} held back", count(counted.len(), "meeting", "meetings"), few(counted.len() - shown))
    }

    /// Everything else that is held back, in words; nothing when that is nothing.
    #[must_use]
    pub fn rest(&self) -> Option<String> {
        let records: usize = self.records.iter().filter(|(kind, _)| &***kind != "meetings").map(|(_, (_, held))| held).sum();
        let parts = [(records, "other records"), (self.rows, "rows"), (self.links, "links")];
        let said: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{} {what}", few(*count))).collect();
        (!said.is_empty()).then(|| format!("{} held back", said.join(", ")))
    }
}
