//! Two at work on one record: nobody's words are lost, and what is not a record is not written.

use super::*;

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
