//! View 4, clause by clause: the four `rules`, with their `ranges`; `which` lines and words take part; and here the order in which
//! findings stand and what is said of them.

mod ranges;
mod rules;
mod which;

use super::*;
use crate::domain::testing::{Build, TODAY, asked, day, line, pos, sample, sample_records};

fn build() -> Build {
    let people = ["a:cso", "b:media", "c:party", "d:donor", "h:host"];
    Build::new().people(&people).issue("i1", "open", &["o1", "o2!o1", "o3"])
}

/// With a red line of `who` in a meeting of their own.
fn drawn(build: Build, who: &str, polarity: &str, option: &str, rest: &str) -> Build {
    let id = format!("line-{who}-{}", build.0.len());
    build.meeting(&id, who, "2026-01-01", &line(polarity, option, rest))
}

fn says(build: Build, who: &str, option: &str, value: i64) -> Build {
    build.meeting(&format!("pos-{who}-{option}"), who, "2026-01-10", &pos(option, value))
}

fn at(build: &Build) -> Findings {
    compute(&build.done(), day("2026-02-01"))
}

/// Each finding as `rule grade option between on commitment`.
fn short(findings: &Findings) -> Vec<String> {
    let tell = |finding: &Finding| {
        let between: Vec<&str> = finding.between().into_iter().map(|id| &**id).collect();
        let mut text = format!("{} {} {} {}", finding.rule.value(), finding.grade.value(), finding.option(), between.join("-"));
        for more in [finding.on(), finding.commitment()].into_iter().flatten() {
            text = format!("{text} {more}");
        }
        if finding.dormant { format!("{text} dormant") } else { text }
    };
    findings.findings.iter().map(tell).collect()
}

fn found(build: &Build) -> Vec<String> {
    short(&at(build))
}

const ABSOLUTE: &str = "firmness = \"absolute\"";
const OPENING: &str = "firmness = \"opening_bid\"";
const NONE: &[String] = &[];

#[test]
fn findings_on_an_agreed_or_parked_issue_are_dormant_and_come_last_in_their_own_order() {
    for status in ["agreed", "parked"] {
        let build = build().issue("i0", status, &["z"]);
        let build = says(drawn(drawn(build, "a", "must_not_have", "z", ABSOLUTE), "a", "must_not_have", "o1", OPENING), "b", "z", 1);
        assert_eq!(found(&says(build, "b", "o1", 1)), ["d watch o1 a-b o1", "d blocking z a-b z dormant"]);
    }
    let open = self::build().issue("i0", "converging", &["z"]);
    let open = says(drawn(open, "a", "must_not_have", "z", ""), "b", "z", 1);
    assert_eq!(found(&open), ["d serious z a-b z"]);
}

#[test]
fn the_order_is_grade_then_rule_then_ids() {
    let build = drawn(drawn(build(), "b", "must_not_have", "o3", ""), "a", "must_not_have", "o1", "");
    let build = drawn(build, "c", "must_have", "o1", "");
    let build = says(says(says(build, "c", "o3", 1), "a", "o3", 1), "b", "o1", 1);
    let build = build.file("commitments/c1", "title = \"C\"\nlead = \"b\"\noptions = [\"o3\"]");
    assert_eq!(
        found(&build),
        ["a serious o1 a-c", "c serious o3 b c1", "d serious o1 a-b o1", "d serious o3 b-a o3", "d serious o3 b-c o3"]
    );
}

#[test]
fn findings_alike_in_all_else_stand_in_the_order_of_the_meetings_they_rest_on() {
    let drawn = line("must_not_have", "o1", "");
    let build = build().meeting("m2", "a", "2026-01-01", &drawn).meeting("m1", "a", "2026-02-01", &drawn);
    let view = at(&says(build, "b", "o1", 1));
    assert_eq!(view.findings.iter().map(|finding| &*finding.sources()[0].id).collect::<Vec<_>>(), ["m1", "m2"]);
}

#[test]
fn of_two_lines_from_one_meeting_the_order_is_that_of_the_others_meetings_and_not_of_the_rows() {
    let both = format!("{}{}", line("must_have", "o1", ""), line("must_not_have", "o1", ""));
    let build = build().meeting("m", "a", "2026-01-01", &both);
    let build = build.meeting("n2", "b", "2026-01-02", &line("must_have", "o2", ""));
    let view = at(&build.meeting("n1", "b", "2026-01-03", &line("must_have", "o1", "")));
    assert_eq!(view.findings.iter().map(|finding| &*finding.sources()[1].id).collect::<Vec<_>>(), ["n1", "n2"]);
}

#[test]
fn what_two_said_in_one_workshop_rests_on_it_once() {
    let row = |who: &str, polarity: &str| format!("[[red_line]]\nstakeholder = \"{who}\"\noption = \"o1\"\npolarity = \"{polarity}\"\n");
    let text = format!("title = \"E\"\ndate = 2026-01-05\n{}{}", row("a", "must_have"), row("b", "must_not_have"));
    let view = at(&build().file("workshops/e", &text));
    assert_eq!(short(&view), ["a serious o1 a-b"]);
    assert_eq!(view.findings[0].sources().len(), 1);
}

#[test]
fn every_finding_names_both_sides_the_option_and_its_meetings_and_one_next_step() {
    let dialogue = sample();
    let view = compute(&dialogue, day(TODAY));
    for finding in &view.findings {
        let said = finding.sentence(&dialogue);
        for id in finding.between() {
            assert!(said.contains(dialogue.short(id)), "{said}");
        }
        assert!(said.contains(&**finding.option()), "{said}");
        for source in finding.sources() {
            assert!(said.contains(&*source.id), "{said}");
        }
        assert!(said.ends_with('.') && finding.next_step(&dialogue).len() > 20);
    }
}

#[test]
fn the_json_has_the_keys_that_other_programs_rely_on() {
    let build = says(drawn(build(), "a", "must_have", "o1", ABSOLUTE), "b", "o2", 2);
    let expected = concat!(
        r#"{"as_of":"2026-02-01","findings":[{"rule":"d","grade":"blocking","dormant":false,"option":"o1","between":["a","b"],"on":"o2","#,
        r#""commitment":null,"sources":["line-a-9","pos-b-o2"],"#,
        r#""sentence":"A must have o1 “Option o1” (absolute, line-a-9), but B is strongly for its rival o2 “Option o2” (+2, pos-b-o2).","#,
        r#""next_step":"Meet A, then B: what does each need to give the other room?","stale":false}],"by_hand":[]}"#
    );
    assert_eq!(at(&build).json(&build.done()).to_string(), expected);
}

#[test]
fn the_sample_has_the_nine_findings_worked_out_by_hand() {
    assert_eq!(
        short(&compute(&sample(), day(TODAY))),
        [
            "d serious o2a mof-owdn o2a",
            "d serious o2c udk-molsp o2d",
            "d serious o4a first-word-owdn o4a",
            "d serious o4a first-word-udk o4a",
            "d watch o4a moe-owdn o4a",
            "d watch o4a moe-udk o4a",
            "d blocking o1b rb-cu o1b dormant",
            "d blocking o1b udk-cu o1b dormant",
            "d serious o3a kec-udk o3a dormant",
        ]
    );
}

#[test]
fn taking_away_any_red_line_that_appears_in_a_finding_changes_the_findings() {
    let whole = short(&compute(&sample(), day(TODAY)));
    let mut appeared = 0;
    for finding in compute(&sample(), day(TODAY)).findings {
        let mut records: Vec<_> = sample_records().collect();
        let source = records.iter_mut().find(|record| record.key == finding.line.source).unwrap();
        let rows = source.rows.len();
        use crate::domain::record::Fields;
        source.rows.retain(|row| &*row.name != "red_line" || row.text("option") != Some(&finding.line.option));
        assert!(source.rows.len() < rows);
        let without = Dialogue::with(crate::domain::catalogue::Catalogue::builtin(), records, Vec::new());
        assert_ne!(short(&compute(&without, day(TODAY))), whole);
        appeared += 1;
    }
    assert_eq!(appeared, 9);
}
