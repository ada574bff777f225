//! Hides the names of stakeholders and persons, for a shoulder in the room.

use super::model::{Model, Sight};
use crate::domain::dialogue::Dialogue;
use crate::domain::record::Fields;

/// The text with every name of a stakeholder or person replaced by a short mask, when names are hidden.
#[must_use]
pub fn hide(text: &str, model: &Model) -> String {
    hide_in(text, &model.dialogue, &model.sight)
}

/// The same with the parts of a model that it needs.
#[must_use]
pub fn hide_in(text: &str, dialogue: &Dialogue, sight: &Sight) -> String {
    if !sight.hide_names {
        return text.to_owned();
    }
    let mut hidden = text.to_owned();
    let mut names: Vec<String> = Vec::new();
    for stakeholder in dialogue.records("stakeholders") {
        names.extend(["name", "short_name"].iter().filter_map(|field| stakeholder.text(field)).map(str::to_owned));
        names.extend(stakeholder.rows("person").filter_map(|row| row.text("name")).map(str::to_owned));
    }
    // Longer names first, so that no part of one is left standing.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names.iter().filter(|name| name.len() > 1) {
        if hidden.contains(name.as_str()) {
            let mask = "▒".repeat(unicode_width::UnicodeWidthStr::width(name.as_str()).clamp(1, 6));
            hidden = hidden.replace(name.as_str(), &mask);
        }
    }
    hidden
}
