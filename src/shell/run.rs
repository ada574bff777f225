//! Ties everything together: inputs and answers become messages, messages change the model, effects are carried out,
//! and the screen is drawn once when nothing waits any more.

use super::effects::Outside;
use super::input::{Input, Keyboard, Patience};
use super::terminal::{Lost, Terminal};
use super::wire::{Flavour, Wire};
use super::{guardian, signals};
use crate::app::model::Model;
use crate::app::msg::{Effect, Msg};
use crate::app::settings::Settings;
use crate::app::update::update;
use crate::domain::audience::Audience;
use crate::domain::problem::Problem;
use crate::store::Paths;
use crate::ui;
use crate::ui::theme::Theme;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a hand rests before what waits for that is drawn.
const REST: Duration = Duration::from_secs(1);

/// What the program ends with when its terminal is gone.
const HUNG_UP: u8 = 129;

/// What the program ends with after a fault of its own.
const FAULT: u8 = 70;

/// With what the full-screen program begins.
#[derive(Clone, Debug)]
pub struct Options {
    /// The dialogue to open; none offers the sample, a new one, or those opened before.
    pub folder: Option<PathBuf>,
    /// Today.
    pub today: NaiveDate,
    /// The day views are set back to.
    pub as_of: Option<NaiveDate>,
    /// The audience the program limits itself to.
    pub audience: Audience,
    /// Settings, the user's and the command line's.
    pub settings: Settings,
    /// The user's keymap file: its name and text.
    pub keymap: Option<(String, String)>,
    /// The user's theme file: its name and text.
    pub theme: Option<(String, String)>,
    /// Faults found in the settings.
    pub problems: Vec<Problem>,
    /// The user's own places; none without a home.
    pub paths: Option<Paths>,
    /// Nothing is written.
    pub read_only: bool,
}

/// What reaches the loop.
#[derive(Debug)]
pub(super) enum Event {
    /// From the terminal or the system.
    Input(Input),
    /// An answer to an effect.
    Answer(Msg),
}

/// Runs the full-screen program, guarded, and gives the code to end with.
#[must_use]
pub fn run(options: Options) -> ExitCode {
    let flavour = match Flavour::of(&std::env::var("TERM").unwrap_or_default()) {
        Ok(flavour) => flavour,
        Err(dumb) => return refuse(&dumb.to_string()),
    };
    guardian::run(move || {
        let fault = keep_faults();
        match catch_unwind(AssertUnwindSafe(|| inside(options, flavour))) {
            Ok(Ok(code)) => code,
            Ok(Err(Lost::Hangup)) => ExitCode::from(HUNG_UP),
            Ok(Err(lost)) => refuse(&lost.to_string()),
            Err(_) => {
                let what = fault.lock().map(|what| what.clone()).unwrap_or_default();
                refuse(&format!(
                    "stopped by a fault of its own ({what}). What was typed is kept as a draft; start again to go on with it."
                ));
                ExitCode::from(FAULT)
            }
        }
    })
}

/// Keeps the words of a panic until the terminal is given back: on the screen they would be lost with it.
fn keep_faults() -> Arc<Mutex<String>> {
    let kept = Arc::new(Mutex::new(String::new()));
    let keep = kept.clone();
    std::panic::set_hook(Box::new(move |info| {
        if let Ok(mut kept) = keep.lock() {
            *kept = info.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        }
    }));
    kept
}

/// Says why there is no full screen.
#[allow(clippy::print_stderr, reason = "there is no screen, and this is all that is said")]
fn refuse(why: &str) -> ExitCode {
    eprintln!("convenor: {why}");
    ExitCode::from(64)
}

fn inside(options: Options, flavour: Flavour) -> Result<ExitCode, Lost> {
    let mut terminal = Terminal::open()?;
    let (events, queue) = channel();
    let remote = std::env::var_os("SSH_TTY").is_some() || std::env::var_os("SSH_CONNECTION").is_some();
    let size = terminal.size();
    let mut model = Model::new(options.today, (size.width, size.height));
    let theme = equip(&mut model, &options);
    let outside = Outside::start(Arc::new(answers(&events)), options.paths.clone(), options.settings.editor.clone());
    let mut outside = outside.map_err(Lost::System)?;
    let opening = match &options.folder {
        Some(folder) => outside.open(folder),
        None => Msg::Welcome(outside.recent()),
    };
    let effects = update(&mut model, opening);
    terminal.enter()?;
    let keyboard = Keyboard::start(Patience::of(remote), inputs(&events)).map_err(Lost::System)?;
    let _signals = signals::listen(inputs(&events)).map_err(Lost::System)?;
    let wire = Wire::new(size.width, size.height, flavour);
    let mut run = Run { model, theme, terminal, wire, keyboard, outside, rest: None, more: false, ended: None, canvas: Buffer::default() };
    for effect in effects {
        run.carry_out(effect)?;
    }
    let code = run.until_the_end(&queue);
    run.outside.finish();
    let left = run.terminal.leave();
    code.and_then(|code| left.map(|()| code))
}

fn answers(events: &Sender<Event>) -> impl Fn(Msg) + Send + Sync + use<> {
    let events = events.clone();
    move |msg| {
        // Nobody listens any more only when the program has ended.
        let _ = events.send(Event::Answer(msg));
    }
}

fn inputs(events: &Sender<Event>) -> impl Fn(Input) -> bool + Send + use<> {
    let events = events.clone();
    move |input| events.send(Event::Input(input)).is_ok()
}

/// Lays the user's keys, settings and theme over the built-in ones.
fn equip(model: &mut Model, options: &Options) -> Theme {
    let mut problems = options.problems.clone();
    if let Some((file, text)) = &options.keymap {
        problems.extend(model.keymap.lay(file, text));
    }
    let mut theme = Theme::builtin(&Settings::default());
    if let Some((file, text)) = &options.theme {
        problems.extend(theme.lay(file, text));
    }
    theme.set(&options.settings);
    model.sight.as_of = options.as_of;
    model.sight.audience = options.audience;
    model.sight.hide_names = options.settings.hide_names;
    model.settings = options.settings.clone();
    model.read_only = options.read_only;
    model.config_problems = problems;
    theme
}

struct Run {
    model: Model,
    theme: Theme,
    terminal: Terminal,
    wire: Wire,
    keyboard: Keyboard,
    outside: Outside,
    /// When the hand will have rested.
    rest: Option<Instant>,
    /// Whether the app has more to do when nothing else waits.
    more: bool,
    ended: Option<ExitCode>,
    canvas: Buffer,
}

impl Run {
    fn until_the_end(&mut self, queue: &Receiver<Event>) -> Result<ExitCode, Lost> {
        loop {
            self.draw()?;
            let Some(event) = self.next(queue) else { return Ok(ExitCode::SUCCESS) };
            self.take(event)?;
            // Everything that waits is taken before anything is drawn.
            while self.ended.is_none() {
                match queue.try_recv() {
                    Ok(event) => self.take(event)?,
                    Err(_) => break,
                }
            }
            if let Some(code) = self.ended {
                return Ok(code);
            }
        }
    }

    /// Waits for what happens next; none when nothing can any more.
    fn next(&mut self, queue: &Receiver<Event>) -> Option<Event> {
        if self.more {
            return match queue.try_recv() {
                Ok(event) => Some(event),
                Err(TryRecvError::Empty) => {
                    self.more = false;
                    Some(Event::Answer(Msg::GoOn))
                }
                Err(TryRecvError::Disconnected) => None,
            };
        }
        let Some(at) = self.rest else { return queue.recv().ok() };
        match queue.recv_timeout(at.saturating_duration_since(Instant::now())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => {
                self.rest = None;
                Some(Event::Answer(Msg::Rested))
            }
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn draw(&mut self) -> Result<(), Lost> {
        let (width, height) = self.model.size;
        let area = Rect::new(0, 0, width, height);
        if *self.canvas.area() == area {
            self.canvas.reset();
        } else {
            self.canvas = Buffer::empty(area);
        }
        let caret = ui::draw(&self.model, &self.theme, &mut self.canvas);
        let frame = self.wire.frame(&self.canvas, caret);
        if frame.is_empty() { Ok(()) } else { self.terminal.present(frame) }
    }

    fn take(&mut self, event: Event) -> Result<(), Lost> {
        let msg = match event {
            Event::Answer(msg) => msg,
            Event::Input(Input::Key(key)) => Msg::Key(key),
            Event::Input(Input::Paste(text)) => Msg::Paste(text),
            Event::Input(Input::Resize) => {
                let size = self.terminal.size();
                self.wire.invalidate();
                Msg::Resize(size.width, size.height)
            }
            Event::Input(Input::Continued) => {
                self.terminal.reclaim()?;
                self.wire.invalidate();
                return Ok(());
            }
            Event::Input(Input::Hangup) => {
                self.ended = Some(ExitCode::from(HUNG_UP));
                return Ok(());
            }
            Event::Input(Input::Terminate) => {
                self.ended = Some(ExitCode::SUCCESS);
                return Ok(());
            }
        };
        let effects = update(&mut self.model, msg);
        for effect in effects {
            self.carry_out(effect)?;
        }
        Ok(())
    }

    fn carry_out(&mut self, effect: Effect) -> Result<(), Lost> {
        match effect {
            Effect::Quit => self.ended = Some(ExitCode::SUCCESS),
            Effect::Redraw => self.wire.invalidate(),
            Effect::GoOn => self.more = true,
            Effect::Rest => self.rest = Some(Instant::now() + REST),
            Effect::Suspend => {
                self.keyboard.pause();
                let suspended = self.terminal.suspend();
                self.keyboard.resume();
                suspended?;
                self.wire.invalidate();
            }
            Effect::Copy(text) => self.terminal.present(&super::clipboard::copying(&text))?,
            Effect::Editor { text, at } => self.aside(|outside| outside.edit_text(&text, at.0))?,
            Effect::EditFile(key) => self.aside(|outside| outside.edit_file(&key))?,
            effect => {
                if let Some(msg) = self.outside.run(effect) {
                    let more = update(&mut self.model, msg);
                    for effect in more {
                        self.carry_out(effect)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Gives the terminal to another program for a while.
    fn aside(&mut self, other: impl FnOnce(&mut Outside) -> Msg) -> Result<(), Lost> {
        self.keyboard.pause();
        self.terminal.leave()?;
        let msg = other(&mut self.outside);
        self.terminal.enter()?;
        self.keyboard.resume();
        self.wire.invalidate();
        let size = self.terminal.size();
        update(&mut self.model, Msg::Resize(size.width, size.height));
        let effects = update(&mut self.model, msg);
        for effect in effects {
            self.carry_out(effect)?;
        }
        Ok(())
    }
}
