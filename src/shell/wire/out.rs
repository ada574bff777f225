//! Where bytes go: into the frame, or only onto the abacus.
//!
//! Everything that writes an escape sequence is written once, against [`Sink`]; with [`Count`] the same code says
//! what the sequence would cost. This room knows the shape of a control sequence and nothing of its meaning.

/// Takes the bytes of a frame, or counts them.
pub(super) trait Sink {
    /// Append these bytes.
    fn bytes(&mut self, bytes: &[u8]);

    /// Append a number in decimal.
    fn number(&mut self, value: usize);

    /// A control sequence with one number; a 1 is left out, being the default of every sequence sent so.
    fn csi(&mut self, count: usize, last: u8) {
        self.bytes(b"\x1b[");
        if count > 1 {
            self.number(count);
        }
        self.bytes(&[last]);
    }
}

impl Sink for Vec<u8> {
    fn bytes(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    fn number(&mut self, value: usize) {
        if value > 9 {
            self.number(value / 10);
        }
        self.push(b'0' + (value % 10) as u8);
    }
}

/// Counts what would be written.
#[derive(Default)]
pub(super) struct Count(pub(super) usize);

impl Sink for Count {
    fn bytes(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }

    fn number(&mut self, value: usize) {
        self.0 += digits(value);
    }
}

/// How many decimal digits a number takes.
pub(super) fn digits(value: usize) -> usize {
    match value {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        _ => 1 + digits(value / 10),
    }
}

/// The length of [`Sink::csi`].
pub(super) fn csi_len(count: usize) -> usize {
    if count > 1 { 3 + digits(count) } else { 3 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_agrees_with_writing() {
        for n in [0, 1, 2, 9, 10, 99, 100, 999, 1000, 65_535] {
            let mut out = Vec::new();
            out.csi(n, b'C');
            let mut count = Count::default();
            count.csi(n, b'C');
            assert_eq!((out.len(), out.len()), (count.0, csi_len(n)));
        }
    }
}
