//! How long every view takes to open for the first time: the key until its frame, and until the view is whole.
//!
//! `cargo bench --bench views`. Once with the sample, once with 2,000 meetings with 100 stakeholders more, once with 10,000 records.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench that cannot run says so and ends")]

mod common;
#[path = "../tests/support/bare.rs"]
#[allow(dead_code, reason = "it serves tests, too")]
mod support;

use convenor::app::msg::{Effect, Msg};
use convenor::app::settings::Settings;
use convenor::app::tabs::Tab;
use convenor::app::update::update;
use convenor::domain::catalogue::DEMO;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;
use support::{Bare, keys};

/// Makes a dialogue in a folder.
type Make = fn(&Path) -> io::Result<()>;

const DIALOGUES: [(&str, Make); 3] = [
    ("the sample", |dir| common::write(dir, DEMO.len(), "").map(drop)),
    ("2,000 meetings, 100 stakeholders", |dir| common::busy(dir, 2_000, 100)),
    ("10,000 records", |dir| common::write(dir, 10_000, "").map(drop)),
];

/// Presses a key: the time until its frame, and until all that follows from it is done.
fn press(bare: &mut Bare, name: &str) -> (Duration, Duration) {
    let start = common::worked();
    let effects: Vec<Effect> = keys(name).into_iter().flat_map(|key| update(&mut bare.model, Msg::Key(key))).collect();
    bare.frame();
    let frame = common::worked() - start;
    if effects.contains(&Effect::GoOn) {
        bare.tell(Msg::GoOn);
    }
    (frame, common::worked() - start)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::temp_dir().join(format!("convenor-views-{}", std::process::id()));
    let mut out = io::stdout().lock();
    for (name, make) in DIALOGUES {
        let _ = std::fs::remove_dir_all(&dir);
        make(&dir)?;
        writeln!(out, "\n{name}: us until     the frame   all of it")?;
        let mut bare = Bare::open(&dir, &Settings::default());
        bare.tell(Msg::GoOn);
        bare.frame();
        for tab in Tab::ALL {
            press(&mut bare, "0");
            let mut took = press(&mut bare, &tab.place().to_string());
            for pane in bare.model.panes() {
                let words = format!("{}: {}", tab.word(), pane.word(&bare.model.dialogue.catalogue));
                writeln!(out, "  {words:<34} {:>9} {:>11}", took.0.as_micros(), took.1.as_micros())?;
                took = press(&mut bare, "Tab");
            }
        }
    }
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}
