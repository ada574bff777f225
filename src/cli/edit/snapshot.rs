//! `snapshot`: freezes how the dialogue stands, to be compared with later.

use super::super::answer::{Answer, Failure};
use super::super::session::Global;
use super::Desk;
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
    super::address::kind(&desk.dialogue, "snapshots")?;
    let frozen = Frozen::at(&desk.dialogue, day);
    let Some(record) = frozen.record(args.reason.as_deref(), &desk.dialogue, desk.today) else { return Ok(Answer::text(String::new())) };
    let outcome = desk.one(Step::New(record))?;
    Ok(Answer::text(outcome.record().map(|record| format!("{}\n", record.id())).unwrap_or_default()))
}
