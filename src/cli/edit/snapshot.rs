//! `snapshot`: freezes how the dialogue stands, to be compared with later.

use super::super::answer::{Answer, Failure};
use super::super::session::Global;
use super::Desk;
use crate::domain::ids::new_id;
use crate::domain::record::{Key, Record};
use crate::domain::value::Value;
use crate::domain::views::frozen::Frozen;
use crate::store::Step;

/// `snapshot`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor snapshot --reason \"before the second round table\"")]
pub(in super::super) struct Snapshot {
    /// Why now.
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// Writes a snapshot of the day that views see, and says its id.
pub(in super::super) fn snapshot(args: &Snapshot, global: &Global) -> Result<Answer, Failure> {
    let desk = Desk::open(global)?;
    let day = global.as_of(desk.today)?;
    let kind = super::address::kind(&desk.dialogue, "snapshots")?;
    let mut record = Record::new(Key::new(&kind.name, ""));
    record.set("date", Some(Value::Date(day)));
    record.set("reason", args.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()).map(Value::from));
    for row in Frozen::at(&desk.dialogue, day).rows() {
        record.add_row(row);
    }
    record.key = Key::new(&kind.name, &new_id(kind, &record, &desk.dialogue, desk.today));
    let outcome = desk.one(Step::New(record))?;
    Ok(Answer::text(outcome.record().map(|record| format!("{}\n", record.id())).unwrap_or_default()))
}
