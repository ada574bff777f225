//! Which Latin key a letter of another keyboard layout lies on, so that commands work without changing the layout.
//!
//! The rows stand in `config/layouts.toml`. What is typed into a text is never asked for here.

use std::collections::HashMap;
use std::sync::LazyLock;

/// By what a key types, the Latin letter or sign on it. Read when the first such key is pressed.
static LATIN: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let layouts: toml::Table = include_str!("../../config/layouts.toml").parse().unwrap_or_default();
    let rows = layouts.get("row").and_then(toml::Value::as_array).into_iter().flatten();
    rows.flat_map(|row| {
        let letters = |name| row.get(name).and_then(toml::Value::as_str).unwrap_or_default().chars();
        letters("type").zip(letters("keys"))
    })
    .collect()
});

/// The letter or sign on the same key under a Latin layout; itself where it is Latin already or not known.
#[must_use]
pub(super) fn latin(typed: char) -> char {
    if typed.is_ascii() { typed } else { LATIN.get(&typed).copied().unwrap_or(typed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_types_as_many_letters_as_it_has_keys_and_no_letter_lies_on_two() {
        let layouts: toml::Table = include_str!("../../config/layouts.toml").parse().unwrap();
        let mut seen = std::collections::HashSet::new();
        for row in layouts["row"].as_array().unwrap() {
            let letters = |name: &str| row[name].as_str().unwrap().chars().collect::<Vec<_>>();
            assert_eq!(letters("keys").len(), letters("type").len(), "{}", row["of"]);
            for letter in letters("type") {
                assert!(!letter.is_ascii() && seen.insert(letter), "{letter} in {}", row["of"]);
            }
        }
    }

    #[test]
    fn a_key_means_what_stands_on_it_under_russian_georgian_and_arabic_layouts() {
        for (typed, key) in [('с', 'c'), ('С', 'C'), ('ё', '`'), ('ც', 'c'), ('ؤ', 'c'), ('٣', '3'), ('؟', '?'), ('é', 'é'), ('x', 'x')]
        {
            assert_eq!(latin(typed), key);
        }
    }
}
