//! Options weighed against the criteria that were ranked: the best first, with how much of the weight the total rests on.

use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::{count, words};
use crate::app::line::Role;
use crate::app::page::{Making, Opens, Page};
use crate::domain::record::Key;
use crate::domain::views::criteria::{self, OURS, Weighed};

/// The page of options against criteria.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = criteria::compute(making.dialogue, making.as_of());
    let mut page = Page::new("Criteria");
    page.aside =
        format!("{} · {} scored", count(view.rankings.len(), "ranking", "rankings"), count(view.options.len(), "option", "options"));
    if view.rankings.is_empty() && view.options.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "No criteria yet: a record of tool 5 ranks what counts and scores the options against it; a adds one.",
            making.width,
        );
        return page;
    }
    scores(&mut page, &view, making);
    page.gap();
    rankings(&mut page, &view, making);
    page.gap();
    words::paragraph(&mut page, 1, Role::Muted, OURS, making.width);
    page
}

fn criterion(name: &str, making: &Making<'_>) -> String {
    let kind = making.dialogue.catalogue.kind("criteria");
    let choices =
        kind.into_iter().flat_map(|kind| kind.rows.iter()).flat_map(|row| row.fields.iter()).filter(|field| &*field.name == "criterion");
    let found = choices.filter_map(|field| field.choices()?.find(&name.into()).map(|choice| choice.label.clone())).next();
    found.unwrap_or_else(|| name.replace('_', " "))
}

fn scores(page: &mut Page, view: &Weighed, making: &Making<'_>) {
    if view.options.is_empty() {
        words::paragraph(
            page,
            1,
            Role::Warn,
            "No option was scored yet: the ranking says what counts, not which option does best.",
            making.width,
        );
        return;
    }
    let mut table = Table::new([
        column(""),
        column("Option").shrinks_to(14),
        numbers("total"),
        numbers("rests on").drops(1),
        column("scores").drops(2).shrinks_to(10),
    ]);
    for option in &view.options {
        let total = option.total.map_or_else(|| (Role::Warn, "no data".to_owned()), |total| text(format!("{total:+.1}")));
        let scores: Vec<String> =
            option.scores.iter().map(|(name, (mean, n))| format!("{} {mean:+.1} ({n})", criterion(name, making))).collect();
        let cells: Vec<Cell> = vec![
            muted(option.option.to_string()),
            text(words::title(making.dialogue, "options", &option.option)),
            total,
            muted(format!("{:.0} % of the weight", option.known * 100.0)),
            muted(scores.join(", ")),
        ];
        table.row(cells, Some(Opens::Record(Key::new("options", &option.option))));
    }
    table.onto(page, making.width);
}

/// The criteria by weight, and the place each ranking gives them.
fn rankings(page: &mut Page, view: &Weighed, making: &Making<'_>) {
    if view.criteria.is_empty() {
        return;
    }
    let mut columns = vec![column("Criterion").shrinks_to(10), numbers("weight")];
    for (n, ranking) in view.rankings.iter().enumerate() {
        let name = ranking.stakeholder.as_ref().map_or_else(|| "together".to_owned(), |who| words::short(making.dialogue, who));
        // Of many rankings the last go first where there is no room; the numbers of dropping are few.
        columns.push(numbers(&name).drops(u8::try_from(view.rankings.len() - n).unwrap_or(u8::MAX).max(1)));
    }
    let mut table = Table::new(columns);
    for known in &view.criteria {
        let mut cells = vec![text(criterion(&known.name, making)), muted(format!("{:.0} %", known.weight * 100.0))];
        for ranking in &view.rankings {
            let place = ranking.places.iter().find(|(_, name)| *name == known.name).map(|(place, _)| *place);
            cells.push(place.map_or_else(|| muted("·"), |place| text(format!("{place}."))));
        }
        table.row(cells, None);
    }
    table.onto(page, making.width);
}
