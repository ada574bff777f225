//! Pages as they were last built, so that going to and fro builds nothing while nothing has changed.

use super::{Page, Source, Stamp};
use std::sync::Arc;

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
