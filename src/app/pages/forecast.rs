//! Who may yet say yes: commitments not agreed, with the likelihoods given, the weakest link and the conditions.

use super::count;
use super::table::{Table, muted, numbers, text, words as column};
use super::words;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page};
use crate::app::part::Part;
use crate::domain::display::one_line;
use crate::domain::lens::LikelyCommitmentRow;
use crate::domain::record::Key;
use crate::domain::views::forecast::{self, Prospect};
use unicode_width::UnicodeWidthStr;

/// The page of the forecast.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = forecast::compute(making.dialogue, making.as_of());
    let mut page = Page::new("Forecast");
    page.aside = count(view.commitments.len(), "commitment not yet agreed", "commitments not yet agreed");
    if view.commitments.is_empty() {
        empty(&mut page, making);
    }
    let mut table = Table::new([column(""), numbers(""), column("").shrinks_to(24), column("").drops(2), column("").drops(1)]);
    for prospect in &view.commitments {
        if !table.is_empty() {
            table.gap();
        }
        table.line(head(prospect, making));
        words_on(&mut table, prospect, making);
        if !prospect.needs_yes_of.is_empty() {
            let needed = prospect.needs_yes_of.iter().map(|who| words::short(making.dialogue, who)).collect::<Vec<_>>().join(", ");
            table.line(Line::of(Role::Muted, format!("   needs the yes of {needed}")));
        }
    }
    table.onto(&mut page, making.width);
    floated(&mut page, making);
    page
}

fn empty(page: &mut Page, making: &Making<'_>) {
    let said = if making.dialogue.records("commitments").is_empty() {
        "No commitments yet: what somebody says they may do is noted in a meeting, on a line that begins with >."
    } else {
        "Every commitment on file is agreed, signed or further: there is nothing left to forecast."
    };
    words::paragraph(page, 1, Role::Text, said, making.width);
}

fn head(prospect: &Prospect, making: &Making<'_>) -> Line {
    let expected = match prospect.expected {
        Some(expected) => format!("{expected:.1} of {} yes expected", prospect.n()),
        None => "nobody gave a likelihood".to_owned(),
    };
    let weakest = prospect
        .weakest
        .as_ref()
        .map(|(who, likelihood)| format!("weakest {} {likelihood} %", words::short(making.dialogue, who)))
        .unwrap_or_default();
    let (head, title) = (format!(" {}  ", one_line(&prospect.commitment)), one_line(&prospect.title));
    let said = super::beside(&format!("{head}{title}"), &[expected, weakest], making.width);
    let room = making.width.saturating_sub(head.width() + said.width() + 3);
    Line::of(Role::Muted, head)
        .with(Role::Title, crate::app::fit::fit(&title, room))
        .right(making.width.saturating_sub(1), if prospect.expected.is_none() { Role::Warn } else { Role::Text }, said)
        .opening(Opens::Record(Key::new("commitments", &prospect.commitment)))
}

/// Who said how likely it is, on what condition, the latest first; in columns over the whole page.
fn words_on(table: &mut Table, prospect: &Prospect, making: &Making<'_>) {
    for word in prospect.words.iter().rev() {
        let likelihood = word.likelihood.map_or_else(|| (Role::Warn, "no figure".to_owned()), |value| text(format!("{value} %")));
        let condition = word.condition.as_deref().map(|condition| format!("if {}", one_line(condition))).unwrap_or_default();
        let by = word.by.map(|by| format!("by {by}")).unwrap_or_default();
        let meeting = Key::new("meetings", &word.meeting);
        let part = Part::last(making.dialogue, &meeting, "likely_commitment", |row| {
            let row = LikelyCommitmentRow(row);
            row.commitment() == Some(&*prospect.commitment)
                && row.likelihood() == word.likelihood
                && row.condition() == word.condition.as_deref()
        });
        table.row_about(
            vec![
                text(words::short(making.dialogue, &word.stakeholder)),
                likelihood,
                text(condition),
                muted(by),
                muted(format!("said {}", word.date)),
            ],
            Some(Opens::Record(meeting)),
            part,
        );
    }
}

/// What was floated in meetings and belongs to no commitment yet.
fn floated(page: &mut Page, making: &Making<'_>) {
    let day = making.as_of();
    let mut table = Table::new([column(""), numbers(""), column("").shrinks_to(14), column("").drops(1)]);
    for (date, meeting) in crate::domain::lens::meeting::counted_meetings(making.dialogue.records("meetings"), day).into_iter().rev() {
        for row in meeting.likely_commitments().filter(|row| row.commitment().is_none()) {
            let who = meeting.stakeholder().map(|who| words::short(making.dialogue, who)).unwrap_or_default();
            let likelihood = row.likelihood().map_or_else(|| (Role::Warn, "no figure".to_owned()), |value| text(format!("{value} %")));
            let said = one_line(row.text().unwrap_or("not said what"));
            let part = Part::row(making.dialogue, &meeting.0.key, row.0);
            table.row_about(
                vec![text(who), likelihood, text(said), muted(date.to_string())],
                Some(Opens::Record(meeting.0.key.clone())),
                part,
            );
        }
    }
    if !table.is_empty() {
        page.gap();
        page.push(super::heading("Floated in meetings, not a commitment yet"));
        table.onto(page, making.width);
    }
}
