//! What a bilateral note costs on the line: the real app, its real screen, keys one after the other.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::testing::{model, press};
use crate::app::update::update;
use crate::shell::wire::{Flavour, Wire};
use crate::ui::{draw, theme::Theme};
use ratatui::{buffer::Buffer, layout::Rect};

/// A note about the Ministry of Labour, with the line to its terminal.
struct Noting {
    model: Model,
    theme: Theme,
    wire: Wire,
    frames: usize,
}

impl Noting {
    fn new(lines: &str) -> Noting {
        Noting::on(lines, (80, 24))
    }

    fn on(lines: &str, size: (u16, u16)) -> Noting {
        let mut model = model(size.0, size.1);
        press(&mut model, "c \"molsp\" Enter");
        let theme = Theme::builtin(&model.settings);
        let mut noting = Noting { model, theme, wire: Wire::new(size.0, size.1, Flavour::FULL), frames: 0 };
        update(&mut noting.model, Msg::Paste(lines.to_owned()));
        noting.sent();
        // The pen of the first screen is put down with the first letter.
        noting.types("w");
        noting.press("Backspace");
        noting.frames = 0;
        noting
    }

    /// Draws; what that sent.
    fn sent(&mut self) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.model.size.0, self.model.size.1));
        let caret = draw(&self.model, &self.theme, &mut buffer);
        let bytes = self.wire.frame(&buffer, caret).to_vec();
        self.frames += usize::from(!bytes.is_empty());
        String::from_utf8(bytes).unwrap()
    }

    fn press(&mut self, keys: &str) -> String {
        press(&mut self.model, keys);
        self.sent()
    }

    /// Types letter by letter; the bytes that took.
    fn types(&mut self, text: &str) -> usize {
        text.chars().map(|letter| self.press(&format!("\"{letter}\"")).len()).sum()
    }
}

/// Lines of some length that differ from one another.
fn long(count: usize) -> String {
    let words = ["signing", "ministry", "interpreter", "budget", "quota", "school", "broadcast", "emergency", "training"];
    let line = |i: usize| (0..6).map(|k| words[(i * 7 + k * (i % 5 + 1)) % words.len()]).collect::<Vec<_>>().join(" ");
    (0..count).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn w1_a_letter_at_the_end_of_a_line_is_one_byte() {
    let mut note = Noting::new("Ilda Marev alone again");
    for letter in [";", " ", "t", "h", "e", " ", "é", "ж"] {
        assert_eq!(note.press(&format!("\"{letter}\"")), letter);
    }
}

#[test]
fn w1_letters_in_a_marked_line_are_one_byte_too() {
    let mut note = Noting::new("!- #o2c not before the");
    assert_eq!(note.types(" legal opinion"), " legal opinion".len());
}

#[test]
fn w2_a_whole_note_stays_within_its_bytes() {
    let mut note = Noting::new("");
    let text = "Ilda Marev alone again; the deputy post is frozen until May.\n\nDraft rules went to the legal department on Friday. They want a ministry \
                commission because boards cannot be held to account.\n> letter to the union by the end of April\n_ does not want them to hear this from \
                the press\nThe budget line is open until June and nobody has claimed it so far.\n";
    let bytes = note.types(text);
    let keys = text.chars().count();
    assert!(bytes * 100 <= keys * 125, "{bytes} bytes for {keys} keys");
    assert!(bytes <= 750, "{bytes}");
    assert!(note.frames <= keys + 1);
}

#[test]
fn w3_a_letter_inside_a_line_is_an_insertion() {
    let mut note = Noting::new("The ministry will pay for half of the interpreters from next year, it was said.");
    note.press("Home");
    for _ in 0..13 {
        note.press("Right");
    }
    let sentence = "and surely ";
    let bytes = note.types(sentence);
    assert!(bytes * 2 <= sentence.len() * 9, "{bytes} bytes for {} letters", sentence.len());
}

#[test]
fn w4_a_word_at_once_is_one_frame_of_its_letters() {
    let mut note = Noting::new("They want");
    update(&mut note.model, Msg::Paste("interpreters".to_owned()));
    assert!(note.sent().len() <= "interpreters".len() + 1);
}

#[test]
fn w5_an_arrow_is_three_bytes_and_what_changes_nothing_is_none() {
    let mut note = Noting::new("They want it.\ninterpreters");
    assert!(note.press("Left").len() <= 3);
    assert!(note.press("Up").len() <= 3);
    note.press("End");
    assert_eq!(note.press("Up"), "");
    assert_eq!(note.press("End"), "");
}

#[test]
fn w6_scrolling_by_a_line_sends_the_new_line() {
    let mut note = Noting::new(&long(60));
    for _ in 0..16 {
        note.press("Up");
    }
    for _ in 0..20 {
        let bytes = note.press("Up").len();
        assert!(bytes <= 65, "{bytes}");
    }
}

#[test]
fn beside_the_brief_a_letter_is_one_byte_and_a_long_note_scrolls_seldom() {
    let mut note = Noting::on("They want", (120, 40));
    assert_eq!(note.types(" more of it"), " more of it".len());
    let mut lines = Vec::new();
    for line in long(60).lines() {
        let typed = note.types(line);
        lines.push(note.press("Enter").len() + typed - line.len());
    }
    let seldom = lines.iter().filter(|bytes| **bytes > 100).count();
    assert!(seldom <= 4, "{lines:?}");
    assert!(lines.iter().sum::<usize>() <= 60 * 160, "{lines:?}");
}

#[test]
fn w6_a_scrolled_line_costs_its_text_and_three_bytes() {
    let mut note = Noting::new(&long(60));
    for _ in 0..20 {
        note.press("Up");
    }
    let sent = note.press("Up");
    let text = sent.strip_prefix("\x1bM\r ");
    assert!(text.is_some_and(|text| !text.contains('\x1b')), "{sent:?}");
}

#[test]
fn w5_arrows_in_a_note_cost_less_than_three_bytes_on_average() {
    let mut note = Noting::new("The week began with a quiet morning.\nTwo letters, and a long list\n\nof things that are open.");
    let keys = "Up Up Up Home Right Right Right Right Down End Left Left Down Up Right";
    let bytes: usize = keys.split(' ').map(|key| note.press(key).len()).sum();
    assert!(bytes < 3 * keys.split(' ').count(), "{bytes}");
}

#[test]
fn w5_an_arrow_that_jumps_over_an_empty_line_names_its_column_and_that_costs_seven_at_most() {
    let mut note = Noting::new("The week began with a quiet morning and a long list.\n\nTwo letters, and a list of things that are open.");
    note.press("Home");
    (0..41).for_each(|_| drop(note.press("Right")));
    // To the empty line, and back to the column: nothing shorter names a column from 41 columns away.
    assert_eq!([note.press("Up"), note.press("Up")], ["\r\x1bM ", "\x1b[3;43H"]);
    assert_eq!([note.press("Down"), note.press("Down")], ["\r\n ", "\n\x1b[43G"]);
}

#[test]
fn what_stands_below_a_note_does_not_change_while_typing() {
    let mut note = Noting::new("");
    let before: Vec<String> = below(&note);
    note.types("^ we send the statute due:fri\nThey said no.");
    assert_eq!(below(&note), before);
}

fn below(note: &Noting) -> Vec<String> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    draw(&note.model, &note.theme, &mut buffer);
    (19..24).map(|y| (0..80).map(|x| buffer[(x, y)].symbol().to_owned()).collect()).collect()
}
