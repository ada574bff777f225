//! Reads a link: by `folder/id`, by id, or by the name the record goes by.

use super::super::catalogue::Targets;
use super::super::dialogue::Dialogue;
use super::super::record::{Fields, Record};
use super::fault::{Fault, dangling, quoted};

/// The link as it is written in a file: the id, or `folder/id` where the field may lead to several kinds.
///
/// # Errors
/// When no record, or more than one, is meant.
pub fn resolve_link(targets: &Targets, text: &str, dialogue: &Dialogue) -> Result<String, Fault> {
    let text = text.trim();
    let written = |record: &Record| if targets.qualified { record.key.to_string() } else { record.id().to_owned() };
    let records = || dialogue.catalogue.targets(targets).flat_map(|kind| dialogue.records(&kind.name));
    if text.contains('/')
        && let Some(record) = dialogue.resolve(targets, text)
    {
        return Ok(written(record));
    }
    let wanted = text.to_lowercase();
    let by_id = records().filter(|record| record.id() == wanted);
    let found: Vec<_> = match by_id.collect::<Vec<_>>() {
        none if none.is_empty() => {
            let named = |record: &Record, name: &str| record.text(name).is_some_and(|name| name.trim().to_lowercase() == wanted);
            let short: Vec<_> = records().filter(|record| named(record, "short_name")).collect();
            if short.is_empty() { records().filter(|record| named(record, "name") || named(record, "title")).collect() } else { short }
        }
        found => found,
    };
    match found.as_slice() {
        [record] => Ok(written(record)),
        [] => Err(dangling(targets, text, dialogue)),
        several => {
            let names: Vec<_> = several.iter().map(|record| record.key.to_string()).collect();
            Err(Fault::new(format!("{} may mean {}.", quoted(text), names.join(" or ")), "Write it as folder/id."))
        }
    }
}
