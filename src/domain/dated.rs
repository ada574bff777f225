//! A commitment goes from one step to another, how far it is kept or how far it is promised, and the day is kept with it.
//!
//! The format has no date beside either scale; a progress report has one. So a change is a report of that day: with the status, and
//! with the promise in its note. Knows no screen and no disk: it gives changes.

use super::change::Change;
use super::lens::commitment::promised_note;
use super::lens::{Commitment, Maturity, Status};
use super::record::{Fields, Record, Row};
use super::value::Value;
use chrono::NaiveDate;

/// From that day it is kept so far. A status of the commitment's own, beside its reports, goes along.
#[must_use]
pub fn kept(record: &Record, to: Status, day: NaiveDate) -> Vec<Change> {
    let own = record.get("status").filter(|own| own.as_text() != Some(to.value()));
    let own = own.map(|own| Change::Field { name: "status".into(), from: Some(own.clone()), to: Some(to.value().into()) });
    own.into_iter().chain(report(day, Some(to), None)).collect()
}

/// From that day it is promised so far.
#[must_use]
pub fn promised(record: &Record, to: Maturity, day: NaiveDate) -> Vec<Change> {
    let from = record.get("maturity").cloned();
    let field = Change::Field { name: "maturity".into(), from, to: Some(to.value().into()) };
    std::iter::once(field).chain(report(day, None, Some(promised_note(Commitment(record).maturity(), to)))).collect()
}

/// The report that dates what was changed of a commitment that was there before, by its fields; nothing where none of the two scales
/// was changed, or a report written beside says it already.
#[must_use]
pub fn report_of(before: &Record, now: &Record, day: NaiveDate) -> Option<Change> {
    if before.kind() != Commitment::KIND {
        return None;
    }
    let (was, is) = (Commitment(before), Commitment(now));
    let chosen = now.text("status").and_then(Status::parse);
    let status = chosen
        .filter(|_| before.get("status") != now.get("status"))
        .filter(|status| is.status(day) != *status || is.reported(day).is_none());
    let promise = is.maturity().filter(|to| was.maturity() != Some(*to) && is.promised_since(day) != Some(day));
    report(day, status, promise.map(|to| promised_note(was.maturity(), to)))
}

fn report(day: NaiveDate, status: Option<Status>, note: Option<String>) -> Option<Change> {
    if status.is_none() && note.is_none() {
        return None;
    }
    let fields =
        [("date", Some(Value::Date(day))), ("status", status.map(|status| status.value().into())), ("note", note.map(Value::from))];
    Some(Change::AddRow(Row::new("progress", fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{TODAY, day, record};

    fn after(record: &Record, changes: &[Change]) -> Record {
        let mut record = record.clone();
        record.apply(changes);
        record
    }

    #[test]
    fn a_status_is_a_report_of_its_day_and_the_days_before_keep_theirs() {
        let before = record("commitments/c1", "status = 'on_track'\n[[progress]]\ndate = 2026-01-01\nstatus = 'on_track'");
        let now = after(&before, &kept(&before, Status::Delayed, day(TODAY)));
        let now = Commitment(&now);
        assert_eq!((now.status(day(TODAY)), now.reported(day(TODAY))), (Status::Delayed, Some(day(TODAY))));
        assert_eq!(now.status(day("2026-03-15")), Status::OnTrack);
        assert_eq!(now.0.text("status"), Some("delayed"), "its own field does not contradict the report");
    }

    #[test]
    fn a_promise_is_dated_in_the_note_of_a_report_that_leaves_the_status_alone() {
        let before = record("commitments/c1", "maturity = 'offered'\nstatus = 'at_risk'");
        let now = after(&before, &promised(&before, Maturity::Agreed, day(TODAY)));
        let row = now.rows("progress").next().unwrap();
        assert_eq!((row.text("note"), row.text("status")), (Some("Promised: agreed, before that offered."), None));
        let now = Commitment(&now);
        assert_eq!((now.maturity(), now.promised_since(day(TODAY))), (Some(Maturity::Agreed), Some(day(TODAY))));
        assert_eq!(now.status(day(TODAY)), Status::AtRisk);
    }

    #[test]
    fn what_was_changed_in_fields_is_dated_in_one_report_unless_one_says_it_already() {
        let before = record("commitments/c1", "maturity = 'offered'\nstatus = 'not_started'");
        assert_eq!(report_of(&before, &before, day(TODAY)), None);
        let now = record("commitments/c1", "maturity = 'signed'\nstatus = 'on_track'");
        let Some(Change::AddRow(row)) = report_of(&before, &now, day(TODAY)) else { panic!("nothing is dated") };
        assert_eq!((row.text("status"), row.text("note")), (Some("on_track"), Some("Promised: signed, before that offered.")));
        let told = after(&now, &[Change::AddRow(row)]);
        assert_eq!(report_of(&before, &told, day(TODAY)), None);
        let cleared = record("commitments/c1", "");
        assert_eq!(report_of(&before, &cleared, day(TODAY)), None, "what is not known any more has no step to date");
    }
}
