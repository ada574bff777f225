//! What holds of the views whatever the dialogue: the order of files, later records, and a second, naive reading of the
//! rules on red lines.

use super::{brief, common_ground, coverage, findings, inclusion, matrix, movement, precheck, promises, trace};
use crate::domain::audience::Audience;
use crate::domain::catalogue::Catalogue;
use crate::domain::dialogue::Dialogue;
use crate::domain::lens::{Commitment, Polarity, PositionRow, RedLineRow, counted, is_nine};
use crate::domain::links::Backlinks;
use crate::domain::record::{Fields, Key, Record};
use crate::domain::testing::{Build, day, record};
use crate::domain::views::frozen::Frozen;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

const KINDS: [&str; 5] = ["cso", "media", "party", "donor", "public_admin"];

fn some(values: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(values)
}

/// A row of a meeting or workshop; stakeholders and options run past those that exist.
fn row() -> impl Strategy<Value = String> {
    let who = 0..6;
    let position = (who.clone(), 0..6, -3i64..=2, some(&["", "voice = \"inferred\"\n", "voice = \"said\"\n"])).prop_map(
        |(who, option, value, voice)| {
            let value = if value == -3 { String::new() } else { format!("value = {value}\n") };
            format!("[[position]]\nstakeholder = \"s{who}\"\noption = \"o{option}\"\n{value}{voice}")
        },
    );
    let firmness = some(&["", "firmness = \"absolute\"\n", "firmness = \"opening_bid\"\n"]);
    let polarity = some(&["must_have", "must_not_have"]);
    let bound = some(&[
        "",
        "",
        "quantity = \"q\"\nat_least = 3\nunit = \"%\"\n",
        "quantity = \"q\"\nat_most = 2\nunit = \"%\"\n",
        "quantity = \"q\"\nat_most = 2\n",
    ]);
    let gone = some(&["", "", "withdrawn_on = 2026-01-20\n"]);
    let line = (who, 0..6, polarity, firmness, bound, gone).prop_map(|(who, option, polarity, firmness, bound, gone)| {
        format!("[[red_line]]\nstakeholder = \"s{who}\"\noption = \"o{option}\"\npolarity = \"{polarity}\"\n{firmness}{bound}{gone}")
    });
    let promise = (1..30).prop_map(|due| format!("[[promise]]\ntext = \"p\"\ndue = 2026-01-{due:02}\n"));
    prop_oneof![4 => position, 3 => line, 1 => promise]
}

/// A meeting or workshop in January 2026.
fn talk() -> impl Strategy<Value = (bool, usize, u32, &'static str, Vec<String>)> {
    let status = some(&["", "", "", "status = \"planned\"\n", "status = \"held\"\n"]);
    (proptest::bool::weighted(0.25), 0usize..6, 1u32..31, status, proptest::collection::vec(row(), 0..4))
}

prop_compose! {
    fn records()(
        talks in proptest::collection::vec(talk(), 0..12),
        excludes in proptest::collection::vec(0usize..7, 5),
        issues in proptest::collection::vec(some(&["open", "agreed"]), 2),
        carried in proptest::collection::vec((0usize..6, some(&["on_track", "done"])), 0..3),
    ) -> Vec<Record> {
        let people: Vec<String> = KINDS.iter().enumerate().map(|(n, kind)| format!("s{n}:{kind}")).collect();
        let mut build = Build::new().people(&people.iter().map(String::as_str).collect::<Vec<_>>());
        for (n, status) in issues.iter().enumerate() {
            build = build.file(&format!("issues/i{n}"), &format!("title = \"I\"\nstatus = \"{status}\""));
        }
        for (n, other) in excludes.iter().enumerate() {
            build = build.file(&format!("options/o{n}"), &format!("title = \"O\"\nissue = \"i{}\"\nexcludes = [\"o{other}\"]", n % 2));
        }
        for (n, (option, status)) in carried.iter().enumerate() {
            build = build.file(&format!("commitments/c{n}"), &format!("title = \"C\"\nlead = \"s0\"\nstatus = \"{status}\"\noptions = [\"o{option}\"]"));
        }
        build = build.file("workshops/e", "title = \"E\"\ndate = 2026-02-01\nstatus = \"planned\"\nparticipants = [\"s0\", \"s1\", \"s3\", \"s4\"]");
        for (n, (in_room, who, date, status, rows)) in talks.iter().enumerate() {
            let text = format!("title = \"T\"\nstakeholder = \"s{who}\"\ndate = 2026-01-{date:02}\n{status}{}", rows.concat());
            build = build.file(&format!("{}/t{n}", if *in_room { "workshops" } else { "meetings" }), &text);
        }
        build.0
    }
}

/// The record with its rows in another order; of rows on the same matter by the same stakeholder the later stays the later.
fn with_rows_mixed(mut record: Record, seed: u64) -> Record {
    let in_room = record.kind() == "workshops";
    record.rows.sort_by_key(|row| {
        let mut hasher = DefaultHasher::new();
        (seed, &row.name, row.text("stakeholder").filter(|_| in_room), row.text("option")).hash(&mut hasher);
        hasher.finish()
    });
    record
}

fn dialogue(records: Vec<Record>) -> Dialogue {
    Dialogue::with(Catalogue::builtin(), records, Vec::new())
}

/// Every view at a day, as other programs read it.
fn all_views(dialogue: &Dialogue, as_of: NaiveDate) -> Vec<String> {
    let mut views = worked_out(dialogue, as_of);
    let of = [trace::Of::Record(Key::new("commitments", "c0")), trace::Of::said(&"s1".into(), "o1")];
    let traced = |of| trace::compute(dialogue, &Backlinks::of(dialogue), of, as_of, Audience::Host).json(dialogue).to_string();
    views.extend(of.iter().map(traced));
    views
}

/// Every view at a day but the trace, which tells the rows of a meeting in the order in which they were written.
fn worked_out(dialogue: &Dialogue, as_of: NaiveDate) -> Vec<String> {
    let event = dialogue.get("workshops", "e").expect("the event");
    let moved = movement::compute(dialogue, &Frozen::at(dialogue, as_of.min(day("2026-01-10"))), &Frozen::at(dialogue, as_of));
    vec![
        matrix::compute(dialogue, as_of).json().to_string(),
        common_ground::compute(dialogue, as_of).json().to_string(),
        findings::compute(dialogue, as_of).json(dialogue).to_string(),
        coverage::compute(dialogue, as_of).json().to_string(),
        precheck::compute(dialogue, event, as_of).json(dialogue).to_string(),
        moved.json(dialogue).to_string(),
        promises::compute(dialogue, as_of).json().to_string(),
        brief::for_stakeholder(dialogue, "s1", as_of).map(|brief| brief.json(dialogue).to_string()).unwrap_or_default(),
        inclusion::compute(dialogue, as_of).json().to_string(),
    ]
}

/// When and in which record it was said, the value, and whether at second hand.
type Heard = ((NaiveDate, String), i64, bool);

/// The findings by a second reading: every line against everything, without any index.
fn naive(dialogue: &Dialogue, as_of: NaiveDate) -> BTreeMap<String, usize> {
    let nine = |id: &str| dialogue.get("stakeholders", id).is_some_and(|record| record.text("kind").is_some_and(is_nine));
    let talks = || dialogue.records("meetings").iter().chain(dialogue.records("workshops")).filter(|talk| counted(talk, as_of).is_some());
    let speaker = |talk: &Record, row: &crate::domain::record::Row| {
        let of = if talk.kind() == "meetings" { talk.text("stakeholder") } else { row.text("stakeholder") };
        of.filter(|who| nine(who)).map(str::to_owned)
    };
    let exists = |option: &Option<&str>| option.is_some_and(|option| dialogue.get("options", option).is_some());
    let mut cells: BTreeMap<(String, String), Heard> = BTreeMap::new();
    let mut lines: Vec<(String, RedLineRow<'_>)> = Vec::new();
    for talk in talks() {
        let when = (counted(talk, as_of).unwrap(), talk.id().to_owned());
        for row in &talk.rows {
            let Some(who) = speaker(talk, row) else { continue };
            if !exists(&row.text("option")) {
                continue;
            }
            if &*row.name == "position"
                && let Some(value) = PositionRow(row).value()
            {
                let key = (who.clone(), row.text("option").unwrap().to_owned());
                if cells.get(&key).is_none_or(|(before, _, _)| *before <= when) {
                    cells.insert(key, (when.clone(), value, PositionRow(row).voice().is_second_hand()));
                }
            }
            if &*row.name == "red_line" && RedLineRow(row).stands_at(as_of) {
                lines.push((who, RedLineRow(row)));
            }
        }
    }
    let excludes = |a: &str, b: &str| {
        let says = |a: &str, b: &str| dialogue.get("options", a).is_some_and(|option| option.texts("excludes").any(|other| other == b));
        a != b && exists(&Some(a)) && exists(&Some(b)) && (says(a, b) || says(b, a))
    };
    let option = |line: &RedLineRow<'_>| line.option().unwrap_or_default().to_owned();
    let whether = |line: &RedLineRow<'_>| line.polarity() == Some(Polarity::MustHave) && line.quantity().is_none();
    let never = |line: &RedLineRow<'_>| line.polarity() == Some(Polarity::MustNotHave);
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |text: String| *found.entry(text).or_default() += 1;
    for (n, (a, one)) in lines.iter().enumerate() {
        for (b, two) in lines.iter().skip(n + 1).filter(|(b, _)| a != b) {
            let (x, y) = (option(one), option(two));
            let pair = if a < b { format!("{a}-{b}") } else { format!("{b}-{a}") };
            let wanted_and_refused = x == y && (whether(one) && never(two) || never(one) && whether(two));
            if wanted_and_refused || whether(one) && whether(two) && excludes(&x, &y) {
                add(format!("a {} {pair}", x.clone().min(y.clone())));
            }
            let apart = |p: &RedLineRow<'_>, q: &RedLineRow<'_>| p.at_least().zip(q.at_most()).is_some_and(|(least, most)| least > most);
            let same = one.quantity().is_some() && one.quantity() == two.quantity() && one.unit() == two.unit();
            if x == y && same && (apart(one, two) || apart(two, one)) {
                add(format!("b {x} {pair}"));
            }
        }
        let x = option(one);
        for commitment in dialogue.records("commitments").iter().filter(|record| Commitment(record).is_live(as_of)) {
            let hit = commitment.texts("options").any(|carried| never(one) && carried == x || whether(one) && excludes(carried, &x));
            if hit {
                add(format!("c {x} {a} {}", commitment.id()));
            }
        }
        for ((b, y), (_, value, lowered)) in cells.iter().filter(|((b, _), _)| b != a) {
            let refused = never(one) && *y == x && *value >= 1;
            let wanted = whether(one) && (*y == x && *value <= -1 || excludes(y, &x) && *value >= 1);
            if refused || wanted {
                add(format!("d {x} {a}-{b} {y} {lowered}"));
            }
        }
    }
    found
}

fn by_the_view(dialogue: &Dialogue, as_of: NaiveDate) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for finding in findings::compute(dialogue, as_of).findings {
        let between: Vec<&str> = finding.between().into_iter().map(|id| &**id).collect();
        let more = match &finding.against {
            findings::Against::Position(cell) => format!(" {} {}", cell.option, cell.voice.is_second_hand()),
            findings::Against::Commitment(id) => format!(" {id}"),
            findings::Against::Line(_) => String::new(),
        };
        *found.entry(format!("{} {} {}{more}", finding.rule.value(), finding.option(), between.join("-"))).or_default() += 1;
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_files_changes_nothing(records in records().prop_flat_map(|records| (Just(records.clone()), Just(records).prop_shuffle()))) {
        let (straight, shuffled) = records;
        prop_assert_eq!(all_views(&dialogue(straight), day("2026-01-25")), all_views(&dialogue(shuffled), day("2026-01-25")));
    }

    #[test]
    fn the_order_of_rows_in_a_record_changes_nothing_but_for_two_words_on_the_same(records in records(), seed in any::<u64>()) {
        let mixed = records.iter().cloned().map(|record| with_rows_mixed(record, seed)).collect();
        prop_assert_eq!(worked_out(&dialogue(records), day("2026-01-25")), worked_out(&dialogue(mixed), day("2026-01-25")));
    }

    #[test]
    fn a_view_never_depends_on_what_came_after_its_day(records in records(), last in 1u32..31) {
        let as_of = day(&format!("2026-01-{last:02}"));
        let known = |record: &Record| record.id() == "e" || record.date("date").is_none_or(|date| date <= as_of);
        let earlier = records.iter().filter(|record| known(record)).cloned().collect();
        prop_assert_eq!(all_views(&dialogue(records), as_of), all_views(&dialogue(earlier), as_of));
    }

    #[test]
    fn findings_are_those_of_a_naive_reading_of_the_rules(records in records()) {
        let dialogue = dialogue(records);
        prop_assert_eq!(by_the_view(&dialogue, day("2026-01-25")), naive(&dialogue, day("2026-01-25")));
    }

    #[test]
    fn live_findings_come_first_and_the_heaviest_first_among_them(records in records()) {
        let view = findings::compute(&dialogue(records), day("2026-01-25"));
        let order: Vec<_> = view.findings.iter().map(|f| (f.dormant, f.grade, f.rule, f.option().clone())).collect();
        prop_assert!(order.is_sorted());
    }

    #[test]
    fn taking_away_a_red_line_that_appears_in_a_finding_changes_the_findings(records in records()) {
        let whole = by_the_view(&dialogue(records.clone()), day("2026-01-25"));
        let sources: BTreeSet<_> = findings::compute(&dialogue(records.clone()), day("2026-01-25")).findings.iter().map(|f| f.line.clone()).map(|line| (line.source.clone(), line.option.clone(), line.stakeholder.clone())).collect();
        for (source, option, who) in sources {
            let mut without = records.clone();
            for record in without.iter_mut().filter(|record| record.key == source) {
                let meeting = record.kind() == "meetings";
                record.rows.retain(|row| &*row.name != "red_line" || row.text("option") != Some(&*option) || !(meeting || row.text("stakeholder") == Some(&*who)));
            }
            prop_assert_ne!(by_the_view(&dialogue(without), day("2026-01-25")), whole.clone());
        }
    }
}

#[test]
fn nothing_breaks_on_days_and_numbers_at_the_ends_of_their_ranges() {
    let far = [i64::MAX, i64::MIN].map(|n| format!("influence = {n}\nexposure = {n}"));
    let build = Build::new()
        .file("stakeholders/a", &format!("name = \"A\"\nkind = \"cso\"\n{}", far[0]))
        .file("stakeholders/b", &format!("name = \"B\"\nkind = \"cso\"\n{}", far[1]))
        .issue("i1", "open", &["o1"])
        .meeting(
            "m1",
            "a",
            "0001-01-01",
            &format!(
                "minutes = {}\n[[red_line]]\noption = \"o1\"\npolarity = \"must_not_have\"\nat_least = nan\nquantity = \"q\"",
                i64::MAX
            ),
        )
        .meeting("m2", "a", "9999-12-31", &format!("minutes = {}\n[[promise]]\ntext = \"x\"\ndue = 9999-12-31", i64::MAX))
        .meeting(
            "m3",
            "b",
            "0001-01-01",
            &format!("[[position]]\noption = \"o1\"\nvalue = {}\n[[view_of]]\nstakeholder = \"a\"\nvalue = {}", i64::MAX, i64::MIN),
        )
        .file("workshops/e", "title = \"E\"\ndate = 0001-01-01\nparticipants = [\"a\", \"b\"]");
    let mut records = build.0.clone();
    records.push(record(
        "dialogue",
        &format!("stale_days = {}\n[[phase]]\nname = \"assessment\"\nstart = 0001-01-01\n[[calendar]]\ndate = 9999-12-31", i64::MIN),
    ));
    for as_of in [NaiveDate::MIN, day("2026-01-01"), NaiveDate::MAX] {
        assert_eq!(all_views(&dialogue(records.clone()), as_of).len(), 11);
    }
}
