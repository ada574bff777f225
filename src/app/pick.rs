//! Choosing by typing: stakeholders, tools, commands, links. The same box for all of them.

use super::command::Command;
use super::part::Part;
use super::text::TextEdit;
use crate::domain::dates;
use chrono::NaiveDate;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// What the choice is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// Whom the bilateral note is about.
    Capture,
    /// A record to open.
    Record,
    /// Whom or what a sheet is about: a brief, a precheck, a hand-over.
    Sheet(Command),
    /// A tool.
    Tool,
    /// A command.
    Palette,
    /// A value of a form's field: the top screen below takes it.
    Field,
    /// What a new record of this name needs beside it, before the field of a form takes it.
    Beside(String),
    /// Another dialogue.
    Dialogue,
    /// A phase to move to.
    MovePhase,
    /// A phase to step back to.
    StepBack,
    /// A day to set every view back to.
    AsOf,
    /// A day or snapshot to compare a later one with.
    CompareFrom,
    /// The later one, to be compared with that.
    CompareTo(String),
    /// An audience.
    Audience,
    /// A level of disclosure for a record or row.
    Disclosure(Part),
    /// How far a commitment is kept from today.
    Status(crate::domain::record::Key),
    /// How far a commitment is promised from today.
    Maturity(crate::domain::record::Key),
    /// How far a duty is met, by its index among the duties of the dialogue.
    Duty(usize),
    /// The kind of row to add to a record.
    AddRow(crate::domain::record::Key),
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is taken: an id, a number, a command's name.
    pub value: String,
    /// Shown first, and matched.
    pub label: String,
    /// Shown behind it, muted, and matched too.
    pub detail: String,
    /// Shown at the right: a key, a date.
    pub aside: String,
    /// It is there only because it was typed.
    pub typed: bool,
}

impl Item {
    /// An item without anything at the right.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), detail: detail.into(), aside: String::new(), typed: false }
    }
}

/// A box to choose from by typing.
#[derive(Debug)]
pub struct Pick {
    /// What the choice is for.
    pub purpose: Purpose,
    /// The question.
    pub title: String,
    /// What is typed.
    pub query: TextEdit,
    /// All that can be chosen.
    pub items: Vec<Item>,
    /// The places in `items` that match, best first. The place behind the last item stands for something new, where that is offered.
    pub found: Vec<usize>,
    /// The cursor, as a place in `found`.
    pub cursor: usize,
    /// The values marked, where several may be chosen.
    pub marked: Vec<String>,
    /// Whether several may be chosen.
    pub many: bool,
    /// Takes the only match as soon as what is typed leaves no other (tools by number).
    pub eager: bool,
    /// What a name that is not among the items begins, when something may be begun here.
    pub offer_new: Option<String>,
    /// Where a day may be typed: the day it is counted from. What is typed is then offered first.
    pub typed_day: Option<NaiveDate>,
}

impl Pick {
    /// A box with all items.
    #[must_use]
    pub fn new(purpose: Purpose, title: impl Into<String>, items: Vec<Item>) -> Self {
        let mut pick = Self {
            purpose,
            title: title.into(),
            query: TextEdit::new("", false),
            items,
            found: Vec::new(),
            cursor: 0,
            marked: Vec::new(),
            many: false,
            eager: false,
            offer_new: None,
            typed_day: None,
        };
        pick.narrow();
        pick
    }

    /// The item under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<&Item> {
        self.found.get(self.cursor).and_then(|n| self.items.get(*n))
    }

    /// Finds anew what matches: beginnings of a label or value first, then the fuzzy matches by their score, then the given order.
    /// What only has the letters scattered over it is found where nothing better is: it helps who mistypes, and is noise else.
    /// Something new comes last; first, where the letters typed are only scattered over what else is found: who types a name and
    /// presses Enter must not get somebody else.
    pub fn narrow(&mut self) {
        let typed = self.query.text();
        let typed = typed.trim();
        self.cursor = 0;
        self.items.retain(|item| !item.typed);
        if typed.is_empty() {
            self.found = (0..self.items.len()).collect();
            return;
        }
        let lower = typed.to_lowercase();
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut scored: Vec<(u32, usize)> = Vec::new();
        for (n, item) in self.items.iter().enumerate() {
            let haystack = format!("{} {} {}", item.label, item.value, item.detail);
            letters.clear();
            let Some(score) = pattern.score(Utf32Str::new(&haystack, &mut letters), &mut matcher) else { continue };
            let begins = [&item.label, &item.value].iter().any(|text| text.to_lowercase().starts_with(&lower));
            let exact = item.value.to_lowercase() == lower || item.label.to_lowercase() == lower;
            let bonus = if exact {
                200_000
            } else if begins {
                100_000
            } else {
                0
            };
            scored.push((score + bonus, n));
        }
        scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        self.found = scored.into_iter().map(|(_, n)| n).collect();
        let meant = |n: &usize| self.items.get(*n).is_some_and(|item| is_meant(item, &lower));
        if self.found.iter().any(meant) {
            let kept = self.found.iter().copied().filter(meant).collect();
            self.found = kept;
        }
        if let Some(today) = self.typed_day
            && let Some(day) = dates::parse_back(typed, today)
        {
            self.found.insert(0, self.items.len());
            let distance = dates::say_since(day, today);
            self.items.push(Item { typed: true, ..Item::new(day.to_string(), dates::say_day(day, today), distance) });
        }
        if self.offer_new.is_some() {
            let meant = self.current().is_some_and(|item| is_meant(item, &lower));
            let exact = self.items.iter().any(|item| item.label.to_lowercase() == lower);
            let new = self.items.len();
            match (meant, exact) {
                (_, true) => {}
                (true, false) => self.found.push(new),
                (false, false) => self.found.insert(0, new),
            }
        }
    }

    /// The only item that can still be meant by a number typed, when the box is eager.
    #[must_use]
    pub fn settled(&self) -> Option<&Item> {
        let typed = self.query.text();
        if !self.eager || typed.is_empty() || !typed.chars().all(|letter| letter.is_ascii_digit()) {
            return None;
        }
        let exact = self.items.iter().find(|item| item.value == typed)?;
        let longer = self.items.iter().any(|item| item.value != typed && item.value.starts_with(&typed));
        (!longer).then_some(exact)
    }

    /// Marks or unmarks the item under the cursor.
    pub fn toggle(&mut self) {
        let Some(value) = self.current().map(|item| item.value.clone()) else { return };
        match self.marked.iter().position(|marked| *marked == value) {
            Some(place) => {
                self.marked.remove(place);
            }
            None => self.marked.push(value),
        }
    }
}

/// Whether an item is what somebody means who typed this: each word stands somewhere in it as typed, or its letters follow each
/// other in the label.
fn is_meant(item: &Item, typed: &str) -> bool {
    let label = item.label.to_lowercase();
    let whole = format!("{label} {} {}", item.value, item.detail).to_lowercase();
    let mut letters = label.chars();
    let in_label = typed.chars().filter(|letter| !letter.is_whitespace()).all(|letter| letters.any(|other| other == letter));
    in_label || typed.split_whitespace().all(|word| whole.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, items: &[(&str, &str)]) -> Vec<String> {
        let items = items.iter().map(|(value, label)| Item::new(*value, *label, "")).collect();
        let mut pick = Pick::new(Purpose::Tool, "", items);
        pick.query.insert_str(text);
        pick.narrow();
        pick.found.iter().map(|n| pick.items[*n].value.clone()).collect()
    }

    #[test]
    fn what_begins_as_typed_comes_before_what_only_holds_the_letters() {
        assert_eq!(typed("mo", &[("cu", "Commons Union"), ("molsp", "MoLSP"), ("mof", "MoF")])[..2], ["molsp", "mof"]);
    }

    #[test]
    fn a_name_whose_letters_are_only_scattered_over_another_begins_something_new() {
        let items = vec![Item::new("owdn", "OWDN", "Osmet Women with Disabilities Network"), Item::new("molsp", "MoLSP", "")];
        let mut pick = Pick::new(Purpose::Capture, "", items);
        pick.offer_new = Some("a stakeholder".to_owned());
        let mut typed = |text: &str| {
            pick.query.set_text(text);
            pick.narrow();
            pick.found.clone()
        };
        let new = 2;
        assert_eq!(typed("MoH")[0], new);
        assert_eq!(typed("mlsp"), [1, new], "an abbreviation is meant");
        assert_eq!(typed("women"), [0, new], "so is a word of the full name");
        assert_eq!(typed("OWDN"), [0], "and nothing new is called as another already is");
        assert_eq!(typed(""), [0, 1]);
    }

    #[test]
    fn letters_scattered_over_a_sentence_are_found_only_where_nothing_better_is() {
        let items = [("matrix", "Matrix", "Who stands where."), ("disclosure", "disclosure", "Changes who may see it.")];
        let items = items.map(|(value, label, detail)| Item::new(value, label, detail)).to_vec();
        let mut pick = Pick::new(Purpose::Palette, "", items);
        let mut typed = |text: &str| {
            pick.query.set_text(text);
            pick.narrow();
            pick.found.clone()
        };
        assert_eq!(typed("mat"), [0]);
        assert_eq!(typed("see who"), [1], "words in any order");
        assert_eq!(typed("chngs my"), [1], "a word typed wrong is still found");
    }

    #[test]
    fn a_number_is_settled_as_soon_as_no_other_begins_with_it() {
        let items = (1..=19).map(|n| Item::new(n.to_string(), format!("tool {n}"), "")).collect();
        let mut pick = Pick::new(Purpose::Tool, "", items);
        pick.eager = true;
        pick.query.insert_str("9");
        assert_eq!(pick.settled().map(|item| item.value.as_str()), Some("9"));
        pick.query.set_text("1");
        assert_eq!(pick.settled(), None);
        pick.query.insert_str("4");
        assert_eq!(pick.settled().map(|item| item.value.as_str()), Some("14"));
    }
}
