//! Pasted text is one input, whatever it holds and however it stalls.

use super::*;

#[test]
fn pasted_text_is_one_input_and_its_lines_end_alike() {
    assert_eq!(decode("\x1b[200~one\rtwo\r\nthree\nfour\x1b[201~q"), [pasted("one\ntwo\nthree\nfour"), letter('q')]);
    assert_eq!(decode("\x1b[200~\x1b[201~"), []);
}

#[test]
fn nothing_inside_a_paste_is_a_key() {
    assert_eq!(decode("\x1b[200~\x1b[A\x1b]52;c;x\x07\x1b[20\x1b[200~\x1b[201~"), [pasted("\x1b[A\x1b]52;c;x\x07\x1b[20\x1b[200~")]);
}

#[test]
fn a_paste_without_an_end_is_given_up_and_keys_work_again() {
    let start = Instant::now();
    let mut decoder = Decoder::new(Patience::LOCAL);
    let mut inputs = Vec::new();
    decoder.feed(b"\x1b[200~half a wo", start, &mut inputs);
    let deadline = decoder.deadline().unwrap();
    assert_eq!(deadline, start + Duration::from_millis(250));
    decoder.wait_over(deadline, &mut inputs);
    decoder.feed(b"j", deadline, &mut inputs);
    assert_eq!(inputs, [pasted("half a wo"), letter('j')]);
}

#[test]
fn the_rest_of_a_paste_that_stalled_is_still_no_keys() {
    let start = Instant::now();
    let mut decoder = Decoder::new(Patience::LOCAL);
    let mut inputs = Vec::new();
    decoder.feed(b"\x1b[200~half a wo", start, &mut inputs);
    decoder.wait_over(start + Duration::from_secs(2), &mut inputs);
    decoder.feed(b"rd\x1b[201~j", start + Duration::from_secs(3), &mut inputs);
    assert_eq!(inputs, [pasted("half a wo"), pasted("rd"), letter('j')]);
}

#[test]
fn a_paste_that_would_fill_the_memory_comes_in_pieces_and_whole() {
    let text = "ж".repeat(PIECE / 2 - 1) + "aжb" + &"x".repeat(100_000);
    let bytes = format!("\x1b[200~{text}\x1b[201~q");
    let mut inputs = decode_pieces(bytes.as_bytes().chunks(64 * 1024));
    assert_eq!(inputs.pop(), Some(letter('q')));
    assert_eq!(inputs.len(), 2);
    let all: String = inputs.iter().map(|input| if let Input::Paste(text) = input { text.as_str() } else { "" }).collect();
    assert!(all == text);
}
