//! The bin: what was sent there and older versions, to be restored or emptied for good.

use super::{count, words};
use crate::app::command::Command;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};

/// The page of the bin.
pub fn build(making: &mut Making<'_>) -> Page {
    let mut page = Page::new("The bin");
    page.aside = count(making.bin.len(), "version", "versions");
    if making.bin.is_empty() {
        let key = making.keymap.key(Command::SendToBin);
        let said = format!("It is empty. {key} on a record sends it here; nothing is gone until the bin is emptied.");
        words::paragraph(&mut page, 1, Role::Muted, &said, making.width);
        return page;
    }
    let said = "Enter brings a version back as it was; what stands there now goes to the bin instead.";
    words::paragraph(&mut page, 1, Role::Muted, said, making.width);
    page.gap();
    // What was sent to the bin and came back is there again.
    for whole in [true, false] {
        let items: Vec<_> = making.bin.iter().filter(|item| (item.whole && making.dialogue.find(&item.key).is_none()) == whole).collect();
        if items.is_empty() {
            continue;
        }
        page.push(super::heading(if whole { "Records sent to the bin" } else { "Older versions of records that are still there" }));
        for item in items {
            page.push(
                Line::of(Role::Muted, format!("   {}", fit::left(&item.when, 16)))
                    .with(Role::Accent, fit::fit(&item.key.to_string(), making.width.saturating_sub(34)))
                    .right(making.width.saturating_sub(1), Role::Muted, format!("{} bytes", item.size))
                    .opening(Opens::Bin(item.number)),
            );
        }
        page.gap();
    }
    page.push(
        Line::of(Role::Bad, "   Empty the bin for good")
            .with(Role::Muted, "   no undo reaches behind it")
            .opening(Opens::Command(Command::EmptyBin)),
    );
    page
}
