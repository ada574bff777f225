//! `open` and `demo`: the ways into the full-screen program.

use super::Line;
use super::answer::{Answer, Failure};
use super::session::{Global, homely, today};
use crate::domain::audience::Audience;
use crate::domain::catalogue::DEMO;
use crate::domain::nearest::nearest;
use crate::store::Store;
use chrono::NaiveDate;
use std::fs::{self, DirBuilder};
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// How the screen is to be.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Args {
    /// Draw with ASCII characters alone.
    #[arg(long)]
    ascii: bool,
    /// Change nothing.
    #[arg(long)]
    read_only: bool,
    /// Begin with the names of stakeholders hidden.
    #[arg(long)]
    hide_names: bool,
    /// Send as little as can be down a slow line.
    #[arg(long)]
    low_bandwidth: bool,
}

/// `open`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor open --read-only ~/hands-and-words")]
pub(super) struct Open {
    /// The dialogue's folder.
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(super) args: Args,
}

/// `demo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor demo --keep ~/sample")]
pub(super) struct Demo {
    /// Keep the sample in a new folder, to be used with other commands too.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    #[command(flatten)]
    args: Args,
}

/// What the full-screen program is opened with.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// The dialogue's folder.
    pub folder: PathBuf,
    /// Today.
    pub today: NaiveDate,
    /// The day that views see.
    pub as_of: NaiveDate,
    /// For whom.
    pub audience: Audience,
    /// ASCII characters alone.
    pub ascii: bool,
    /// Change nothing.
    pub read_only: bool,
    /// Begin with names hidden.
    pub hide_names: bool,
    /// As few bytes as can be.
    pub low_bandwidth: bool,
}

/// The day of the sample dialogue.
fn demo_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 16).unwrap_or_default()
}

/// Opens a dialogue on the screen.
pub(super) fn open(args: &Args, folder: Option<&Path>, global: &Global) -> Result<Answer, Failure> {
    let folder = match folder {
        Some(folder) => existing(folder)?,
        None => global.folder()?,
    };
    let today = today()?;
    let (as_of, audience) = (global.as_of(today)?, global.audience()?);
    Store::open(&folder)?.load()?;
    enter(OpenOptions {
        folder,
        today,
        as_of,
        audience,
        ascii: args.ascii,
        read_only: args.read_only,
        hide_names: args.hide_names,
        low_bandwidth: args.low_bandwidth,
    })
}

/// A folder given in the place of a command; a word that is neither is most likely a mistyped command.
fn existing(folder: &Path) -> Result<PathBuf, Failure> {
    if folder.exists() {
        return Ok(folder.to_owned());
    }
    let word = folder.to_string_lossy();
    let names = Line::names();
    let hint = match nearest(&word, names.iter().map(String::as_str)) {
        Some(near) if !word.contains('/') => format!("Did you mean: convenor {near}?"),
        _ => format!("Begin a dialogue there with: convenor init {word}"),
    };
    Err(Failure::Usage(format!("There is no command and no folder \"{word}\". {hint}")))
}

/// Opens the sample, or keeps it in a folder.
pub(super) fn demo(args: &Demo, outer: &Args) -> Result<Answer, Failure> {
    let folder = match &args.keep {
        Some(folder) => folder.clone(),
        None => state_folder()?.join("demo"),
    };
    let fresh = args.keep.is_some();
    lay_out(&folder, fresh)?;
    if fresh && !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Ok(Answer::text(format!("{}\n", folder.display())).and_say(Some(format!(
            "The sample is kept. See it as of 2026-03-16: CONVENOR_TODAY=2026-03-16 convenor '{}'",
            homely(&folder)
        ))));
    }
    let either = |of: fn(&Args) -> bool| of(&args.args) || of(outer);
    enter(OpenOptions {
        folder,
        today: demo_day(),
        as_of: demo_day(),
        audience: Audience::Host,
        ascii: either(|args| args.ascii),
        read_only: either(|args| args.read_only),
        hide_names: either(|args| args.hide_names),
        low_bandwidth: either(|args| args.low_bandwidth),
    })
}

/// Writes the sample into a folder; one that is `fresh` must not hold a dialogue yet.
fn lay_out(folder: &Path, fresh: bool) -> Result<(), Failure> {
    if folder.join("dialogue.toml").exists() {
        return if fresh {
            Err(Failure::Data(format!("{} already holds a dialogue. Name a new folder.", folder.display())))
        } else {
            Ok(())
        };
    }
    let cannot = |error: io::Error| Failure::Data(format!("Cannot write the sample into {}: {error}.", folder.display()));
    // dialogue.toml comes last: a folder that has it is whole.
    let (process, others): (Vec<_>, Vec<_>) = DEMO.iter().partition(|(file, _)| *file == "dialogue.toml");
    for (file, text) in others.into_iter().chain(process) {
        let path = folder.join(file);
        DirBuilder::new().recursive(true).mode(0o700).create(path.parent().unwrap_or(folder)).map_err(cannot)?;
        let mut open = fs::OpenOptions::new();
        let mut out = open.write(true).create(true).truncate(true).mode(0o600).open(&path).map_err(cannot)?;
        out.write_all(text.as_bytes()).map_err(cannot)?;
    }
    Ok(())
}

/// Where the program keeps what belongs to no dialogue.
pub(super) fn state_folder() -> Result<PathBuf, Failure> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute("XDG_STATE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/state")));
    base.map(|base| base.join("convenor")).ok_or_else(|| Failure::Usage("Neither XDG_STATE_HOME nor HOME is set.".to_owned()))
}

/// Hands over to the full-screen program.
fn enter(options: OpenOptions) -> Result<Answer, Failure> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(Failure::Usage("The full-screen program needs a terminal. Without one, try: convenor status".to_owned()));
    }
    let _ = options;
    Err(Failure::Usage("The full-screen program is not there yet.".to_owned()))
}
