//! The reference pages say what the program does: they are made from its own tables and must not be stale.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what goes wrong here is a failed test")]

use convenor::cli::reference;
use std::fs;
use std::path::Path;

#[test]
fn the_reference_pages_are_fresh() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference");
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    for (file, text) in reference::pages() {
        let path = folder.join(file);
        if update {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let there = fs::read_to_string(&path).unwrap_or_default();
        assert!(there == text, "docs/reference/{file} is stale; refresh with: UPDATE_DOCS=1 cargo test --test docs");
    }
}
