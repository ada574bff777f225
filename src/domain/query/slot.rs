//! Where a filter's term looks: a field, a row, a field of rows, or something worked out.

use super::super::catalogue::{FieldDef, FieldType, Kind, RowDef};
use super::super::dialogue::Dialogue;
use super::super::display::row_line;
use super::super::entry::{Fault, choice_of};
use super::super::fold::fold;
use super::super::lens::Commitment;
use super::super::nearest::nearest;
use super::super::record::{Fields, Record};
use super::super::value::Value;
use super::want::Want;
use chrono::NaiveDate;

/// A place in records of a kind.
#[derive(Debug, Clone)]
pub(super) enum Slot {
    /// The id.
    Id,
    /// A field of its own.
    Field(FieldDef),
    /// Rows of that kind.
    Row(RowDef),
    /// A field of rows.
    RowField(RowDef, FieldDef),
    /// A commitment's status as of today, with the field that lists the choices.
    Status(FieldDef),
    /// The date that holds: the revised one, else the first.
    Due(FieldDef),
}

/// The places that a name means.
pub(super) fn find(name: &str, kind: &Kind) -> Result<Vec<Slot>, Fault> {
    let wanted = plain(name);
    let exact = |other: &str| plain(other) == wanted;
    if wanted == "id" {
        return Ok(vec![Slot::Id]);
    }
    if let Some(field) = kind.fields.iter().find(|field| exact(&field.name) || field.was.iter().any(|was| exact(was))) {
        return Ok(vec![own(field, kind)]);
    }
    let alias = aliased(&wanted, kind);
    if !alias.is_empty() {
        return Ok(alias);
    }
    if let Some(field) = kind.fields.iter().find(|field| exact(&field.label)) {
        return Ok(vec![own(field, kind)]);
    }
    if let Some(row) = kind.rows.iter().find(|row| exact(&row.name) || exact(&row.title) || exact(&row.singular)) {
        return Ok(vec![Slot::Row(row.clone())]);
    }
    let within: Vec<Slot> =
        row_fields(kind).filter(|(_, field)| exact(&field.name)).map(|(row, field)| Slot::RowField(row.clone(), field.clone())).collect();
    if !within.is_empty() {
        return Ok(within);
    }
    begun(&wanted, name, kind)
}

/// The place whose name or label alone begins so.
fn begun(wanted: &str, name: &str, kind: &Kind) -> Result<Vec<Slot>, Fault> {
    let begins = |other: &str| plain(other).starts_with(wanted);
    let fields: Vec<&FieldDef> = kind.fields.iter().filter(|field| begins(&field.name) || begins(&field.label)).collect();
    let rows: Vec<&RowDef> = kind.rows.iter().filter(|row| begins(&row.name) || begins(&row.title)).collect();
    match (fields.as_slice(), rows.as_slice()) {
        ([field], []) => Ok(vec![own(field, kind)]),
        ([], [row]) => Ok(vec![Slot::Row((*row).clone())]),
        ([], []) => {
            let names = kind.fields.iter().map(|field| &*field.name).chain(kind.rows.iter().map(|row| &*row.name));
            let hint = nearest(name, names).map_or_else(String::new, |near| format!("Did you mean {near}:?"));
            Err(Fault::new(format!("There is no field {name:?} here; it is looked for as it stands."), hint))
        }
        _ => {
            let names: Vec<&str> = fields.iter().map(|field| &*field.name).chain(rows.iter().map(|row| &*row.name)).collect();
            Err(Fault::new(format!("{name:?} may mean {}; it is looked for as it stands.", names.join(" or ")), ""))
        }
    }
}

fn own(field: &FieldDef, kind: &Kind) -> Slot {
    let shows = |column: &str| kind.columns.iter().any(|shown| &*shown.field == column);
    match &*field.name {
        "status" if shows("fn:status") => Slot::Status(field.clone()),
        "due" if shows("fn:late") => Slot::Due(field.clone()),
        _ => Slot::Field(field.clone()),
    }
}

/// `who`: links to stakeholders and lists of persons. `when`: the date, else the first day among the fields.
fn aliased(wanted: &str, kind: &Kind) -> Vec<Slot> {
    match wanted {
        "who" => {
            let people = |field: &FieldDef| {
                &*field.name == "persons"
                    || field.targets().is_some_and(|targets| targets.kinds.iter().any(|kind| &**kind == "stakeholders"))
            };
            let own = kind.fields.iter().filter(|field| people(field)).map(|field| Slot::Field(field.clone()));
            let rows = row_fields(kind).filter(|(_, field)| people(field)).map(|(row, field)| Slot::RowField(row.clone(), field.clone()));
            let found: Vec<Slot> = own.collect();
            if found.is_empty() { rows.collect() } else { found }
        }
        "when" => {
            let days = || kind.fields.iter().filter(|field| matches!(field.ty, FieldType::Date));
            let date = days().find(|field| &*field.name == "date").or_else(|| days().find(|field| &*field.name == "due"));
            date.or_else(|| days().next()).map(|field| own(field, kind)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn row_fields(kind: &Kind) -> impl Iterator<Item = (&RowDef, &FieldDef)> {
    kind.rows.iter().flat_map(|row| row.fields.iter().map(move |field| (row, field)))
}

fn plain(name: &str) -> String {
    fold(name).replace(['_', '-'], " ")
}

impl Slot {
    /// What a value typed for this place asks for.
    pub(super) fn want(&self, text: &str) -> Result<Want, Fault> {
        match self {
            Self::Id => Ok(Want::name(text)),
            Self::Row(_) => Ok(Want::words(text)),
            Self::Field(field) | Self::RowField(_, field) | Self::Status(field) | Self::Due(field) => Want::of(field, text),
        }
    }

    pub(super) fn is_present(&self, record: &Record) -> bool {
        let there = |value: Option<&Value>| value.is_some_and(|value| !value.is_blank());
        match self {
            Self::Id => true,
            Self::Field(field) | Self::Status(field) => there(record.get(&field.name)),
            Self::Due(_) => Commitment(record).due().is_some(),
            Self::Row(row) => record.rows(&row.name).next().is_some(),
            Self::RowField(row, field) => record.rows(&row.name).any(|row| there(row.get(&field.name))),
        }
    }

    pub(super) fn holds(&self, want: &Want, record: &Record, dialogue: &Dialogue, today: NaiveDate) -> bool {
        let fits = |field: &FieldDef, value: Option<&Value>| {
            let value = value.filter(|value| !value.is_blank()).or(field.default.as_ref());
            value.is_some_and(|value| value.items().iter().any(|item| want.fits(field, item, dialogue, today)))
        };
        match self {
            Self::Id => want.names(record.id()),
            Self::Field(field) => fits(field, record.get(&field.name)),
            Self::Row(def) => record.rows(&def.name).any(|row| want.stands_in(&row_line(def, row, dialogue))),
            Self::RowField(row, field) => record.rows(&row.name).any(|row| fits(field, row.get(&field.name))),
            Self::Status(field) => fits(field, Some(&Commitment(record).status(today).value().into())),
            Self::Due(field) => fits(field, Commitment(record).due().map(Value::Date).as_ref()),
        }
    }
}

/// Whether a text means one of a field's choices beyond doubt; else all that begin so.
pub(super) fn chosen(field: &FieldDef, text: &str) -> Result<Vec<Value>, Fault> {
    let Some(choices) = field.choices() else { return Ok(Vec::new()) };
    let fault = match choice_of(choices, text) {
        Ok(choice) => return Ok(vec![choice.value.clone()]),
        Err(fault) => fault,
    };
    let wanted = plain(text);
    let begins = |name: &str| plain(name).starts_with(&wanted);
    let found: Vec<Value> = choices
        .iter()
        .filter(|choice| begins(&choice.value.to_string()) || begins(&choice.label) || begins(&choice.short))
        .map(|choice| choice.value.clone())
        .collect();
    if found.is_empty() { Err(fault) } else { Ok(found) }
}
