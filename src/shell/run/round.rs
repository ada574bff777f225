//! The round: everything that waits is taken, becomes messages, changes the model and has its effects carried out; then the screen
//! is drawn once. What was put off (a hand that rests, a frame held back) wakes it too.

use super::HUNG_UP;
use super::show::Show;
use crate::app::model::Model;
use crate::app::msg::{Effect, Msg};
use crate::app::update::update;
use crate::shell::clipboard;
use crate::shell::effects::Outside;
use crate::shell::input::{Input, Keyboard};
use crate::shell::terminal::Lost;
use std::collections::VecDeque;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

/// How long a hand rests before what waits for that is drawn.
const REST: Duration = Duration::from_secs(1);

/// How long a page waits for what is looked for before it says so.
const MOMENT: Duration = Duration::from_millis(60);

/// How long an answer of the terminal is waited for before the terminal is given away.
const ANSWER: Duration = Duration::from_secs(2);

/// What reaches the loop.
#[derive(Debug)]
pub(super) enum Event {
    /// From the terminal or the system.
    Input(Input),
    /// An answer to an effect.
    Answer(Msg),
}

/// The program while it runs.
pub(super) struct Run {
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
    /// At the beginning, with nothing to wait for but inputs.
    pub(super) fn new(model: Model, show: Show, keyboard: Keyboard, outside: Outside, queue: Receiver<Event>) -> Self {
        Self {
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
        }
    }

    /// Goes round until the program ends; then what is still to be written is written, and the terminal given back. Gives the code
    /// to end with, or how the terminal was lost.
    pub(super) fn until_the_end(mut self) -> Result<ExitCode, Lost> {
        let code = self.go_round();
        self.outside.finish();
        self.await_answer();
        let left = self.show.terminal.leave();
        code.and_then(|code| left.map(|()| code))
    }

    fn go_round(&mut self) -> Result<ExitCode, Lost> {
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
        self.carry_out_all(effects)
    }

    /// Carries effects out in their order, and what they answer at once after each.
    pub(super) fn carry_out_all(&mut self, effects: Vec<Effect>) -> Result<(), Lost> {
        effects.into_iter().try_for_each(|effect| self.carry_out(effect))
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
            Effect::Copy(text) => self.show.terminal.present(&clipboard::copying(&text))?,
            Effect::Editor { text, at } => self.aside(|outside| outside.edit_text(&text, at.0))?,
            Effect::EditFile(key) => self.aside(|outside| outside.edit_file(&key))?,
            effect => {
                if let Some(msg) = self.outside.run(effect) {
                    let more = update(&mut self.model, msg);
                    self.carry_out_all(more)?;
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
        self.carry_out_all(effects)
    }
}
