//! The policy cycle: at which stage each policy stands, and which windows are open or will be.

use super::json_date;
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::landscape::{CycleStage, Policy};
use crate::domain::record::Name;
use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// The cycle on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// The day.
    pub as_of: NaiveDate,
    /// The dialogue's own policy first, then by the policies' ids.
    pub lines: Vec<Line>,
}

/// Where one policy stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The policy; nothing for the dialogue's own.
    pub policy: Option<Name>,
    /// What was found, oldest first; the last holds. Empty for a policy that only has a window.
    pub found: Vec<Found>,
    /// When something can be moved, by the record that holds.
    pub window: Option<Window>,
}

/// A stage found on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The record.
    pub id: Name,
    /// When.
    pub date: NaiveDate,
    /// The stage.
    pub stage: Option<Name>,
    /// By which logic to enter.
    pub entry_logic: Option<Name>,
    /// The host's trust in it.
    pub confidence: Option<Name>,
    /// At which event it was agreed.
    pub agreed_at: Option<Name>,
}

/// A time in which something can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its first day; nothing when not known.
    pub open: Option<NaiveDate>,
    /// Its last day; nothing when not known.
    pub close: Option<NaiveDate>,
    /// Where the day lies.
    pub state: WindowState,
}

/// Where a day lies against a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowState {
    /// Before it opens.
    Ahead,
    /// In it, its first and last day included.
    Open,
    /// After it closed.
    Closed,
}

impl WindowState {
    /// As written for other programs.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// The cycle at `as_of`.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Cycle {
    let mut found: BTreeMap<Option<&str>, Vec<(NaiveDate, CycleStage<'_>)>> = BTreeMap::new();
    for stage in dialogue.records("cycle").iter().map(|record| CycleStage(record)) {
        if let Some(date) = stage.date().filter(|date| *date <= as_of) {
            found.entry(stage.policy()).or_default().push((date, stage));
        }
    }
    for policy in dialogue.records("policies").iter().map(|record| Policy(record)) {
        if window(policy.window_open(), policy.window_close(), as_of).is_some() {
            found.entry(Some(policy.0.id())).or_default();
        }
    }
    let lines = found.into_iter().map(|(policy, mut stages)| {
        stages.sort_by_key(|(date, _)| *date);
        let latest = stages.last().and_then(|(_, stage)| window(stage.window_open(), stage.window_close(), as_of));
        let own = || {
            let policy = Policy(dialogue.get("policies", policy?)?);
            window(policy.window_open(), policy.window_close(), as_of)
        };
        Line {
            policy: policy.map(Name::from),
            window: latest.or_else(own),
            found: stages.into_iter().map(|(date, stage)| stage_found(date, stage)).collect(),
        }
    });
    Cycle { as_of, lines: lines.collect() }
}

fn stage_found(date: NaiveDate, stage: CycleStage<'_>) -> Found {
    Found {
        id: stage.0.key.id.clone(),
        date,
        stage: stage.stage().map(Name::from),
        entry_logic: stage.entry_logic().map(Name::from),
        confidence: stage.confidence().map(Name::from),
        agreed_at: stage.agreed_at().map(Name::from),
    }
}

fn window(open: Option<NaiveDate>, close: Option<NaiveDate>, as_of: NaiveDate) -> Option<Window> {
    let state = match (open, close) {
        (None, None) => return None,
        (Some(open), _) if as_of < open => WindowState::Ahead,
        (_, Some(close)) if close < as_of => WindowState::Closed,
        _ => WindowState::Open,
    };
    Some(Window { open, close, state })
}

impl Line {
    /// What holds on the day.
    #[must_use]
    pub fn now(&self) -> Option<&Found> {
        self.found.last()
    }
}

impl Cycle {
    /// `{"as_of", "policies": [{"policy"|null, "stage", "date", "record", "entry_logic", "confidence", "agreed_at",
    /// "window": {"open", "close", "state": "ahead|open|closed"}|null}]}`.
    #[must_use]
    pub fn json(&self) -> Json {
        let line = |line: &Line| {
            let now = line.now();
            json!({
                "policy": line.policy.as_deref(),
                "stage": now.and_then(|found| found.stage.as_deref()),
                "date": json_date(now.map(|found| found.date)),
                "record": now.map(|found| &*found.id),
                "entry_logic": now.and_then(|found| found.entry_logic.as_deref()),
                "confidence": now.and_then(|found| found.confidence.as_deref()),
                "agreed_at": now.and_then(|found| found.agreed_at.as_deref()),
                "window": line.window.map(|window| json!({
                    "open": json_date(window.open),
                    "close": json_date(window.close),
                    "state": window.state.value(),
                })),
            })
        };
        json!({ "as_of": json_date(self.as_of), "policies": self.lines.iter().map(line).collect::<Vec<_>>() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{TODAY, day, dialogue, sample};

    #[test]
    fn the_sample_s_policy_is_in_formulation_and_its_window_is_open_since_yesterday() {
        let view = compute(&sample(), day(TODAY));
        let line = &view.lines[0];
        assert_eq!((line.policy.as_deref(), line.now().unwrap().stage.as_deref()), (None, Some("formulation")));
        assert_eq!(line.window.unwrap().state, WindowState::Open);
        assert_eq!(compute(&sample(), day("2026-03-14")).lines[0].window.unwrap().state, WindowState::Ahead);
        assert_eq!(compute(&sample(), day("2026-07-01")).lines[0].window.unwrap().state, WindowState::Closed);
    }

    #[test]
    fn the_latest_stage_up_to_the_day_holds_for_each_policy_of_its_own() {
        let view = compute(
            &dialogue([
                ("cycle/1", "policy = 'p'\nstage = 'adoption'\ndate = 2026-03-01"),
                ("cycle/2", "policy = 'p'\nstage = 'formulation'\ndate = 2026-02-01"),
                ("cycle/3", "policy = 'p'\nstage = 'evaluation'\ndate = 2026-04-01"),
                ("cycle/4", "stage = 'agenda_setting'\ndate = 2026-01-01"),
                ("policies/q", "window_close = 2026-03-16"),
                ("policies/r", ""),
            ]),
            day(TODAY),
        );
        let lines: Vec<_> =
            view.lines.iter().map(|line| (line.policy.as_deref(), line.now().and_then(|now| now.stage.as_deref()))).collect();
        assert_eq!(lines, [(None, Some("agenda_setting")), (Some("p"), Some("adoption")), (Some("q"), None)]);
        assert_eq!(view.json()["policies"][2]["window"].to_string(), r#"{"open":null,"close":"2026-03-16","state":"open"}"#);
    }
}
