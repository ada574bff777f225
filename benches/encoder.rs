//! One kind of keys on the sample, so that what the wire makes of each can be counted.
//!
//! `benches/encoder.py` runs it under callgrind, which counts instructions: the only figure that is the same on every machine
//! and every day. By itself it says how many bytes each frame takes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench that cannot run says so and ends")]

mod common;
#[path = "../tests/support/bare.rs"]
#[allow(dead_code, reason = "it serves tests, too")]
mod support;

use convenor::app::msg::Msg;
use convenor::app::settings::Settings;
use convenor::domain::catalogue::DEMO;
use std::io::Write;
use support::Bare;

/// What is done, and by which keys: those before the stroke are not counted.
const WORK: &[(&str, &str, &str)] = &[
    ("first screen", "", ""),
    ("typed", "c m o l Enter", "T h e y Space s a i d Space t h a t Space n o b o d y Space e l s e Space w o u l d Space s a y Space s o"),
    (
        "typed inside",
        "c m o l Enter T h e y Space s a i d Space t h a t Left Left Left Left",
        "n o t Space a l l Space o f Space i t Space",
    ),
    ("tabs", "1 2 3 4 5 6 7 0", "1 2 3 4 5 6 7 0"),
    (
        "panes",
        "1",
        "Tab Tab Tab Tab Tab Tab Tab Tab 2 Tab Tab Tab Tab Tab Tab 3 Tab Tab Tab Tab Tab Tab 4 Tab Tab Tab Tab Tab Tab 5 Tab Tab Tab 6 Tab Tab",
    ),
    ("list", "1 Tab Tab Tab", "j j j j j j j j j j j j j j j j j j j j j j j j k k k C-d C-d C-u G g g"),
    ("records", "1 Tab Tab Tab", "Enter Esc j Enter Esc j Enter C-d C-d g g Esc"),
    ("popups", "", ": p r o b Esc ? j j Esc Space p j j Esc Space s j Esc"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let dir = std::env::temp_dir().join(format!("convenor-encoder-{}", std::process::id()));
    common::write(&dir, DEMO.len(), "")?;
    let mut out = std::io::stdout().lock();
    for (name, before, keys) in WORK.iter().filter(|(name, ..)| wanted.is_empty() || wanted.iter().any(|wanted| wanted == name)) {
        let mut bare = Bare::open(&dir, &Settings::default());
        bare.tell(Msg::GoOn);
        let mut bytes = vec![bare.frame()];
        if !before.is_empty() {
            bare.press(before);
        }
        if !keys.is_empty() {
            bytes = keys.split(' ').flat_map(|key| bare.press(key)).collect();
        }
        writeln!(out, "{name}: {} frames, {} bytes", bytes.len(), bytes.iter().sum::<usize>())?;
    }
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}
