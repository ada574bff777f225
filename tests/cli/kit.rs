//! A dialogue in a temporary folder, and the program run on it as of 2026-03-16.

use convenor::domain::catalogue::DEMO;
use serde_json::Value as Json;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What a run came to.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// The answer as JSON.
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.out).unwrap_or_else(|fault| panic!("{fault}: {}{}", self.out, self.err))
    }
}

/// A dialogue of its own.
pub(crate) struct Place {
    home: TempDir,
}

impl Place {
    /// The sample dialogue.
    pub(crate) fn sample() -> Self {
        let place = Self { home: TempDir::new().unwrap() };
        for (file, text) in DEMO {
            place.write(file, text);
        }
        fs::set_permissions(place.dir(), fs::Permissions::from_mode(0o700)).unwrap();
        place
    }

    /// A dialogue with nothing in it.
    pub(crate) fn empty() -> Self {
        let place = Self { home: TempDir::new().unwrap() };
        place.write("dialogue.toml", "format = 1\ntitle = \"Empty\"\n");
        fs::set_permissions(place.dir(), fs::Permissions::from_mode(0o700)).unwrap();
        place
    }

    /// The dialogue's folder.
    pub(crate) fn dir(&self) -> PathBuf {
        self.home.path().join("dialogue")
    }

    /// The home folder, which is otherwise empty.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.dir().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.dir().join(file)).unwrap()
    }

    /// Runs a command line given as words.
    pub(crate) fn run(&self, words: &[&str]) -> Run {
        self.run_with(words, "")
    }

    /// Runs a command line with something on standard input.
    pub(crate) fn run_with(&self, words: &[&str], input: &str) -> Run {
        let dir = self.dir();
        run(self.home.path(), &[&["-d", dir.to_str().unwrap()], words].concat(), &[], input)
    }

    /// Runs a command line split at spaces, and takes its answer as JSON.
    pub(crate) fn json(&self, line: &str) -> Json {
        let run = self.run(&[line.split(' ').collect::<Vec<_>>().as_slice(), &["--json"]].concat());
        run.json()
    }
}

/// Runs the program in a folder, with nothing of this machine's own settings.
pub(crate) fn run(home: &Path, words: &[&str], env: &[(&str, &str)], input: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_convenor"));
    command.args(words).current_dir(home).env_clear().env("HOME", home).env("CONVENOR_TODAY", "2026-03-16").envs(env.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The texts of a JSON array.
pub(crate) fn texts(value: &Json) -> Vec<&str> {
    value.as_array().unwrap_or_else(|| panic!("no array: {value}")).iter().map(|item| item.as_str().unwrap()).collect()
}
