//! What saving does to files, alone and with others at work on them.

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
fn two_hosts_who_change_different_fields_both_keep_their_words() {
    let dir = sample();
    let (one, two, key) = (store(&dir), store(&dir), meeting());
    let start = base(&dir, &key);
    set(&one, &key, &start, "place", "Kiruna").unwrap();
    let outcome = set(&two, &key, &start, "frankness", 1).unwrap();
    assert!(matches!(&outcome, Outcome::Saved(record) if record.text("place") == Some("Kiruna") && record.int("frankness") == Some(1)));
}

#[test]
fn the_same_field_changed_by_two_hosts_is_a_conflict_and_the_rest_is_saved() {
    let dir = sample();
    let (one, two, key) = (store(&dir), store(&dir), meeting());
    let start = base(&dir, &key);
    set(&one, &key, &start, "debrief", "theirs\n").unwrap();
    let mine = vec![
        field("debrief", start.get("debrief").cloned(), Some("mine\n".into())),
        field("place", None, Some("Oulu".into())),
        Change::AddRow(Row::new("promise", [("text".to_owned(), "p".into())])),
    ];
    let Ok(Outcome::Conflict { record, conflicts }) = save(&two, edit(&key, &start, mine)) else { panic!() };
    assert_eq!(record.text("debrief"), Some("theirs\n"));
    assert_eq!((record.text("place"), record.rows("promise").count()), (Some("Oulu"), 2));
    let sides: Vec<_> = conflicts.iter().map(|conflict| (&*conflict.path, conflict.mine.clone(), conflict.theirs.clone())).collect();
    assert_eq!(sides, [("debrief", Some("mine\n".into()), Some("theirs\n".into()))]);
    assert!(!text(&dir, MEETING).contains("<<<<<<<"));
}

/// Saves `place = "Mine"` while `other` happens between our look at the file and our write.
fn save_while(dir: &TempDir, mut other: impl FnMut()) -> Result<Written, StoreError> {
    let (store, key) = (store(dir), meeting());
    let private = Private::open(&store.root).unwrap();
    let start = base(dir, &key);
    store.replace(&private, &key, |bytes, theirs| {
        let merged = merge(&start, theirs, &[field("place", None, Some("Mine".into()))]);
        let new = lay(bytes, theirs, &merged.changes)?;
        other();
        Ok((new, merged.conflicts))
    })
}

#[test]
fn words_saved_by_an_editor_at_the_very_moment_of_our_save_are_joined_with_ours() {
    let dir = sample();
    let path = dir.path().join(MEETING);
    let theirs = original().replace("frankness = 4", "frankness = 2 # from vim");
    let written = save_while(&dir, || fs::write(&path, &theirs).unwrap()).unwrap_or_else(|error| panic!("{error}"));
    assert!(written.conflicts.is_empty());
    let now = text(&dir, MEETING);
    assert!(now.contains("frankness = 2 # from vim") && now.contains("place = \"Mine\""), "{now}");
    assert_eq!(names(&dir.path().join("meetings")).iter().filter(|name| name.starts_with('.')).count(), 0);
}

#[test]
fn a_conflict_at_the_very_moment_of_our_save_keeps_their_words_and_shows_both() {
    let dir = sample();
    let path = dir.path().join(MEETING);
    let written = save_while(&dir, || fs::write(&path, format!("place = \"Theirs\"\n{}", original())).unwrap())
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(written.record.text("place"), Some("Theirs"));
    assert_eq!((written.conflicts[0].mine.clone(), written.conflicts[0].theirs.clone()), (Some("Mine".into()), Some("Theirs".into())));
}

#[test]
fn a_half_written_file_that_we_displaced_goes_back_to_its_place() {
    let dir = sample();
    let path = dir.path().join(MEETING);
    let result = save_while(&dir, || fs::write(&path, "stakeholder = \"ud").unwrap());
    assert!(matches!(result, Err(StoreError::Unreadable { .. })));
    assert_eq!(text(&dir, MEETING), "stakeholder = \"ud");
}

#[test]
fn a_record_removed_at_the_very_moment_of_our_save_is_not_made_again() {
    let dir = sample();
    let path = dir.path().join(MEETING);
    assert!(matches!(save_while(&dir, || fs::remove_file(&path).unwrap()), Err(StoreError::Gone { .. })));
    assert!(!path.exists());
}

#[test]
fn a_link_put_in_the_records_place_at_the_very_moment_of_our_save_is_not_written_through() {
    let (dir, outside) = (sample(), TempDir::new().unwrap());
    let (path, target) = (dir.path().join(MEETING), outside.path().join("target"));
    fs::write(&target, "untouched").unwrap();
    let result = save_while(&dir, || {
        fs::remove_file(&path).unwrap();
        symlink(&target, &path).unwrap();
    });
    assert!(matches!(result, Err(StoreError::Link { .. })));
    assert_eq!(fs::read_to_string(&target).unwrap(), "untouched");
    assert!(path.is_symlink());
}

#[test]
fn where_the_system_cannot_exchange_files_others_words_are_not_overwritten_either() {
    let dir = sample();
    let (store, key) = (store(&dir), meeting());
    let private = Private::open(&store.root).unwrap();
    let slot = store.slot(&private, &key).unwrap();
    let temporary = || private.rights.temporary(&slot, b"new = 1\n").unwrap();
    let one = temporary();
    assert!(matches!(slot.replace(&one, b"something else", private.rights), Ok(Put::NotYet)));
    assert_eq!(text(&dir, MEETING), original());
    let Ok(Put::Done(displaced)) = slot.replace(&one, original().as_bytes(), private.rights) else { panic!() };
    assert_eq!(text(&dir, MEETING), "new = 1\n");
    assert_eq!(slot.read_named(&displaced).unwrap(), original().as_bytes());
    fs::remove_file(dir.path().join(MEETING)).unwrap();
    assert!(matches!(slot.replace(&temporary(), b"new = 1\n", private.rights), Ok(Put::Gone)));
}

#[test]
fn the_store_can_live_in_a_thread_of_its_own() {
    fn sent<T: Send + 'static>() {}
    sent::<Store>();
    sent::<super::super::Watch>();
    sent::<super::super::Drafts>();
}

#[test]
fn whatever_two_writers_do_in_turn_every_word_of_both_is_in_the_record() {
    let dir = sample();
    let key = meeting();
    let stores = [store(&dir), store(&dir)];
    let start = base(&dir, &key);
    std::thread::scope(|scope| {
        for (who, store) in stores.iter().enumerate() {
            let (key, start) = (&key, &start);
            scope.spawn(move || {
                for n in 0..20 {
                    let row = Row::new("follow_up", [("text".to_owned(), format!("{who}-{n}").into())]);
                    save(store, edit(key, start, vec![Change::AddRow(row)])).unwrap();
                }
            });
        }
    });
    let end = base(&dir, &key);
    let mut texts: Vec<_> = end.rows("follow_up").filter_map(|row| row.text("text")).map(str::to_owned).collect();
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.iter().filter(|text| text.contains('-')).count(), 40);
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

#[test]
fn undo_and_redo_give_every_version_back_byte_for_byte_also_after_a_restart() {
    let dir = sample();
    let key = meeting();
    let mut versions = vec![text(&dir, MEETING)];
    for n in 0..4 {
        set(&store(&dir), &key, &base(&dir, &key), "place", format!("Room {n}")).unwrap();
        versions.push(text(&dir, MEETING));
    }
    for version in versions.iter().rev().skip(1) {
        store(&dir).undo().unwrap();
        assert_eq!(text(&dir, MEETING), *version);
    }
    assert!(matches!(store(&dir).undo(), Err(StoreError::Nothing("undo"))));
    for version in versions.iter().skip(1) {
        store(&dir).redo().unwrap();
        assert_eq!(text(&dir, MEETING), *version);
    }
    assert!(matches!(store(&dir).redo(), Err(StoreError::Nothing("redo"))));
    store(&dir).undo().unwrap();
    set(&store(&dir), &key, &base(&dir, &key), "place", "Elsewhere").unwrap();
    assert!(matches!(store(&dir).redo(), Err(StoreError::Nothing("redo"))));
}

#[test]
fn new_and_removed_records_come_and_go_with_undo() {
    let dir = empty();
    let store = store(&dir);
    let mut record = Record::new(Key::new("issues", "i1"));
    record.set("title", Some("A".into()));
    save(&store, Step::New(record.clone())).unwrap();
    let key = record.key.clone();
    assert_eq!(save(&store, Step::Remove { key: key.clone(), base: base(&dir, &key) }).unwrap(), Outcome::Removed(key.clone()));
    assert!(!dir.path().join("issues/i1.toml").exists());
    assert!(matches!(store.undo().unwrap().as_slice(), [Outcome::Saved(record)] if record.text("title") == Some("A")));
    assert_eq!(store.undo().unwrap(), [Outcome::Removed(key)]);
    assert!(!dir.path().join("issues/i1.toml").exists());
    store.redo().unwrap();
    assert_eq!(text(&dir, "issues/i1.toml"), "title = \"A\"\n");
}

#[test]
fn undo_takes_back_only_our_own_field_when_others_saved_since() {
    let dir = sample();
    let (store, key) = (store(&dir), meeting());
    set(&store, &key, &base(&dir, &key), "place", "Kiruna").unwrap();
    // Another user's convenor: its log line bears another number.
    set(&store, &key, &base(&dir, &key), "frankness", 1).unwrap();
    let log = text(&dir, ".convenor/bin/log");
    let (first, second) = log.trim_end().split_once('\n').unwrap();
    let me = format!("\"by\":{}", rustix::process::getuid().as_raw());
    fs::write(dir.path().join(".convenor/bin/log"), format!("{first}\n{}\n", second.replace(&me, "\"by\":4242"))).unwrap();
    store.undo().unwrap();
    assert_eq!(text(&dir, MEETING), original().replace("frankness = 4", "frankness = 1"));
    let theirs = text(&dir, MEETING);
    store.redo().unwrap();
    set(&store, &key, &base(&dir, &key), "place", "Oulu").unwrap();
    fs::write(dir.path().join(MEETING), theirs.replace("status = \"held\"", "status = \"held\"\nplace = \"Bodø\"")).unwrap();
    assert!(matches!(store.undo(), Err(StoreError::ChangedSince { .. })));
}

#[test]
fn steps_saved_together_are_undone_together() {
    let dir = sample();
    let store = store(&dir);
    let all = || DEMO.iter().filter_map(|(file, _)| fs::read_to_string(dir.path().join(file)).ok()).collect::<Vec<_>>();
    let before = all();
    let linked = Key::new("meetings", "2025-02-19-udk");
    let steps = [
        Step::Rename { key: Key::new("stakeholders", "udk"), id: "union".into() },
        edit(&linked, &base(&dir, &linked), vec![field("stakeholder", Some("udk".into()), Some("union".into()))]),
    ];
    assert!(store.save(&steps, &Catalogue::builtin()).iter().all(Result::is_ok));
    assert!(dir.path().join("stakeholders/union.toml").exists() && !dir.path().join("stakeholders/udk.toml").exists());
    assert!(text(&dir, MEETING).contains("stakeholder = \"union\""));
    store.undo().unwrap();
    assert_eq!(all(), before);
    assert!(!dir.path().join("stakeholders/union.toml").exists());
}

#[test]
fn a_record_changed_since_is_not_taken_away() {
    let dir = sample();
    let (store, key) = (store(&dir), meeting());
    let old = base(&dir, &key);
    set(&store, &key, &old, "place", "Kiruna").unwrap();
    assert!(matches!(save(&store, Step::Remove { key: key.clone(), base: old }), Err(StoreError::ChangedSince { .. })));
    assert!(dir.path().join(MEETING).exists());
}

#[test]
fn the_bin_lists_brings_back_and_is_emptied_for_good() {
    let dir = sample();
    let (store, key) = (store(&dir), meeting());
    set(&store, &key, &base(&dir, &key), "place", "Kiruna").unwrap();
    save(&store, Step::Remove { key: key.clone(), base: base(&dir, &key) }).unwrap();
    let bin = store.bin().unwrap();
    let seen: Vec<_> = bin.iter().map(|binned| (binned.key.clone(), binned.removed, binned.size > 100)).collect();
    assert_eq!(seen, [(key.clone(), true, true), (key.clone(), false, true)]);
    store.restore(&bin[1]).unwrap();
    assert_eq!(text(&dir, MEETING), original());
    store.restore(&bin[0]).unwrap();
    assert!(text(&dir, MEETING).contains("Kiruna"));
    store.undo().unwrap();
    assert_eq!(text(&dir, MEETING), original());
    store.empty_bin().unwrap();
    assert_eq!(store.bin().unwrap(), []);
    assert!(matches!(store.restore(&bin[0]), Err(StoreError::NotInBin)));
    assert!(matches!(store.undo(), Err(StoreError::Nothing(_))));
}

#[test]
fn a_torn_line_of_the_log_costs_only_itself() {
    let dir = sample();
    let (store, key) = (store(&dir), meeting());
    set(&store, &key, &base(&dir, &key), "place", "Kiruna").unwrap();
    let log = dir.path().join(".convenor/bin/log");
    fs::write(&log, format!("{}{{\"at\":17", fs::read_to_string(&log).unwrap())).unwrap();
    set(&store, &key, &base(&dir, &key), "place", "Oulu").unwrap();
    store.undo().unwrap();
    store.undo().unwrap();
    assert_eq!(text(&dir, MEETING), original());
}

#[test]
fn every_record_of_the_sample_can_be_edited_and_given_back_byte_for_byte() {
    let dir = sample();
    let store = store(&dir);
    let steps: Vec<_> = DEMO
        .iter()
        .map(|(file, _)| {
            let key = file.trim_end_matches(".toml").split_once('/').map_or_else(Key::dialogue, |(kind, id)| Key::new(kind, id));
            edit(&key, &base(&dir, &key), vec![field("author", None, Some("me".into()))])
        })
        .collect();
    assert!(store.save(&steps, &Catalogue::builtin()).iter().all(|outcome| matches!(outcome, Ok(Outcome::Saved(_)))));
    store.undo().unwrap();
    for (file, original) in DEMO {
        assert_eq!(text(&dir, file), *original);
    }
}
