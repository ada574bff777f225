//! How long a key takes to become the bytes of a frame, in every screen, with 143 to 10,000 records.
//!
//! `cargo bench --bench latency`. Only what stands between a key and its `write` is measured: the change of the model, the
//! drawing, the encoding. What it goes on with while no key waits is measured
//! beside it: a key that comes meanwhile waits for one slice. What counts is the time this thread had the processor, so that
//! other work of the machine does not show.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench that cannot run says so and ends")]

mod common;
#[path = "../tests/support/bare.rs"]
#[allow(dead_code, reason = "it serves tests, too")]
mod support;

use convenor::app::msg::{Effect, Msg};
use convenor::app::screen::Screen;
use convenor::app::settings::Settings;
use convenor::app::update::update;
use convenor::domain::catalogue::DEMO;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;
use support::{Bare, keys};

/// How often the second time is measured.
const ROUNDS: usize = 10;

/// What is done, and by which keys. A word in pointed brackets goes through the panes of the tab to a list or view.
const WORK: &[(&str, &str)] = &[
    ("home: open a page, back", "Enter Esc Enter Esc"),
    ("tabs", "1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 0"),
    ("panes of a phase", "1 Tab Tab Tab Tab Tab Tab Tab Tab 2 Tab Tab Tab Tab Tab Tab 3 Tab Tab Tab Tab Tab"),
    ("a page, down and up", "3 <Promises> j j j j k k C-d C-u G g g"),
    ("list: open", "0 1 <meetings>"),
    ("list: down", "j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j"),
    ("list: half pages, ends", "C-d C-d C-d C-u C-u G g g G g g"),
    ("list: filter, typed", "/ d e a f Space l e g a l"),
    ("list: filter, taken back", "Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace Esc"),
    ("list: sort", "s s s s S S"),
    ("record", "0 1 <meetings> Enter j j j j C-d C-d g g Esc Enter Esc"),
    ("record linked to from everywhere", "0 1 <stakeholders> G Enter Esc g g Enter G g g Esc"),
    ("matrix", "2 <matrix> j j j j k k Right Right Right Right Left Left G g g"),
    ("radar", "2 <Radar> j j j j v v v"),
    ("board", "4 <board> Right j j Right j Left"),
    ("network, drawn", "6 <graph> Right Right Left Left j k"),
    ("note: typed", "0 c m o l Enter T h e y Space s a i d Space t h a t Enter n o w Left Left Left x y Up Down Esc"),
    ("form", "0 1 <issues> Enter e Tab Tab Tab Down Up Esc Esc"),
    ("palette", ": p r o b l Esc : a u d i Esc : s t a t Esc"),
    ("capture: whom", "0 c m o l s Esc"),
    ("search all", "0 Space / c o m m i s s i o n Enter j j Esc"),
    ("problems", "Space p j j j G g g Esc"),
    ("status", "Space s j j j Esc"),
    ("help", "? j j Esc"),
];

/// What keys took.
#[derive(Default)]
struct Took {
    /// Each key until its bytes.
    keys: Vec<Duration>,
    /// Of that, the change of the model and the drawing.
    model: Vec<Duration>,
    draw: Vec<Duration>,
    /// What goes on afterwards, slice by slice.
    slices: Vec<Duration>,
}

fn press(bare: &mut Bare, names: &str, took: &mut Took) {
    for word in names.split(' ') {
        if let Some(kind) = word.strip_prefix('<') {
            go_to(bare, kind.trim_end_matches('>'));
            continue;
        }
        for key in keys(word) {
            let start = common::worked();
            let effects = update(&mut bare.model, Msg::Key(key));
            let model = common::worked();
            let caret = bare.draw();
            let draw = common::worked();
            bare.encode(caret);
            took.keys.push(common::worked() - start);
            took.model.push(model - start);
            took.draw.push(draw - model);
            go_on(bare, &effects, took);
        }
    }
}

fn go_to(bare: &mut Bare, view: &str) {
    bare.find(|top| match (top, view) {
        (Screen::Matrix(_), "matrix") | (Screen::Board(_), "board") | (Screen::Graph(_), "graph") => true,
        (Screen::List(list), kind) => *list.kind == *kind,
        (Screen::Page(page), word) => page.source.word() == word,
        _ => false,
    });
}

/// Goes on with what takes longer, as the loop does when no key waits.
fn go_on(bare: &mut Bare, effects: &[Effect], took: &mut Took) {
    let mut more = effects.contains(&Effect::GoOn);
    while more {
        let start = common::worked();
        more = update(&mut bare.model, Msg::GoOn).contains(&Effect::GoOn);
        bare.frame();
        took.slices.push(common::worked() - start);
    }
}

fn at(times: &mut [Duration], share: f64) -> u128 {
    times.sort();
    times.get(((times.len().saturating_sub(1)) as f64 * share).ceil() as usize).map_or(0, Duration::as_micros)
}

fn measure(dir: &Path, out: &mut impl Write) -> io::Result<()> {
    let mut bare = Bare::open(dir, &Settings::default());
    bare.frame();
    go_on(&mut bare, &[Effect::GoOn], &mut Took::default());
    let mut all = Took::default();
    for (name, names) in WORK {
        // The first round is cold, as it is for people; the others show what is kept.
        for (round, rounds) in [("first", 1), ("again", ROUNDS)] {
            let mut took = Took::default();
            (0..rounds).for_each(|_| press(&mut bare, names, &mut took));
            all.keys.extend(&took.keys);
            line(out, name, round, &mut took)?;
        }
    }
    line(out, "all", "", &mut all)
}

fn line(out: &mut impl Write, name: &str, round: &str, took: &mut Took) -> io::Result<()> {
    let keys = [0.5, 0.95, 0.99, 1.0].map(|share| at(&mut took.keys, share));
    let (model, draw) = (at(&mut took.model, 0.5), at(&mut took.draw, 0.5));
    let slices = took.slices.len();
    write!(out, "  {name:<34} {round:<5}")?;
    keys.iter().try_for_each(|us| write!(out, " {us:>7}"))?;
    writeln!(out, " | {model:>6} {draw:>6} | {slices:>6} {:>8}", at(&mut took.slices, 1.0))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::temp_dir().join(format!("convenor-latency-{}", std::process::id()));
    let mut out = io::stdout().lock();
    for (count, only) in [(DEMO.len(), ""), (1_000, ""), (10_000, ""), (10_000, "meetings")] {
        let _ = std::fs::remove_dir_all(&dir);
        common::write(&dir, count, only)?;
        writeln!(out, "\n{count:>5} records {only:<9}     us a key:  median     p95     p99 longest |  model   draw | slices  longest")?;
        measure(&dir, &mut out)?;
    }
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}
