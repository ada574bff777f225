//! How long a key takes to become the bytes of a frame, in every screen, with 100, 1,000 and 10,000 records.
//!
//! `cargo bench --bench latency`. Only what stands between a key and its `write` is measured: the change of the model, the
//! drawing, the encoding. What it goes on with while no key waits is measured
//! beside it: a key that comes meanwhile waits for one slice. What counts is the time this thread had the processor, so that
//! other work of the machine does not show.

mod common;

use convenor::app::model::Model;
use convenor::app::msg::{Effect, Msg, Opened};
use convenor::app::screen::Screen;
use convenor::app::settings::Settings;
use convenor::app::update::update;
use convenor::domain::catalogue::DEMO;
use convenor::shell::wire::{Flavour, Wire};
use convenor::store::Store;
use convenor::ui;
use convenor::ui::theme::Theme;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

/// What is done, and by which keys: one word a key.
const WORK: &[(&str, &str)] = &[
    ("home: open a page, back", "Enter Esc Enter Esc"),
    ("tabs", "1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 0"),
    ("panes of a phase", "1 Tab Tab Tab Tab Tab Tab Tab Tab 2 Tab Tab Tab Tab Tab Tab 3 Tab Tab Tab Tab Tab"),
    ("the list of meetings", "0 1 meetings"),
    ("list: down", "j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j"),
    ("list: half pages, ends", "C-d C-d C-d C-u C-u G g g G g g"),
    ("list: filter, typed", "/ d e a f Space l e g a l"),
    ("list: filter, taken back", "BS BS BS BS BS BS BS BS BS BS Esc"),
    ("record", "0 1 meetings Enter j j j j C-d C-d g g Esc Enter Esc"),
    ("record linked to from everywhere", "0 1 stakeholders G Enter Esc g g Enter G g g Esc"),
    ("sort", "s s s s S S"),
    ("palette", ": p r o b l Esc : a u d i Esc : s t a t Esc"),
    ("capture: whom", "0 c m o l s Esc"),
    ("search all", "Space / c o m m i s s i o n Enter j j Esc"),
    ("problems", "Space p j j j G g g Esc"),
    ("status", "Space s j j j Esc"),
    ("help", "? j j Esc"),
];

struct Bench {
    model: Model,
    theme: Theme,
    wire: Wire,
    canvas: Buffer,
    /// What each key took.
    keys: Vec<Duration>,
    /// What each answer of the outside took.
    answers: Vec<Duration>,
}

impl Bench {
    fn open(dir: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let loaded = Store::open(dir)?.load()?;
        let mut model = Model::new("2026-03-16".parse()?, (80, 24));
        let opened = Opened {
            folder: dir.to_owned(),
            dialogue: loaded.dialogue,
            writable: true,
            recent: Vec::new(),
            drafts: Vec::new(),
            say: String::new(),
        };
        let area = Rect::new(0, 0, 80, 24);
        update(&mut model, Msg::Opened(Box::new(opened)));
        let mut bench = Self {
            model,
            theme: Theme::builtin(&Settings::default()),
            wire: Wire::new(80, 24, Flavour::FULL),
            canvas: Buffer::empty(area),
            keys: Vec::new(),
            answers: Vec::new(),
        };
        bench.draw();
        bench.outside(vec![Effect::GoOn]);
        Ok(bench)
    }

    fn draw(&mut self) {
        self.canvas.reset();
        let caret = ui::draw(&self.model, &self.theme, &mut self.canvas);
        std::hint::black_box(self.wire.frame(&self.canvas, caret));
    }

    fn key(&mut self, word: &str) {
        let effects = {
            let start = common::worked();
            let effects = update(&mut self.model, Msg::Key(key(word)));
            self.draw();
            self.keys.push(common::worked() - start);
            effects
        };
        self.outside(effects);
    }

    /// Goes on with what takes longer, as the loop does when no key waits.
    fn outside(&mut self, effects: Vec<Effect>) {
        let mut more = effects.contains(&Effect::GoOn);
        while more {
            let start = common::worked();
            more = update(&mut self.model, Msg::GoOn).contains(&Effect::GoOn);
            self.draw();
            self.answers.push(common::worked() - start);
        }
    }

    /// Goes through the panes of the tab to a list.
    fn list(&mut self, kind: &str) {
        for _ in 0..40 {
            if matches!(self.model.top(), Some(Screen::List(list)) if &*list.kind == kind) {
                return;
            }
            self.key("Tab");
        }
    }
}

fn key(word: &str) -> KeyEvent {
    let (code, modifiers) = match word {
        "Enter" => (KeyCode::Enter, KeyModifiers::NONE),
        "Esc" => (KeyCode::Esc, KeyModifiers::NONE),
        "Tab" => (KeyCode::Tab, KeyModifiers::NONE),
        "BS" => (KeyCode::Backspace, KeyModifiers::NONE),
        "Space" => (KeyCode::Char(' '), KeyModifiers::NONE),
        _ => match word.strip_prefix("C-") {
            Some(rest) => (KeyCode::Char(rest.chars().next().unwrap_or(' ')), KeyModifiers::CONTROL),
            None => (KeyCode::Char(word.chars().next().unwrap_or(' ')), KeyModifiers::NONE),
        },
    };
    KeyEvent::new(code, modifiers)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::temp_dir().join(format!("convenor-latency-{}", std::process::id()));
    let mut out = io::stdout().lock();
    for (count, only) in [(DEMO.len(), ""), (1_000, ""), (10_000, ""), (10_000, "meetings")] {
        let _ = std::fs::remove_dir_all(&dir);
        common::write(&dir, count, only)?;
        writeln!(out, "\n{count:>5} records {only:<16} us a key:    median     p95 longest |  slices, longest")?;
        let mut bench = Bench::open(&dir)?;
        for (name, keys) in WORK {
            // The first round is cold, as it is for people; the second shows what is kept.
            for round in ["first", "again"] {
                bench.keys.clear();
                bench.answers.clear();
                for word in keys.split(' ') {
                    match word {
                        "meetings" | "stakeholders" => bench.list(word),
                        word => bench.key(word),
                    }
                }
                bench.keys.sort();
                let at = |share: f64| bench.keys.get(((bench.keys.len() - 1) as f64 * share) as usize).map_or(0, Duration::as_micros);
                let late = bench.answers.iter().max().map_or(0, Duration::as_micros);
                let slices = bench.answers.len();
                writeln!(out, "  {name:<34} {round} {:>7} {:>7} {:>7} | {slices:>7} {late:>8}", at(0.5), at(0.95), at(1.0))?;
            }
        }
    }
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}
