//! View 9, donor alignment: which commitments the donors cover, where money is missing or doubled, and which payments are in danger.

use super::{json_date, json_ids};
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{Commitment, Indicator, Status, Support};
use crate::domain::record::Name;
use chrono::{Days, NaiveDate};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// Commitments against donor support on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Donors {
    /// The day.
    pub as_of: NaiveDate,
    /// All donors named, in byte order: the columns of the table.
    pub donors: Vec<String>,
    /// All commitments in the order of ids: the rows of the table.
    pub rows: Vec<Covered>,
    /// All support in the order of ids.
    pub supports: Vec<Line>,
    /// Live commitments that nobody pays for: no support, and no money of the country's own secured.
    pub gaps: Vec<Name>,
    /// Commitments covered by two different donors.
    pub overlaps: Vec<Name>,
    /// Support that covers nothing or is not aligned.
    pub unaligned: Vec<Name>,
    /// Payments of the next year that hang on an indicator short of its target, by date.
    pub tranches: Vec<Tranche>,
}

/// One commitment and what covers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The commitment.
    pub commitment: Name,
    /// How far it is kept.
    pub status: Status,
    /// The support that names it, by id, with its donor.
    pub by: Vec<(Name, Option<String>)>,
    /// Whether a state budget, social fund or the lead's own means are secured.
    pub own_money: bool,
}

/// One record of donor support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: String,
    /// Who gives it.
    pub donor: Option<String>,
    /// How much, in words.
    pub amount: Option<String>,
    /// `yes`, `partly`, `no` or `overlap`.
    pub aligned: Option<String>,
    /// The commitments it names.
    pub commitments: Vec<Name>,
}

/// A payment in danger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tranche {
    /// The support.
    pub support: Name,
    /// When the payment is decided.
    pub date: NaiveDate,
    /// Its indicators that have not reached their target, by id.
    pub indicators: Vec<Name>,
    /// The commitments that name one of these, by id.
    pub commitments: Vec<Name>,
}

/// Holds the commitments against donor support on a day.
#[must_use]
pub fn compute(dialogue: &Dialogue, as_of: NaiveDate) -> Donors {
    let supports: Vec<Support<'_>> = dialogue.records("donor-support").iter().map(|record| Support(record)).collect();
    let commitments: Vec<Commitment<'_>> = dialogue.records(Commitment::KIND).iter().map(|record| Commitment(record)).collect();
    let mut covering: BTreeMap<&str, Vec<Support<'_>>> = BTreeMap::new();
    for support in &supports {
        for commitment in support.commitments().collect::<BTreeSet<_>>() {
            covering.entry(commitment).or_default().push(*support);
        }
    }
    let mut view = Donors {
        as_of,
        donors: supports.iter().filter_map(|support| support.donor()).collect::<BTreeSet<_>>().into_iter().map(str::to_owned).collect(),
        rows: Vec::new(),
        supports: supports.iter().map(|support| line(*support)).collect(),
        gaps: Vec::new(),
        overlaps: Vec::new(),
        unaligned: Vec::new(),
        tranches: tranches(dialogue, &supports, &commitments, as_of),
    };
    for commitment in commitments {
        let id = &commitment.0.key.id;
        let by = covering.get(commitment.id()).map(Vec::as_slice).unwrap_or_default();
        if by.is_empty() && commitment.is_live(as_of) && !commitment.has_own_money() {
            view.gaps.push(id.clone());
        }
        if by.iter().filter_map(|support| support.donor()).collect::<BTreeSet<_>>().len() > 1 {
            view.overlaps.push(id.clone());
        }
        view.rows.push(Covered {
            commitment: id.clone(),
            status: commitment.status(as_of),
            by: by.iter().map(|support| (support.0.key.id.clone(), support.donor().map(str::to_owned))).collect(),
            own_money: commitment.has_own_money(),
        });
    }
    view.unaligned = supports
        .iter()
        .filter(|support| support.commitments().next().is_none() || support.aligned() == Some("no"))
        .map(|support| support.0.key.id.clone())
        .collect();
    view
}

fn line(support: Support<'_>) -> Line {
    Line {
        id: support.0.key.id.clone(),
        title: support.title().unwrap_or(support.0.id()).to_owned(),
        donor: support.donor().map(str::to_owned),
        amount: support.amount().map(str::to_owned),
        aligned: support.aligned().map(str::to_owned),
        commitments: support.commitments().map(Name::from).collect(),
    }
}

fn tranches(dialogue: &Dialogue, supports: &[Support<'_>], commitments: &[Commitment<'_>], as_of: NaiveDate) -> Vec<Tranche> {
    let last = as_of.checked_add_days(Days::new(365)).unwrap_or(NaiveDate::MAX);
    let mut naming: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, commitment) in commitments.iter().enumerate() {
        for indicator in commitment.indicators() {
            naming.entry(indicator).or_default().push(place);
        }
    }
    let mut tranches: Vec<Tranche> = supports
        .iter()
        .filter_map(|support| {
            let date = support.tranche_date().filter(|date| as_of <= *date && *date <= last)?;
            let short: BTreeSet<&str> = support.indicators().filter(|id| falls_short(dialogue, id, as_of)).collect();
            let hanging: BTreeSet<usize> = short.iter().filter_map(|id| naming.get(id)).flatten().copied().collect();
            let hanging = hanging.into_iter().filter_map(|place| commitments.get(place));
            (!short.is_empty()).then(|| Tranche {
                support: support.0.key.id.clone(),
                date,
                commitments: hanging.map(|commitment| commitment.0.key.id.clone()).collect(),
                indicators: short.iter().copied().map(Name::from).collect(),
            })
        })
        .collect();
    tranches.sort_by(|a, b| (a.date, &a.support).cmp(&(b.date, &b.support)));
    tranches
}

/// Whether an indicator with a target is not known to have reached it: what was never measured has not arrived.
fn falls_short(dialogue: &Dialogue, id: &str, as_of: NaiveDate) -> bool {
    let Some(indicator) = dialogue.get(Indicator::KIND, id).map(|record| Indicator(record)) else { return false };
    match indicator.latest(as_of) {
        Some((_, value)) => indicator.reached(value) == Some(false),
        None => indicator.target().is_some(),
    }
}

impl Donors {
    /// The shape that other programs rely on.
    #[must_use]
    pub fn json(&self) -> Json {
        let tranche = |tranche: &Tranche| {
            json!({
                "support": &*tranche.support,
                "date": json_date(tranche.date),
                "indicators": json_ids(&tranche.indicators),
                "commitments": json_ids(&tranche.commitments),
            })
        };
        json!({
            "gaps": json_ids(&self.gaps),
            "overlaps": json_ids(&self.overlaps),
            "unaligned": json_ids(&self.unaligned),
            "tranches": self.tranches.iter().map(tranche).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{TODAY, day, dialogue, sample};

    fn of(records: &[(&str, &str)]) -> Donors {
        compute(&dialogue(records.iter().copied()), day(TODAY))
    }

    fn names(ids: &[Name]) -> Vec<&str> {
        ids.iter().map(|id| &**id).collect()
    }

    #[test]
    fn the_sample_has_the_expected_gaps_and_its_tranche_hangs_on_certified_interpreters() {
        let view = compute(&sample(), day(TODAY));
        let expected = r#"{"gaps":["c04","c11"],"overlaps":[],"unaligned":["f4"],"tranches":[{"support":"f1","date":"2026-12-15","indicators":["pi2"],"commitments":["c03","c06"]}]}"#;
        assert_eq!(view.json().to_string(), expected);
        let without: Vec<_> = view.rows.iter().filter(|row| row.by.is_empty()).map(|row| &*row.commitment).collect();
        assert_eq!(without, ["c04", "c07", "c09", "c10", "c11", "c12", "c13"]);
    }

    #[test]
    fn a_gap_is_a_live_commitment_without_support_and_without_the_country_s_own_secured_money() {
        let resource = |source: &str, secured: &str| format!("[[resource]]\nsource = '{source}'\nsecured = '{secured}'");
        let [state, fund, own] = ["state_budget", "social_fund", "own"].map(|source| resource(source, "yes"));
        let (donor, partly) = (resource("donor", "yes"), resource("state_budget", "partly"));
        let view = of(&[
            ("commitments/a", &state),
            ("commitments/b", &fund),
            ("commitments/c", &own),
            ("commitments/d", &donor),
            ("commitments/e", &partly),
            ("commitments/f", "status = 'done'"),
            ("commitments/g", "status = 'dropped'"),
            ("commitments/h", "maturity = 'withdrawn'"),
            ("commitments/i", ""),
            ("donor-support/s", "donor = 'D'\ncommitments = ['i']"),
        ]);
        assert_eq!(names(&view.gaps), ["d", "e"]);
    }

    #[test]
    fn two_records_of_one_donor_are_no_overlap_two_donors_are() {
        let view = of(&[
            ("commitments/a", ""),
            ("commitments/b", "status = 'done'"),
            ("donor-support/1", "donor = 'D'\ncommitments = ['a', 'b']"),
            ("donor-support/2", "donor = 'D'\ncommitments = ['a']"),
            ("donor-support/3", "donor = 'E'\ncommitments = ['b']"),
        ]);
        assert_eq!(names(&view.overlaps), ["b"]);
    }

    #[test]
    fn support_that_covers_nothing_or_is_not_aligned_is_named() {
        let view = of(&[
            ("donor-support/1", "donor = 'D'\ncommitments = []"),
            ("donor-support/2", "donor = 'D'\ncommitments = ['a']\naligned = 'no'"),
            ("donor-support/3", "donor = 'D'\ncommitments = ['a']\naligned = 'partly'"),
        ]);
        assert_eq!(names(&view.unaligned), ["1", "2"]);
    }

    #[test]
    fn a_tranche_warns_from_this_day_to_365_days_on() {
        let support = |date: &str| format!("donor = 'D'\nindicators = ['i']\ntranche_date = {date}");
        let dates = ["2026-03-15", "2026-03-16", "2027-03-16", "2027-03-17"].map(support);
        let view = of(&[
            ("indicators/i", "direction = 'up'\ntarget = 10\n[[measurement]]\ndate = 2026-03-01\nvalue = 9"),
            ("donor-support/1", &dates[0]),
            ("donor-support/3", &dates[1]),
            ("donor-support/2", &dates[2]),
            ("donor-support/4", &dates[3]),
        ]);
        let warned: Vec<_> = view.tranches.iter().map(|tranche| &*tranche.support).collect();
        assert_eq!(warned, ["3", "2"]);
    }

    #[test]
    fn a_tranche_warns_of_what_was_never_measured_and_not_of_what_has_arrived() {
        let view = of(&[
            ("indicators/a", "direction = 'down'\ntarget = 10\n[[measurement]]\ndate = 2026-03-01\nvalue = 10"),
            ("indicators/b", "direction = 'up'\ntarget = 10"),
            ("indicators/c", "direction = 'up'"),
            ("commitments/x", "indicators = ['a']"),
            ("commitments/y", "indicators = ['b', 'a']\nstatus = 'done'"),
            ("donor-support/1", "donor = 'D'\nindicators = ['a', 'b', 'c', 'gone']\ntranche_date = 2026-04-01"),
        ]);
        assert_eq!(view.tranches.len(), 1);
        assert_eq!((names(&view.tranches[0].indicators), names(&view.tranches[0].commitments)), (vec!["b"], vec!["y"]));
    }
}
