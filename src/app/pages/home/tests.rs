//! Home and the status check state the same facts in the same words.

use crate::app::page::Source;
use crate::app::page::testing::{model, text};
use crate::domain::audience::Audience;
use crate::domain::dates::say_day;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::Fields;
use crate::domain::testing::{Build, TODAY, day, dialogue, line, pos, sample};
use crate::domain::views::status::{self, Level, Topic};

/// Home as one line of words, however its lines are broken.
fn home(dialogue: Dialogue, size: (u16, u16), audience: Audience) -> String {
    let mut model = model(dialogue, size);
    model.show_to(audience);
    text(&mut model, &Source::Home, 0).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(home: &str, words: &str) {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(home.contains(&words), "{words:?} is not on Home:\n{home}");
}

/// Fails unless every sentence of the status check stands on Home.
#[track_caller]
fn says_what_the_check_says(dialogue: impl Fn() -> Dialogue, audience: Audience) -> status::Status {
    let check = status::compute_for(&dialogue(), day(TODAY), audience);
    let home = home(dialogue(), (80, 60), audience);
    says(&home, &format!("| {} · {} ·", check.level.value(), check.place.phase));
    for line in &check.lines {
        match line.topic {
            Topic::Where => {
                let dialogue = dialogue();
                if let Some((date, event)) = &check.place.event {
                    says(&home, &say_day(*date, day(TODAY)));
                    says(&home, dialogue.find(event).and_then(|event| event.text("title")).unwrap_or_default());
                } else {
                    says(&home, status::NO_EVENT);
                }
                if let Some((date, entry)) = check.place.entries.first() {
                    says(&home, &format!("{} {}", say_day(*date, day(TODAY)), entry.chars().take(20).collect::<String>()));
                }
            }
            // The numbers stand on Home with their signs between.
            Topic::Roadmap if line.parts.len() > 1 => {
                let (numbers, rest) = line.parts.split_first().unwrap();
                let numbers = numbers.trim_end_matches('.').split(", ").skip(1);
                numbers.for_each(|number| says(&home, number));
                says(&home, &rest.join(" "));
            }
            _ => says(&home, &line.text()),
        }
    }
    check
}

/// A dialogue in which a red line blocks and a promise was broken.
fn in_alarm() -> Dialogue {
    Build::new()
        .file("dialogue", "title = 'D'\n[[phase]]\nname = 'consensus'\nstart = 2026-01-01\n[[calendar]]\ndate = 2026-03-20\nevent = 'Vote'")
        .people(&["a:cso", "b:party"])
        .issue("i", "open", &["o"])
        .meeting("m", "a", "2026-02-01", &line("must_not_have", "o", "firmness = 'absolute'"))
        .meeting("n", "b", "2026-02-01", &(pos("o", 2) + "\n[[promise]]\ntext = 't'\ndue = 2026-02-10\nstatus = 'broken'"))
        .file("indicators/k", "title = 'K'\nfamily = 'policy'\nfrequency = 'monthly'\nbaseline_date = 2025-01-01")
        .file("commitments/c", "title = 'C'\nlead = 'a'\ndue = 2026-03-01")
        .file("outcomes/h", "title = 'They left'\nsocial_actor = 'a'\ndate = 2026-03-01\ndirection = 'negative'")
        .done()
}

#[test]
fn home_and_the_status_check_say_the_same_of_the_sample() {
    assert_eq!(says_what_the_check_says(sample, Audience::Host).level, Level::Attention);
}

#[test]
fn home_and_the_status_check_say_the_same_of_a_dialogue_in_alarm() {
    assert_eq!(says_what_the_check_says(in_alarm, Audience::Host).level, Level::Alarm);
}

#[test]
fn home_and_the_status_check_say_the_same_of_a_dialogue_that_has_only_begun() {
    let begun = || dialogue([("stakeholders/a", "name = 'A'\nkind = 'cso'")]);
    assert_eq!(says_what_the_check_says(begun, Audience::Host).level, Level::Calm);
}

#[test]
fn an_empty_dialogue_is_in_the_same_phase_on_home_and_says_that_nothing_is_written() {
    let check = status::compute(&dialogue([]), day(TODAY));
    let home = home(dialogue([]), (80, 24), Audience::Host);
    says(&home, &format!("| {} · {} ·", check.level.value(), check.place.phase));
    says(&home, "Nothing is written down yet.");
}

#[test]
fn what_presses_stands_on_home_on_a_small_screen_too() {
    let home = home(in_alarm(), (80, 24), Audience::Host);
    for words in [
        "alarm · Consensus",
        "Vote",
        "Blocking: A must not have o (absolute), B at +2 on o. A promise to",
        "Figures ! 1 measurement overdue.",
        "Money ! 1 commitment without support or own money.",
        "Negative: They left.",
    ] {
        says(&home, words);
    }
}
