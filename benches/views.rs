//! How long every view takes to open for the first time: the key until its frame, and until the view is whole.
//!
//! `cargo bench --bench views`. Once with the sample, once with 2,000 meetings with 100 stakeholders more, once with 10,000 records.

mod common;

use convenor::app::model::Model;
use convenor::app::msg::{Effect, Msg, Opened};
use convenor::app::settings::Settings;
use convenor::app::tabs::Tab;
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

/// Makes a dialogue in a folder.
type Make = fn(&Path) -> io::Result<()>;

const DIALOGUES: [(&str, Make); 3] = [
    ("the sample", |dir| common::write(dir, DEMO.len(), "").map(drop)),
    ("2,000 meetings, 100 stakeholders", |dir| common::busy(dir, 2_000, 100)),
    ("10,000 records", |dir| common::write(dir, 10_000, "").map(drop)),
];

struct Screen {
    model: Model,
    theme: Theme,
    wire: Wire,
    canvas: Buffer,
}

impl Screen {
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
        update(&mut model, Msg::Opened(Box::new(opened)));
        let canvas = Buffer::empty(Rect::new(0, 0, 80, 24));
        let mut screen = Self { model, theme: Theme::builtin(&Settings::default()), wire: Wire::new(80, 24, Flavour::FULL), canvas };
        screen.draw();
        screen.go_on(vec![Effect::GoOn]);
        Ok(screen)
    }

    fn draw(&mut self) {
        self.canvas.reset();
        let caret = ui::draw(&self.model, &self.theme, &mut self.canvas);
        std::hint::black_box(self.wire.frame(&self.canvas, caret));
    }

    /// Presses a key: the time until its frame, and until all that follows from it is done.
    fn press(&mut self, code: KeyCode) -> (Duration, Duration) {
        let start = common::worked();
        let effects = update(&mut self.model, Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        self.draw();
        let frame = common::worked() - start;
        self.go_on(effects);
        (frame, common::worked() - start)
    }

    fn go_on(&mut self, effects: Vec<Effect>) {
        let mut more = effects.contains(&Effect::GoOn);
        while more {
            more = update(&mut self.model, Msg::GoOn).contains(&Effect::GoOn);
            self.draw();
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::temp_dir().join(format!("convenor-views-{}", std::process::id()));
    let mut out = io::stdout().lock();
    for (name, make) in DIALOGUES {
        let _ = std::fs::remove_dir_all(&dir);
        make(&dir)?;
        writeln!(out, "\n{name}: us until     the frame   all of it")?;
        let mut screen = Screen::open(&dir)?;
        for tab in Tab::ALL {
            screen.press(KeyCode::Char('0'));
            let mut took = screen.press(KeyCode::Char(char::from(b'0' + u8::try_from(tab.place())?)));
            for pane in screen.model.panes() {
                let words = format!("{}: {}", tab.word(), pane.word(&screen.model.dialogue.catalogue));
                writeln!(out, "  {words:<34} {:>9} {:>11}", took.0.as_micros(), took.1.as_micros())?;
                took = screen.press(KeyCode::Tab);
            }
        }
    }
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}
