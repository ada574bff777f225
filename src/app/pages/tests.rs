//! What the pages say of the sample, what they hold back, and that they stand any size.

use super::words;
use crate::app::blocked::blocked;
use crate::app::command::Command;
use crate::app::edit::DraftId;
use crate::app::msg::{BinItem, DraftItem, DraftOp, Effect, Msg};
use crate::app::page::Source;
use crate::app::page::testing::{built, for_audience, model, of_sample, text};
use crate::app::update::update;
use crate::domain::audience::Audience;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::Key;
use crate::domain::testing::{Build, day, line, pos, sample};
use crate::domain::views::trace::Of;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

mod people;
mod reform;

/// Every page that is made from records.
fn all() -> Vec<Source> {
    let named = [
        "common-ground",
        "coverage",
        "criteria",
        "cycle",
        "donors",
        "duties",
        "findings",
        "forecast",
        "indicators",
        "isf",
        "movement",
        "inclusiveness",
        "network",
        "network-strategy",
        "ppa",
        "roadmap-document",
        "outcomes",
        "promises",
        "roadmap",
        "status",
        "timeline",
        "todo",
        "toolkit",
    ];
    let mut all: Vec<Source> = named.into_iter().map(|name| Source::named(name).expect("a page of that name")).collect();
    all.extend([
        Source::Home,
        Source::Phase("consensus".to_owned()),
        Source::Precheck(Key::new("workshops", "e5")),
        Source::Trace(Of::Record(Key::new("commitments", "c03"))),
        Source::Brief("udk".into(), None),
        Source::Brief("krt".into(), None),
        Source::Brief("mof".into(), Some(Key::new("meetings", "2025-11-11-mof"))),
        Source::HandOver("udk".into()),
        Source::HandOver("krt".into()),
        Source::Ego("udk".into()),
        Source::Ego("krt".into()),
        Source::Record(Key::new("commitments", "c03")),
    ]);
    all
}

#[track_caller]
fn says(page: &str, wanted: &[&str]) {
    for words in wanted {
        assert!(page.contains(words), "{words:?} is not said:\n{page}");
    }
}

#[test]
fn a_document_says_what_it_lacks() {
    says(&of_sample(&Source::named("ppa").unwrap(), 0), &["lacking"]);
    says(&of_sample(&Source::named("roadmap-document").unwrap(), 0), &["Roadmap for Reform", "Interpreters"]);
}

#[test]
fn home_fits_one_screen_and_says_what_is_unknown_and_what_clashes() {
    let page = of_sample(&Source::Home, 0);
    says(
        &page,
        &[
            "First monitoring round table",
            "Never met: ESA-112",
            "Risk",
            "3 settled",
            "6 days late",
            "! 2 at risk",
            "first 28 Feb",
            "Changed",
        ],
    );
    assert!(page.lines().count() <= 22, "{page}");
}

#[test]
fn movement_names_who_moved_which_way_and_when() {
    says(&of_sample(&Source::Movement, 1), &["UDK", "o3a", "↓", "KEC", "↑", "2025-10-07", "Heard for the first time"]);
}

#[test]
fn a_trace_goes_back_by_date_to_the_meetings() {
    let page = of_sample(&Source::Trace(Of::Record(Key::new("commitments", "c03"))), 0);
    says(&page, &["Why: Certification rules", "2025-02-19", "must have o2c", "at risk: draft points to a ministry commission"]);
    assert!(page.find("2025-02-19") < page.find("2026-02-10"));
}

#[test]
fn where_we_are_fits_one_screen() {
    let page = of_sample(&Source::Status, 0);
    assert!(page.lines().count() <= 24, "{page}");
    says(&page, &["attention", "Risk", "Unheard", "Money"]);
}

#[test]
fn what_an_audience_may_not_see_is_not_there_and_is_counted() {
    let page = for_audience(&Source::Promises, Audience::Donor);
    says(&page, &["14 meetings held; 3 shown with name; 11 held back."]);
    assert!(!page.contains("draft Roadmap two weeks"), "{page}");
    let page = for_audience(&Source::Findings, Audience::Public);
    assert!(!page.contains("must"), "{page}");
    says(&for_audience(&Source::Trace(Of::Record(Key::new("commitments", "c03"))), Audience::Public), &["held back"]);
    assert!(!for_audience(&Source::Coverage, Audience::Host).contains("held back"));
}

fn draft(snippet: &str) -> DraftItem {
    let when = "23 Nov 08:09".to_owned();
    DraftItem {
        name: "d".into(),
        key: None,
        kind: "meetings".into(),
        stakeholder: None,
        date: None,
        when,
        words: 6,
        snippet: snippet.into(),
        open: None,
        held_by: None,
        only_in_memory: false,
    }
}

#[test]
fn drafts_are_for_the_host_alone() {
    let mut model = model(sample(), (80, 24));
    model.drafts.push(draft("half a wor"));
    says(&text(&mut model, &Source::Home, 0), &["Drafts", "new bilateral meeting ", " 6 words"]);
    says(&text(&mut model, &Source::Drafts, 0), &["half a wor"]);
    model.show_to(Audience::Donor);
    assert!(!text(&mut model, &Source::Home, 0).contains("6 words"));
    assert!(!text(&mut model, &Source::Drafts, 0).contains("half a wor"));
    assert!(blocked(Command::Drafts, &model).is_some() && blocked(Command::Bin, &model).is_some());
}

#[test]
fn a_draft_gone_on_with_waits_no_more_once_its_record_is_written() {
    let mut model = model(sample(), (80, 24));
    model.drafts.push(draft("half a wor"));
    let record = model.dialogue.all().next().map(|record| (**record).clone()).expect("a record");
    let effects = update(&mut model, Msg::Saved { draft: Some(DraftId(9)), record });
    assert_eq!(effects, [Effect::Draft(DraftId(9), DraftOp::Drop), Effect::ListDrafts]);
}

#[test]
fn a_day_set_back_shows_what_was_known_then() {
    let mut model = model(sample(), (80, 24));
    model.sight.as_of = Some(day("2025-03-01"));
    let page = text(&mut model, &Source::Coverage, 0);
    says(&page, &["2 of 16 met"]);
}

#[test]
fn the_other_ways_of_a_page_are_shown_in_turn_and_come_round() {
    let mut model = model(sample(), (80, 24));
    let mut page = built(&mut model, &Source::Findings, 0);
    let first = page.page.lines.clone();
    assert_eq!(page.next_way(), Some("in short"));
    page.refresh(&mut model);
    assert_ne!(page.page.lines, first);
    page.next_way();
    page.next_way();
    page.refresh(&mut model);
    assert_eq!(page.page.lines, first);
    assert_eq!(built(&mut model, &Source::Status, 0).next_way(), None);
}

#[test]
fn a_finding_in_a_few_words_names_both_sides() {
    let dialogue = Build::new()
        .people(&["a:cso", "b:party"])
        .issue("i1", "open", &["o1", "o2!o1"])
        .meeting("m1", "a", "2026-01-01", &line("must_have", "o1", ""))
        .meeting("m2", "b", "2026-01-02", &pos("o2", 2))
        .done();
    let found = crate::domain::views::findings::compute(&dialogue, day("2026-03-16")).findings;
    let sides: Vec<_> = found.iter().map(|finding| words::sides(finding, &dialogue)).collect();
    assert_eq!(sides, [("A must have o1".to_owned(), "B at +2 on rival o2".to_owned())]);
}

#[test]
fn at_eighty_columns_no_line_of_the_sample_runs_over_the_edge() {
    for source in all() {
        for way in 0..5 {
            let mut model = model(sample(), (80, 24));
            for line in &built(&mut model, &source, way).page.lines {
                assert!(line.width() <= 80, "{source:?} {way}: {}", line.plain());
            }
        }
    }
}

#[test]
fn at_sixty_columns_no_line_of_the_sample_runs_over_the_edge() {
    for source in all() {
        for way in 0..5 {
            let mut model = model(sample(), (60, 18));
            for line in &built(&mut model, &source, way).page.lines {
                assert!(line.plain().width() <= 60, "{source:?} {way}: {}", line.plain());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_page_stands_every_size_on_the_sample_and_on_nothing(
        which in 0..35usize, width in 1..200u16, height in 1..60u16, way in 0..5usize, empty: bool, audience in 0..4usize
    ) {
        let dialogue = if empty { Dialogue::new(crate::domain::catalogue::Catalogue::builtin()) } else { sample() };
        let mut model = model(dialogue, (width, height));
        model.show_to(Audience::ALL.get(audience).copied().unwrap_or(Audience::Host));
        if let Some(source) = all().get(which) {
            let mut page = built(&mut model, source, way);
            page.step(true, model.body_height());
            page.leap(true, model.body_height());
            page.end(true, model.body_height());
        }
    }
}

#[test]
fn home_of_an_empty_dialogue_says_what_does_not_read_well() {
    let mut model = model(Build::new().done(), (80, 24));
    model.config_problems.push(crate::domain::problem::Problem::new("keymap.toml", "No such key.", ""));
    says(&text(&mut model, &Source::Home, 0), &["things do not read well", "Nothing is written down yet"]);
}

#[test]
fn what_came_back_from_the_bin_is_among_the_older_versions() {
    let mut model = model(sample(), (80, 24));
    let item = |id: &str| BinItem {
        number: 1,
        key: Key::new("commitments", id),
        day: model.today,
        when: "16 Mar 14:05".into(),
        whole: true,
        size: 9,
    };
    model.bin = vec![item("gone"), item("c01")];
    let page = text(&mut model, &Source::Bin, 0);
    let places = ["sent to the bin", "commitments/gone", "still there", "commitments/c01"].map(|words| page.find(words));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{page}");
}

#[test]
fn the_page_of_the_dialogue_begins_with_what_it_is_about() {
    let page = text(&mut model(sample(), (80, 24)), &Source::Record(Key::dialogue()), 0);
    says(&page, &["Policy issue", "Country", "Phases"]);
    assert!(!page.contains("Format"), "{page}");
}
