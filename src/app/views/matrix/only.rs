//! What of the matrix is shown alone: some stakeholders, one issue. It knows no records.

/// What of the matrix is shown alone. It stays while the program runs, wherever one goes in between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    /// Which stakeholders, as a list is filtered; everybody when it is empty.
    pub filter: String,
    /// The issue, in its few words; all when there is none.
    pub issue: Option<String>,
}

impl Only {
    /// What is shown alone, in words.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let filter = Some(self.filter.clone()).filter(|filter| !filter.is_empty()).map(|filter| format!("only {filter}"));
        let issue = self.issue.as_ref().map(|issue| format!("only {}", if issue.is_empty() { "options of no issue" } else { issue }));
        filter.into_iter().chain(issue).collect()
    }
}
