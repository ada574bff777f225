//! The hand-over sheet: one page about a stakeholder for a new colleague. Who is who, what happened, where they stand,
//! what is owed, how it feels, and what comes next.

use super::brief::{self, Brief};
use super::json_date;
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::meeting::counted_meetings;
use crate::domain::lens::{Event, Meeting, Stakeholder, counted};
use crate::domain::record::Key;
use chrono::NaiveDate;
use serde_json::{Value as Json, json};

/// Somebody who speaks for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their office.
    pub title: Option<String>,
    /// `political`, `senior`, `mid` or `technical`.
    pub level: Option<String>,
}

/// A meeting or event they were at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// When.
    pub date: NaiveDate,
    /// Which record.
    pub record: Key,
    /// Of a meeting, the persons met; of an event, its title.
    pub about: String,
    /// Of a meeting: `better`, `same` or `worse`.
    pub trend: Option<String>,
}

/// The hand-over sheet of a stakeholder.
#[derive(Clone, Debug, PartialEq)]
pub struct Handover {
    /// Who is in office at the day.
    pub people: Vec<Person>,
    /// Meetings and events, the oldest first.
    pub past: Vec<Past>,
    /// Where they stand, what is owed, how it feels.
    pub brief: Brief,
    /// To be met again by then: the latest that was noted.
    pub meet_by: Option<NaiveDate>,
    /// Meetings that are planned with them, in the order of day and id.
    pub planned: Vec<(NaiveDate, Key)>,
}

/// The sheet of a stakeholder at `as_of`. Nothing when there is no such stakeholder.
#[must_use]
pub fn compute(dialogue: &Dialogue, stakeholder: &str, as_of: NaiveDate) -> Option<Handover> {
    let record = dialogue.get("stakeholders", stakeholder)?;
    let brief = brief::for_stakeholder(dialogue, stakeholder, as_of)?;
    let people = Stakeholder(record).persons().filter(|person| person.in_office(as_of)).filter_map(|person| {
        let text = |text: Option<&str>| text.map(str::to_owned);
        Some(Person { name: text(person.name())?, title: text(person.title()), level: text(person.level()) })
    });
    let meetings = counted_meetings(dialogue.records("meetings"), as_of);
    let theirs = || meetings.iter().filter(|(_, meeting)| meeting.stakeholder() == Some(stakeholder));
    let met = theirs().map(|(date, meeting)| Past {
        date: *date,
        record: meeting.0.key.clone(),
        about: meeting.persons().collect::<Vec<_>>().join(", "),
        trend: meeting.relation_trend().map(str::to_owned),
    });
    let events = dialogue.events().filter(|event| Event(event).participants().contains(stakeholder));
    let attended = events.filter_map(|event| {
        let date = counted(event, as_of)?;
        Some(Past { date, record: event.key.clone(), about: Event(event).title().to_owned(), trend: None })
    });
    let mut past: Vec<Past> = met.chain(attended).collect();
    past.sort_by(|a, b| (a.date, &a.record.id, &a.record.kind).cmp(&(b.date, &b.record.id, &b.record.kind)));
    let ahead = dialogue.records("meetings").iter().map(|record| Meeting(record)).filter(|meeting| meeting.status() == Some("planned"));
    let ahead = ahead.filter(|meeting| meeting.stakeholder() == Some(stakeholder));
    let mut planned: Vec<(NaiveDate, Key)> = ahead.filter_map(|meeting| Some((meeting.date()?, meeting.0.key.clone()))).collect();
    planned.sort();
    Some(Handover {
        people: people.collect(),
        past,
        brief,
        meet_by: theirs().filter_map(|(_, meeting)| meeting.next_meeting_by()).next_back(),
        planned,
    })
}

impl Handover {
    /// `{"stakeholder", "name", "kind", "role", "engagement", "interests", "capacity_gap", "people": [{"name", "title",
    /// "level"}], "past": [{"date", "record", "about", "trend"}], "meet_by", "planned": [{"date", "meeting"}], "brief"}`.
    #[must_use]
    pub fn json(&self, dialogue: &Dialogue) -> Json {
        let who = dialogue.get("stakeholders", &self.brief.stakeholder).map(|record| Stakeholder(record));
        let person = |person: &Person| json!({ "name": person.name, "title": person.title, "level": person.level });
        let past = |past: &Past| json!({ "date": json_date(past.date), "record": past.record.to_string(), "about": past.about, "trend": past.trend });
        json!({
            "stakeholder": &*self.brief.stakeholder,
            "name": who.and_then(Stakeholder::name),
            "kind": who.and_then(Stakeholder::kind),
            "role": who.and_then(Stakeholder::role),
            "engagement": who.and_then(Stakeholder::engagement),
            "interests": who.and_then(Stakeholder::interests),
            "capacity_gap": who.and_then(Stakeholder::capacity_gap),
            "people": self.people.iter().map(person).collect::<Vec<_>>(),
            "past": self.past.iter().map(past).collect::<Vec<_>>(),
            "meet_by": json_date(self.meet_by),
            "planned": self.planned.iter().map(|(date, key)| json!({ "date": json_date(*date), "meeting": &*key.id })).collect::<Vec<_>>(),
            "brief": self.brief.json(dialogue),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{Build, TODAY, day, sample};

    #[test]
    fn the_sheet_names_who_is_in_office_and_what_happened_up_to_the_day() {
        let person = "name = \"A\"\nkind = \"cso\"\n[[person]]\nname = \"Old\"\nuntil = 2026-01-01\n[[person]]\nname = \"New\"\nsince = 2026-01-02\n";
        let build = Build::new()
            .file("stakeholders/a", person)
            .meeting("m1", "a", "2026-01-10", "persons = [\"New\"]\nnext_meeting_by = 2026-05-01")
            .meeting("m2", "a", "2026-04-10", "status = \"planned\"")
            .file("workshops/e", "title = \"E\"\ndate = 2026-01-05\nparticipants = [\"a\"]")
            .file("workshops/later", "title = \"L\"\ndate = 2026-03-05\nparticipants = [\"a\"]");
        let sheet = compute(&build.done(), "a", day("2026-02-01")).unwrap();
        assert_eq!(sheet.people.iter().map(|person| &*person.name).collect::<Vec<_>>(), ["New"]);
        assert_eq!(sheet.past.iter().map(|past| &*past.record.id).collect::<Vec<_>>(), ["e", "m1"]);
        assert_eq!((sheet.meet_by, sheet.planned.len()), (Some(day("2026-05-01")), 1));
    }

    #[test]
    fn every_stakeholder_of_the_sample_has_a_sheet_and_nobody_else() {
        let dialogue = sample();
        for record in dialogue.records("stakeholders") {
            let sheet = compute(&dialogue, record.id(), day(TODAY)).unwrap();
            assert_eq!(sheet.json(&dialogue)["stakeholder"], record.id());
        }
        assert_eq!(compute(&dialogue, "nobody", day(TODAY)), None);
    }
}
