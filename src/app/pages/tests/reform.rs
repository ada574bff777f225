//! What the pages say of the reform itself: Roadmap, donors, forecast, indicators, outcomes, network and framework.

use super::says;
use crate::app::page::Source;
use crate::app::page::testing::{model, of_sample, text};
use crate::domain::testing::Build;

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
