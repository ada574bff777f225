//! When a frame goes out, told with a clock of our own: near, far, with and without an answer from the line.

use super::*;

const NEAR: Line = Line { remote: false, may_ask: false };
const FAR: Line = Line { remote: true, may_ask: false };
const ASKED: Line = Line { remote: true, may_ask: true };

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// Nothing is known of how much is on its way.
fn unknown() -> Option<usize> {
    None
}

/// A line on which `count` keys were pressed, one every `every`, each followed by a frame of `bytes` where that could be sent.
fn after_keys(line: Line, count: u32, every: Duration, bytes: usize) -> (Pace, Instant, Vec<Duration>) {
    let begin = Instant::now();
    let mut pace = Pace::new(line, begin);
    let mut sent = Vec::new();
    for n in 0..count {
        let now = begin + every * n;
        pace.key(now);
        if pace.ready(now, unknown).is_ok() {
            pace.sent(bytes, !pace.behind(bytes).is_empty(), now);
            sent.push(now - begin);
        }
    }
    (pace, begin + every * count.saturating_sub(1), sent)
}

#[test]
fn the_frame_of_a_single_key_is_never_held_back() {
    for line in [NEAR, FAR] {
        assert_eq!(after_keys(line, 50, ms(100), 5_000).2.len(), 50, "{line:?}");
    }
}

#[test]
fn small_frames_are_never_held_back_on_this_machine() {
    assert_eq!(after_keys(NEAR, 90, ms(33), 36).2.len(), 90);
}

#[test]
fn while_a_key_is_held_no_more_is_sent_than_the_slowest_line_carries() {
    let (mut pace, last, sent) = after_keys(FAR, 90, ms(33), 200);
    assert!(sent.len() * (200 + PACKET) <= AHEAD + 3 * 1_200, "{sent:?}");
    assert!(pace.ready(last, unknown).unwrap_err() <= last + HELD);
    assert_eq!(pace.ready(last + HELD, unknown), Ok(()), "when the hand lets go, what is so is shown at once");
}

#[test]
fn on_this_machine_something_moves_while_a_key_is_held() {
    let sent = after_keys(NEAR, 90, ms(33), 5_000).2;
    assert!(sent.windows(2).all(|pair| pair[1] - pair[0] <= AT_LEAST + ms(66)), "{sent:?}");
}

#[test]
fn what_the_system_tells_of_the_connection_counts_and_not_what_is_assumed() {
    let (mut pace, now, _) = after_keys(FAR, 3, ms(33), 2_000);
    assert_eq!(pace.ready(now, || Some(2_000)), Err(now + LOOK_AGAIN));
    assert_eq!(pace.ready(now + LOOK_AGAIN, || Some(1)), Err(now + LOOK_AGAIN * 2), "a large frame waits for an empty line");
    assert_eq!(pace.ready(now + LOOK_AGAIN * 2, || Some(0)), Ok(()));
    // What is little is not looked at.
    assert_eq!(pace.ready(now + LOOK_AGAIN * 2, || unreachable!()), Ok(()));
}

#[test]
fn a_line_that_is_asked_holds_everything_back_until_it_answers() {
    let now = Instant::now();
    let mut pace = Pace::new(ASKED, now);
    assert_eq!(pace.behind(2_000), b"", "nothing is asked at the start");
    pace.sent(2_000, false, now);
    assert_eq!(pace.ready(now, unknown), Ok(()));
    assert_eq!(pace.behind(700), QUESTION);
    pace.sent(700, true, now);
    assert_eq!(pace.behind(700), b"", "one question at a time");
    assert_eq!(pace.ready(now + ms(900), unknown), Err(now + GIVE_UP));
    pace.answered(now + ms(901));
    assert_eq!(pace.ready(now + ms(901), unknown), Ok(()));
}

#[test]
fn letters_flow_without_a_question_for_each() {
    let now = Instant::now();
    let mut pace = Pace::new(ASKED, now);
    pace.sent(0, false, now);
    let mut asked = 0;
    for n in 0..200_u64 {
        assert_eq!(pace.ready(now + ms(n), unknown), Ok(()));
        let question = !pace.behind(1).is_empty();
        asked += usize::from(question);
        pace.sent(1, question, now + ms(n));
    }
    assert_eq!(asked, 1, "as long as it does not answer");
}

#[test]
fn a_terminal_that_does_not_answer_is_asked_no_more_until_it_does() {
    let now = Instant::now();
    let mut pace = Pace::new(ASKED, now);
    pace.sent(2_000, false, now);
    pace.sent(2_000, true, now);
    assert!(pace.ready(now, unknown).is_err());
    assert_eq!(pace.ready(now + GIVE_UP, unknown), Ok(()));
    assert_eq!(pace.behind(2_000), b"");
    pace.answered(now + GIVE_UP * 2);
    assert_eq!(pace.behind(2_000), QUESTION);
}

#[test]
fn what_another_program_left_on_the_line_is_not_ours() {
    let (mut pace, now, _) = after_keys(FAR, 3, ms(33), 5_000);
    assert!(pace.ready(now, unknown).is_err());
    pace.begin_anew(now);
    assert_eq!(pace.ready(now, unknown), Ok(()));
    assert_eq!(pace.answer_due(), None);
}
