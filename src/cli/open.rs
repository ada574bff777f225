//! `open` and `demo`: the ways into the full-screen program.

use super::Line;
use super::answer::{Answer, Failure};
use super::session::{Global, homely, today, typed};
use crate::app::settings::Settings;
use crate::domain::audience::Audience;
use crate::domain::nearest::nearest;
use crate::domain::problem::Problem;
use crate::shell::run::{Options, run};
use crate::store::{self, Paths, SAMPLE_DAY};
use chrono::NaiveDate;
use std::io::{self, IsTerminal};
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

/// Opens a dialogue on the screen; without one, offers the sample or a new one.
pub(super) fn open(args: &Args, folder: Option<&Path>, global: &Global) -> Result<Answer, Failure> {
    let folder = match folder {
        Some(folder) => Some(existing(folder)?),
        None => global.known_folder()?,
    };
    let today = today()?;
    let seen = folder.as_deref().map_or(Ok(today), |folder| global.today_in(folder))?;
    let as_of = Some(global.as_of(seen)?).filter(|day| *day != seen);
    enter(args, folder, today, as_of, global.audience()?)
}

/// A folder given in the place of a command; a word that is neither is most likely a mistyped command.
fn existing(folder: &Path) -> Result<PathBuf, Failure> {
    if folder.join("dialogue.toml").exists() {
        return Ok(folder.to_owned());
    }
    let word = folder.to_string_lossy();
    if folder.exists() {
        return Err(Failure::Data(format!("{word} holds no dialogue.toml. Begin a dialogue there with: convenor init {word}")));
    }
    let names = Line::names();
    let hint = match nearest(&word, names.iter().map(String::as_str)) {
        Some(near) if !word.contains('/') => format!("Did you mean: convenor {near}?"),
        _ => format!("Begin a dialogue there with: convenor init {word}"),
    };
    Err(Failure::Usage(format!("There is no command and no folder \"{word}\". {hint}")))
}

/// Opens the sample, or keeps it in a folder.
pub(super) fn demo(args: &Demo, outer: &Args, global: &Global) -> Result<Answer, Failure> {
    // A copy that is kept is looked at on the sample's day, too; from the sample itself, other dialogues are opened on theirs.
    let today = if args.keep.is_some() { SAMPLE_DAY } else { today()? };
    let as_of = Some(global.as_of(SAMPLE_DAY)?).filter(|day| *day != SAMPLE_DAY);
    let audience = global.audience()?;
    let folder = match &args.keep {
        Some(folder) => folder.clone(),
        None => paths().ok_or_else(|| Failure::Usage("Neither XDG_STATE_HOME nor HOME is set.".to_owned()))?.demo(),
    };
    if args.keep.is_some() && folder.join("dialogue.toml").exists() {
        return Err(Failure::Data(format!("{} already holds a dialogue. Name a new folder.", folder.display())));
    }
    store::demo(&folder, false)?;
    if args.keep.is_some() && !on_a_terminal() {
        return Ok(Answer::text(format!("{}\n", folder.display()))
            .and_say(Some(format!("The sample is kept. See it as of 2026-03-16: CONVENOR_TODAY=2026-03-16 convenor {}", typed(&folder)))));
    }
    let either = |of: fn(&Args) -> bool| of(&args.args) || of(outer);
    let args = Args {
        ascii: either(|args| args.ascii),
        read_only: either(|args| args.read_only),
        hide_names: either(|args| args.hide_names),
        low_bandwidth: either(|args| args.low_bandwidth),
    };
    enter(&args, Some(folder), today, as_of, audience)
}

/// The user's own places; none without a home.
pub(super) fn paths() -> Option<Paths> {
    Paths::from_env(|name| std::env::var_os(name))
}

fn on_a_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Hands over to the full-screen program, with the user's settings, keys and colours.
fn enter(args: &Args, folder: Option<PathBuf>, today: NaiveDate, as_of: Option<NaiveDate>, audience: Audience) -> Result<Answer, Failure> {
    if !on_a_terminal() {
        return Err(Failure::Usage("The full-screen program needs a terminal. Without one, try: convenor status".to_owned()));
    }
    let paths = paths();
    let mut problems = Vec::new();
    let mut settings = Settings::default();
    if let Some((file, text)) = own_file(paths.as_ref(), Paths::settings, &mut problems) {
        let (read, faults) = Settings::read(&file, &text);
        settings = read;
        problems.extend(faults);
    }
    settings.ascii |= args.ascii;
    settings.hide_names |= args.hide_names;
    settings.low_bandwidth |= args.low_bandwidth;
    settings.monochrome |= std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let keymap = own_file(paths.as_ref(), Paths::keymap, &mut problems);
    let theme = own_file(paths.as_ref(), |paths| paths.config.join("theme.toml"), &mut problems);
    let read_only = args.read_only;
    let code = run(Options { folder, today, as_of, audience, settings, keymap, theme, problems, paths, read_only });
    Ok(Answer::ended(code))
}

/// The name and text of one of the user's files, when there is one; one that cannot be read is a problem to show.
fn own_file(paths: Option<&Paths>, which: impl Fn(&Paths) -> PathBuf, problems: &mut Vec<Problem>) -> Option<(String, String)> {
    let file = which(paths?);
    let name = homely(&file);
    match Paths::read(&file) {
        Ok(text) => text.map(|text| (name, text)),
        Err(error) => {
            problems.push(Problem::new(name, error.to_string(), ""));
            None
        }
    }
}
