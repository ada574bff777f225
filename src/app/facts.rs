//! What is dear to compute about the records, kept until they change.

use crate::domain::dialogue::Dialogue;
use crate::domain::links::Backlinks;
use crate::domain::problem::{Problem, Weight};
use crate::domain::record::Key;
use crate::domain::{check, record::Record};
use std::collections::HashMap;
use std::sync::Arc;

/// A value with the revision of the records it was computed from.
#[derive(Debug)]
struct Kept<T> {
    revision: u64,
    value: Arc<T>,
}

/// Computed once, kept until the dialogue's revision changes.
#[derive(Debug, Default)]
pub struct Facts {
    problems: Option<Kept<ByRecord>>,
    backlinks: Option<Kept<Backlinks>>,
}

/// All problems, and which record each belongs to.
#[derive(Debug, Default)]
pub struct ByRecord {
    /// All, in the order of files.
    pub all: Vec<Problem>,
    by_file: HashMap<String, Vec<usize>>,
}

impl ByRecord {
    /// The problems of one record, hints included.
    pub fn of<'a>(&'a self, key: &Key) -> impl Iterator<Item = &'a Problem> + use<'a> {
        self.by_file.get(&key.file()).into_iter().flatten().filter_map(|n| self.all.get(*n))
    }

    /// Whether a record has a fault (hints do not count).
    #[must_use]
    pub fn is_faulty(&self, record: &Record) -> bool {
        self.of(&record.key).any(|problem| problem.weight == Weight::Fault)
    }

    /// How many faults there are.
    #[must_use]
    pub fn faults(&self) -> usize {
        self.all.iter().filter(|problem| problem.weight == Weight::Fault).count()
    }
}

impl Facts {
    /// All problems of the dialogue.
    pub fn problems(&mut self, dialogue: &Dialogue) -> Arc<ByRecord> {
        keep(&mut self.problems, dialogue, || {
            let all = check::all(dialogue);
            let mut by_file: HashMap<String, Vec<usize>> = HashMap::new();
            for (n, problem) in all.iter().enumerate() {
                by_file.entry(problem.file.clone()).or_default().push(n);
            }
            ByRecord { all, by_file }
        })
    }

    /// All problems as last computed, for drawing.
    #[must_use]
    pub fn problems_kept(&self) -> Option<Arc<ByRecord>> {
        self.problems.as_ref().map(|kept| kept.value.clone())
    }

    /// Who links to whom.
    pub fn backlinks(&mut self, dialogue: &Dialogue) -> Arc<Backlinks> {
        keep(&mut self.backlinks, dialogue, || Backlinks::of(dialogue))
    }

    /// Forgets everything: another dialogue was opened.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

fn keep<T>(kept: &mut Option<Kept<T>>, dialogue: &Dialogue, compute: impl FnOnce() -> T) -> Arc<T> {
    let revision = dialogue.revision();
    match kept {
        Some(held) if held.revision == revision => held.value.clone(),
        _ => {
            let value = Arc::new(compute());
            *kept = Some(Kept { revision, value: value.clone() });
            value
        }
    }
}
