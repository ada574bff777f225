//! Figures and small words as they are said everywhere: how many of what, a position with its sign, a number as people write it.

/// `1 meeting`, `3 meetings`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A position with its sign: `+2`, `0`, `-1`.
#[must_use]
pub fn signed(value: i64) -> String {
    if value > 0 { format!("+{value}") } else { value.to_string() }
}

/// A number as people write it: at most two places, and a whole one without a fraction.
#[must_use]
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The words with their first letter a capital, as a heading wants them.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
