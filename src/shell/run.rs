//! Ties everything together: inputs and answers become messages, messages change the model, effects are carried out,
//! and the screen is drawn once when nothing waits any more.

mod options;
mod show;

pub use options::Options;

use super::effects::Outside;
use super::input::{Input, Keyboard, Patience};
use super::terminal::{Lost, Terminal};
use super::wire::Flavour;
use super::{guardian, signals};
use crate::app::model::Model;
use crate::app::msg::{Effect, Msg};
use crate::app::update::update;
use options::equip;
use show::Show;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a hand rests before what waits for that is drawn.
const REST: Duration = Duration::from_secs(1);

/// How long a page waits for what is looked for before it says so.
const MOMENT: Duration = Duration::from_millis(60);

/// How long an answer of the terminal is waited for before the terminal is given away.
const ANSWER: Duration = Duration::from_secs(2);

/// What the program ends with when its terminal is gone.
const HUNG_UP: u8 = 129;

/// What the program ends with after a fault of its own.
const FAULT: u8 = 70;

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
    let terminal = Terminal::open()?;
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
    let mut show = Show::new(terminal, flavour, theme, options.settings.low_bandwidth);
    show.terminal.enter()?;
    let keyboard = Keyboard::start(Patience::of(remote), inputs(&events)).map_err(Lost::System)?;
    let _signals = signals::listen(inputs(&events)).map_err(Lost::System)?;
    let mut run = Run {
        model,
        show,
        keyboard,
        outside,
        queue,
        ahead: VecDeque::new(),
        rest: None,
        held: None,
        more: false,
        looking: None,
        ended: None,
    };
    for effect in effects {
        run.carry_out(effect)?;
    }
    let code = run.until_the_end();
    run.outside.finish();
    run.await_answer();
    let left = run.show.terminal.leave();
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

struct Run {
    model: Model,
    show: Show,
    keyboard: Keyboard,
    outside: Outside,
    queue: Receiver<Event>,
    /// What came while an answer of the terminal was waited for.
    ahead: VecDeque<Event>,
    /// When the hand will have rested.
    rest: Option<Instant>,
    /// Until when the next frame is held back.
    held: Option<Instant>,
    /// Whether the app has more to do when nothing else waits.
    more: bool,
    /// Since when something is being looked for.
    looking: Option<Instant>,
    ended: Option<ExitCode>,
}

/// What the loop goes on with.
enum Woken {
    By(Event),
    /// The time of what was put off has come.
    Due,
    /// Nothing can come any more.
    Never,
}

impl Run {
    fn until_the_end(&mut self) -> Result<ExitCode, Lost> {
        loop {
            if self.is_worth_showing() {
                self.held = self.show.show(&self.model)?;
            }
            match self.next() {
                Woken::By(event) => self.take(event)?,
                Woken::Due => {}
                Woken::Never => return Ok(ExitCode::SUCCESS),
            }
            // Everything that waits is taken before anything is drawn.
            while self.ended.is_none() {
                match self.waiting() {
                    Ok(event) => self.take(event)?,
                    Err(_) => break,
                }
            }
            if let Some(code) = self.ended {
                return Ok(code);
            }
        }
    }

    /// Not while something is looked for that will be found in a moment: a page that says so would only flicker.
    fn is_worth_showing(&mut self) -> bool {
        self.looking = self.model.facts.is_searching().then(|| self.looking.unwrap_or_else(Instant::now));
        self.looking.is_none_or(|since| since.elapsed() >= MOMENT)
    }

    fn waiting(&mut self) -> Result<Event, TryRecvError> {
        self.ahead.pop_front().map_or_else(|| self.queue.try_recv(), Ok)
    }

    /// Waits for what happens next.
    fn next(&mut self) -> Woken {
        if self.more || !self.ahead.is_empty() {
            return match self.waiting() {
                Ok(event) => Woken::By(event),
                Err(TryRecvError::Empty) => {
                    self.more = false;
                    Woken::By(Event::Answer(Msg::GoOn))
                }
                Err(TryRecvError::Disconnected) => Woken::Never,
            };
        }
        let Some(at) = [self.rest, self.held].into_iter().flatten().min() else {
            return self.queue.recv().map_or(Woken::Never, Woken::By);
        };
        match self.queue.recv_timeout(at.saturating_duration_since(Instant::now())) {
            Ok(event) => Woken::By(event),
            Err(RecvTimeoutError::Timeout) if self.rest == Some(at) => {
                self.rest = None;
                Woken::By(Event::Answer(Msg::Rested))
            }
            Err(RecvTimeoutError::Timeout) => Woken::Due,
            Err(RecvTimeoutError::Disconnected) => Woken::Never,
        }
    }

    /// Before the terminal is given away: an answer of it that is still to come must not be typed into another program.
    fn await_answer(&mut self) {
        let until = Instant::now() + ANSWER;
        while self.show.awaits_an_answer() {
            match self.queue.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Event::Input(Input::Answered)) => self.show.answered(),
                Ok(Event::Input(Input::Hangup)) | Err(_) => break,
                Ok(event) => self.ahead.push_back(event),
            }
        }
    }

    fn take(&mut self, event: Event) -> Result<(), Lost> {
        let msg = match event {
            Event::Answer(msg) => msg,
            Event::Input(Input::Key(key)) => {
                self.show.pressed();
                Msg::Key(key)
            }
            Event::Input(Input::Paste(text)) => Msg::Paste(text),
            Event::Input(Input::Answered) => {
                self.show.answered();
                return Ok(());
            }
            Event::Input(Input::Resize) => {
                let size = self.show.terminal.size();
                self.show.invalidate();
                Msg::Resize(size.width, size.height)
            }
            Event::Input(Input::Continued) => {
                self.show.terminal.reclaim()?;
                self.show.invalidate();
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
            Effect::Redraw => self.show.invalidate(),
            Effect::GoOn => self.more = true,
            Effect::Rest => self.rest = Some(Instant::now() + REST),
            Effect::Suspend => {
                self.await_answer();
                self.keyboard.pause();
                let suspended = self.show.terminal.suspend();
                self.keyboard.resume();
                suspended?;
                self.show.begin_anew();
            }
            Effect::Copy(text) => self.show.terminal.present(&super::clipboard::copying(&text))?,
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
        self.await_answer();
        self.keyboard.pause();
        self.show.terminal.leave()?;
        let msg = other(&mut self.outside);
        self.show.terminal.enter()?;
        self.keyboard.resume();
        self.show.begin_anew();
        let size = self.show.terminal.size();
        update(&mut self.model, Msg::Resize(size.width, size.height));
        let effects = update(&mut self.model, msg);
        for effect in effects {
            self.carry_out(effect)?;
        }
        Ok(())
    }
}
