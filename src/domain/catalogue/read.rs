//! Reads catalogue files into kinds; says of each fault where it stands.

mod leaf;

use super::super::problem::{At, Problem};
use super::super::record::Name;
use super::kind::{Align, Choices, Column, FieldDef, FieldType, Kind, RowDef, Section, Sort, Targets};
use super::raw::{RawChoices, RawColumn, RawDuties, RawField, RawGroup, RawGroups, RawKind, RawPhases, RawRow, RawScales, RawToolkit};
use super::toolkit::{ProposedDuty, Tool};
use super::{Source, overlay};
use leaf::{choices, id_rule, initial, level, names, value};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Everything in `files`, read at once.
#[cfg(test)]
pub(super) fn catalogue(files: &[Source<'_>]) -> (super::Catalogue, Vec<Problem>) {
    use std::sync::OnceLock;
    let mut problems = Vec::new();
    let reader = Reader::of(files, &mut problems);
    let mut catalogue = super::Catalogue::default();
    for (file, text) in files.iter().filter(|(file, _)| kind_of(file).is_some()) {
        match reader.kind(text) {
            Ok(kind) => catalogue.insert(kind),
            Err(fault) => problems.push(fault.problem(&format!("config/{file}"))),
        }
    }
    catalogue.tools = OnceLock::from(tools(files, &mut problems));
    catalogue.phases = OnceLock::from(phases(files, &mut problems));
    catalogue.duties = OnceLock::from(duties(files, &mut problems));
    (catalogue, problems)
}

/// The kind that a file of that name below `config/` tells of.
pub(super) fn kind_of(file: &str) -> Option<&str> {
    file.strip_prefix("kinds/")?.strip_suffix(".toml")
}

pub(super) fn tools(files: &[Source<'_>], problems: &mut Vec<Problem>) -> Vec<Tool> {
    shared::<RawToolkit>(files, "toolkit.toml", problems).tool
}

pub(super) fn phases(files: &[Source<'_>], problems: &mut Vec<Problem>) -> RawPhases {
    shared(files, "phases.toml", problems)
}

pub(super) fn duties(files: &[Source<'_>], problems: &mut Vec<Problem>) -> Vec<ProposedDuty> {
    shared::<RawDuties>(files, "duties.toml", problems).duty
}

fn shared<T: DeserializeOwned + Default>(files: &[Source<'_>], name: &str, problems: &mut Vec<Problem>) -> T {
    let Some((_, text)) = files.iter().find(|(file, _)| *file == name) else { return T::default() };
    parse(text).unwrap_or_else(|fault| {
        problems.push(fault.problem(&format!("config/{name}")));
        T::default()
    })
}

/// Reads a file of the catalogue: TOML, or what the build made of it, JSON. (No TOML begins with a brace.)
fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    if text.starts_with('{') {
        return serde_json::from_str(text).map_err(|error| Fault::new(error.to_string()));
    }
    toml::from_str(text).map_err(|error| Fault::from_toml(text, &error))
}

/// What is wrong with a catalogue file, before it is known under which name.
pub(super) struct Fault {
    at: At,
    what: String,
}

impl Fault {
    fn new(what: impl Into<String>) -> Self {
        Self { at: At::START, what: what.into() }
    }

    fn from_toml(text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(At::START, |span| At::of(text, span.start));
        Self { at, what: error.message().to_owned() }
    }

    fn problem(self, file: &str) -> Problem {
        let hint = did_you_mean(&self.what).unwrap_or_else(|| "The built-in file of the same name shows the form.".to_owned());
        Problem::new(file, self.what, hint).at(self.at)
    }
}

/// Serde's "unknown field `x`, expected one of …" names all good keys: the nearest one is the hint.
fn did_you_mean(message: &str) -> Option<String> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let wrong = quoted.next()?;
    let nearest = super::super::nearest::nearest(wrong, quoted)?;
    Some(format!("Did you mean `{nearest}`?"))
}

/// What files of kinds share: scales, and groups of fields.
#[derive(Debug, Clone)]
pub(super) struct Reader {
    scales: BTreeMap<String, Choices>,
    groups: Vec<RawGroup>,
}

impl Reader {
    /// A reader with the scales and groups among `files`.
    pub(super) fn of(files: &[Source<'_>], problems: &mut Vec<Problem>) -> Self {
        let scales: RawScales = shared(files, "scales.toml", problems);
        let groups: RawGroups = shared(files, "groups.toml", problems);
        Self { scales: scales.scale.into_iter().map(|scale| (scale.name, choices(scale.choices))).collect(), groups: groups.group }
    }

    /// The kind that a text tells of.
    pub(super) fn kind(&self, text: &str) -> Result<Kind, Fault> {
        self.build(parse(text)?)
    }

    /// The kind that a dialogue's own file makes of the one of the same name among `files`, or a new one.
    pub(super) fn overlaid(&self, files: &[Source<'_>], file: &str, text: &str) -> Result<Kind, Problem> {
        let name = file.rsplit('/').next().unwrap_or(file);
        let below = files.iter().find(|(built_in, _)| built_in.strip_prefix("kinds/") == Some(name));
        below.map_or_else(|| self.kind(text), |(_, below)| self.laid(below, text)).map_err(|fault| fault.problem(file))
    }

    fn laid(&self, below: &str, above: &str) -> Result<Kind, Fault> {
        let mut table: toml::Table = toml::from_str(below).map_err(|error| Fault::from_toml(below, &error))?;
        let over: toml::Table = toml::from_str(above).map_err(|error| Fault::from_toml(above, &error))?;
        overlay::lay(&mut table, over);
        let raw = RawKind::deserialize_table(table).map_err(|error| match toml::from_str::<RawKind>(above) {
            // The merged table has no places; an unknown key has one in the file that brought it.
            Err(own) if own.message() == error.message() => Fault::from_toml(above, &own),
            _ => Fault::new(error.message()),
        })?;
        self.build(raw)
    }

    fn build(&self, raw: RawKind) -> Result<Kind, Fault> {
        let mut sections: Vec<Section> =
            raw.section.iter().map(|section| Section { name: section.name.as_str().into(), title: section.title.clone() }).collect();
        let mut fields = raw.field;
        let mut rows = raw.row;
        for name in raw.include.iter().map(String::as_str).chain(["common"]) {
            let Some(group) = self.groups.iter().find(|group| group.name == name) else {
                if name == "common" {
                    continue;
                }
                return Err(Fault::new(format!("there is no group `{name}`")));
            };
            for section in &group.section {
                if !sections.iter().any(|other| *other.name == section.name) {
                    sections.push(Section { name: section.name.as_str().into(), title: section.title.clone() });
                }
            }
            for field in &group.field {
                if !fields.iter().any(|own| own.name == field.name) {
                    fields.push(field.clone());
                }
            }
            for row in &group.row {
                if !rows.iter().any(|own| own.name == row.name) {
                    rows.push(row.clone());
                }
            }
        }
        if sections.is_empty() {
            sections.push(Section { name: "record".into(), title: String::new() });
        }
        let place = |name: &str| raw.order.iter().position(|other| other == name).unwrap_or(raw.order.len());
        fields.sort_by_key(|field| place(&field.name));
        let first = sections.first().map(|section| section.name.clone()).unwrap_or_default();
        let section_of = |wanted: Option<&String>| -> Result<Name, Fault> {
            let Some(wanted) = wanted else { return Ok(first.clone()) };
            let found = sections.iter().find(|section| *section.name == **wanted);
            found.map(|section| section.name.clone()).ok_or_else(|| Fault::new(format!("there is no section `{wanted}`")))
        };
        let fields = fields
            .into_iter()
            .map(|field| {
                let section = section_of(field.section.as_ref())?;
                self.field(field, section)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let rows = rows
            .into_iter()
            .map(|row| {
                let section = section_of(row.section.as_ref())?;
                self.row(row, section)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let columns = raw.column.into_iter().map(|column| build_column(column, &fields)).collect();
        let (descending, by) = match raw.sort.strip_prefix('-') {
            Some(by) => (true, by),
            None => (false, raw.sort.as_str()),
        };
        Ok(Kind {
            name: raw.name.into(),
            title: raw.title,
            singular: raw.singular,
            tool: raw.tool,
            phases: raw.phases,
            empty: raw.empty,
            about: raw.about,
            id: id_rule(&raw.id)?,
            id_from: names(raw.id_from),
            named_by: names(raw.named_by),
            short_by: raw.short_by.map(Name::from),
            sort: Sort { by: by.into(), descending },
            read_only: raw.read_only,
            event: raw.event,
            columns,
            sections,
            fields,
            rows,
        })
    }

    fn row(&self, raw: RawRow, section: Name) -> Result<RowDef, Fault> {
        let mut fields = raw.field.into_iter().map(|field| self.field(field, Name::default())).collect::<Result<Vec<_>, _>>()?;
        if !fields.iter().any(|field| &*field.name == "disclosure") {
            let levels = self.scales.get("disclosure").cloned();
            if let Some(levels) = levels {
                fields.push(plain_field(
                    "disclosure",
                    "Disclosure",
                    FieldType::One(levels),
                    "Who may see this row; stricter than the record.",
                ));
                fields.push(plain_field(
                    "disclosure_reason",
                    "Reason",
                    FieldType::Text,
                    "Why this row may be seen by more than the record.",
                ));
            }
        }
        let brief = if raw.brief.is_empty() { fields.iter().take(3).map(|field| field.name.clone()).collect() } else { names(raw.brief) };
        Ok(RowDef {
            name: raw.name.into(),
            title: raw.title,
            singular: raw.singular,
            section,
            help: raw.help,
            level: level(raw.level.as_deref())?,
            brief,
            fields,
        })
    }

    fn field(&self, raw: RawField, section: Name) -> Result<FieldDef, Fault> {
        let ty = self.field_type(&raw)?;
        let ends = raw.min_label.zip(raw.max_label);
        Ok(FieldDef {
            name: raw.name.into(),
            label: raw.label,
            ty,
            required: raw.required,
            section,
            default: raw.default.map(value),
            initial: raw.initial.map(initial),
            help: raw.help,
            level: level(raw.level.as_deref())?,
            was: names(raw.was),
            unit: raw.unit,
            ends,
        })
    }

    fn field_type(&self, raw: &RawField) -> Result<FieldType, Fault> {
        let targets = || {
            if raw.to.is_empty() {
                return Err(Fault::new(format!("the link `{}` says not where it leads: `to` is missing", raw.name)));
            }
            Ok(Targets { kinds: names(raw.to.clone()), qualified: raw.qualified })
        };
        let list = || match &raw.choices {
            Some(RawChoices::Inline(list)) => Ok(choices(list.clone())),
            Some(RawChoices::Scale(name)) => {
                self.scales.get(name).cloned().ok_or_else(|| Fault::new(format!("there is no scale `{name}`")))
            }
            None => Err(Fault::new(format!("the field `{}` has no `choices`", raw.name))),
        };
        Ok(match raw.ty.as_str() {
            "text" => FieldType::Text,
            "note" => FieldType::Note,
            "date" => FieldType::Date,
            "time" => FieldType::Time,
            "number" => FieldType::Number,
            "int" => FieldType::Int { min: raw.min, max: raw.max },
            "flag" => FieldType::Flag,
            "one" => FieldType::One(list()?),
            "many" => FieldType::Many(list()?),
            "link" => FieldType::Link(targets()?),
            "links" => FieldType::Links(targets()?),
            "list" => FieldType::List,
            "ints" => FieldType::Ints,
            other => return Err(Fault::new(format!("`{other}` is no type of field (in `{}`)", raw.name))),
        })
    }
}

impl RawKind {
    fn deserialize_table(table: toml::Table) -> Result<Self, toml::de::Error> {
        table.try_into()
    }
}

fn plain_field(name: &str, label: &str, ty: FieldType, help: &str) -> FieldDef {
    FieldDef {
        name: name.into(),
        label: label.to_owned(),
        ty,
        required: false,
        section: Name::default(),
        default: None,
        initial: None,
        help: help.to_owned(),
        level: None,
        was: Vec::new(),
        unit: None,
        ends: None,
    }
}

fn build_column(raw: RawColumn, fields: &[FieldDef]) -> Column {
    let label = || {
        fields
            .iter()
            .find(|field| *field.name == raw.field)
            .map_or_else(|| if raw.field == "id" { "Id".to_owned() } else { raw.field.clone() }, |field| field.label.clone())
    };
    Column {
        title: raw.title.clone().unwrap_or_else(label),
        field: raw.field.into(),
        width: raw.width,
        grow: raw.grow,
        drop: raw.drop,
        align: if raw.align == "right" { Align::Right } else { Align::Left },
    }
}
