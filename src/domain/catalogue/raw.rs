//! The catalogue files as they are written: flat structures that refuse unknown keys.

use super::toolkit::{Phase, ProposedDuty, Tab, Tool};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum RawValue {
    // The first that fits is taken, and what does not fit costs a message: the usual one comes first.
    Text(String),
    Int(i64),
    Number(f64),
    Flag(bool),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChoice {
    pub(super) value: RawValue,
    pub(super) label: String,
    pub(super) short: Option<String>,
    pub(super) symbol: Option<String>,
    pub(super) help: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum RawChoices {
    Scale(String),
    Inline(Vec<RawChoice>),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawField {
    pub(super) name: String,
    pub(super) label: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
    #[serde(default)]
    pub(super) to: Vec<String>,
    #[serde(default)]
    pub(super) qualified: bool,
    #[serde(default)]
    pub(super) required: bool,
    pub(super) section: Option<String>,
    pub(super) choices: Option<RawChoices>,
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
    pub(super) min_label: Option<String>,
    pub(super) max_label: Option<String>,
    pub(super) default: Option<RawValue>,
    pub(super) initial: Option<RawValue>,
    #[serde(default)]
    pub(super) help: String,
    pub(super) level: Option<String>,
    #[serde(default)]
    pub(super) was: Vec<String>,
    pub(super) unit: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRow {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) singular: String,
    pub(super) section: Option<String>,
    #[serde(default)]
    pub(super) help: String,
    pub(super) level: Option<String>,
    #[serde(default)]
    pub(super) brief: Vec<String>,
    #[serde(default)]
    pub(super) field: Vec<RawField>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawColumn {
    pub(super) field: String,
    pub(super) title: Option<String>,
    pub(super) width: u16,
    #[serde(default)]
    pub(super) grow: u16,
    #[serde(default)]
    pub(super) drop: u8,
    #[serde(default)]
    pub(super) align: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSection {
    pub(super) name: String,
    pub(super) title: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKind {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) singular: String,
    pub(super) tool: Option<u8>,
    #[serde(default)]
    pub(super) phases: Vec<String>,
    pub(super) empty: String,
    #[serde(default)]
    pub(super) about: String,
    pub(super) id: String,
    #[serde(default)]
    pub(super) id_from: Vec<String>,
    pub(super) named_by: Vec<String>,
    pub(super) short_by: Option<String>,
    pub(super) sort: String,
    #[serde(default)]
    pub(super) read_only: bool,
    #[serde(default)]
    pub(super) include: Vec<String>,
    #[serde(default)]
    pub(super) event: bool,
    #[serde(default)]
    pub(super) order: Vec<String>,
    #[serde(default)]
    pub(super) column: Vec<RawColumn>,
    #[serde(default)]
    pub(super) section: Vec<RawSection>,
    #[serde(default)]
    pub(super) field: Vec<RawField>,
    #[serde(default)]
    pub(super) row: Vec<RawRow>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScale {
    pub(super) name: String,
    pub(super) choices: Vec<RawChoice>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    pub(super) name: String,
    #[serde(default)]
    pub(super) section: Vec<RawSection>,
    #[serde(default)]
    pub(super) field: Vec<RawField>,
    #[serde(default)]
    pub(super) row: Vec<RawRow>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScales {
    #[serde(default)]
    pub(super) scale: Vec<RawScale>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroups {
    #[serde(default)]
    pub(super) group: Vec<RawGroup>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawToolkit {
    #[serde(default)]
    pub(super) tool: Vec<Tool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDuties {
    #[serde(default)]
    pub(super) duty: Vec<ProposedDuty>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPhases {
    #[serde(default)]
    pub(super) phase: Vec<Phase>,
    #[serde(default)]
    pub(super) tab: Vec<Tab>,
}
