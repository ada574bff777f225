//! The radar: which red lines stand against what, the heaviest first, each with what it rests on and one next step.

use super::table::{Table, muted, text, words as column};
use super::words::{self, grade_sign, paragraph};
use super::{count, parts};
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::record::Name;
use crate::domain::views::findings::{Finding, Findings, Grade};

const WAYS: &[&str] = &["in sentences", "in short", "by stakeholder"];

/// The page of the radar.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = making.facts.findings(making.dialogue, making.moment());
    let mut page = Page::new("Radar");
    let live = view.live().count();
    let dormant = view.findings.len() - live;
    page.aside = format!("{live} live · {dormant} settled");
    let way = making.way_of(&mut page, WAYS);
    if view.findings.is_empty() {
        nothing(&mut page, making);
    } else {
        match way {
            0 => sentences(&mut page, &view, making),
            1 => in_short(&view, making).onto(&mut page, making.width),
            _ => by_stakeholder(&view, making).onto(&mut page, making.width),
        }
    }
    if !page.more {
        by_hand(&mut page, &view, making);
    }
    page
}

/// Nothing found is said together with on how little that rests.
fn nothing(page: &mut Page, making: &mut Making<'_>) {
    let matrix = making.facts.matrix(making.dialogue, making.moment());
    let pairs = matrix.rows.len() * matrix.columns.len();
    let known = format!(
        "No red line stands against anything, as far as {}: {} of {pairs} pairs of stakeholder and option.",
        making.word("known", "shown"),
        matrix.cells.len()
    );
    paragraph(page, 1, Role::Text, &known, making.width);
    let hint = making
        .word("Red lines are noted in bilateral meetings: c begins one.", "Red lines are mostly said in confidence, and then not shown.");
    paragraph(page, 1, Role::Muted, hint, making.width);
}

fn sentences(page: &mut Page, view: &Findings, making: &Making<'_>) {
    let mut last = None;
    for finding in &view.findings {
        if page.lines.len() >= making.wanted {
            page.more = true;
            return;
        }
        let group = (finding.dormant, if finding.dormant { None } else { Some(finding.grade) });
        if last != Some(group) {
            page.gap();
            page.push(head(finding, view));
            last = Some(group);
        }
        let (sign, role) = if finding.dormant { ("–", Role::Muted) } else { grade_sign(finding.grade) };
        let text_role = if finding.dormant { Role::Muted } else { Role::Text };
        let from = page.lines.len();
        paragraph(page, 5, text_role, &finding.sentence(making.dialogue), making.width);
        if let Some(first) = page.lines.get_mut(from) {
            let said = first.plain().trim().to_owned();
            let line = Line::blank().to(3).with(role, sign).to(5).with(text_role, said);
            *first = words::of_finding(line, finding, making.dialogue);
        }
        if !finding.dormant {
            paragraph(page, 5, Role::Muted, &format!("→ {}", finding.next_step(making.dialogue)), making.width);
        }
    }
}

fn head(finding: &Finding, view: &Findings) -> Line {
    if finding.dormant {
        let number = view.findings.iter().filter(|finding| finding.dormant).count();
        return super::heading("Settled")
            .with(Role::Muted, format!("   {} on issues agreed or parked", count(number, "finding", "findings")));
    }
    let number = view.live().filter(|other| other.grade == finding.grade).count();
    let about = match finding.grade {
        Grade::Blocking => "nothing moves before it is solved",
        Grade::Serious => "to be talked about before anybody meets",
        Grade::Watch => "to be kept in view",
    };
    let title = match finding.grade {
        Grade::Blocking => "Blocking",
        Grade::Serious => "Serious",
        Grade::Watch => "Watch",
    };
    super::heading(title).with(Role::Muted, format!("   {number} · {about}"))
}

fn table() -> Table {
    Table::new([column(""), column("").shrinks_to(12), column("").shrinks_to(12), column(""), column("").drops(1).shrinks_to(12)])
}

fn row(table: &mut Table, finding: &Finding, making: &Making<'_>) {
    let (sign, role) = if finding.dormant { ("–", Role::Muted) } else { grade_sign(finding.grade) };
    let (first, second) = words::sides(finding, making.dialogue);
    let grade = if finding.dormant { "settled" } else { finding.grade.value() };
    let cells = vec![(role, sign.to_owned()), text(first), text(second), (role, grade.to_owned()), muted(words::ids(finding.sources()))];
    table.row_as(cells, words::of_finding(Line::blank(), finding, making.dialogue));
}

fn in_short(view: &Findings, making: &Making<'_>) -> Table {
    let mut table = table();
    for finding in &view.findings {
        row(&mut table, finding, making);
    }
    table
}

fn by_stakeholder(view: &Findings, making: &Making<'_>) -> Table {
    let mut holders: Vec<_> = view.findings.iter().flat_map(Finding::between).collect();
    holders.sort();
    holders.dedup();
    let concerns = |finding: &Finding, who: &Name| finding.between().contains(&who);
    holders.sort_by_key(|who| std::cmp::Reverse(view.live().filter(|finding| concerns(finding, who)).count()));
    let mut table = table();
    for who in holders {
        table.heading(&words::short(making.dialogue, who), "");
        for finding in view.findings.iter().filter(|finding| concerns(finding, who)) {
            row(&mut table, finding, making);
        }
    }
    table
}

fn by_hand(page: &mut Page, view: &Findings, making: &Making<'_>) {
    if view.by_hand.is_empty() {
        return;
    }
    page.gap();
    page.push(super::heading("To be compared by hand"));
    for pair in &view.by_hand {
        let from = page.lines.len();
        paragraph(page, 5, Role::Text, &pair.sentence(making.dialogue), making.width);
        if let Some(first) = page.lines.get_mut(from) {
            first.opens = Some(Opens::Record(pair.line.source.clone()));
            first.part = Some(parts::red_line(making.dialogue, &pair.line));
            first.why = Some(Box::new(Source::Trace(pair.into())));
        }
    }
}
