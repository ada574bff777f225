//! The page of the Roadmap: its groups, its questions, and how broad and deep it is.

use crate::app::page::Source;
use crate::app::page::testing::{model, of_sample, text};
use crate::app::screen::Screen;
use crate::app::testing;
use crate::domain::testing::Build;

/// Five commitments, each with a trouble of its own.
fn troubles() -> Build {
    [
        ("c1", "lead = 'a'\ndue = 2026-03-01"),
        ("c2", "lead = 'a'\ndue = 2026-02-01\nrevised_due = 2026-04-01\nstart = 2026-03-10\nmaturity = 'offered'"),
        ("c3", "lead = 'b'\ndue = 2026-12-01\nverifiable = false\nstatus = 'at_risk'\nendorsed_by = ['a', 'b']\ndetail_level = 'task'"),
        ("c4", "status = 'delayed'\nreserved_by = ['b']\n[[resource]]\namount = '2 m'\nsource = 'donor'\nsecured = 'partly'"),
        ("c5", "lead = 'b'\ndue = 2027-01-01\nstatus = 'done'\n[[resource]]\nsecured = 'yes'"),
    ]
    .iter()
    .fold(Build::new().people(&["a:cso", "b:media", "z:nhri"]), |build, (id, rest)| {
        build.file(&format!("commitments/{id}"), &format!("title = 'Title of {id}'\n{rest}"))
    })
}

/// What stands on the page shown in that way, line by line without its head.
fn rows(way: usize) -> Vec<String> {
    let page = text(&mut model(troubles().done(), (100, 40)), &Source::Roadmap, way);
    page.lines().filter(|line| line.contains("Title of") || line.starts_with(" A") || line.starts_with(" N")).map(str::to_owned).collect()
}

fn ids(way: usize) -> Vec<String> {
    let id = |line: &String| Some(line.split("Title of ").nth(1)?.split_whitespace().next()?.to_owned());
    rows(way).iter().filter_map(id).collect()
}

#[test]
fn each_question_finds_its_commitments_and_says_why() {
    assert_eq!(ids(5), ["c1", "c2"]);
    assert!(rows(5)[0].contains("15 days late") && rows(5)[1].contains("first 1 Feb"), "{:?}", rows(5));
    assert_eq!(ids(6), ["c2"]);
    assert!(rows(6)[0].contains("first 1 Feb") || rows(6)[0].contains("16 days"), "{:?}", rows(6));
    assert_eq!(ids(7), ["c2"]);
    assert!(rows(7)[0].contains("since 10 Mar, 6 days"), "{:?}", rows(7));
    assert_eq!(ids(8), ["c1", "c2", "c3", "c4"]);
    assert!(rows(8)[0].contains("no means named") && rows(8)[3].contains("2 m, donor: partly secured"), "{:?}", rows(8));
    assert_eq!(ids(9), ["c3", "c4"]);
    assert!(rows(9)[1].contains("said not to be") && rows(9)[2].contains("no lead, no first date"), "{:?}", rows(9));
}

#[test]
fn every_question_stands_in_the_head_with_its_key_and_how_many_it_finds() {
    let page = text(&mut model(troubles().done(), (80, 24)), &Source::Roadmap, 0);
    assert!(page.contains(" L late 2  D due soon 1  S should have begun 1  M no money 4  N unverifiable 2"), "{page}");
    for width in [30, 60, 80, 120] {
        let page = text(&mut model(troubles().done(), (width, 24)), &Source::Roadmap, 0);
        assert!(!page.contains('…') || width < 60, "nothing in the head is cut\n{page}");
    }
}

#[test]
fn the_same_key_asks_and_leaves_the_question_and_from_other_views_the_page_opens() {
    let mut model = testing::model_of(troubles().done(), 80, 24);
    let aside = |model: &crate::app::model::Model| match model.top() {
        Some(Screen::Page(page)) => page.page.aside.clone(),
        _ => String::new(),
    };
    for (keys, way) in [("4 L", "late"), ("N", "not verifiable"), ("N", "by priority"), ("M", "money missing"), ("v", "by priority")] {
        testing::press(&mut model, keys);
        assert_eq!(aside(&model), format!("5 commitments · {way}"), "{keys}");
    }
    testing::press(&mut model, "Tab D");
    assert_eq!((aside(&model).as_str(), model.stack.len()), ("5 commitments · due soon", 2));
    testing::press(&mut model, "Esc");
    assert!(matches!(model.top(), Some(Screen::Board(_))));
}

#[test]
fn by_status_the_commitments_stand_in_the_order_of_the_scale() {
    assert_eq!(ids(3), ["c1", "c2", "c3", "c4", "c5"]);
    let page = of_sample(&Source::Roadmap, 3);
    let place = |title: &str| page.find(title).unwrap_or_else(|| panic!("no {title}\n{page}"));
    assert!(place("Not started   3") < place("On track   5") && place("Delayed   1") < place("Done   2"), "{page}");
}

#[test]
fn breadth_says_who_endorses_nothing_and_depth_how_concrete_each_is() {
    let page = text(&mut model(troubles().done(), (100, 40)), &Source::Roadmap, 4);
    for said in ["Endorse nothing: Z.", "No endorser among:", "Tasks", "How concrete is not said", "2 of 9", "none"] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(page.lines().any(|line| line.contains("c4") && line.trim_end().ends_with('B')), "who has reservations\n{page}");
    assert!(of_sample(&Source::Roadmap, 4).contains("CU, First Word, NIPD"));
}

#[test]
fn what_is_not_signed_says_how_far_it_is_promised() {
    assert!(rows(0)[1].contains("offered"), "{:?}", rows(0));
    assert!(!of_sample(&Source::Roadmap, 0).contains("signed"), "what all are is not said of each");
}
