//! What is computed from every record, a slice of them at a time, so that no key has to wait for ten thousand.
//!
//! Whoever asks gets what is known; the loop goes on while nothing else waits. Dialogues of the usual size are one slice.

use super::facts::Moment;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::Record;
use std::sync::Arc;

/// Records in a slice: as many as are looked at in a few tenths of a millisecond.
pub const SLICE: usize = 150;

/// Something made from records one after the other.
pub trait Grow: Default {
    /// Before the first record.
    fn begin(&mut self, _dialogue: &Dialogue) {}

    /// Takes a record in: the process itself first, then all others in the order of the dialogue.
    fn add(&mut self, record: &Record, dialogue: &Dialogue);

    /// After the last record.
    fn end(&mut self) {}
}

/// Something that grows, with the last that was whole.
#[derive(Debug, Default)]
pub struct Slow<T> {
    whole: Option<(Moment, Arc<T>)>,
    growing: Option<Growing<T>>,
    edition: u64,
}

#[derive(Debug)]
struct Growing<T> {
    moment: Moment,
    value: T,
    /// How many records are in it.
    taken: usize,
}

impl<T: Grow> Slow<T> {
    /// What is known; of a small dialogue, all.
    pub fn get(&mut self, dialogue: &Dialogue) -> Arc<T> {
        self.begin(dialogue);
        if dialogue.all().nth(2 * SLICE).is_none() {
            self.finish(dialogue);
        }
        self.kept().unwrap_or_default()
    }

    /// What is known, though it were nothing yet: whoever asks is not to wait, and is told in time.
    pub fn so_far(&mut self, dialogue: &Dialogue) -> Arc<T> {
        if self.whole.is_some() {
            return self.get(dialogue);
        }
        self.begin(dialogue);
        Arc::default()
    }

    /// All there is to know, at once.
    pub fn whole(&mut self, dialogue: &Dialogue) -> Arc<T> {
        self.begin(dialogue);
        self.finish(dialogue);
        self.kept().unwrap_or_default()
    }

    /// The last that was whole.
    #[must_use]
    pub fn kept(&self) -> Option<Arc<T>> {
        self.whole.as_ref().map(|(_, value)| value.clone())
    }

    /// Whether there is more to know.
    #[must_use]
    pub fn is_growing(&self) -> bool {
        self.growing.is_some()
    }

    /// How often it became whole in slices.
    #[must_use]
    pub fn edition(&self) -> u64 {
        self.edition
    }

    fn begin(&mut self, dialogue: &Dialogue) {
        let moment = Moment::of(dialogue);
        if self.whole.as_ref().is_some_and(|(whole, _)| *whole == moment) {
            self.growing = None;
        } else if self.growing.as_ref().is_none_or(|growing| growing.moment != moment) {
            let mut value = T::default();
            value.begin(dialogue);
            self.growing = Some(Growing { moment, value, taken: 0 });
        }
    }

    fn finish(&mut self, dialogue: &Dialogue) {
        // What becomes whole while somebody waits for it is no news to them.
        let edition = self.edition;
        while self.is_growing() {
            self.go_on(dialogue);
        }
        self.edition = edition;
    }

    /// Takes in a slice; what was begun on other records is begun again.
    pub fn go_on(&mut self, dialogue: &Dialogue) {
        if self.growing.as_ref().is_some_and(|growing| growing.moment != Moment::of(dialogue)) {
            self.begin(dialogue);
        }
        let Some(mut growing) = self.growing.take() else { return };
        let before = growing.taken;
        let records = std::iter::once(dialogue.process()).chain(dialogue.all().map(AsRef::as_ref));
        for record in records.skip(before).take(SLICE) {
            growing.value.add(record, dialogue);
            growing.taken += 1;
        }
        if growing.taken < before + SLICE {
            growing.value.end();
            self.whole = Some((growing.moment, Arc::new(growing.value)));
            self.edition += 1;
        } else {
            self.growing = Some(growing);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalogue::Catalogue;
    use crate::domain::record::Key;

    #[derive(Debug, Default)]
    struct Count(usize);

    impl Grow for Count {
        fn add(&mut self, _: &Record, _: &Dialogue) {
            self.0 += 1;
        }
    }

    fn dialogue(records: usize) -> Dialogue {
        let records = (0..records).map(|n| Record::new(Key::new("issues", &format!("i{n}"))));
        Dialogue::with(Catalogue::builtin(), records, Vec::new())
    }

    #[test]
    fn a_small_dialogue_is_known_at_once() {
        let mut count = Slow::<Count>::default();
        assert_eq!(count.get(&dialogue(SLICE)).0, SLICE + 1);
        assert!(!count.is_growing());
    }

    #[test]
    fn a_large_one_grows_slice_by_slice_and_shows_the_last_that_was_whole() {
        let mut dialogue = dialogue(4 * SLICE);
        let mut count = Slow::<Count>::default();
        assert_eq!(count.get(&dialogue).0, 0);
        let before = count.edition();
        let mut slices = 0;
        while count.is_growing() {
            count.go_on(&dialogue);
            slices += 1;
        }
        assert_eq!((count.get(&dialogue).0, slices), (4 * SLICE + 1, 5));
        assert!(count.edition() > before);
        dialogue.put(Record::new(Key::new("issues", "new")));
        assert_eq!(count.get(&dialogue).0, 4 * SLICE + 1);
        assert!(count.is_growing());
        assert_eq!(count.whole(&dialogue).0, 4 * SLICE + 2);
    }

    #[test]
    fn what_was_begun_on_older_records_is_begun_again() {
        let mut dialogue = dialogue(3 * SLICE);
        let mut count = Slow::<Count>::default();
        count.get(&dialogue);
        count.go_on(&dialogue);
        dialogue.remove(&Key::new("issues", "i1"));
        while count.is_growing() {
            count.go_on(&dialogue);
        }
        assert_eq!(count.get(&dialogue).0, 3 * SLICE);
    }
}
