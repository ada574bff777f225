//! Pages as they were last built, so that going to and fro builds nothing while nothing has changed.

use super::{Page, Source};
use crate::app::msg::DraftItem;
use crate::app::sight::Sight;
use chrono::NaiveDate;
use std::sync::Arc;

/// What a page was built for: when any of it changes it is built again.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stamp {
    pub(super) revision: u64,
    pub(super) today: NaiveDate,
    pub(super) sight: Sight,
    pub(super) size: (u16, u16),
    pub(super) drafts: Vec<DraftItem>,
    pub(super) bin: usize,
    pub(super) recent: usize,
    pub(super) way: usize,
    /// Which of what grows in slices was whole.
    pub(super) edition: u64,
}

/// How many pages are kept: all views, and some records.
const MOST: usize = 60;

/// Pages built lately, the latest last.
#[derive(Debug, Default)]
pub struct Kept(Vec<(Source, Stamp, Arc<Page>)>);

impl Kept {
    /// The page, if it was built for just this.
    pub(super) fn find(&self, source: &Source, stamp: &Stamp) -> Option<Arc<Page>> {
        let found = self.0.iter().find(|(known, built_for, _)| known == source && built_for == stamp);
        found.map(|(_, _, page)| page.clone())
    }

    /// Keeps a page in place of what was built of it before.
    pub(super) fn keep(&mut self, source: &Source, stamp: Stamp, page: Page) -> Arc<Page> {
        let page = Arc::new(page);
        // What is in the bin is asked for anew each time.
        if *source == Source::Bin {
            return page;
        }
        // What was made of earlier records is of no use any more.
        self.0.retain(|(known, built_for, _)| known != source && built_for.revision == stamp.revision);
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push((source.clone(), stamp, page.clone()));
        page
    }
}
