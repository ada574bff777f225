//! A long text on a screen of its own: typing, completing `#` and `@`, looking for words. Every change is told as a splice, so that
//! the draft has it before it is seen. Knows no marks but where they can be completed, and nothing of saving.

use super::session::Session;
use super::spot::Spot;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::msg::Effect;
use crate::app::text::{EditCommand, Move, Outcome, Pos, TextEdit};
use crate::domain::dialogue::Dialogue;
use crate::domain::marks::{self, Completion};
use crate::domain::value::Value;
use crossterm::event::{KeyCode, KeyEvent};
use unicode_width::UnicodeWidthStr;

/// Lines below the rule under a note.
pub const BELOW: u16 = 3;
/// The least rows of text that are worth taking some away for what is known.
const LEAST: u16 = 6;

/// A text being written on a screen of its own.
#[derive(Debug)]
pub struct Note {
    /// Which text of the record.
    pub spot: Spot,
    /// The text.
    pub text: TextEdit,
    /// What `#` or `@` may mean, while one is typed.
    pub completing: Option<Completing>,
    /// Words looked for, while they are typed.
    pub search: Option<TextEdit>,
    /// The record as the notes were opened had this text: whether anything was typed since.
    pub touched: bool,
}

/// Candidates for what is being typed.
#[derive(Debug)]
pub struct Completing {
    /// What may be meant.
    pub completion: Completion,
    /// The candidate that is taken.
    pub cursor: usize,
    /// Whether the cursor was moved to it.
    moved: bool,
}

impl Note {
    /// Opens a text with the caret at its end.
    #[must_use]
    pub fn open(session: &Session, spot: Spot) -> Self {
        let text = spot.value(&session.work).map(ToString::to_string).unwrap_or_default();
        Self { spot, text: TextEdit::new(&text, true), completing: None, search: None, touched: false }
    }

    /// Takes a key that is no command. Where there is no room to show candidates, none is gone to or taken unseen.
    pub fn key(&mut self, session: &mut Session, key: &KeyEvent, dialogue: &Dialogue, shown: bool) -> Vec<Effect> {
        if let Some(search) = &mut self.search {
            if key.code == KeyCode::Enter {
                self.find();
            } else {
                search.handle_key(key);
            }
            return Vec::new();
        }
        if let Some(completing) = self.completing.as_mut().filter(|_| shown) {
            let last = completing.completion.candidates.len().saturating_sub(1);
            match key.code {
                KeyCode::Down | KeyCode::Up => {
                    let next = if key.code == KeyCode::Down { completing.cursor + 1 } else { completing.cursor.saturating_sub(1) };
                    (completing.cursor, completing.moved) = (next.min(last), true);
                    return Vec::new();
                }
                // Enter right behind the sign alone is an Enter: somebody wrote a sign, not a name.
                KeyCode::Enter if completing.takes() => return self.complete(session, dialogue),
                _ => {}
            }
        }
        let outcome = match EditCommand::for_key(key) {
            Some(EditCommand::Undo) => self.text.undo(),
            Some(command) => self.text.apply(command),
            None => Outcome::Ignored,
        };
        match outcome {
            Outcome::Changed => self.changed(session, dialogue),
            Outcome::Moved => {
                self.completing = None;
                Vec::new()
            }
            Outcome::Still | Outcome::Ignored => Vec::new(),
        }
    }

    /// Takes a paste.
    pub fn paste(&mut self, session: &mut Session, text: &str, dialogue: &Dialogue) -> Vec<Effect> {
        if let Some(search) = &mut self.search {
            search.insert_str(text);
            return Vec::new();
        }
        if self.text.insert_str(text) == Outcome::Changed { self.changed(session, dialogue) } else { Vec::new() }
    }

    /// Takes the text back from an editor elsewhere.
    pub fn replace_all(&mut self, session: &mut Session, text: &str, dialogue: &Dialogue) -> Vec<Effect> {
        // An editor ends the last line where there was no line break.
        let had = self.text.text().ends_with('\n');
        let text = if had { text } else { text.strip_suffix('\n').unwrap_or(text) };
        if self.text.set_text(text) == Outcome::Changed { self.changed(session, dialogue) } else { Vec::new() }
    }

    fn changed(&mut self, session: &mut Session, dialogue: &Dialogue) -> Vec<Effect> {
        self.touched = true;
        let edits: Vec<_> = self.text.take_edits().into_iter().map(|edit| (edit.at, edit.cut, edit.put)).collect();
        let text = self.text.text();
        let effects = match &self.spot {
            Spot::Field(name) => session.splice(name, text, edits),
            spot => spot.set(session, Some(Value::Text(text)).filter(|text| !text.is_blank())),
        };
        let caret = self.text.caret();
        let completion = marks::complete(self.text.line(caret.line), caret.at, dialogue);
        self.completing = completion.filter(|found| is_open(self.text.line(caret.line), found)).map(|completion| Completing {
            completion,
            cursor: 0,
            moved: false,
        });
        effects
    }

    /// Puts the candidate in the place of what was typed.
    pub fn complete(&mut self, session: &mut Session, dialogue: &Dialogue) -> Vec<Effect> {
        let Some(completing) = self.completing.take() else { return Vec::new() };
        let Some(candidate) = completing.completion.candidates.get(completing.cursor) else { return Vec::new() };
        let line = self.text.caret().line;
        let range = &completing.completion.range;
        self.text.replace(Pos::new(line, range.start)..Pos::new(line, range.end), &format!("{} ", candidate.insert));
        let effects = self.changed(session, dialogue);
        self.completing = None;
        effects
    }

    /// Begins to look for words; the words looked for before are offered again.
    pub fn begin_search(&mut self) {
        self.completing = None;
        self.search = Some(TextEdit::new("", false));
    }

    /// Goes to what was typed as words to look for.
    fn find(&mut self) {
        let Some(search) = self.search.take() else { return };
        if !search.is_empty() {
            self.text.set_search(&search.text());
        }
        self.text.find_next(true);
    }

    /// Goes to the next place; false when there is none.
    pub fn find_next(&mut self) -> bool {
        self.completing = None;
        self.text.find_next(true) == Outcome::Moved
    }

    /// Leaves what lies over the text: candidates, a search. False when there is nothing to leave.
    pub fn step_back(&mut self) -> bool {
        if self.completing.take().is_some() || self.search.take().is_some() {
            return true;
        }
        let hits = (0..self.text.lines().len()).any(|line| !self.text.hits(line).is_empty());
        self.text.set_search("");
        hits
    }

    /// Reads the text again when the record was changed elsewhere.
    pub fn reread(&mut self, session: &Session) {
        let now = self.spot.value(&session.work).map(ToString::to_string).unwrap_or_default();
        if now != self.text.text() {
            // The caret stays where it was: a save must not move it.
            let caret = self.text.caret();
            self.text.set_text(&now);
            self.text.take_edits();
            self.text.set_caret(caret);
        }
    }

    /// Puts the caret at the end.
    pub fn go_to_end(&mut self) {
        self.text.move_to(Move::Bottom);
    }
}

/// Whether candidates are worth showing: not when what stands there is one of them already.
fn is_open(line: &str, completion: &Completion) -> bool {
    let typed = line.get(completion.range.clone()).unwrap_or_default();
    let whole = |insert: &str| insert.to_lowercase() == typed.to_lowercase();
    completion.candidates.first().is_some_and(|first| !whole(&first.insert))
}

/// Rows of a note's text on a screen of `height` rows below its head, and whether there is room for what is known below it.
#[must_use]
pub(super) fn rows(height: u16, quiet: bool) -> (u16, bool) {
    let below = BELOW + 1;
    if quiet || height < LEAST + below { (height, false) } else { (height - below, true) }
}

impl Completing {
    /// Whether Enter takes the candidate: not right behind the sign alone, before one was gone to.
    #[must_use]
    pub fn takes(&self) -> bool {
        self.moved || self.completion.range.len() > 1
    }

    /// What is taken, in a line.
    #[must_use]
    pub fn first(&self) -> Option<String> {
        let candidate = self.completion.candidates.get(self.cursor)?;
        Some(format!("{}  {}", candidate.insert, candidate.label))
    }

    /// The candidates in [`BELOW`] lines: in columns where they fit, around the one that is taken.
    #[must_use]
    pub fn lines(&self, width: usize) -> Vec<Line> {
        let all = &self.completion.candidates;
        let rows = usize::from(BELOW);
        let columns = if width >= 76 && all.len() > rows { 2 } else { 1 };
        let page = rows * columns;
        let first = self.cursor / page * page;
        let cell = width.saturating_sub(2) / columns;
        let mut lines = vec![Line::blank(); rows];
        for (n, candidate) in all.iter().enumerate().skip(first).take(page) {
            let place = n - first;
            let Some(line) = lines.get_mut(place % rows) else { continue };
            let start = place / rows * cell;
            // Only what Enter would take is pointed at.
            let here = n == self.cursor && self.takes();
            let insert = fit::fit(&candidate.insert, if columns == 1 { 24 } else { 16 });
            let room = cell.saturating_sub(insert.width() + 6);
            let mut laid = std::mem::take(line).to(start).with(Role::Accent, if here { " ▸ " } else { "   " });
            laid.push(if here { Role::Accent } else { Role::Text }, insert);
            laid.push(Role::Muted, format!("  {}", fit::fit(&candidate.label, room)));
            *line = laid;
        }
        lines
    }
}
