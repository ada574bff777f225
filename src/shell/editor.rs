//! Hands a text to `$EDITOR` and takes it back. The text lies in a file of one's own, which is taken away again.

use super::effects::private_file;
use std::io;
use std::path::Path;
use std::process::Command;

/// The program that edits texts: the setting, else `$VISUAL`, else `$EDITOR`, else vi.
#[must_use]
pub(super) fn program(setting: &str) -> String {
    let from = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    Some(setting.trim().to_owned())
        .filter(|setting| !setting.is_empty())
        .or_else(|| from("VISUAL"))
        .or_else(|| from("EDITOR"))
        .unwrap_or_else(|| "vi".to_owned())
}

/// Runs the program on a file; `line` puts the caret there where the program understands `+LINE`.
///
/// # Errors
/// When the program cannot be started or ends badly.
pub(super) fn open(program: &str, file: &Path, line: usize) -> io::Result<()> {
    let mut words = program.split_whitespace();
    let name = words.next().unwrap_or("vi");
    let mut command = Command::new(name);
    command.args(words);
    let known = ["vi", "vim", "nvim", "nano", "emacs", "micro", "hx", "kak", "jed", "joe", "ne"];
    if line > 1 && Path::new(name).file_name().is_some_and(|name| known.iter().any(|known| name == *known)) {
        command.arg(format!("+{line}"));
    }
    let status = command.arg(file).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("{name} ended with {status}"))) }
}

/// Hands over a text and gives it back as it was left.
///
/// # Errors
/// When the file cannot be written or the program cannot be run; the text is still where it was.
pub(super) fn edit(program: &str, folder: &Path, text: &str, line: usize) -> io::Result<String> {
    let file = folder.join(format!("note-{}.txt", std::process::id()));
    private_file(folder, &file, text)?;
    let done = open(program, &file, line).and_then(|()| std::fs::read_to_string(&file));
    if done.is_ok() {
        // Left in place after an error: it may be the only copy of what was written there.
        std::fs::remove_file(&file)?;
    }
    done
}
