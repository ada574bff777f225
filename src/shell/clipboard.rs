//! Copying to the clipboard of the terminal at the other end (OSC 52). Only texts the app has allowed come here.

/// The bytes that put a text on the terminal's clipboard.
#[must_use]
pub(super) fn copying(text: &str) -> Vec<u8> {
    let mut bytes = b"\x1b]52;c;".to_vec();
    bytes.extend(base64(text.as_bytes()));
    bytes.push(0x07);
    bytes
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |n: usize| u32::from(chunk.get(n).copied().unwrap_or(0));
        let word = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS.get((word >> (18 - 6 * place) & 63) as usize).copied().unwrap_or(b'A');
            out.push(if place <= chunk.len() { letter } else { b'=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_copied_in_the_letters_that_terminals_read() {
        assert_eq!(copying(""), b"\x1b]52;c;\x07");
        for (text, letters) in [("M", "TQ=="), ("Ma", "TWE="), ("Man", "TWFu"), ("Many", "TWFueQ==")] {
            assert_eq!(base64(text.as_bytes()), letters.as_bytes());
        }
    }
}
