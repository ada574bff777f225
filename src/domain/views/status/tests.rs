//! The status check: here its level, its shape and that it fits; its ten `topics` in their own room.

mod topics;

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
            "No phase yet. No event is planned.",
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

#[test]
fn an_audience_is_not_told_that_no_event_is_planned_only_that_none_is_shown() {
    let whole = sample();
    let limited = crate::domain::audience::limit(&whole, Audience::Donor).dialogue;
    let check = compute_for(&limited, day(TODAY), Audience::Donor);
    let place = line(&check, Topic::Where).text();
    assert!(place.contains("No event to come is shown."), "{place}");
}
