//! How a cell of the ISF reads on one line. An empty text means that nothing is known, which is not the same as none.

use super::super::indicators::Indicators;
use super::{Block, Column, Drawn, Likely, Row};
use crate::domain::display::one_line;
use crate::domain::record::Name;

impl Row {
    /// The text of one column; empty when nothing is known.
    #[must_use]
    pub fn text(&self, block: &Block, column: Column, measured: &Indicators) -> String {
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let prose = |text: &Option<String>| text.clone().unwrap_or_default();
        let text = match column {
            Column::Policies => ids(&block.policies),
            Column::Contention => block.contested.iter().chain(&self.contention).cloned().collect::<Vec<_>>().join("; "),
            Column::Synergies => self.synergies.join("; "),
            Column::Influence => number(self.actor.influence),
            Column::Exposure => number(self.actor.exposure),
            Column::Interests => prose(&self.actor.interests),
            Column::Incentives => prose(&self.actor.incentives),
            Column::Position => self.positions.iter().map(position).collect::<Vec<_>>().join(" "),
            Column::RedLine => self.red_lines.iter().map(drawn).collect::<Vec<_>>().join("; "),
            Column::Likely => self.likely.iter().map(likely).collect::<Vec<_>>().join("; "),
            Column::Partnership => self.partnerships.join("; "),
            Column::Commitments => ids(&self.commitments),
            Column::CapacityGap => prose(&self.actor.capacity_gap),
            Column::Indicators => self.indicators.iter().map(|id| indicator(id, measured)).collect::<Vec<_>>().join(" "),
        };
        one_line(&text)
    }
}

fn ids(ids: &[Name]) -> String {
    ids.iter().map(|id| &**id).collect::<Vec<_>>().join(" ")
}

/// `o2b +1↑*`: the option, and the value with what qualifies it.
fn position(cell: &super::Cell) -> String {
    format!("{} {}", cell.option, cell.marked())
}

fn drawn(line: &Drawn) -> String {
    let way = line.polarity.map_or("line at", |polarity| polarity.label());
    format!("{way} {} ({})", line.option, line.firmness.label())
}

fn likely(word: &Likely) -> String {
    match word.likelihood {
        Some(likelihood) => format!("{} ({likelihood} %)", word.text),
        None => word.text.clone(),
    }
}

/// `pi2 11 6 %`, or `pi2 no data`.
fn indicator(id: &Name, measured: &Indicators) -> String {
    let Some(line) = measured.line(id) else { return id.to_string() };
    let late = if line.overdue { " overdue" } else { "" };
    match (line.latest, line.progress) {
        (Some((_, value)), Some(progress)) => format!("{id} {value} ({:.0} %){late}", progress * 100.0),
        (Some((_, value)), None) => format!("{id} {value}{late}"),
        (None, _) => format!("{id} no data{late}"),
    }
}
