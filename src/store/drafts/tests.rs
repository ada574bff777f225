//! What comes back of what was typed.

use super::*;
use crate::domain::record::Row;
use proptest::prelude::*;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use tempfile::TempDir;

fn paths(dir: &TempDir) -> Paths {
    Paths { config: dir.path().join("config"), state: dir.path().join("state") }
}

fn drafts(dir: &TempDir) -> Drafts {
    Drafts::open(&paths(dir), dir.path())
}

fn key() -> Key {
    Key::new("meetings", "m")
}

fn base(notes: &str) -> Option<Arc<Record>> {
    let mut record = Record::new(key());
    record.set("notes", Some(notes.into()));
    Some(Arc::new(record))
}

fn notes(from: &str, to: &str) -> Change {
    let value = |text: &str| (!text.is_empty()).then(|| Value::from(text));
    Change::Field { name: "notes".into(), from: value(from), to: value(to) }
}

/// The only draft that waits, taken over by another program.
fn back(dir: &TempDir) -> Recovered {
    let mut drafts = drafts(dir);
    let waiting = drafts.waiting();
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    drafts.take_over(&waiting[0].name, 1, None).unwrap()
}

fn files(dir: &TempDir) -> Vec<PathBuf> {
    let mut files: Vec<_> =
        fs::read_dir(paths(dir).drafts()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

#[test]
fn every_change_typed_comes_back_with_what_it_was_before() {
    let dir = TempDir::new().unwrap();
    let changes = vec![
        Change::Field { name: "date".into(), from: None, to: Some(Value::Date("2026-03-16".parse().unwrap())) },
        Change::Field { name: "start".into(), from: Some(Value::Time("09:30:00".parse().unwrap())), to: None },
        Change::AddRow(Row::new("position", [("value".to_owned(), Value::Int(-2)), ("n".to_owned(), Value::Number(0.1))])),
        Change::RemoveRow { row: Row::new("promise", [("done".to_owned(), Value::Flag(true))]), index: 2 },
        Change::RowField {
            row: Row::new("point", [("with".to_owned(), Value::List(vec!["a".into()]))]),
            index: 0,
            name: "text".into(),
            from: Some(Value::Odd("{ a = 1 }".into())),
            to: Some("ü\n\u{1b}".into()),
        },
    ];
    let mut one = drafts(&dir);
    one.begin(7, Some(&key()), "meetings", base("x"));
    one.changes(7, &changes).unwrap();
    drop(one);
    assert_eq!(back(&dir), Recovered { key: Some(key()), kind: "meetings".into(), changes });
}

#[test]
fn text_typed_letter_by_letter_comes_back_whole() {
    let dir = TempDir::new().unwrap();
    let mut one = drafts(&dir);
    one.begin(1, Some(&key()), "meetings", base("Old text."));
    for (at, put) in [(9, " N"), (11, "e"), (12, "w")] {
        one.splice(1, "notes", at, 0, put).unwrap();
    }
    one.splice(1, "notes", 0, 3, "Öld").unwrap();
    drop(one);
    assert_eq!(back(&dir).changes, [notes("Old text.", "Öld text. New")]);
}

#[test]
fn a_torn_last_line_costs_only_itself() {
    let dir = TempDir::new().unwrap();
    let mut one = drafts(&dir);
    one.begin(1, None, "meetings", None);
    one.splice(1, "notes", 0, 0, "a").unwrap();
    one.splice(1, "notes", 1, 0, "b").unwrap();
    drop(one);
    let file = files(&dir).remove(0);
    let whole = fs::read(&file).unwrap();
    let begin = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for cut in begin..whole.len() {
        let (_, changes) = line::read(&whole[..cut]).unwrap();
        assert!(changes.is_empty() || changes == [notes("", "a")], "{cut}: {changes:?}");
    }
    assert_eq!(line::read(&whole).unwrap().1, [notes("", "ab")]);
}

#[test]
fn a_draft_goes_when_it_is_saved_and_moves_aside_when_thrown_away() {
    let dir = TempDir::new().unwrap();
    let mut one = drafts(&dir);
    for id in [1, 2] {
        one.begin(id, Some(&key()), "meetings", base(""));
        one.splice(id, "notes", 0, 0, "text").unwrap();
    }
    assert_eq!(files(&dir).len(), 2);
    one.end(1);
    assert_eq!(files(&dir).len(), 1);
    one.discard(2).unwrap();
    assert_eq!(files(&dir).len(), 0);
    assert_eq!(fs::read_dir(paths(&dir).drafts().join("discarded")).unwrap().count(), 1);
    assert_eq!(one.waiting(), []);
}

#[test]
fn drafts_are_for_their_owner_alone() {
    let dir = TempDir::new().unwrap();
    let mut one = drafts(&dir);
    one.begin(1, None, "meetings", None);
    one.splice(1, "notes", 0, 0, "a").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&paths(&dir).drafts()), 0o700);
    assert_eq!(mode(&files(&dir)[0]), 0o600);
}

#[test]
fn a_draft_that_was_taken_over_is_not_written_on_by_the_first() {
    let dir = TempDir::new().unwrap();
    let mut first = drafts(&dir);
    first.begin(1, None, "meetings", None);
    first.splice(1, "notes", 0, 0, "mine").unwrap();
    let mut second = drafts(&dir);
    let name = second.waiting()[0].name.clone();
    let recovered = second.take_over(&name, 5, None).unwrap();
    assert_eq!(recovered.changes, [notes("", "mine")]);
    assert!(matches!(first.splice(1, "notes", 4, 0, "!"), Err(StoreError::TakenOver)));
    second.splice(5, "notes", 4, 0, " and more").unwrap();
    drop((first, second));
    assert_eq!(back(&dir).changes, [notes("", "mine and more")]);
}

#[test]
fn a_draft_of_a_program_that_runs_says_who_has_it() {
    let this = Owner::this();
    let head = |pid: u32, began: u64, host: &str, boot: &str| Head {
        dialogue: String::new(),
        kind: String::new(),
        id: None,
        pid,
        began,
        host: host.to_owned(),
        boot: boot.to_owned(),
    };
    let parent = std::os::unix::process::parent_id();
    let began = |pid: u32| {
        fs::read_to_string(format!("/proc/{pid}/stat"))
            .unwrap()
            .rsplit_once(')')
            .unwrap()
            .1
            .split_whitespace()
            .nth(19)
            .unwrap()
            .parse()
            .unwrap()
    };
    assert!(this.other_than_this(&head(parent, began(parent), &this.host, &this.boot)).unwrap().contains(&parent.to_string()));
    assert_eq!(this.other_than_this(&head(parent, 1, &this.host, &this.boot)), None);
    assert_eq!(this.other_than_this(&head(parent, began(parent), &this.host, "another start")), None);
    assert_eq!(this.other_than_this(&head(this.pid, this.began, &this.host, &this.boot)), None);
    assert!(this.other_than_this(&head(1, 1, "elsewhere\u{1b}", "b")).unwrap().contains("on elsewhere may"));
}

#[test]
fn without_a_place_on_disk_the_draft_is_kept_in_memory_and_comes_to_disk_later() {
    let dir = TempDir::new().unwrap();
    let mut one = drafts(&dir);
    one.begin(1, None, "meetings", None);
    let folder = paths(&dir).drafts();
    let away = dir.path().join("away");
    // The folder is gone from under us, as on a disk that is full: nothing can be made in it.
    fs::remove_dir(&folder).unwrap();
    assert!(one.splice(1, "notes", 0, 0, "typed ").unwrap_err().to_string().contains("kept in memory"));
    assert!(one.splice(1, "notes", 6, 0, "on").is_err());
    assert!(!away.exists());
    one.folder = private_folder(&folder).ok();
    one.splice(1, "notes", 8, 0, "!").unwrap();
    drop(one);
    assert_eq!(back(&dir).changes, [notes("", "typed on!")]);
}

#[test]
fn what_the_disk_refuses_is_offered_among_the_drafts_and_gone_on_with() {
    let dir = TempDir::new().unwrap();
    let mut one = drafts(&dir);
    one.begin(1, None, "meetings", None);
    let folder = paths(&dir).drafts();
    fs::remove_dir(&folder).unwrap();
    assert!(one.splice(1, "notes", 0, 0, "two words").is_err());
    let waiting = one.waiting();
    assert_eq!((waiting.len(), waiting[0].words, &*waiting[0].snippet, waiting[0].only_in_memory), (1, 2, "two words", true));
    assert_eq!(one.take_over(&waiting[0].name, 2, None).unwrap().changes, [notes("", "two words")]);
    assert!(one.splice(2, "notes", 9, 0, " more").is_err());
    // There is room again: whatever is typed next, elsewhere, brings it to the disk as well.
    one.folder = private_folder(&folder).ok();
    one.begin(3, None, "meetings", None);
    one.splice(3, "notes", 0, 0, "other").unwrap();
    one.end(3);
    drop(one);
    assert_eq!(back(&dir).changes, [notes("", "two words more")]);
}

#[test]
fn after_a_flush_that_failed_everything_goes_into_a_new_file() {
    let dir = TempDir::new().unwrap();
    let mut one = drafts(&dir);
    one.begin(1, None, "meetings", None);
    one.splice(1, "notes", 0, 0, "a").unwrap();
    one.open.get_mut(&1).unwrap().anew("again-1.draft".to_owned());
    one.splice(1, "notes", 1, 0, "b").unwrap();
    let text = fs::read(paths(&dir).drafts().join("again-1.draft")).unwrap();
    assert_eq!(line::read(&text).unwrap().1, [notes("", "ab")]);
}

#[test]
fn drafts_of_another_dialogue_and_foreign_files_are_left_alone() {
    let dir = TempDir::new().unwrap();
    let mut other = Drafts::open(&paths(&dir), Path::new("/another"));
    other.begin(1, None, "meetings", None);
    other.splice(1, "notes", 0, 0, "a").unwrap();
    fs::write(paths(&dir).drafts().join("junk.draft"), b"\0\xff{}\n").unwrap();
    assert_eq!(drafts(&dir).waiting(), []);
    assert!(matches!(drafts(&dir).take_over("../../etc/passwd", 1, None), Err(StoreError::NoDraft)));
}

#[test]
fn a_form_left_unfinished_is_listed_and_can_be_gone_on_with_in_the_same_program() {
    let dir = TempDir::new().unwrap();
    let mut one = drafts(&dir);
    one.begin(1, None, "meetings", None);
    one.splice(1, "notes", 0, 0, "a").unwrap();
    let waiting = one.waiting();
    assert_eq!((waiting.len(), waiting[0].open), (1, Some(1)));
    assert_eq!(one.take_over(&waiting[0].name, 2, None).unwrap().changes, [notes("", "a")]);
    one.splice(2, "notes", 1, 0, "b").unwrap();
    assert_eq!(one.waiting().iter().map(|waiting| waiting.open).collect::<Vec<_>>(), [Some(2)]);
    drop(one);
    assert_eq!(back(&dir).changes, [notes("", "ab")]);
}

#[test]
fn what_waits_is_named_by_its_words() {
    let dir = TempDir::new().unwrap();
    let mut one = drafts(&dir);
    one.begin(1, Some(&key()), "meetings", None);
    one.splice(1, "notes", 0, 0, "Recognition must be a \u{1b}[31mlaw.\nNot a decree.").unwrap();
    drop(one);
    let waiting = drafts(&dir).waiting().remove(0);
    assert_eq!((waiting.words, &*waiting.snippet), (8, "Recognition must be a [31mlaw. Not a decree."));
    assert_eq!((waiting.key, waiting.held_by), (Some(key()), None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_typing_comes_back_as_the_text_on_the_screen(edits in prop::collection::vec((0..40_usize, 0..5_usize, "[a-zä\n]{0,4}"), 0..30), start in "[a-zü ]{0,10}") {
        let dir = TempDir::new().unwrap();
        let mut one = drafts(&dir);
        one.begin(1, Some(&key()), "meetings", if start.is_empty() { None } else { base(&start) });
        let mut text = start.clone();
        for (at, cut, put) in edits {
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let end = (at..=(at + cut).min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap();
            one.splice(1, "notes", at, end - at, &put).unwrap();
            text.replace_range(at..end, &put);
        }
        let read = one.open[&1].name.clone();
        let found = one.read(&read).map(|(_, changes)| changes).unwrap_or_default();
        let expected = if text == start { vec![] } else { vec![notes(&start, &text)] };
        prop_assert_eq!(found, expected);
    }
}
