//! The real program in a pseudo-terminal, with a home of its own: keys go in as bytes, and the screen comes out as a terminal would show
//! it. Waits on what is shown, never on time.

use convenor::app::keys::{Chord, Sequence};
use crossterm::event::KeyCode;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::termios::{LocalModes, tcgetattr};
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Only a broken program needs so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A byte that the program never sends and a terminal ignores.
const MARK: u8 = 0;

/// The home of a person at the program.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A place in it.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The text of a record of the sample dialogue, as it is unpacked by `demo`.
    pub(crate) fn sample(&self, file: &str) -> String {
        let file = self.at("state/convenor/demo").join(file);
        fs::read_to_string(&file).unwrap_or_else(|fault| panic!("{}: {fault}", file.display()))
    }

    /// Writes a script that can be run.
    pub(crate) fn script(&self, name: &str, text: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let file = self.at(name);
        fs::write(&file, text).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o700)).unwrap();
        file
    }

    /// Starts the program on a screen of 80 columns and 24 rows.
    pub(crate) fn start(&self, words: &[&str]) -> Pty {
        self.start_with(words, &[])
    }

    /// Starts the program with something in its environment.
    pub(crate) fn start_with(&self, words: &[&str], env: &[(&str, &str)]) -> Pty {
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let tty = OpenOptions::new().read(true).write(true).open(pair.master.tty_name().unwrap()).unwrap();
        let before = tcgetattr(&tty).unwrap().local_modes;
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_convenor"));
        command.args(words);
        command.env_clear();
        command.cwd(self.0.path());
        command.env("HOME", self.0.path());
        command.env("PATH", "/usr/bin:/bin");
        command.env("XDG_STATE_HOME", self.at("state"));
        command.env("XDG_CONFIG_HOME", self.at("config"));
        command.env("TERM", "xterm-256color");
        command.env("CONVENOR_TODAY", "2026-03-16");
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Pty {
            child,
            master: pair.master,
            writer,
            tty,
            before,
            output,
            screen: vt100::Parser::new(lines(24), lines(80), 0),
            sent: Vec::new(),
        }
    }
}

/// The program in its pseudo-terminal.
pub(crate) struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    tty: File,
    before: LocalModes,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Every byte the program sent.
    pub(crate) sent: Vec<u8>,
}

impl Pty {
    /// Sends bytes as a terminal would.
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.writer.write_all(bytes.as_ref()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    /// Presses keys by their names, parted by blanks.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for chord in Sequence::parse(keys).unwrap_or_else(|| panic!("no keys: {keys}")).0 {
            self.send(bytes_of(&chord));
        }
        self
    }

    /// Everything on the screen.
    pub(crate) fn screen(&self) -> String {
        self.screen.screen().contents()
    }

    /// Reads until a text stands on the screen.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Reads until a text has gone from the screen.
    #[track_caller]
    pub(crate) fn wait_gone(&mut self, text: &str) -> &mut Self {
        self.wait_until(text, |screen| !screen.contains(text))
    }

    #[track_caller]
    fn wait_until(&mut self, what: &str, reached: impl Fn(&str) -> bool) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !reached(&self.screen()) {
            match self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!("waited in vain for {what:?}; there is\n{}", self.screen()),
            }
        }
        self
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.sent.extend_from_slice(bytes);
    }

    /// Whether the terminal was asked anything so far.
    pub(crate) fn asks(&self) -> bool {
        let sent = String::from_utf8_lossy(&self.sent);
        let mut ends =
            sent.split("\x1b[").skip(1).filter_map(|rest| rest.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).chars().next());
        ends.any(|end| end == 'n' || end == 'c')
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.master.resize(size(width, height)).unwrap();
        self.screen.screen_mut().set_size(lines(height), lines(width));
        self
    }

    /// Sends the process that was started a signal.
    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        kill(Pid::from_raw(self.child.process_id().unwrap() as i32), signal).unwrap();
        self
    }

    /// Kills the program itself, behind the back of its guardian.
    pub(crate) fn kill_the_program(&mut self) -> &mut Self {
        let guardian = self.child.process_id().unwrap();
        let children = fs::read_to_string(format!("/proc/{guardian}/task/{guardian}/children")).unwrap();
        let program = children.split_whitespace().next().unwrap().parse().unwrap();
        kill(Pid::from_raw(program), Signal::SIGKILL).unwrap();
        self
    }

    /// Waits for the end, and gives the exit code; the terminal must be as it was before.
    #[track_caller]
    pub(crate) fn ends_with_the_terminal_restored(mut self) -> u32 {
        let code = self.ends();
        assert_eq!(tcgetattr(&self.tty).unwrap().local_modes, self.before);
        let sent = String::from_utf8_lossy(&self.sent).into_owned();
        for sequence in ["\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l"] {
            assert!(sent.contains(sequence), "{sequence:?} was never sent");
        }
        assert!(!self.screen.screen().alternate_screen());
        assert!(!self.screen.screen().hide_cursor());
        assert!(!self.screen.screen().bracketed_paste());
        code
    }

    /// Waits for the end, and gives the exit code.
    pub(crate) fn ends(&mut self) -> u32 {
        let code = self.child.wait().unwrap().exit_code();
        // A mark of our own behind all that the program sent: when it comes out, everything before it has.
        (&self.tty).write_all(&[MARK]).unwrap();
        while self.sent.last() != Some(&MARK) {
            let bytes = self.output.recv_timeout(PATIENCE).unwrap();
            self.take(&bytes);
        }
        self.sent.pop();
        code
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // A test that failed leaves no program behind.
        let _ = self.child.kill();
    }
}

fn lines(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// What a terminal sends for a key.
fn bytes_of(chord: &Chord) -> Vec<u8> {
    let mut bytes = if chord.alt { vec![0x1b] } else { Vec::new() };
    match chord.code {
        KeyCode::Char(letter) if chord.control => bytes.push(letter as u8 & 0x1f),
        KeyCode::Char(letter) => bytes.extend(letter.to_string().bytes()),
        KeyCode::Enter => bytes.push(b'\r'),
        // As terminals write it that say every key apart: a lone ESC may be the head of the key that follows.
        KeyCode::Esc => bytes.extend(b"\x1b[27u"),
        KeyCode::Tab => bytes.push(b'\t'),
        KeyCode::Backspace => bytes.push(0x7f),
        KeyCode::BackTab => bytes.extend(b"\x1b[Z"),
        KeyCode::Up => bytes.extend(b"\x1b[A"),
        KeyCode::Down => bytes.extend(b"\x1b[B"),
        KeyCode::Right => bytes.extend(b"\x1b[C"),
        KeyCode::Left => bytes.extend(b"\x1b[D"),
        KeyCode::Home => bytes.extend(b"\x1b[H"),
        KeyCode::End => bytes.extend(b"\x1b[F"),
        KeyCode::PageUp => bytes.extend(b"\x1b[5~"),
        KeyCode::PageDown => bytes.extend(b"\x1b[6~"),
        other => panic!("{other:?} has no bytes here"),
    }
    bytes
}

/// Whether a folder holds a file in which a text stands.
pub(crate) fn some_file_holds(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() { some_file_holds(&path, text) } else { fs::read_to_string(&path).is_ok_and(|held| held.contains(text)) }
    })
}
