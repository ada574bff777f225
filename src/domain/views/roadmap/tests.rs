//! How far the commitments are kept, rule by rule and at the edges of their days.

use super::*;
use crate::domain::testing::{TODAY, day, dialogue, sample};

fn of(records: &[(&str, &str)]) -> Roadmap {
    compute(&dialogue(records.iter().copied()), day(TODAY))
}

fn names(ids: &[Name]) -> Vec<&str> {
    ids.iter().map(|id| &**id).collect()
}

#[test]
fn the_sample_has_the_expected_roadmap_status() {
    let view = compute(&sample(), day(TODAY));
    let count = |status| view.count(status);
    assert_eq!(
        [Status::Done, Status::OnTrack, Status::AtRisk, Status::Delayed, Status::NotStarted, Status::Dropped].map(count),
        [2, 5, 2, 1, 3, 0]
    );
    assert_eq!(names(&view.overdue), Vec::<&str>::new());
    assert_eq!(names(&view.past_first_date), ["c07"]);
    assert_eq!(names(&view.due_60), ["c03", "c07"]);
    assert_eq!(names(&view.should_have_started), ["c05", "c09"]);
    assert_eq!(names(&view.money_missing), ["c02", "c04", "c05", "c11"]);
    assert_eq!(names(&view.not_verifiable), Vec::<&str>::new());
    assert_eq!(format!("{:.1}", view.mean_endorsers.unwrap()), "5.5");
    assert_eq!(view.endorser_kinds, ["academia", "cso", "media", "nhri", "parliament", "party", "public_admin", "social_agent"]);
    assert_eq!(names(&view.endorse_nothing), ["cu", "first-word", "nipd"]);
    assert_eq!(view.depth, Some(1.0));
    let leads: Vec<_> = view.by_lead.iter().map(|lead| (&*lead.stakeholder, lead.commitments.len())).collect();
    assert_eq!(leads, [("molsp", 3), ("esa-112", 2), ("mof", 2), ("sac", 2), ("ftu", 1), ("kec", 1), ("pdo", 1), ("usarn", 1)]);
    let stages: Vec<_> = view.by_stage.iter().map(|(stage, count)| (&**stage, *count)).collect();
    assert_eq!(stages, [("formulation", 4), ("adoption", 2), ("implementation", 6), ("evaluation", 1)]);
}

#[test]
fn the_shape_has_the_keys_that_other_programs_rely_on_in_their_order() {
    let json = compute(&sample(), day(TODAY)).json();
    let keys: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "as_of",
            "counts",
            "overdue",
            "past_first_date",
            "due_60",
            "should_have_started",
            "money_missing",
            "not_verifiable",
            "mean_endorsers",
            "endorser_kinds",
            "depth",
            "by_lead",
            "by_stage"
        ]
    );
    assert_eq!(json["as_of"], TODAY);
    assert_eq!(json["by_lead"]["molsp"], 3);
}

#[test]
fn the_latest_progress_row_with_a_status_decides_and_of_two_on_one_day_the_later_in_the_file() {
    let text = "status = 'done'\n[[progress]]\ndate = 2026-03-01\nstatus = 'delayed'\n[[progress]]\ndate = 2026-03-01\nstatus = 'at_risk'\n\
                [[progress]]\ndate = 2026-03-05\nnote = 'no news'\n[[progress]]\ndate = 2026-02-01\nstatus = 'on_track'";
    let view = of(&[("commitments/c1", text)]);
    assert_eq!(view.lines[0].status, Status::AtRisk);
}

#[test]
fn progress_after_the_day_is_not_yet_known_and_the_field_is_taken_instead() {
    let text = "status = 'on_track'\n[[progress]]\ndate = 2026-03-17\nstatus = 'done'";
    assert_eq!(of(&[("commitments/c1", text)]).lines[0].status, Status::OnTrack);
}

#[test]
fn without_progress_and_status_a_commitment_is_not_started() {
    assert_eq!(of(&[("commitments/c1", "")]).lines[0].status, Status::NotStarted);
}

#[test]
fn a_commitment_is_overdue_only_after_the_day_it_is_due() {
    let view = of(&[("commitments/a", "due = 2026-03-16"), ("commitments/b", "due = 2026-03-15")]);
    assert_eq!(names(&view.overdue), ["b"]);
}

#[test]
fn the_revised_date_decides_what_is_overdue() {
    let view = of(&[
        ("commitments/a", "due = 2026-03-01\nrevised_due = 2026-03-16"),
        ("commitments/b", "due = 2026-03-01\nrevised_due = 2026-03-15"),
        ("commitments/c", "revised_due = 2026-03-15"),
        ("commitments/d", "due = 2026-04-01\nrevised_due = 2026-03-15"),
    ]);
    assert_eq!(names(&view.overdue), ["b", "c", "d"]);
    assert_eq!(names(&view.past_first_date), ["a"]);
}

#[test]
fn what_is_done_or_dropped_is_neither_late_nor_due_nor_short_of_money() {
    let view = of(&[
        ("commitments/a", "status = 'done'\ndue = 2026-03-01"),
        ("commitments/b", "status = 'dropped'\ndue = 2026-03-01\nrevised_due = 2026-04-01"),
    ]);
    assert!(view.overdue.is_empty() && view.past_first_date.is_empty() && view.due_60.is_empty() && view.money_missing.is_empty());
}

#[test]
fn due_within_sixty_days_includes_both_ends() {
    let view = of(&[
        ("commitments/a", "due = 2026-03-16"),
        ("commitments/b", "due = 2026-05-15"),
        ("commitments/c", "due = 2026-05-16"),
        ("commitments/d", "due = 2026-03-20\nrevised_due = 2026-12-01"),
    ]);
    assert_eq!(names(&view.due_60), ["a", "b"]);
}

#[test]
fn what_should_have_started_has_begun_by_date_and_is_not_started() {
    let view = of(&[
        ("commitments/a", "start = 2026-03-16"),
        ("commitments/b", "start = 2026-03-17"),
        ("commitments/c", "start = 2026-03-01\nstatus = 'no_evidence'"),
        ("commitments/d", ""),
    ]);
    assert_eq!(names(&view.should_have_started), ["a"]);
}

#[test]
fn money_is_missing_without_a_resource_or_with_one_not_wholly_secured() {
    let view = of(&[
        ("commitments/a", ""),
        ("commitments/b", "[[resource]]\nsecured = 'yes'"),
        ("commitments/c", "[[resource]]\nsecured = 'yes'\n[[resource]]\nsecured = 'partly'"),
        ("commitments/d", "[[resource]]\nsource = 'own'"),
    ]);
    assert_eq!(names(&view.money_missing), ["a", "c", "d"]);
}

#[test]
fn without_lead_or_first_date_or_marked_so_a_commitment_cannot_be_verified_and_is_left_out_of_percentages() {
    let view = of(&[
        ("commitments/a", "lead = 'x'\ndue = 2026-12-01\nstatus = 'done'"),
        ("commitments/b", "lead = 'x'\nstatus = 'done'"),
        ("commitments/c", "due = 2026-12-01"),
        ("commitments/d", "lead = 'x'\ndue = 2026-12-01\nverifiable = false"),
        ("commitments/e", "lead = 'x'\ndue = 2026-12-01\nverifiable = true"),
    ]);
    assert_eq!(names(&view.not_verifiable), ["b", "c", "d"]);
    assert_eq!(view.share(Status::Done), Some(0.5));
    assert_eq!(view.count(Status::Done), 2);
}

#[test]
fn depth_is_the_share_of_tasks_with_lead_and_date_among_what_is_not_dropped() {
    let view = of(&[
        ("commitments/a", "lead = 'x'\ndue = 2026-12-01\ndetail_level = 'task'"),
        ("commitments/b", "lead = 'x'\ndetail_level = 'task'"),
        ("commitments/c", "lead = 'x'\ndue = 2026-12-01\ndetail_level = 'objective'"),
        ("commitments/d", "lead = 'x'\ndue = 2026-12-01\ndetail_level = 'task'\nstatus = 'dropped'"),
        ("commitments/e", "lead = 'x'\ndue = 2026-12-01\ndetail_level = 'task'\nstatus = 'done'"),
    ]);
    assert_eq!(view.depth, Some(0.5));
}

#[test]
fn donors_and_hosts_are_no_kind_among_the_endorsers_and_need_endorse_nothing() {
    let view = of(&[
        ("stakeholders/d", "kind = 'donor'"),
        ("stakeholders/h", "kind = 'host'"),
        ("stakeholders/m", "kind = 'media'"),
        ("stakeholders/n", "kind = 'cso'"),
        ("commitments/a", "endorsed_by = ['d', 'm']"),
        ("commitments/b", ""),
    ]);
    assert_eq!(view.endorser_kinds, ["media"]);
    assert_eq!(names(&view.endorse_nothing), ["n"]);
    assert_eq!(view.mean_endorsers, Some(1.0));
}

#[test]
fn an_empty_roadmap_has_no_mean_and_no_depth_rather_than_zero() {
    let view = of(&[]);
    assert_eq!((view.mean_endorsers, view.depth, view.share(Status::Done)), (None, None, None));
    assert_eq!(view.json()["depth"], Json::Null);
}

#[test]
fn commitments_stand_under_the_priorities_of_the_roadmap_that_holds() {
    let view = of(&[
        ("documents/old", "kind = 'roadmap'\nversion = 9\nstatus = 'superseded'\n[[priority]]\nid = 'p1'\ntitle = 'Old'"),
        (
            "documents/new",
            "kind = 'roadmap'\nversion = 2\n[[priority]]\nid = 'p2'\ntitle = 'Work'\n[[priority]]\nid = 'p1'\ntitle = 'Words'",
        ),
        ("commitments/a", "priority = 'p1'"),
        ("commitments/b", "priority = 'p9'"),
        ("commitments/c", ""),
    ]);
    let groups: Vec<_> = view.by_priority.iter().map(|group| (group.title.as_str(), names(&group.commitments))).collect();
    assert_eq!(groups, [("Work", vec![]), ("Words", vec!["a"]), ("p9", vec!["b"]), ("Without a priority", vec!["c"])]);
}

#[test]
fn a_commitment_waits_for_what_it_depends_on_until_that_is_done() {
    let view = of(&[
        ("commitments/a", "depends_on = ['b', 'c', 'gone']"),
        ("commitments/b", "status = 'done'"),
        ("commitments/c", "status = 'on_track'"),
    ]);
    assert_eq!(names(&view.line("a").unwrap().waits_for), ["c"]);
}

#[test]
fn the_timeline_spans_all_dates_and_the_day_itself() {
    let view = of(&[("commitments/a", "start = 2026-04-01\ndue = 2026-05-01\nrevised_due = 2027-01-31")]);
    assert_eq!(view.span(), (day(TODAY), day("2027-01-31")));
}
