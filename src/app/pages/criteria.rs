//! Options weighed against the criteria that were ranked: the best first, with how much of the weight the total rests on.

use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::{count, lettered, words};
use crate::app::line::Role;
use crate::app::page::{Making, Opens, Page};
use crate::domain::display::one_line;
use crate::domain::record::{Fields, Key, Record};
use crate::domain::views::criteria::{self, OURS, Scored, Weighed};

/// Columns before those of the criteria.
const FIXED: usize = 4;

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
    let names: Vec<String> = view.criteria.iter().map(|known| criterion(&known.name, making)).collect();
    lettered::onto(page, &names, (FIXED, true), making.width, |narrow, least| {
        let fixed = [column(""), column("Option").shrinks_to(least), numbers("total"), numbers("rests\non")];
        let mut table = Table::new(fixed.into_iter().chain(narrow));
        for option in &view.options {
            table.row(scored(option, view, making), Some(Opens::Record(Key::new("options", &option.option))));
        }
        table
    });
    trade_offs(page, view, making);
}

/// An option's row: what it is, its total, how much of the weight that rests on, and its mean by each criterion.
fn scored(option: &Scored, view: &Weighed, making: &Making<'_>) -> Vec<Cell> {
    let total = option.total.map_or_else(|| (Role::Warn, "no data".to_owned()), |total| text(format!("{total:+.1}")));
    let title = words::title(making.dialogue, "options", &option.option);
    let rests = format!("{:.0} %", option.known * 100.0);
    let scores = view.criteria.iter().map(|known| match option.scores.get(&known.name) {
        Some((mean, _)) if *mean <= -0.5 => (Role::Warn, format!("{mean:+.1}")),
        Some((mean, _)) => text(format!("{mean:+.1}")),
        None => muted("·"),
    });
    [muted(one_line(&option.option)), text(title), total, muted(rests)].into_iter().chain(scores).collect()
}

/// Two options of one issue side by side: by what each is better, and by how much.
fn trade_offs(page: &mut Page, view: &Weighed, making: &Making<'_>) {
    let issue = |option: &str| making.dialogue.get("options", option).and_then(|record| record.text("issue"));
    let mut told = Vec::new();
    for (n, one) in view.options.iter().enumerate() {
        for other in
            view.options.iter().skip(n + 1).filter(|other| issue(&one.option).is_some() && issue(&one.option) == issue(&other.option))
        {
            let better = |a: &Scored, b: &Scored| {
                let by = view.criteria.iter().filter_map(|known| {
                    let (mine, theirs) = (a.scores.get(&known.name)?.0, b.scores.get(&known.name)?.0);
                    (mine > theirs).then(|| format!("{} {mine:+.1} against {theirs:+.1}", criterion(&known.name, making)))
                });
                by.collect::<Vec<_>>().join(", ")
            };
            let (gains, pays) = (better(one, other), better(other, one));
            if !gains.is_empty() && !pays.is_empty() {
                told.push((one, other, format!("{} does better on {gains}; {} on {pays}.", one.option, other.option)));
            }
        }
    }
    let said = making.dialogue.records("criteria").iter().filter(|record| view_sees(record, making));
    let notes: Vec<(Key, String)> = said
        .flat_map(|record| {
            let who = record.text("stakeholder").map_or_else(|| "together".to_owned(), |who| words::short(making.dialogue, who));
            let note = |field: &str| record.text(field).map(str::trim).filter(|text| !text.is_empty()).map(one_line);
            let assumed = note("assumption").map(|text| format!("{who}, assuming: {text}"));
            [note("trade_off").map(|text| format!("{who}: {text}")), assumed].into_iter().flatten().map(|text| (record.key.clone(), text))
        })
        .collect();
    if told.is_empty() && notes.is_empty() {
        return;
    }
    page.gap();
    page.push(super::heading("Trade-offs"));
    for (one, other, text) in told {
        let opens = Opens::Choice(vec![Key::new("options", &one.option), Key::new("options", &other.option)]);
        opening_paragraph(page, &text, opens, making);
    }
    for (key, text) in notes {
        opening_paragraph(page, &text, Opens::Record(key), making);
    }
}

fn view_sees(record: &Record, making: &Making<'_>) -> bool {
    record.date("date").is_none_or(|date| date <= making.as_of())
}

fn opening_paragraph(page: &mut Page, text: &str, opens: Opens, making: &Making<'_>) {
    let from = page.lines.len();
    words::paragraph(page, 3, Role::Text, text, making.width);
    if let Some(line) = page.lines.get_mut(from) {
        line.opens = Some(opens);
    }
}

/// The criteria by weight, and the place each ranking gives them.
fn rankings(page: &mut Page, view: &Weighed, making: &Making<'_>) {
    if view.criteria.is_empty() {
        return;
    }
    let together = || "together".to_owned();
    let by = |who: &crate::domain::record::Name| words::short(making.dialogue, who);
    let names: Vec<String> = view.rankings.iter().map(|ranking| ranking.stakeholder.as_ref().map_or_else(together, by)).collect();
    lettered::onto(page, &names, (2, true), making.width, |narrow, least| {
        let mut table = Table::new([column("Criterion").shrinks_to(least), numbers("weight")].into_iter().chain(narrow));
        for known in &view.criteria {
            let places = view.rankings.iter().map(|ranking| {
                let place = ranking.places.iter().find(|(_, name)| *name == known.name).map(|(place, _)| *place);
                place.map_or_else(|| muted("·"), |place| text(format!("{place}.")))
            });
            let fixed = [text(criterion(&known.name, making)), muted(format!("{:.0} %", known.weight * 100.0))];
            table.row(fixed.into_iter().chain(places).collect(), None);
        }
        table
    });
}

#[cfg(test)]
mod tests {
    use crate::app::page::Source;
    use crate::app::page::testing::{model, text};
    use crate::domain::testing::Build;

    #[test]
    fn options_stand_against_criteria_the_heaviest_first_and_rivals_side_by_side() {
        let score = |option: &str, criterion: &str, value: i64| {
            format!("[[score]]\noption = \"{option}\"\ncriterion = \"{criterion}\"\nvalue = {value}\n")
        };
        let scores =
            [score("o1", "fairness", 2), score("o1", "legality", -1), score("o2", "fairness", 0), score("o2", "legality", 1)].concat();
        let ranks = "[[rank]]\ncriterion = 'fairness'\nplace = 1\n[[rank]]\ncriterion = 'legality'\nplace = 2\n";
        let build = Build::new().people(&["a:cso"]).issue("i1", "open", &["o1", "o2", "o3"]).file(
            "criteria/x",
            &format!("stakeholder = 'a'\ntrade_off = \"We take a slower start.\"\nassumption = \"Firms answer.\"\n{ranks}{scores}"),
        );
        let page = text(&mut model(build.done(), (100, 40)), &Source::Criteria, 0);
        let row = |id: &str| page.lines().find(|line| line.contains(&format!(" {id} "))).unwrap_or_else(|| panic!("{page}")).to_owned();
        assert!(row("o1").contains("+1.0") && row("o1").contains("+2.0") && row("o1").trim_end().ends_with("-1.0"), "{page}");
        assert!(page.contains("o1 does better on fairness +2.0 against +0.0; o2 on legality +1.0 against -1.0."), "{page}");
        assert!(page.contains("A: We take a slower start.") && page.contains("A, assuming: Firms answer."), "{page}");
        let wide = text(&mut model(build.done(), (80, 24)), &Source::Criteria, 0);
        assert!(wide.contains("fairness") && wide.contains("legality") && !wide.contains('…'), "{wide}");
        for width in [40, 60, 80] {
            let page = text(&mut model(build.done(), (width, 24)), &Source::Criteria, 0);
            assert!(page.contains("Trade-offs") && page.contains("total"), "{page}");
        }
    }
}
