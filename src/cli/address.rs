//! How records are named on the command line: `folder/id`, an id alone, `dialogue`; rows as `RECORD:position[2]`.

use super::answer::Failure;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::one_line;
use crate::domain::display::with_article;
use crate::domain::nearest::nearest;
use crate::domain::record::{DIALOGUE, Record};
use std::sync::Arc;

/// A record, or rows of it, as named on the command line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address<'a> {
    /// The record's part.
    pub(super) record: &'a str,
    /// The row's name, and its number from 1 where one row is meant.
    pub(super) row: Option<(&'a str, Option<usize>)>,
}

impl<'a> Address<'a> {
    /// Takes an address apart.
    pub(super) fn parse(text: &'a str) -> Result<Self, Failure> {
        let Some((record, row)) = text.split_once(':') else { return Ok(Self { record: text, row: None }) };
        let Some((name, number)) = row.split_once('[') else { return Ok(Self { record, row: Some((row, None)) }) };
        match number.strip_suffix(']').and_then(|number| number.parse().ok()).filter(|number| *number > 0) {
            Some(number) => Ok(Self { record, row: Some((name, Some(number))) }),
            None => Err(Failure::Usage(format!("\"{}\" names no row. Write it as {record}:{name}[2].", one_line(text)))),
        }
    }
}

/// The record that a text names.
pub(super) fn record<'d>(dialogue: &'d Dialogue, text: &str) -> Result<&'d Arc<Record>, Failure> {
    if text == DIALOGUE || text == "dialogue.toml" {
        return dialogue.find(&crate::domain::record::Key::dialogue()).ok_or_else(|| nothing(dialogue, text));
    }
    let text = text.strip_suffix(".toml").unwrap_or(text);
    if let Some((kind, id)) = text.split_once('/') {
        self::kind(dialogue, kind)?;
        return dialogue.get(kind, id).ok_or_else(|| nothing(dialogue, text));
    }
    of_kinds(dialogue, text, "record", |_| true)
}

/// The record of certain kinds that an id, or `folder/id`, names; `what` is what such a record is called.
pub(super) fn of_kinds<'d>(
    dialogue: &'d Dialogue,
    text: &str,
    what: &str,
    wanted: impl Fn(&str) -> bool,
) -> Result<&'d Arc<Record>, Failure> {
    let text = text.strip_suffix(".toml").unwrap_or(text);
    let other = || {
        let is_meant = |record: &&Arc<Record>| record.id() == text || record.key.to_string() == text;
        let there = dialogue.all().find(is_meant).and_then(|record| dialogue.kind_of(&record.key));
        match there {
            Some(kind) => Failure::Data(format!("\"{}\" is {}, not {}.", one_line(text), with_article(&kind.singular), with_article(what))),
            None => no_record(dialogue, text, what, &wanted),
        }
    };
    if let Some((kind, id)) = text.split_once('/') {
        return dialogue.get(kind, id).filter(|_| wanted(kind)).ok_or_else(other);
    }
    let found: Vec<_> = dialogue.all().filter(|record| record.id() == text && wanted(record.kind())).collect();
    match found.as_slice() {
        [record] => Ok(record),
        [] => Err(other()),
        several => {
            let names: Vec<_> = several.iter().map(|record| record.key.to_string()).collect();
            Err(Failure::Data(format!("\"{text}\" may mean {}. Write it as folder/id.", names.join(" or "))))
        }
    }
}

/// The event of any kind that an id, or `folder/id`, names.
pub(super) fn event<'d>(dialogue: &'d Dialogue, text: &str) -> Result<&'d Arc<Record>, Failure> {
    of_kinds(dialogue, text, "event", |kind| dialogue.catalogue.kind(kind).is_some_and(|kind| kind.event))
}

/// The kind of that folder name.
pub(super) fn kind<'d>(dialogue: &'d Dialogue, name: &str) -> Result<&'d Arc<crate::domain::catalogue::Kind>, Failure> {
    dialogue.catalogue.kind(name).ok_or_else(|| no_kind(&dialogue.catalogue, name))
}

/// There is no such kind; the nearest is offered, by folder or by what one of its records is called.
pub(super) fn no_kind(catalogue: &crate::domain::catalogue::Catalogue, name: &str) -> Failure {
    let names = catalogue.kinds().flat_map(|kind| [&*kind.name, kind.singular.as_str()]);
    let near = nearest(name, names).and_then(|near| catalogue.kinds().find(|kind| &*kind.name == near || kind.singular == near));
    let hint = near.map_or_else(|| "See them all with: convenor kinds".to_owned(), |kind| format!("Did you mean {}?", kind.name));
    Failure::Data(format!("There is no kind \"{}\". {hint}", one_line(name)))
}

fn nothing(dialogue: &Dialogue, text: &str) -> Failure {
    no_record(dialogue, text, "record", |_| true)
}

/// There is no such record; the nearest of those that would do is offered.
fn no_record(dialogue: &Dialogue, text: &str, what: &str, wanted: impl Fn(&str) -> bool) -> Failure {
    let text = one_line(text);
    let fitting = || dialogue.all().filter(|record| wanted(record.kind()));
    let keys: Vec<String> = fitting().map(|record| record.key.to_string()).collect();
    let near = match text.split_once('/') {
        Some((kind, _)) => nearest(&text, keys.iter().map(String::as_str).filter(|key| key.starts_with(kind))),
        None => nearest(&text, fitting().map(|record| record.id())),
    };
    let hint = near.map_or_else(|| "Find it with: convenor search WORDS".to_owned(), |near| format!("Did you mean {near}?"));
    Failure::Data(format!("There is no {what} \"{text}\". {hint}"))
}

#[cfg(test)]
mod tests {
    use super::super::answer::Failure;
    use super::*;
    use crate::domain::testing::dialogue;

    #[test]
    fn what_is_there_but_of_another_kind_is_said_to_be_that_and_only_what_would_do_is_offered() {
        let dialogue = dialogue([("commitments/c03", ""), ("workshops/spring", ""), ("issues/sprint", "")]);
        let said = |text: &str| match event(&dialogue, text) {
            Err(Failure::Data(said)) => said,
            other => format!("{other:?}"),
        };
        assert_eq!(said("c03"), "\"c03\" is a commitment, not an event.");
        assert_eq!(said("commitments/c03"), "\"commitments/c03\" is a commitment, not an event.");
        assert_eq!(said("sprinx"), "There is no event \"sprinx\". Did you mean spring?");
    }

    #[test]
    fn a_row_is_named_by_its_number_from_one() {
        let address = Address::parse("meetings/m:position[2]").unwrap();
        assert_eq!((address.record, address.row), ("meetings/m", Some(("position", Some(2)))));
        assert_eq!(Address::parse("m:position").unwrap().row, Some(("position", None)));
        assert_eq!(Address::parse("m").unwrap().row, None);
        for wrong in ["m:position[0]", "m:position[x]", "m:position[1"] {
            assert!(matches!(Address::parse(wrong), Err(Failure::Usage(_))), "{wrong}");
        }
    }
}
