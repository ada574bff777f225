//! What a command gives back: text for standard output, talk for standard error, and an exit code; or why it did not.
//!
//! Commands never print. They build an [`Answer`], and one place here writes it, so that a closed pipe ends quietly and no
//! control character of any record reaches the terminal.

use crate::domain::display::clean;
use crate::store::StoreError;
use std::io::{self, Write};
use std::process::ExitCode;

/// All is well.
pub(super) const FINE: u8 = 0;
/// Findings, or something that asks for attention.
pub(super) const ATTENTION: u8 = 1;
/// Alarm, or problems found by `check`.
pub(super) const ALARM: u8 = 2;
/// Somebody else changed the same field.
const CONFLICT: u8 = 3;
/// Refused for confidentiality.
const REFUSED: u8 = 5;
/// The command line makes no sense.
const USAGE: u8 = 64;
/// Data that cannot be used.
const DATA: u8 = 65;

/// What a command has to say.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// Standard output, whole; already fit to be shown.
    pub(super) text: String,
    /// Standard error, line by line.
    pub(super) talk: Vec<String>,
    /// The exit code.
    pub(super) code: u8,
    /// The code that the full-screen program ended with, in place of the other.
    screen: Option<ExitCode>,
}

impl Answer {
    /// Text for standard output, and all is well.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Nothing for standard output, but a word to the reader.
    pub(super) fn said(talk: impl Into<String>) -> Self {
        Self { talk: vec![talk.into()], ..Self::default() }
    }

    /// Nothing to say: the full-screen program has ended.
    pub(super) fn ended(code: ExitCode) -> Self {
        Self { screen: Some(code), ..Self::default() }
    }

    /// The same with an exit code.
    pub(super) fn with_code(mut self, code: u8) -> Self {
        self.code = code;
        self
    }

    /// The same with one more word to the reader.
    pub(super) fn and_say(mut self, talk: Option<String>) -> Self {
        self.talk.extend(talk);
        self
    }
}

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The command line makes no sense.
    #[error("{0}")]
    Usage(String),
    /// Data, or a value given, that cannot be used.
    #[error("{0}")]
    Data(String),
    /// Somebody else changed the same field.
    #[error("{0}")]
    Conflict(String),
    /// Refused for confidentiality.
    #[error("{0}")]
    Refused(String),
    /// The disk would not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Failure {
    fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => USAGE,
            Self::Conflict(_) | Self::Store(StoreError::ChangedSince { .. } | StoreError::Busy { .. }) => CONFLICT,
            Self::Data(_) | Self::Store(_) => DATA,
            Self::Refused(_) => REFUSED,
        }
    }
}

/// Writes what came of a command and gives its exit code. A reader that went away is no error.
pub(super) fn write(outcome: Result<Answer, Failure>) -> ExitCode {
    let written = match outcome {
        Ok(Answer { screen: Some(code), .. }) => return code,
        Ok(answer) => to_streams(&answer.text, &answer.talk).map(|()| answer.code),
        Err(failure) => to_streams("", &[format!("convenor: {failure}")]).map(|()| failure.code()),
    };
    match written {
        Ok(code) => ExitCode::from(code),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(FINE),
        Err(_) => ExitCode::from(DATA),
    }
}

/// Writes clap's own words: help and version to standard output, a wrong command line to standard error.
pub(super) fn write_clap(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if error.use_stderr() {
        return write(Err(Failure::Usage(text.strip_prefix("error: ").unwrap_or(&text).trim_end().to_owned())));
    }
    write(Ok(Answer::text(text)))
}

fn to_streams(text: &str, talk: &[String]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    let mut err = io::stderr().lock();
    for line in talk {
        writeln!(err, "{}", clean(line))?;
    }
    Ok(())
}
