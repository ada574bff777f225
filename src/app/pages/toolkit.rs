//! The nineteen tools: what each is for, how often it was used in which phase, its records, and what its uses aimed at and reached.

use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::{count, heading, phase, words};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::app::tabs::Tab;
use crate::domain::catalogue::{Category, Tool};
use crate::domain::display::one_line;
use crate::domain::record::Key;
use crate::domain::views::toolkit::{self, Used};

const WAYS: &[&str] = &["by number", "by category", "what came of them"];

/// All tools, with how often each was used in each phase.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = toolkit::compute(making.dialogue, making.as_of());
    let mut page = Page::new("Toolkit");
    let way = making.way_of(&mut page, WAYS);
    let used = view.tools.iter().filter(|tool| tool.times() > 0).count();
    page.aside = format!("{used} of {} tools used", view.tools.len());
    let both = |used| making.dialogue.catalogue.tool(u8::clone(used));
    let tools: Vec<(&Tool, &Used)> = view.tools.iter().filter_map(|used| Some((both(&used.number)?, used))).collect();
    if way == 2 {
        came_of_them(&mut page, &tools, making);
        return page;
    }
    let phases: Vec<&str> = making.dialogue.catalogue.phases().iter().map(|phase| phase.name.as_str()).collect();
    let head = |phase: &&str| numbers(Tab::of_phase(phase).map_or("", Tab::word));
    let first = [numbers(""), column("Tool").shrinks_to(21), column(if way == 0 { "For" } else { "" }).drops(2)];
    let last = [numbers("undated").drops(3), numbers("used"), column("What it is for").shrinks_to(24).drops(1)];
    let mut table = Table::new(first.into_iter().chain(phases.iter().map(head)).chain(last)).indented(1);
    let mut group = |title: &str, wanted: &dyn Fn(&Tool) -> bool| {
        if !title.is_empty() {
            table.heading(title, "");
        }
        for (tool, used) in tools.iter().filter(|(tool, _)| wanted(tool)) {
            table.row(cells(tool, used, &phases, way == 0), Some(Opens::Page(Source::Tool(tool.number))));
        }
    };
    if way == 0 {
        group("", &|_| true);
    } else {
        for category in Category::ALL {
            group(category.label(), &|tool| tool.categories.contains(&category));
        }
        group("Category not known to us", &|tool| !tool.categories_known);
    }
    table.onto(&mut page, making.width);
    page.gap();
    if way == 0 {
        let legend =
            ["C Capacity development · T Trust building · N Cooperation & networking", "? its published category is not known to us"];
        legend.into_iter().for_each(|said| words::paragraph(&mut page, 1, Role::Muted, said, making.width));
    }
    page
}

fn cells(tool: &Tool, used: &Used, phases: &[&str], with_categories: bool) -> Vec<Cell> {
    let number = |n: usize| if n > 0 { text(n.to_string()) } else { muted("·") };
    let name = (if used.times() > 0 { Role::Accent } else { Role::Text }, tool.name.clone());
    let categories = if with_categories { letters(tool) } else { String::new() };
    let first = [muted(tool.number.to_string()), name, muted(categories)];
    let last = [number(used.in_no_phase()), number(used.times()), muted(one_line(&tool.purpose))];
    first.into_iter().chain(phases.iter().map(|phase| number(used.in_phase(phase)))).chain(last).collect()
}

/// A letter for each category, each in its place.
fn letters(tool: &Tool) -> String {
    if !tool.categories_known {
        return "?".to_owned();
    }
    let letter = |category: Category| match category {
        _ if !tool.categories.contains(&category) => " ",
        Category::CapacityDevelopment => "C",
        Category::TrustBuilding => "T",
        Category::CooperationNetworking => "N",
    };
    Category::ALL.map(letter).join(" ").trim_end().to_owned()
}

/// Tool by tool what its uses aimed at and reached, and the outcomes harvested to which it contributed.
fn came_of_them(page: &mut Page, tools: &[(&Tool, &Used)], making: &Making<'_>) {
    for (tool, used) in tools.iter().filter(|(_, used)| has_results(used)) {
        page.gap();
        let line = Line::of(Role::Muted, format!(" {:>2}  ", tool.number)).with(Role::Title, tool.name.clone());
        page.push(line.opening(Opens::Page(Source::Tool(tool.number))));
        results(page, used, 5, making);
    }
    if page.lines.is_empty() {
        let nothing = "No use of a tool says yet what it aimed at or reached, and no outcome names a tool. A use has two lists for it; an \
                       outcome names its tools.";
        words::paragraph(page, 1, Role::Muted, nothing, making.width);
    }
}

fn has_results(used: &Used) -> bool {
    !(used.aimed.is_empty() && used.reached.is_empty() && used.outcomes.is_empty())
}

/// What was aimed at, each with how often it was reached; what was reached beside; the outcomes harvested.
fn results(page: &mut Page, used: &Used, indent: usize, making: &Making<'_>) {
    let times = |n: usize| if n > 1 { format!(", {n} times") } else { String::new() };
    for (aim, n) in &used.aimed {
        let (sign, role, how) = match used.reached.get(aim) {
            Some(reached) => ("✓", Role::Good, format!("; reached{}", times(*reached))),
            None => ("·", Role::Muted, "; not reached so far".to_owned()),
        };
        result(page, indent, (sign, role), &format!("aimed at{}: {}{how}", times(*n), words_of(aim)), None, making);
    }
    for (reached, n) in used.reached.iter().filter(|(reached, _)| !used.aimed.contains_key(*reached)) {
        result(page, indent, ("✓", Role::Good), &format!("reached{}: {}", times(*n), words_of(reached)), None, making);
    }
    for id in &used.outcomes {
        let title = words::title(making.dialogue, "outcomes", id);
        result(page, indent, ("○", Role::Text), &format!("{id}  {title}"), Some(Opens::Record(Key::new("outcomes", id))), making);
    }
}

fn words_of(value: &str) -> String {
    one_line(value).replace('_', " ")
}

fn result(page: &mut Page, indent: usize, (sign, role): (&str, Role), said: &str, opens: Option<Opens>, making: &Making<'_>) {
    let room = making.width.saturating_sub(indent + 3).clamp(8, 100);
    for (n, said) in fit::wrap(said, room).into_iter().enumerate() {
        let mut line = Line::blank().to(indent).with(role, if n == 0 { sign } else { "" }).to(indent + 2).with(Role::Text, said);
        line.opens.clone_from(&opens);
        page.push(line);
    }
}

/// One tool: its records first, then what it is for.
pub fn tool(number: u8, making: &mut Making<'_>) -> Page {
    let dialogue = making.dialogue;
    let Some(tool) = dialogue.catalogue.tool(number) else { return Page::new(format!("Tool {number}")) };
    let mut page = Page::new(format!("{number}  {}", tool.name));
    page.aside = tool.category_words().unwrap_or_else(|| "published category not known to us".to_owned());
    for kind in &tool.kinds {
        page.push(phase::kind_line(&kind.as_str().into(), making));
    }
    let view = toolkit::compute(dialogue, making.as_of());
    if let Some(used) = view.tools.iter().find(|used| used.number == number) {
        use_of(&mut page, used, making);
    }
    page.gap();
    let width = making.width.saturating_sub(2).min(100);
    let mut paragraph = |title: &str, text: &str| {
        page.push(heading(title));
        for line in fit::wrap(text, width) {
            page.push(Line::of(Role::Text, format!(" {line}")));
        }
        page.gap();
    };
    paragraph("What it is for", &tool.purpose);
    paragraph("Why", &tool.rationale);
    paragraph("Before", &tool.prerequisites);
    page.push(heading(if tool.outcomes_known { "What comes out" } else { "What comes out (published text not known; our proposal)" }));
    for outcome in &tool.outcomes {
        for (n, line) in fit::wrap(outcome, width.saturating_sub(3)).into_iter().enumerate() {
            page.push(Line::of(Role::Muted, if n == 0 { "   · " } else { "     " }).with(Role::Text, line));
        }
    }
    page.gap();
    let basis = if tool.phase_basis == "stated" { "" } else { " (read from its purpose)" };
    for line in fit::wrap(&format!("Used most in {}{basis}.", tool.phase_words(&dialogue.catalogue)), width) {
        page.push(Line::of(Role::Muted, format!(" {line}")));
    }
    if let Some(not_known) = &tool.not_known {
        for line in fit::wrap(not_known, width) {
            page.push(Line::of(Role::Muted, format!(" {line}")));
        }
    }
    page
}

/// How often it was used in which phase, the records of other tools it was used with, and what came of it.
fn use_of(page: &mut Page, used: &Used, making: &Making<'_>) {
    let phases = making.dialogue.catalogue.phases().iter().map(|phase| (used.in_phase(&phase.name), phase.short()));
    let mut told: Vec<String> = phases.filter(|(n, _)| *n > 0).map(|(n, phase)| format!("{n} in {phase}")).collect();
    if used.in_no_phase() > 0 {
        told.push(format!("{} without a day or phase", used.in_no_phase()));
    }
    if !used.planned.is_empty() {
        told.push(format!("{} planned", used.planned.len()));
    }
    let said = match (used.times(), told.is_empty()) {
        (0, true) => "Not used so far.".to_owned(),
        (0, false) => format!("Not used so far; {}.", told.join(", ")),
        (times, _) => format!("Used {}: {}.", count(times, "time", "times"), told.join(", ")),
    };
    words::paragraph(page, 3, Role::Text, &said, making.width);
    for key in &used.alongside {
        let (kind, title) =
            (making.dialogue.kind_of(key).map(|kind| kind.singular.clone()), words::title(making.dialogue, &key.kind, &key.id));
        let said = format!("with the {} {}: {title}", kind.unwrap_or_default().to_lowercase(), key.id);
        result(page, 3, ("+", Role::Muted), &said, Some(Opens::Record(key.clone())), making);
    }
    if has_results(used) {
        page.gap();
        page.push(heading("Aimed at and reached"));
        results(page, used, 3, making);
    }
}

#[cfg(test)]
mod tests {
    use crate::app::page::Source;
    use crate::app::page::testing::{built, model, of_sample, text};
    use crate::domain::catalogue::Catalogue;
    use crate::domain::testing::{Build, sample};

    #[track_caller]
    fn row(page: &str, name: &str) -> String {
        page.lines()
            .find(|line| line.contains(name))
            .unwrap_or_else(|| panic!("no {name} in\n{page}"))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn every_tool_says_how_often_it_was_used_in_each_phase_at_every_size() {
        for size in [(60, 18), (80, 24), (120, 40)] {
            let page = text(&mut model(sample(), size), &Source::Toolkit, 0);
            for tool in Catalogue::builtin().tools() {
                row(&page, &tool.name.chars().take(12).collect::<String>());
            }
            assert!(row(&page, "Bilateral meet").contains("5 7 2"), "{page}");
            assert!(
                !page.contains("not known to us ") && page.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= size.0.into()),
                "{page}"
            );
        }
    }

    #[test]
    fn tools_of_an_unknown_category_say_what_there_is_of_them_all_the_same() {
        let page = of_sample(&Source::Toolkit, 0);
        assert!(row(&page, "Stakeholder mapping").ends_with("? 1 · · 16 17"), "{page}");
        assert!(row(&page, "Grant schemes").contains("? · · 1"), "{page}");
        assert!(row(&page, "Deliberation around").ends_with("· 4 · · 4"), "a ranking has the day of its event\n{page}");
    }

    #[test]
    fn a_tool_never_used_has_a_dot_and_no_zero() {
        let dialogue = Build::new().people(&["a:cso"]).meeting("m1", "a", "2026-01-01", "").done();
        let page = text(&mut model(dialogue, (80, 24)), &Source::Toolkit, 0);
        assert!(row(&page, "Bilateral meetings").ends_with("1 1"), "{page}");
        assert!(row(&page, "International Peer").ends_with("· · · · ·"), "{page}");
    }

    #[test]
    fn the_three_categories_stand_with_their_exact_names_and_what_is_not_known_apart() {
        let page = of_sample(&Source::Toolkit, 1);
        let places: Vec<_> =
            ["Capacity development", "Trust building", "Cooperation & networking", "Category not known to us", "Grant schemes"]
                .map(|words| page.find(words).unwrap_or_else(|| panic!("{words} is not in\n{page}")))
                .to_vec();
        assert!(places.is_sorted(), "{page}");
        assert_eq!(page.matches("Joint Research").count(), 3);
    }

    #[test]
    fn outcomes_aimed_at_and_reached_stand_under_their_tool_and_harvested_ones_open_their_record() {
        let dialogue = Build::new()
            .file(
                "trainings/t",
                "title = 'T'\ndate = 2026-02-01\naimed_outcomes = ['skill', 'will']\nreached_outcomes = ['skill', 'peace']",
            )
            .file("outcomes/h1", "title = 'They draft themselves'\ndate = 2026-03-01\ntools = [16]")
            .file("workshops/e", "title = 'Room'\ndate = 2026-02-01\nalso_tools = [16]")
            .done();
        let mut model = model(dialogue, (80, 40));
        for source in [Source::Toolkit, Source::Tool(16)] {
            let page = text(&mut model, &source, 2);
            for words in ["✓ aimed at: skill; reached", "· aimed at: will; not reached so far", "✓ reached: peace", "h1  They draft"] {
                assert!(page.contains(words), "{words} is not in\n{page}");
            }
        }
        let page = text(&mut model, &Source::Tool(16), 0);
        assert!(page.contains("Used 2 times: 2 without a day or phase."), "{page}");
        assert!(page.contains("+ with the workshop e: Room"), "{page}");
        assert!(built(&mut model, &Source::Tool(16), 0).opens().is_some(), "Enter opens the list of its records");
    }

    #[test]
    fn what_no_use_tells_is_said_and_how_to_tell_it() {
        let page = text(&mut model(Build::new().done(), (80, 24)), &Source::Toolkit, 2);
        assert!(page.contains("No use of a tool says yet"), "{page}");
    }
}
