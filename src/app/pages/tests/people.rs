//! What the pages say before people meet: precheck, radar, brief, hand-over sheet, who was heard and what was promised.

use super::says;
use crate::app::msg::{Effect, Msg};
use crate::app::page::testing::{built, model, of_sample, text};
use crate::app::page::{PageScreen, Source};
use crate::app::screen::Screen;
use crate::app::update::update;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Key, Record};
use crate::domain::testing::{Build, line, pos, sample};

#[test]
fn a_precheck_says_first_what_is_unknown_and_last_whom_to_see() {
    let page = of_sample(&Source::Precheck(Key::new("workshops", "e5")), 0);
    says(
        &page,
        &["Before the First monitoring round table", "of 40 pairs", "ESA-112", "UDK must have o2c", "broken", "6 days late", "See first"],
    );
    assert!(page.find("Unknown") < page.find("Clashes") && page.find("Clashes") < page.find("See first"));
}

#[test]
fn a_precheck_in_short_fits_one_screen_and_in_full_leaves_nothing_out() {
    let source = Source::Precheck(Key::new("workshops", "e5"));
    assert!(of_sample(&source, 0).lines().count() <= 22);
    let full = of_sample(&source, 1);
    assert!(!full.contains(" more"), "{full}");
    says(&full, &["PDO", "OWDN", "c07", "c13", "MoLSP at +1~ on rival o2d"]);
}

/// More guests, issues, red lines, promises and sensitive matters than any sheet holds.
fn a_great_event() -> Dialogue {
    let mut build = Build::new();
    let guests: Vec<String> = (0..40).map(|n| format!("s{n}")).collect();
    for guest in &guests {
        build = build.people(&[&format!("{guest}:cso")]);
    }
    let options: Vec<String> = (0..12).map(|n| format!("o{n}")).collect();
    for (n, option) in options.iter().enumerate() {
        build = build.issue(&format!("i{n}"), "open", &[option]);
    }
    for (n, guest) in guests.iter().enumerate() {
        let option = &options[n % options.len()];
        let rows = format!(
            "[[red_line]]\noption = \"{option}\"\npolarity = \"must_not_have\"\nfirmness = \"absolute\"\n\
             [[position]]\noption = \"{}\"\nvalue = 2\n[[point]]\nkind = \"sensitive\"\ntext = \"Matter {n}\"\nhandling = \"avoid\"\n\
             [[promise]]\ntext = \"Promise {n}\"\nby = \"host\"\ndue = 2026-03-01\n",
            options[(n + 1) % options.len()]
        );
        build = build.meeting(&format!("m{n}"), guest, "2026-02-01", &rows);
    }
    let list = |ids: &[String]| ids.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
    let issues: Vec<String> = (0..12).map(|n| format!("i{n}")).collect();
    let event = format!("title = \"Great\"\ndate = 2026-04-01\nparticipants = [{}]\nissues = [{}]", list(&guests), list(&issues));
    build.file("workshops/e9", &event).done()
}

#[test]
fn what_is_taken_into_a_room_is_printed_on_one_sheet_that_says_what_it_leaves_out() {
    for source in [Source::Precheck(Key::new("workshops", "e9")), Source::Brief("s1".into(), None), Source::HandOver("s1".into())] {
        for size in [(60, 18), (80, 24), (200, 90)] {
            let mut model = model(a_great_event(), size);
            let page = built(&mut model, &source, 0).printed(&mut model);
            assert!(page.lines.len() <= 60, "{} lines at {size:?}", page.lines.len());
            let text = page.lines.iter().map(|line| line.plain().trim_end().to_owned()).collect::<Vec<_>>().join("\n");
            assert!(page.lines.iter().all(|line| line.width() <= 100), "{text}");
            if source == Source::Precheck(Key::new("workshops", "e9")) {
                for label in ["Unknown", "Clashes", "Quietly", "We owe", "See first", "more"] {
                    assert!(text.contains(label), "{label} is missing:\n{text}");
                }
            }
        }
    }
}

#[test]
fn the_radar_gives_each_finding_a_sentence_and_a_next_step_and_keeps_settled_ones_last() {
    let page = of_sample(&Source::Findings, 0);
    says(&page, &["6 live · 3 settled", "Serious   4", "→ Ask MoLSP where they stand: nobody has heard it from them."]);
    assert!(page.find("Serious") < page.find("Watch") && page.find("Watch") < page.find("Settled"));
}

#[test]
fn nothing_found_is_said_with_on_how_little_that_rests() {
    let dialogue = Build::new().people(&["a:cso"]).issue("i1", "open", &["o1", "o2"]).done();
    says(&text(&mut model(dialogue, (80, 24)), &Source::Findings, 0), &["as far as known: 0 of 2 pairs"]);
}

#[test]
fn on_60_columns_a_precheck_says_whole_what_is_unknown_and_what_is_to_be_said_quietly() {
    let source = Source::Precheck(Key::new("workshops", "e5"));
    let page = text(&mut model(sample(), (60, 18)), &source, 1);
    let unknown = page.lines().find(|line| line.starts_with(" Unknown")).unwrap();
    assert!(unknown.contains("pairs known") && !unknown.contains('…'), "{page}");
    let quietly: Vec<&str> =
        page.lines().skip_while(|line| !line.starts_with(" Quietly")).take_while(|line| !line.contains("We owe")).collect();
    assert!(quietly.len() > 2 && quietly.iter().all(|line| !line.contains('…')), "{page}");
}

#[test]
fn on_a_wide_screen_common_ground_cuts_no_option_that_has_room_and_counts_the_kinds_for_it() {
    let page = text(&mut model(sample(), (120, 40)), &Source::Ground, 0);
    for title in ["Text line now, video relay within 18 months", "Interpreter hours paid by the Social Fund, state line from 2027"] {
        assert!(page.contains(title), "{page}");
    }
    let law = page.lines().find(|line| line.contains("Recognise KSL by law")).unwrap();
    assert!(law.contains("  7      5  CSO, NHRI"), "{law}");
}

#[test]
fn common_ground_counts_who_stands_where_and_silence_is_not_zero() {
    let page = of_sample(&Source::Ground, 0);
    says(&page, &["4 options · 6 divided · of 12", "Common ground   nobody against", "Divided"]);
    let law = page.lines().find(|line| line.contains("o1a")).unwrap();
    assert_eq!(law.split_whitespace().rev().take(6).collect::<Vec<_>>(), ["7", "6", "1", "2", "·", "·"]);
}

#[test]
fn those_never_met_come_first() {
    let page = of_sample(&Source::Coverage, 0);
    says(&page, &["11 of 16 met", "Never met   5", "not heard: First Word, OWDN", "Kinds never met: academia"]);
    assert!(page.find("Never met") < page.find("Met, but not since"));
}

#[test]
fn a_broken_promise_stands_above_a_kept_one_and_a_mean_with_its_number() {
    let page = of_sample(&Source::Promises, 0);
    says(&page, &["4 kept · 1 open · 1 broken", "draft Roadmap two weeks before signing", "3.4 (5)", "4.0 (2)"]);
    assert!(page.find("Broken") < page.find("Overdue") && page.find("Overdue") < page.find("Kept"));
}

#[test]
fn a_brief_says_what_was_never_asked_the_lines_the_debts_and_fits_one_screen() {
    let page = of_sample(&Source::Brief("udk".into(), None), 0);
    says(&page, &["Before meeting UDK", "165 days ago", "never asked on", "must not have o1b", "absolute", "MoLSP at +1~", "+1↓*"]);
    assert!(page.lines().count() <= 22, "{page}");
    assert!(page.find("Unasked") < page.find("Lines"));
    says(&of_sample(&Source::Brief("krt".into(), None), 0), &["never met", "never asked on any of the 12 options"]);
    says(&of_sample(&Source::Brief("molsp".into(), None), 1), &["look for a secondment", "6 days late"]);
}

#[test]
fn a_precheck_of_many_issues_names_the_few_that_a_guest_was_asked_on() {
    let mut dialogue = sample();
    for n in 7..17 {
        let mut issue = Record::new(Key::new("issues", &format!("i{n}")));
        issue.set("title", Some(format!("Question {n}").as_str().into()));
        dialogue.put(issue);
    }
    let mut event = (**dialogue.find(&Key::new("workshops", "e5")).unwrap()).clone();
    event.set("issues", None);
    dialogue.put(event);
    let mut model = model(dialogue, (80, 24));
    let page = text(&mut model, &Source::Precheck(Key::new("workshops", "e5")), 1);
    says(
        &page,
        &[
            "ESA-112     never asked on anything",
            "asked on 5 of 16: i1 i2 i3 i4 i5; long ago",
            "MoE         asked on 1 of 16: Schooling of deaf children; long ago",
        ],
    );
}

#[test]
fn of_a_radar_of_many_findings_a_first_look_is_built_at_once_and_the_rest_while_no_key_waits() {
    let mut build = Build::new().issue("i1", "open", &["o1"]);
    for n in 0..12 {
        build = build.people(&[&format!("a{n}:cso"), &format!("b{n}:media")]);
        build = build.meeting(&format!("m{n}"), &format!("a{n}"), "2026-01-01", &line("must_not_have", "o1", ""));
        build = build.meeting(&format!("n{n}"), &format!("b{n}"), "2026-01-01", &pos("o1", 1));
    }
    let radar = || {
        let mut model = model(build.done(), (80, 24));
        let mut screen = PageScreen::new(Source::named("findings").expect("the radar"));
        screen.refresh(&mut model);
        model.stack = vec![Screen::Page(Box::new(screen))];
        model
    };
    let shown = |model: &crate::app::model::Model| match model.top() {
        Some(Screen::Page(page)) => (page.page.lines.len(), page.has_more(), page.cursor),
        other => panic!("{other:?}"),
    };
    let mut model = radar();
    let (first, more, _) = shown(&model);
    assert!(first < 60 && more, "{first}");
    let top = match model.top() {
        Some(Screen::Page(page)) => page.page.lines.clone(),
        _ => Vec::new(),
    };
    assert!(update(&mut model, Msg::Resize(80, 24)).contains(&Effect::GoOn));
    update(&mut model, Msg::GoOn);
    let (all, more, _) = shown(&model);
    assert!(all >= 144 * 2 && !more, "{all}");
    assert!(matches!(model.top(), Some(Screen::Page(page)) if page.page.lines.starts_with(&top)));
    let mut ahead = radar();
    crate::app::testing::press(&mut ahead, "G");
    assert_eq!(shown(&ahead).0, all, "a key typed ahead goes to the end of all");
    assert!(shown(&ahead).2 > first);
}

#[test]
fn a_brief_for_a_meeting_of_the_past_tells_only_what_was_known_on_its_eve() {
    let page = of_sample(&Source::Brief("mof".into(), Some(Key::new("meetings", "2025-11-11-mof"))), 1);
    assert!(!page.contains("2025-11-11"), "{page}");
}

#[test]
fn a_hand_over_sheet_says_who_is_who_and_what_is_next() {
    let page = of_sample(&Source::HandOver("udk".into()), 0);
    says(
        &page,
        &[
            "UDK, for a new colleague",
            "Joren Talik, president, senior",
            "lacks: one lawyer",
            "b plans one",
            "Past",
            "signing of the Roadmap",
        ],
    );
}

#[test]
fn the_inclusiveness_check_says_who_is_met_heard_and_in_the_room() {
    let page = of_sample(&Source::Inclusion, 0);
    says(&page, &["Kinds", "Media", "Regions", "the country has 9", "Languages"]);
    says(&of_sample(&Source::Inclusion, 1), &["never met", "ESA-112"]);
}
