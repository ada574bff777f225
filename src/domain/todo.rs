//! What the host has to do: follow-ups, promises, meetings and events to come, and meetings that are due again.
//!
//! The same list serves Home, the command line and the calendar; nothing here knows how it is shown.

use super::dialogue::Dialogue;
use super::display::{clean, one_line};
use super::lens::{Event, FollowUpRow, Meeting, PromiseRow, PromiseState};
use super::place::rows;
use super::record::{Fields, Key, Name, Record};
use chrono::NaiveDate;

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// An open promise of ours.
    Promise,
    /// An open follow-up of any record.
    FollowUp,
    /// A bilateral meeting that is planned.
    Meeting,
    /// An event that is planned.
    Event,
    /// A stakeholder whom we wanted to meet again by a day, and have not yet.
    MeetAgain,
}

impl What {
    /// In a word or two.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Promise => "promise",
            Self::FollowUp => "follow-up",
            Self::Meeting => "meeting",
            Self::Event => "event",
            Self::MeetAgain => "meet again",
        }
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    /// By when, or when; none when no day is known.
    pub due: Option<NaiveDate>,
    /// What kind of thing.
    pub kind: What,
    /// What, in words, on one line; empty when the record does not say.
    pub text: String,
    /// The id of the stakeholder it is about, when it is about one.
    pub who: Option<Name>,
    /// Who is to do it, when it is said: a name, an id, or `donor`.
    pub owner: Option<String>,
    /// The record it stands in.
    pub key: Key,
    /// The row it stands in: its name and its index among those of its name.
    pub row: Option<(Name, usize)>,
}

impl Todo {
    /// By how many days it is late, when it is.
    #[must_use]
    pub fn days_late(&self, today: NaiveDate) -> Option<i64> {
        self.due.map(|due| (today - due).num_days()).filter(|days| *days > 0)
    }
}

/// Everything that the host has to do, the latest first to last: by day, then by kind of task and record; what has no day
/// comes last.
#[must_use]
pub fn todo(dialogue: &Dialogue, today: NaiveDate) -> Vec<Todo> {
    let mut items = Vec::new();
    for record in dialogue.all() {
        in_rows(record, today, &mut items);
    }
    let planned = |record: &Record| record.text("status") == Some("planned");
    for record in dialogue.records("meetings").iter().filter(|record| planned(record)) {
        let kind = dialogue.kind_of(&record.key);
        let field = kind.and_then(|kind| kind.field("objective")).zip(record.get("objective"));
        let text = field.map(|(field, value)| super::entry::show(field, value, dialogue)).unwrap_or_default();
        items.push(item(record, Meeting(record).date(), What::Meeting, text));
    }
    for record in dialogue.events().filter(|record| planned(record)) {
        items.push(item(record, Event(record).date(), What::Event, one_line(Event(record).title())));
    }
    meet_again(dialogue, today, &mut items);
    items.sort_by(|a, b| {
        let order = |item: &Todo| (item.due.is_none(), item.due, item.kind);
        order(a).cmp(&order(b)).then_with(|| (&a.key, &a.row).cmp(&(&b.key, &b.row)))
    });
    items
}

fn item(record: &Record, due: Option<NaiveDate>, kind: What, text: String) -> Todo {
    let who = Meeting(record).stakeholder().map(Name::from);
    Todo { due, kind, text, who, owner: None, key: record.key.clone(), row: None }
}

fn in_rows(record: &Record, today: NaiveDate, items: &mut Vec<Todo>) {
    for (row, index) in rows(record) {
        let found = match &*row.name {
            "follow_up" if FollowUpRow(row).is_open() => {
                let follow_up = FollowUpRow(row);
                let owner = follow_up.owner().map(|owner| clean(owner).into_owned());
                Some((follow_up.due(), What::FollowUp, follow_up.text(), owner))
            }
            "promise" if PromiseRow(row).state(today) == PromiseState::Open => {
                Some((PromiseRow(row).due(), What::Promise, PromiseRow(row).text(), None))
            }
            _ => None,
        };
        if let Some((date, task, text, owner)) = found {
            let row = Some((row.name.clone(), index));
            items.push(Todo { owner, row, ..item(record, date, task, text.map(one_line).unwrap_or_default()) });
        }
    }
}

/// Of each stakeholder the last meeting held: when it names a day to meet again by, and no meeting is planned until then.
fn meet_again(dialogue: &Dialogue, today: NaiveDate, items: &mut Vec<Todo>) {
    let meetings = dialogue.records("meetings");
    for (record, held) in meetings.iter().filter_map(|record| Some((record, Meeting(record).counted(today)?))) {
        let (Some(by), Some(stakeholder)) = (Meeting(record).next_meeting_by(), Meeting(record).stakeholder()) else { continue };
        let others = || meetings.iter().filter(|other| Meeting(other).stakeholder() == Some(stakeholder) && other.key != record.key);
        let met = others().any(|other| Meeting(other).counted(today).is_some_and(|day| day > held));
        let planned = others().filter(|other| other.text("status") == Some("planned"));
        let covered = planned.filter_map(|other| Meeting(other).date()).any(|day| day >= today && day <= by);
        if !met && !covered {
            items.push(item(record, Some(by), What::MeetAgain, String::new()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{TODAY, day, dialogue, sample};
    use super::*;

    fn said(dialogue: &Dialogue) -> Vec<String> {
        let line = |item: Todo| {
            let date = item.due.map_or_else(|| "-".to_owned(), |date| date.to_string());
            let row = item.row.map(|(row, index)| format!(" {row} {index}")).unwrap_or_default();
            format!("{date} {:?} {}{row}: {}", item.kind, item.key, item.text)
        };
        todo(dialogue, day(TODAY)).into_iter().map(line).collect()
    }

    #[test]
    fn what_is_late_comes_first_and_what_has_no_day_last() {
        let dialogue = dialogue([
            (
                "meetings/a",
                "stakeholder = \"udk\"\ndate = 2026-03-01\n[[promise]]\ntext = \"kept\"\nstatus = \"kept\"\n[[promise]]\ntext = \"late\"\ndue = 2026-03-10\n[[promise]]\ntext = \"some day\"\n",
            ),
            ("meetings/b", "stakeholder = \"udk\"\ndate = 2026-04-01\nstatus = \"planned\"\nobjective = [\"reassure\"]\n"),
            (
                "workshops/e",
                "title = \"Table\"\ndate = 2026-03-20\nstatus = \"planned\"\n[[follow_up]]\ntext = \"hall\"\nowner = \"Anna\"\ndue = 2026-03-16\n[[follow_up]]\ntext = \"x\"\nstatus = \"dropped\"\n",
            ),
        ]);
        assert_eq!(
            said(&dialogue),
            [
                "2026-03-10 Promise meetings/a promise 1: late",
                "2026-03-16 FollowUp workshops/e follow_up 0: hall",
                "2026-03-20 Event workshops/e: Table",
                "2026-04-01 Meeting meetings/b: reassure",
                "- Promise meetings/a promise 2: some day",
            ]
        );
        let items = todo(&dialogue, day(TODAY));
        assert_eq!(items[0].days_late(day(TODAY)), Some(6));
        assert_eq!(items[0].who.as_deref(), Some("udk"));
        assert_eq!(items[1].days_late(day(TODAY)), None);
        assert_eq!(items[1].owner.as_deref(), Some("Anna"));
    }

    #[test]
    fn a_stakeholder_to_be_met_again_stands_there_until_met_or_planned_in_time() {
        let first = ("meetings/a", "stakeholder = \"udk\"\ndate = 2026-02-01\nnext_meeting_by = 2026-03-30\n");
        let with =
            |more: &str| said(&dialogue([first, ("meetings/b", more)])).into_iter().filter(|line| line.contains("MeetAgain")).count();
        assert_eq!(with("stakeholder = \"mof\"\ndate = 2026-03-01\n"), 1);
        assert_eq!(with("stakeholder = \"udk\"\ndate = 2026-03-01\n"), 0);
        assert_eq!(with("stakeholder = \"udk\"\ndate = 2026-03-01\nstatus = \"not_held\"\n"), 1);
        assert_eq!(with("stakeholder = \"udk\"\ndate = 2026-03-20\nstatus = \"planned\"\n"), 0);
        assert_eq!(with("stakeholder = \"udk\"\ndate = 2026-04-20\nstatus = \"planned\"\n"), 1);
    }

    #[test]
    fn the_sample_begins_with_the_promise_that_is_late() {
        let lines = said(&sample());
        assert!(
            lines.contains(
                &"2026-03-10 Promise meetings/2026-02-10-molsp promise 0: look for a secondment for the disability unit".to_owned()
            ),
            "{lines:#?}"
        );
        assert!(lines.iter().any(|line| line.starts_with("2026-04-09 Event workshops/e5")), "{lines:#?}");
    }
}
