//! Somebody who presses anything, at any size: the program never stops, and no record is ever lost.

use crate::story::Story;
use convenor::app::keys::Chord;
use crossterm::event::KeyCode;
use proptest::prelude::*;

/// What somebody does who does not look.
#[derive(Clone, Debug)]
enum Deed {
    Key(Chord),
    Type(String),
    Paste(String),
    Resize(u16, u16),
}

fn plain(code: KeyCode) -> Chord {
    Chord { code, control: false, alt: false, shift: false }
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let special = prop::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
        KeyCode::F(1),
        KeyCode::F(3),
    ]);
    let letter = prop::sample::select(" abcdefghijklmnopqrstuvwxyzABEGHNPRSTU0123456789[]/+-:?#!^>@~яم".chars().collect::<Vec<_>>());
    let deed = prop_oneof![
        12 => letter.prop_map(|letter| Deed::Key(plain(KeyCode::Char(letter)))),
        10 => special.prop_map(|code| Deed::Key(plain(code))),
        3 => prop::sample::select("abdefghklnprstuwxy".chars().collect::<Vec<_>>())
            .prop_map(|letter| Deed::Key(Chord { control: true, ..plain(KeyCode::Char(letter)) })),
        1 => "[a-zа-яء-ي 👩‍👧\u{301}\u{202e}]{0,12}".prop_map(Deed::Type),
        1 => "\\PC{0,40}|[!^>#@_%=&?+-]{1,3} [a-z0-9 #]{0,20}\n".prop_map(Deed::Paste),
        1 => (1u16..200, 1u16..60).prop_map(|(width, height)| Deed::Resize(width, height)),
    ];
    prop::collection::vec(deed, 1..120)
}

fn go_through(story: &mut Story, deeds: Vec<Deed>) {
    for deed in deeds {
        match deed {
            Deed::Key(chord) => story.key(chord),
            Deed::Type(text) => {
                story.write(&text);
            }
            Deed::Paste(text) => {
                story.paste(&text);
            }
            Deed::Resize(width, height) => {
                story.resize(width, height);
            }
        }
        if story.ended {
            return;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pressed_nothing_stops_and_no_record_is_lost(size in (1u16..160, 1u16..50), deeds in deeds()) {
        let mut story = Story::sample_at(size.0, size.1);
        let known: Vec<String> = story.files().into_iter().map(|(file, _)| file).collect();
        go_through(&mut story, deeds);
        let mut story = story.again();
        // Whatever was sent to the bin or given another id is still there.
        for _ in 0..60 {
            if known.iter().all(|file| story.has(file)) {
                break;
            }
            story.press("u");
        }
        for file in &known {
            let found = story.has(file);
            prop_assert!(found, "{} is gone: {}", file, story.said());
        }
        for (file, text) in story.files() {
            prop_assert!(text.parse::<toml::Table>().is_ok(), "{} does not read: {}", file, text);
        }
    }

    #[test]
    fn what_is_only_to_be_read_is_written_by_no_key(may_write in any::<bool>(), deeds in deeds()) {
        let mut story = Story::sample();
        story.model.read_only = may_write;
        story.model.writable = may_write;
        let before = story.files();
        go_through(&mut story, deeds);
        story.files_are(&before);
    }
}
