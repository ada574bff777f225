//! What loading makes of folders, good, odd and hostile.

use super::super::testing::{empty, sample, store, write};
use super::*;
use crate::domain::catalogue::DEMO;
use crate::domain::problem::Weight;
use crate::domain::record::Fields;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use tempfile::TempDir;

fn load(dir: &TempDir) -> Loaded {
    store(dir).load().unwrap()
}

fn said(loaded: &Loaded) -> String {
    loaded.dialogue.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_record_of_the_sample_whose_kind_is_known_is_there() {
    let dir = sample();
    let loaded = load(&dir);
    for (file, _) in DEMO {
        let Some((kind, name)) = file.split_once('/') else { continue };
        if loaded.dialogue.catalogue.kind(kind).is_some() {
            let record = loaded.dialogue.get(kind, name.trim_end_matches(".toml")).unwrap_or_else(|| panic!("{file}"));
            assert_eq!(record.flaws, []);
        }
    }
    assert_eq!(loaded.dialogue.process().text("title"), Some("Hands and Words"));
    assert!(loaded.dialogue.problems.iter().all(|problem| problem.weight == Weight::Hint), "{}", said(&loaded));
}

#[test]
fn a_folder_without_dialogue_toml_says_what_to_do() {
    let dir = TempDir::new().unwrap();
    let error = store(&dir).load().unwrap_err().to_string();
    assert!(error.contains("dialogue.toml") && error.contains("convenor init"), "{error}");
}

#[test]
fn one_broken_file_costs_only_itself() {
    let dir = sample();
    write(dir.path(), "meetings/2026-01-01-x.toml", "stakeholder = \"udk\"\ndate = soon\n");
    let loaded = load(&dir);
    let broken = loaded.dialogue.get("meetings", "2026-01-01-x").unwrap();
    assert_eq!(broken.locked, Some(Locked::Unreadable));
    assert_eq!(broken.text("stakeholder"), Some("udk"));
    assert_eq!(broken.flaws[0].file, "meetings/2026-01-01-x.toml");
    assert!(loaded.dialogue.get("meetings", "2025-02-19-udk").is_some());
}

#[test]
fn pipes_folders_and_sockets_named_like_records_hold_nobody_up() {
    let dir = empty();
    fs::create_dir_all(dir.path().join("meetings/folder.toml")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, dir.path().join("meetings/pipe.toml"), rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("meetings/socket.toml")).unwrap();
    let loaded = load(&dir);
    let said = said(&loaded);
    for what in ["folder.toml:1:1  This is a folder", "pipe.toml:1:1  This is a pipe", "socket.toml:1:1  This is a socket"] {
        assert!(said.contains(what), "{said}");
    }
    assert_eq!(loaded.dialogue.all().count(), 0);
}

#[test]
fn a_symbolic_link_is_read_but_locked_and_never_followed_out_of_the_folder() {
    let (dir, outside) = (empty(), TempDir::new().unwrap());
    write(dir.path(), "issues/real.toml", "title = \"Here\"\n");
    write(outside.path(), "secret.toml", "title = \"Elsewhere\"\n");
    symlink("real.toml", dir.path().join("issues/near.toml")).unwrap();
    symlink(outside.path().join("secret.toml"), dir.path().join("issues/far.toml")).unwrap();
    symlink("nowhere.toml", dir.path().join("issues/dangling.toml")).unwrap();
    let loaded = load(&dir);
    let near = loaded.dialogue.get("issues", "near").unwrap();
    assert_eq!((near.text("title"), near.locked), (Some("Here"), Some(Locked::Link)));
    for id in ["far", "dangling"] {
        let record = loaded.dialogue.get("issues", id).unwrap();
        assert_eq!((record.text("title"), record.locked), (None, Some(Locked::Link)));
        assert_eq!(record.flaws.len(), 1);
    }
}

#[test]
fn a_kinds_folder_that_is_a_link_is_not_entered() {
    let (dir, outside) = (empty(), TempDir::new().unwrap());
    write(outside.path(), "a.toml", "title = \"A\"\n");
    symlink(outside.path(), dir.path().join("issues")).unwrap();
    let loaded = load(&dir);
    assert!(loaded.dialogue.get("issues", "a").is_none());
    assert!(said(&loaded).contains("issues:1:1  This is not a folder"));
}

#[test]
fn a_name_that_is_no_id_is_read_all_the_same() {
    let dir = empty();
    write(dir.path(), "issues/Issue 1.toml", "title = \"A\"\n");
    assert_eq!(load(&dir).dialogue.get("issues", "Issue 1").unwrap().text("title"), Some("A"));
}

#[test]
fn what_lies_beside_the_records_is_named_once_as_a_hint() {
    let dir = empty();
    for file in
        ["issues/i1.sync-conflict-20260316-101010-ABC.toml", "issues/.i1.toml.swp", "issues/#i1.toml#", "meeting/a.toml", "meeting/b.toml"]
    {
        write(dir.path(), file, "title = \"A\"\n");
    }
    fs::create_dir_all(dir.path().join(".convenor/bin/issues")).unwrap();
    symlink("somebody@host.1", dir.path().join("issues/.#i1.toml")).unwrap();
    let loaded = load(&dir);
    let said = said(&loaded);
    assert_eq!(loaded.dialogue.problems.len(), 5, "{said}");
    assert!(loaded.dialogue.problems.iter().all(|problem| problem.weight == Weight::Hint));
    assert!(said.contains("Did you mean meetings?"), "{said}");
    assert_eq!(loaded.dialogue.all().count(), 0);
}

#[test]
fn what_a_broken_off_save_left_is_named_and_never_taken_away() {
    let dir = empty();
    let stray = format!("issues/.i1.toml.{}-0.convenor-tmp", u32::MAX);
    write(dir.path(), &stray, "title = \"Words\"\n");
    write(dir.path(), &format!("issues/.i2.toml.{}-0.convenor-tmp", std::process::id()), "being written");
    let loaded = load(&dir);
    assert_eq!(loaded.dialogue.problems.len(), 1);
    assert_eq!((&*loaded.dialogue.problems[0].file, loaded.dialogue.problems[0].weight), (&*stray, Weight::Fault));
    assert!(dir.path().join(stray).exists());
}

#[test]
fn a_file_larger_than_any_record_is_not_read() {
    let dir = empty();
    write(dir.path(), "issues/big.toml", vec![b'#'; 5 << 20]);
    let loaded = load(&dir);
    assert!(loaded.dialogue.get("issues", "big").unwrap().flaws[0].what.contains("5 MiB"));
}

#[test]
fn a_dialogues_own_kinds_are_laid_over_the_built_in_ones() {
    let dir = empty();
    write(dir.path(), "config/kinds/issues.toml", "title = \"Questions\"\n");
    write(dir.path(), "config/kinds/meetings.toml", "titel = \"Talks\"\n");
    let loaded = load(&dir);
    assert_eq!(loaded.dialogue.catalogue.kind("issues").unwrap().title, "Questions");
    assert!(said(&loaded).contains("config/kinds/meetings.toml:1:1"), "{}", said(&loaded));
}

#[test]
fn only_what_others_changed_is_read_again() {
    let dir = sample();
    let (store, mut loaded) = (store(&dir), load(&dir));
    let news = store.reload_changed(&loaded.dialogue.catalogue, &mut loaded.snapshot).unwrap();
    assert!(news.is_empty());
    write(dir.path(), "issues/i1.toml", "title = \"Changed\"\nstatus = \"open\"\n");
    write(dir.path(), "issues/i9.toml", "title = \"New\"\n");
    fs::remove_file(dir.path().join("issues/i2.toml")).unwrap();
    let news = store.reload_changed(&loaded.dialogue.catalogue, &mut loaded.snapshot).unwrap();
    let mut changed: Vec<_> = news.changed.iter().map(|record| record.id()).collect();
    changed.sort_unstable();
    assert_eq!(changed, ["i1", "i9"]);
    assert_eq!(news.removed, [Key::new("issues", "i2")]);
    assert!(store.reload_changed(&loaded.dialogue.catalogue, &mut loaded.snapshot).unwrap().is_empty());
}

#[test]
fn a_folder_open_to_everybody_is_said_with_the_command_that_closes_it() {
    let dir = empty();
    assert_eq!(load(&dir).dialogue.problems, []);
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(said(&load(&dir)).contains("chmod o-rwx"));
}

#[test]
fn whether_this_user_may_write_is_known_before_anything_is_tried() {
    let dir = sample();
    assert!(store(&dir).is_writable());
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o500)).unwrap();
    // Rights do not bind the superuser.
    assert_eq!(store(&dir).is_writable(), rustix::process::geteuid().is_root());
}
