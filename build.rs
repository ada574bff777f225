//! Gathers `config/` into tables of file names and texts, so that the binary needs nothing beside it.
//!
//! The catalogue is read at every start: its files are kept as JSON too, which is read several times faster than TOML.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("config");
    let mut out = String::new();
    table(&mut out, "CONFIG", "The built-in configuration: file names below `config/`, and texts.", &root, &["demo"])?;
    table(&mut out, "DEMO", "The sample dialogue: file names below its folder, and texts.", &root.join("demo"), &[])?;
    compact(&mut out, &root)?;
    fs::write(PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("embedded.rs"), out)?;
    println!("cargo::rerun-if-changed=config");
    Ok(())
}

fn table(out: &mut String, name: &str, about: &str, root: &Path, without: &[&str]) -> io::Result<()> {
    let mut files = Vec::new();
    gather(root, root, without, &mut files)?;
    files.sort();
    let _ = writeln!(out, "/// {about}\npub static {name}: &[Source<'static>] = &[");
    for file in files {
        let path = root.join(&file);
        let _ = writeln!(out, "    ({file:?}, include_str!({:?})),", path.display().to_string());
    }
    out.push_str("];\n");
    Ok(())
}

/// The catalogue's files again, as JSON.
fn compact(out: &mut String, root: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    gather(root, root, &["demo"], &mut files)?;
    files.retain(|file| {
        file.starts_with("kinds/") || ["duties.toml", "groups.toml", "phases.toml", "scales.toml", "toolkit.toml"].contains(&file.as_str())
    });
    files.sort();
    let mut kinds = String::new();
    out.push_str("/// The files of the catalogue among [`CONFIG`], as JSON.\nstatic COMPACT: &[Source<'static>] = &[\n");
    for file in files {
        let text = fs::read_to_string(root.join(&file))?;
        let table: toml::Table = text.parse().map_err(|fault| io::Error::other(format!("config/{file}: {fault}")))?;
        let json = serde_json::to_string(&table).map_err(io::Error::other)?;
        let _ = writeln!(out, "    ({file:?}, {json:?}),");
        if let Some(name) = file.strip_prefix("kinds/").and_then(|file| file.strip_suffix(".toml")) {
            let event = table.get("event").and_then(toml::Value::as_bool).unwrap_or(false);
            let _ = writeln!(kinds, "    ({name:?}, {event}),");
        }
    }
    out.push_str("];\n");
    let _ = writeln!(out, "/// The kinds among them, and whether they are events.\nstatic KINDS: &[(&str, bool)] = &[\n{kinds}];");
    Ok(())
}

fn gather(root: &Path, folder: &Path, without: &[&str], files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !without.contains(&name.as_str()) {
                gather(root, &path, &[], files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "toml")
            && let Ok(relative) = path.strip_prefix(root)
        {
            files.push(relative.to_string_lossy().into_owned());
        }
    }
    Ok(())
}
