//! The columns of the board and their cards, laid out for so many cells; it knows nothing of the cursor's moves.

use super::ALWAYS;
use crate::app::fit;
use crate::app::line::{Role, Span};
use crate::app::pages::{commitments, words};
use crate::domain::dates;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::one_line;
use crate::domain::lens::{Commitment, Status};
use crate::domain::record::Name;
use crate::domain::views::roadmap::{self, Late, Roadmap};
use chrono::{Datelike, NaiveDate};
use unicode_width::UnicodeWidthStr;

/// A status and its cards.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) status: Status,
    pub(super) cards: Vec<Card>,
}

/// A commitment as a card.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) id: Name,
    pub(super) title: String,
    pub(super) lead: (Role, String),
    /// The date as it is said where there is much room, less, and little.
    pub(super) due: (Role, [String; 3]),
    /// All of it in words, for the lines below the board.
    pub(super) words: [String; 2],
}

/// How tall cards are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) title: usize,
    pub(super) gap: usize,
}

/// A line of a column: its text, and how it weighs.
pub(super) type Piece = Vec<Span>;

impl Column {
    /// Its cards as lines, with how many there are above and below where not all are seen; `top` is the first on screen.
    pub(super) fn lay(&self, top: &mut usize, cells: usize, room: usize, look: Look, at: Option<usize>) -> Vec<Piece> {
        let gap = look.gap;
        let all = self.cards.len();
        // Of cards that do not fit any more nobody needs the height.
        let tall = |from: usize, to: usize| self.tall(from, to, cells, look, room + 1);
        if tall(0, all) <= room {
            *top = 0;
        } else if let Some(at) = at {
            let mut from = (*top).min(at).max(at.saturating_sub(room));
            while from < at && tall(from, at + 1) + 1 > room {
                from += 1;
            }
            *top = from;
        }
        let from = *top;
        let mut lines = Vec::new();
        let mut below = all;
        for (n, card) in self.cards.iter().enumerate().skip(from) {
            let height = self.tall(from, n + 1, cells, look, room + 1);
            let last = height <= room && n + 1 == all && from == 0;
            if !last && n > from && height + 1 > room {
                break;
            }
            lines.extend(card.lay(cells, look, at == Some(n)));
            lines.extend((0..gap).map(|_| Piece::new()));
            below -= 1;
        }
        below -= from;
        if from > 0 || below > 0 {
            lines.truncate(room.saturating_sub(1));
            lines.resize_with(room.saturating_sub(1), Piece::new);
            let above = (from > 0).then(|| format!("↑ {}", from));
            let below = (below > 0).then(|| format!("↓ {below}"));
            let said = above.into_iter().chain(below).collect::<Vec<_>>().join("  ");
            lines.push(vec![Span { text: format!(" {said} more"), role: Role::Muted }]);
        }
        lines
    }
}

impl Column {
    /// The lines that some cards take, those between them included; counted no further than `most`.
    pub(super) fn tall(&self, from: usize, to: usize, cells: usize, look: Look, most: usize) -> usize {
        let mut lines = 0;
        for card in self.cards.iter().take(to).skip(from) {
            lines += card.height(cells, look) + look.gap;
            if lines > most + look.gap {
                break;
            }
        }
        lines.saturating_sub(look.gap)
    }
}

impl Card {
    fn title(&self, cells: usize, look: Look) -> Vec<String> {
        let room = cells.saturating_sub(2).max(1);
        let mut lines = fit::wrap(&self.title, room);
        if lines.len() > look.title {
            let rest = lines.split_off(look.title.saturating_sub(1)).join(" ");
            lines.push(fit::fit(&rest, room));
        }
        lines
    }

    fn height(&self, cells: usize, look: Look) -> usize {
        self.title(cells, look).len() + 1
    }

    fn lay(&self, cells: usize, look: Look, here: bool) -> Vec<Piece> {
        let role = if here { Role::Accent } else { Role::Text };
        let mut lines: Vec<Piece> = Vec::new();
        for (n, title) in self.title(cells, look).into_iter().enumerate() {
            let mark = if here && n == 0 { "▸" } else { " " };
            lines.push(vec![Span { text: mark.to_owned(), role: Role::Accent }, Span { text: title, role }]);
        }
        let (due_role, [long, shorter, shortest]) = &self.due;
        // It stands in a little, unless that would cost a letter of the name.
        let indent = if self.lead.1.width() + shortest.width() + 4 > cells { 1 } else { 2 };
        let room = cells.saturating_sub(indent + 1);
        let fits = |due: &&String| self.lead.1.width() + due.width() < room;
        let due = [long, shorter].into_iter().find(fits).unwrap_or(shortest);
        let lead = fit::left(&self.lead.1, room.saturating_sub(due.width() + 1));
        lines.push(vec![
            Span { text: " ".repeat(indent), role: Role::Text },
            Span { text: format!("{lead} "), role: self.lead.0 },
            Span { text: due.clone(), role: *due_role },
        ]);
        lines
    }
}

pub(super) fn columns(view: &Roadmap, dialogue: &Dialogue, today: NaiveDate) -> Vec<Column> {
    let column = |status: &Status| {
        let mut here: Vec<&roadmap::Line> = view.lines.iter().filter(|line| line.status == *status).collect();
        here.sort_by_key(|line| (line.holds().is_none(), line.holds(), line.id.clone()));
        Column { status: *status, cards: here.into_iter().map(|line| card(line, view.as_of, dialogue, today)).collect() }
    };
    Status::ALL.iter().map(column).filter(|column| !column.cards.is_empty() || ALWAYS.contains(&column.status)).collect()
}

fn card(line: &roadmap::Line, as_of: NaiveDate, dialogue: &Dialogue, today: NaiveDate) -> Card {
    let lead = line.lead.as_ref().map(|lead| words::short(dialogue, lead));
    let sign = commitments::late_sign(line);
    let due = match line.holds() {
        None => (Role::Warn, ["no date"; 3].map(str::to_owned)),
        Some(day) => {
            let short = if day.year() == today.year() { dates::say_day_and_month(day) } else { day.year().to_string() };
            let apart = |said: &str| format!("{sign} {said}").trim_start().to_owned();
            (commitments::urgency(line), [apart(&commitments::day(day, today)), apart(&short), format!("{sign}{short}")])
        }
    };
    Card {
        id: line.id.clone(),
        title: one_line(&line.title),
        lead: lead.clone().map_or((Role::Warn, "no lead".to_owned()), |lead| (Role::Muted, lead)),
        due,
        words: [one_line(&line.title), in_words(line, lead, as_of, dialogue, today)],
    }
}

/// Who, by when, how far promised, since when at this status, and what it waits for.
fn in_words(line: &roadmap::Line, lead: Option<String>, as_of: NaiveDate, dialogue: &Dialogue, today: NaiveDate) -> String {
    let with =
        dialogue.get(Commitment::KIND, &line.id).map(|record| words::shorts(dialogue, Commitment(record).supporting())).unwrap_or_default();
    let who = match (lead, with.is_empty()) {
        (None, _) => "nobody leads".to_owned(),
        (Some(lead), true) => lead,
        (Some(lead), false) => format!("{lead} with {with}"),
    };
    let due = match commitments::due(line, as_of, today) {
        None => "no date".to_owned(),
        Some(due) if line.late == Late::Overdue => due,
        Some(due) => format!("due {due}"),
    };
    let since = line.reported.map(|day| format!("{} since {}", line.status.label(), commitments::day(day, today)));
    let promised = line.maturity.map(|maturity| {
        let since = line.promised_since.map(|day| format!(" since {}", commitments::day(day, today))).unwrap_or_default();
        format!("{}{since}", maturity.label())
    });
    let waits = (!line.waits_for.is_empty())
        .then(|| format!("waits for {}", line.waits_for.iter().map(|id| one_line(id)).collect::<Vec<_>>().join(", ")));
    [Some(who), Some(due), since, promised, waits].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
