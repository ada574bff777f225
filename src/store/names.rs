//! Names of fields and rows, each kept once however many records have it.

use crate::domain::record::Name;
use std::collections::HashMap;

/// The names met so far.
#[derive(Default)]
pub(super) struct Names {
    known: Vec<Known>,
    places: HashMap<Name, usize>,
    /// The place of the name asked for last.
    last: usize,
}

struct Known {
    name: Name,
    /// The place of the name that followed when this one was met last.
    next: usize,
}

impl Names {
    /// The name, as it is kept. Records of a kind have theirs in the same order as a rule: it is mostly the one that followed
    /// the last name before.
    pub(super) fn of(&mut self, name: &str) -> Name {
        let next = self.known.get(self.last).map_or(0, |last| last.next);
        let place = match self.known.get(next) {
            Some(known) if *known.name == *name => next,
            _ => self.place(name),
        };
        if let Some(last) = self.known.get_mut(self.last) {
            last.next = place;
        }
        self.last = place;
        self.known.get(place).map_or_else(|| name.into(), |known| known.name.clone())
    }

    fn place(&mut self, name: &str) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let (place, name) = (self.known.len(), Name::from(name));
        self.places.insert(name.clone(), place);
        self.known.push(Known { name, next: 0 });
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_name_is_kept_once_in_whatever_order_it_comes() {
        let mut names = Names::default();
        let first: Vec<Name> = ["a", "b", "c", "a", "c"].iter().map(|name| names.of(name)).collect();
        let again: Vec<Name> = ["c", "a", "b"].iter().map(|name| names.of(name)).collect();
        assert_eq!(again.iter().map(|name| &**name).collect::<Vec<_>>(), ["c", "a", "b"]);
        assert!(Arc::ptr_eq(&first[0], &first[3]) && Arc::ptr_eq(&first[0], &again[1]));
        assert!(Arc::ptr_eq(&first[2], &again[0]) && Arc::ptr_eq(&first[1], &again[2]));
    }
}
