//! Undo, redo and the bin.

use super::*;

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
