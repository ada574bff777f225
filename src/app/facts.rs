//! What is dear to compute about the records, kept until they change.

use crate::domain::dialogue::Dialogue;
use crate::domain::links::Backlinks;
use crate::domain::problem::{Problem, Weight};
use crate::domain::record::Key;
use crate::domain::views::common_ground::CommonGround;
use crate::domain::views::coverage::Coverage;
use crate::domain::views::findings::Findings;
use crate::domain::views::matrix::Matrix;
use crate::domain::views::network::Network;
use crate::domain::views::precheck::Precheck;
use crate::domain::views::promises::Promises;
use crate::domain::views::roadmap::Roadmap;
use crate::domain::{check, record::Record, views};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;

/// What a value was computed from: the records as they were, and the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The dialogue's revision.
    pub revision: u64,
    /// The day views see; none for what does not hang on a day.
    pub as_of: Option<NaiveDate>,
}

impl Moment {
    /// The records as they are, whatever the day.
    fn of(dialogue: &Dialogue) -> Self {
        Self { revision: dialogue.revision(), as_of: None }
    }
}

/// A value with the moment it was computed for.
#[derive(Debug)]
struct Kept<T> {
    moment: Moment,
    value: Arc<T>,
}

/// Computed once, kept until the dialogue's revision changes.
#[derive(Debug, Default)]
pub struct Facts {
    problems: Option<Kept<ByRecord>>,
    backlinks: Option<Kept<Backlinks>>,
    matrix: Option<Kept<Matrix>>,
    findings: Option<Kept<Findings>>,
    ground: Option<Kept<CommonGround>>,
    coverage: Option<Kept<Coverage>>,
    promises: Option<Kept<Promises>>,
    roadmap: Option<Kept<Roadmap>>,
    network: Option<Kept<Network>>,
    prechecks: Vec<(Key, Kept<Option<Precheck>>)>,
}

/// Derived views that are kept: one line each.
macro_rules! kept_views {
    ($($(#[$doc:meta])* $name:ident: $view:ty = $compute:path;)*) => {
        impl Facts {
            $($(#[$doc])*
            pub fn $name(&mut self, dialogue: &Dialogue, moment: Moment) -> Arc<$view> {
                keep(&mut self.$name, moment, || $compute(dialogue, moment.as_of.unwrap_or_default()))
            })*
        }
    };
}

kept_views! {
    /// Where everybody stands on every option.
    matrix: Matrix = views::matrix::compute;
    /// Which red lines stand against what.
    findings: Findings = views::findings::compute;
    /// What nobody stands against, and what divides.
    ground: CommonGround = views::common_ground::compute;
    /// Who was met when.
    coverage: Coverage = views::coverage::compute;
    /// What the host promised, and how those met felt treated.
    promises: Promises = views::promises::compute;
    /// How far the Roadmap is kept.
    roadmap: Roadmap = views::roadmap::compute;
    /// Who is tied to whom.
    network: Network = views::network::compute;
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
        keep(&mut self.problems, Moment::of(dialogue), || {
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
        keep(&mut self.backlinks, Moment::of(dialogue), || Backlinks::of(dialogue))
    }

    /// What to know before an event; nothing when it is not there.
    pub fn precheck(&mut self, dialogue: &Dialogue, moment: Moment, event: &Key) -> Arc<Option<Precheck>> {
        // A few events are looked at in turn; those of an older moment are of no use.
        self.prechecks.retain(|(_, kept)| kept.moment == moment);
        if let Some((_, kept)) = self.prechecks.iter().find(|(key, _)| key == event) {
            return kept.value.clone();
        }
        let as_of = moment.as_of.unwrap_or_default();
        let value = Arc::new(dialogue.find(event).map(|record| views::precheck::compute(dialogue, record, as_of)));
        self.prechecks.push((event.clone(), Kept { moment, value: value.clone() }));
        value
    }

    /// Forgets everything: another dialogue was opened.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

fn keep<T>(kept: &mut Option<Kept<T>>, moment: Moment, compute: impl FnOnce() -> T) -> Arc<T> {
    match kept {
        Some(held) if held.moment == moment => held.value.clone(),
        _ => {
            let value = Arc::new(compute());
            *kept = Some(Kept { moment, value: value.clone() });
            value
        }
    }
}
