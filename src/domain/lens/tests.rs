//! The lenses agree with the catalogue, and the scales with its choices.

use super::*;
use crate::domain::catalogue::{Catalogue, FieldType};
use crate::domain::value::Value;

#[test]
fn every_field_a_lens_reads_is_declared_with_that_type() {
    let records = [
        Meeting::READS,
        Stakeholder::READS,
        Issue::READS,
        PolicyOption::READS,
        event::EventFields::READS,
        Commitment::READS,
        Document::READS,
        Indicator::READS,
        Outcome::READS,
        Snapshot::READS,
        Support::READS,
        Tie::READS,
        landscape::Policy::READS,
        landscape::CycleStage::READS,
        landscape::Criteria::READS,
    ];
    let rows = [
        PositionRow::READS,
        RedLineRow::READS,
        rows::SpeakerRow::READS,
        LikelyCommitmentRow::READS,
        PromiseRow::READS,
        FollowUpRow::READS,
        ViewOfRow::READS,
        PointRow::READS,
        stakeholder::PersonRow::READS,
        commitment::ResourceRow::READS,
        commitment::ProgressRow::READS,
        document::PriorityRow::READS,
        document::ReservationRow::READS,
        indicator::MeasurementRow::READS,
        snapshot::CellRow::READS,
        snapshot::CommitmentRow::READS,
        snapshot::IndicatorRow::READS,
        snapshot::TieRow::READS,
        landscape::RankRow::READS,
        landscape::ScoreRow::READS,
    ];
    let faults: Vec<String> = records.iter().chain(rows.into_iter().flatten()).flat_map(Reads::faults).collect();
    assert_eq!(faults, Vec::<String>::new());
}

fn choices(kind: &str, row: Option<&str>, field: &str) -> Vec<String> {
    let catalogue = Catalogue::builtin();
    let kind = catalogue.kind(kind).unwrap();
    let field = row.map_or_else(|| kind.field(field), |row| kind.row(row).unwrap().field(field)).unwrap();
    field.choices().unwrap().iter().map(|choice| choice.value.to_string()).collect()
}

#[test]
fn every_scale_has_the_choices_of_the_catalogue() {
    assert_eq!(choices("meetings", Some("position"), "voice"), Voice::ALL.map(Voice::value));
    assert_eq!(choices("commitments", None, "status"), Status::ALL.map(Status::value));
    assert_eq!(choices("commitments", None, "maturity"), Maturity::ALL.map(Maturity::value));
    assert_eq!(choices("documents", None, "kind"), Output::ALL.map(Output::value));
    assert_eq!(choices("meetings", Some("red_line"), "polarity"), Polarity::ALL.map(Polarity::value));
    assert_eq!(choices("meetings", Some("red_line"), "firmness"), Firmness::ALL.map(Firmness::value));
    let mut states = choices("meetings", Some("promise"), "status");
    states.sort();
    let mut ours = PromiseState::ALL.map(PromiseState::value);
    ours.sort_unstable();
    assert_eq!(states, ours);
}

#[test]
fn the_nine_kinds_are_the_scale_without_donor_and_host() {
    let kinds = choices("stakeholders", None, "kind");
    assert_eq!(
        kinds.iter().filter(|kind| !matches!(kind.as_str(), "donor" | "host")).collect::<Vec<_>>(),
        NINE_KINDS.iter().collect::<Vec<_>>()
    );
}

#[test]
fn every_kind_of_event_has_the_fields_that_name_its_participants() {
    let catalogue = Catalogue::builtin();
    for kind in catalogue.kinds().filter(|kind| kind.event) {
        for field in ["date", "title", "status", "issues"] {
            assert!(kind.field(field).is_some(), "{}: {field}", kind.name);
        }
        for field in ["participants", "members", "delegation"] {
            let fits = kind.field(field).is_none_or(|field| matches!(field.ty, FieldType::Links(_)));
            assert!(fits, "{}: {field}", kind.name);
        }
    }
}

#[test]
fn what_has_no_status_was_held_and_what_has_no_day_does_not_count() {
    use crate::domain::record::{Key, Record};
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let mut record = Record::new(Key::new("meetings", "m"));
    assert_eq!(counted(&record, day("2026-03-16")), None);
    record.set("date", Some(day("2026-03-16").into()));
    assert_eq!(counted(&record, day("2026-03-16")), Some(day("2026-03-16")));
    assert_eq!(counted(&record, day("2026-03-15")), None);
    for status in ["planned", "not_held", "perhaps"] {
        record.set("status", Some(status.into()));
        assert_eq!(counted(&record, day("2026-03-16")), None, "{status}");
    }
    record.set("status", Some(Value::from("held")));
    assert!(counted(&record, day("2026-03-16")).is_some());
}
