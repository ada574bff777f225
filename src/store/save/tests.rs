//! What saving does to files: what is written and how, here; when others write too, in `others`; and the way back, in `back`.

mod back;
mod others;

use super::super::testing::{empty, sample, store, write};
use super::*;
use crate::domain::catalogue::DEMO;
use crate::domain::record::{Fields, Row};
use crate::domain::value::Value;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const MEETING: &str = "meetings/2025-02-19-udk.toml";

fn meeting() -> Key {
    Key::new("meetings", "2025-02-19-udk")
}

fn original() -> &'static str {
    DEMO.iter().find(|(file, _)| *file == MEETING).unwrap().1
}

fn text(dir: &TempDir, file: &str) -> String {
    fs::read_to_string(dir.path().join(file)).unwrap()
}

fn base(dir: &TempDir, key: &Key) -> Arc<Record> {
    Arc::new(Codec::new().read(key.clone(), text(dir, &key.file()).as_bytes()))
}

fn field(name: &str, from: Option<Value>, to: Option<Value>) -> Change {
    Change::Field { name: name.into(), from, to }
}

fn edit(key: &Key, base: &Arc<Record>, changes: Vec<Change>) -> Step {
    Step::Edit { key: key.clone(), base: base.clone(), changes }
}

fn save(store: &Store, step: Step) -> Result<Outcome, StoreError> {
    store.save(&[step], &Catalogue::builtin()).pop().unwrap()
}

fn set(store: &Store, key: &Key, base: &Arc<Record>, name: &str, to: impl Into<Value>) -> Result<Outcome, StoreError> {
    save(store, edit(key, base, vec![field(name, base.get(name).cloned(), Some(to.into()))]))
}

/// Everything outside the program's own folder.
fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_save_changes_the_field_and_nothing_else_and_leaves_no_file_behind() {
    let dir = sample();
    let (store, key) = (store(&dir), meeting());
    let before = names(&dir.path().join("meetings"));
    let outcome = set(&store, &key, &base(&dir, &key), "frankness", 3).unwrap();
    assert_eq!(outcome.record().unwrap().int("frankness"), Some(3));
    assert_eq!(text(&dir, MEETING), original().replace("frankness = 4", "frankness = 3"));
    assert_eq!(names(&dir.path().join("meetings")), before);
    assert_eq!(text(&dir, ".convenor/.gitignore"), "*\n");
}

#[test]
fn setting_what_is_already_so_writes_nothing() {
    let dir = sample();
    let (store, key) = (store(&dir), meeting());
    let inode = || fs::metadata(dir.path().join(MEETING)).unwrap().ino();
    let before = inode();
    let outcome = save(&store, edit(&key, &base(&dir, &key), vec![field("frankness", Some(Value::Int(1)), Some(Value::Int(4)))]));
    assert!(matches!(outcome, Ok(Outcome::Unchanged(_))));
    assert_eq!(inode(), before);
    assert_eq!(store.bin().unwrap(), []);
}

#[test]
fn files_are_private_and_shared_only_where_the_dialogues_folder_is() {
    for (folder, file) in [(0o700, 0o600), (0o755, 0o640), (0o770, 0o660), (0o777, 0o660)] {
        let dir = empty();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(folder)).unwrap();
        let store = store(&dir);
        save(&store, Step::New(Record::new(Key::new("issues", "i1")))).unwrap();
        set(&store, &Key::dialogue(), &base(&dir, &Key::dialogue()), "country", "K").unwrap();
        let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().mode() & 0o777;
        assert_eq!(mode("issues/i1.toml"), file);
        assert_eq!(mode("dialogue.toml"), file);
        assert_eq!(mode("issues"), folder & 0o770);
        assert_eq!(mode(".convenor"), folder & 0o770);
        assert_eq!(mode(".convenor/bin"), folder & 0o770);
    }
}

#[test]
fn a_new_record_takes_the_next_number_when_its_id_is_taken() {
    let dir = empty();
    let store = store(&dir);
    let mut record = Record::new(Key::new("issues", "i1"));
    record.set("title", Some("A".into()));
    for id in ["i1", "i1-2", "i1-3"] {
        let outcome = save(&store, Step::New(record.clone())).unwrap();
        assert_eq!(outcome.record().unwrap().id(), id);
        assert_eq!(text(&dir, &format!("issues/{id}.toml")), "title = \"A\"\n");
    }
}

#[test]
fn no_id_leads_out_of_the_folder() {
    let dir = empty();
    let store = store(&dir);
    for (kind, id) in [("issues", "../x"), ("..", "x"), ("issues", ".x"), ("issues", ""), ("issues", "A"), (".convenor", "x"), ("a/b", "x")]
    {
        assert!(matches!(save(&store, Step::New(Record::new(Key::new(kind, id)))), Err(StoreError::Name { .. })), "{kind}/{id}");
    }
}

#[test]
fn the_store_can_live_in_a_thread_of_its_own() {
    fn sent<T: Send + 'static>() {}
    sent::<Store>();
    sent::<super::super::Watch>();
    sent::<super::super::Drafts>();
}

#[test]
fn links_and_unreadable_files_are_never_written() {
    let dir = sample();
    let store = store(&dir);
    symlink("i1.toml", dir.path().join("issues/link.toml")).unwrap();
    write(dir.path(), "issues/broken.toml", "title = soon\n");
    fs::create_dir(dir.path().join("elsewhere")).unwrap();
    let change = || vec![field("title", None, Some("x".into()))];
    let try_it = |id: &str| save(&store, edit(&Key::new("issues", id), &Arc::new(Record::new(Key::new("issues", id))), change()));
    assert!(matches!(try_it("link"), Err(StoreError::Link { .. })));
    assert!(matches!(try_it("broken"), Err(StoreError::Unreadable { .. })));
    assert!(matches!(try_it("missing"), Err(StoreError::Gone { .. })));
    assert_eq!(text(&dir, "issues/broken.toml"), "title = soon\n");
    fs::rename(dir.path().join("issues"), dir.path().join("moved")).unwrap();
    symlink(dir.path().join("moved"), dir.path().join("issues")).unwrap();
    assert!(matches!(try_it("i1"), Err(StoreError::Link { .. })));
}

#[test]
fn a_disk_that_cannot_be_written_says_so_in_the_systems_words_and_keeps_the_record() {
    let dir = sample();
    let store = store(&dir);
    // A folder in the place of the program's own folder's name is fine; a file there is not.
    fs::write(dir.path().join(".convenor"), "x").unwrap();
    let error = set(&store, &meeting(), &base(&dir, &meeting()), "place", "x").unwrap_err().to_string();
    assert!(error.contains("Not a directory") && error.contains(".convenor"), "{error}");
    assert_eq!(text(&dir, MEETING), original());
}

/// The record's place with a folder that can be written in and not be flushed.
fn unflushable(dir: &TempDir, key: &Key) -> Slot {
    let flags = rustix::fs::OFlags::PATH | rustix::fs::OFlags::DIRECTORY;
    let folder = rustix::fs::open(dir.path().join(&*key.kind), flags, rustix::fs::Mode::empty()).unwrap();
    Slot { folder, name: format!("{}.toml", key.id) }
}

#[test]
fn what_a_save_that_the_disk_does_not_confirm_displaced_is_in_the_bin_and_not_beside_the_record() {
    let dir = sample();
    let (store, key) = (store(&dir), meeting());
    let private = Private::open(&store.root).unwrap();
    let slot = unflushable(&dir, &key);
    let new = original().replace("frankness = 4", "frankness = 3");
    let mut make = |_: &[u8], _: &Record| Ok((new.clone().into_bytes(), Vec::new()));
    let written = store.replace_at(&private, &key, &slot, &mut make).unwrap_or_else(|error| panic!("{error}"));
    let saved = store.finish(&private, &Group::new(Act::Do), &key, written);
    assert!(matches!(saved, Err(StoreError::Unconfirmed { .. })), "it is not said to be saved: {saved:?}");
    assert_eq!(text(&dir, MEETING), new);
    assert_eq!(names(&dir.path().join("meetings")).iter().filter(|name| name.starts_with('.')).count(), 0);
    let binned = store.bin().unwrap();
    assert_eq!(private.version(&binned[0].file).unwrap(), original().as_bytes());
    assert!(store.undo().is_ok());
    assert_eq!(text(&dir, MEETING), original());
}

#[test]
fn the_only_copy_of_an_older_version_stays_beside_the_record_where_the_bin_takes_nothing() {
    let dir = sample();
    let (store, key) = (store(&dir), meeting());
    let private = Private::open(&store.root).unwrap();
    fs::write(dir.path().join(".convenor/bin/meetings"), "no folder").unwrap();
    let slot = store.slot(&private, &key).unwrap();
    let mut make = |_: &[u8], _: &Record| Ok((b"new = 1\n".to_vec(), Vec::new()));
    assert!(matches!(store.replace_at(&private, &key, &slot, &mut make), Err(StoreError::Unconfirmed { .. })));
    let left = names(&dir.path().join("meetings")).into_iter().find(|name| name.starts_with('.')).unwrap();
    assert_eq!(text(&dir, &format!("meetings/{left}")), original());
}
