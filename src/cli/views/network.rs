//! `network`: who stands alone, who holds it together, and what the dialogue tied.

use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, numbers, words};
use super::{number, of_day, people, spaced};
use crate::domain::display::count;
use crate::domain::views::network::{self, Link};

/// `network`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor network --as-of 2025-12-03")]
pub(in super::super) struct Network {}

/// The policy network.
pub(in super::super) fn network(_: &Network, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let view = network::compute(&seen.dialogue, seen.as_of);
    Ok(seen.answer(|| view.json(), || text(&seen, &view)))
}

fn text(seen: &Seen, view: &network::Network) -> String {
    let dialogue = &seen.dialogue;
    let aside = [count(view.nodes.len(), "stakeholder", "stakeholders"), count(view.pairs, "linked pair", "linked pairs")].join(" · ");
    let mut sheet = Sheet::titled(&format!("Network, {}", of_day(seen)), &aside);
    let density = |value: Option<f64>| value.map_or("not known".to_owned(), |value| format!("{} %", number(value * 100.0)));
    sheet.gap();
    sheet.pair("Isolated", 14, &people(dialogue, &view.isolated));
    sheet.pair("Brokers", 14, &people(dialogue, &view.brokers));
    sheet.pair("Density", 14, &format!("{} of all pairs; {} before the dialogue", density(view.density), density(view.density_before)));
    let ties = count(view.ties_through_dialogue, "tie", "ties");
    let new = count(view.new_pairs, "pair", "pairs");
    sheet.pair("The dialogue", 14, &format!("made {ties}; {new} had none before"));
    for conflict in &view.conflicts {
        sheet.pair("Conflict", 14, &format!("{} – {}", dialogue.short(&conflict.from), dialogue.short(&conflict.to)));
    }
    sheet.gap();
    let rows: Vec<Vec<String>> = view
        .nodes
        .iter()
        .map(|node| {
            let with: Vec<&str> = view.ties.iter().filter_map(|link| other(link, &node.stakeholder)).collect();
            let mut with: Vec<&str> = with.into_iter().map(|id| dialogue.short(id)).collect();
            with.sort_unstable();
            with.dedup();
            vec![
                dialogue.short(&node.stakeholder).to_owned(),
                spaced(&node.kind),
                node.degree.to_string(),
                format!("{:.2}", node.betweenness),
                with.join(", "),
            ]
        })
        .collect();
    let columns = [words(""), words(""), numbers("linked"), numbers("between"), super::super::sheet::long("with")];
    sheet.table(2, &columns, &rows);
    sheet.finish()
}

fn other<'l>(link: &'l Link, end: &str) -> Option<&'l str> {
    link.other(end).map(AsRef::as_ref)
}
