//! A dialogue with a record of every kind at every level, every field of every row filled, and the word of its level in each
//! text: whatever is asked on behalf of an audience, no word above its level comes back.

use crate::commands;
use crate::kit::Place;
use convenor::domain::catalogue::{Catalogue, FieldDef, FieldType, Kind};
use convenor::domain::disclosure::Disclosure;
use std::collections::BTreeSet;
use std::fmt::Write;

const LEVELS: [Disclosure; 5] =
    [Disclosure::Public, Disclosure::Attributable, Disclosure::NonAttributable, Disclosure::Host, Disclosure::Sealed];
const AUDIENCES: [(&str, &[Disclosure]); 3] = [
    ("public", &[Disclosure::Public]),
    ("partner", &[Disclosure::Public, Disclosure::Attributable]),
    ("donor", &[Disclosure::Public, Disclosure::Attributable]),
];
/// Who and what is named by something shown is kept by its name.
const NAMED: [&str; 3] = ["stakeholders", "options", "issues"];
/// What the table of commands asks after: records that everybody may know of, in a dialogue that names them by their level.
const SHOWN: [(&str, &str); 7] = [
    ("{stakeholder}", "stakeholders/public"),
    ("{event}", "workshops/public"),
    ("{issue}", "issues/public"),
    ("{commitment}", "commitments/public"),
    ("{option}", "options/public"),
    ("{meeting}", "meetings/public"),
    ("{word}", "zq"),
];
/// Asking after what is held back.
const HELD_BACK: [&str; 3] = ["trace commitments/zqhost", "trace stakeholders/public zqhost", "show meetings/zqhost"];
/// Commands that write, open the screen, or know nothing of a dialogue's records; what is wrong with files is told to the host.
const OTHERS: &str = "open demo init set add bin undo check snapshot kinds tools keys paths schema completions man";

/// The word that stands in every text of that level.
fn word(level: Disclosure) -> String {
    format!("zq{}", level.value().replace('_', ""))
}

/// The id of the record of a kind at that level: it tells its level where nobody may know of it.
fn id(kind: &str, level: Disclosure) -> String {
    if level == Disclosure::Public || NAMED.contains(&kind) { level.value().replace('_', "-") } else { word(level) }
}

fn value(kind: &Kind, def: &FieldDef, of: Disclosure, own: Disclosure) -> String {
    let word = if NAMED.contains(&&*kind.name) && ["name", "short_name", "title"].contains(&&*def.name) {
        format!("named {}", of.value())
    } else {
        word(own.max(def.level.unwrap_or(Disclosure::Public)))
    };
    let link = |targets: &convenor::domain::catalogue::Targets, level: Disclosure| {
        let first = Catalogue::builtin().targets(targets).next().unwrap().name.clone();
        if targets.qualified { format!("\"{first}/{}\"", id(&first, level)) } else { format!("\"{}\"", id(&first, level)) }
    };
    let later = ["withdrawn_on", "closed_on", "until", "end", "due", "tranche_date"].contains(&&*def.name);
    match &def.ty {
        FieldType::Text | FieldType::Note => format!("\"{word}\""),
        FieldType::List => format!("[\"{word}\"]"),
        FieldType::Date => if later { "2026-04-01" } else { "2026-03-01" }.to_owned(),
        FieldType::Time => "10:00:00".to_owned(),
        FieldType::Number => "1".to_owned(),
        FieldType::Int { min, .. } => min.unwrap_or(1).to_string(),
        FieldType::Flag => "true".to_owned(),
        FieldType::Ints => "[9]".to_owned(),
        FieldType::One(choices) => {
            let held = choices.iter().find(|choice| choice.value.as_text() == Some("held")).or(choices.iter().next()).unwrap();
            held.value.as_text().map_or_else(|| "50".to_owned(), |text| format!("\"{text}\""))
        }
        FieldType::Many(choices) => format!("[\"{}\"]", choices.iter().next().unwrap().value.as_text().unwrap()),
        FieldType::Link(targets) => link(targets, of),
        FieldType::Links(targets) => format!("[{}]", LEVELS.map(|level| link(targets, level)).join(", ")),
    }
}

/// The record of a kind at a level, with rows of every level; those of `reasoned` are raised with a reason.
fn text(kind: &Kind, of: Disclosure, reasoned: bool) -> String {
    let told = |def: &&FieldDef| !["disclosure", "disclosure_reason"].contains(&&*def.name);
    let mut text = format!("disclosure = \"{}\"\n", of.value());
    for def in kind.fields.iter().filter(told) {
        writeln!(text, "{} = {}", def.name, value(kind, def, of, of)).unwrap();
    }
    for row in &kind.rows {
        for own in LEVELS {
            let holds = if reasoned { own } else { own.max(of) }.max(row.level.unwrap_or(Disclosure::Public));
            writeln!(text, "[[{}]]\ndisclosure = \"{}\"", row.name, own.value()).unwrap();
            if reasoned {
                writeln!(text, "disclosure_reason = \"they agreed\"").unwrap();
            }
            for def in row.fields.iter().filter(told) {
                writeln!(text, "{} = {}", def.name, value(kind, def, of, holds)).unwrap();
            }
        }
    }
    text
}

fn place() -> Place {
    let place = Place::empty();
    for kind in Catalogue::builtin().kinds().filter(|kind| &*kind.name != "dialogue") {
        for level in LEVELS {
            place.write(&format!("{}/{}.toml", kind.name, id(&kind.name, level)), &text(kind, level, false));
        }
        place.write(&format!("{}/raised.toml", kind.name), &text(kind, Disclosure::Host, true));
    }
    place
}

/// Asks, and says which word came back that must not have.
fn ask(place: &Place, line: &str) {
    for (audience, sees) in AUDIENCES {
        let words: Vec<&str> = line.split(' ').chain(["--audience", audience]).collect();
        let run = place.run(&words);
        assert!([0, 1, 2, 5].contains(&run.code), "{line} for {audience}: {}", run.err);
        assert!(run.code != 5 || run.out.is_empty(), "{line} for {audience}: {}", run.out);
        // What was asked for may be said again.
        let said = (run.out + &run.err).replace(line.split(' ').nth(1).unwrap_or("…"), "");
        for level in LEVELS.into_iter().filter(|level| !sees.contains(level)) {
            let told = said.lines().find(|said| said.contains(&word(level)));
            assert_eq!(told, None, "{line} for {audience} says what is {level:?}");
        }
    }
}

#[test]
fn no_command_says_a_word_or_an_id_above_the_level_of_an_audience() {
    let place = place();
    for line in commands::reading(&SHOWN).into_iter().chain(HELD_BACK.map(str::to_owned)) {
        ask(&place, &line);
        ask(&place, &format!("{line} --json"));
    }
}

#[test]
fn what_an_audience_is_not_shown_is_not_told_to_it_as_never_done() {
    let place = Place::sample();
    place.write("workshops/w9.toml", "title = \"W\"\ndate = 2026-03-20\nstatus = \"planned\"\ndisclosure = \"public\"\nissues = [\"i1\"]\nparticipants = [\"mof\", \"krt\"]\n");
    let mut told = Vec::new();
    for line in commands::of_sample().into_iter().chain(["precheck w9".to_owned()]) {
        for (audience, _) in AUDIENCES {
            let run = place.run(&line.split(' ').chain(["--audience", audience]).collect::<Vec<_>>());
            assert!([0, 1, 2, 5].contains(&run.code), "{line} for {audience}: {}", run.err);
            let said = run.out.to_lowercase();
            for word in ["never", "not met", "not heard", "no position on file", "nothing known", "not asked"] {
                told.extend(said.lines().filter(|said| said.contains(word)).map(|said| format!("{line} for {audience}: {said}")));
            }
        }
    }
    assert_eq!(told, [""; 0]);
}

#[test]
fn no_record_of_any_kind_says_a_word_above_the_level_of_an_audience() {
    let place = place();
    for kind in Catalogue::builtin().kinds().filter(|kind| &*kind.name != "dialogue") {
        ask(&place, &format!("list {} --jsonl", kind.name));
    }
}

#[test]
fn what_is_shown_to_an_audience_is_what_its_level_allows() {
    let place = place();
    for (audience, sees) in AUDIENCES {
        let run = place.run(&["search", "zq", "--json", "--audience", audience]);
        for level in sees {
            assert!(run.out.contains(&word(*level)), "{audience} sees what is {level:?}");
        }
    }
}

#[test]
fn every_command_that_reads_a_dialogue_is_asked() {
    let help = Place::empty().run(&["--help"]).out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| line.starts_with("  "));
    let lines = commands::of_sample();
    let known: BTreeSet<&str> = lines.iter().filter_map(|line| line.split(' ').next()).chain(OTHERS.split(' ')).collect();
    assert_eq!(listed.filter_map(|line| line.split_whitespace().next()).collect::<BTreeSet<_>>(), known);
}

#[test]
fn a_snapshot_tells_nobody_what_other_records_hold_back() {
    let place = Place::empty();
    place.write("dialogue.toml", "format = 1\ntitle = \"D\"\ndefault_disclosure = \"public\"\n");
    place.write("stakeholders/a.toml", "name = \"A\"\nkind = \"cso\"\n");
    place.write("options/o1.toml", "title = \"O\"\n");
    place.write("meetings/m.toml", "stakeholder = \"a\"\ndate = 2026-01-01\n[[position]]\noption = \"o1\"\nvalue = -2\n");
    let id = place.run(&["snapshot", "--reason", "before spring"]).out;
    assert!(place.read(&format!("snapshots/{}.toml", id.trim())).contains("disclosure = \"host\""));
    for line in [format!("isf --diff {} 2026-03-17", id.trim()), format!("movement 2025-01-01 {}", id.trim())] {
        let run = place.run(&line.split(' ').chain(["--audience", "public"]).collect::<Vec<_>>());
        assert_eq!((run.code, run.out.as_str()), (5, ""), "{line}");
    }
    assert_eq!(place.run(&["list", "snapshots", "--json", "--audience", "public"]).json(), serde_json::json!([]));
}

#[test]
fn the_longest_status_check_with_the_longest_word_on_what_is_held_back_still_fits() {
    let place = place();
    let long = "many words that fill more than a line of the status check ".repeat(6);
    for n in 0..9 {
        place.write(&format!("stakeholders/s{n}.toml"), &format!("name = \"{long}{n}\"\nkind = \"cso\"\ndisclosure = \"public\"\n"));
        let progress = "[[progress]]\ndate = 2026-03-10\nstatus = \"delayed\"\n";
        let title = format!("title = \"{long}\"\nlead = \"s{n}\"\ndue = 2026-01-01\ndisclosure = \"public\"\n{progress}");
        place.write(&format!("commitments/{}{n}.toml", "c".repeat(50)), &title);
        let outcome = format!("title = \"{long}\"\ndate = 2026-03-10\ndirection = \"negative\"\ndisclosure = \"public\"\n");
        place.write(&format!("outcomes/o{n}.toml"), &outcome);
        let asked = format!("title = \"{long}\"\ndate = 2026-04-{:02}\nstatus = \"planned\"\ndisclosure = \"public\"\n", n + 1);
        place.write(&format!("workshops/w{n}.toml"), &format!("{asked}[[follow_up]]\ntext = \"{long}\"\nowner = \"donor\"\n"));
    }
    for audience in ["host", "public", "partner", "donor"] {
        let run = place.run(&["status", "--audience", audience]);
        assert!(run.out.lines().count() <= 24 && run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
        assert!(audience == "host" || run.out.trim_end().ends_with("Views rest on what is shown alone."), "{}", run.out);
    }
}
