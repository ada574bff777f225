//! Pasted text, between the terminal's brackets.
//!
//! Nothing inside is ever taken for a key. A very long paste is passed on in pieces, so that it cannot fill the memory; one
//! that has no end is ended by the decoder's clock.

use super::Input;

/// What ends a paste.
const END: &[u8] = b"\x1b[201~";
/// No piece is longer than this.
pub(super) const PIECE: usize = 8 * 1024 * 1024;

/// A paste that is coming in.
#[derive(Debug, Default)]
pub(super) struct Paste {
    bytes: Vec<u8>,
}

impl Paste {
    /// Take bytes; how many were taken, and whether the paste is over. What is not taken may be the head of its end.
    pub(super) fn take(&mut self, bytes: &[u8], inputs: &mut Vec<Input>) -> (usize, bool) {
        let found = find_end(bytes);
        let text = found.unwrap_or_else(|| bytes.len() - head_of_end(bytes));
        let (text, _) = bytes.split_at(text.min(bytes.len()).min(PIECE - self.bytes.len()));
        self.bytes.extend_from_slice(text);
        if found == Some(text.len()) {
            send(std::mem::take(&mut self.bytes), inputs);
            return (text.len() + END.len(), true);
        }
        if self.bytes.len() >= PIECE {
            let whole = whole_characters(&self.bytes);
            let next = self.bytes.split_off(whole);
            send(std::mem::replace(&mut self.bytes, next), inputs);
        }
        (text.len(), false)
    }

    /// No more will come.
    pub(super) fn end(self, inputs: &mut Vec<Input>) {
        send(self.bytes, inputs);
    }
}

/// Whether the end of a paste is in these bytes.
pub(super) fn has_end(bytes: &[u8]) -> bool {
    find_end(bytes).is_some()
}

fn find_end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(END.len()).position(|window| window == END)
}

/// How many bytes at the end of these may be the beginning of the end.
fn head_of_end(bytes: &[u8]) -> usize {
    (1..END.len()).rev().find(|&n| END.get(..n).is_some_and(|head| bytes.ends_with(head))).unwrap_or(0)
}

/// Up to where the bytes, and a carriage return at their end, are not cut in two.
fn whole_characters(bytes: &[u8]) -> usize {
    let end = match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => bytes.len(),
    };
    if bytes.get(..end).is_some_and(|text| text.ends_with(b"\r")) { end - 1 } else { end }
}

fn send(bytes: Vec<u8>, inputs: &mut Vec<Input>) {
    if bytes.is_empty() {
        return;
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    // terminals send the Enter key for the end of a line
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    inputs.push(Input::Paste(text));
}
