//! `init`: begins a new dialogue in a folder of its own.

use super::answer::{Answer, Failure};
use super::session::typed;
use crate::store::{self, Beginning};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// `init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor init ~/hands-and-words --title \"Hands and Words\" --git")]
pub(super) struct Init {
    /// The new folder; it is made for you alone.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The name under which the dialogue is known; else the folder's.
    #[arg(long)]
    title: Option<String>,
    /// Keep its history with git too.
    #[arg(long)]
    git: bool,
}

/// Makes the folder and its `dialogue.toml`, and says the folder.
pub(super) fn init(args: &Init) -> Result<Answer, Failure> {
    let named = args.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned);
    let title = named.unwrap_or_else(|| args.dir.file_name().map_or("Dialogue".into(), |name| name.to_string_lossy()).into_owned());
    store::begin(&args.dir, &Beginning { title, ..Beginning::default() })?;
    let git = if args.git { begin_history(&args.dir) } else { None };
    let next = format!("Open it with: convenor {}", typed(&args.dir));
    Ok(Answer::text(format!("{}\n", args.dir.display())).and_say(git).and_say(Some(next)))
}

/// Has git begin a history; says what went wrong, which is no reason to have no dialogue.
fn begin_history(dir: &Path) -> Option<String> {
    let begun = Command::new("git").args(["init", "--quiet", "--template="]).arg(dir).stdin(Stdio::null()).status();
    match begun {
        Ok(status) if status.success() => None,
        Ok(status) => Some(format!("git did not begin a history ({status}). Try it yourself with: git init")),
        Err(error) => Some(format!("git could not be run ({error}). Install it, then: git init")),
    }
}
