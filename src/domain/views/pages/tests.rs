//! The three documents: what they cite, what they lack, and what they ask for.

use super::*;
use crate::domain::testing::{TODAY, day, dialogue, sample};

fn texts(page: &Page) -> Vec<String> {
    page.blocks
        .iter()
        .map(|block| match block {
            Block::Heading(text) => format!("# {text}"),
            Block::Text(text) => text.clone(),
            Block::Item { text, .. } => format!("- {text}"),
            Block::Under(text) => format!("## {text}"),
            Block::Missing { text, .. } => format!("? {text}"),
        })
        .collect()
}

fn has(page: &Page, text: &str) -> bool {
    texts(page).iter().any(|line| line == text)
}

#[test]
fn the_sample_s_analysis_cites_its_seven_pieces_of_evidence_and_two_reservations() {
    let page = compute(&sample(), day(TODAY), Output::Ppa);
    assert_eq!((page.document.as_deref(), page.title.as_str()), (Some("ppa"), "Participatory Policy Analysis"));
    assert_eq!(texts(&page)[0], "version 2 · 2025-06-17 · validated");
    assert_eq!(
        page.blocks
            .iter()
            .filter(|block| matches!(block, Block::Item { records, .. } if records.iter().any(|key| &*key.kind == "evidence")))
            .count(),
        7
    );
    assert!(has(&page, "- PPA validation workshop, 2025-06-17"));
    assert!(has(&page, "- First Word: Schooling must stay the parents' choice."));
    assert_eq!(page.lacking().count(), 0);
}

#[test]
fn the_sample_s_roadmap_has_its_commitments_under_five_priorities() {
    let page = compute(&sample(), day(TODAY), Output::Roadmap);
    let headings: Vec<_> = texts(&page).into_iter().filter(|text| text.starts_with('#')).collect();
    let parts = ["# Preamble", "# Signatories", "# Policy priorities", "# Proposals for implementation"];
    assert_eq!(headings[..4], parts);
    assert_eq!(headings[4..], ["## Language", "## Interpreters", "## Work", "## Safety", "## Knowledge"]);
    assert_eq!(
        page.lacking().collect::<Vec<_>>(),
        ["No recommendation is written yet for any of them: how reform should meet the challenge, concretely."]
    );
    assert!(has(&page, "- Signed at: Conference: signing of the Roadmap, 2025-12-03"));
    let c07 = "- c07 By-law for the phased quota 2-3-4 % · MoLSP with FTU, KEC · due 2026-04-30, first 2026-02-28 · delayed · own staff";
    assert!(has(&page, c07), "{:#?}", texts(&page));
}

#[test]
fn the_sample_has_no_network_strategy_yet_but_what_could_go_into_one() {
    let page = compute(&sample(), day(TODAY), Output::NetworkStrategy);
    assert_eq!(page.document, None);
    assert!(has(&page, "? No Policy Network Strategy is on file yet; this is what could go into one."));
    assert!(has(&page, "- Brokers, without whom it would fall apart: SAC, UDK"));
    assert!(
        texts(&page).iter().any(|text| text.starts_with("16 stakeholders, 19 linked pairs; density 0.09 before the dialogue, 0.16 now"))
    );
}

#[test]
fn a_roadmap_says_what_is_recommended_before_what_is_proposed_and_which_priority_is_still_bare() {
    let roadmap = "kind = 'roadmap'\npreamble = 'We share one language.'\nsignatories = ['a']\n\
        [[priority]]\nid = 'p1'\ntitle = 'Language'\ntext = 'Recognise it by law.'\n[[priority]]\nid = 'p2'\ntitle = 'Work'\n";
    let records = [
        ("stakeholders/a", "name = 'Union'\nshort_name = 'UDK'"),
        ("documents/r", roadmap),
        ("commitments/c1", "title = 'Pass the bill'\nlead = 'a'\npriority = 'p1'\ndue = 2027-01-01"),
    ];
    let page = compute(&dialogue(records), day(TODAY), Output::Roadmap);
    let said = texts(&page).join("\n");
    let order = [
        "# Preamble\nWe share one language.",
        "# Signatories\n- UDK",
        "# Policy priorities\n- Language: Recognise it by law.\n- Work\n? No recommendation is written yet for Work: how",
        "# Proposals for implementation\n## Language\n- c1 Pass the bill · UDK · due 2027-01-01",
        "## Work\n? No commitment carries this priority yet.",
    ];
    let places: Vec<_> = order.iter().map(|part| said.find(part).unwrap_or_else(|| panic!("{part}\n---\n{said}"))).collect();
    assert!(places.is_sorted(), "{said}");
}

#[test]
fn an_empty_part_asks_the_questions_that_guide_its_writing() {
    for output in Output::ALL {
        let page = compute(&dialogue([]), day(TODAY), output);
        let guides = page.blocks.iter().filter(|block| matches!(block, Block::Missing { guide: Some(guide), .. } if !guide.is_empty()));
        assert!(guides.count() >= 2 || output == Output::Ppa, "{output:?}");
    }
    let page = compute(&dialogue([]), day(TODAY), Output::Roadmap);
    let preamble = Block::Missing {
        text: "The preamble is not written yet.".to_owned(),
        guide: Some("Shared vision. Main challenges? Which laws? Missing, or not applied?".to_owned()),
    };
    assert!(page.blocks.contains(&preamble));
}

#[test]
fn a_page_of_nothing_says_what_it_lacks() {
    let empty = dialogue([]);
    for output in Output::ALL {
        let page = compute(&empty, day(TODAY), output);
        assert!(page.lacking().count() >= 3, "{output:?}");
    }
}

#[test]
fn a_document_is_found_by_its_id_and_one_of_no_output_has_no_page() {
    let records = [("documents/a", "kind = 'ppa'\ntitle = 'A'\nproblem = 'P'"), ("documents/b", "title = 'B'")];
    let dialogue = dialogue(records);
    let page = of(&dialogue, day(TODAY), "a").unwrap();
    assert_eq!((page.title.as_str(), page.json()["blocks"][1]["text"].as_str()), ("A", Some("P")));
    assert_eq!((of(&dialogue, day(TODAY), "b"), of(&dialogue, day(TODAY), "c")), (None, None));
}

#[test]
fn no_control_character_passes_into_a_page() {
    let text = "kind = 'ppa'\ntitle = \"A\\u001b[2J\"\nproblem = \"P\\u0007\\nQ\"\n[[reservation]]\nby = 'x'\ntext = \"R\\u001b\"";
    let page = of(&dialogue([("documents/a", text)]), day(TODAY), "a").unwrap();
    let all = texts(&page).join("\n") + &page.title;
    assert!(!all.chars().any(|letter| letter.is_control() && letter != '\n'));
}
