//! One field under the cursor: what its keys do to its value, what may be picked for it, and how its value is told.
//! Knows the catalogue and the dialogue, not where on the screen the field stands.

use super::fresh;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::pick::{Item, Pick, Purpose};
use crate::domain::catalogue::{Choices, FieldDef, FieldType, Targets};
use crate::domain::dates;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::{self, Words};
use crate::domain::entry::{self, Entering};
use crate::domain::value::Value;
use unicode_width::UnicodeWidthStr;

/// How a field is filled in.
#[derive(Clone, Debug)]
pub(super) enum Widget {
    /// By typing on one line.
    Text,
    /// By typing on a whole screen.
    Note,
    /// By choosing one of a few values, which arrows step through.
    Choice(Vec<Value>),
    /// By marking several in a box.
    Many,
    /// By finding one record, or several.
    Link,
}

/// The way to fill in a field.
#[must_use]
pub(super) fn widget(def: &FieldDef) -> Widget {
    match &def.ty {
        FieldType::Note => Widget::Note,
        FieldType::One(choices) => Widget::Choice(choices.iter().map(|choice| choice.value.clone()).collect()),
        FieldType::Flag => Widget::Choice(vec![Value::Flag(true), Value::Flag(false)]),
        FieldType::Int { min: Some(min), max: Some(max) } if (1..=9).contains(&(max - min)) => {
            Widget::Choice((*min..=*max).map(Value::Int).collect())
        }
        FieldType::Many(_) => Widget::Many,
        FieldType::Link(_) | FieldType::Links(_) => Widget::Link,
        _ => Widget::Text,
    }
}

/// The next choice after the one that stands, or the one before; past either end there is none.
#[must_use]
pub(super) fn step(values: &[Value], now: Option<&Value>, forward: bool) -> Option<Value> {
    let place = now.and_then(|now| values.iter().position(|value| value == now));
    let next = match (place, forward) {
        (None, true) => Some(0),
        (None, false) => values.len().checked_sub(1),
        (Some(place), true) => Some(place + 1),
        (Some(place), false) => place.checked_sub(1),
    };
    next.and_then(|next| values.get(next)).cloned()
}

/// The choice that one typed digit means: the one of that number, or else the one at that place.
#[must_use]
pub(super) fn by_digit(values: &[Value], digit: char) -> Option<Value> {
    let number = i64::from(digit.to_digit(10)?);
    if values.iter().any(|value| matches!(value, Value::Int(_))) {
        return values.iter().find(|value| **value == Value::Int(number)).cloned();
    }
    values.get(usize::try_from(number).ok()?.checked_sub(1)?).cloned()
}

/// The box to pick a value of the field from, with what is typed already.
#[must_use]
pub(super) fn pick(def: &FieldDef, now: Option<&Value>, dialogue: &Dialogue, typed: &str) -> Option<Pick> {
    let (items, many) = match &def.ty {
        FieldType::One(choices) => (choice_items(choices), false),
        FieldType::Many(choices) => (choice_items(choices), true),
        FieldType::Link(targets) => (link_items(targets, dialogue), false),
        FieldType::Links(targets) => (link_items(targets, dialogue), true),
        _ => return None,
    };
    let mut pick = Pick::new(Purpose::Field, def.label.clone(), items);
    pick.many = many;
    pick.offer_new = fresh::kind_of(def, dialogue).map(|kind| format!("a new {}", kind.singular));
    let now: Vec<String> = now.map(Value::items).unwrap_or_default().iter().map(ToString::to_string).collect();
    if many {
        pick.title = format!("{}, several with Tab", def.label);
        pick.marked = now;
    } else if let Some(here) = now.first() {
        pick.cursor = pick.items.iter().position(|item| item.value == *here).unwrap_or(0);
    }
    if !typed.is_empty() {
        pick.query.insert_str(typed);
        pick.narrow();
        pick.cursor = 0;
    }
    Some(pick)
}

fn choice_items(choices: &Choices) -> Vec<Item> {
    let item = |choice: &crate::domain::catalogue::Choice| {
        Item::new(choice.value.to_string(), choice.label.clone(), choice.help.clone().unwrap_or_default())
    };
    choices.iter().map(item).collect()
}

fn link_items(targets: &Targets, dialogue: &Dialogue) -> Vec<Item> {
    let kinds: Vec<_> = dialogue.catalogue.targets(targets).collect();
    let mut items = Vec::new();
    for kind in &kinds {
        for record in dialogue.records(&kind.name) {
            let value = if targets.qualified { record.key.to_string() } else { record.id().to_owned() };
            let (short, full) = (display::short_of(record, dialogue), display::title_of(record, dialogue));
            let full = if full == short { String::new() } else { full };
            let aside = if kinds.len() > 1 { kind.singular.clone() } else { String::new() };
            items.push(Item { aside, ..Item::new(value, short, full) });
        }
    }
    items
}

/// The value that was picked.
#[must_use]
pub(super) fn picked(def: &FieldDef, values: &[String]) -> Option<Value> {
    let choice =
        |choices: &Choices, text: &String| choices.iter().map(|choice| &choice.value).find(|value| value.to_string() == *text).cloned();
    let value = match &def.ty {
        FieldType::One(choices) => choice(choices, values.first()?)?,
        FieldType::Many(choices) => Value::List(values.iter().filter_map(|text| choice(choices, text)).collect()),
        FieldType::Links(_) => Value::List(values.iter().map(|text| Value::from(text.as_str())).collect()),
        _ => Value::from(values.first()?.as_str()),
    };
    Some(value).filter(|value| !value.is_blank())
}

/// The value with its last member taken off; a single one is gone.
#[must_use]
pub(super) fn shortened(value: Option<&Value>) -> Option<Value> {
    match value {
        Some(Value::List(items)) if items.len() > 1 => {
            items.split_last().map(|(_, rest)| Value::List(rest.to_vec())).filter(|rest| !rest.is_blank())
        }
        _ => None,
    }
}

/// The value in words on one line of at most `width` cells; choices are laid out side by side while the cursor is on them.
pub(super) fn say(line: &mut Line, def: &FieldDef, value: Option<&Value>, here: bool, at: &Entering<'_>, width: usize) {
    if here && matches!(widget(def), Widget::Choice(_)) && offer(line, def, value, here, at, width) {
        return;
    }
    let Some(value) = value.filter(|value| !value.is_blank()) else {
        match &def.default {
            Some(default) => line.push(Role::Muted, fit::fit(&format!("({})", entry::show(def, default, at.dialogue)), width)),
            None if def.required => line.push(Role::Warn, "needed"),
            None => {}
        }
        return;
    };
    let said = fit::fit(&entry::show(def, value, at.dialogue).replace('\n', " "), width);
    let room = width.saturating_sub(said.width() + 3);
    line.push(Role::Text, said);
    let more = match (&def.ty, value) {
        (FieldType::Date, Value::Date(day)) => dates::say_day(*day, at.today),
        (FieldType::Link(targets), Value::Text(link)) => at.dialogue.resolve(targets, link).map_or_else(String::new, |record| {
            let full = display::title_of(record, at.dialogue);
            if full == display::short_of(record, at.dialogue) { String::new() } else { full }
        }),
        (FieldType::Int { .. }, Value::Int(number)) => ends(def, *number).unwrap_or_default(),
        _ => String::new(),
    };
    if !more.is_empty() && room > 6 {
        line.push(Role::Muted, format!("   {}", fit::fit(&more, room)));
    }
}

/// The word for the least or the greatest of a scale.
fn ends(def: &FieldDef, number: i64) -> Option<String> {
    let (least, greatest) = def.ends.as_ref()?;
    match def.ty {
        FieldType::Int { min, .. } if min == Some(number) => Some(least.clone()),
        FieldType::Int { max, .. } if max == Some(number) => Some(greatest.clone()),
        _ => None,
    }
}

/// Lays out all that can be chosen, with what is chosen in brackets; says whether it can be and there was room. What stands there and is
/// no choice is not hidden by those that are.
pub(super) fn offer(line: &mut Line, def: &FieldDef, now: Option<&Value>, here: bool, at: &Entering<'_>, width: usize) -> bool {
    let (values, many) = match (widget(def), &def.ty) {
        (Widget::Choice(values), _) => (values, false),
        (Widget::Many, FieldType::Many(choices)) => (choices.iter().map(|choice| choice.value.clone()).collect(), true),
        _ => return false,
    };
    let chosen = now.map(Value::items).unwrap_or_default();
    let word = |value: &Value| match value {
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        value => display::value_text(def, value, at.dialogue, if many { Words::Short } else { Words::Full }),
    };
    let words: Vec<String> = values.iter().map(word).collect();
    let wide = words.iter().map(|word| word.width() + if many { 5 } else { 2 }).sum::<usize>() - usize::from(many && !words.is_empty());
    // Boxes stand two cells from each other, or one where that is all there is.
    let gap = if wide + words.len() <= width { "  " } else { " " };
    if wide > width || chosen.iter().any(|value| !values.contains(value)) {
        return false;
    }
    for (value, word) in values.iter().zip(&words) {
        let is_chosen = chosen.contains(value);
        let role = match (is_chosen, here) {
            (true, true) => Role::Selection,
            (true, false) => Role::Text,
            (false, _) if chosen.is_empty() && def.default.as_ref() == Some(value) => Role::Text,
            (false, _) => Role::Muted,
        };
        line.push(
            role,
            match (many, is_chosen) {
                (true, true) => format!("[x] {word}"),
                (true, false) => format!("[ ] {word}"),
                (false, true) => format!("[{word}]"),
                (false, false) => format!(" {word} "),
            },
        );
        if many {
            line.push(Role::Text, gap);
        }
    }
    true
}

/// The value with the choice of that number marked, or not any more, where several may be chosen.
#[must_use]
pub(super) fn toggled(def: &FieldDef, now: Option<&Value>, digit: char) -> Option<Value> {
    let FieldType::Many(choices) = &def.ty else { return None };
    let place = usize::try_from(digit.to_digit(10)?).ok()?.checked_sub(1)?;
    let choice = &choices.iter().nth(place)?.value;
    let mut values = now.map(Value::items).unwrap_or_default().to_vec();
    match values.iter().position(|value| value == choice) {
        Some(at) => drop(values.remove(at)),
        None => values.push(choice.clone()),
    }
    Some(Value::List(values))
}

/// What helps with the field under the cursor: how a day was understood, what a choice means, what the field is for.
#[must_use]
pub(super) fn help(def: &FieldDef, value: Option<&Value>, at: &Entering<'_>) -> String {
    let understood = match (&def.ty, value) {
        (FieldType::Date, Some(Value::Date(day))) => Some(format!("{}.", dates::say_day(*day, at.today))),
        (FieldType::Date, Some(Value::Text(_))) => Some("Not a day yet: today, +3d, fri, 16 mar.".to_owned()),
        (FieldType::One(choices), Some(value)) => choices.find(value).and_then(|choice| choice.help.as_ref()).map(|help| sentence(help)),
        (FieldType::Int { .. }, _) => def.ends.as_ref().map(|(least, greatest)| format!("From {least} to {greatest}.")),
        _ => None,
    };
    let unit = def.unit.as_ref().map(|unit| format!("In {unit}."));
    [understood, unit, Some(def.help.clone())].into_iter().flatten().filter(|said| !said.is_empty()).collect::<Vec<_>>().join("  ")
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str().trim_end_matches('.')),
        None => String::new(),
    }
}
