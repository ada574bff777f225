//! Words looked for in every record: a slice of them at a time, so that no key waits for ten thousand.
//!
//! The newest question is the one that counts; its answer is kept until records change.

use super::facts::Moment;
use crate::domain::dialogue::Dialogue;
use crate::domain::search::{Hit, Search};
use std::sync::Arc;

/// Records in a slice. To fold a long note costs more than to check a record.
const SLICE: usize = 40;
/// The most hits that are shown.
const MOST: usize = 200;

/// The last question, and how far it is answered.
#[derive(Debug)]
pub(super) struct Hunt {
    words: String,
    moment: Moment,
    search: Search,
    /// How many records were looked at.
    looked: usize,
    hits: Option<Arc<Vec<Hit>>>,
}

impl Hunt {
    /// A question that nothing was looked at for yet.
    pub(super) fn new(words: &str, dialogue: &Dialogue) -> Self {
        Self { words: words.to_owned(), moment: Moment::of(dialogue), search: Search::new(words), looked: 0, hits: None }
    }

    /// Whether it asks for these words in the records as they are.
    pub(super) fn is_for(&self, words: &str, dialogue: &Dialogue) -> bool {
        self.words == words && self.moment == Moment::of(dialogue)
    }

    /// What was found; nothing before every record was looked at.
    pub(super) fn hits(&self) -> Option<Arc<Vec<Hit>>> {
        self.hits.clone()
    }

    /// Whether there are records left to look at.
    pub(super) fn is_under_way(&self) -> bool {
        self.hits.is_none()
    }

    /// Looks at a slice of records; at all of them from the first when they have changed.
    pub(super) fn go_on(&mut self, dialogue: &Dialogue) {
        if self.moment != Moment::of(dialogue) {
            *self = Self::new(&self.words, dialogue);
        }
        let records = std::iter::once(dialogue.process()).chain(dialogue.all().map(AsRef::as_ref));
        let mut slice = 0;
        for record in records.skip(self.looked).take(SLICE) {
            self.search.look_at(record, dialogue);
            slice += 1;
        }
        self.looked += slice;
        if slice < SLICE {
            self.hits = Some(Arc::new(std::mem::take(&mut self.search).hits(dialogue, MOST)));
        }
    }
}
