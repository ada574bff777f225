//! What each topic of the check tells, at the edges of its days and counts.

use super::*;

fn clash(issue: &str) -> Status {
    of(&[
        ("stakeholders/a", "kind = 'cso'"),
        ("stakeholders/b", "kind = 'party'"),
        ("issues/i", issue),
        ("options/o", "issue = 'i'"),
        (
            "meetings/1",
            "stakeholder = 'a'\ndate = 2026-03-01\n[[red_line]]\noption = 'o'\npolarity = 'must_not_have'\nfirmness = 'absolute'",
        ),
        ("meetings/2", "stakeholder = 'b'\ndate = 2026-03-02\n[[position]]\noption = 'o'\nvalue = 2"),
        ("commitments/c", "due = 2026-03-01\nendorsed_by = ['a']"),
        ("commitments/d", "due = 2026-03-01\nendorsed_by = ['a', 'b']"),
        ("commitments/e", "due = 2026-03-10\nendorsed_by = ['a', 'b']"),
    ])
}

#[test]
fn a_live_blocking_finding_alarms_and_is_the_thing_that_can_break_it() {
    let status = clash("status = 'open'");
    assert_eq!(status.level, Level::Alarm);
    let risk = line(&status, Topic::Risk);
    assert_eq!(risk.text(), "Blocking: a must not have o (absolute), b at +2 on o.");
    assert_eq!(ids(risk), ["1", "2", "o"]);
}

#[test]
fn with_only_dormant_findings_the_overdue_commitment_most_endorsed_can_break_it() {
    let status = clash("status = 'agreed'");
    assert_eq!(status.level, Level::Attention);
    assert_eq!(ids(line(&status, Topic::Risk)), ["d"]);
    assert_eq!(line(&status, Topic::Risk).text(), "d d is 15 days late, with 2 endorsers.");
}

#[test]
fn the_next_event_is_the_first_that_was_neither_held_nor_called_off() {
    let status = of(&[
        ("workshops/a", "title = 'A'\ndate = 2026-03-16"),
        ("workshops/b", "title = 'B'\ndate = 2026-03-17\nstatus = 'not_held'"),
        ("missions/c", "title = 'C'\ndate = 2026-03-20"),
        ("trainings/d", "title = 'D'\ndate = 2026-03-20\nstatus = 'planned'"),
        ("meetings/e", "date = 2026-03-17\nstatus = 'planned'"),
    ]);
    assert_eq!(ids(line(&status, Topic::Where)), ["c"]);
    let today = of(&[("workshops/a", "title = 'A'\ndate = 2026-03-16\nstatus = 'planned'")]);
    assert!(line(&today, Topic::Where).text().contains("Next Mon 16 Mar A (today)."));
}

#[test]
fn a_phase_counts_its_first_day_as_one_ends_with_its_last_and_between_two_there_is_none() {
    let phases = |start: &str, end: &str| format!("[[phase]]\nname = 'consensus'\nstart = {start}\nend = {end}");
    let place = |text: &str| line(&of(&[("dialogue", text)]), Topic::Where).text();
    assert!(place(&phases("2026-03-16", "2026-05-01")).starts_with("Consensus Building, day 1."));
    assert!(place(&phases("2026-03-01", "2026-03-16")).starts_with("Consensus Building, day 16."));
    assert!(place(&phases("2026-03-01", "2026-03-15")).starts_with("In no phase by its dates."));
    assert!(place(&phases("2026-03-17", "2026-05-01")).starts_with("In no phase by its dates."));
    let two = format!("{}\n[[phase]]\nname = 'monitoring'\nstart = 2026-03-10", phases("2026-03-01", "2026-03-31"));
    assert!(place(&two).starts_with("Monitoring, day 7."), "of two at once the later");
}

#[test]
fn the_next_calendar_entry_is_the_first_from_the_day_on() {
    let rows =
        ["2026-03-15", "2026-04-02", "2026-03-16", "2026-03-17"].map(|date| format!("[[calendar]]\ndate = {date}\nevent = 'E {date}'"));
    let status = of(&[("dialogue", &rows.join("\n"))]);
    assert!(line(&status, Topic::Where).text().ends_with("Then Mon 16 Mar E 2026-03-16."));
    assert_eq!(ids(line(&status, Topic::Where)), ["dialogue"]);
}

#[test]
fn not_heard_are_the_first_three_of_the_order_of_coverage_whoever_it_raises_and_kinds_never_met() {
    let status = of(&[
        ("dialogue", "[[phase]]\nname = 'assessment'\nstart = 2026-03-06"),
        ("stakeholders/a", "kind = 'cso'\ninfluence = 1\nexposure = 5"),
        ("stakeholders/b", "kind = 'media'\ninfluence = 5"),
        ("stakeholders/c", "kind = 'party'"),
        ("stakeholders/d", "kind = 'nhri'\ninfluence = 2"),
        ("stakeholders/e", "kind = 'donor'\ninfluence = 5"),
        ("meetings/1", "stakeholder = 'b'\ndate = 2026-03-14"),
        ("meetings/2", "stakeholder = 'd'\ndate = 2026-03-01"),
    ]);
    let unheard = line(&status, Topic::Unheard);
    assert!(
        unheard.text().starts_with("Never met: c, a. d not for 15 days. Touched, little say: a. Kinds never met: academia, cso,"),
        "{}",
        unheard.text()
    );
    assert_eq!(ids(unheard), ["c", "d", "a"]);
}

#[test]
fn leads_with_anything_late_or_at_risk_are_told_and_the_others_are_not() {
    let status = of(&[
        ("commitments/a", "lead = 'x'\ndue = 2026-03-01"),
        ("commitments/b", "lead = 'x'\nstatus = 'at_risk'"),
        ("commitments/c", "lead = 'x'\ndue = 2026-03-01\nstatus = 'done'"),
        ("commitments/d", "lead = 'y'\ndue = 2026-03-16"),
        ("commitments/e", "lead = 'z'\nstatus = 'delayed'"),
    ]);
    assert_eq!(line(&status, Topic::Leads).text(), "x: 1 of 3 late, 1 of 3 at risk. z: 1 of 1 late.");
    assert_eq!(ids(line(&status, Topic::Leads)), ["a", "b", "e"]);
}

#[test]
fn measurements_overdue_and_payments_in_danger_are_told_with_what_hangs_on_them() {
    let status = of(&[
        ("indicators/i", "frequency = 'monthly'\nbaseline_date = 2025-01-01"),
        ("indicators/j", "target = 5\n[[measurement]]\ndate = 2026-03-01\nvalue = 2"),
        ("commitments/c", "indicators = ['j']"),
        ("donor-support/f", "donor = 'D'\nindicators = ['j']\ntranche_date = 2026-04-01"),
    ]);
    let measured = line(&status, Topic::Indicators);
    assert_eq!(measured.text(), "1 measurement overdue. Payment of Wed 1 Apr in danger: j at 2 of 5. 1 indicator without data.");
    assert_eq!(ids(measured), ["i", "f", "j", "c"]);
}

#[test]
fn gaps_overlaps_and_support_off_the_roadmap_are_counted_with_their_ids() {
    let status = of(&[
        ("commitments/a", ""),
        ("commitments/b", ""),
        ("donor-support/f", "donor = 'D'\ncommitments = ['b']"),
        ("donor-support/g", "donor = 'E'\ncommitments = ['b']"),
        ("donor-support/h", "donor = 'E'"),
    ]);
    let expected = "1 commitment without support or own money. 1 commitment with two donors. 1 support off the Roadmap.";
    assert_eq!(line(&status, Topic::Donors).text(), expected);
    assert_eq!(ids(line(&status, Topic::Donors)), ["a", "b", "h"]);
}

#[test]
fn outcomes_of_the_last_ninety_days_are_counted_and_the_negative_named() {
    let status = of(&[
        ("outcomes/a", "title = 'A'\ndate = 2025-12-15\ndirection = 'negative'"),
        ("outcomes/b", "title = 'They left.'\ndate = 2025-12-16\ndirection = 'negative'"),
        ("outcomes/c", "title = 'C'\ndate = 2026-03-16\nverification = 'substantiated'"),
        ("outcomes/d", "title = 'D'\ndate = 2026-03-17"),
        ("outcomes/e", "title = 'E'"),
    ]);
    assert_eq!(line(&status, Topic::Outcomes).text(), "2 outcomes in 90 days, 1 verified. Negative: They left.");
    assert_eq!(ids(line(&status, Topic::Outcomes)), ["b", "c"]);
}

#[test]
fn what_is_asked_of_the_donor_is_open_and_the_first_due_stands_first() {
    let ask =
        |text: &str, rest: &str| format!("date = 2026-03-01\nstakeholder = 'x'\n[[follow_up]]\ntext = '{text}'\nowner = 'donor'\n{rest}");
    let status = of(&[
        ("meetings/a", &ask("Write", "due = 2026-04-01")),
        ("workshops/b", &ask("Pay", "due = 2026-03-20\nstatus = 'open'")),
        ("trainings/c", &ask("Come", "status = 'done'")),
        ("missions/d", &ask("Call", "").replace("donor", "host")),
        ("public-events/e", &ask("Hush", "")),
        ("workshops/f", &ask("Later", "").replace("2026-03-01", "2026-03-17")),
    ]);
    assert_eq!(line(&status, Topic::Asked).text(), "Pay by Fri 20 Mar. Write by Wed 1 Apr. Hush.");
    assert_eq!(ids(line(&status, Topic::Asked)), ["b", "a", "e"]);
}

#[test]
fn what_changed_is_what_came_or_moved_in_the_last_thirty_days_the_thirtieth_among_them() {
    let said = |date: &str, value: i64| format!("stakeholder = 'a'\ndate = {date}\n[[position]]\noption = 'o'\nvalue = {value}");
    let status = of(&[
        ("stakeholders/a", "kind = 'cso'"),
        ("options/o", ""),
        ("meetings/1", &said("2026-02-13", -1)),
        ("meetings/2", &said("2026-02-14", 1)),
        ("outcomes/h", "date = 2026-03-16"),
        ("commitments/c", "[[progress]]\ndate = 2026-03-01\nstatus = 'delayed'"),
        ("commitments/d", "[[progress]]\ndate = 2026-02-13\nstatus = 'done'"),
    ]);
    let changed = line(&status, Topic::Changed);
    assert_eq!(changed.text(), "1 bilateral held. a o -1 to +1. 1 commitment reported on: 1 delayed. 1 outcome.");
    assert_eq!(ids(changed), ["2", "c", "h"]);
}
