//! `common-ground`: the options that nobody stands against, then those that divide.

use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, long, numbers, words};
use super::{ids, number, of_day, signed, spaced, title};
use crate::domain::views::common_ground;

/// `common-ground`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor common-ground")]
pub(in super::super) struct CommonGround {}

/// Common ground and what divides.
pub(in super::super) fn common_ground(_: &CommonGround, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let view = common_ground::compute(&seen.dialogue, seen.as_of);
    Ok(seen.answer(|| view.json(), || text(&seen, &view)))
}

fn text(seen: &Seen, view: &common_ground::CommonGround) -> String {
    let dialogue = &seen.dialogue;
    let mut sheet = Sheet::titled(&format!("Common ground, {}", of_day(seen)), &view.options.len().to_string());
    for ground in &view.options {
        sheet.gap();
        sheet.line(&format!("  {}  {}", ground.option, title(dialogue, "options", &ground.option)));
        let kinds: Vec<String> = ground.kinds.iter().map(|kind| spaced(kind)).collect();
        sheet.para(6, &format!("{} kinds for it: {} ({} positions)", kinds.len(), ids(&kinds), ground.cells));
    }
    if view.options.is_empty() {
        sheet.gap();
        sheet.para(2, "None yet: an option with nobody against, no red line against, and three kinds for it.");
    }
    sheet.heading("Polarised");
    let rows: Vec<Vec<String>> = view
        .polarised()
        .map(|spread| {
            vec![
                spread.option.to_string(),
                title(dialogue, "options", &spread.option).to_owned(),
                spread.n.to_string(),
                format!("{} … {}", signed(spread.min), signed(spread.max)),
                number(spread.mean),
            ]
        })
        .collect();
    if rows.is_empty() {
        sheet.line("  none");
    } else {
        sheet.table(2, &[words(""), long(""), numbers("n"), words("from … to"), numbers("mean")], &rows);
    }
    sheet.finish()
}
