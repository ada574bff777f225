//! A change of a text as three values, small enough for a draft's journal to take one a key. Knows no editor.

/// One change: at byte `at`, `cut` bytes go and `put` comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSplice {
    /// Byte offset in the text as it was before this change.
    pub at: usize,
    /// How many bytes go.
    pub cut: usize,
    /// What comes in their place.
    pub put: String,
}

impl TextSplice {
    /// Makes the change; false, and the text untouched, when it does not fit the text.
    pub fn apply(&self, text: &mut String) -> bool {
        let Some(end) = self.at.checked_add(self.cut) else {
            return false;
        };
        let fits = text.get(self.at..end).is_some();
        if fits {
            text.replace_range(self.at..end, &self.put);
        }
        fits
    }
}

/// The smallest single change that makes `new` of `old`, cut between characters; none when they are the same.
#[must_use]
pub fn splice(old: &str, new: &str) -> Option<TextSplice> {
    if old == new {
        return None;
    }
    let common =
        |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize { pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum() };
    let at = common(&mut old.chars().zip(new.chars()));
    let (rest, fresh) = (old.get(at..).unwrap_or(""), new.get(at..).unwrap_or(""));
    let same = common(&mut rest.chars().rev().zip(fresh.chars().rev()));
    Some(TextSplice { at, cut: rest.len() - same, put: fresh.get(..fresh.len() - same).unwrap_or("").to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_change_is_found_between_characters() {
        let change = splice("schön war es", "schon war es").unwrap();
        assert_eq!((change.at, change.cut, change.put.as_str()), (3, 2, "o"));
        assert_eq!(splice("aaa", "aa").unwrap().cut, 1);
        assert_eq!(splice("same", "same"), None);
    }

    #[test]
    fn a_change_that_does_not_fit_leaves_the_text_alone() {
        let mut text = String::from("é");
        let change = TextSplice { at: 1, cut: 1, put: String::new() };
        assert!(!change.apply(&mut text));
        assert_eq!(text, "é");
    }
}
