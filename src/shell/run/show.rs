//! What is shown: the model is drawn, what changed goes down the line, and no sooner than the line can take it.
//!
//! How it looks is for [`ui`], how few bytes it is for [`Wire`], when it may go for [`Pace`].

use crate::app::model::Model;
use crate::shell::backlog::Connection;
use crate::shell::pace::{Line, Pace};
use crate::shell::terminal::{Lost, Terminal};
use crate::shell::wire::{Flavour, Wire};
use crate::ui;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::env;
use std::time::{Duration, Instant};

/// How soon a terminal that takes nothing is tried again.
const TRY_AGAIN: Duration = Duration::from_millis(50);

/// The terminal and what it shows.
pub(super) struct Show {
    pub(super) terminal: Terminal,
    theme: Theme,
    wire: Wire,
    pace: Pace,
    /// The connection that the terminal is at the other end of.
    connection: Option<Connection>,
    canvas: Buffer,
}

impl Show {
    /// A terminal on which nothing is shown yet. `may_ask` allows the one question there is.
    pub(super) fn new(terminal: Terminal, flavour: Flavour, theme: Theme, may_ask: bool) -> Show {
        let size = terminal.size();
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        // A multiplexer takes everything at once and repaints by itself, whatever lies behind it.
        let multiplexed = set("TMUX") || set("STY");
        let remote = !multiplexed && (set("SSH_CONNECTION") || set("SSH_TTY"));
        let connection = env::var("SSH_CONNECTION").ok().filter(|_| remote).and_then(|ends| Connection::of(&ends));
        Show {
            terminal,
            theme,
            wire: Wire::new(size.width, size.height, flavour),
            pace: Pace::new(Line { remote, may_ask }, Instant::now()),
            connection,
            canvas: Buffer::default(),
        }
    }

    /// Draws the model; when that has to wait, until when.
    pub(super) fn show(&mut self, model: &Model) -> Result<Option<Instant>, Lost> {
        let now = Instant::now();
        if !self.terminal.is_free()? {
            return Ok(Some(now + TRY_AGAIN));
        }
        let connection = &mut self.connection;
        let waiting = || {
            let backlog = connection.as_ref()?.backlog();
            // One that cannot be found now is not looked for again: it was that of another terminal.
            *connection = connection.take().filter(|_| backlog.is_some());
            backlog
        };
        if let Err(until) = self.pace.ready(now, waiting) {
            return Ok(Some(until));
        }
        let (width, height) = model.size;
        let area = Rect::new(0, 0, width, height);
        if *self.canvas.area() == area {
            self.canvas.reset();
        } else {
            self.canvas = Buffer::empty(area);
        }
        let caret = ui::draw(model, &self.theme, &mut self.canvas);
        let frame = self.wire.frame(&self.canvas, caret);
        if !frame.is_empty() {
            let question = self.pace.behind(frame.len());
            let whole = frame.len() + question.len();
            if question.is_empty() {
                self.terminal.present(frame)?;
            } else {
                self.terminal.present(&[frame, question].concat())?;
            }
            self.pace.sent(whole, !question.is_empty(), Instant::now());
        }
        Ok(None)
    }

    /// The terminal's contents are not known any more.
    pub(super) fn invalidate(&mut self) {
        self.wire.invalidate();
    }

    /// The terminal was another program's meanwhile.
    pub(super) fn begin_anew(&mut self) {
        self.wire.invalidate();
        self.pace.begin_anew(Instant::now());
    }

    /// A key was pressed.
    pub(super) fn pressed(&mut self) {
        self.pace.key(Instant::now());
    }

    /// The terminal answered.
    pub(super) fn answered(&mut self) {
        self.pace.answered(Instant::now());
    }

    /// Whether it has still to answer.
    pub(super) fn awaits_an_answer(&self) -> bool {
        self.pace.answer_due().is_some_and(|at| Instant::now() < at)
    }
}
