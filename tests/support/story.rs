//! A person at the program: the real app, the real store in a folder of its own, and a terminal that is only a grid of letters.
//!
//! Keys go in by their names; the screen comes out as text. What the app asks of the outside is carried out by the same hands as in the
//! program, and is done before the next key. It knows no pseudo-terminal: `pty.rs` does.

use convenor::app::keys::{Chord, Sequence};
use convenor::app::model::Model;
use convenor::app::msg::{Effect, Msg};
use convenor::app::settings::Settings;
use convenor::app::update::update;
use convenor::domain::catalogue::DEMO;
use convenor::shell::effects::Outside;
use convenor::store::Paths;
use convenor::ui;
use convenor::ui::theme::Theme;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

/// Only a broken program needs so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A person at the program.
pub(crate) struct Story {
    /// None once the next story goes on in it.
    home: Option<TempDir>,
    pub(crate) model: Model,
    theme: Theme,
    outside: Outside,
    answers: Receiver<Msg>,
    /// What was copied to the terminal's clipboard.
    pub(crate) copied: Vec<String>,
    /// Files that were to be written beside the dialogue: name and text.
    pub(crate) written: Vec<(String, String)>,
    /// What was handed to `$EDITOR`.
    pub(crate) outside_text: Option<String>,
    /// Whether the program was left.
    pub(crate) ended: bool,
}

impl Story {
    /// The sample dialogue is open on 2026-03-16, on a screen of 80 columns and 24 rows.
    pub(crate) fn sample() -> Self {
        Self::sample_at(80, 24)
    }

    /// The sample dialogue on a screen of another size.
    pub(crate) fn sample_at(width: u16, height: u16) -> Self {
        let home = home();
        lay_out_sample(&home.path().join("dialogue"));
        let folder = home.path().join("dialogue");
        Self::begin(home, (width, height), Some(&folder))
    }

    /// The program is started for the first time, without a dialogue.
    pub(crate) fn fresh() -> Self {
        Self::begin(home(), (80, 24), None)
    }

    fn begin(home: TempDir, size: (u16, u16), folder: Option<&Path>) -> Self {
        let paths = Paths { config: home.path().join("config"), state: home.path().join("state") };
        let (answer, answers) = channel();
        let answer = Arc::new(move |msg| {
            // Nobody listens any more only when the story has ended.
            let _ = answer.send(msg);
        });
        let outside = Outside::start(answer, Some(paths), String::new()).unwrap();
        let model = Model::new("2026-03-16".parse().unwrap(), size);
        let theme = Theme::builtin(&Settings::default());
        let mut story = Self {
            home: Some(home),
            model,
            theme,
            outside,
            answers,
            copied: Vec::new(),
            written: Vec::new(),
            outside_text: None,
            ended: false,
        };
        let opening = match folder {
            Some(folder) => story.outside.open(folder),
            None => Msg::Welcome(story.outside.recent()),
        };
        story.take(opening);
        story
    }

    /// The program is started again, in the same home and on the same dialogue.
    pub(crate) fn again(mut self) -> Self {
        let (size, folder) = (self.model.size, self.model.folder.clone());
        self.outside.finish();
        let home = self.home.take().unwrap();
        Self::begin(home, size, folder.as_deref())
    }

    /// Presses keys, written as in the keymap and parted by blanks.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for chord in Sequence::parse(keys).unwrap_or_else(|| panic!("no keys: {keys}")).0 {
            self.key(chord);
        }
        self
    }

    /// Presses keys faster than the disk answers.
    pub(crate) fn press_at_once(&mut self, keys: &str) -> &mut Self {
        let mut wait = Vec::new();
        for chord in Sequence::parse(keys).unwrap_or_else(|| panic!("no keys: {keys}")).0 {
            for effect in update(&mut self.model, Msg::Key(pressed(chord))) {
                wait.push(effect);
            }
        }
        self.carry_out(wait);
        self.settle();
        self
    }

    /// Presses one key.
    pub(crate) fn key(&mut self, chord: Chord) {
        self.take(Msg::Key(pressed(chord)));
    }

    /// Types a text; a new line is Enter.
    pub(crate) fn write(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            let code = if letter == '\n' { KeyCode::Enter } else { KeyCode::Char(letter) };
            self.take(Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        }
        self
    }

    /// Pastes a text.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.take(Msg::Paste(text.to_owned()));
        self
    }

    /// The terminal gets another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.take(Msg::Resize(width, height));
        self
    }

    /// Something happens: the model changes, effects are carried out, their answers are taken, the screen is drawn.
    pub(crate) fn take(&mut self, msg: Msg) {
        self.go_round(msg);
        self.settle();
    }

    fn settle(&mut self) {
        self.outside.settle();
        while let Ok(answer) = self.answers.try_recv() {
            self.go_round(answer);
            self.outside.settle();
        }
        self.draw();
    }

    fn go_round(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.ended = true,
                Effect::GoOn => self.go_round(Msg::GoOn),
                Effect::Copy(text) => self.copied.push(text),
                // It would go to the folder that the tests are run in.
                Effect::WriteFile { name, text } => self.written.push((name, text)),
                Effect::Editor { text, .. } => self.outside_text = Some(text),
                Effect::EditFile(_) | Effect::Redraw | Effect::Rest | Effect::Suspend => {}
                effect => {
                    if let Some(answer) = self.outside.run(effect) {
                        self.go_round(answer);
                    }
                }
            }
        }
    }

    fn draw(&self) -> Buffer {
        let (width, height) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        ui::draw(&self.model, &self.theme, &mut buffer);
        buffer
    }

    /// The screen as text, without blanks at the ends of lines.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.draw();
        let mut lines = Vec::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut x = 0;
            while x < buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).unwrap();
            }
            lines.push(line.trim_end().to_owned());
        }
        lines.join("\n")
    }

    /// The line of the screen that holds a text.
    pub(crate) fn line(&self, text: &str) -> String {
        let screen = self.screen();
        screen.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("no {text:?} on\n{screen}")).to_owned()
    }

    /// Whether a text stands on the screen.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.screen().contains(text)
    }

    /// Fails unless a text stands on the screen.
    #[track_caller]
    pub(crate) fn see(&mut self, text: &str) -> &mut Self {
        assert!(self.shows(text), "{text:?} is not on\n{}", self.screen());
        self
    }

    /// Fails when a text stands on the screen.
    #[track_caller]
    pub(crate) fn see_no(&mut self, text: &str) -> &mut Self {
        assert!(!self.shows(text), "{text:?} is on\n{}", self.screen());
        self
    }

    /// Takes what comes from outside until a text stands on the screen.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        while !self.shows(text) {
            match self.answers.recv_timeout(PATIENCE) {
                Ok(msg) => self.take(msg),
                Err(_) => panic!("{text:?} did not come to\n{}", self.screen()),
            }
        }
        self
    }

    /// What is said in the last line.
    pub(crate) fn said(&self) -> &str {
        self.model.notice.as_ref().map_or("", |notice| &notice.text)
    }

    /// A place in this person's home.
    pub(crate) fn home(&self, name: &str) -> PathBuf {
        self.home.as_ref().unwrap().path().join(name)
    }

    fn path(&self, file: &str) -> PathBuf {
        self.model.folder.clone().unwrap_or_else(|| self.home("dialogue")).join(file)
    }

    /// The text of a file of the dialogue.
    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|fault| panic!("{file}: {fault}"))
    }

    /// Whether a file of the dialogue is there.
    pub(crate) fn has(&self, file: &str) -> bool {
        self.path(file).exists()
    }

    /// Somebody else writes a file of the dialogue.
    pub(crate) fn somebody_writes(&self, file: &str, text: &str) {
        let path = self.path(file);
        let fresh = path.with_extension("new");
        fs::write(&fresh, text).unwrap();
        fs::rename(&fresh, &path).unwrap();
    }

    /// Fails unless the records are byte for byte as they were.
    #[track_caller]
    pub(crate) fn files_are(&self, before: &[(String, String)]) {
        let different = differences(&self.files(), before);
        assert!(different.is_empty(), "{different:?} differ; said: {}\n{}", self.said(), self.screen());
    }

    /// All records of the dialogue with their bytes, in the order of their names.
    pub(crate) fn files(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        let root = self.path("");
        for entry in fs::read_dir(&root).unwrap().flatten().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')) {
            let within = if entry.path().is_dir() {
                fs::read_dir(entry.path()).unwrap().flatten().map(|inner| inner.path()).collect()
            } else {
                vec![entry.path()]
            };
            for path in within.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "toml")) {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
        files.sort();
        files
    }
}

fn pressed(chord: Chord) -> KeyEvent {
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::CONTROL, chord.control);
    modifiers.set(KeyModifiers::ALT, chord.alt);
    modifiers.set(KeyModifiers::SHIFT, chord.shift);
    KeyEvent::new(chord.code, modifiers)
}

/// The names of files that stand in only one of two listings, or say something else there.
fn differences(one: &[(String, String)], other: &[(String, String)]) -> Vec<String> {
    one.iter()
        .filter(|file| !other.contains(file))
        .chain(other.iter().filter(|file| !one.contains(file)))
        .map(|(name, _)| name.clone())
        .collect()
}

/// The story's threads end with it.
impl Drop for Story {
    fn drop(&mut self) {
        self.outside.finish();
    }
}

fn home() -> TempDir {
    TempDir::new().unwrap()
}

/// Lays out the sample dialogue in a folder.
pub(crate) fn lay_out_sample(folder: &Path) {
    for (file, text) in DEMO {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
}
