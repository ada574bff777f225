//! What is dear to compute about the records, kept until they change.
//!
//! What takes in every record (problems, links, the order of lists) grows in slices between two keys where there are many, so
//! that no key waits for it; until it is whole, what was known before is shown.

use super::hunt::Hunt;
use super::names::Names;
use super::page::Kept as Pages;
use super::slices::{Grow, SLICE, Slow};
use super::views::board::Cards;
use super::views::graph::Drawn;
use super::views::matrix::Table;
use crate::domain::audience::Audience;
use crate::domain::catalogue::Sort;
use crate::domain::dialogue::Dialogue;
use crate::domain::links::Backlinks;
use crate::domain::problem::{Problem, Weight};
use crate::domain::record::{Key, Name};
use crate::domain::search::Hit;
use crate::domain::views::common_ground::CommonGround;
use crate::domain::views::coverage::Coverage;
use crate::domain::views::findings::Findings;
use crate::domain::views::matrix::Matrix;
use crate::domain::views::network::Network;
use crate::domain::views::precheck::Precheck;
use crate::domain::views::promises::Promises;
use crate::domain::views::roadmap::Roadmap;
use crate::domain::views::status::{Basis, Status};
use crate::domain::{check, record::Record, sort, views};
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
    pub(super) fn of(dialogue: &Dialogue) -> Self {
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
    problems: Slow<ByRecord>,
    backlinks: Slow<Backlinks>,
    orders: Vec<Order>,
    hunt: Option<Hunt>,
    /// How often a search was through that had been waited for.
    hunted: u64,
    /// Pages built lately.
    pub pages: Pages,
    /// The network as it was last drawn.
    pub drawn: Option<Arc<Drawn>>,
    /// The position matrix in words, as it was last shown.
    pub table: Option<Arc<Table>>,
    /// The cards of the board.
    pub cards: Option<Arc<Cards>>,
    matrix: Option<Kept<Matrix>>,
    findings: Option<Kept<Findings>>,
    ground: Option<Kept<CommonGround>>,
    coverage: Option<Kept<Coverage>>,
    promises: Option<Kept<Promises>>,
    roadmap: Option<Kept<Roadmap>>,
    network: Option<Kept<Network>>,
    status: Option<(Audience, Kept<Status>)>,
    prechecks: Vec<(Key, Kept<Option<Precheck>>)>,
    names: Option<Kept<Names>>,
}

/// The records of a kind in the order of a list.
#[derive(Debug)]
struct Order {
    kind: Name,
    sort: Sort,
    kept: Kept<Vec<Arc<Record>>>,
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
    /// All problems of the dialogue, as far as they are known.
    pub fn problems(&mut self, dialogue: &Dialogue) -> Arc<ByRecord> {
        self.problems.get(dialogue)
    }

    /// The problems that are known already: the first screen waits for none.
    pub fn problems_so_far(&mut self, dialogue: &Dialogue) -> Arc<ByRecord> {
        self.problems.so_far(dialogue)
    }

    /// All problems as last computed, for drawing.
    #[must_use]
    pub fn problems_kept(&self) -> Option<Arc<ByRecord>> {
        self.problems.kept()
    }

    /// Who links to whom, as far as it is known.
    pub fn backlinks(&mut self, dialogue: &Dialogue) -> Arc<Backlinks> {
        self.backlinks.get(dialogue)
    }

    /// Who links to whom, all of it, for what is decided by it.
    pub fn all_backlinks(&mut self, dialogue: &Dialogue) -> Arc<Backlinks> {
        self.backlinks.whole(dialogue)
    }

    /// The records of a kind in the order of its list.
    pub fn order(&mut self, kind: &Name, by: &Sort, dialogue: &Dialogue, as_of: NaiveDate) -> Arc<Vec<Arc<Record>>> {
        let moment = Moment { as_of: Some(as_of), ..Moment::of(dialogue) };
        self.orders.retain(|order| order.kept.moment == moment);
        if let Some(order) = self.orders.iter().find(|order| order.kind == *kind && order.sort == *by) {
            return order.kept.value.clone();
        }
        let mut records = dialogue.records(kind).to_vec();
        sort::records(&mut records, by, dialogue, as_of);
        let value = Arc::new(records);
        self.orders.push(Order { kind: kind.clone(), sort: by.clone(), kept: Kept { moment, value: value.clone() } });
        value
    }

    /// Where words are found, the best first; of many records nothing before all were looked at.
    pub fn search(&mut self, dialogue: &Dialogue, words: &str) -> Option<Arc<Vec<Hit>>> {
        let mut hunt = self.hunt.take().filter(|hunt| hunt.is_for(words, dialogue)).unwrap_or_else(|| Hunt::new(words, dialogue));
        let few = dialogue.all().nth(2 * SLICE).is_none();
        while few && hunt.is_under_way() {
            hunt.go_on(dialogue);
        }
        self.hunt.insert(hunt).hits()
    }

    /// Looks to the end for what is being looked for.
    pub fn finish_search(&mut self, dialogue: &Dialogue) {
        while self.search_on(dialogue) {}
    }

    /// Looks through some more records; says whether there was still something to look for.
    fn search_on(&mut self, dialogue: &Dialogue) -> bool {
        let Some(hunt) = self.hunt.as_mut().filter(|hunt| hunt.is_under_way()) else { return false };
        hunt.go_on(dialogue);
        self.hunted += u64::from(!hunt.is_under_way());
        true
    }

    /// Whether words are being looked for.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.hunt.as_ref().is_some_and(Hunt::is_under_way)
    }

    /// Whether something is only known in part.
    #[must_use]
    pub fn is_growing(&self) -> bool {
        self.is_searching() || self.problems.is_growing() || self.backlinks.is_growing()
    }

    /// Takes in some more records.
    pub fn go_on(&mut self, dialogue: &Dialogue, as_of: NaiveDate) {
        // For what was asked somebody waits.
        if self.search_on(dialogue) {
            return;
        }
        if self.problems.is_growing() {
            self.problems.go_on(dialogue);
            if !self.problems.is_growing() {
                self.foresee(dialogue, as_of);
            }
        } else {
            self.backlinks.go_on(dialogue);
        }
    }

    /// Puts in order, and links together, what is likely to be asked for next.
    fn foresee(&mut self, dialogue: &Dialogue, as_of: NaiveDate) {
        for kind in dialogue.catalogue.kinds() {
            self.order(&kind.name, &kind.sort, dialogue, as_of);
        }
        self.backlinks.get(dialogue);
    }

    /// A number that rises whenever something is whole that was known in part.
    #[must_use]
    pub fn edition(&self) -> u64 {
        self.problems.edition() + self.backlinks.edition() + self.hunted
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

    /// Where the dialogue is, as an audience may know it.
    pub fn status(&mut self, dialogue: &Dialogue, moment: Moment, audience: Audience) -> Arc<Status> {
        if let Some((held, kept)) = &self.status
            && (*held, kept.moment) == (audience, moment)
        {
            return kept.value.clone();
        }
        let basis = Basis {
            roadmap: self.roadmap(dialogue, moment),
            findings: self.findings(dialogue, moment),
            coverage: self.coverage(dialogue, moment),
            promises: self.promises(dialogue, moment),
        };
        let value = Arc::new(views::status::drawn_from(basis, dialogue, moment.as_of.unwrap_or_default(), audience));
        self.status = Some((audience, Kept { moment, value: value.clone() }));
        value
    }

    /// Everybody who is not to be named.
    pub fn names(&mut self, dialogue: &Dialogue) -> Arc<Names> {
        keep(&mut self.names, Moment::of(dialogue), || Names::of(dialogue))
    }

    /// The same as last gathered, for drawing; nothing where records have changed since.
    #[must_use]
    pub fn names_kept(&self, dialogue: &Dialogue) -> Option<&Names> {
        self.names.as_ref().filter(|kept| kept.moment == Moment::of(dialogue)).map(|kept| &*kept.value)
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

impl Grow for ByRecord {
    fn begin(&mut self, dialogue: &Dialogue) {
        self.all.clone_from(&dialogue.problems);
    }

    fn add(&mut self, record: &Record, dialogue: &Dialogue) {
        self.all.extend(check::record(dialogue, record));
    }

    fn end(&mut self) {
        check::in_order(&mut self.all);
        for (n, problem) in self.all.iter().enumerate() {
            self.by_file.entry(problem.file.clone()).or_default().push(n);
        }
    }
}

impl Grow for Backlinks {
    fn add(&mut self, record: &Record, dialogue: &Dialogue) {
        Backlinks::add(self, record, dialogue);
    }
}
