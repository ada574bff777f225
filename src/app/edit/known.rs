//! What is known of a stakeholder, in three lines below the note that is being taken: where they stood, what the host owes them,
//! what they were never asked. It does not change while typing.

use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::domain::catalogue::Kind;
use crate::domain::dates;
use crate::domain::dialogue::Dialogue;
use crate::domain::display;
use crate::domain::lens::{Meeting, PromiseState, Voice, meeting::counted_meetings};
use crate::domain::record::Fields;
use crate::domain::views::{matrix, promises};
use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

/// Cells of the words before each line.
const LABEL: usize = 10;

/// What is known of a stakeholder on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// When they were last met.
    met: String,
    /// Positions: option, value with its signs; the strongest first.
    stands: Vec<String>,
    /// How frankly they spoke when last met.
    frank: String,
    /// Open promises.
    owed: Vec<(String, bool)>,
    /// Options they were never asked about.
    unasked: Vec<String>,
}

impl Known {
    /// Gathers what is known.
    #[must_use]
    pub fn gather(dialogue: &Dialogue, stakeholder: &str, today: NaiveDate) -> Self {
        let matrix = matrix::compute(dialogue, today);
        let mut cells: Vec<_> = matrix.cells.iter().filter(|cell| &*cell.stakeholder == stakeholder).collect();
        cells.sort_by_key(|cell| (cell.voice != Voice::Said, -cell.value.abs(), cell.value < 0));
        let sign = |voice: Voice| if voice == Voice::Said { "" } else { "~" };
        let stands = cells.iter().map(|cell| {
            let value = if cell.value > 0 { format!("+{}", cell.value) } else { cell.value.to_string() };
            format!("{} {value}{}{}", cell.option, sign(cell.voice), if cell.stale { "*" } else { "" })
        });
        let asked = matrix.columns.iter().filter(|option| matrix.was_asked(stakeholder, option)).map(|option| format!("{option} ?"));
        let counted = counted_meetings(dialogue.records("meetings"), today);
        let last = counted.iter().rev().find(|(_, meeting)| meeting.stakeholder() == Some(stakeholder));
        let unasked = matrix.columns.iter().filter(|option| {
            matrix.rows.iter().any(|row| &**row == stakeholder)
                && matrix.cell(stakeholder, option).is_none()
                && !matrix.was_asked(stakeholder, option)
        });
        Self {
            met: last.map(|(day, _)| near(*day, today)).unwrap_or_default(),
            stands: stands.chain(asked).collect(),
            frank: last.and_then(|(_, meeting)| frankness(dialogue, *meeting)).unwrap_or_default(),
            owed: owed(dialogue, stakeholder, today),
            unasked: unasked.map(ToString::to_string).collect(),
        }
    }

    /// Three lines at most of `width` cells; none when nothing is known and nothing can be asked.
    #[must_use]
    pub fn lines(&self, width: usize) -> Vec<Line> {
        let room = width.saturating_sub(LABEL + 2);
        let mut lines = Vec::new();
        if !self.met.is_empty() {
            let frank = if self.frank.is_empty() { String::new() } else { format!("frank: {}", self.frank) };
            let space = room.saturating_sub(frank.width() + 2);
            let mut line = label(&self.met);
            line.push(
                Role::Text,
                if self.stands.is_empty() { "said nothing on any option".to_owned() } else { cut(&self.stands, "  ", space) },
            );
            lines.push(if frank.is_empty() { line } else { line.right(width.saturating_sub(1), Role::Muted, frank) });
        } else if !self.stands.is_empty() {
            lines.push(label("Stands").with(Role::Text, cut(&self.stands, "  ", room)));
        }
        if !self.owed.is_empty() {
            let late = self.owed.iter().any(|(_, late)| *late);
            let said: Vec<String> = self.owed.iter().map(|(said, _)| said.clone()).collect();
            lines.push(label("We owe").with(if late { Role::Warn } else { Role::Text }, fit::fit(&said.join(" · "), room)));
        }
        if !self.unasked.is_empty() {
            lines.push(label("Unasked").with(Role::Text, cut(&self.unasked, " ", room)));
        }
        lines
    }
}

fn label(text: &str) -> Line {
    Line::of(Role::Muted, format!(" {}", fit::left(text, LABEL - 2))).to(LABEL)
}

/// A day in at most eight cells.
fn near(day: NaiveDate, today: NaiveDate) -> String {
    let ago = (today - day).num_days();
    if (0..330).contains(&ago) { dates::say_day_and_month(day) } else { day.format("%m/%Y").to_string() }
}

/// As many as fit; how many more there are is said.
fn cut(items: &[String], between: &str, width: usize) -> String {
    let mut said = String::new();
    for (n, item) in items.iter().enumerate() {
        let more = items.len() - n;
        let tail = if more > 1 { format!("{between}… {} more", more - 1).width() } else { 0 };
        let lead = if n == 0 { "" } else { between };
        if n > 0 && said.width() + lead.width() + item.width() + tail > width {
            said.push_str(&format!("{between}… {more} more"));
            break;
        }
        said.push_str(lead);
        said.push_str(item);
    }
    fit::fit(&said, width)
}

fn frankness(dialogue: &Dialogue, meeting: Meeting<'_>) -> Option<String> {
    let kind: &Kind = dialogue.catalogue.kind("meetings")?;
    let value = meeting.0.get("frankness")?;
    Some(display::value_text(kind.field("frankness")?, value, dialogue, display::Words::Full))
}

fn owed(dialogue: &Dialogue, stakeholder: &str, today: NaiveDate) -> Vec<(String, bool)> {
    let promises = promises::compute(dialogue, today).rows;
    let open =
        promises.into_iter().filter(|promise| promise.stakeholder.as_deref() == Some(stakeholder) && promise.state == PromiseState::Open);
    let mut owed: Vec<_> = open.collect();
    owed.sort_by_key(|promise| (promise.due.is_none(), promise.due));
    owed.into_iter()
        .map(|promise| {
            let text = display::one_line(promise.text.as_deref().unwrap_or("something"));
            let when = promise.due.map(|due| format!(", {}", dates::say_distance(due, today))).unwrap_or_default();
            (format!("{text}{when}"), promise.overdue)
        })
        .collect()
}
