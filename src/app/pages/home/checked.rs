//! What the status check says, on Home: its own words, each topic with its sign, and below it what Home has room to show of it.
//!
//! Where there is little room a topic keeps to one line, and one with nothing to rest on is left out. It works nothing out itself.

use super::super::{commitments, status as check_page, words};
use super::is_tall;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::audience::Audience;
use crate::domain::record::Name;
use crate::domain::views::findings::Grade;
use crate::domain::views::roadmap::{self, Roadmap};
use crate::domain::views::status::{self, Status, Topic};

/// What is left of a sentence is worth its place from so many bytes on.
const WORTH: usize = 16;
/// So many findings are named on a tall screen.
const FINDINGS_TALL: usize = 4;

/// What the check says on a topic, behind its label and a sign: whole where there is room, else as much as one line holds.
pub(super) fn tell(page: &mut Page, check: &Status, topic: Topic, sign: &str, role: Role, making: &Making<'_>) {
    let Some(line) = check.line(topic) else { return };
    sentences(page, topic.label(), (sign, role), &line.parts, topic, making);
}

fn sentences(page: &mut Page, label: &str, (sign, role): (&str, Role), parts: &[String], topic: Topic, making: &Making<'_>) {
    let room = making.width.saturating_sub(words::TEXT + 1).max(8);
    let said = if is_tall(making) { fit::wrap(&parts.join(" "), room) } else { vec![in_one_line(parts, room)] };
    for (n, said) in said.into_iter().enumerate() {
        let (label, sign) = if n == 0 { (label, sign) } else { ("", "") };
        page.push(check_page::leading(words::signed_line(label, sign, role).with(Role::Text, said), topic));
    }
}

/// As much as one line holds: a sentence of which only a word or two would be left is left out.
fn in_one_line(parts: &[String], room: usize) -> String {
    let text = parts.join(" ");
    let cut = fit::fit(&text, room);
    let mut wholes = (1..parts.len()).rev().filter_map(|n| parts.get(..n)).map(|whole| whole.join(" "));
    let whole = wholes.find(|whole| cut.starts_with(whole));
    match whole {
        Some(whole) if cut != text && cut.len() < whole.len() + WORTH => whole + " …",
        _ => cut,
    }
}

/// The one thing that can break it, and how many more findings there are.
pub(super) fn risk(page: &mut Page, making: &mut Making<'_>, check: &Status) {
    let view = making.facts.findings(making.dialogue, making.moment());
    let first = view.live().next().map(|finding| words::grade_sign(finding.grade));
    let (sign, role) = first.unwrap_or(("", Role::Text));
    tell(page, check, Topic::Risk, sign, role, making);
    let told = if is_tall(making) { FINDINGS_TALL } else { 1 };
    for finding in view.live().take(told).skip(1) {
        let (sign, role) = words::grade_sign(finding.grade);
        let said = fit::fit(&status::clash(making.dialogue, finding), making.width.saturating_sub(words::TEXT + 1));
        let line = words::signed_line("", sign, role).with(Role::Text, said);
        page.push(line.opening(Opens::Page(Source::Findings)).because(Source::Trace(finding.into())));
    }
    let more = |grade: Grade| view.live().skip(told).filter(|finding| finding.grade == grade).count();
    let mut rest: Vec<String> =
        Grade::ALL.into_iter().filter(|grade| more(*grade) > 0).map(|grade| format!("{} more {}", more(grade), grade.value())).collect();
    let settled = view.findings.len() - view.live().count();
    if settled > 0 {
        rest.push(format!("{settled} settled"));
    }
    if !rest.is_empty() {
        let rest = Line::blank().to(words::TEXT).with(Role::Muted, rest.join(", "));
        page.push(rest.opening(Opens::Page(Source::Findings)));
    }
}

/// Who was not heard, and guests of the next event who were never asked on a point of it.
pub(super) fn unheard(page: &mut Page, making: &mut Making<'_>, check: &Status) {
    tell(page, check, Topic::Unheard, "?", Role::Warn, making);
    // What is held back from an audience is not unknown: nothing is said of it.
    let event = check.place.event.as_ref().filter(|_| making.sight.audience == Audience::Host);
    if let Some((_, event)) = event
        && let Some(view) = making.facts.precheck(making.dialogue, making.moment(), event).as_ref()
    {
        let never = |who: &Name| view.never_asked.iter().any(|gap| gap.stakeholder == *who);
        let guests = view.participants.iter().filter(|who| never(who)).count();
        if guests > 0 {
            let said = format!("{guests} of {} guests of {} never asked on a point of it", view.participants.len(), event.id);
            let room = making.width.saturating_sub(words::TEXT + 1);
            page.push(
                words::signed_line("", "?", Role::Warn)
                    .with(Role::Text, fit::fit(&said, room))
                    .opening(Opens::Page(Source::Precheck(event.clone()))),
            );
        }
    }
}

/// How the Roadmap stands, and what of it has to be looked at, the first due first.
pub(super) fn roadmap(page: &mut Page, making: &mut Making<'_>, check: &Status) {
    let view = making.facts.roadmap(making.dialogue, making.moment());
    let said = check.line(Topic::Roadmap).map(|line| line.parts.as_slice()).unwrap_or_default();
    let head = words::signed_line(Topic::Roadmap.label(), "", Role::Text);
    let first = page.lines.len();
    match said.first() {
        Some(nothing) if view.lines.is_empty() => page.push(head.with(Role::Muted, nothing.clone())),
        _ => commitments::counted_behind(page, head, &view, making.width),
    }
    if let Some(head) = page.lines.get_mut(first) {
        *head = check_page::leading(std::mem::take(head), Topic::Roadmap);
    }
    let mut worrying: Vec<_> = worrying(&view).collect();
    worrying.sort_by_key(|line| (line.holds(), &line.id));
    for line in worrying.into_iter().take(making.height) {
        page.push(commitments::labelled_commitment("", line, making));
    }
    // The lines above name what is late and who leads it; where there is room it is counted as well.
    if is_tall(making) {
        if said.len() > 1 {
            sentences(page, "", ("", Role::Text), said.get(1..).unwrap_or_default(), Topic::Roadmap, making);
        }
        tell(page, check, Topic::Leads, "", Role::Text, making);
    }
}

/// How many lines of [`roadmap()`] were not made, because no screen of this height has room for them.
pub(super) fn beyond_the_roadmap(making: &mut Making<'_>) -> usize {
    worrying(&making.facts.roadmap(making.dialogue, making.moment())).count().saturating_sub(making.height)
}

fn worrying(view: &Roadmap) -> impl Iterator<Item = &roadmap::Line> {
    view.lines.iter().filter(|line| line.needs_attention())
}

/// Indicators and payments, money, outcomes, and what is asked of the donor.
pub(super) fn others(page: &mut Page, making: &mut Making<'_>, check: &Status) {
    let pressing = |line: &&status::Line| !line.records.is_empty() || is_tall(making);
    for topic in [Topic::Indicators, Topic::Donors, Topic::Outcomes, Topic::Asked] {
        let Some(line) = check.line(topic).filter(pressing) else { continue };
        let sign = if line.records.is_empty() || topic == Topic::Outcomes { "" } else { "!" };
        tell(page, check, topic, sign, Role::Warn, making);
    }
}
