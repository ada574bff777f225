//! What each side took upon itself for the dialogue, and how far it is met; below it what the method sees with that side and nobody
//! has taken up yet, one key away.

use super::words;
use crate::app::command::Command;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::audience::Audience;
use crate::domain::display::one_line;
use crate::domain::record::Key;
use crate::domain::views::duties::{self, Duty, DutyState, ROLES, is_taken_up};

/// The page of the duties.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = duties::compute(making.dialogue);
    let mut page = Page::new("Duties");
    let all: Vec<&Duty> = view.roles.iter().flat_map(|(_, duties)| duties).collect();
    let count = |state: DutyState| all.iter().filter(|duty| duty.state == state).count();
    page.about = Some(Key::dialogue());
    // What could still be taken up is for the host to settle, not for an audience to miss.
    let offers = making.sight.audience == Audience::Host;
    if all.is_empty() {
        page.aside = "nothing taken up yet".to_owned();
        let host = "What each side owes the dialogue, as the method sees it. Enter takes up what was agreed; it can be worded anew after.";
        let said = making.word(host, "No duties are shown: nothing is written down that may be seen.");
        words::paragraph(&mut page, 1, Role::Muted, said, making.width);
    } else {
        page.aside = format!("{} met · {} in hand · {} not begun", count(DutyState::Met), count(DutyState::InHand), count(DutyState::Open));
    }
    for role in ROLES.into_iter().chain([""]) {
        let taken = view.roles.iter().find(|(name, _)| &**name == role).map(|(_, duties)| duties.as_slice()).unwrap_or_default();
        let proposed = if offers { open_proposals(role, making) } else { Vec::new() };
        // For stakeholders the method names none by itself: theirs are what was agreed with them.
        let none_named = offers && role == "stakeholder" && taken.is_empty();
        if taken.is_empty() && proposed.is_empty() && !none_named {
            continue;
        }
        page.gap();
        let met = taken.iter().filter(|duty| duty.state == DutyState::Met).count();
        let aside = if taken.is_empty() { "nothing taken up".to_owned() } else { format!("{met} of {} met", taken.len()) };
        page.push(super::heading(role_word(role)).right(making.width.saturating_sub(1), Role::Muted, aside));
        for duty in taken {
            duty_lines(&mut page, duty, making);
        }
        if none_named {
            let key = making.keymap.key(Command::AddRow);
            words::paragraph(
                &mut page,
                3,
                Role::Muted,
                &format!("None is given; {key} adds what was agreed with one of them."),
                making.width,
            );
        }
        for place in proposed {
            proposal_lines(&mut page, place, making);
        }
    }
    if offers && !all.is_empty() {
        page.gap();
        let key = |command| making.keymap.key(command);
        let said = format!(
            "{} says how far a duty is met; Enter takes up what has a +, and words anew what was taken up; {} adds another.",
            key(Command::SetStatus),
            key(Command::AddRow)
        );
        words::paragraph(&mut page, 1, Role::Muted, &said, making.width);
    }
    page
}

/// The places in the catalogue of what the method sees with a side and nobody has taken up.
fn open_proposals(role: &str, making: &Making<'_>) -> Vec<usize> {
    let all = making.dialogue.catalogue.duties().iter().enumerate();
    all.filter(|(_, duty)| duty.role == role && !is_taken_up(making.dialogue, duty)).map(|(place, _)| place).collect()
}

fn role_word(role: &str) -> &'static str {
    match role {
        "donor" => "Donor",
        "government" => "Partner government",
        "host" => "Dialogue Host",
        "stakeholder" => "Stakeholders",
        _ => "No side named",
    }
}

fn duty_lines(page: &mut Page, duty: &Duty, making: &Making<'_>) {
    let role = match duty.state {
        DutyState::Met => Role::Good,
        DutyState::InHand => Role::Text,
        DutyState::Open => Role::Warn,
    };
    let said = Said { sign: (role, duty.state.sign()), role: Role::Text, what: &duty.duty, below: duty.note.as_deref() };
    signed(page, &said, Opens::Row(Key::dialogue(), "duty".into(), duty.index), making);
}

fn proposal_lines(page: &mut Page, place: usize, making: &Making<'_>) {
    let Some(proposed) = making.dialogue.catalogue.duties().get(place) else { return };
    // The reason is a second thought: it stands where there is room for it.
    let below = (making.height >= 36).then_some(proposed.why.as_str());
    let said = Said { sign: (Role::Muted, "+"), role: Role::Muted, what: &proposed.duty, below };
    signed(page, &said, Opens::TakeUp(place), making);
}

/// A sign, what is to be done, and a remark in lines of its own below.
struct Said<'a> {
    sign: (Role, &'static str),
    role: Role,
    what: &'a str,
    below: Option<&'a str>,
}

fn signed(page: &mut Page, said: &Said<'_>, opens: Opens, making: &Making<'_>) {
    let from = page.lines.len();
    words::paragraph(page, 5, said.role, &one_line(said.what), making.width);
    if let Some(first) = page.lines.get_mut(from) {
        let text = first.plain().trim().to_owned();
        *first = Line::blank().to(3).with(said.sign.0, said.sign.1).to(5).with(said.role, text).opening(opens);
    }
    if let Some(below) = said.below {
        words::paragraph(page, 7, Role::Muted, &one_line(below), making.width);
    }
}
