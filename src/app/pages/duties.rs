//! What each side took upon itself for the dialogue, and how far it is met.

use super::words;
use crate::app::command::Command;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::domain::display::one_line;
use crate::domain::record::Key;
use crate::domain::views::duties::{self, Duty, DutyState};

/// The page of the duties.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = duties::compute(making.dialogue);
    let mut page = Page::new("Duties");
    let all: Vec<&Duty> = view.roles.iter().flat_map(|(_, duties)| duties).collect();
    let met = all.iter().filter(|duty| duty.state == DutyState::Met).count();
    page.aside = format!("{met} of {} met", all.len());
    page.about = Some(Key::dialogue());
    if all.is_empty() {
        let said = format!(
            "Nobody took anything upon itself yet, as far as written down. Donor, government, host and stakeholders each have duties in a \
             dialogue: who opens doors, who gives access to data, who convenes, who pays. {} writes them down in the dialogue itself.",
            making.keymap.key(Command::Edit)
        );
        words::paragraph(&mut page, 1, Role::Muted, &said, making.width);
        return page;
    }
    for (role, duties) in &view.roles {
        page.gap();
        page.push(super::heading(&role_word(role)));
        for duty in duties {
            duty_lines(&mut page, duty, making);
        }
    }
    page
}

fn role_word(role: &str) -> String {
    match role {
        "donor" => "Donor".to_owned(),
        "government" => "Partner government".to_owned(),
        "host" => "Dialogue Host".to_owned(),
        "stakeholder" => "Stakeholders".to_owned(),
        other => one_line(other),
    }
}

fn duty_lines(page: &mut Page, duty: &Duty, making: &Making<'_>) {
    let (sign, role) = match duty.state {
        DutyState::Met => ("✓", Role::Good),
        DutyState::InHand => ("○", Role::Text),
        DutyState::Open => ("·", Role::Warn),
    };
    let note = duty.note.as_deref().map(|note| format!(" ({})", one_line(note))).unwrap_or_default();
    let from = page.lines.len();
    words::paragraph(page, 5, Role::Text, &format!("{}{note}", one_line(&duty.duty)), making.width);
    if let Some(first) = page.lines.get_mut(from) {
        let said = first.plain().trim().to_owned();
        *first = Line::blank().to(3).with(role, sign).to(5).with(Role::Text, said).opening(Opens::Row(
            Key::dialogue(),
            "duty".into(),
            duty.index,
        ));
    }
}
