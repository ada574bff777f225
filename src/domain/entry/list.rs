//! Lists as one text: members parted by commas or line breaks; one that holds a comma itself stands in quotation marks.

/// The members of a list. A mark `"…"` around a whole member is taken off, and a doubled `""` in it means one.
#[must_use]
pub fn split_list(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return items;
        }
        if let Some((item, after)) = quoted_member(rest) {
            items.push(item);
            rest = after;
            continue;
        }
        let (item, after) = rest.split_once([',', '\n']).unwrap_or((rest, ""));
        let item = item.trim();
        if !item.is_empty() {
            items.push(item.to_owned());
        }
        rest = after;
    }
}

/// A member in quotation marks at the start, and what follows its comma; none when the marks do not enclose a whole member.
fn quoted_member(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut item = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        item.push_str(part);
        if let Some(more) = after.strip_prefix('"') {
            item.push('"');
            rest = more;
            continue;
        }
        let after = after.trim_start_matches([' ', '\t']);
        let follows = after.strip_prefix([',', '\n']);
        return if after.is_empty() || follows.is_some() { Some((item, follows.unwrap_or_default())) } else { None };
    }
}

/// The members as one text that [`split_list`] takes apart again.
#[must_use]
pub fn join_list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for item in items {
        if !out.is_empty() {
            out.push_str(", ");
        }
        let plain = !item.is_empty() && !item.contains([',', '\n']) && !item.starts_with('"') && item.trim() == item;
        if plain {
            out.push_str(item);
        } else {
            out.push('"');
            out.push_str(&item.replace('"', "\"\""));
            out.push('"');
        }
    }
    out
}
