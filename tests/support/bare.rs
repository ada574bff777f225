//! The program without its shell: the real app, drawing and encoder. Keys go in by their names, the bytes of frames come out.
//!
//! Nothing is carried out but what the app works out in slices while no key waits. It knows no clock, no terminal, and of the
//! disk only how a dialogue is loaded; tests and benches share it.

use convenor::app::keys::{Chord, Sequence};
use convenor::app::model::Model;
use convenor::app::msg::{Effect, Msg, Opened};
use convenor::app::screen::Screen;
use convenor::app::settings::Settings;
use convenor::app::update::update;
use convenor::shell::wire::{Flavour, Wire};
use convenor::store::Store;
use convenor::ui;
use convenor::ui::theme::Theme;
use crossterm::event::{KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::Path;

/// Columns and rows.
const SIZE: (u16, u16) = (80, 24);

/// A program on a screen of 80 columns and 24 rows, on the sample's day.
pub(crate) struct Bare {
    pub(crate) model: Model,
    pub(crate) wire: Wire,
    theme: Theme,
    canvas: Buffer,
}

impl Bare {
    /// A dialogue is open in it; nothing is drawn yet.
    pub(crate) fn open(dir: &Path, settings: &Settings) -> Self {
        let dialogue = Store::open(dir).unwrap().load().unwrap().dialogue;
        let mut model = Model::new("2026-03-16".parse().unwrap(), SIZE);
        model.settings = settings.clone();
        let folder = dir.to_owned();
        let opened = Opened { folder, dialogue, writable: true, recent: Vec::new(), drafts: Vec::new(), day: None, say: String::new() };
        update(&mut model, Msg::Opened(Box::new(opened)));
        let canvas = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        Self { model, wire: Wire::new(SIZE.0, SIZE.1, Flavour::FULL), theme: Theme::builtin(settings), canvas }
    }

    /// Something happens, with all that follows from it.
    pub(crate) fn tell(&mut self, msg: Msg) {
        let mut effects = update(&mut self.model, msg);
        while effects.contains(&Effect::GoOn) {
            effects = update(&mut self.model, Msg::GoOn);
        }
    }

    /// Draws the next frame; gives the bytes that it takes.
    pub(crate) fn frame(&mut self) -> usize {
        let caret = self.draw();
        self.encode(caret)
    }

    /// Draws into the cells of the next frame; gives where the caret is.
    pub(crate) fn draw(&mut self) -> Option<Position> {
        let (width, height) = self.model.size;
        let area = Rect::new(0, 0, width, height);
        if *self.canvas.area() == area {
            self.canvas.reset();
        } else {
            self.canvas = Buffer::empty(area);
        }
        ui::draw(&self.model, &self.theme, &mut self.canvas)
    }

    /// Makes bytes of what was drawn; gives how many.
    pub(crate) fn encode(&mut self, caret: Option<Position>) -> usize {
        self.wire.frame(&self.canvas, caret).len()
    }

    /// What is to be seen.
    pub(crate) fn drawn(&self) -> Buffer {
        let (width, height) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        ui::draw(&self.model, &self.theme, &mut buffer);
        buffer
    }

    /// What is to be seen, as text.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.drawn();
        let rows = buffer.content.chunks(usize::from(buffer.area.width));
        rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>()).collect::<Vec<_>>().join("\n")
    }

    /// Presses keys, each with its frame; gives the bytes of each.
    pub(crate) fn press(&mut self, keys: &str) -> Vec<usize> {
        let press = |key| {
            self.tell(Msg::Key(key));
            self.frame()
        };
        self::keys(keys).into_iter().map(press).collect()
    }

    /// Goes through the panes of the tab until one is what is looked for.
    #[track_caller]
    pub(crate) fn find(&mut self, found: impl Fn(&Screen) -> bool) {
        for _ in 0..40 {
            if self.model.top().is_some_and(&found) {
                return;
            }
            self.press("Tab");
        }
        panic!("it is not in this tab:\n{}", self.screen());
    }

    /// Goes through the panes of the tab to the list of a kind.
    #[track_caller]
    pub(crate) fn list(&mut self, kind: &str) {
        self.find(|top| matches!(top, Screen::List(list) if &*list.kind == kind));
    }
}

/// Keys as a terminal gives them, by their names, parted by blanks.
pub(crate) fn keys(names: &str) -> Vec<KeyEvent> {
    let Sequence(chords) = Sequence::parse(names).unwrap_or_else(|| panic!("no keys: {names}"));
    chords.iter().map(key).collect()
}

fn key(chord: &Chord) -> KeyEvent {
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::CONTROL, chord.control);
    modifiers.set(KeyModifiers::ALT, chord.alt);
    modifiers.set(KeyModifiers::SHIFT, chord.shift);
    KeyEvent::new(chord.code, modifiers)
}
