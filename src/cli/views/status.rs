//! `status`: where are we? At most 24 lines, and an exit code for scripts.

use super::super::answer::{Answer, Failure};
use super::super::session::Global;
use super::super::sheet::WIDTH;
use crate::domain::display::clean;
use crate::domain::views::status;

/// `status`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor status --audience donor\n\nExit codes: 0 calm, 1 attention, 2 alarm.")]
pub(in super::super) struct Status {}

/// The status check.
pub(in super::super) fn status(_: &Status, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let view = status::compute_for(&seen.dialogue, seen.as_of, seen.audience);
    let text = || view.render(WIDTH).iter().map(|line| format!("{}\n", clean(line))).collect();
    Ok(seen.answer_within(status::MOST_LINES, || view.json(), text).with_code(view.level.exit_code()))
}
