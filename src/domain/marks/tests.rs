//! A corpus of realistic lines and what each becomes; and that no line is ever changed.

use super::super::record::{Fields, Key, Record, Row};
use super::super::testing::sample;
use super::super::value::Value;
use super::*;
use proptest::prelude::*;
use std::sync::OnceLock;

fn at() -> Noting<'static> {
    static SAMPLE: OnceLock<Dialogue> = OnceLock::new();
    Noting { day: "2026-03-16".parse().unwrap(), dialogue: SAMPLE.get_or_init(sample) }
}

/// What a line becomes, in one line of words.
fn said(line: &str) -> String {
    let read = parse(line, &at());
    let mut rows = read.rows();
    for row in &mut rows {
        if row.text("quote").is_some() && row.text("quote") == row.text("text") {
            row.set("quote", None);
        }
    }
    let mut out = rows.iter().map(row).collect::<Vec<_>>().join(" / ");
    if read.due.is_some_and(|due| due.day.is_none()) {
        out += " (which day?)";
    }
    for unknown in read.refs.iter().filter(|found| found.kind == RefKind::Unknown) {
        out += &format!(" ({}{}?)", unknown.sign, unknown.name);
    }
    if out.is_empty() { "text".to_owned() } else { out }
}

fn row(row: &Row) -> String {
    let fields = row.fields.iter().map(|field| match &field.value {
        Value::Text(text) if text.contains(' ') || matches!(&*field.name, "text" | "quote") => format!("{}=“{text}”", field.name),
        other => format!("{}={other}", field.name),
    });
    std::iter::once(row.name.to_string()).chain(fields).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_line_of_the_corpus_becomes_what_it_says() {
    let corpus = include_str!("corpus.txt");
    let mut lines = corpus.lines().filter(|line| !line.is_empty() && !line.starts_with("## "));
    let mut count = 0;
    let mut wrong = String::new();
    while let (Some(line), Some(expected)) = (lines.next(), lines.next()) {
        let line = line.strip_prefix('|').unwrap_or(line);
        let expected = expected.strip_prefix("    → ").unwrap_or(expected);
        let got = said(line);
        if got != expected {
            wrong += &format!("|{line}\n    → {got}\n");
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "these became something else:\n{wrong}");
    assert!(count >= 200, "{count} lines");
}

#[test]
fn the_pieces_of_a_line_say_what_they_are() {
    let line = "- call @udk about #i2 due:fri (r)";
    let parts: Vec<_> = parse(line, &at()).spans().into_iter().map(|span| (span.part, line.get(span.range).unwrap())).collect();
    assert_eq!(
        parts,
        [
            (Part::Mark, "-"),
            (Part::Text, " call "),
            (Part::Ref(RefKind::Stakeholder), "@udk"),
            (Part::Text, " about "),
            (Part::Ref(RefKind::Issue), "#i2"),
            (Part::Text, " "),
            (Part::Due(true), "due:fri"),
            (Part::Text, " "),
            (Part::Voice, "(r)"),
        ]
    );
}

#[test]
fn a_line_already_taken_over_is_not_offered_again_even_after_its_row_was_changed() {
    let line = parse("!- #o2c not before the legal opinion (i)", &at());
    let mut record = Record::new(Key::new("meetings", "m"));
    let offered = line.open_rows(&record);
    assert_eq!(offered.len(), 1);
    let mut taken = offered[0].clone();
    taken.set("firmness", Some("absolute".into()));
    record.add_row(taken);
    assert_eq!(line.open_rows(&record), []);
    let two = parse("#o1a +2 #o1b -1", &at());
    record.add_row(two.rows()[0].clone());
    assert_eq!(two.open_rows(&record).len(), 1);
}

#[test]
fn the_sign_at_the_caret_is_completed_with_what_is_known() {
    let found = |line: &str| {
        let done = complete(line, line.len(), at().dialogue)?;
        Some((done.range, done.candidates.into_iter().map(|candidate| candidate.insert).collect::<Vec<_>>()))
    };
    assert_eq!(found("!+ #o2").unwrap(), (3..6, vec!["#o2a".into(), "#o2b".into(), "#o2c".into(), "#o2d".into()]));
    assert_eq!(found("!+#o2c").unwrap().1, ["#o2c"]);
    assert_eq!(found("ask @mol").unwrap(), (4..8, vec!["@molsp".into()]));
    assert!(found("see @joren").unwrap().1.contains(&"@joren-talik".to_owned()));
    assert!(found("@union").unwrap().1.contains(&"@udk".to_owned()));
    assert_eq!(found("@zzz").unwrap().1, [] as [&str; 0]);
    assert!(found("> letter #c0").unwrap().1.contains(&"#c03".to_owned()));
    assert!(!found("letter #c0").unwrap().1.contains(&"#c03".to_owned()));
    for text in ["", "plain", "a@b", "C#", "@udk then"] {
        assert_eq!(found(text), None, "{text}");
    }
    assert_eq!(complete("ä#", 1, at().dialogue), None);
}

proptest! {
    #[test]
    fn no_line_is_dropped_or_changed(line in "[-!+?>^%=&_# @:()a-z0-9é\u{645} ]{0,30}|\\PC{0,30}", caret in 0usize..40) {
        let read = parse(&line, &at());
        let whole: String = read.spans().iter().map(|span| line.get(span.range.clone()).unwrap()).collect();
        prop_assert_eq!(&whole, &line);
        prop_assert_eq!(read.rows().is_empty(), read.mark == Mark::Text);
        let _ = complete(&line, caret, at().dialogue);
    }

    #[test]
    fn words_without_a_mark_are_text(line in "[\\p{L}\"“«(*•–—1-9][^\\n]{0,30}") {
        prop_assert!(parse(&line, &at()).mark == Mark::Text);
    }
}
