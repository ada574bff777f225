//! What the pages say of the sample, what they hold back, and that they stand any size.

use super::words;
use crate::app::blocked::blocked;
use crate::app::command::Command;
use crate::app::edit::DraftId;
use crate::app::msg::{BinItem, DraftItem, DraftOp, Effect, Msg};
use crate::app::page::testing::{built, for_audience, model, of_sample, text};
use crate::app::page::{PageScreen, Source};
use crate::app::screen::Screen;
use crate::app::update::update;
use crate::domain::audience::Audience;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Key, Record};
use crate::domain::testing::{Build, day, line, pos, sample};
use crate::domain::views::trace::Of;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

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
fn the_roadmap_can_be_read_by_priority_lead_stage_and_by_what_is_missing() {
    says(&of_sample(&Source::Roadmap, 0), &["by priority", "Interpreters", "first 28 Feb"]);
    says(&of_sample(&Source::Roadmap, 1), &["by lead", "MoLSP   1 late, 2 at risk"]);
    says(&of_sample(&Source::Roadmap, 2), &["by stage", "Formulation", "Adoption"]);
}

#[test]
fn donors_see_the_gap_and_the_payment_that_hangs_on_an_indicator() {
    let page = of_sample(&Source::Donors, 0);
    says(
        &page,
        &["2 gaps", "Social Inclusion Contract", "certified interpreters: 11 on 2026-03-01, target 40", "c04", "c11", "not aligned"],
    );
    let table = of_sample(&Source::Donors, 1);
    says(&table, &["Delegation", "Nordhaven", "Alder", "f1", "f4", "gap", "●"]);
}

#[test]
fn the_table_of_donors_has_a_column_for_each_donor_by_short_name_and_says_gap_and_overlap() {
    let support = |donor: &str, over: &str| format!("title = 'Help'\ndonor = '{donor}'\ncommitments = [{over}]\n");
    let dialogue = Build::new()
        .file("commitments/c1", "title = 'Pass the bill'\n")
        .file("commitments/c2", "title = 'Train'\n")
        .file("commitments/c3", "title = 'Count'\n")
        .file("donor-support/f1", &support("European Union Delegation", "'c1'"))
        .file("donor-support/f2", &support("European Union Delegation", "'c1', 'c2'"))
        .file("donor-support/f3", &support("Alder Fund", "'c2'"))
        .file("donor-support/f4", "title = 'Whose'\ncommitments = []\n");
    let page = text(&mut model(dialogue.done(), (80, 40)), &Source::Donors, 1);
    let squeezed: Vec<String> = page.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for row in [
        "European donor",
        "own Alder Union not",
        "money Fund Delegation named",
        "· c1 Pass the bill · · 2 ·",
        "· c2 Train · ● ● · overlap",
        "· c3 Count · · · · gap",
    ] {
        assert!(squeezed.iter().any(|line| line == row), "{row}\n{page}");
    }
    assert!(page.contains("European Union Delegation  f1"), "{page}");
}

#[test]
fn the_forecast_names_the_weakest_link_its_conditions_and_whose_yes_is_needed() {
    let said = |who: &str, day: &str, rest: &str| {
        format!("stakeholder = '{who}'\ndate = {day}\n[[likely_commitment]]\ntext = 'pay'\ncommitment = 'c1'\n{rest}")
    };
    let dialogue = Build::new()
        .people(&["mof:government", "moe:government"])
        .file("commitments/c1", "title = 'Train'\nmaturity = 'offered'\n")
        .file("commitments/c2", "title = 'Count'\nmaturity = 'floated'\n")
        .file(
            "meetings/m1",
            &said("mof", "2025-11-11", "likelihood = 30\ncondition = 'a donor pays first'\nneeds_yes_of = 'the Minister'\n"),
        )
        .file("meetings/m2", &said("moe", "2025-11-18", "likelihood = 90\nby = 2026-06-30\n"));
    for width in [60, 80, 120] {
        let page = text(&mut model(dialogue.done(), (width, 24)), &Source::Forecast, 0);
        says(&page, &["2 commitments not yet agreed", "1.2 of 2 yes expected, weakest MOF 30 %", "needs the yes of the Minister"]);
        says(&page, &["nobody gave a likelihood", "90 %", "if a donor"]);
    }
}

#[test]
fn an_indicator_never_measured_is_no_data_and_has_no_bar() {
    let dialogue = Build::new().file("indicators/x", "title = \"x\"\ntype = \"number\"\nbaseline = 0\ntarget = 10").done();
    let page = text(&mut model(dialogue, (80, 24)), &Source::Indicators, 0);
    says(&page, &["1 without data", "no data"]);
    assert!(!page.contains('░') && !page.contains('%'), "{page}");
    says(&of_sample(&Source::Indicators, 0), &["██████████ 133 %", "░░░░░░░░░░   0 %"]);
}

#[test]
fn an_indicator_measured_without_a_figure_leaves_a_gap_in_its_line_and_an_overdue_one_says_so() {
    let row = |date: &str, value: &str| format!("[[measurement]]\ndate = {date}\n{value}\n");
    let rows = [row("2025-05-01", "value = 4"), row("2025-06-01", "text = 'office closed'"), row("2025-07-01", "value = 8")].concat();
    let head = "title = 'Cases'\nfamily = 'policy'\nbaseline = 0\ntarget = 8\nfrequency = 'monthly'";
    let dialogue =
        Build::new().file("indicators/x", &format!("{head}\n{rows}")).file("indicators/y", "title = 'Never'\nbaseline = 0").done();
    let mut model = model(dialogue, (100, 24));
    says(&text(&mut model, &Source::Indicators, 0), &["1 without data · 1 overdue", "▁▅·█", "2025-07-01 overdue", "no data"]);
    let page = text(&mut model, &Source::Indicators, 1);
    assert!(page.find("No data").unwrap() < page.find("Never").unwrap() && page.contains("Measurement overdue"), "{page}");
}

#[test]
fn an_indicator_shows_how_it_moved_from_its_baseline_on() {
    let measured = "[[measurement]]\ndate = 2025-06-01\nvalue = 20\n[[measurement]]\ndate = 2025-09-01\nvalue = 10\n\
                    [[measurement]]\ndate = 2026-03-01\nvalue = 35\n[[measurement]]\ndate = 2026-04-01\nvalue = 40";
    let text_of = format!("title = 'x'\nfamily = 'process'\ntype = 'number'\nfrequency = 'monthly'\nbaseline = 0\ntarget = 70\n{measured}");
    let page = text(&mut model(Build::new().file("indicators/x", &text_of).done(), (100, 24)), &Source::Indicators, 0);
    says(&page, &["1 indicator · 0 without data · 0 overdue", "Process", "▁▅▃█", "█████░░░░░  50 %", "2026-03-01"]);
    assert!(!page.contains("2026-04-01"), "what comes after the day is not seen:\n{page}");
}

#[test]
fn an_outcome_nobody_wished_for_is_said_first_and_an_unverified_one_is_named_so() {
    let outcome = |rest: &str| format!("social_actor = 'a'\nchange_area = 'openness'\n{rest}");
    let dialogue = Build::new()
        .people(&["a:cso"])
        .file("outcomes/h1", &outcome("title = 'shared its list'\ndate = 2026-01-01\ndirection = 'positive'\nverification = 'documents'"))
        .file("outcomes/h2", &outcome("title = 'left the room'\ndate = 2026-02-01\ndirection = 'negative'"))
        .done();
    let page = text(&mut model(dialogue, (100, 24)), &Source::Outcomes, 0);
    says(&page, &["2 outcomes", "1 outcome that nobody wished for", "shared its list", "left the room", "not verified"]);
    assert!(page.find("nobody wished for") < page.find("shared its list"), "{page}");
}

#[test]
fn what_may_come_stands_with_the_network_and_is_marked_when_its_day_to_be_looked_at_has_passed() {
    let page = of_sample(&Source::Network, 0);
    says(&page, &["Foresight", "The education minister may be replaced", "likely · touches c06", "look again"]);
    let late = Build::new().people(&["a:cso"]).file("foresight/f", "title = 'Vote'\nreview = 2026-03-10").done();
    says(&text(&mut model(late, (80, 24)), &Source::Network, 0), &["to be looked at again, 6 days late"]);
    assert!(!text(&mut model(Build::new().people(&["a:cso"]).done(), (80, 24)), &Source::Network, 0).contains("Foresight"));
}

#[test]
fn the_network_names_who_stands_alone_and_draws_the_ties_of_one() {
    says(
        &of_sample(&Source::Network, 0),
        &["First Word, KRT", "SAC, UDK", "0.09 before the dialogue, 0.16 now", "made 9 ties; 8 pairs had none before"],
    );
    says(&of_sample(&Source::Ego("udk".into()), 0), &["Around UDK | 8 ties · 5 through the dialogue", "UDK ─┼─", "└─"]);
    says(&of_sample(&Source::Ego("krt".into()), 0), &["KRT stands alone"]);
}

#[test]
fn the_framework_says_that_its_layout_is_ours_and_of_whom_nothing_is_known() {
    says(&of_sample(&Source::Isf, 0), &["This layout is ours", "nothing known of ESA-112", "must have o2c (absolute)"]);
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
