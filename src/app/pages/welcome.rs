//! The first screen of a first run: the sample, or a dialogue of one's own.

use super::heading;
use crate::app::command::Command;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};

/// The page before there is a dialogue.
pub fn build(making: &mut Making<'_>) -> Page {
    let mut page = Page::new("convenor");
    page.aside = "for the hosts of policy dialogues".to_owned();
    let text = |text: &str| Line::of(Role::Text, format!(" {text}"));
    page.push(text("A dialogue is one folder of plain text files: who the stakeholders are,"));
    page.push(text("what they said in confidence, what they agreed, and what came of it."));
    page.gap();
    page.push(heading("Begin"));
    page.push(action("Look round in the sample", "a whole dialogue, all of it invented", Opens::Command(Command::OpenSample)));
    page.push(action("Begin a new dialogue", "a folder and a title; the rest can wait", Opens::Command(Command::NewDialogue)));
    page.push(action("Open a dialogue", "a folder that holds a dialogue.toml", Opens::Command(Command::SwitchDialogue)));
    if !making.recent.is_empty() {
        page.gap();
        page.push(heading("Opened before"));
        for (folder, title) in making.recent {
            page.push(action(title, &folder.display().to_string(), Opens::Dialogue(folder.clone())));
        }
    }
    page.gap();
    page.push(Line::of(Role::Muted, " Up and down move, Enter opens, Esc goes back, ? helps wherever you are."));
    page.push(Line::of(Role::Muted, " Nothing is sent anywhere; what you type is on disk within a second."));
    page
}

fn action(what: &str, about: &str, opens: Opens) -> Line {
    Line::of(Role::Text, "   ").with(Role::Accent, what.to_owned()).to(32).with(Role::Muted, about.to_owned()).opening(opens)
}
