//! Which record leads to which: outgoing links, who links here, and what a new id takes along.

use super::catalogue::{FieldDef, Kind, Targets};
use super::change::Change;
use super::dialogue::Dialogue;
use super::ids::valid_id;
use super::place::{FieldPath, fields};
use super::problem::Problem;
use super::record::{Key, Record};
use super::value::Value;
use std::collections::{BTreeMap, HashMap};

/// One link of a record.
#[derive(Clone, Debug)]
pub struct Link<'a> {
    /// Where it stands.
    pub path: FieldPath,
    /// As it is written: an id, or `folder/id`.
    pub to: &'a str,
    /// Where the field may lead.
    pub targets: &'a Targets,
}

/// The links of a record in the order of its file, those to nothing among them.
pub fn outgoing<'a>(record: &'a Record, kind: &'a Kind) -> impl Iterator<Item = Link<'a>> {
    fields(record).filter_map(|met| Some((met, met.def(kind).and_then(FieldDef::targets)?))).flat_map(|(met, targets)| {
        met.field.value.items().iter().filter_map(move |item| Some(Link { path: met.path(), to: item.as_text()?, targets }))
    })
}

/// A place that links to a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The record that holds the link.
    pub from: Key,
    /// The field that holds it.
    pub path: FieldPath,
}

/// Who links to whom, of a whole dialogue.
#[derive(Clone, Debug, Default)]
pub struct Backlinks {
    mentions: HashMap<Key, Vec<Mention>>,
}

impl Backlinks {
    /// Gathers all links of a dialogue.
    #[must_use]
    pub fn of(dialogue: &Dialogue) -> Self {
        let mut backlinks = Self::default();
        for record in std::iter::once(dialogue.process()).chain(dialogue.all().map(AsRef::as_ref)) {
            backlinks.add(record, dialogue);
        }
        backlinks
    }

    /// Adds the links of one record; records are to come in the order of the dialogue.
    pub fn add(&mut self, record: &Record, dialogue: &Dialogue) {
        let Some(kind) = dialogue.kind_of(&record.key) else { return };
        for link in outgoing(record, kind) {
            let Some(target) = dialogue.resolve(link.targets, link.to) else { continue };
            let mention = Mention { from: record.key.clone(), path: link.path };
            let known = self.mentions.entry(target.key.clone()).or_default();
            if known.last() != Some(&mention) {
                known.push(mention);
            }
        }
    }

    /// The places that link to a record, kind by kind and in the order of ids; empty when nothing does.
    #[must_use]
    pub fn mentions(&self, key: &Key) -> &[Mention] {
        self.mentions.get(key).map_or(&[], Vec::as_slice)
    }
}

/// The changes that a new id of a record takes along: in every record that links to it, its own among them.
///
/// Each link keeps the form it is written in. The record's own file is for the caller to move.
///
/// # Errors
/// When there is no such record, or the new id cannot be one or is taken.
pub fn rename(dialogue: &Dialogue, key: &Key, new_id: &str) -> Result<Vec<(Key, Vec<Change>)>, Problem> {
    let fault = |what: String, hint: &str| Err(Problem::new(key.file(), what, hint));
    if key.is_dialogue() || dialogue.find(key).is_none() {
        return fault(format!("There is no record {key} that could be renamed."), "");
    }
    if !valid_id(new_id) {
        return fault(format!("{new_id:?} cannot be an id."), "Use lower-case letters a to z, digits and -, at most 64.");
    }
    if dialogue.get(&key.kind, new_id).is_some() {
        return fault(format!("There is already a record {}/{new_id}.", key.kind), "Choose another id.");
    }
    let mut changes: BTreeMap<Key, Vec<Change>> = BTreeMap::new();
    for record in std::iter::once(dialogue.process()).chain(dialogue.all().map(AsRef::as_ref)) {
        let Some(kind) = dialogue.kind_of(&record.key) else { continue };
        for met in fields(record) {
            let Some(targets) = met.def(kind).and_then(FieldDef::targets) else { continue };
            let leads_here = |link: &str| dialogue.resolve(targets, link).is_some_and(|target| target.key == *key);
            let Some(to) = renamed(&met.field.value, new_id, leads_here) else { continue };
            let (name, from) = (met.field.name.clone(), Some(met.field.value.clone()));
            let change = match met.row {
                Some((row, index)) => Change::RowField { row: row.clone(), index, name, from, to: Some(to) },
                None => Change::Field { name, from, to: Some(to) },
            };
            changes.entry(record.key.clone()).or_default().push(change);
        }
    }
    Ok(changes.into_iter().collect())
}

/// The value with the new id wherever it leads to the record; none when it nowhere does.
fn renamed(value: &Value, new_id: &str, leads_here: impl Fn(&str) -> bool) -> Option<Value> {
    let swap = |item: &Value| {
        let link = item.as_text().filter(|link| leads_here(link))?;
        Some(Value::Text(match link.split_once('/') {
            Some((folder, _)) => format!("{folder}/{new_id}"),
            None => new_id.to_owned(),
        }))
    };
    let Value::List(items) = value else { return swap(value) };
    if !items.iter().any(|item| swap(item).is_some()) {
        return None;
    }
    Some(Value::List(items.iter().map(|item| swap(item).unwrap_or_else(|| item.clone())).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::record::Fields;
    use super::super::testing::{dialogue, sample};
    use super::*;

    #[test]
    fn all_that_links_to_a_record_is_found_in_fields_lists_and_rows() {
        let dialogue = sample();
        let links = Backlinks::of(&dialogue);
        let paths: Vec<String> = links.mentions(&Key::new("options", "o2d")).iter().map(|m| format!("{} {}", m.from, m.path)).collect();
        assert!(paths.contains(&"meetings/2026-02-10-molsp position[1].option".to_owned()), "{paths:?}");
        assert!(paths.iter().any(|path| path.starts_with("options/") && path.ends_with(" excludes")), "{paths:?}");
        let event = links.mentions(&Key::new("workshops", "e5"));
        assert!(event.iter().any(|m| m.from == Key::new("meetings", "2026-02-10-molsp") && m.path.to_string() == "related_event"));
        assert!(links.mentions(&Key::new("options", "none")).is_empty());
    }

    #[test]
    fn every_link_of_the_sample_leads_somewhere() {
        let dialogue = sample();
        for record in dialogue.all() {
            for link in outgoing(record, dialogue.kind_of(&record.key).unwrap()) {
                assert!(dialogue.resolve(link.targets, link.to).is_some(), "{} {} {}", record.key, link.path, link.to);
            }
        }
    }

    #[test]
    fn a_new_id_takes_all_links_along_and_each_keeps_its_form() {
        let mut dialogue = sample();
        let before = Backlinks::of(&dialogue);
        for (kind, id) in [("workshops", "e5"), ("stakeholders", "udk"), ("options", "o1a"), ("documents", "ppa")] {
            let (old, new) = (Key::new(kind, id), Key::new(kind, "brand-new"));
            let changes = rename(&dialogue, &old, "brand-new").unwrap();
            let mut record = dialogue.remove(&old).unwrap().as_ref().clone();
            record.key = new.clone();
            dialogue.put(record);
            for (key, changes) in changes {
                let mut record = dialogue.find(if key == old { &new } else { &key }).unwrap().as_ref().clone();
                record.apply(&changes);
                dialogue.put(record);
            }
            let after = Backlinks::of(&dialogue);
            assert!(after.mentions(&old).is_empty());
            assert_eq!(after.mentions(&new).len(), before.mentions(&old).len(), "{old}");
            let mut record = dialogue.remove(&new).unwrap().as_ref().clone();
            record.key = old;
            dialogue.put(record);
            dialogue = sample();
        }
    }

    #[test]
    fn a_qualified_link_keeps_its_folder_and_rows_that_say_the_same_change_each() {
        let rows = "stakeholder = \"a\"\nrelated_event = \"workshops/e1\"\n[[position]]\noption = \"o1\"\n[[position]]\noption = \"o1\"\n";
        let dialogue = dialogue([("workshops/e1", "title = \"E\""), ("options/o1", "title = \"O\""), ("meetings/m", rows)]);
        let changed = |kind, id| {
            let changes = rename(&dialogue, &Key::new(kind, id), "new").unwrap();
            let mut meeting = dialogue.get("meetings", "m").unwrap().as_ref().clone();
            meeting.apply(&changes[0].1);
            meeting
        };
        assert_eq!(changed("workshops", "e1").text("related_event"), Some("workshops/new"));
        let options: Vec<_> = changed("options", "o1").rows("position").map(|row| row.text("option").map(str::to_owned)).collect();
        assert_eq!(options, [Some("new".to_owned()), Some("new".to_owned())]);
    }

    #[test]
    fn a_bad_or_taken_id_is_refused_in_words() {
        let dialogue = sample();
        let udk = Key::new("stakeholders", "udk");
        assert!(rename(&dialogue, &udk, "U D K").unwrap_err().what.contains("cannot be an id"));
        assert!(rename(&dialogue, &udk, "molsp").unwrap_err().what.contains("already a record"));
        assert!(rename(&dialogue, &Key::new("stakeholders", "none"), "x").is_err());
    }
}
