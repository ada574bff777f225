//! Two people changed the same field: base, mine and theirs below each other, one key to choose. Nothing is lost before that.

use super::session::Session;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::msg::{Clash, Effect};
use crate::domain::change::Change;
use crate::domain::display;
use crate::domain::merge;
use crate::domain::record::{Fields, Record};
use crate::domain::value::Value;

/// Whose version is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What this user typed.
    Mine,
    /// What now stands in the file.
    Theirs,
    /// Theirs, and mine below it; for text.
    Both,
}

/// At most so many lines of each version.
const MOST: usize = 5;
/// So many characters that both versions share are said before they part.
const SHARED: usize = 40;

/// Where two versions begin to be worth reading: a few words before they part; at their beginning, when that is near.
fn parting(mine: &str, theirs: &str) -> usize {
    let same = mine.char_indices().zip(theirs.chars()).find(|((_, one), other)| one != other);
    let same = same.map_or(mine.len().min(theirs.len()), |((at, _), _)| at);
    let lead = mine.get(..same).unwrap_or_default();
    let Some((from, _)) = lead.char_indices().rev().nth(SHARED).filter(|(from, _)| *from > SHARED) else { return 0 };
    let word = lead.get(from..).and_then(|rest| rest.find(char::is_whitespace));
    word.map_or(from, |word| from + word + 1)
}

/// Fields that two people changed, and what is to become of each.
#[derive(Debug)]
pub struct Conflict {
    /// The fields, with what is taken.
    pub clashes: Vec<(Clash, Side)>,
    /// The one under the cursor.
    pub cursor: usize,
    /// The changes that were to be made.
    changes: Vec<Change>,
}

impl Conflict {
    /// A conflict over the changes of a session; the record as it now is becomes what the session stands on.
    #[must_use]
    pub fn new(session: &mut Session, record: &Record, clashes: &[Clash]) -> Self {
        let mine = session.changes();
        let merged = merge::merge(&session.base, record, &mine);
        session.failed();
        session.rebase(record.clone(), &merged.changes);
        let changes = mine.into_iter().filter(|change| clashes.iter().any(|clash| clash.path == change.path())).collect();
        let clashes: Vec<_> = clashes.iter().map(|clash| (clash.clone(), Side::Mine)).collect();
        let conflict = Self { clashes, cursor: 0, changes };
        // Mine stands in the working copy until something else is chosen.
        for n in 0..conflict.clashes.len() {
            conflict.carry_out(session, n);
        }
        conflict
    }

    /// A conflict found when a draft was gone on with: mine stands in the working copy already.
    #[must_use]
    pub fn over(session: &Session, clashes: Vec<Clash>) -> Self {
        Self { clashes: clashes.into_iter().map(|clash| (clash, Side::Mine)).collect(), cursor: 0, changes: session.changes() }
    }

    /// Whether both versions of a field can be kept.
    fn is_text(&self, path: &str) -> bool {
        self.changes.iter().any(|change| change.path() == path && matches!(change, Change::Field { to: Some(Value::Text(_)), .. }))
    }

    /// Takes a side for the field under the cursor.
    pub fn choose(&mut self, session: &mut Session, side: Side) -> Vec<Effect> {
        let both = self.clashes.get(self.cursor).is_some_and(|(clash, _)| self.is_text(&clash.path));
        let Some((_, chosen)) = self.clashes.get_mut(self.cursor) else { return Vec::new() };
        *chosen = if side == Side::Both && !both { Side::Mine } else { side };
        self.carry_out(session, self.cursor);
        session.keep()
    }

    /// Takes the next side, or the one before.
    pub fn step(&mut self, session: &mut Session, forward: bool) -> Vec<Effect> {
        let Some((clash, side)) = self.clashes.get(self.cursor) else { return Vec::new() };
        let sides: &[Side] = if self.is_text(&clash.path) { &[Side::Mine, Side::Theirs, Side::Both] } else { &[Side::Mine, Side::Theirs] };
        let place = sides.iter().position(|other| other == side).unwrap_or(0);
        let next = (place + if forward { 1 } else { sides.len() - 1 }) % sides.len();
        let next = sides.get(next).copied().unwrap_or(Side::Mine);
        self.choose(session, next)
    }

    fn carry_out(&self, session: &mut Session, n: usize) {
        let Some((clash, side)) = self.clashes.get(n) else { return };
        let Some(change) = self.changes.iter().find(|change| change.path() == clash.path) else { return };
        match change {
            Change::Field { name, to, .. } => {
                let theirs = session.base.get(name).cloned();
                let value = match (side, theirs, to) {
                    (Side::Theirs, theirs, _) => theirs,
                    (Side::Both, Some(Value::Text(theirs)), Some(Value::Text(mine))) => {
                        Some(Value::Text(format!("{}\n{mine}", theirs.trim_end_matches('\n'))))
                    }
                    _ => to.clone(),
                };
                session.work.set(name, value);
            }
            Change::RowField { row, index, name, to, .. } => {
                let base = session.base.row(&row.name, *index).cloned();
                if let Some(now) = session.work.row_mut(&row.name, *index) {
                    let theirs = base.and_then(|base| base.get(name).cloned());
                    now.set(name, if *side == Side::Theirs { theirs } else { to.clone() });
                }
            }
            Change::AddRow(_) | Change::RemoveRow { .. } => {}
        }
    }

    /// Moves the cursor.
    pub fn travel(&mut self, down: bool) {
        let last = self.clashes.len().saturating_sub(1);
        self.cursor = if down { (self.cursor + 1).min(last) } else { self.cursor.saturating_sub(1) };
    }

    /// The fields in lines of `width` cells, and the line that the cursor is on.
    #[must_use]
    pub fn lines(&self, session: &Session, width: usize) -> (Vec<Line>, usize) {
        let mut lines = Vec::new();
        let mut here = 0;
        for (n, (clash, side)) in self.clashes.iter().enumerate() {
            if n > 0 {
                lines.push(Line::blank());
            }
            if n == self.cursor {
                here = lines.len();
            }
            lines.push(Line::of(Role::Title, format!("   {}", session.kind.says(&clash.path))));
            let from = parting(&clash.mine, &clash.theirs);
            let sides =
                [("was", &clash.base, None), ("1 mine", &clash.mine, Some(Side::Mine)), ("2 theirs", &clash.theirs, Some(Side::Theirs))];
            for (word, text, whose) in sides {
                let taken = whose.is_some_and(|whose| whose == *side || *side == Side::Both);
                let role = if taken { Role::Text } else { Role::Muted };
                let shared = text.get(..from).filter(|shared| from > 0 && clash.mine.starts_with(shared));
                let rest = shared.and_then(|_| text.get(from..)).map_or_else(|| text.clone(), |rest| format!("… {rest}"));
                let shown = if text.trim().is_empty() { "nothing".to_owned() } else { display::clean(&rest).into_owned() };
                let mut shown = fit::wrap(&shown, width.saturating_sub(17));
                if shown.len() > MOST {
                    shown.truncate(MOST);
                    shown.last_mut().into_iter().for_each(|last| last.push_str(" …"));
                }
                let mut shown = shown.into_iter();
                let first = shown.next().unwrap_or_default();
                let mark = if taken { "✓ " } else { "  " };
                lines.push(Line::of(Role::Accent, format!("   {mark}")).with(Role::Field, fit::left(word, 10)).with(role, first));
                lines.extend(shown.map(|text| Line::blank().to(15).with(role, text)));
            }
            if self.is_text(&clash.path) {
                let mark = if *side == Side::Both { "✓ " } else { "  " };
                lines.push(
                    Line::of(Role::Accent, format!("   {mark}"))
                        .with(Role::Field, "3 both")
                        .to(15)
                        .with(Role::Muted, "theirs, and mine below it"),
                );
            }
        }
        (lines, here)
    }
}
