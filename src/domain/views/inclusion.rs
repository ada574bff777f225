//! The inclusiveness check: which kinds, regions, languages and groups were met, heard, in the room, and stand in the
//! Roadmap.

use super::statements::Statements;
use super::{json_date, json_ids};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::meeting::counted_meetings;
use crate::domain::lens::{Commitment, Event, Maturity, NINE_KINDS, Stakeholder, Status, counted};
use crate::domain::record::{Fields, Name};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, HashSet};

/// By what stakeholders are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// The nine kinds.
    Kind,
    /// Where they are.
    Region,
    /// What they speak.
    Language,
    /// For whom they stand.
    Group,
}

impl Dimension {
    /// All, in the order of the check.
    pub const ALL: [Self; 4] = [Self::Kind, Self::Region, Self::Language, Self::Group];

    /// As written for other programs.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Region => "region",
            Self::Language => "language",
            Self::Group => "group",
        }
    }
}

/// The stakeholders who share a kind, region, language or group, and how far each got.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// All of them, in the order of ids.
    pub people: Vec<Name>,
    /// Met in a bilateral.
    pub met: Vec<Name>,
    /// With a position on file.
    pub heard: Vec<Name>,
    /// At an event that was held.
    pub in_room: Vec<Name>,
    /// Leading, supporting or endorsing a commitment that was neither dropped nor withdrawn.
    pub in_roadmap: Vec<Name>,
}

/// The inclusiveness check at a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// The day.
    pub as_of: NaiveDate,
    /// For each dimension its values, those of which nobody is on file among them; `None` is not known. Kinds stand in
    /// the order of the scale, the rest by name.
    pub shares: Vec<(Dimension, Option<String>, Share)>,
    /// How many regions the country has.
    pub regions: Option<i64>,
}

/// The inclusiveness check at `as_of`, over the stakeholders of the nine kinds.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Inclusion {
    let reached = Reached::of(dialogue, as_of);
    let mut shares: BTreeMap<(Dimension, usize, Option<String>), Share> = BTreeMap::new();
    for (place, kind) in NINE_KINDS.into_iter().enumerate() {
        shares.insert((Dimension::Kind, place, Some(kind.to_owned())), Share::default());
    }
    for language in dialogue.process().texts("languages") {
        shares.insert((Dimension::Language, 0, Some(language.to_owned())), Share::default());
    }
    for person in dialogue.records("stakeholders").iter().map(|record| Stakeholder(record)) {
        let Some(place) = NINE_KINDS.into_iter().position(|kind| Some(kind) == person.kind()) else { continue };
        let kind = (Dimension::Kind, place, person.kind().map(str::to_owned));
        let rest = keys(Dimension::Region, person.region().into_iter().collect())
            .chain(keys(Dimension::Language, person.languages().collect()))
            .chain(keys(Dimension::Group, person.groups().collect()));
        for key in std::iter::once(kind).chain(rest) {
            reached.add(shares.entry(key).or_default(), person);
        }
    }
    let shares = shares.into_iter().map(|((dimension, _, value), share)| (dimension, value, share)).collect();
    Inclusion { as_of, shares, regions: dialogue.process().int("regions") }
}

/// Where somebody with these values belongs; without any, to those of whom it is not known.
fn keys(dimension: Dimension, values: Vec<&str>) -> impl Iterator<Item = (Dimension, usize, Option<String>)> {
    let unknown = values.is_empty().then_some((dimension, usize::MAX, None));
    values.into_iter().map(move |value| (dimension, 0, Some(value.to_owned()))).chain(unknown)
}

struct Reached<'a> {
    met: HashSet<&'a str>,
    heard: HashSet<&'a str>,
    in_room: HashSet<&'a str>,
    in_roadmap: HashSet<&'a str>,
}

impl<'a> Reached<'a> {
    fn of(dialogue: &'a Dialogue, as_of: NaiveDate) -> Self {
        let statements = Statements::gather(dialogue, as_of);
        let meetings = counted_meetings(dialogue.records("meetings"), as_of).into_iter();
        let held = dialogue.events().filter(|event| counted(event, as_of).is_some());
        let stands =
            |commitment: &Commitment<'_>| commitment.status(as_of) != Status::Dropped && commitment.maturity() != Some(Maturity::Withdrawn);
        let commitments = dialogue.records("commitments").iter().map(|record| Commitment(record)).filter(stands);
        Self {
            met: meetings.filter_map(|(_, meeting)| meeting.stakeholder()).collect(),
            heard: statements.pairs().flatten().filter(|said| said.value.is_some()).map(|said| &**said.stakeholder).collect(),
            in_room: held.flat_map(|event| Event(event).participants()).collect(),
            in_roadmap: commitments
                .flat_map(|commitment| commitment.lead().into_iter().chain(commitment.supporting()).chain(commitment.endorsed_by()))
                .collect(),
        }
    }

    fn add(&self, share: &mut Share, person: Stakeholder<'_>) {
        // Twice the same word in one list is still one person.
        if share.people.last() == Some(&person.0.key.id) {
            return;
        }
        let Share { people, met, heard, in_room, in_roadmap } = share;
        people.push(person.0.key.id.clone());
        for (set, list) in [(&self.met, met), (&self.heard, heard), (&self.in_room, in_room), (&self.in_roadmap, in_roadmap)] {
            if set.contains(person.id()) {
                list.push(person.0.key.id.clone());
            }
        }
    }
}

impl Inclusion {
    /// The values of one dimension.
    pub fn of(&self, dimension: Dimension) -> impl Iterator<Item = (Option<&str>, &Share)> {
        self.shares.iter().filter(move |(of, _, _)| *of == dimension).map(|(_, value, share)| (value.as_deref(), share))
    }

    /// `{"as_of", "regions", "shares": [{"dimension", "value", "people": [ids], "met": [ids], "heard": [ids], "in_room":
    /// [ids], "in_roadmap": [ids]}]}`.
    #[must_use]
    pub fn json(&self) -> Json {
        let share = |(dimension, value, share): &(Dimension, Option<String>, Share)| {
            json!({
                "dimension": dimension.value(),
                "value": value,
                "people": json_ids(&share.people),
                "met": json_ids(&share.met),
                "heard": json_ids(&share.heard),
                "in_room": json_ids(&share.in_room),
                "in_roadmap": json_ids(&share.in_roadmap),
            })
        };
        json!({
            "as_of": json_date(self.as_of),
            "regions": self.regions,
            "shares": self.shares.iter().map(share).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{Build, TODAY, day, pos, sample};

    fn told(view: &Inclusion, dimension: Dimension) -> Vec<String> {
        let tell = |(value, share): (Option<&str>, &Share)| {
            let counts = [&share.people, &share.met, &share.heard, &share.in_room, &share.in_roadmap].map(Vec::len);
            format!("{} {counts:?}", value.unwrap_or("?"))
        };
        view.of(dimension).map(tell).collect()
    }

    #[test]
    fn met_heard_in_the_room_and_in_the_roadmap_are_four_things() {
        let build = Build::new()
            .people(&["a:cso", "b:cso", "c:cso", "d:cso", "e:cso", "x:donor"])
            .issue("i1", "open", &["o1"])
            .meeting("m1", "a", "2026-01-01", "")
            .meeting("m2", "b", "2026-01-01", &pos("o1", 0))
            .meeting("m3", "x", "2026-01-01", &pos("o1", 0))
            .file("workshops/w", "title = \"W\"\ndate = 2026-01-01\nparticipants = [\"c\"]")
            .file("workshops/v", "title = \"V\"\ndate = 2026-01-01\nstatus = \"planned\"\nparticipants = [\"d\"]")
            .file("commitments/c1", "title = \"C\"\nlead = \"d\"")
            .file("commitments/c2", "title = \"C\"\nlead = \"e\"\nstatus = \"dropped\"");
        let view = compute(&build.done(), day("2026-02-01"));
        assert_eq!(told(&view, Dimension::Kind)[0], "cso [5, 2, 1, 1, 1]");
        assert_eq!(told(&view, Dimension::Kind).len(), 9, "all nine, with nobody in eight");
        assert_eq!(told(&view, Dimension::Region), ["? [5, 2, 1, 1, 1]"]);
    }

    #[test]
    fn a_language_of_the_dialogue_that_nobody_speaks_is_shown() {
        let build = Build::new()
            .file("dialogue", "languages = [\"kv\", \"os\"]")
            .file("stakeholders/a", "name = \"A\"\nkind = \"cso\"\nlanguages = [\"kv\", \"kv\", \"en\"]\ngroups = [\"deaf\"]");
        let view = compute(&build.done(), day("2026-02-01"));
        assert_eq!(told(&view, Dimension::Language), ["en [1, 0, 0, 0, 0]", "kv [1, 0, 0, 0, 0]", "os [0, 0, 0, 0, 0]"]);
        assert_eq!(told(&view, Dimension::Group), ["deaf [1, 0, 0, 0, 0]"]);
    }

    #[test]
    fn the_sample_has_every_kind_in_the_room_and_not_every_kind_was_met() {
        let view = compute(&sample(), day(TODAY));
        assert!(view.of(Dimension::Kind).all(|(_, share)| !share.in_room.is_empty()));
        let unmet: Vec<_> = view.of(Dimension::Kind).filter(|(_, share)| share.met.is_empty()).filter_map(|(kind, _)| kind).collect();
        assert_eq!(unmet, ["media", "academia", "democracy_support"]);
        assert_eq!(view.regions, Some(9));
    }
}
