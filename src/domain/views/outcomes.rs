//! The register of harvested outcomes: what changed because of the dialogue, by area of change, wished for or not.

use super::{json_date, json_ids};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::Outcome;
use crate::domain::record::Name;
use chrono::NaiveDate;
use serde_json::{Value as Json, json};

/// The three areas of change, in the method's order.
pub const AREAS: [&str; 3] = ["policy_institutional", "openness", "joint_action"];

/// The register on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcomes {
    /// The day.
    pub as_of: NaiveDate,
    /// The outcomes known by then: the latest first, undated ones last; of one day by id.
    pub lines: Vec<Line>,
}

/// One outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: Name,
    /// Who did what differently.
    pub title: String,
    /// When.
    pub date: Option<NaiveDate>,
    /// Who changed.
    pub social_actor: Option<Name>,
    /// `policy_institutional`, `openness` or `joint_action`.
    pub change_area: Option<Name>,
    /// What within the area.
    pub sub_category: Option<Name>,
    /// `agency` or `structure`.
    pub level: Option<Name>,
    /// `positive`, `negative` or `mixed`.
    pub direction: Option<Name>,
    /// `low`, `medium` or `high`.
    pub significance: Option<Name>,
    /// `unverified`, `documents`, `substantiated` or `contested`; nothing when nobody looked.
    pub verification: Option<Name>,
    /// The tools that contributed.
    pub tools: Vec<i64>,
    /// The meetings that contributed.
    pub meetings: Vec<Name>,
}

impl Line {
    /// Whether it is one that nobody wished for.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.direction.as_deref() == Some("negative")
    }

    /// Backed by documents or by somebody independent.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        matches!(self.verification.as_deref(), Some("documents" | "substantiated"))
    }
}

/// The register at `as_of`.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Outcomes {
    let known = dialogue.records("outcomes").iter().map(|record| Outcome(record)).filter(|outcome| outcome.is_known(as_of));
    let mut lines: Vec<Line> = known.map(line).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.date));
    Outcomes { as_of, lines }
}

fn line(outcome: Outcome<'_>) -> Line {
    Line {
        id: outcome.0.key.id.clone(),
        title: outcome.title().unwrap_or(outcome.id()).to_owned(),
        date: outcome.date(),
        social_actor: outcome.social_actor().map(Name::from),
        change_area: outcome.change_area().map(Name::from),
        sub_category: outcome.sub_category().map(Name::from),
        level: outcome.level().map(Name::from),
        direction: outcome.direction().map(Name::from),
        significance: outcome.significance().map(Name::from),
        verification: outcome.verification().map(Name::from),
        tools: outcome.tools().collect(),
        meetings: outcome.meetings().map(Name::from).collect(),
    }
}

impl Outcomes {
    /// The outcomes dated in the `days` days up to the day, both ends included.
    pub fn of_the_last(&self, days: i64) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.date.is_some_and(|date| (self.as_of - date).num_days() <= days))
    }

    /// The outcomes of an area of change; `None` for those that name none of the three.
    pub fn of_area(&self, area: Option<&str>) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.change_area.as_deref().filter(|other| AREAS.contains(other)) == area)
    }

    /// `{"as_of", "outcomes": [{"outcome", "title", "date", "social_actor", "change_area", "sub_category", "level",
    /// "direction", "significance", "verification", "tools": [n], "meetings": [ids]}]}`.
    #[must_use]
    pub fn json(&self) -> Json {
        let line = |line: &Line| {
            json!({
                "outcome": &*line.id,
                "title": line.title,
                "date": json_date(line.date),
                "social_actor": line.social_actor.as_deref(),
                "change_area": line.change_area.as_deref(),
                "sub_category": line.sub_category.as_deref(),
                "level": line.level.as_deref(),
                "direction": line.direction.as_deref(),
                "significance": line.significance.as_deref(),
                "verification": line.verification.as_deref(),
                "tools": line.tools,
                "meetings": json_ids(&line.meetings),
            })
        };
        json!({ "as_of": json_date(self.as_of), "outcomes": self.lines.iter().map(line).collect::<Vec<_>>() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{TODAY, day, dialogue, sample};

    fn ids<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Vec<&'a str> {
        lines.into_iter().map(|line| &*line.id).collect()
    }

    #[test]
    fn the_sample_s_outcomes_stand_latest_first_and_the_negative_one_among_them() {
        let view = compute(&sample(), day(TODAY));
        assert_eq!(ids(&view.lines), ["h4", "h3", "h5", "h2", "h1"]);
        assert_eq!(ids(view.of_the_last(90)), ["h4", "h3", "h5"]);
        assert_eq!(ids(view.lines.iter().filter(|line| line.is_negative())), ["h5"]);
        assert_eq!(ids(view.of_area(Some("policy_institutional"))), ["h4", "h2"]);
        assert_eq!(view.json()["outcomes"][3]["meetings"].to_string(), r#"["2025-09-16-rb","2025-09-24-sac"]"#);
    }

    #[test]
    fn what_comes_later_is_not_yet_known_and_what_has_no_date_stands_last() {
        let view = compute(
            &dialogue([
                ("outcomes/a", "date = 2026-03-17"),
                ("outcomes/b", "change_area = 'other'"),
                ("outcomes/c", "date = 2026-03-16"),
                ("outcomes/d", "date = 2025-12-16"),
                ("outcomes/e", "date = 2025-12-15"),
            ]),
            day(TODAY),
        );
        assert_eq!(ids(&view.lines), ["c", "d", "e", "b"]);
        assert_eq!(ids(view.of_the_last(90)), ["c", "d"]);
        assert_eq!(ids(view.of_area(None)), ["c", "d", "e", "b"]);
    }
}
