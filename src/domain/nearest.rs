//! "Did you mean …?": the nearest of some names.

/// The candidate most like `wrong`, when any is like it at all. Capitals count for nothing.
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&wrong, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness > 0.72)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_offered_and_nothing_when_none_is_like_it() {
        assert_eq!(nearest("stakholder", ["date", "stakeholder", "status"]), Some("stakeholder"));
        assert_eq!(nearest("zzz", ["date", "stakeholder"]), None);
    }
}
