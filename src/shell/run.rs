//! Ties everything together: the model, the terminal, the keyboard and the world outside are set up, and what they say to each
//! other goes round in `round` until the program ends. Here it also says how it ended.

mod options;
mod round;
mod show;

pub use options::Options;

use super::effects::Outside;
use super::input::{Input, Keyboard, Patience};
use super::terminal::{Lost, Terminal};
use super::wire::Flavour;
use super::{guardian, signals};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::update::update;
use options::equip;
use round::{Event, Run};
use show::Show;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

/// What the program ends with when its terminal is gone.
const HUNG_UP: u8 = 129;

/// What the program ends with after a fault of its own.
const FAULT: u8 = 70;

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
    let mut run = Run::new(model, show, keyboard, outside, queue);
    run.carry_out_all(effects)?;
    run.until_the_end()
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
