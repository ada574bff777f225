//! A commitment of the Roadmap: who does what by when, how far it is promised, and how far it is kept.

use super::declare::lens;
use super::{Maturity, Status};
use crate::domain::record::Fields;
use chrono::NaiveDate;

lens! {
    /// A record of `commitments`.
    Commitment on record of "commitments" {
        /// The id of one of the Roadmap's priorities.
        priority: text,
        /// The stakeholder who answers for it.
        lead: text,
        /// Who helps.
        supporting: texts,
        /// Where in the policy cycle it acts.
        stage: text,
        /// The group that should feel it.
        target_group: text,
        /// When it begins.
        start: day,
        /// The new date, where the first was moved.
        revised_due: day,
        /// How concrete it is: `principle`, `objective` or `task`.
        detail_level: text,
        /// Whether somebody could tell that it was done, where that is said.
        verifiable: flag,
        /// The options it carries out.
        options: texts,
        /// The indicators that will show it.
        indicators: texts,
        /// The commitments that must be done first.
        depends_on: texts,
        /// Who stands behind it.
        endorsed_by: texts,
        /// Who agreed only in part.
        reserved_by: texts,
        /// The meetings in which it was first spoken of.
        floated_in: texts,
    } and {
        title: text,
        due: day,
        maturity: text,
        status: text,
    }
}

lens! {
    /// What a commitment takes.
    ResourceRow on row "resource" of "commitments" {
        /// Who gives it: `state_budget`, `social_fund`, `donor`, `own` or `none`.
        source: text,
        /// How much, in words.
        amount: text,
        /// `yes`, `partly` or `no`.
        secured: text,
    }
}

impl ResourceRow<'_> {
    /// Whether all of it is there.
    #[must_use]
    pub fn is_secured(self) -> bool {
        self.secured() == Some("yes")
    }
}

lens! {
    /// What is known of a commitment on a day.
    ProgressRow on row "progress" of "commitments" {
        /// The day.
        date: day,
        /// What happened.
        note: text,
    } and {
        status: text,
    }
}

impl ProgressRow<'_> {
    /// How far it is kept, where the report says so.
    #[must_use]
    pub fn status(self) -> Option<Status> {
        self.0.text("status").and_then(Status::parse)
    }

    /// How far it was promised from that day, where the report tells of such a change.
    #[must_use]
    pub fn promised(self) -> Option<Maturity> {
        let told = self.note()?.strip_prefix(PROMISED)?.trim_start();
        Maturity::ALL
            .into_iter()
            .find(|maturity| told.strip_prefix(maturity.label()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    }
}

/// With these words begins the note of a report that tells how far a commitment is promised from its day on. The format has no
/// dates of its own for this scale; a report has.
const PROMISED: &str = "Promised:";

/// The note of a report that the promise has gone from one step to another.
#[must_use]
pub fn promised_note(from: Option<Maturity>, to: Maturity) -> String {
    let before = from.map(|from| format!(", before that {}", from.label())).unwrap_or_default();
    format!("{PROMISED} {}{before}.", to.label())
}

impl<'a> Commitment<'a> {
    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.0.id()
    }

    /// One sentence, verb first; the id when it has none.
    #[must_use]
    pub fn title(self) -> &'a str {
        self.0.text("title").unwrap_or(self.0.id())
    }

    /// The first date agreed.
    #[must_use]
    pub fn first_due(self) -> Option<NaiveDate> {
        self.0.date("due")
    }

    /// The date that holds: the new one, else the first.
    #[must_use]
    pub fn due(self) -> Option<NaiveDate> {
        self.revised_due().or(self.first_due())
    }

    /// How far the promise has been made; nothing when it is not known.
    #[must_use]
    pub fn maturity(self) -> Option<Maturity> {
        self.0.text("maturity").and_then(Maturity::parse)
    }

    /// Since when it is promised as far as it is, where a report up to `as_of` tells of that change.
    #[must_use]
    pub fn promised_since(self, as_of: NaiveDate) -> Option<NaiveDate> {
        let told = self.reports(as_of).filter_map(|row| Some((row.date()?, row.promised()?)));
        told.max_by_key(|(date, _)| *date).filter(|(_, promised)| Some(*promised) == self.maturity()).map(|(date, _)| date)
    }

    /// Its status at `as_of`: that of the latest report with one (of two on one day, the later in the file), else its own field,
    /// else not started.
    #[must_use]
    pub fn status(self, as_of: NaiveDate) -> Status {
        self.latest(as_of).map(|(_, status)| status).or_else(|| self.0.text("status").and_then(Status::parse)).unwrap_or(Status::NotStarted)
    }

    /// The day of the report from which its status is known; nothing when none tells it.
    #[must_use]
    pub fn reported(self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.latest(as_of).map(|(date, _)| date)
    }

    fn latest(self, as_of: NaiveDate) -> Option<(NaiveDate, Status)> {
        self.reports(as_of).filter_map(|row| Some((row.date()?, row.status()?))).max_by_key(|(date, _)| *date)
    }

    /// The progress rows dated up to `as_of`, in the order of the file.
    pub fn reports(self, as_of: NaiveDate) -> impl Iterator<Item = ProgressRow<'a>> {
        self.0.rows("progress").map(ProgressRow).filter(move |row| row.date().is_some_and(|date| date <= as_of))
    }

    /// Neither done nor dropped, and not withdrawn.
    #[must_use]
    pub fn is_live(self, as_of: NaiveDate) -> bool {
        !self.status(as_of).is_closed() && self.maturity() != Some(Maturity::Withdrawn)
    }

    /// At the level of a task, with a lead and a first date.
    #[must_use]
    pub fn is_task(self) -> bool {
        self.detail_level() == Some("task") && self.lead().is_some() && self.first_due().is_some()
    }

    /// Whether somebody could tell that it was done: not marked otherwise, with a lead and a first date.
    #[must_use]
    pub fn is_verifiable(self) -> bool {
        self.verifiable() != Some(false) && self.lead().is_some() && self.first_due().is_some()
    }

    /// What it takes.
    pub fn resources(self) -> impl Iterator<Item = ResourceRow<'a>> {
        self.0.rows("resource").map(ResourceRow)
    }

    /// Whether money is missing: no resource named, or one that is not wholly secured.
    #[must_use]
    pub fn lacks_money(self) -> bool {
        self.resources().next().is_none() || self.resources().any(|row| !row.is_secured())
    }

    /// Whether the country pays something itself: a secured resource from the state budget, the social fund or their own.
    #[must_use]
    pub fn has_own_money(self) -> bool {
        self.resources().any(|row| row.is_secured() && matches!(row.source(), Some("state_budget" | "social_fund" | "own")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{TODAY, day, record};

    #[test]
    fn a_change_of_the_promise_is_read_from_the_report_that_tells_it() {
        for from in Maturity::ALL.map(Some).into_iter().chain([None]) {
            for to in Maturity::ALL {
                let text = format!("maturity = '{}'\n[[progress]]\ndate = 2026-03-01\nnote = '{}'", to.value(), promised_note(from, to));
                let record = record("commitments/c1", &text);
                assert_eq!(Commitment(&record).promised_since(day(TODAY)), Some(day("2026-03-01")));
                assert_eq!(Commitment(&record).promised_since(day("2026-02-28")), None);
            }
        }
    }

    #[test]
    fn a_report_of_an_older_promise_dates_not_the_one_that_holds() {
        let text = "maturity = 'signed'\n[[progress]]\ndate = 2026-03-01\nnote = 'Promised: agreed.'";
        assert_eq!(Commitment(&record("commitments/c1", text)).promised_since(day(TODAY)), None);
        let text = "maturity = 'signed'\n[[progress]]\ndate = 2026-03-01\nnote = 'Promised: signedly'";
        assert_eq!(Commitment(&record("commitments/c1", text)).promised_since(day(TODAY)), None);
    }
}
