//! How the nineteen tools were used: how often in which phase, what each use aimed at, and what it reached.

use super::json_ids;
use crate::domain::catalogue::Tool;
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::Outcome;
use crate::domain::record::{Fields, Key, Name, Record};
use crate::domain::value::Value;
use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// The use of the toolkit up to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toolkit {
    /// The day.
    pub as_of: NaiveDate,
    /// The tools by number.
    pub tools: Vec<Used>,
}

/// One tool and its use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// 1 to 19.
    pub number: u8,
    /// Its exact name.
    pub name: String,
    /// The records of its use by then, by kind and id.
    pub records: Vec<Key>,
    /// Records of other tools that name it as used too.
    pub alongside: Vec<Key>,
    /// Records planned for later.
    pub planned: Vec<Key>,
    /// How often it was used in each phase, alongside other tools too; uses of no known phase under `None`.
    pub by_phase: BTreeMap<Option<Name>, usize>,
    /// What its uses aimed at, and how often, in byte order.
    pub aimed: BTreeMap<String, usize>,
    /// What they reached, and how often, in byte order.
    pub reached: BTreeMap<String, usize>,
    /// Harvested outcomes to which it contributed, by id.
    pub outcomes: Vec<Name>,
}

/// The use of the toolkit at `as_of`.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Toolkit {
    let mut tools: Vec<Used> = dialogue.catalogue.tools().iter().map(unused).collect();
    let place: BTreeMap<&str, u8> =
        dialogue.catalogue.tools().iter().flat_map(|tool| tool.kinds.iter().map(|kind| (kind.as_str(), tool.number))).collect();
    for record in dialogue.all() {
        let own = place.get(record.kind()).copied();
        let also = record.get("also_tools").map(Value::items).unwrap_or_default().iter().filter_map(Value::as_int);
        if let Some(used) = own.and_then(|number| find(&mut tools, number.into())) {
            count(used, dialogue, record, as_of, true);
        }
        for number in also.filter(|number| own.is_none_or(|own| i64::from(own) != *number)) {
            if let Some(used) = find(&mut tools, number) {
                count(used, dialogue, record, as_of, false);
            }
        }
    }
    for outcome in dialogue.records("outcomes").iter().map(|record| Outcome(record)).filter(|outcome| outcome.is_known(as_of)) {
        for number in outcome.tools() {
            if let Some(used) = find(&mut tools, number).filter(|used| used.outcomes.last() != Some(&outcome.0.key.id)) {
                used.outcomes.push(outcome.0.key.id.clone());
            }
        }
    }
    Toolkit { as_of, tools }
}

fn unused(tool: &Tool) -> Used {
    Used {
        number: tool.number,
        name: tool.name.clone(),
        records: Vec::new(),
        alongside: Vec::new(),
        planned: Vec::new(),
        by_phase: BTreeMap::new(),
        aimed: BTreeMap::new(),
        reached: BTreeMap::new(),
        outcomes: Vec::new(),
    }
}

fn find(tools: &mut [Used], number: i64) -> Option<&mut Used> {
    tools.iter_mut().find(|tool| i64::from(tool.number) == number)
}

/// Counts one record for a tool: used by the day unless planned, called off or dated later.
fn count(used: &mut Used, dialogue: &Dialogue, record: &Record, as_of: NaiveDate, own: bool) {
    let date = day_of_use(record, dialogue);
    match record.text("status") {
        Some("not_held") => return,
        Some("planned") => {
            if own {
                used.planned.push(record.key.clone());
            }
            return;
        }
        _ if date.is_some_and(|date| date > as_of) => {
            if own {
                used.planned.push(record.key.clone());
            }
            return;
        }
        _ => {}
    }
    if own { &mut used.records } else { &mut used.alongside }.push(record.key.clone());
    let phase = record.text("phase").or_else(|| date.and_then(|date| dialogue.phase_on(date)));
    *used.by_phase.entry(phase.map(Name::from)).or_default() += 1;
    if own {
        for aim in record.texts("aimed_outcomes") {
            *used.aimed.entry(aim.to_owned()).or_default() += 1;
        }
        for reached in record.texts("reached_outcomes") {
            *used.reached.entry(reached.to_owned()).or_default() += 1;
        }
    }
}

/// The day of a use: its own, that of its first session, or that of the event at which it was agreed; nothing for what is only kept up, such as a list of
/// stakeholders.
fn day_of_use(record: &Record, dialogue: &Dialogue) -> Option<NaiveDate> {
    let event = || ["event", "agreed_at"].into_iter().find_map(|field| record.text(field)).and_then(|link| link.split_once('/'));
    let own = record.date("date").or_else(|| record.date("start"));
    let session = || record.rows("session").filter_map(|row| row.date("date")).min();
    own.or_else(session).or_else(|| event().and_then(|(kind, id)| dialogue.get(kind, id)).and_then(|event| event.date("date")))
}

impl Used {
    /// How often it was used, alongside other tools too.
    #[must_use]
    pub fn times(&self) -> usize {
        self.records.len() + self.alongside.len()
    }

    /// How often it was used on days that no phase holds, or on none that is known.
    #[must_use]
    pub fn in_no_phase(&self) -> usize {
        self.by_phase.iter().filter(|(phase, _)| phase.is_none()).map(|(_, n)| n).sum()
    }

    /// How often it was used in a phase.
    #[must_use]
    pub fn in_phase(&self, phase: &str) -> usize {
        self.by_phase.get(&Some(Name::from(phase))).copied().unwrap_or_default()
    }
}

impl Toolkit {
    /// `{"as_of", "tools": [{"tool", "name", "times", "planned", "by_phase": {phase: n}, "no_phase", "records": [folder/id],
    /// "aimed": {text: n}, "reached": {text: n}, "outcomes": [ids]}]}`.
    #[must_use]
    pub fn json(&self) -> Json {
        let counts =
            |counts: &BTreeMap<String, usize>| -> Map<String, Json> { counts.iter().map(|(text, n)| (text.clone(), json!(n))).collect() };
        let tool = |used: &Used| {
            let phases: Map<String, Json> =
                used.by_phase.iter().filter_map(|(phase, n)| Some((phase.as_ref()?.to_string(), json!(n)))).collect();
            let records: Vec<String> = used.records.iter().chain(&used.alongside).map(Key::to_string).collect();
            json!({
                "tool": used.number,
                "name": used.name,
                "times": used.times(),
                "planned": used.planned.len(),
                "by_phase": phases,
                "no_phase": used.in_no_phase(),
                "records": json_ids(&records),
                "aimed": counts(&used.aimed),
                "reached": counts(&used.reached),
                "outcomes": json_ids(&used.outcomes),
            })
        };
        json!({ "as_of": self.as_of.to_string(), "tools": self.tools.iter().map(tool).collect::<Vec<_>>() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{TODAY, day, dialogue, sample};

    fn of(view: &Toolkit, number: u8) -> &Used {
        view.tools.iter().find(|used| used.number == number).unwrap()
    }

    #[test]
    fn the_sample_used_bilaterals_fourteen_times_and_workshops_three_times() {
        let view = compute(&sample(), day(TODAY));
        assert_eq!(view.tools.len(), 19);
        let bilaterals = of(&view, 9);
        assert_eq!(bilaterals.times(), 14);
        assert_eq!(["assessment", "consensus", "monitoring"].map(|phase| bilaterals.in_phase(phase)), [5, 7, 2]);
        let workshops = of(&view, 7);
        assert_eq!((workshops.times(), workshops.planned.len()), (3, 2));
        assert_eq!(of(&view, 5).alongside, [Key::new("workshops", "e3")]);
    }

    #[test]
    fn a_use_has_the_phase_it_names_or_else_that_of_its_day() {
        let view = compute(
            &dialogue([
                ("dialogue", "[[phase]]\nname = 'assessment'\nstart = 2026-01-01"),
                ("trainings/a", "date = 2026-02-01"),
                ("trainings/b", "date = 2026-02-01\nphase = 'consensus'"),
                ("trainings/c", ""),
                ("coaching/d", "start = 2026-02-01"),
            ]),
            day(TODAY),
        );
        let training = of(&view, 16);
        assert_eq!((training.in_phase("assessment"), training.in_phase("consensus"), training.by_phase.get(&None)), (1, 1, Some(&1)));
        assert_eq!(of(&view, 17).in_phase("assessment"), 1);
    }

    #[test]
    fn a_use_without_a_day_has_that_of_its_first_session_or_of_the_event_it_names() {
        let view = compute(
            &dialogue([
                ("dialogue", "[[phase]]\nname = 'assessment'\nstart = 2026-01-01"),
                ("workshops/e", "date = 2026-02-01"),
                ("criteria/c", "event = 'workshops/e'"),
                ("indicators/i", "agreed_at = 'workshops/e'"),
                ("indicators/j", "agreed_at = 'workshops/gone'"),
                ("stakeholders/s", "name = 'S'"),
                ("working-groups/w", "[[session]]\ndate = 2026-03-01\n[[session]]\ndate = 2025-12-01"),
            ]),
            day(TODAY),
        );
        assert_eq!(of(&view, 5).in_phase("assessment"), 1);
        assert_eq!((of(&view, 4).in_phase("assessment"), of(&view, 4).in_no_phase()), (1, 1));
        assert_eq!((of(&view, 10).in_phase("assessment"), of(&view, 10).in_no_phase()), (0, 1), "its first session counts");
        assert_eq!((of(&view, 3).times(), of(&view, 3).in_no_phase()), (1, 1));
    }

    #[test]
    fn what_is_planned_or_later_is_not_yet_used_and_what_was_called_off_does_not_count() {
        let view = compute(
            &dialogue([
                ("trainings/a", "date = 2026-03-17"),
                ("trainings/b", "date = 2026-02-01\nstatus = 'planned'"),
                ("trainings/c", "date = 2026-02-01\nstatus = 'not_held'\nalso_tools = [9]"),
                (
                    "trainings/d",
                    "date = 2026-03-16\nalso_tools = [9, 16, 99]\naimed_outcomes = ['skill']\nreached_outcomes = ['skill', 'trust']",
                ),
                ("outcomes/h", "date = 2026-03-01\ntools = [16, 16]"),
            ]),
            day(TODAY),
        );
        let training = of(&view, 16);
        assert_eq!((training.times(), training.planned.len(), of(&view, 9).times()), (1, 2, 1));
        assert_eq!((training.aimed.get("skill"), training.reached.get("trust")), (Some(&1), Some(&1)));
        assert_eq!(training.outcomes, [Name::from("h")]);
    }
}
