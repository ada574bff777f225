//! Days as people write them, and as they are said.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A Monday.
const TODAY: &str = "2026-03-16";

#[test]
fn days_are_read_as_people_write_them() {
    let cases = [
        ("2026-03-31", "2026-03-31"),
        ("2026-3-1", "2026-03-01"),
        (" Today ", "2026-03-16"),
        ("tomorrow", "2026-03-17"),
        ("yesterday", "2026-03-15"),
        ("+3d", "2026-03-19"),
        ("+3", "2026-03-19"),
        ("-2w", "2026-03-02"),
        ("−2w", "2026-03-02"),
        ("+1m", "2026-04-16"),
        ("+1y", "2027-03-16"),
        ("fri", "2026-03-20"),
        ("Friday", "2026-03-20"),
        ("mon", "2026-03-23"),
        ("16 mar", "2026-03-16"),
        ("16 March 2027", "2027-03-16"),
        ("mar 16", "2026-03-16"),
        ("16 sept", "2026-09-16"),
        ("mar 16, 2027", "2027-03-16"),
        ("9th apr", "2026-04-09"),
        ("Thu 9 Apr", "2026-04-09"),
        ("16.3.", "2026-03-16"),
        ("16.3.27", "2027-03-16"),
        ("16/3/2026", "2026-03-16"),
        ("16/3", "2026-03-16"),
    ];
    for (text, expected) in cases {
        assert_eq!(parse_day(text, day(TODAY)), Some(day(expected)), "{text}");
    }
}

#[test]
fn what_is_not_a_day_is_not_guessed() {
    for text in [
        "",
        "soon",
        "32 mar",
        "30 feb",
        "13/13",
        "2026-02-30",
        "+3x",
        "+",
        "+d",
        "fr",
        "m",
        "16",
        "Fri 9 Apr",
        "16.3.26.1",
        "+99999999999d",
        "+4000000000y",
        "2026-03-16T10:00",
        "0026-03-16",
        "2026--1-5",
    ] {
        assert_eq!(parse_day(text, day(TODAY)), None, "{text}");
    }
}

#[test]
fn a_month_on_from_the_last_day_ends_on_a_last_day() {
    assert_eq!(parse_day("+1m", day("2026-01-31")), Some(day("2026-02-28")));
}

#[test]
fn times_are_read_with_or_without_minutes() {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
    assert_eq!(parse_time("14:30"), time(14, 30));
    assert_eq!(parse_time("9"), time(9, 0));
    assert_eq!(parse_time("9.05"), time(9, 5));
    assert_eq!(parse_time("14h"), time(14, 0));
    for text in ["", "25", "9:5", "noon", "9:60", "1430"] {
        assert_eq!(parse_time(text), None, "{text}");
    }
}

#[test]
fn days_are_said_with_the_year_only_when_it_is_another() {
    assert_eq!(say_day(day("2026-04-09"), day(TODAY)), "Thu 9 Apr");
    assert_eq!(say_day(day("2027-04-09"), day(TODAY)), "Fri 9 Apr 2027");
}

#[test]
fn distances_are_said_in_days() {
    let said = |text| say_distance(day(text), day(TODAY));
    assert_eq!(said("2026-04-09"), "24 days");
    assert_eq!(said("2026-03-10"), "6 days late");
    assert_eq!(said("2026-03-15"), "1 day late");
    assert_eq!(said("2026-03-16"), "today");
    assert_eq!(said("2026-03-17"), "tomorrow");
}

#[test]
fn what_lies_behind_is_read_backwards() {
    let read = |text| parse_back(text, day(TODAY));
    assert_eq!(read("fri"), Some(day("2026-03-13")));
    assert_eq!(read("monday"), Some(day("2026-03-09")), "never today itself");
    assert_eq!((read("3d"), read("2w"), read("1M")), (Some(day("2026-03-13")), Some(day("2026-03-02")), Some(day("2026-02-16"))));
    assert_eq!((read("-3m"), read("3 dec 2025")), (Some(day("2025-12-16")), Some(day("2025-12-03"))));
    assert_eq!((read("soon"), read("d")), (None, None));
    assert_eq!(say_since(day("2026-03-10"), day(TODAY)), "6 days ago");
    assert_eq!(say_since(day("2026-04-09"), day(TODAY)), "in 24 days");
}

proptest! {
    #[test]
    fn what_is_said_is_read_back_as_the_same_day(days in 0u64..80_000, now in 0u64..80_000) {
        let (date, today) = (day("1900-01-01") + Days::new(days), day("1900-01-01") + Days::new(now));
        prop_assert_eq!(parse_day(&say_day(date, today), today), Some(date));
        prop_assert_eq!(parse_day(&date.to_string(), today), Some(date));
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in "\\PC{0,20}") {
        let _ = parse_day(&text, day(TODAY));
        let _ = parse_time(&text);
    }
}
