use super::*;
use crate::domain::testing::{TODAY, day, dialogue, sample};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn of(records: &[(&str, &str)]) -> Status {
    compute(&dialogue(records.iter().copied()), day(TODAY))
}

fn line(status: &Status, topic: Topic) -> &Line {
    status.lines.iter().find(|line| line.topic == topic).unwrap()
}

fn ids(line: &Line) -> Vec<&str> {
    line.records.iter().map(|key| &*key.id).collect()
}

#[test]
fn the_sample_asks_for_attention_and_no_more() {
    let status = compute(&sample(), day(TODAY));
    assert_eq!((status.level, status.level.exit_code()), (Level::Attention, 1));
}

#[test]
fn the_sample_is_told_in_ten_topics_in_their_order() {
    let status = compute(&sample(), day(TODAY));
    let topics: Vec<_> = status.lines.iter().map(|line| line.topic.value()).collect();
    let expected = ["where", "changed", "roadmap", "risk", "unheard", "leads", "indicators", "donors", "outcomes", "asked"];
    assert_eq!(topics, expected);
    assert!(line(&status, Topic::Where).text().starts_with("Monitoring, day 103. Next Thu 9 Apr First monitoring"));
    assert_eq!(ids(line(&status, Topic::Where)), ["e5", "dialogue"]);
    assert!(line(&status, Topic::Roadmap).text().contains("2 done, 5 on track, 2 at risk, 1 delayed, 3 not started. None overdue."));
    assert_eq!(ids(line(&status, Topic::Roadmap)), ["c07", "c03"]);
    assert!(line(&status, Topic::Risk).text().starts_with("Serious: "));
    assert!(line(&status, Topic::Unheard).text().contains("Kinds never met: academia, democracy support, media."));
    assert_eq!(line(&status, Topic::Leads).text(), "MoLSP: 1 of 3 late, 2 of 3 at risk.");
    assert_eq!(ids(line(&status, Topic::Leads)), ["c07", "c03", "c13"]);
    assert!(line(&status, Topic::Indicators).text().contains("pi2 at 11 of 40"));
    assert_eq!(ids(line(&status, Topic::Donors)), ["c04", "c11", "f4"]);
    assert!(line(&status, Topic::Outcomes).text().starts_with("3 outcomes in 90 days, 2 verified. Negative: The parents' association"));
    assert_eq!(ids(line(&status, Topic::Outcomes)), ["h5", "h4", "h3"]);
}

#[test]
fn the_sample_fits_twenty_four_lines_of_eighty_columns_and_each_topic_ends_with_its_ids() {
    let status = compute(&sample(), day(TODAY));
    let lines = status.render(80);
    assert!(lines.len() <= MOST_LINES && lines.iter().all(|line| line.width() <= 80));
    assert_eq!(lines.iter().filter(|line| line.ends_with(']')).count(), 9);
    let first: Vec<_> = lines.iter().take(12).map(String::as_str).collect();
    assert_eq!(
        first,
        [
            "Hands and Words · Mon 16 Mar 2026 · attention",
            "",
            "Where      Monitoring, day 103. Next Thu 9 Apr First monitoring round table (24",
            "           days). Then Wed 22 Apr First reading of the Sign Language … [e5 +1]",
            "Changed    1 bilateral held. 4 new positions. 12 commitments reported on: 1",
            "           delayed, 1 at risk, 2 done. 2 outcomes. [2026-03-03-pdo c07 c13 +12]",
            "Roadmap    Of 13, 2 done, 5 on track, 2 at risk, 1 delayed, 3 not started. None",
            "           overdue. 1 past the first date. 2 due in 60 days. [c07 c03]",
            "Risk       Serious: MoF must not have o2a (firm), OWDN at +2 on o2a, stale. 1",
            "           promise of ours overdue. [2025-02-26-mof 2025-05-20-owdn o2a +1]",
            "Unheard    Never met: ESA-112, FTU, KRT. Touched, little say: First Word, OWDN.",
            "           Kinds never met: academia, democracy support, media. [esa-112 ftu +3]",
        ]
    );
}

#[test]
fn what_does_not_fit_gives_way_from_the_end_ids_before_words() {
    let status = |text: &str, ids: usize| Status {
        place: Place { phase: String::new(), in_phase: false, event: None, entries: Vec::new() },
        as_of: day(TODAY),
        title: "T".to_owned(),
        level: Level::Calm,
        lines: vec![Line {
            topic: Topic::Asked,
            parts: vec![text.to_owned()],
            records: (0..ids).map(|n| Key::new("meetings", &format!("m{n}"))).collect(),
        }],
    };
    assert_eq!(status("one two", 2).render(40)[2..], ["Asked      one two [m0 m1]"]);
    assert_eq!(status("one two", 12).render(31)[2..], ["Asked      one two [m0 m1 m2 m3", "           m4 m5 m6 m7 +4]"]);
    assert_eq!(status("one two three four five six", 3).render(26)[2..], ["Asked      one two three", "           four … [m0 +2]"]);
    assert_eq!(status("", 0).render(26)[2..], [] as [&str; 0]);
}

#[test]
fn an_empty_dialogue_is_calm_and_says_what_it_does_not_know() {
    let status = of(&[]);
    assert_eq!(status.level, Level::Calm);
    let texts: Vec<_> = status.lines.iter().map(|line| line.text()).collect();
    assert_eq!(
        texts,
        [
            "In no phase by its dates. No event is planned.",
            "Nothing on file in the last 30 days.",
            "No commitment is on file.",
            "Nothing on file; positions are known of 0 of 0 stakeholders.",
            "No stakeholder is on file.",
            "No lead has anything late or at risk.",
            "No indicator is on file.",
            "No gap, no overlap.",
            "None in the last 90 days.",
            "Nothing is open with the donor.",
        ]
    );
}

#[test]
fn a_commitment_overdue_at_risk_or_delayed_asks_for_attention_one_past_its_first_date_does_not() {
    let level = |text: &str| of(&[("commitments/c", text)]).level;
    assert_eq!(level("due = 2026-03-15"), Level::Attention);
    assert_eq!(level("status = 'at_risk'"), Level::Attention);
    assert_eq!(level("status = 'delayed'"), Level::Attention);
    assert_eq!(level("due = 2026-03-15\nrevised_due = 2026-03-16"), Level::Calm);
    assert_eq!(level("due = 2026-03-15\nstatus = 'done'"), Level::Calm);
}

#[test]
fn a_promise_or_an_indicator_overdue_asks_for_attention() {
    let promise =
        |due: &str| of(&[("meetings/m", &format!("stakeholder = 'x'\ndate = 2026-01-01\n[[promise]]\ntext = 't'\ndue = {due}"))]).level;
    assert_eq!([promise("2026-03-15"), promise("2026-03-16")], [Level::Attention, Level::Calm]);
    assert_eq!(of(&[("indicators/i", "frequency = 'monthly'\nbaseline_date = 2025-01-01")]).level, Level::Attention);
}

#[test]
fn a_broken_promise_alarms_while_its_day_lies_within_ninety_days() {
    let broken = |due: &str| {
        of(&[("meetings/m", &format!("stakeholder = 'x'\ndate = 2025-01-01\n[[promise]]\ntext = 't'\nstatus = 'broken'\ndue = {due}"))])
            .level
    };
    assert_eq!(
        ["2025-12-15", "2025-12-16", "2026-03-16", "2026-03-17"].map(broken),
        [Level::Calm, Level::Alarm, Level::Alarm, Level::Calm]
    );
}

#[test]
fn a_promise_that_presses_is_told_and_not_only_counted_into_the_level() {
    let risk = |row: &str| {
        let meeting = format!("stakeholder = 'x'\ndate = 2026-01-01\n[[promise]]\ntext = 't'\ndue = 2026-03-01\n{row}");
        let status = of(&[("meetings/m", &meeting), ("stakeholders/x", "name = 'X'\nkind = 'cso'")]);
        let line = line(&status, Topic::Risk);
        (line.text(), ids(line).join(" "))
    };
    assert_eq!(
        risk("status = 'broken'"),
        ("Nothing on file; positions are known of 0 of 1 stakeholder. A promise to X was broken.".into(), "m".into())
    );
    assert_eq!(risk(""), ("Nothing on file; positions are known of 0 of 1 stakeholder. 1 promise of ours overdue.".into(), "m".into()));
}

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
fn a_promise_closed_after_the_day_was_open_and_one_of_a_meeting_that_does_not_count_is_none() {
    let promise = |rest: &str, row: &str| {
        of(&[("meetings/m", &format!("stakeholder = 'x'\ndate = 2026-01-01\n{rest}\n[[promise]]\ntext = 't'\ndue = 2026-03-01\n{row}"))])
            .level
    };
    assert_eq!(promise("", "status = 'kept'\nclosed_on = 2026-03-16"), Level::Calm);
    assert_eq!(promise("", "status = 'kept'\nclosed_on = 2026-03-17"), Level::Attention);
    assert_eq!(promise("", "status = 'broken'\nclosed_on = 2026-03-17"), Level::Attention);
    assert_eq!(promise("status = 'planned'", "status = 'broken'"), Level::Calm);
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

#[test]
fn the_shape_has_the_keys_that_other_programs_rely_on_in_their_order() {
    let json = of(&[]).json();
    assert_eq!(json.as_object().unwrap().keys().collect::<Vec<_>>(), ["as_of", "level", "lines"]);
    assert_eq!(json["lines"][2].to_string(), r#"{"topic":"roadmap","text":"No commitment is on file.","records":[]}"#);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn whatever_the_names_the_check_fits_its_lines_and_columns(
        title in ".{0,120}", name in "\\PC{1,60}", text in "(\\PC{1,30} ?){1,20}", n in 0usize..40, width in 20usize..120,
    ) {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut records = vec![("dialogue".to_owned(), format!("title = {}", quoted(&title)))];
        records.push(("stakeholders/x".to_owned(), format!("short_name = {}\nkind = 'cso'", quoted(&name))));
        for n in 0..n {
            records.push((format!("commitments/{}{n}", "c".repeat(40)), format!("title = {}\nlead = 'x'\nstatus = 'at_risk'\ndue = 2026-03-01", quoted(&text))));
            records.push((format!("outcomes/h{n}"), format!("title = {}\ndate = 2026-03-01\ndirection = 'negative'", quoted(&text))));
        }
        let dialogue = dialogue(records.iter().map(|(key, text)| (key.as_str(), text.as_str())));
        let lines = compute(&dialogue, day(TODAY)).render(width);
        prop_assert!(lines.len() <= MOST_LINES);
        prop_assert!(lines.iter().all(|line| line.width() <= width && !line.chars().any(char::is_control)));
    }
}
