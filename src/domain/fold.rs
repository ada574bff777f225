//! Text made comparable: without capitals and accents, so that `Ärzte`, `ärzte` and `ARZTE` are one word.

use deunicode::deunicode_char;

/// The text in small letters without accents. Greek is written in Latin letters, other scripts stay.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut out);
    }
    out
}

/// The same for one character, added to `out`; nothing for an accent that stands alone.
pub fn fold_char(c: char, out: &mut String) {
    without_accent(c, |plain| {
        if plain.is_ascii() {
            out.push(plain.to_ascii_lowercase());
        } else {
            out.extend(plain.to_lowercase());
        }
    });
}

/// Gives a character without its accent to `put`, capitals as they are: nothing for an accent that stands alone, two letters for
/// one like `æ`.
pub fn without_accent(c: char, mut put: impl FnMut(char)) {
    match c {
        _ if c.is_ascii() => put(c),
        // Combining accents, and points that only help to read Hebrew and Arabic.
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' => {}
        // Latin with accents, and Greek, whose accents are part of the letter.
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => match deunicode_char(c) {
            Some(plain) => plain.chars().for_each(put),
            None => put(c),
        },
        'ё' => put('е'),
        'Ё' => put('Е'),
        _ => put(c),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn capitals_and_accents_count_for_nothing_in_any_script() {
        for (one, other) in [
            ("Ärzte", "arzte"),
            ("e\u{301}cole", "École"),
            ("ΔΙΆΛΟΓΟΣ", "διάλογος"),
            ("Ёлка", "елка"),
            ("İzmir", "izmir"),
            ("Straße", "STRASSE"),
            ("حِوار", "حوار"),
            ("Դիալոգ", "դիալոգ"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
        assert_ne!(fold("北京"), fold("背景"));
    }
}
