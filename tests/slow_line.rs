//! A key held for three seconds over 1,200 bytes a second and 300 ms to and fro: how long after it the screen is right. The real
//! screens, the encoder and the pace of the program on a line that is simulated: time is counted, and nobody waits.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what goes wrong here is a failed test")]

#[path = "support/bare.rs"]
#[allow(dead_code, reason = "it serves other tests, too")]
mod support;

use convenor::app::msg::Msg;
use convenor::app::screen::Screen;
use convenor::app::settings::Settings;
use convenor::shell::pace::{Line, Pace, QUESTION};
use convenor::store;
use crossterm::event::KeyEvent;
use std::collections::VecDeque;
use std::fs;
use std::time::{Duration, Instant};
use support::{Bare, keys};

/// Bytes a second.
const RATE: u64 = 1_200;
/// One way.
const WAY: Duration = Duration::from_millis(150);
/// Between the repeats of a key that is held.
const REPEAT: Duration = Duration::from_millis(33);

struct Program {
    bare: Bare,
    pace: Pace,
    now: Instant,
    /// When the line will have carried all that was sent.
    carried: Instant,
    /// Keys on their way to the program, by when they arrive.
    keys: VecDeque<(Instant, KeyEvent)>,
    /// Answers of the terminal on their way.
    answers: VecDeque<Instant>,
    frames: usize,
}

impl Program {
    /// The sample with a hundred meetings more, so that its list is long.
    fn open(low_bandwidth: bool, remote: bool) -> Program {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("d");
        store::demo(&dir, false).unwrap();
        let meetings: Vec<_> = fs::read_dir(dir.join("meetings")).unwrap().map(|entry| entry.unwrap().path()).collect();
        for n in 0..6 {
            for file in &meetings {
                let name = format!("{}-{n}.toml", file.file_stem().unwrap().to_str().unwrap());
                fs::copy(file, file.with_file_name(name)).unwrap();
            }
        }
        let now = Instant::now();
        let mut program = Program {
            bare: Bare::open(&dir, &Settings { low_bandwidth, ..Settings::default() }),
            pace: Pace::new(Line { remote, may_ask: low_bandwidth }, now),
            now,
            carried: now,
            keys: VecDeque::new(),
            answers: VecDeque::new(),
            frames: 0,
        };
        program.rest();
        program
    }

    /// Goes somewhere: to the meetings, to the matrix, into a long note, or by a key.
    fn go(&mut self, word: &str) {
        match word {
            "" => {}
            "meetings" => self.find(|top| matches!(top, Screen::List(list) if &*list.kind == "meetings")),
            "matrix" => self.find(|top| matches!(top, Screen::Matrix(_))),
            "long" => {
                self.bare.tell(Msg::Paste((0..100).map(|n| format!("Line {n} of a note that is longer than the screen.\n")).collect()));
                self.rest();
            }
            key => self.keys(key),
        }
    }

    /// Goes through the panes of the tab until one is what is looked for.
    fn find(&mut self, found: impl Fn(&Screen) -> bool) {
        for _ in 0..40 {
            if self.bare.model.top().is_some_and(&found) {
                return;
            }
            self.keys("Tab");
        }
        panic!("it is not in this tab:\n{}", self.bare.screen());
    }

    /// Presses keys slowly, each after the last has had its effect.
    fn keys(&mut self, names: &str) {
        for key in keys(names) {
            self.press(self.now, key);
            self.rest();
        }
    }

    fn press(&mut self, at: Instant, key: KeyEvent) {
        self.keys.push_back((at + WAY, key));
    }

    /// Draws, if the line can take it; until when it has to wait otherwise.
    fn show(&mut self) -> Option<Instant> {
        if let Err(until) = self.pace.ready(self.now, || None) {
            return Some(until);
        }
        let frame = self.bare.frame();
        if frame > 0 {
            let question = self.pace.behind(frame);
            self.pace.sent(frame + question.len(), !question.is_empty(), self.now);
            self.frames += 1;
            let bytes = u64::try_from(frame + question.len()).unwrap();
            self.carried = self.carried.max(self.now) + Duration::from_micros(bytes * 1_000_000 / RATE);
            if question == QUESTION {
                self.answers.push_back(self.carried + WAY + WAY);
            }
        }
        None
    }

    /// The loop of the program, until nothing can happen any more.
    fn rest(&mut self) {
        loop {
            let held = self.show();
            let next = [self.keys.front().map(|(at, _)| *at), self.answers.front().copied(), held];
            let Some(next) = next.into_iter().flatten().min() else { break };
            self.now = self.now.max(next);
            if self.answers.front().is_some_and(|at| *at <= self.now) {
                self.answers.pop_front();
                self.pace.answered(self.now);
            }
            while self.keys.front().is_some_and(|(at, _)| *at <= self.now) {
                let (_, key) = self.keys.pop_front().unwrap();
                self.pace.key(self.now);
                self.bare.tell(Msg::Key(key));
            }
        }
        self.now = self.now.max(self.carried) + Duration::from_secs(2);
    }

    /// Holds a key for three seconds: milliseconds from the last repeat to the moment the last byte of the right screen is there.
    fn hold(&mut self, name: &str) -> u128 {
        let begin = self.now;
        let mut last = begin;
        for (n, key) in (0..90).zip(std::iter::repeat(keys(name)).flatten()) {
            last = begin + REPEAT * n;
            self.press(last, key);
        }
        self.frames = 0;
        self.rest();
        (self.carried + WAY).saturating_duration_since(last).as_millis()
    }
}

/// What is held, and the keys that lead there from where the one before ended.
const HOLDS: [(&str, &str, &str); 14] = [
    ("the tabs", "0", "]"),
    ("the panes of a phase", "1", "Tab"),
    ("Home, down", "0", "Down"),
    ("the network", "6", "Down"),
    ("a page, down", "4", "Down"),
    ("the matrix, down", "2 matrix", "Down"),
    ("the matrix, right", "", "Right"),
    ("a list, down", "1 meetings", "Down"),
    ("a list, by pages", "Home", "PgDn"),
    ("a record, down", "Home Enter", "Down"),
    ("a form, down", "Esc e", "Down"),
    ("a note, a letter", "Esc c m o l Enter", "x"),
    ("a note, back through its words", "Space w o r d s Space i n Space a Space n o t e", "Left"),
    ("a long note, up", "long", "Up"),
];

/// Holds every key in turn, and holds against the goal what that took.
#[track_caller]
fn the_screen_is_right_in_two_seconds(low_bandwidth: bool, remote: bool) {
    let mut program = Program::open(low_bandwidth, remote);
    for (what, way, key) in HOLDS {
        for word in way.split(' ') {
            program.go(word);
        }
        let after = program.hold(key);
        assert!(program.frames > 1, "{what}: nothing moved in\n{}", program.bare.screen());
        // A tab is a whole screen, and the line takes a second for one; on this very machine they go by at a pace that can
        // be watched.
        let most = match key {
            "]" | "Tab" if !remote => continue,
            "]" => 2_200,
            _ => 2_000,
        };
        assert!(after <= most, "{what}: {after} ms");
    }
}

#[test]
fn w14_the_screen_is_right_two_seconds_after_a_held_key() {
    the_screen_is_right_in_two_seconds(false, true);
}

#[test]
fn w14_so_it_is_where_nothing_says_that_the_line_is_slow() {
    the_screen_is_right_in_two_seconds(false, false);
}

#[test]
fn w14_so_it_is_under_low_bandwidth_where_the_terminal_answers() {
    the_screen_is_right_in_two_seconds(true, true);
}
