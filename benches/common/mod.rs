//! Dialogues of any size, made from the sample.

use convenor::domain::catalogue::DEMO;
use std::path::Path;
use std::{fs, io};

/// Writes the sample again and again under other ids, until there are `count` records; gives their bytes.
///
/// Links lead to the first round, so that some records are linked to from everywhere: the dearest case. With `only` a kind,
/// the records after the first round are all of it.
pub(crate) fn write(dir: &Path, count: usize, only: &str) -> io::Result<usize> {
    let again = DEMO.iter().filter(|(file, _)| file.starts_with(only) && file.contains('/')).cycle();
    let mut bytes = 0;
    for (n, (file, text)) in DEMO.iter().chain(again).take(count).enumerate() {
        let file = match file.split_once('/').filter(|_| n >= DEMO.len()) {
            Some((kind, name)) => format!("{kind}/n{n}-{name}"),
            None => (*file).to_owned(),
        };
        let path = dir.join(file);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
        bytes += text.len();
    }
    Ok(bytes)
}
