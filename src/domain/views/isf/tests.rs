//! The framework: its rows and columns, for the host and for the donor.

use super::*;
use crate::domain::testing::{TODAY, day, dialogue, sample};

#[test]
fn the_sample_has_one_row_for_each_issue_and_stakeholder() {
    let view = compute(&sample(), day(TODAY));
    assert_eq!(view.issues.len(), 6);
    assert!(view.issues.iter().all(|block| block.known.len() + view.silent(block).count() == 16));
    let i1 = &view.issues[0];
    assert_eq!((&*i1.issue, i1.contested.as_deref()), ("i1", Some("a law, or a government decree?")));
}

#[test]
fn a_row_of_the_sample_reads_from_position_to_indicator() {
    let dialogue = sample();
    let view = compute(&dialogue, day(TODAY));
    let measured = indicators::compute(&dialogue, day(TODAY));
    let block = view.issues.iter().find(|block| &*block.issue == "i2").unwrap();
    let row = block.row("mof").unwrap();
    let text = |column| row.text(block, column, &measured);
    assert_eq!(text(Column::Position), "o2a -2* o2b +1↑*");
    assert_eq!(text(Column::RedLine), "must not have o2a (firm)");
    assert_eq!(text(Column::Commitments), "c04 c05");
    assert_eq!(text(Column::Indicators), "pi3 1480 (3 %)");
    assert_eq!(block.row("molsp").map(|row| row.text(block, Column::Position, &measured)).unwrap(), "o2c 0~ o2d +1~");
}

#[test]
fn the_donors_table_leaves_out_red_lines() {
    let lines = |audience| {
        let view = compute(&sample(), day(TODAY)).shown_to(audience);
        view.issues.iter().flat_map(|block| &block.known).map(|row| row.red_lines.len()).sum::<usize>()
    };
    assert_eq!((lines(Audience::Host), lines(Audience::Partner), lines(Audience::Donor)), (9, 9, 0));
}

#[test]
fn the_columns_stand_in_the_order_of_the_phases() {
    let phases: Vec<_> = Column::ALL.into_iter().map(Column::phase).collect();
    let mut sorted = phases.clone();
    sorted.sort_by_key(|phase| ["assessment", "consensus", "monitoring"].iter().position(|other| other == phase));
    assert_eq!(phases, sorted);
}

#[test]
fn the_table_says_that_its_layout_is_ours() {
    let dialogue = sample();
    let json = compute(&dialogue, day(TODAY)).json(&indicators::compute(&dialogue, day(TODAY)));
    assert!(json["layout"].as_str().unwrap().contains("ours"));
    assert_eq!(json["rows"].as_array().unwrap().len(), 96);
    assert_eq!(json["rows"][0]["stakeholder"], "cu");
}

#[test]
fn points_likely_commitments_and_policies_stand_under_their_issue() {
    let dialogue = dialogue([
        ("stakeholders/a", "kind = 'cso'\ninfluence = 2"),
        ("stakeholders/d", "kind = 'donor'"),
        ("issues/i", ""),
        ("issues/j", ""),
        ("options/o", "issue = 'i'"),
        ("commitments/c", "lead = 'a'\noptions = ['o']\nindicators = ['x']\nsupporting = ['a', 'd']"),
        ("policies/p", "status = 'in_force'\nissues = ['i']"),
        ("policies/q", "status = 'draft'\nissues = ['i']"),
        (
            "meetings/m",
            "stakeholder = 'a'\ndate = 2026-03-01\nissues = ['j']\n[[point]]\nkind = 'contention'\nissue = 'i'\ntext = 'no'\n\
             [[point]]\nkind = 'common_ground'\nissue = 'i'\ntext = 'yes'\n[[point]]\nkind = 'opening'\nissue = 'j'\ntext = 'with b'\n\
             [[point]]\nkind = 'sensitive'\nissue = 'i'\ntext = 'hush'\n\
             [[likely_commitment]]\ntext = 'do'\ncommitment = 'c'\nlikelihood = 70\n[[likely_commitment]]\ntext = 'think'",
        ),
        ("meetings/n", "stakeholder = 'a'\ndate = 2026-03-17\n[[point]]\nkind = 'contention'\nissue = 'i'\ntext = 'later'"),
    ]);
    let view = compute(&dialogue, day(TODAY));
    let measured = indicators::compute(&dialogue, day(TODAY));
    let texts = |issue: usize| {
        let block = &view.issues[issue];
        assert_eq!(block.known.len(), 1);
        Column::ALL.into_iter().map(|column| block.known[0].text(block, column, &measured)).collect::<Vec<_>>().join("|")
    };
    assert_eq!(texts(0), "p|no|yes|2||||||do (70 %)||c||x");
    assert_eq!(texts(1), "|||2||||||think|with b|||");
    assert!(!view.issues[0].known[0].is_empty());
}
