//! Carries out what the app asks of the outside, apart from the terminal: drafts, dialogues, files, `$EDITOR`.

use super::disk::{Desk, Disk, failed};
use super::drafting::{Drafting, MOMENT};
use super::editor;
use crate::app::edit::{DraftId, Way};
use crate::app::msg::{DraftItem, DraftOp, Effect, Msg, Opened};
use crate::domain::catalogue::Catalogue;
use crate::domain::display::one_line;
use crate::domain::problem::Problem;
use crate::domain::record::{Fields, Key, Record};
use crate::store::drafts::Waiting;
use crate::store::{self, Beginning, Drafts, Ear, Paths, Snapshot, Stop, Store, StoreError};
use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Takes messages from threads.
pub type Answer = Arc<dyn Fn(Msg) + Send + Sync>;

/// The outside of the app, but for the terminal.
pub struct Outside {
    disk: Disk,
    drafting: Drafting,
    /// Ends the watch over the folder that is open.
    watch: Option<Stop>,
    answer: Answer,
    paths: Option<Paths>,
    editor: String,
    folder: Option<PathBuf>,
}

impl Outside {
    /// Starts the threads that have the disk. `answer` takes what comes back, `paths` are the user's own places, `editor` the program for
    /// long texts; empty for the environment's.
    pub fn start(answer: Answer, paths: Option<Paths>, editor: String) -> std::io::Result<Self> {
        let taken = answer.clone();
        let disk = Disk::start(move |msg| taken(msg))?;
        let drafting = Drafting::start(answer.clone(), MOMENT)?;
        Ok(Self { disk, drafting, watch: None, answer, paths, editor, folder: None })
    }

    /// Dialogues opened before, most recent first.
    pub fn recent(&self) -> Vec<(PathBuf, String)> {
        self.paths.as_ref().map(Paths::recent).unwrap_or_default()
    }

    /// Opens a dialogue.
    pub fn open(&mut self, folder: &Path) -> Msg {
        match self.try_open(folder) {
            Ok(opened) => Msg::Opened(Box::new(opened)),
            Err(error) => failed(&error),
        }
    }

    fn try_open(&mut self, folder: &Path) -> Result<Opened, StoreError> {
        let folder = &expanded(folder);
        let store = Store::open(folder)?;
        let ear = store.listen()?;
        // The drafts are looked through while the records are read, and take the place of those before once all is well.
        let drafts = self.paths.as_ref().and_then(|paths| {
            let (paths, folder) = (paths.clone(), folder.clone());
            self.drafting.begin(move |_| {
                let mut fresh = Some(Drafts::open(&paths, &folder));
                let waiting = waiting(&mut fresh);
                (fresh, waiting)
            })
        });
        let loaded = store.load()?;
        let dialogue = loaded.dialogue;
        let title = dialogue.process().text("title").map(one_line).unwrap_or_default();
        let mut say = String::new();
        if let Some(paths) = &self.paths {
            // Only the list of dialogues suffers when this fails.
            if let Err(error) = paths.opened(folder, &title) {
                say = error.to_string();
            }
        }
        self.watch(ear, dialogue.catalogue.clone(), loaded.snapshot);
        let writable = store.is_writable();
        self.disk.turn(Desk { store, catalogue: dialogue.catalogue.clone() });
        self.folder = Some(folder.clone());
        let mut waiting = Vec::new();
        if let Some((fresh, found)) = drafts.and_then(|drafts| drafts.recv().ok()) {
            waiting = found;
            self.drafting.begin(move |drafts| *drafts = fresh);
        }
        Ok(Opened {
            folder: folder.clone(),
            dialogue,
            writable,
            recent: self.recent(),
            drafts: waiting,
            day: self.paths.as_ref().and_then(|paths| paths.day_of(folder)),
            say,
        })
    }

    /// Watches the folder for changes by others, in a thread that sleeps until there is one.
    fn watch(&mut self, ear: Ear, catalogue: Arc<Catalogue>, snapshot: Snapshot) {
        self.unwatch();
        let (mut watch, stop) = ear.watch(catalogue, snapshot);
        let answer = self.answer.clone();
        let watching = std::thread::Builder::new().name("watch".to_owned()).spawn(move || {
            while let Some(news) = watch.wait() {
                answer(Msg::Changed { put: news.changed, gone: news.removed, say: String::new() });
            }
        });
        // Without the thread everything works but that changes by others are seen only when the dialogue is opened again.
        self.watch = watching.ok().map(|_| stop);
    }

    fn unwatch(&mut self) {
        if let Some(watch) = self.watch.take() {
            watch.stop();
        }
    }

    /// Carries out an effect; what can be answered at once is.
    pub fn run(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Draft(id, op) => self.drafting.ask(move |drafts| draft(drafts, id, op).err().map(|error| failed(&error))),
            Effect::ListDrafts => self.drafting.ask(|drafts| Some(Msg::DraftsListed(waiting(drafts)))),
            Effect::ReadDraft { name, id, base, way } => self.drafting.ask(move |drafts| Some(read_draft(drafts, &name, id, base, way))),
            Effect::DiscardDraft(name) => self.drafting.ask(move |drafts| {
                let done = drafts.as_mut().map(|drafts| drafts.discard_waiting(&name));
                Some(match done {
                    Some(Err(error)) => failed(&error),
                    _ => Msg::DraftsListed(waiting(drafts)),
                })
            }),
            Effect::Open(folder) => Some(self.open(&folder)),
            Effect::Demo => Some(self.demo()),
            Effect::Init(new) => Some(self.init(&new)),
            Effect::WriteFile { name, text } => Some(self.write_file(&name, &text)),
            effect => {
                self.disk.run(effect);
                None
            }
        }
    }

    fn demo(&mut self) -> Msg {
        let Some(paths) = &self.paths else {
            return Msg::Say("There is no home folder to unpack the sample into.".to_owned());
        };
        let folder = paths.demo();
        match store::demo(&folder, false) {
            Ok(()) => self.open(&folder),
            Err(error) => failed(&error),
        }
    }

    fn init(&mut self, new: &crate::app::msg::NewDialogue) -> Msg {
        let folder = expanded(&new.folder);
        let beginning = Beginning {
            title: new.title.clone(),
            country: new.country.clone(),
            policy_issue: new.issue.clone(),
            host: new.host.clone(),
            start: new.start,
        };
        match store::begin(&folder, &beginning) {
            Ok(()) => self.open(&folder),
            Err(error) => failed(&error),
        }
    }

    /// Writes a page where only its owner can read it: it may hold what was said in confidence.
    fn write_file(&self, name: &str, text: &str) -> Msg {
        let folder = self.paths.as_ref().map_or_else(std::env::temp_dir, |paths| paths.state.join("pages"));
        let file = folder.join(name);
        match private_file(&folder, &file, text) {
            Ok(()) => Msg::Say(format!("Written to {}.", file.display())),
            Err(error) => {
                let what = format!("{} could not be written: {error}.", file.display());
                Msg::Failed { draft: None, problem: Problem::new("", what, "") }
            }
        }
    }

    /// Hands a text to `$EDITOR`.
    pub(super) fn edit_text(&mut self, text: &str, line: usize) -> Msg {
        let folder = self.paths.as_ref().map_or_else(std::env::temp_dir, |paths| paths.state.join("editor"));
        match editor::edit(&editor::program(&self.editor), &folder, text, line) {
            Ok(text) => Msg::EditorDone { text },
            Err(error) => Msg::Failed {
                draft: None,
                problem: Problem::new("", format!("The editor did not give the text back: {error}."), "Nothing was changed here."),
            },
        }
    }

    /// Waits until everything asked for so far is on disk, and answered.
    pub fn settle(&mut self) {
        self.drafting.await_all(|_| ());
        self.disk.settle();
    }

    /// Opens a record's own file in `$EDITOR`; what was changed there is read again.
    pub(super) fn edit_file(&mut self, key: &Key) -> Msg {
        self.settle();
        let Some(folder) = &self.folder else { return Msg::Say(String::new()) };
        let done = editor::open(&editor::program(&self.editor), &folder.join(key.file()), 1);
        match done {
            Ok(()) => Msg::Say(format!("{key} as it now stands in its file.")),
            Err(error) => {
                let what = format!("The editor could not be run: {error}.");
                Msg::Failed { draft: None, problem: Problem::new(key.file(), what, "") }
            }
        }
    }

    /// Waits until everything asked for is on disk.
    pub fn finish(&mut self) {
        self.unwatch();
        std::mem::replace(&mut self.disk, Disk::idle()).finish();
        self.drafting.finish();
    }
}

fn waiting(drafts: &mut Option<Drafts>) -> Vec<DraftItem> {
    drafts.as_mut().map(Drafts::waiting).unwrap_or_default().into_iter().map(item).collect()
}

fn draft(drafts: &mut Option<Drafts>, id: DraftId, op: DraftOp) -> Result<(), StoreError> {
    let Some(drafts) = drafts else { return Ok(()) };
    match op {
        DraftOp::Begin { key, kind, base } => drafts.begin(id.0, key.as_ref(), &kind, Some(base)),
        DraftOp::Changes(changes) => drafts.changes(id.0, &changes)?,
        DraftOp::Splice { field, at, cut, put } => drafts.splice(id.0, &field, at, cut, &put)?,
        DraftOp::Drop => drafts.end(id.0),
        DraftOp::Discard => drafts.discard(id.0)?,
    }
    Ok(())
}

fn read_draft(drafts: &mut Option<Drafts>, name: &str, id: DraftId, base: Option<Arc<Record>>, way: Way) -> Msg {
    let Some(drafts) = drafts else { return Msg::Say(String::new()) };
    match drafts.take_over(name, id.0, base) {
        Ok(read) => Msg::DraftRead { id, key: read.key, kind: read.kind, changes: read.changes, way },
        Err(error) => failed(&error),
    }
}

fn item(waiting: Waiting) -> DraftItem {
    DraftItem {
        name: waiting.name,
        key: waiting.key,
        kind: waiting.kind,
        stakeholder: waiting.stakeholder,
        date: waiting.date,
        when: waiting.when.format("%-d %b %H:%M").to_string(),
        words: waiting.words,
        snippet: waiting.snippet,
        open: waiting.open.map(DraftId),
        held_by: waiting.held_by,
        only_in_memory: waiting.only_in_memory,
    }
}

/// Writes a file for its owner alone, in a folder that is, too.
pub(super) fn private_file(folder: &Path, file: &Path, text: &str) -> std::io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)?.write_all(text.as_bytes())
}

/// `~` at the beginning of a path typed by a person is their home.
fn expanded(folder: &Path) -> PathBuf {
    match (folder.strip_prefix("~"), std::env::var_os("HOME")) {
        (Ok(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => folder.to_path_buf(),
    }
}
