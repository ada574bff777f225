//! The derived views as text and JSON: each view of the rules is one command. What is computed comes from the domain; here
//! it is only said, the most important first.

mod brief;
mod common_ground;
mod coverage;
mod donors;
mod findings;
mod forecast;
mod indicators;
mod matrix;
mod movement;
mod network;
mod outcomes;
mod precheck;
mod promises;
mod roadmap;
mod status;
mod trace;

pub(super) use brief::{Brief, brief};
pub(super) use common_ground::{CommonGround, common_ground};
pub(super) use coverage::{Coverage, coverage};
pub(super) use donors::{Donors, donors};
pub(super) use findings::{Findings, findings};
pub(super) use forecast::{Forecast, forecast};
pub(super) use indicators::{Indicators, indicators};
pub(super) use matrix::{Matrix, matrix};
pub(super) use movement::{Isf, Movement, isf, movement};
pub(super) use network::{Network, network};
pub(super) use outcomes::{Outcomes, outcomes};
pub(super) use precheck::{Precheck, precheck};
pub(super) use promises::{Promises, promises};
pub(super) use roadmap::{Roadmap, roadmap};
pub(super) use status::{Status, status};
pub(super) use trace::{Trace, trace};

use super::session::Seen;
use crate::domain::dates::say_day;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::{number, signed};
use crate::domain::record::Fields;

/// The day a view is of, as a heading says it.
fn of_day(seen: &Seen) -> String {
    say_day(seen.as_of, seen.today)
}

/// Ids in a sentence; `none` when there are none.
fn ids<S: AsRef<str>>(ids: &[S]) -> String {
    if ids.is_empty() { "none".to_owned() } else { ids.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ") }
}

/// Stakeholders by short name in a sentence; `none` when there are none.
fn people<S: AsRef<str>>(dialogue: &Dialogue, ids: &[S]) -> String {
    self::ids(&ids.iter().map(|id| dialogue.short(id.as_ref())).collect::<Vec<_>>())
}

/// The title of a record of that kind; its id when it has none or is not there.
fn title<'d>(dialogue: &'d Dialogue, kind: &str, id: &'d str) -> &'d str {
    dialogue.get(kind, id).and_then(|record| record.text("title")).unwrap_or(id)
}

/// The words of a choice as written in files: `no_evidence` as `no evidence`.
fn spaced(value: &str) -> String {
    value.replace('_', " ")
}
