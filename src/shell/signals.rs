//! Signals, told to the program as inputs by a thread of their own.
//!
//! SIGTSTP is left alone: its default action stops the process, and [`Terminal::suspend`](super::terminal::Terminal::suspend)
//! sends it when the screen has been left.

use std::{io, thread};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH, SIGXFSZ},
    iterator::{Handle, Signals},
};

use super::input::Input;

/// Start to listen. `send` gets every signal as an input and says whether anybody still listens. The handle can end the
/// thread; dropping it does not.
///
/// A file that grows beyond the limit set for the user becomes an ordinary error of writing, instead of the end of the
/// process (SIGXFSZ).
///
/// # Errors
/// When the system gives no handler or no thread.
pub fn listen(send: impl Fn(Input) -> bool + Send + 'static) -> io::Result<Handle> {
    let mut signals = Signals::new([SIGWINCH, SIGCONT, SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGXFSZ])?;
    let handle = signals.handle();
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            if let Some(input) = meaning(signal)
                && !send(input)
            {
                break;
            }
        }
    })?;
    Ok(handle)
}

fn meaning(signal: i32) -> Option<Input> {
    match signal {
        SIGWINCH => Some(Input::Resize),
        SIGCONT => Some(Input::Continued),
        SIGHUP => Some(Input::Hangup),
        SIGTERM | SIGINT | SIGQUIT => Some(Input::Terminate),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use nix::sys::signal::{Signal, raise};

    use super::*;

    #[test]
    fn signals_become_inputs() {
        let (sender, inputs) = mpsc::channel();
        let handle = listen(move |input| sender.send(input).is_ok()).unwrap();
        for (signal, input) in [
            (Signal::SIGWINCH, Input::Resize),
            (Signal::SIGHUP, Input::Hangup),
            (Signal::SIGTERM, Input::Terminate),
            (Signal::SIGCONT, Input::Continued),
        ] {
            raise(signal).unwrap();
            assert_eq!(inputs.recv(), Ok(input));
        }
        raise(Signal::SIGXFSZ).unwrap();
        handle.close();
        assert!(inputs.recv().is_err());
    }
}
