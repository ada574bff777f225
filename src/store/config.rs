//! The user's own files: where they lie, the texts of settings and keymap, and the dialogues opened before.
//!
//! What settings and keys mean is for the app.

use super::begin::SAMPLE_DAY;
use super::error::StoreError;
use super::write::{Rights, Slot};
use chrono::NaiveDate;
use rustix::fs::{CWD, Mode, OFlags};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};

/// How many dialogues are remembered.
const MOST_RECENT: usize = 20;

/// Where the user's own files lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// `$XDG_CONFIG_HOME/convenor`: settings and keymap.
    pub config: PathBuf,
    /// `$XDG_STATE_HOME/convenor`: drafts, the sample dialogue, the list of dialogues.
    pub state: PathBuf,
}

impl Paths {
    /// The places that the environment names (`var` gives its variables); `None` without a home.
    #[must_use]
    pub fn from_env(var: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        // The base directory specification: a path that is not absolute counts as not set.
        let absolute = |name: &str| var(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = absolute("HOME");
        let place = |name: &str, below: &str| Some(absolute(name).or_else(|| Some(home.as_ref()?.join(below)))?.join("convenor"));
        Some(Self { config: place("XDG_CONFIG_HOME", ".config")?, state: place("XDG_STATE_HOME", ".local/state")? })
    }

    /// The user's settings.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.toml")
    }

    /// The user's keys.
    #[must_use]
    pub fn keymap(&self) -> PathBuf {
        self.config.join("keymap.toml")
    }

    /// Drafts of all dialogues.
    #[must_use]
    pub fn drafts(&self) -> PathBuf {
        self.state.join("drafts")
    }

    /// The sample dialogue.
    #[must_use]
    pub fn demo(&self) -> PathBuf {
        self.state.join("demo")
    }

    /// The day on which a dialogue is looked at whatever the clock says; none but for the sample.
    #[must_use]
    pub fn day_of(&self, folder: &Path) -> Option<NaiveDate> {
        (folder == self.demo()).then_some(SAMPLE_DAY)
    }

    /// The list of dialogues opened before.
    #[must_use]
    pub fn recent_file(&self) -> PathBuf {
        self.state.join("recent")
    }

    /// The text of one of the user's files; `None` when there is none.
    pub fn read(file: &Path) -> Result<Option<String>, StoreError> {
        match fs::read_to_string(file) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::disk("Cannot read", file, error, "What is built in is used instead")),
        }
    }

    /// Dialogues opened before with their titles, most recent first. A list that cannot be read is an empty one.
    #[must_use]
    pub fn recent(&self) -> Vec<(PathBuf, String)> {
        let text = fs::read_to_string(self.recent_file()).unwrap_or_default();
        text.lines().filter_map(|line| line.split_once('\t')).map(|(path, title)| (path.into(), title.to_owned())).collect()
    }

    /// Puts a dialogue at the head of the list.
    pub fn opened(&self, dir: &Path, title: &str) -> Result<(), StoreError> {
        let dir = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
        let mut recent = self.recent();
        let entry = (dir, title.replace(char::is_control, " "));
        // Most often the dialogue opened last is opened again: nothing to write, and no disk to wait for.
        if recent.first() == Some(&entry) {
            return Ok(());
        }
        recent.retain(|(path, _)| *path != entry.0);
        recent.insert(0, entry);
        recent.truncate(MOST_RECENT);
        let line = |(path, title): &(PathBuf, String)| {
            path.to_str().filter(|path| !path.contains(['\t', '\n'])).map(|path| format!("{path}\t{title}\n"))
        };
        let text: String = recent.iter().filter_map(line).collect();
        let write = || -> io::Result<()> {
            let slot = Slot { folder: private_folder(&self.state)?, name: "recent".to_owned() };
            let temporary = Rights::private().temporary(&slot, text.as_bytes())?;
            rustix::fs::renameat(&slot.folder, &temporary, &slot.folder, &slot.name)?;
            Ok(())
        };
        write().map_err(|error| StoreError::disk("Cannot write", self.recent_file(), error, "The dialogue itself is not concerned"))
    }
}

/// Opens a folder that only its owner may enter, made with all above it where there is none.
pub(super) fn private_folder(path: &Path) -> io::Result<OwnedFd> {
    if let Some(above) = path.parent() {
        fs::create_dir_all(above)?;
    }
    let above = path.parent().unwrap_or(Path::new("/"));
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let fd = rustix::fs::openat(CWD, above, flags, Mode::empty())?;
    let name = path.file_name().and_then(|name| name.to_str()).ok_or(io::ErrorKind::InvalidInput)?;
    Rights::private().folder(fd.as_fd(), name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use tempfile::TempDir;

    fn paths(dir: &TempDir) -> Paths {
        let home = dir.path().as_os_str().to_owned();
        Paths::from_env(|name| (name == "HOME").then(|| home.clone())).unwrap()
    }

    #[test]
    fn places_follow_the_environment_and_fall_back_to_the_home() {
        let var = |name: &str| match name {
            "HOME" => Some("/home/u".into()),
            "XDG_STATE_HOME" => Some("/state".into()),
            "XDG_CONFIG_HOME" => Some("relative".into()),
            _ => None,
        };
        let paths = Paths::from_env(var).unwrap();
        assert_eq!(paths.drafts(), Path::new("/state/convenor/drafts"));
        assert_eq!(paths.settings(), Path::new("/home/u/.config/convenor/settings.toml"));
        assert_eq!(Paths::from_env(|_| None), None);
    }

    #[test]
    fn the_dialogue_opened_last_stands_first_and_each_only_once() {
        let dir = TempDir::new().unwrap();
        let paths = paths(&dir);
        assert_eq!(paths.recent(), []);
        for (name, title) in [("a", "A"), ("b", "B\u{1b}[m"), ("a", "A again")] {
            fs::create_dir_all(dir.path().join(name)).unwrap();
            paths.opened(&dir.path().join(name), title).unwrap();
        }
        let titles: Vec<_> = paths.recent().into_iter().map(|(_, title)| title).collect();
        assert_eq!(titles, ["A again", "B [m"]);
        assert_eq!(fs::metadata(&paths.state).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(fs::metadata(paths.recent_file()).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_file_of_the_user_that_is_not_there_is_no_error() {
        let dir = TempDir::new().unwrap();
        assert_eq!(Paths::read(&paths(&dir).settings()).unwrap(), None);
        assert!(Paths::read(dir.path()).is_err());
    }
}
