//! The real program in a real terminal: how it starts, what its endings leave behind, and that no word is lost when the line drops.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "what goes wrong here is a failed test")]

#[path = "support/pty.rs"]
#[allow(dead_code, reason = "it serves other tests, too")]
mod support;

use nix::sys::signal::Signal;
use std::process::{Command, Stdio};
use support::{Home, some_file_holds};

/// Two hundred words in two scripts, one word a number, so that each can be missed.
fn two_hundred_words() -> String {
    let mut text = String::new();
    for n in 1..=100 {
        text.push_str(&format!("word{n} слово{n}"));
        text.push(if n % 5 == 0 { '\n' } else { ' ' });
    }
    text
}

#[test]
fn a_note_of_two_hundred_words_and_a_progress_report_are_there_when_the_program_is_opened_again() {
    let home = Home::new();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Hands and Words").press("c m o l Enter").wait_for("Bilateral with MoLSP");
    let text = two_hundred_words();
    assert_eq!(text.split_whitespace().count(), 200);
    pty.send(text.replace('\n', "\r")).wait_for("слово100").press("Esc").wait_for("Home");
    pty.press("Space /")
        .send("deaf-majority\r")
        .wait_for("2 records")
        .press("Enter")
        .wait_for("Certification rules")
        .press("+")
        .wait_for("Progress of c03");
    pty.send("on track the board has met\r").wait_for("the board has").press("Space q");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);

    let mut pty = home.start(&["demo"]);
    pty.wait_for("the board has met")
        .press("Space /")
        .send("слово73 word99\r")
        .wait_for("1 record")
        .press("Enter")
        .wait_for("Bilateral with MoLSP");
    pty.press("Esc Esc 4").wait_for("c03").press("Space q");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
    let note = home.sample("meetings/2026-03-16-molsp.toml");
    for word in text.split_whitespace() {
        assert!(note.contains(word), "{word} is lost");
    }
    assert!(home.sample("commitments/c03.toml").contains("note = \"the board has met\""));
}

#[test]
fn ctrl_c_twice_leaves_and_gives_the_terminal_back() {
    let home = Home::new();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Hands and Words").press("C-c").wait_for("Once more").press("C-c");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
}

#[test]
fn a_line_that_drops_in_the_middle_of_a_note_leaves_a_draft_to_go_on_with() {
    let home = Home::new();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Hands and Words")
        .press("c m o l Enter")
        .wait_for("Bilateral with MoLSP")
        .send("Они ждут the legal opin")
        .wait_for("legal opin");
    pty.signal(Signal::SIGHUP);
    assert_eq!(pty.ends(), 129);
    assert!(some_file_holds(&home.at("state/convenor/drafts"), "meetings"));

    let mut pty = home.start(&["demo"]);
    pty.wait_for("Drafts").press("Space D").wait_for("Они ждут the legal opin").press("Enter").wait_for("Bilateral with MoLSP");
    pty.send("ion").press("Esc").wait_for("Home").press("Space q");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
    assert!(home.sample("meetings/2026-03-16-molsp.toml").contains("Они ждут the legal opinion"));
}

#[test]
fn a_terminal_that_is_closed_leaves_a_draft_too() {
    let home = Home::new();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Hands and Words").press("c m o l Enter").wait_for("Bilateral").send("half a word").wait_for("half a word");
    drop(pty);
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Drafts").press("Space D").wait_for("half a word").press("Space q");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
}

#[test]
fn a_program_that_is_killed_loses_no_letter_that_was_on_the_screen() {
    let home = Home::new();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Hands and Words")
        .press("c m o l Enter")
        .wait_for("Bilateral with MoLSP")
        .send("every letter كل حرف")
        .wait_for("every letter كل حرف");
    pty.kill_the_program();
    assert_eq!(pty.ends_with_the_terminal_restored(), 137);

    let mut pty = home.start(&["demo"]);
    pty.wait_for("Drafts").press("Space D Enter").wait_for("every letter كل حرف").press("Esc").wait_for("Home").press("Space q");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
    assert!(home.sample("meetings/2026-03-16-molsp.toml").contains("every letter كل حرف"));
}

#[test]
fn being_told_to_end_in_the_middle_of_a_note_keeps_it() {
    let home = Home::new();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Hands and Words").press("c m o l Enter").wait_for("Bilateral").send("until the shutdown").wait_for("until the shutdown");
    pty.signal(Signal::SIGTERM);
    pty.ends_with_the_terminal_restored();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Drafts").press("Space D").wait_for("until the shutdown").press("Space q");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
}

#[test]
fn a_storm_of_sizes_ends_in_a_whole_screen() {
    let home = Home::new();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Hands and Words");
    for (width, height) in [(1, 1), (300, 100), (2, 1), (1, 40), (120, 1), (40, 12), (3, 3), (200, 60), (1, 1), (10, 100), (80, 24)] {
        pty.resize(width, height).signal(Signal::SIGWINCH);
        pty.press("2 Tab c m o l Enter a Esc 4 0");
    }
    pty.press("7").wait_for("Toolkit").press("0").wait_for("Hands and Words").wait_for("? help");
    pty.press("Space q");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
}

#[test]
fn every_terminal_is_asked_nothing_and_shows_the_same() {
    let mut shown = Vec::new();
    for term in ["xterm-256color", "xterm", "linux", "screen", "tmux-256color", "putty", "vt220", "vt100", "nobody-knows-it"] {
        let home = Home::new();
        let mut pty = home.start_with(&["demo"], &[("TERM", term)]);
        pty.wait_for("Hands and Words").wait_for("? help");
        let sent = String::from_utf8_lossy(&pty.sent).into_owned();
        assert!(!pty.asks() && !sent.contains("\x1b]") && !sent.contains("\x1bP"), "{term}");
        pty.press("c m o l Enter")
            .wait_for("Bilateral with MoLSP")
            .send("one\rtwo")
            .wait_for("two")
            .press("Up Home Esc")
            .wait_for("2 bilaterals held")
            .wait_for("? help");
        shown.push((term, pty.screen()));
        pty.press("Space q");
        assert_eq!(pty.ends_with_the_terminal_restored(), 0, "{term}");
    }
    for (term, screen) in &shown {
        assert_eq!(*screen, shown[0].1, "{term}");
    }
}

#[test]
fn a_terminal_without_an_addressable_cursor_is_told_what_to_do() {
    for term in ["dumb", "unknown", ""] {
        let home = Home::new();
        let mut pty = home.start_with(&["demo"], &[("TERM", term)]);
        pty.wait_for("cannot show a full screen").wait_for("convenor --help");
        assert_eq!(pty.ends(), 64);
        assert!(!pty.sent.contains(&0x1b));
    }
}

#[test]
fn under_low_bandwidth_the_terminal_is_asked_behind_frames_and_never_at_the_start() {
    let home = Home::new();
    let mut pty = home.start(&["demo", "--low-bandwidth"]);
    pty.wait_for("Hands and Words").wait_for("? help");
    assert!(!pty.asks());
    pty.press("1").wait_for("Heard");
    assert!(pty.asks());
    // What comes next is held back until it has answered, and what is on its way when it leaves is not left to the shell.
    pty.press("4").send("\x1b[0n").wait_for("c03").press("Space q").send("\x1b[0n");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
}

#[test]
fn without_being_told_that_the_line_is_slow_nothing_is_asked() {
    let home = Home::new();
    let mut pty = home.start_with(&["demo"], &[("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")]);
    pty.wait_for("Hands and Words").press("1").wait_for("Heard").press("4").wait_for("c03").press("Space q");
    let asked = {
        let mut pty = pty;
        pty.ends();
        pty.asks()
    };
    assert!(!asked);
}

#[test]
fn without_a_terminal_the_answer_names_what_works_without() {
    let home = Home::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_convenor"));
    command.arg("demo").env_clear().env("HOME", home.at("")).env("TERM", "xterm").stdin(Stdio::null());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(64));
    assert!(String::from_utf8_lossy(&output.stderr).contains("needs a terminal"));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_note_goes_to_the_editor_and_comes_back() {
    let home = Home::new();
    let editor = home.script(
        "editor.sh",
        "#!/bin/sh\nprintf 'the editor has the terminal'\nread answer\nprintf '%s and more, %s' \"$(cat \"$1\")\" \"$answer\" > \"$1\"\n",
    );
    let mut pty = home.start_with(&["demo"], &[("EDITOR", editor.to_str().unwrap())]);
    pty.wait_for("Hands and Words").press("c m o l Enter").wait_for("Bilateral").send("begun here").wait_for("begun here");
    pty.press("C-e").wait_for("the editor has the terminal").send("typed there\r");
    pty.wait_for("begun here and more, typed there").send("\x1b").wait_for("Home").press("Space q");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
    assert!(home.sample("meetings/2026-03-16-molsp.toml").contains("begun here and more, typed there"));
    assert!(!some_file_holds(&home.at("state/convenor/editor"), "begun here"));
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let home = Home::new();
    let mut pty = home.start_with(&["demo"], &[("EDITOR", "false")]);
    pty.wait_for("Hands and Words").press("c m o l Enter").wait_for("Bilateral").send("begun here").wait_for("begun here");
    pty.press("C-e").wait_for("did not give the text back").wait_for("begun here").press("Esc").wait_for("Home").press("Space q");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
}

#[test]
fn a_paste_that_never_ends_does_not_end_the_typing() {
    let home = Home::new();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Hands and Words")
        .press("c m o l Enter")
        .wait_for("Bilateral")
        .send("\x1b[200~pasted and never ended")
        .wait_for("never ended");
    pty.send(" typed").wait_for("typed").press("Esc").wait_for("Home").press("Space q");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
}

#[test]
fn what_is_pasted_never_acts_as_keys() {
    let home = Home::new();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Hands and Words").send("\x1b[200~xxx q\r\x1b[31m\x07y\x1b[201~").wait_for("can be pasted into a note");
    pty.press("c m o l Enter")
        .wait_for("Bilateral")
        .send("\x1b[200~one\x1b[31m\x07two\x1b[201~")
        .wait_for("two")
        .press("Esc")
        .wait_for("Home");
    pty.press("Space q");
    assert_eq!(pty.ends_with_the_terminal_restored(), 0);
}

#[test]
fn without_colours_not_one_colour_is_sent() {
    let home = Home::new();
    let mut pty = home.start_with(&["demo"], &[("NO_COLOR", "1")]);
    pty.wait_for("Hands and Words").press("2").wait_for("Consensus Building").press("4").wait_for("c03").press("Space q");
    let sent = {
        let mut pty = pty;
        pty.ends();
        String::from_utf8_lossy(&pty.sent).into_owned()
    };
    for part in sent.split("\x1b[").skip(1) {
        let Some((numbers, _)) = part.split_once('m').filter(|(numbers, _)| numbers.chars().all(|c| c.is_ascii_digit() || c == ';')) else {
            continue;
        };
        let coloured = numbers.split(';').filter_map(|number| number.parse::<u8>().ok()).any(|n| matches!(n, 30..=38 | 40..=48 | 90..=107));
        assert!(!coloured, "ESC[{numbers}m");
    }
}

#[test]
fn only_sequences_that_every_terminal_knows_are_sent_whatever_the_records_hold() {
    let home = Home::new();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Hands and Words").press("Space q").ends();
    let file = home.at("state/convenor/demo/issues/i1.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let hostile = "title = \"\\u001b[2J\\u001b]52;c;eA==\\u0007 \\u009b31m \u{202e}evil\"\n";
    let rest = text.lines().skip(1).collect::<Vec<_>>().join("\n");
    std::fs::write(&file, format!("{hostile}{rest}\n")).unwrap();
    let mut pty = home.start(&["demo"]);
    pty.wait_for("Hands and Words")
        .press("2")
        .wait_for("Consensus")
        .press("Space /")
        .send("evil\r")
        .wait_for("evil")
        .press("Enter")
        .wait_for("evil");
    pty.press("Space q").ends();
    let sent = String::from_utf8_lossy(&pty.sent).into_owned();
    assert!(!sent.contains("\x1b]") && !sent.contains('\u{9b}') && !sent.contains('\u{202e}') && !sent.contains('\x07'));
    for part in sent.split('\x1b').skip(1) {
        // Tab stops every eight columns, as they are without being told; who does not know how to be told lets it pass.
        let known = part.starts_with(['M', '7', '8', '('])
            || part.starts_with("[?5W")
            || part.strip_prefix('[').is_some_and(|rest| {
                let last = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';' || c == '?').chars().next();
                last.is_some_and(|last| "ABCDGHJKLMPSTXdfhlmr@".contains(last))
            });
        assert!(known, "ESC{:?}", part.chars().take(12).collect::<String>());
    }
}

#[test]
fn a_folder_that_is_gone_is_told_and_the_program_can_still_be_used() {
    let home = Home::new();
    let nowhere = home.at("nowhere");
    let mut pty = home.start_with(&[], &[("CONVENOR_DIALOGUE", nowhere.to_str().unwrap())]);
    pty.wait_for("nowhere");
    pty.press("C-c C-c");
    pty.ends();
}
