//! Rows that would be seen by more people than they may.

use super::super::audience::record_level;
use super::super::disclosure::Disclosure;
use super::super::place::rows;
use super::super::record::Fields;
use super::Checker;

/// Kinds of point that never leave the host's team, whatever the record says.
const HOST_ONLY_POINTS: [&str; 2] = ["impression", "sensitive"];

impl Checker<'_> {
    pub(super) fn confidentiality(&mut self) {
        let record = self.record;
        let own = record_level(self.dialogue, record);
        for (row, index) in rows(record) {
            let Some(field) = row.field("disclosure") else { continue };
            let Some(level) = field.value.as_text().and_then(Disclosure::parse) else { continue };
            let point = row.text("kind").filter(|kind| &*row.name == "point" && HOST_ONLY_POINTS.contains(kind));
            let def = self.kind.row(&row.name);
            let fixed = if point.is_some() { Some(Disclosure::Host) } else { def.and_then(|def| def.level) };
            if let Some(fixed) = fixed.filter(|fixed| level < *fixed) {
                let name = point
                    .map_or_else(|| def.map_or_else(|| row.name.to_string(), |def| def.singular.clone()), |kind| format!("{kind} point"));
                self.say(field, Some((row, index)), format!("A row of this kind ({name}) is always {fixed}."), "Take its disclosure away.");
            } else if level < own && row.text("disclosure_reason").is_none_or(|reason| reason.trim().is_empty()) {
                let what = format!("This row would be {level}, and the record is {own}.");
                self.say(field, Some((row, index)), what, "Say why in disclosure_reason, or take its disclosure away.");
            }
        }
    }
}
