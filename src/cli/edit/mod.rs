//! Writing without a screen: `set`, `add`, `bin`, `undo`. The same checks and the same saving as everywhere.
//!
//! A change is worked out on a copy of the record and checked there; only what is without a new fault is written (`desk`).

mod assign;
mod desk;
mod snapshot;

pub(super) use snapshot::{Snapshot, snapshot};

use super::address::{self, Address};
use super::answer::{Answer, Failure};
use super::json;
use super::session::Global;
use crate::domain::catalogue::{Kind, RowDef};
use crate::domain::change::Change;
use crate::domain::display::with_article;
use crate::domain::entry;
use crate::domain::ids::{new_id, valid_id};
use crate::domain::links::Backlinks;
use crate::domain::nearest::nearest;
use crate::domain::record::{Fields, Key, Record, Row};
use crate::store::{Outcome, Step, Store};
use assign::{Assignment, key_of};
use desk::{Desk, writable};

/// `set`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  convenor set commitments/c03 status=delayed revised_due=+30d
  convenor set 2025-10-02-udk:position[2] value=-1 condition=
  convenor set workshops/e5 participants+=krt,ftu
  convenor set meetings/2026-03-16-udk notes=@- < minutes.txt")]
pub(super) struct Set {
    #[arg(help = "folder/id, an id that only one folder has, or a row: RECORD:position[2]")]
    record: String,
    /// field=value; field= takes it away; field+=value and field-=value for lists; field=@- from standard input.
    #[arg(required = true, value_name = "FIELD=VALUE")]
    fields: Vec<String>,
}

/// `add`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  convenor add meetings stakeholder=udk date=today minutes=45
  convenor add meetings/2026-03-16-udk:position option=o1a value=2")]
pub(super) struct Add {
    /// A folder (a new record), or RECORD:position (a new row).
    #[arg(value_name = "KIND")]
    what: String,
    /// field=value, as with `set`; id=… names the record yourself.
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
}

/// `bin`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  convenor bin meetings/2026-03-16-udk\n  convenor bin meetings/2026-03-16-udk:position[2]")]
pub(super) struct Bin {
    #[arg(help = "folder/id, an id that only one folder has, or a row: RECORD:position[2]")]
    record: String,
}

/// `undo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor undo")]
pub(super) struct Undo {}

fn assignments(fields: &[String]) -> Result<Vec<Assignment>, Failure> {
    let mut input = std::io::stdin();
    fields.iter().map(|text| Assignment::parse(text, &mut input)).collect()
}

/// The rows of that name of a kind; the nearest name is offered where there is none.
fn row_def<'k>(kind: &'k Kind, name: &str) -> Result<&'k RowDef, Failure> {
    kind.row(name).ok_or_else(|| {
        let near = nearest(name, kind.rows.iter().map(|row| &*row.name));
        let hint = near.map_or_else(String::new, |near| format!(" Did you mean {near}?"));
        Failure::Data(format!("{name} is no row of {}.{hint}", with_article(&kind.singular)))
    })
}

/// The row at a number from 1.
fn row_at<'r>(record: &'r Record, name: &'r str, number: Option<usize>) -> Result<(&'r Row, usize), Failure> {
    let count = record.rows(name).count();
    let Some(number) = number else {
        return Err(Failure::Usage(format!("Which one? There are {count} rows {name}: write {}:{name}[1].", record.key)));
    };
    let found = number.checked_sub(1).and_then(|index| Some((record.row(name, index)?, index)));
    found.ok_or_else(|| Failure::Data(format!("{} has no {name}[{number}]; it has {count}.", record.key)))
}

/// Sets fields of a record or a row.
pub(super) fn set(args: &Set, global: &Global) -> Result<Answer, Failure> {
    let address = Address::parse(&args.record)?;
    let desk = Desk::open(global)?;
    let base = address::record(&desk.dialogue, address.record)?;
    let kind = desk.kind_of(base)?;
    let mut changes: Vec<Change> = Vec::new();
    let assigned = assignments(&args.fields)?;
    match address.row {
        None => {
            let mut work = Record::clone(base);
            for assignment in &assigned {
                let def = assignment.field(&kind.fields, &kind.singular)?;
                let name = key_of(def, &work);
                work.set(&name, assignment.value(def, work.get(&name), &desk.entering())?);
            }
            let origins: Vec<_> = crate::domain::place::rows(base).map(|(_, index)| Some(index)).collect();
            changes.extend(crate::domain::change::between(base, &work, &origins));
        }
        Some((name, number)) => {
            let def = row_def(kind, name)?;
            let (row, index) = row_at(base, name, number)?;
            let mut work = row.clone();
            for assignment in &assigned {
                let field = assignment.field(&def.fields, &def.singular)?;
                let key = key_of(field, &work);
                let to = assignment.value(field, work.get(&key), &desk.entering())?;
                let change = Change::RowField { row: row.clone(), index, name: key.clone(), from: row.get(&key).cloned(), to: to.clone() };
                work.set(&key, to.clone());
                changes.retain(|other| !matches!(other, Change::RowField { name, .. } if *name == key));
                if row.get(&key) != to.as_ref() {
                    changes.push(change);
                }
            }
        }
    }
    let saved = desk.save(base, changes)?;
    Ok(desk.answer(saved, &base.key))
}

/// Adds a record or a row.
pub(super) fn add(args: &Add, global: &Global) -> Result<Answer, Failure> {
    let address = Address::parse(&args.what)?;
    let desk = Desk::open(global)?;
    match address.row {
        Some((name, None)) => add_row(&desk, address.record, name, &args.fields),
        Some((name, Some(_))) => Err(Failure::Usage(format!("A new row has no number yet: convenor add {}:{name} …", address.record))),
        None => add_record(&desk, address.record, &args.fields),
    }
}

fn add_row(desk: &Desk, record: &str, name: &str, fields: &[String]) -> Result<Answer, Failure> {
    let base = address::record(&desk.dialogue, record)?;
    let def = row_def(desk.kind_of(base)?, name)?;
    let mut row = Row::new(name, []);
    for field in &def.fields {
        row.set(&field.name, entry::initial(field, &desk.entering()));
    }
    for assignment in assignments(fields)? {
        let field = assignment.field(&def.fields, &def.singular)?;
        row.set(&field.name, assignment.value(field, row.get(&field.name), &desk.entering())?);
    }
    let number = base.rows(name).count() + 1;
    desk.save(base, vec![Change::AddRow(row)])?;
    Ok(Answer::text(format!("{}:{name}[{number}]\n", base.key)))
}

fn add_record(desk: &Desk, kind: &str, fields: &[String]) -> Result<Answer, Failure> {
    let kind = address::kind(&desk.dialogue, kind)?;
    writable(kind)?;
    if &*kind.name == crate::domain::record::DIALOGUE {
        return Err(Failure::Data("The dialogue is there already. Change it with: convenor set dialogue field=value".to_owned()));
    }
    let mut record = Record::new(Key::new(&kind.name, ""));
    for field in &kind.fields {
        record.set(&field.name, entry::initial(field, &desk.entering()));
    }
    let mut wanted = None;
    for text in fields {
        match text.strip_prefix("id=") {
            Some(id) => wanted = Some(id.to_owned()),
            None => {
                for assignment in assignments(std::slice::from_ref(text))? {
                    let def = assignment.field(&kind.fields, &kind.singular)?;
                    record.set(&def.name, assignment.value(def, record.get(&def.name), &desk.entering())?);
                }
            }
        }
    }
    let id = match wanted {
        None => new_id(kind, &record, &desk.dialogue, desk.today),
        Some(id) if !valid_id(&id) => {
            return Err(Failure::Data(format!("\"{id}\" cannot be an id. Use lower-case letters a to z, digits and -, at most 64.")));
        }
        Some(id) if desk.dialogue.get(&kind.name, &id).is_some() => {
            return Err(Failure::Data(format!("{}/{id} is there already. Choose another id.", kind.name)));
        }
        Some(id) => id,
    };
    record.key = Key::new(&kind.name, &id);
    desk.without_new_fault(None, &record)?;
    let outcome = desk.one(Step::New(record))?;
    let Some(record) = outcome.record() else { return Err(Failure::Data("Nothing was saved.".to_owned())) };
    let text = if desk.json { json::pretty(&json::record(record, &desk.dialogue)) } else { format!("{}\n", record.id()) };
    Ok(Answer::text(text))
}

/// Moves a record to the bin, or takes a row away.
pub(super) fn bin(args: &Bin, global: &Global) -> Result<Answer, Failure> {
    let address = Address::parse(&args.record)?;
    let desk = Desk::open(global)?;
    let base = address::record(&desk.dialogue, address.record)?;
    let kind = desk.kind_of(base)?;
    if let Some((name, number)) = address.row {
        row_def(kind, name)?;
        let (row, index) = row_at(base, name, number)?;
        let saved = desk.save(base, vec![Change::RemoveRow { row: row.clone(), index }])?;
        return Ok(desk.answer(saved, &base.key));
    }
    if base.key.is_dialogue() {
        return Err(Failure::Data("The dialogue itself cannot go to the bin.".to_owned()));
    }
    let links = Backlinks::of(&desk.dialogue);
    let from: Vec<String> = links.mentions(&base.key).iter().map(|mention| format!("{} ({})", mention.from, mention.path)).collect();
    desk.one(Step::Remove { key: base.key.clone(), base: base.clone() })?;
    let still = (!from.is_empty()).then(|| format!("These still link to it: {}.", from.join(", ")));
    Ok(Answer::said(format!("{} is in the bin; convenor undo brings it back.", base.key)).and_say(still))
}

/// Takes back the last thing done.
pub(super) fn undo(_: &Undo, global: &Global) -> Result<Answer, Failure> {
    global.must_be_host()?;
    let store = Store::open(&global.folder()?)?;
    let mut answer = Answer::default();
    let mut conflicts = Vec::new();
    for outcome in store.undo()? {
        match outcome {
            Outcome::Saved(record) | Outcome::Unchanged(record) => answer.talk.push(format!("{}: as it was before.", record.key)),
            Outcome::Removed(key) => answer.talk.push(format!("{key} is in the bin.")),
            Outcome::Conflict { record, conflicts: fields } => {
                conflicts.extend(fields.iter().map(|conflict| format!("{}: {} was changed since, and stays.", record.key, conflict.path)))
            }
        }
    }
    if conflicts.is_empty() { Ok(answer) } else { Err(Failure::Conflict(conflicts.join(" "))) }
}
